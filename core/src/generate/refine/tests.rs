//! What refinements give, by tables, and what always holds.

mod commands;
mod wishes;

use super::*;
use crate::generate::generate;
use crate::target::Platform;

fn request(wish: &str) -> Request<'_> {
    Request { functions: vec!["myfunc"], ..Request::new(wish, Dialect::Bash, Platform::Linux) }
}

fn refined(wish: &str, earlier: &str, words: &str) -> String {
    let found = refine(&request(wish), earlier, words, 1, Vec::new());
    found.first().map_or("nothing".to_owned(), |it| it.command().to_owned())
}

#[test]
fn a_wish_and_words_become_one_command() {
    let mut wrong = Vec::new();
    for (wish, words, command) in wishes::WISHES {
        let earlier = generate(&request(wish), 1).first().map(|it| it.command().to_owned()).unwrap_or_default();
        let found = refined(wish, &earlier, words);
        if found != *command {
            wrong.push(format!("{wish} | {words}\n  {found}\n  wanted {command}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_command_is_changed_as_its_facts_say() {
    for (earlier, words, command) in commands::COMMANDS {
        assert_eq!(refined("do what nobody knows", earlier, words), *command, "{earlier} | {words}");
    }
}

#[test]
fn a_refinement_is_refined_again() {
    let mut wish = "find log files in /var/log".to_owned();
    let mut command = generate(&request(&wish), 1)[0].command().to_owned();
    for (words, wanted) in [
        ("as root", "sudo find /var/log -type f -name '*.log'"),
        ("only the ones from today", "sudo find /var/log -daystart -type f -name '*.log' -mtime 0"),
        ("in /srv instead", "sudo find /srv -daystart -type f -name '*.log' -mtime 0"),
        ("save it to out.txt", "sudo find /srv -daystart -type f -name '*.log' -mtime 0 > out.txt"),
    ] {
        let found = refine(&request(&wish), &command, words, 1, Vec::new());
        let best = found.first().unwrap_or_else(|| panic!("nothing for {words} behind {wish}"));
        assert_eq!(best.command(), wanted);
        (wish, command) = (best.wish().to_owned(), best.command().to_owned());
    }
}

#[test]
fn what_was_not_read_in_the_wish_is_not_replaced_by_what_was() {
    // The user took another source's answer, or wrote on.
    let earlier = "find /var/log -name '*.log' -user bob";
    assert_eq!(refined("find log files in /var/log", earlier, "only the ones from today"), "nothing");
    assert_eq!(refined("find log files in /var/log", earlier, "as root"), format!("sudo {earlier}"));
}

/// A row of numbers that is the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % below.max(1)
    }
}

#[test]
fn no_refinement_loses_a_condition_unless_the_words_name_another_one() {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let (mut refinements, all) = (0, wishes::WISHES);
    for _ in 0..150 {
        let (wish, words) = (all[chance.next(all.len())].0, all[chance.next(all.len())].1);
        let Some(earlier) = generate(&request(wish), 1).into_iter().next() else { continue };
        let earlier = document(earlier.command(), Dialect::Bash).unwrap();
        let text = earlier.text().to_string();
        for found in refine(&request(wish), &text, words, 3, Vec::new()) {
            refinements += 1;
            let new = document(found.command(), Dialect::Bash).unwrap_or_else(|| panic!("{}", found.command()));
            // A condition gives way only to one of the same kind, so there are never fewer.
            let (before, after) = (values(&earlier), values(&new));
            let lost = before.iter().filter(|it| !found.command().contains(it.as_str())).count();
            let says_other = ["instead", "not ", "than ", "in ", "only ", "the ", "to ", "from "];
            let may_replace = says_other.iter().any(|it| words.contains(it)) || words.starts_with(char::is_numeric);
            assert!(
                lost == 0 || may_replace && after.len() >= before.len(),
                "{wish} | {words}: {text} to {}",
                found.command()
            );
            assert!(!found.wish().is_empty());
        }
    }
    assert!(refinements > 30, "{refinements}");
}

#[test]
fn no_words_and_no_command_make_it_panic() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let odd = [
        "",
        " ",
        "|",
        "“",
        "ß\u{301}",
        "\u{0}",
        "-n",
        "--",
        "'",
        "\"",
        "$(",
        "> x",
        "&",
        "\n",
        "instead of",
        "not",
        "but",
        "only",
        "too",
        "as",
        "10",
        "𝒳",
    ];
    for round in 0..90 {
        let (wish, words, _) = wishes::WISHES[chance.next(wishes::WISHES.len())];
        let (command, other, _) = commands::COMMANDS[chance.next(commands::COMMANDS.len())];
        let cut = |text: &str, chance: &mut Chance| -> String {
            let text: Vec<char> = text.chars().collect();
            let (start, end) = (chance.next(text.len()), chance.next(text.len() + 1));
            let kept: String = text.get(start.min(end)..end.max(start)).unwrap_or_default().iter().collect();
            format!("{kept}{}", odd[chance.next(odd.len())])
        };
        let words = cut(if round % 2 == 0 { words } else { other }, &mut chance);
        let command = if round % 3 == 0 { cut(command, &mut chance) } else { command.to_owned() };
        let wish = if round % 5 == 0 { cut(wish, &mut chance) } else { wish.to_owned() };
        for dialect in [Dialect::Bash, Dialect::Sh, Dialect::Unsupported] {
            let request = Request::new(&wish, dialect, [Platform::Linux, Platform::MacOs, Platform::Posix][round % 3]);
            let found = refine(&request, &command, &words, 3, Vec::new());
            assert!(found.is_empty() || dialect != Dialect::Unsupported);
            for it in found {
                let document = Document::new(it.command(), dialect);
                assert!(document.chunks().iter().all(|it| it.body.errors.is_empty()), "{}", it.command());
            }
        }
    }
}

#[test]
fn long_and_broken_input_gives_nothing() {
    let request = request("list files");
    for (earlier, words) in [
        ("ls", ""),
        ("ls", "as root\nand more"),
        ("", "as root"),
        ("ls 'a", "as root"),
        ("ls | ", "as root"),
        ("ls\u{1b}[2J", "as root"),
        (&"a ".repeat(5000), "as root"),
        ("ls", &"recursively ".repeat(100)),
    ] {
        assert!(refine(&request, earlier, words, 3, Vec::new()).is_empty(), "{earlier:.20} | {words:.20}");
    }
}

#[test]
fn a_model_that_repeats_the_command_or_breaks_it_says_nothing() {
    let other =
        |command: &str| Candidate { command: command.to_owned(), confidence: 1.0, prose: false, source: "model" };
    let given = vec![other("ls  -l src"), other("ls 'a"), other("ls --frobnicate"), other("ls -lS src")];
    let found = refine(&request("do what nobody knows"), "ls -l src", "in a nicer way", 5, given);
    assert_eq!(found.iter().map(Suggestion::command).collect::<Vec<_>>(), ["ls -lS src"]);
    assert_eq!(found[0].wish(), "do what nobody knows\n+ in a nicer way");
}

#[test]
fn a_danger_is_told_as_always() {
    let found =
        refine(&request("find files in / older than 30 days"), "find / -type f -mtime +30", "as root", 1, Vec::new());
    assert_eq!(found[0].command(), "sudo find / -type f -mtime +30");
    let found = refine(&request("do what nobody knows"), "rm -r /", "as root", 1, Vec::new());
    assert!(found[0].findings().iter().any(|it| it.level == crate::rules::Level::Danger));
}

#[test]
fn other_platforms_get_what_they_have() {
    let on = |platform, earlier: &str, words: &str| {
        let request = Request::new("do what nobody knows", Dialect::Sh, platform);
        refine(&request, earlier, words, 1, Vec::new()).first().map(|it| it.command().to_owned())
    };
    assert_eq!(on(Platform::MacOs, "cp a b", "verbosely").as_deref(), Some("cp -v a b"));
    assert_eq!(on(Platform::MacOs, "make", "with a timeout of 5 seconds"), None);
    assert_eq!(on(Platform::Posix, "ls", "as root"), None);
    assert_eq!(on(Platform::Posix, "cp a b", "verbosely"), None);
    assert_eq!(on(Platform::Linux, "make", "time it"), None, "`time` is bash's own word");
}
