//! Which names say that their value is a secret: `DB_PASSWORD`, `apiKey`, `--client-secret`, but not `PASSWORD_FILE`.

use super::vocabulary::is_in;

/// How sure a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its value can be any word: `password`.
    Password,
    /// Its value is mostly made by a machine: `token`.
    Token,
}

/// Longer names are none.
const LONG: usize = 80;

const PASSWORDS: &str = "password passwd passphrase passcode pass pwd pw psk passwort kennwort requirepass masterauth sshpass contraseña senha";
const TOKENS: &str = "secret token apikey authtoken accesskey secretkey authkey privatekey jwt sessionid sharedkey accountkey credential authcode otp";
const PASSWORD_ENDS: &str = "password passwd passphrase passwort dbpass userpass rootpass adminpass storepass keypass mypass sqlpass rootpw adminpw userpw dbpw bindpw mypwd dbpwd";
const TOKEN_ENDS: &str = "apikey secret token secretkey accesskey accountkey authkey";
/// Before `key`, they make it a secret.
const KEYS: &str = "api access secret private auth account storage encryption signing master shared admin license licence app service session hmac aes client subscription write";
/// At the end of a name, they say that the value is about a secret, not the secret.
const ABOUT: &str = "file files path dir url uri endpoint name id ids length len size count limit max min type field policy expiry expires expiration ttl timeout age prompt store manager stdin fd env var command cmd program helper required enabled hint label header prefix version algorithm format rules list page form input reset cache lifetime rotation days auth authentication ring chain ref selector source provider strength regex pattern generator mode method arn location bits complexity validator title text description status state warning error date time at by key index mount volume class scope scopes usage login access keys subkeys tokens secrets passwords only agent bytes chars characters words word minutes seconds hours changed updated created valid ok match matches again confirm hook server service host port user email domain alias request response grant flow review fields column";
/// At its start, they say that it is a question, an order or another kind of token.
const HEADS: &str = "no ask use gen generate show print get list skip disable enable allow require force clear rotate revoke delete remove has hide without with reset prompt eos bos pad unk sep cls mask stop next max min num page starting continue continuation csrf verify check validate decode is";

/// What a name says of its value.
pub(super) fn kind(name: &str) -> Option<Kind> {
    if name.len() > LONG {
        return None;
    }
    let parts = parts(name);
    let words = parts.iter().map(|it| it.trim_end_matches(|it: char| it.is_ascii_digit()));
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    // Where the shell is and was.
    if matches!(name, "PWD" | "OLDPWD") {
        return None;
    }
    // A hash of a certificate is told to everybody.
    if words.iter().any(|it| matches!(*it, "cert" | "public" | "pub" | "fingerprint")) {
        return None;
    }
    if words.len() > 1 && is_in(HEADS, first) {
        return None;
    }
    if ends_as_key(&words) {
        return Some(Kind::Token);
    }
    // With AppRole of Vault it is a secret; `--secret-id` of others is a name.
    if name == "secret_id" {
        return Some(Kind::Token);
    }
    if words.len() > 1 && is_in(ABOUT, last) {
        return None;
    }
    let personal = name.ends_with("PAT") && last == "pat" && words.len() > 1;
    let mut kinds =
        words.iter().enumerate().filter_map(|(at, it)| part(it).or(ends_as_key(&words[..=at]).then_some(Kind::Token)));
    kinds.next_back().or(personal.then_some(Kind::Token)).or((name == "_auth").then_some(Kind::Token))
}

fn part(part: &str) -> Option<Kind> {
    let ends = |list: &str| list.split_whitespace().any(|it| part.ends_with(it));
    if is_in(PASSWORDS, part) || ends(PASSWORD_ENDS) {
        return Some(Kind::Password);
    }
    (is_in(TOKENS, part) || ends(TOKEN_ENDS)).then_some(Kind::Token)
}

fn ends_as_key(words: &[&str]) -> bool {
    matches!(words, [.., before, "key"] if is_in(KEYS, before))
}

/// `dbPassword`, `DB_PASSWORD` and `db-password` have the same parts.
fn parts(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut parts = vec![String::new()];
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|it| letters[it]);
        let opens = letter.is_uppercase()
            && (before.is_some_and(char::is_lowercase)
                || before.is_some_and(char::is_uppercase) && letters.get(at + 1).is_some_and(|it| it.is_lowercase()));
        if !letter.is_alphanumeric() || opens {
            parts.push(String::new());
        }
        if letter.is_alphanumeric() {
            parts.last_mut().expect("one is there from the start").extend(letter.to_lowercase());
        }
    }
    parts.retain(|it| !it.is_empty());
    parts
}
