//! `textDocument/inlineCompletion`: ghost text under a wish.

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn ghost(client: &mut Client, line: u32, trigger: u32) -> Value {
    let params = json!({
        "textDocument": { "uri": URI },
        "position": { "line": line, "character": 0 },
        "context": { "triggerKind": trigger },
    });
    client.request("textDocument/inlineCompletion", params).unwrap()
}

#[test]
fn a_wish_gets_a_command() {
    let mut client = Client::process();
    client.initialize(super::vscode());
    client.open(URI, "#!/bin/bash\n# find python files larger than 1 MB\n\n");
    let items = ghost(&mut client, 2, 2);
    let item = &items["items"][0];
    assert!(item["insertText"].as_str().unwrap().contains("find . "), "{items}");
    // Plain text at the cursor, and how we hear that it was taken.
    assert_eq!(item.as_object().unwrap().len(), 2);
    assert_eq!(item["command"]["command"], "caro.accepted");
}

#[test]
fn no_wish_is_an_empty_list_and_never_null() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(URI, "ls\n\n");
    assert_eq!(ghost(&mut client, 1, 1), json!({ "items": [] }));
    client.open_as(URI, "zsh", "# find python files\n\n");
    client.change(URI, 2, json!([{ "text": "#!/bin/zsh\n# find python files\n\n" }]));
    assert_eq!(ghost(&mut client, 2, 1), json!({ "items": [] }));
}

#[test]
fn names_of_files_are_known_only_where_the_user_lets_them_be_read() {
    let folder = std::env::temp_dir().join("caro-names-in-root");
    std::fs::create_dir_all(folder.join("vendor")).unwrap();
    let root = format!("file://{}", folder.display());
    let script = format!("{root}/a.sh");
    let mut client = Client::in_memory();
    let params = json!({
        "capabilities": {},
        "workspaceFolders": [{ "uri": root, "name": "x" }],
        "initializationOptions": { "caro": { "ghostText": { "fileNames": false } } },
    });
    client.request("initialize", params).unwrap();
    client.open(&script, "# show disk usage vendor\n\n");
    let ask = |client: &mut Client| {
        let params = json!({
            "textDocument": { "uri": script },
            "position": { "line": 1, "character": 0 },
            "context": { "triggerKind": 1 },
        });
        client
            .request("textDocument/inlineCompletion", params)
            .unwrap()
            .pointer("/items/0/insertText")
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(ask(&mut client), Value::Null);
    let on = json!({ "settings": { "caro": { "ghostText": { "fileNames": true } } } });
    client.notify("workspace/didChangeConfiguration", on);
    assert_eq!(ask(&mut client), "du -sh vendor");
}
