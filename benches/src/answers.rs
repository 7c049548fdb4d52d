//! Requests in plain words: the first and later ones, what they hold in memory, and what they add to the program.

use crate::record::{memory, row};
use crate::resident;
use caro_core::generate::{Request, generate};
use caro_core::script::Dialect;
use caro_core::target::Platform;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each request is asked.
const ROUNDS: usize = 5;

/// Must run before anything else in this process has asked.
pub(super) fn answers() {
    let requests: Vec<String> = caro_tests::answers::tasks().into_iter().map(|it| it.request).collect();
    let Some(first) = requests.first() else { return };
    let before = resident(std::process::id());
    let started = Instant::now();
    black_box(caro_embedded::propose(&caro_embedded::Request { text: first, ..Default::default() }));
    row("generate: the first request, index made, unchecked", &mut [started.elapsed()], "10 ms");
    let index = resident(std::process::id());
    let ask = |it: &str| {
        let started = Instant::now();
        black_box(generate(&Request::new(it, Dialect::Bash, Platform::Linux), 5));
        started.elapsed()
    };
    row("generate: the first that is checked", &mut [ask(first)], "10 ms");
    let (mut once, mut again, mut proposed) = (Vec::new(), Vec::new(), Vec::new());
    for it in &requests {
        once.push(ask(it));
    }
    let after = resident(std::process::id());
    for it in requests.iter().cycle().take(requests.len() * ROUNDS) {
        again.push(ask(it));
        let started = Instant::now();
        black_box(caro_embedded::propose(&caro_embedded::Request { text: it, ..Default::default() }));
        proposed.push(started.elapsed());
    }
    row(&format!("generate: {} requests of others, each for the first time", requests.len()), &mut once, "10 ms");
    row("generate: the same again", &mut again, "1 ms");
    row("generate: the same again, unchecked", &mut proposed, "1 ms");
    memory("      memory that the index holds", index.saturating_sub(before), "8 MB");
    memory("      memory with the facts that check answers", after.saturating_sub(before), "");
    let mut times = Vec::new();
    for it in requests.iter().step_by(requests.len() / 40) {
        let mut command = Command::new(caro_tests::binary());
        command.args(["generate", "--", it]).stdout(Stdio::null()).stderr(Stdio::null());
        let started = Instant::now();
        command.status().expect("our own program starts");
        times.push(started.elapsed());
    }
    row("generate: process start to the answer in a terminal", &mut times, "20 ms");
    if let Some(bytes) = size() {
        memory("generate: what it adds to the program", bytes / 1024, "3 MB");
    }
}

/// How much bigger a program is that answers than one that reads and writes the same and does not.
fn size() -> Option<u64> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["build", "--quiet", "--release", "--package", "caro-embedded", "--examples"]);
    let folder = caro_tests::binary().parent()?.to_owned();
    cargo.arg("--target-dir").arg(folder.parent()?).current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    cargo.status().ok().filter(std::process::ExitStatus::success)?;
    let bytes = |name: &str| {
        let path: PathBuf = folder.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        Some(path.metadata().ok()?.len())
    };
    Some(bytes("batch")?.saturating_sub(bytes("nothing")?))
}
