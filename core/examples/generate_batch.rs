//! Answers the judge: `{"id","prompt"}` lines in, `{"id","command"}` lines out.

use caro_core::generate::{Platform, Request, generate};
use caro_core::script::Dialect;
use std::io::{BufRead, Write};

fn main() {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { return };
        let (Some(id), Some(prompt)) = (field(&line, "id"), field(&line, "prompt")) else { continue };
        let request = Request { text: &prompt, dialect: Dialect::Bash, platform: Platform::Gnu };
        let command = generate(&request, 1).first().map(|it| escape(it.command()));
        let command = command.map_or("null".to_owned(), |it| format!("\"{it}\""));
        if writeln!(out, "{{\"id\":\"{}\",\"command\":{command}}}", escape(&id)).is_err() || out.flush().is_err() {
            return;
        }
    }
}

/// The text of a field of a flat JSON object.
fn field(line: &str, name: &str) -> Option<String> {
    let key = format!("\"{name}\"");
    let rest = line[line.find(&key)? + key.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                'u' => {
                    let code: String = letters.by_ref().take(4).collect();
                    text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?).unwrap_or('\u{fffd}'));
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|it| match it {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\t' => "\\t".to_owned(),
            other => other.to_string(),
        })
        .collect()
}
