//! What an awk program runs and writes: `system(…)`, pipes from and to commands, `print > file`.

use super::reader::Reader;
use super::tokens::{Kind, Piece, Says, Text, known, tokens};
use super::values::{Value, words};
use super::{Act, Does, Language};

pub(super) fn read(code: &str) -> Vec<Act> {
    let tokens = tokens(code, Language::Awk);
    let mut reader = Reader::new(&tokens, Language::Awk);
    let mut runs_unknown = None;
    for at in 0..tokens.len() {
        if reader.is_tired() {
            break;
        }
        reader.binding(at);
        let Some(name) = reader.name(at) else { continue };
        let start = reader.start(at);
        match name {
            "system" if reader.kind(at + 1) == Some(&Kind::Open(b'(')) => {
                let end = reader.close_of(at + 1);
                if let Some(arg) = reader.arguments(at + 2, end - 1).first() {
                    runs_unknown = runs_unknown
                        .or(matches!(arg.value, Value::Unknown | Value::Named(_)).then_some((start, arg.end)));
                    reader.act(start, reader.end_before(end), Does::Shell(arg.text()));
                }
            }
            "print" | "printf" => print(&mut reader, at),
            "getline" if at > 0 => {
                let mut pipe = at - 1;
                let both = reader.kind(pipe) == Some(&Kind::Sign(b'&'));
                pipe -= usize::from(both && pipe > 0);
                if reader.kind(pipe) != Some(&Kind::Sign(b'|')) {
                    continue;
                }
                let from = command_before(&reader, pipe);
                let value = reader.expression(from, pipe);
                let (start, end) = (reader.start(from), reader.end_before(pipe));
                let text = value.text(start, end);
                match connection(&text) {
                    Some(_) if both => reader.connection = connection(&text),
                    _ => {
                        runs_unknown =
                            runs_unknown.or(matches!(value, Value::Unknown | Value::Named(_)).then_some((start, end)));
                        reader.act(start, reader.end_before(at + 1), Does::Shell(text));
                    }
                }
            }
            _ => {}
        }
    }
    // Lines from a connection become commands.
    if let (Some((host, port)), Some((start, end))) = (reader.connection.take(), runs_unknown) {
        reader.act(start, end, words("nc -e /bin/sh", vec![host, port]));
    }
    reader.acts
}

/// `print x > "file"`, `print x | "command"`.
fn print(reader: &mut Reader<'_>, at: usize) {
    let end = reader.statement_end(at + 1);
    let mut depth = 0usize;
    let sign = (at + 1..end).find(|it| {
        match reader.kind(*it) {
            Some(Kind::Open(_)) => depth += 1,
            Some(Kind::Close(_)) => depth = depth.saturating_sub(1),
            Some(Kind::Sign(b'>' | b'|')) if depth == 0 => return true,
            _ => {}
        }
        false
    });
    let Some(sign) = sign else { return };
    let Some(Kind::Sign(kind)) = reader.kind(sign) else { return };
    let both = reader.kind(sign + 1) == Some(&Kind::Sign(b'&'));
    let length = reader.end_before(sign + 1) - reader.start(sign);
    let from = sign + 1 + usize::from(both);
    let value = reader.expression(from, end);
    let (start, stop) = (reader.start(at), reader.end_before(end));
    let target = value.text(reader.start(from), stop);
    let does = match kind {
        b'>' if length == 2 => Does::Append(target),
        b'>' => Does::Write(target),
        _ if length == 2 => return,
        _ if both && connection(&target).is_some() => {
            reader.connection = connection(&target);
            return;
        }
        // What a shell reads is what runs.
        _ if is_shell(&value) => {
            let printed = reader.expression(at + 1, sign);
            Does::Shell(printed.text(reader.start(at + 1), reader.end_before(sign)))
        }
        _ => Does::Shell(target),
    };
    reader.act(start, stop, does);
}

fn is_shell(value: &Value) -> bool {
    let name = value.literal().unwrap_or_default().trim();
    matches!(name.rsplit('/').next().unwrap_or_default(), "sh" | "bash" | "dash" | "ksh" | "zsh")
}

/// Where the command before a pipe begins.
fn command_before(reader: &Reader<'_>, pipe: usize) -> usize {
    let mut from = pipe;
    let mut depth = 0usize;
    while let Some(at) = from.checked_sub(1) {
        match reader.kind(at) {
            Some(Kind::Close(b')' | b']')) => depth += 1,
            Some(Kind::Open(b'(' | b'[')) if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            Some(Kind::Text(_) | Kind::Number(_) | Kind::Sign(b'$')) => {}
            Some(Kind::Name(name)) if !matches!(&**name, "while" | "if" | "do" | "else" | "return") => {}
            _ => break,
        }
        from = at;
    }
    from
}

/// The host and port of `/inet/tcp/0/host/port`.
fn connection(text: &Text) -> Option<(Text, Text)> {
    let [first, ..] = &**text else { return None };
    let Says::Known(address) = &first.says else { return None };
    if !address.starts_with("/inet") {
        return None;
    }
    let mut parts = address.split('/').skip(4);
    let mut part = || match parts.next() {
        Some(text) if !text.is_empty() => known(text.to_owned(), first.start, first.end),
        _ => vec![Piece { says: Says::Unknown, ..first.clone() }],
    };
    Some((part(), part()))
}
