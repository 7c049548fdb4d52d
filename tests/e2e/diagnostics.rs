//! `publishDiagnostics` and `textDocument/diagnostic`: marks, pushed or pulled, never both.

use std::time::Duration;

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn pull(client: &mut Client, previous: Option<&Value>) -> Value {
    let mut params = json!({ "textDocument": { "uri": URI } });
    if let Some(previous) = previous {
        params["previousResultId"] = previous.clone();
    }
    client.request("textDocument/diagnostic", params).unwrap()
}

#[test]
fn a_danger_is_pushed_where_the_client_does_not_ask() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.open(URI, "ls\nsudo rm -rf /\n");
    let found = client.diagnostics(URI, Some(1));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["source"], "caro");
    assert!(found[0]["code"].as_str().unwrap().starts_with("CARO01"));
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    // The mark goes with the words, and comes back with them.
    client.change(URI, 2, json!([{ "text": "ls\n" }]));
    assert_eq!(client.diagnostics(URI, Some(2)), Vec::<Value>::new());
    client.change(URI, 3, json!([{ "text": "rm -rf /\n" }]));
    assert_eq!(client.diagnostics(URI, Some(3)).len(), 1);
    client.close(URI);
    assert_eq!(client.diagnostics(URI, None), Vec::<Value>::new());
}

#[test]
fn a_client_that_pulls_is_not_pushed_to() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, "rm -rf /\n");
    let report = pull(&mut client, None);
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"].as_array().unwrap().len(), 1);
    assert!(!client.hears("textDocument/publishDiagnostics", Duration::from_millis(300)));
}

#[test]
fn an_unchanged_document_is_not_told_twice() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, "rm -rf /\n");
    let first = pull(&mut client, None);
    let again = pull(&mut client, Some(&first["resultId"]));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.change(URI, 2, json!([{ "text": "ls\n" }]));
    let changed = pull(&mut client, Some(&first["resultId"]));
    assert_eq!(changed["kind"], "full");
    assert_eq!(changed["items"], json!([]));
}

#[test]
fn marks_stand_under_the_words_in_every_encoding() {
    let mut columns = Vec::new();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = Client::in_memory();
        client.initialize(json!({ "general": { "positionEncodings": [encoding] } }));
        client.open(URI, "echo 'é🙂'; rm -rf /\r\n");
        let found = client.diagnostics(URI, Some(1));
        assert_eq!(found.len(), 1, "{found:#?}");
        columns.push(found[0]["range"]["start"]["character"].as_i64().unwrap());
    }
    // Two bytes and four are one unit and two, and one character each.
    assert_eq!([columns[0] - columns[2], columns[1] - columns[2]], [4, 1], "{columns:?}");
}

#[test]
fn only_the_latest_version_is_published_last_and_none_twice() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.open(URI, "");
    for version in 2..=101 {
        client.change(URI, version, json!([{ "text": "rm -rf /\n".repeat(version as usize % 7) }]));
    }
    assert_eq!(client.diagnostics(URI, Some(101)).len(), 101 % 7);
    assert!(!client.hears("nothing", Duration::from_millis(200)));
    let published = client.waiting("textDocument/publishDiagnostics");
    let versions: Vec<_> = published.iter().map(|it| it["version"].as_i64().unwrap()).collect();
    assert!(versions.is_sorted_by(|one, next| one < next) && versions.iter().all(|it| *it < 101), "{versions:?}");
}

#[test]
fn closing_takes_the_marks_away_whatever_runs() {
    for _ in 0..20 {
        let mut client = Client::in_memory();
        client.initialize(json!({}));
        client.open(URI, "rm -rf /\n");
        client.close(URI);
        assert_eq!(client.diagnostics(URI, None), Vec::<Value>::new());
        // Nothing may follow that puts the marks back.
        let before = client.waiting("textDocument/publishDiagnostics").len();
        assert!(!client.hears("nothing", Duration::from_millis(20)));
        assert_eq!(client.waiting("textDocument/publishDiagnostics").len(), before);
    }
}
