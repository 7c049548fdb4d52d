//! Answers: shapes, several of them, pieces, stop rules, budgets, forms of prompts, and what makes no sense.

use crate::harness::{NANO, Nest, client, done, last, text, wish};
use crate::models::{self, Value};
use caro_host::client::Event;
use caro_host::protocol::{End, FailureKind, Form, Prompt, Request, Sampling, Shape};

#[test]
fn the_most_likely_answer_is_a_command_and_always_the_same() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let (answers, figures) = done(&client, wish("list all files including hidden ones sorted by date"));
    assert_eq!(answers[0].text, "ls -at tree");
    assert_eq!(answers[0].end, End::Finished);
    assert_eq!(figures.answer_tokens, answers[0].tokens);
    for _ in 0..3 {
        assert_eq!(done(&client, wish("list all files including hidden ones sorted by date")).0, answers);
    }
}

#[test]
fn pieces_are_the_answer_in_parts() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(models::endless(&nest)));
    // Hot enough for bytes that are no characters, and long enough for several pieces.
    for seed in 0..4 {
        let sampling = Sampling { temperature: 3.0, seed, ..Sampling::default() };
        let request = Request { sampling, shape: Shape::Free, answers: 3, most_tokens: 600, ..wish("find files") };
        let (event, pieces) = last(&client.ask(request).1);
        let Event::Done { answers, .. } = event else { panic!("no answer but {event:?}") };
        assert!(pieces.iter().take(3).all(|it| !it.is_empty()), "an answer that takes long comes in pieces");
        for (answer, piece) in answers.iter().zip(&pieces) {
            assert!(answer.text.starts_with(piece.as_str()), "{:?} and {piece:?}", answer.text);
        }
    }
}

#[test]
fn a_command_is_one_line_whatever_the_dice_say() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let mut different = std::collections::HashSet::new();
    for seed in 0..20 {
        let sampling = Sampling { temperature: 4.0, seed, ..Sampling::default() };
        let text = text(&client, Request { sampling, ..wish("find files") });
        assert!(!text.contains(['\n', '\r', '\0']), "{text:?}");
        assert!(
            !text.trim_start().starts_with(['#', '`', '<', '>']) && !text.trim_start().starts_with("$ "),
            "{text:?}"
        );
        assert!(!text.trim().is_empty());
        different.insert(text);
    }
    assert!(different.len() > 10, "the dice do something");
}

#[test]
fn a_block_has_no_fence() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    for seed in 0..10 {
        let sampling = Sampling { temperature: 4.0, seed, ..Sampling::default() };
        let text = text(&client, Request { sampling, shape: Shape::Block, ..wish("find files") });
        assert!(text.lines().all(|it| !it.starts_with('`')), "{text:?}");
    }
}

#[test]
fn several_answers_differ_and_the_first_is_the_most_likely() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let request = wish("show the biggest files in my home directory");
    let one = text(&client, request.clone());
    let (answers, figures) = done(&client, Request { answers: 8, ..request.clone() });
    assert_eq!(answers.len(), 8);
    assert_eq!(answers[0].text, one);
    let different: std::collections::HashSet<_> = answers.iter().map(|it| &it.text).collect();
    assert!(different.len() > 1, "{different:?}");
    assert_eq!(figures.answer_tokens, answers.iter().map(|it| it.tokens).sum::<u32>());
    // What the others wrote is forgotten.
    assert_eq!(text(&client, request), one);
}

/// They share what was read, and nothing that is written.
#[test]
fn answers_side_by_side_are_those_that_would_be_written_alone() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    for seed in [7, 70, 700] {
        let with = |seed, answers| {
            let sampling = Sampling { temperature: 0.8, seed, ..Sampling::default() };
            done(&client, Request { sampling, answers, ..wish("show the biggest files in my home directory") }).0
        };
        let together = with(seed, 4);
        let alone: Vec<_> = (0..4).map(|it| with(seed + it, 1).remove(0)).collect();
        assert_eq!(together, alone);
    }
}

#[test]
fn an_answer_ends_at_its_limits() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let whole = text(&client, wish("count the number of lines in <PATH1>"));
    let (short, _) = done(&client, Request { most_tokens: 2, ..wish("count the number of lines in <PATH1>") });
    assert_eq!((short[0].end, short[0].tokens), (End::Length, 2));
    assert!(whole.starts_with(&short[0].text) && short[0].text.len() < whole.len(), "{short:?}");
    let stop = whole[whole.len() / 2..].to_owned();
    let (stopped, _) =
        done(&client, Request { stop: vec![stop.clone()], ..wish("count the number of lines in <PATH1>") });
    assert_eq!(stopped[0].end, End::Finished);
    assert_eq!(stopped[0].text, whole.strip_suffix(&stop).unwrap());
}

#[test]
fn time_that_is_over_gives_what_is_there() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(models::long(&nest)));
    let endless = Request { shape: Shape::Free, most_tokens: 4000, stop: Vec::new(), ..wish("find files") };
    // So hot that the end of the answer is one word of many.
    let sampling = Sampling { temperature: 50.0, ..Sampling::default() };
    let (answers, figures) = done(&client, Request { answer_ms: 30, answers: 4, sampling, ..endless.clone() });
    assert!(answers.iter().any(|it| it.end == End::Time), "{answers:?}");
    assert!(figures.answer_us < 3_000_000, "{figures:?}");
    let prompt = Prompt { context: "find files here ".repeat(400), ..endless.prompt.clone() };
    let (event, _) = last(&client.ask(Request { prompt, prompt_ms: 1, ..endless }).1);
    assert!(matches!(event, Event::Failed { kind: FailureKind::PromptTime, .. }), "{event:?}");
}

#[test]
fn a_prompt_that_is_too_long_loses_its_middle() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let request = wish("list all files");
    let prompt = Prompt { context: "echo one two three\n".repeat(10_000), ..request.prompt.clone() };
    let (_, figures) = done(&client, Request { prompt, ..request.clone() });
    assert_eq!(figures.prompt_tokens, 256 - 64);
    assert!(figures.trimmed_tokens > 10_000, "{figures:?}");
    let prompt = Prompt { fixed: "echo one two three\n".repeat(100), ..request.prompt.clone() };
    let (event, _) = last(&client.ask(Request { prompt, ..request }).1);
    assert!(matches!(event, Event::Failed { kind: FailureKind::TooLong, .. }), "{event:?}");
}

#[test]
fn control_tokens_of_a_script_are_only_text() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let tokens = |prompt: Prompt| done(&client, Request { prompt, ..wish("") }).1.prompt_tokens;
    // As text it has several tokens, as a control token one.
    assert!(tokens(Prompt { rest: "<sep>".into(), ..Prompt::default() }) > 2);
    assert_eq!(tokens(Prompt { end: "<sep>".into(), ..Prompt::default() }), 2);
}

#[test]
fn a_model_without_the_tokens_for_it_says_that_it_cannot_fill_in() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let (event, _) = last(&client.ask(Request { form: Form::Fim, ..wish("x") }).1);
    let Event::Failed { kind, message } = event else { panic!("{event:?}") };
    assert_eq!(
        (kind, message.as_str()),
        (FailureKind::NoFim, "the model caro-nano cannot fill in: it has no tokens for that")
    );
}

#[test]
fn the_models_own_tokens_and_template_are_used() {
    let nest = Nest::new();
    let ids = ["pre", "suf", "mid"].map(|it| format!("tokenizer.ggml.fim_{it}_token_id"));
    let template = "{% for m in messages %}<|im_start|>{{m.role}}\n{{m.content}}<|im_end|>\n{% endfor %}";
    let values = [
        (ids[0].as_str(), Value::Number(3)),
        (ids[1].as_str(), Value::Number(4)),
        (ids[2].as_str(), Value::Number(5)),
        ("tokenizer.chat_template", Value::Text(template)),
    ];
    let (client, _) = client(nest.launch(models::with(&nest, "odd.gguf", &values)));
    let ask = |form, fixed: &str, context: &str, rest: &str| {
        let prompt = Prompt { fixed: fixed.into(), context: context.into(), rest: rest.into(), end: String::new() };
        done(&client, Request { form, prompt, ..wish("") }).1
    };
    let raw = ask(Form::Raw, "", "find", "files").prompt_tokens;
    // Three tokens around the same text.
    assert_eq!(ask(Form::Fim, "", "find", "files").prompt_tokens, raw + 3);
    let chat = ask(Form::Chat, "You write shell.", "find", "files").prompt_tokens;
    assert!(chat > raw + 20, "{chat} and {raw}: the template is around it");
    // The same beginning is not read again.
    let again = ask(Form::Chat, "You write shell.", "count", "lines");
    assert!(again.reused_tokens > 10, "{again:?}");
}

/// The order of the parts is what the model was trained for: before, after, and then what is between them.
#[test]
fn filling_in_reads_what_the_models_tokens_say_and_nothing_else() {
    let nest = Nest::new();
    let values = [
        ("tokenizer.ggml.fim_pre_token_id", Value::Number(3)),
        ("tokenizer.ggml.fim_suf_token_id", Value::Number(4)),
        ("tokenizer.ggml.fim_mid_token_id", Value::Number(5)),
    ];
    let (client, _) = client(nest.launch(models::with(&nest, "fim.gguf", &values)));
    let ask = |form, fixed: &str, context: &str, rest: &str| {
        let prompt = Prompt { fixed: fixed.into(), context: context.into(), rest: rest.into(), end: String::new() };
        done(&client, Request { form, prompt, ..wish("") })
    };
    let (filled, figures) = ask(Form::Fim, "#!/bin/sh\n", "find . -name", "| sort\n");
    // The tokens 3, 4 and 5, by their names.
    let (written, same) = ask(Form::Raw, "<STR1>#!/bin/sh\nfind . -name<STR2>| sort\n<STR3>", "", "");
    assert_eq!(same.prompt_tokens, figures.prompt_tokens);
    // All but the last token was known, which is read in any case: not one of them is another.
    assert_eq!(same.reused_tokens, figures.prompt_tokens - 1, "{same:?}");
    assert_eq!(written, filled);
    let (_, other) = ask(Form::Raw, "<STR1>| sort\n<STR2>#!/bin/sh\nfind . -name<STR3>", "", "");
    assert!(other.reused_tokens < 3, "{other:?}");
    // A script that contains such names stays a text: what is behind the cursor cannot end there.
    let (_, names) = ask(Form::Fim, "", "find", "<sep>");
    assert!(names.prompt_tokens > 6, "{names:?}");
}

#[test]
fn what_makes_no_sense_is_refused_and_harms_nobody() {
    let nest = Nest::new();
    let (client, _) = client(nest.launch(NANO));
    let bad = [
        Request { answers: 0, ..wish("x") },
        Request { answers: 100, ..wish("x") },
        Request { most_tokens: 0, ..wish("x") },
        Request { sampling: Sampling { temperature: -1.0, ..Sampling::default() }, ..wish("x") },
        Request { prompt: Prompt { rest: "x".repeat(9_000_000), ..Prompt::default() }, ..wish("x") },
    ];
    for request in bad {
        let (event, _) = last(&client.ask(request).1);
        assert!(matches!(event, Event::Failed { kind: FailureKind::BadRequest, .. }), "{event:?}");
    }
    assert_ne!(text(&client, wish("list all files")), "");
    assert_eq!(client.health(crate::harness::LONG).unwrap().done, 1);
}
