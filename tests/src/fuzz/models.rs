//! Any bytes as the head of a model: refused or read in bounded memory, and never taken for whole where bytes are missing.

use caro_models::gguf::{read_first_part, read_from};
use std::io::Cursor;

pub(super) fn run(bytes: &[u8]) {
    let length = bytes.len() as u64;
    // A file may be as long as it likes, and what is behind the head is not read.
    for length in [length, u64::MAX / 2, 1 << 30] {
        match read_from(Cursor::new(bytes), length) {
            Ok(header) => {
                assert!(read_first_part(Cursor::new(bytes), length).is_ok());
                let _ = header.kv_bytes(u64::MAX);
                let shorter = read_from(Cursor::new(bytes), header.length.saturating_sub(1));
                assert!(shorter.is_err(), "{header:?} is whole with a byte less than it needs");
            }
            Err(problem) => assert!(!problem.to_string().is_empty()),
        }
    }
}
