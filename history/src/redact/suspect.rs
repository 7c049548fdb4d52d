//! Whether a value can be a secret: `$TOKEN`, `<token>` and `YOUR_TOKEN_HERE` only hold a place.

use super::{
    names::{self, Kind},
    vocabulary::is_in,
};

/// Whether a value can be a secret at all.
pub(super) fn is_secret(text: &str, quote: u8) -> bool {
    let text = text.trim();
    !text.is_empty() && !holds_a_place(text) && !refers(text, quote) && !is_said(text)
}

/// Whether it looks as if somebody made it up to be hard to guess: letters with digits or with signs among them.
pub(super) fn looks_odd(text: &str) -> bool {
    let text = text.trim();
    let count = |wanted: fn(char) -> bool| text.chars().filter(|it| wanted(*it)).count();
    let (letters, digits) = (count(char::is_alphabetic), count(|it| it.is_ascii_digit()));
    let signs = count(|it| "!@#$%^&*+~?=".contains(it));
    let mixed = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count();
    text.chars().count() >= 4
        && (letters > 0 && digits > 0 || letters + digits > 0 && signs > 0 || mixed > 0)
        && !is_ordinary(text)
}

/// Versions, sizes, names of algorithms, hosts and files: letters with digits that everybody knows.
fn is_ordinary(text: &str) -> bool {
    const KNOWN: &str = "sha1 sha256 sha512 base64 base32 utf8 utf-8 oauth2 ipv4 ipv6 aes256 x509 rsa4096 ed25519 ascii85 http2 sha-256 sha-512 aes-256 pkcs12 pkcs8 argon2 win32 log4j k8s rs256 hs256 es256 sha384 sha224 md5sum sha256sum";
    let lower = text.to_ascii_lowercase();
    let digits = lower.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.' || it == ',');
    let counted = digits.len() < lower.len()
        && digits.len() <= 3
        && digits.chars().all(|it| it.is_ascii_alphabetic() || it == '%');
    let version =
        lower.strip_prefix('v').unwrap_or(&lower).chars().all(|it| it.is_ascii_digit() || it == '.' || it == '-');
    let address = lower.split_once('@').is_some_and(|(_, host)| host.contains('.') && !host.ends_with('.'));
    is_in(KNOWN, &lower) || counted || version || address || is_file(text) || lower.contains("://")
}

/// A path, or a name with an ending that files have.
pub(super) fn is_file(text: &str) -> bool {
    const ENDINGS: &str = "txt pem key json yaml yml toml cfg conf ini env crt cer p12 pfx jks csv log gpg asc pub sh py js ts rb go rs zip tar gz kdbx db sql html xml md pdf docx xlsx 7z bak jar properties tfvars age";
    let rooted = ["/", "~/", "./", "../", "~"].iter().any(|it| text.starts_with(it)) || text.starts_with("C:\\");
    let plain = text.chars().all(|it| it.is_alphanumeric() || "._-/~\\:{}$*+@".contains(it));
    let ended =
        text.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && is_in(ENDINGS, &end.to_ascii_lowercase()));
    let folded = text.len() <= 30 || text.chars().skip(1).any(|it| it == '/');
    plain && (ended || rooted && text.len() > 1 && !text.ends_with('=') && folded)
}

fn is_said(text: &str) -> bool {
    const SAID: &str = "true false yes no on off null none nil undefined empty required optional 0 1 string str any auto inherit prompt ask stdin interactive default never always - -- text bool boolean";
    is_in(SAID, &text.to_ascii_lowercase())
}

/// `<token>`, `YOUR_TOKEN_HERE`, `xxxx`, `***`, `[redacted]`: nobody's secret.
pub(super) fn holds_a_place(text: &str) -> bool {
    const WORDS: &str = "key username user apikey placeholder redacted hidden todo fixme value string";
    let lower = text.to_ascii_lowercase();
    let within = |open, close| text.starts_with(open) && text.ends_with(close);
    let words: Vec<&str> = lower.split(['_', '-', ' ', '.']).collect();
    let listed = text.split_once(' ').is_some_and(|(it, _)| names::kind(it).is_some());
    !text.contains(char::is_alphanumeric)
        || lower.chars().all(|it| "x*.•_-#?…".contains(it))
        || within('<', '>')
        || within('[', ']')
        || within('{', '}')
        || within('%', '%') && text.len() > 2
        || text.starts_with('<')
        || listed
        || text.len() < 4 && text.starts_with('%')
        || ["id=", "src=", "env=", "type=", "source="].iter().any(|it| text.starts_with(it))
            && text.contains(['_', ','])
        || [".*", ".+", "[^", "(.", "\\(", "\\S", "\\w", "\\1", "\\d", "[A-", "[a-", "[0-", "\\2"]
            .iter()
            .any(|it| text.starts_with(it))
        || is_in(WORDS, lower.split('/').next().unwrap_or_default())
        || text.starts_with("{{")
        || text.starts_with('@') && !looks_odd(text)
        || words.len() > 1
            && (words[0] == "your" || words.contains(&"here") || words[0] == "my" && names::kind(text).is_some())
        || lower.starts_with("your") && names::kind(&text[4..]).is_some()
        || names::kind(text).is_some() && is_bare_name(text)
}

/// `password`, `API_TOKEN`: a name where its value should stand.
fn is_bare_name(text: &str) -> bool {
    let same = |check: fn(char) -> bool| text.chars().all(|it| check(it) || it == '_' || it == '-');
    (same(|it| it.is_ascii_uppercase()) || same(|it| it.is_ascii_lowercase()))
        && (names::kind(text) == Some(Kind::Token) || text.len() < 16)
}

/// Whether the value comes from elsewhere: `$X`, `"$(cat x)"`, `%X%`, `{{ x }}`, `process.env.X`, `pass:` of a program.
pub(super) fn refers(text: &str, quote: u8) -> bool {
    const CODE: &[&str] = &[
        "os.environ",
        "process.env",
        "os.getenv",
        "getenv",
        "env[",
        "secrets.",
        "var.",
        "args.",
        "self.",
        "config.",
        "settings.",
        "input(",
        "data.",
        "local.",
        "env.",
        "op://",
        "!secret",
        "!ref",
        "!vault",
        "ref+",
        "vault:",
        "file:",
        "env:",
        "fd:",
        "keyring:",
        "arn:",
        "gh.token",
        "steps.",
        "getpass",
        "ssm:",
        "file://",
        "ps:",
        "@env",
    ];
    let lower = text.to_ascii_lowercase();
    if CODE.iter().any(|it| lower.starts_with(it)) {
        return true;
    }
    // In `'…'` a shell puts nothing in.
    if quote == b'\''
        && text.starts_with('$')
        && text[1..].starts_with(|it: char| it.is_ascii_lowercase())
        && looks_odd(&text[1..])
    {
        return false;
    }
    let bytes = text.as_bytes();
    let (mut at, mut references, mut letters) = (0, 0, 0);
    while at < bytes.len() {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        let taken = match bytes[at] {
            b'\\' if next == b'$' => 1,
            b'$' if next == b'{' => matching(&bytes[at + 1..], b'{', b'}') + 1,
            b'$' if next == b'(' => matching(&bytes[at + 1..], b'(', b')') + 1,
            b'$' if next.is_ascii_alphabetic() || next == b'_' => {
                1 + bytes[at + 1..].iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'_').count()
            }
            b'$' if next.is_ascii_digit() || b"@*#?!".contains(&next) => 2,
            b'$' if next == 0 && at == 0 => 1,
            b'{' if next == b'{' => matching(&bytes[at..], b'{', b'}'),
            b'`' => 1 + bytes[at + 1..].iter().position(|it| *it == b'`').map_or(bytes.len(), |it| it + 1),
            _ => 0,
        };
        references += usize::from(taken > 1 || taken == 1 && bytes[at] == b'$');
        letters += usize::from(taken == 0 && (bytes[at].is_ascii_alphanumeric() || !bytes[at].is_ascii()));
        at += taken.max(1);
    }
    let path = text.starts_with('$') && text.contains('/') && is_file(&text[1..]);
    references > 0 && (letters < 4 || path)
}

/// How far it is to the sign that closes the first one, or to the end.
fn matching(bytes: &[u8], open: u8, close: u8) -> usize {
    let mut deep = 0_usize;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == open {
            deep += 1;
        } else if *byte == close {
            deep = deep.saturating_sub(1);
            if deep == 0 {
                return at + 1;
            }
        }
    }
    bytes.len()
}
