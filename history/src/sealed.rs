//! Encryption: the user's words and commands as nobody can read them without the passphrase.
//!
//! A random key seals the columns. Itself it is sealed with a key that Argon2id makes of the passphrase, and kept in the
//! database. A sealed text is bound to its record and column, so that none can be moved to another.

use std::fmt;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::Error;

/// Where a passphrase comes from. It is asked for only when it is needed, on no thread that a request waits for.
#[derive(Clone)]
pub struct Passphrase {
    ask: Arc<dyn Fn() -> Result<Vec<u8>, String> + Send + Sync>,
}

impl Passphrase {
    /// This one.
    pub fn known(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::asked(move || Ok(bytes.clone()))
    }

    /// The one that this answers, or why there is none.
    pub fn asked(ask: impl Fn() -> Result<Vec<u8>, String> + Send + Sync + 'static) -> Self {
        Self { ask: Arc::new(ask) }
    }

    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Error> {
        let bytes = (self.ask)().map_err(|reason| Error::NoPassphrase { reason })?;
        // Else a command that prints nothing would encrypt for everyone.
        if bytes.is_empty() { Err(Error::NoPassphrase { reason: "it is empty".to_owned() }) } else { Ok(bytes) }
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase")
    }
}

/// So much memory, in KiB, and so many passes a guess costs.
const MEMORY: u32 = 64 << 10;
const PASSES: u32 = 3;

const SALT: usize = 16;
const NONCE: usize = 24;
const KEY: usize = 32;

/// The first byte of a sealed key: how it was made.
const FORM: u8 = 1;

/// Seals and unseals. The key is overwritten when it is dropped.
#[derive(Clone)]
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
    /// The key as the database keeps it: by that it is known whether this sealer is the database's.
    pub(crate) kept: Vec<u8>,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sealer")
    }
}

impl Sealer {
    /// With a new key.
    pub(crate) fn new(passphrase: &[u8]) -> Self {
        let mut key = random::<KEY>();
        let salt = random::<SALT>();
        let outer = cipher_of(passphrase, &salt);
        let mut kept = vec![FORM];
        kept.extend(salt);
        kept.extend(seal(&outer, b"key", &key));
        let cipher = XChaCha20Poly1305::new(&key.into());
        key.fill(0);
        Self { cipher, kept }
    }

    /// With the key that the database keeps; none where the passphrase is another one.
    pub(crate) fn of(kept: &[u8], passphrase: &[u8]) -> Option<Self> {
        let (&form, rest) = kept.split_first()?;
        let (salt, sealed) = rest.split_at_checked(SALT)?;
        if form != FORM {
            return None;
        }
        let mut key = unseal(&cipher_of(passphrase, salt), b"key", sealed)?;
        let cipher = XChaCha20Poly1305::new_from_slice(&key).ok();
        key.fill(0);
        Some(Self { cipher: cipher?, kept: kept.to_owned() })
    }

    /// A text that only this record's column can be read from.
    pub(crate) fn seal(&self, uid: &str, column: &str, text: &str) -> Vec<u8> {
        seal(&self.cipher, &bound(uid, column), text.as_bytes())
    }

    /// That text again; none where anything was changed.
    pub(crate) fn unseal(&self, uid: &str, column: &str, sealed: &[u8]) -> Option<String> {
        String::from_utf8(unseal(&self.cipher, &bound(uid, column), sealed)?).ok()
    }
}

fn bound(uid: &str, column: &str) -> Vec<u8> {
    [uid, column].join("\0").into_bytes()
}

fn seal(cipher: &XChaCha20Poly1305, aad: &[u8], msg: &[u8]) -> Vec<u8> {
    let nonce = random::<NONCE>();
    let mut sealed = nonce.to_vec();
    let text = cipher.encrypt(&XNonce::from(nonce), Payload { msg, aad });
    sealed.extend(text.expect("no text of ours has 256 GB"));
    sealed
}

fn unseal(cipher: &XChaCha20Poly1305, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, msg) = sealed.split_first_chunk::<NONCE>()?;
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg, aad }).ok()
}

fn cipher_of(passphrase: &[u8], salt: &[u8]) -> XChaCha20Poly1305 {
    let params = Params::new(MEMORY, PASSES, 1, Some(KEY)).expect("these are allowed");
    let mut key = [0; KEY];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase, salt, &mut key).expect("salt and key have allowed lengths");
    let cipher = XChaCha20Poly1305::new(&key.into());
    key.fill(0);
    cipher
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_passphrase_record_and_column_open_what_was_sealed() {
        let sealer = Sealer::new(b"correct horse");
        let sealed = sealer.seal("1", "prompt", "list files");
        assert!(!String::from_utf8_lossy(&sealed).contains("list"));
        let again = Sealer::of(&sealer.kept, b"correct horse").unwrap();
        assert_eq!(again.unseal("1", "prompt", &sealed).as_deref(), Some("list files"));
        assert_eq!(again.unseal("2", "prompt", &sealed), None);
        assert_eq!(again.unseal("1", "generated_command", &sealed), None);
        assert!(Sealer::of(&sealer.kept, b"correct hors").is_none());
        assert!(Sealer::of(&[], b"").is_none());
        assert!(Sealer::of(&[9; 200], b"correct horse").is_none());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(again.unseal("1", "prompt", &changed), None, "byte {place}");
        }
        assert_eq!(format!("{sealer:?} {:?}", Passphrase::known("x")), "Sealer Passphrase");
    }
}
