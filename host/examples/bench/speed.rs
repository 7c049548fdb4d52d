//! Tokens a second: the shortest loop that the crate allows, and the same answer through the host.

use crate::{Anyhow, ask, goes_on, line, median, threads, wish};
use caro_host::client::{Client, State};
use caro_host::protocol::{Request, Sampling, Shape};
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::context::params::LlamaContextParams;
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::{LlamaModel, params::LlamaModelParams};
use llama_cpp_2::sampling::LlamaSampler;
use llama_cpp_2::{LogOptions, send_logs_to_tracing};
use std::num::NonZeroU32;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 21;
/// Of one answer.
const TOKENS: usize = 128;
const PROMPT: &str = "#!/bin/sh\nfind";

/// Tokens a second of one answer, in turns. The plain loop reads its prompt before the clock starts, and so does the host:
/// it has just answered the same one.
pub(super) fn speed(client: &Client, model: &Path) -> Anyhow<()> {
    send_logs_to_tracing(LogOptions::default().with_logs_enabled(false));
    let backend = LlamaBackend::init()?;
    let model = LlamaModel::load_from_file(&backend, model, &LlamaModelParams::default().with_n_gpu_layers(0))?;
    let context = || {
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(4096.min(model.n_ctx_train())))
            .with_n_threads(threads().cast_signed())
            .with_n_threads_batch(threads().cast_signed())
            // As the host does: on a processor all is slower with it.
            .with_flash_attention_policy(0)
            .with_no_perf(true);
        model.new_context(&backend, params)
    };
    let mut context = context()?;
    // Both sides are warm.
    plain(&mut context, &model)?;
    ask(client, wish(PROMPT, TOKENS as u32))?;
    let State::Connected { pid } = client.state() else { return Err("no host".into()) };
    let me = std::process::id();
    let (mut ratios, mut inside, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut our_cost, mut their_cost) = (0, 0);
    let began = Instant::now();
    while goes_on(ratios.len(), ROUNDS, began) {
        let round = ratios.len();
        // Who goes second finds the caches of the other: each does as often as the other.
        let (mut plainly, mut asked) = (None, None);
        for turn in 0..2 {
            let before = (cpu_time(me), cpu_time(pid));
            if (round + turn) % 2 == 0 {
                plainly = Some(plain(&mut context, &model)?);
                their_cost += cpu_time(me).saturating_sub(before.0);
            } else {
                asked = Some(ask(client, wish(PROMPT, TOKENS as u32))?);
                our_cost += cpu_time(me).saturating_sub(before.0) + cpu_time(pid).saturating_sub(before.1);
            }
        }
        let ((tokens, took), asked) = plainly.zip(asked).ok_or("a turn is missing")?;
        if (asked.figures.answer_tokens as usize, tokens) != (TOKENS, TOKENS) {
            let message =
                format!("{} tokens through the host, {tokens} in the plain loop", asked.figures.answer_tokens);
            return Err(message.into());
        }
        let their = tokens as f64 / took.as_secs_f64();
        let our = tokens as f64 / asked.all.as_secs_f64();
        ratios.push(our / their);
        inside.push(tokens as f64 / asked.inside().as_secs_f64() / their);
        ours.push(our);
        theirs.push(their);
    }
    line(&format!("tokens a second, plain loop of the crate, {TOKENS} tokens"), &format!("{:.0}", median(theirs)), "");
    line("tokens a second, through the host", &format!("{:.0}", median(ours)), "");
    line("      their ratio", &format!("{:.3}", median(ratios)), "0.97");
    line("      without the way there and back", &format!("{:.3}", median(inside)), "");
    // On a busy machine the clock tells of the others, the processor's time of us.
    let ratio = their_cost as f64 / our_cost.max(1) as f64;
    line("      in processor time, both ends of the socket", &format!("{ratio:.3}"), "0.97");
    Ok(())
}

/// The shortest way to the same text: what the crate's own example does.
fn plain(context: &mut LlamaContext<'_>, model: &LlamaModel) -> Anyhow<(usize, Duration)> {
    let vocabulary = model.vocab();
    context.clear_kv_cache();
    let tokens = vocabulary.tokenize(PROMPT.as_bytes(), true, false);
    let (last, first) = tokens.split_last().ok_or("no prompt")?;
    let mut batch = LlamaBatch::new(512, 1);
    for (position, token) in (0..).zip(first) {
        batch.add(*token, position, &[0], false)?;
    }
    context.decode(&mut batch)?;
    let began = Instant::now();
    batch.clear();
    batch.add(*last, i32::try_from(first.len())?, &[0], true)?;
    context.decode(&mut batch)?;
    let mut sampler = LlamaSampler::greedy();
    let (mut count, mut text) = (0, Vec::new());
    while count < TOKENS {
        let token = sampler.sample(context, -1);
        if vocabulary.is_eog(token) {
            break;
        }
        count += 1;
        vocabulary.token_to_piece_into(token, &mut text, false, None);
        if count == TOKENS {
            break;
        }
        batch.clear();
        batch.add(token, i32::try_from(tokens.len() + count - 1)?, &[0], true)?;
        context.decode(&mut batch)?;
    }
    Ok((count, began.elapsed()))
}

/// Nanoseconds that a process has computed; Linux only.
fn cpu_time(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks
        .filter_map(|it| std::fs::read_to_string(it.path().join("schedstat")).ok())
        .filter_map(|it| it.split(' ').next()?.parse::<u64>().ok())
        .sum()
}

/// What a grammar, a lot and several answers cost, beside one free answer.
pub(super) fn shapes(client: &Client) -> Anyhow<()> {
    let free = wish(PROMPT, 64);
    let cases = [
        ("a block's grammar", Request { shape: Shape::Block, ..free.clone() }),
        ("a temperature", Request { sampling: Sampling { temperature: 0.8, ..Sampling::default() }, ..free.clone() }),
        ("four answers, tokens of all", Request { answers: 4, ..free.clone() }),
    ];
    for (what, request) in cases {
        let mut ratios = Vec::new();
        let began = Instant::now();
        while goes_on(ratios.len(), 11, began) {
            let speed = |it: crate::Asked| f64::from(it.figures.answer_tokens) / it.inside().as_secs_f64();
            let plain = speed(ask(client, free.clone())?);
            ratios.push(speed(ask(client, request.clone())?) / plain);
        }
        line(&format!("      with {what}, beside one free answer"), &format!("{:.2}", median(ratios)), "");
    }
    Ok(())
}
