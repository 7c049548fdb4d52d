//! A wish as words that can be compared, and the literals between them.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The longest wish that is read, and the most words.
const MOST_BYTES: usize = 600;
const MOST_WORDS: usize = 80;

/// Words that say nothing.
const IDLE: [&str; 5] = ["a", "an", "the", "please", "pls"];

/// A wish that was read.
pub(super) struct Wish {
    /// Of all words in order, with the kinds of the literals between them.
    pub(super) key: u64,
    /// The literals in order.
    pub(super) literals: Vec<Literal>,
    /// Of each word, in order of size, each once.
    words: Vec<u32>,
}

/// A literal as it was typed, without quotes around it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) kind: Kind,
    pub(super) text: Box<str>,
}

/// What a literal is by its form. One takes the place of another only where these are the same.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Text in quotes.
    Quoted,
    Number,
    /// A number with a unit of size, which is the letter: `1 MB`, `1M`.
    Size(char),
    Date,
    /// With the ending of its last part.
    Url(Box<str>),
    /// A path, by its start and its ending: `/`, `~`, or a name; a folder has none.
    Path(char, Box<str>),
    /// The name of a file, with its ending.
    Name(Box<str>),
    /// `*.log`
    Glob,
    /// `.log`
    Ending,
    /// `$x`
    Variable,
    /// `u+x`
    Mode,
}

impl Wish {
    /// Reads a wish; `None` where it is none, or has no word.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('#').trim();
        if text.is_empty() || text.len() > MOST_BYTES || text.contains(char::is_control) {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        let (mut literals, mut words, mut count) = (Vec::new(), Vec::new(), 0);
        let mut rest = text;
        while !rest.is_empty() {
            count += 1;
            if count > MOST_WORDS {
                return None;
            }
            if let Some((inner, behind)) = quoted(rest) {
                Kind::Quoted.hash(&mut hasher);
                literals.push(Literal { kind: Kind::Quoted, text: inner.into() });
                rest = behind.trim_start();
                continue;
            }
            let (word, behind) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            rest = behind.trim_start();
            let word = bare(word);
            if word.is_empty() {
                continue;
            }
            if let Some(kind) = kind(word) {
                let mut literal = Literal { kind, text: word.into() };
                if literal.kind == Kind::Number
                    && let Some((unit, behind)) = unit_ahead(rest)
                {
                    literal.kind = Kind::Size(unit);
                    rest = behind;
                } else if let Kind::Size(_) = literal.kind {
                    let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
                    literal.text = digits.into();
                }
                literal.kind.hash(&mut hasher);
                literals.push(literal);
                continue;
            }
            let word = word.to_lowercase();
            if !IDLE.contains(&word.as_str()) {
                word.hash(&mut hasher);
                words.push(short_hash(&word));
            }
        }
        words.sort_unstable();
        words.dedup();
        (!words.is_empty()).then(|| Self { key: hasher.finish(), literals, words })
    }

    /// How much of their words two wishes share, 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let shared = self.words.iter().filter(|it| other.words.binary_search(it).is_ok()).count();
        let all = self.words.len() + other.words.len() - shared;
        if self.key == other.key { 1.0 } else { shared as f32 / (all as f32 + 0.01) }
    }
}

fn short_hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, it| (hash ^ u32::from(it)).wrapping_mul(0x0100_0193))
}

/// Text in quotes at the start, with what follows.
fn quoted(rest: &str) -> Option<(&str, &str)> {
    let first = rest.chars().next()?;
    let close = match first {
        '"' | '\'' | '`' => first,
        '“' | '„' => '”',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    };
    let inner = &rest[first.len_utf8()..];
    let end = inner.char_indices().filter(|it| it.1 == close).find(|(at, it)| {
        let behind = inner[at + it.len_utf8()..].chars().next();
        behind.is_none_or(|it| it.is_whitespace() || ",.;:?!)".contains(it))
    })?;
    let behind = inner[end.0 + close.len_utf8()..].trim_start_matches([',', '.', ';', ':', '?', '!', ')']);
    (end.0 > 0).then_some((&inner[..end.0], behind))
}

/// A word without the marks of the sentence around it.
fn bare(word: &str) -> &str {
    let word = word.trim_start_matches('(').trim_end_matches([',', ';', ':', '!', '?', ')']);
    if word.bytes().all(|it| it == b'.' || it == b'/') { word } else { word.trim_end_matches('.') }
}

/// A unit of size at the start, as the letter that commands write, with what follows.
fn unit_ahead(rest: &str) -> Option<(char, &str)> {
    let (word, behind) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    Some((unit(bare(word))?, behind.trim_start()))
}

fn unit(word: &str) -> Option<char> {
    Some(match word.to_ascii_lowercase().as_str() {
        "k" | "kb" | "kib" | "kilobytes" => 'k',
        "m" | "mb" | "mib" | "megabytes" | "megs" => 'M',
        "g" | "gb" | "gib" | "gigabytes" | "gigs" => 'G',
        _ => return None,
    })
}

/// What a word is, where it is a literal.
fn kind(word: &str) -> Option<Kind> {
    let first = word.chars().next()?;
    if let Some(behind) = word.split_once("://").map(|it| it.1) {
        let last = behind.rsplit_once('/').map_or("", |it| it.1);
        return Some(Kind::Url(ending(last).into()));
    }
    if first == '$' && word.len() > 1 {
        return Some(Kind::Variable);
    }
    if is_date(word) {
        return Some(Kind::Date);
    }
    if first.is_ascii_digit() {
        let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let is_number = digits.bytes().all(|it| it.is_ascii_digit()) && digits.len() < 16;
        if is_number && digits == word {
            return Some(Kind::Number);
        }
        if is_number && let Some(unit) = unit(&word[digits.len()..]) {
            return Some(Kind::Size(unit));
        }
    }
    if is_mode(word) {
        return Some(Kind::Mode);
    }
    if word.contains(['*', '[']) {
        return Some(Kind::Glob);
    }
    if word.contains('/') || word == "~" || word == "." || word == ".." {
        let start = if matches!(first, '/' | '~' | '.') { first } else { 'a' };
        let last = word.rsplit('/').next().unwrap_or_default();
        return Some(Kind::Path(start, ending(last).into()));
    }
    let is_name = |it: char| it.is_alphanumeric() || "._-+@%".contains(it);
    if !word.chars().all(is_name) {
        return None;
    }
    if let Some(rest) = word.strip_prefix('.') {
        return (!rest.is_empty()).then_some(Kind::Ending);
    }
    let ending = ending(word);
    (!ending.is_empty()).then(|| Kind::Name(ending.into()))
}

/// What stands behind the first dot of a name: `tar.gz`; empty where it has none, or is hidden.
fn ending(name: &str) -> &str {
    let rest = name.trim_start_matches('.');
    rest.split_once('.').filter(|it| !it.0.is_empty() && it.1.chars().any(char::is_alphabetic)).map_or("", |it| it.1)
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut has =
        |length: usize| parts.next().is_some_and(|it| it.len() == length && it.bytes().all(|it| it.is_ascii_digit()));
    has(4) && has(2) && has(2) && parts.next().is_none()
}

fn is_mode(text: &str) -> bool {
    let Some(at) = text.find(['+', '=']) else { return false };
    let (who, what) = (&text[..at], &text[at + 1..]);
    who.chars().all(|it| "ugoa".contains(it)) && !what.is_empty() && what.chars().all(|it| "rwxXst".contains(it))
}
