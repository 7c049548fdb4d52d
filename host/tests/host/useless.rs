//! Models that cannot be used: one clear message each, and nobody dies of it.

use crate::harness::{LONG, NANO, Nest, client, kill, last, text, until, wish};
use crate::models::{self, Value};
use caro_host::client::{Event, Notice, State};
use caro_host::protocol::FailureKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// What is said about a model, without its path. It is said once to the user, and again to everyone who asks.
fn message(nest: &Nest, model: &Path, kind: FailureKind) -> String {
    let (client, notices) = client(nest.launch(model));
    let (event, _) = last(&client.ask(wish("list all files")).1);
    let Event::Failed { kind: found, message } = event else { panic!("{event:?}") };
    assert_eq!(found, kind, "{message}");
    assert_eq!(notices.recv_timeout(LONG), Ok(Notice::GivenUp(message.clone())));
    assert_eq!(client.state(), State::GivenUp(message.clone()));
    let (event, _) = last(&client.ask(wish("list all files")).1);
    let Event::Failed { message: again, .. } = event else { panic!("{event:?}") };
    assert_eq!(again, message);
    assert!(notices.try_recv().is_err(), "it is said once");
    until("the host has ended", || nest.hosts().is_empty());
    assert!(!message.contains('\n'), "{message:?}");
    message.replace(&model.display().to_string(), "PATH")
}

#[test]
fn each_wrong_file_has_its_message() {
    let nest = Nest::new();
    let nano = models::nano();
    let changed = |at: usize, bytes: &[u8]| {
        let mut changed = nano.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    let with = |name: &str, bytes: &[u8]| message(&nest, &models::write(&nest, name, bytes), FailureKind::BadModel);
    assert_eq!(
        with("cut", &nano[..nano.len() / 2]),
        "the model PATH is cut off: it has 1122768 bytes and its tensors need 2245536; download or copy it again"
    );
    assert_eq!(
        with("head", &nano[..1000]),
        "the model PATH is cut off in its head, after 1000 bytes; download or copy it again"
    );
    assert_eq!(
        with("magic", &changed(0, b"PK\x03\x04")),
        "the model PATH is no model in the GGUF format; name a file that is, or have it converted"
    );
    assert_eq!(
        with("future", &changed(4, &[9])),
        "the model PATH is in version 9 of the GGUF format, which this Caro cannot read; update Caro"
    );
    assert_eq!(
        with("huge", &changed(16, &[0xff; 8])),
        "the model PATH is damaged: it claims 18446744073709551615 keys; download or copy it again"
    );
    let mut other = nano.clone();
    // The name of the kind is in front of its keys, too.
    while let Some(at) = other.windows(5).position(|it| it == b"llama") {
        other[at..at + 5].copy_from_slice(b"lorem");
    }
    let unknown = with("unknown", &other);
    assert!(unknown.contains("lorem") && unknown.starts_with("the model PATH cannot be loaded: "), "{unknown}");
}

#[test]
fn what_is_no_file_never_starts_a_host() {
    let nest = Nest::new();
    let closed = models::write(&nest, "closed.gguf", &models::nano());
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    let empty = models::write(&nest, "empty.gguf", b"");
    let mut cases = vec![
        (nest.folder.path().to_owned(), "the model PATH is a folder; name the .gguf file in it"),
        (nest.path("none.gguf"), "the model PATH does not exist"),
        (empty, "the model PATH is empty; download it again"),
    ];
    // Root may read everything.
    if !rustix::process::geteuid().is_root() {
        cases.push((closed, "the model PATH may not be read by you"));
    }
    for (model, expected) in cases {
        let (client, notices) = client(nest.launch(&model));
        let (event, _) = last(&client.ask(wish("x")).1);
        let Event::Failed { message, .. } = event else { panic!("{event:?}") };
        assert_eq!(message.replace(&model.display().to_string(), "PATH"), expected);
        assert_eq!(notices.recv_timeout(LONG), Ok(Notice::GivenUp(message)));
        assert!(!nest.path("run").join("log").exists() && nest.hosts().is_empty());
    }
}

#[test]
fn a_model_that_does_not_fit_is_refused_with_figures() {
    let nest = Nest::new();
    let mut launch = nest.launch(NANO);
    launch.options.memory = 3_000_000;
    let (client, _) = client(launch);
    let (event, _) = last(&client.ask(wish("x")).1);
    let Event::Failed { kind: FailureKind::NoMemory, message } = event else { panic!("{event:?}") };
    let figures = "needs about 8.80 MB (weights 2.25 MB, context 786 kB, work 5.77 MB) and 3.00 MB are free";
    assert!(message.contains(figures), "{message}");
}

#[test]
fn a_model_that_was_repaired_is_used_when_asked_again() {
    let nest = Nest::new();
    let path = models::write(&nest, "m.gguf", &models::nano()[..5000]);
    let (client, notices) = client(nest.launch(&path));
    assert!(matches!(last(&client.ask(wish("x")).1).0, Event::Failed { kind: FailureKind::BadModel, .. }));
    assert!(matches!(notices.recv_timeout(LONG), Ok(Notice::GivenUp(_))));
    until("the host has ended", || nest.hosts().is_empty());
    models::write(&nest, "m.gguf", &models::nano());
    client.ask_again();
    assert_ne!(text(&client, wish("list all files")), "");
    // What the earlier host said is not taken for the last words of this one.
    nest.hosts().into_iter().for_each(|it| kill(it, rustix::process::Signal::KILL));
    let Ok(Notice::Died(message)) = notices.recv_timeout(LONG) else { panic!("it died") };
    assert_eq!(message, "the model host died (signal: 9 (SIGKILL))");
}

/// Damage that only llama.cpp can see may abort the process. Whatever happens, the caller has an answer.
#[test]
fn damage_inside_never_leaves_a_request_unanswered() {
    let nest = Nest::new();
    let nano = models::nano();
    let mut odd = vec![
        // Values that contradict the tensors.
        models::with(&nest, "template.gguf", &[("tokenizer.chat_template", Value::Text("{% for"))]),
    ];
    for (name, key, value) in [
        ("heads", "llama.attention.head_count", 0_u32),
        ("heads7", "llama.attention.head_count", 7),
        ("layers", "llama.block_count", 4000),
        ("width", "llama.embedding_length", 1),
        ("eos", "tokenizer.ggml.eos_token_id", 4_000_000_000),
        ("context", "llama.context_length", 0),
    ] {
        let mut bytes = nano.clone();
        let at = bytes.windows(key.len()).position(|it| it == key.as_bytes()).unwrap() + key.len() + 4;
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        odd.push(models::write(&nest, &format!("{name}.gguf"), &bytes));
    }
    for model in odd {
        let mut launch = nest.launch(&model);
        launch.patience.deaths = 0;
        let (client, _) = client(launch);
        let (event, _) = last(&client.ask(wish("list all files")).1);
        println!("{}: {event:?}", model.file_name().unwrap().display());
        assert!(matches!(event, Event::Done { .. } | Event::Failed { .. }), "{event:?}");
        client.shutdown_host();
        until("the host has ended", || nest.hosts().is_empty());
    }
}
