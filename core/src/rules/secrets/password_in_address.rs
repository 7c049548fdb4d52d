//! CARO0512: a password stands in an address.

use super::credentials::{is_placeholder, is_strong, is_weak, names_secret, token};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Shows a password to every user, and leaves it in logs: it stands in an address.
    ///
    /// Addresses are arguments, and servers, proxies and `.git/config` write them down.
    /// Use `~/.netrc`, a credential helper or a header from a file.
    ///
    /// To decide: Where else does this program look for a password: a helper, `~/.netrc`, a header from a file?
    ///
    /// ```sh bad
    /// git clone https://bob:Tr0ub4dor@git.example.org/app.git
    /// ```
    /// ```sh fixed
    /// git clone https://bob@git.example.org/app.git
    /// ```
    /// ```sh bad
    /// git remote set-url origin "https://x:$TOKEN@github.com/me/app"
    /// ```
    /// ```sh fixed
    /// git remote set-url origin "https://x@github.com/me/app"
    /// ```
    /// ```sh good
    /// git clone https://git.example.org/app.git
    /// git clone ssh://git@example.org:22/app.git
    /// ```
    /// ```sh good
    /// echo 'https://bob:Tr0ub4dor@example.org'
    /// ```
    /// ```sh good
    /// psql postgres://app:app@localhost/test
    /// ```
    "CARO0512" "password-in-address",
    Caution,
    Check::AnyCommand { run: check }
}

/// Programs that only speak about addresses.
const SPEAKERS: [&str; 14] = [
    "echo", "printf", "grep", "sed", "awk", "test", "[", "logger", "export", "local", "declare", "readonly", "case",
    "expr",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(program) = command.program.as_deref() else { return };
    if SPEAKERS.contains(&program) {
        return;
    }
    for word in command.arguments() {
        let text = word.sketch();
        let Some((scheme, rest)) = text.split_once("://") else { continue };
        if scheme.contains(char::is_whitespace)
            || !scheme.chars().next_back().is_some_and(|it| it.is_ascii_alphanumeric())
        {
            continue;
        }
        // `?api_key=…` stays in every log on the way.
        let query = rest.split_once('?').map_or("", |it| it.1);
        let pairs = query.split(['&', '#']).filter_map(|it| it.split_once('='));
        if pairs.into_iter().any(|(name, value)| names_secret(name) && is_strong(value) && token(value).is_none()) {
            sink.report(
                word.span,
                format!("`{program}` shows the key in this address to every user, and logs keep it"),
            );
            continue;
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let Some((user, host)) = authority.rsplit_once('@') else { continue };
        let Some((_, password)) = user.split_once(':') else { continue };
        let is_local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|it| host.starts_with(it));
        let is_variable = password.contains("${") || password.contains("$(");
        if password.is_empty()
            || token(password).is_some()
            || !is_variable && (is_placeholder(password) && !is_weak(password) || is_local)
        {
            continue;
        }
        let level = if is_variable || is_weak(password) { Level::Note } else { Level::Caution };
        sink.report(
            word.span,
            format!("`{program}` shows the password in this address to every user, and logs keep it"),
        )
        .level(level);
        let title = match program {
            "git" => "Leave the password to a credential helper",
            "psql" | "pg_dump" | "pg_restore" | "createdb" => "Read the password from `~/.pgpass`",
            _ => "Leave the password out, and let the program ask or read it from a file",
        };
        sink.choice(title, without_password(word, sink));
    }
}

/// Cuts `:password` out of an address that is written in one piece.
fn without_password(word: &Word, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let raw = sink.text(word.span);
    let Some(start) = raw.find("://").map(|it| it + 3) else { return Vec::new() };
    let authority = raw[start..].split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return Vec::new() };
    let Some((name, _)) = user.split_once(':') else { return Vec::new() };
    let plain = name.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-$".contains(&it));
    let closed = user.matches('{').count() == user.matches('}').count() && !user.contains(['(', '`', ' ']);
    if !plain || !closed || name.is_empty() {
        return Vec::new();
    }
    let start = word.span.start + start;
    vec![(Span::new(start + name.len(), start + user.len()), String::new())]
}

#[cfg(test)]
mod tests {
    use crate::rules::Level;
    use crate::rules::tests::levels;

    #[test]
    fn only_a_password_counts() {
        assert_eq!(levels("curl ftp://bob:Tr0ub4dor@x.io/a\n"), [Level::Caution]);
        assert_eq!(levels("curl 'https://x.io/v1?api_key=a8Kd02LmQpZ7x'\n"), [Level::Caution]);
        assert_eq!(levels("pip install --index-url https://ci:${PW}@x.io/simple app\n"), [Level::Note]);
        assert_eq!(levels("curl https://x.io:8080/a@b:c\nrsync rsync://bob@x.io/m .\ncurl http://x.io/?a=b:c@d\ngit clone https://user:<token>@x.io/y\n".replace("<token>", "\\<token\\>").as_str()), []);
    }
}
