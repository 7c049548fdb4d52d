//! The process: one socket for all clients, one engine, and an end when nobody asks any more.

use crate::engine;
use crate::identity::{Identity, identify};
use crate::options::Options;
use crate::outbox::lock;
use crate::place::Place;
use crate::protocol::FromHost;
use crate::queue::Queue;
use crate::status::Status;
use connection::Connection;
use interprocess::local_socket::{Listener, ListenerOptions, Stream, traits::Listener as _, traits::Stream as _};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

mod connection;

/// More clients than this are sent away.
const MOST_CLIENTS: u32 = 64;
/// How often the watch looks at the clock, at most.
const WATCH: Duration = Duration::from_millis(500);
/// A host whose model cannot be loaded tells it to those who ask, and ends soon.
const WITHOUT_MODEL: Duration = Duration::from_secs(2);
/// So long the engine may take to end: a prefix may have to be written.
const LAST_WORK: Duration = Duration::from_secs(2);
/// So long a host that ends may take to let go of the lock.
const FOR_LOCK: Duration = Duration::from_secs(5);
/// So long the last messages may take to go out.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// How a host ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nobody asked for long enough.
    Idle,
    /// A client asked for it.
    Shutdown,
    /// Another process holds this model for this user already.
    AnotherServes,
    /// llama.cpp did not come back from a step.
    Hung,
    /// A mistake of ours: the thread that owns the model is gone.
    Broken,
    /// The model could not be loaded; the message is for people.
    NoModel(String),
}

/// What the threads of a host share.
#[derive(Debug)]
struct Shared {
    queue: Arc<Queue>,
    status: Arc<Status>,
    end: Mutex<Option<Ended>>,
    ended: Condvar,
    /// Nothing once the host ends: then nobody is greeted any more.
    connections: Mutex<Option<Vec<std::sync::Weak<Connection>>>>,
}

impl Shared {
    fn end(&self, how: Ended) {
        lock(&self.end).get_or_insert(how);
        self.ended.notify_all();
    }
}

/// Holds a model until nobody wants it any more. The message of an error is a whole sentence for people.
///
/// Threads may still run when this returns: the process is expected to end.
pub fn serve(options: Options) -> Result<Ended, String> {
    let model = identify(&options.model)?;
    let say = |what: &str, error: &io::Error| format!("the model host cannot start: {what}: {error}");
    let place = Place::new(options.folder.as_deref(), &model).map_err(|it| say("its folder", &it))?;
    let Some(_lock) = take(&place).map_err(|it| say("its lock", &it))? else { return Ok(Ended::AnotherServes) };
    // What an earlier host had to say would be taken for ours. Standard error is written at the end, wherever that is.
    if place.log().exists() {
        File::create(place.log()).map_err(|it| say("its log", &it))?;
    }
    let listener = listen(&place).map_err(|it| say("its socket", &it))?;

    let shared = Arc::new(Shared {
        queue: Arc::new(Queue::new()),
        status: Arc::new(Status::new()),
        end: Mutex::new(None),
        ended: Condvar::new(),
        connections: Mutex::new(Some(Vec::new())),
    });
    shared.status.touch();
    let engine = start_engine(&options, model, &shared).map_err(|it| say("its thread", &it))?;
    let accepting = Arc::clone(&shared);
    thread::Builder::new()
        .name("accept".into())
        .spawn(move || accept(&listener, &accepting))
        .map_err(|it| say("its thread", &it))?;

    let how = watch(&shared, &options);
    // Whoever connects from here on finds nothing, and starts the next host; it waits for the lock that we hold.
    if cfg!(unix) {
        let _ = std::fs::remove_file(place.socket());
    }
    // What is not answered by now is asked again, of that one.
    let connections = say_goodbye(&shared, &how);
    shared.queue.close();
    if how != Ended::Hung {
        wait(LAST_WORK, || engine.is_finished());
        wait(LAST_WORDS, || connections.iter().all(|it| it.is_gone()));
    }
    Ok(how)
}

/// The lock that only one host holds; nothing where another has it and serves.
fn take(place: &Place) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(place.lock())?;
    let until = Instant::now() + FOR_LOCK;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(error)) => return Err(error),
            // Who holds it and cannot be reached starts just now, or ends just now.
            Err(TryLockError::WouldBlock) => {
                if Instant::now() >= until || place.name().and_then(Stream::connect).is_ok() {
                    return Ok(None);
                }
            }
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Binds the socket. Who holds the lock may clear away what a dead host left.
fn listen(place: &Place) -> io::Result<Listener> {
    if cfg!(unix) {
        match std::fs::remove_file(place.socket()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    // The folder keeps others out, and the peer's user is asked for, too.
    ListenerOptions::new().name(place.name()?).reclaim_name(false).create_sync()
}

fn start_engine(options: &Options, model: Identity, shared: &Arc<Shared>) -> io::Result<thread::JoinHandle<()>> {
    let (options, shared) = (options.clone(), Arc::clone(shared));
    thread::Builder::new().name("engine".into()).spawn(move || {
        let (queue, status) = (Arc::clone(&shared.queue), Arc::clone(&shared.status));
        let run = std::panic::AssertUnwindSafe(|| engine::run(&options, &model, &queue, &status));
        if std::panic::catch_unwind(run).is_err() {
            shared.end(Ended::Broken);
        }
    })
}

fn accept(listener: &Listener, shared: &Arc<Shared>) {
    for number in 0_u64.. {
        match listener.accept() {
            Ok(stream) if shared.status.clients.load(Relaxed) < MOST_CLIENTS => {
                shared.status.clients.fetch_add(1, Relaxed);
                if Connection::open(number, stream, Arc::clone(shared)).is_err() {
                    shared.status.clients.fetch_sub(1, Relaxed);
                }
            }
            // Too many: they are told by the end of the stream.
            Ok(_) => {}
            // Out of file descriptors, most likely: those that close give some back.
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Waits for an end, and looks at the clock meanwhile.
fn watch(shared: &Shared, options: &Options) -> Ended {
    let pause = WATCH.min(options.idle / 4).max(Duration::from_millis(5));
    let mut end = lock(&shared.end);
    loop {
        if let Some(how) = end.take() {
            return how;
        }
        if shared.status.step_so_far().is_some_and(|it| it > options.longest_step) {
            return Ended::Hung;
        }
        let without_model = shared.status.has_no_model();
        let patience = if without_model { WITHOUT_MODEL.min(options.idle) } else { options.idle };
        if shared.queue.is_idle() && shared.status.idle() >= patience && shared.status.step_so_far().is_none() {
            return match shared.status.health(0).model {
                crate::protocol::ModelState::Failed { message, .. } => Ended::NoModel(message),
                _ => Ended::Idle,
            };
        }
        end = shared.ended.wait_timeout(end, pause).unwrap_or_else(PoisonError::into_inner).0;
    }
}

/// Waits for something, within bounds.
fn wait(most: Duration, done: impl Fn() -> bool) {
    let until = Instant::now() + most;
    while !done() && Instant::now() < until {
        thread::sleep(Duration::from_millis(1));
    }
}

fn say_goodbye(shared: &Shared, how: &Ended) -> Vec<Arc<Connection>> {
    let connections = lock(&shared.connections).take().unwrap_or_default();
    let connections: Vec<_> = connections.iter().filter_map(std::sync::Weak::upgrade).collect();
    let message = match how {
        Ended::Idle => "nobody asked for a while",
        Ended::Shutdown => "it was asked to end",
        Ended::NoModel(_) => "its model could not be loaded",
        // A hang is a death, and its clients shall see one.
        Ended::Hung | Ended::Broken | Ended::AnotherServes => return Vec::new(),
    };
    for connection in &connections {
        connection.outbox.send(FromHost::Goodbye { message: message.to_owned() });
    }
    connections
}
