//! CARO1408: a command behind blanks that push it out of view.

use super::reading::{Context, MOST_MARKS, Reading};
use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Body;

rule! {
    /// Hides a command behind so many blanks that a reader does not see it.
    ///
    /// An editor or a web page shows the first part of the line, and the rest lies outside its window. Put it on a line of
    /// its own.
    ///
    /// ```sh bad
    /// echo 'updating the list'                                                                                                                    ; id
    /// ```
    /// ```sh fixed
    /// echo 'updating the list' ; id
    /// ```
    /// ```sh bad
    /// tar czf backup.tgz src                                                                                                                      && rm -rf src
    /// ```
    /// ```sh fixed
    /// tar czf backup.tgz src && rm -rf src
    /// ```
    /// ```sh good
    /// make                                                                                                                                        # the end
    /// ```
    /// ```sh good
    /// printf '%s                                                                                                                                   x' a
    /// ```
    /// ```sh good
    /// make all                                                                                                                                     \
    ///     install
    /// ```
    "CARO1408" "out-of-view",
    Caution,
    Check::Text { run: check }
}

/// How many columns of blanks are more than an alignment.
const WIDE: usize = 100;

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    let mut reading = None;
    let (mut start, mut marks) = (0, 0);
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        if line.len() < WIDE / 8 {
            continue;
        }
        let Some((blank, behind)) = wide_blank(line) else { continue };
        let rest = line[behind..].trim_end();
        if rest.is_empty() || rest == "\\" || rest.starts_with('#') {
            continue;
        }
        let reading = reading.get_or_insert_with(|| Reading::of(body));
        let is_code = |at: usize| reading.context(from + at) == Context::Code;
        if is_code(behind) && is_code(blank) {
            marks += 1;
            if marks > MOST_MARKS {
                return;
            }
            let shown: String = rest.chars().take(40).collect::<String>().replace('`', "");
            let span = Span::new(from + behind, from + behind + rest.len());
            sink.report(span, format!("`{shown}` stands so far to the right that nobody sees it"));
            let mut edits = Vec::new();
            let mut next = 0;
            while let Some((start, end)) = line.get(next..).and_then(wide_blank) {
                // The first blank stays: it parts words, or a backslash before it makes it a letter.
                let keep = if line[..next + start].ends_with('\\') { 2 } else { 1 };
                if is_code(next + start) && is_code(next + end) {
                    edits.push((Span::new(from + next + start + keep, from + next + end), String::new()));
                }
                next += end;
            }
            sink.fix("Bring it into view", edits);
        }
    }
}

/// The first stretch of blanks in a line that is wider than a window has room for.
fn wide_blank(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut end = at;
        let mut width = 0;
        while let Some(b' ' | b'\t') = bytes.get(end) {
            width += if bytes[end] == b'\t' { 8 } else { 1 };
            end += 1;
        }
        if width >= WIDE {
            return Some((at, end));
        }
        at = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn all_wide_blanks_of_a_line_go() {
        let blank = " ".repeat(160);
        assert_eq!(offered(&format!("a{blank}; b '{blank}'{blank}; c\n")), [format!("a ; b '{blank}' ; c\n")]);
        assert_eq!(offered(&format!("a \\{blank};b\n")), ["a \\  ;b\n"]);
    }

    #[test]
    fn a_line_of_its_own_can_lie_out_of_view_too() {
        let blank = " ".repeat(160);
        check_marks(&format!("echo ok\n{blank}id\n#mark 1 160 162 CARO1408\n"));
        check_marks(&format!("echo ok\n{blank}# aside\ncat <<E\na{blank}b\nE\n# a{blank}b\n"));
    }
}
