//! The one thread that owns the model: loads it, then answers requests one after the other.

use crate::identity::Identity;
use crate::options::Options;
use crate::protocol::{FailureKind, ModelState};
use crate::queue::Queue;
use crate::status::Status;
use llama_cpp_2::llama_backend::LlamaBackend;

mod answer;
mod cells;
mod complaints;
mod cores;
mod load;
mod memory;
mod pick;
mod prefixes;
mod prompt;
mod text;

/// Why something could not be done, in a whole sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    kind: FailureKind,
    message: String,
}

impl Failure {
    fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

/// As llama.cpp counts. What it counts is bounded far below.
fn signed(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Answers until the queue is closed. A model that cannot be loaded is an answer, too.
pub(crate) fn run(options: &Options, identity: &Identity, queue: &Queue, status: &Status) {
    // Its first step already uses what a processor may lack, and would end the process.
    let answered = cores::suffice()
        .and_then(|()| {
            complaints::listen();
            LlamaBackend::init()
                .map_err(|error| Failure::new(FailureKind::Engine, format!("llama.cpp does not start: {error}")))
        })
        .and_then(|backend| {
            let loaded = load::load(&backend, options, identity, status)?;
            let mut cells = loaded.cells(&backend, options, identity, status)?;
            let mut facts = loaded.facts.clone();
            facts.restored_tokens = cells.restore_newest() as u32;
            status.set_model(ModelState::Ready(Box::new(facts)));
            while let Some(job) = queue.next() {
                answer::answer(&loaded, &mut cells, &job);
                cells.save_prefix();
            }
            Ok(())
        });
    if let Err(failure) = answered {
        status.set_model(ModelState::Failed { kind: failure.kind, message: failure.message.clone() });
        while let Some(job) = queue.next() {
            job.reply.fail(failure.kind, failure.message.clone());
        }
    }
}
