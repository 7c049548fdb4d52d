//! What a broken client may send, and what it gets.

use super::frame::Frames;
use super::{Incoming, decode};

fn frames(bytes: &[u8]) -> Vec<Result<String, &'static str>> {
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
