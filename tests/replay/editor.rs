//! The editor: it tells the server of each change, asks for ghost text when its profile does, and shows what comes while
//! that still fits.

use crate::buffer::Buffer;
use crate::ghost::{Ghost, Item, drawn, first_word, item};
use crate::model::Model;
use crate::session::{File, Part, Profile};
use crate::timeline::{Seen, Timeline};
use crate::wire::{Home, Message, PATIENCE, Wire};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

/// The error of a request that was cancelled.
const CANCELLED: i64 = -32800;

/// What was asked for.
pub(crate) enum Asked {
    Ghost { uri: String, version: i32, cursor: usize, cancelled: bool },
    Hover,
    Diagnostics,
    Command,
}

/// Counts that say how much work was for nothing.
#[derive(Default)]
pub(crate) struct Work {
    pub(crate) asked: usize,
    pub(crate) answered: usize,
    pub(crate) cancelled: usize,
    /// Answers with items that were never shown.
    pub(crate) wasted: usize,
}

/// An editor with its server.
pub(crate) struct Editor {
    wire: Wire,
    profile: Profile,
    scale: f64,
    buffers: BTreeMap<String, Buffer>,
    current: String,
    ghost: Option<Ghost>,
    open: HashMap<i64, Asked>,
    /// The last request for ghost text, while it is not answered.
    pending: Option<i64>,
    /// A request that the editor itself still holds back.
    due: bool,
    utf16: bool,
    settings: Value,
    /// The states that the server told of, each once in a row.
    pub(crate) states: Vec<String>,
    pub(crate) timeline: Timeline,
    pub(crate) work: Work,
    pub(crate) model: Model,
    /// Removed when the server is gone.
    _home: Home,
}

impl Editor {
    pub(crate) fn start(profile: Profile, settings: &Value, scale: f64) -> Self {
        let (model, home) = (Model::start(), Home::new());
        let mut wire = Wire::start(&home.0, |_| ());
        let settings = with_address(settings, &model.address);
        let answer = wire.initialize(profile.encodings(), &settings);
        let utf16 = answer["capabilities"]["positionEncoding"] != "utf-8";
        Self {
            wire,
            profile,
            scale,
            buffers: BTreeMap::new(),
            current: String::new(),
            ghost: None,
            open: HashMap::new(),
            pending: None,
            due: false,
            utf16,
            settings,
            states: Vec::new(),
            timeline: Timeline::new(),
            work: Work::default(),
            model,
            _home: home,
        }
    }

    pub(crate) fn open(&mut self, file: &File) {
        let uri = format!("file:///replay/{}", file.name);
        let buffer = Buffer::new(uri.clone(), file.text.clone(), file.cursor, file.crlf, self.utf16);
        let document = json!({ "uri": uri, "languageId": "shellscript", "version": 1, "text": file.text });
        self.wire.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.buffers.insert(file.name.clone(), buffer);
        self.switch(&file.name);
    }

    pub(crate) fn switch(&mut self, name: &str) {
        self.give_up_pending();
        self.hide("another file");
        name.clone_into(&mut self.current);
    }

    pub(crate) fn close(&mut self, name: &str) {
        if name == self.current {
            self.give_up_pending();
            self.hide("the file was closed");
        }
        if let Some(buffer) = self.buffers.remove(name) {
            self.wire.notify("textDocument/didClose", &json!({ "textDocument": { "uri": buffer.uri } }));
        }
    }

    pub(crate) fn buffer(&mut self) -> &mut Buffer {
        self.buffers.get_mut(&self.current).expect("a file is open")
    }

    /// Whether a step could be taken back.
    pub(crate) fn undo(&mut self) {
        if let Some(change) = self.buffer().undo() {
            self.hide("the text changed");
            self.tell(&change);
            self.ask_later();
        }
    }

    /// Puts text in at the cursor, as a key or a paste does.
    pub(crate) fn insert(&mut self, text: &str) {
        let at = self.buffer().cursor;
        let change = self.buffer().replace(at, at, text);
        self.tell(&change);
        let whole = self.shown() == Some(text);
        match self.ghost.as_mut().map(|it| it.type_through(text)) {
            Some((true, true)) => self.see(Seen::Through { keys: 1, answers: 0 }),
            // Another of the list agrees with what was typed.
            Some((true, false)) => self.see(Seen::Shown),
            Some((false, _)) => self.hide(if whole { "typed to its end" } else { "other text came" }),
            None => {}
        }
        self.ask_later();
    }

    pub(crate) fn backspace(&mut self) {
        let (start, end) = (self.buffer().before_cursor(), self.buffer().cursor);
        let change = self.buffer().replace(start, end, "");
        self.hide("text was deleted");
        self.tell(&change);
        self.ask_later();
    }

    pub(crate) fn put_cursor(&mut self, line: usize, column: usize) {
        let offset = self.buffer().offset(line, column);
        self.buffer().cursor = offset;
        self.give_up_pending();
        self.hide("the cursor moved");
        if self.profile == Profile::Neovim {
            self.due = true;
        }
    }

    pub(crate) fn dismiss(&mut self) {
        self.give_up_pending();
        self.hide("dismissed");
    }

    pub(crate) fn accept(&mut self, part: Part) {
        let Some(ghost) = &self.ghost else {
            return self.timeline.fault("there is nothing to accept".to_owned());
        };
        let item = ghost.items[ghost.at].clone();
        let crlf = self.buffer().ends_lines_with_crlf();
        let breaks = item.rest.matches('\n').count();
        if item.rest.matches('\r').count() != if crlf { breaks } else { 0 } {
            self.timeline.fault(format!("the line ends of {:?} are not the file's", item.rest));
        }
        self.buffer().remember();
        let at = self.buffer().cursor;
        if part == Part::Word {
            let word = first_word(&item.rest).to_owned();
            let told = json!({ "item": item.whole, "acceptedLength": word.encode_utf16().count() });
            self.wire.notify("textDocument/didPartiallyAcceptCompletion", &told);
            return self.insert(&word);
        }
        let change = self.buffer().replace(at, at + item.over, &item.rest);
        self.ghost = None;
        self.see(Seen::Said("accepted"));
        self.tell(&change);
        if let Some(command) = &item.command {
            let params = json!({ "command": command["command"], "arguments": command["arguments"] });
            let id = self.wire.send("workspace/executeCommand", &params);
            self.open.insert(id, Asked::Command);
            self.say("told", command["command"].as_str().unwrap_or_default().to_owned());
        }
        self.ask_later();
    }

    /// Shows the next of several suggestions.
    pub(crate) fn next(&mut self) {
        if let Some(ghost) = &mut self.ghost {
            ghost.at = (ghost.at + 1) % ghost.items.len();
            ghost.chosen = true;
        }
        self.see(Seen::Shown);
    }

    pub(crate) fn hover(&mut self, line: usize, column: usize) {
        let offset = self.buffer().offset(line, column);
        let params = json!({ "textDocument": { "uri": self.buffer().uri }, "position": self.buffer().place(offset) });
        let id = self.wire.send("textDocument/hover", &params);
        self.open.insert(id, Asked::Hover);
        self.pump(Instant::now() + PATIENCE, |it| !it.open.contains_key(&id));
    }

    pub(crate) fn diagnostics(&mut self) {
        let params = json!({ "textDocument": { "uri": self.buffer().uri } });
        let id = self.wire.send("textDocument/diagnostic", &params);
        self.open.insert(id, Asked::Diagnostics);
        self.pump(Instant::now() + PATIENCE, |it| !it.open.contains_key(&id));
    }

    pub(crate) fn command(&mut self, name: &str) {
        let id = self.wire.send("workspace/executeCommand", &json!({ "command": name, "arguments": [] }));
        self.open.insert(id, Asked::Command);
        self.pump(Instant::now() + PATIENCE, |it| !it.open.contains_key(&id));
    }

    pub(crate) fn change_settings(&mut self, settings: &Value) {
        let settings = with_address(settings, &self.model.address);
        merge(&mut self.settings, &settings);
        let all = json!({ "settings": { "caro": self.settings } });
        self.wire.notify("workspace/didChangeConfiguration", &all);
    }

    /// Asks for ghost text now.
    pub(crate) fn ask(&mut self, by_key: bool) {
        self.due = false;
        if self.profile.cancels() || by_key {
            self.give_up_pending();
        }
        let buffer = self.buffer();
        let (uri, version, cursor) = (buffer.uri.clone(), buffer.version, buffer.cursor);
        // 1 is by key, 2 is by typing.
        let params = json!({
            "textDocument": { "uri": uri },
            "position": buffer.place(cursor),
            "context": { "triggerKind": if by_key { 1 } else { 2 } },
        });
        let id = self.wire.send("textDocument/inlineCompletion", &params);
        self.work.asked += 1;
        self.open.insert(id, Asked::Ghost { uri, version, cursor, cancelled: false });
        self.pending = Some(id);
    }

    /// Waits until nothing is asked for that is not answered.
    pub(crate) fn settle(&mut self) {
        if self.due {
            self.wait(self.profile.debounce());
        }
        let answered = self.pump(Instant::now() + PATIENCE, |it| it.pending.is_none());
        if !answered {
            self.timeline.fault(format!("no answer within {} s", PATIENCE.as_secs()));
            self.pending = None;
        }
    }

    /// Waits for the answer, unless that waits for a model: then people go on.
    pub(crate) fn settle_unless_held(&mut self) {
        /// So long a model is asked, and no answer of our own came: it waits for the model.
        const HELD: Duration = Duration::from_millis(1200);
        let named = |pointer| self.settings.pointer(pointer).and_then(Value::as_str).is_some_and(|it| !it.is_empty());
        if !named("/server/url") && !named("/model/name") {
            return self.settle();
        }
        if self.due {
            self.wait(self.profile.debounce());
        }
        let until = Instant::now() + PATIENCE;
        let mut held = None;
        while self.pending.is_some() && Instant::now() < until {
            self.pump(Instant::now() + HELD / 10, |it| it.pending.is_none());
            if self.model.counts().open == 0 {
                held = None;
            } else if held.get_or_insert_with(Instant::now).elapsed() > HELD {
                return;
            }
        }
    }

    /// Whether this editor asks after each key.
    pub(crate) fn asks_at_once(&self) -> bool {
        self.profile.debounce() == 0
    }

    /// Lets time go by, in milliseconds of the session.
    pub(crate) fn wait(&mut self, time: u64) {
        let until = Instant::now() + Duration::from_millis(time).mul_f64(self.scale);
        // By the session's clock, not the machine's, so that a slow machine asks the same.
        if self.due && time >= self.profile.debounce() {
            self.ask(false);
        }
        self.pump(until, |_| false);
    }

    /// Takes what comes until something holds; whether it does.
    pub(crate) fn pump(&mut self, until: Instant, done: impl Fn(&Self) -> bool) -> bool {
        while !done(self) {
            // The model's counts change without a message.
            let look = until.min(Instant::now() + Duration::from_millis(5));
            match self.wire.next(look) {
                Some(message) => self.take(message),
                None if Instant::now() >= until => return done(self),
                None => {}
            }
        }
        true
    }

    /// What is shown in grey.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.ghost.as_ref().map(|it| it.items[it.at].rest.as_str())
    }

    pub(crate) fn alternatives(&self) -> usize {
        self.ghost.as_ref().map_or(0, |it| it.items.len())
    }

    pub(crate) fn say(&mut self, what: &'static str, text: String) {
        self.timeline.see(Seen::Said(what), text);
    }

    /// Ends the conversation: everything asked must be answered, and nobody may still wait for the model.
    pub(crate) fn end(mut self) -> Timeline {
        self.settle();
        let answered = self.pump(Instant::now() + PATIENCE, |it| it.open.is_empty());
        if !answered {
            self.timeline.fault(format!("{} requests were never answered", self.open.len()));
        }
        let (well, rest) = self.wire.end();
        if !well {
            self.timeline.fault("the server did not end well".to_owned());
        }
        if rest.iter().any(|it| it.body.get("id").is_some() && it.body.get("method").is_none()) {
            self.timeline.fault("a request was answered twice".to_owned());
        }
        let until = Instant::now() + Duration::from_secs(5);
        while self.model.counts().open > 0 && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
        if self.model.counts().open > 0 {
            self.timeline.fault("the model is still being asked after the end".to_owned());
        }
        self.timeline
    }

    /// After a change: at once, or when the editor thinks that the user pauses.
    fn ask_later(&mut self) {
        if self.profile.debounce() == 0 {
            self.ask(false);
        } else {
            if self.profile.cancels() {
                self.give_up_pending();
            }
            self.due = true;
        }
    }

    fn give_up_pending(&mut self) {
        self.due = false;
        let Some(id) = self.pending.take() else { return };
        if let Some(Asked::Ghost { cancelled, .. }) = self.open.get_mut(&id)
            && self.profile.cancels()
        {
            *cancelled = true;
            self.work.cancelled += 1;
            self.wire.cancel(id);
        }
    }

    fn tell(&mut self, change: &Value) {
        let document = json!({ "uri": self.buffer().uri, "version": self.buffer().version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.wire.notify("textDocument/didChange", &params);
    }

    fn take(&mut self, message: Message) {
        let body = message.body;
        match (body["method"].as_str(), body.get("id")) {
            (Some(method), Some(id)) => {
                let result = if method == "workspace/configuration" { json!([self.settings]) } else { Value::Null };
                self.wire.reply(id, &result);
            }
            (Some(method), None) => self.heard(method, &body["params"]),
            (None, _) => {
                let asked = body["id"].as_i64().and_then(|it| self.open.remove(&it).map(|asked| (it, asked)));
                match asked {
                    Some((id, asked)) => self.answered(id, asked, &body),
                    None => self.timeline.fault(format!("an answer to nothing that was asked: {body}")),
                }
            }
        }
    }

    fn heard(&mut self, method: &str, params: &Value) {
        let text = params["message"].as_str().unwrap_or_default().replace(&self.model.address, "MODEL");
        match method {
            "window/showMessage" => self.say("message", text),
            // Errors and warnings.
            "window/logMessage" if params["type"].as_i64().is_some_and(|it| it <= 2) => self.say("log", text),
            "caro/status" => {
                let state = params["state"].as_str().unwrap_or("?").to_owned();
                if self.states.last() != Some(&state) {
                    self.states.push(state);
                }
            }
            _ => {}
        }
    }

    fn answered(&mut self, id: i64, asked: Asked, body: &Value) {
        if let Some(error) = body.get("error") {
            if let Asked::Ghost { cancelled, .. } = asked {
                let wanted = if cancelled { error["code"] == CANCELLED } else { false };
                if !wanted {
                    self.timeline.fault(format!("an error instead of an answer: {error}"));
                }
                self.pending = self.pending.filter(|it| *it != id);
            } else {
                self.say("error", error["message"].as_str().unwrap_or_default().to_owned());
            }
            return;
        }
        let result = &body["result"];
        match asked {
            Asked::Hover => {
                let text = result.pointer("/contents/value").and_then(Value::as_str).unwrap_or("nothing");
                self.say("hover", text.lines().find(|it| !it.is_empty()).unwrap_or_default().to_owned());
            }
            Asked::Diagnostics => {
                for it in result["items"].as_array().into_iter().flatten() {
                    let line = it["range"]["start"]["line"].as_u64().unwrap_or(0) + 1;
                    let text = it["message"].as_str().unwrap_or_default();
                    self.say("diagnostic", format!("line {line}: {}", text.lines().next().unwrap_or_default()));
                }
            }
            Asked::Command => {}
            Asked::Ghost { uri, version, cursor, cancelled } => {
                if result.is_null() {
                    self.timeline.fault("null for an answer: Neovim keeps the old ghost text on it".to_owned());
                }
                let items = result.get("items").unwrap_or(result).as_array().cloned().unwrap_or_default();
                if !cancelled {
                    self.work.answered += 1;
                }
                let buffer = self.buffer();
                let fits = buffer.uri == uri && buffer.version == version && buffer.cursor == cursor;
                let is_last = self.pending == Some(id);
                if is_last {
                    self.pending = None;
                }
                if is_last && fits && !cancelled {
                    self.show(&items);
                } else if !items.is_empty() {
                    self.work.wasted += 1;
                    if !cancelled {
                        self.see(Seen::Late);
                    }
                }
            }
        }
    }

    /// Shows what came for the state as it is.
    fn show(&mut self, items: &[Value]) {
        let items: Vec<Item> = items.iter().filter_map(|it| item(self.buffer(), it)).collect();
        if items.is_empty() {
            return self.hide("the answer is nothing");
        }
        let told: Vec<Value> = items.iter().map(|it| it.whole.clone()).collect();
        let old = self.ghost.take();
        let rests = |ghost: &Ghost| ghost.items[ghost.at].rest.clone();
        let before = old.as_ref().map(rests);
        // Who chose one keeps it where it is still among them.
        let chosen = old.as_ref().is_some_and(|it| it.chosen);
        let at = before.as_ref().filter(|_| chosen).and_then(|old| items.iter().position(|it| it.rest == *old));
        let untold = self.timeline.quickly;
        self.ghost = Some(Ghost { items, at: at.unwrap_or(0), chosen: at.is_some(), untold });
        let was_told = old.as_ref().is_some_and(|it| !it.untold);
        match before {
            Some(before) if Some(before.as_str()) == self.shown() && was_told => {
                self.see(Seen::Through { keys: 0, answers: 1 });
            }
            Some(before) if Some(before.as_str()) != self.shown() => {
                self.timeline.see(Seen::Replaced, format!("\u{27e6}{}\u{27e7} by:", drawn(&before)));
                self.see(Seen::Shown);
            }
            _ => {
                let told = json!({ "item": told[0] });
                self.wire.notify("textDocument/didShowCompletion", &told);
                self.see(Seen::Shown);
            }
        }
    }

    fn hide(&mut self, why: &'static str) {
        if self.ghost.take().is_some_and(|it| !it.untold) {
            self.see(Seen::Gone(why));
        }
    }

    /// Writes down what is to be seen on the line now.
    fn see(&mut self, seen: Seen) {
        let shown = match &self.ghost {
            Some(ghost) => {
                let number = if ghost.items.len() > 1 {
                    format!("   ({} of {})", ghost.at + 1, ghost.items.len())
                } else {
                    String::new()
                };
                (format!("\u{27e6}{}\u{27e7}", drawn(&ghost.items[ghost.at].rest)), number)
            }
            None => ("\u{2038}".to_owned(), String::new()),
        };
        let buffer = self.buffer();
        let line = format!("{}{}{}{}", buffer.line_left(), shown.0, buffer.line_right(), shown.1);
        self.timeline.see(seen, line);
    }
}

/// Puts the model's address where the session says `MODEL`.
fn with_address(settings: &Value, address: &str) -> Value {
    serde_json::from_str(&settings.to_string().replace("\"MODEL\"", &format!("\"{address}\""))).unwrap_or_default()
}

fn merge(all: &mut Value, new: &Value) {
    match (all, new) {
        (Value::Object(all), Value::Object(new)) => {
            for (name, value) in new {
                merge(all.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (all, new) => all.clone_from(new),
    }
}
