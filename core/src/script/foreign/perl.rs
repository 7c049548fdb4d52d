//! What the builtins and common modules of Perl do to files and the world.

use super::Does;
use super::tokens::{Piece, Says, Text};
use super::values::{Argument, Call, Outcome, Value, formatted, globbed, joined_by, mode, path_of, words};

pub(super) fn call(call: &Call<'_>) -> Outcome {
    let name = call.name.strip_prefix("CORE.GLOBAL.").or(call.name.strip_prefix("CORE.")).unwrap_or(call.name);
    match name {
        "system" | "exec" | "IPC.System.Simple.system" => Outcome { does: call.shell_or_words(), gives: None },
        "readpipe" => Does::Shell(call.text(0)).into(),
        "unlink" => files("rm -f", call.texts_from(0)),
        "rmtree" | "remove_tree" | "File.Path.rmtree" | "File.Path.remove_tree" => {
            let paths = call.args.iter().filter(|it| !matches!(it.value, Value::Options(_) | Value::Number(_)));
            files("rm -rf", paths.flat_map(Argument::texts).collect())
        }
        "rmdir" => files("rmdir", call.texts_from(0)),
        "chmod" => match mode(call.arg(0), true) {
            Some(mode) => {
                let mut all = vec![mode];
                all.extend(call.texts_from(1));
                words("chmod", all).into()
            }
            None => Outcome::default(),
        },
        "rename" | "move" | "File.Copy.move" => files("mv", call.texts_from(0)),
        "copy" | "File.Copy.copy" => files("cp", call.texts_from(0)),
        "kill" => match (call.literal(0), call.literal(1)) {
            (Some(signal), Some(process)) => words(&format!("kill -{signal} -- {process}"), Vec::new()).into(),
            _ => Outcome::default(),
        },
        "truncate" => match call.arg(0).map(|it| &it.value) {
            Some(Value::Text(path)) => Does::Write(path.clone()).into(),
            _ => Outcome::default(),
        },
        "open" => Outcome { does: open(call), gives: None },
        "eval" => Outcome { does: call.code("perl"), gives: None },
        "chdir" => Does::Move.into(),
        "glob" => call.arg(0).map_or(Value::Unknown, |it| globbed(&it.value)).into(),
        "catfile" | "catdir" | "File.Spec.catfile" | "File.Spec.catdir" => path_of(call.texts_from(0), false).into(),
        "get" | "LWP.Simple.get" if call.literal(0).is_some_and(|it| it.contains("://")) => {
            Value::Download(call.text(0)).into()
        }
        "decode_base64" | "MIME.Base64.decode_base64" | "decode_base64url" | "pack" | "unpack" => {
            match call.arg(0).map(|it| &it.value) {
                Some(it @ Value::Download(_)) => it.clone().into(),
                _ => Value::Decoded.into(),
            }
        }
        "join" => joined_by(&call.text(0), call.texts_from(1)).into(),
        "sprintf" => call.arg(0).map_or(Value::Unknown, |it| formatted(&it.value, "%s", call.texts_from(1))).into(),
        "sockaddr_in" | "pack_sockaddr_in" => {
            Value::List(vec![Value::Text(call.text(1)), Value::Text(call.text(0))]).into()
        }
        "inet_aton" => Value::Text(call.text(0)).into(),
        "connect" => match call.arg(1).map(Argument::texts).as_deref() {
            Some([host, port]) => Does::Connect(host.clone(), port.clone()).into(),
            _ => Outcome::default(),
        },
        "IO.Socket.INET" | "IO.Socket.INET.new" | "IO.Socket.IP.new" | "IO.Socket.SSL.new" => socket(call),
        _ if name.rsplit('.').next() == Some("get") => match call.arg(0) {
            Some(it) if it.value.literal().is_some_and(|it| it.contains("://")) => Value::Download(it.text()).into(),
            _ => Outcome::default(),
        },
        _ => match call.on.map(|it| &it.value) {
            Some(it @ (Value::Download(_) | Value::Decoded)) => it.clone().into(),
            _ => Outcome::default(),
        },
    }
}

fn files(line: &str, paths: Vec<Text>) -> Outcome {
    if paths.is_empty() { Outcome::default() } else { words(line, paths).into() }
}

/// `open(F, ">x")`, `open(my $f, ">", "x")`, `open(F, "cmd|")`, `open(F, "-|", "cmd", …)`.
fn open(call: &Call<'_>) -> Option<Does> {
    let first = call.arg(1)?;
    let text = first.text();
    let start = match text.first() {
        Some(Piece { says: Says::Known(known), .. }) => known.as_str(),
        _ => "",
    };
    if call.args.len() > 2 {
        return match start
            .trim()
            .trim_end_matches(|it: char| it.is_alphanumeric() || ":()-".contains(it) && !start.contains('|'))
        {
            ">" | "+>" => Some(Does::Write(call.text(2))),
            ">>" | "+<" => Some(Does::Append(call.text(2))),
            _ if start.contains('|') => {
                let rest = call.texts_from(2);
                if rest.len() == 1 { rest.into_iter().next().map(Does::Shell) } else { Some(Does::Words(rest)) }
            }
            _ => None,
        };
    }
    let ends_with_pipe =
        matches!(text.last(), Some(Piece { says: Says::Known(known), .. }) if known.trim_end().ends_with('|'));
    if let Some(command) = start.trim_start().strip_prefix('|') {
        return Some(Does::Shell(replaced_start(&text, command)));
    }
    if ends_with_pipe {
        let mut text = text.clone();
        if let Some(Piece { says: Says::Known(known), .. }) = text.last_mut() {
            *known = known.trim_end().trim_end_matches('|').to_owned();
        }
        return Some(Does::Shell(text));
    }
    let (rest, append) = match start.trim_start().strip_prefix(">>") {
        Some(rest) => (rest, true),
        None => (start.trim_start().trim_start_matches('+').strip_prefix('>')?, false),
    };
    // `>&S` duplicates a handle.
    if rest.starts_with('&') {
        return None;
    }
    let path = replaced_start(&text, rest.trim_start());
    Some(if append { Does::Append(path) } else { Does::Write(path) })
}

fn replaced_start(text: &Text, start: &str) -> Text {
    let mut text = text.clone();
    if let Some(Piece { says: Says::Known(known), start: from, .. }) = text.first_mut() {
        *from += known.len().saturating_sub(start.len());
        start.clone_into(known);
    }
    if start.is_empty() && !text.is_empty() {
        text.remove(0);
    }
    if let Some(first) = text.first_mut() {
        first.start = first.start.min(first.end);
    }
    text
}

/// `PeerAddr => "host:port"`, `PeerHost => …, PeerPort => …`.
fn socket(call: &Call<'_>) -> Outcome {
    let value = |names: [&str; 4]| names.iter().find_map(|name| option(call, name));
    let Some(host) = value(["PeerAddr", "PeerHost", "peeraddr", "Proto"]) else { return Outcome::default() };
    let port = value(["PeerPort", "peerport", "Port", "port"]);
    if let (None, [Piece { says: Says::Known(text), .. }]) = (&port, &*host)
        && let Some((name, number)) = text.split_once(':')
    {
        let part = |text: &str| vec![Piece { says: Says::Known(text.to_owned()), ..host[0].clone() }];
        return Does::Connect(part(name), part(number)).into();
    }
    let port = port.unwrap_or_else(|| Value::unknown(0, 0));
    Does::Connect(host, port).into()
}

/// The value behind `name =>` or `name,`.
fn option(call: &Call<'_>, name: &str) -> Option<Text> {
    let named = call.args.iter().find(|it| it.name.as_deref() == Some(name)).map(Argument::text);
    named.or_else(|| {
        let is =
            |it: &Argument| matches!(&it.value, Value::Named(it) if &**it == name) || it.value.literal() == Some(name);
        let at = call.args.iter().position(is)?;
        call.args.get(at + 1).map(Argument::text)
    })
}
