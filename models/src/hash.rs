//! SHA-256 of what is read and written, as the hub writes it: 64 small hexadecimal digits.

use crate::{Error, Progress, Watch};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io::Read;
use std::path::Path;

/// How much is read at once.
pub(crate) const CHUNK: usize = 256 << 10;

/// A digest in the making.
#[derive(Clone, Default)]
pub(crate) struct Hash(Sha256);

impl Hash {
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn digits(self) -> String {
        let mut digits = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a text cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }
}

/// Whether the text can be a digest.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// Adds `total` bytes of a file, from where it stands; fails where it is shorter.
pub(crate) fn add_file(
    hash: &mut Hash,
    file: &mut impl Read,
    total: u64,
    path: &Path,
    watch: &mut Watch<'_>,
) -> Result<(), Error> {
    let mut chunk = vec![0; CHUNK];
    let mut done = 0;
    while done < total {
        if watch(Progress::Checking { done, total }).is_break() {
            return Err(Error::Cancelled);
        }
        let wanted = usize::try_from(total - done).unwrap_or(CHUNK).min(CHUNK);
        match file.read(&mut chunk[..wanted]) {
            Ok(0) => {
                return Err(Error::disk("reading", path, std::io::ErrorKind::UnexpectedEof.into()));
            }
            Ok(read) => {
                hash.add(&chunk[..read]);
                done += read as u64;
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::disk("reading", path, error)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_one_that_everybody_computes() {
        let mut hash = Hash::default();
        hash.add(b"a");
        hash.add(b"bc");
        let digits = hash.digits();
        assert_eq!(digits, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(is_digest(&digits));
        assert!(!is_digest(&digits.to_uppercase()) && !is_digest(&digits[1..]));
    }
}
