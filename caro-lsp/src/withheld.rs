//! Answers that are too dangerous for ghost text: a note at the comment that asked says so, until the comment or the line
//! below it changes.

use caro_core::Span;

/// The most notes of one document.
const MOST: usize = 20;

/// The notes of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Withheld {
    notes: Vec<(Span, String)>,
    /// Changes with them.
    pub(crate) stamp: u64,
}

impl Withheld {
    /// The notes, each with the place of its comment.
    pub(crate) fn notes(&self) -> &[(Span, String)] {
        &self.notes
    }

    /// Adds a note.
    pub(crate) fn add(&mut self, span: Span, note: String) {
        self.notes.retain(|it| it.0 != span);
        self.notes.truncate(MOST - 1);
        self.notes.push((span, note));
        self.stamp += 1;
    }

    /// The notes after an edit: those behind it move, those it touches are gone.
    pub(crate) fn moved(mut self, edited: Span, length: usize) -> Self {
        let count = self.notes.len();
        // What is typed on the line below may be the command.
        self.notes.retain(|(span, _)| edited.start > span.end + 1 || edited.end < span.start);
        self.stamp += u64::from(self.notes.len() != count);
        for (span, _) in self.notes.iter_mut().filter(|it| it.0.start >= edited.end) {
            let by = |at: usize| at - (edited.end - edited.start) + length;
            *span = Span::new(by(span.start), by(span.end));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(edited: (usize, usize), length: usize) -> Vec<(usize, usize)> {
        let mut withheld = Withheld::default();
        withheld.add(Span::new(10, 20), "no".to_owned());
        let moved = withheld.moved(Span::new(edited.0, edited.1), length);
        moved.notes().iter().map(|it| (it.0.start, it.0.end)).collect()
    }

    #[test]
    fn a_note_moves_with_its_comment_and_goes_when_that_or_the_next_line_changes() {
        assert_eq!(after((0, 5), 7), [(12, 22)]);
        assert_eq!(after((0, 9), 0), [(1, 11)]);
        assert_eq!(after((30, 31), 5), [(10, 20)]);
        assert_eq!(after((22, 22), 5), [(10, 20)]);
        for touching in [(21, 21), (20, 20), (15, 15), (5, 12), (10, 10), (0, 40)] {
            assert_eq!(after(touching, 1), [], "{touching:?}");
        }
    }
}
