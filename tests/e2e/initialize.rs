//! `initialize`: what the server says it can do.

use caro_tests::Client;
use serde_json::json;

use super::URI;

#[test]
fn the_server_says_what_it_is_and_can() {
    let mut client = Client::process();
    let result = client.initialize(super::vscode());
    assert_eq!(result["serverInfo"]["name"], "caro-lsp");
    let can = &result["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"], json!({ "openClose": true, "change": 2, "save": true }));
    assert_eq!(can["inlineCompletionProvider"], true);
    assert_eq!(can["hoverProvider"], true);
    assert_eq!(can["signatureHelpProvider"]["triggerCharacters"], json!([" ", "=", ","]));
    let kinds = can["codeActionProvider"]["codeActionKinds"].as_array().unwrap();
    assert_eq!(kinds[..2], [json!("quickfix"), json!("source.fixAll.caro")]);
    assert_eq!(kinds[2..4], [json!("explain.caro"), json!("source.explain.caro")]);
    let (last, refactorings) = kinds[4..].split_last().unwrap();
    assert!(refactorings.iter().all(|it| it.as_str().unwrap().starts_with("refactor.rewrite.caro.")), "{kinds:?}");
    assert_eq!(last, "prefer.caro");
    assert_eq!(can["codeActionProvider"]["resolveProvider"], true);
    assert_eq!(can["diagnosticProvider"]["identifier"], "caro");
    let commands = can["executeCommandProvider"]["commands"].as_array().unwrap();
    assert!(commands.iter().all(|it| it.as_str().unwrap().starts_with("caro.")), "{commands:?}");
    assert!(commands.contains(&json!("caro.explain")) && commands.contains(&json!("caro.restartModel")));
    assert_eq!(can["experimental"]["caro"], json!({ "status": true, "explain": true, "generate": true }));
}

#[test]
fn a_client_gets_nothing_that_it_did_not_announce() {
    let mut client = Client::in_memory();
    let result = client.initialize(json!({}));
    assert_eq!(result["capabilities"].get("codeActionProvider"), None);
    client.open(URI, "chmod 644 \n");
    let at = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 7 } });
    let hover = client.request("textDocument/hover", at.clone()).unwrap();
    assert_eq!(hover["contents"]["kind"], "plaintext", "{hover}");
    let help = client.request("textDocument/signatureHelp", at).unwrap();
    assert!(help["signatures"][0]["documentation"].is_string(), "{help}");
    assert_eq!(help["signatures"][0].get("activeParameter"), None);
}

#[test]
fn the_clients_first_known_encoding_is_taken() {
    for (offered, taken) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-32"]), "utf-32"),
        (json!(["utf-99", "utf-16"]), "utf-16"),
        (json!([]), "utf-16"),
    ] {
        let mut client = Client::in_memory();
        let result = client.initialize(json!({ "general": { "positionEncodings": offered } }));
        assert_eq!(result["capabilities"]["positionEncoding"], taken);
    }
}

#[test]
fn a_second_initialize_is_refused() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    let error = client.request("initialize", json!({ "capabilities": {} })).unwrap_err();
    assert_eq!(error["code"], -32600);
}
