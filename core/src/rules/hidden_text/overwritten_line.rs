//! CARO1407: a carriage return that hides the line it stands in.

use super::reading::{Context, Lines, MOST_MARKS, Reading};
use crate::Span;
use crate::rules::edits::{Edits, stays_readable};
use crate::rules::{Check, Level, Sink};
use crate::script::Body;

rule! {
    /// Hides a part of a line from whoever looks at the script on a terminal.
    ///
    /// A raw carriage return inside a line makes a terminal write the rest over the start, so `cat` and `less -r` show only
    /// the end. Delete it; where one is to be printed, write `\r`.
    ///
    #[doc = "```sh bad\nid # all is well\u{d}echo hello\n```"]
    #[doc = "```sh fixed\nid # all is well echo hello\n```"]
    #[doc = "```sh bad\necho safe\u{d}# nothing to see\n```"]
    /// ```sh good
    /// printf '\r%s' "$progress"
    /// ```
    /// ```sh good
    /// tr -d '\r' < in.txt > out.txt
    /// ```
    /// ```sh good
    /// sed $'s/\r$//' in.txt
    /// ```
    "CARO1407" "overwritten-line",
    Danger,
    Check::Text { run: check }
}

/// How far a line is looked at for something to hide, in bytes.
const LONGEST_BLANK: usize = 4096;

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    if !text.contains('\r') {
        return;
    }
    let reading = Reading::of(body);
    let (mut lines, mut marks) = (Lines::of(text), 0);
    let (mut said, mut behind) = (None, 0);
    for (at, _) in text.match_indices('\r') {
        if at < behind {
            continue;
        }
        let rest = text[at..].trim_start_matches('\r');
        behind = text.len() - rest.len();
        let line = lines.start_of(at);
        let is_shown = text
            .as_bytes()
            .get(line..at)
            .is_some_and(|it| it.iter().take(LONGEST_BLANK).any(|it| !it.is_ascii_whitespace()));
        // The end of a line as Windows writes it.
        if rest.is_empty() || rest.starts_with('\n') || said == Some(line) || !is_shown {
            continue;
        }
        said = Some(line);
        marks += 1;
        if marks > MOST_MARKS {
            return;
        }
        let raw = sink.report(
            Span::new(at, at + 1),
            "a carriage return hides this line: a terminal shows only what stands behind it".to_owned(),
        );
        let context = reading.context(at);
        if context == Context::Prose {
            raw.level(Level::Caution);
        }
        let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
        let inside = text[at..end].trim_end_matches('\r').match_indices('\r');
        let new = if context == Context::Comment { " " } else { "" };
        let edits: Edits = inside.map(|it| (Span::new(at + it.0, at + it.0 + 1), new.to_owned())).collect();
        if context == Context::Comment {
            sink.fix("Show the whole comment", edits);
        } else if stays_readable(body, &edits) {
            sink.choice("Delete the carriage return", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn ends_of_lines_are_no_tricks() {
        check_marks("cat <<'E'\na\r\nb\r\nE\n");
        check_marks("x='a\rb'\n#mark 0 4 5 CARO1407\n");
    }
}
