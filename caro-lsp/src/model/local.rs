//! A model on this machine, asked through the model host, which is this same program as a process of its own.

use super::{Answers, MOST_TOKENS, Wanted};
use caro_core::generate::ask::Ask;
use caro_host::Options;
use caro_host::client::{Client, Event, Launch, Patience, State};
use caro_host::protocol::{End, FailureKind, Form, Prompt, Request, Shape};
use caro_models::{Guard, Store, folder, gguf};
use std::cell::Cell;
use std::path::PathBuf;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// The most context that is asked for; a command line needs no more.
const CONTEXT: u32 = 4096;
/// With less, the rules have no room of their own: they are shortened.
const SMALL: u32 = 1024;

pub(super) struct Local {
    client: Client,
    budget: Duration,
    /// Whether the model has a chat template of its own; else it goes on with a text.
    chats: bool,
    /// Whether its context is too small for all of the rules.
    is_small: bool,
    next: Cell<u32>,
    /// Keeps the model in the store while it is asked.
    _guard: Option<Guard>,
}

impl Local {
    /// The model is looked at, and not loaded yet.
    pub(super) fn new(wanted: &Wanted, budget: Duration) -> Result<Self, String> {
        if !cfg!(feature = "local-models") {
            return Err("this build of caro-lsp has no local models: name a server with --server".to_owned());
        }
        let (path, guard) = find(wanted)?;
        let header = gguf::read(&path).map_err(|it| it.to_string())?;
        let context = u32::try_from(header.context).unwrap_or(CONTEXT).clamp(1, CONTEXT);
        let program = std::env::current_exe()
            .map_err(|error| format!("the model host cannot be started: our own program is not found: {error}"))?;
        let launch = Launch {
            program,
            words: vec!["host".into()],
            options: Options { context, ..Options::new(path) },
            // A host that is slow to start is not ended by who has no time: it answers the next one.
            patience: Patience { answer: budget, ..Patience::default() },
        };
        // What a notice says is in the failure of the request, too.
        let client =
            Client::new(launch, drop).map_err(|error| format!("the model host cannot be asked: no thread: {error}"))?;
        Ok(Self {
            client,
            budget,
            chats: header.has_chat_template,
            is_small: context < SMALL,
            next: Cell::new(0),
            _guard: guard,
        })
    }

    /// The answers, the likeliest first.
    pub(super) fn ask(&self, ask: &Ask, most: u32) -> Result<Answers, String> {
        let until = Instant::now() + self.budget;
        self.next.set(self.next.get() + 1);
        let milliseconds = u64::try_from(self.budget.as_millis()).unwrap_or(u64::MAX);
        let request = Request {
            // Other calls ask for other wishes: none of them takes this one's place.
            document: format!("caro-lsp generate {} {}", std::process::id(), self.next.get()),
            prompt: prompt(ask, self.chats, self.is_small),
            form: if self.chats { Form::Chat } else { Form::Raw },
            shape: Shape::Command,
            answers: most,
            most_tokens: MOST_TOKENS,
            prompt_ms: milliseconds,
            answer_ms: milliseconds,
            ..Request::default()
        };
        let (ticket, events) = self.client.ask(request);
        loop {
            match events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Event::Piece { .. }) => {}
                Ok(Event::Done { answers, .. }) => {
                    let all = answers.len();
                    let complete: Vec<String> =
                        answers.into_iter().filter(|it| it.end == End::Finished).map(|it| it.text).collect();
                    return Ok(Answers { broken_off: all - complete.len(), complete });
                }
                Ok(Event::Failed { kind, message }) => return Err(advised(kind, &message)),
                Ok(Event::Cancelled(_)) => {
                    return Err("the model host ended before it answered: ask again".to_owned());
                }
                Err(RecvTimeoutError::Timeout) => {
                    ticket.cancel();
                    return Err(self.too_slow());
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err("the model host went away before it answered: ask again".to_owned());
                }
            }
        }
    }

    fn too_slow(&self) -> String {
        let seconds = self.budget.as_secs_f32();
        let what = match self.client.state() {
            State::Connected { .. } => "the model did not answer",
            _ => "the model host was not ready",
        };
        format!(
            "{what} within {seconds} s; it stays loaded for a while: ask again, or give it longer with --budget SECONDS"
        )
    }
}

/// The file, and what keeps it where it is.
fn find(wanted: &Wanted) -> Result<(PathBuf, Option<Guard>), String> {
    let name = match wanted {
        Wanted::File(path) => {
            let path = std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))?;
            return Ok((path, None));
        }
        Wanted::Name(name) => name,
    };
    let folder = folder::of_this_user().ok_or("there is no home folder to look for models in; set HOME")?;
    let store = Store::existing(folder).map_err(|it| it.to_string())?;
    let store =
        store.ok_or_else(|| format!("{name}: there are no models here; get one with caro-lsp models download"))?;
    let model = store.model(name).map_err(|it| it.to_string())?;
    let guard = store.hold(&model).map_err(|it| it.to_string())?;
    Ok((guard.path().to_owned(), Some(guard)))
}

/// The parts as the host wants them: what is the same for all wishes first, so that it is read once.
fn prompt(ask: &Ask, chats: bool, is_small: bool) -> Prompt {
    let blank = if chats && !is_small { "" } else { "\n\n" };
    let rules = format!("{}{blank}", ask.system);
    // What is fixed stays whole; the context is shortened where there is no room.
    let (fixed, context) = if is_small { (String::new(), rules) } else { (rules, String::new()) };
    let end = if chats { String::new() } else { "\nCommand:".to_owned() };
    Prompt { fixed, context, rest: ask.question(), end }
}

fn advised(kind: FailureKind, message: &str) -> String {
    let advice = match kind {
        FailureKind::TooLong => "; take a model with a larger context",
        FailureKind::PromptTime => "; give it longer with --budget SECONDS, or take a smaller model",
        FailureKind::Busy => "; ask later",
        FailureKind::Died | FailureKind::Resting | FailureKind::Engine => "; caro-lsp doctor says more",
        _ => "",
    };
    format!("{message}{advice}")
}
