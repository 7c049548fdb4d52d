//! `$/cancelRequest`: every request is answered exactly once.

use caro_tests::Client;
use serde_json::json;

#[test]
fn a_cancelled_request_is_answered_once() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.open(super::URI, &"rm -rf \"$A\"/* && tar -xzf b | sort\n".repeat(5_000));
    // The first answer needs the whole script checked; those behind it wait for the same check.
    let asked: Vec<_> = (0..20)
        .map(|_| client.send("textDocument/diagnostic", json!({ "textDocument": { "uri": super::URI } })))
        .collect();
    for id in &asked {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    client.notify("$/cancelRequest", json!({ "id": "never sent" }));
    for id in &asked {
        match client.answer(*id) {
            Ok(report) => assert_eq!(report["kind"], "full"),
            Err(error) => assert_eq!(error["code"], -32800),
        }
    }
    assert!(client.request("caro/status", json!({})).is_ok());
    // No second answer to any of them came meanwhile.
    let late = client.unasked_answers();
    assert_eq!(late, 0);
}
