//! Several answers of the real model, in its own form of a prompt, beside our own generator: who agrees makes it surer.

use super::*;
use caro_core::generate::{Candidate, Request as Wish, generate, generate_with};
use caro_core::script::Dialect;
use caro_core::target::Platform;
use caro_host::Options;
use caro_host::client::{Client, Event, Launch, Patience};
use caro_host::protocol::{Prompt, Request, Shape};
use std::time::Duration;

const NANO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/tests/models/nano.gguf");

/// The real program as host, which ends with this.
struct Model {
    client: Client,
    _folder: Folder,
}

impl Model {
    fn new() -> Self {
        let folder = Folder::new();
        let options = Options {
            threads: 1,
            idle: Duration::from_secs(20),
            folder: Some(folder.0.join("run")),
            prefixes: Some(folder.0.join("prefixes")),
            ..Options::new(NANO)
        };
        let patience = Patience { start: Duration::from_mins(1), ..Patience::default() };
        let launch = Launch { program: caro_tests::binary(), words: vec!["host".into()], options, patience };
        Self { client: Client::new(launch, drop).expect("a thread can be had"), _folder: folder }
    }

    fn answers(&self, wish: &str) -> Vec<Candidate> {
        let request = Request {
            prompt: Prompt { rest: wish.to_owned(), end: "<sep>".to_owned(), ..Prompt::default() },
            shape: Shape::Command,
            answers: 8,
            most_tokens: 40,
            ..Request::default()
        };
        match self.client.ask(request).1.iter().last() {
            Some(Event::Done { answers, .. }) => answers.into_iter().map(|it| candidate(it.text)).collect(),
            other => panic!("no answers but {other:?}"),
        }
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        self.client.shutdown_host();
    }
}

fn candidate(command: String) -> Candidate {
    Candidate { command, confidence: 1.0, prose: false, source: "model" }
}

#[test]
fn answers_that_agree_with_ours_make_it_surer_and_those_that_agree_with_each_other_do_not() {
    let model = Model::new();
    // The model's likeliest answer to the first is another one; to the second it always says the same.
    for (wish, command, is_likeliest) in
        [("show disk usage", "df -h", false), ("show running processes", "ps aux", true)]
    {
        let request = Wish::new(wish, Dialect::Bash, Platform::Linux);
        let answers = model.answers(wish);
        assert_eq!(answers[0].command == command, is_likeliest, "{answers:?}");
        let alone = generate(&request, 1).remove(0);
        assert_eq!((alone.command(), alone.sources()), (command, &["embedded"][..]));
        let together = generate_with(&request, 8, answers.clone());
        assert_eq!((together[0].command(), together[0].sources()), (command, &["embedded", "model"][..]));
        assert!(together[0].confidence() > alone.confidence());
        assert_eq!(together.iter().filter(|it| it.command() == command).count(), 1, "each command once");
        // One model that says it eight times has said it once.
        let mut once: Vec<Candidate> = Vec::new();
        for answer in answers {
            if !once.contains(&answer) {
                once.push(answer);
            }
        }
        let first = generate_with(&request, 8, once).remove(0);
        assert!(first.confidence() >= together[0].confidence());
        assert!(together.iter().skip(1).all(|it| it.confidence() < together[0].confidence()));
    }
}
