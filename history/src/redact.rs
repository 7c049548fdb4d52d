//! Takes out of a text whatever looks like a secret, before the text is written to disk.
//!
//! [`rules`] is the one list of what is looked for. A rule finds stretches of the text; each is filled with [`MARK`], so
//! that the rest stays readable and a command keeps its form. Nothing is looked up: a text is judged by what stands in it.

mod again;
mod assigned;
mod blocks;
mod echoed;
mod flags;
mod forms;
mod headers;
mod names;
mod programs;
mod prose;
mod random;
mod reading;
mod statements;
mod suspect;
mod table;
mod urls;
mod value;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::HashSet, fmt, ops::Range};

use reading::Reading;

pub use table::{Rule, rules};

/// What stands where a secret stood.
pub const MARK: &str = "[redacted]";

/// So often a text is looked at again, since a secret that is gone can show another one. One look is the common case.
const LOOKS: usize = 8;

/// A text without its secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Redacted<'a> {
    /// The text, borrowed where nothing was taken out.
    pub text: Cow<'a, str>,
    /// How many stretches were taken out.
    pub count: usize,
}

/// A stretch of a text that looks like a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// The rule that says so; where several do, the first of the list.
    pub rule: &'static Rule,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
}

/// The text without its secrets. Asked again about its own answer, it changes nothing.
pub fn redacted(text: &str) -> Redacted<'_> {
    knowing(text, &HashSet::new())
}

/// Texts that belong together, each without its secrets and without those of the others: a request and its command.
pub fn redacted_together<'a>(texts: &[&'a str]) -> Vec<Redacted<'a>> {
    let mut secrets = HashSet::new();
    for text in texts {
        secrets.extend(again::memorable(found(text).iter().map(|it| &text[it.span.clone()])));
    }
    texts.iter().map(|it| knowing(it, &secrets)).collect()
}

/// What looks like a secret in the text, in order, no two stretches touching the same byte.
pub fn found(text: &str) -> Vec<Found> {
    found_knowing(text, &HashSet::new())
}

fn knowing<'a>(text: &'a str, known: &HashSet<&str>) -> Redacted<'a> {
    let mut answer = Redacted { text: Cow::Borrowed(text), count: 0 };
    for _ in 0..LOOKS {
        let secrets = found_knowing(&answer.text, known);
        if secrets.is_empty() {
            return answer;
        }
        answer.count += secrets.len();
        answer.text = Cow::Owned(without(&answer.text, &secrets));
    }
    // A text made to be endless: nothing of it is worth keeping.
    Redacted { text: Cow::Borrowed(MARK), count: answer.count }
}

fn found_knowing(text: &str, known: &HashSet<&str>) -> Vec<Found> {
    let reading = Reading::new(text);
    let mut all = Vec::new();
    let mut spans = Vec::new();
    for rule in rules() {
        rule.look(&reading, &mut spans);
        all.extend(spans.drain(..).filter(|it| says_something(&text[it.clone()])).map(|span| Found { rule, span }));
    }
    let mut secrets = again::memorable(all.iter().map(|it| reading.at(&it.span)));
    secrets.extend(known);
    all.extend(again::look(text, &secrets).into_iter().map(|span| Found { rule: table::again(), span }));
    all.sort_by_key(|it| it.span.start);
    joined(all)
}

/// Whether there is more than marks and signs in it: what is not so is no secret, and cannot be taken out twice.
fn says_something(text: &str) -> bool {
    text.split(MARK).any(|it| it.chars().any(char::is_alphanumeric))
}

fn joined(sorted: Vec<Found>) -> Vec<Found> {
    let mut answer: Vec<Found> = Vec::with_capacity(sorted.len());
    for next in sorted {
        match answer.last_mut() {
            Some(last) if next.span.start < last.span.end => last.span.end = last.span.end.max(next.span.end),
            _ => answer.push(next),
        }
    }
    answer
}

fn without(text: &str, secrets: &[Found]) -> String {
    let mut answer = String::with_capacity(text.len());
    let mut kept = 0;
    for Found { span, .. } in secrets {
        answer.push_str(&text[kept..span.start]);
        answer.push_str(MARK);
        kept = span.end;
    }
    answer.push_str(&text[kept..]);
    answer
}

/// What was asked is nobody's business, not even a log's.
impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Redacted").field("count", &self.count).finish_non_exhaustive()
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Found").field("rule", &self.rule.name).field("span", &self.span).finish()
    }
}
