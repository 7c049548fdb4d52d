//! What a server says, as values: pieces of an answer, whole answers, lists of models, errors.

use serde::Deserialize;
use serde_json::Value;

/// The most models of a server that are kept.
const MOST_MODELS: usize = 1000;
/// The longest name of a model.
const MOST_NAME: usize = 256;

/// A piece of an answer, or a whole one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Why the answer ends here, where it does.
    pub(crate) end: Option<String>,
    /// Whether it is about an answer at all; a stream also carries counts.
    pub(crate) is_answer: bool,
}

/// What cannot be a reply.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// No JSON, or of other types than the interface has.
    Garbled,
    /// The server says that it failed, with its own name for that.
    Failed(Option<String>),
}

#[derive(Deserialize)]
struct Shape {
    choices: Option<Vec<Choice>>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Choice {
    index: Option<u64>,
    delta: Option<Content>,
    message: Option<Content>,
    text: Option<String>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Content {
    content: Option<String>,
}

/// Reads a piece, or a whole answer. What the parser complains of is not kept: it repeats what it read.
pub(crate) fn piece(text: &[u8]) -> Result<Piece, Wrong> {
    let shape: Shape = serde_json::from_slice(text).map_err(|_| Wrong::Garbled)?;
    if shape.error.is_some_and(|it| !it.is_null()) {
        return Err(Wrong::Failed(failure(text)));
    }
    // Only one answer was asked for.
    let choice = shape.choices.unwrap_or_default().into_iter().find(|it| it.index.unwrap_or(0) == 0);
    let Some(choice) = choice else { return Ok(Piece::default()) };
    let content = choice.delta.or(choice.message).and_then(|it| it.content);
    Ok(Piece { text: content.or(choice.text).unwrap_or_default(), end: choice.finish_reason, is_answer: true })
}

/// The server's own name for what failed: `context_length_exceeded`. Its sentences are never shown, because they may
/// repeat what was asked.
pub(crate) fn failure(text: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(text).ok()?;
    let error = value.get("error")?;
    let name = |it: &Value| {
        let name = it.as_str()?;
        let is_name =
            name.len() <= 48 && name.contains('_') && name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
        is_name.then(|| name.to_owned())
    };
    ["code", "type"].iter().find_map(|it| name(error.get(it)?))
}

/// The names in a list of models.
pub(crate) fn models(text: &[u8]) -> Result<Vec<String>, Wrong> {
    #[derive(Deserialize)]
    struct List {
        data: Vec<Model>,
    }
    #[derive(Deserialize)]
    struct Model {
        id: String,
    }
    let list: List = serde_json::from_slice(text).map_err(|_| Wrong::Garbled)?;
    let is_name = |it: &String| !it.is_empty() && it.len() <= MOST_NAME && !it.contains(char::is_control);
    Ok(list.data.into_iter().map(|it| it.id).filter(is_name).take(MOST_MODELS).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match piece(text.as_bytes()) {
            Ok(it) if it.is_answer => format!("{:?} {:?}", it.text, it.end),
            Ok(_) => "nothing".to_owned(),
            Err(wrong) => format!("{wrong:?}"),
        }
    }

    #[test]
    fn pieces_of_all_servers_are_read() {
        for (text, expected) in [
            (
                r#"{"choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}"#,
                r#""" None"#,
            ),
            (r#"{"choices":[{"delta":{"content":"ls"}}]}"#, r#""ls" None"#),
            (r#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, r#""" Some("stop")"#),
            (r#"{"choices":[{"text":" -l","index":0,"logprobs":null}]}"#, r#"" -l" None"#),
            (
                r#"{"choices":[{"message":{"role":"assistant","content":"ls"},"finish_reason":"length"}]}"#,
                r#""ls" Some("length")"#,
            ),
            (r#"{"choices":[{"index":1,"delta":{"content":"other"}}]}"#, "nothing"),
            (r#"{"choices":[],"usage":{"total_tokens":7}}"#, "nothing"),
            (r#"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#, r#""" None"#),
            (r#"{"error":null,"choices":null}"#, "nothing"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_other_types_is_no_reply() {
        for text in [
            "",
            "x",
            "7",
            "null",
            "[1]",
            r#"{"choices":"ls"}"#,
            r#"{"choices":[7]}"#,
            r#"{"choices":[{"delta":{"content":7}}]}"#,
            r#"{"choices":[{"delta":"ls"}]}"#,
            r#"{"choices":[{"text":["ls"]}]}"#,
            r#"{"choices":[{"delta":{"content":"ls"#,
            "{\"choices\":[{\"text\":\"\\ud800\"}]}",
        ] {
            assert_eq!(read(text), "Garbled", "{text}");
        }
        assert_eq!(piece(b"{\"choices\":[{\"text\":\"\xff\"}]}"), Err(Wrong::Garbled));
        assert_eq!(read(&"[".repeat(1 << 20)), "Garbled");
        assert_eq!(read(&format!("{{\"error\":{}", "{\"a\":".repeat(1 << 16))), "Garbled");
    }

    #[test]
    fn only_a_name_is_taken_from_a_failure() {
        let failed = |error: &str| failure(format!(r#"{{"error":{error}}}"#).as_bytes());
        assert_eq!(
            failed(r#"{"message":"geheim","code":"context_length_exceeded"}"#).unwrap(),
            "context_length_exceeded"
        );
        assert_eq!(
            failed(r#"{"message":"geheim","type":"unavailable_error","code":503}"#).unwrap(),
            "unavailable_error"
        );
        for error in [r#""geheim""#, r#"{"message":"geheim"}"#, r#"{"code":"the prompt was: geheim_x"}"#, "7", "[]"] {
            assert_eq!(failed(error), None, "{error}");
        }
        assert_eq!(piece(br#"{"error":"geheim"}"#), Err(Wrong::Failed(None)));
    }

    #[test]
    fn models_are_names_that_can_be_shown() {
        assert_eq!(models(br#"{"object":"list","data":[{"id":"a"},{"id":""},{"id":"b\nc"}]}"#).unwrap(), ["a"]);
        assert_eq!(models(br#"{"models":[]}"#), Err(Wrong::Garbled));
        assert_eq!(models(br#"{"data":[{"id":7}]}"#), Err(Wrong::Garbled));
    }
}
