//! The list of tensors in a GGUF head: how many numbers there are, and how far the last of them reaches.

use super::{Problem, reader::Reader};
use std::io::{Read, Seek};

/// What the list says.
pub(super) struct Told {
    /// All numbers together.
    pub(super) parameters: u64,
    /// How many bytes the tensors take from the first to the end of the last.
    pub(super) length: u64,
}

/// For each type of number: its code, how many stand in a block, and the bytes of one block.
const TYPES: [(u32, u64, u64); 34] = [
    (0, 1, 4),
    (1, 1, 2),
    (2, 32, 18),
    (3, 32, 20),
    (6, 32, 22),
    (7, 32, 24),
    (8, 32, 34),
    (9, 32, 36),
    (10, 256, 84),
    (11, 256, 110),
    (12, 256, 144),
    (13, 256, 176),
    (14, 256, 210),
    (15, 256, 292),
    (16, 256, 66),
    (17, 256, 74),
    (18, 256, 98),
    (19, 256, 50),
    (20, 32, 18),
    (21, 256, 110),
    (22, 256, 82),
    (23, 256, 136),
    (24, 1, 1),
    (25, 1, 2),
    (26, 1, 4),
    (27, 1, 8),
    (28, 1, 8),
    (29, 256, 56),
    (30, 1, 2),
    (34, 256, 54),
    (35, 256, 66),
    (39, 32, 17),
    (40, 64, 36),
    (41, 128, 18),
];

pub(super) fn read<R: Read + Seek>(reader: &mut Reader<R>, count: u64) -> Result<Told, Problem> {
    let mut told = Told { parameters: 0, length: 0 };
    for _ in 0..count {
        let name = reader.text(1 << 10)?;
        let odd = |what: &str| Problem::Odd(format!("its tensor `{}` {what}", name.escape_debug()));
        let dimensions = reader.u32()?;
        if !(1..=4).contains(&dimensions) {
            return Err(odd("has no dimensions, or more than four"));
        }
        let mut numbers = 1_u64;
        for _ in 0..dimensions {
            numbers = numbers.checked_mul(reader.u64()?).ok_or_else(|| odd("is larger than any memory"))?;
        }
        let kind = reader.u32()?;
        let offset = reader.u64()?;
        // Of a type that we do not know, at least the start must be there.
        let bytes = match TYPES.iter().find(|it| it.0 == kind) {
            Some((_, block, bytes)) if numbers.is_multiple_of(*block) => (numbers / block).checked_mul(*bytes),
            Some(_) => return Err(odd("ends within a block")),
            None => Some(1),
        };
        let end = bytes.and_then(|it| it.checked_add(offset)).ok_or_else(|| odd("is larger than any memory"))?;
        told.length = told.length.max(end);
        told.parameters = told.parameters.saturating_add(numbers);
    }
    Ok(told)
}
