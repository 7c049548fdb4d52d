//! A server that the user names by a flag or in their own settings: their own word, so it may be anywhere, and every
//! message says where.

use super::{Advice, Answers, Asking, Failure, Key, Question, Said, Talk, Trouble};
use caro_remote::{Cancel, Client, Error, Finish, KeySource, Kind, Limits, Message, Sampling, Server};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Whoever is not reached by then is not there.
const CONNECT: Duration = Duration::from_secs(3);
/// So many calls at once, at most: one that was taken back ends soon, and holds a thread until then.
const MOST_AT_ONCE: usize = 16;

#[derive(Debug)]
pub(super) struct Remote {
    client: Arc<Client>,
    advice: Advice,
    running: Arc<AtomicUsize>,
}

impl Remote {
    /// Nothing is sent yet.
    pub(super) fn new(address: &str, model: Option<&str>, key: &Key, advice: Advice) -> Result<Self, Failure> {
        let failed = |error: &Error| Failure::new(Trouble::Failed, error.to_string());
        let mut server = Server::of_user(address).map_err(|it| failed(&it))?;
        let key = match key {
            Key::None => None,
            Key::Variable(variable) => Some(KeySource::Variable(variable.clone())),
            Key::Command(words) => Some(KeySource::Command(words.clone())),
        };
        if let Some(key) = key {
            server = server.with_key(key).map_err(|it| failed(&it))?;
        }
        if let Some(model) = model {
            server = server.with_model(model);
        }
        Ok(Self { client: Arc::new(Client::new(server)), advice, running: Arc::default() })
    }

    pub(super) fn place(&self) -> String {
        self.client.server().place().to_owned()
    }

    /// Asks in a thread of its own.
    pub(super) fn start(&self, question: &Question, mut hear: impl FnMut(Said) + Send + 'static) -> Asking {
        let cancel = Cancel::new();
        let call = Call {
            client: Arc::clone(&self.client),
            messages: messages(&question.talk),
            sampling: Sampling { most_tokens: question.most_tokens(), ..Sampling::default() },
            budget: question.budget,
            advice: self.advice,
            cancel: cancel.clone(),
        };
        match Turn::of(&self.running) {
            None => {
                let message = format!("{} has not ended earlier questions yet: ask later", self.place());
                hear(Said::Done(Err(Failure::new(Trouble::Slow, message))));
            }
            Some(turn) => {
                // Where there is no thread, `hear` is dropped, which says it.
                let _ = thread::Builder::new().name("server".into()).spawn(move || {
                    let found = call.run(&mut || hear(Said::More));
                    drop(turn);
                    hear(Said::Done(found));
                });
            }
        }
        Asking { cancel: Some(Box::new(move || cancel.cancel())) }
    }

    pub(super) fn too_slow(&self, budget: Duration) -> String {
        too_slow(&self.client, budget, self.advice)
    }
}

/// One of the calls that may run at once.
struct Turn(Arc<AtomicUsize>);

impl Turn {
    fn of(running: &Arc<AtomicUsize>) -> Option<Self> {
        let turn = Self(Arc::clone(running));
        (running.fetch_add(1, Ordering::SeqCst) < MOST_AT_ONCE).then_some(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A question with all that it needs on another thread.
struct Call {
    client: Arc<Client>,
    messages: Vec<Message>,
    sampling: Sampling,
    budget: Duration,
    advice: Advice,
    cancel: Cancel,
}

impl Call {
    fn run(&self, grows: &mut dyn FnMut()) -> Result<Answers, Failure> {
        let limits = Limits {
            connect: CONNECT.min(self.budget),
            first: self.budget,
            total: self.budget,
            retries: 1,
            ..Limits::default()
        };
        let mut see = |_: &str| {
            grows();
            ControlFlow::Continue(())
        };
        let answer = self.client.chat(&self.messages, &self.sampling, &limits, &self.cancel, &mut see);
        let answer = answer.map_err(|it| self.said(&it))?;
        Ok(match answer.finish {
            Finish::Done => Answers { complete: vec![answer.text], broken_off: 0 },
            Finish::Length | Finish::Enough | Finish::Other => Answers { complete: Vec::new(), broken_off: 1 },
        })
    }

    /// What went wrong, with the flag or the setting that helps.
    fn said(&self, error: &Error) -> Failure {
        let (trouble, message) = match error.kind() {
            Kind::Cancelled | Kind::Timeout => (Trouble::Slow, too_slow(&self.client, self.budget, self.advice)),
            Kind::Model => (Trouble::Failed, format!("{error}; {}", self.advice.server_model())),
            Kind::Key | Kind::Status(401 | 403) => (Trouble::Failed, format!("{error}; {}", self.advice.key())),
            Kind::Unreachable => (Trouble::Offline, error.to_string()),
            Kind::Status(429 | 503) => (Trouble::Slow, error.to_string()),
            _ => (Trouble::Failed, error.to_string()),
        };
        Failure::new(trouble, message)
    }
}

fn too_slow(client: &Client, budget: Duration, advice: Advice) -> String {
    let (place, seconds) = (client.server().place(), budget.as_secs_f32());
    format!("{place} did not answer within {seconds} s: {}", advice.budget())
}

fn messages(talk: &Talk) -> Vec<Message> {
    let mut messages = vec![Message::system(talk.system.as_str())];
    for (question, answer) in &talk.shown {
        messages.push(Message::user(question.as_str()));
        messages.push(Message::assistant(answer.as_str()));
    }
    messages.push(Message::user(talk.question.as_str()));
    messages
}
