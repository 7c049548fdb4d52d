//! Who types in the soak: random changes and questions, and a list of what was asked and not answered yet.

use crate::dice::Dice;
use crate::wire::{Message, PATIENCE, Wire};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 10;
/// Above this the script is cut.
const MOST_LINES: usize = 300;
/// Answers that say that there is none: cancelled, out of date, no such thing.
const EXPECTED_ERRORS: [i64; 4] = [-32800, -32801, -32602, -32601];

const LINES: [&str; 10] = [
    "# count words in notes.txt",
    "# find python files over 1 MB changed this week",
    "# transcode intro.mov to h264 at 30 fps",
    "# render \u{1f680}.dot as svg with graphviz",
    "# unpack release.tar.gz into tmp",
    "# delete all log files in /var/log",
    "tar -xzf release.tar.gz",
    "if [ -f \"$1\" ]; then",
    "echo \"caf\u{e9} \u{1f642}\" | sort",
    "fi",
];
const SETTINGS: [&str; 10] = [
    r#"{"ghostText": {"enabled": false}}"#,
    r#"{"ghostText": {"fileNames": true, "shells": ["bash"]}}"#,
    r#"{"ghostText": {"trigger": "manual"}}"#,
    r#"{"ghostText": {"alternatives": 5}}"#,
    r#"{"ghostText": {"alternatives": 1, "threshold": 90}}"#,
    r#"{"ghostText": {"budgetMs": 200}}"#,
    r#"{"ghostText": {"budgetMs": 3000}}"#,
    r#"{"model": {"enabled": false}}"#,
    r#"{"model": {"enabled": true}}"#,
    r#"{"diagnostics": {"enabled": true}, "platform": "macos"}"#,
];

/// What is open, and what was counted.
pub(crate) struct Typist {
    wire: Wire,
    dice: Dice,
    open: HashMap<i64, (&'static str, Instant)>,
    ghosts: Vec<i64>,
    files: Vec<File>,
    model: String,
    made: u32,
    report: Report,
}

struct File {
    uri: String,
    lines: Vec<String>,
    version: i32,
    past: Vec<Vec<String>>,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Report {
    steps: usize,
    asked: usize,
    cancelled: usize,
    with_text: usize,
    from_model: usize,
    errors: usize,
    slowest: Duration,
    pub(crate) unanswered: usize,
    pub(crate) unasked: usize,
    pub(crate) ended_well: bool,
    pub(crate) faults: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { steps, asked, cancelled, with_text, from_model, errors, unanswered, unasked, .. } = self;
        write!(
            formatter,
            "{steps} steps, {asked} requests ({cancelled} cancelled, {errors} answered by an expected error), \
             {with_text} with grey text, {from_model} times a model at work, {unanswered} unanswered, {unasked} \
             answers to nothing, the slowest after {:.1} s",
            self.slowest.as_secs_f64()
        )
    }
}

impl Typist {
    pub(crate) fn start(mut wire: Wire, model: &str, seed: u64) -> Self {
        wire.initialize(&["utf-16"], &json!({ "platform": "linux", "model": { "name": model } }));
        let mut typist = Self {
            wire,
            dice: Dice::new(seed),
            open: HashMap::new(),
            ghosts: Vec::new(),
            files: Vec::new(),
            model: model.to_owned(),
            made: 0,
            report: Report::default(),
        };
        for _ in 0..DOCUMENTS {
            typist.open_file();
        }
        typist
    }

    pub(crate) fn pid(&self) -> u32 {
        self.wire.pid()
    }

    /// Does something, and takes what came meanwhile.
    pub(crate) fn step(&mut self) {
        self.report.steps += 1;
        // What is switched off comes back soon.
        if self.report.steps.is_multiple_of(10) {
            self.settings("{}");
        }
        match self.dice.below(100) {
            0..45 => self.type_line(),
            45..53 => self.undo(),
            53..60 => self.paste(),
            60..66 => self.delete(),
            66..76 => self.ask_ghost(1),
            76..83 => self.ask("textDocument/hover", true),
            83..88 => self.ask("textDocument/diagnostic", false),
            88..91 => self.ask("textDocument/codeAction", false),
            91..93 => self.generate(),
            93..96 => {
                let change = self.dice.of(&SETTINGS);
                self.settings(change);
            }
            96 => self.command(),
            97 => self.ask("caro/status", false),
            98 if self.files.len() > 1 => self.close_file(),
            _ if self.files.len() < DOCUMENTS => self.open_file(),
            _ => self.ask("textDocument/completion", true),
        }
        // Now and then somebody looks at what they have.
        let pause = if self.dice.percent(12) { 600 } else { self.dice.below(25) as u64 };
        self.listen(Instant::now() + Duration::from_millis(pause), false);
    }

    /// Waits for every answer, and ends the conversation.
    pub(crate) fn finish(mut self) -> Report {
        self.listen(Instant::now() + PATIENCE, true);
        self.report.unanswered = self.open.len();
        let kinds: Vec<&str> = self.open.values().map(|it| it.0).collect();
        if !kinds.is_empty() {
            self.report.faults.push(format!("never answered: {kinds:?}"));
        }
        let (well, rest) = self.wire.end();
        self.report.ended_well = well;
        self.report.unasked += rest.iter().filter(|it| it.body["method"].is_null()).count();
        self.report
    }

    fn file(&mut self) -> usize {
        self.dice.below(self.files.len())
    }

    fn open_file(&mut self) {
        self.made += 1;
        let uri = format!("file:///soak/{}.sh", self.made);
        let lines: Vec<String> = ["#!/bin/bash", "set -eu", ""].map(str::to_owned).to_vec();
        let document = json!({ "uri": uri, "languageId": "shellscript", "version": 1, "text": lines.join("\n") });
        self.wire.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.files.push(File { uri, lines, version: 1, past: Vec::new() });
    }

    fn close_file(&mut self) {
        let at = self.file();
        let file = self.files.remove(at);
        self.wire.notify("textDocument/didClose", &json!({ "textDocument": { "uri": file.uri } }));
    }

    /// Key by key at the end of a line, with a question after each, as editors do.
    fn type_line(&mut self) {
        let at = self.file();
        let row = self.dice.below(self.files[at].lines.len());
        let text = self.dice.of(&LINES);
        let whole = text.chars().count();
        let most = if self.dice.percent(50) { whole } else { self.dice.below(whole) + 1 };
        self.remember(at);
        if self.dice.percent(60) {
            let end = end(&self.files[at].lines[row], row);
            self.files[at].lines.insert(row + 1, String::new());
            self.change(at, &end, &end, "\n");
            return self.type_keys(at, row + 1, text, most);
        }
        self.type_keys(at, row, text, most);
    }

    fn type_keys(&mut self, at: usize, row: usize, text: &str, most: usize) {
        for key in text.chars().take(most) {
            let place = end(&self.files[at].lines[row], row);
            self.files[at].lines[row].push(key);
            self.change(at, &place, &place, key.encode_utf8(&mut [0; 4]));
            self.cancel();
            let place = end(&self.files[at].lines[row], row);
            self.ask_at(at, &place, 2);
            let pause = self.dice.below(20) as u64;
            self.listen(Instant::now() + Duration::from_millis(pause), false);
        }
    }

    fn undo(&mut self) {
        let at = self.file();
        let Some(lines) = self.files[at].past.pop() else { return };
        self.replace_all(at, lines);
    }

    fn paste(&mut self) {
        let at = self.file();
        self.remember(at);
        let row = self.dice.below(self.files[at].lines.len());
        let count = self.dice.below(6) + 1;
        let pasted: Vec<String> = (0..count).map(|_| self.dice.of(&LINES).to_owned()).collect();
        let place = json!({ "line": row, "character": 0 });
        self.change(at, &place, &place, &format!("{}\n", pasted.join("\n")));
        self.files[at].lines.splice(row..row, pasted);
        if self.files[at].lines.len() > MOST_LINES {
            let short = self.files[at].lines[..20].to_vec();
            self.replace_all(at, short);
        }
    }

    fn delete(&mut self) {
        let at = self.file();
        let rows = self.files[at].lines.len();
        if rows < 4 {
            return;
        }
        self.remember(at);
        let first = self.dice.below(rows - 2);
        let last = (first + 1 + self.dice.below(4)).min(rows - 1);
        let (start, end) = (json!({ "line": first, "character": 0 }), json!({ "line": last, "character": 0 }));
        self.change(at, &start, &end, "");
        self.files[at].lines.drain(first..last);
    }

    fn ask_ghost(&mut self, kind: u32) {
        let at = self.file();
        let row = self.dice.below(self.files[at].lines.len());
        let place = end(&self.files[at].lines[row], row);
        self.ask_at(at, &place, kind);
        if self.dice.percent(40) {
            self.cancel();
        }
    }

    fn ask_at(&mut self, at: usize, place: &Value, kind: u32) {
        let document = json!({ "uri": self.files[at].uri });
        let context = json!({ "triggerKind": kind });
        let params = json!({ "textDocument": document, "position": place, "context": context });
        let id = self.send("textDocument/inlineCompletion", &params);
        self.ghosts.push(id);
    }

    fn ask(&mut self, method: &'static str, at_place: bool) {
        let at = self.file();
        let row = self.dice.below(self.files[at].lines.len());
        let document = json!({ "uri": self.files[at].uri });
        let place = json!({ "line": row, "character": 1 });
        let id = if method == "caro/status" {
            self.send(method, &json!({}))
        } else if at_place {
            self.send(method, &json!({ "textDocument": document, "position": place }))
        } else {
            let range = json!({ "start": place, "end": place });
            self.send(method, &json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }))
        };
        if self.dice.percent(20) {
            self.report.cancelled += 1;
            self.wire.cancel(id);
        }
    }

    fn generate(&mut self) {
        let wish = self.dice.of(&LINES).trim_start_matches("# ").to_owned();
        let id = self.send("caro/generate", &json!({ "prompt": wish, "alternatives": 2 }));
        if self.dice.percent(50) {
            self.report.cancelled += 1;
            self.wire.cancel(id);
        }
    }

    fn command(&mut self) {
        let name = self.dice.of(&["caro.pause", "caro.resume", "caro.restartModel", "caro.accepted", "caro.status"]);
        self.send("workspace/executeCommand", &json!({ "command": name, "arguments": [{ "id": "0" }] }));
        // Nobody leaves it paused for long.
        self.send("workspace/executeCommand", &json!({ "command": "caro.resume", "arguments": [] }));
    }

    fn settings(&mut self, change: &str) {
        let mut settings: Value = serde_json::from_str(change).unwrap();
        settings["model"]["name"] = json!(self.model);
        self.wire.notify("workspace/didChangeConfiguration", &json!({ "settings": { "caro": settings } }));
    }

    fn cancel(&mut self) {
        for id in std::mem::take(&mut self.ghosts) {
            if self.open.contains_key(&id) {
                self.report.cancelled += 1;
                self.wire.cancel(id);
            }
        }
    }

    fn send(&mut self, method: &'static str, params: &Value) -> i64 {
        self.report.asked += 1;
        let id = self.wire.send(method, params);
        self.open.insert(id, (method, Instant::now()));
        id
    }

    fn remember(&mut self, at: usize) {
        let file = &mut self.files[at];
        file.past.push(file.lines.clone());
        if file.past.len() > 20 {
            file.past.remove(0);
        }
    }

    fn replace_all(&mut self, at: usize, lines: Vec<String>) {
        let old = &self.files[at].lines;
        let last = end(&old[old.len() - 1], old.len() - 1);
        let text = lines.join("\n");
        self.files[at].lines = lines;
        self.change(at, &json!({ "line": 0, "character": 0 }), &last, &text);
    }

    fn change(&mut self, at: usize, start: &Value, end: &Value, text: &str) {
        let file = &mut self.files[at];
        file.version += 1;
        let document = json!({ "uri": file.uri, "version": file.version });
        let change = json!({ "range": { "start": start, "end": end }, "text": text });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.wire.notify("textDocument/didChange", &params);
    }

    /// Takes what comes, until a moment or until all is answered.
    fn listen(&mut self, until: Instant, all: bool) {
        while !(all && self.open.is_empty()) {
            let Some(message) = self.wire.next(until) else { return };
            self.take(message);
        }
    }

    fn take(&mut self, message: Message) {
        let body = message.body;
        if let Some(method) = body["method"].as_str() {
            if method == "caro/status" && body["params"]["state"] == "thinking" {
                self.report.from_model += 1;
            }
            if let Some(id) = body.get("id") {
                self.wire.reply(id, &Value::Null);
            }
            return;
        }
        let Some((method, asked)) = body["id"].as_i64().and_then(|it| self.open.remove(&it)) else {
            self.report.unasked += 1;
            return;
        };
        self.report.slowest = self.report.slowest.max(message.at.saturating_duration_since(asked));
        if let Some(code) = body.pointer("/error/code").and_then(Value::as_i64) {
            self.report.errors += 1;
            if !EXPECTED_ERRORS.contains(&code) {
                self.report.faults.push(format!("{method}: {}", body["error"]));
            }
        }
        if body.pointer("/result/items/0/insertText").is_some() {
            self.report.with_text += 1;
        }
    }
}

/// The end of a line, as LSP counts.
fn end(line: &str, row: usize) -> Value {
    json!({ "line": row, "character": line.encode_utf16().count() })
}
