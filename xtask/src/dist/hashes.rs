//! Checksums, as `sha256sum` writes them.

use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// The file that lists them.
pub(crate) const LIST: &str = "SHA256SUMS";

/// In hexadecimal digits.
pub(crate) fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().fold(String::new(), |mut acc, it| {
        let _ = write!(acc, "{it:02x}");
        acc
    })
}

/// Lists all files of a folder but the list itself, sorted.
pub(crate) fn list(folder: &Path) -> Result<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name() != LIST {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    let mut list = String::new();
    for name in names {
        let _ = writeln!(list, "{}  {name}", sha256(&std::fs::read(folder.join(&name))?));
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_checksum_is_what_the_standard_says() {
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256(b"abc"), of_abc);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b"), "abc").unwrap();
        std::fs::write(folder.path().join("a"), "abc").unwrap();
        std::fs::write(folder.path().join(super::LIST), "old").unwrap();
        assert_eq!(super::list(folder.path()).unwrap(), format!("{of_abc}  a\n{of_abc}  b\n"));
    }
}
