//! Where answers beside our own come from: a model on this machine, through the model host, or a server that the user
//! names. What they say becomes candidates; whether those are shown is decided by core.

use caro_core::Document;
use caro_core::explain::told;
use caro_core::generate::again::Again;
use caro_core::generate::ask::{Ask, ask, ask_again, examples};
use caro_core::generate::{Candidate, Request, answer};
use caro_core::script::Dialect;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

mod advice;
mod local;
mod remote;

pub(crate) use advice::Advice;

/// The most answers that are drawn for one wish.
const MOST_ANSWERS: u32 = 4;
/// The longest answer, in tokens: a command line.
const MOST_TOKENS: u32 = 192;
/// The longest answer of several lines, in tokens.
const MOST_TOKENS_OF_BLOCK: u32 = 384;
/// About how many tokens a question may have.
const MOST_ASKED: usize = 1500;
/// The same for ghost text: reading a long script takes a processor seconds.
const MOST_ASKED_AT_PLACE: usize = 900;
/// How many wishes with their answers are shown to a model: each takes a processor a moment to read.
const MOST_EXAMPLES: usize = 3;
/// After so many failures in a row nobody is asked any more.
const MOST_FAILURES: u32 = 3;

/// Whom to ask, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// A model on this machine.
    Model {
        /// Which one.
        wanted: Wanted,
        /// How it is held.
        held: Held,
    },
    /// A server.
    Server {
        /// Its address.
        address: String,
        /// Which of its models; without a name, its only one.
        model: Option<String>,
        /// Where its key comes from.
        key: Key,
    },
}

/// How the host shall hold a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// Tokens of context at most.
    pub(crate) context: u32,
    /// Threads; 0 for one on each physical core but one.
    pub(crate) threads: u32,
    /// How long without a question.
    pub(crate) idle: Duration,
}

impl Default for Held {
    fn default() -> Self {
        Self { context: 4096, threads: 0, idle: Duration::from_mins(10) }
    }
}

/// Where a server's key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// It wants none.
    None,
    /// A variable of the environment.
    Variable(String),
    /// A command that prints it.
    Command(Vec<String>),
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

/// What stands in the way of an answer, for a program that decides what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no such model here.
    Missing,
    /// The server is not reached.
    Offline,
    /// There was not enough time; later there may be.
    Slow,
    /// Anything else.
    Failed,
}

/// No answer; one sentence for people: what, where and what to do. Nothing of the wish is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) trouble: Trouble,
    pub(crate) message: String,
}

impl Failure {
    fn new(trouble: Trouble, message: impl Into<String>) -> Self {
        Self { trouble, message: message.into() }
    }

    /// One that nothing else is known of.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::new(Trouble::Failed, message)
    }
}

/// What is said to a model. It shows itself to no log.
struct Talk {
    /// The rules.
    system: String,
    /// Questions with their answers.
    shown: Vec<(String, String)>,
    /// What is asked.
    question: String,
    /// What an answer begins with, for models that go on with a text: `Command:`.
    begins: &'static str,
}

impl Talk {
    fn of(ask: &Ask) -> Self {
        let shown = ask.examples.iter().map(|it| (Ask::example_question(it), it.command.clone())).collect();
        Self { system: ask.system.clone(), shown, question: ask.question(), begins: "Command:" }
    }
}

/// What a source is asked.
pub(crate) struct Question {
    talk: Talk,
    /// The shell of the answer.
    dialect: Dialect,
    /// One line or several; none for words.
    form: Option<answer::Form>,
    /// How many answers, where the source can give several.
    answers: usize,
    /// For whom: a newer question takes the place of an older one for the same.
    document: String,
    /// How long it may take.
    budget: Duration,
}

impl Question {
    /// A question for a wish, or for a few words more about an earlier answer to it; with the lines around its place, where it
    /// has one. `None` where that must not be told.
    pub(crate) fn of(
        request: &Request<'_>,
        earlier: Option<(&str, &str)>,
        place: Option<(&Document, usize)>,
        answers: usize,
        name: String,
        budget: Duration,
    ) -> Option<Self> {
        let (shown, form) = (examples(request, MOST_EXAMPLES), answer::Form::Line);
        let ask = match earlier {
            None => ask(request, place, &shown, form, MOST_ASKED),
            Some((command, words)) => ask_again(request, command, words, place, &shown, form, MOST_ASKED)?,
        };
        Some(Self { talk: Talk::of(&ask), dialect: request.dialect, form: Some(form), answers, document: name, budget })
    }

    /// A question for ghost text.
    pub(crate) fn at(
        request: &Request<'_>,
        place: (&Document, usize),
        form: answer::Form,
        name: String,
        budget: Duration,
    ) -> Self {
        let ask = ask(request, Some(place), &examples(request, MOST_EXAMPLES), form, MOST_ASKED_AT_PLACE);
        Self { talk: Talk::of(&ask), dialect: request.dialect, form: Some(form), answers: 1, document: name, budget }
    }

    /// How long it may take.
    pub(crate) fn budget(&self) -> Duration {
        self.budget
    }

    fn answers(&self) -> u32 {
        u32::try_from(self.answers).unwrap_or(MOST_ANSWERS).clamp(1, MOST_ANSWERS)
    }

    fn most_tokens(&self) -> u32 {
        if self.form == Some(answer::Form::Block) { MOST_TOKENS_OF_BLOCK } else { MOST_TOKENS }
    }
}

/// What is heard of a question.
#[derive(Debug)]
pub(crate) enum Heard {
    /// The answer grows. What it says is not shown: it is not checked yet.
    More,
    /// The last word. It comes once; where it cannot, the function is dropped without it.
    Done(Result<Vec<Candidate>, Failure>),
}

/// A question on its way; dropping it takes it back.
pub(crate) struct Asking {
    /// Takes it back.
    cancel: Option<Box<dyn FnOnce() + Send>>,
}

impl std::fmt::Debug for Asking {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Asking")
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel();
        }
    }
}

/// A source of candidates. Nothing is started or sent before it is asked.
#[derive(Debug)]
pub(crate) struct Source {
    asked: Asked,
    failures: AtomicU32,
    next: AtomicU32,
}

#[derive(Debug)]
enum Asked {
    Local(local::Local),
    Remote(remote::Remote),
}

/// What an answer must be to count: complete. The beginning of a command can do what the whole does not.
struct Answers {
    complete: Vec<String>,
    /// How many others there were.
    broken_off: usize,
}

impl Source {
    /// A source. It looks at a model's file, and loads nothing.
    pub(crate) fn new(choice: &Choice, advice: Advice) -> Result<Self, Failure> {
        let asked = match choice {
            Choice::Model { wanted, held } => Asked::Local(local::Local::new(wanted, *held, advice)?),
            Choice::Server { address, model, key } => {
                Asked::Remote(remote::Remote::new(address, model.as_deref(), key, advice)?)
            }
        };
        Ok(Self { asked, failures: AtomicU32::new(0), next: AtomicU32::new(0) })
    }

    /// `model` or `server`, as candidates name it.
    pub(crate) fn name(&self) -> &'static str {
        match self.asked {
            Asked::Local(_) => "model",
            Asked::Remote(_) => "server",
        }
    }

    /// A request as it may be put to this source: what the user took before stays on this machine.
    pub(crate) fn may_see<'a>(&self, request: Request<'a>) -> Request<'a> {
        match self.asked {
            Asked::Local(_) => request,
            Asked::Remote(_) => Request { again: Again::default(), ..request },
        }
    }

    /// What a status shows: the model's name, or the server's place.
    pub(crate) fn place(&self) -> String {
        match &self.asked {
            Asked::Local(local) => local.shown().to_owned(),
            Asked::Remote(remote) => remote.place(),
        }
    }

    /// How the model is; nothing for a server.
    pub(crate) fn state(&self) -> Option<caro_host::client::State> {
        match &self.asked {
            Asked::Local(local) => Some(local.state()),
            Asked::Remote(_) => None,
        }
    }

    /// How much of the model is loaded; nothing once it is, and for a server. Waits a moment for the host's word.
    pub(crate) fn loading(&self) -> Option<Loading> {
        match &self.asked {
            Asked::Local(local) => local.loading(),
            Asked::Remote(_) => None,
        }
    }

    /// Forgets what went wrong.
    pub(crate) fn ask_again(&self) {
        self.failures.store(0, Ordering::Relaxed);
        if let Asked::Local(local) = &self.asked {
            local.ask_again();
        }
    }

    /// Ends the model's process, for all editors; the next question starts another.
    pub(crate) fn shut_down(&self) {
        if let Asked::Local(local) = &self.asked {
            local.shut_down();
        }
    }

    /// Asks. What is heard comes from another thread, to a function that must not wait.
    pub(crate) fn start(&self, question: &Question, mut hear: impl FnMut(Heard) + Send + 'static) -> Asking {
        let (source, dialect, form) = (self.name(), question.dialect, question.form);
        self.start_talk(question, move |said| match said {
            Said::More => hear(Heard::More),
            Said::Done(found) => hear(Heard::Done(found.map(|it| candidates(&it, source, dialect, form)))),
        })
    }

    fn start_talk(&self, question: &Question, mut hear: impl FnMut(Said) + Send + 'static) -> Asking {
        let (source, budget, most_tokens) = (self.name(), question.budget, question.most_tokens());
        let hear = move |said: Said| match said {
            Said::Done(Ok(answers)) if answers.complete.is_empty() && answers.broken_off > 0 => {
                let seconds = budget.as_secs_f32();
                let message =
                    format!("the {source} was not done with its answer within {seconds} s or {most_tokens} tokens");
                hear(Said::Done(Err(Failure::new(Trouble::Slow, message))));
            }
            said => hear(said),
        };
        match &self.asked {
            Asked::Local(local) => local.start(question, hear),
            Asked::Remote(remote) => remote.start(question, hear),
        }
    }

    /// Asks for a wish, or for a few words more about an earlier answer to it, and waits for what is proposed, the likeliest
    /// first; nothing where it must not be told.
    pub(crate) fn candidates(
        &self,
        request: &Request<'_>,
        earlier: Option<(&str, &str)>,
        most: usize,
        budget: Duration,
    ) -> Result<Vec<Candidate>, Failure> {
        let request = self.may_see(request.clone());
        let question = Question::of(&request, earlier, None, most, self.document(), budget);
        let Some(question) = question else { return Ok(Vec::new()) };
        let answers = self.wait(&question)?;
        Ok(candidates(&answers, self.name(), question.dialect, question.form))
    }

    /// Asks for words about a command, and waits for them. They are not checked yet.
    pub(crate) fn words(&self, asked: &told::Question, budget: Duration) -> Result<Option<String>, Failure> {
        let talk = Talk {
            system: asked.system.to_owned(),
            shown: asked.examples.clone(),
            question: asked.text.clone(),
            begins: "Summary:",
        };
        let document = self.document();
        let question = Question { talk, dialect: Dialect::default(), form: None, answers: 1, document, budget };
        Ok(self.wait(&question)?.complete.into_iter().next())
    }

    /// Other calls ask for other wishes: none of them takes this one's place.
    fn document(&self) -> String {
        format!("caro-lsp {} {}", std::process::id(), self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn wait(&self, question: &Question) -> Result<Answers, Failure> {
        if self.failures.load(Ordering::Relaxed) >= MOST_FAILURES {
            return Ok(Answers { complete: Vec::new(), broken_off: 0 });
        }
        let until = Instant::now() + question.budget;
        let (sender, receiver) = mpsc::channel();
        let asking = self.start_talk(question, move |it| drop(sender.send(it)));
        let found = loop {
            match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Said::More) => {}
                Ok(Said::Done(found)) => break found,
                Err(RecvTimeoutError::Timeout) => break Err(self.too_slow(question.budget)),
                Err(RecvTimeoutError::Disconnected) => {
                    break Err(Failure::new(Trouble::Failed, "nobody answers any more: ask again"));
                }
            }
        };
        drop(asking);
        if found.is_ok() {
            self.failures.store(0, Ordering::Relaxed);
            return found;
        }
        let count = self.failures.fetch_add(1, Ordering::Relaxed) + 1;
        found.map_err(|mut failure| {
            if count == MOST_FAILURES {
                failure.message.push_str("; that was the third time in a row: it is not asked again");
            }
            failure
        })
    }

    /// What is said when the time is over.
    pub(crate) fn too_slow(&self, budget: Duration) -> Failure {
        let message = match &self.asked {
            Asked::Local(local) => local.too_slow(budget),
            Asked::Remote(remote) => remote.too_slow(budget),
        };
        Failure::new(Trouble::Slow, message)
    }
}

/// How far a model is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loading {
    /// Its process is being started.
    Starting,
    /// In percent.
    Loading(u8),
}

fn candidates(answers: &Answers, source: &'static str, dialect: Dialect, form: Option<answer::Form>) -> Vec<Candidate> {
    let Some(form) = form else { return Vec::new() };
    let commands = answers.complete.iter().flat_map(|it| answer::commands(it, dialect, form));
    commands.map(|command| Candidate { command, confidence: 1.0, prose: false, source }).collect()
}

/// What a source says before it is understood.
enum Said {
    More,
    Done(Result<Answers, Failure>),
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
        let wanted = Wanted::File("/nowhere/a.gguf".into());
        let choice = Choice::Model { wanted, held: Held::default() };
        let failure = Source::new(&choice, Advice::Flags).err().unwrap();
        assert!(failure.message.contains("/nowhere/a.gguf"), "{failure:?}");
        assert_eq!(failure.trouble, Trouble::Missing);
    }
}
