//! One connection to a host: found or started, then greeted.

use super::launch::{Process, last_words};
use super::{Command, Launch, Shared};
use crate::place::{Place, is_ours};
use crate::protocol::{FailureKind, FromClient, FromHost, VERSION};
use crate::{frame, identity};
use interprocess::local_socket::{Stream, traits::Stream as _};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

/// A host answers a greeting at once, or it hangs.
const GREETING: Duration = Duration::from_secs(5);
/// A host reads at once, or it hangs.
const SENDING: Duration = Duration::from_secs(5);
/// Between two tries to connect; it doubles up to the second.
const FIRST_TRY: Duration = Duration::from_millis(1);
const LAST_TRY: Duration = Duration::from_millis(50);

/// Why there is no connection.
#[derive(Debug)]
pub(super) enum NoLink {
    /// Trying again is of no use until something changes.
    Never(String),
    /// A host died on the way, or does not answer.
    Died(String),
}

/// A connection.
pub(super) struct Link {
    stream: Arc<Stream>,
    /// Of the host.
    pub(super) pid: u32,
}

impl Link {
    /// Connects to a host, and starts one if there is none. What is started is put into `process`.
    pub(super) fn open(launch: &Launch, process: &mut Option<Process>) -> Result<(Self, Place), NoLink> {
        let model = identity::identify(&launch.options.model).map_err(NoLink::Never)?;
        let place = Place::new(launch.options.folder.as_deref(), &model)
            .map_err(|error| NoLink::Never(format!("the model host has no place: {error}")))?;
        let until = Instant::now() + launch.patience.start;
        let mut pause = FIRST_TRY;
        // Two deaths in a row on the way to a socket are no accident.
        let mut starts = 0;
        loop {
            match Self::connect(&place) {
                Ok(link) => return Ok((link, place)),
                Err(Refusal::Final(message)) => return Err(NoLink::Died(message)),
                Err(Refusal::Nobody) => {}
            }
            let ended = process.as_ref().and_then(Process::ended);
            match ended {
                Some(status) if starts > 0 && !status.success() => {
                    let words = last_words(&place).unwrap_or_else(|| "it did not say why".to_owned());
                    return Err(NoLink::Died(format!("the model host ended with {status}: {words}")));
                }
                // It lives, and will listen soon; or it saw another one and left.
                None if process.is_some() => {}
                _ if starts < 5 => {
                    *process = Some(Process::start(launch, &place).map_err(|error| {
                        NoLink::Never(format!("the model host {} cannot be started: {error}", launch.program.display()))
                    })?);
                    starts += 1;
                }
                _ => {}
            }
            if Instant::now() >= until {
                if let Some(process) = process {
                    process.kill();
                }
                let seconds = launch.patience.start.as_secs_f32();
                return Err(NoLink::Died(format!("the model host did not listen within {seconds} s")));
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LAST_TRY);
        }
    }

    fn connect(place: &Place) -> Result<Self, Refusal> {
        let stream = place.name().and_then(Stream::connect).map_err(|_| Refusal::Nobody)?;
        if !is_ours(&stream) {
            return Err(Refusal::Final("the socket of the model host belongs to another user".to_owned()));
        }
        // Windows has no such times.
        let _ = stream.set_recv_timeout(Some(GREETING));
        let _ = stream.set_send_timeout(Some(SENDING));
        let greeted = frame::write(&mut &stream, &FromClient::Hello { version: VERSION })
            .and_then(|()| frame::read::<FromHost>(&mut &stream));
        match greeted {
            Ok(Some(FromHost::Welcome { pid, .. })) => {
                let _ = stream.set_recv_timeout(None);
                Ok(Self { stream: Arc::new(stream), pid })
            }
            Ok(Some(FromHost::Refused { message })) => Err(Refusal::Final(message)),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                Err(Refusal::Final("the model host does not answer".to_owned()))
            }
            // It was about to end.
            _ => Err(Refusal::Nobody),
        }
    }

    /// Reads on a thread of its own, until the connection ends.
    pub(super) fn listen(&self, number: u64, shared: Arc<Shared>, commands: Sender<Command>) -> io::Result<()> {
        let stream = Arc::clone(&self.stream);
        thread::Builder::new().name("model host reader".into()).spawn(move || {
            let mut goodbye = false;
            while let Ok(Some(message)) = frame::read::<FromHost>(&mut &*stream) {
                if matches!(message, FromHost::Goodbye { .. }) {
                    goodbye = true;
                    break;
                }
                let useless = match &message {
                    FromHost::Failed { kind: FailureKind::BadModel | FailureKind::NoMemory, message, .. } => {
                        Some(message.clone())
                    }
                    _ => None,
                };
                shared.hear(message);
                if let Some(message) = useless {
                    let _ = commands.send(Command::Useless(message));
                }
            }
            // Who does not hear it has ended, too.
            let _ = commands.send(Command::Lost { connection: number, goodbye });
        })?;
        Ok(())
    }

    pub(super) fn send(&self, message: &FromClient) -> io::Result<()> {
        frame::write(&mut &*self.stream, message)
    }
}

enum Refusal {
    /// There is no host, or it is about to end.
    Nobody,
    Final(String),
}
