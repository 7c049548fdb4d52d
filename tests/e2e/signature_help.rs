//! `textDocument/signatureHelp`: how the command at the cursor goes on.

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn help(client: &mut Client, line: u32, character: u32) -> Value {
    let at = json!({ "line": line, "character": character });
    client.request("textDocument/signatureHelp", json!({ "textDocument": { "uri": URI }, "position": at })).unwrap()
}

#[test]
fn the_part_at_the_cursor_is_active_and_says_what_it_means() {
    let mut client = Client::process();
    let signature = json!({
        "documentationFormat": ["markdown", "plaintext"],
        "parameterInformation": { "labelOffsetSupport": true }
    });
    client.initialize(json!({ "textDocument": { "signatureHelp": { "signatureInformation": signature } } }));
    client.open(URI, "echo '🙂'; chmod -R 644 \nfrobnicate \nchmod u+rw");

    let shown = help(&mut client, 0, 25);
    let signature = &shown["signatures"][0];
    assert_eq!(signature["label"], "chmod -R MODE FILE…", "{shown}");
    assert_eq!(shown["activeParameter"], 2);
    // The ellipsis is one unit of UTF-16.
    assert_eq!(signature["parameters"][2]["label"], json!([14, 19]));
    assert_eq!(signature["documentation"]["kind"], "markdown");

    let shown = help(&mut client, 0, 23);
    let mode = shown["signatures"][0]["parameters"][1]["documentation"]["value"].as_str().unwrap();
    assert!(mode.contains("the owner may read and write it"), "{mode}");

    assert_eq!(help(&mut client, 1, 11), Value::Null);
    assert_eq!(help(&mut client, 2, 10)["activeParameter"], 2);
}

#[test]
fn a_client_that_takes_less_gets_less() {
    let mut client = Client::in_memory();
    let signature = json!({ "documentationFormat": ["plaintext"] });
    client.initialize(json!({ "textDocument": { "signatureHelp": { "signatureInformation": signature } } }));
    client.open(URI, "find . -type \n# rm \n");
    let shown = help(&mut client, 0, 13);
    let parameter = &shown["signatures"][0]["parameters"][1];
    assert_eq!(parameter["label"], "-type TYPE", "{shown}");
    assert_eq!(parameter["documentation"]["kind"], "plaintext");
    assert!(!parameter["documentation"]["value"].as_str().unwrap().contains('`'));
    assert_eq!(help(&mut client, 1, 5), Value::Null);
}
