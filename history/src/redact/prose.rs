//! Secrets in sentences: "the password is X", "log in with token X", "change bob's password to X".

use std::ops::Range;

use super::{
    reading::Reading,
    suspect,
    vocabulary::{
        CHANGES, DETAIL, IS, JOINTS, KEY, LINKS, LOGIN, LOGS_IN, NAMES, NETWORK, PASSWORD, QUESTIONS, STILL, SUBJECTS,
        TOKEN, WITH, is_common, is_in, is_small,
    },
};

/// Sentences within quotes within quotes, so deep.
const DEEP: usize = 3;

/// So many words after "password" its "is" can come.
const APART: usize = 7;

/// A word of a sentence without the punctuation around it.
struct Word<'a> {
    /// In lower case.
    lower: &'a str,
    text: &'a str,
    span: Range<usize>,
    /// `.`, `:`, `,` or what else stands right after it, or 0.
    after: u8,
    /// The quote around it, or 0.
    quote: u8,
    /// Whether it is the last of its line.
    last: bool,
}

/// What a noun calls.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    /// A password: can be any word.
    Password,
    /// A token, a key: made by a machine.
    Token,
    /// A name and a password.
    Login,
}

pub(super) fn look(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    // What stands in quotes is a word, and can be a sentence with words of its own.
    let mut todo: Vec<_> = std::iter::once(0..reading.text.len()).collect();
    for _ in 0..DEEP {
        let mut inner = Vec::new();
        for range in todo {
            let words = words(reading, range);
            look_at(reading, &words, spans);
            let sentences = words.iter().filter(|it| it.quote != 0 && it.text.contains(' ')).map(|it| it.span.clone());
            inner.extend(sentences);
        }
        todo = inner;
    }
}

fn look_at(reading: &Reading<'_>, words: &[Word<'_>], spans: &mut Vec<Range<usize>>) {
    let mut done = 0;
    for at in 0..words.len() {
        if at < done {
            continue;
        }
        if let Some((span, last)) = login(words, at) {
            done = last + 1;
            spans.push(span);
            continue;
        }
        let Some(noun) = noun(words, at) else { continue };
        if let Some(before) = value_before(words, at, noun).filter(|it| *it >= done) {
            spans.push(words[before].span.clone());
        } else if let Some((first, last)) = value_after(words, at, noun) {
            done = last + 1;
            if let Some(new) = replaced_by(words, at, last, noun) {
                done = new + 1;
                spans.push(words[new].span.clone());
            }
            let span = words[first].span.start..words[last].span.end;
            spans.push(match noun {
                Noun::Login if first == at + 1 || words[first].text.contains([':', '/']) => {
                    let text = reading.at(&span);
                    let sign = text.find([':', '/']).map_or(0, |it| it + 1);
                    span.start + sign..span.end
                }
                _ => span,
            });
        }
    }
}

fn noun(words: &[Word<'_>], at: usize) -> Option<Noun> {
    let word = &words[at];
    let before = at.checked_sub(1).map_or("", |it| words[it].lower);
    if word.quote != 0 {
        return None;
    }
    let two = matches!((before, word.lower), ("de", "passe") | ("pass", "phrase" | "code" | "word"));
    // "set SSID Guest with key …".
    let wireless = || words[at.saturating_sub(6)..at].iter().any(|it| is_in(NETWORK, it.lower));
    match word.lower {
        it if two || is_in(PASSWORD, it) => Some(Noun::Password),
        "key" if wireless() => Some(Noun::Password),
        "key" if is_in(KEY, before) => Some(Noun::Token),
        it if is_in(TOKEN, it) => Some(Noun::Token),
        it if is_in(LOGIN, it) => Some(Noun::Login),
        _ => None,
    }
}

/// The first and the last word of the secret that a noun is followed by.
fn value_after(words: &[Word<'_>], at: usize, noun: Noun) -> Option<(usize, usize)> {
    let is_end = |word: &Word<'_>| {
        word.last || matches!(word.after, b'"' | b'\'') && word.quote == 0 || matches!(word.after, b'.' | b';' | b'?')
    };
    let noun_word = &words[at];
    if noun == Noun::Login {
        let word = words.get(at + 1).filter(|_| !noun_word.last)?;
        // "login bob / hunter2".
        if let Some(secret) = words.get(at + 3).filter(|it| words[at + 2].text == "/" && odd(it, noun, words, at + 3)) {
            return (!word.last && suspect::is_secret(secret.text, secret.quote)).then_some((at + 3, at + 3));
        }
        let it = at + 1 + usize::from(matches!(word.lower, "is" | "are" | "as" | "="));
        return words.get(it).is_some_and(pair).then_some((it, it));
    }
    if matches!(noun_word.after, b':' | b'=') {
        let first = at + 1;
        let word = words.get(first)?;
        return accepts(word, noun, true, words, first).then(|| (first, phrase(words, first, noun_word.lower)));
    }
    if is_end(noun_word) || noun_word.after == b',' {
        return None;
    }
    let next = words.get(at + 1)?;
    // "the password X", "with the token X".
    if !is_in(LINKS, next.lower) {
        let asked = with(words, at);
        let plain = next.after != b':' && accepts(next, noun, asked, words, at + 1);
        if plain
            && (asked || next.quote != 0 && noun == Noun::Password || odd(next, noun, words, at + 1))
            && !counts(words, at + 1)
        {
            return Some((at + 1, at + 1));
        }
    }
    // "the password of the admin user is X", "change the password of bob to X".
    let changed = words[at.saturating_sub(7)..at].iter().any(|it| is_in(CHANGES, it.lower));
    let mut link = at + 1;
    while link < words.len() && link <= at + APART {
        let word = &words[link];
        let links = (is_in(IS, word.lower) || matches!(word.text, "it's" | "it’s" | "It's")) && !is_question(words, at)
            || matches!(word.lower, "to" | "as") && changed;
        if links && !word.last {
            let mut first = link + 1;
            while first < link + 4 && words.get(first).is_some_and(|it| is_in(STILL, it.lower)) {
                first += 1;
            }
            let value = words.get(first)?;
            let plainly = word.lower != "as" || odd(value, noun, words, first);
            return (plainly && accepts(value, noun, true, words, first))
                .then(|| (first, phrase(words, first, noun_word.lower)));
        }
        if is_end(word) || is_in(SUBJECTS, word.lower) || word.text.starts_with('-') {
            break;
        }
        // "password for bob: X".
        if word.after == b':'
            && words
                .get(link + 1)
                .is_some_and(|it| accepts(it, noun, true, words, link + 1) && odd(it, noun, words, link + 1))
        {
            return Some((link + 1, link + 1));
        }
        link += 1;
    }
    None
}

/// "log in as bob/hunter2", "log in with bob / hunter2".
fn login(words: &[Word<'_>], at: usize) -> Option<(Range<usize>, usize)> {
    let word = &words[at];
    let asked = || {
        let from = at.saturating_sub(8);
        words[from..at].iter().any(|it| is_in(LOGS_IN, it.lower))
            && at > 0
            && words[at - 1].after == 0
            && is_in("as with using", words[at - 1].lower)
    };
    let apart = words.get(at + 1).is_some_and(|it| it.text == "/");
    if apart && asked() {
        let secret = words
            .get(at + 2)
            .filter(|it| odd(it, Noun::Password, words, at + 2) && suspect::is_secret(it.text, it.quote))?;
        return Some((secret.span.clone(), at + 2));
    }
    if !pair(word) || !asked() {
        return None;
    }
    let sign = word.text.find([':', '/'])?;
    Some((word.span.start + sign + 1..word.span.end, at))
}

/// "with X as the password", "X is my password".
fn value_before(words: &[Word<'_>], at: usize, noun: Noun) -> Option<usize> {
    let link = (at.saturating_sub(3)..at).rfind(|it| !is_in(DETAIL, words[*it].lower))?;
    let value = link.checked_sub(1)?;
    let links = matches!(words[link].lower, "as" | "is") && words[link].after == 0;
    let word = &words[value];
    let told = links && noun != Noun::Login && !word.last && word.after == 0;
    let plain =
        word.text.len() >= 6 && word.text.chars().any(char::is_alphabetic) && accepts(word, noun, false, words, value);
    (told && plain && (odd(word, noun, words, value) || word.quote != 0)).then_some(value)
}

/// "replace the password X with Y".
fn replaced_by(words: &[Word<'_>], at: usize, value: usize, noun: Noun) -> Option<usize> {
    let asked = words[at.saturating_sub(7)..at].iter().any(|it| is_in(CHANGES, it.lower));
    let link = words.get(value + 1).filter(|_| !words[value].last)?;
    let new =
        words.get(value + 2).filter(|it| odd(it, noun, words, value + 2) && suspect::is_secret(it.text, it.quote));
    (asked && matches!(link.lower, "with" | "by" | "to") && new.is_some()).then_some(value + 2)
}

/// "with password", "using the token", "user bob, password": what follows is meant to be used.
fn with(words: &[Word<'_>], at: usize) -> bool {
    let mut before = words[..at].iter().rev().take(5).map(|it| it.lower);
    let used = before.find(|it| !is_in(DETAIL, it)).is_some_and(|it| is_in(WITH, it));
    // "call it pg, password X, port 5432".
    let listed =
        at > 0 && words[at - 1].after == b',' && words.get(at + 1).is_some_and(|it| it.last || it.after == b',');
    used || listed || words[..at].iter().rev().take(6).any(|it| is_in(NAMES, it.lower))
}

/// "whether the password is …", "if the token is …".
fn is_question(words: &[Word<'_>], at: usize) -> bool {
    let before = &words[at.saturating_sub(4)..at];
    before.iter().any(|it| is_in(QUESTIONS, it.lower)) && !before.iter().any(|it| it.after == b',')
}

/// Whether a word can be the secret. `told` says that the sentence says so, and then any word can be one.
fn accepts(word: &Word<'_>, noun: Noun, told: bool, words: &[Word<'_>], at: usize) -> bool {
    let text = word.text;
    let code = word.quote == 0 && text.starts_with(['-', '&', '|', '>', '<', '(', '[', '{']);
    if code || !suspect::is_secret(text, word.quote) || suspect::is_file(text) {
        return false;
    }
    if word.quote != 0 {
        return noun == Noun::Password || suspect::looks_odd(text);
    }
    if odd(word, noun, words, at) {
        return true;
    }
    let digits = text.len() >= 4 && text.bytes().all(|it| it.is_ascii_digit());
    if digits {
        return noun == Noun::Password && !counts(words, at);
    }
    let participle = ["ed", "ing", "ly", "less", "able", "ible", "tion"].iter().any(|it| word.lower.ends_with(it));
    let noun_word = words[..at].iter().rev().take(4).any(|it| matches!(it.lower, "passphrase" | "phrase"));
    let several = words[at..]
        .iter()
        .take(3)
        .filter(|it| {
            !it.last
                && it.after == 0
                && it.quote == 0
                && it.lower.bytes().all(|it| it.is_ascii_lowercase())
                && !is_small(it.lower)
        })
        .count();
    if noun == Noun::Password && noun_word && told && several >= 2 {
        return true;
    }
    // A sentence that goes on after the word speaks of something else: "with password protection for …".
    let ends = word.last || word.after != 0 || words.get(at + 1).is_none_or(|it| is_in(JOINTS, it.lower));
    noun == Noun::Password && told && ends && text.chars().count() >= 3 && !participle && !is_common(text)
}

fn odd(word: &Word<'_>, noun: Noun, words: &[Word<'_>], at: usize) -> bool {
    let digits = |it: &str| it.len() >= 4 && it.bytes().all(|it| it.is_ascii_digit());
    let tag = word.text.contains([':', '=']) && !word.text.contains(['!', '#'])
        || word.text.contains('(')
        || word.text.contains('/') && word.text.len() < 20;
    let long = noun != Noun::Token || word.text.len() >= 6;
    let own = suspect::looks_odd(word.text) && !tag && long && !word.text.starts_with(['.', '/', '-']);
    own || noun == Noun::Password && digits(word.text) && !counts(words, at)
}

/// "12 characters", "1000 rounds": a number that counts.
fn counts(words: &[Word<'_>], at: usize) -> bool {
    let text = words[at].text;
    let digits = text.bytes().all(|it| it.is_ascii_digit());
    digits
        && !words[at].last
        && words[at].after == 0
        && words.get(at + 1).is_some_and(|it| it.lower.ends_with('s') && !it.lower.ends_with("is"))
}

/// `bob:hunter2`, `admin/admin123`.
fn pair(word: &Word<'_>) -> bool {
    let Some((name, secret)) = word.text.split_once([':', '/']) else { return false };
    let plain = |it: &str| !it.is_empty() && !it.contains([':', '/']);
    plain(name)
        && plain(secret)
        && name.contains(char::is_alphabetic)
        && name.chars().all(|it| it.is_alphanumeric() || "._-@".contains(it))
        && suspect::is_secret(secret, word.quote)
        && suspect::looks_odd(secret)
        && !suspect::is_file(word.text)
}

/// A passphrase has several words; its last one.
fn phrase(words: &[Word<'_>], first: usize, noun: &str) -> usize {
    let mut last = first;
    if words[first].quote != 0 || !matches!(noun, "passphrase" | "phrase") {
        return last;
    }
    while !words[last].last && words[last].after == 0 && last < first + 12 {
        let Some(next) = words.get(last + 1) else { break };
        if is_in(JOINTS, next.lower) || next.quote != 0 || next.text.starts_with('-') {
            break;
        }
        last += 1;
    }
    last
}

/// The words of a sentence. What stands in quotes is one.
fn words<'a>(reading: &'a Reading<'_>, range: Range<usize>) -> Vec<Word<'a>> {
    const OPEN: &[(&str, &str)] =
        &[("\"", "\""), ("'", "'"), ("`", "`"), ("“", "”"), ("‘", "’"), ("„", "“"), ("«", "»")];
    let text = reading.text;
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut start = range.start;
    for piece in text[range].split_inclusive([' ', '\t', '\n', '\r']) {
        let from = start;
        start += piece.len();
        if words.last().is_some_and(|it| from < it.span.end) {
            continue;
        }
        let ends_line = piece.ends_with('\n');
        let bare = piece.trim_end();
        let before = bare.len() - bare.trim_start_matches(['(', ',']).len();
        let bare = &bare[before..];
        let from = from + before;
        if bare.is_empty() {
            if let Some(last) = words.last_mut().filter(|_| ends_line) {
                last.last = true;
            }
            continue;
        }
        let quoted = OPEN.iter().find(|(open, _)| bare.starts_with(open));
        let mut word = None;
        if let Some((open, close)) = quoted {
            let inner = from + open.len();
            let limit = (inner + 200).min(reading.line_end_within(inner, 200));
            let limit = (inner..=limit).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(inner);
            let closed = text[inner..limit]
                .match_indices(close)
                .find(|(it, _)| *it > 0 && !text[inner + it + close.len()..].starts_with(char::is_alphanumeric));
            // Half-typed: to the end of the line.
            if closed.is_none() && reading.line_end_within(inner, 200) == reading.text.len() && inner < limit {
                word = Some((inner..limit, 0, open.as_bytes()[0], true));
            }
            if let Some((length, _)) = closed {
                let end = inner + length;
                let after = text.as_bytes().get(end + close.len()).copied().unwrap_or(b'\n');
                word = Some((
                    inner..end,
                    if after.is_ascii_whitespace() { 0 } else { after },
                    open.as_bytes()[0],
                    after == b'\n',
                ));
            }
        }
        let (span, after, quote, last) = word.unwrap_or_else(|| {
            let told = bare.trim_end_matches(['.', ',', ';', ':', '?', ')', '=', '"', '\'', '”', '’']);
            let told = if told.is_empty() { bare } else { told };
            let after = bare.as_bytes().get(told.len()).copied().unwrap_or(0);
            (from..from + told.len(), after, 0, ends_line)
        });
        let lower = reading.lower[span.clone()].trim_end_matches("'s");
        words.push(Word { lower, text: &text[span.clone()], span, after, quote, last });
    }
    if let Some(word) = words.last_mut() {
        word.last = true;
    }
    words
}
