//! `cargo run -p caro-tests --bin typing`: 30 keys a second for a minute, without a model and with a slow one, in figures.
//! With session files it plays those, as slowly as people type, and says when the user saw what.

mod buffer;
mod editor;
mod ghost;
mod load;
mod model;
mod play;
mod process;
mod session;
mod timeline;
mod wire;

use load::{Figures, Plan, percentile};
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|it| it.ends_with(".session")) {
        let well = words.iter().map(|it| shown(it)).filter(|it| !it).count() == 0;
        return if well { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    measure(words.into_iter());
    ExitCode::SUCCESS
}

/// Plays a session; whether nothing was wrong.
fn shown(path: &str) -> bool {
    let read = std::fs::read_to_string(path).map_err(|it| it.to_string());
    let session = match read.and_then(|it| session::read(&it)) {
        Ok(session) => session,
        Err(error) => {
            eprintln!("{path}: {error}");
            return false;
        }
    };
    let timeline = play::play(&session, 1.0);
    print!("{path}\n{}", timeline.text(true));
    for it in &timeline.faults {
        println!("! {it}");
    }
    timeline.faults.is_empty()
}

/// So many seconds, so many rounds.
fn measure(mut words: impl Iterator<Item = String>) {
    let seconds = words.next().and_then(|it| it.parse().ok()).unwrap_or(60.0);
    let rounds = words.next().and_then(|it| it.parse().ok()).unwrap_or(1);
    let plan = Plan {
        time: Duration::from_secs_f64(seconds),
        gap: Duration::from_micros(33_333),
        pause: Duration::from_millis(400),
        rest: Duration::from_millis(2600),
        model: None,
        lines: 400,
    };
    println!("30 keys a second for {seconds} s in a script of {} lines, {rounds} rounds;", plan.lines);
    println!("0.4 s at the end of a line, 2.6 s after one comment in nine lines");
    println!("load of the machine before: {}", load_average());
    for round in 1..=rounds {
        let without = load::run(&plan);
        let with = load::run(&Plan { model: Some(Duration::from_secs(2)), ..plan });
        println!("\nround {round}{:>37}{:>20}", "no model", "2 s an answer");
        table(&without, &with);
    }
    println!("\nload of the machine after: {}", load_average());
}

fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn table(without: &Figures, with: &Figures) {
    let row = |name: &str, of: &dyn Fn(&Figures) -> String| println!("{name:<28}{:>16}{:>20}", of(without), of(with));
    row("keys", &|it| it.keys.to_string());
    row("ghost text asked for", &|it| it.asked.to_string());
    row("  answers that fitted", &|it| it.fitting.to_string());
    row("  late answers with text", &|it| it.late.to_string());
    row("unanswered, unasked, errors", &|it| format!("{}, {}, {}", it.unanswered, it.unasked, it.errors));
    row("most waiting at a time", &|it| it.most_waiting.to_string());
    row("ghost text p50, p99 ms", &|it| both(&it.ghost));
    row("hover p50, p99 ms", &|it| both(&it.hover));
    row("diagnostics p50, p99 ms", &|it| both(&it.diagnostics));
    row("cancel to answer p50, p99", &|it| both(&it.silence));
    row("change to model's end", &|it| format!("{} of {}", both(&it.model_silence), it.model_silence.len()));
    row("model asked, let go, open", &|it| {
        format!("{}, {}, {}", it.model.asked, it.model.cancelled, it.model.most_open)
    });
    row("memory MB, first and last 1/4", &memory);
    row("threads at most", &|it| it.costs.iter().map(|it| it.threads).max().unwrap_or(0).to_string());
}

fn both(times: &[Duration]) -> String {
    let shown = |percent| percentile(times, percent).as_secs_f64() * 1000.0;
    format!("{:.1}, {:.1}", shown(50), shown(99))
}

/// The highest of the first quarter and of the last.
fn memory(figures: &Figures) -> String {
    let quarter = figures.costs.len().div_ceil(4);
    let most = |costs: &[process::Cost]| costs.iter().map(|it| it.kilobytes).max().unwrap_or(0) as f64 / 1024.0;
    let last = figures.costs.len() - quarter;
    format!("{:.1}, {:.1}", most(&figures.costs[..quarter]), most(&figures.costs[last..]))
}
