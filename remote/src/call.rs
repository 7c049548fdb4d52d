//! One exchange with a server: a thread talks, the caller waits, and no longer than it wants to.
//!
//! A socket can be shut down from outside; a name that is being resolved, or a connection that is being made, cannot.
//! So a thread does all that blocks, and ends at the latest with its connection timeout; the caller only reads a channel,
//! which time and [`Cancel`] can end at any moment.

use crate::cancel::Cancel;
use crate::client::Limits;
use crate::error::{Error, Kind};
use crate::key::Key;
use crate::reach::{Names, Reach, encryption};
use crate::server::Server;
use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};
use ureq::http::Response;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

/// How many calls may be ending at the same time: those that nobody waits for any more, but which still connect.
const MOST_THREADS: usize = 16;
/// How many pieces wait to be read.
const MOST_WAITING: usize = 16;
/// The largest head of a reply.
const MOST_HEAD: usize = 32 << 10;
/// How much later than its caller a thread gives up.
const GRACE: Duration = Duration::from_secs(1);
/// The pause before a connection is tried again; it doubles.
const PAUSE: Duration = Duration::from_millis(100);

/// What the thread tells, in this order; `Woken` at any time.
#[derive(Debug)]
pub(crate) enum Event {
    Woken,
    Connected,
    Head(Head),
    Bytes(Vec<u8>),
    End,
    Failed(Failure),
}

/// The first lines of a reply, as far as we need them.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) form: Form,
    /// The host that a redirect names.
    pub(crate) elsewhere: Option<String>,
}

/// What a reply is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Events,
    Html,
    Other,
}

/// Why the thread could not go on. No text of the library's: it may hold what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    NoSuchHost,
    NotThisMachine,
    NoConnection(io::ErrorKind),
    SlowConnection,
    Certificate(&'static str),
    Encryption,
    LongHead,
    Protocol,
    Closed,
}

/// What is to be asked.
pub(crate) struct Question {
    pub(crate) service: &'static str,
    /// The body of a `POST`; without one it is a `GET`.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) key: Option<Key>,
}

impl Question {
    /// Whether a word that the server says repeats something that it was told.
    pub(crate) fn holds(&self, word: &str) -> bool {
        let is_in = |body: &Vec<u8>| body.windows(word.len().max(1)).any(|it| it.eq_ignore_ascii_case(word.as_bytes()));
        self.key.as_ref().is_some_and(|it| it.is_in(word)) || self.body.as_ref().is_some_and(is_in)
    }
}

/// The way to a server, shared by all calls.
#[derive(Debug, Default)]
pub(crate) struct Line {
    connector: Arc<DefaultConnector>,
    threads: Arc<AtomicUsize>,
}

/// A reply that is being read. Dropping it hangs up.
pub(crate) struct Reply<'a> {
    agent: Agent,
    events: Receiver<Event>,
    cancel: &'a Cancel,
    server: &'a Server,
    limits: &'a Limits,
    /// When the next event must be there.
    due: Instant,
    /// When all must be there.
    end: Instant,
    bytes: usize,
}

impl Drop for Reply<'_> {
    fn drop(&mut self) {
        self.agent.clone().shutdown();
    }
}

impl Line {
    /// Asks, and waits for the head of the reply. Only a connection that cannot be made is tried again.
    pub(crate) fn ask<'a>(
        &self,
        server: &'a Server,
        question: &Arc<Question>,
        limits: &'a Limits,
        cancel: &'a Cancel,
    ) -> Result<(Head, Reply<'a>), Error> {
        let end = Instant::now() + limits.total;
        let mut tried = 0;
        loop {
            let failure = match self.try_once(server, question, limits, cancel, end)? {
                Ok(answered) => return Ok(answered),
                Err(failure) => failure,
            };
            if tried >= limits.retries || !matches!(failure, Failure::NoConnection(_)) {
                return Err(failure.error(server, limits));
            }
            pause(PAUSE * 2_u32.saturating_pow(tried), end, cancel, server, limits)?;
            tried += 1;
        }
    }

    /// One try: the reply, or why there is none. The outer error ends all tries.
    fn try_once<'a>(
        &self,
        server: &'a Server,
        question: &Arc<Question>,
        limits: &'a Limits,
        cancel: &'a Cancel,
        end: Instant,
    ) -> Result<Result<(Head, Reply<'a>), Failure>, Error> {
        let (sender, events) = mpsc::sync_channel(MOST_WAITING);
        let sender = Arc::new(sender);
        cancel.wakes(&sender);
        let agent = self.agent(server, limits, Arc::downgrade(&sender));
        let now = Instant::now();
        let due = end.min(now + limits.connect);
        let mut reply = Reply { agent: agent.clone(), events, cancel, server, limits, due, end, bytes: 0 };
        self.start(agent, server, Arc::clone(question), sender)?;
        let mut connected = false;
        loop {
            match reply.next_event(connected)? {
                Event::Woken => {}
                Event::Connected => {
                    connected = true;
                    reply.due = end.min(Instant::now() + limits.first);
                }
                Event::Head(head) => return Ok(Ok((head, reply))),
                Event::Failed(failure) if connected => return Err(failure.after_connecting().error(server, limits)),
                Event::Failed(failure) => return Ok(Err(failure.before_connecting(server))),
                Event::Bytes(_) | Event::End => return Ok(Err(Failure::Protocol)),
            }
        }
    }

    fn agent(&self, server: &Server, limits: &Limits, tell: Weak<SyncSender<Event>>) -> Agent {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect is told, never followed: the key and the prompt are for this server alone.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // Not through a proxy that the environment names: the user named the server, and nobody else.
            .proxy(None)
            .no_delay(true)
            .max_idle_connections(0)
            .max_response_header_size(MOST_HEAD)
            .user_agent(concat!("caro/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            // These end the thread where all else fails; the caller's own clock is quicker.
            .timeout_resolve(Some(limits.connect + GRACE))
            .timeout_connect(Some(limits.connect + GRACE))
            .timeout_global(Some(limits.total + GRACE))
            .tls_config(encryption())
            .build();
        let names = Names { here: server.is_here(), inner: DefaultResolver::default() };
        Agent::with_parts(config, Reach { inner: Arc::clone(&self.connector), tell }, names)
    }

    fn start(
        &self,
        agent: Agent,
        server: &Server,
        question: Arc<Question>,
        sender: Arc<SyncSender<Event>>,
    ) -> Result<(), Error> {
        let busy =
            |why: &str| Error::new(Kind::Busy, format!("{} was not asked, because {why}: try again", server.place()));
        let place = Place::take(&self.threads)
            .ok_or_else(|| busy("too many earlier requests to it have not found out yet that it does not answer"))?;
        let url = server.url(question.service);
        let talk = move || {
            let _place = place;
            if let Err(failure) = talk(&agent, &url, &question, &sender) {
                let _ = sender.send(Event::Failed(failure));
            }
        };
        let thread = std::thread::Builder::new().name("remote".to_owned()).spawn(talk);
        thread.map(drop).map_err(|_| busy("the system gives no thread"))
    }
}

/// A thread's place among those that are allowed.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(threads: &Arc<AtomicUsize>) -> Option<Self> {
        let more = |count: usize| (count < MOST_THREADS).then_some(count + 1);
        threads.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).ok()?;
        Some(Self(Arc::clone(threads)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Reply<'_> {
    /// The next bytes of the body; none at its end.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        loop {
            match self.next_event(true)? {
                Event::Bytes(bytes) => {
                    self.due = self.end;
                    self.bytes += bytes.len();
                    if self.bytes > self.limits.most_bytes {
                        return Err(self.too_much());
                    }
                    return Ok(Some(bytes));
                }
                Event::End => return Ok(None),
                Event::Failed(failure) => return Err(failure.after_connecting().error(self.server, self.limits)),
                Event::Woken | Event::Connected | Event::Head(_) => {}
            }
        }
    }

    /// The whole body.
    pub(crate) fn body(&mut self) -> Result<Vec<u8>, Error> {
        let mut body = Vec::new();
        while let Some(bytes) = self.next()? {
            body.extend(bytes);
        }
        Ok(body)
    }

    /// As much of the body as can be had: it only explains a failure that is known already.
    pub(crate) fn excerpt(&mut self) -> Result<Vec<u8>, Error> {
        let most = 64 << 10;
        self.end = self.end.min(Instant::now() + Duration::from_secs(2));
        self.due = self.end;
        let mut body = Vec::new();
        while body.len() < most {
            match self.next() {
                Ok(Some(bytes)) => body.extend(bytes),
                Err(error) if error.kind() == Kind::Cancelled => return Err(error),
                Ok(None) | Err(_) => break,
            }
        }
        Ok(body)
    }

    pub(crate) fn too_much(&self) -> Error {
        let place = self.server.place();
        Error::new(
            Kind::TooMuch,
            format!("{place} sends far more than an answer: check that the address is the right one"),
        )
    }

    /// Whether the caller still wants an answer.
    pub(crate) fn wanted(&self) -> Result<(), Error> {
        if self.cancel.is_cancelled() { Err(Error::cancelled()) } else { Ok(()) }
    }

    fn next_event(&mut self, connected: bool) -> Result<Event, Error> {
        self.wanted()?;
        let now = Instant::now();
        if now >= self.due {
            return Err(if connected { self.late() } else { Failure::SlowConnection.error(self.server, self.limits) });
        }
        match self.events.recv_timeout(self.due - now) {
            Ok(Event::Woken) | Err(RecvTimeoutError::Timeout) => Ok(Event::Woken),
            Ok(event) => Ok(event),
            // The thread is gone without a word.
            Err(RecvTimeoutError::Disconnected) => Ok(Event::Failed(Failure::Closed)),
        }
    }

    fn late(&self) -> Error {
        let place = self.server.place();
        let (what, time) = if self.bytes == 0 && self.due < self.end {
            ("began no answer", self.limits.first)
        } else {
            ("did not finish its answer", self.limits.total)
        };
        let advice = "it may be too busy, or its model too large for this machine";
        Error::new(Kind::Timeout, format!("{place} {what} within {}: {advice}", seconds(time)))
    }
}

fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f32())
}

/// Waits, unless the caller gives up or the time is over.
fn pause(time: Duration, end: Instant, cancel: &Cancel, server: &Server, limits: &Limits) -> Result<(), Error> {
    let (sender, events) = mpsc::sync_channel(1);
    let sender = Arc::new(sender);
    cancel.wakes(&sender);
    if !cancel.is_cancelled() {
        let _ = events.recv_timeout(time);
    }
    if cancel.is_cancelled() {
        return Err(Error::cancelled());
    }
    if Instant::now() >= end {
        return Err(Failure::SlowConnection.error(server, limits));
    }
    Ok(())
}

/// Sends the question and passes on what comes back, until nobody listens.
fn talk(agent: &Agent, url: &str, question: &Question, tell: &SyncSender<Event>) -> Result<(), Failure> {
    let key = question.key.as_ref().and_then(Key::header);
    let response = match &question.body {
        Some(body) => {
            let mut request = agent.post(url).content_type("application/json");
            if let Some(key) = key {
                request = request.header("authorization", key);
            }
            request.send(body.as_slice())
        }
        None => {
            let mut request = agent.get(url);
            if let Some(key) = key {
                request = request.header("authorization", key);
            }
            request.call()
        }
    };
    let response = response.map_err(|it| failure(&it))?;
    if tell.send(Event::Head(head(&response))).is_err() {
        return Ok(());
    }
    let mut body = response.into_body().into_reader();
    let mut piece = vec![0; 8 << 10];
    loop {
        let count = match body.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failure(&ureq::Error::from(error))),
        };
        if tell.send(Event::Bytes(piece[..count].to_vec())).is_err() {
            return Ok(());
        }
    }
    let _ = tell.send(Event::End);
    Ok(())
}

fn head(response: &Response<Body>) -> Head {
    let header = |name: &str| response.headers().get(name).and_then(|it| it.to_str().ok());
    let form = header("content-type").unwrap_or_default().to_ascii_lowercase();
    let form = match form.split(';').next().unwrap_or_default().trim() {
        "application/json" => Form::Json,
        "text/event-stream" => Form::Events,
        "text/html" | "application/xhtml+xml" => Form::Html,
        _ => Form::Other,
    };
    let host = |text: &str| {
        let uri = text.parse::<ureq::http::Uri>().ok()?;
        let host = uri.host()?;
        let shown = host.len() <= 200 && host.bytes().all(|it| it.is_ascii_alphanumeric() || b".-:[]".contains(&it));
        shown.then(|| host.to_owned())
    };
    Head { status: response.status().as_u16(), form, elsewhere: header("location").and_then(host) }
}

/// What an error of the library's means to us.
fn failure(error: &ureq::Error) -> Failure {
    use ureq::Error as E;
    match error {
        E::HostNotFound => Failure::NoSuchHost,
        E::Timeout(_) => Failure::SlowConnection,
        E::LargeResponseHeader(..) => Failure::LongHead,
        E::Rustls(error) => certificate(error),
        E::Tls(_) | E::TlsRequired => Failure::Encryption,
        E::Io(error) => match error.get_ref().and_then(|it| it.downcast_ref::<rustls::Error>()) {
            Some(error) => certificate(error),
            None if error.kind() == io::ErrorKind::PermissionDenied => Failure::NotThisMachine,
            None if error.kind() == io::ErrorKind::InvalidData => Failure::Protocol,
            None => Failure::NoConnection(error.kind()),
        },
        E::Protocol(_) | E::Http(_) | E::BodyStalled => Failure::Protocol,
        _ => Failure::Closed,
    }
}

fn certificate(error: &rustls::Error) -> Failure {
    use rustls::CertificateError as C;
    let rustls::Error::InvalidCertificate(why) = error else { return Failure::Encryption };
    Failure::Certificate(match why {
        C::UnknownIssuer => "nobody that this system trusts vouches for it",
        C::Expired | C::ExpiredContext { .. } => "its certificate has expired",
        C::NotValidYet | C::NotValidYetContext { .. } => "its certificate is not valid yet",
        C::NotValidForName | C::NotValidForNameContext { .. } => "its certificate is for another name",
        C::Revoked => "its certificate was revoked",
        _ => "its certificate is not valid",
    })
}

impl Failure {
    /// The same, while the server is being reached: who hangs up then does not know what encryption is.
    fn before_connecting(self, server: &Server) -> Self {
        use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
        let hung_up = matches!(
            self,
            Self::NoConnection(BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof) | Self::Protocol
        );
        if server.is_encrypted() && hung_up { Self::Encryption } else { self }
    }

    /// The same, once the server was reached: then a broken connection is an answer that was cut.
    fn after_connecting(self) -> Self {
        match self {
            Self::NoConnection(_) | Self::NotThisMachine | Self::SlowConnection => Self::Closed,
            other => other,
        }
    }

    fn error(self, server: &Server, limits: &Limits) -> Error {
        let place = server.place();
        match self {
            Self::NoSuchHost => Error::new(
                Kind::Unreachable,
                format!("no machine has the name in {place}: check the server's address in your settings"),
            ),
            Self::NotThisMachine => Error::new(
                Kind::Address,
                format!("{place} leads to another machine, although its name means this one: write 127.0.0.1 instead"),
            ),
            Self::NoConnection(why) => Error::new(
                Kind::Unreachable,
                format!("no server answers at {place} ({why}): start it, or correct its address in your settings"),
            ),
            Self::SlowConnection => Error::new(
                Kind::Timeout,
                format!(
                    "{place} could not be reached within {}: check the server, its address and the network",
                    seconds(limits.connect)
                ),
            ),
            Self::Certificate(why) => Error::new(
                Kind::Untrusted,
                format!("{place} is not trusted, because {why}: nothing was sent; ask whoever runs it"),
            ),
            Self::Encryption => Error::new(
                Kind::Untrusted,
                format!(
                    "no encrypted connection to {place} could be made: check whether the address should begin with http"
                ),
            ),
            Self::LongHead | Self::Protocol => Error::new(
                Kind::Garbled,
                format!("what answers at {place} does not speak HTTP as a server does: check the port in its address"),
            ),
            Self::Closed => Error::new(
                Kind::Closed,
                format!("{place} hung up before its answer was complete: look into the server's log"),
            ),
        }
    }
}
