//! The key that a server asks for: taken from an environment variable or from a command of the user's, never written down.

use crate::cancel::Cancel;
use crate::error::{Error, Kind};
use crate::key_command;
use std::fmt;
use ureq::http::HeaderValue;

/// The longest key. Signed tokens reach 2 kB.
pub(crate) const MOST_BYTES: usize = 8 << 10;

/// What errors call the command.
const COMMAND: &str = "the command for the server's key";

/// Where the key comes from. Only the user's own settings may say so, never a workspace's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum KeySource {
    /// The server asks for none.
    #[default]
    None,
    /// This variable of the environment.
    Variable(String),
    /// What this program prints: its name or absolute path, then its arguments. No shell reads them.
    Command(Vec<String>),
}

/// A key, which shows itself to nobody.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key(String);

impl Key {
    /// The header that carries it.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// Whether a text of the server's repeats it, or the greater part of it.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let part = self.0.get(..self.0.len().min(12)).unwrap_or(&self.0);
        text.contains(part) || text.contains(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Key(not shown)")
    }
}

impl KeySource {
    /// The key itself. Nothing of it is in an error.
    pub(crate) fn key(&self, cancel: &Cancel) -> Result<Option<Key>, Error> {
        let (text, origin) = match self {
            Self::None => return Ok(None),
            Self::Variable(name) => {
                let value = std::env::var_os(name).ok_or_else(|| {
                    let what =
                        format!("the environment variable {name}, which should hold the server's key, is not set");
                    Error::new(Kind::Key, format!("{what}: set it where the editor is started"))
                })?;
                (value.into_encoded_bytes(), format!("the environment variable {name}"))
            }
            Self::Command(words) => (key_command::output(words, COMMAND, cancel)?, COMMAND.to_owned()),
        };
        read(&text, &origin).map(Some)
    }
}

/// The key in a text: one line of visible ASCII, because it travels in a header.
fn read(text: &[u8], origin: &str) -> Result<Key, Error> {
    let wrong = |why: &str| Error::new(Kind::Key, format!("{origin} {why}: it must give the key alone, on one line"));
    let text = text.trim_ascii();
    if text.is_empty() {
        return Err(wrong("gives nothing"));
    }
    if text.len() > MOST_BYTES {
        return Err(wrong("gives far more than a key"));
    }
    if !text.iter().all(u8::is_ascii_graphic) {
        return Err(wrong("gives something that is no key"));
    }
    String::from_utf8(text.to_vec()).map(Key).map_err(|_| wrong("gives something that is no key"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_visible_word_and_is_never_shown() {
        let key = read(b" geheim-123\n", "it").unwrap();
        assert_eq!(format!("{key:?}"), "Key(not shown)");
        assert_eq!(format!("{:?}", key.header().unwrap()), "Sensitive");
        for text in ["", " \n", "geheim\nzwei", "geheim zwei", "geheim\u{e9}", "geheim\0", &"geheim".repeat(9999)] {
            let error = read(text.as_bytes(), "the environment variable K").unwrap_err();
            assert!(!error.to_string().contains("geheim") && error.to_string().contains("variable K"), "{error}");
        }
    }

    #[test]
    fn a_variable_that_is_not_set_is_named() {
        let error = KeySource::Variable("CARO_NO_SUCH_KEY".to_owned()).key(&Cancel::new()).unwrap_err();
        assert_eq!(error.kind(), Kind::Key);
        assert!(error.to_string().contains("CARO_NO_SUCH_KEY"), "{error}");
        assert_eq!(KeySource::None.key(&Cancel::new()), Ok(None));
    }
}
