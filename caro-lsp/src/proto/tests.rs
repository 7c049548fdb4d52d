//! Positions against a model that knows nothing but LSP's words.

use super::*;
use proptest::prelude::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// The lines as LSP defines them: where each starts, and its text without the line end.
fn naive_lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut start = 0;
    while let Some(end) = text[start..].find(['\r', '\n']) {
        lines.push((start, &text[start..start + end]));
        start += end + if text[start + end..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines.push((start, &text[start..]));
    lines
}

fn width(char: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => char.len_utf8(),
        Encoding::Utf16 => char.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

fn naive_offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let lines = naive_lines(text);
    let Some((start, line)) = lines.get(position.line as usize) else { return text.len() };
    let mut left = position.character as usize;
    let mut offset = *start;
    for char in line.chars() {
        let width = width(char, encoding);
        if left < width {
            break;
        }
        left -= width;
        offset += char.len_utf8();
    }
    offset
}

fn naive_position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let lines = naive_lines(text);
    let line = lines.iter().rposition(|it| it.0 <= offset).unwrap();
    let (start, content) = lines[line];
    let before = content.char_indices().filter(|it| start + it.0 + it.1.len_utf8() <= offset);
    let character: usize = before.map(|it| width(it.1, encoding)).sum();
    Position { line: line as u32, character: character as u32 }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a", "b ", "é", "漢", "🙂", "\n", "\r\n", "\r", "\u{2028}", "\u{b}", "\u{c}", "\u{85}", "\0", "\u{feff}",
        "e\u{301}",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn positions_are_lsps(text in text(), line in 0u32..20, character in prop_oneof![0u32..20, Just(u32::MAX)]) {
        let (rope, lines) = (Rope::from_str(&text), Lines::of(&text));
        for encoding in ENCODINGS {
            let mapper = Mapper::new(&rope, &lines, encoding);
            let position = Position { line, character };
            prop_assert_eq!(mapper.offset(position), naive_offset(&text, position, encoding));
            for offset in 0..=text.len() {
                let position = mapper.position(offset);
                prop_assert_eq!(position, naive_position(&text, offset, encoding), "offset {}", offset);
            }
        }
    }

    #[test]
    fn lines_stay_right_through_edits(
        start in text(),
        edits in prop::collection::vec((0usize..60, 0usize..8, text()), 1..8),
    ) {
        let (mut rope, mut lines) = (Rope::from_str(&start), Lines::of(&start));
        for (at, length, insert) in edits {
            let first = at.min(rope.len_chars());
            let last = (first + length).min(rope.len_chars());
            let byte = rope.char_to_byte(first);
            rope.remove(first..last);
            rope.insert(first, &insert);
            lines.changed(&rope, byte, insert.len());
            let text = rope.to_string();
            let mapper = Mapper::new(&rope, &lines, Encoding::Utf16);
            for offset in 0..=text.len() {
                prop_assert_eq!(mapper.position(offset), naive_position(&text, offset, Encoding::Utf16));
            }
        }
    }
}

#[test]
fn the_rope_counts_only_newlines() {
    // A feature switched on by another crate would change this for all of us.
    assert_eq!(Rope::from_str("a\rb\u{b}\u{c}\u{85}\u{2028}\u{2029}c").len_lines(), 1);
}

#[test]
fn a_backwards_range_is_turned_round() {
    let (rope, lines) = (Rope::from_str("abc\ndef"), Lines::of("abc\ndef"));
    let mapper = Mapper::new(&rope, &lines, Encoding::Utf16);
    let range = Range { start: Position::new(1, 1), end: Position::new(0, 1) };
    assert_eq!(mapper.span(range), Span::new(1, 5));
}

#[test]
fn plain_text_keeps_the_words() {
    assert_eq!(plain("**rm** takes `-r`\n```sh\nrm -r x\n```"), "rm takes -r\nrm -r x");
}

#[test]
fn the_clients_first_known_encoding_is_taken() {
    let negotiate = |it: &[&str]| {
        Encoding::negotiate(&it.iter().map(|it| PositionEncodingKind::from((*it).to_owned())).collect::<Vec<_>>())
    };
    assert_eq!(negotiate(&["utf-7", "utf-32", "utf-8"]), Encoding::Utf32);
    assert_eq!(negotiate(&["utf-7"]), Encoding::Utf16);
    assert_eq!(negotiate(&[]), Encoding::Utf16);
}
