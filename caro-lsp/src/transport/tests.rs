//! What a broken client may send, and what it gets.

use std::io::{BufReader, Write};

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverParams, InitializeParams, InitializeResult};
use tower_lsp_server::{LanguageServer, LspService};

use super::frame::Frames;
use super::{Incoming, decode, run};

struct Broken;

impl LanguageServer for Broken {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        tokio::task::yield_now().await;
        panic!("on purpose: the test looks at what becomes of it");
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}

#[test]
fn a_panic_is_an_answer_and_the_server_lives() {
    let (input, mut to_server) = std::io::pipe().unwrap();
    let (from_server, output) = std::io::pipe().unwrap();
    let at = r#"{"textDocument":{"uri":"file:///a"},"position":{"line":0,"character":0}}"#;
    for (id, method, params) in [
        (1, "initialize", r#"{"capabilities":{}}"#),
        (2, "textDocument/hover", at),
        (3, "textDocument/hover", at),
        (4, "shutdown", "null"),
    ] {
        let params = if params == "null" { String::new() } else { format!(r#","params":{params}"#) };
        let body = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}"{params}}}"#);
        write!(to_server, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }
    drop(to_server);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let (service, socket) = LspService::new(|_| Broken);
    runtime.block_on(run(service, socket, input, output, std::future::pending()));

    let mut frames = Frames::new(BufReader::new(from_server));
    let answers = std::iter::from_fn(|| frames.next().unwrap());
    let answers = answers.map(|it| serde_json::from_slice::<serde_json::Value>(&it.unwrap()).unwrap());
    let mut codes: Vec<_> = answers.map(|it| (it["id"].as_i64(), it["error"]["code"].as_i64())).collect();
    codes.sort_unstable();
    let internal = Some(-32603);
    assert_eq!(codes, [(Some(1), None), (Some(2), internal), (Some(3), internal), (Some(4), None)]);
}

fn frames(bytes: &[u8]) -> Vec<std::result::Result<String, &'static str>> {
    let mut frames = Frames::new(bytes);
    std::iter::from_fn(|| frames.next().unwrap()).map(|it| it.map(|it| String::from_utf8(it).unwrap())).collect()
}

#[test]
fn a_message_behind_garbage_is_found() {
    let bytes = b"garbage\r\n\r\nmore {\"a\":1}Content-Length: 2\r\n\r\n{}content-length:3\r\nX: y\r\n\r\n[1]";
    assert_eq!(frames(bytes), [Err("the header has no Content-Length"), Ok("{}".to_owned()), Ok("[1]".to_owned())]);
}

#[test]
fn a_length_is_not_believed() {
    let bytes = b"Content-Length: 99999999999\r\n\r\n{\"x\":\n\n1}Content-Length: 2\r\n\r\n{}";
    assert_eq!(frames(bytes), [Err("the message is too long"), Ok("{}".to_owned())]);
    assert_eq!(frames(b"Content-Length: -1\r\n\r\n"), [Err("Content-Length is no number")]);
    assert_eq!(frames(b"Content-Length: 100000000\r\n\r\n{}"), []);
}

#[test]
fn a_body_that_is_no_message_is_told_apart() {
    let code = |body: &str| match decode(body.as_bytes()) {
        Incoming::Request(_) => 1,
        Incoming::Response(_) => 2,
        Incoming::Malformed(it) => it.error().unwrap().code.code(),
    };
    assert_eq!(code(r#"{"jsonrpc":"2.0","method":"x","id":1}"#), 1);
    assert_eq!(code(r#"{"jsonrpc":"2.0","result":null,"id":1}"#), 2);
    assert_eq!(code(r#"{"jsonrpc":"2.0","error":{"code":1,"message":"no"},"id":"a"}"#), 2);
    assert_eq!(code(r#"{"jsonrpc":"2.0","method":"#), -32700);
    assert_eq!(code("[1, 2]"), -32600);
    assert_eq!(code(r#"{"jsonrpc":"1.0","method":"x","id":1}"#), -32600);
    assert_eq!(code(&"[".repeat(100_000)), -32700);
}
