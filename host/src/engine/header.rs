//! The header of a GGUF file, read with bounds: whether it is whole, and what its model will need.

use crate::identity::Identity;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

const OLDEST_VERSION: u32 = 2;
const NEWEST_VERSION: u32 = 3;
/// Of keys, tensors and one tensor's dimensions; real models stay far below.
const MOST_KEYS: u64 = 100_000;
const MOST_TENSORS: u64 = 1_000_000;
const MOST_DIMENSIONS: u32 = 8;
/// Of a key or name; values may be longer, and are skipped.
const LONGEST_NAME: u64 = 64 * 1024;
/// Of lists; a vocabulary has 256 thousand.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;

/// What a header says that we need.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    pub(super) architecture: String,
    pub(super) name: String,
    /// Files that the model is split into.
    pub(super) files: u64,
    pub(super) layers: u64,
    pub(super) context: u64,
    pub(super) width: u64,
    pub(super) inner_width: u64,
    pub(super) vocabulary: u64,
    pub(super) heads: u64,
    /// Bytes of keys and values for one token, with two bytes a number.
    pub(super) bytes_per_token: u64,
}

/// Reads the header of a model. The message of an error says what is wrong, without naming the file.
pub(super) fn read(identity: &Identity) -> Result<Header, String> {
    let file = File::open(&identity.path).map_err(|error| format!("cannot be opened: {error}"))?;
    let mut reader = Reader { from: BufReader::with_capacity(1 << 16, file), at: 0, size: identity.size };
    let mut magic = [0; 4];
    reader.exact(&mut magic)?;
    if &magic != b"GGUF" {
        return Err("is not a GGUF file: convert it, or choose one that ends in .gguf".to_owned());
    }
    let version = reader.u32()?;
    if version.swap_bytes() <= NEWEST_VERSION {
        return Err("was written for machines with another order of bytes".to_owned());
    }
    if version > NEWEST_VERSION {
        return Err(format!(
            "is GGUF version {version}, and version {NEWEST_VERSION} is the newest that is read: update Caro"
        ));
    }
    if version < OLDEST_VERSION {
        return Err(format!("is GGUF version {version}, which is no longer read: download it again"));
    }
    let tensors = reader.u64()?;
    let keys = reader.u64()?;
    if tensors > MOST_TENSORS || keys > MOST_KEYS {
        return Err(damaged());
    }
    let mut values = HashMap::new();
    for _ in 0..keys {
        let key = reader.text(LONGEST_NAME)?;
        let kind = reader.u32()?;
        let value = reader.value(kind)?;
        values.insert(key, value);
    }
    let end = reader.tensors(tensors)?;
    let alignment = number(&values, "general.alignment").unwrap_or(32).clamp(1, 1 << 20);
    let needed =
        reader.at.div_ceil(alignment).checked_mul(alignment).and_then(|it| it.checked_add(end)).ok_or_else(damaged)?;
    if needed > identity.size {
        let there = identity.size;
        return Err(format!("is incomplete: {there} of at least {needed} bytes are there; download it again"));
    }
    describe(&values)
}

fn damaged() -> String {
    "is damaged: its header makes no sense; download it again".to_owned()
}

fn describe(values: &HashMap<String, Value>) -> Result<Header, String> {
    let Some(Value::Text(architecture)) = values.get("general.architecture") else {
        return Err("does not say what kind of model it is".to_owned());
    };
    let of = |key: &str| number(values, &format!("{architecture}.{key}"));
    let layers = of("block_count").unwrap_or(0).min(10_000);
    let width = of("embedding_length").unwrap_or(0);
    let heads = of("attention.head_count").unwrap_or(1).max(1);
    let key_length = of("attention.key_length").unwrap_or(width / heads);
    let value_length = of("attention.value_length").unwrap_or(width / heads);
    // One number for all layers, or one for each.
    let shared_heads = match values.get(&format!("{architecture}.attention.head_count_kv")) {
        Some(Value::Numbers(all)) => all.iter().fold(0_u64, |sum, it| sum.saturating_add(*it)),
        Some(Value::Number(each)) => each.saturating_mul(layers),
        _ => heads.saturating_mul(layers),
    };
    let bytes_per_token = shared_heads.saturating_mul(key_length.saturating_add(value_length)).saturating_mul(2);
    Ok(Header {
        name: match values.get("general.name") {
            Some(Value::Text(name)) => name.clone(),
            _ => String::new(),
        },
        files: number(values, "split.count").unwrap_or(1).clamp(1, 1000),
        layers,
        context: of("context_length").unwrap_or(0),
        width,
        inner_width: of("feed_forward_length").unwrap_or(width.saturating_mul(4)),
        vocabulary: match values.get("tokenizer.ggml.tokens") {
            Some(Value::List(length)) => *length,
            _ => of("vocab_size").unwrap_or(0),
        },
        heads,
        bytes_per_token,
        architecture: architecture.clone(),
    })
}

/// A number, or the largest of a list.
fn number(values: &HashMap<String, Value>, key: &str) -> Option<u64> {
    match values.get(key)? {
        Value::Number(value) => Some(*value),
        Value::Numbers(all) => all.iter().max().copied(),
        _ => None,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Number(u64),
    Text(String),
    Numbers(Vec<u64>),
    /// A list that is not kept, by its length.
    List(u64),
    Other,
}

struct Reader {
    from: BufReader<File>,
    at: u64,
    size: u64,
}

impl Reader {
    fn exact(&mut self, buffer: &mut [u8]) -> Result<(), String> {
        self.at += buffer.len() as u64;
        self.from.read_exact(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                format!("is incomplete: it ends after {} bytes, inside its header; download it again", self.size)
            }
            _ => format!("cannot be read: {error}"),
        })
    }

    fn skip(&mut self, length: u64) -> Result<(), String> {
        self.at = self.at.checked_add(length).filter(|it| *it <= self.size).ok_or_else(damaged)?;
        match i64::try_from(length) {
            Ok(length) => self.from.seek_relative(length),
            Err(_) => self.from.seek(SeekFrom::Start(self.at)).map(|_| ()),
        }
        .map_err(|error| format!("cannot be read: {error}"))
    }

    fn u32(&mut self) -> Result<u32, String> {
        let mut bytes = [0; 4];
        self.exact(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn u64(&mut self) -> Result<u64, String> {
        let mut bytes = [0; 8];
        self.exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn text(&mut self, longest: u64) -> Result<String, String> {
        let length = self.u64()?;
        if length > longest {
            return Err(damaged());
        }
        let mut bytes = vec![0; length as usize];
        self.exact(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn value(&mut self, kind: u32) -> Result<Value, String> {
        match kind {
            8 => {
                let length = self.u64()?;
                if length > LONGEST_NAME {
                    self.skip(length)?;
                    return Ok(Value::Other);
                }
                let mut bytes = vec![0; length as usize];
                self.exact(&mut bytes)?;
                Ok(Value::Text(String::from_utf8_lossy(&bytes).into_owned()))
            }
            9 => self.list(),
            _ => self.scalar(kind),
        }
    }

    fn scalar(&mut self, kind: u32) -> Result<Value, String> {
        let mut bytes = [0; 8];
        let width = scalar_width(kind).ok_or_else(damaged)?;
        self.exact(&mut bytes[..width])?;
        // Floats are of no interest here; a negative number is one that we ignore, too.
        Ok(if matches!(kind, 6 | 12) { Value::Other } else { Value::Number(u64::from_le_bytes(bytes)) })
    }

    fn list(&mut self) -> Result<Value, String> {
        let kind = self.u32()?;
        let length = self.u64()?;
        if length > LONGEST_LIST {
            return Err(damaged());
        }
        match kind {
            8 => {
                for _ in 0..length {
                    let text = self.u64()?;
                    self.skip(text)?;
                }
                Ok(Value::List(length))
            }
            // What is told by layer.
            4 | 5 | 10 | 11 if length <= 10_000 => {
                let mut all = Vec::new();
                for _ in 0..length {
                    if let Value::Number(value) = self.scalar(kind)? {
                        all.push(value);
                    }
                }
                Ok(Value::Numbers(all))
            }
            _ => {
                let width = scalar_width(kind).ok_or_else(damaged)? as u64;
                self.skip(length * width)?;
                Ok(Value::List(length))
            }
        }
    }

    /// Reads where tensors are, and gives the end of the last one, counted from the first.
    fn tensors(&mut self, count: u64) -> Result<u64, String> {
        let mut end = 0;
        for _ in 0..count {
            self.text(LONGEST_NAME)?;
            let dimensions = self.u32()?;
            if dimensions > MOST_DIMENSIONS {
                return Err(damaged());
            }
            let mut elements = 1_u64;
            for _ in 0..dimensions {
                elements = elements.checked_mul(self.u64()?).ok_or_else(damaged)?;
            }
            let kind = self.u32()?;
            let offset = self.u64()?;
            // A kind that we do not know may have any size.
            let size = match block(kind) {
                Some((per_block, bytes)) => elements.div_ceil(per_block).checked_mul(bytes).ok_or_else(damaged)?,
                None => 0,
            };
            end = end.max(offset.checked_add(size).ok_or_else(damaged)?);
        }
        Ok(end)
    }
}

fn scalar_width(kind: u32) -> Option<usize> {
    Some(match kind {
        0 | 1 | 7 => 1,
        2 | 3 => 2,
        4..=6 => 4,
        10..=12 => 8,
        _ => return None,
    })
}

/// Numbers in a block of a kind of tensor, and the block's bytes.
fn block(kind: u32) -> Option<(u64, u64)> {
    Some(match kind {
        0 | 26 => (1, 4),
        1 | 25 | 30 => (1, 2),
        24 => (1, 1),
        27 | 28 => (1, 8),
        2 | 20 => (32, 18),
        3 => (32, 20),
        6 => (32, 22),
        7 => (32, 24),
        8 => (32, 34),
        9 => (32, 36),
        10 => (256, 84),
        11 | 21 => (256, 110),
        12 => (256, 144),
        13 => (256, 176),
        14 => (256, 210),
        15 => (256, 292),
        16 | 35 => (256, 66),
        17 => (256, 74),
        18 => (256, 98),
        19 => (256, 50),
        22 => (256, 82),
        23 => (256, 136),
        29 => (256, 56),
        34 => (256, 54),
        39 => (32, 17),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Header, read};
    use crate::identity::identify;
    use std::fs;

    const NANO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/nano.gguf");

    fn header(bytes: &[u8]) -> Result<Header, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.gguf");
        fs::write(&path, bytes).unwrap();
        read(&identify(&path).unwrap())
    }

    #[test]
    fn a_real_model_is_read() {
        let header = read(&identify(NANO.as_ref()).unwrap()).unwrap();
        let expected = Header {
            architecture: "llama".to_owned(),
            name: "caro-nano".to_owned(),
            files: 1,
            layers: 4,
            context: 256,
            width: 192,
            inner_width: 512,
            vocabulary: 1536,
            heads: 4,
            bytes_per_token: 4 * 4 * 96 * 2,
        };
        assert_eq!(header, expected);
    }

    #[test]
    fn a_model_cut_anywhere_is_incomplete_and_nothing_panics() {
        let whole = fs::read(NANO).unwrap();
        let mut cuts: Vec<usize> = (1..2000).chain([50_000, 80_000]).collect();
        cuts.extend([whole.len() / 2, whole.len() - 1]);
        for cut in cuts {
            let message = header(&whole[..cut]).unwrap_err();
            assert!(message.contains("is incomplete") || message.contains("is damaged"), "cut at {cut}: {message}");
        }
    }

    #[test]
    fn a_changed_byte_of_the_header_never_panics() {
        let whole = fs::read(NANO).unwrap();
        let mut state = 1_u32;
        let (mut good, mut bad) = (0, 0);
        for _ in 0..300 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let mut changed = whole.clone();
            changed[(state >> 8) as usize % 1200] = (state >> 4) as u8;
            match header(&changed) {
                Ok(_) => good += 1,
                Err(_) => bad += 1,
            }
        }
        assert!(good > 10 && bad > 10, "{good} good, {bad} bad");
    }

    #[test]
    fn each_wrong_file_gets_its_sentence() {
        let whole = fs::read(NANO).unwrap();
        let with = |at: usize, bytes: &[u8]| {
            let mut changed = whole.clone();
            changed[at..at + bytes.len()].copy_from_slice(bytes);
            header(&changed).unwrap_err()
        };
        assert_eq!(with(0, b"PK\x03\x04"), "is not a GGUF file: convert it, or choose one that ends in .gguf");
        assert_eq!(with(4, &[4]), "is GGUF version 4, and version 3 is the newest that is read: update Caro");
        assert_eq!(with(4, &[1]), "is GGUF version 1, which is no longer read: download it again");
        assert_eq!(with(4, &[0, 0, 0, 3]), "was written for machines with another order of bytes");
        assert_eq!(with(16, &u64::MAX.to_le_bytes()), "is damaged: its header makes no sense; download it again");
        assert_eq!(with(24, &(1_u64 << 40).to_le_bytes()), "is damaged: its header makes no sense; download it again");
    }
}
