//! Batch mode: one JSON object a line in, one a line out, in the same order and at once.

use super::Outcome;
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How long a line may be, in bytes. A longer one is answered with an error and read over.
const LONGEST: u64 = 64 << 20;

/// Answers each line of standard input with what `answer` makes of the text in its `field`.
pub(super) fn run(
    out: &mut dyn Write,
    field: &str,
    answer: impl Fn(&str) -> serde_json::Map<String, Value>,
) -> io::Result<Outcome> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        if io::Read::take(&mut input, LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(Outcome::Clean);
        }
        if line.len() as u64 == LONGEST && line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
            write_line(out, &refused("the line is longer than 64 MiB"))?;
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        if !text.trim().is_empty() {
            write_line(out, &one(&text, field, &answer))?;
        }
    }
}

fn one(line: &str, field: &str, answer: &impl Fn(&str) -> serde_json::Map<String, Value>) -> Value {
    let asked: Value = match serde_json::from_str(line) {
        Ok(asked) => asked,
        Err(error) => return refused(&format!("this line is no JSON object: {error}")),
    };
    let id = asked.get("id").cloned().unwrap_or_default();
    let Some(text) = asked.get(field).and_then(Value::as_str) else {
        return json!({"id": id, "error": format!("the field `{field}` is missing, or is no text")});
    };
    let mut shown = serde_json::Map::from_iter([("id".to_owned(), id)]);
    match catch_unwind(AssertUnwindSafe(|| answer(text))) {
        Ok(fields) => shown.extend(fields),
        Err(_) => {
            shown.insert("error".to_owned(), json!("caro failed on this text; please report it"));
        }
    }
    Value::Object(shown)
}

fn refused(why: &str) -> Value {
    json!({"id": null, "error": why})
}

fn write_line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    writeln!(out, "{value}")?;
    out.flush()
}
