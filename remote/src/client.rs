//! The client: asks for text, passes on its pieces, and says in one sentence what went wrong.

use crate::call::{Form, Head, Line, Question, Reply};
use crate::cancel::Cancel;
use crate::error::{Error, Kind};
use crate::events::{Events, TooLong};
use crate::key::{Key, KeySource};
use crate::reply::{self, Piece, Wrong};
use crate::server::Server;
use serde::Serialize;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long is waited, and how much is read.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Until the server is reached, for each try.
    pub connect: Duration,
    /// From there until the first bytes of its answer.
    pub first: Duration,
    /// For all together.
    pub total: Duration,
    /// The most bytes that are read.
    pub most_bytes: usize,
    /// The longest answer, in bytes.
    pub most_text: usize,
    /// How often a connection that could not be made is tried again.
    pub retries: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            first: Duration::from_secs(30),
            total: Duration::from_mins(1),
            most_bytes: 4 << 20,
            most_text: 32 << 10,
            retries: 2,
        }
    }
}

/// Who says a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The rules of the talk.
    System,
    /// Who asks.
    User,
    /// Who answers; in examples.
    Assistant,
}

/// A message of a talk.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Who says it.
    pub role: Role,
    /// What is said.
    pub content: String,
}

impl Message {
    /// What the rules are.
    pub fn system(content: impl Into<String>) -> Self {
        Self { role: Role::System, content: content.into() }
    }

    /// What is asked.
    pub fn user(content: impl Into<String>) -> Self {
        Self { role: Role::User, content: content.into() }
    }

    /// What an answer would be.
    pub fn assistant(content: impl Into<String>) -> Self {
        Self { role: Role::Assistant, content: content.into() }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}({} bytes)", self.role, self.content.len())
    }
}

/// How the text is chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sampling {
    /// The longest answer, in tokens.
    #[serde(rename = "max_tokens")]
    pub most_tokens: u32,
    /// 0 takes the likeliest token each time.
    pub temperature: f32,
    /// The part of the likeliest tokens that is chosen from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_p: Option<f32>,
    /// The same choice each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Texts that end the answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stop: Vec<String>,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { most_tokens: 256, temperature: 0.0, top_p: None, seed: None, stop: Vec::new() }
    }
}

/// Why an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The model was done.
    Done,
    /// It was too long.
    Length,
    /// The caller had enough.
    Enough,
    /// Something else: a filter, a call of a tool.
    Other,
}

/// An answer.
#[derive(Clone)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// Why it ends.
    pub finish: Finish,
    /// When its first piece came, counted from the question.
    pub first: Option<Duration>,
    /// How long all took.
    pub total: Duration,
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, finish, first, total } = self;
        write!(formatter, "Answer({} bytes, {finish:?}, {first:?}, {total:?})", text.len())
    }
}

/// A client of one server. Calls from several threads do not disturb each other.
#[derive(Debug)]
pub struct Client {
    server: Server,
    line: Line,
    key: Mutex<Option<Key>>,
    only_model: Mutex<Option<String>>,
}

/// What is sent. The fields of both services differ in one.
#[derive(Serialize)]
struct Ask<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    messages: Option<&'a [Message]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prompt: Option<&'a str>,
    #[serde(flatten)]
    sampling: &'a Sampling,
    stream: bool,
}

type OnText<'a> = &'a mut dyn FnMut(&str) -> ControlFlow<()>;

impl Client {
    /// A client; nothing is sent yet.
    pub fn new(server: Server) -> Self {
        Self { server, line: Line::default(), key: Mutex::new(None), only_model: Mutex::new(None) }
    }

    /// The server that it asks.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The names of the server's models.
    pub fn models(&self, limits: &Limits, cancel: &Cancel) -> Result<Vec<String>, Error> {
        let key = self.key(cancel)?;
        let question = Arc::new(Question { service: "models", body: None, key: key.clone() });
        let (head, mut reply) = self.ask(&question, limits, cancel)?;
        if head.form == Form::Html {
            return Err(self.not_the_interface("a web page"));
        }
        let names = reply::models(&reply.body()?).map_err(|_| self.not_the_interface("something else"))?;
        Ok(names.into_iter().filter(|name| !key.as_ref().is_some_and(|it| it.is_in(name))).collect())
    }

    /// Asks in a talk, where the server applies the model's own template. `on_text` sees each piece as it comes.
    pub fn chat(
        &self,
        messages: &[Message],
        sampling: &Sampling,
        limits: &Limits,
        cancel: &Cancel,
        on_text: OnText<'_>,
    ) -> Result<Answer, Error> {
        let ask = Ask { model: None, messages: Some(messages), prompt: None, sampling, stream: true };
        self.text("chat/completions", ask, limits, cancel, on_text)
    }

    /// Asks for the continuation of a text, as it stands.
    pub fn complete(
        &self,
        prompt: &str,
        sampling: &Sampling,
        limits: &Limits,
        cancel: &Cancel,
        on_text: OnText<'_>,
    ) -> Result<Answer, Error> {
        let ask = Ask { model: None, messages: None, prompt: Some(prompt), sampling, stream: true };
        self.text("completions", ask, limits, cancel, on_text)
    }

    fn text(
        &self,
        service: &'static str,
        ask: Ask<'_>,
        limits: &Limits,
        cancel: &Cancel,
        on_text: OnText<'_>,
    ) -> Result<Answer, Error> {
        let started = Instant::now();
        let ask = Ask { model: self.model(limits, cancel)?, ..ask };
        let body = serde_json::to_vec(&ask).map_err(|_| self.garbled())?;
        let question = Arc::new(Question { service, body: Some(body), key: self.key(cancel)? });
        let (head, mut reply) = self.ask(&question, limits, cancel)?;
        let mut reading = Reading {
            client: self,
            question: &question,
            limits,
            see: on_text,
            started,
            answer: None,
            seen: false,
            text: String::new(),
            first: None,
        };
        match head.form {
            Form::Events => reading.read_events(&mut reply)?,
            // The server cannot stream, or a proxy between has put it together.
            Form::Json => {
                let _ = reading.take(&reply.body()?, &reply)?;
                reading.answer = reading.answer.or(reading.seen.then_some(Finish::Done));
            }
            Form::Html => return Err(self.not_the_interface("a web page")),
            Form::Other => return Err(self.not_the_interface("something else")),
        }
        reading.end()
    }

    /// Asks, and turns every status but success into an error.
    fn ask<'a>(
        &'a self,
        question: &Arc<Question>,
        limits: &'a Limits,
        cancel: &'a Cancel,
    ) -> Result<(Head, Reply<'a>), Error> {
        let (mut head, mut reply) = self.line.ask(&self.server, question, limits, cancel)?;
        if head.status == 200 {
            return Ok((head, reply));
        }
        let name = if head.form == Form::Json { reply::failure(&reply.excerpt()?) } else { None };
        head.elsewhere = head.elsewhere.filter(|it| !question.holds(it));
        Err(self.refused(&head, name.filter(|it| !question.holds(it))))
    }

    /// The key, asked for once.
    fn key(&self, cancel: &Cancel) -> Result<Option<Key>, Error> {
        if self.server.key == KeySource::None {
            return Ok(None);
        }
        if let Some(key) = self.key.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            return Ok(Some(key));
        }
        let key = self.server.key.key(cancel)?;
        self.key.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&key);
        Ok(key)
    }

    /// The model to ask for: the named one, else the only one that there is.
    fn model(&self, limits: &Limits, cancel: &Cancel) -> Result<Option<String>, Error> {
        if self.server.model.is_some() {
            return Ok(self.server.model.clone());
        }
        if let Some(name) = self.only_model.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            return Ok(Some(name));
        }
        let place = self.server.place();
        let models = match self.models(limits, cancel) {
            // Few servers have no list; those have one model, and need no name.
            Err(error) if error.kind() == Kind::Status(404) => return Ok(None),
            other => other?,
        };
        let name = match models.as_slice() {
            [only] => only.clone(),
            [] => {
                let message = format!("{place} has no model: load one into the server");
                return Err(Error::new(Kind::Model, message));
            }
            several => {
                let names = several.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
                let message = format!("{place} has several models: name one of them in your settings ({names})");
                return Err(Error::new(Kind::Model, message));
            }
        };
        *self.only_model.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.clone());
        Ok(Some(name))
    }

    fn refused(&self, head: &Head, name: Option<String>) -> Error {
        let place = self.server.place();
        let status = head.status;
        let name = name.map_or_else(String::new, |it| format!(" {it}"));
        let answered = format!("{place} answered {status}{name}");
        let kind = Kind::Status(status);
        let message = match status {
            300..=399 => {
                let host = head.elsewhere.as_deref().unwrap_or("another address");
                let message = format!(
                    "{place} sends us to {host}, which is not followed: if that is right, put it into your settings"
                );
                return Error::new(Kind::Redirect, message);
            }
            401 | 403 if self.server.key == KeySource::None => {
                format!("{answered}, it wants a key: name a variable or a command for it in your settings")
            }
            401 | 403 => {
                // The next call asks for it again: keys expire.
                *self.key.lock().unwrap_or_else(PoisonError::into_inner) = None;
                format!("{answered}, it does not take the key: check the variable or the command that gives it")
            }
            404 => {
                *self.only_model.lock().unwrap_or_else(PoisonError::into_inner) = None;
                format!("{answered}: check the address, which mostly ends in /v1, and the model's name")
            }
            400 | 413 | 422 => {
                format!("{answered}: the text may be too long for the model, or the model of another kind")
            }
            429 => format!("{answered}, it has too much to do: try again later"),
            503 => format!("{answered}, it is not ready: it may be loading its model; try again soon"),
            500..=599 => format!("{answered}, it failed: look into the server's log"),
            _ => format!("{answered}, which is no answer: check the address"),
        };
        Error::new(kind, message)
    }

    fn not_the_interface(&self, what: &str) -> Error {
        let place = self.server.place();
        let message = format!(
            "{place} answers with {what}, not as an OpenAI-compatible server: check the address, which mostly ends in /v1"
        );
        Error::new(Kind::NotTheInterface, message)
    }

    fn garbled(&self) -> Error {
        let place = self.server.place();
        Error::new(
            Kind::Garbled,
            format!("{place} sends what cannot be read as an answer: check its version and its log"),
        )
    }
}

/// An answer that is being read.
struct Reading<'a> {
    client: &'a Client,
    question: &'a Question,
    limits: &'a Limits,
    see: OnText<'a>,
    started: Instant,
    text: String,
    first: Option<Duration>,
    /// Whether anything spoke of an answer.
    seen: bool,
    /// Why it ends, once that is known.
    answer: Option<Finish>,
}

impl Reading<'_> {
    fn read_events(&mut self, reply: &mut Reply<'_>) -> Result<(), Error> {
        let mut events = Events::default();
        while let Some(bytes) = reply.next()? {
            for data in events.feed(&bytes).map_err(|TooLong| reply.too_much())? {
                if self.take(&data, reply)?.is_break() {
                    return Ok(());
                }
            }
        }
        if let Some(data) = events.rest().map_err(|TooLong| reply.too_much())? {
            let _ = self.take(&data, reply)?;
        }
        Ok(())
    }

    /// Takes one piece; `Break` where nothing more is wanted.
    fn take(&mut self, data: &[u8], reply: &Reply<'_>) -> Result<ControlFlow<()>, Error> {
        if data.trim_ascii() == b"[DONE]" {
            self.answer = self.answer.or(self.seen.then_some(Finish::Done));
            return Ok(ControlFlow::Break(()));
        }
        let Piece { text, end, is_answer } = reply::piece(data).map_err(|it| self.wrong(it))?;
        self.seen |= is_answer;
        if self.text.len() + text.len() > self.limits.most_text {
            return Err(reply.too_much());
        }
        if !text.is_empty() {
            self.first.get_or_insert_with(|| self.started.elapsed());
            self.text.push_str(&text);
            let stop = (self.see)(&text).is_break();
            reply.wanted()?;
            if stop {
                self.answer = Some(Finish::Enough);
                return Ok(ControlFlow::Break(()));
            }
        }
        if let Some(end) = end {
            self.answer = Some(match end.as_str() {
                "stop" | "eos" => Finish::Done,
                "length" => Finish::Length,
                _ => Finish::Other,
            });
        }
        Ok(ControlFlow::Continue(()))
    }

    fn wrong(&self, wrong: Wrong) -> Error {
        match wrong {
            Wrong::Garbled => self.client.garbled(),
            Wrong::Failed(name) => {
                let place = self.client.server.place();
                let name = name.filter(|it| !self.question.holds(it)).map_or_else(String::new, |it| format!(" ({it})"));
                Error::new(
                    Kind::Status(200),
                    format!("{place} failed while it answered{name}: look into the server's log"),
                )
            }
        }
    }

    fn end(self) -> Result<Answer, Error> {
        let Self { client, started, text, first, seen, answer, .. } = self;
        if !seen {
            return Err(client.not_the_interface("something else"));
        }
        let Some(finish) = answer else {
            let place = client.server.place();
            let message = format!("{place} hung up before its answer was complete: look into the server's log");
            return Err(Error::new(Kind::Closed, message));
        };
        Ok(Answer { text, finish, first, total: started.elapsed() })
    }
}
