//! Requests with their right answers, written by people who never saw the generator, and how its answers to them were graded.
//!
//! `tests/answers/tasks/*.jsonl` are in the judge's form (what a command must do), `texts.jsonl` are requests that no sandbox
//! can grade (which texts are right). `cargo xtask answers` grades both and writes `graded.jsonl`, a line for each request.

use caro_core::generate::{Request, Suggestion, generate};
use caro_core::script::Dialect;
use caro_core::target::Platform;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A request of somebody who wants a command.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its name: the set, the area and a number.
    pub id: String,
    /// The file it comes from: `c`, `texts`.
    pub set: String,
    /// What it is about: `find`, `git`.
    pub area: String,
    /// How it is said: `terse`, `polite`.
    pub style: String,
    /// The user's words.
    pub request: String,
    /// The texts that are right, where texts decide and not what a command does.
    pub accepted: Vec<String>,
}

/// How an answer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It does what a right one does.
    Strict,
    /// It does, but for what nobody asked for: columns, owners, times.
    Lenient,
    /// It does something else.
    Wrong,
    /// It is one of the texts that are right.
    Accepted,
    /// It is none of them, which is no proof that it is wrong.
    Other,
    /// There was no answer.
    Silent,
}

impl Verdict {
    const ALL: [(Self, &str); 6] = [
        (Self::Strict, "strict"),
        (Self::Lenient, "lenient"),
        (Self::Wrong, "wrong"),
        (Self::Accepted, "accepted"),
        (Self::Other, "other"),
        (Self::Silent, "silent"),
    ];

    /// As it is written in `graded.jsonl`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// The verdict of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|it| it.1 == name).map(|it| it.0)
    }

    /// Whether it answers the request.
    pub fn is_right(self) -> bool {
        matches!(self, Self::Strict | Self::Lenient | Self::Accepted)
    }
}

/// An answer with its verdict: a line of `graded.jsonl`.
#[derive(Clone, Debug)]
pub struct Graded {
    /// The task's name.
    pub id: String,
    /// The file it comes from.
    pub set: String,
    /// What it is about.
    pub area: String,
    /// How it is said.
    pub style: String,
    /// What the generator answered.
    pub command: Option<String>,
    /// How sure it was.
    pub confidence: f64,
    /// What came out.
    pub verdict: Verdict,
}

/// `tests/answers`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("answers")
}

/// The files of tasks that are graded by what a command does.
pub fn task_files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder().join("tasks")).expect("the folder of the tasks can be read");
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("a folder entry can be read").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "jsonl"));
    files.sort();
    files
}

/// Every task of a file.
pub fn read(file: &Path) -> Vec<Task> {
    let set = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let task = |it: Value| {
        let accepted = it["accepts"].as_array().into_iter().flatten().map(text).collect();
        let [id, area, style, request] = ["id", "area", "style", "request"].map(|name| text(&it[name]));
        Task { id, set: set.clone(), area, style, request, accepted }
    };
    lines(file).into_iter().map(task).collect()
}

/// Every task of ours: those that a sandbox grades, then those whose texts decide.
pub fn tasks() -> Vec<Task> {
    let mut tasks: Vec<Task> = task_files().iter().flat_map(|it| read(it)).collect();
    tasks.extend(read(&folder().join("texts.jsonl")));
    tasks
}

/// What was graded; nothing where nothing was graded yet.
pub fn graded() -> Vec<Graded> {
    let file = folder().join("graded.jsonl");
    let lines = if file.exists() { lines(&file) } else { Vec::new() };
    let one = |it: Value| {
        let [id, set, area, style, verdict] = ["id", "set", "area", "style", "verdict"].map(|name| text(&it[name]));
        let verdict = Verdict::named(&verdict).unwrap_or_else(|| panic!("{id} has no verdict that is known"));
        let command = it["command"].as_str().map(str::to_owned);
        Graded { id, set, area, style, command, confidence: it["confidence"].as_f64().unwrap_or(0.0), verdict }
    };
    lines.into_iter().map(one).collect()
}

/// The text of `graded.jsonl`.
pub fn written(graded: &[Graded]) -> String {
    let line = |it: &Graded| {
        let line = json!({
            "id": it.id, "set": it.set, "area": it.area, "style": it.style, "command": it.command,
            "confidence": it.confidence, "verdict": it.verdict.name(),
        });
        line.to_string()
    };
    graded.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// What the generator of this build answers first on GNU with bash, as the judge's machine has them.
pub fn answer(request: &str) -> Option<Suggestion> {
    generate(&Request::new(request, Dialect::Bash, Platform::Linux), 1).into_iter().next()
}

fn lines(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let line = |it: &str| serde_json::from_str(it).unwrap_or_else(|error| panic!("{}: {error}: {it}", file.display()));
    text.lines().filter(|it| !it.trim().is_empty()).map(line).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
