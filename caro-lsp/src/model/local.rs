//! A model on this machine, asked through the model host, which is this same program as a process of its own.

use super::{Advice, Answers, Asking, Failure, Held, Loading, Question, Said, Talk, Trouble, Wanted};
use caro_core::generate::answer;
use caro_host::Options;
use caro_host::client::{Client, Event, Launch, Patience, State};
use caro_host::protocol::{End, FailureKind, Form, ModelState, Prompt, Request, Shape};
use caro_models::{Guard, Store, folder, gguf};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

/// With a smaller context, the rules have no room of their own: they are shortened.
const SMALL: u32 = 1024;
/// How long a host may take to say how it is.
const HEALTH: Duration = Duration::from_millis(500);
/// How long a request may wait beside its own time: a large model is loaded from a slow disk.
const LOADING: Duration = Duration::from_mins(2);

pub(super) struct Local {
    client: Client,
    shown: String,
    advice: Advice,
    /// Whether the model has a chat template of its own; else it goes on with a text.
    chats: bool,
    /// Whether its context is too small for all of the rules.
    is_small: bool,
    /// Keeps the model in the store while it is asked.
    _guard: Option<Guard>,
}

impl std::fmt::Debug for Local {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Local({})", self.shown)
    }
}

impl Local {
    /// The model is looked at, and not loaded yet.
    pub(super) fn new(wanted: &Wanted, held: Held, advice: Advice) -> Result<Self, Failure> {
        if !cfg!(feature = "local-models") {
            let message = format!("this build of caro-lsp has no local models: {}", advice.server());
            return Err(Failure::new(Trouble::Missing, message));
        }
        let failed = |message: String| Failure::new(Trouble::Failed, message);
        let (path, guard) = find(wanted)?;
        let header = gguf::read(&path).map_err(|error| {
            Failure::new(if path.exists() { Trouble::Failed } else { Trouble::Missing }, error.to_string())
        })?;
        let context = u32::try_from(header.context).unwrap_or(held.context).clamp(1, held.context.max(1));
        let program = std::env::current_exe().map_err(|error| {
            failed(format!("the model host cannot be started: our own program is not found: {error}"))
        })?;
        let shown = match wanted {
            Wanted::Name(name) => name.clone(),
            Wanted::File(_) => path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned()),
        };
        let launch = Launch {
            program,
            words: vec!["host".into()],
            options: Options { context, threads: held.threads, idle: held.idle, ..Options::new(path) },
            patience: Patience { answer: LOADING, ..Patience::default() },
        };
        // What a notice says is in the failure of the request, too.
        let client = Client::new(launch, drop)
            .map_err(|error| failed(format!("the model host cannot be asked: no thread: {error}")))?;
        Ok(Self { client, shown, advice, chats: header.has_chat_template, is_small: context < SMALL, _guard: guard })
    }

    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) fn state(&self) -> State {
        self.client.state()
    }

    pub(super) fn loading(&self) -> Option<Loading> {
        match self.client.state() {
            State::Connected { .. } => {
                let health = self.client.health(HEALTH)?;
                match health.model {
                    ModelState::Loading => Some(Loading::Loading(health.loaded_percent)),
                    ModelState::Ready(_) | ModelState::Failed { .. } => None,
                }
            }
            State::Starting | State::Cold => Some(Loading::Starting),
            State::Resting(_) | State::GivenUp(_) => None,
        }
    }

    pub(super) fn ask_again(&self) {
        self.client.ask_again();
    }

    pub(super) fn shut_down(&self) {
        self.client.shutdown_host();
    }

    pub(super) fn start(&self, question: &Question, mut hear: impl FnMut(Said) + Send + 'static) -> Asking {
        let milliseconds = u64::try_from(question.budget.as_millis()).unwrap_or(u64::MAX);
        let request = Request {
            document: question.document.clone(),
            prompt: prompt(&question.talk, self.chats, self.is_small),
            form: if self.chats { Form::Chat } else { Form::Raw },
            shape: match question.form {
                Some(answer::Form::Line) => Shape::Command,
                Some(answer::Form::Block) => Shape::Block,
                None => Shape::Free,
            },
            answers: question.answers(),
            most_tokens: question.most_tokens(),
            prompt_ms: milliseconds,
            answer_ms: milliseconds,
            ..Request::default()
        };
        let advice = self.advice;
        let ticket = self.client.complete(request, move |event| match event {
            Event::Piece { .. } => hear(Said::More),
            Event::Done { answers, .. } => {
                let all = answers.len();
                let complete: Vec<String> =
                    answers.into_iter().filter(|it| it.end == End::Finished).map(|it| it.text).collect();
                hear(Said::Done(Ok(Answers { broken_off: all - complete.len(), complete })));
            }
            Event::Failed { kind, message } => hear(Said::Done(Err(advised(kind, &message, advice)))),
            Event::Cancelled(_) => {
                let message = "the model host ended before it answered: ask again";
                hear(Said::Done(Err(Failure::new(Trouble::Failed, message))));
            }
        });
        Asking { cancel: Some(Box::new(move || ticket.cancel())) }
    }

    pub(super) fn too_slow(&self, budget: Duration) -> String {
        let seconds = budget.as_secs_f32();
        let what = match self.client.state() {
            State::Connected { .. } => "the model did not answer",
            _ => "the model host was not ready",
        };
        format!("{what} within {seconds} s; it stays loaded for a while: ask again, or {}", self.advice.budget())
    }
}

/// The file, and what keeps it where it is.
fn find(wanted: &Wanted) -> Result<(PathBuf, Option<Guard>), Failure> {
    let missing = |message: String| Failure::new(Trouble::Missing, message);
    let name = match wanted {
        Wanted::File(path) => {
            let path = std::path::absolute(path).map_err(|error| missing(format!("{}: {error}", path.display())))?;
            return Ok((path, None));
        }
        Wanted::Name(name) => name,
    };
    let folder = folder::of_this_user()
        .ok_or_else(|| missing("there is no home folder to look for models in; set HOME".to_owned()))?;
    let store = Store::existing(folder).map_err(|it| missing(it.to_string()))?;
    let store = store
        .ok_or_else(|| missing(format!("{name}: there are no models here; get one with caro-lsp models download")))?;
    let model = store.model(name).map_err(|it| missing(it.to_string()))?;
    let guard = store.hold(&model).map_err(|it| missing(it.to_string()))?;
    Ok((guard.path().to_owned(), Some(guard)))
}

/// The parts as the host wants them: what is the same for all wishes first, so that it is read once.
fn prompt(talk: &Talk, chats: bool, is_small: bool) -> Prompt {
    let blank = if chats && !is_small { "" } else { "\n\n" };
    let rules = format!("{}{blank}", talk.system);
    let mut shown = String::new();
    for (question, answer) in &talk.shown {
        let _ = write!(shown, "{question}\n{} {answer}\n\n", talk.begins);
    }
    // What is fixed stays whole; the context is shortened where there is no room.
    let (fixed, context) = if is_small { (String::new(), rules) } else { (rules, shown) };
    let end = if chats { String::new() } else { format!("\n{}", talk.begins) };
    Prompt { fixed, context, rest: talk.question.clone(), end }
}

fn advised(kind: FailureKind, message: &str, advice: Advice) -> Failure {
    let (trouble, more) = match kind {
        FailureKind::TooLong => (Trouble::Failed, "; take a model with a larger context".to_owned()),
        FailureKind::PromptTime => (Trouble::Slow, format!("; {}, or take a smaller model", advice.budget())),
        FailureKind::Busy => (Trouble::Slow, "; ask later".to_owned()),
        FailureKind::Died | FailureKind::Resting | FailureKind::Engine => {
            (Trouble::Failed, "; caro-lsp doctor says more".to_owned())
        }
        _ => (Trouble::Failed, String::new()),
    };
    Failure::new(trouble, format!("{message}{more}"))
}
