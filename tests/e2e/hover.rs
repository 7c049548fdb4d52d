//! `textDocument/hover`: the words explained, in the markup that the client reads.

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn hover(client: &mut Client, line: u32, character: u32) -> Value {
    let at = json!({ "line": line, "character": character });
    client.request("textDocument/hover", json!({ "textDocument": { "uri": URI }, "position": at })).unwrap()
}

#[test]
fn a_finding_is_explained_where_it_stands() {
    let mut client = Client::process();
    client.initialize(super::vscode());
    client.open(URI, "echo '🙂'; rm -rf /\n");
    let shown = hover(&mut client, 0, 12);
    assert_eq!(shown["contents"]["kind"], "markdown", "{shown}");
    assert!(!shown["contents"]["value"].as_str().unwrap().is_empty());
    assert_eq!(shown["range"]["start"]["line"], 0);
    assert_eq!(hover(&mut client, 1, 0), Value::Null);
}

#[test]
fn a_client_without_markdown_gets_plain_words() {
    let mut client = Client::in_memory();
    client.initialize(json!({ "textDocument": { "hover": { "contentFormat": ["plaintext"] } } }));
    client.open(URI, "rm -rf /\n");
    let shown = hover(&mut client, 0, 1);
    assert_eq!(shown["contents"]["kind"], "plaintext", "{shown}");
    let words = shown["contents"]["value"].as_str().unwrap();
    assert!(!words.contains("**") && !words.contains('`'), "{words}");
}
