//! How long a host takes to be there, what it costs its clients, and how long another model takes.

use crate::prompts::ready;
use crate::{Anyhow, Bench, ask, connected, line, times, wish};
use caro_host::client::Client;
use caro_host::protocol::{FromClient, FromHost, Request, VERSION};
use caro_host::{frame, identity, place::Place};
use interprocess::local_socket::{Stream, traits::Stream as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// From nothing to a greeting, to a loaded model, and to a first answer.
pub(super) fn start(bench: &Bench, model: &Path) -> Anyhow<()> {
    let launch = bench.launch(model)?;
    let (mut greeted, mut loaded, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..11 {
        let place = Place::new(launch.options.folder.as_deref(), &identity::identify(model)?)?;
        let began = Instant::now();
        let mut host =
            std::process::Command::new(&launch.program).args(&launch.words).args(launch.options.to_words()).spawn()?;
        let stream = loop {
            match place.name().and_then(Stream::connect) {
                Ok(stream) => break stream,
                Err(_) if began.elapsed() > Duration::from_mins(1) => return Err("the host does not start".into()),
                Err(_) => std::thread::sleep(Duration::from_micros(200)),
            }
        };
        frame::write(&mut &stream, &FromClient::Hello { version: VERSION })?;
        frame::read::<FromHost>(&mut &stream)?;
        greeted.push(began.elapsed());
        // What makes no sense for a loaded model is said once there is one: an empty prompt.
        frame::write(&mut &stream, &FromClient::Complete(Request { id: 1, ..wish("", 1) }))?;
        last(&stream)?;
        loaded.push(began.elapsed());
        frame::write(&mut &stream, &FromClient::Complete(Request { id: 2, ..wish("find", 1) }))?;
        last(&stream)?;
        answered.push(began.elapsed());
        frame::write(&mut &stream, &FromClient::Shutdown)?;
        host.wait()?;
    }
    times("start of the process to its greeting, model of the tests", greeted, "");
    times("start of the process to its model loaded", loaded, "100 ms");
    times("start of the process to an answer of one token", answered, "");
    Ok(())
}

/// Waits for the last message of a request.
fn last(stream: &Stream) -> Anyhow<()> {
    loop {
        match frame::read(&mut &*stream)? {
            Some(FromHost::Done { .. } | FromHost::Failed { .. }) => return Ok(()),
            Some(_) => {}
            None => return Err("the host is gone".into()),
        }
    }
}

/// What a loaded model costs the process that asks; Linux only.
pub(super) fn memory(bench: &Bench, model: &Path) -> Anyhow<()> {
    let before = resident();
    let client = connected(&bench.launch(model)?)?;
    for _ in 0..20 {
        ask(&client, wish("find", 16))?;
    }
    let grown = resident().saturating_sub(before);
    bench.end(client)?;
    let bytes = model.metadata()?.len() / 1000;
    line(&format!("memory more in who asks a model of {} MB", bytes / 1000), &format!("{grown} kB"), "1 MB");
    Ok(())
}

/// Kilobytes that this process holds.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// From one model that is loaded to another one that is in the page cache: its host started, its first token written.
pub(super) fn switch(bench: &Bench, from: &Path, to: &Path) -> Anyhow<()> {
    // Once through, so that it is in the page cache.
    std::io::copy(&mut std::fs::File::open(to)?, &mut std::io::sink())?;
    let (mut loaded, mut answered) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let first = connected(&bench.launch(from)?)?;
        let launch = bench.launch(to)?;
        let began = Instant::now();
        first.shutdown_host();
        drop(first);
        let second = Client::new(launch, |notice| eprintln!("{notice:?}"))?;
        let (_, events) = second.ask(wish("", 1));
        events.iter().last();
        ready(&second)?;
        loaded.push(began.elapsed());
        ask(&second, wish("find", 1))?;
        answered.push(began.elapsed());
        bench.end(second)?;
    }
    let megabytes = to.metadata()?.len() / 1_000_000;
    times(&format!("another model of {megabytes} MB, in the page cache: loaded"), loaded, "5 s");
    times("      and its first token written", answered, "5 s");
    Ok(())
}
