//! Who is asked in one call, and for what: our own generator, and the model or server that the user named or chose.

use super::Arguments;
use super::context::{self, Context};
use crate::model::{Advice, Choice, Failure, Held, Key, Source, Wanted};
use caro_core::generate::{Candidate, Request, Suggestion, generate_with};
use caro_core::script::Dialect;
use caro_core::target::Platform;
use caro_models::{Store, folder};
use std::time::Duration;

/// What holds for all requests of a call.
pub(super) struct Asking {
    source: Option<Asked>,
    /// Why nobody else is asked, where somebody should be; said once.
    without: std::cell::Cell<Option<String>>,
    dialect: Dialect,
    platform: Platform,
    context: Option<Context>,
    most: usize,
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
    pub(super) fn candidates(&self, request: &Request<'_>, most: usize) -> Result<Vec<Candidate>, Failure> {
        self.source.candidates(request, most, self.budget)
    }
}

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
        let (source, without) = match source(arguments) {
            Ok(source) => (source, None),
            Err(message) => (None, Some(without(&message))),
        };
        let most = usize::from(arguments.alternatives) + 1;
        Ok(Self { source, without: without.into(), dialect, platform, context, most })
    }

    /// The wish that the script itself makes, where the call makes none.
    pub(super) fn wish(&self) -> Option<&str> {
        self.context.as_ref()?.wish()
    }

    /// The answers, best first, and one line where somebody could not be asked.
    pub(super) fn answer(&self, prompt: &str) -> (Vec<Suggestion>, Option<String>) {
        let request = self.request(prompt);
        let (others, message) = self.others(&request);
        (generate_with(&request, self.most, others), message)
    }

    fn others(&self, request: &Request<'_>) -> (Vec<Candidate>, Option<String>) {
        let Some(asked) = &self.source else { return (Vec::new(), self.without.take()) };
        match asked.candidates(request, self.most) {
            Ok(candidates) => (candidates, None),
            Err(failure) => (Vec::new(), Some(without(&failure.message))),
        }
    }

    /// Whom else to ask, or one line where that is nobody, and what a request is made of.
    pub(super) fn apart(&self) -> (Option<&Asked>, Option<String>, Terms<'_>) {
        let terms =
            Terms { dialect: self.dialect, platform: self.platform, context: self.context.as_ref(), most: self.most };
        (self.source.as_ref(), self.without.take(), terms)
    }

    fn request<'a>(&'a self, prompt: &'a str) -> Request<'a> {
        let Self { dialect, platform, most, .. } = *self;
        Terms { dialect, platform, context: self.context.as_ref(), most }.request(prompt)
    }
}

/// What a request is made of.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    dialect: Dialect,
    platform: Platform,
    context: Option<&'a Context>,
    pub(super) most: usize,
}

impl<'a> Terms<'a> {
    pub(super) fn request(&self, prompt: &'a str) -> Request<'a> {
        let text = prompt.trim().trim_start_matches('#').trim();
        match self.context {
            Some(context) => context.request(text, self.dialect, self.platform),
            None => Request::new(text, self.dialect, self.platform),
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
