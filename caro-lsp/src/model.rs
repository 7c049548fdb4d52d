//! Where answers beside our own come from: a model on this machine, through the model host, or a server that the user
//! names. What they say becomes candidates; whether those are shown is decided by core.

use caro_core::generate::ask::{Ask, ask};
use caro_core::generate::{Candidate, Request, answer};
use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

mod local;
mod remote;

/// The most answers that are drawn for one wish.
const MOST_ANSWERS: u32 = 4;
/// The longest answer, in tokens: a command line.
const MOST_TOKENS: u32 = 192;
/// About how many tokens a question may have.
const MOST_ASKED: usize = 1500;
/// After so many failures in a row nobody is asked any more.
const MOST_FAILURES: u32 = 3;

/// Whom to ask, in the user's words.
#[derive(Clone, Debug)]
pub(crate) enum Choice {
    /// A model on this machine.
    Model(Wanted),
    /// A server.
    Server {
        /// Its address.
        address: String,
        /// Which of its models; without a name, its only one.
        model: Option<String>,
        /// The variable that holds the key.
        key: Option<String>,
    },
}

/// Which model on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One of the store.
    Name(String),
    /// A file.
    File(PathBuf),
}

impl Wanted {
    /// What a user means: a path where it looks like one.
    pub(crate) fn read(text: &str) -> Self {
        let is_path = text.contains(std::path::is_separator) || text.to_ascii_lowercase().ends_with(".gguf");
        if is_path { Self::File(text.into()) } else { Self::Name(text.to_owned()) }
    }
}

/// A source of candidates. Nothing is started or sent before it is asked.
pub(crate) struct Source {
    asked: Asked,
    budget: Duration,
    failures: Cell<u32>,
}

enum Asked {
    Local(local::Local),
    Remote(Box<remote::Remote>),
}

/// What an answer must be to count: complete. The beginning of a command can do what the whole does not.
struct Answers {
    complete: Vec<String>,
    /// How many others there were.
    broken_off: usize,
}

impl Source {
    /// A source; an error is one sentence: what, where and what to do.
    pub(crate) fn new(choice: Choice, budget: Duration) -> Result<Self, String> {
        let asked = match choice {
            Choice::Model(wanted) => Asked::Local(local::Local::new(&wanted, budget)?),
            Choice::Server { address, model, key } => {
                Asked::Remote(Box::new(remote::Remote::new(&address, model.as_deref(), key, budget)?))
            }
        };
        Ok(Self { asked, budget, failures: Cell::new(0) })
    }

    /// What it proposes for a wish, the likeliest first, within its time; an error as above. Nothing of the wish is in it.
    pub(crate) fn candidates(&self, request: &Request<'_>, most: usize) -> Result<Vec<Candidate>, String> {
        if self.failures.get() >= MOST_FAILURES {
            return Ok(Vec::new());
        }
        let found = self.ask(request, most);
        self.failures.set(if found.is_ok() { 0 } else { self.failures.get() + 1 });
        match found {
            Err(message) if self.failures.get() == MOST_FAILURES => {
                Err(format!("{message}; that was the third time in a row: it is not asked again"))
            }
            other => other,
        }
    }

    fn ask(&self, request: &Request<'_>, most: usize) -> Result<Vec<Candidate>, String> {
        let ask: Ask = ask(request, None, &[], answer::Form::Line, MOST_ASKED);
        let most = u32::try_from(most).unwrap_or(MOST_ANSWERS).clamp(1, MOST_ANSWERS);
        let (source, answers) = match &self.asked {
            Asked::Local(local) => ("model", local.ask(&ask, most)?),
            Asked::Remote(remote) => ("server", remote.ask(&ask)?),
        };
        if answers.complete.is_empty() && answers.broken_off > 0 {
            let seconds = self.budget.as_secs_f32();
            return Err(format!(
                "the {source} was not done with its answer within {seconds} s or {MOST_TOKENS} tokens"
            ));
        }
        let commands = answers.complete.iter().flat_map(|it| answer::commands(it, request.dialect, answer::Form::Line));
        Ok(commands.map(|command| Candidate { command, confidence: 1.0, prose: false, source }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_name() {
        assert_eq!(Wanted::read("qwen2.5-coder-0.5b"), Wanted::Name("qwen2.5-coder-0.5b".to_owned()));
        for path in ["./a", "/m/a.bin", "a.GGUF"] {
            assert_eq!(Wanted::read(path), Wanted::File(path.into()));
        }
    }

    #[test]
    #[cfg(feature = "local-models")]
    fn a_file_that_is_not_there_is_said_so() {
        let choice = Choice::Model(Wanted::File("/nowhere/a.gguf".into()));
        let message = Source::new(choice, Duration::from_secs(1)).err().unwrap();
        assert!(message.contains("/nowhere/a.gguf"), "{message}");
    }
}
