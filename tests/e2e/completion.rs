//! `textDocument/completion` and `completionItem/resolve`: what can be typed, for whom nothing else says so.

use std::time::Duration;

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn list(client: &mut Client, line: u32, character: u32) -> Value {
    let at = json!({ "line": line, "character": character });
    client.request("textDocument/completion", json!({ "textDocument": { "uri": URI }, "position": at })).unwrap()
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap()).collect()
}

/// A client where nothing else completes shell scripts.
fn alone(item: Value) -> Value {
    json!({
        "textDocument": { "completion": { "completionItem": item } },
        "experimental": { "caro": { "lacksCompletion": true } }
    })
}

#[test]
fn flags_come_with_an_edit_of_what_is_typed() {
    let mut client = Client::process();
    let said = client.initialize(alone(json!({})));
    let options = &said["capabilities"]["completionProvider"];
    assert_eq!(options["resolveProvider"], true, "{said}");
    assert!(!options["triggerCharacters"].as_array().unwrap().contains(&json!(" ")));
    client.open(URI, "echo '🙂'; git push --force-w origin\n");
    let found = list(&mut client, 0, 29);
    assert_eq!(labels(&found), ["--force-with-lease"], "{found}");
    assert_eq!(found["isIncomplete"], false);
    let item = &found["items"][0];
    let range = json!({ "start": { "line": 0, "character": 20 }, "end": { "line": 0, "character": 29 } });
    assert_eq!(item["textEdit"], json!({ "range": range, "newText": "--force-with-lease" }));
    assert_eq!(item["insertTextFormat"], 1);
    assert!(item["detail"].is_string() && item["labelDetails"].is_null(), "{item}");
}

#[test]
fn documentation_is_told_when_it_is_asked_for() {
    let mut client = Client::in_memory();
    client.initialize(alone(json!({ "documentationFormat": ["markdown"] })));
    client.open(URI, "tar --extr\n");
    let item = list(&mut client, 0, 10)["items"][0].take();
    assert!(item["documentation"].is_null(), "{item}");
    let resolved = client.request("completionItem/resolve", item).unwrap();
    assert_eq!(resolved["documentation"]["kind"], "markdown", "{resolved}");
    let text = resolved["documentation"]["value"].as_str().unwrap();
    assert!(text.contains("**`-x`, `--extract`** takes files out of the archive"), "{text}");
    // What is no item of ours comes back as it is.
    let other = json!({ "label": "x", "data": { "a": 1 } });
    assert_eq!(client.request("completionItem/resolve", other.clone()).unwrap(), other);
}

#[test]
fn what_the_client_can_do_is_used_and_nothing_else() {
    let mut client = Client::in_memory();
    client.initialize(alone(json!({
        "snippetSupport": true,
        "insertReplaceSupport": true,
        "labelDetailsSupport": true,
        "preselectSupport": true,
        "documentationFormat": ["plaintext"],
        "resolveSupport": { "properties": ["additionalTextEdits"] }
    })));
    client.open(URI, "tar --direct\ngit pu\ngit push\n");
    let item = &list(&mut client, 0, 12)["items"][0];
    assert_eq!(item["insertTextFormat"], 2, "{item}");
    assert_eq!(item["textEdit"]["newText"], "--directory ${1:FOLDER}");
    assert_eq!(item["labelDetails"]["detail"], " FOLDER");
    assert!(item["detail"].is_null() && item["preselect"].is_null());
    assert_eq!(item["documentation"]["kind"], "plaintext", "{item}");
    assert!(!item["documentation"]["value"].as_str().unwrap().contains('`'));
    let item = &list(&mut client, 2, 6)["items"][0];
    assert_eq!(item["textEdit"]["insert"]["end"]["character"], 6, "{item}");
    assert_eq!(item["textEdit"]["replace"]["end"]["character"], 8, "{item}");
    let item = &list(&mut client, 2, 8)["items"][0];
    assert_eq!((&item["label"], &item["preselect"]), (&json!("push"), &json!(true)));
}

#[test]
fn nothing_is_offered_where_something_else_may_complete() {
    let mut client = Client::in_memory();
    let said = client.initialize(json!({}));
    assert!(said["capabilities"]["completionProvider"].is_object(), "the setting may still come");
    client.open(URI, "tar --extr\n");
    assert_eq!(list(&mut client, 0, 10), Value::Null);
    let set = |client: &mut Client, value: &str| {
        let settings = json!({ "settings": { "caro": { "completion": value } } });
        client.notify("workspace/didChangeConfiguration", settings);
    };
    set(&mut client, "on");
    assert_eq!(labels(&list(&mut client, 0, 10)), ["--extract"]);
    set(&mut client, "off");
    assert_eq!(list(&mut client, 0, 10), Value::Null);

    let mut client = Client::in_memory();
    let options = json!({ "caro": { "completion": "off" } });
    let params = json!({ "capabilities": alone(json!({})), "initializationOptions": options });
    let said = client.request("initialize", params).unwrap();
    assert!(said["capabilities"]["completionProvider"].is_null(), "{said}");
}

#[test]
fn it_is_registered_when_the_setting_says_so() {
    let mut client = Client::in_memory();
    let can = json!({ "textDocument": { "completion": { "dynamicRegistration": true } } });
    let said = client.initialize(can);
    assert!(said["capabilities"]["completionProvider"].is_null(), "{said}");
    assert!(!client.hears("client/registerCapability", Duration::from_millis(300)));
    let set = |client: &mut Client, value: &str| {
        let settings = json!({ "settings": { "caro": { "completion": value } } });
        client.notify("workspace/didChangeConfiguration", settings);
    };
    set(&mut client, "on");
    let registered = client.wait("client/registerCapability")["registrations"][0].take();
    assert_eq!(registered["method"], "textDocument/completion");
    assert_eq!(registered["registerOptions"]["resolveProvider"], true, "{registered}");
    client.open(URI, "tar --extr\n");
    assert_eq!(labels(&list(&mut client, 0, 10)), ["--extract"]);
    set(&mut client, "auto");
    let gone = client.wait("client/unregisterCapability");
    // The name is LSP's own, misspelt for ever.
    assert_eq!(gone["unregisterations"][0]["method"], "textDocument/completion", "{gone}");
    assert_eq!(list(&mut client, 0, 10), Value::Null);
}

#[test]
fn programs_of_the_machine_come_as_soon_as_they_are_read() {
    let mut client = Client::process();
    client.initialize(alone(json!({})));
    client.open(URI, "gre\n");
    for _ in 0..200 {
        let found = list(&mut client, 0, 3);
        assert!(labels(&found).contains(&"grep"), "{found}");
        if found["isIncomplete"] == false {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("PATH is never read");
}

#[test]
fn variables_tell_what_they_hold() {
    let mut client = Client::in_memory();
    client.initialize(alone(json!({})));
    client.open(URI, "NAME=value\necho \"$NA\"\n");
    let item = list(&mut client, 1, 9)["items"][0].take();
    assert_eq!((&item["label"], &item["detail"]), (&json!("NAME"), &json!("value")));
}

#[test]
fn huge_and_hostile_scripts_are_answered() {
    let mut client = Client::process();
    client.initialize(alone(json!({})));
    let line = format!("echo {}; tar --extr", "a'b$(c ${d ".repeat(5_000));
    client.open(URI, &line);
    list(&mut client, 0, u32::try_from(line.len()).unwrap());
    client.change(URI, 2, json!([{ "text": format!("{}tar --extr\n", "x=1; f() { y; }\n".repeat(10_000)) }]));
    assert_eq!(labels(&list(&mut client, 10_000, 10)), ["--extract"]);
    client.change(URI, 3, json!([{ "text": format!("tar {}--extr", "x ".repeat(500_000)) }]));
    list(&mut client, 0, 1_000_010);
    client.change(URI, 4, json!([{ "text": format!("{}tar -", "$(".repeat(5_000)) }]));
    list(&mut client, 0, 10_005);
}
