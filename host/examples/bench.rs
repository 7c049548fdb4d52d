//! Measures the host against the plain crate, and prints a table: `cargo run --release -p caro-host --example bench -- MODEL`.
//!
//! Ratios are of one run, taken in turns, with the same model and threads. The program `caro-host` must be built, too.

use caro_host::client::{Client, Event, Launch, Patience, State};
use caro_host::protocol::{FromClient, FromHost, Prompt, Request, VERSION};
use caro_host::{Options, frame, identity, place::Place};
use interprocess::local_socket::{Stream, traits::Stream as _};
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::context::params::LlamaContextParams;
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::{LlamaModel, params::LlamaModelParams};
use llama_cpp_2::sampling::LlamaSampler;
use llama_cpp_2::{LogOptions, send_logs_to_tracing};
use std::error::Error;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

type Anyhow<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 15;
const LINE: &str = "find files by name, size and age; count lines; list processes; show disk usage of folders\n";

fn main() -> Anyhow<()> {
    let model = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/nano.gguf")), PathBuf::from);
    let threads = std::env::var("THREADS").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    let folder = std::env::temp_dir().join(format!("caro-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = measure(&model, threads, &folder);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn measure(model: &Path, threads: u32, folder: &Path) -> Anyhow<()> {
    let options = Options {
        threads,
        folder: Some(folder.join("run")),
        prefixes: Some(folder.join("prefixes")),
        ..Options::new(model)
    };
    let exe = std::env::current_exe()?;
    let program = exe.ancestors().nth(2).ok_or("no target folder")?.join("caro-host");
    let launch = Launch { program, words: Vec::new(), options, patience: Patience::default() };
    starts(&launch)?;
    let client = Client::new(launch.clone(), |notice| eprintln!("{notice:?}"))?;
    speed(&client, model, threads)?;
    latency(&client)?;
    prefix(&client, &launch)?;
    cancel(&client)?;
    client.shutdown_host();
    std::thread::sleep(Duration::from_millis(300));
    Ok(())
}

fn row(what: &str, value: &str) {
    println!("{what:<74} {value}");
}

fn median<T: Ord + Copy>(mut all: Vec<T>) -> T {
    all.sort_unstable();
    all[all.len() / 2]
}

fn wish(rest: &str, most_tokens: u32) -> Request {
    let prompt = Prompt { rest: rest.to_owned(), ..Prompt::default() };
    Request { prompt, answers: 1, most_tokens, document: "bench".to_owned(), ..Request::default() }
}

struct Asked {
    tokens: u32,
    first: Duration,
    all: Duration,
    inside: Duration,
    reused: u32,
    prompt: u32,
}

fn ask(client: &Client, request: Request) -> Anyhow<Asked> {
    let began = Instant::now();
    let (_, events) = client.ask(request);
    let mut first = None;
    for event in events {
        first.get_or_insert_with(|| began.elapsed());
        match event {
            Event::Piece { .. } => {}
            Event::Done { figures, .. } => {
                return Ok(Asked {
                    tokens: figures.answer_tokens,
                    first: first.unwrap_or_default(),
                    all: began.elapsed(),
                    inside: Duration::from_micros(figures.queue_us + figures.first_us + figures.answer_us),
                    reused: figures.reused_tokens,
                    prompt: figures.prompt_tokens,
                });
            }
            other => return Err(format!("{other:?}").into()),
        }
    }
    Err("no answer".into())
}

/// From nothing to a greeting, and to a first answer.
fn starts(launch: &Launch) -> Anyhow<()> {
    let (mut ready, mut answered) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let place = Place::new(launch.options.folder.as_deref(), &identity::identify(&launch.options.model)?)?;
        let began = Instant::now();
        let mut host = std::process::Command::new(&launch.program).args(launch.options.to_words()).spawn()?;
        let stream = loop {
            match place.name().and_then(Stream::connect) {
                Ok(stream) => break stream,
                Err(_) if began.elapsed() > Duration::from_mins(1) => return Err("the host does not start".into()),
                Err(_) => std::thread::sleep(Duration::from_micros(200)),
            }
        };
        frame::write(&mut &stream, &FromClient::Hello { version: VERSION })?;
        frame::read::<FromHost>(&mut &stream)?;
        ready.push(began.elapsed());
        frame::write(&mut &stream, &FromClient::Complete(Request { id: 1, ..wish("find", 1) }))?;
        while !matches!(frame::read(&mut &stream)?, Some(FromHost::Done { .. })) {}
        answered.push(began.elapsed());
        frame::write(&mut &stream, &FromClient::Shutdown)?;
        host.wait()?;
    }
    row("start of the process to greeting", &format!("{:.1?}", median(ready)));
    row("start of the process to an answer of one token", &format!("{:.1?}", median(answered)));
    Ok(())
}

/// Tokens per second of one long answer, in turns.
fn speed(client: &Client, model: &Path, threads: u32) -> Anyhow<()> {
    send_logs_to_tracing(LogOptions::default().with_logs_enabled(false));
    let backend = LlamaBackend::init()?;
    let model = LlamaModel::load_from_file(&backend, model, &LlamaModelParams::default().with_n_gpu_layers(0))?;
    let params = LlamaContextParams::default()
        .with_n_ctx(NonZeroU32::new(4096.min(model.n_ctx_train())))
        .with_n_threads(threads.cast_signed())
        .with_n_threads_batch(threads.cast_signed())
        .with_no_perf(true);
    let mut context = model.new_context(&backend, params)?;
    let most = 400.min(model.n_ctx_train() as usize / 2 - 16);
    let prompt = "#!/bin/sh\nfind";
    // Both sides are warm.
    plain(&mut context, &model, prompt, most)?;
    ask(client, wish(prompt, most as u32))?;
    let State::Connected { pid } = client.state() else { return Err("no host".into()) };
    let me = std::process::id();
    let mut counts = 0;
    let (mut ratios, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    let (mut our_cost, mut their_cost) = (0, 0);
    for _ in 0..ROUNDS {
        let before = cpu_time(me);
        let (tokens, took) = plain(&mut context, &model, prompt, most)?;
        let between = (cpu_time(me), cpu_time(pid));
        let asked = ask(client, wish(prompt, most as u32))?;
        let after = (cpu_time(me), cpu_time(pid));
        let their = tokens as f64 / took.as_secs_f64();
        let our = f64::from(asked.tokens) / asked.all.as_secs_f64();
        ratios.push((our / their * 10_000.0) as u64);
        ours.push(our as u64);
        theirs.push(their as u64);
        // A thread that ends takes its time along.
        our_cost += after.0.saturating_sub(between.0) + after.1.saturating_sub(between.1);
        their_cost += between.0.saturating_sub(before);
        counts = tokens;
        if asked.tokens as usize != tokens {
            println!("  {} tokens through the host, {tokens} in the plain loop", asked.tokens);
        }
    }
    row("tokens of the answer (few tokens tell of the request, not of the tokens)", &counts.to_string());
    row("tokens a second, plain loop of the crate", &median(theirs).to_string());
    row("tokens a second, through the host", &median(ours).to_string());
    row("their ratio (goal 0.97)", &format!("{:.3}", median(ratios) as f64 / 10_000.0));
    // On a busy machine the clock tells of the others, the processor's time of us. It is counted in milliseconds, so
    // that it tells nothing of a few tokens.
    let ratio = their_cost as f64 / our_cost.max(1) as f64;
    row("the same in processor time, both ends of the socket", &format!("{ratio:.3}"));
    Ok(())
}

/// The shortest way to the same text: what the crate's own example does.
fn plain(context: &mut LlamaContext<'_>, model: &LlamaModel, prompt: &str, most: usize) -> Anyhow<(usize, Duration)> {
    let vocabulary = model.vocab();
    let began = Instant::now();
    context.clear_kv_cache();
    let tokens = vocabulary.tokenize(prompt.as_bytes(), true, false);
    let mut batch = LlamaBatch::new(512, 1);
    for (position, token) in (0..).zip(&tokens) {
        batch.add(*token, position, &[0], position as usize + 1 == tokens.len())?;
    }
    context.decode(&mut batch)?;
    let mut sampler = LlamaSampler::greedy();
    let (mut count, mut text) = (0, Vec::new());
    while count < most {
        let token = sampler.sample(context, -1);
        if vocabulary.is_eog(token) {
            break;
        }
        count += 1;
        vocabulary.token_to_piece_into(token, &mut text, false, None);
        if count == most {
            break;
        }
        batch.clear();
        batch.add(token, i32::try_from(tokens.len() + count - 1)?, &[0], true)?;
        context.decode(&mut batch)?;
    }
    Ok((count, began.elapsed()))
}

/// Nanoseconds that a process has computed; Linux only.
fn cpu_time(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks
        .filter_map(|it| std::fs::read_to_string(it.path().join("schedstat")).ok())
        .filter_map(|it| it.split(' ').next()?.parse::<u64>().ok())
        .sum()
}

/// What the way through the socket adds.
fn latency(client: &Client) -> Anyhow<()> {
    let mut trips = Vec::new();
    let mut added = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        client.health(Duration::from_secs(5)).ok_or("no health")?;
        trips.push(began.elapsed());
        let asked = ask(client, wish("find", 4))?;
        added.push(asked.all.saturating_sub(asked.inside));
    }
    row("health, there and back (goal below 1 ms)", &format!("{:.1?}", median(trips)));
    row("an answer's time outside the engine (goal below 1 ms)", &format!("{:.1?}", median(added)));
    Ok(())
}

/// The first token with a fixed prefix, read and restored.
fn prefix(client: &Client, launch: &Launch) -> Anyhow<()> {
    let room = match client.health(Duration::from_secs(5)).ok_or("no health")?.model {
        caro_host::protocol::ModelState::Ready(facts) => facts.context,
        other => return Err(format!("{other:?}").into()),
    };
    // About half of the context.
    let fixed = LINE.repeat((room / 60).max(1) as usize);
    let request = || {
        let prompt = Prompt { fixed: fixed.clone(), rest: "find all".to_owned(), ..Prompt::default() };
        Request { prompt, ..wish("", 1) }
    };
    let cold = ask(client, request())?;
    client.shutdown_host();
    std::thread::sleep(Duration::from_secs(1));
    let again = Client::new(launch.clone(), |notice| eprintln!("{notice:?}"))?;
    // Starts the host without reading anything: what makes no sense is refused before.
    let (_, events) = again.ask(Request { answers: 0, ..wish("", 1) });
    events.iter().last();
    while !matches!(
        again.health(Duration::from_secs(5)).map(|it| it.model),
        Some(caro_host::protocol::ModelState::Ready(_))
    ) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let restored = ask(&again, request())?;
    row(&format!("first token, {} tokens read", cold.prompt - cold.reused), &format!("{:.1?}", cold.first));
    row(
        &format!("first token, {} of {} restored after a start", restored.reused, restored.prompt),
        &format!("{:.1?}", restored.first),
    );
    let ratio = restored.first.as_secs_f64() / cold.first.as_secs_f64();
    row("their ratio (goal below 0.33)", &format!("{ratio:.3}"));
    Ok(())
}

/// From giving up to being heard, and to the next answer.
fn cancel(client: &Client) -> Anyhow<()> {
    let (mut heard, mut free) = (Vec::new(), Vec::new());
    for number in 0..10_u64 {
        let context = format!("echo {number}\n{}", LINE.repeat(200));
        let request = Request { prompt: Prompt { context, ..Prompt::default() }, ..wish("", 4) };
        let (ticket, events) = client.ask(request);
        std::thread::sleep(Duration::from_millis(5 + number * 3));
        let began = Instant::now();
        ticket.cancel();
        events.iter().last();
        heard.push(began.elapsed());
        ask(client, wish("find", 1))?;
        free.push(began.elapsed());
    }
    row("giving up while the prompt is read, heard after", &format!("{:.1?}", median(heard)));
    row("the same, until another request is answered", &format!("{:.1?}", median(free)));
    Ok(())
}
