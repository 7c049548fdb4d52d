//! CARO1401: signs that turn the order of text around.

use super::reading::{Context, Lines, MOST_MARKS, Reading, foreign, name};
use crate::Span;
use crate::rules::edits::{Edits, stays_readable};
use crate::rules::{Check, Level, Sink};
use crate::script::Body;

rule! {
    /// Shows a line in another order than the shell reads it.
    ///
    /// Invisible signs for text that runs from right to left make an editor show the end of a line before its start, so that
    /// code looks like a comment or a name like another. The shell reads the bytes in their order. Delete the signs.
    ///
    #[doc = "```sh bad\n[ \"$user\" = \"admin\u{202e}\u{2066}# nobody else\u{2069}\" ] && open\n```"]
    #[doc = "```sh fixed\n[ \"$user\" = \"admin# nobody else\" ] && open\n```"]
    #[doc = "```sh bad\n# \u{2067}check\u{2069} first\u{2066}\n```"]
    #[doc = "```sh fixed\n# check first\n```"]
    /// ```sh good
    /// echo "مرحبا بالعالم"
    /// ```
    /// ```sh good
    /// # בדיקה של הקובץ
    /// grep -c שלום names.txt
    /// ```
    #[doc = "```sh good\nprintf '%s\\n' \"\u{2068}$name\u{2069} שלום\"\n```"]
    "CARO1401" "reversed-text",
    Danger,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    let mut reading = None;
    let (mut lines, mut marks) = (Lines::of(text), 0);
    let mut last = None;
    for (at, char) in foreign(text).filter(|it| turns(it.1)) {
        let start = lines.start_of(at);
        if last == Some(start) {
            continue;
        }
        last = Some(start);
        marks += 1;
        if marks > MOST_MARKS {
            return;
        }
        let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
        let line = text.get(start..end).unwrap_or_default();
        let reading = reading.get_or_insert_with(|| Reading::of(body));
        // Isolates that are closed again in a text for people keep names in it apart.
        let opened = line.chars().filter(|it| matches!(it, '\u{2066}'..='\u{2068}')).count();
        let closed = line.chars().filter(|it| *it == '\u{2069}').count();
        let only_isolates = line.chars().all(|it| !turns(it) || matches!(it, '\u{2066}'..='\u{2069}'));
        let orderly = only_isolates
            && opened == closed
            && line.find('\u{2069}') > line.find(['\u{2066}', '\u{2067}', '\u{2068}']);
        if orderly && reading.context(at) == Context::Prose && line.chars().any(is_right_to_left) {
            continue;
        }
        let message = format!("{} turns text around: this line does not run in the order that it shows", name(char));
        let raw = sink.report(Span::new(at, at + char.len_utf8()), message);
        if orderly {
            raw.level(Level::Caution);
        }
        let signs = text[at..end].char_indices().filter(|it| turns(it.1));
        let edits: Edits = signs.map(|it| (Span::new(at + it.0, at + it.0 + it.1.len_utf8()), String::new())).collect();
        if !stays_readable(body, &edits) {
            continue;
        }
        // What people read from right to left may need them, and so may a program that searches for them.
        let inside = text[at..end].char_indices().filter(|it| turns(it.1));
        let quoted = inside.map(|it| reading.context(at + it.0)).any(|it| it == Context::Prose);
        if quoted && line.chars().any(is_right_to_left) {
            sink.choice("Show the text in the order of its letters", edits);
        } else if quoted || searches(line) {
            sink.choice("Delete the signs that turn text around, unless the text is meant to hold them", edits);
        } else {
            sink.fix("Delete the signs that turn text around", edits);
        }
    }
}

/// Whether a character changes the order in which text is shown, and is no letter itself.
pub(super) fn turns(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a line may name a program that looks for characters.
fn searches(line: &str) -> bool {
    const PROGRAMS: [&str; 13] =
        ["tr", "sed", "gsed", "awk", "gawk", "grep", "egrep", "fgrep", "rg", "ag", "perl", "python3", "iconv"];
    line.split(|it: char| !it.is_ascii_alphanumeric()).any(|it| PROGRAMS.contains(&it))
}

fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::{check_certain, check_choices};
    use crate::rules::tests::check_marks;

    #[test]
    fn text_may_be_meant_to_hold_the_signs() {
        check_certain("a='\u{202e}x\u{202c}y'\n", &[]);
        check_choices("a='\u{202e}x\u{202c}y'\n", &["a='xy'\n"]);
        check_certain("tr -d \u{202e} < f\n", &[]);
        check_certain("ls \u{202e}a\n", &["ls a\n"]);
        check_certain("ls # \u{202e}a\n", &["ls # a\n"]);
    }

    #[test]
    fn each_line_is_said_once() {
        check_marks("a='\u{202e}x\u{202c}y'\n#mark 0 3 6 CARO1401\n");
        check_marks("echo \u{202d}ab\n#mark 0 5 8 CARO1401\n");
    }
}
