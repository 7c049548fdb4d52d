//! `generate --stream`: JSON lines as they come, our own answer first, so that nobody waits for a model to see something.

use super::asking::{Asked, Asking, Asks, without};
use super::{outcome, shown, silence};
use crate::cli::Outcome;
use crate::model::Failure;
use caro_core::generate::question::Question;
use caro_core::generate::{Candidate, Suggestion};
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

pub(super) fn run(asking: &mut Asking, prompt: &str, out: &mut dyn Write) -> io::Result<Outcome> {
    let Asking { terms, source, messages } = asking;
    for message in messages.drain(..) {
        line(out, "failed", json!({ "message": message }))?;
    }
    if source.is_some() {
        let ours = terms.answers(prompt, &mut |_| Ok(Vec::new()))?;
        let ours = ours.unwrap_or_default();
        answer(out, prompt, &ours, terms.question(prompt, &ours).as_ref(), false)?;
    }
    let found = terms.answers(prompt, &mut |asks| match source {
        Some(asked) => ask(asked, asks, out),
        None => Ok(Vec::new()),
    })?;
    let suggestions = found.unwrap_or_else(|words| {
        crate::cli::complain(&silence(&words));
        Vec::new()
    });
    answer(out, prompt, &suggestions, terms.question(prompt, &suggestions).as_ref(), true)?;
    Ok(outcome(&suggestions))
}

/// Asks, and says meanwhile how far it is.
fn ask(asked: &Asked, asks: &Asks<'_>, out: &mut dyn Write) -> io::Result<Vec<Candidate>> {
    let began = Instant::now();
    let (sender, receiver) = mpsc::channel();
    let (kind, name) = (asked.kind, asked.name.as_str());
    let found = thread::scope(|scope| {
        // Whoever does not listen any more has left.
        scope.spawn(move || drop(sender.send(asked.candidates(asks))));
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
    match found {
        Ok(others) => Ok(others),
        Err(failure) => {
            line(out, "failed", json!({ "source": kind, "name": name, "message": without(&failure.message) }))?;
            Ok(Vec::new())
        }
    }
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

fn answer(
    out: &mut dyn Write,
    prompt: &str,
    suggestions: &[Suggestion],
    question: Option<&Question>,
    is_final: bool,
) -> io::Result<()> {
    let mut fields = Map::from_iter([("final".to_owned(), json!(is_final)), ("prompt".to_owned(), json!(prompt))]);
    fields.extend(shown::fields(suggestions, question));
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
