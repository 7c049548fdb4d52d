//! A server that the user names with a flag: their own word, so it may be anywhere, and every message says where.

use super::{Answers, MOST_TOKENS};
use caro_core::generate::ask::Ask;
use caro_remote::{Cancel, Client, Error, Finish, KeySource, Kind, Limits, Message, Sampling, Server};
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Whoever is not reached by then is not there.
const CONNECT: Duration = Duration::from_secs(3);

pub(super) struct Remote {
    client: Client,
    budget: Duration,
}

impl Remote {
    /// Nothing is sent yet.
    pub(super) fn new(
        address: &str,
        model: Option<&str>,
        key: Option<String>,
        budget: Duration,
    ) -> Result<Self, String> {
        let mut server = Server::of_user(address).map_err(|it| it.to_string())?;
        if let Some(variable) = key {
            server = server.with_key(KeySource::Variable(variable)).map_err(|it| it.to_string())?;
        }
        if let Some(model) = model {
            server = server.with_model(model);
        }
        Ok(Self { client: Client::new(server), budget })
    }

    /// Its answer. The budget is for all of it: the list of models, the key, and the answer.
    pub(super) fn ask(&self, ask: &Ask) -> Result<Answers, String> {
        let messages = [Message::system(ask.system.as_str()), Message::user(ask.question())];
        let sampling = Sampling { most_tokens: MOST_TOKENS, ..Sampling::default() };
        let limits = Limits {
            connect: CONNECT.min(self.budget),
            first: self.budget,
            total: self.budget,
            retries: 1,
            ..Limits::default()
        };
        let cancel = Cancel::new();
        let (done, is_done) = mpsc::channel::<()>();
        let (timer, budget) = (cancel.clone(), self.budget);
        thread::Builder::new()
            .name("time for the server".into())
            .spawn(move || {
                if is_done.recv_timeout(budget) == Err(mpsc::RecvTimeoutError::Timeout) {
                    timer.cancel();
                }
            })
            .map_err(|error| format!("the server cannot be asked: no thread: {error}"))?;
        let answer = self.client.chat(&messages, &sampling, &limits, &cancel, &mut |_piece| ControlFlow::Continue(()));
        drop(done);
        let answer = answer.map_err(|it| self.said(&it))?;
        Ok(match answer.finish {
            Finish::Done => Answers { complete: vec![answer.text], broken_off: 0 },
            Finish::Length | Finish::Enough | Finish::Other => Answers { complete: Vec::new(), broken_off: 1 },
        })
    }

    /// What went wrong, with the flag that helps.
    fn said(&self, error: &Error) -> String {
        let place = self.client.server().place();
        let seconds = self.budget.as_secs_f32();
        match error.kind() {
            Kind::Cancelled | Kind::Timeout => {
                format!("{place} did not answer within {seconds} s: give it longer with --budget SECONDS")
            }
            Kind::Model => format!("{error}; here with --server-model NAME"),
            Kind::Key | Kind::Status(401 | 403) => format!("{error}; here with --key-env VARIABLE"),
            _ => error.to_string(),
        }
    }
}
