//! Reads what ShellCheck says in its `json1` format: remarks, and fixes whose columns count characters from 1.

use caro_core::Span;
use serde::Deserialize;

/// How many remarks are taken.
const MOST: usize = 2000;

/// One thing that ShellCheck says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) code: u32,
    pub(crate) severity: Severity,
    pub(crate) span: Span,
    pub(crate) message: String,
    /// Its fix, as edits that do not touch each other; none where it has none.
    pub(crate) fix: Vec<(Span, String)>,
}

/// Its own levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
    Style,
}

#[derive(Deserialize)]
struct Answer {
    comments: Vec<Comment>,
}

#[derive(Deserialize)]
struct Comment {
    file: String,
    #[serde(flatten)]
    place: Place,
    level: Severity,
    code: u32,
    message: String,
    fix: Option<Fix>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    line: usize,
    end_line: usize,
    column: usize,
    end_column: usize,
}

#[derive(Deserialize)]
struct Fix {
    replacements: Vec<Replacement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    #[serde(flatten)]
    place: Place,
    #[serde(rename = "replacement")]
    text: String,
    /// The higher one is made first.
    precedence: i64,
    /// On which side of what is made later at the same place it stays.
    insertion_point: InsertionPoint,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum InsertionPoint {
    BeforeStart,
    AfterEnd,
}

/// The remarks on `text`; `None` for what is no answer. What lies outside of the text is left out.
pub(super) fn read(answer: &[u8], text: &str) -> Option<Vec<Remark>> {
    let answer: Answer = serde_json::from_slice(answer).ok()?;
    let lines = Lines::of(text);
    let remark = |it: Comment| {
        // Files that the script sources are none of this text.
        if it.file != "-" {
            return None;
        }
        let span = lines.span(&it.place)?;
        let fix = it.fix.and_then(|it| edits(it.replacements, &lines)).unwrap_or_default();
        Some(Remark { code: it.code, severity: it.level, span, message: it.message, fix })
    };
    let mut remarks: Vec<Remark> = answer.comments.into_iter().take(MOST).filter_map(remark).collect();
    remarks.sort_by_key(|it| (it.span, it.code));
    Some(remarks)
}

/// The edits that do what the replacements do one after the other; none where two of them replace the same.
fn edits(mut replacements: Vec<Replacement>, lines: &Lines<'_>) -> Option<Vec<(Span, String)>> {
    replacements.sort_by_key(|it| std::cmp::Reverse(it.precedence));
    let placed = replacements.into_iter().map(|it| Some((lines.span(&it.place)?, it.insertion_point, it.text)));
    let placed: Vec<_> = placed.collect::<Option<_>>()?;
    let (mut edits, mut inserted) = (Vec::<(Span, String)>::new(), Vec::<(Span, String, String)>::new());
    for (span, point, text) in placed {
        if !span.is_empty() {
            edits.push((span, text));
            continue;
        }
        let at = inserted.iter().position(|it| it.0 == span).unwrap_or_else(|| {
            inserted.push((span, String::new(), String::new()));
            inserted.len() - 1
        });
        let (_, left, right) = &mut inserted[at];
        match point {
            // What comes later at this place comes behind it, or before it.
            InsertionPoint::BeforeStart => left.push_str(&text),
            InsertionPoint::AfterEnd => right.insert_str(0, &text),
        }
    }
    edits.extend(inserted.into_iter().map(|(span, left, right)| (span, left + &right)));
    edits.sort_by_key(|it| it.0);
    let apart = edits.windows(2).all(|it| it[0].0.end <= it[1].0.start);
    (apart && !edits.is_empty()).then_some(edits)
}

/// Where the lines of a text are.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1)).collect();
        Self { text, starts }
    }

    fn span(&self, place: &Place) -> Option<Span> {
        let start = self.offset(place.line, place.column)?;
        let end = self.offset(place.end_line, place.end_column)?;
        (start <= end).then(|| Span::new(start, end))
    }

    /// A tab is one character in `json1`; a column behind the line's end is its end.
    fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let line = self.text.get(start..)?.split('\n').next()?;
        let inside = line.char_indices().nth(column.checked_sub(1)?).map_or(line.len(), |it| it.0);
        Some(start + inside)
    }
}

#[cfg(test)]
mod tests;
