//! Workspaces as numbers that say nothing of their paths.

use std::fmt::Write;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::schema::{meta, set_meta};
use crate::sealed;

/// Known to this history only, so that nobody can try the paths that they know.
pub(crate) type Salt = [u8; 32];

/// The salt, which is made the first time. To be called within a transaction.
pub(crate) fn salt(connection: &Connection) -> rusqlite::Result<Salt> {
    if let Some(salt) = meta::<Vec<u8>>(connection, "salt")?.and_then(|it| it.try_into().ok()) {
        return Ok(salt);
    }
    let salt: Salt = sealed::random();
    set_meta(connection, "salt", salt)?;
    Ok(salt)
}

pub(crate) fn hash(salt: &Salt, path: &Path) -> String {
    let digest = Sha256::new().chain_update(salt).chain_update(path.as_os_str().as_encoded_bytes()).finalize();
    digest.iter().take(12).fold(String::new(), |mut acc, it| {
        let _ = write!(acc, "{it:02x}");
        acc
    })
}
