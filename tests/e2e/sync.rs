//! `didOpen`, `didChange`, `didClose`: the server's text is the client's.

use caro_tests::Client;
use serde_json::{Value, json};

use super::URI;

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({ "start": { "line": start.0, "character": start.1 }, "end": { "line": end.0, "character": end.1 } })
}

fn status(client: &mut Client) -> Value {
    client.request("caro/status", json!({ "uri": URI })).unwrap()
}

/// The dialect shows what the server takes the first line for: the one view of the text that needs no rule.
fn dialect(client: &mut Client) -> Value {
    status(client)["document"]["dialect"].take()
}

#[test]
fn documents_come_change_and_go() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(URI, "#!/bin/sh\n");
    assert_eq!(status(&mut client)["document"], json!({ "uri": URI, "version": 1, "dialect": "sh" }));
    client.change(URI, 2, json!([{ "range": range((0, 7), (0, 7)), "text": "ba" }]));
    assert_eq!(status(&mut client)["document"], json!({ "uri": URI, "version": 2, "dialect": "bash" }));
    client.change(URI, 3, json!([{ "text": "#!/bin/ksh\n" }]));
    assert_eq!(dialect(&mut client), "ksh");
    client.close(URI);
    assert_eq!(status(&mut client).get("document"), None);
    assert_eq!(status(&mut client)["openDocuments"], 0);
}

#[test]
fn opening_twice_replaces() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(URI, "#!/bin/ksh\n");
    client.open(URI, "#!/bin/sh\n");
    assert_eq!(dialect(&mut client), "sh");
    assert_eq!(status(&mut client)["openDocuments"], 1);
}

#[test]
fn a_version_that_goes_backwards_still_counts() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(URI, "#!/bin/ksh\n");
    client.change(URI, 9, json!([{ "text": "#!/bin/bash\n" }]));
    client.change(URI, 3, json!([{ "text": "#!/bin/sh\n" }]));
    assert_eq!(status(&mut client)["document"], json!({ "uri": URI, "version": 3, "dialect": "sh" }));
}

#[test]
fn changes_of_one_notification_build_on_each_other() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(URI, "");
    client.change(
        URI,
        2,
        json!([
            { "range": range((0, 0), (0, 0)), "text": "#!/bin/\n" },
            { "range": range((0, 7), (0, 7)), "text": "sh" },
            { "range": range((0, 7), (0, 7)), "text": "k" },
        ]),
    );
    assert_eq!(dialect(&mut client), "ksh");
}

#[test]
fn ranges_past_the_end_are_moved_inwards() {
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(URI, "#!/bin/\r\nls\r\n");
    // Behind the line's end is the line's end, before its `\r\n`.
    client.change(URI, 2, json!([{ "range": range((0, 99), (0, 99)), "text": "ksh" }]));
    assert_eq!(dialect(&mut client), "ksh");
    // Behind the last line is the end; and a backwards range is turned round.
    client.change(URI, 3, json!([{ "range": range((4_000_000_000, 4_000_000_000), (0, 7)), "text": "sh" }]));
    assert_eq!(dialect(&mut client), "sh");
}

#[test]
fn columns_are_counted_in_the_negotiated_encoding() {
    // `é` has 2 bytes, 1 unit and 1 character; `🙂` has 4, 2 and 1. The cursor stands before `k`.
    for (encoding, column) in [("utf-8", 21), ("utf-16", 18), ("utf-32", 17)] {
        let mut client = Client::in_memory();
        client.initialize(json!({ "general": { "positionEncodings": [encoding] } }));
        client.open(URI, "#!/usr/bin/é/🙂/xxksh\n");
        client.change(URI, 2, json!([{ "range": range((0, column - 2), (0, column)), "text": "" }]));
        assert_eq!(dialect(&mut client), "ksh", "{encoding}");
    }
}

#[test]
fn half_a_character_belongs_to_the_whole() {
    for (encoding, inside, behind) in [("utf-8", 13, 15), ("utf-16", 12, 13)] {
        let mut client = Client::in_memory();
        client.initialize(json!({ "general": { "positionEncodings": [encoding] } }));
        client.open(URI, "#!/usr/bin/🙂ksh\n");
        // A position inside is moved to the start, so the whole character goes.
        client.change(URI, 2, json!([{ "range": range((0, inside), (0, behind)), "text": "" }]));
        assert_eq!(dialect(&mut client), "ksh", "{encoding}");
    }
}

#[test]
fn five_hundred_quick_changes_keep_their_order() {
    let mut client = Client::process();
    client.initialize(json!({}));
    client.open(URI, "");
    // Typed one by one in order this is a shebang; in any other order it is not.
    let shebang = "#!/usr/bin/env ksh";
    let mut typed: Vec<char> = shebang.chars().collect();
    typed.extend(std::iter::repeat_n(' ', 500 - typed.len()));
    for (version, char) in (2..).zip(&typed) {
        let here = (0, version as u32 - 2);
        client.change(URI, version, json!([{ "range": range(here, here), "text": char }]));
    }
    assert_eq!(status(&mut client)["document"], json!({ "uri": URI, "version": 501, "dialect": "ksh" }));
    assert_eq!(client.diagnostics(URI, Some(501)), Vec::<Value>::new());
}

#[test]
fn shells_that_are_not_read_are_silent_and_the_status_says_so() {
    let mut client = Client::in_memory();
    client.initialize(super::vscode());
    for (language, text) in [
        ("zsh", "rm -rf /\n"),
        ("fish", "rm -rf /\n"),
        ("python", "rm -rf /\n"),
        ("shellscript", "#!/bin/csh\nrm -rf /\n"),
    ] {
        client.open_as("file:///tmp/x", language, text);
        let status = client.request("caro/status", json!({ "uri": "file:///tmp/x" })).unwrap();
        assert_eq!(status["document"]["dialect"], Value::Null, "{language}");
        assert!(status["document"]["silent"].as_str().unwrap().contains("zsh"));
        let pull = json!({ "textDocument": { "uri": "file:///tmp/x" } });
        assert_eq!(client.request("textDocument/diagnostic", pull).unwrap()["items"], json!([]));
    }
}
