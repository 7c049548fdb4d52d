//! `make demo`: shows in a terminal what an editor would show of a script. Everything shown came over the wire.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use caro_tests::Client;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../../demo/sample.sh");
const URI: &str = "file:///demo/script.sh";

fn main() -> ExitCode {
    let path = std::env::args().nth(1);
    let text = match path.as_deref().map(std::fs::read) {
        None => SAMPLE.to_owned(),
        Some(Ok(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        Some(Err(error)) => {
            eprintln!("{}: {error}; name a script, as in `make demo SCRIPT=build.sh`", path.unwrap_or_default());
            return ExitCode::from(2);
        }
    };
    // Without a terminal to write to there is nothing to show.
    let _ = Demo::start(text).show(path.as_deref().unwrap_or("tests/demo/sample.sh"));
    ExitCode::SUCCESS
}

/// A conversation with the server, and how long each answer took.
struct Demo {
    client: Client,
    text: String,
    times: Vec<(String, Duration)>,
    colours: bool,
}

impl Demo {
    fn start(text: String) -> Self {
        // Building is not what the first figure is about.
        caro_tests::binary();
        let started = Instant::now();
        let mut client = Client::process();
        client.initialize(json!({
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": {
                "codeAction": {
                    "resolveSupport": { "properties": ["edit"] },
                    "dataSupport": true,
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                },
                "hover": { "contentFormat": ["markdown"] },
                "inlineCompletion": {},
                "publishDiagnostics": { "relatedInformation": true },
            },
        }));
        let times = vec![("process start to initialized".to_owned(), started.elapsed())];
        let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
        Self { client, text, times, colours }
    }

    fn show(mut self, name: &str) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        let text = self.text.clone();
        let lines: Vec<&str> = text.lines().collect();

        let started = Instant::now();
        self.client.open(URI, &text);
        let diagnostics = self.client.diagnostics(URI, Some(1));
        self.times.push(("open to squiggles".to_owned(), started.elapsed()));

        writeln!(out, "{}", self.paint("1", name))?;
        for (number, line) in lines.iter().enumerate() {
            let line = line.trim_end();
            writeln!(out, "{:>4}  {}", number + 1, line.escape_controls())?;
            if let Some(ghost) = self.ghost(number, &lines) {
                writeln!(out, "      {}", self.paint("2;3", &ghost))?;
            }
            for found in diagnostics.iter().filter(|it| it["range"]["start"]["line"] == number) {
                self.write_squiggle(&mut out, line, found)?;
            }
        }
        self.write_hover(&mut out, &lines, &diagnostics)?;
        self.write_fixes(&mut out, &diagnostics)?;

        self.times.push({
            let started = Instant::now();
            self.client.request("shutdown", Value::Null).expect("the server shuts down");
            self.client.notify("exit", Value::Null);
            let status = self.client.exit_status().expect("the server ends");
            assert!(status.success(), "the server ended with {status}");
            ("shutdown to the end of the process".to_owned(), started.elapsed())
        });
        writeln!(out, "\n{}", self.paint("1", "Time for each answer, over stdio"))?;
        for (what, time) in &self.times {
            writeln!(out, "{:>9.2} ms  {what}", time.as_secs_f64() * 1000.0)?;
        }
        Ok(())
    }

    /// The ghost text below a comment, where an editor would ask for it: on the empty line behind it.
    fn ghost(&mut self, number: usize, lines: &[&str]) -> Option<String> {
        let is_wish = number > 0 && lines[number - 1].trim_start().starts_with('#') && lines[number].trim().is_empty();
        if !is_wish {
            return None;
        }
        let started = Instant::now();
        let answer = self.client.request(
            "textDocument/inlineCompletion",
            json!({
                "textDocument": { "uri": URI },
                "position": { "line": number, "character": lines[number].len() },
                "context": { "triggerKind": 2 },
            }),
        );
        let text = answer.ok()?["items"][0]["insertText"].as_str()?.to_owned();
        self.times.push((format!("ghost text on line {}", number + 1), started.elapsed()));
        Some(text)
    }

    fn write_squiggle(&self, out: &mut impl Write, line: &str, found: &Value) -> std::io::Result<()> {
        let at = |end: &str| usize::try_from(found["range"][end]["character"].as_u64().unwrap_or(0)).unwrap_or(0);
        let start = line.floor_char_boundary(at("start").min(line.len()));
        let one_line = found["range"]["end"]["line"] == found["range"]["start"]["line"];
        let end = if one_line { line.floor_char_boundary(at("end").clamp(start, line.len())) } else { line.len() };
        let blank = " ".repeat(line[..start].chars().count());
        let mark = "~".repeat(line[start..end].chars().count().max(1));
        let colour = if found["severity"] == 1 { "31" } else { "33" };
        let message = format!("{} {}", text(&found["code"]), text(&found["message"]));
        writeln!(out, "      {blank}{} {}", self.paint(colour, &mark), self.paint(colour, &message))?;
        for related in found["relatedInformation"].as_array().into_iter().flatten() {
            let line = related["location"]["range"]["start"]["line"].as_u64().unwrap_or(0) + 1;
            writeln!(out, "      {blank}line {line}: {}", text(&related["message"]))?;
        }
        Ok(())
    }

    /// The hover on the first bundle of flags, else on the first finding.
    fn write_hover(&mut self, out: &mut impl Write, lines: &[&str], diagnostics: &[Value]) -> std::io::Result<()> {
        let is_command = |it: &&str| !it.trim_start().starts_with('#');
        let flags = lines.iter().enumerate().filter(|it| is_command(it.1)).flat_map(|(number, line)| {
            line.match_indices(" -").map(move |it| json!({ "line": number, "character": it.0 + 2 }))
        });
        let found = diagnostics.iter().map(|it| it["range"]["start"].clone());
        let mut places: Vec<Value> = flags.collect();
        // The last lines of a script are seldom the setting up of others.
        places.reverse();
        for position in places.into_iter().chain(found).take(200) {
            let started = Instant::now();
            let params = json!({ "textDocument": { "uri": URI }, "position": position });
            let Ok(answer) = self.client.request("textDocument/hover", params) else { continue };
            let Some(shown) = answer["contents"]["value"].as_str() else { continue };
            let line = position["line"].as_u64().unwrap_or(0) + 1;
            self.times.push((format!("hover on line {line}"), started.elapsed()));
            let column = position["character"].as_u64().unwrap_or(0) + 1;
            writeln!(out, "\n{}", self.paint("1", &format!("Hover at line {line}, column {column}")))?;
            return shown.lines().try_for_each(|it| writeln!(out, "    {it}"));
        }
        Ok(())
    }

    /// Every fix on offer, as a diff of the script.
    fn write_fixes(&mut self, out: &mut impl Write, diagnostics: &[Value]) -> std::io::Result<()> {
        for found in diagnostics {
            let started = Instant::now();
            let params = json!({
                "textDocument": { "uri": URI },
                "range": found["range"],
                "context": { "diagnostics": [found], "only": ["quickfix"] },
            });
            let Ok(actions) = self.client.request("textDocument/codeAction", params) else { continue };
            for action in actions.as_array().into_iter().flatten() {
                let Ok(action) = self.client.request("codeAction/resolve", action.clone()) else { continue };
                self.times.push((format!("code action \"{}\", resolved", text(&action["title"])), started.elapsed()));
                writeln!(out, "\n{}", self.paint("1", &format!("Code action: {}", text(&action["title"]))))?;
                self.write_diff(out, &action["edit"])?;
            }
        }
        Ok(())
    }

    fn write_diff(&self, out: &mut impl Write, edit: &Value) -> std::io::Result<()> {
        let listed = edit["documentChanges"][0]["edits"].as_array().or_else(|| edit["changes"][URI].as_array());
        let mut edits: Vec<&Value> = listed.into_iter().flatten().collect();
        edits.sort_by_key(|it| std::cmp::Reverse(self.offset(&it["range"]["start"])));
        let mut changed = self.text.clone();
        for edit in edits {
            let range = self.offset(&edit["range"]["start"])..self.offset(&edit["range"]["end"]);
            changed.replace_range(range, text(&edit["newText"]));
        }
        for (number, (before, after)) in self.text.lines().zip(changed.lines()).enumerate() {
            if before != after {
                writeln!(out, "{:>4}  {}", number + 1, self.paint("31", &format!("- {before}")))?;
                writeln!(out, "      {}", self.paint("32", &format!("+ {after}")))?;
            }
        }
        Ok(())
    }

    fn offset(&self, position: &Value) -> usize {
        let part = |name: &str| usize::try_from(position[name].as_u64().unwrap_or(0)).unwrap_or(0);
        let start: usize = self.text.split_inclusive('\n').take(part("line")).map(str::len).sum();
        self.text.floor_char_boundary((start + part("character")).min(self.text.len()))
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Makes text safe for a terminal.
trait EscapeControls {
    /// The text with every control character but the tab replaced.
    fn escape_controls(&self) -> String;
}

impl EscapeControls for str {
    fn escape_controls(&self) -> String {
        self.chars().map(|it| if it.is_control() && it != '\t' { '\u{fffd}' } else { it }).collect()
    }
}
