//! Which lines of a text hold a secret: what the rules of this family find, and more, because these lines may be shown to
//! nobody. One line too many costs nothing.

use super::credentials::{names_secret, token};
use crate::Document;
use crate::rules::{self, Level};
use crate::script::Dialect;
use crate::secret_paths;

/// Longer words of letters and digits are keys or sums, which nobody needs to read.
const LONG_WORD: usize = 32;

/// For each line of a text whether it holds a secret: a key, a token, a password, or the place of one.
pub(crate) fn secret_lines(text: &str, dialect: Dialect) -> Vec<bool> {
    let mut secret: Vec<bool> = Vec::new();
    let mut in_key = false;
    // The quote that a secret of several lines ends with.
    let mut until: Option<char> = None;
    for line in text.lines() {
        in_key |= line.contains("-----BEGIN") && line.contains("PRIVATE KEY");
        secret.push(in_key || until.is_some() || holds_secret(line));
        in_key &= !line.contains("-----END");
        until = match until {
            Some(quote) => Some(quote).filter(|it| !line.contains(*it)),
            None if is_named(line) && !line.trim_start().starts_with('#') => open_quote(line),
            None => None,
        };
    }
    // A comment that makes a finding go does not make the secret go.
    let unsaid = text.replace("caro:", "_____").replace("shellcheck", "__________");
    let document = Document::new(&unsaid, dialect);
    for finding in rules::check(&document, None).findings() {
        // Notes are about variables: what they hold is not written here.
        if finding.rule.code.starts_with("CARO05") && finding.level > Level::Note {
            let (first, last) = (document.line_number(finding.span.start), document.line_number(finding.span.end));
            secret.iter_mut().take(last).skip(first - 1).for_each(|it| *it = true);
        }
    }
    secret
}

fn holds_secret(line: &str) -> bool {
    token(line).is_some() || is_named(line) || is_handed_over(line) || has_address(line) || words(line).any(is_telling)
}

/// The quote that a line leaves open.
fn open_quote(line: &str) -> Option<char> {
    ['\'', '"'].into_iter().find(|it| line.matches(*it).count() % 2 == 1)
}

/// The words of a line, without quotes and signs.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|it: char| it.is_whitespace() || "\"'`=:,;|&()<>@{}".contains(it)).filter(|it| !it.is_empty())
}

/// A key that stands alone, or the file of one.
fn is_telling(word: &str) -> bool {
    let has = |is: fn(&u8) -> bool| word.bytes().any(|it| is(&it));
    // A line of base64, and no path.
    let is_coded = word.len() > LONG_WORD && has(u8::is_ascii_uppercase) && !word.starts_with('/');
    let is_key = word.len() >= LONG_WORD
        && word.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-_".contains(&it) || it == b'/' && is_coded)
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_lowercase);
    let home = word.strip_prefix("$HOME").or_else(|| word.strip_prefix("HOME}"));
    is_key || secret_paths::is_secret(word) || home.is_some_and(|it| secret_paths::is_secret(&format!("~{it}")))
}

/// Whether a value is written out: no variable, no command, not empty.
fn is_written(value: &str) -> bool {
    let value = value.trim_start_matches(['"', '\'', ' ']);
    !value.is_empty() && !value.starts_with(['$', '`', '}', ')', ';', '|', '&', '#'])
}

/// `PASSWORD=x`, `"password": "x"`, `${PASSWORD:-x}`
fn is_named(line: &str) -> bool {
    line.match_indices(['=', ':']).any(|(at, _)| {
        let before = line[..at].trim_end_matches([' ', '\t', '"', '\'', '+', '=', '!', '}', ']']);
        let start =
            before.rfind(|it: char| !it.is_ascii_alphanumeric() && it != '_' && it != '-').map_or(0, |it| it + 1);
        let name = before.get(start..).unwrap_or_default().trim_matches('-');
        let value = line[at + 1..].trim_start_matches(['=', '~', ' ', '\t']);
        let value = match value.chars().next() {
            Some('?' | '+') => "",
            Some('-') => &value[1..],
            _ => value,
        };
        names_secret(name) && is_written(value)
    })
}

/// `--password x`, `-u ann:x`, `mysql -px`, `Authorization: Bearer x`
fn is_handed_over(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let says = |it: &str| lower.contains(it);
    if (says("authorization:") || says("bearer ") || says("chpasswd")) && !line.contains('$') {
        return true;
    }
    let asks = says("mysql") || says("mariadb") || says("sshpass") || says("7z") || says("zip");
    let words: Vec<&str> = line.split_whitespace().collect();
    words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let name = word.trim_start_matches('-');
        let is_flag = name.len() < word.len();
        let is_login = matches!(*word, "-u" | "--user" | "--proxy-user" | "-U")
            && next.split_once(':').is_some_and(|(_, password)| is_written(password));
        is_login
            || is_flag && names_secret(name) && is_written(next) && !next.starts_with('-')
            || asks && word.strip_prefix("-p").is_some_and(|it| is_written(it) || it.is_empty() && is_written(next))
            || asks && word.strip_prefix("-P").is_some_and(|it| it.is_empty() && is_written(next))
    })
}

/// `https://ann:x@example.org`
fn has_address(line: &str) -> bool {
    line.match_indices("://").any(|(at, _)| {
        let authority = line[at + 3..].split(['/', '?', '#', '"', '\'', ' ']).next().unwrap_or_default();
        let login = authority.rsplit_once('@').map_or("", |it| it.0);
        login.split_once(':').is_some_and(|(_, password)| is_written(password))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_secret_is_known_in_every_spelling() {
        let token = format!("ghp{}", "_a8Kd02LmQpZ7xVt5Rw1YcBn4Hs9GfJe3Ui6O");
        for line in [
            "DB_PASSWORD=hunter2",
            "export API_KEY='x'",
            "  local token=\"abc\"",
            "PASSWORD=${PASSWORD:-hunter2}",
            "  \"password\": \"hunter2\",",
            "password = hunter2",
            "# the password: hunter2",
            "psql postgres://ann:hunter2@db/shop",
            "curl -u ann:hunter2 https://x.io",
            "curl -H 'Authorization: Basic YW5uOng='",
            "mysql -phunter2 shop",
            "sshpass -p hunter2 ssh x",
            "tool --api-key hunter2",
            "tool --password=hunter2",
            "docker run -e MYSQL_ROOT_PASSWORD=hunter2 mysql",
            "openssl rsa -passin pass:hunter2 -in x",
            "echo root:hunter2 | chpasswd",
            "KEY=9f8a7b6c5d4e3f2a9f8a7b6c5d4e3f2a",
            // The middle of a private key, whose beginning is out of sight.
            "MIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0bu3/aozN3tihPmUWvZzrZ5+Qw8x1y",
            "scp ~/.ssh/id_rsa x:",
            "cat \"$HOME/.aws/credentials\"",
            "source .env",
            "curl -d x=1 # caro: ignore CARO0503 because hunter2\nSSHPASS=x1",
            token.as_str(),
        ] {
            assert!(secret_lines(line, Dialect::Bash).contains(&true), "{line}");
        }
    }

    #[test]
    fn ordinary_lines_are_no_secrets() {
        for line in [
            "ls -l",
            "DB_PASSWORD=${DB_PASSWORD:?}",
            "PASSWORD=$1",
            "TOKEN=$(cat \"$file\")",
            "read -rs PASSWORD",
            "curl -H \"Authorization: Bearer $TOKEN\" https://example.org",
            "PASSWORD=",
            "find . -name '*.log' -mtime +7",
            "mkdir -p build",
            "cp -r /usr/local/lib/app2/share/doc/html/index site",
            "curl -u \"$USER:$PASS\" https://example.org",
            "git clone https://github.com/ann/shop.git",
            "for it in a b; do echo \"$it\"; done",
            "key=value",
            "case $1 in --password) PASSWORD=$2 ;; esac",
        ] {
            assert!(!secret_lines(line, Dialect::Bash).contains(&true), "{line}");
        }
    }

    #[test]
    fn the_lines_of_a_private_key_belong_together() {
        let text = "cat <<E\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nE\nls\n";
        assert_eq!(secret_lines(text, Dialect::Bash), [false, true, true, true, true, false, false]);
        let text = "PASSWORD='Tr0ub4dor&3\nx9'\nls";
        assert_eq!(secret_lines(text, Dialect::Bash), [true, true, false]);
    }
}
