//! The thread that owns the connection: sends requests, starts hosts, and fails what waits when one dies.

use super::launch::{Process, last_words};
use super::link::{Link, NoLink};
use super::patience::Deaths;
use super::{Command, Launch, Notice, Notify, Shared, State, failed, lock};
use crate::place::Place;
use crate::protocol::{FailureKind, FromClient, Why};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How often the clock is looked at while something waits.
const TICK: Duration = Duration::from_millis(500);

pub(super) struct Worker {
    launch: Launch,
    shared: Arc<Shared>,
    commands: Sender<Command>,
    notify: Notify,
    deaths: Deaths,
    link: Option<Link>,
    place: Option<Place>,
    /// The last one that we started; it need not be the one that serves us.
    process: Option<Process>,
    connection: u64,
}

impl Worker {
    pub(super) fn new(launch: Launch, shared: Arc<Shared>, commands: Sender<Command>, notify: Notify) -> Self {
        let deaths = Deaths::new(launch.patience.clone());
        Self { launch, shared, commands, notify, deaths, link: None, place: None, process: None, connection: 0 }
    }

    pub(super) fn run(mut self, commands: &Receiver<Command>) {
        loop {
            let waits = !lock(&self.shared.pending).is_empty();
            let command = if waits {
                commands.recv_timeout(TICK)
            } else {
                commands.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match command {
                Ok(Command::Complete(id)) => self.complete(id),
                Ok(Command::Cancel(id)) => self.tell(&FromClient::Cancel { id }),
                Ok(Command::Health(id)) => {
                    if self.link.is_some() {
                        self.tell(&FromClient::Health { id });
                    } else {
                        lock(&self.shared.health).remove(&id);
                    }
                }
                Ok(Command::AskAgain) => {
                    self.deaths.forget();
                    if self.link.is_none() {
                        self.shared.set(State::Cold);
                    }
                }
                Ok(Command::Shutdown) => self.tell(&FromClient::Shutdown),
                Ok(Command::Useless(message)) => self.say_useless(message),
                Ok(Command::Lost { connection, goodbye }) if connection == self.connection => self.lost(goodbye),
                Ok(Command::Lost { .. }) => {}
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Command::Stop) | Err(RecvTimeoutError::Disconnected) => break,
            }
            self.look_at_the_clock();
        }
        if let Some(link) = &self.link {
            let _ = link.send(&FromClient::Bye);
        }
        for id in self.shared.waiting() {
            self.shared.finish(id, super::Event::Cancelled(Why::Closing));
        }
    }

    fn complete(&mut self, id: u64) {
        let Some(pending) = lock(&self.shared.pending).get(&id).cloned() else { return };
        if self.link.is_none() && !self.connect() {
            let message = match &*lock(&self.shared.state) {
                State::GivenUp(message) => message.clone(),
                _ => "the model host died and is started again soon".to_owned(),
            };
            self.shared.finish(id, failed(FailureKind::Resting, message));
            return;
        }
        let request = FromClient::Complete(lock(&pending).request.clone());
        let sent = self.link.as_ref().map(|it| it.send(&request));
        if let Some(Err(error)) = sent {
            if error.kind() == std::io::ErrorKind::InvalidData {
                self.shared.finish(id, failed(FailureKind::BadRequest, error.to_string()));
            } else {
                // The reader may know more: a goodbye that was sent meanwhile. Its word comes as the next command.
                self.wait_for_reader(&error);
            }
        }
    }

    /// A connection that takes nothing is dead. Where the host hangs, its reader would never end.
    fn wait_for_reader(&mut self, error: &std::io::Error) {
        if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) {
            self.hung("takes no requests");
        }
    }

    fn tell(&mut self, message: &FromClient) {
        if let Some(Err(error)) = self.link.as_ref().map(|it| it.send(message)) {
            self.wait_for_reader(&error);
        }
    }

    /// Says no where there is none, and none shall be started now.
    fn connect(&mut self) -> bool {
        let state = lock(&self.shared.state).clone();
        match state {
            State::GivenUp(_) => return false,
            State::Resting(until) if Instant::now() < until => return false,
            _ => {}
        }
        self.shared.set(State::Starting);
        match Link::open(&self.launch, &mut self.process) {
            Ok((link, place)) => {
                self.connection += 1;
                let listening = link.listen(self.connection, Arc::clone(&self.shared), self.commands.clone());
                self.shared.set(State::Connected { pid: link.pid });
                self.link = Some(link);
                self.place = Some(place);
                if let Err(error) = listening {
                    self.died(&format!("the model host cannot be listened to: {error}"));
                    return false;
                }
                true
            }
            Err(NoLink::Never(message)) => {
                self.give_up(message);
                false
            }
            Err(NoLink::Died(message)) => {
                self.died(&message);
                false
            }
        }
    }

    /// The connection ended.
    fn lost(&mut self, goodbye: bool) {
        if self.link.take().is_none() {
            return;
        }
        if goodbye {
            if !self.has_given_up() {
                self.shared.set(State::Cold);
            }
            // What it did not answer is asked again, of the next host.
            for id in self.shared.waiting() {
                self.complete(id);
            }
            return;
        }
        let message = self.obituary();
        self.died(&message);
    }

    /// Why a host died, as far as it can be known.
    fn obituary(&self) -> String {
        let ours = self.process.as_ref().filter(|it| self.link.as_ref().is_none_or(|link| link.pid == it.id()));
        // The connection ends a moment before the process does.
        let until = Instant::now() + Duration::from_millis(200);
        while ours.is_some_and(|it| it.ended().is_none()) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
        let how = match ours.and_then(Process::ended) {
            Some(status) => format!("the model host died ({status})"),
            None => "the model host died".to_owned(),
        };
        match self.place.as_ref().and_then(last_words) {
            Some(words) => format!("{how}: {words}"),
            None => how,
        }
    }

    fn died(&mut self, message: &str) {
        self.link = None;
        self.connection += 1;
        match self.deaths.count(Instant::now()) {
            Some(until) => {
                self.shared.set(State::Resting(until));
                self.shared.fail_all(FailureKind::Died, message);
                (self.notify)(Notice::Died(message.to_owned()));
            }
            None => self.give_up(format!("{message}; it is not started again until you ask for it")),
        }
    }

    fn give_up(&mut self, message: String) {
        self.shared.set(State::GivenUp(message.clone()));
        self.shared.fail_all(FailureKind::Died, &message);
        (self.notify)(Notice::GivenUp(message));
    }

    /// The host tells it to everyone who asks; the user hears it once.
    fn say_useless(&self, message: String) {
        if !self.has_given_up() {
            self.shared.set(State::GivenUp(message.clone()));
            (self.notify)(Notice::GivenUp(message));
        }
    }

    fn has_given_up(&self) -> bool {
        matches!(&*lock(&self.shared.state), State::GivenUp(_))
    }

    /// A host that does not answer is ended if it is ours, and left alone else.
    fn hung(&mut self, what: &str) {
        if let Some(process) =
            self.process.as_ref().filter(|it| self.link.as_ref().is_some_and(|link| link.pid == it.id()))
        {
            process.kill();
        }
        if self.link.is_some() {
            self.died(&format!("the model host {what}"));
        }
    }

    /// Fails what waits too long.
    fn look_at_the_clock(&mut self) {
        let late = |id: &u64| {
            let pending = lock(&self.shared.pending).get(id).cloned();
            pending.is_some_and(|it| {
                let it = lock(&it);
                let own = Duration::from_millis(it.request.prompt_ms.saturating_add(it.request.answer_ms));
                it.asked.elapsed() > self.launch.patience.answer.saturating_add(own)
            })
        };
        if !self.shared.waiting().iter().any(late) {
            return;
        }
        if self.link.is_some() {
            self.hung("does not answer");
        } else {
            self.shared.fail_all(FailureKind::Died, "no model host answered in time");
        }
    }
}
