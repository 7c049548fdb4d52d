//! Hovers over scripts of the machine, and over a long one; beside bash-language-server on the same places.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use caro_core::explain::explain_text;
use caro_core::script::Dialect;
use caro_tests::Client;
use serde_json::{Value, json};

use crate::page::{Comparison, Unit};
use crate::record::{Sample, row, said};

/// How many places are asked about.
const PLACES: usize = 200;

/// A place in a script.
struct Place {
    uri: String,
    line: usize,
    character: usize,
}

/// What a server answered.
struct Answers {
    times: Vec<Duration>,
    /// How long each answer is; 0 where there is none.
    lengths: Vec<usize>,
}

/// Explains one line, and points at many places of a long script.
pub(super) fn of_long(script: &str) {
    let pipeline = "grep -rn \"$1\" src | sed -E 's/:.*//' | sort | uniq -c | sort -rn | head -n 5 > \"$out\" 2>&1";
    let mut times = Vec::new();
    for _ in 0..400 {
        let started = Instant::now();
        black_box(explain_text(pipeline, Dialect::Bash));
        times.push(started.elapsed());
    }
    row("core: a pipeline of six stages explained", &mut times, "2 ms");
    let mut client = Client::process();
    client.initialize(json!({ "textDocument": { "hover": { "contentFormat": ["markdown"] } } }));
    let uri = "file:///bench/long.sh".to_owned();
    client.open(&uri, script);
    client.diagnostics(&uri, Some(1));
    let places: Vec<(usize, usize)> = script
        .lines()
        .enumerate()
        .flat_map(|(line, text)| speaking(text).into_iter().map(move |character| (line, character)))
        .collect();
    let mut times = Vec::new();
    for (line, character) in places.iter().copied().step_by((places.len() / 400).max(1)) {
        let place = Place { uri: uri.clone(), line, character };
        let started = Instant::now();
        let _ = client.request("textDocument/hover", place.params());
        times.push(started.elapsed());
    }
    row("hover in a script of 10,000 lines", &mut times, "5 ms");
}

/// Asks both servers about the same places.
pub(super) fn hovers() {
    let (scripts, places) = places();
    let mut caro = Client::process();
    let ours = ask(&mut caro, &scripts, &places);
    let again = ask(&mut caro, &[], &places);
    said(&format!("hover at {PLACES} places of {} scripts: {}", scripts.len(), ours.said()));
    row("hover, each place for the first time", &mut { ours.times.clone() }, "20 ms");
    row("hover, the same places again", &mut { again.times.clone() }, "5 ms");
    if std::env::var_os("CARO_UNANSWERED").is_some() {
        for (place, _) in places.iter().zip(&again.lengths).filter(|it| *it.1 == 0) {
            let text = scripts.iter().find(|it| it.0 == place.uri).map_or("", |it| &it.1);
            let line = text.lines().nth(place.line).unwrap_or_default();
            println!("{}:{}: {}<|>{}", place.uri, place.line + 1, &line[..place.character], &line[place.character..]);
        }
    }
}

/// The same places asked of both servers.
pub(crate) fn beside(peer: &Path, name: &str) -> Vec<Comparison> {
    let (scripts, places) = places();
    let ours = ask(&mut Client::process(), &scripts, &places);
    let theirs = ask(&mut Client::of(Command::new(peer).arg("start")), &scripts, &places);
    let what = format!("hover, at {PLACES} places of {} scripts of this machine", scripts.len());
    let both: Vec<usize> = (0..places.len()).filter(|it| ours.lengths[*it] > 0 && theirs.lengths[*it] > 0).collect();
    let times = |of: &Answers| {
        let mut sample = Sample::default();
        for at in &both {
            sample.time(of.times[*at]);
        }
        sample
    };
    let answered = |of: &Answers| {
        let mut sample = Sample::default();
        let answered = of.lengths.iter().filter(|it| **it > 0).count();
        sample.push(100.0 * answered as f64 / of.lengths.len().max(1) as f64);
        sample
    };
    vec![
        Comparison::new(&format!("{what}: answered"), Unit::Percent, answered(&ours), name, Some(answered(&theirs))),
        Comparison::new(
            &format!("hover, at the {} of them where both answer", both.len()),
            Unit::Milliseconds,
            times(&ours),
            name,
            Some(times(&theirs)),
        ),
    ]
}

impl Answers {
    fn said(&self) -> String {
        let answered = self.lengths.iter().filter(|it| **it > 0).count();
        let size = self.lengths.iter().sum::<usize>() / answered.max(1);
        format!("{} % answered, {size} bytes each", 100 * answered / self.times.len().max(1))
    }
}

fn ask(client: &mut Client, scripts: &[(String, String)], places: &[Place]) -> Answers {
    if !scripts.is_empty() {
        // What it would start for diagnostics is not what is measured.
        client.settings = json!({ "shellcheckPath": "", "shfmt": { "path": "" } });
        let hover = json!({ "contentFormat": ["markdown"] });
        client.initialize(json!({ "textDocument": { "hover": hover }, "workspace": { "configuration": true } }));
        // It reads only documents that are opened when it has its settings.
        warm(client);
    }
    for (uri, text) in scripts {
        client.open_as(uri, "shellscript", text);
    }
    // An editor has asked about what it shows before anybody points at it.
    for (uri, _) in scripts {
        let start = Place { uri: uri.clone(), line: 0, character: 0 };
        let _ = client.request("textDocument/hover", start.params());
    }
    let mut answers = Answers { times: Vec::new(), lengths: Vec::new() };
    for place in places {
        let started = Instant::now();
        let answer = client.request("textDocument/hover", place.params()).unwrap_or_default();
        answers.times.push(started.elapsed());
        answers.lengths.push(length(&answer["contents"]));
    }
    answers
}

/// Waits until a server has read what it reads at its start, such as the programs in `PATH`: that is not a hover's time.
fn warm(client: &mut Client) {
    let place = Place { uri: "file:///bench/warm.sh".to_owned(), line: 0, character: 1 };
    client.open_as(&place.uri, "shellscript", "sort a\n");
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(20) {
        let answer = client.request("textDocument/hover", place.params()).unwrap_or_default();
        if length(&answer["contents"]) > 0 {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// How long the text of an answer is, in any of the forms that LSP has.
pub(crate) fn length(contents: &Value) -> usize {
    match contents {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(length).sum(),
        Value::Object(fields) => fields.get("value").and_then(Value::as_str).map_or(0, str::len),
        _ => 0,
    }
}

impl Place {
    fn params(&self) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": { "line": self.line, "character": self.character } })
    }
}

/// Scripts with places in them, always the same: names of commands, flags, expansions and operators, each as likely as it
/// is in the scripts.
fn places() -> (Vec<(String, String)>, Vec<Place>) {
    let mut all = Vec::new();
    let mut scripts = Vec::new();
    let found = caro_tests::scripts::all();
    for script in found.iter().filter(|it| it.text.len() < 40_000).step_by(8).take(60) {
        let uri = format!("file://{}", script.path.display());
        let mut data = false;
        for (line, text) in script.text.lines().enumerate() {
            // A here-document is data.
            data |= text.contains("<<");
            if data || text.trim_start().starts_with('#') {
                continue;
            }
            all.extend(speaking(text).into_iter().map(|character| Place { uri: uri.clone(), line, character }));
        }
        scripts.push((uri, script.text.clone()));
    }
    let step = (all.len() / PLACES).max(1);
    let places: Vec<Place> = all.into_iter().step_by(step).take(PLACES).collect();
    scripts.retain(|script| places.iter().any(|it| it.uri == script.0));
    (scripts, places)
}

/// Where a line says something that has a meaning of its own; by its looks, whatever Caro makes of it.
fn speaking(line: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut starts_command = true;
    let mut at = 0;
    for word in line.split(' ') {
        let first = word.chars().next();
        let speaks = match first {
            None => false,
            Some('-' | '$' | '|' | '&' | '>' | '<') => true,
            Some('"') => word.starts_with("\"$"),
            Some(it) => starts_command && it.is_ascii_alphabetic() && !word.contains('='),
        };
        if speaks && line.is_ascii() {
            places.push(at + word.len().min(2) / 2);
        }
        if !word.is_empty() {
            starts_command =
                matches!(word, "|" | "||" | "&&" | ";" | "then" | "do" | "else" | "if" | "!" | "{" | "while");
        }
        at += word.len() + 1;
    }
    places
}
