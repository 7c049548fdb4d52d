//! Numbers, texts and values of a GGUF head, each bounded by what the file can hold.

use super::Problem;
use std::io::{ErrorKind, Read, Seek};

/// The format allows no more.
pub(super) const LONGEST_KEY: u64 = 65_535;
/// Chat templates have some thousands of bytes; nothing else that is kept is longer.
const LONGEST_KEPT: u64 = 1 << 20;
/// Vocabularies and merges have a few hundred thousand entries.
const MOST_ITEMS: u64 = 16 << 20;
/// A head with all of that stays far below.
const LONGEST_HEAD: u64 = 512 << 20;

/// Reads forward, and knows where it is.
pub(super) struct Reader<R> {
    source: R,
    at: u64,
    length: u64,
}

/// What is asked of a list of whole numbers.
#[derive(Clone, Copy, Default)]
pub(super) struct Whole {
    largest: u64,
    sum: u64,
}

/// A value, as far as anybody asks.
pub(super) enum Value {
    Number(u64),
    Text(String),
    /// How many items, and the largest and the sum where they are whole numbers.
    List(u64, Option<Whole>),
    Other,
}

impl Value {
    /// The number; of a list with one for each layer, the largest.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::List(_, whole) => whole.map(|it| it.largest),
            _ => None,
        }
    }

    /// The sum of a list with a number for each layer.
    pub(super) fn sum(&self) -> Option<u64> {
        if let Self::List(_, whole) = self { whole.map(|it| it.sum) } else { None }
    }

    pub(super) fn text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    pub(super) fn count(&self) -> Option<u64> {
        if let Self::List(count, _) = self { Some(*count) } else { None }
    }
}

impl<R: Read + Seek> Reader<R> {
    pub(super) fn new(source: R, length: u64) -> Self {
        Self { source, at: 0, length }
    }

    pub(super) fn at(&self) -> u64 {
        self.at
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Problem> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Problem> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Problem> {
        self.bytes().map(u64::from_le_bytes)
    }

    /// A text of at most that many bytes; what is no UTF-8 in it is replaced.
    pub(super) fn text(&mut self, longest: u64) -> Result<String, Problem> {
        let length = self.u64()?;
        if length > longest {
            return Err(Problem::Absurd("bytes in one text", length));
        }
        self.room(length)?;
        let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
        self.fill(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The next value with its type.
    pub(super) fn value(&mut self) -> Result<Value, Problem> {
        match self.u32()? {
            8 => self.kept_text(),
            9 => self.list(),
            kind => self.plain(kind),
        }
    }

    fn kept_text(&mut self) -> Result<Value, Problem> {
        let length = self.u64()?;
        if length > LONGEST_KEPT {
            self.skip(length)?;
            return Ok(Value::Other);
        }
        self.room(length)?;
        let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
        self.fill(&mut bytes)?;
        Ok(Value::Text(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn plain(&mut self, kind: u32) -> Result<Value, Problem> {
        Ok(match kind {
            0 | 7 => Value::Number(self.bytes::<1>()?[0].into()),
            2 => Value::Number(u16::from_le_bytes(self.bytes()?).into()),
            4 => Value::Number(self.u32()?.into()),
            10 => Value::Number(self.u64()?),
            1 => signed(i8::from_le_bytes(self.bytes()?).into()),
            3 => signed(i16::from_le_bytes(self.bytes()?).into()),
            5 => signed(i32::from_le_bytes(self.bytes()?).into()),
            11 => signed(i64::from_le_bytes(self.bytes()?)),
            6 => {
                self.skip(4)?;
                Value::Other
            }
            12 => {
                self.skip(8)?;
                Value::Other
            }
            kind => return Err(Problem::Odd(format!("it holds a value of the unknown type {kind}"))),
        })
    }

    fn list(&mut self) -> Result<Value, Problem> {
        let kind = self.u32()?;
        let count = self.u64()?;
        if count > MOST_ITEMS {
            return Err(Problem::Absurd("items in one list", count));
        }
        match kind {
            8 => {
                for _ in 0..count {
                    let length = self.u64()?;
                    self.skip(length)?;
                }
                Ok(Value::List(count, None))
            }
            9 => Err(Problem::Odd("it holds a list of lists".to_owned())),
            kind => {
                let mut whole: Option<Whole> = None;
                for _ in 0..count {
                    if let Some(number) = self.plain(kind)?.number() {
                        let Whole { largest, sum } = whole.unwrap_or_default();
                        whole = Some(Whole { largest: largest.max(number), sum: sum.saturating_add(number) });
                    }
                }
                Ok(Value::List(count, whole))
            }
        }
    }

    fn skip(&mut self, bytes: u64) -> Result<(), Problem> {
        self.room(bytes)?;
        self.at += bytes;
        let step = i64::try_from(bytes).map_err(|_| Problem::Absurd("bytes in one text", bytes))?;
        // A buffered reader keeps its buffer where it can.
        self.source.seek_relative(step).map_err(|it| Problem::Unreadable(it.to_string()))
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Problem> {
        self.room(bytes.len() as u64)?;
        self.at += bytes.len() as u64;
        self.source.read_exact(bytes).map_err(|it| match it.kind() {
            ErrorKind::UnexpectedEof => Problem::Truncated { length: self.length, wanted: None },
            _ => Problem::Unreadable(it.to_string()),
        })
    }

    /// Whether the file can hold that many bytes more, and a head would.
    fn room(&self, bytes: u64) -> Result<(), Problem> {
        let end = self.at.saturating_add(bytes);
        if end > self.length {
            return Err(Problem::Truncated { length: self.length, wanted: None });
        }
        if end > LONGEST_HEAD {
            return Err(Problem::Absurd("bytes in its head", end));
        }
        Ok(())
    }
}

fn signed(number: i64) -> Value {
    u64::try_from(number).map_or(Value::Other, Value::Number)
}
