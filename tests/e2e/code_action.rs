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
    assert_eq!(ask(&mut client, Some(json!(["refactor.inline"]))), Value::Null);
    let kinds = |it: &Value| it.as_array().unwrap().iter().map(|it| it["kind"].clone()).collect::<Vec<_>>();
    let quick = kinds(&ask(&mut client, Some(json!(["quickfix"]))));
    assert!(quick.len() > 1 && quick.iter().all(|it| it == "quickfix"), "{quick:?}");
    assert_eq!(kinds(&ask(&mut client, Some(json!(["source.fixAll"])))), ["source.fixAll.caro"]);
    // Any kind: a fix, an explanation, everything at once.
    let all = kinds(&ask(&mut client, Some(json!([""]))));
    assert!(all.contains(&json!("quickfix")) && all.contains(&json!("source.fixAll.caro")), "{all:?}");
}

/// Asks for one kind of action at a place of a script, and applies the first one.
fn applied(script: &str, kind: &str, line: u32) -> (String, Value) {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, script);
    let place = json!({ "line": line, "character": 1 });
    let params = json!({
        "textDocument": { "uri": URI }, "range": { "start": place, "end": place },
        "context": { "diagnostics": [], "only": [kind] },
    });
    let actions = client.request("textDocument/codeAction", params).unwrap();
    let resolved = client.request("codeAction/resolve", actions[0].clone()).unwrap();
    let mut lines: Vec<String> = script.split_inclusive('\n').map(str::to_owned).collect();
    let mut edits: Vec<Value> = resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap().clone();
    let number = |it: &Value, path: &str| it.pointer(path).unwrap().as_u64().unwrap() as usize;
    edits.sort_by_key(|it| std::cmp::Reverse((number(it, "/range/start/line"), number(it, "/range/start/character"))));
    for edit in &edits {
        let (from, to) = (number(edit, "/range/start/line"), number(edit, "/range/end/line"));
        let before = lines[from][..number(edit, "/range/start/character")].to_owned();
        let behind = lines.get(to).map_or("", |it| &it[number(edit, "/range/end/character")..]).to_owned();
        let new = before + edit["newText"].as_str().unwrap() + &behind;
        lines.splice(from..(to + 1).min(lines.len()), [new]);
    }
    (lines.concat(), resolved)
}

#[test]
fn all_certain_fixes_are_applied_at_once() {
    let script = "#!/bin/bash\nD=$1\nfind . -delete -name '*.tmp'\necho between\nrm -rf \"$D\"/*\n";
    let fixed = "#!/bin/bash\nD=$1\nfind . -name '*.tmp' -delete\necho between\nrm -rf \"${D:?}\"/*\n";
    assert_eq!(applied(script, "source.fixAll.caro", 0).0, fixed);
}

#[test]
fn a_refactoring_works_at_the_cursor_and_on_the_file() {
    let script = "which a >/dev/null\nwhich b >/dev/null\n";
    let (here, action) = applied(script, "refactor.rewrite.caro.portableWhich", 1);
    assert_eq!(here, "which a >/dev/null\ncommand -v b >/dev/null\n");
    assert_eq!(action["title"], "Ask with `command -v` instead of `which`");
    let (all, action) = applied(&format!("true\n{script}"), "refactor.rewrite.caro.portableWhich", 0);
    assert_eq!(all, "true\ncommand -v a >/dev/null\ncommand -v b >/dev/null\n");
    assert_eq!(action["title"], "Ask with `command -v` instead of `which` in the whole file");
}

#[test]
fn a_change_of_behaviour_names_its_lines_and_asks_first() {
    let mut capabilities = super::vscode();
    capabilities["workspace"]["workspaceEdit"]["changeAnnotationSupport"] = json!({});
    capabilities["textDocument"]["codeAction"]["honorsChangeAnnotations"] = json!(true);
    let mut client = Client::in_memory();
    client.initialize(capabilities);
    client.open(URI, "#!/bin/sh\nread a\nread b\n");
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 3, "character": 0 } });
    let context = json!({ "diagnostics": [], "only": ["refactor.rewrite.caro.rawRead"] });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    let actions = client.request("textDocument/codeAction", params).unwrap();
    assert_eq!(actions[0]["title"], "Read backslashes as they are: `read -r` (look at lines 2 and 3)");
    let resolved = client.request("codeAction/resolve", actions[0].clone()).unwrap();
    let edit = &resolved["edit"];
    assert_eq!(edit["documentChanges"][0]["edits"][1]["annotationId"], "caro");
    assert_eq!(edit["changeAnnotations"]["caro"]["needsConfirmation"], true);
    let words = edit["changeAnnotations"]["caro"]["description"].as_str().unwrap();
    assert!(words.starts_with("line 2: a backslash"), "{words}");
}

#[test]
fn a_danger_is_explained_with_the_values_of_its_place() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, SCRIPT);
    let actions = ask(&mut client, Some(json!(["quickfix"])));
    let explain = actions.as_array().unwrap().iter().find(|it| it["command"].is_object()).unwrap();
    assert_eq!(explain["title"], "Explain this danger (CARO0113)");
    let command = &explain["command"];
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    let page = client.request("workspace/executeCommand", params.clone()).unwrap();
    let page = page.as_str().unwrap();
    assert!(page.starts_with("# CARO0113 find-delete-first\n\n**Here, in line 2** (danger): "), "{page}");
    // A client that did not say that it shows the answer is shown a message.
    let shown = client.wait("window/showMessage");
    assert!(shown["message"].as_str().unwrap().contains("find-delete-first"), "{shown}");
    client.change(URI, 2, json!([{ "text": "true\n" }]));
    assert_eq!(client.request("workspace/executeCommand", params).unwrap_err()["code"], -32801);
}

#[test]
fn a_lamp_lights_for_fixes_alone() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, "which a >/dev/null\n");
    let place = json!({ "line": 0, "character": 2 });
    let mut params = json!({
        "textDocument": { "uri": URI }, "range": { "start": place, "end": place },
        "context": { "diagnostics": [], "triggerKind": 2 },
    });
    assert_eq!(client.request("textDocument/codeAction", params.clone()).unwrap(), Value::Null);
    params["context"]["triggerKind"] = json!(1);
    assert!(client.request("textDocument/codeAction", params).unwrap().is_array());
}

const COMMANDS: &str = "#!/bin/sh\n# Makes room.\nif true; then\n    rm -r old\n    ls -l\nfi\n";

fn titles(client: &mut Client, from: (u32, u32), to: (u32, u32), only: Option<&str>) -> Vec<Value> {
    let place = |it: (u32, u32)| json!({ "line": it.0, "character": it.1 });
    let mut params = json!({
        "textDocument": { "uri": URI }, "range": { "start": place(from), "end": place(to) },
        "context": { "diagnostics": [], "triggerKind": 1 },
    });
    if let Some(only) = only {
        params["context"]["only"] = json!([only]);
    }
    client.request("textDocument/codeAction", params).unwrap().as_array().cloned().unwrap_or_default()
}

/// The page that an action's command answers.
fn page(client: &mut Client, action: &Value) -> String {
    let command = &action["command"];
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.request("workspace/executeCommand", params).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn commands_selections_and_scripts_are_explained_from_a_menu_behind_all_changes() {
    let mut client = Client::in_memory();
    let mut capabilities = super::vscode();
    capabilities["experimental"] = json!({ "caro": { "showsPages": true } });
    client.initialize(capabilities);
    client.open(URI, COMMANDS);
    let offered = titles(&mut client, (3, 6), (3, 6), None);
    let last: Vec<&Value> = offered.iter().rev().take(3).rev().map(|it| &it["title"]).collect();
    assert_eq!(last, ["Explain this command", "Explain script", "Insert explanation as comments"]);
    let shown = titles(&mut client, (3, 6), (3, 6), Some("explain"));
    let command = page(&mut client, &shown[0]);
    assert!(command.contains("rm -r old\n```\n\nDeletes `old` with everything below.\n\n- `rm`"), "{command}");
    let selection = titles(&mut client, (3, 0), (4, 9), Some("explain.caro"));
    assert_eq!((selection.len(), &selection[0]["title"]), (1, &json!("Explain selection")));
    let selection = page(&mut client, &selection[0]);
    assert!(selection.contains("rm -r old") && selection.contains("ls -l"), "{selection}");
    let script = titles(&mut client, (0, 0), (0, 0), Some("source.explain"));
    let action = script[0].clone();
    let script = page(&mut client, &action);
    assert!(script.starts_with("# “Makes room.”\n") && script.contains("**Deletes**"), "{script}");
    assert!(client.waiting("window/showMessage").is_empty());
    client.change(URI, 2, json!([{ "text": "true\n" }]));
    let command = &action["command"];
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(client.request("workspace/executeCommand", params).unwrap_err()["code"], -32801);
}

#[test]
fn an_explanation_is_written_above_its_command() {
    let (once, action) = applied(COMMANDS, "refactor.rewrite.caro.explainAsComments", 3);
    assert_eq!(action["title"], "Insert explanation as comments");
    let comment = "    # Deletes `old` with everything below.\n    #   -r  deletes folders with everything in them\n";
    assert_eq!(once, COMMANDS.replace("    rm", &format!("{comment}    rm")));
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, &once);
    let place = (5, 6);
    assert!(titles(&mut client, place, place, Some("refactor.rewrite.caro.explainAsComments")).is_empty());
}
