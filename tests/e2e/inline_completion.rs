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
    let cursor = json!({ "line": 2, "character": 0 });
    assert_eq!(item["range"], json!({ "start": cursor, "end": cursor }));
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

#[cfg(feature = "local-models")]
#[test]
fn a_model_is_offered_where_an_answer_is_missing_and_not_behind_a_command() {
    let home = std::env::temp_dir().join(format!("caro-offer-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    let mut command = std::process::Command::new(caro_tests::binary());
    command.env("HOME", &home).env_remove("XDG_CACHE_HOME").env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
    let mut client = Client::of(&mut command);
    let mut can = super::vscode();
    can["window"] = json!({ "showMessage": {} });
    client.initialize(can);
    let mut ask = |text: &str, line: u32, character: u32| {
        client.open(URI, text);
        let at = json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character },
            "context": { "triggerKind": 1 } });
        client.request("textDocument/inlineCompletion", at).unwrap();
        client.hears("window/showMessageRequest", std::time::Duration::from_millis(500))
    };
    assert!(!ask("#!/bin/bash\n# unpack release.tar.gz into tmp\ntar -xzf release.tar.gz -C tmp\n", 2, 30));
    assert!(ask("#!/bin/bash\n# list all git branches by date\n\n", 2, 0));
    drop(client);
    std::fs::remove_dir_all(&home).unwrap();
}
