//! How the page of a script shows the script's own words: between back-ticks, on one line, cut where they are long.

use crate::explain::text::cut;
use crate::script::Word;

/// A text between back-ticks.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", between_ticks(text, 72))
}

/// A word's text between back-ticks, variables by their names.
pub(super) fn shown(word: &Word) -> String {
    let text = between_ticks(&plain(word), 60);
    if text.trim().is_empty() { "an empty text".to_owned() } else { format!("`{}`", text.trim()) }
}

/// A word's text with `$x` for `${x}`, where nothing stands against it.
pub(super) fn plain(word: &Word) -> String {
    let sketch = word.sketch();
    let mut text = String::new();
    let mut rest = sketch.as_str();
    while let Some((before, (name, behind))) = rest.split_once("${").and_then(|it| Some((it.0, it.1.split_once('}')?)))
    {
        text.push_str(before);
        let joins = behind.starts_with(|it: char| it == '_' || it.is_alphanumeric());
        text.extend(if joins { ["${", name, "}"] } else { ["$", name, ""] });
        rest = behind;
    }
    text + rest
}

/// A text as it can stand between back-ticks, of at most so many characters.
pub(super) fn between_ticks(text: &str, most: usize) -> String {
    cut(text, most).replace('`', "'")
}
