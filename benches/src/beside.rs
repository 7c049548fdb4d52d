//! Caro beside bash-language-server: the same scripts and questions, in turns, in one run.

use std::process::Command;
use std::time::{Duration, Instant};

use caro_tests::Client;
use serde_json::json;

use crate::hovers;
use crate::machine::Peers;
use crate::page::{Comparison, Unit};
use crate::plot::Curve;
use crate::record::Sample;
use crate::resident;
use caro_tests::scripts::made;

const ROUNDS: usize = 11;
const KEYS: usize = 15;
/// A key press that takes longer is not measured on longer scripts.
const TOO_LONG: Duration = Duration::from_secs(10);
const URI: &str = "file:///bench/beside.sh";
pub(crate) const LENGTHS: [usize; 4] = [100, 1_000, 10_000, 100_000];

/// A server that is measured.
#[derive(Clone, Copy, PartialEq)]
enum Server {
    Caro,
    Theirs,
    /// With ShellCheck, which it starts for its marks.
    TheirsChecking,
}

struct Session {
    client: Client,
    /// Whether it takes changes only as the whole text.
    is_whole: bool,
}

/// All comparisons of servers, and the curves of key presses.
pub(crate) fn servers(peers: &Peers) -> (Vec<Comparison>, Vec<Curve>) {
    let Some(program) = &peers.language_server else { return (Vec::new(), Vec::new()) };
    let start = |server: Server| match server {
        Server::Caro => Client::process(),
        _ => Client::of(Command::new(program).arg("start")),
    };
    let mut found = Vec::new();
    let both = [Server::Caro, Server::Theirs];
    let mut started = both.map(|_| Sample::default());
    let mut first = both.map(|_| Sample::default());
    let mut idle = both.map(|_| Sample::default());
    for _ in 0..ROUNDS {
        for (at, server) in both.into_iter().enumerate() {
            let began = Instant::now();
            let mut session = initialized(start(server), server, peers);
            started[at].time(began.elapsed());
            session.client.open(URI, "sort a.txt\n");
            session.answered_hover();
            first[at].time(began.elapsed());
            idle[at].push(resident(session.client.pid()) as f64 / 1024.0);
        }
    }
    for (what, unit, samples) in [
        ("start to `initialize` answered", Unit::Milliseconds, started),
        ("start to the first hover that says something", Unit::Milliseconds, first),
        ("memory after it", Unit::Megabytes, idle),
    ] {
        let [ours, theirs] = samples;
        found.push(Comparison::new(what, unit, ours, &peers.language_server_name(), Some(theirs)));
    }
    found.extend(hovers::beside(program, &peers.language_server_name()));
    let (typed, curves) = key_presses(&start, peers);
    found.extend(typed);
    (found, curves)
}

fn initialized(mut client: Client, server: Server, peers: &Peers) -> Session {
    let checker = match (server, &peers.shellcheck) {
        (Server::TheirsChecking, Some(path)) => path.display().to_string(),
        _ => String::new(),
    };
    client.settings = json!({ "shellcheckPath": checker, "shfmt": { "path": "" } });
    let hover = json!({ "contentFormat": ["markdown"] });
    let told = client.initialize(json!({ "textDocument": { "hover": hover }, "workspace": { "configuration": true } }));
    let sync = &told["capabilities"]["textDocumentSync"];
    Session { client, is_whole: sync == 1 || sync["change"] == 1 }
}

impl Session {
    /// Asks until it says something: a server may still read what it reads at its start.
    fn answered_hover(&mut self) {
        let params = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 1 } });
        let began = Instant::now();
        while began.elapsed() < TOO_LONG {
            let answer = self.client.request("textDocument/hover", params.clone()).unwrap_or_default();
            if hovers::length(&answer["contents"]) > 0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Types a letter, and waits for the marks.
    fn types(&mut self, lines: &[String], line: usize, version: i32) -> Option<Duration> {
        let began = Instant::now();
        let change = if self.is_whole {
            // What an editor must do then, too.
            json!([{ "text": lines.join("\n") }])
        } else {
            let at = json!({ "line": line, "character": 0 });
            json!([{ "range": { "start": at, "end": at }, "text": "x" }])
        };
        self.client.change(URI, version, change);
        self.client.hears("textDocument/publishDiagnostics", 2 * TOO_LONG).then(|| began.elapsed())
    }
}

/// From a key press to the marks, with scripts of growing length.
fn key_presses(start: &dyn Fn(Server) -> Client, peers: &Peers) -> (Vec<Comparison>, Vec<Curve>) {
    let name = peers.language_server_name();
    let mut servers = vec![(Server::Caro, "Caro".to_owned()), (Server::Theirs, name.clone())];
    if peers.shellcheck.is_some() {
        servers.push((Server::TheirsChecking, format!("{name} with ShellCheck")));
    }
    let mut curves: Vec<Curve> = servers.iter().map(|it| Curve::new(&it.1)).collect();
    let mut found = Vec::new();
    for lines in LENGTHS {
        let text = made(lines);
        let mut samples: Vec<Sample> = Vec::new();
        let mut open: Vec<Option<Session>> = Vec::new();
        for ((server, _), curve) in servers.iter().zip(&curves) {
            let goes_on = curve.last().is_none_or(|it| it < TOO_LONG.as_secs_f64() * 1000.0);
            open.push(goes_on.then(|| initialized(start(*server), *server, peers)).and_then(|mut it| {
                // It reads only documents that are opened when it has its settings.
                it.client.open("file:///bench/warm.sh", "sort a\n");
                it.client.hears("textDocument/publishDiagnostics", TOO_LONG);
                it.client.open(URI, &text);
                it.client.hears("textDocument/publishDiagnostics", 6 * TOO_LONG).then_some(it)
            }));
            samples.push(Sample::default());
        }
        let mut typed: Vec<String> = text.lines().map(str::to_owned).collect();
        for key in 0..KEYS {
            let line = lines / 2 + key;
            typed[line].insert(0, 'x');
            let version = 2 + i32::try_from(key).expect("few keys");
            for (session, sample) in open.iter_mut().zip(&mut samples) {
                let slow = sample.most() > TOO_LONG.as_secs_f64() * 1000.0;
                let Some(running) = session.as_mut().filter(|_| !slow) else { continue };
                match running.types(&typed, line, version) {
                    Some(time) => sample.time(time),
                    // It has not answered in twice the time: it is not asked again.
                    None => *session = None,
                }
            }
        }
        let ours = samples[0].clone();
        for (sample, (curve, server)) in samples.into_iter().zip(curves.iter_mut().zip(&servers)) {
            if !sample.is_empty() {
                curve.add(lines, sample.median());
            }
            if server.0 != Server::Caro {
                let what = format!("a key press in {lines} lines, to the marks");
                let theirs = Some(sample).filter(|it| !it.is_empty());
                found.push(Comparison::new(&what, Unit::Milliseconds, ours.clone(), &server.1, theirs));
            }
        }
    }
    (found, curves)
}
