//! What was answered to earlier questions: a user who comes back to a place, or types a part of an answer, waits for nobody.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};

use caro_core::generate::{Candidate, Request};

/// How many answers are kept.
const MOST: usize = 128;

/// What an answer depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The words alone.
    pub(super) topic: u64,
    /// The words, what the script said before, shell, platform, and who is asked.
    wish: u64,
    /// What of the answer was typed when it was asked for.
    pub(super) typed: String,
}

impl Key {
    /// The key of a request, whose answer begins with `typed`, for those whose `source` is asked.
    pub(crate) fn of(request: &Request<'_>, typed: &str, source: &str) -> Self {
        let hash = |hashed: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            hashed(&mut hasher);
            hasher.finish()
        };
        // What is known of the user changes what is made of an answer, and no answer.
        let Request { text, dialect, platform, variables, functions, above, names, .. } = request;
        let topic = hash(&|it| text.hash(it));
        let wish = hash(&|it| {
            (text, variables, functions, above, names, source).hash(it);
            (format!("{dialect:?}"), format!("{platform:?}")).hash(it);
        });
        Self { topic, wish, typed: typed.to_owned() }
    }

    /// Whether an answer to this may answer the other: the same was wished, and no more was typed.
    fn covers(&self, other: &Self) -> bool {
        self.wish == other.wish && other.typed.starts_with(&self.typed)
    }
}

/// The answers, the one used last first.
#[derive(Debug, Default)]
pub(super) struct Answers {
    kept: VecDeque<(Key, Vec<Candidate>)>,
    /// What our own generator proposed, by all but what is typed, and how many were wanted.
    own: VecDeque<((u64, usize), Vec<Candidate>)>,
}

/// How many of our own are kept: those that somebody types along.
const MOST_OWN: usize = 16;

impl Answers {
    /// An answer that fits, be it that there is none. What was asked for with less typed is of use where a part of it
    /// begins with what is typed now.
    pub(super) fn get(&mut self, key: &Key) -> Option<Vec<Candidate>> {
        let fits = |kept: &(Key, Vec<Candidate>)| {
            kept.0 == *key || kept.0.covers(key) && kept.1.iter().any(|it| it.command.starts_with(&key.typed))
        };
        let at = self.kept.iter().position(fits)?;
        let found = self.kept.remove(at)?;
        let answer = found.1.clone();
        self.kept.push_front(found);
        Some(answer)
    }

    /// What our own generator proposed for the same.
    pub(super) fn own(&self, key: &Key, most: usize) -> Option<Vec<Candidate>> {
        self.own.iter().find(|it| it.0 == (key.wish, most)).map(|it| it.1.clone())
    }

    /// Keeps that.
    pub(super) fn put_own(&mut self, key: &Key, most: usize, proposed: Vec<Candidate>) {
        self.own.push_front(((key.wish, most), proposed));
        self.own.truncate(MOST_OWN);
    }

    /// Keeps an answer.
    pub(super) fn put(&mut self, key: Key, answer: Vec<Candidate>) {
        self.kept.retain(|it| it.0 != key);
        self.kept.push_front((key, answer));
        self.kept.truncate(MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use caro_core::script::Dialect;
    use caro_core::target::Platform;

    fn key(text: &str, typed: &str) -> Key {
        Key::of(&Request::new(text, Dialect::Bash, Platform::Linux), typed, "model")
    }

    fn answer(command: &str) -> Vec<Candidate> {
        vec![Candidate { command: command.to_owned(), confidence: 1.0, prose: false, source: "model" }]
    }

    #[test]
    fn an_answer_serves_while_it_is_typed() {
        let mut answers = Answers::default();
        answers.put(key("list files", ""), answer("ls -l"));
        assert_eq!(answers.get(&key("list files", "")), Some(answer("ls -l")));
        assert_eq!(answers.get(&key("list files", "ls -")), Some(answer("ls -l")));
        assert_eq!(answers.get(&key("list files", "find")), None);
        assert_eq!(answers.get(&key("list the files", "")), None);
        // That nothing was found is an answer.
        answers.put(key("list files", "find"), Vec::new());
        assert_eq!(answers.get(&key("list files", "find")), Some(Vec::new()));
        assert_eq!(answers.get(&key("list files", "find .")), None);
    }

    #[test]
    fn our_own_serve_whatever_is_typed() {
        let mut answers = Answers::default();
        answers.put_own(&key("list files", ""), 3, answer("ls"));
        assert_eq!(answers.own(&key("list files", "l"), 3), Some(answer("ls")));
        assert_eq!(answers.own(&key("list files", ""), 1), None);
        for number in 0..MOST_OWN {
            answers.put_own(&key(&number.to_string(), ""), 3, answer("ls"));
        }
        assert_eq!((answers.own(&key("list files", ""), 3), answers.own.len()), (None, MOST_OWN));
    }

    #[test]
    fn what_the_answer_depends_on_is_in_the_key() {
        let request = Request::new("list files", Dialect::Bash, Platform::Linux);
        let of = |request: &Request<'_>| Key::of(request, "", "model");
        let plain = of(&request);
        assert_ne!(plain, of(&Request { dialect: Dialect::Sh, ..request.clone() }));
        assert_ne!(plain, of(&Request { platform: Platform::MacOs, ..request.clone() }));
        assert_ne!(plain, of(&Request { variables: vec!["DIR"], ..request.clone() }));
        assert_ne!(plain, of(&Request { above: Some("find logs".to_owned()), ..request.clone() }));
        assert_ne!(plain, Key::of(&request, "", "server"));
        assert_eq!(plain, of(&request));
    }

    #[test]
    fn the_oldest_goes_first() {
        let mut answers = Answers::default();
        for number in 0..=MOST {
            answers.put(key(&number.to_string(), ""), answer("ls"));
            assert!(answers.get(&key("0", "")).is_some(), "the one used last stays");
        }
        assert_eq!(answers.kept.len(), MOST);
        assert_eq!(answers.get(&key("1", "")), None);
    }
}
