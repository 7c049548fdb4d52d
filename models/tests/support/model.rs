//! Small GGUF files, whole or with one thing wrong.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The parts of a file, to be changed before they are joined.
#[derive(Clone)]
pub(crate) struct Builder {
    pub(crate) magic: [u8; 4],
    pub(crate) version: u32,
    pub(crate) keys: Vec<(String, Vec<u8>)>,
    /// Name, dimensions, type, offset.
    pub(crate) tensors: Vec<(String, Vec<u64>, u32, u64)>,
    pub(crate) data: Vec<u8>,
}

pub(crate) fn text(text: &str) -> Vec<u8> {
    let mut bytes = 8_u32.to_le_bytes().to_vec();
    put(&mut bytes, text);
    bytes
}

pub(crate) fn number(number: u32) -> Vec<u8> {
    [4_u32.to_le_bytes(), number.to_le_bytes()].concat()
}

pub(crate) fn texts(texts: &[&str]) -> Vec<u8> {
    let mut bytes = [9_u32.to_le_bytes(), 8_u32.to_le_bytes()].concat();
    bytes.extend((texts.len() as u64).to_le_bytes());
    for text in texts {
        put(&mut bytes, text);
    }
    bytes
}

fn put(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text.as_bytes());
}

impl Builder {
    /// A llama with one tensor of so many floats, different for each seed.
    pub(crate) fn new(floats: u64, seed: u64) -> Self {
        let mut dice = super::Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let data = (0..floats / 2).flat_map(|_| dice.roll().to_le_bytes()).collect();
        let keys = [
            ("general.architecture", text("llama")),
            ("general.name", text("caro-test")),
            ("llama.context_length", number(4096)),
            ("llama.block_count", number(2)),
            ("llama.embedding_length", number(64)),
            ("llama.attention.head_count", number(4)),
            ("llama.attention.head_count_kv", number(2)),
            ("tokenizer.ggml.tokens", texts(&["a", "b", "c"])),
            ("tokenizer.chat_template", text("{{ messages }}")),
        ];
        Self {
            magic: *b"GGUF",
            version: 3,
            keys: keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            tensors: vec![("token_embd.weight".to_owned(), vec![floats / 2, 2], 0, 0)],
            data,
        }
    }

    pub(crate) fn without(mut self, key: &str) -> Self {
        self.keys.retain(|it| it.0 != key);
        self
    }

    pub(crate) fn with(mut self, key: &str, value: Vec<u8>) -> Self {
        self = self.without(key);
        self.keys.push((key.to_owned(), value));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.magic.to_vec();
        bytes.extend(self.version.to_le_bytes());
        bytes.extend((self.tensors.len() as u64).to_le_bytes());
        bytes.extend((self.keys.len() as u64).to_le_bytes());
        for (key, value) in &self.keys {
            put(&mut bytes, key);
            bytes.extend(value);
        }
        for (name, dimensions, kind, offset) in &self.tensors {
            put(&mut bytes, name);
            bytes.extend((dimensions.len() as u32).to_le_bytes());
            bytes.extend(dimensions.iter().flat_map(|it| it.to_le_bytes()));
            bytes.extend(kind.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
        }
        bytes.resize(bytes.len().next_multiple_of(32), 0);
        bytes.extend(&self.data);
        bytes
    }
}

/// A sound model of about so many bytes.
pub(crate) fn sound(bytes: u64, seed: u64) -> Vec<u8> {
    Builder::new(bytes / 8 * 2, seed).bytes()
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, it| {
        let _ = write!(text, "{it:02x}");
        text
    })
}
