//! What a request costs beside its tokens: the way to the host, its prompt, and giving it up.

use crate::{Anyhow, Bench, CONTEXT, ask, connected, goes_on, line, median, times, wish};
use caro_host::client::{Client, Event};
use caro_host::protocol::{ModelState, Prompt, Request};
use std::path::Path;
use std::time::{Duration, Instant};

const LINE: &str = "find files by name, size and age; count lines; list processes; show disk usage of folders\n";

/// What the way through the socket adds.
pub(super) fn latency(client: &Client) -> Anyhow<()> {
    let (mut trips, mut added) = (Vec::new(), Vec::new());
    let start = Instant::now();
    while goes_on(added.len(), 200, start) {
        let began = Instant::now();
        client.health(Duration::from_secs(5)).ok_or("no health")?;
        trips.push(began.elapsed());
        let asked = ask(client, wish("find", 4))?;
        added.push(asked.all.saturating_sub(asked.inside()));
    }
    times("asking how the host is, there and back", trips, "1 ms");
    times("an answer's time outside the engine", added, "1 ms");
    Ok(())
}

/// The first token with a fixed prefix of half the context, read and restored.
pub(super) fn prefix(bench: &Bench, model: &Path) -> Anyhow<()> {
    let launch = bench.launch(model)?;
    let (mut cold, mut restored, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut tokens = (0, 0);
    let start = Instant::now();
    while goes_on(cold.len(), 5, start) {
        let round = cold.len();
        let fixed = format!("round {round}\n{}", LINE.repeat(CONTEXT as usize / 60));
        let request = || {
            let prompt = Prompt { fixed: fixed.clone(), rest: "find all".to_owned(), ..Prompt::default() };
            Request { prompt, ..wish("", 1) }
        };
        let client = connected(&launch)?;
        let read = ask(&client, request())?;
        bench.end(client)?;
        let client = Client::new(launch.clone(), |notice| eprintln!("{notice:?}"))?;
        // Starts the host without reading anything: what makes no sense is refused before.
        let (_, events) = client.ask(Request { answers: 0, ..wish("", 1) });
        events.iter().last();
        ready(&client)?;
        let again = ask(&client, request())?;
        bench.end(client)?;
        tokens = (again.figures.reused_tokens, again.figures.prompt_tokens);
        cold.push(read.all);
        restored.push(again.all);
        ratios.push(again.all.as_secs_f64() / read.all.as_secs_f64());
    }
    times(&format!("first token, {} tokens read", tokens.1), cold, "");
    times(&format!("first token, {} of them restored after a start", tokens.0), restored, "");
    line("      their ratio", &format!("{:.3}", median(ratios)), "0.33");
    Ok(())
}

/// Waits until the model is loaded.
pub(super) fn ready(client: &Client) -> Anyhow<()> {
    loop {
        match client.health(Duration::from_secs(30)).ok_or("no health")?.model {
            ModelState::Ready(_) => return Ok(()),
            ModelState::Loading => std::thread::sleep(Duration::from_millis(1)),
            failed @ ModelState::Failed { .. } => return Err(format!("{failed:?}").into()),
        }
    }
}

/// From giving up to being heard, and to the next answer, while a prompt is read and while an answer is written.
pub(super) fn cancel(client: &Client) -> Anyhow<()> {
    for (what, lines, tokens) in [("the prompt is read", 60, 4), ("an answer is written", 0, 1000)] {
        let (mut heard, mut free) = (Vec::new(), Vec::new());
        for number in 0..10_u64 {
            let context = format!("echo {number}\n{}", LINE.repeat(lines));
            let request = Request { prompt: Prompt { context, ..Prompt::default() }, ..wish("", tokens) };
            let (ticket, events) = client.ask(request);
            std::thread::sleep(Duration::from_millis(5 + number * 3));
            let began = Instant::now();
            ticket.cancel();
            if !matches!(events.iter().last(), Some(Event::Cancelled(_))) {
                // It was faster than we are.
                continue;
            }
            heard.push(began.elapsed());
            ask(client, wish("find", 1))?;
            free.push(began.elapsed());
        }
        if !heard.is_empty() {
            times(&format!("given up while {what}, heard after"), heard, "50 ms");
            times("      until another request is answered", free, "");
        }
    }
    Ok(())
}
