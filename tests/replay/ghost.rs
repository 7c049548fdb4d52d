//! Grey text: what it is at the cursor now, and what typing makes of it.

use crate::buffer::Buffer;
use serde_json::Value;

/// One suggestion, as it stands at the cursor now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// What would be inserted.
    pub(crate) rest: String,
    /// How many bytes behind the cursor that replaces.
    pub(crate) over: usize,
    pub(crate) command: Option<Value>,
    pub(crate) whole: Value,
}

/// What is shown in grey.
pub(crate) struct Ghost {
    pub(crate) items: Vec<Item>,
    pub(crate) at: usize,
    /// Whether the user chose among the items.
    pub(crate) chosen: bool,
    /// It came while keys came quickly, so nobody was told of it yet.
    pub(crate) untold: bool,
}

impl Ghost {
    /// Makes each suggestion shorter by what was typed, and drops those that it does not agree with. Whether one is left,
    /// and whether that is the one that was shown.
    pub(crate) fn type_through(&mut self, text: &str) -> (bool, bool) {
        let fits = |it: &Item| it.rest.len() > text.len() && it.rest.starts_with(text);
        let shown = self.items[self.at].clone();
        self.items.retain(fits);
        let at = self.items.iter().position(|it| *it == shown);
        self.at = at.unwrap_or(0);
        for it in &mut self.items {
            it.rest.drain(..text.len());
        }
        (!self.items.is_empty(), at.is_some())
    }
}

/// What an item would look like here; none where it does not agree with the text.
pub(crate) fn item(buffer: &Buffer, item: &Value) -> Option<Item> {
    let text = match &item["insertText"] {
        Value::String(text) => text.as_str(),
        other => other["value"].as_str()?,
    };
    let command = item.get("command").filter(|it| !it.is_null()).cloned();
    let (mut rest, mut over) = (text.to_owned(), 0);
    if let Some(range) = item.get("range").filter(|it| !it.is_null()) {
        let (start, end) = (buffer.offset_of(&range["start"]), buffer.offset_of(&range["end"]));
        let typed = buffer.text.get(start..buffer.cursor)?;
        text.strip_prefix(typed)?.clone_into(&mut rest);
        over = end.checked_sub(buffer.cursor)?;
    }
    (!rest.is_empty()).then(|| Item { rest, over, command, whole: item.clone() })
}

/// Up to and with the first word.
pub(crate) fn first_word(text: &str) -> &str {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |it| start + it);
    &text[..end]
}

/// Line breaks as signs.
pub(crate) fn drawn(text: &str) -> String {
    text.replace("\r\n", "\u{240d}\u{21b5}").replace('\n', "\u{21b5}").replace('\t', "\u{21e5}")
}
