//! ShellCheck beside us: a stand-in that says what was recorded, one that hangs, and the real one where it is installed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

const SCRIPT: &str = include_str!("../../caro-lsp/src/shellcheck/answer/recorded.sh");
const ANSWER: &str = include_str!("../../caro-lsp/src/shellcheck/answer/recorded.json");

/// A folder of its own with a program in it that runs `body`; both go when the test ends.
struct StandIn {
    folder: PathBuf,
}

impl StandIn {
    fn new(name: &str, body: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("caro-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("answer.json"), ANSWER).unwrap();
        let program = folder.join("shellcheck");
        fs::write(&program, format!("#!/bin/sh\ncd {}\n{body}\n", folder.display())).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.join("shellcheck")
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn switch_on(client: &mut Client, path: &Path) {
    let shellcheck = json!({ "enable": "on", "path": path });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "caro": { "shellcheck": shellcheck } } }));
}

/// Waits for marks of ShellCheck on a version.
fn remarks(client: &mut Client, version: i32) -> Vec<Value> {
    loop {
        let found = client.diagnostics(URI, Some(version));
        let theirs: Vec<Value> = found.into_iter().filter(|it| it["source"] == "shellcheck").collect();
        if !theirs.is_empty() {
            return theirs;
        }
    }
}

fn actions(client: &mut Client, line: u32) -> Vec<Value> {
    let range = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 60 } });
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    let answer = client.request("textDocument/codeAction", params).unwrap();
    answer.as_array().cloned().unwrap_or_default()
}

fn takes_actions() -> Value {
    json!({ "textDocument": { "codeAction": {
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } }
    } } })
}

#[test]
fn its_findings_come_with_their_fixes_and_ours_that_say_the_same_go() {
    let stand_in = StandIn::new("recorded", "cat > asked.sh\nprintf '%s\\n' \"$@\" > asked\ncat answer.json");
    let mut client = Client::process();
    client.initialize(takes_actions());
    client.open(URI, SCRIPT);
    switch_on(&mut client, &stand_in.path());
    let found = remarks(&mut client, 1);
    assert_eq!(found.len(), 9, "{found:#?}");
    assert_eq!(fs::read_to_string(stand_in.folder.join("asked.sh")).unwrap(), SCRIPT);
    assert_eq!(fs::read_to_string(stand_in.folder.join("asked")).unwrap(), "--format=json1\n-\n");
    let first = &found[0];
    assert_eq!(first["code"], "SC2086");
    assert_eq!(first["codeDescription"]["href"], "https://www.shellcheck.net/wiki/SC2086");
    assert_eq!(first["severity"], 3);
    // Behind a tab and a letter of two bytes, in units of UTF-16.
    assert_eq!(
        first["range"],
        json!({ "start": { "line": 2, "character": 10 }, "end": { "line": 2, "character": 12 } })
    );

    let offered = actions(&mut client, 2);
    let titles: Vec<&str> = offered.iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles.iter().filter(|it| **it == "Apply ShellCheck's fix for SC2086").count(), 2, "{titles:?}");
    assert_eq!(titles.iter().filter(|it| **it == "Apply ShellCheck's fix for SC2006").count(), 1, "{titles:?}");
    let quotes = offered.iter().find(|it| it["title"] == "Apply ShellCheck's fix for SC2086").unwrap();
    assert_eq!(quotes["edit"]["changes"][URI].as_array().unwrap().len(), 2);

    // An unquoted variable in a test is a note of ours with a fix; ShellCheck says it too.
    let ours = actions(&mut client, 5).iter().filter(|it| it["title"].as_str().unwrap().contains("uote")).count();
    assert_eq!(ours, 0);
}

#[test]
fn it_is_asked_only_where_that_is_wanted() {
    let stand_in = StandIn::new("unwanted", "cat > asked.sh\ncat answer.json");
    let asked = || stand_in.folder.join("asked.sh").exists();
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    let settings = |enable: &str| json!({ "settings": { "caro": { "shellcheck": { "enable": enable, "path": stand_in.path() } } } });
    client.notify("workspace/didChangeConfiguration", settings("auto"));
    client.open(URI, SCRIPT);
    client.diagnostics(URI, Some(1));
    assert!(!client.hears("textDocument/publishDiagnostics", Duration::from_millis(700)) && !asked());
    client.notify("workspace/didChangeConfiguration", settings("on"));
    remarks(&mut client, 1);
    client.notify("workspace/didChangeConfiguration", settings("off"));
    assert!(client.diagnostics(URI, Some(1)).iter().all(|it| it["source"] == "caro"));

    let mut client = Client::in_memory();
    client.initialize(json!({ "experimental": { "caro": { "lacksShellcheck": true } } }));
    client.notify("workspace/didChangeConfiguration", settings("auto"));
    client.open(URI, SCRIPT);
    assert_eq!(remarks(&mut client, 1).len(), 9);
}

#[test]
fn its_marks_move_with_the_text_and_old_fixes_are_not_offered() {
    let stand_in = StandIn::new("moving", "cat > /dev/null\n[ -e once ] && exec sleep 60\n: > once\ncat answer.json");
    let mut client = Client::process();
    client.initialize(takes_actions());
    client.open(URI, SCRIPT);
    switch_on(&mut client, &stand_in.path());
    remarks(&mut client, 1);
    assert!(!actions(&mut client, 2).is_empty());
    let start = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } });
    client.change(URI, 2, json!([{ "range": start, "text": "ls\n" }]));
    let moved = remarks(&mut client, 2);
    assert_eq!(moved.len(), 9);
    assert_eq!(moved[0]["range"]["start"]["line"], 3);
    let titles = actions(&mut client, 3);
    assert!(titles.iter().all(|it| !it["title"].as_str().unwrap().contains("ShellCheck")), "{titles:?}");
}

#[test]
fn one_that_hangs_blocks_nothing_and_is_ended() {
    let stand_in = StandIn::new("hanging", "echo $$ > started\nexec sleep 60");
    let mut client = Client::process();
    client.initialize(json!({}));
    client.open(URI, "rm -rf /\n");
    switch_on(&mut client, &stand_in.path());
    let started = stand_in.folder.join("started");
    let pid = wait(|| fs::read_to_string(&started).ok().filter(|it| it.ends_with('\n')));
    let pid = pid.trim().to_owned();
    // All else goes on: marks, answers, other documents.
    client.change(URI, 2, json!([{ "text": "rm -rf /\nrm -rf /*\n" }]));
    let before = Instant::now();
    assert_eq!(client.diagnostics(URI, Some(2)).len(), 2);
    for _ in 0..20 {
        client.request("caro/status", json!({})).unwrap();
    }
    assert!(before.elapsed() < Duration::from_secs(5), "{:?}", before.elapsed());
    // The edit made its answer worthless.
    wait(|| (!Path::new("/proc").join(&pid).exists()).then_some(()));
    client.close(URI);
    client.request("shutdown", Value::Null).unwrap();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(0));
}

#[test]
fn one_that_fails_is_told_once_and_left_alone() {
    let stand_in = StandIn::new("failing", "echo . >> asked\necho no json");
    let mut client = Client::process();
    client.initialize(json!({}));
    switch_on(&mut client, &stand_in.path());
    for round in 1..=5 {
        client.open(URI, "ls\n");
        client.diagnostics(URI, Some(1));
        assert!(!client.hears("nothing", Duration::from_millis(600)), "{round}");
    }
    assert_eq!(fs::read_to_string(stand_in.folder.join("asked")).unwrap().lines().count(), 3);
    let told = client.waiting("window/logMessage");
    let told = told.iter().filter(|it| it["message"].as_str().unwrap().contains("ShellCheck")).count();
    assert_eq!(told, 2, "once that it fails, once that it is left alone");
}

#[test]
fn a_path_that_counts_from_a_folder_is_no_program() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.open(URI, "ls\n");
    switch_on(&mut client, Path::new("./shellcheck"));
    let told = loop {
        let message = client.wait("window/logMessage")["message"].as_str().unwrap().to_owned();
        if message.contains("shellcheck") {
            break message;
        }
    };
    assert!(told.contains("no such program"), "{told}");
}

#[test]
fn the_real_one_is_understood() {
    let folders = std::env::var_os("PATH").unwrap();
    let mut installed = std::env::split_paths(&folders).map(|it| it.join("shellcheck"));
    let Some(program) = installed.find(|it| it.is_file()) else {
        eprintln!("SKIPPED: shellcheck is not installed here, so its real answers were not looked at");
        return;
    };
    let mut client = Client::process();
    client.initialize(takes_actions());
    client.open(URI, SCRIPT);
    switch_on(&mut client, &program);
    let found = remarks(&mut client, 1);
    assert!(found.iter().any(|it| it["code"] == "SC2006"), "{found:#?}");
    assert!(actions(&mut client, 2).iter().any(|it| it["title"] == "Apply ShellCheck's fix for SC2006"));
}

/// Waits until something is there.
fn wait<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(it) = look() {
            return it;
        }
        assert!(Instant::now() < deadline, "it did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}
