//! What the user made of what was shown, within this session: it decides among answers that are equally good, and keeps
//! what somebody types along in its place.

use std::collections::VecDeque;

use tower_lsp_server::ls_types::Uri;

use super::Key;

/// How many lists that were shown are remembered, and how many choices.
const MOST_SHOWN: usize = 64;
const MOST_CHOICES: usize = 256;

/// A list as it is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The numbers by which the items are told when one is taken, in the order of `order`.
    pub(crate) first_id: u64,
    /// Which of the commands comes first, and so on.
    pub(crate) order: Vec<usize>,
}

/// The choices of this session.
#[derive(Debug, Default)]
pub(super) struct Feedback {
    next: u64,
    shown: VecDeque<List>,
    choices: VecDeque<Choice>,
}

#[derive(Debug)]
struct List {
    first_id: u64,
    uri: Uri,
    row: u32,
    by_key: bool,
    key: Key,
    commands: Vec<String>,
    /// The one that the user looks at, where the editor says it; else the first.
    seen: usize,
}

/// What is thought of a command for some words.
#[derive(Debug)]
struct Choice {
    topic: u64,
    command: String,
    /// Below 0 where it was typed past.
    liking: i32,
}

impl Feedback {
    /// Orders a list: what somebody types along first, then by liking, then what was first before, then as it came. A better
    /// answer that comes later stands beside what is under the user's eyes, not in its place.
    pub(super) fn show(&mut self, uri: &Uri, row: u32, by_key: bool, key: &Key, commands: &[&str]) -> Shown {
        let before = self.shown.iter().find(|it| it.uri == *uri && it.key.topic == key.topic);
        let first = before.and_then(|it| it.commands.get(it.seen)).cloned();
        let typed_along = first.as_ref().filter(|it| !key.typed.is_empty() && it.starts_with(&key.typed));
        if let Some(passed) = first.as_ref().filter(|it| !it.starts_with(&key.typed)) {
            self.like(key.topic, passed, |it| it.min(0) - 1);
        }
        let rank = |command: &str| {
            let is_new = first.as_ref().is_none_or(|it| it != command);
            (typed_along.is_none_or(|it| it != command), -self.liking(key.topic, command).clamp(-1, 1), is_new)
        };
        let mut order: Vec<usize> = (0..commands.len()).collect();
        order.sort_by_key(|it| rank(commands[*it]));
        let commands: Vec<String> = order.iter().map(|it| commands[*it].to_owned()).collect();
        let first_id = self.next;
        self.next += commands.len() as u64;
        self.shown.push_front(List { first_id, uri: uri.clone(), row, by_key, key: key.clone(), commands, seen: 0 });
        self.shown.truncate(MOST_SHOWN);
        Shown { first_id, order }
    }

    /// What was shown last in a document, where that was asked for by key in this row.
    pub(super) fn shown_by_key(&self, uri: &Uri, row: u32) -> Option<Vec<String>> {
        let last = self.shown.iter().find(|it| it.uri == *uri)?;
        (last.by_key && last.row == row).then(|| last.commands.clone())
    }

    /// Notes that the user looks at one.
    pub(super) fn seen(&mut self, id: u64) {
        for list in &mut self.shown {
            let at = id.checked_sub(list.first_id).and_then(|it| usize::try_from(it).ok());
            if let Some(at) = at.filter(|it| *it < list.commands.len()) {
                list.seen = at;
            }
        }
    }

    /// Notes that one was taken; says in which document and row.
    pub(super) fn accepted(&mut self, id: u64) -> Option<(Uri, u32)> {
        let list = self.shown.iter().find(|it| (it.first_id..it.first_id + it.commands.len() as u64).contains(&id))?;
        let command = list.commands.get(usize::try_from(id - list.first_id).ok()?)?.clone();
        let (topic, place) = (list.key.topic, (list.uri.clone(), list.row));
        self.like(topic, &command, |it| it.max(0) + 1);
        Some(place)
    }

    fn liking(&self, topic: u64, command: &str) -> i32 {
        self.choices.iter().find(|it| it.topic == topic && it.command == command).map_or(0, |it| it.liking)
    }

    fn like(&mut self, topic: u64, command: &str, change: impl FnOnce(i32) -> i32) {
        let liking = change(self.liking(topic, command));
        self.choices.retain(|it| it.topic != topic || it.command != command);
        self.choices.push_front(Choice { topic, command: command.to_owned(), liking });
        self.choices.truncate(MOST_CHOICES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use caro_core::generate::Request;
    use caro_core::script::Dialect;
    use caro_core::target::Platform;

    fn show(feedback: &mut Feedback, typed: &str, commands: &[&str]) -> Vec<String> {
        let uri: Uri = "file:///a.sh".parse().unwrap();
        let key = Key::of(&Request::new("list files", Dialect::Bash, Platform::Linux), typed, "");
        let shown = feedback.show(&uri, 0, false, &key, commands);
        shown.order.iter().map(|it| commands[*it].to_owned()).collect()
    }

    #[test]
    fn what_was_taken_comes_first_next_time() {
        let mut feedback = Feedback::default();
        assert_eq!(show(&mut feedback, "", &["ls", "ls -l", "ls -a"]), ["ls", "ls -l", "ls -a"]);
        assert!(feedback.accepted(1).is_some());
        assert_eq!(show(&mut feedback, "", &["ls", "ls -l", "ls -a"]), ["ls -l", "ls", "ls -a"]);
        assert_eq!(feedback.accepted(99), None);
    }

    #[test]
    fn what_is_under_the_users_eyes_stays_first() {
        let mut feedback = Feedback::default();
        show(&mut feedback, "", &["ls"]);
        assert_eq!(show(&mut feedback, "", &["ls -l", "ls"]), ["ls", "ls -l"]);
    }

    #[test]
    fn what_was_typed_past_comes_last_next_time() {
        let mut feedback = Feedback::default();
        show(&mut feedback, "", &["ls", "find ."]);
        assert_eq!(show(&mut feedback, "fi", &["find ."]), ["find ."]);
        assert_eq!(show(&mut feedback, "", &["ls", "find ."]), ["find .", "ls"]);
    }

    #[test]
    fn what_the_user_looked_at_is_what_was_typed_past() {
        let mut feedback = Feedback::default();
        show(&mut feedback, "", &["ls", "find ."]);
        feedback.seen(1);
        assert_eq!(show(&mut feedback, "l", &["ls"]), ["ls"]);
        assert_eq!(show(&mut feedback, "", &["find .", "ls"]), ["ls", "find ."]);
    }

    #[test]
    fn what_is_typed_along_stays_where_it_is() {
        let mut feedback = Feedback::default();
        show(&mut feedback, "", &["ls -l"]);
        // A better one came meanwhile.
        assert_eq!(show(&mut feedback, "l", &["ls -la", "ls -l"]), ["ls -l", "ls -la"]);
    }
}
