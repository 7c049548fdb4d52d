//! The model of the tests, changed: it never ends an answer by itself, has room for long prompts, and as many layers as wanted.

use crate::Anyhow;
use std::path::{Path, PathBuf};

const NANO: &[u8] = include_bytes!("../../tests/models/nano.gguf");
/// How many layers it has.
const OWN_LAYERS: u32 = 4;
/// The token that begins a text, which no text contains.
const NEVER: u32 = 1;
const ALIGNMENT: usize = 32;

/// Writes such a model.
pub(super) fn endless(folder: &Path, name: &str, layers: u32, context: u32) -> Anyhow<PathBuf> {
    let mut bytes = NANO.to_vec();
    set(&mut bytes, "llama.context_length", context)?;
    set(&mut bytes, "llama.block_count", layers)?;
    set(&mut bytes, "tokenizer.ggml.eos_token_id", NEVER)?;
    // llama.cpp knows the end by this name, too.
    let end = find(&bytes, b"<eos>")?;
    bytes[end..end + 5].copy_from_slice(b"<any>");
    let path = folder.join(name);
    std::fs::write(&path, stretched(&bytes, layers)?)?;
    Ok(path)
}

/// Replaces a number of four bytes that a key has.
fn set(bytes: &mut [u8], key: &str, value: u32) -> Anyhow<()> {
    let at = find(bytes, key.as_bytes())? + key.len() + 4;
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    Ok(())
}

fn find(bytes: &[u8], what: &[u8]) -> Anyhow<usize> {
    bytes.windows(what.len()).position(|it| it == what).ok_or_else(|| "the model is another one".into())
}

/// What a file says of one tensor.
struct Tensor {
    name: String,
    /// Dimensions and type, as they stand there.
    about: Vec<u8>,
    data: std::ops::Range<usize>,
}

/// The same layers again and again, until there are enough.
fn stretched(bytes: &[u8], layers: u32) -> Anyhow<Vec<u8>> {
    let list = find(bytes, b"token_embd.weight")? - 8;
    let (tensors, end) = tensors(bytes, list)?;
    let data = end.next_multiple_of(ALIGNMENT);
    let mut wanted = Vec::new();
    for tensor in &tensors {
        if !tensor.name.starts_with("blk.") {
            wanted.push((tensor.name.clone(), tensor));
        }
    }
    for layer in 0..layers {
        let prefix = format!("blk.{}.", layer % OWN_LAYERS);
        for tensor in &tensors {
            if let Some(rest) = tensor.name.strip_prefix(&prefix) {
                wanted.push((format!("blk.{layer}.{rest}"), tensor));
            }
        }
    }
    let mut out = bytes[..list].to_vec();
    out[8..16].copy_from_slice(&(wanted.len() as u64).to_le_bytes());
    let mut offset = 0_usize;
    for (name, tensor) in &wanted {
        out.extend((name.len() as u64).to_le_bytes());
        out.extend(name.as_bytes());
        out.extend(&tensor.about);
        out.extend((offset as u64).to_le_bytes());
        offset = (offset + tensor.data.len()).next_multiple_of(ALIGNMENT);
    }
    for (_, tensor) in &wanted {
        out.resize(out.len().next_multiple_of(ALIGNMENT), 0);
        out.extend(&bytes[data + tensor.data.start..data + tensor.data.end]);
    }
    out.resize(out.len().next_multiple_of(ALIGNMENT), 0);
    Ok(out)
}

/// The list of tensors, and where it ends.
fn tensors(bytes: &[u8], from: usize) -> Anyhow<(Vec<Tensor>, usize)> {
    let number = |at: usize| -> Anyhow<usize> { Ok(u64::from_le_bytes(bytes[at..at + 8].try_into()?).try_into()?) };
    let count = number(8)?;
    let mut starts = Vec::new();
    let mut tensors = Vec::new();
    let mut at = from;
    for _ in 0..count {
        let length = number(at)?;
        let name = std::str::from_utf8(&bytes[at + 8..at + 8 + length])?.to_owned();
        at += 8 + length;
        let dimensions = u32::from_le_bytes(bytes[at..at + 4].try_into()?) as usize;
        let end = at + 4 + 8 * dimensions + 4;
        let about = bytes[at..end].to_vec();
        starts.push(number(end)?);
        tensors.push(Tensor { name, about, data: 0..0 });
        at = end + 8;
    }
    // They lie one behind the other.
    starts.push(bytes.len() - at.next_multiple_of(ALIGNMENT));
    for (tensor, ends) in tensors.iter_mut().zip(starts.windows(2)) {
        tensor.data = ends[0]..ends[1];
    }
    Ok((tensors, at))
}
