//! Reads scripts from files and from standard input, whatever bytes they hold.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How much of a file is read, in bytes. Core reads far less of it as shell.
pub(super) const LARGEST: usize = 32 << 20;

/// A script as it was read.
pub(super) struct Script {
    pub(super) text: String,
    /// What was read, where the text is not exactly that: it is no UTF-8.
    pub(super) raw: Option<Vec<u8>>,
    /// Whether it is longer than what was read.
    pub(super) is_cut: bool,
}

impl Script {
    pub(super) fn new(mut bytes: Vec<u8>) -> Self {
        let is_cut = bytes.len() > LARGEST;
        bytes.truncate(LARGEST);
        match String::from_utf8(bytes) {
            Ok(text) => Self { text, raw: None, is_cut },
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self { text, raw: Some(error.into_bytes()), is_cut }
            }
        }
    }

    pub(super) fn first_line(&self) -> &str {
        first_line(&self.text)
    }
}

pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads the script at a path; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<Script, String> {
    bytes(path).map(Script::new).map_err(|it| reason(&it))
}

/// What a path holds, one byte more than is looked at when it is longer.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name a script in it".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
