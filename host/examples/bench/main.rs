//! Measures the host, the plain crate beside it, and prints a table: `make bench`, or
//! `cargo run --release -p caro-host --example bench`.
//!
//! The model is that of the tests, and the same with many more layers; another one is named with `CARO_BENCH_MODEL`.
//! What is compared is measured in turns in one run, with one thread on both sides; `CARO_BENCH_THREADS` names more.
//! The words are the host's program and what it needs first; without any, it is `caro-host`, which must be built, too.

use caro_host::client::{Client, Event, Launch, Patience};
use caro_host::protocol::{Figures, Prompt, Request};
use caro_host::{Options, client};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

mod life;
mod models;
mod prompts;
mod speed;

type Anyhow<T> = Result<T, Box<dyn Error>>;

/// Enough for a prompt of a thousand tokens.
const CONTEXT: u32 = 2048;
/// Makes of the small model one of about 30 MB, so that a token costs what it does with real ones.
const LAYERS: u32 = 64;

/// For one measurement.
const LONG_ENOUGH: Duration = Duration::from_secs(6);

fn main() -> Anyhow<()> {
    let folder = std::env::temp_dir().join(format!("caro-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = measure(&folder);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn measure(folder: &Path) -> Anyhow<()> {
    let small = models::endless(folder, "small.gguf", 4, CONTEXT)?;
    let deep = models::endless(folder, "deep.gguf", LAYERS, CONTEXT)?;
    let named = std::env::var_os("CARO_BENCH_MODEL").map(PathBuf::from);
    println!("{:64} {:>9} {:>9} {:>10}", "The model host", "median", "most", "budget");
    let bench = Bench { folder: folder.to_owned() };
    let nano = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/nano.gguf"));
    life::start(&bench, &nano)?;
    life::memory(&bench, &deep)?;
    life::switch(&bench, &small, &deep)?;
    if let Some(named) = &named {
        life::switch(&bench, &small, named)?;
    }
    for model in [Some(&small), Some(&deep), named.as_ref()].into_iter().flatten() {
        let bytes = model.metadata()?.len() as f64 / 1e6;
        println!("{} ({bytes:.0} MB)", model.file_name().unwrap_or_default().display());
        let host = connected(&bench.launch(model)?)?;
        speed::speed(&host, model)?;
        speed::shapes(&host)?;
        prompts::latency(&host)?;
        prompts::cancel(&host)?;
        bench.end(host)?;
        prompts::prefix(&bench, model)?;
    }
    Ok(())
}

/// Whether a measurement goes on: often on a fast model, a few times on a slow one.
fn goes_on(rounds: usize, most: usize, began: Instant) -> bool {
    rounds < 3 || (rounds < most && began.elapsed() < LONG_ENOUGH)
}

/// Threads that compute, on both sides.
fn threads() -> u32 {
    std::env::var("CARO_BENCH_THREADS").ok().and_then(|it| it.parse().ok()).unwrap_or(1)
}

/// Where hosts of this run live.
struct Bench {
    folder: PathBuf,
}

impl Bench {
    fn launch(&self, model: &Path) -> Anyhow<Launch> {
        let options = Options {
            threads: threads(),
            gpu_layers: 0,
            folder: Some(self.folder.join("run")),
            prefixes: Some(self.folder.join("prefixes")),
            ..Options::new(model)
        };
        let mut words = std::env::args_os().skip(1);
        let program = match words.next() {
            Some(program) => PathBuf::from(program),
            None => std::env::current_exe()?.ancestors().nth(2).ok_or("no target folder")?.join("caro-host"),
        };
        Ok(Launch { program, words: words.collect(), options, patience: Patience::default() })
    }

    /// Ends a host, and waits until it is gone.
    fn end(&self, client: Client) -> Anyhow<()> {
        client.shutdown_host();
        let until = Instant::now() + Duration::from_secs(10);
        while !client::running(&self.folder.join("run"), Duration::from_millis(100)).is_empty() {
            if Instant::now() > until {
                return Err("a host does not end".into());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        // The socket goes first, the process after its last work.
        std::thread::sleep(Duration::from_millis(100));
        Ok(())
    }
}

/// A client whose host is ready.
fn connected(launch: &Launch) -> Anyhow<Client> {
    let client = Client::new(launch.clone(), |notice| eprintln!("{notice:?}"))?;
    ask(&client, wish("find", 1))?;
    Ok(client)
}

/// One line of times, with their goal.
fn times(what: &str, all: Vec<Duration>, goal: &str) {
    let most = all.iter().max().copied().unwrap_or_default();
    println!("{what:64} {:>9} {:>9} {goal:>10}", shown(median(all)), shown(most));
}

/// One line with a single figure.
fn line(what: &str, value: &str, goal: &str) {
    println!("{what:64} {value:>9} {:>9} {goal:>10}", "");
}

fn shown(time: Duration) -> String {
    match time.as_micros() {
        0..1000 => format!("{} µs", time.as_micros()),
        1000..100_000 => format!("{:.1} ms", time.as_secs_f64() * 1e3),
        _ => format!("{:.0} ms", time.as_secs_f64() * 1e3),
    }
}

fn median<T: PartialOrd + Copy>(mut all: Vec<T>) -> T {
    all.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    all[all.len() / 2]
}

fn wish(rest: &str, most_tokens: u32) -> Request {
    let prompt = Prompt { rest: rest.to_owned(), ..Prompt::default() };
    Request { prompt, answers: 1, most_tokens, document: "bench".to_owned(), ..Request::default() }
}

/// How a request went, seen from here.
struct Asked {
    all: Duration,
    figures: Figures,
}

impl Asked {
    /// What the engine says that it took.
    fn inside(&self) -> Duration {
        let Figures { queue_us, first_us, answer_us, .. } = self.figures;
        Duration::from_micros(queue_us + first_us + answer_us)
    }
}

fn ask(client: &Client, request: Request) -> Anyhow<Asked> {
    let began = Instant::now();
    let (_, events) = client.ask(request);
    for event in events {
        match event {
            Event::Piece { .. } => {}
            Event::Done { figures, .. } => return Ok(Asked { all: began.elapsed(), figures }),
            other => return Err(format!("{other:?}").into()),
        }
    }
    Err("no answer".into())
}
