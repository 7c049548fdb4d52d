//! Where commands were put that the user took, until the line is left: then it is seen whether they stand there still.

use std::collections::HashMap;

use ropey::Rope;
use tower_lsp_server::ls_types::{Range, Uri};

use crate::session::Change;

/// So many rows a command may have to be watched.
const MOST_ROWS: usize = 40;
/// So many bytes of it are looked at.
const MOST_BYTES: usize = 8 << 10;

/// The place of a command that was put, one for each document.
#[derive(Debug, Default)]
pub(crate) struct Places {
    places: HashMap<Uri, Place>,
}

/// A command in a document.
pub(crate) struct Place {
    /// The record that it belongs to.
    pub(crate) offer: u64,
    /// The row where it was asked for.
    asked_at: usize,
    /// What was inserted.
    insert: String,
    /// Where it stands, once it was seen there.
    rows: Option<(usize, usize)>,
    /// What stood in these rows then.
    text: String,
    /// Whether the user went on elsewhere.
    left: bool,
    /// Whether nothing was changed since the document was saved.
    is_saved: bool,
}

/// What became of a command.
#[derive(PartialEq, Eq)]
pub(crate) struct Left {
    /// The offer that it was taken from.
    pub(crate) offer: u64,
    /// What stood there at first.
    pub(crate) was: String,
    /// What stands there now; empty where it was taken out again.
    pub(crate) is: String,
}

/// Scripts are nobody's business.
impl std::fmt::Debug for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Place").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Left {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Left")
    }
}

impl Places {
    /// A command was taken; the editor may send its insertion before this or after it. Without one, it was only shown, and
    /// what the user writes in that row is of interest. Says what became of another offer that was watched here.
    pub(crate) fn put(&mut self, uri: &Uri, row: u32, insert: &str, offer: u64, text: &Rope) -> Option<Left> {
        let is_same = self.places.get(uri).is_some_and(|it| it.offer == offer);
        let left = if is_same { None } else { self.leave(uri, text) };
        if insert.lines().count() > MOST_ROWS || insert.len() > MOST_BYTES {
            self.places.remove(uri);
            return left;
        }
        let insert = insert.to_owned();
        let mut place = Place {
            offer,
            asked_at: row as usize,
            insert,
            rows: None,
            text: String::new(),
            left: false,
            is_saved: false,
        };
        place.look(text);
        self.places.insert(uri.clone(), place);
        left
    }

    /// Whether a document has such a place.
    pub(crate) fn is_watched(&self, uri: &Uri) -> bool {
        self.places.contains_key(uri)
    }

    /// A document was changed to this text; says what became of the command, once its line is left.
    pub(crate) fn changed(&mut self, uri: &Uri, changes: &[Change], text: &Rope) -> Option<Left> {
        let place = self.places.get_mut(uri)?;
        place.is_saved = false;
        if place.rows.is_none() {
            place.look(text);
            // One that is not seen by now stands nowhere.
            if place.rows.is_none() {
                self.places.remove(uri);
            }
            return None;
        }
        if !changes.iter().all(|(range, text)| place.follow(*range, text)) {
            self.places.remove(uri);
            return None;
        }
        if place.left { self.leave(uri, text) } else { None }
    }

    /// The document was saved: what stands there now, where that was not told yet. The line is not left by that, since
    /// editors save by themselves while one types.
    pub(crate) fn saved(&mut self, uri: &Uri, text: &Rope) -> Option<Left> {
        let place = self.places.get_mut(uri).filter(|it| !it.is_saved)?;
        let (first, last) = place.rows?;
        place.is_saved = true;
        Some(Left { offer: place.offer, was: place.text.clone(), is: rows(text, first, last)? })
    }

    /// The documents in which nothing was changed since they were saved.
    pub(crate) fn at_rest(&self) -> Vec<Uri> {
        self.places.iter().filter(|it| it.1.is_saved).map(|it| it.0.clone()).collect()
    }

    /// The line is left, or the document is closed: what became of the command.
    pub(crate) fn leave(&mut self, uri: &Uri, text: &Rope) -> Option<Left> {
        let place = self.places.remove(uri)?;
        let (first, last) = place.rows?;
        let is = rows(text, first, last)?;
        Some(Left { offer: place.offer, was: place.text, is })
    }
}

impl Place {
    /// Looks for the insertion where it must stand.
    fn look(&mut self, text: &Rope) {
        let first_row = self.asked_at + usize::from(self.insert.starts_with(['\n', '\r']));
        let last_row = self.asked_at + self.insert.matches('\n').count();
        let Some(here) = rows(text, first_row, last_row) else { return };
        if here.contains(self.insert.trim()) || same_lines(&here, self.insert.trim()) {
            self.rows = Some((first_row, last_row));
            if !self.insert.is_empty() {
                self.text = here;
            }
        }
    }

    /// Moves along with a change; says no where nothing can be said any more.
    fn follow(&mut self, range: Option<Range>, text: &str) -> bool {
        let (Some(range), Some((first, last))) = (range, self.rows) else { return false };
        let (from, to) = (range.start.line as usize, range.end.line as usize);
        let new = text.matches('\n').count();
        let shifted = |row: usize| (row + new).checked_sub(to - from.min(to));
        let is_before = to < first || to == first && range.end.character == 0 && (from < first || text.ends_with('\n'));
        if is_before {
            self.left = true;
            self.rows = shifted(first).zip(shifted(last));
        } else if from > last {
            self.left = true;
        } else if from >= first && to <= last {
            // Enter behind the command leaves it.
            self.left |= new > 0;
            self.rows = shifted(last).map(|it| (first, it));
        } else {
            self.rows = None;
        }
        self.rows.is_some_and(|(first, last)| last - first <= MOST_ROWS)
    }
}

/// The text of some rows, without the blanks around it and the empty rows behind it.
fn rows(text: &Rope, first: usize, last: usize) -> Option<String> {
    if last >= text.len_lines() || last < first || last - first > MOST_ROWS {
        return None;
    }
    let part = text.slice(text.line_to_char(first)..text.line_to_char(last + 1));
    (part.len_bytes() <= MOST_BYTES).then(|| part.to_string().trim().to_owned())
}

/// Whether two texts have the same lines but for blanks at their ends.
fn same_lines(one: &str, other: &str) -> bool {
    one.lines().map(str::trim).eq(other.lines().map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp_server::ls_types::Position;

    struct Editor {
        text: Rope,
        places: Places,
    }

    fn uri() -> Uri {
        "file:///a.sh".parse().unwrap()
    }

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> Change {
        (Some(Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1))), text.to_owned())
    }

    impl Editor {
        /// One in which a command was taken in a row.
        fn with(text: &str, row: u32, insert: &str) -> Self {
            let mut editor = Self { text: Rope::from_str(text), places: Places::default() };
            editor.places.put(&uri(), row, insert, 7, &editor.text);
            editor
        }

        fn edits(&mut self, from: (u32, u32), to: (u32, u32), text: &str) -> Option<(String, String)> {
            let at = |text: &Rope, it: (u32, u32)| text.line_to_char(it.0 as usize) + it.1 as usize;
            let (start, end) = (at(&self.text, from), at(&self.text, to));
            self.text.remove(start..end);
            self.text.insert(start, text);
            told(self.places.changed(&uri(), &[change(from, to, text)], &self.text))
        }

        fn saves(&mut self) -> Option<(String, String)> {
            told(self.places.saved(&uri(), &self.text))
        }

        fn closes(&mut self) -> Option<(String, String)> {
            told(self.places.leave(&uri(), &self.text))
        }
    }

    fn told(left: Option<Left>) -> Option<(String, String)> {
        left.map(|it| (it.was, it.is))
    }

    #[allow(clippy::unnecessary_wraps, reason = "it is compared with what may be nothing")]
    fn pair(was: &str, is: &str) -> Option<(String, String)> {
        Some((was.to_owned(), is.to_owned()))
    }

    #[test]
    fn what_is_changed_in_its_line_is_told_when_the_line_is_left() {
        let mut editor = Editor::with("# list files\n  ls -l\necho\n", 1, "ls -l");
        assert_eq!(editor.edits((1, 7), (1, 7), "h"), None);
        assert_eq!(editor.edits((2, 0), (2, 0), "x"), pair("ls -l", "ls -lh"));
        // It is told once.
        assert_eq!(editor.edits((2, 0), (2, 0), "x"), None);
    }

    #[test]
    fn what_stays_is_told_when_the_script_is_saved() {
        let mut editor = Editor::with("# list files\nls -l\n", 0, "\nls -l");
        assert_eq!(editor.saves(), pair("ls -l", "ls -l"));
    }

    #[test]
    fn a_save_in_the_middle_of_a_word_is_not_the_end() {
        let mut editor = Editor::with("# list files\nls -l\n", 1, "ls -l");
        assert_eq!(editor.edits((1, 5), (1, 5), " --col"), None);
        assert_eq!(editor.saves(), pair("ls -l", "ls -l --col"));
        assert_eq!(editor.places.at_rest(), [uri()]);
        assert_eq!(editor.saves(), None, "it was told");
        assert_eq!(editor.edits((1, 11), (1, 11), "or"), None);
        assert!(editor.places.at_rest().is_empty());
        assert_eq!(editor.saves(), pair("ls -l", "ls -l --color"));
        assert_eq!(editor.closes(), pair("ls -l", "ls -l --color"));
        assert!(!editor.places.is_watched(&uri()));
    }

    #[test]
    fn a_line_is_left_by_enter_behind_it_and_by_a_change_above_it() {
        let mut editor = Editor::with("# list files\nls -l\n", 1, "ls -l");
        assert_eq!(editor.edits((1, 5), (1, 5), "\n"), pair("ls -l", "ls -l"));
        let mut editor = Editor::with("# list files\nls -l\n", 1, "ls -l");
        assert_eq!(editor.edits((0, 0), (0, 0), "a\nb\n"), pair("ls -l", "ls -l"));
        let mut editor = Editor::with("# list files\nls -l\n", 1, "ls -l");
        assert_eq!(editor.edits((1, 0), (1, 0), "\n"), pair("ls -l", "ls -l"));
    }

    #[test]
    fn what_is_taken_out_again_leaves_nothing() {
        let mut editor = Editor::with("# list files\nls -l\necho\n", 1, "ls -l");
        assert_eq!(editor.edits((1, 0), (1, 5), ""), None);
        assert_eq!(editor.saves(), pair("ls -l", ""));
    }

    #[test]
    fn the_insertion_may_come_after_the_word_that_it_was_taken() {
        let mut editor = Editor::with("# list files\n\n", 1, "ls -l");
        assert_eq!(editor.edits((1, 0), (1, 0), "ls -l"), None);
        assert_eq!(editor.edits((1, 4), (1, 5), "a"), None);
        assert_eq!(editor.saves(), pair("ls -l", "ls -a"));
        // Neither came.
        let mut editor = Editor::with("# list files\n\n", 1, "ls -l");
        assert_eq!(editor.edits((0, 0), (0, 0), "x"), None);
        assert!(!editor.places.is_watched(&uri()));
    }

    #[test]
    fn what_was_typed_before_belongs_to_it() {
        let mut editor = Editor::with("# list files\nls -l\n", 1, " -l");
        assert_eq!(editor.saves(), pair("ls -l", "ls -l"));
    }

    #[test]
    fn several_rows_are_one_command() {
        let mut editor =
            Editor::with("# x\nfor f in *; do\n  ls \"$f\"\ndone\n", 1, "for f in *; do\n  ls \"$f\"\ndone");
        assert_eq!(editor.edits((2, 4), (2, 4), " -l"), None);
        let (was, is) = editor.saves().unwrap();
        assert!(was.ends_with("ls \"$f\"\ndone") && is.ends_with("ls -l \"$f\"\ndone"), "{is}");
    }

    #[test]
    fn a_change_across_its_edge_and_a_new_text_tell_nothing() {
        let mut editor = Editor::with("# list files\nls -l\necho\n", 1, "ls -l");
        assert_eq!(editor.edits((0, 3), (1, 2), ""), None);
        assert!(!editor.places.is_watched(&uri()));
        let mut editor = Editor::with("# list files\nls -l\n", 1, "ls -l");
        let whole = editor.places.changed(&uri(), &[(None, "ls -l".to_owned())], &Rope::from_str("ls -l"));
        assert!(whole.is_none() && !editor.places.is_watched(&uri()));
    }

    #[test]
    fn what_is_written_in_the_place_of_an_offer_is_told() {
        let mut editor = Editor::with("# list files\n\n", 1, "");
        assert_eq!(editor.edits((1, 0), (1, 0), "ls -lah"), None);
        assert_eq!(editor.edits((1, 7), (1, 7), "\n"), pair("", "ls -lah"));
        // Nothing was written, and another offer takes its place.
        let mut editor = Editor::with("# list files\n\n", 1, "");
        let text = editor.text.clone();
        assert_eq!(told(editor.places.put(&uri(), 1, "", 8, &text)), pair("", ""));
    }

    #[test]
    fn rows_that_are_not_there_are_no_harm() {
        let mut editor = Editor::with("x\n", 9, "ls -l");
        assert_eq!(editor.saves(), None);
        let mut editor = Editor::with("ls -l\n", 0, "ls -l");
        editor.text = Rope::from_str("");
        assert_eq!(editor.places.changed(&uri(), &[change((0, 0), (9, 0), "")], &editor.text), None);
    }
}
