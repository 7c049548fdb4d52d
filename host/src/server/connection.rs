//! One client: its handshake, then its messages, each answered at once or put into the queue.

use super::{Ended, Shared};
use crate::frame;
use crate::outbox::{Outbox, Reply, lock};
use crate::place;
use crate::protocol::{FailureKind, FromClient, FromHost, MOST_ANSWERS, Request, VERSION};
use crate::queue::Job;
use interprocess::local_socket::{Stream, traits::Stream as _};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

/// Who connects and says nothing is left after this.
const HANDSHAKE: Duration = Duration::from_secs(5);
/// Who reads nothing is left after this.
const SENDING: Duration = Duration::from_secs(5);
/// Beyond this an answer is no command any more.
const MOST_TOKENS: u32 = 4096;
const MOST_STOPS: usize = 32;

#[derive(Debug)]
pub(super) struct Connection {
    number: u64,
    pub(super) outbox: Outbox,
    shared: Arc<Shared>,
    gone: AtomicBool,
}

impl Connection {
    /// Serves a client on threads of its own.
    pub(super) fn open(number: u64, stream: Stream, shared: Arc<Shared>) -> io::Result<()> {
        // Windows has no such times; there a client that hangs costs a thread.
        let _ = stream.set_recv_timeout(Some(HANDSHAKE));
        let _ = stream.set_send_timeout(Some(SENDING));
        let stream = Arc::new(stream);
        let (outbox, writer) = Outbox::open(Arc::clone(&stream))?;
        let connection = Arc::new(Self { number, outbox, shared, gone: AtomicBool::new(false) });
        match lock(&connection.shared.connections).as_mut() {
            Some(all) => all.push(Arc::downgrade(&connection)),
            None => return Err(io::ErrorKind::ConnectionRefused.into()),
        }
        thread::Builder::new().name("client".into()).spawn(move || {
            // An error and the end are the same here: the client is gone.
            let _ = connection.serve(&stream);
            connection.gone.store(true, Relaxed);
            connection.leave();
            drop(connection);
            // Last words, such as a refusal, go out before the stream closes.
            let _ = writer.join();
        })?;
        Ok(())
    }

    /// Whether the client has left.
    pub(super) fn is_gone(&self) -> bool {
        self.gone.load(Relaxed)
    }

    fn serve(self: &Arc<Self>, stream: &Stream) -> io::Result<()> {
        if !place::is_ours(stream) {
            return Ok(());
        }
        match frame::read(&mut &*stream)? {
            Some(FromClient::Hello { version: VERSION }) => {}
            Some(FromClient::Hello { version }) => {
                let message = format!("the model host speaks version {VERSION}, the client version {version}");
                self.outbox.send(FromHost::Refused { message });
                return Ok(());
            }
            _ => return Ok(()),
        }
        stream.set_recv_timeout(None).or_else(|error| if cfg!(windows) { Ok(()) } else { Err(error) })?;
        self.outbox.send(FromHost::Welcome { version: VERSION, pid: std::process::id() });
        while let Some(message) = frame::read(&mut &*stream)? {
            match message {
                FromClient::Hello { .. } | FromClient::Bye => return Ok(()),
                FromClient::Complete(request) => self.complete(request),
                FromClient::Cancel { id } => self.shared.queue.cancel(self.number, id),
                FromClient::Health { id } => {
                    let health = Box::new(self.shared.status.health(self.shared.queue.waiting()));
                    self.outbox.send(FromHost::Health { id, health });
                }
                FromClient::Shutdown => self.shared.end(Ended::Shutdown),
            }
        }
        Ok(())
    }

    fn complete(&self, request: Request) {
        self.shared.status.touch();
        let reply = Reply::new(request.id, self.outbox.clone(), Arc::clone(&self.shared.status));
        match complaint(&request) {
            Some(message) => reply.fail(FailureKind::BadRequest, message),
            None => self.shared.queue.push(self.number, Job { request, reply, arrived: Instant::now() }),
        }
    }

    fn leave(&self) {
        self.shared.queue.leave(self.number);
        self.shared.status.clients.fetch_sub(1, Relaxed);
        if let Some(all) = lock(&self.shared.connections).as_mut() {
            all.retain(|it| it.upgrade().is_some_and(|it| !it.is_gone()));
        }
    }
}

/// What is wrong with a request.
fn complaint(request: &Request) -> Option<String> {
    let sampling = &request.sampling;
    if !(1..=MOST_ANSWERS).contains(&request.answers) {
        return Some(format!("1 to {MOST_ANSWERS} answers can be asked for, not {}", request.answers));
    }
    if !(1..=MOST_TOKENS).contains(&request.most_tokens) {
        return Some(format!("1 to {MOST_TOKENS} tokens can be asked for, not {}", request.most_tokens));
    }
    if ![sampling.temperature, sampling.top_p, sampling.min_p].iter().all(|it| (0.0..=100.0).contains(it)) {
        return Some("temperature, top_p and min_p are numbers from 0".to_owned());
    }
    if request.stop.len() > MOST_STOPS {
        return Some(format!("at most {MOST_STOPS} stop texts can be given"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::complaint;
    use crate::protocol::{Request, Sampling};

    #[test]
    fn what_makes_no_sense_is_said_so() {
        let good = Request { answers: 1, most_tokens: 64, ..Request::default() };
        assert_eq!(complaint(&good), None);
        let bad = [
            Request { answers: 0, ..good.clone() },
            Request { answers: 9, ..good.clone() },
            Request { most_tokens: 0, ..good.clone() },
            Request { most_tokens: 1_000_000, ..good.clone() },
            Request { stop: vec![String::new(); 100], ..good.clone() },
            Request { sampling: Sampling { temperature: f32::NAN, ..Sampling::default() }, ..good.clone() },
            Request { sampling: Sampling { top_p: -1.0, ..Sampling::default() }, ..good },
        ];
        for request in bad {
            assert!(complaint(&request).is_some(), "{request:?}");
        }
    }
}
