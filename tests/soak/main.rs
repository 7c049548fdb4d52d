//! A soak: random typing, undo, paste, cancelling, changes of settings and questions in ten documents, with a history and a tiny
//! model in the real host. The host is killed now and then, and the history's disk is full for a while, where root can make such
//! a disk. In the end every request is answered, and memory and open files are flat.
//!
//! `CARO_SOAK_SECONDS=600 cargo test -p caro-tests --test soak` runs as long as that; `CARO_SOAK_SEED` repeats a run.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod dice;
mod disk;
mod hosts;
mod plot;
#[path = "../replay/process.rs"]
mod process;
mod typist;
#[path = "../replay/wire.rs"]
mod wire;

use process::cost;
use std::time::{Duration, Instant};
use typist::Typist;
use wire::{Home, Wire};

/// A model of two million bytes that says nonsense, as fast as any.
const NANO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/tests/models/nano.gguf");

/// What was measured at one moment.
pub(crate) struct Sample {
    pub(crate) at: Duration,
    pub(crate) server_mb: f64,
    pub(crate) threads: u64,
    pub(crate) files: u64,
    /// All hosts together.
    pub(crate) hosts_mb: f64,
}

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn nothing_is_left_after_random_work() {
    let time = Duration::from_secs(from_environment("CARO_SOAK_SECONDS").unwrap_or(20));
    let seed = from_environment("CARO_SOAK_SEED").unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(1, |it| it.subsec_nanos().into())
    });
    println!("CARO_SOAK_SEED={seed}, {} s", time.as_secs());
    let home = Home::new();
    let disk = disk::Disk::mounted(&home.0.join("state"));
    let wire = Wire::start(&home.0, |it| {
        it.env_remove("CARO_NO_HISTORY").env("XDG_STATE_HOME", home.0.join("state"));
    });
    let mut typist = Typist::start(wire, NANO, seed);
    let (mut samples, mut kills, mut full) = (Vec::new(), Vec::new(), 0);
    let began = Instant::now();
    let (mut next_sample, mut next_kill) = (Duration::ZERO, time / 4);
    while began.elapsed() < time {
        typist.step();
        let now = began.elapsed();
        if now >= next_kill {
            // In a short run too, at least twice.
            next_kill = now + (time / 5).min(Duration::from_secs(20));
            if hosts::kill_all(&home.0) > 0 {
                kills.push(now);
            }
        }
        // Every other tenth of the time, there is no room.
        if let Some(disk) = &disk {
            let is_full = (now.as_secs_f64() / time.as_secs_f64() * 10.0) as u64 % 2 == 1;
            full += u64::from(disk.set(is_full));
        }
        if now >= next_sample {
            next_sample = now + (time / 60).max(Duration::from_millis(250));
            let server = cost(typist.pid()).expect("the server runs");
            samples.push(Sample {
                at: now,
                server_mb: server.kilobytes as f64 / 1024.0,
                threads: server.threads,
                files: server.files,
                hosts_mb: hosts::megabytes(&home.0),
            });
        }
    }
    let report = typist.finish();
    hosts::kill_all(&home.0);
    let picture = plot::write(&samples, &kills, time);
    let memory = |it: &Sample| it.server_mb;
    let (early, late) = (quarter(&samples, 1, memory), quarter(&samples, 3, memory));
    let files = |it: &Sample| it.files as f64;
    let (few, many) = (quarter(&samples, 1, files), quarter(&samples, 3, files));
    println!("{report}");
    println!(
        "host killed {} times, disk full {full} times; server {early:.1} MB, then {late:.1} MB; {few} open files, then {many}: {}",
        kills.len(),
        picture.display()
    );
    if disk.is_none() {
        println!("the disk was never full: only root can make one for it");
    }
    assert_eq!(report.faults, Vec::<String>::new(), "{report}");
    assert_eq!((report.unanswered, report.unasked), (0, 0), "{report}");
    assert!(report.ended_well, "{report}");
    // What is read once and kept comes in the beginning; nothing may grow with what is typed.
    assert!(late <= early * 1.25 + 8.0, "memory grew from {early:.1} to {late:.1} MB: {}", picture.display());
    assert!(many <= few + 8.0, "open files grew from {few} to {many}: {}", picture.display());
    let threads: Vec<u64> = samples.iter().map(|it| it.threads).collect();
    assert!(threads.iter().all(|it| *it <= 64), "{threads:?}");
}

/// The middle one of a quarter of the samples, from 0.
fn quarter(samples: &[Sample], which: usize, of: impl Fn(&Sample) -> f64) -> f64 {
    let size = samples.len() / 4;
    let mut these: Vec<f64> = samples.iter().skip(which * size).take(size.max(1)).map(of).collect();
    these.sort_by(f64::total_cmp);
    these.get(these.len() / 2).copied().unwrap_or_default()
}
