//! Changed copies of the real model: a longer context, a chat template, tokens for filling in, and broken ones.

use crate::harness::{NANO, Nest};
use std::path::PathBuf;

/// Replaces a number of four bytes that a key has.
fn set(bytes: &mut [u8], key: &str, value: u32) {
    let at = bytes.windows(key.len()).position(|it| it == key.as_bytes()).expect("the key is there") + key.len() + 4;
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

/// Where values end and tensors begin to be described.
fn end_of_values(bytes: &[u8]) -> usize {
    let name = b"token_embd.weight";
    bytes.windows(name.len()).position(|it| it == name).expect("the first tensor is there") - 8
}

/// A copy of the model with more values. What follows the header is moved by whole alignments.
fn with_values(bytes: &[u8], values: &[(&str, Value<'_>)]) -> Vec<u8> {
    let at = end_of_values(bytes);
    let mut more = Vec::new();
    let text = |out: &mut Vec<u8>, text: &[u8]| {
        out.extend((text.len() as u64).to_le_bytes());
        out.extend(text);
    };
    for (key, value) in values {
        text(&mut more, key.as_bytes());
        match value {
            Value::Number(number) => {
                more.extend(4_u32.to_le_bytes());
                more.extend(number.to_le_bytes());
            }
            Value::Text(value) => {
                more.extend(8_u32.to_le_bytes());
                text(&mut more, value.as_bytes());
            }
        }
    }
    // A last value fills up to the alignment.
    let mut filler = Vec::new();
    text(&mut filler, b"test.filler");
    filler.extend(8_u32.to_le_bytes());
    let length = (32 - (more.len() + filler.len() + 8) % 32) % 32;
    text(&mut filler, &vec![b'.'; length]);
    more.extend(filler);
    let mut changed = bytes.to_vec();
    changed.splice(at..at, more);
    let count = u64::from_le_bytes(bytes[16..24].try_into().unwrap()) + values.len() as u64 + 1;
    changed[16..24].copy_from_slice(&count.to_le_bytes());
    changed
}

pub(crate) enum Value<'a> {
    Number(u32),
    Text(&'a str),
}

pub(crate) fn nano() -> Vec<u8> {
    std::fs::read(NANO).unwrap()
}

pub(crate) fn write(nest: &Nest, name: &str, bytes: &[u8]) -> PathBuf {
    let path = nest.path(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The model with room for long prompts. What it says of them has no meaning; what it costs has.
pub(crate) fn long(nest: &Nest) -> PathBuf {
    let mut bytes = nano();
    set(&mut bytes, "llama.context_length", 8192);
    write(nest, "long.gguf", &bytes)
}

/// The same, which never ends an answer by itself.
pub(crate) fn endless(nest: &Nest) -> PathBuf {
    let mut bytes = nano();
    set(&mut bytes, "llama.context_length", 8192);
    // The beginning of a text, which no text contains. llama.cpp knows the end by its name, too.
    set(&mut bytes, "tokenizer.ggml.eos_token_id", 1);
    let end = bytes.windows(5).position(|it| it == b"<eos>").expect("it has an end");
    bytes[end..end + 5].copy_from_slice(b"<any>");
    write(nest, "endless.gguf", &bytes)
}

/// The model with values that it lacks.
pub(crate) fn with(nest: &Nest, name: &str, values: &[(&str, Value<'_>)]) -> PathBuf {
    write(nest, name, &with_values(&nano(), values))
}
