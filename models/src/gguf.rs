//! What a GGUF file says of itself: read by us, bounded, so that a broken file costs a message and not the process that loads it.

use crate::Error;
use reader::Reader;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

mod reader;
mod tensors;

/// What the file starts with.
const MAGIC: [u8; 4] = *b"GGUF";
/// The versions that llama.cpp reads.
const VERSIONS: std::ops::RangeInclusive<u32> = 2..=3;
/// No model known has a tenth of this many of either.
const MOST_KEYS: u64 = 65_536;
const MOST_TENSORS: u64 = 65_536;
const MOST_FILES: u64 = 1000;
/// Deeper than any model.
const MOST_LAYERS: u64 = 10_000;

/// What was read from the head of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the format.
    pub version: u32,
    /// The kind of network, as `llama` or `qwen2`.
    pub architecture: String,
    /// What its makers call it.
    pub name: Option<String>,
    /// How many tokens it was trained to look at.
    pub context: u64,
    /// How many layers it has.
    pub layers: u64,
    /// The width of its vectors.
    pub width: u64,
    /// How many attention heads.
    pub heads: u64,
    /// How many of them have keys and values of their own.
    pub kv_heads: u64,
    /// The width of a key, and of a value, in each head.
    pub key_width: u64,
    /// See [`Header::key_width`].
    pub value_width: u64,
    /// How many numbers it keeps of each token, in all layers together.
    #[serde(default)]
    pub kept_numbers: u64,
    /// How wide a layer is inside.
    #[serde(default)]
    pub inner_width: u64,
    /// How many tokens it knows, where it says so.
    pub vocabulary: Option<u64>,
    /// Whether it brings its own chat template.
    pub has_chat_template: bool,
    /// How many tensors it holds.
    pub tensors: u64,
    /// How many numbers they hold together.
    pub parameters: u64,
    /// How long the file must be at least.
    pub length: u64,
    /// Of how many files the model is made.
    #[serde(default)]
    pub files: u64,
}

/// Why a file is no model that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or a socket.
    NoFile,
    /// It holds nothing.
    Empty,
    /// It starts with something else.
    Magic,
    /// The format is older or newer than what can be read.
    Version(u32),
    /// It was written for machines that turn their bytes around.
    BigEndian,
    /// It ends in the middle; where that is known, with the length it should have.
    Truncated {
        /// How long it is.
        length: u64,
        /// How long it should be.
        wanted: Option<u64>,
    },
    /// A count or a length is beyond any model.
    Absurd(&'static str, u64),
    /// A thing is missing without which it cannot be loaded.
    Missing(String),
    /// It is one part of a model in several files.
    Part(u64),
    /// Models of its kind turn text into numbers, not into text.
    Mute(String),
    /// Something else is wrong in it.
    Odd(String),
    /// It cannot be read.
    Unreadable(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder => out.write_str("is a folder; name the model's file in it, which ends in .gguf"),
            Self::NoFile => out.write_str("is no ordinary file; name a model's file, which ends in .gguf"),
            Self::Empty => out.write_str("is empty; download it again"),
            Self::Magic => out.write_str("is no model in the GGUF format; name a file that is, or have it converted"),
            Self::Version(1) => out.write_str(
                "is in version 1 of the GGUF format, which nothing reads any more; get a newer file of this model",
            ),
            Self::Version(version) => {
                write!(out, "is in version {version} of the GGUF format, which this Caro cannot read; update Caro")
            }
            Self::BigEndian => out.write_str("was written for big-endian machines; get the usual file of this model"),
            Self::Truncated { length, wanted: Some(wanted) } => write!(
                out,
                "is cut off: it has {length} bytes and its tensors need {wanted}; download or copy it again"
            ),
            Self::Truncated { length, wanted: None } => {
                write!(out, "is cut off in its head, after {length} bytes; download or copy it again")
            }
            Self::Absurd(what, number) => {
                write!(out, "is damaged: it claims {number} {what}; download or copy it again")
            }
            Self::Missing(what) => {
                write!(out, "cannot be used: it does not say {what}; get another file of this model")
            }
            Self::Part(count) => write!(
                out,
                "is one of {count} parts of a model; get it in one file, or join them with llama.cpp's `llama-gguf-split --merge`"
            ),
            Self::Mute(kind) => write!(out, "is of the kind {kind}, which writes no text; name a model that does"),
            Self::Odd(what) => write!(out, "is damaged: {what}; download or copy it again"),
            Self::Unreadable(why) => write!(out, "cannot be read: {why}; check the disk and who may read it"),
        }
    }
}

impl Header {
    /// How many bytes the keys and values of this many tokens take, with two bytes for each number.
    pub fn kv_bytes(&self, tokens: u64) -> u64 {
        self.kept_numbers.saturating_mul(2).saturating_mul(tokens)
    }
}

/// Reads a file's head, and whether it is as long as that says.
pub fn read(path: &Path) -> Result<Header, Error> {
    let metadata = std::fs::metadata(path).map_err(|it| Error::disk("reading", path, it))?;
    let problem = |problem| Error::NotAModel { path: path.to_owned(), problem };
    if metadata.is_dir() {
        return Err(problem(Problem::Folder));
    }
    // A pipe would block whoever opens it.
    if !metadata.is_file() {
        return Err(problem(Problem::NoFile));
    }
    let file = File::open(path).map_err(|it| Error::disk("reading", path, it))?;
    let length = file.metadata().map_err(|it| Error::disk("reading", path, it))?.len();
    read_from(BufReader::with_capacity(64 << 10, file), length).map_err(problem)
}

/// Reads the head of `length` bytes.
pub fn read_from(source: impl Read + Seek, length: u64) -> Result<Header, Problem> {
    read_head(source, length, false)
}

/// The same, where the model may go on in other files.
pub fn read_first_part(source: impl Read + Seek, length: u64) -> Result<Header, Problem> {
    read_head(source, length, true)
}

fn read_head(source: impl Read + Seek, length: u64, may_be_part: bool) -> Result<Header, Problem> {
    if length == 0 {
        return Err(Problem::Empty);
    }
    let mut reader = Reader::new(source, length);
    let magic: [u8; 4] = reader.bytes()?;
    if magic != MAGIC {
        return Err(Problem::Magic);
    }
    let version = reader.u32()?;
    if VERSIONS.contains(&version.swap_bytes()) {
        return Err(Problem::BigEndian);
    }
    if !VERSIONS.contains(&version) {
        return Err(Problem::Version(version));
    }
    let tensors = bounded(reader.u64()?, MOST_TENSORS, "tensors")?;
    let keys = bounded(reader.u64()?, MOST_KEYS, "keys")?;
    let mut facts = Facts::default();
    for _ in 0..keys {
        let key = reader.text(reader::LONGEST_KEY)?;
        facts.take(&key, &mut reader)?;
    }
    let files = facts.parts.unwrap_or(1).max(1);
    if files > 1 && !may_be_part {
        return Err(Problem::Part(files));
    }
    let mut header = facts.header()?;
    header.version = version;
    header.tensors = tensors;
    header.files = bounded(files, MOST_FILES, "files")?;
    let alignment = facts.alignment.unwrap_or(32);
    if !alignment.is_power_of_two() || alignment > 1 << 20 {
        return Err(Problem::Odd(format!("its tensors are aligned to {alignment} bytes")));
    }
    // Of a model in several files, the first may hold no more than what it says of itself.
    if tensors == 0 && files == 1 {
        return Err(Problem::Missing("anything but its vocabulary".to_owned()));
    }
    let told = tensors::read(&mut reader, tensors)?;
    let start = reader.at().next_multiple_of(alignment);
    let wanted = start.checked_add(told.length).ok_or(Problem::Absurd("bytes of tensors", told.length))?;
    if wanted > length {
        return Err(Problem::Truncated { length, wanted: Some(wanted) });
    }
    header.parameters = told.parameters;
    header.length = wanted;
    Ok(header)
}

fn bounded(number: u64, most: u64, what: &'static str) -> Result<u64, Problem> {
    if number > most { Err(Problem::Absurd(what, number)) } else { Ok(number) }
}

/// What the keys say, before it is known which of them count.
#[derive(Default)]
struct Facts {
    architecture: Option<String>,
    name: Option<String>,
    alignment: Option<u64>,
    parts: Option<u64>,
    has_chat_template: bool,
    has_tokens: bool,
    vocabulary: Option<u64>,
    /// Numbers of keys that start with an architecture.
    numbers: Vec<(String, u64)>,
    /// The sum of the key-value heads, where each layer has its own number of them.
    all_kv_heads: Option<u64>,
}

/// The ends of keys whose number is wanted; the front is the architecture.
const NUMBERS: [&str; 9] = [
    ".context_length",
    ".block_count",
    ".embedding_length",
    ".feed_forward_length",
    ".attention.head_count",
    ".attention.head_count_kv",
    ".attention.key_length",
    ".attention.value_length",
    ".vocab_size",
];

impl Facts {
    fn take<R: Read + Seek>(&mut self, key: &str, reader: &mut Reader<R>) -> Result<(), Problem> {
        match key {
            "general.architecture" => self.architecture = reader.value()?.text(),
            "general.name" => self.name = reader.value()?.text(),
            "general.alignment" => self.alignment = reader.value()?.number(),
            "split.count" => self.parts = reader.value()?.number(),
            "tokenizer.chat_template" => self.has_chat_template = reader.value()?.is_text(),
            "tokenizer.ggml.tokens" => {
                self.vocabulary = reader.value()?.count();
                self.has_tokens = true;
            }
            _ if NUMBERS.iter().any(|it| key.ends_with(it)) && self.numbers.len() < 64 => {
                let value = reader.value()?;
                if key.ends_with(".attention.head_count_kv") {
                    self.all_kv_heads = value.sum();
                }
                if let Some(number) = value.number() {
                    self.numbers.push((key.to_owned(), number));
                }
            }
            _ => {
                reader.value()?;
            }
        }
        Ok(())
    }

    fn header(&self) -> Result<Header, Problem> {
        let missing = |what: &str| Problem::Missing(what.to_owned());
        let architecture = self.architecture.clone().ok_or_else(|| missing("which kind of network it is"))?;
        if architecture.is_empty() || architecture.len() > 64 {
            return Err(Problem::Odd("the name of its kind of network is no name".to_owned()));
        }
        if architecture.contains("bert") || architecture == "clip" {
            return Err(Problem::Mute(architecture));
        }
        let number = |end: &str| {
            let key = format!("{architecture}{end}");
            self.numbers.iter().find(|it| it.0 == key).map(|it| it.1)
        };
        let context = number(".context_length").ok_or_else(|| missing("how much it can look at"))?;
        let layers = number(".block_count").ok_or_else(|| missing("how many layers it has"))?;
        let width = number(".embedding_length").ok_or_else(|| missing("how wide it is"))?;
        if !self.has_tokens {
            return Err(missing("which tokens it knows"));
        }
        bounded(context, 1 << 31, "tokens of context")?;
        bounded(layers, MOST_LAYERS, "layers")?;
        bounded(width, 1 << 20, "numbers a token")?;
        // Networks without attention have no heads; their state does not grow with the context.
        let heads = bounded(number(".attention.head_count").unwrap_or(0), 1 << 16, "attention heads")?;
        let kv_heads = bounded(number(".attention.head_count_kv").unwrap_or(heads), 1 << 16, "attention heads")?;
        if context == 0 || layers == 0 || width == 0 {
            return Err(Problem::Odd("it has no context, no layers or no width".to_owned()));
        }
        let key_width = number(".attention.key_length").unwrap_or(width / heads.max(1));
        let value_width = number(".attention.value_length").unwrap_or(width / heads.max(1));
        bounded(key_width.max(value_width), 1 << 20, "numbers a head")?;
        let all_kv_heads = self.all_kv_heads.unwrap_or_else(|| kv_heads.saturating_mul(layers));
        let inner_width = number(".feed_forward_length").unwrap_or(width * 4);
        bounded(inner_width, 1 << 24, "numbers a layer")?;
        Ok(Header {
            vocabulary: number(".vocab_size").or(self.vocabulary),
            architecture,
            name: self.name.clone(),
            context,
            layers,
            width,
            heads,
            kv_heads,
            key_width,
            value_width,
            kept_numbers: all_kv_heads.saturating_mul(key_width + value_width),
            inner_width,
            has_chat_template: self.has_chat_template,
            ..Header::default()
        })
    }
}
