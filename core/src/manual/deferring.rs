//! Whether a page sends its reader elsewhere for flags: then what it does not name may exist all the same.

use super::escapes::is_mark;

/// What such a sentence says, in small letters and with one space between words.
const SAYS: [&str; 1] = ["same options as"];

/// Whether a paragraph says so.
pub(super) fn defers(styled: &str) -> bool {
    // Most paragraphs speak of no options at all, and a page has thousands.
    if !["option", "flag", "argument", "switch"].iter().any(|it| styled.contains(it)) {
        return false;
    }
    let mut text = String::with_capacity(styled.len());
    for it in styled.chars().filter(|it| !is_mark(*it)) {
        if !it.is_whitespace() {
            text.extend(it.to_lowercase());
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    SAYS.iter().any(|it| text.contains(it))
}
