//! How a conversation ends, and with which exit status.

use std::process::{Command, Stdio};

use caro_lsp::Ended;
use caro_tests::Client;
use serde_json::{Value, json};

#[test]
fn exit_after_shutdown_is_success() {
    let mut client = Client::process();
    client.initialize(json!({}));
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(0));
}

#[test]
fn the_answer_to_shutdown_arrives_even_if_exit_follows_at_once() {
    let mut client = Client::process();
    client.initialize(json!({}));
    let shutdown = client.send("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown), Ok(Value::Null));
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(0));
}

#[test]
fn exit_without_shutdown_is_failure() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(1));
    let mut client = Client::process();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(1));
}

#[test]
fn the_server_ends_with_its_input() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.open(super::URI, "ls\n");
    client.hang_up();
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(1));
    let mut client = Client::process();
    client.hang_up();
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(1));
}

#[test]
fn what_was_asked_before_the_input_ended_is_answered() {
    let mut client = Client::process();
    client.initialize(json!({}));
    let status = client.send("caro/status", json!({}));
    client.hang_up();
    assert_eq!(client.answer(status).unwrap()["name"], "caro-lsp");
}

#[cfg(unix)]
#[test]
fn the_server_ends_with_its_clients_process() {
    let mut parent = Command::new("sleep").arg("60").stdin(Stdio::null()).spawn().unwrap();
    let mut client = Client::process();
    let params = json!({ "processId": parent.id(), "capabilities": {} });
    client.request("initialize", params).unwrap();
    // Killed but not waited for: a zombie counts as gone.
    parent.kill().unwrap();
    assert_eq!(client.exit_status().and_then(|it| it.code()), Some(1));
    parent.wait().unwrap();
}

#[test]
fn requests_outside_of_their_time_are_refused() {
    let mut client = Client::process();
    let hover = json!({ "textDocument": { "uri": super::URI }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.request("textDocument/hover", hover.clone()).unwrap_err()["code"], -32002);
    assert_eq!(client.request("caro/status", json!({})).unwrap_err()["code"], -32002);
    client.initialize(json!({}));
    assert_eq!(client.request("textDocument/hover", hover.clone()), Ok(Value::Null));
    client.request("shutdown", Value::Null).unwrap();
    assert_eq!(client.request("textDocument/hover", hover).unwrap_err()["code"], -32600);
    assert_eq!(client.request("shutdown", Value::Null).unwrap_err()["code"], -32600);
}

#[test]
fn a_server_in_memory_ends_as_a_process_does() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.request("shutdown", Value::Null).unwrap();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Some(Ended::Properly));
    let mut client = Client::in_memory();
    client.hang_up();
    assert_eq!(client.ended(), Some(Ended::Abruptly));
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_waits_is_small_and_idle() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.request("caro/status", json!({})).unwrap();
    let read = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", client.pid())).unwrap();
    let status = read("status");
    let line = |name: &str| status.lines().find_map(|it| it.strip_prefix(name)).unwrap().trim().to_owned();
    // Of its own: how much of the program itself is in memory depends on the build, and is measured by `make bench`.
    let kilobytes: u64 = line("RssAnon:").trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 8_000, "{kilobytes} kB");
    let threads: u64 = line("Threads:").parse().unwrap();
    assert!(threads <= 9, "{threads} threads");
}
