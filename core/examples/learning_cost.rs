//! What ghost text costs with and without what is known of a user, as a ratio within one run.
//!
//! `cargo run --release -p caro-core --example learning_cost`

use caro_core::Document;
use caro_core::generate::again::{Again, Outcome, Past};
use caro_core::generate::calibration::Calibration;
use caro_core::generate::ghost::Cursor;
use caro_core::generate::habits::{Habit, Habits};
use caro_core::generate::{Request, generate};
use caro_core::script::Dialect;
use caro_core::target::Platform;
use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Wishes as they stand in scripts: most concern no habit.
const WISHES: [&str; 16] = [
    "find python files in src",
    "list files in src by size",
    "count the lines of app.log",
    "search for error in src",
    "show disk usage of src",
    "delete old.txt",
    "copy a.txt to backup",
    "restart nginx",
    "show the last 5 commits",
    "download https://example.com/data.json",
    "replace foo with bar in notes.txt",
    "show running containers",
    "sort names.txt and remove duplicates",
    "make run.sh executable",
    "unpack src.tar.gz",
    "show free disk space",
];
const ROUNDS: usize = 400;
const RECORDS: usize = 2_000;

/// One of them with somebody's habits: only a few of those are about any one command.
const HABITS: &str = "find -> fd|rm: -i|git log: --oneline|docker -> podman|grep: -n|mkdir: -v|cp: -i|mv: -i|tar: -v|\
    ls: -h with -l|pip -> pip3|cat -> bat|ss: -n|lsof: -n|lsof: -P|journalctl: --no-pager|systemctl status: --no-pager|\
    git status: -s|git status: -b|git branch: -v|git diff: --stat|wget: -q|curl: -s|rsync: -h|rsync: -v|diff: -u|\
    sort: -u with only -n|sort: -r with only -k|less: -R|less: -N|tree: -C|lsblk: -f|ping: -n|netstat: -n|chmod: -v|\
    chown: -v|ln: -v|gzip: -k|gunzip: -k|xz: -k|free: -h|ps: -f|jq: -S|egrep -> grep -E|which -> command -v|\
    apt -> apt-get|yum -> dnf|vi -> vim|nano -> vim|netstat -> ss";

fn once(text: &str, known: Option<&(Habits, Again)>) -> Duration {
    let script = format!("#!/bin/bash\nset -e\nout=/tmp/x\n# {text}\n");
    let document = Document::new(&script, Dialect::Bash);
    let cursor = Cursor {
        document: &document,
        offset: script.len(),
        platform: Platform::Linux,
        manual: false,
        enough: 0.75,
        names: &[],
    };
    let start = Instant::now();
    if let Some(wish) = cursor.wish() {
        let wish = match known {
            Some((habits, again)) => wish.of_user(habits.clone(), again.clone(), Calibration::default()),
            None => wish,
        };
        black_box(wish.ghosts(1, Vec::new()));
    }
    start.elapsed()
}

/// What most of them take where nothing else keeps the machine busy.
fn quiet(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all[all.len() / 10]
}

fn main() {
    let habits = HABITS.split('|').map(|it| Habit::parse(it).unwrap_or_else(|| panic!("{it} is no habit")));
    let habits = Habits::of(habits.map(|it| (it, 5.0, 0.0)).collect());
    let wishes: Vec<String> =
        (0..RECORDS)
            .map(|it| {
                if it % 8 == 0 {
                    WISHES[it / 8 % 16].to_owned()
                } else {
                    format!("do thing {it} with file{it}.txt now")
                }
            })
            .collect();
    // Who takes an answer as it is has it in the history as it was.
    let answers: HashMap<&str, String> = WISHES
        .iter()
        .filter_map(|it| {
            let found = generate(&Request::new(it, Dialect::Bash, Platform::Linux), 1);
            Some((*it, found.first()?.command().to_owned()))
        })
        .collect();
    let past: Vec<Past<'_>> = wishes
        .iter()
        .map(|wish| Past {
            wish,
            command: answers.get(wish.as_str()).map_or("ls -l src", String::as_str),
            dialect: Dialect::Bash,
            platform: Platform::Linux,
            outcome: Outcome::Accepted,
        })
        .collect();
    let again = Again::of(&past);
    let cases = [
        ("nothing known", None),
        ("empty", Some((Habits::default(), Again::default()))),
        ("habits", Some((habits.clone(), Again::default()))),
        ("records", Some((Habits::default(), again.clone()))),
        ("both", Some((habits.clone(), again))),
    ];
    println!("{} habits, {RECORDS} records, {} wishes", habits.iter().count(), WISHES.len());
    let mut sums = vec![Duration::ZERO; cases.len()];
    for wish in WISHES {
        let mut times = vec![Vec::new(); cases.len()];
        for round in 0..ROUNDS {
            for step in 0..cases.len() {
                // Each stands behind each other one now and then.
                let at = (round + step * (1 + round % 4)) % cases.len();
                let known = &cases[at].1;
                times[at].push(once(wish, known.as_ref()));
            }
        }
        let usual: Vec<Duration> = times.into_iter().map(quiet).collect();
        println!("{:44} {}", wish, usual.iter().map(|it| format!("{it:8.1?}")).collect::<Vec<_>>().join(" "));
        sums.iter_mut().zip(usual).for_each(|(sum, it)| *sum += it);
    }
    for (at, (name, _)) in cases.iter().enumerate() {
        println!("{name:16} {:9.1?} {:6.3}", sums[at] / 16, sums[at].as_secs_f64() / sums[0].as_secs_f64());
    }
}
