//! CARO1407: a carriage return that hides the line it stands in.

use super::reading::{Context, Reading, line_start};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Body;

rule! {
    /// Hides a part of a line from whoever looks at the script on a terminal.
    ///
    /// A raw carriage return inside a line makes a terminal write the rest over the start, so `cat` and `less -r` show only
    /// the end. Delete it; where one is to be printed, write `\r`.
    ///
    #[doc = "```sh bad\nid # all is well\u{d}echo hello\n```"]
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

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    if !text.contains('\r') {
        return;
    }
    let reading = Reading::of(body);
    let mut said = None;
    for (at, _) in text.match_indices('\r') {
        let rest = text[at..].trim_start_matches('\r');
        let line = line_start(text, at);
        // The end of a line as Windows writes it.
        if rest.is_empty() || rest.starts_with('\n') || said == Some(line) || text[line..at].trim().is_empty() {
            continue;
        }
        said = Some(line);
        let raw = sink.report(Span::new(at, at + 1), "a carriage return hides this line: a terminal shows only what stands behind it".to_owned());
        if reading.context(at) == Context::Prose {
            raw.level(Level::Caution);
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
