//! Who is asked in one call, and for what: our own generator, and the model or server that the user named or chose.

use super::Arguments;
use super::context::{self, Context};
use super::memory::Memory;
use crate::model::{Advice, Choice, Failure, Held, Key, Source, Wanted};
use caro_core::generate::question::{Question, question};
use caro_core::generate::refine::refine;
use caro_core::generate::{Candidate, Request, Suggestion, generate_with, without_sign};
use caro_core::script::Dialect;
use caro_core::target::Platform;
use caro_models::{Store, folder};
use std::io;
use std::time::Duration;

/// What holds for all requests of a call.
pub(super) struct Asking {
    pub(super) terms: Terms,
    pub(super) source: Option<Asked>,
    /// What people should know of who was not asked, one line each.
    pub(super) messages: Vec<String>,
}

/// Somebody beside our own generator.
pub(super) struct Asked {
    source: Source,
    /// `model` or `server`.
    pub(super) kind: &'static str,
    /// The model's name or path, or the server's address.
    pub(super) name: String,
    budget: Duration,
}

impl Asked {
    /// What it proposes for a wish.
    pub(super) fn candidates(&self, asks: &Asks<'_>) -> Result<Vec<Candidate>, Failure> {
        self.source.candidates(asks.request, asks.earlier, asks.most, self.budget)
    }
}

/// What a request is made of.
pub(super) struct Terms {
    pub(super) dialect: Dialect,
    platform: Platform,
    context: Option<Context>,
    /// What is known of the user.
    pub(super) memory: Option<Memory>,
    pub(super) most: usize,
    /// What is said about the answer, in order.
    refine: Vec<String>,
}

/// The answers, best first; `Err` holds the words that could not be made use of.
pub(super) type Answers = Result<Vec<Suggestion>, String>;

impl Asking {
    /// An error is one line: what, where and what to do.
    pub(super) fn new(arguments: &Arguments) -> Result<Self, String> {
        let named = arguments.shell.map(crate::config::Shell::dialect);
        let context = match &arguments.context {
            Some(place) => Some(context::read(place, named, arguments.request.is_empty())?),
            None => None,
        };
        let dialect = named.or(context.as_ref().map(Context::dialect)).unwrap_or_default();
        let platform = arguments.platform.named().or(context.as_ref().map(Context::platform));
        let platform = platform.unwrap_or_else(Platform::of_machine);
        let (source, messages) = match source(arguments) {
            Ok(source) => (source, Vec::new()),
            Err(message) => (None, vec![without(&message)]),
        };
        let most = usize::from(arguments.alternatives) + 1;
        let memory = Memory::new(arguments, dialect, platform);
        Ok(Self {
            terms: Terms { dialect, platform, context, memory, most, refine: arguments.refine.clone() },
            source,
            messages,
        })
    }

    /// The wish that the script itself makes, where the call makes none.
    pub(super) fn wish(&self) -> Option<&str> {
        self.terms.context.as_ref()?.wish()
    }

    /// The answers to a wish.
    pub(super) fn answer(&mut self, prompt: &str) -> Answers {
        self.with_others(|terms, ask| terms.answers(prompt, ask)).unwrap_or(Ok(Vec::new()))
    }

    /// So many answers to a wish, of which nothing more is said.
    pub(super) fn several(&mut self, prompt: &str, most: usize) -> Vec<Suggestion> {
        self.with_others(|terms, ask| terms.first(prompt, most, ask)).unwrap_or_default()
    }

    /// What a command that was shown becomes by some words.
    pub(super) fn refined(&mut self, wish: &str, earlier: &str, words: &str) -> Vec<Suggestion> {
        self.with_others(|terms, ask| terms.next(wish, earlier, words, ask)).unwrap_or_default()
    }

    /// Notes what is offered.
    pub(super) fn offers(&mut self, found: &[Suggestion]) {
        let model = self.source.as_ref().map(|it| it.name.clone());
        if let Some(memory) = &mut self.terms.memory {
            memory.offers(found, model.as_deref());
        }
    }

    /// What to ask about the answers to a wish, where nothing was said about it yet.
    pub(super) fn question(&self, prompt: &str, found: &[Suggestion]) -> Option<Question> {
        self.terms.question(prompt, found)
    }

    /// Nothing in it reads or writes, so it does not fail.
    fn with_others<T>(&mut self, run: impl FnOnce(&Terms, &mut Others<'_>) -> io::Result<T>) -> io::Result<T> {
        let Self { terms, source, messages } = self;
        terms.memory.iter_mut().for_each(Memory::asks);
        run(terms, &mut |asks| {
            let Some(asked) = source.as_ref() else { return Ok(Vec::new()) };
            Ok(asked.candidates(asks).unwrap_or_else(|failure| {
                messages.push(without(&failure.message));
                Vec::new()
            }))
        })
    }
}

/// What somebody beside our own generator is asked.
pub(super) struct Asks<'a> {
    request: &'a Request<'a>,
    /// The command that is refined, and by which words.
    earlier: Option<(&'a str, &'a str)>,
    most: usize,
}

/// Who proposes something beside our own generator. An error ends the call: the reader has left.
pub(super) type Others<'o> = dyn FnMut(&Asks<'_>) -> io::Result<Vec<Candidate>> + 'o;

impl Terms {
    /// The answers to a wish and all that is said about it.
    pub(super) fn answers(&self, prompt: &str, others: &mut Others<'_>) -> io::Result<Answers> {
        let mut found = self.first(prompt, self.most, others)?;
        for words in &self.refine {
            let Some(best) = found.first() else { break };
            found = self.next(best.wish(), best.command(), words, others)?;
            if found.is_empty() {
                return Ok(Err(words.clone()));
            }
        }
        Ok(Ok(found))
    }

    /// What to ask about the answers to a wish, where nothing was said about it yet.
    pub(super) fn question(&self, prompt: &str, found: &[Suggestion]) -> Option<Question> {
        self.refine.is_empty().then(|| question(&self.request(without_sign(prompt)), found)).flatten()
    }

    fn first(&self, prompt: &str, most: usize, others: &mut Others<'_>) -> io::Result<Vec<Suggestion>> {
        let request = self.request(without_sign(prompt));
        let proposed = others(&Asks { request: &request, earlier: None, most })?;
        Ok(generate_with(&request, most, proposed))
    }

    fn next(&self, wish: &str, earlier: &str, words: &str, others: &mut Others<'_>) -> io::Result<Vec<Suggestion>> {
        let request = self.request(wish);
        let proposed = others(&Asks { request: &request, earlier: Some((earlier, words)), most: self.most })?;
        Ok(refine(&request, earlier, words, self.most, proposed))
    }

    fn request<'a>(&'a self, text: &'a str) -> Request<'a> {
        let base = match &self.context {
            Some(context) => context.request(text, self.dialect, self.platform),
            None => Request::new(text, self.dialect, self.platform),
        };
        match &self.memory {
            Some(memory) => memory.known.request(base),
            None => base,
        }
    }
}

pub(super) fn without(message: &str) -> String {
    format!("{message} (answered without it)")
}

/// The model or server that is named, else the model that the user chose.
fn source(arguments: &Arguments) -> Result<Option<Asked>, String> {
    let (choice, kind, name) = match (&arguments.model, &arguments.server) {
        (Some(model), _) => (local(Wanted::read(model)), "model", model.clone()),
        (None, Some(address)) => {
            let choice = Choice::Server {
                address: address.clone(),
                model: arguments.server_model.clone(),
                key: arguments.key_env.clone().map_or(Key::None, Key::Variable),
            };
            (choice, "server", address.clone())
        }
        (None, None) if arguments.no_model => return Ok(None),
        (None, None) => match chosen()? {
            Some(name) => (local(Wanted::Name(name.clone())), "model", name),
            None => return Ok(None),
        },
    };
    let source = Source::new(&choice, Advice::Flags).map_err(|it| it.message)?;
    Ok(Some(Asked { source, kind, name, budget: arguments.budget }))
}

fn local(wanted: Wanted) -> Choice {
    Choice::Model { wanted, held: Held::default() }
}

/// The model of `caro-lsp models use`. Where no model was ever kept, that is one look for a folder.
fn chosen() -> Result<Option<String>, String> {
    let Some(folder) = folder::of_this_user() else { return Ok(None) };
    let chosen = Store::existing(folder).and_then(|store| store.map_or(Ok(None), |it| it.chosen()));
    chosen.map(|it| it.map(|it| it.name)).map_err(|it| it.to_string())
}
