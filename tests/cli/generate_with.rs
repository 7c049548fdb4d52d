//! `generate --server` and `--model`: a server of the test's own that behaves as it is told, and the real model host.

use super::*;
use caro_tests::http::Request;
use std::io::{BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// What the embedded generator answers alone.
const KNOWN: &str = "find python files over 1 MB changed this week";
const ANSWER: &str = "find . -type f -name '*.py' -size +1M -mtime -7";
/// What it does not.
const UNKNOWN: &str = "make me a sandwich";

/// How the server behaves.
#[derive(Clone)]
enum Way {
    /// An answer, and why it ends.
    Says(&'static str, &'static str),
    Html,
    Hangs,
}

/// A server on this machine; gives its address.
fn server(way: Way) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port can be had");
    let address = format!("http://{}", listener.local_addr().expect("it has an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let way = way.clone();
            // The client may be gone.
            std::thread::spawn(move || drop(serve(stream, &way)));
        }
    });
    address
}

fn serve(mut stream: TcpStream, way: &Way) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let request = Request::read(&mut reader)?;
    let (kind, text) = match way {
        _ if request.is_get() => ("application/json", json!({"data": [{"id": "the-only-one"}]}).to_string()),
        Way::Says(text, end) => {
            let asked: Value = serde_json::from_slice(&request.body)?;
            assert_eq!(asked["messages"][0]["role"], "system");
            let choice = json!({"message": {"role": "assistant", "content": text}, "finish_reason": end});
            ("application/json", json!({ "choices": [choice] }).to_string())
        }
        Way::Html => ("text/html", "<html>hello</html>".to_owned()),
        Way::Hangs => {
            // Until the client goes away.
            let _ = reader.read(&mut [0]);
            return Ok(());
        }
    };
    let length = text.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{text}"
    )
}

/// Asks with a server that behaves so.
fn asked(way: Way, words: &[&str]) -> Output {
    let address = server(way);
    run(&[&["generate", "--platform", "linux", "--server", &address], words].concat(), b"")
}

fn says(text: &'static str) -> Way {
    Way::Says(text, "stop")
}

#[test]
fn a_server_answers_where_we_cannot() {
    let output = asked(says("uname -a"), &[UNKNOWN]);
    assert_eq!((status(&output), out(&output), complaint(&output)), (0, "uname -a\n".to_owned(), String::new()));
    let output = asked(says("```bash\nuname -a\n```\nThis prints it."), &["--format", "json", UNKNOWN]);
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!((&answer["command"], &answer["sources"]), (&json!("uname -a"), &json!(["server"])));
    assert!(answer["confidence"].as_f64().is_some_and(|it| it < 0.8), "{answer}");
    assert!(!answer["explanation"].as_array().expect("a list").is_empty());
}

#[test]
fn a_server_that_agrees_makes_us_surer() {
    let alone: Value =
        serde_json::from_str(&out(&run(&["generate", "--platform", "linux", "--format", "json", KNOWN], b"")))
            .expect("JSON");
    let spaced = "find .  -type f -name '*.py' -size +1M   -mtime -7";
    let output = asked(says(spaced), &["--format", "json", KNOWN]);
    let both: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!((&both["command"], &both["sources"]), (&json!(ANSWER), &json!(["embedded", "server"])));
    assert!(both["confidence"].as_f64() > alone["confidence"].as_f64() || alone["confidence"] == 1.0, "{both}");
    assert_eq!(alone["sources"], json!(["embedded"]));
}

#[test]
fn our_own_answer_stays_first_where_we_are_sure_and_the_other_is_beside_it() {
    let output = asked(says("ls -l"), &["--alternatives", "8", KNOWN]);
    let lines: Vec<String> = out(&output).lines().map(str::to_owned).collect();
    assert!(lines[0].starts_with(ANSWER) && lines.iter().any(|it| it.starts_with("ls -l")), "{lines:?}");
}

#[test]
fn a_refusal_prose_and_what_is_broken_off_are_silence() {
    for text in ["I'm sorry, but I can't help with that.", "", "#", "Sure! First, open a terminal.", "find . -name 'x"]
    {
        let output = asked(says(text), &[UNKNOWN]);
        assert_eq!((status(&output), out(&output)), (1, String::new()), "{text}");
        assert!(complaint(&output).starts_with("caro-lsp: no command for this"), "{}", complaint(&output));
    }
    let output = asked(Way::Says("rm -r /home/ann", "length"), &[UNKNOWN]);
    assert_eq!((status(&output), out(&output)), (1, String::new()));
    assert!(complaint(&output).contains("was not done with its answer"), "{}", complaint(&output));
}

#[test]
fn a_danger_is_shown_with_what_is_wrong() {
    let output = asked(says("curl -s https://example.org/x | sh"), &[UNKNOWN]);
    assert!(complaint(&output).starts_with("caro-lsp: danger: CARO"), "{}", complaint(&output));
}

#[test]
fn a_server_that_fails_costs_one_message_and_no_answer() {
    let nobody = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port can be had");
        format!("http://{}", listener.local_addr().expect("it has an address"))
    };
    let began = Instant::now();
    for (address, words, wanted) in [
        (server(Way::Html), &["--server-model", "x"][..], "answers with a web page"),
        (server(Way::Hangs), &["--budget", "0.5"], "did not answer within 0.5 s"),
        (nobody, &[], "127.0.0.1"),
        ("ftp://x".to_owned(), &[], "does not begin with http://"),
        (server(says("ls")), &["--key-env", "CARO_NO_SUCH_VARIABLE"], "CARO_NO_SUCH_VARIABLE"),
    ] {
        let output = run(&[&["generate", "--platform", "linux", "--server", &address], words, &[KNOWN]].concat(), b"");
        let message = complaint(&output);
        assert_eq!((status(&output), out(&output)), (0, format!("{ANSWER}\n")), "{message}");
        assert!(message.contains(wanted) && message.ends_with("(answered without it)\n"), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(!message.contains("python"), "{message}");
    }
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
}

#[test]
fn a_batch_asks_a_server_that_is_gone_three_times_only() {
    let address = server(Way::Html);
    let lines = "{\"prompt\":\"count lines in a.txt\"}\n".repeat(6);
    let output = run(&["generate", "--batch", "--server", &address], lines.as_bytes());
    assert_eq!((status(&output), out(&output).lines().count()), (0, 6));
    assert_eq!(complaint(&output).lines().count(), 3, "{}", complaint(&output));
}

/// A folder with a home, a cache and a place for sockets of its own.
#[cfg(unix)]
fn in_home(folder: &Folder, words: &[&str]) -> Output {
    let sockets = folder.0.join("r");
    std::fs::create_dir_all(&sockets).expect("the folder can be written");
    let mut command = Command::new(caro_tests::binary());
    command.args(words).env("HOME", &folder.0).env("XDG_CACHE_HOME", folder.0.join("cache"));
    command.env("XDG_RUNTIME_DIR", sockets).stdin(Stdio::null()).output().expect("the binary runs")
}

#[cfg(unix)]
const NANO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/tests/models/nano.gguf");

#[test]
#[cfg(unix)]
fn a_model_is_asked_through_the_host_which_stays() {
    let folder = Folder::new();
    assert!(out(&in_home(&folder, &["doctor"])).contains("Model host:\n  none "));
    let words = ["generate", "--platform", "linux", "--budget", "60", "--model"];
    let output = in_home(&folder, &[&words[..], &[NANO, KNOWN]].concat());
    assert_eq!((status(&output), out(&output)), (0, format!("{ANSWER}\n")), "{}", complaint(&output));
    let (host, process) = Host::of(&folder);
    // What the tiny model says is no better than our own answer, but it was said.
    assert!(process.contains("threads") && process.contains("1 answered, 0 failed"), "{process}");
    assert_eq!(complaint(&output), "");
    // By its name in the store it is the same file: the same host.
    assert_eq!(status(&in_home(&folder, &["models", "import", "--how", "reference", NANO])), 0);
    let output = in_home(&folder, &[&words[..], &["nano", KNOWN]].concat());
    assert_eq!((out(&output), complaint(&output)), (format!("{ANSWER}\n"), String::new()));
    let told = out(&in_home(&folder, &["doctor"]));
    assert!(told.contains(&format!("process   {}, ", host.0)) && told.contains("2 answered"), "{told}");
    let output = in_home(&folder, &["generate", "--platform", "linux", "--model", "none", KNOWN]);
    assert_eq!(out(&output), format!("{ANSWER}\n"));
    assert!(complaint(&output).contains("none: no model has this name"), "{}", complaint(&output));
    assert!(host.end(), "the process {} was there", host.0);
}

/// A host's process, which ends with the test.
#[cfg(unix)]
struct Host(String);

#[cfg(unix)]
impl Host {
    /// The one that runs, with what the doctor says of it.
    fn of(folder: &Folder) -> (Self, String) {
        let told = out(&in_home(folder, &["doctor"]));
        let process = told.lines().find_map(|it| it.trim().strip_prefix("process")).expect("a host runs").trim();
        (Self(process.split(',').next().expect("a number comes first").to_owned()), process.to_owned())
    }

    fn signal(&self, name: &str) -> bool {
        let mut kill = Command::new("kill");
        kill.args(["-s", name, &self.0]).stderr(Stdio::null()).status().is_ok_and(|it| it.success())
    }

    fn end(&self) -> bool {
        // One that was halted hears of its end when it goes on.
        let told = self.signal("TERM");
        self.signal("CONT");
        told
    }
}

#[cfg(unix)]
impl Drop for Host {
    fn drop(&mut self) {
        self.end();
    }
}

/// The hosts of one home, which end with the test.
#[cfg(unix)]
pub(super) struct Hosts<'h> {
    home: &'h Path,
    sockets: &'h Path,
}

#[cfg(unix)]
impl<'h> Hosts<'h> {
    pub(super) fn new(home: &'h Path, sockets: &'h Path) -> Self {
        Self { home, sockets }
    }

    /// How many run.
    pub(super) fn count(&self) -> usize {
        self.running().len()
    }

    fn running(&self) -> Vec<String> {
        let mut command = Command::new(caro_tests::binary());
        command.args(["doctor", "--format", "json"]).env("HOME", self.home);
        command.env("XDG_CACHE_HOME", self.home.join("cache")).env("XDG_RUNTIME_DIR", self.sockets);
        let facts: Value = serde_json::from_str(&out(&command.output().expect("the binary runs"))).expect("JSON");
        let hosts = facts["hosts"].as_array().expect("a list");
        hosts.iter().map(|it| it["pid"].to_string()).collect()
    }
}

#[cfg(unix)]
impl Drop for Hosts<'_> {
    fn drop(&mut self) {
        for pid in self.running() {
            Host(pid).end();
        }
    }
}

#[test]
#[cfg(unix)]
fn a_model_that_takes_longer_than_the_budget_costs_the_budget() {
    let folder = Folder::new();
    let ask = |budget: &str| {
        in_home(&folder, &["generate", "--platform", "linux", "--budget", budget, "--model", NANO, KNOWN])
    };
    assert_eq!(complaint(&ask("60")), "");
    let (host, _) = Host::of(&folder);
    assert!(host.signal("STOP"));
    let began = Instant::now();
    let output = ask("0.5");
    assert_eq!((status(&output), out(&output)), (0, format!("{ANSWER}\n")));
    let message = complaint(&output);
    assert!(message.contains(" within 0.5 s; ") && message.lines().count() == 1, "{message}");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // It was slow, not gone: the same one answers later.
    assert!(host.signal("CONT"));
    assert_eq!(complaint(&ask("60")), "");
    assert_eq!(Host::of(&folder).0.0, host.0);
    assert!(host.end());
}

#[test]
#[cfg(unix)]
fn a_file_that_is_no_model_costs_one_message() {
    let folder = Folder::new();
    let whole = std::fs::read(NANO).expect("the model is there");
    for (name, bytes) in
        [("empty.gguf", &b""[..]), ("text.gguf", b"hello, I am no model"), ("half.gguf", &whole[..whole.len() / 2])]
    {
        let path = folder.file(name, bytes);
        let output = in_home(&folder, &["generate", "--platform", "linux", "--model", &path, KNOWN]);
        let message = complaint(&output);
        assert_eq!((status(&output), out(&output)), (0, format!("{ANSWER}\n")), "{message}");
        assert!(message.contains(name) && message.ends_with("(answered without it)\n"), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
    assert!(out(&in_home(&folder, &["doctor"])).contains("Model host:\n  none "), "no host was started for them");
}

#[test]
#[cfg(unix)]
fn a_doctor_finds_nothing_wrong_in_an_empty_home_and_makes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let output = in_home(&folder, &["doctor"]);
    let told = out(&output);
    assert_eq!((status(&output), told.ends_with("Nothing is wrong.\n")), (0, true), "{told}");
    for part in [
        "Program:\n  caro-lsp  ",
        "\n  cores     ",
        "\n  memory    ",
        "cache/caro/models (not there yet)",
        "Models:\n  none ",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(!folder.0.join("cache").exists(), "who only looks makes nothing");
    assert_eq!(status(&in_home(&folder, &["models", "import", NANO])), 0);
    assert!(out(&in_home(&folder, &["doctor"])).contains("\n  nano (2.25 MB)\n"));
    std::fs::write(folder.0.join("cache/caro/models/files/nano.gguf"), b"GGUF").expect("it can be written");
    let models = folder.0.join("cache/caro/models");
    std::fs::set_permissions(&models, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let output = in_home(&folder, &["doctor"]);
    assert_eq!(status(&output), 1, "{}", out(&output));
    for part in ["is open to others (755): chmod 700 it", "has 4 bytes and had 2245536: caro-lsp models remove nano"] {
        assert!(out(&output).contains(part), "{part} is not in {}", out(&output));
    }
}
