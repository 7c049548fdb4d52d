//! From the parts of a prompt to tokens that fit.
//!
//! Control tokens are read where we or the model's template wrote them, never in what comes from a script.

use super::load::Loaded;
use super::{Failure, FailureKind};
use crate::protocol::{Form, Request};
use llama_cpp_2::model::{LlamaChatMessage, LlamaChatTemplate};
use llama_cpp_2::token::LlamaToken;

/// A prompt that fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fitted<T> {
    pub(super) all: Vec<T>,
    /// So many at the beginning are the same in many requests.
    pub(super) fixed: usize,
    /// So many were left out, at least.
    pub(super) trimmed: usize,
}

/// The parts of a prompt as tokens, in their order.
#[derive(Debug)]
struct Parts<T> {
    fixed: Vec<T>,
    /// May be shortened first.
    context: Vec<T>,
    /// Between the two.
    between: Vec<T>,
    /// May be shortened where that is not enough.
    rest: Vec<T>,
    end: Vec<T>,
}

/// Which part of a text is dearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    /// Its end, and some of its beginning.
    Ends,
    /// What stands before the cursor.
    Last,
    /// What stands behind the cursor.
    First,
}

/// Makes tokens of a prompt; at most so many.
pub(super) fn tokens(loaded: &Loaded, request: &Request, most: usize) -> Result<Fitted<LlamaToken>, Failure> {
    let prompt = &request.prompt;
    let (keep_context, keep_rest) = match request.form {
        Form::Fim => (Keep::Last, Keep::First),
        Form::Raw | Form::Chat => (Keep::Ends, Keep::Ends),
    };
    // A token has more than 16 bytes hardly ever: no time is spent on what will not fit anyway.
    let bytes = most.saturating_mul(16);
    let (context, cut_context) = shorten_text(&prompt.context, bytes, keep_context);
    let (rest, cut_rest) = shorten_text(&prompt.rest, bytes, keep_rest);
    let mut parts = match request.form {
        Form::Raw => raw(loaded, &prompt.fixed, &context, &rest),
        Form::Chat => chat(loaded, &prompt.fixed, &context, &rest)?,
        Form::Fim => fim(loaded, &prompt.fixed, &context, &rest)?,
    };
    parts.end.extend(control(loaded, &prompt.end));
    begin(loaded, &mut parts.fixed);
    let mut tokens = fit(parts, most, keep_context, keep_rest)?;
    tokens.trimmed += (cut_context + cut_rest) / 4;
    if tokens.all.is_empty() {
        return Err(Failure::new(FailureKind::BadRequest, "the prompt is empty"));
    }
    Ok(tokens)
}

/// Text in which control tokens are read.
fn control(loaded: &Loaded, text: &str) -> Vec<LlamaToken> {
    if text.is_empty() { Vec::new() } else { loaded.model.vocab().tokenize(text.as_bytes(), false, true) }
}

/// Text that is only text.
fn plain(loaded: &Loaded, text: &str) -> Vec<LlamaToken> {
    if text.is_empty() { Vec::new() } else { loaded.model.vocab().tokenize(text.as_bytes(), false, false) }
}

/// Puts the token in front that the model was trained to see first.
fn begin(loaded: &Loaded, tokens: &mut Vec<LlamaToken>) {
    let vocabulary = loaded.model.vocab();
    let first = vocabulary.bos();
    if vocabulary.should_add_bos() && first.0 >= 0 && tokens.first() != Some(&first) {
        tokens.insert(0, first);
    }
}

fn raw(loaded: &Loaded, fixed: &str, context: &str, rest: &str) -> Parts<LlamaToken> {
    Parts {
        fixed: control(loaded, fixed),
        context: plain(loaded, context),
        between: Vec::new(),
        rest: plain(loaded, rest),
        end: Vec::new(),
    }
}

fn fim(loaded: &Loaded, fixed: &str, context: &str, rest: &str) -> Result<Parts<LlamaToken>, Failure> {
    let Some(fim) = loaded.fim else {
        let message = format!("the model {} cannot fill in: it has no tokens for that", loaded.facts.name);
        return Err(Failure::new(FailureKind::NoFim, message));
    };
    let mut before = vec![fim.before];
    before.extend(plain(loaded, fixed));
    Ok(Parts {
        fixed: before,
        context: plain(loaded, context),
        between: vec![fim.after],
        rest: plain(loaded, rest),
        end: vec![fim.middle],
    })
}

/// Stand for the texts while the template is applied: no template changes them, and no script contains them.
const SYSTEM: &str = "caro4f1dsystem";
const USER: &str = "caro4f1duser";

fn chat(loaded: &Loaded, fixed: &str, context: &str, rest: &str) -> Result<Parts<LlamaToken>, Failure> {
    let frame = frame(loaded)?;
    // A template without a place for the system's part: it goes before the user's.
    let (before, fixed, between) = match frame.split_once(SYSTEM) {
        Some((before, after)) => (before, fixed.to_owned(), after),
        None => ("", format!("{fixed}\n\n"), frame.as_str()),
    };
    let (to_user, after) = between.split_once(USER).unwrap_or((between, ""));
    let mut parts = Parts {
        fixed: control(loaded, before),
        context: plain(loaded, context),
        between: Vec::new(),
        rest: plain(loaded, rest),
        end: control(loaded, after),
    };
    let system = plain(loaded, &fixed);
    if before.is_empty() && !frame.starts_with(SYSTEM) {
        parts.fixed.extend(control(loaded, to_user));
        parts.fixed.extend(system);
    } else {
        parts.fixed.extend(system);
        parts.fixed.extend(control(loaded, to_user));
    }
    Ok(parts)
}

/// The template with marks in place of the texts. One that llama.cpp does not know becomes the common form.
fn frame(loaded: &Loaded) -> Result<String, Failure> {
    let message = |role: &str, text: &str| LlamaChatMessage::new(role.to_owned(), text.to_owned());
    let bad = |what: String| Failure::new(FailureKind::Engine, format!("the chat template cannot be used: {what}"));
    let system = message("system", SYSTEM).map_err(|it| bad(it.to_string()))?;
    let user = message("user", USER).map_err(|it| bad(it.to_string()))?;
    let apply = |template: &LlamaChatTemplate, messages: &[LlamaChatMessage]| {
        loaded.model.apply_chat_template(template, messages, true).ok().filter(|it| it.contains(USER))
    };
    let both = [system, user];
    let own = loaded.template.as_ref();
    if let Some(frame) = own.and_then(|it| apply(it, &both).or_else(|| apply(it, &both[1..]))) {
        return Ok(frame);
    }
    let common = LlamaChatTemplate::new("chatml").map_err(|it| bad(it.to_string()))?;
    apply(&common, &both).ok_or_else(|| bad("llama.cpp does not know it".to_owned()))
}

/// Shortens what may be shortened until all of it fits.
fn fit<T: Clone>(parts: Parts<T>, most: usize, keep_context: Keep, keep_rest: Keep) -> Result<Fitted<T>, Failure> {
    let must = parts.fixed.len() + parts.between.len() + parts.end.len();
    let Some(room) = most.checked_sub(must).filter(|it| *it > 0 || parts.context.len() + parts.rest.len() == 0) else {
        let message = format!("the prompt's fixed part has {must} tokens, and only {most} fit");
        return Err(Failure::new(FailureKind::TooLong, message));
    };
    // The wish may take three quarters before the context is gone.
    let rest_room = parts.rest.len().min(room - (room / 4).min(parts.context.len()));
    let (context, cut_context) = shorten(&parts.context, room - rest_room, keep_context);
    let (rest, cut_rest) = shorten(&parts.rest, rest_room, keep_rest);
    let fixed = parts.fixed.len();
    let all = [parts.fixed, context, parts.between, rest, parts.end].concat();
    Ok(Fitted { all, fixed, trimmed: cut_context + cut_rest })
}

/// Leaves out what is least dear; says how much.
fn shorten<T: Clone>(all: &[T], most: usize, keep: Keep) -> (Vec<T>, usize) {
    let Some(over) = all.len().checked_sub(most).filter(|it| *it > 0) else { return (all.to_vec(), 0) };
    let head = head(most, keep);
    ([&all[..head], &all[head + over..]].concat(), over)
}

/// The same for a text, between characters.
fn shorten_text(all: &str, most: usize, keep: Keep) -> (String, usize) {
    let Some(over) = all.len().checked_sub(most).filter(|it| *it > 0) else { return (all.to_owned(), 0) };
    let head = all.floor_char_boundary(head(most, keep));
    let tail = all.ceil_char_boundary(head + over);
    ([&all[..head], &all[tail..]].concat(), tail - head)
}

/// How much of the beginning stays.
fn head(most: usize, keep: Keep) -> usize {
    match keep {
        // What stands next to the wish says more about it.
        Keep::Ends => most / 3,
        Keep::Last => 0,
        Keep::First => most,
    }
}

#[cfg(test)]
mod tests {
    use super::{Keep, Parts, fit, shorten_text};

    fn parts(fixed: &str, context: &str, rest: &str, end: &str) -> Parts<char> {
        let all = |it: &str| it.chars().collect();
        Parts { fixed: all(fixed), context: all(context), between: Vec::new(), rest: all(rest), end: all(end) }
    }

    fn fitted(parts: Parts<char>, most: usize, keep: (Keep, Keep)) -> String {
        match fit(parts, most, keep.0, keep.1) {
            Ok(fitted) => format!("{} -{}", fitted.all.iter().collect::<String>(), fitted.trimmed),
            Err(failure) => failure.message,
        }
    }

    #[test]
    fn the_middle_of_the_context_goes_first() {
        let chat = (Keep::Ends, Keep::Ends);
        let all = || parts("FIX", "0123456789", "wish", "END");
        assert_eq!(fitted(all(), 20, chat), "FIX0123456789wishEND -0");
        assert_eq!(fitted(all(), 16, chat), "FIX016789wishEND -4");
        assert_eq!(fitted(all(), 11, chat), "FIX9wishEND -9");
        assert_eq!(fitted(parts("FIX", "", "0123456789", "END"), 9, chat), "FIX089END -7");
    }

    #[test]
    fn what_stands_next_to_the_cursor_stays() {
        let fim = (Keep::Last, Keep::First);
        assert_eq!(fitted(parts("<", "abcdefgh", "ABCDEFGH", ">"), 10, fim), "<ghABCDEF> -8");
        assert_eq!(fitted(parts("<", "abcdefgh", "", ">"), 5, fim), "<fgh> -5");
    }

    #[test]
    fn what_may_not_be_cut_must_fit() {
        let chat = (Keep::Ends, Keep::Ends);
        assert_eq!(
            fitted(parts("FIXED", "c", "r", "END"), 8, chat),
            "the prompt's fixed part has 8 tokens, and only 8 fit"
        );
        assert_eq!(fitted(parts("FIXED", "", "", "END"), 8, chat), "FIXEDEND -0");
    }

    #[test]
    fn a_text_is_cut_between_characters_only() {
        let text = "äöüßéêè".repeat(3);
        for most in 0..text.len() {
            for keep in [Keep::Ends, Keep::Last, Keep::First] {
                let (short, cut) = shorten_text(&text, most, keep);
                assert!(short.len() <= most && short.len() + cut == text.len(), "{most} {keep:?}");
            }
        }
    }
}
