//! Turns of phrase of the reader, each compiled once for all requests: a request tries thousands of them.

use super::words::Item;
use crate::literals::Form;
use crate::syntax::{self, Choice, Place};
use std::sync::OnceLock;

/// A compiled turn of phrase.
pub(super) struct Phrase {
    pub(super) parts: Vec<Part>,
    /// What the first words may be: the marks of all parts up to the first that may not be missing.
    lead: Marks,
}

/// One place of it.
pub(super) struct Part {
    pub(super) optional: bool,
    meanings: Vec<&'static str>,
    words: Vec<&'static str>,
    comma: bool,
    stop: bool,
    marks: Marks,
}

/// Bits that tell most words apart without comparing them.
#[derive(Clone, Copy, Default)]
struct Marks {
    meanings: u64,
    words: u64,
    signs: bool,
}

/// How many phrases there is room for; far more than the reader has.
const ROOM: usize = 4096;

static PHRASES: [OnceLock<(&str, Phrase)>; ROOM] = [const { OnceLock::new() }; ROOM];

/// The compiled form of a pattern.
pub(super) fn phrase(text: &'static str) -> Option<&'static Phrase> {
    let start = hash(text);
    (0..ROOM).find_map(|step| {
        let slot = PHRASES.get(start.wrapping_add(step) % ROOM)?;
        let (of, phrase) = slot.get_or_init(|| (text, Phrase::new(text)));
        (*of == text).then_some(phrase)
    })
}

/// A number for a text that tells most apart, by its ends and its length.
fn hash(text: &str) -> usize {
    let bytes = text.as_bytes();
    let number = |it: &[u8]| it.iter().fold(0_usize, |number, it| (number << 7) ^ usize::from(*it));
    let (start, end) = (bytes.get(..8).unwrap_or(bytes), bytes.len().saturating_sub(8));
    let mixed = number(start) ^ number(&bytes[end..]).rotate_left(23) ^ bytes.len();
    mixed.wrapping_mul(0x9e37_79b9) >> 11
}

impl Phrase {
    fn new(text: &'static str) -> Self {
        let parts: Vec<Part> = syntax::places(text).map(|it| Part::new(&it)).collect();
        let mut lead = Marks::default();
        for part in &parts {
            lead.meanings |= part.marks.meanings;
            lead.words |= part.marks.words;
            lead.signs |= part.marks.signs;
            if !part.optional {
                break;
            }
        }
        Self { parts, lead }
    }

    /// Whether it may begin with this item.
    pub(super) fn may_begin(&self, item: &Item<'_>) -> bool {
        self.lead.fit(item)
    }
}

impl Part {
    fn new(place: &Place<'static>) -> Self {
        let mut part = Self {
            optional: place.optional,
            meanings: Vec::new(),
            words: Vec::new(),
            comma: false,
            stop: false,
            marks: Marks::default(),
        };
        for choice in &place.any {
            match *choice {
                Choice::Mark(',') => part.comma = true,
                Choice::Meaning(":") => part.stop = true,
                Choice::Exact(word) => {
                    part.marks.words |= bit(word);
                    part.words.push(word);
                }
                Choice::Meaning(meaning) => {
                    part.marks.meanings |= bit(meaning);
                    part.meanings.push(meaning);
                }
                // The reader takes values by itself.
                Choice::Mark(_) | Choice::Value { .. } => {}
            }
        }
        part.marks.signs = part.comma || part.stop;
        part
    }

    /// Whether an item that nothing explains yet fits.
    pub(super) fn fits(&self, item: &Item<'_>) -> bool {
        if item.file.is_some() || !self.marks.fit(item) {
            return false;
        }
        self.comma && item.form == Form::Comma
            || self.stop && item.form == Form::Stop
            || item.cols.is_empty()
                && (!item.means.is_empty() && self.meanings.contains(&item.means)
                    || self.words.iter().any(|it| item.text.eq_ignore_ascii_case(it)))
    }
}

impl Marks {
    fn fit(self, item: &Item<'_>) -> bool {
        self.meanings & bit(item.means) != 0
            || self.words & bit(item.text) != 0
            || self.signs && matches!(item.form, Form::Comma | Form::Stop)
    }
}

/// One of 64 bits for a word, the same whatever its case; none for no word.
fn bit(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    let middle = bytes.get(bytes.len() / 2).copied().unwrap_or_default();
    let sum = u32::from(first | 0x20) * 7 + u32::from(last | 0x20) * 13 + u32::from(middle | 0x20) * 29;
    1 << ((sum + u32::from(bytes.len() > 4)) % 64)
}
