//! What the container engines have in common: their names, what they mount, what they list.

use crate::Span;
use crate::rules::edits::{self, Edits};
use crate::rules::listing;
use crate::rules::sink::Sink;
use crate::script::{Command, Word};

/// Sub-commands of every engine that takes the same ones: `docker run`, `podman run`, `nerdctl run`.
macro_rules! engines {
    ($($sub:literal),* $(,)?) => {
        &[$(concat!("docker ", $sub), concat!("podman ", $sub), concat!("nerdctl ", $sub)),*]
    };
}
pub(super) use engines;

/// What starts a container, or makes one to be started.
pub(super) const RUN: &[&str] = engines!["run", "create", "container run", "container create"];

/// A folder or file of this machine that a container sees.
pub(super) struct Mount {
    pub(super) span: Span,
    pub(super) source: String,
    pub(super) read_only: bool,
}

/// What a command mounts: `-v /etc:/etc:ro`, `--mount type=bind,src=/etc,dst=/etc`.
pub(super) fn mounts(command: &Command, sink: &Sink<'_>) -> Vec<Mount> {
    let mut found = Vec::new();
    for flag in command.flags() {
        let Some(word) = &flag.value else { continue };
        let text = value_of(word, sink);
        if flag.is('v', "volume") {
            let mut parts = text.split(':');
            let (source, target, options) =
                (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
            if target.is_some() {
                let read_only = options.split(',').any(|it| it == "ro");
                found.push(Mount { span: word.span, source: source.to_owned(), read_only });
            }
        } else if flag.is('\0', "mount") {
            let value = |names: &[&str]| {
                let pair = text.split(',').filter_map(|it| it.split_once('='));
                pair.into_iter().find(|it| names.contains(&it.0)).map(|it| it.1.to_owned())
            };
            if value(&["type"]).is_none_or(|it| it == "bind")
                && let Some(source) = value(&["source", "src"])
            {
                let read_only = text.split(',').any(|it| matches!(it, "readonly" | "ro" | "readonly=true" | "ro=true"));
                found.push(Mount { span: word.span, source, read_only });
            }
        }
    }
    for mount in &mut found {
        let trimmed = mount.source.trim_end_matches('/').len();
        mount.source.truncate(trimmed.max(1));
    }
    found
}

/// The values that a flag was given, wherever it stands.
pub(super) fn values(command: &Command, short: char, long: &str, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let flags = command.flags().filter(|it| it.is(short, long));
    flags.filter_map(|it| it.value.as_ref()).map(|it| (it.span, value_of(it, sink))).collect()
}

/// A flag's value. Programs in Go also take `-v=value`.
fn value_of(word: &Word, sink: &Sink<'_>) -> String {
    let text = sink.sketch(word).text;
    text.strip_prefix('=').map_or_else(|| text.clone(), str::to_owned)
}

/// The command without the flag whose value stands at `value`.
pub(super) fn without_value(command: &Command, value: Span) -> Edits {
    let flag = command.flags().find(|it| it.value.as_ref().is_some_and(|it| it.span == value));
    flag.map_or_else(Edits::new, |it| edits::without(command, it))
}

/// The command without the words that are written so.
pub(super) fn without_words(command: &Command, texts: &[&str]) -> Edits {
    let words = command.words.iter().enumerate().filter(|it| it.1.literal().is_some_and(|it| texts.contains(&it)));
    words.flat_map(|it| edits::without_word(command, it.0)).collect()
}

/// Adds to the end of a word, inside of its quotes.
pub(super) fn longer(word: Span, new: &str, sink: &Sink<'_>) -> Edits {
    let quoted = sink.text(word).ends_with(['"', '\'']);
    vec![(Span::at(word.end - usize::from(quoted)), new.to_owned())]
}

/// A command behind its wrappers.
pub(super) fn whole(command: &Command) -> Span {
    let name = command.name_span();
    Span::new(name.start, command.span.end.max(name.end))
}

/// The texts of a command's own operands.
pub(super) fn own_texts(command: &Command, sink: &Sink<'_>) -> Vec<(Span, String)> {
    command.own_operands().map(|it: &Word| (it.span, sink.sketch(it).text)).collect()
}

/// Whether a flag is on: given, and not as `--flag=false`.
pub(super) fn switched<'a>(command: &'a Command, short: char, long: &str) -> Option<&'a crate::script::Flag> {
    command.flag(short, long).filter(|it| it.value.as_ref().and_then(Word::literal) != Some("false"))
}

/// Whether a command's operands are all that another one lists, such as `docker ps -aq`; `lists` knows that one.
pub(super) fn takes_all(command: &Command, sink: &Sink<'_>, lists: impl Fn(&Command) -> bool) -> bool {
    let body = sink.body();
    listing::suppliers(&body, command)
        .iter()
        .any(|it| it.first().is_some_and(|it| lists(it)) && listing::prints_all(it))
}
