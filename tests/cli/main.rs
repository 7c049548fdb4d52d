//! The command line, as a person, a program and a pipeline use it: the real binary with real files.

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

mod check;
mod ci;
mod explain;
mod fix;
mod formats;
mod generate;
mod generate_with;
mod guard;
#[cfg(unix)]
mod history;
#[cfg(unix)]
mod interactive;
mod models;
#[cfg(unix)]
mod n_best;
mod policy;
#[cfg(unix)]
mod shell_init;
mod status;
#[cfg(unix)]
mod terminal;

const RISKY: &str = "DIR=$1\nrm -rf \"$DIR\"/*\n";

fn run(words: &[&str], input: &[u8]) -> Output {
    run_in(Path::new("."), words, input)
}

fn run_in(folder: &Path, words: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(caro_tests::binary());
    command.current_dir(folder);
    if words.first() == Some(&"generate") {
        // No model that somebody has chosen on this machine is asked.
        command.env("XDG_CACHE_HOME", "/nowhere");
    }
    command
        .args(words)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let input = input.to_vec();
    // A command that needs no input may be gone before it is written.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the writer ends");
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

/// A folder for one test, deleted with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("caro-cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("the temporary folder can be written");
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("the folder can be written");
        std::fs::write(&path, bytes).expect("the folder can be written");
        shown(&path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left is the system's to clean.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn shown(path: &Path) -> String {
    path.to_str().expect("test paths are UTF-8").to_owned()
}

#[test]
fn odd_bytes_keep_the_places_right() {
    let folder = Folder::new();
    let path = folder.file("a.sh", b"#!/bin/sh\r\n: \xff\xe9\0 '\xf0\x9f\x99\x82'; rm -rf /\r\n");
    let output = run(&["check", "--format", "json", &path], b"");
    let files: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let found = &files[0]["findings"][0];
    let place = [&found["line"], &found["column"], &found["end_line"], &found["end_column"]];
    assert_eq!(place.map(Value::as_u64), [Some(2), Some(19), Some(2), Some(20)], "{files}");
}

#[test]
fn huge_and_hostile_files_end_soon() {
    let folder = Folder::new();
    let files = [
        folder.file("empty.sh", ""),
        folder.file("parens.sh", "(".repeat(20 << 20)),
        folder.file("line.sh", format!("echo {}", "a ".repeat(5 << 19))),
        folder.file("nul.sh", "\0".repeat(1 << 20)),
        folder.file("commands.sh", "a;".repeat(5 << 20)),
        folder.file("braces.sh", "{a,b}".repeat(20_000)),
    ];
    for file in &files {
        let output = run(&["check", file], b"");
        assert_eq!((status(&output), out(&output)), (0, String::new()), "{file}: {}", complaint(&output));
    }
}

#[test]
fn shells_that_are_not_read_are_left_alone() {
    let output = run(&["check", "-"], b"#!/bin/zsh\nrm -rf /\n");
    assert_eq!((status(&output), out(&output)), (0, String::new()));
    assert!(complaint(&output).contains("not read yet"));
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let lines = [
        json!({"id": 1, "script": RISKY}).to_string(),
        "no json".to_owned(),
        json!({"id": {"a": [2]}, "script": "ls\n"}).to_string(),
        json!({"id": "three"}).to_string(),
        json!({"id": 4, "script": "#!/usr/bin/fish\nrm -rf /\n"}).to_string(),
    ];
    let output = run(&["check", "--batch"], lines.join("\n").as_bytes());
    let answers: Vec<Value> = out(&output).lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
    assert_eq!(answers.len(), 5);
    assert_eq!((&answers[0]["id"], &answers[0]["level"]), (&json!(1), &json!("danger")));
    assert_eq!(answers[0]["findings"][0]["end_column"], 16);
    assert!(answers[1]["id"].is_null() && answers[1]["error"].is_string());
    assert_eq!(answers[2], json!({"id": {"a": [2]}, "level": "none", "findings": []}));
    assert_eq!(answers[3]["id"], "three");
    assert!(answers[3]["error"].as_str().expect("an error").contains("`script`"));
    assert_eq!(answers[4]["level"], "none");
    assert_eq!(status(&output), 0);
}

#[test]
fn generate_prints_the_command_alone() {
    let output = run(&["generate", "find", "python files over 1 MB changed this week"], b"");
    assert_eq!((out(&output), status(&output)), ("find . -type f -name '*.py' -size +1M -mtime -7\n".to_owned(), 0));
    assert_eq!(complaint(&output), "");
}

#[test]
fn generate_is_silent_where_it_does_not_understand() {
    let output = run(&["generate", "make me a sandwich"], b"");
    assert_eq!((out(&output), status(&output)), (String::new(), 1));
    assert_eq!(complaint(&output).lines().count(), 1);
    let output = run(&["generate", "--format", "json", "make me a sandwich"], b"");
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert!(answer["command"].is_null() && answer["prompt"] == "make me a sandwich");
}

#[test]
fn generate_in_batches_echoes_ids_and_goes_on() {
    let input =
        "{\"id\":\"a\",\"prompt\":\"# count the lines in all python files\"}\n{\"id\":\"b\",\"prompt\":\"dance\"}\n{\n";
    let output = run(&["generate", "--batch"], input.as_bytes());
    let answers: Vec<Value> = out(&output).lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
    assert_eq!(answers.len(), 3);
    assert!(answers[0]["command"].as_str().expect("a command").contains("wc -l"), "{}", answers[0]);
    assert_eq!((&answers[0]["id"], &answers[0]["risk"]), (&json!("a"), &json!("none")));
    assert!(answers[1]["command"].is_null() && answers[1]["id"] == "b");
    assert!(answers[2]["error"].is_string());
}

#[test]
fn explain_names_each_part() {
    let output = run(&["explain", "tar -xzf a.tgz"], b"");
    assert!(out(&output).contains("takes files out of the archive"), "{}", out(&output));
    assert_eq!(status(&output), 0);
    let output = run(&["explain", "--format", "json", "rm -rf /"], b"");
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(answer["parts"][0]["text"], "rm -rf /");
    assert_eq!(answer["findings"][0]["code"], "CARO0101");
    assert_eq!(status(&run(&["explain", "frobnicate"], b"")), 1);
}

#[test]
fn dump_prints_the_model_and_no_escape_sequences() {
    let output = run(&["dump", "-"], b"sudo rm -r x\necho '\x1b[31m'\n");
    assert_eq!(out(&output), "1:1 sudo > rm -r/recursive x\n2:1 echo '\\u{1b}[31m'\n");
    assert_eq!(status(&output), 0);
    assert_eq!(status(&run(&["dump", "/no/such/file"], b"")), 2);
}

#[test]
fn rules_are_found_by_code_and_name() {
    let list = out(&run(&["rule"], b""));
    assert!(list.lines().count() >= 12 && list.lines().all(|it| it.starts_with("CARO")));
    let by_code = out(&run(&["rule", "caro0101"], b""));
    assert_eq!(by_code, out(&run(&["rule", "recursive-delete"], b"")));
    assert!(by_code.starts_with("CARO0101 recursive-delete (danger)\n"));
    assert_eq!(status(&run(&["rule", "CARO9999"], b"")), 2);
}

#[test]
fn wrong_words_and_no_words_are_told_apart() {
    assert_eq!(status(&run(&["check"], b"")), 2);
    assert_eq!(status(&run(&["dance"], b"")), 2);
    assert_eq!(status(&run(&["check", "--batch", "x.sh"], b"")), 2);
    assert!(out(&run(&["--version"], b"")).starts_with("caro-lsp "));
    // Without a command it is a server, which ends with its input.
    let output = run(&[], b"");
    assert_eq!((out(&output), status(&output)), (String::new(), 1));
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let folder = Folder::new();
    let path = folder.file("many.sh", "rm -rf /\n".repeat(20_000));
    let mut child = Command::new(caro_tests::binary())
        .args(["check", &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!((complaint(&output), status(&output)), (String::new(), 0));
}

#[test]
fn output_that_is_no_terminal_has_no_colours() {
    assert!(!out(&run(&["check", "-"], RISKY.as_bytes())).contains('\u{1b}'));
}
