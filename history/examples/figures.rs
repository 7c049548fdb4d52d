//! Prints what the history costs: `cargo run --release -p caro-history --example figures [RECORDS]`.

use caro_history::{Clear, Evidence, Filter, History, Outcome, Passphrase, Record, Terms, uid};
use std::path::Path;
use std::time::{Duration, Instant};

const LONG: Duration = Duration::from_mins(10);

fn main() {
    let count = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(100_000);
    let folder = std::env::temp_dir().join(format!("caro-history-figures-{}", std::process::id()));
    let terms = Terms { days: None, most_bytes: 1 << 40, ..Terms::default() };
    let history = History::open(folder.clone(), terms.clone());
    println!("{count} records");
    fill(&history, count);
    recording(&history);
    learning(&history);
    let again = |terms: &Terms| History::open(folder.clone(), terms.clone());
    opening(&folder, &again(&terms));
    searching(&again(&terms), "search");
    let reader = again(&terms).read().expect("it is there");
    println!("stats                     {}", times(5, || drop(reader.stats(&Filter::default()))));
    println!(
        "list of 100               {}",
        times(50, || drop(reader.list(&Filter { limit: 100, ..Filter::default() })))
    );
    println!("again, 200 of each        {}", times(50, || drop(reader.again(Some("w3"), 200))));
    drop(reader);
    let size = history.read().and_then(|it| it.size()).expect("it is there");
    println!(
        "file                      {:.1} MB, {} bytes a record",
        size.bytes as f64 / 1e6,
        size.bytes / size.records
    );
    drop(history);
    let sealed = Terms { passphrase: Some(Passphrase::known("correct horse")), ..terms.clone() };
    let history = again(&sealed);
    println!("encrypting all            {}", times(1, || drop(history.seal())));
    println!("reading, with the key     {}", times(1, || drop(again(&sealed).read())));
    searching(&history, "search, encrypted");
    println!("decrypting all            {}", times(1, || drop(history.unseal())));
    drop(history);
    let limited = History::open(folder.clone(), Terms { most_bytes: 10 << 20, ..terms.clone() });
    let shrink = || {
        limited.tend();
        assert!(limited.flush(LONG));
    };
    println!("limit lowered to 10 MB    {}", times(1, shrink));
    drop(limited);
    println!("clearing all              {}", times(1, || drop(again(&terms).clear(&Clear::All))));
    let _ = std::fs::remove_dir_all(folder);
}

/// A request as people make them, from a few hundred words with some far more common than others.
fn record(number: usize) -> Record {
    const VERBS: [&str; 12] = [
        "list", "find", "show", "delete", "count", "copy", "compress", "sort", "rename", "search", "download", "print",
    ];
    const THINGS: [&str; 16] = [
        "files",
        "folders",
        "images",
        "logs",
        "lines",
        "processes",
        "containers",
        "branches",
        "commits",
        "packages",
        "users",
        "ports",
        "archives",
        "links",
        "backups",
        "certificates",
    ];
    const HOW: [&str; 14] = [
        "larger than 10 MB",
        "changed today",
        "by size",
        "in this folder",
        "of the last week",
        "with their sizes",
        "and their owners",
        "except node_modules",
        "recursively",
        "as JSON",
        "older than 30 days",
        "newest first",
        "containing TODO",
        "on port 8080",
    ];
    const COMMANDS: [&str; 10] = [
        "find . -type f -size +10M -name '*.log' -print0",
        "ls -lhS",
        "git log --oneline --since=1.week",
        "docker ps -a",
        "grep -rn TODO src",
        "tar -czf backup.tar.gz docs",
        "ps aux --sort=-%mem",
        "ss -tlnp",
        "du -sh -- *",
        "jq . data.json",
    ];
    let dice = |many: usize, salt: usize| (number.wrapping_mul(2_654_435_761).wrapping_add(salt * 40_503) >> 7) % many;
    let command = COMMANDS[dice(10, 1)];
    Record {
        uid: uid(),
        created_at: 1_790_000_000 + number.cast_signed() as i64 * 25,
        prompt: format!(
            "{} all {} {} project{}",
            VERBS[dice(12, 2)],
            THINGS[dice(16, 3)],
            HOW[dice(14, 4)],
            dice(3_000, 5)
        ),
        generated_command: format!("{command} dir{}", dice(5_000, 6)),
        alternatives: vec![format!("{command} -v"), COMMANDS[dice(10, 7)].to_owned()],
        outcome: Outcome::ALL[dice(4, 8)],
        source: "embedded".to_owned(),
        family: command.split(' ').next().unwrap_or_default().to_owned(),
        risk: ["none", "note", "caution", "danger"][dice(4, 9)].to_owned(),
        latency_ms: dice(300, 10) as u32,
        shell: "bash".to_owned(),
        platform: "linux".to_owned(),
        workspace: Some(format!("w{}", dice(20, 11))),
        ..Record::default()
    }
}

fn fill(history: &History, count: usize) {
    let begun = Instant::now();
    for number in 0..count {
        history.record(record(number));
        if number % 900 == 899 {
            assert!(history.flush(LONG), "{:?}", history.take_message());
        }
    }
    assert!(history.flush(LONG) && history.dropped() == 0);
    println!("filling                   {:.0} records a second", count as f64 / begun.elapsed().as_secs_f64());
}

fn recording(history: &History) {
    let mut calls = Vec::new();
    let mut kept = Vec::new();
    for number in 0..200 {
        let record = record(number);
        let begun = Instant::now();
        history.record(record);
        calls.push(begun.elapsed());
        assert!(history.flush(LONG));
        kept.push(begun.elapsed());
    }
    println!("record(), for the caller  {}", shown(calls));
    println!("until it is in the file   {} with flush(), 50 ms later without", shown(kept));
}

fn learning(history: &History) {
    let evidence = |it: usize| Evidence { habit: format!("ls -{}", it % 40), scope: String::new(), yes: 1.0, no: 0.0 };
    println!("learn(), for the caller   {}", times(100, || history.learn(vec![evidence(1)])));
    assert!(history.flush(LONG));
}

fn opening(folder: &Path, history: &History) {
    println!("opening and reading       {}", times(30, || drop(history.read())));
    println!("open(), for the caller    {}", times(30, || drop(History::open(folder.to_owned(), Terms::default()))));
}

fn searching(history: &History, name: &str) {
    let reader = history.read().expect("it is there");
    let filter = Filter { limit: 20, ..Filter::default() };
    let words = [
        "files",
        "list",
        "all",
        "find large files",
        "compress logs",
        "proj",
        "project12",
        "co",
        "delete images by size",
        "docker",
        "todo",
        "backup.tar.gz",
        "find . -type f",
        "l",
        "nothing at all like this",
        "li fi",
        "json",
        "a",
        "certificates today",
        "project2999",
    ];
    let mut slowest = (Duration::ZERO, "");
    let (mut all, mut hits) = (Vec::new(), 0);
    for round in 0..if reader.is_sealed() { 1 } else { 20 } {
        for word in words {
            let begun = Instant::now();
            let found = reader.search(word, &filter).expect("it can be read");
            let took = begun.elapsed();
            all.push(took);
            slowest = slowest.max((took, word));
            hits += usize::from(round == 0 && !found.is_empty());
        }
    }
    println!("{name:25} {}, the slowest `{}`; {hits} of {} find something", shown(all), slowest.1, words.len());
}

fn times(count: usize, mut run: impl FnMut()) -> String {
    let mut times = Vec::new();
    for _ in 0..count {
        let begun = Instant::now();
        run();
        times.push(begun.elapsed());
    }
    shown(times)
}

fn shown(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share).div_ceil(100).saturating_sub(1)];
    if times.len() == 1 { format!("{:?}", times[0]) } else { format!("p50 {:?}, p99 {:?}", at(50), at(99)) }
}
