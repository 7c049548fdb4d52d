//! Private keys in blocks, whole or cut off, on many lines or on one; and public blocks, which are let alone.

use std::ops::Range;

use super::reading::Reading;

const FENCE: &str = "-----";

/// A line `-----BEGIN …-----` or `-----END …-----`.
struct Fence {
    span: Range<usize>,
    begins: bool,
    private: bool,
}

/// What stands between the fences of private keys.
pub(super) fn private(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let fences = fences(reading);
    let mut end_before = 0;
    for (at, fence) in fences.iter().enumerate() {
        let next = fences.get(at + 1);
        let body = match (fence.begins, fence.private) {
            (true, true) => match next {
                Some(next) if !next.begins => fence.span.end..next.span.start,
                _ => {
                    fence.span.end..ahead(reading, fence.span.end, next.map_or(reading.text.len(), |it| it.span.start))
                }
            },
            // Its beginning was not taken along.
            (false, true) if !at.checked_sub(1).is_some_and(|it| fences[it].begins) => {
                back(reading, fence.span.start, end_before)..fence.span.start
            }
            _ => 0..0,
        };
        end_before = fence.span.end;
        spans.push(bare(reading, body));
    }
    spans.extend(putty(reading));
    spans.retain(|it| !it.is_empty());
}

/// Certificates, public keys, signatures and messages.
pub(super) fn public(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let fences = fences(reading);
    let bodies = fences.windows(2).filter(|it| it[0].begins && !it[0].private && !it[1].begins);
    bodies.map(|it| it[0].span.start..it[1].span.end).collect()
}

fn fences(reading: &Reading<'_>) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    for (start, _) in reading.text.match_indices(FENCE) {
        let rest = &reading.text[start + FENCE.len()..];
        let begins = rest.starts_with("BEGIN ");
        if !begins && !rest.starts_with("END ") {
            continue;
        }
        let label = rest
            .bytes()
            .take(64)
            .take_while(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || *it == b' ')
            .count();
        let closed = rest[label..].bytes().take(FENCE.len()).take_while(|it| *it == b'-').count();
        let span = start..start + FENCE.len() + label + closed;
        fences.push(Fence {
            private: rest[..label].contains("PRIVATE KEY") || rest[..label].contains("SECRET KEY"),
            begins,
            span,
        });
    }
    fences
}

/// How far a block goes whose end is missing: lines of base64 and of headers.
fn ahead(reading: &Reading<'_>, from: usize, limit: usize) -> usize {
    let mut end = from;
    for line in reading.text[from..limit].split_inclusive('\n') {
        let words = line.split([' ', '\t']).filter(|it| !it.trim().is_empty());
        let header = line.split_once(": ").is_some_and(|(name, _)| is_base64(name, 4));
        let whole = line.trim_matches(['\n', '\r', ' ', '"', '\'', '\\']);
        if header || is_base64(whole, 1) || whole.is_empty() {
            end += line.len();
            continue;
        }
        for word in words {
            if !is_base64(word.trim_matches(['\n', '"', '\'']), 16) {
                break;
            }
            let place = word.as_ptr() as usize - reading.text.as_ptr() as usize;
            end = place + word.len();
        }
        break;
    }
    end
}

/// Where a block began whose beginning is missing.
fn back(reading: &Reading<'_>, to: usize, limit: usize) -> usize {
    let mut start = to;
    let mut word = to;
    while word > limit {
        let before = reading.text[limit..word].trim_end_matches(['\n', '\r', ' ']);
        let from = before.rfind(['\n', ' ', '"', '\'', '=']).filter(|it| *it + 1 < before.len()).map_or(0, |it| it + 1);
        let least = if start == to { 2 } else { 16 };
        if before.is_empty() || !is_base64(&before[from..], least) {
            break;
        }
        word = limit + from;
        start = word;
    }
    start
}

/// Base64, perhaps with `\n` written out.
fn is_base64(text: &str, least: usize) -> bool {
    text.len() >= least
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/' | b'=' | b'\\' | b'-' | b'_'))
}

/// Without the blanks and the written out line ends around it.
fn bare(reading: &Reading<'_>, span: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = span;
    loop {
        let text = &reading.text[start..end];
        let opens =
            if text.starts_with("\\n") || text.starts_with("\\r") { 2 } else { text.len() - text.trim_start().len() };
        start += opens;
        let text = &reading.text[start..end];
        let closes = if text.ends_with("\\n") { 2 } else { text.len() - text.trim_end().len() };
        end -= closes;
        if opens + closes == 0 {
            let cut = reading.text[start..end].trim_end_matches(['"', '\'', '\\']).len();
            return start..start + cut;
        }
    }
}

/// `Private-Lines: 14` and as many lines.
fn putty(reading: &Reading<'_>) -> Option<Range<usize>> {
    let name = reading.text.find("Private-Lines:")?;
    let start = (reading.line_end(name) + 1).min(reading.text.len());
    let end = reading.text[start..]
        .find("Private-MAC:")
        .map_or_else(|| ahead(reading, start, reading.text.len()), |it| start + it);
    Some(bare(reading, start..end))
}
