//! What a command is given, as texts: most servers and tunnels name their flags in whole words.

use crate::Span;
use crate::rules::Sink;
use crate::script::Command;

/// One argument.
pub(super) struct Given {
    pub(super) span: Span,
    /// Its text, or what it begins with.
    pub(super) text: String,
}

/// The arguments of a command behind its program's name.
pub(super) fn given(command: &Command, sink: &Sink<'_>) -> Vec<Given> {
    let text = |it| sink.value(it).shapes.first().map_or_else(String::new, |it| it.text.to_string());
    command.arguments().iter().map(|it| Given { span: it.span, text: text(it) }).collect()
}

/// The first use of a flag by one of its names, dashes included.
pub(super) fn flag<'a>(given: &'a [Given], names: &[&str]) -> Option<&'a Given> {
    given.iter().find(|it| names.iter().any(|name| it.text == *name || value_behind(&it.text, name).is_some()))
}

/// The values of a flag: `--name value`, `--name=value`, and `-nvalue` for one letter.
pub(super) fn values<'a>(given: &'a [Given], names: &'a [&str]) -> impl Iterator<Item = (&'a Given, &'a str)> {
    given.iter().enumerate().filter_map(move |(at, it)| {
        names.iter().find_map(|name| match value_behind(&it.text, name) {
            Some(value) => Some((it, value)),
            None if it.text == *name => Some((it, &*given.get(at + 1)?.text)),
            None => None,
        })
    })
}

/// The first value of a flag.
pub(super) fn value<'a>(given: &'a [Given], names: &'a [&str]) -> Option<&'a str> {
    values(given, names).next().map(|it| it.1)
}

fn value_behind<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(name)?;
    let is_letter = name.len() == 2 && !name.starts_with("--");
    match rest.strip_prefix('=') {
        Some(value) => Some(value),
        None if is_letter && !rest.is_empty() => Some(rest),
        None => None,
    }
}

/// Whether an address stands for all addresses of the machine.
pub(super) fn is_everywhere(address: &str) -> bool {
    let address = address.split("://").last().unwrap_or_default();
    let address = address.trim_matches(['\'', '"']);
    matches!(address, "0" | "0.0.0.0" | "*" | "::" | "[::]")
        || ["0.0.0.0:", "*:", "[::]:", ":::"].iter().any(|it| address.starts_with(it))
        || address.strip_prefix(':').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
}

/// Whether only this machine can reach an address.
pub(super) fn is_local(address: &str) -> bool {
    let address = address.split("://").last().unwrap_or_default();
    address.starts_with("127.")
        || address.starts_with("localhost")
        || address.starts_with("::1")
        || address.starts_with("[::1]")
        || matches!(address, "lo" | "lo0" | "loopback")
        || address.starts_with('/')
        || address.strip_suffix(".sock").is_some()
}

/// Whether a program is a shell that takes commands.
pub(super) fn is_shell(program: &str) -> bool {
    let name = program.trim_matches(['\'', '"']).split_whitespace().next().unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    matches!(
        name,
        "sh" | "bash" | "dash" | "ash" | "zsh" | "ksh" | "mksh" | "csh" | "tcsh" | "fish" | "rbash" | "busybox"
    ) || ["cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "login", "su", "python", "python3", "perl", "ruby"]
        .contains(&name)
}

/// The edit by which a written address stands for this machine alone.
pub(super) fn listen_here(span: Span, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let raw = sink.text(span);
    let start = raw.find('=').map_or(0, |it| it + 1);
    if raw[start..].starts_with(':') && raw[start + 1..].starts_with(|it: char| it.is_ascii_digit()) {
        return vec![(Span::at(span.start + start), "127.0.0.1".to_owned())];
    }
    for (open, closed) in [("0.0.0.0", "127.0.0.1"), ("[::]", "[::1]"), ("*", "127.0.0.1"), ("::", "::1")] {
        let Some(at) = raw.find(open) else { continue };
        // Behind a flag, a scheme, a comma or nothing.
        let before = raw[..at].chars().next_back();
        let alone = before.is_none_or(|it| matches!(it, '=' | '/' | ',' | '"' | '\'')) || at <= start;
        let behind = raw[at + open.len()..].chars().next();
        let ends = behind.is_none_or(|it| matches!(it, ':' | ',' | '"' | '\'' | '/'));
        if alone && ends && raw.rfind(open) == Some(at) {
            let edit = Span::new(span.start + at, span.start + at + open.len());
            return vec![(edit, closed.to_owned())];
        }
    }
    Vec::new()
}

/// The word behind one of these, or itself where it holds its own value: `--bind x`, `--bind=x`.
pub(super) fn value_span(given: &[Given], at: Span) -> Option<Span> {
    let place = given.iter().position(|it| it.span == at)?;
    let own = given[place].text.contains('=') || !given[place].text.starts_with('-');
    if own { Some(at) } else { given.get(place + 1).map(|it| it.span) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::offered;

    #[test]
    fn addresses_are_told_apart() {
        for address in
            ["0.0.0.0", "*", "::", "0.0.0.0:80", ":8080", "http://0.0.0.0:2379", "tcp://0.0.0.0:2375", "[::]:1"]
        {
            assert!(is_everywhere(address), "{address}");
        }
        for address in ["127.0.0.1", "localhost:80", "10.0.0.1", "80", "tcp://127.0.0.1:2375", "::1", ""] {
            assert!(!is_everywhere(address), "{address}");
        }
    }

    #[test]
    fn addresses_are_closed_where_they_stand() {
        assert_eq!(offered("dlv debug --headless --listen=:2345"), ["dlv debug --headless --listen=127.0.0.1:2345"]);
        assert_eq!(
            offered("etcd --listen-client-urls http://0.0.0.0:2379"),
            ["etcd --listen-client-urls http://127.0.0.1:2379"]
        );
        assert_eq!(offered("sudo busybox httpd -p 0.0.0.0:80 -h /"), ["sudo busybox httpd -p 127.0.0.1:80 -h /"]);
        assert_eq!(
            offered("kubectl port-forward --address=0.0.0.0 svc/x 80"),
            ["kubectl port-forward --address=127.0.0.1 svc/x 80"]
        );
    }
}
