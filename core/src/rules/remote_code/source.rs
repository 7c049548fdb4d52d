//! Where text from the network came from, and whether anyone could have changed it on the way.

use crate::Span;
use crate::address::is_plain;
use crate::flow::{Code, Origin, Place, Value};
use crate::rules::{Sink, edits};
use crate::script::{Command, Flag, Node, Word, walk};

/// Pieces of a script that are longer are not searched for a download, in bytes.
const LONGEST: usize = 32 << 10;

/// What is known of a download that reached the place at hand.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// The server as written, `https://example.org`; `None` where it is not at hand.
    server: Option<String>,
    /// Why nobody can tell who sent it.
    pub(super) unchecked: Option<String>,
}

impl Source {
    /// The download that a value came from, looked up where the value entered the script.
    pub(super) fn of(value: &Value, sink: &Sink<'_>) -> Self {
        let mut source = value.origins.place.map_or_else(Self::default, |place| at(place, sink));
        if source.unchecked.is_none() && value.is_from(Origin::Forgeable) {
            source.unchecked = Some("nobody can tell who sent it".to_owned());
        }
        source
    }

    /// Who sent it, for a message.
    pub(super) fn name(&self) -> String {
        self.server.as_ref().map_or_else(|| "the network".to_owned(), |it| format!("`{it}`"))
    }
}

/// The download at a place of the text at hand.
fn at(place: Place, sink: &Sink<'_>) -> Source {
    let body = sink.walk.text.clone();
    let mut source = Source::default();
    if place.body != body.id || body.text.len() > LONGEST {
        return source;
    }
    walk(&body.statements, &mut |node| {
        if let Node::Command(command) = node
            && command.span == place.span
        {
            source = Source { server: server(command, sink), unchecked: unchecked(command, sink) };
        }
    });
    source
}

/// The server that a download names.
fn server(download: &Command, sink: &Sink<'_>) -> Option<String> {
    let address = download.operands().find_map(|it| sink.possible(it, |it| it.contains("//")))?;
    Some(address.split('/').take(3).collect::<Vec<_>>().join("/").replace('`', ""))
}

/// Why nobody can tell who sends it: a flag that skips the certificate, or plain HTTP.
pub(super) fn unchecked(download: &Command, sink: &Sink<'_>) -> Option<String> {
    let is_curl = download.program.as_deref() == Some("curl");
    if is_curl && download.has_flag('k', "insecure") {
        return Some("`-k` skips the check of who sends it".to_owned());
    }
    if download.has_flag('\0', "no-check-certificate") {
        return Some("`--no-check-certificate` skips the check of who sends it".to_owned());
    }
    download
        .operands()
        .find_map(|it| plain(it, sink))
        .map(|_| "plain `http://` lets anyone on the way change it".to_owned())
}

/// Edits by which a download asks for `https://` and checks the certificate.
pub(super) fn secured(download: &Command, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let is_off = |it: &&Flag| it.is('\0', "no-check-certificate") || it.is('k', "insecure");
    let mut edits: Vec<_> = download.flags().filter(is_off).flat_map(|it| edits::without(download, it)).collect();
    edits.extend(download.arguments().iter().flat_map(|it| by_https(it, sink)));
    edits
}

/// The edit that makes `https://` of a written `http://`.
pub(super) fn by_https(word: &Word, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let written = sink.text(word.span);
    let found =
        written.find("http://").filter(|it| written.rfind("http://") == Some(*it) && plain(word, sink).is_some());
    found.map(|at| (Span::at(word.span.start + at + 4), "s".to_owned())).into_iter().collect()
}

/// The start of an address that is asked for by plain HTTP on another machine.
pub(super) fn plain(word: &Word, sink: &Sink<'_>) -> Option<String> {
    let value = sink.value(word);
    let text = value.shapes.iter().map(|it| &*it.text).find(|it| is_plain(it))?;
    Some(text.to_owned())
}

/// Whether text from elsewhere stands where a command begins, and not as a part of one.
pub(super) fn begins_commands(code: &Code<'_>, sink: &Sink<'_>) -> bool {
    if code.way != crate::flow::CodeWay::Word {
        return true;
    }
    let first = code.command.words.iter().find(|it| it.span.start >= code.span.start);
    let written = first.map(Word::literal_prefix).unwrap_or_default();
    // `eval $cmd $(curl …)`: the first word decides where it is more than the text from elsewhere.
    let first_is_it =
        first.is_none_or(|it| it.span == code.span || sink.value(it).origins.place == code.value.origins.place);
    let ends_before = |it: &str| {
        let it = it.trim_end_matches([' ', '\t']);
        it.is_empty() || it.ends_with([';', '|', '&', '\n', '(', '{', '`'])
    };
    first_is_it && ends_before(&written) && code.value.shapes.iter().all(|it| !it.open || ends_before(&it.text))
}
