//! One request as every family sees it, and what a family gives back.

use crate::literals::{self, Form, Token};
use crate::opening::{self, Opening};
use crate::vocabulary::{self, FILLER};
use crate::words::Word;
use crate::{Answer, Platform, Request, Shell};

/// A request, cut into tokens once.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// As typed.
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token<'a>>,
    /// The word of each token.
    pub(crate) words: Vec<Word>,
    /// Which tokens need no explanation.
    free: Vec<bool>,
    pub(crate) opening: Opening,
    pub(crate) shell: Shell,
    pub(crate) platform: Platform,
    /// The functions that the script defines.
    pub(crate) functions: &'a [&'a str],
}

/// What a family composed, and how much of the request it left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Proposal {
    pub(crate) family: &'static str,
    pub(crate) command: String,
    /// How many words that matter it did not account for.
    pub(crate) unexplained: usize,
    /// How many of these no family has any use for.
    pub(crate) strange: usize,
    /// How many words it understood through a spelling mistake.
    pub(crate) guessed: usize,
    /// What it assumed without being told, 0 to 1.
    pub(crate) doubt: f32,
    /// What it filled in without being told, in words.
    pub(crate) assumed: Vec<String>,
}

/// Whether a word as typed has one of these meanings.
pub(crate) fn is_one_of(word: &str, concepts: &str) -> bool {
    let concept = vocabulary::concept(word);
    !concept.is_empty() && concepts.split(' ').any(|it| it == concept)
}

impl<'a> Asked<'a> {
    /// `None` for what is too long to be a request, or is none.
    pub(crate) fn new(request: &Request<'a>) -> Option<Self> {
        let mut tokens = literals::tokens(request.text)?;
        for token in &mut tokens {
            token.recognize(request.names);
        }
        let opening = opening::opening(&tokens);
        let words = tokens.iter().map(Word::of).collect();
        let is_free =
            |it: &Token<'_>| it.is(FILLER) || it.is_mark() || it.form == Form::Word && it.is_any(vocabulary::SOFT);
        let free = tokens.iter().map(is_free).collect();
        let Request { text, shell, platform, functions, .. } = *request;
        Some(Self { text, tokens, words, free, opening, shell, platform, functions })
    }

    /// The text from one token to before another, as typed.
    pub(crate) fn between(&self, start: usize, end: usize) -> Option<&'a str> {
        let last = self.tokens.get(end.checked_sub(1)?)?;
        self.text.get(self.tokens.get(start)?.span.start..last.span.end)
    }

    /// Whether a token needs no explanation.
    pub(crate) fn is_free(&self, at: usize) -> bool {
        self.free.get(at) == Some(&true)
    }

    /// Whether a token is a plain word that neither the vocabulary nor any family of intents has a use for: it hardly
    /// changes what is wanted.
    pub(crate) fn is_strange(&self, at: usize) -> bool {
        let (Some(token), Some(word)) = (self.tokens.get(at), self.words.get(at)) else { return false };
        token.form == Form::Word
            && token.concept.is_empty()
            && token.number.is_none()
            && token.text.len() > 2
            && token.text.bytes().all(|it| it.is_ascii_lowercase())
            && !crate::intents::knows(word)
    }

    /// How many words that matter are not covered; `None` where one of them is a literal, a number or a negation:
    /// without it any answer is wrong.
    pub(crate) fn missing(&self, covered: &[bool]) -> Option<usize> {
        let mut words = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if covered.get(at) == Some(&true) || self.is_free(at) {
                continue;
            }
            if token.form != Form::Word || token.number.is_some() || token.is_any("not without exclude or") {
                return None;
            }
            words += 1;
        }
        Some(words)
    }
}

impl Proposal {
    pub(crate) fn new(family: &'static str, command: String) -> Self {
        Self { family, command, unexplained: 0, strange: 0, guessed: 0, doubt: 0.0, assumed: Vec::new() }
    }

    /// The answer, with its confidence.
    pub(crate) fn answer(self, asked: &Asked<'_>) -> Answer {
        let vague = if asked.opening == Opening::Asks { 0.0 } else { 0.1 };
        let slips = if self.guessed > 2 { 0.1 } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
        let unexplained = self.unexplained.saturating_sub(self.strange) as f32 * 0.4 + self.strange as f32 * 0.13;
        let confidence = (0.92 - vague - slips - unexplained - self.doubt).max(0.0);
        let prose = asked.opening == Opening::Tells;
        Answer { command: self.command, confidence, prose, assumed: self.assumed, family: self.family }
    }
}
