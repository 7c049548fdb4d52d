//! Which token comes next: by likelihood or by lot, within the grammar of the wanted shape.

use super::{Failure, FailureKind, signed};
use crate::protocol::{Request, Sampling, Shape};
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::sampling::LlamaSampler;
use llama_cpp_2::token::LlamaToken;
use llama_cpp_2::token::data::LlamaTokenData;
use llama_cpp_2::token::data_array::LlamaTokenDataArray;

/// One line of shell. It begins neither as a fence, nor as a comment, a prompt or the tag of a model that thinks aloud.
/// The line break at its end may be written; then nothing can follow.
const COMMAND: &str = r#"
root ::= " "? first rest "\n"?
first ::= [^\x01-\x20\x7f`#$><] | "$" [^\x01-\x20\x7f`]
rest ::= [^\x01-\x08\x0a-\x1f\x7f]*
"#;

/// Lines of shell, none of which begins as a fence.
const BLOCK: &str = r#"
root ::= first ("\n" line)*
first ::= [^\x01-\x20\x7f`] text
line ::= ([^\x01-\x08\x0a-\x1f\x7f`] text)?
text ::= [^\x01-\x08\x0a-\x1f\x7f]*
"#;

/// Where several answers are wanted and no temperature is named: equal answers are no choice.
const VARIED: f32 = 0.8;

/// Chooses the tokens of one answer.
pub(super) struct Pick {
    grammar: Option<LlamaSampler>,
    /// Nothing for the most likely token.
    lot: Option<LlamaSampler>,
}

impl Pick {
    /// For one of the answers of a request, counted from 0.
    pub(super) fn new(model: &LlamaModel, request: &Request, answer: u32) -> Result<Self, Failure> {
        let grammar = match request.shape {
            Shape::Free => None,
            Shape::Command => Some(COMMAND),
            Shape::Block => Some(BLOCK),
        };
        let grammar = grammar
            .map(|it| LlamaSampler::grammar(model, it, "root"))
            .transpose()
            .map_err(|it| Failure::new(FailureKind::Engine, format!("llama.cpp does not take the grammar: {it}")))?;
        Ok(Self { grammar, lot: lot(&request.sampling, answer) })
    }

    /// The next token after a row of the last batch; nothing where the grammar allows none.
    pub(super) fn next(&mut self, context: &LlamaContext<'_>, row: i32) -> Option<LlamaToken> {
        let free = match &mut self.lot {
            Some(lot) => lot.sample(context, row),
            None => most_likely(context.get_logits_ith(row)),
        };
        let Some(grammar) = &mut self.grammar else { return Some(free) };
        // To ask the grammar about one token is cheap, about all of them is not.
        let token = if allows(grammar, free) { free } else { next_allowed(grammar, self.lot.as_mut(), context, row)? };
        // The end of the answer is no part of the text.
        let _ = grammar.try_accept(token);
        Some(token)
    }
}

fn lot(sampling: &Sampling, answer: u32) -> Option<LlamaSampler> {
    let temperature = match sampling.temperature {
        0.0 if answer == 0 => return None,
        0.0 => VARIED,
        given => given,
    };
    let mut steps = Vec::new();
    if sampling.top_p > 0.0 && sampling.top_p < 1.0 {
        steps.push(LlamaSampler::top_p(sampling.top_p, 1));
    }
    if sampling.min_p > 0.0 {
        steps.push(LlamaSampler::min_p(sampling.min_p, 1));
    }
    steps.push(LlamaSampler::temp(temperature));
    steps.push(LlamaSampler::dist(sampling.seed.wrapping_add(answer)));
    Some(LlamaSampler::chain(steps, true))
}

fn most_likely(scores: &[f32]) -> LlamaToken {
    let mut best = (0, f32::NEG_INFINITY);
    for (token, score) in scores.iter().enumerate() {
        if *score > best.1 {
            best = (token, *score);
        }
    }
    LlamaToken::new(signed(best.0))
}

fn allows(grammar: &mut LlamaSampler, token: LlamaToken) -> bool {
    let mut one = LlamaTokenDataArray::new(vec![LlamaTokenData::new(token, 0.0, 0.0)], false);
    one.apply_sampler(grammar);
    one.data.first().is_some_and(|it| it.logit().is_finite())
}

fn next_allowed(
    grammar: &mut LlamaSampler,
    lot: Option<&mut LlamaSampler>,
    context: &LlamaContext<'_>,
    row: i32,
) -> Option<LlamaToken> {
    let mut all = context.token_data_array_ith(row);
    all.apply_sampler(grammar);
    all.data.retain(|it| it.logit().is_finite());
    match lot {
        // A chain on nothing would not come back.
        _ if all.data.is_empty() => None,
        Some(lot) => {
            all.apply_sampler(lot);
            all.selected_token()
        }
        None => all.data.iter().max_by(|one, other| one.logit().total_cmp(&other.logit())).map(LlamaTokenData::id),
    }
}
