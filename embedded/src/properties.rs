//! What holds for every request, whatever it asks for: shown on templates, on requests of other people and on chance.

mod bounds;
mod chance;
mod phrasing;
mod positions;
mod salads;
mod templates;
mod values;

use crate::{Request, propose};
use chance::Chance;
use std::io::Write as _;

/// The best answer at the default threshold, with its confidence.
fn answer(text: &str) -> Option<(String, f32)> {
    let best = propose(&Request { text, ..Request::default() }).into_iter().next()?;
    (best.confidence >= 0.55).then_some((best.command, best.confidence))
}

/// Requests of people who never saw the generator.
fn of_others() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/answers");
    let entries = std::fs::read_dir(format!("{folder}/tasks")).expect("the folder of the tasks can be read");
    let mut files: Vec<_> = entries.map(|it| it.expect("a folder entry can be read").path()).collect();
    files.push(format!("{folder}/texts.jsonl").into());
    files.sort();
    let mut requests = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(file).expect("a file of tasks is text").lines() {
            let task: serde_json::Value = serde_json::from_str(line).expect("a line is a task");
            requests.push(task["request"].as_str().expect("a task has a request").to_owned());
        }
    }
    requests
}

/// Past what the test harness keeps back, so that it is seen even where the test passes.
fn show(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).expect("standard error can be written");
}

/// Fails where more than `allowed` of `count` cases broke; shows the first of them.
#[track_caller]
fn at_most(allowed: usize, broken: &[String], count: usize, what: &str) {
    let first: Vec<&str> = broken.iter().take(40).map(String::as_str).collect();
    show(&format!("\n{what}: {} of {count} broke (at most {allowed})\n", broken.len()));
    assert!(broken.len() <= allowed, "{what}: {} of {count}\n{}", broken.len(), first.join("\n"));
}
