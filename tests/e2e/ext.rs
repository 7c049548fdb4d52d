//! `caro/status`, `caro/explain`, `caro/generate`, and the command for clients that can send nothing of their own.

use caro_tests::Client;
use serde_json::json;

#[test]
fn the_command_answers_what_the_request_answers() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(super::URI, "ls\n");
    let asked = client.request("caro/status", json!({ "uri": super::URI })).unwrap();
    let command = json!({ "command": "caro.status", "arguments": [{ "uri": super::URI }] });
    assert_eq!(client.request("workspace/executeCommand", command), Ok(asked.clone()));
    assert_eq!(asked["positionEncoding"], "utf-16");
    assert_eq!(asked["settings"]["platform"], "auto");
    let plain = client.request("workspace/executeCommand", json!({ "command": "caro.status" })).unwrap();
    assert_eq!(plain["openDocuments"], 1);
    let unknown = client.request("workspace/executeCommand", json!({ "command": "caro.format" })).unwrap_err();
    assert_eq!(unknown["code"], -32602);
}

#[test]
fn a_command_is_explained_with_its_danger() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    let answer = client.request("caro/explain", json!({ "command": "rm -rf /" })).unwrap();
    assert!(answer["parts"].is_array());
    assert_eq!(answer["findings"][0]["level"], "danger");
    assert_eq!(answer["findings"][0]["range"]["start"]["line"], 0);
    assert!(answer["markdown"].as_str().unwrap().contains("**danger**, line 1: "), "{answer}");
}

#[test]
fn a_selection_and_a_whole_script_are_explained_too() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(super::URI, "#!/bin/sh\n# Makes room.\nD=/srv/old\nrm -r \"$D\"\nls -l\n");
    let place = |line: u32| json!({ "line": line, "character": 0 });
    let range = json!({ "start": place(3), "end": place(4) });
    let answer = client.request("caro/explain", json!({ "uri": super::URI, "range": range })).unwrap();
    assert_eq!(answer["parts"].as_array().unwrap().len(), 1, "{answer}");
    assert_eq!(answer["parts"][0]["range"]["start"], place(3));
    assert!(answer["markdown"].as_str().unwrap().starts_with("```sh\nrm -r"), "{answer}");
    let answer = client.request("caro/explain", json!({ "uri": super::URI })).unwrap();
    assert_eq!(answer["script"]["title"], "Makes room.");
    assert_eq!(answer["script"]["deletes"][0]["text"], "`/srv/old`, with everything in it");
    assert_eq!(answer["script"]["deletes"][0]["places"][0]["start"]["line"], 3);
    let none = client.request("caro/explain", json!({})).unwrap_err();
    assert_eq!(none["code"], -32602);
    let closed = client.request("caro/explain", json!({ "uri": "file:///closed.sh" })).unwrap_err();
    assert_eq!(closed["code"], -32801);
}

#[test]
fn a_wish_gets_commands_with_their_risk() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    let wish = json!({ "prompt": "find python files larger than 1 MB", "platform": "gnu" });
    let answer = client.request("caro/generate", wish).unwrap();
    assert!(answer["command"].as_str().unwrap().starts_with("find"), "{answer}");
    assert_eq!(answer["risk"], "none");
    assert_eq!(answer["source"], "embedded");
    assert_eq!((&answer["terminal"], &answer["refusal"]), (&json!("line"), &json!(null)));
    let answer = client.request("caro/generate", json!({ "prompt": "colourless green ideas" })).unwrap();
    assert_eq!((&answer["command"], &answer["terminal"]), (&json!(null), &json!(null)));
    let wrong = client.request("caro/generate", json!({ "prompt": "x", "shell": "cmd" })).unwrap_err();
    assert_eq!(wrong["code"], -32602);
}

#[test]
fn progress_is_shown_to_who_asks_for_it() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    let wish = json!({ "prompt": "find empty folders", "workDoneToken": "t1" });
    client.request("caro/generate", wish).unwrap();
    let reports = [client.wait("$/progress"), client.wait("$/progress")];
    assert_eq!((&reports[0]["token"], &reports[0]["value"]["kind"]), (&json!("t1"), &json!("begin")));
    assert_eq!((&reports[1]["token"], &reports[1]["value"]["kind"]), (&json!("t1"), &json!("end")));
    client.request("caro/generate", json!({ "prompt": "find empty folders" })).unwrap();
    assert!(client.waiting("$/progress").is_empty());
}
