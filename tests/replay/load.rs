//! The load: somebody types faster than anyone thinks, while a slow model is asked for each wish.

use crate::model::{Counts, Does, Model, Rule};
use crate::process::{Cost, cost};
use crate::wire::{Home, Message, PATIENCE, Wire};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::{Duration, Instant};

const URI: &str = "file:///replay/load.sh";
/// The error of a request that was cancelled.
const CANCELLED: i64 = -32800;
/// What is typed, again and again; our own generator knows one of the wishes.
const LINES: [&str; 9] = [
    "# list all git branches by date",
    "git branch --all",
    "",
    "# count words in notes.txt",
    "wc -w < notes.txt",
    "",
    "# list all git branches by author",
    "git branch --remotes",
    "",
];

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How long.
    pub(crate) time: Duration,
    /// Between two keys.
    pub(crate) gap: Duration,
    /// At the end of each line.
    pub(crate) pause: Duration,
    /// After one of the comments, in each turn: somebody reads.
    pub(crate) rest: Duration,
    /// How long the model takes for an answer; none where there is no model.
    pub(crate) model: Option<Duration>,
    /// How long the script is.
    pub(crate) lines: usize,
}

/// What was seen.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) keys: usize,
    pub(crate) asked: usize,
    /// With items, for the text as it was then.
    pub(crate) fitting: usize,
    /// With items, after they were cancelled.
    pub(crate) late: usize,
    /// Requests of all kinds that were never answered, and answers to nothing.
    pub(crate) unanswered: usize,
    pub(crate) unasked: usize,
    /// The most requests that waited for an answer at a time.
    pub(crate) most_waiting: usize,
    pub(crate) errors: usize,
    pub(crate) hover: Vec<Duration>,
    pub(crate) diagnostics: Vec<Duration>,
    pub(crate) ghost: Vec<Duration>,
    /// From the cancelling of a request to its answer.
    pub(crate) silence: Vec<Duration>,
    /// From the change of a wish to the end of its question to the model.
    pub(crate) model_silence: Vec<Duration>,
    pub(crate) model: Counts,
    pub(crate) costs: Vec<Cost>,
}

enum Kind {
    Ghost,
    Hover,
    Diagnostics,
}

struct Asked {
    kind: Kind,
    at: Instant,
    cancelled: Option<Instant>,
}

struct Typist {
    wire: Wire,
    open: HashMap<i64, Asked>,
    last: Option<i64>,
    figures: Figures,
    version: i32,
    row: usize,
    column: usize,
}

/// Types as planned.
pub(crate) fn run(plan: &Plan) -> Figures {
    let (home, model) = (Home::new(), Model::start());
    if let Some(after) = plan.model {
        let says =
            Does::Says("git branch --all --sort=-committerdate --format '%(refname:short) %(authorname)'".to_owned());
        model.add(Rule { about: String::new(), does: says, after, held: false });
    }
    let mut wire = Wire::start(&home.0, |_| ());
    let url = if plan.model.is_some() { model.address.as_str() } else { "" };
    let mut settings = json!({ "platform": "linux" });
    if plan.model.is_some() {
        settings["server"] = json!({ "url": url });
    }
    wire.initialize(&["utf-16"], &settings);
    let row = plan.lines / 2 + 1;
    let text = script(plan.lines);
    let document = json!({ "uri": URI, "languageId": "shellscript", "version": 1, "text": text });
    wire.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    let figures = Figures::default();
    let mut typist = Typist { wire, open: HashMap::new(), last: None, figures, version: 1, row, column: 0 };
    // The first findings take longest, and are not what is measured.
    typist.ask(Kind::Diagnostics);
    typist.listen(Instant::now() + PATIENCE, true);
    typist.figures.diagnostics.clear();
    typist.type_on(plan);
    typist.give_up();
    typist.listen(Instant::now() + PATIENCE, true);
    typist.figures.unanswered = typist.open.len();
    if plan.model.is_some() {
        typist.measure_model_silence(&model);
    }
    let until = Instant::now() + PATIENCE;
    while model.counts().open > 0 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(2));
    }
    typist.figures.model = model.counts();
    let (_, rest) = typist.wire.end();
    typist.figures.unasked += rest.iter().filter(|it| it.body["method"].is_null() && !it.body["id"].is_null()).count();
    typist.figures
}

/// A script with commands, comments and blocks.
fn script(lines: usize) -> String {
    let block = [
        "backup() {",
        "  local target=\"$1\"",
        "  mkdir -p \"$target\"",
        "  tar -czf \"$target/site.tar.gz\" /srv/site",
        "}",
        "# keep a week",
        "find /backup -type f -name '*.tar.gz' -mtime +7 -delete",
        "for it in a b c; do echo \"$it\"; done",
    ];
    let mut text = "#!/bin/bash\nset -eu\n".to_owned();
    for it in block.iter().cycle().take(lines.saturating_sub(3)) {
        text.push_str(it);
        text.push('\n');
    }
    // Where somebody types, nothing stands, above and below neither.
    let at = text.split_inclusive('\n').take(lines / 2).map(str::len).sum();
    text.insert_str(at, "\n\n\n");
    text
}

impl Typist {
    fn type_on(&mut self, plan: &Plan) {
        let began = Instant::now();
        let mut due = began;
        let mut next_look = began;
        'all: loop {
            for line in LINES {
                for key in line.chars().map(Some).chain([None]) {
                    if began.elapsed() >= plan.time {
                        break 'all;
                    }
                    self.key(key);
                    // Editors ask for these, too, now and then.
                    match self.figures.keys % 6 {
                        0 => self.ask(Kind::Hover),
                        3 => self.ask(Kind::Diagnostics),
                        _ => {}
                    }
                    due += if key.is_none() { plan.gap + plan.pause } else { plan.gap };
                    if key.is_none() && line == LINES[0] {
                        due += plan.rest;
                    }
                    self.listen(due, false);
                    if Instant::now() >= next_look {
                        self.figures.costs.extend(cost(self.wire.pid()));
                        next_look += Duration::from_millis(250);
                    }
                }
            }
        }
    }

    /// A key, or return: the text changes, what was asked is taken back, and ghost text is asked for.
    fn key(&mut self, key: Option<char>) {
        self.figures.keys += 1;
        self.change(&key.map_or("\n".to_owned(), String::from));
        match key {
            Some(_) => self.column += 1,
            None => (self.row, self.column) = (self.row + 1, 0),
        }
        self.give_up();
        self.ask(Kind::Ghost);
    }

    fn change(&mut self, text: &str) {
        self.version += 1;
        let place = self.place();
        let change = json!({ "range": { "start": place, "end": place }, "text": text });
        let document = json!({ "uri": URI, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.wire.notify("textDocument/didChange", &params);
    }

    fn place(&self) -> Value {
        json!({ "line": self.row, "character": self.column })
    }

    fn give_up(&mut self) {
        let Some(id) = self.last.take() else { return };
        if let Some(asked) = self.open.get_mut(&id) {
            asked.cancelled = Some(Instant::now());
            self.wire.cancel(id);
        }
    }

    fn ask(&mut self, kind: Kind) {
        let document = json!({ "uri": URI });
        let id = match kind {
            Kind::Ghost => {
                let context = json!({ "triggerKind": 2 });
                let params = json!({ "textDocument": document, "position": self.place(), "context": context });
                self.figures.asked += 1;
                let id = self.wire.send("textDocument/inlineCompletion", &params);
                self.last = Some(id);
                id
            }
            Kind::Hover => {
                let params = json!({ "textDocument": document, "position": { "line": 5, "character": 4 } });
                self.wire.send("textDocument/hover", &params)
            }
            Kind::Diagnostics => self.wire.send("textDocument/diagnostic", &json!({ "textDocument": document })),
        };
        self.open.insert(id, Asked { kind, at: Instant::now(), cancelled: None });
        self.figures.most_waiting = self.figures.most_waiting.max(self.open.len());
    }

    /// Takes what comes, until a moment or until nothing is open.
    fn listen(&mut self, until: Instant, all: bool) {
        while !(all && self.open.is_empty()) {
            let Some(message) = self.wire.next(until) else { return };
            self.take(&message);
        }
    }

    fn take(&mut self, message: &Message) {
        let body = &message.body;
        if body["method"].is_string() {
            if let Some(id) = body.get("id") {
                self.wire.reply(id, &Value::Null);
            }
            return;
        }
        let Some(asked) = body["id"].as_i64().and_then(|it| self.open.remove(&it)) else {
            self.figures.unasked += 1;
            return;
        };
        let took = message.at.saturating_duration_since(asked.at);
        if let Some(error) = body.get("error")
            && (asked.cancelled.is_none() || error["code"] != CANCELLED)
        {
            self.figures.errors += 1;
        }
        match asked.kind {
            Kind::Hover => self.figures.hover.push(took),
            Kind::Diagnostics => self.figures.diagnostics.push(took),
            Kind::Ghost => {
                let items = body.pointer("/result/items").and_then(Value::as_array).map_or(0, Vec::len);
                if let Some(cancelled) = asked.cancelled {
                    let silence = message.at.saturating_duration_since(cancelled);
                    self.figures.silence.push(silence);
                    // What was on its way when it was cancelled is not late.
                    self.figures.late += usize::from(items > 0 && silence > Duration::from_millis(50));
                } else {
                    self.figures.ghost.push(took);
                    self.figures.fitting += usize::from(items > 0);
                }
            }
        }
    }

    /// How soon the model is let go when the wish changes.
    fn measure_model_silence(&mut self, model: &Model) {
        for round in 0..10 {
            let before = model.counts();
            let wish = format!("# list all git branches by date, {round} of them\n");
            self.change(&wish);
            (self.row, self.column) = (self.row + 1, 0);
            self.ask(Kind::Ghost);
            let until = Instant::now() + Duration::from_secs(2);
            while model.counts().asked == before.asked && Instant::now() < until {
                self.listen(Instant::now() + Duration::from_millis(1), false);
            }
            if model.counts().asked == before.asked {
                continue;
            }
            let changed = Instant::now();
            self.change("echo\n");
            (self.row, self.column) = (self.row + 1, 0);
            self.give_up();
            while model.counts().open > 0 && Instant::now() < until {
                self.listen(Instant::now() + Duration::from_millis(1), false);
            }
            self.figures.model_silence.push(changed.elapsed());
        }
        self.listen(Instant::now() + PATIENCE, true);
    }
}

/// The time below which so many of a hundred are.
pub(crate) fn percentile(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}
