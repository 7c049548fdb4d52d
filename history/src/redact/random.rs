//! Words that only a machine makes: long, of several kinds of letters, with neighbours that no language has.
//!
//! What is not taken for one, though it looks so:
//! - Hex of the length of a digest (32, 40, 56, 64, 96, 128) or shorter than 33: far more often it names a commit, a file, an
//!   image or a container than it is a key. A key in hex is found where its name, its flag or a sentence says so.
//! - Pieces of a path or of an address, public keys and certificates, digests after `sha256:`, and base64 of plain words.

use std::ops::Range;

use super::{blocks, reading::Reading, suspect};

/// Shorter words are not judged.
const LEAST: usize = 20;
/// One piece without `-` and `_` must be so long.
const PIECE: usize = 16;
/// Only so much of a word is judged; it is taken as a whole.
const JUDGED: usize = 256;

/// For each letter, the ones that follow it in words of our own texts; the rest are rare.
const FOLLOW: [&str; 26] = [
    "bcdgiklmnprstuvy",
    "aeilorsu",
    "acehiklorstu",
    "abdeiorsu",
    "abcdefgilmnprstvwxy",
    "aefilorsu",
    "aehinors",
    "aeiortu",
    "abcdefglmnoprstvz",
    "aosu",
    "eisu",
    "adeilostuy",
    "abeimops",
    "acdefgiklmnopstuv",
    "abcdfgklmnoprstuvw",
    "aeiloprstu",
    "lu",
    "acdegiklmnoprstuvy",
    "acehiklopqstuy",
    "acdehiloprstuy",
    "abdegilmnprst",
    "aei",
    "aeino",
    "pt",
    "nps",
    "eiz",
];

pub(super) fn look(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let bytes = reading.bytes();
    let public = blocks::public(reading);
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|it| is_inside(**it)).count();
        let padding = bytes[at + length..].iter().take(2).take_while(|it| **it == b'=').count();
        let span = at..at + length + if length < LEAST { 0 } else { padding };
        at = (at + 1).max(span.end);
        let block = public.partition_point(|it| it.end <= span.start);
        if length < LEAST || public.get(block).is_some_and(|it| it.start <= span.start) {
            continue;
        }
        if is_random(reading.at(&span)) && !is_public(reading, &span) {
            spans.push(span);
        }
    }
}

fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'_' | b'-')
}

/// Whether what stands around says that everybody may read it.
fn is_public(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    const BEFORE: &str = "sha256:|sha512:|sha1:|md5:|sha384:|public|pubkey|fingerprint|digest|checksum|integrity|etag|peer|ssh-rsa |ssh-ed25519 |hash|commit|revision|sha256=|knownhosts|nonce|trace|uuid|cid|ipfs|allowed|age1|recipient";
    let text = reading.at(span);
    let mut from = span.start.saturating_sub(32);
    while !reading.text.is_char_boundary(from) {
        from += 1;
    }
    let before = &reading.lower[from..span.start];
    let last = before.rsplit(['\n', ';', '|']).next().unwrap_or("");
    let close = before.ends_with(['/', '.', '~', '\\', '$', '{', '%', '@', '#', '-']) && !before.ends_with("\\\"")
        || before.ends_with("${");
    let file = reading.bytes().get(span.end) == Some(&b'.')
        && reading.bytes().get(span.end + 1).is_some_and(u8::is_ascii_lowercase);
    let called = reading.bytes().get(span.end) == Some(&b'(');
    let lower = text.to_ascii_lowercase();
    let marked = [
        "sha256-",
        "sha384-",
        "sha512-",
        "sha1-",
        "h1:",
        "aaaab3nza",
        "aaaac3nza",
        "aaaae2vj",
        "aaaagnnr",
        "age1",
        "/",
        "bafy",
        "ipfs",
    ];
    close
        || file
        || called
        || marked.iter().any(|it| lower.starts_with(it))
        || text.starts_with("Qm") && text.len() == 46
        || BEFORE.split('|').any(|it| last.contains(it))
        || in_address(reading, span.start)
}

/// Whether the word stands in the path of an address: `https://…/d/1A2b…/edit`.
fn in_address(reading: &Reading<'_>, at: usize) -> bool {
    let bytes = reading.bytes();
    let length = bytes[..at]
        .iter()
        .rev()
        .take(256)
        .take_while(|it| !it.is_ascii_whitespace() && !matches!(it, b'"' | b'\'' | b'='))
        .count();
    bytes[at - length..at].windows(3).any(|it| it == b"://")
}

/// Whether no person would have written this word.
pub(super) fn is_random(word: &str) -> bool {
    let word = word.trim_start_matches(['-', '_', '+']);
    let bare = word.trim_end_matches('=');
    if bare.len() < LEAST || suspect::holds_a_place(word) {
        return false;
    }
    let head = &bare[..bare.len().min(JUDGED)];
    if is_path(head) || is_plain_base64(head) {
        return false;
    }
    let piece = bare.split(['-', '_']).max_by_key(|it| it.len()).unwrap_or(bare);
    if piece.bytes().all(|it| it.is_ascii_hexdigit()) {
        let mixed = piece.bytes().any(|it| it.is_ascii_digit()) && piece.bytes().any(|it| it.is_ascii_alphabetic());
        return mixed && piece.len() > 32 && !matches!(piece.len(), 40 | 56 | 64 | 96 | 128);
    }
    piece.len() >= PIECE && is_strange(head)
}

/// `src/main/Foo`, `a-kebab/name`: one piece is a word.
fn is_path(word: &str) -> bool {
    let words = |it: &str| {
        it.len() >= 3 && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-' || it == b'_') && !is_strange(it)
    };
    word.starts_with('/') || word.contains('/') && !word.contains('+') && word.split('/').any(words)
}

/// Base64 of text that a person can read is no key.
fn is_plain_base64(word: &str) -> bool {
    let mut text = Vec::with_capacity(word.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in word.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            text.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    let text = String::from_utf8_lossy(&text);
    let read = text.chars().filter(|it| it.is_alphanumeric() || it.is_whitespace() || it.is_ascii_graphic()).count();
    let strange = text.chars().filter(|it| *it == char::REPLACEMENT_CHARACTER).count();
    strange <= 1 && read * 20 >= text.chars().count() * 19
}

/// Whether neighbours in the word are rare ones, and its kinds of letters are mixed.
fn is_strange(word: &str) -> bool {
    let bytes = word.as_bytes();
    let count = |wanted: fn(&u8) -> bool| bytes.iter().filter(|it| wanted(it)).count();
    let (lower, upper, digits) =
        (count(u8::is_ascii_lowercase), count(u8::is_ascii_uppercase), count(u8::is_ascii_digit));
    let (mut rare, mut pairs, mut turns) = (0, 0, 0);
    for pair in bytes.windows(2) {
        let [a, b] = [pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase()];
        if a.is_ascii_lowercase() && b.is_ascii_lowercase() {
            pairs += 1;
            rare += usize::from(!FOLLOW[usize::from(a - b'a')].as_bytes().contains(&b));
        }
        turns += usize::from(
            pair[0].is_ascii_digit() != pair[1].is_ascii_digit() && pair.iter().all(u8::is_ascii_alphanumeric),
        );
    }
    let kinds = usize::from(lower > 0) + usize::from(upper > 0) + usize::from(digits > 0);
    // Of random pairs of letters 64 in 100 are rare; of those in names about 5.
    let foreign = rare * 10 >= pairs * 3 && rare >= 3;
    let mixed = kinds == 3 && (turns >= 3 || rare * 2 >= pairs);
    let cased = kinds == 2 && digits == 0 && rare * 12 >= pairs * 5 && pairs >= 16;
    let single = kinds == 2 && digits > 0 && turns >= 6 && word.len() >= 28;
    foreign && (mixed || cased || single)
}
