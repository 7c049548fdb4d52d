//! `caro-lsp generate --interactive` on a real terminal: what is shown, what is printed, and that nothing is run.

use super::terminal::Terminal;
use super::*;

const MENU: &str = "q quit: ";
const WISH: &str = "create an empty file called caro-was-here";

/// A talk in a folder of its own.
struct Talk {
    folder: Folder,
    terminal: Terminal,
}

impl Talk {
    fn new(words: &[&str], columns: u16) -> Self {
        let folder = Folder::new();
        let mut command = Command::new(caro_tests::binary());
        command.args(["generate", "--platform", "linux", "--interactive"]).args(words).current_dir(&folder.0);
        command.env("HOME", &folder.0).env_remove("XDG_CACHE_HOME").env_remove("NO_COLOR").env("TERM", "xterm");
        let terminal = Terminal::start(command, columns);
        Self { folder, terminal }
    }

    fn sees(&mut self, text: &str) -> String {
        self.terminal.sees(text)
    }

    fn types(&mut self, text: &str) {
        self.terminal.types(text);
    }

    /// Waits for the end; gives what was shown since the last key, without the prompt.
    fn ends(mut self, status: i32) -> String {
        assert_eq!(self.terminal.ends(), Some(status), "{}", self.terminal.all());
        assert!(!self.folder.0.join("caro-was-here").exists(), "it was run");
        self.terminal.all()
    }
}

#[test]
fn a_command_is_shown_with_its_parts_and_its_risk_and_printed_when_taken() {
    let mut talk = Talk::new(&[WISH], 100);
    let shown = talk.sees(MENU);
    for part in ["touch caro-was-here\r\n", "caro-was-here  ", "Risk: none found\r\n", "From: embedded, "] {
        assert!(shown.contains(part), "{part:?} is not in {shown:?}");
    }
    talk.types("\r");
    let all = talk.ends(0);
    assert!(all.ends_with("touch caro-was-here\r\n"), "{all:?}");
}

#[test]
fn who_leaves_gets_nothing() {
    for key in ["q", "Q", "\x03", "\x04"] {
        let mut talk = Talk::new(&[WISH], 80);
        talk.sees(MENU);
        talk.types(key);
        let all = talk.ends(1);
        assert!(!all.ends_with("touch caro-was-here\r\n"), "{key:?}: {all:?}");
    }
}

#[test]
fn a_command_is_edited_and_judged_again() {
    let mut talk = Talk::new(&[WISH], 100);
    talk.sees(MENU);
    talk.types("e");
    talk.sees("Command: touch caro-was-here");
    // To the beginning, and something before it.
    talk.types("\x01sudo chmod -R 777 /etc # \r");
    let shown = talk.sees(MENU);
    assert!(shown.contains("Risk: danger\r\n") && shown.contains("  danger: CARO03"), "{shown:?}");
    assert!(shown.contains("From: you"), "{shown:?}");
    talk.types("x");
    let shown = talk.sees(MENU);
    assert!(shown.contains("caro-lsp rule CARO03"), "{shown:?}");
    // Ctrl-C gives the edit up, not the talk.
    talk.types("e");
    talk.sees("Command: sudo");
    talk.types("abc\x03");
    talk.sees(MENU);
    talk.types("e");
    talk.sees("Command: sudo");
    talk.types("\x15ls\r");
    talk.sees(MENU);
    talk.types("\r");
    let all = talk.ends(0);
    assert!(all.ends_with("\r\nls\r\n"), "{all:?}");
}

#[test]
fn words_refine_it_and_their_order_counts() {
    let mut talk = Talk::new(&["find", "python", "files"], 100);
    talk.sees(MENU);
    talk.types("r");
    talk.sees("Refine");
    talk.types("only the ones over 1 MB\r");
    let shown = talk.sees(MENU);
    assert!(shown.contains("-size +1M"), "{shown:?}");
    talk.types("r");
    talk.sees("Refine");
    talk.types("as a sandwich\r");
    let shown = talk.sees(MENU);
    assert!(shown.contains("\"as a sandwich\" is not understood"), "{shown:?}");
    talk.types("r");
    talk.sees("Refine");
    talk.types("in /var/log instead\r");
    talk.sees(MENU);
    talk.types("\r");
    assert!(talk.ends(0).ends_with("\r\nfind /var/log -type f -name '*.py' -size +1M\r\n"));
}

#[test]
fn other_readings_are_chosen_by_their_number() {
    let mut talk = Talk::new(&["find", "python", "files"], 100);
    talk.sees(MENU);
    talk.types("a");
    let shown = talk.sees("to go back: ");
    let second = shown.lines().find_map(|it| it.strip_prefix("2  ")).expect("there are two").trim().to_owned();
    talk.types("2");
    let shown = talk.sees(MENU);
    assert!(shown.contains(&second), "{second:?} is not in {shown:?}");
    talk.types("\r");
    assert!(talk.ends(0).ends_with(&format!("{second}\r\n")));
    let mut talk = Talk::new(&[WISH], 100);
    talk.sees(MENU);
    talk.types("a");
    talk.sees("no other reading");
    talk.sees(MENU);
    talk.types("q");
    talk.ends(1);
}

#[test]
fn what_was_assumed_is_told_and_one_question_is_asked() {
    let mut talk = Talk::new(&["count the python files in src"], 100);
    let shown = talk.sees(MENU);
    assert!(shown.contains("Sub-folders too?  1 Yes  2 No, only this folder\r\n"), "{shown:?}");
    assert!(shown.contains("1 or 2 to answer, Enter take"), "{shown:?}");
    talk.types("2");
    let shown = talk.sees(MENU);
    assert!(!shown.contains("to answer") && shown.contains("-maxdepth 1"), "{shown:?}");
    talk.types("\r");
    assert!(talk.ends(0).ends_with("\r\nfind src -maxdepth 1 -type f -name '*.py' | wc -l\r\n"));
    let mut talk = Talk::new(&["list files"], 100);
    let shown = talk.sees(MENU);
    assert!(shown.contains("Assumed: the current folder\r\n"), "{shown:?}");
    talk.types("q");
    talk.ends(1);
}

#[test]
fn a_copy_goes_to_the_terminal() {
    let mut talk = Talk::new(&[WISH], 100);
    talk.sees(MENU);
    talk.types("c");
    talk.sees("\x1b]52;c;dG91Y2ggY2Fyby13YXMtaGVyZQ==\x07");
    talk.sees("OSC 52");
    talk.sees(MENU);
    talk.types("q");
    talk.ends(1);
}

#[test]
fn without_an_answer_another_wish_can_be_made() {
    let mut talk = Talk::new(&["make", "me", "a", "sandwich"], 100);
    talk.sees("no command for this");
    talk.sees("Another wish (empty to quit): make me a sandwich");
    talk.types(&format!("\x15{WISH}\r"));
    talk.sees(MENU);
    talk.types("\r");
    assert!(talk.ends(0).ends_with("\r\ntouch caro-was-here\r\n"));
    let mut talk = Talk::new(&["make", "me", "a", "sandwich"], 100);
    talk.sees("a sandwich");
    talk.types("\x04\x15\r");
    talk.ends(1);
}

#[test]
fn a_terminal_obeys_nothing_in_a_command() {
    let mut talk = Talk::new(&["find files named '\x1b[2J\x07\u{202e}x'"], 100);
    let shown = talk.sees(": ");
    assert!(!shown.contains("\x1b[2J") && !shown.contains('\x07') && !shown.contains('\u{202e}'), "{shown:?}");
    talk.types("\x03");
    let all = {
        talk.terminal.ends();
        talk.terminal.all()
    };
    assert!(!all.contains("\x1b[2J"), "{all:?}");
}

#[test]
fn a_narrow_terminal_and_odd_keys_do_no_harm() {
    let mut talk = Talk::new(&[WISH], 12);
    talk.sees("Risk: none f");
    talk.sees("quit");
    // A key that means nothing asks again; one that is no character does not even do that.
    for key in ["é", "🙂", "5", " ", "\x1b[A5", "\t5", "\x015", "\x1b[200~ab\x1b[201~5"] {
        talk.types(key);
        talk.sees("Enter take");
    }
    assert!(talk.terminal.is_alive(), "{}", talk.terminal.all());
    talk.types("\x03");
    talk.ends(1);
}

#[test]
fn without_a_terminal_it_says_so_in_one_line() {
    let output = run(&["generate", "--interactive", WISH], b"\r");
    assert_eq!((status(&output), out(&output)), (2, String::new()));
    let message = complaint(&output);
    assert!(message.contains("needs a terminal") && message.lines().count() == 1, "{message}");
}
