//! What a broken client sends: the right error, and the server lives.

use caro_tests::Client;
use serde_json::{Value, json};

fn is_alive(client: &mut Client) -> bool {
    client.request("caro/status", json!({})).is_ok()
}

fn framed(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

#[test]
fn malformed_messages_get_an_error_each() {
    let mut client = Client::process();
    client.initialize(json!({}));
    for (body, code) in [
        (&b"{\"jsonrpc\": \"2.0\", \"method\""[..], -32700),
        (b"", -32700),
        (b"\xff\xfe", -32700),
        (b"{}", -32600),
        (b"[]", -32600),
        (b"{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"caro/status\"}", -32600),
    ] {
        client.raw(&framed(body));
        assert_eq!(client.error_without_id(), code, "{}", String::from_utf8_lossy(body));
        assert!(is_alive(&mut client));
    }
}

#[test]
fn broken_headers_are_skipped() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.raw(b"GET / HTTP/1.1\r\n\r\n");
    assert_eq!(client.error_without_id(), -32700);
    assert!(is_alive(&mut client));
    client.raw(b"Content-Length: many\r\n\r\n{}");
    assert_eq!(client.error_without_id(), -32700);
    assert!(is_alive(&mut client));
}

#[test]
fn a_length_is_not_believed() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.raw(b"Content-Length: 999999999999\r\n\r\n{}");
    assert_eq!(client.error_without_id(), -32700);
    assert!(is_alive(&mut client));
    // A length that is allowed costs no memory before its bytes are there.
    #[cfg(target_os = "linux")]
    {
        client.raw(b"Content-Length: 130000000\r\n\r\n{");
        std::thread::sleep(std::time::Duration::from_millis(200));
        let status = std::fs::read_to_string(format!("/proc/{}/status", client.pid())).unwrap();
        let rss = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap();
        let kilobytes: u64 = rss.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kilobytes < 60_000, "{kilobytes} kB");
    }
}

#[test]
fn unknown_methods_and_parameters_are_named() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    assert_eq!(client.request("textDocument/brew", json!({})).unwrap_err()["code"], -32601);
    assert_eq!(client.request("textDocument/hover", json!({ "position": 7 })).unwrap_err()["code"], -32602);
    client.notify("textDocument/brew", json!({}));
    client.notify("$/brew", json!({}));
    client.notify("textDocument/didChange", json!({ "nonsense": true }));
    assert!(is_alive(&mut client));
}

#[test]
fn documents_nobody_opened_are_no_trouble() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    client.change("file:///nowhere.sh", 2, json!([{ "text": "ls" }]));
    client.close("file:///nowhere.sh");
    let document = json!({ "uri": "file:///nowhere.sh" });
    let at = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": at, "end": at });
    let hover = json!({ "textDocument": document, "position": at });
    assert_eq!(client.request("textDocument/hover", hover), Ok(Value::Null));
    let action = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    assert_eq!(client.request("textDocument/codeAction", action), Ok(Value::Null));
    let ghost = json!({ "textDocument": document, "position": at, "context": { "triggerKind": 1 } });
    assert_eq!(client.request("textDocument/inlineCompletion", ghost), Ok(json!({ "items": [] })));
    let pull = client.request("textDocument/diagnostic", json!({ "textDocument": document })).unwrap();
    assert_eq!(pull, json!({ "kind": "full", "items": [] }));
    assert!(is_alive(&mut client));
}

#[test]
fn hostile_texts_are_answered() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    let texts = ["(".repeat(20 << 20), "a ".repeat(5 << 19), String::new(), "\0".repeat(1000), "\u{feff}ls\r".into()];
    for text in texts {
        client.open(super::URI, &text);
        let pull = json!({ "textDocument": { "uri": super::URI } });
        assert_eq!(client.request("textDocument/diagnostic", pull).unwrap()["kind"], "full");
    }
}
