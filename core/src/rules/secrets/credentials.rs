//! Which texts are keys, tokens and passwords, and which only stand for one.

/// A key or token found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What to call it: "a GitHub token".
    pub(super) what: &'static str,
}

/// How a kind of token is written: what it begins with, what follows, and how much of that at least.
struct Form {
    start: &'static str,
    least: usize,
    most: usize,
    is_part: fn(char) -> bool,
    what: &'static str,
}

fn word(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '_'
}

fn dashed(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '_' || it == '-'
}

fn capitals(it: char) -> bool {
    it.is_ascii_uppercase() || it.is_ascii_digit()
}

fn dotted(it: char) -> bool {
    dashed(it) || it == '.'
}

fn slashed(it: char) -> bool {
    dashed(it) || it == '/'
}

const FORMS: [Form; 30] = [
    Form { start: "AKIA", least: 16, most: 16, is_part: capitals, what: "an AWS key" },
    Form { start: "ASIA", least: 16, most: 16, is_part: capitals, what: "an AWS key" },
    Form { start: "ghp_", least: 36, most: 40, is_part: word, what: "a GitHub token" },
    Form { start: "gho_", least: 36, most: 40, is_part: word, what: "a GitHub token" },
    Form { start: "ghu_", least: 36, most: 40, is_part: word, what: "a GitHub token" },
    Form { start: "ghs_", least: 36, most: 40, is_part: word, what: "a GitHub token" },
    Form { start: "ghr_", least: 36, most: 90, is_part: word, what: "a GitHub token" },
    Form { start: "github_pat_", least: 40, most: 100, is_part: word, what: "a GitHub token" },
    Form { start: "glpat-", least: 20, most: 60, is_part: dashed, what: "a GitLab token" },
    Form { start: "xoxb-", least: 20, most: 120, is_part: dashed, what: "a Slack token" },
    Form { start: "xoxp-", least: 20, most: 120, is_part: dashed, what: "a Slack token" },
    Form { start: "xoxa-", least: 20, most: 120, is_part: dashed, what: "a Slack token" },
    Form { start: "xapp-", least: 20, most: 120, is_part: dashed, what: "a Slack token" },
    Form {
        start: "hooks.slack.com/services/T",
        least: 30,
        most: 80,
        is_part: slashed,
        what: "the address of a Slack channel, which is its password",
    },
    Form {
        start: "discord.com/api/webhooks/",
        least: 60,
        most: 120,
        is_part: slashed,
        what: "the address of a Discord channel, which is its password",
    },
    Form { start: "sk_live_", least: 16, most: 120, is_part: word, what: "a Stripe key" },
    Form { start: "rk_live_", least: 16, most: 120, is_part: word, what: "a Stripe key" },
    Form { start: "sk-ant-", least: 30, most: 140, is_part: dashed, what: "an API key" },
    Form { start: "sk-proj-", least: 30, most: 200, is_part: dashed, what: "an API key" },
    Form { start: "AIza", least: 35, most: 35, is_part: dashed, what: "a Google API key" },
    Form { start: "ya29.", least: 30, most: 300, is_part: dashed, what: "a Google token" },
    Form { start: "SG.", least: 60, most: 80, is_part: dotted, what: "a SendGrid key" },
    Form { start: "npm_", least: 36, most: 36, is_part: word, what: "an npm token" },
    Form { start: "pypi-AgEIcHlwaS5vcmc", least: 40, most: 300, is_part: dashed, what: "a PyPI token" },
    Form { start: "dop_v1_", least: 60, most: 70, is_part: word, what: "a DigitalOcean token" },
    Form { start: "hf_", least: 34, most: 40, is_part: word, what: "a Hugging Face token" },
    Form { start: "hvs.", least: 24, most: 200, is_part: dashed, what: "a Vault token" },
    Form { start: "dckr_pat_", least: 24, most: 60, is_part: dashed, what: "a Docker token" },
    Form { start: "shpat_", least: 32, most: 40, is_part: word, what: "a Shopify token" },
    Form { start: "eyJ", least: 60, most: 1200, is_part: dotted, what: "a signed token" },
];

/// The first key or token in a text.
pub(super) fn token(text: &str) -> Option<Found> {
    let mut in_word = false;
    for (at, char) in text.char_indices() {
        let starts = !in_word && char.is_ascii_alphabetic();
        in_word = char.is_ascii_alphanumeric() || char == '_';
        if starts && let Some(found) = FORMS.iter().find_map(|it| it.at(text, at)) {
            return Some(found);
        }
    }
    None
}

impl Form {
    fn at(&self, text: &str, at: usize) -> Option<Found> {
        let rest = text[at..].strip_prefix(self.start)?;
        // One sign more than it may have tells that it is too long.
        let length: usize =
            rest.chars().take(self.most + 1).take_while(|it| (self.is_part)(*it)).map(char::len_utf8).sum();
        let part = &rest[..length];
        // What a variable goes on is known to nobody; a signed token has three parts.
        let is_cut = rest[length..].starts_with(['$', '{']);
        let is_whole = self.start != "eyJ" || part.matches('.').count() == 2;
        let fits = length >= self.least && length <= self.most && !is_cut && is_whole && is_random(part);
        fits.then(|| Found { start: at, end: at + self.start.len() + length, what: self.what })
    }
}

/// A private key written out: its first line and some of its body.
pub(super) fn private_key(text: &str) -> Option<Found> {
    for (at, _) in text.match_indices("-----BEGIN ") {
        let rest = &text[at..];
        let near = rest.char_indices().nth(80).map_or(rest, |it| &rest[..it.0]);
        let Some(head) = near.find("-----\n").or_else(|| near.find("-----\\n")) else { continue };
        if !rest[..head].contains("PRIVATE KEY") || head > 60 {
            continue;
        }
        let body = rest[head + 5..].trim_start_matches("\\n").trim_start();
        let is_base64 = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '/' | '=');
        let length = body.chars().take(64).take_while(|it| is_base64(*it)).count();
        if length >= 40 && is_random(&body[..length]) {
            return Some(Found { start: at, end: at + head + 5, what: "a private key" });
        }
    }
    None
}

/// Whether a text looks drawn by lot and not made up for an example.
fn is_random(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let says = [
        "example",
        "xxxx",
        "0000000",
        "1234567890",
        "abcdefgh",
        "placeholder",
        "your",
        "dummy",
        "fake",
        "redacted",
        "aaaaaa",
        "changeme",
        "test_",
    ];
    if says.iter().any(|it| lower.contains(it)) {
        return false;
    }
    let mut kinds: Vec<char> = lower.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() >= 8 && text.contains(|it: char| it.is_ascii_digit())
}

/// Passwords that keep nobody out: of tests and first installations.
const WEAK: [&str; 50] = [
    "password",
    "passwd",
    "pass",
    "secret",
    "token",
    "key",
    "admin",
    "root",
    "postgres",
    "mysql",
    "user",
    "guest",
    "minioadmin",
    "rabbitmq",
    "redis",
    "true",
    "false",
    "yes",
    "no",
    "0",
    "1",
    "-",
    "x",
    "foo",
    "bar",
    "pw",
    "pwd",
    "apikey",
    "api_key",
    "passphrase",
    "mongo",
    "elastic",
    "1234",
    "12345",
    "123456",
    "vagrant",
    "docker",
    "ubuntu",
    "alpine",
    "app",
    "demo",
    "dev",
    "prompt",
    "stdin",
    "file",
    "env",
    "auto",
    "random",
    "any",
    "anonymous",
];

/// Whether a password keeps nobody out.
pub(super) fn is_weak(text: &str) -> bool {
    WEAK.contains(&&*text.to_ascii_lowercase())
}

/// Whether a text only stands where a password would be.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim_matches(['"', '\'', ' ']);
    let lower = text.to_ascii_lowercase();
    let marks = ["<", "${", "{{", "$(", "***", "...", "xxx", "%s", "%(", "@@", "$"];
    let says = [
        "changeme",
        "change_me",
        "change-me",
        "change this",
        "example",
        "placeholder",
        "your",
        "dummy",
        "fake",
        "redacted",
        "insert",
        "replace",
        "todo",
        "fixme",
        "not-a-",
        "notused",
        "none",
        "null",
        "secret-name",
        "test",
        "sample",
        "default",
        "mock",
        "foobar",
    ];
    is_weak(text)
        || text.is_empty()
        || marks.iter().any(|it| lower.contains(it))
        || says.iter().any(|it| lower.contains(it))
        || lower.starts_with(['/', '.', '~', '@'])
        || lower.chars().all(|it| it == 'x' || it == '*' || it == '_')
}

/// Whether a variable's name says that it holds a secret.
pub(super) fn names_secret(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let words: Vec<&str> = upper.split(['_', '-', '.']).collect();
    let last = words.last().copied().unwrap_or_default();
    // Places in a list, of a parser or of a form, are tokens too.
    if last == "TOKEN"
        && words.iter().any(|it| {
            matches!(
                *it,
                "ENTRY"
                    | "NEXT"
                    | "PREV"
                    | "PAGE"
                    | "CURRENT"
                    | "LAST"
                    | "CONTINUATION"
                    | "PARSE"
                    | "MACHINE"
                    | "INSTANCE"
            )
        })
    {
        return false;
    }
    // `PASSWORD_FILE`, `TOKEN_URL`, `SECRET_NAME` say where it is, not what.
    let elsewhere = [
        "FILE", "PATH", "URL", "NAME", "DIR", "LENGTH", "LEN", "ID", "TTL", "HASH", "POLICY", "PROMPT", "REGEX",
        "ENDPOINT", "URI", "CMD", "COMMAND", "TYPE", "STORE", "EXPIRY", "MIN", "MAX", "COUNT", "ENV", "VAR", "FIELD",
        "HELP", "FORMAT", "SIZE", "MODE", "VERSION", "ALIAS", "REF", "ARN", "LABEL", "KEYS", "ENABLED", "REQUIRED",
        "ONLY", "AGE",
    ];
    if elsewhere.contains(&last)
        || words.len() > 1 && matches!(words[0], "NO" | "HAS" | "IS" | "USE" | "ASK" | "GET" | "SET" | "PUBLIC")
    {
        return false;
    }
    let whole = ["PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "SECRET", "APIKEY", "PWORD"];
    words.iter().any(|it| whole.contains(it))
        || matches!(last, "PASS" | "PW" | "PSK" | "AUTHTOKEN" | "CREDENTIALS" | "MYSQLPWD" | "PGPASSWORD")
        || upper == "PGPASSWORD"
        || upper == "SSHPASS"
        || upper == "MYSQL_PWD"
        || last == "KEY"
            && words
                .iter()
                .any(|it| matches!(*it, "API" | "ACCESS" | "PRIVATE" | "SECRET" | "ENCRYPTION" | "SIGNING" | "AUTH"))
        || last.ends_with("PASSWORD")
        || last.ends_with("PASSWD")
}

/// Whether a literal can be a password that somebody uses: long enough, and of several kinds of signs.
pub(super) fn is_strong(text: &str) -> bool {
    if text.len() < 8
        || text.len() > 200
        || is_placeholder(text)
        || text.contains(char::is_whitespace)
        || text.contains("://")
    {
        return false;
    }
    let has = |is: fn(char) -> bool| usize::from(text.contains(is));
    let kinds = has(|it| it.is_ascii_lowercase())
        + has(|it| it.is_ascii_uppercase())
        + has(|it| it.is_ascii_digit())
        + has(|it| it.is_ascii_punctuation() && !matches!(it, '_' | '-' | '.' | '/'));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    kinds >= 3 || kinds == 2 && digits >= 3 && text.len() >= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_from_examples() {
        // Put together here, so that no tool takes this file for a leak.
        for (start, rest) in [
            ("AKIA", "Q7ZP4MXW2RTL8VNB"),
            ("ghp_", "a8Kd02LmQpZ7xVt5Rw1YcBn4Hs9GfJe3Ui6O"),
            ("xoxb-", "81726354-9182736450-aBcQ9zX2kLm8"),
            ("sk_live_", "9aZ81bYc72Xd63We"),
        ] {
            assert!(token(&format!("K=\"{start}{rest}\"")).is_some(), "{start}");
        }
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ghp_$TOKEN",
            "SAKIAQ7ZP4MXW2RTL8VNB9",
            "sk_live_YOUR_KEY_HERE_123",
            "AKIA",
            "eyJhbGciOi",
        ] {
            assert!(token(text).is_none(), "{text}");
        }
    }

    #[test]
    fn names_say_what_they_hold() {
        for name in [
            "PASSWORD",
            "DB_PASSWORD",
            "mysql_pass",
            "GITHUB_TOKEN",
            "API_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "apiToken_secret",
            "PGPASSWORD",
        ] {
            assert!(names_secret(name), "{name}");
        }
        for name in [
            "PASSWORD_FILE",
            "TOKEN_URL",
            "KEY",
            "PASSED",
            "COMPASS",
            "BYPASS_CACHE",
            "SECRET_NAME",
            "SSH_KEY_PATH",
            "HAS_TOKEN",
            "PUBLIC_KEY",
            "MAX_PASS_COUNT",
            "KEYBOARD",
            "NEXT_TOKEN",
            "ENTRY_TOKEN",
        ] {
            assert!(!names_secret(name), "{name}");
        }
    }

    #[test]
    fn passwords_are_told_from_words() {
        for text in ["S3cr3t!Pa55", "hunter2Hunter", "9f8a7b6c5d4e3f2a"] {
            assert!(is_strong(text), "{text}");
        }
        for text in [
            "postgres",
            "changeme123",
            "Passw0rd-example",
            "${PASS}",
            "short1!",
            "/run/secrets/x1A",
            "<your-password-1A>",
            "correct horse",
        ] {
            assert!(!is_strong(text), "{text}");
        }
    }
}
