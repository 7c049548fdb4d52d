//! Where a password can come from in place of an argument: a file, a variable, the input, as the program offers it.

use crate::Span;
use crate::rules::{Sink, edits};
use crate::script::{Command, Flag, PartKind, Word};

type Edits = Vec<(Span, String)>;

/// Programs that take a password from a variable when no flag gives it.
const VARIABLES: [(&str, &str); 5] = [
    ("twine", "TWINE_PASSWORD"),
    ("sqlcmd", "SQLCMDPASSWORD"),
    ("redis-cli", "REDISCLI_AUTH"),
    ("influx", "INFLUX_TOKEN"),
    ("vault", "VAULT_TOKEN"),
];

const FROM_VARIABLE: &str = "Take the password from a variable, and stop without it";

/// Offers other ways for a password that stands among the arguments.
pub(super) fn offer(command: &Command, shown: &Word, password: &Word, program: &str, sink: &mut Sink<'_>) {
    let is_shown = |it: &&Flag| it.value.as_ref().is_some_and(|it| it.span == shown.span);
    let flag = command.flags().find(is_shown);
    match (program, flag) {
        ("sshpass", None) => {
            let wrapper = command.wrappers.iter().find(|it| &*it.program == "sshpass");
            let flag = wrapper.and_then(|it| it.flags.iter().find(is_shown));
            let alone = flag.filter(|it| sink.text(it.span) == "-p");
            let edits = alone.map(|it| vec![(it.span.cover(shown.span), "-e".to_owned())]);
            sink.choice("Take the password from the variable `SSHPASS`", edits.unwrap_or_default());
        }
        ("mysql" | "mariadb" | "mysqldump" | "mariadb-dump" | "mysqladmin" | "mysqlimport", Some(flag)) => {
            sink.choice("Read the password from `~/.my.cnf`", edits::without(command, flag));
        }
        ("curl", Some(flag)) if flag.is('u', "user") => {
            let start = command.words.get(flag.word).map_or(flag.span.start, |it| it.span.start);
            let edits = if flag.span.start <= start + 1 {
                vec![(Span::new(start, shown.span.end), "--netrc".to_owned())]
            } else {
                let mut edits = edits::without(command, flag);
                edits.extend(edits::with(command, "--netrc"));
                edits
            };
            sink.choice("Read the name and the password from `~/.netrc`", edits);
            if let Some(user) = shown.literal().and_then(|it| it.split_once(':')).map(|it| it.0) {
                sink.choice("Ask for the password", edits::reworded(shown, user));
            }
        }
        ("wget", Some(flag)) => {
            sink.choice("Read the password from `~/.netrc`", edits::without(command, flag));
        }
        ("docker" | "podman" | "nerdctl" | "buildah" | "skopeo" | "helm", Some(flag)) => {
            by_input(command, flag, password, sink);
        }
        ("openssl", _) => {
            let name = match &*password.parts {
                [only] => match &only.kind {
                    PartKind::Parameter(it) if is_plain(&it.name) && it.operator.is_none() => it.name.to_string(),
                    _ => "PASSWORD".to_owned(),
                },
                _ => "PASSWORD".to_owned(),
            };
            if shown.literal_prefix().starts_with("pass:") {
                let title = format!("Take the password from the variable `{name}`, which must be exported");
                sink.choice(&title, vec![(shown.span, format!("env:{name}"))]);
            }
        }
        ("keytool", Some(flag)) if flag.word + 1 < command.words.len() => {
            let written = sink.text(flag.span).to_owned();
            let edits = vec![(flag.span, format!("{written}:env")), (shown.span, "PASSWORD".to_owned())];
            sink.choice("Take the password from the variable `PASSWORD`, which must be exported", edits);
        }
        ("gpg" | "gpg2", Some(flag)) => {
            let edits = vec![(flag.span.cover(shown.span), "--passphrase-file \"${PASSWORD_FILE:?}\"".to_owned())];
            sink.choice("Read the password from a file that only you may read", edits);
        }
        ("ldapsearch" | "ldapmodify" | "ldapadd", Some(flag)) if sink.text(flag.span) == "-w" => {
            let edits = vec![(flag.span.cover(shown.span), "-y \"${PASSWORD_FILE:?}\"".to_owned())];
            sink.choice("Read the password from a file that only you may read", edits);
        }
        ("smbclient" | "rpcclient", Some(flag)) if sink.text(flag.span) == "-U" => {
            let edits = vec![(flag.span.cover(shown.span), "-A \"${PASSWORD_FILE:?}\"".to_owned())];
            sink.choice("Read the name and the password from a file that only you may read", edits);
        }
        (_, flag) => {
            let variable = VARIABLES.iter().find(|it| it.0 == program);
            if let (Some((_, name)), Some(flag)) = (variable, flag) {
                let title = format!("Take it from the variable `{name}`, which must be exported");
                sink.choice(&title, edits::without(command, flag));
            } else if password.literal().is_some() {
                sink.choice(FROM_VARIABLE, variable_for(password, sink));
            }
        }
    }
}

/// `--password-stdin`, with a pipe that brings it.
fn by_input(command: &Command, flag: &Flag, password: &Word, sink: &mut Sink<'_>) {
    let before = sink.text(Span::new(0, command.span.start)).trim_end_matches([' ', '\t', '\n', '\\']);
    let reads = before.ends_with('|') && !before.ends_with("||") || !command.redirects.is_empty();
    let alone = sink.text(flag.span).starts_with('-') && !sink.text(flag.span).contains('=');
    let named = command.has_flag('u', "username");
    let Some(value) = flag.value.as_ref().filter(|_| alone && !reads && named) else { return };
    let plain = match &*password.parts {
        [only] => match &only.kind {
            PartKind::Parameter(it) if is_plain(&it.name) && it.operator.is_none() && !it.length => Some(&*it.name),
            _ => None,
        },
        _ => None,
    };
    let text = plain.map_or_else(|| "${PASSWORD:?}".to_owned(), |it| format!("${it}"));
    if plain.is_none() && password.literal().is_none() {
        return;
    }
    let edits = vec![
        (Span::at(command.span.start), format!("printf '%s' \"{text}\" | ")),
        (flag.span.cover(value.span), "--password-stdin".to_owned()),
    ];
    let title = "Hand the password over by standard input";
    match plain {
        Some(_) if command.program.as_deref() != Some("helm") => sink.fix(title, edits),
        _ => sink.choice(title, edits),
    }
}

/// `-e NAME=value`: without the value it is taken from the environment.
pub(super) fn offer_name(word: &Word, name: &str, sink: &mut Sink<'_>) {
    sink.choice("Take the password from the environment of this script", edits::reworded(word, name));
}

/// `Authorization: Bearer x`: with a variable for what stands behind the last blank.
pub(super) fn offer_token(word: &Word, token: &str, sink: &mut Sink<'_>) {
    let text = word.literal().and_then(|it| it.strip_suffix(token)).filter(|it| is_quotable(it));
    let edits = text.map(|it| vec![(word.span, format!("\"{it}${{TOKEN:?}}\""))]);
    sink.choice("Take the token from a variable, and stop without it", edits.unwrap_or_default());
}

/// `echo secret | program`: with a variable in the place of the text.
pub(super) fn offer_typed(command: &Command, program: &str, text: &str, sink: &mut Sink<'_>) {
    let Some(feeder) = edits::feeder(command, sink.statements()).cloned() else { return };
    let asks = command.wrappers.iter().find(|it| program == "sudo" && &*it.program == "sudo");
    let flag = asks.and_then(|it| it.flags.iter().find(|it| it.is('S', "stdin")));
    if let Some(flag) = flag.filter(|it| matches!(sink.text(it.span), "-S" | "--stdin")) {
        let end = command.words.get(flag.word + 1).map_or(flag.span.end, |it| it.span.start);
        let edits = vec![
            (Span::new(feeder.span.start, command.span.start), String::new()),
            (Span::new(flag.span.start, end), String::new()),
        ];
        sink.choice("Let `sudo` ask, or its rules allow this one command", edits);
    } else if let Some(word) = feeder.words.last().filter(|it| it.literal() == Some(text)) {
        sink.choice(FROM_VARIABLE, variable_for(word, sink));
    }
}

/// `"${PASSWORD:?}"` for a word, or without more quotes within the quotes that are there.
pub(super) fn variable_for(word: &Word, sink: &Sink<'_>) -> Edits {
    let outer = sink.text(Span::new(word.span.start.saturating_sub(1), word.span.start));
    let in_word = !matches!(outer, "" | " " | "\t" | "\n" | "=");
    let quoted = sink.text(word.span).starts_with(['"', '\'']);
    match &*word.parts {
        [only] if in_word && !quoted => {
            let quote = only.quote == crate::script::Quote::Single;
            if quote { Vec::new() } else { vec![(word.span, "${PASSWORD:?}".to_owned())] }
        }
        [_] => vec![(word.span, "\"${PASSWORD:?}\"".to_owned())],
        _ => Vec::new(),
    }
}

/// Whether a text stays what it is between double quotes.
pub(super) fn is_quotable(text: &str) -> bool {
    !text.contains(['"', '$', '`', '\\', '!'])
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
}
