//! The text of a page's file, plain or packed, within bounds: a file is hostile like any other input.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A page is not longer, neither packed nor unpacked.
pub const LONGEST: u64 = 4 << 20;
/// What a packer may look back: the most that `xz -9` asks for.
const WINDOW: u64 = 64 << 20;
/// What `xz` needs beside that, in KiB.
const XZ_MORE: u64 = 1 << 10;

/// The text of a file.
#[derive(Debug)]
pub struct Source {
    /// Its bytes; up to the last whole line, where it is not complete.
    pub bytes: Vec<u8>,
    /// Whether that is all of it.
    pub is_complete: bool,
}

/// Reads a regular file. None where it is none, cannot be read, is too long, or holds no text.
pub fn read(path: &Path) -> Option<Source> {
    // Opening a pipe would wait for its other end.
    let fits = |it: &std::fs::Metadata| it.is_file() && it.len() <= LONGEST;
    std::fs::metadata(path).ok().filter(fits)?;
    let file = File::open(path).ok()?;
    file.metadata().ok().filter(fits)?;
    text(BufReader::new(file.take(LONGEST)))
}

/// Unpacks what can be read, by what its first bytes say.
fn text(mut packed: impl BufRead) -> Option<Source> {
    let start = packed.fill_buf().ok()?;
    match start {
        [0x1f, 0x8b, ..] => collect(MultiGzDecoder::new(packed)),
        [b'B', b'Z', b'h', ..] => collect(bzip2::bufread::MultiBzDecoder::new(packed)),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => {
            let most = u32::try_from(WINDOW / 1024 + XZ_MORE).ok()?;
            collect(lzma_rust2::XzReader::new_mem_limit(packed, true, most))
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            collect(ruzstd::decoding::StreamingDecoder::new_with_max_window_size(packed, WINDOW).ok()?)
        }
        _ => collect(packed),
    }
}

fn collect(unpacked: impl Read) -> Option<Source> {
    let mut bytes = Vec::new();
    let end = unpacked.take(LONGEST + 1).read_to_end(&mut bytes);
    let is_complete = end.is_ok() && bytes.len() as u64 <= LONGEST;
    if !is_complete {
        bytes.truncate(LONGEST as usize);
        let lines = bytes.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
        bytes.truncate(lines);
    }
    // No page has a zero byte; what was packed in another way does.
    (!bytes.is_empty() && !bytes.iter().take(1024).any(|it| *it == 0)).then_some(Source { bytes, is_complete })
}
