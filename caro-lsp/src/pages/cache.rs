//! What was read of pages, within a bound: what was not asked for longest goes first.

use super::worker::{Answer, Question, Stamp};
use std::collections::HashMap;
use std::time::Instant;

/// So many bytes are kept.
const MOST: usize = 4 << 20;
/// So many answers are kept, most of which say that there is no such page.
const ANSWERS: usize = 2000;

/// An answer, and what it was read from.
pub(super) struct Kept {
    pub(super) answer: Answer,
    pub(super) stamp: Stamp,
    /// When it was last compared with its files.
    pub(super) checked: Instant,
    size: usize,
    used: u64,
}

impl Kept {
    pub(super) fn new(answer: Answer, stamp: Stamp) -> Self {
        let content = match &answer {
            Answer::Nothing => 0,
            Answer::Manual(it) => it.size(),
            Answer::Examples(it) => it.size(),
        };
        let files: usize = stamp.iter().map(|it| size_of_val(it) + it.0.capacity()).sum();
        Self { answer, stamp, checked: Instant::now(), size: size_of::<Self>() + content + files, used: 0 }
    }
}

/// Answers by question.
#[derive(Default)]
pub(super) struct Cache {
    kept: HashMap<Question, Kept>,
    size: usize,
    clock: u64,
}

impl Cache {
    pub(super) fn get(&mut self, question: &Question) -> Option<&mut Kept> {
        self.clock += 1;
        let kept = self.kept.get_mut(question)?;
        kept.used = self.clock;
        Some(kept)
    }

    pub(super) fn put(&mut self, question: Question, mut kept: Kept) {
        self.remove(&question);
        self.clock += 1;
        kept.used = self.clock;
        self.size += kept.size + size_of_question(&question);
        self.kept.insert(question, kept);
        while self.size > MOST || self.kept.len() > ANSWERS {
            let Some(oldest) = self.kept.iter().min_by_key(|it| it.1.used).map(|it| it.0.clone()) else { break };
            self.remove(&oldest);
        }
    }

    fn remove(&mut self, question: &Question) {
        if let Some(old) = self.kept.remove(question) {
            self.size -= old.size + size_of_question(question);
        }
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }
}

fn size_of_question(question: &Question) -> usize {
    let (Question::Manual(name) | Question::Examples(name)) = question;
    size_of::<Question>() + name.capacity()
}
