//! Shows text of others safely: what a terminal would obey, or a reader would not see, is written out.

use std::fmt::Write;

/// The text with such characters as `\u{1b}`.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|it| push(&mut shown, it));
    shown
}

/// The same for a command, whose line ends and tabs stay.
pub(super) fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|it| if matches!(it, '\n' | '\t') { shown.push(it) } else { push(&mut shown, it) });
    shown
}

/// Whether a command holds such characters, so that it cannot be shown as it is.
pub(super) fn hides(text: &str) -> bool {
    text.chars().any(|it| is_dangerous(it) && !matches!(it, '\n' | '\t'))
}

/// Adds one character, written out where it is dangerous.
pub(super) fn push(shown: &mut String, char: char) {
    if is_dangerous(char) {
        // Writing to a text cannot fail.
        let _ = write!(shown, "{}", char.escape_unicode());
    } else {
        shown.push(char);
    }
}

/// Whether it moves the cursor, starts a sequence, turns the direction of writing, or is seen by nobody.
fn is_dangerous(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(visible("a\u{1b}[2J\u{202e}b\r\n\t\u{9b}"), "a\\u{1b}[2J\\u{202e}b\\u{d}\\u{a}\\u{9}\\u{9b}");
        assert_eq!(visible("é 🙂 👩\u{200d}💻"), "é 🙂 👩\u{200d}💻");
    }
}
