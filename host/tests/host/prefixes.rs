//! What was read once is not read again: within a host, and after a restart.

use crate::harness::{LONG, NANO, Nest, client, done, text, until, wish};
use caro_host::client::Client;
use caro_host::protocol::{ModelState, Prompt, Request};
use std::fs;
use std::path::PathBuf;

const FIXED: &str = "find files by name, size and age; count lines; list processes; show disk usage of folders; ";

fn with_prefix(rest: &str) -> Request {
    let request = wish(rest);
    Request { prompt: Prompt { fixed: FIXED.repeat(2), ..request.prompt.clone() }, ..request }
}

fn end(client: &Client, nest: &Nest) {
    client.shutdown_host();
    until("the host is gone", || nest.hosts().is_empty());
}

fn restored(client: &Client) -> u32 {
    match client.health(LONG).expect("a host answers").model {
        ModelState::Ready(facts) => facts.restored_tokens,
        other => panic!("{other:?}"),
    }
}

fn kept(nest: &Nest) -> Vec<PathBuf> {
    fs::read_dir(nest.path("prefixes")).unwrap().map(|it| it.unwrap().path()).collect()
}

#[test]
fn the_longest_common_beginning_is_not_read_again() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let first = done(&client, with_prefix("list all files")).1;
    assert_eq!(first.reused_tokens, 0);
    let second = done(&client, with_prefix("list all files here")).1;
    assert!(second.reused_tokens >= first.prompt_tokens - 2, "{first:?} {second:?}");
    let health = client.health(LONG).unwrap();
    assert_eq!(health.reused_tokens, u64::from(second.reused_tokens));
}

#[test]
fn a_restored_prefix_gives_the_same_answers_as_one_that_was_read() {
    let nest = Nest::new();
    let wishes = ["list all files", "count the lines of <PATH1>", "show running processes"];
    let (one, _) = client(nest.launch(NANO));
    let cold: Vec<_> = wishes.map(|it| text(&one, with_prefix(it))).to_vec();
    assert_eq!(restored(&one), 0);
    end(&one, &nest);
    assert_eq!(kept(&nest).len(), 1);

    let (two, _) = client(nest.launch(NANO));
    let (answers, figures) = done(&two, with_prefix(wishes[0]));
    let restored = restored(&two);
    assert!(restored > 24 && figures.reused_tokens == restored, "{restored} {figures:?}");
    assert_eq!(answers[0].text, cold[0]);
    assert_eq!(wishes.map(|it| text(&two, with_prefix(it))).to_vec(), cold);
    // Another prefix takes its place, and the first comes back from disk.
    let other = Request { prompt: Prompt { fixed: "echo ".repeat(40), ..wish("x").prompt }, ..wish("x") };
    assert_eq!(done(&two, other).1.reused_tokens, 0);
    let (answers, figures) = done(&two, with_prefix(wishes[1]));
    assert_eq!((answers[0].text.as_str(), figures.reused_tokens), (cold[1].as_str(), restored));
    until("both are kept", || kept(&nest).len() == 2);
}

#[test]
fn a_damaged_file_is_read_anew_and_replaced() {
    let nest = Nest::new();
    let (one, _) = client(nest.launch(NANO));
    let cold = text(&one, with_prefix("list all files"));
    end(&one, &nest);
    let path = kept(&nest).remove(0);
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 0xff;
    for damaged in
        [flipped, whole[..whole.len() / 3].to_vec(), Vec::new(), b"no state at all, but long enough".to_vec()]
    {
        fs::write(&path, damaged).unwrap();
        let (client, notices) = client(nest.launch(NANO));
        let (answers, figures) = done(&client, with_prefix("list all files"));
        assert_eq!((answers[0].text.as_str(), figures.reused_tokens), (cold.as_str(), 0));
        end(&client, &nest);
        assert_eq!(fs::read(&path).unwrap().len(), whole.len());
        assert!(notices.try_recv().is_err());
    }
}

#[test]
fn a_limit_of_nothing_keeps_nothing() {
    let nest = Nest::new();
    let mut launch = nest.launch(NANO);
    launch.options.prefix_bytes = 1;
    let (client, _) = client(launch);
    done(&client, with_prefix("list all files"));
    done(&client, with_prefix("list all files again"));
    assert_eq!(kept(&nest), Vec::<PathBuf>::new());
}
