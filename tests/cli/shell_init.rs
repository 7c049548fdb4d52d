//! `caro-lsp shell-init` in real shells on a real terminal: what the key puts on the line, and that nothing of it is run.

use super::terminal::{Terminal, written, written_within};
use super::*;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

/// A wish whose command shows whether it was run.
const WISH: &str = "# create an empty file called caro-was-here";
const ANSWER: &str = "touch caro-was-here";
/// Ctrl-G, Ctrl-T (which writes down the line), Ctrl-B (which empties it), Ctrl-C.
const ASK: &str = "\x07";
const DUMP: &str = "\x14";
const CLEAR: &str = "\x02";
const CANCEL: &str = "\x03";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

use Shell::{Bash, Fish, Zsh};

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Bash => "bash",
            Zsh => "zsh",
            Fish => "fish",
        }
    }

    /// Without the user's own files.
    fn words(self) -> &'static [&'static str] {
        match self {
            Bash => &["--norc", "--noprofile"],
            Zsh => &["-f"],
            Fish => &["--no-config"],
        }
    }

    /// Loads what `shell-init` prints, as the start file would.
    fn load(self, script: &str) -> String {
        match self {
            Bash | Zsh => format!("eval \"$(cat {script})\""),
            Fish => format!("cat {script} | source"),
        }
    }

    /// Has Ctrl-T write the line and the cursor's place to a file.
    fn dump(self) -> &'static str {
        match self {
            Bash => {
                "__dump() { builtin printf '%s\\n==\\n%s\\nEND\\n' \"$READLINE_LINE\" \"$READLINE_POINT\" >|dump; }; \
                 for m in emacs-standard vi-insert vi-command; do \
                 bind -m $m -x '\"\\C-t\": __dump'; bind -m $m -x '\"\\C-b\": READLINE_LINE='; done"
            }
            Zsh => {
                "__dump() { builtin print -rn -- \"$BUFFER\"$'\\n==\\n'\"$CURSOR\"$'\\nEND\\n' >|dump; }; zle -N __dump; \
                 __clear() { BUFFER=; }; zle -N __clear; \
                 for m in emacs viins vicmd; do bindkey -M $m '^T' __dump; bindkey -M $m '^B' __clear; done"
            }
            Fish => {
                "function __dump; begin; builtin commandline; builtin echo ==; builtin commandline -C; builtin echo END; end >dump; end; \
                 bind \\ct __dump; bind -M insert \\ct __dump; \
                 function __clear; builtin commandline -r ''; end; bind \\cb __clear; bind -M insert \\cb __clear"
            }
        }
    }

    /// A line break within the line.
    fn line_break(self) -> &'static str {
        match self {
            Bash | Zsh => "\x16\n",
            Fish => "\x1b\r",
        }
    }
}

/// The shells that are here; each that is not is said to be missing, also where the test passes.
fn shells() -> Vec<Shell> {
    let all = [Bash, Zsh, Fish];
    let (here, missing): (Vec<Shell>, Vec<Shell>) = all.into_iter().partition(|it| {
        Command::new(it.name()).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    });
    for shell in missing {
        let line =
            format!("{} is not here: its widget is NOT tested; `make setup-dev` says how to get it\n", shell.name());
        // Not through the macro, whose words nobody sees where a test passes.
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
    here
}

/// A shell with the widget, in a folder of its own.
struct Session {
    folder: Folder,
    terminal: Terminal,
}

impl Session {
    /// With the real program.
    fn new(shell: Shell, columns: u16, before: &str) -> Self {
        let program = caro_tests::binary();
        Self::with(shell, columns, before, |_| program.clone())
    }

    /// With a program that `make` makes in the session's folder.
    fn with(shell: Shell, columns: u16, before: &str, make: impl FnOnce(&Folder) -> PathBuf) -> Self {
        let folder = Folder::new();
        let program = make(&folder);
        let printed = run(&["shell-init", shell.name()], b"");
        assert_eq!(status(&printed), 0, "{}", complaint(&printed));
        let ours = shown(&caro_tests::binary().canonicalize().expect("it is there"));
        let script = out(&printed).replace(&ours, &shown(&program));
        folder.file("script", script);
        let home = folder.0.join("home");
        std::fs::create_dir(&home).expect("the folder can be written");
        let mut command = as_in_a_terminal(shell);
        command.current_dir(&folder.0).env("HOME", &home);
        for name in ["XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ENV", "BASH_ENV"] {
            command.env_remove(name);
        }
        let mut lines = vec![shell.dump().to_owned(), before.to_owned(), shell.load("script")];
        lines.retain(|it| !it.is_empty());
        if shell == Fish {
            // What is typed while the mode of keys changes is lost.
            let text = format!("{}\necho READY\n", lines.join("\n"));
            if before.is_empty() {
                folder.file("setup", text);
                command.args(["--init-command", "source setup"]).args(shell.words());
            } else {
                // A user's settings stand in their start file.
                folder.file("home/.config/fish/config.fish", text);
            }
        } else {
            command.args(shell.words());
        }
        // Whatever the user's locale is called, letters may be more than a byte.
        command.env("LC_ALL", "C.UTF-8").env("TERM", "xterm").env("PATH", std::env::var_os("PATH").unwrap_or_default());
        let terminal = Terminal::start(command, columns);
        let mut session = Self { folder, terminal };
        match shell {
            Bash | Zsh => lines.iter().for_each(|it| session.says(it)),
            Fish => {
                session.terminal.sees("READY\r\n");
                // From here on it reads keys in the mode that it shows.
                session.line();
            }
        }
        session
    }

    /// Has a line run, to its end.
    fn says(&mut self, line: &str) {
        self.terminal.types(&format!("{line}; echo REA''DY\r"));
        self.terminal.sees("READY\r\n");
    }

    /// Empties the line, by a key and not by a signal: a signal loses what is typed after it.
    fn clears(&mut self) {
        self.terminal.types(CLEAR);
    }

    /// What is on the line, and where the cursor is.
    fn line(&mut self) -> (String, usize) {
        let path = self.folder.0.join("dump");
        let _ = std::fs::remove_file(&path);
        // A signal that is still on its way loses what is typed after it.
        let text = (0..10).find_map(|_| {
            self.terminal.types(DUMP);
            written_within(&path, Duration::from_secs(6))
        });
        let text = text.unwrap_or_else(|| panic!("the shell reads no keys; it showed {:?}", self.terminal.all()));
        let (line, point) = text.rsplit_once("\n==\n").expect("both are written");
        (line.to_owned(), point.parse().expect("it is a number"))
    }

    fn has(&self, name: &str) -> bool {
        self.folder.0.join(name).exists()
    }
}

/// A shell that can be interrupted: who starts tests in the background has them ignore the signal, and shells hand that on.
fn as_in_a_terminal(shell: Shell) -> Command {
    let reset = ["--default-signal=INT", "--default-signal=QUIT"];
    // Only GNU's can.
    if !Command::new("env").args(reset).arg("true").stderr(Stdio::null()).status().is_ok_and(|it| it.success()) {
        return Command::new(shell.name());
    }
    let mut command = Command::new("env");
    command.args(reset).arg(shell.name());
    command
}

/// A program that writes down its last word and gives this answer.
fn stand_in(folder: &Folder, answer: &str, status: u8) -> PathBuf {
    folder.file("stand-in.answer", answer);
    let text = "#!/bin/sh\nfor last; do :; done\nprintf '%s\\nEND\\n' \"$last\" >\"$0.wish\"\ncat \"$0.answer\"\n";
    let path = folder.file("stand-in", format!("{text}exit {status}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it is our file");
    path.into()
}

#[test]
fn the_key_puts_a_command_on_the_line_and_runs_nothing() {
    for shell in shells() {
        let mut session = Session::new(shell, 80, "");
        session.terminal.types(&format!("{WISH}{ASK}"));
        assert_eq!(session.line(), (ANSWER.to_owned(), ANSWER.len()), "{shell:?}");
        assert!(!session.has("caro-was-here"), "{shell:?}");
        // A second press gives the wish back, a third asks again.
        session.terminal.types(ASK);
        assert_eq!(session.line(), (WISH.to_owned(), WISH.len()), "{shell:?}");
        session.terminal.types(ASK);
        assert_eq!(session.line().0, ANSWER, "{shell:?}");
        // So does the shell's own undo.
        session.terminal.types("\x1f");
        assert_eq!(session.line().0, WISH, "{shell:?}");
        session.terminal.types(ASK);
        assert_eq!(session.line().0, ANSWER, "{shell:?}");
        assert!(!session.has("caro-was-here"), "{shell:?}");
        // Enter is the user's own.
        session.terminal.types("\r");
        session.says("true");
        assert!(session.has("caro-was-here"), "{shell:?}: {}", session.terminal.all());
    }
}

#[test]
fn what_has_no_answer_stays_as_it_is_with_a_message() {
    for shell in shells() {
        let mut session = Session::new(shell, 80, "");
        session.terminal.types(&format!("make me a sandwich{ASK}"));
        session.terminal.sees("no command for this");
        assert_eq!(session.line(), ("make me a sandwich".to_owned(), 18), "{shell:?}");
        session.clears();
        session.terminal.types(ASK);
        session.terminal.sees("write what the command is to do");
        assert_eq!(session.line(), (String::new(), 0), "{shell:?}");
    }
}

#[test]
fn the_line_is_data_whatever_it_holds() {
    let lines = [
        "\"; touch bad; #",
        "'; touch bad; '",
        "$(touch bad) `touch bad`",
        "!! !x \"!y\"",
        "--help",
        "-rf",
        "--",
        "\\",
        "é🙂 $(touch bad) 日本",
        "| touch bad & touch bad",
        "%s %n\\n*?[a-z]{a,b}~",
    ];
    for shell in shells() {
        let mut session =
            Session::with(shell, 80, "", |folder| stand_in(folder, "\nAN 'ANSWER' \"é🙂\" $(touch bad)", 0));
        let wish = session.folder.0.join("stand-in.wish");
        for line in lines {
            session.terminal.types(&format!("{line}{ASK}"));
            let answer = "AN 'ANSWER' \"é🙂\" $(touch bad)";
            let (found, point) = session.line();
            assert_eq!((written(&wish).as_str(), found.as_str()), (line, answer), "{shell:?}");
            assert!(point == answer.chars().count() || shell == Bash && point == answer.len(), "{shell:?}: {point}");
            session.terminal.types(ASK);
            assert_eq!(session.line().0, line, "{shell:?}");
            session.clears();
            let _ = std::fs::remove_file(&wish);
        }
        // Two lines are one wish.
        let two = format!("a{}touch bad", shell.line_break());
        session.terminal.types(&format!("{two}{ASK}"));
        assert_eq!(written(&wish), "a\ntouch bad", "{shell:?}");
        session.clears();
        session.says("true");
        assert!(!session.has("bad"), "{shell:?}");
    }
}

#[test]
fn a_very_long_line_is_left_alone() {
    for shell in shells() {
        let mut session = Session::with(shell, 80, "", |folder| stand_in(folder, "\nx", 0));
        let line = "wish ".repeat(420);
        session.terminal.types(&format!("{line}{ASK}"));
        session.terminal.sees("too long for a wish");
        assert_eq!(session.line().0.trim_end(), line.trim_end(), "{shell:?}");
        assert!(!session.has("stand-in.wish"), "{shell:?}");
    }
}

#[test]
fn several_lines_stay_on_the_line() {
    let answer = "for f in *; do\n    touch bad\n\n    # é\ndone";
    for shell in shells() {
        let mut session = Session::with(shell, 80, "", |folder| stand_in(folder, &format!("\n{answer}"), 0));
        session.terminal.types(&format!("# several{ASK}"));
        assert_eq!(session.line().0, answer, "{shell:?}");
        session.clears();
        session.says("true");
        assert!(!session.has("bad"), "{shell:?}");
    }
}

#[test]
fn what_is_risky_is_said_before_the_text_is_there() {
    let said = "caro-lsp: danger: CARO0101 it would `touch bad` %s \\n";
    for shell in shells() {
        let mut session = Session::with(shell, 80, "", |folder| stand_in(folder, &format!("{said}\ntouch bad"), 0));
        session.terminal.types(&format!("# wish{ASK}"));
        let shown = session.terminal.sees(said);
        assert_eq!(session.line().0, "touch bad", "{shell:?}");
        let before = &shown[..shown.find(said).expect("it was seen")];
        assert!(!before.contains("touch bad"), "{shell:?}: {shown:?}");
        session.clears();
        session.says("true");
        assert!(!session.has("bad"), "{shell:?}");
    }
}

#[test]
fn the_users_settings_change_nothing() {
    for shell in shells() {
        let settings: &[&str] = match shell {
            Bash => &[
                "set -u",
                "set -e",
                "set -euo pipefail; set -C; set -f; shopt -s nullglob failglob extglob; IFS=abc",
                "set -o vi",
                "set -o posix",
                "shopt -s expand_aliases; alias local='touch bad;' if='touch bad;' builtin='touch bad;' return='touch bad;' bind='touch bad;' for='touch bad;' unset='touch bad;' trap='touch bad;' type='touch bad;'; trap 'echo theirs' INT",
                "printf() { touch bad; }; bind() { touch bad; }; type() { touch bad; }; shopt() { touch bad; }",
                "readonly wish=1 answer=2 status=3 program=4 said=5 point=6",
            ],
            Zsh => &[
                "setopt no_unset",
                "setopt err_exit",
                "setopt ksh_arrays sh_word_split glob_subst no_clobber null_glob extended_glob posix_aliases; IFS=abc",
                "bindkey -v",
                "emulate ksh",
                "alias local='touch bad;' if='touch bad;' builtin='touch bad;' return='touch bad;' bindkey='touch bad;' zle='touch bad;'; alias -g answer='touch bad' caro_answer='touch bad'",
                "print() { touch bad; }; whence() { touch bad; }",
                "readonly wish=1 answer=2 program=4 said=5 point=6",
            ],
            Fish => &[
                "fish_vi_key_bindings",
                // fish itself calls them, too.
                "function printf; end; function commandline; end; function string; end",
                "set -g status_ 1; set -gx IFS abc; set -g fish_read_limit 100000",
                "alias cat='touch bad'; alias caro-lsp='touch bad'; functions --erase cat",
            ],
        };
        for setting in settings {
            let mut session = Session::new(shell, 80, setting);
            session.terminal.types(&format!("{WISH}{ASK}"));
            let (line, point) = session.line();
            assert_eq!(
                (line.as_str(), point),
                (ANSWER, ANSWER.len()),
                "{shell:?} with {setting}: {}",
                session.terminal.all()
            );
            // A shell that ends at failures is still there after one of ours.
            session.clears();
            session.terminal.types(&format!("make me a sandwich{ASK}"));
            session.terminal.sees("no command for this");
            assert_eq!(session.line().0, "make me a sandwich", "{shell:?} with {setting}");
            assert!(session.terminal.is_alive(), "{shell:?} with {setting}");
            assert!(!session.has("bad") && !session.has("caro-was-here"), "{shell:?} with {setting}");
        }
    }
}

#[test]
fn the_key_works_in_the_command_mode_of_vi() {
    for shell in shells() {
        let setting = match shell {
            Bash => "set -o vi",
            Zsh => "bindkey -v",
            Fish => "fish_vi_key_bindings",
        };
        let mut session = Session::new(shell, 80, setting);
        session.terminal.types(WISH);
        session.terminal.sees("here");
        session.terminal.types("\x1b");
        // So long a lone Escape may be the beginning of a key.
        std::thread::sleep(Duration::from_millis(700));
        session.terminal.types(ASK);
        assert_eq!(session.line().0, ANSWER, "{shell:?}: {}", session.terminal.all());
    }
}

#[test]
fn a_narrow_terminal_is_enough() {
    for shell in shells() {
        let mut session = Session::new(shell, 20, "");
        session.terminal.types(&format!("{WISH}{ASK}"));
        assert_eq!(session.line().0, ANSWER, "{shell:?}");
    }
}

#[test]
fn a_program_that_is_gone_is_said_once_and_found_in_the_path() {
    for shell in shells() {
        let mut session = Session::with(shell, 80, "", |folder| folder.0.join("bin/caro-lsp"));
        session.says(if shell == Fish { "set -gx PATH $PWD/bin /usr/bin /bin" } else { "PATH=$PWD/bin:/usr/bin:/bin" });
        for _ in 0..3 {
            session.terminal.types(&format!("{WISH}{ASK}"));
            assert_eq!(session.line().0, WISH, "{shell:?}");
            session.clears();
        }
        session.says("true");
        assert_eq!(session.terminal.all().matches("the program is not there any more").count(), 1, "{shell:?}");
        // Installed again, elsewhere.
        let stand_in = stand_in(&session.folder, "\nls -l", 0);
        session.says("mkdir bin other");
        session.says(&format!("mv {0} other/caro-lsp; mv {0}.answer other/caro-lsp.answer", shown(&stand_in)));
        session.says(if shell == Fish {
            "set -gx PATH $PWD/other /usr/bin /bin"
        } else {
            "PATH=$PWD/other:/usr/bin:/bin"
        });
        session.terminal.types(&format!("{WISH}{ASK}"));
        assert_eq!(session.line().0, "ls -l", "{shell:?}");
    }
}

#[test]
fn a_program_that_fails_changes_nothing() {
    for shell in shells() {
        for (answer, status) in [("", 101), ("", 2), ("", 0), ("\n", 0), ("caro-lsp: half", 0), ("\ntouch bad", 1)] {
            let mut session = Session::with(shell, 80, "", |folder| stand_in(folder, answer, status));
            session.terminal.types(&format!("{WISH}{ASK}"));
            if status > 1 {
                session.terminal.sees(&format!("no answer (exit status {status})"));
            }
            assert_eq!(session.line().0, WISH, "{shell:?}: {answer:?}, {status}");
        }
    }
}

#[test]
fn a_slow_answer_can_be_interrupted() {
    for shell in shells() {
        let mut session = Session::with(shell, 80, "", |folder| {
            let path = folder.file("slow", "#!/bin/sh\necho here >\"$0.pid\"\nexec sleep 600\n");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it is our file");
            path.into()
        });
        session.terminal.types(&format!("{WISH}{ASK}"));
        let began = Instant::now();
        while !session.has("slow.pid") {
            assert!(began.elapsed().as_secs() < 30, "{shell:?} does not ask");
            std::thread::sleep(Duration::from_millis(5));
        }
        session.terminal.types(CANCEL);
        assert_eq!(session.line().0, WISH, "{shell:?}");
        session.clears();
        session.says("true");
        assert!(began.elapsed().as_secs() < 60, "{shell:?}");
        assert!(!session.has("caro-was-here"), "{shell:?}");
    }
}

#[test]
fn the_users_own_trap_is_back_after_the_answer() {
    for shell in shells().into_iter().filter(|it| *it != Fish) {
        for setting in ["trap 'echo theirs' INT", "trap '' INT", "trap - INT"] {
            let mut session = Session::new(shell, 80, "");
            session.says(&format!("{setting}; trap >before"));
            session.terminal.types(&format!("{WISH}{ASK}"));
            assert_eq!(session.line().0, ANSWER, "{shell:?} with {setting}");
            session.clears();
            session.says("trap >after");
            let [before, after] = ["before", "after"].map(|it| std::fs::read_to_string(session.folder.0.join(it)));
            assert_eq!(before.expect("it was written"), after.expect("it was written"), "{shell:?} with {setting}");
        }
    }
}

#[test]
fn a_program_may_lie_anywhere() {
    for shell in shells() {
        let folder = Folder::new();
        let place = folder.0.join("it's a \\ \"folder\" $(touch bad) `é` !x");
        std::fs::create_dir(&place).expect("the folder can be written");
        let program = place.join("caro-lsp");
        std::fs::copy(caro_tests::binary(), &program).expect("it can be copied");
        // A process that another test starts just now may hold the copy open for writing, until it is another program.
        let mut runs = (0..200).map(|_| {
            let output = Command::new(&program).args(["shell-init", shell.name()]).output();
            output.inspect_err(|_| std::thread::sleep(Duration::from_millis(10)))
        });
        let printed = runs.find_map(Result::ok).expect("it runs");
        let mut session = Session::with(shell, 80, "", |_| caro_tests::binary());
        session.folder.file("odd", &printed.stdout);
        session.says(&shell.load("odd"));
        // So that only the path that is written there can be meant.
        session.terminal.types(&format!("{WISH}{ASK}"));
        assert_eq!(session.line().0, ANSWER, "{shell:?}: {}", session.terminal.all());
        assert!(!session.has("bad"), "{shell:?}");
        std::fs::remove_file(&program).expect("it is ours");
        session.clears();
        session.terminal.types(&format!("{WISH}{ASK}"));
        session.terminal.sees("the program is not there any more");
    }
}

#[test]
fn another_key_can_be_chosen() {
    for shell in shells() {
        let mut session = Session::new(shell, 80, "");
        for (key, sent) in [("alt-x", "\x1bx"), ("ctrl-o", "\x0f")] {
            let printed = run(&["shell-init", shell.name(), "--key", key], b"");
            session.folder.file("other", out(&printed));
            session.says(&shell.load("other"));
            session.terminal.types(&format!("{WISH}{sent}"));
            assert_eq!(session.line().0, ANSWER, "{shell:?}, {key}");
            session.clears();
        }
    }
    let refused = run(&["shell-init", "bash", "--key", "ctrl-c"], b"");
    assert_eq!((status(&refused), out(&refused)), (2, String::new()));
}

#[test]
fn an_old_bash_and_a_shell_without_a_person_are_left_alone() {
    let text = out(&run(&["shell-init", "bash"], b""));
    let bash = |words: &[&str], text: &str| {
        let output =
            Command::new("bash").args(words).arg("-c").arg(text).env("HOME", "/nowhere").output().expect("bash runs");
        (status(&output), out(&output), complaint(&output))
    };
    assert_eq!(bash(&["--norc"], &text), (0, String::new(), String::new()));
    assert_eq!(bash(&["--norc", "-eu"], &text), (0, String::new(), String::new()));
    // No old bash is at hand: the version is told to be one.
    let old = text.replace("BASH_VERSINFO[0]", "3");
    let (status, printed, message) =
        bash(&["--norc", "--noprofile", "-i"], &format!("{old}\ntype -t __caro_generate || :"));
    assert_eq!((status, printed), (0, String::new()));
    assert!(message.contains("is too old for the key: use bash 4 or newer"), "{message}");
    for shell in shells().into_iter().filter(|it| *it != Bash) {
        let text = out(&run(&["shell-init", shell.name()], b""));
        let output = Command::new(shell.name()).args(shell.words()).arg("-c").arg(&text).output().expect("it runs");
        assert_eq!((out(&output), complaint(&output)), (String::new(), String::new()), "{shell:?}");
    }
}

#[test]
fn fish_gets_what_fish_reads() {
    if !shells().contains(&Fish) {
        return;
    }
    let mut session = Session::new(Fish, 80, "");
    session.terminal.types(&format!("# rename all txt files to md{ASK}"));
    let (line, _) = session.line();
    assert_eq!(line, r#"bash -c 'for f in *.txt; do mv -- "$f" "${f%.txt}.md"; done'"#);
    session.folder.file("it's \\ a.txt", "");
    session.terminal.types("\r");
    session.says("true");
    assert!(session.has("it's \\ a.md"), "{}", session.terminal.all());
    assert!(session.terminal.all().contains("bash is to run it"));
}
