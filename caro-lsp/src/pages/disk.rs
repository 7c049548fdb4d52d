//! Answers questions about pages from the disk.

use super::manuals::{Manuals, stamped};
use super::search_path;
use super::tldr::Tldr;
use super::worker::{Answer, Question, Reader, Stamp};
use std::ffi::OsString;
use std::sync::Arc;

/// The pages on the disk.
pub(super) struct Disk {
    manuals: Manuals,
    tldr: Tldr,
}

impl Disk {
    pub(super) fn new(variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        Self { manuals: Manuals::new(search_path::manuals(variable)), tldr: Tldr::new(search_path::tldr(variable)) }
    }
}

impl Reader for Disk {
    fn answer(&mut self, question: &Question, known: Option<&Stamp>) -> Option<(Answer, Stamp)> {
        let (file, part) = match question {
            Question::Manual(name) => {
                let (name, part) = name.split_once(':').map_or((name.as_str(), None), |it| (it.0, Some(it.1)));
                (self.manuals.locate(name), part)
            }
            Question::Examples(name) => (self.tldr.locate(name), None),
        };
        let Some(file) = file else {
            return known.is_none_or(|it| !it.is_empty()).then(|| (Answer::Nothing, Stamp::new()));
        };
        let is_same = |known: &Stamp| {
            known.first().is_some_and(|it| it.0 == file) && known.iter().all(|it| stamped(&it.0) == *it)
        };
        if known.is_some_and(is_same) {
            return None;
        }
        Some(match question {
            Question::Manual(_) => {
                let (manual, stamp) = Manuals::read(&file, part);
                (manual.map_or(Answer::Nothing, |it| Answer::Manual(Arc::new(it))), stamp)
            }
            Question::Examples(_) => {
                let stamp = vec![stamped(&file)];
                (Tldr::read(&file).map_or(Answer::Nothing, |it| Answer::Examples(Arc::new(it))), stamp)
            }
        })
    }
}
