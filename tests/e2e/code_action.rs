//! `textDocument/codeAction` and `codeAction/resolve`: fixes, and their edits when they are chosen.

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

const SCRIPT: &str = "#!/bin/bash\nfind . -delete -name '*.tmp'\n";
const FIXED: &str = "find . -name '*.tmp' -delete";

fn ask(client: &mut Client, only: Option<Value>) -> Value {
    let range = json!({ "start": { "line": 1, "character": 9 }, "end": { "line": 1, "character": 9 } });
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = only;
    }
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    client.request("textDocument/codeAction", params).unwrap()
}

/// The second line with the edits made, which must be edits of ASCII text in that line.
fn apply(edits: &Value) -> String {
    let mut line = SCRIPT.lines().nth(1).unwrap().to_owned();
    let column = |it: &Value| it["character"].as_u64().unwrap() as usize;
    let mut edits: Vec<_> = edits.as_array().unwrap().iter().collect();
    edits.sort_by_key(|it| std::cmp::Reverse(column(&it["range"]["start"])));
    for edit in edits {
        assert_eq!(edit["range"]["start"]["line"], 1);
        let range = column(&edit["range"]["start"])..column(&edit["range"]["end"]);
        line.replace_range(range, edit["newText"].as_str().unwrap());
    }
    line
}

#[test]
fn a_fix_is_resolved_when_it_is_chosen() {
    let mut client = Client::process();
    client.initialize(super::vscode());
    client.open(URI, SCRIPT);
    let actions = ask(&mut client, None);
    let action = actions[0].clone();
    assert_eq!(action["kind"], "quickfix", "{actions}");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"][0]["source"], "caro");
    assert_eq!(action.get("edit"), None);
    let resolved = client.request("codeAction/resolve", action).unwrap();
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert_eq!(apply(&change["edits"]), FIXED);
}

#[test]
fn a_client_that_cannot_resolve_gets_the_edit_at_once() {
    let mut client = Client::in_memory();
    client.initialize(json!({ "textDocument": { "codeAction": {
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } }
    } } }));
    client.open(URI, SCRIPT);
    let actions = ask(&mut client, None);
    assert_eq!(apply(&actions[0]["edit"]["changes"][URI]), FIXED);
}

#[test]
fn an_action_for_an_older_text_is_refused() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, SCRIPT);
    let action = ask(&mut client, None)[0].clone();
    // The same text under a new version: positions may have meant something else in between.
    client.change(URI, 2, json!([{ "text": SCRIPT }]));
    assert_eq!(client.request("codeAction/resolve", action).unwrap_err()["code"], -32801);
    let foreign = json!({ "title": "Not ours" });
    assert_eq!(client.request("codeAction/resolve", foreign).unwrap_err()["code"], -32602);
}

#[test]
fn only_the_kinds_asked_for_are_offered() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, SCRIPT);
    assert_eq!(ask(&mut client, Some(json!(["refactor"]))), Value::Null);
    assert_eq!(ask(&mut client, Some(json!(["source.fixAll", "quickfix"]))).as_array().unwrap().len(), 1);
    assert_eq!(ask(&mut client, Some(json!([""]))).as_array().unwrap().len(), 1);
}
