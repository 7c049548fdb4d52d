//! What a command puts into a file, also where a part of the text is not known.

use crate::Span;
use crate::flow::Value;
use crate::rules::Sink;
use crate::rules::acts::{ActKind, FileAct};
use crate::script::Command;

/// The text that arrives in the file, comments left out: as far as it is known, else as it stands in the script.
pub(super) fn written(act: &FileAct<'_>, sink: &Sink<'_>) -> String {
    let text = match act.command {
        Some(command) if act.kind == ActKind::Changes && act.span == act.path.span => edited(command, sink),
        Some(command) if copies(command) => {
            source(act, sink).map(|it| it.texts().collect::<Vec<_>>().join("\n")).unwrap_or_default()
        }
        command => {
            let known: Vec<&str> = act.contents.iter().flat_map(Value::texts).collect();
            let open =
                act.contents.as_ref().is_none_or(|it| it.shapes.iter().any(|it| it.open) || it.shapes.is_empty());
            let mut text = known.join("\n");
            if open {
                text.push('\n');
                text.push_str(&as_written(command.map_or(act.span, |it| it.span), sink));
                for redirect in command.iter().flat_map(|it| &it.redirects) {
                    if let Some(body) = &redirect.body {
                        text.push('\n');
                        text.push_str(sink.text(body.text.span));
                    }
                }
            }
            text
        }
    };
    let lines = text.lines().map(str::trim).filter(|it| !it.starts_with('#'));
    lines.collect::<Vec<_>>().join("\n")
}

/// What a copied file holds, where the script wrote or fetched it before.
pub(super) fn source(act: &FileAct<'_>, sink: &Sink<'_>) -> Option<Value> {
    let from = act.command.filter(|it| copies(it))?.operands().next()?;
    sink.state().file(&sink.text_of(from)?).cloned()
}

fn copies(command: &Command) -> bool {
    matches!(command.program.as_deref(), Some("cp" | "gcp" | "mv" | "gmv" | "install" | "ginstall"))
}

/// The lines of the script up to the end of a command: what a pipe brings stands before it.
fn as_written(span: Span, sink: &Sink<'_>) -> String {
    let before = sink.text(Span::new(0, span.end));
    let start = before.get(..span.start).and_then(|it| it.rfind(['\n', ';'])).map_or(0, |it| it + 1);
    before.get(start..).unwrap_or_default().to_owned()
}

/// What an edit in place puts in: what stands behind the pattern of each `s`, or the whole script of another editor.
fn edited(command: &Command, sink: &Sink<'_>) -> String {
    let mut texts = Vec::new();
    let flags = command.flags().filter(|it| it.is('e', "expression")).filter_map(|it| it.value.as_ref());
    let own = command.operands().take(usize::from(!command.has_flag('e', "expression")));
    for word in flags.chain(own) {
        let value = sink.value(word);
        let known = value.text().map(str::to_owned);
        texts.push(known.unwrap_or_else(|| sink.text(word.span).trim_matches(['"', '\'']).to_owned()));
    }
    let all: Vec<String> = texts.iter().flat_map(|it| it.split(['\n', ';'])).map(|it| added(it.trim())).collect();
    all.join("\n")
}

/// What one command of `sed` puts in.
fn added(script: &str) -> String {
    let bytes = script.as_bytes();
    for (at, letter) in script.char_indices() {
        let starts = at == 0 || bytes.get(at - 1).is_some_and(|it| b" /;{}$0123456789,!I|#".contains(it));
        let Some(mark) = script[at + letter.len_utf8()..].chars().next() else { break };
        if letter != 's' || !starts || mark.is_alphanumeric() || mark.is_whitespace() || mark == '\\' {
            continue;
        }
        let mut parts = vec![String::new()];
        let mut escaped = false;
        for it in script[at + 1 + mark.len_utf8()..].chars() {
            if it == mark && !escaped {
                parts.push(String::new());
            } else if let Some(last) = parts.last_mut() {
                last.push(it);
            }
            escaped = it == '\\' && !escaped;
        }
        if parts.len() >= 2 {
            return parts.swap_remove(1);
        }
    }
    // `/pattern/d` puts nothing in.
    if script.ends_with('d') && script.starts_with(['/', '\\']) { String::new() } else { script.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_replacement_counts() {
        assert_eq!(added("s/^#*PermitRootLogin.*/PermitRootLogin no/"), "PermitRootLogin no");
        assert_eq!(added("/^x/s|a b|c/d|g"), "c/d");
        assert_eq!(added("s/a\\/b/c/"), "c");
        assert_eq!(added("/PermitRootLogin yes/d"), "");
        assert_eq!(added("$a PermitRootLogin yes"), "$a PermitRootLogin yes");
        assert_eq!(added("s\u{e9}a\u{e9}b"), "s\u{e9}a\u{e9}b");
        assert_eq!(added(""), "");
    }
}
