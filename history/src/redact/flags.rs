//! Secrets that a command's flags and words carry, by the flag's name or by what is known of the program.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::{
    names::{self, Kind},
    programs::{FLAGS, Flag, MYSQL, OTHERS, PATTERNS, Part, Takes},
    reading::{Command, Lead, Reading},
    suspect, value,
    vocabulary::{is_in, is_small},
};

static BY_PROGRAM: LazyLock<HashMap<&str, Vec<&Flag>>> = LazyLock::new(|| {
    let mut programs: HashMap<&str, Vec<&Flag>> = HashMap::new();
    for flag in FLAGS {
        flag.programs.split(' ').for_each(|it| programs.entry(it).or_default().push(flag));
    }
    programs
});

/// Flags whose names say that they take a secret: `--password X`, `-storepass X`, `--token=X`, `/pass:X`.
pub(super) fn named(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for command in &reading.commands {
        let mysql = command.words.iter().any(|it| is_in(MYSQL, program(reading.word(it))));
        for at in 0..command.words.len() {
            spans.extend(named_at(reading, command, at, mysql));
        }
    }
}

fn named_at(reading: &Reading<'_>, command: &Command, at: usize, mysql: bool) -> Option<Range<usize>> {
    let word = &command.words[at];
    let whole = value::unquoted(reading, word).span;
    let text = reading.at(&whole);
    let flag = text.strip_prefix("--").or_else(|| text.strip_prefix('-').filter(|it| it.len() > 3));
    let flag = flag.or_else(|| text.strip_prefix('/').filter(|it| it.contains(':')))?;
    if let Some(sign) = flag.find(['=', ':']) {
        let name = &flag[..sign];
        let kind = kind_of(name)?;
        let from = whole.end - (flag.len() - sign - 1);
        let value = value::trimmed(reading, from..whole.end);
        let text = reading.at(&value.span);
        // `mount -o`-like lists are read by their names.
        let file = suspect::is_file(text) && (kind == Kind::Token || !suspect::looks_odd(text));
        let secret = passed(text);
        let start = value.span.end - secret.len();
        return (!file && suspect::is_secret(secret, value.quote)).then_some(start..value.span.end);
    }
    let kind = kind_of(flag)?;
    let next = command.words.get(at + 1).filter(|it| it.lead == Lead::Nothing)?;
    let value = value::unquoted(reading, next);
    let text = reading.at(&value.span);
    let flagged = value.quote == 0 && text.starts_with('-');
    if flagged || mysql && text.len() < 40 || suspect::is_file(text) && kind == Kind::Token {
        return None;
    }
    let secret = passed(text);
    let said = value.quote == 0 && is_small(secret);
    (!said && suspect::is_secret(secret, value.quote)).then(|| value.span.end - secret.len()..value.span.end)
}

fn kind_of(flag: &str) -> Option<Kind> {
    if flag.is_empty() || !flag.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.')) {
        return None;
    }
    let pin =
        matches!(flag, "pin" | "so-pin" | "user-pin" | "new-pin" | "p" | "oauth2-bearer" | "authkey" | "auth-key");
    // `/p:secret` only; a `-p` is a matter of its program.
    names::kind(flag).or(pin.then_some(Kind::Password))
}

/// `pass:secret` of openssl and its friends.
fn passed(text: &str) -> &str {
    text.strip_prefix("pass:").or_else(|| text.strip_prefix("str:")).unwrap_or(text)
}

/// Flags that are known to take a secret with some programs: `mysql -pX`, `curl -u bob:X`.
pub(super) fn known(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for command in reading.commands.iter().filter(|it| it.words.len() > 1) {
        let mut flags: Vec<&Flag> = Vec::new();
        let words: HashSet<&str> = command.words.iter().map(|it| reading.word(it)).collect();
        for (at, word) in command.words.iter().enumerate() {
            let text = value::unquoted(reading, word).span;
            let text = reading.at(&text);
            if !text.starts_with(['-', '/']) || text.contains("/bin/") {
                let value = at > 0 && reading.word(&command.words[at - 1]).starts_with("--");
                let host = at > 0 && matches!(program(reading.word(&command.words[at - 1])), "ssh" | "--name" | "-h");
                if value || host {
                    continue;
                }
                let name = program(text);
                if is_in(OTHERS, name) {
                    flags.clear();
                }
                for flag in BY_PROGRAM.get(name).into_iter().flatten() {
                    let wanted = flag.with.is_empty() || flag.with.split(' ').any(|it| words.contains(it));
                    if wanted && !flags.iter().any(|it| std::ptr::eq(*it, *flag)) {
                        flags.push(flag);
                    }
                }
                continue;
            }
            spans.extend(flags.iter().find_map(|it| taken(reading, command, at, it)));
        }
        htpasswd(reading, command, spans);
        oracle(reading, command, spans);
        literals(reading, command, spans);
    }
}

fn taken(reading: &Reading<'_>, command: &Command, at: usize, flag: &Flag) -> Option<Range<usize>> {
    // `mysql -print` is a slip of the prose, not a password.
    const SLIPS: &str = "-print -print0 -printf -path -perm -prune -port -protocol";
    let word = &command.words[at];
    let text = reading.word(word);
    if is_in(SLIPS, text) {
        return None;
    }
    let cluster = flag.programs == "curl"
        && text.len() > 2
        && text.len() < 8
        && text.ends_with('u')
        && text[1..].bytes().all(|it| it.is_ascii_alphabetic());
    if flag.takes != Takes::Joined && (is_in(flag.flags, text) || cluster) {
        let next = command.words.get(at + 1).filter(|it| it.lead == Lead::Nothing)?;
        let value = value::unquoted(reading, next);
        let flagged = value.quote == 0 && reading.at(&value.span).starts_with('-');
        return if flagged { None } else { part(reading, value.span, value.quote, flag) };
    }
    if flag.takes == Takes::Next {
        return None;
    }
    let name = flag.flags.split(' ').filter(|it| text.starts_with(it)).max_by_key(|it| it.len())?;
    if name.starts_with("--") && !text[name.len()..].starts_with('=') {
        return None;
    }
    let from = word.span.start + name.len() + usize::from(name.starts_with("--"));
    let value = value::trimmed(reading, from..word.span.end);
    part(reading, value.span, value.quote, flag)
}

/// The secret part of a value.
fn part(reading: &Reading<'_>, span: Range<usize>, quote: u8, flag: &Flag) -> Option<Range<usize>> {
    let text = reading.at(&span);
    let secret = match flag.part {
        Part::Whole => text,
        Part::After(sign) => text.split_once(sign)?.1,
        Part::Pass => text.strip_prefix("pass:")?,
    };
    // `27017:27017` are ports, and `./cert.pem:pw` has its secret behind.
    let ports = text.contains(':') && text.bytes().all(|it| it.is_ascii_digit() || it == b':');
    let file = flag.part == Part::Whole && suspect::is_file(secret) && secret.contains('/');
    let said = quote == 0 && flag.part == Part::Whole && is_small(secret);
    let told = !ports && !file && !said && suspect::is_secret(secret, quote);
    told.then(|| span.end - secret.len()..span.end)
}

/// `htpasswd -b file user X`, `htpasswd -nb user X`.
fn htpasswd(reading: &Reading<'_>, command: &Command, spans: &mut Vec<Range<usize>>) {
    let Some(at) = command.words.iter().position(|it| program(reading.word(it)) == "htpasswd") else { return };
    let words = &command.words[at + 1..];
    let clusters = || words.iter().map(|it| reading.word(it)).filter(|it| it.starts_with('-'));
    let has = |letter| clusters().any(|it| it.contains(letter));
    // `-C 12` is a flag with its value.
    let operands: Vec<_> = words
        .iter()
        .enumerate()
        .filter(|(at, it)| {
            !reading.word(it).starts_with('-')
                && !at.checked_sub(1).is_some_and(|it| matches!(reading.word(&words[it]), "-C" | "-r"))
        })
        .map(|(_, it)| it)
        .collect();
    let wanted = if has('n') { 1 } else { 2 };
    if has('b')
        && let Some(word) = operands.get(wanted)
    {
        spans.extend(secret(reading, value::unquoted(reading, word)));
    }
}

/// `sqlplus scott/X@db`.
fn oracle(reading: &Reading<'_>, command: &Command, spans: &mut Vec<Range<usize>>) {
    const PROGRAMS: &str = "sqlplus sqlcl rman expdp impdp sqlldr exp imp";
    let mut words = command.words.iter().skip_while(|it| !is_in(PROGRAMS, program(reading.word(it))));
    words.next();
    let login = words.map(|it| value::unquoted(reading, it)).find(|it| !reading.at(&it.span).starts_with('-'));
    let Some(login) = login else { return };
    let Some((name, rest)) = reading.at(&login.span).split_once('/') else { return };
    let secret = rest.split('@').next().unwrap_or(rest);
    if !name.is_empty() && suspect::is_secret(secret, login.quote) {
        let start = login.span.start + name.len() + 1;
        spans.push(start..start + secret.len());
    }
}

/// `kubectl create secret … --from-literal=name=X`.
fn literals(reading: &Reading<'_>, command: &Command, spans: &mut Vec<Range<usize>>) {
    for (at, word) in command.words.iter().enumerate() {
        let text = reading.word(word);
        let Some(rest) = text.strip_prefix("--from-literal") else { continue };
        let pair = match rest.strip_prefix('=') {
            Some(pair) => word.span.end - pair.len()..word.span.end,
            None => match command.words.get(at + 1) {
                Some(next) if rest.is_empty() => next.span.clone(),
                _ => continue,
            },
        };
        let secret_kind = command.words.iter().any(|it| reading.word(it) == "secret");
        let pair = value::trimmed(reading, pair).span;
        let Some((name, literal)) = reading.at(&pair).split_once('=') else { continue };
        if secret_kind || names::kind(name).is_some() {
            spans.extend(secret(reading, value::trimmed(reading, pair.end - literal.len()..pair.end)));
        }
    }
}

/// Words of a command that are secret by their place: `vault login X`, `config set api_token X`.
pub(super) fn placed(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for command in reading.commands.iter().filter(|it| it.words.len() > 1) {
        let words: Vec<usize> = (0..command.words.len()).filter(|it| is_operand(reading, command, *it)).collect();
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            first.entry(program(reading.word(&command.words[*word]))).or_insert(at);
        }
        for pattern in PATTERNS {
            let Some((name, parts)) = pattern.split_once(' ') else { continue };
            let Some(&from) = first.get(name) else { continue };
            let parts: Vec<&str> = parts.split(' ').collect();
            if let Some(start) =
                (from + 1..words.len()).take(24).find(|start| fits(reading, command, &words[*start..], &parts))
            {
                take(reading, command, &words[start..], &parts, spans);
            }
        }
        pairs(reading, command, &words, spans);
    }
}

fn is_operand(reading: &Reading<'_>, command: &Command, at: usize) -> bool {
    let word = &command.words[at];
    let text = reading.word(word);
    let windows = text.starts_with('/') && text.contains(':');
    word.lead == Lead::Nothing && !text.starts_with('-') && !windows && !matches!(text, "/add" | "/delete" | "/y")
}

fn fits(reading: &Reading<'_>, command: &Command, words: &[usize], parts: &[&str]) -> bool {
    words.len() >= parts.len()
        && parts.iter().zip(words).all(|(part, word)| {
            let text = reading.word(&command.words[*word]).to_ascii_lowercase();
            match *part {
                "_" | "*" | "**" => true,
                "~" => text.starts_with("\\\\"),
                "\\*" => text.trim_start_matches(['"', '\'']).starts_with("\\\\"),
                "_:" => text == "*" || text.len() == 2 && text.ends_with(':'),
                "=" => text.contains('='),
                it => it.strip_suffix('*').map_or(text == *it, |begin| text.starts_with(begin)),
            }
        })
}

fn take(reading: &Reading<'_>, command: &Command, words: &[usize], parts: &[&str], spans: &mut Vec<Range<usize>>) {
    for (at, part) in parts.iter().enumerate() {
        let rest = match *part {
            "*" => &words[at..=at],
            "**" | "=" => &words[at..],
            _ => continue,
        };
        for word in rest {
            let span = value::unquoted(reading, &command.words[*word]);
            let text = reading.at(&span.span);
            let pair = if *part == "=" || text.starts_with("token=") { text.split_once('=') } else { None };
            if *part == "=" && pair.is_none() {
                continue;
            }
            let literal = pair.map_or(text, |(_, it)| it);
            let said = is_small(literal) || literal == "*";
            if !said {
                let inner = value::trimmed(reading, span.span.end - literal.len()..span.span.end);
                spans.extend(secret(reading, inner));
            }
        }
    }
}

/// `config set api_token X`, `set -gx API_KEY X`, `setenv DB_PASSWORD X`.
fn pairs(reading: &Reading<'_>, command: &Command, words: &[usize], spans: &mut Vec<Range<usize>>) {
    const ORDERS: &str = "set setenv config configure setx config:set";
    let text = |at: usize| reading.word(&command.words[words[at]]);
    for at in 1..words.len().saturating_sub(1) {
        let name = text(at).trim_matches(['"', '\'']);
        let compound = name.contains(['_', '.', '-', ':']) || name.bytes().all(|it| it.is_ascii_uppercase());
        let ordered = words[..at].iter().rev().take(3).any(|it| is_in(ORDERS, reading.word(&command.words[*it])));
        if compound && ordered && names::kind(name.rsplit(['.', ':', '/']).next().unwrap_or(name)).is_some() {
            let value = value::unquoted(reading, &command.words[words[at + 1]]);
            let text = reading.at(&value.span);
            if !text.starts_with('=') && !is_small(text) {
                spans.extend(secret(reading, value));
            }
        }
    }
}

fn secret(reading: &Reading<'_>, value: value::Value) -> Option<Range<usize>> {
    let text = reading.at(&value.span);
    (suspect::is_secret(text, value.quote) && !(suspect::is_file(text) && text.contains('/'))).then_some(value.span)
}

/// A program's name without its path.
pub(super) fn program(word: &str) -> &str {
    let word = word.trim_matches(['"', '\'', '\\']);
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".exe").unwrap_or(name)
}
