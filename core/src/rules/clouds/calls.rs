//! What a command asks a service to do, by the words behind its program: `aws ec2 terminate-instances`.

use super::steps;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{AssignedValue, Command, Word};
use std::borrow::Cow;

/// An order to a service that takes something away.
#[derive(Debug)]
pub(crate) struct Call {
    /// The program and its words, with one blank between them.
    words: &'static str,
    /// Flags that name what is meant, by letter or long name; none where the word behind the order does.
    named_by: &'static [&'static str],
    /// Flags that must be there.
    with: &'static [&'static str],
    /// Flags with which it is harmless.
    unless: &'static [&'static str],
    /// Flags without which it asks first; none where it never asks.
    unasked: &'static [&'static str],
    level: Level,
    does: &'static str,
    so: &'static str,
}

/// What reads the descriptions of `terraform`, and takes the same orders.
const LIKE_TERRAFORM: [&str; 2] = ["tofu", "terragrunt"];

/// `does` goes before the name of what is meant, `so` says what that means for the user.
pub(super) const fn danger(words: &'static str, does: &'static str, so: &'static str) -> Call {
    Call { words, named_by: &[], with: &[], unless: &[], unasked: &[], level: Level::Danger, does, so }
}

/// The same where it is right in some scripts.
pub(super) const fn caution(words: &'static str, does: &'static str, so: &'static str) -> Call {
    Call { level: Level::Caution, ..danger(words, does, so) }
}

impl Call {
    /// The programs that take the order.
    pub(crate) fn programs(&self) -> impl Iterator<Item = &'static str> {
        let program = self.words.split(' ').next().unwrap_or_default();
        let others: &[&str] = if program == "terraform" { &LIKE_TERRAFORM } else { &[] };
        std::iter::once(program).chain(others.iter().copied())
    }

    /// One of these flags names what is meant.
    pub(super) const fn named_by(self, named_by: &'static [&'static str]) -> Self {
        Self { named_by, ..self }
    }

    /// Only where one of these flags is given.
    pub(super) const fn with(self, with: &'static [&'static str]) -> Self {
        Self { with, ..self }
    }

    /// Not where one of these flags is given.
    pub(super) const fn unless(self, unless: &'static [&'static str]) -> Self {
        Self { unless, ..self }
    }

    /// It asks first where none of these flags is given; then it is a level less.
    pub(super) const fn unasked(self, unasked: &'static [&'static str]) -> Self {
        Self { unasked, ..self }
    }
}

/// Reports the first of the rule's calls that the command is.
pub(crate) fn ask(command: &Command, sink: &mut Sink<'_>) {
    if let Check::Calls(calls) = sink.rule.check {
        report(command, calls, sink);
    }
}

/// Reports the first of `calls` that the command is.
pub(super) fn report(command: &Command, calls: &'static [Call], sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    let given = |names: &[&str]| names.iter().any(|it| order.gives(it));
    let hit = calls.iter().find_map(|call| {
        let span = order.says(call.words)?;
        let fits = (call.with.is_empty() || given(call.with)) && !given(call.unless);
        fits.then_some((call, span))
    });
    let Some((call, at)) = hit else { return };
    if order.is_harmless(sink) {
        return;
    }
    let asks = !call.unasked.is_empty() && !given(call.unasked) && !order.is_answered(sink);
    let name = order.name(call.named_by, at);
    let mut level = Some(call.level);
    if asks {
        level = less(level);
    }
    if name.is_some_and(|it| is_throwaway_word(it, sink)) {
        level = less(level);
    }
    let Some(level) = level else { return };
    let name = name.map(|it| shown(it, sink)).unwrap_or_default();
    let so = if asks { call.so.trim_end_matches(", and nothing asks") } else { call.so };
    sink.report_beyond(order.span(at), format!("{}{name}: {}", call.does, so)).level(level);
    steps::offer(&order, call.words, at, [call.with, call.unasked], sink);
}

fn less(level: Option<Level>) -> Option<Level> {
    level.filter(|it| *it == Level::Danger).map(|_| Level::Caution)
}

/// The name in back-ticks behind a blank, where it is short enough to show.
pub(super) fn shown(word: &Word, sink: &Sink<'_>) -> String {
    let text = sink.text_of(word).filter(|it| !it.is_empty());
    let text = text.unwrap_or_else(|| sink.text(word.span).trim_matches(['"', '\'']).to_owned());
    if text.is_empty() || text.chars().count() > 60 || text.contains(['\n', '`', '(']) {
        return String::new();
    }
    format!(" `{text}`")
}

/// A command's words, as far as their texts are known.
pub(super) struct Order<'a> {
    pub(super) command: &'a Command,
    /// The operands, with the text of those that are known.
    words: Vec<(&'a Word, Cow<'a, str>)>,
}

impl<'a> Order<'a> {
    pub(super) fn of(command: &'a Command, sink: &Sink<'_>) -> Self {
        // Orders stand in front: what follows are names, which may be many.
        let words = command.operands().take(12);
        let text = |it: &'a Word| match it.literal() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(sink.text_of(it).unwrap_or_default()),
        };
        Self { command, words: words.map(|it| (it, text(it))).collect() }
    }

    /// Where the last word of an order stands, counted in operands, if this is the order.
    pub(super) fn says(&self, order: &str) -> Option<usize> {
        let own = self.command.program.as_deref()?;
        let (program, wanted) = order.split_once(' ').unwrap_or((order, ""));
        if own != program && !(program == "terraform" && LIKE_TERRAFORM.contains(&own)) {
            return None;
        }
        if wanted.is_empty() {
            return Some(0);
        }
        // The value of a global flag that the facts do not know may stand before it.
        (0..4).find_map(|start| {
            let mut words = self.words.get(start..)?.iter();
            let fits = wanted.split(' ').all(|it| words.next().is_some_and(|word| word.1 == it));
            fits.then(|| start + wanted.split(' ').count() - 1)
        })
    }

    /// The span of the operand at `at`.
    pub(super) fn span(&self, at: usize) -> Span {
        self.words.get(at).map_or(self.command.name_span(), |it| it.0.span)
    }

    /// The operands behind the one at `at`.
    pub(super) fn behind(&self, at: usize) -> impl Iterator<Item = &'a Word> {
        self.command.operands().skip(at + 1)
    }

    /// Whether a flag is given and not switched off again: `--force=false`. `name=value` asks for that value.
    pub(super) fn gives(&self, name: &str) -> bool {
        if let Some((name, wanted)) = name.split_once('=') {
            return self.value(name).and_then(Word::literal) == Some(wanted);
        }
        if matches!(self.command.program.as_deref(), Some("terraform" | "tofu" | "terragrunt")) {
            // One dash or two, and never a bundle.
            return self.command.arguments().iter().filter_map(Word::literal).any(|it| {
                let rest = it.strip_prefix('-').map(|it| it.strip_prefix('-').unwrap_or(it));
                rest.and_then(|it| it.strip_prefix(name))
                    .is_some_and(|it| it.is_empty() || it.starts_with('=') && it != "=false")
            });
        }
        self.command.flags().any(|it| {
            it.is_called(name)
                && !it
                    .value
                    .as_ref()
                    .and_then(|it| it.literal())
                    .is_some_and(|it| matches!(it, "false" | "False" | "0"))
        })
    }

    /// The value of a flag, also of one that the facts do not know.
    pub(super) fn value(&self, name: &str) -> Option<&'a Word> {
        let flag = self.command.flags().find(|it| it.is_called(name))?;
        flag.value.as_ref().or_else(|| self.command.words.get(flag.word + 1))
    }

    /// What it is done to.
    fn name(&self, named_by: &[&str], at: usize) -> Option<&'a Word> {
        if named_by.is_empty() { self.behind(at).next() } else { named_by.iter().find_map(|it| self.value(it)) }
    }

    /// Whether it only shows what it would do, asks for help, or talks to a service on this very machine.
    pub(super) fn is_harmless(&self, sink: &Sink<'_>) -> bool {
        let shows = [
            "dry-run",
            "dryrun",
            "dry_run",
            "help",
            "generate-cli-skeleton",
            "what-if",
            "whatif",
            "no-execute-changeset",
        ];
        shows.iter().any(|it| self.gives(it))
            || self.command.words.last().and_then(|it| it.literal()) == Some("help")
            || self.value("endpoint-url").is_some_and(|it| sink.possible(it, is_local).is_some())
            || self.command.program.as_deref() == Some("aws") && self.is_sent_here(sink)
    }

    /// Whether the environment sends `aws` to a service on this very machine.
    fn is_sent_here(&self, sink: &Sink<'_>) -> bool {
        let address = |it: &str| it.starts_with("AWS_ENDPOINT_URL");
        let before = self.command.assignments.iter().find(|it| address(&it.name.text));
        match before.and_then(|it| it.value.as_ref()) {
            Some(AssignedValue::Word(word)) => sink.possible(word, is_local).is_some(),
            _ => sink.state().get("AWS_ENDPOINT_URL").is_some_and(|it| it.texts().any(is_local)),
        }
    }

    /// Whether the question it asks is answered by a pipe or a here-document: `yes | terraform destroy`.
    pub(super) fn is_answered(&self, sink: &Sink<'_>) -> bool {
        let disabled = |it: &str| it == "CLOUDSDK_CORE_DISABLE_PROMPTS";
        self.command.assignments.iter().any(|it| disabled(&it.name.text))
            || sink.state().get("CLOUDSDK_CORE_DISABLE_PROMPTS").is_some()
                && self.command.program.as_deref() == Some("gcloud")
            || sink.input(self.command).is_some_and(|input| {
                let says_yes = input.texts().any(|it| it.trim_start().starts_with(['y', 'Y']));
                let place = input.origins.place.filter(|it| it.body == sink.walk.text.id);
                says_yes || place.is_some_and(|it| is_yes(sink.text(it.span)))
            })
    }
}

/// Whether a command is `yes` without another word than `y`.
fn is_yes(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next() == Some("yes") && words.next().is_none_or(|it| it.starts_with(['y', 'Y']))
}

fn is_local(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |it| it.1);
    ["localhost", "127.", "localstack", "minio", "0.0.0.0", "host.docker.internal", "[::1]", "moto", "dynamodb-local"]
        .iter()
        .any(|it| host.starts_with(it))
}

/// Whether a word names something that is made to be thrown away: `ci-test-42`.
pub(super) fn is_throwaway_word(word: &Word, sink: &Sink<'_>) -> bool {
    let value = sink.value(word);
    !value.shapes.is_empty() && value.shapes.iter().all(|it| is_throwaway(&it.text))
}

/// Whether a name says that the thing may go.
pub(super) fn is_throwaway(name: &str) -> bool {
    const WORDS: [&str; 18] = [
        "test",
        "tests",
        "testing",
        "tmp",
        "temp",
        "temporary",
        "preview",
        "previews",
        "sandbox",
        "scratch",
        "ephemeral",
        "demo",
        "playground",
        "e2e",
        "throwaway",
        "itest",
        "cache",
        "smoke",
    ];
    let name = name.to_ascii_lowercase();
    let words: Vec<&str> = name.split(|it: char| !it.is_ascii_alphanumeric()).collect();
    // `ci-42` is one run of many; `ci` alone may be the account that all of them use.
    let numbered = words
        .windows(2)
        .any(|it| matches!(it[0], "ci" | "pr" | "mr" | "run" | "job") && it[1].bytes().all(|it| it.is_ascii_digit()));
    numbered || words.iter().any(|it| WORDS.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throwaway_things_say_so_in_a_word_of_their_own() {
        for name in ["ci-42", "acme_test", "s3://b/tmp/x", "arn:aws:x/e2e"] {
            assert!(is_throwaway(name), "{name}");
        }
        for name in ["latest", "contest", "city", "prod", "template", "ci", "ci@x", ""] {
            assert!(!is_throwaway(name), "{name}");
        }
    }
}
