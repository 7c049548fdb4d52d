//! `make bench`: measures what an editor feels, on the real server over stdio, what core does of it, and both beside other
//! programs; prints it and writes `docs/benchmarks.md`. A word names one part, which is only printed.

mod answers;
mod asked;
mod beside;
mod checkers;
mod editor;
mod hovers;
mod library;
mod machine;
mod page;
mod plot;
mod record;

use std::path::Path;
use std::process::Command;

/// As in the server, so that what is measured here is what happens there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const URI: &str = "file:///bench/script.sh";
/// How often each answer is asked for.
const ROUNDS: usize = 400;

fn main() {
    caro_tests::binary();
    let part = std::env::args().nth(1);
    // Beside others the machine must be quiet, and so must it be before.
    let peers = machine::Peers::installed();
    let facts = machine::facts(&peers);
    println!("{:58} {:>9} {:>9} {:>9} {:>10}", "", "median", "p99", "most", "budget");
    let script = caro_tests::scripts::made(10_000);
    match part.as_deref() {
        Some("hovers") => {
            hovers::of_long(&script);
            return hovers::hovers();
        }
        Some("asked") => return asked::asked(),
        Some("answers") => return answers::answers(),
        _ => {}
    }
    if part.is_none() {
        // First: what is loaded for the first request is measured.
        answers::answers();
        editor::start();
        editor::guard();
        editor::key_presses(&script);
        editor::ghost_text(&script);
        editor::completion(&script);
        library::core(&script);
        library::short();
        hovers::of_long(&script);
        hovers::hovers();
        library::pages();
        library::hostile();
    }
    let folder = std::env::temp_dir().join(format!("caro-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    println!("beside {}", peers.names().join(", "));
    let servers = beside::servers(&peers);
    let checkers = checkers::checkers(&peers, &folder);
    // What is left is the system's to clean.
    let _ = std::fs::remove_dir_all(folder);
    let found = page::Found { servers, checkers, host: host() };
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let page = page::page(&peers, &facts, &found);
    if part.is_none() {
        page::write(&docs, &page, &found);
    } else {
        println!("{page}");
    }
}

/// What the host's own benchmark prints, where `make bench` has built it: it is a program of its own.
fn host() -> String {
    let Some(program) = std::env::var_os("CARO_HOST_BENCH") else { return String::new() };
    let done = Command::new(program).arg(caro_tests::binary()).arg("host").output().expect("the benchmark starts");
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    println!("{text}");
    assert!(done.status.success(), "the host's benchmark failed: {}", String::from_utf8_lossy(&done.stderr));
    text
}

/// The resident memory of a process in kilobytes, from `/proc`; 0 where there is none.
fn resident(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with("VmRSS:"));
    line.and_then(|it| it.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
