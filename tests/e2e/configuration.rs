//! `workspace/configuration` and `didChangeConfiguration`: settings pulled and pushed.

use std::time::Duration;

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn settings(client: &mut Client) -> Value {
    client.request("caro/status", json!({})).unwrap()["settings"].take()
}

#[test]
fn settings_are_pulled_after_the_start_and_after_a_change() {
    let mut client = Client::process();
    client.settings = json!({ "platform": "busybox" });
    client.initialize(super::vscode());
    let registered = client.wait("client/registerCapability");
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeConfiguration");
    let asked = client.wait("workspace/configuration");
    assert_eq!(asked["items"], json!([{ "section": "caro" }]));
    client.wait("workspace/diagnostic/refresh");
    assert_eq!(settings(&mut client)["platform"], "busybox");
    client.settings = json!({ "platform": "bsd" });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.wait("workspace/diagnostic/refresh");
    assert_eq!(settings(&mut client)["platform"], "macos");
}

#[test]
fn settings_are_taken_as_they_are_sent() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(URI, "rm -rf /\n");
    assert_eq!(client.diagnostics(URI, Some(1)).len(), 1);
    let off = json!({ "settings": { "caro": { "diagnostics": { "enabled": false } } } });
    client.notify("workspace/didChangeConfiguration", off);
    assert_eq!(client.diagnostics(URI, Some(1)), Vec::<Value>::new());
    // What names no setting of ours changes nothing.
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "other": 1 } }));
    assert_eq!(settings(&mut client)["diagnostics"]["enabled"], false);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "caro": {} } }));
    assert_eq!(client.diagnostics(URI, Some(1)).len(), 1);
}

#[test]
fn ghost_text_can_be_switched_off_from_the_start() {
    let mut client = Client::in_memory();
    let options = json!({ "caro": { "ghostText": { "enabled": false } } });
    client.request("initialize", json!({ "capabilities": {}, "initializationOptions": options })).unwrap();
    client.open(URI, "# find python files\n\n");
    let params = json!({
        "textDocument": { "uri": URI },
        "position": { "line": 1, "character": 0 },
        "context": { "triggerKind": 1 },
    });
    assert_eq!(client.request("textDocument/inlineCompletion", params), Ok(json!({ "items": [] })));
}

#[test]
fn a_wrong_setting_at_the_start_is_told_once_the_client_listens() {
    let mut client = Client::in_memory();
    let options = json!({ "caro": { "ghosttext": true } });
    client.request("initialize", json!({ "capabilities": {}, "initializationOptions": options })).unwrap();
    client.notify("initialized", json!({}));
    let first = client.wait("window/logMessage");
    assert!(first["message"].as_str().unwrap().contains("utf-16"), "{first}");
    let second = client.wait("window/logMessage");
    assert!(second["message"].as_str().unwrap().contains("caro.ghosttext"), "{second}");
}

#[test]
fn a_wrong_setting_is_told_once_and_its_default_used() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    let wrong = json!({ "settings": { "caro": { "platform": "amiga", "diagnostics": { "enabled": false } } } });
    client.notify("workspace/didChangeConfiguration", wrong.clone());
    client.notify("workspace/didChangeConfiguration", wrong);
    assert_eq!(settings(&mut client)["platform"], "auto");
    assert_eq!(settings(&mut client)["diagnostics"]["enabled"], false);
    assert!(!client.hears("nothing", Duration::from_millis(100)));
    let told = client.waiting("window/logMessage");
    let told: Vec<_> = told.iter().filter(|it| it["message"].as_str().unwrap().contains("caro.platform")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
}
