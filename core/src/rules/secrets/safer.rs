//! Where a password can come from in place of an argument: a file, a variable, the input, as the program offers it.

use crate::Span;
use crate::rules::{Sink, edits};
use crate::script::{Command, Flag, PartKind, Word, Wrapper};

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

/// A flag with its value, as written.
struct Given {
    /// Which of the command's words it stands in.
    word: usize,
    /// From the flag to the end of its value.
    span: Span,
    /// The flag, with its dashes.
    name: String,
}

/// Where the flag of a value stands, also where the facts do not know the program.
fn given<'a>(
    words: &[Word],
    mut flags: impl Iterator<Item = &'a Flag>,
    shown: &Word,
    sink: &Sink<'_>,
) -> Option<Given> {
    let known = flags.find(|it| it.value.as_ref().is_some_and(|it| it.span == shown.span));
    if let Some(flag) = known {
        let word = words.get(flag.word)?.span;
        // Not out of a bundle: `-su`.
        let own = flag.span.start <= word.start + 1;
        let name = sink.text(Span::new(word.start, flag.span.end)).to_owned();
        return own.then(|| Given { word: flag.word, span: word.cover(shown.span), name });
    }
    let at = words.iter().position(|it| it.span.cover(shown.span) == it.span)?;
    if words[at].span != shown.span {
        let name = sink.text(words[at].span).split_once('=').map(|it| it.0.to_owned())?;
        return name.starts_with('-').then_some(Given { word: at, span: words[at].span, name });
    }
    let word = at.checked_sub(1)?;
    let name = words[word].literal().filter(|it| it.starts_with('-'))?.to_owned();
    Some(Given { word, span: words[word].span.cover(shown.span), name })
}

/// Offers other ways for a password that stands among the arguments.
pub(super) fn offer(command: &Command, shown: &Word, password: &Word, program: &str, sink: &mut Sink<'_>) {
    let flag = command.flags().find(|it| it.value.as_ref().is_some_and(|it| it.span == shown.span));
    let of_wrapper = command.wrappers.iter().find(|it| &*it.program == program);
    let found = match of_wrapper {
        Some(wrapper) => given(&command.words, wrapper.flags.iter(), shown, sink),
        None => given(&command.words, command.flags(), shown, sink),
    };
    let Some(given) = found else {
        let mut edits = flag.map(|it| edits::without(command, it)).unwrap_or_default();
        // `curl -su name:password`
        if program == "curl" && !edits.is_empty() {
            edits.extend(edits::with(command, "--netrc"));
            sink.choice("Read the name and the password from `~/.netrc`", edits);
        } else if password.literal().is_some() && shown.span == password.span {
            sink.choice(FROM_VARIABLE, variable_for(password, sink));
        }
        return;
    };
    let instead = |new: &str| vec![(given.span, new.to_owned())];
    let end = given.word.checked_sub(1).and_then(|it| command.words.get(it)).map_or(given.span.start, |it| it.span.end);
    let without = vec![(Span::new(end, given.span.end), String::new())];
    let by_file = "Read the password from a file that only you may read";
    match (program, &*given.name) {
        ("sshpass", _) => sink.choice("Take the password from the variable `SSHPASS`", instead("-e")),
        ("mysql" | "mariadb" | "mysqldump" | "mariadb-dump" | "mysqladmin" | "mysqlimport", _) => {
            sink.choice("Read the password from `~/.my.cnf`", without);
        }
        ("curl", "-u" | "--user") => {
            sink.choice("Read the name and the password from `~/.netrc`", instead("--netrc"));
            if let Some(user) = shown.literal().and_then(|it| it.split_once(':')).map(|it| it.0) {
                sink.choice("Ask for the password", edits::reworded(shown, user));
            }
        }
        ("wget", _) => sink.choice("Read the password from `~/.netrc`", without),
        ("docker" | "podman" | "nerdctl" | "buildah" | "skopeo" | "helm", _) => {
            by_input(command, &given, password, sink);
        }
        ("openssl", _) if shown.literal_prefix().starts_with("pass:") => {
            let name = plain_name(password).unwrap_or("PASSWORD");
            let title = format!("Take the password from the variable `{name}`, which must be exported");
            sink.choice(&title, vec![(shown.span, format!("env:{name}"))]);
        }
        ("keytool", name) => {
            let title = "Take the password from the variable `PASSWORD`, which must be exported";
            sink.choice(title, instead(&format!("{name}:env PASSWORD")));
        }
        ("gpg" | "gpg2", _) => sink.choice(by_file, instead("--passphrase-file \"${PASSWORD_FILE:?}\"")),
        ("ldapsearch" | "ldapmodify" | "ldapadd", _) => sink.choice(by_file, instead("-y \"${PASSWORD_FILE:?}\"")),
        ("smbclient" | "rpcclient", "-U" | "--user") => {
            sink.choice(
                "Read the name and the password from a file that only you may read",
                instead("-A \"${PASSWORD_FILE:?}\""),
            );
        }
        (_, name) => {
            let variable = VARIABLES.iter().find(|it| it.0 == program).filter(|_| name != "-password");
            if let Some((_, variable)) = variable {
                sink.choice(&format!("Take it from the variable `{variable}`, which must be exported"), without);
            } else if password.literal().is_some() {
                sink.choice(FROM_VARIABLE, variable_for(password, sink));
            }
        }
    }
}

/// The name of the variable that a word is.
fn plain_name(word: &Word) -> Option<&str> {
    let [only] = &*word.parts else { return None };
    let PartKind::Parameter(it) = &only.kind else { return None };
    let named = it.name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
    (named && it.operator.is_none() && it.index.is_none() && !it.length && !it.indirect).then_some(&*it.name)
}

/// `--password-stdin`, with a pipe that brings it.
fn by_input(command: &Command, given: &Given, password: &Word, sink: &mut Sink<'_>) {
    let before = sink.text(Span::new(0, command.span.start)).trim_end_matches([' ', '\t', '\n', '\\']);
    let reads = before.ends_with('|') && !before.ends_with("||") || !command.redirects.is_empty();
    // `sudo -S` reads the input itself, and `xargs` its own.
    let wrapped = |it: &Wrapper| &*it.program != "sudo" || it.flags.iter().any(|it| it.is('S', "stdin"));
    if reads || !command.has_flag('u', "username") || command.wrappers.iter().any(wrapped) {
        return;
    }
    let variable = plain_name(password);
    let text = match variable {
        Some(name) => format!("${name}"),
        None if password.literal().is_some() => "${PASSWORD:?}".to_owned(),
        None => return,
    };
    let edits = vec![
        (Span::at(command.span.start), format!("printf '%s' \"{text}\" | ")),
        (given.span, "--password-stdin".to_owned()),
    ];
    let title = "Hand the password over by standard input";
    match variable {
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

#[cfg(test)]
mod tests {
    use crate::rules::tests::offered;

    #[test]
    fn each_program_has_a_way_of_its_own() {
        assert_eq!(offered("mysql -uroot -p'hunter22A' db"), ["mysql -uroot db"]);
        assert_eq!(offered("sshpass -phunter22A ssh x"), ["sshpass -e ssh x"]);
        assert_eq!(
            offered("sudo docker login -u \"$U\" -p $PW"),
            ["printf '%s' \"$PW\" | sudo docker login -u \"$U\" --password-stdin"]
        );
        assert_eq!(
            offered("curl -ubob:hunter22A https://x.io"),
            ["curl --netrc https://x.io", "curl -ubob https://x.io"]
        );
        assert_eq!(offered("curl -su bob:hunter22A https://x.io"), ["curl --netrc -s https://x.io"]);
        assert_eq!(offered("openssl rsa -in k -passin \"pass:$PW\""), ["openssl rsa -in k -passin env:PW"]);
        assert_eq!(offered("ldapsearch -w hunter22A -D x"), ["ldapsearch -y \"${PASSWORD_FILE:?}\" -D x"]);
        assert_eq!(offered("twine upload -u bob -p hunter22A dist/x"), ["twine upload -u bob dist/x"]);
        assert_eq!(offered("sh -c 'unzip -P hunter22A x.zip'"), ["sh -c 'unzip -P \"${PASSWORD:?}\" x.zip'"]);
        assert_eq!(offered("docker run -e DB_PASSWORD=vK9mQ2xTz1 img"), ["docker run -e DB_PASSWORD img"]);
        assert_eq!(offered("echo vK9mQ2xTz1 | sudo -S -k id"), ["sudo -k id"]);
    }

    #[test]
    fn what_reads_the_input_already_keeps_it() {
        assert!(offered("cat pw | docker login -u bob -p \"$PW\"").is_empty());
        assert!(offered("sudo -S docker login -u bob -p \"$PW\"").is_empty());
        assert!(offered("docker login -p \"$PW\"").is_empty());
    }
}
