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
    for (wish, words, command) in wishes::WISHES {
        let earlier = generate(&request(wish), 1).first().map(|it| it.command().to_owned()).unwrap_or_default();
        assert_eq!(refined(wish, &earlier, words), *command, "{wish} | {words}");
    }
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
