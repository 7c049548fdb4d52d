//! Turns of phrase of the reader, each compiled once for all requests: a request tries thousands of them.

use super::words::Item;
use crate::literals::Form;
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

type Slot = OnceLock<(usize, usize, Phrase)>;
static PHRASES: [Slot; ROOM] = [const { OnceLock::new() }; ROOM];

/// The compiled form of a text that stands in the program: found by where it stands.
pub(super) fn phrase(text: &'static str) -> Option<&'static Phrase> {
    let (place, length) = (text.as_ptr() as usize, text.len());
    let start = (place ^ length.rotate_left(7)).wrapping_mul(0x9e37_79b9) >> 7;
    (0..ROOM).find_map(|step| {
        let slot = PHRASES.get((start + step) % ROOM)?;
        let (at, of, phrase) = slot.get_or_init(|| (place, length, Phrase::new(text)));
        (*at == place && *of == length).then_some(phrase)
    })
}

impl Phrase {
    fn new(text: &'static str) -> Self {
        let parts: Vec<Part> = text.split(' ').map(Part::new).collect();
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
    fn new(text: &'static str) -> Self {
        let (optional, text) = text.strip_prefix('?').map_or((false, text), |it| (true, it));
        let mut part = Self {
            optional,
            meanings: Vec::new(),
            words: Vec::new(),
            comma: false,
            stop: false,
            marks: Marks::default(),
        };
        for it in text.split('|') {
            match it {
                "," => part.comma = true,
                ":" => part.stop = true,
                _ => match it.strip_prefix('=') {
                    Some(word) => {
                        part.marks.words |= bit(word);
                        part.words.push(word);
                    }
                    None => {
                        part.marks.meanings |= bit(it);
                        part.meanings.push(it);
                    }
                },
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
