//! `generate --stream`: JSON lines as they come, our own answer first, so that nobody waits for a model to see something.

use super::asking::{Asking, without};
use super::{outcome, shown};
use crate::cli::Outcome;
use crate::model::Failure;
use caro_core::generate::{Suggestion, generate, generate_with};
use caro_host::client::running;
use caro_host::place::run_folder;
use caro_host::protocol::ModelState;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is said that a model still works.
const TICK: Duration = Duration::from_millis(500);
/// A host that is busy is not waited for.
const HOST_ANSWERS: Duration = Duration::from_millis(100);

pub(super) fn run(asking: &Asking, prompt: &str, out: &mut dyn Write) -> io::Result<Outcome> {
    let (asked, message, terms) = asking.apart();
    if let Some(message) = message {
        line(out, "failed", json!({ "message": message }))?;
    }
    let request = terms.request(prompt);
    let Some(asked) = asked else {
        let suggestions = generate(&request, terms.most);
        answer(out, prompt, &suggestions, true)?;
        return Ok(outcome(&suggestions));
    };
    answer(out, prompt, &generate(&request, terms.most), false)?;
    let began = Instant::now();
    let (sender, receiver) = mpsc::channel();
    let (kind, name) = (asked.kind, asked.name.as_str());
    let found = thread::scope(|scope| {
        let request = &request;
        // Whoever does not listen any more has left.
        scope.spawn(move || drop(sender.send(asked.candidates(request, terms.most))));
        loop {
            let elapsed = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            let state = if kind == "model" { state() } else { "asked" };
            line(out, "progress", json!({ "source": kind, "name": name, "state": state, "elapsed_ms": elapsed }))?;
            match receiver.recv_timeout(TICK) {
                Ok(found) => return Ok::<_, io::Error>(found),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Ok(Err(Failure::failed(format!("asking the {kind} failed"))));
                }
            }
        }
    })?;
    let others = match found {
        Ok(others) => others,
        Err(failure) => {
            line(out, "failed", json!({ "source": kind, "name": name, "message": without(&failure.message) }))?;
            Vec::new()
        }
    };
    let suggestions = generate_with(&request, terms.most, others);
    answer(out, prompt, &suggestions, true)?;
    Ok(outcome(&suggestions))
}

/// What a model host is doing; where several run it is not known which one is asked.
fn state() -> &'static str {
    let hosts = run_folder().map_or(Vec::new(), |it| running(&it, HOST_ANSWERS));
    match &hosts[..] {
        [] => "starting",
        [host] => match host.model {
            ModelState::Loading => "loading",
            ModelState::Ready(_) => "thinking",
            ModelState::Failed { .. } => "asked",
        },
        _ => "asked",
    }
}

fn answer(out: &mut dyn Write, prompt: &str, suggestions: &[Suggestion], is_final: bool) -> io::Result<()> {
    let mut fields = Map::from_iter([("final".to_owned(), json!(is_final)), ("prompt".to_owned(), json!(prompt))]);
    fields.extend(shown::fields(suggestions));
    line(out, "answer", Value::Object(fields))
}

/// One line, which is on its way before the next thing happens.
fn line(out: &mut dyn Write, event: &str, fields: Value) -> io::Result<()> {
    let mut all = Map::from_iter([("event".to_owned(), json!(event))]);
    if let Value::Object(fields) = fields {
        all.extend(fields);
    }
    writeln!(out, "{}", Value::Object(all))?;
    out.flush()
}
