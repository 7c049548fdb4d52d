//! Where Caro keeps what can be made or fetched again, and folders that nobody else can enter.

use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// The folder of this user's models, from the environment; none where no home is known.
pub fn of_this_user() -> Option<PathBuf> {
    from(|name| std::env::var_os(name))
}

/// The same from any environment.
pub fn from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    Some(cache_from(variable)?.join("models"))
}

/// Caro's folder for what can be made again, from the environment; none where no home is known.
pub fn cache() -> Option<PathBuf> {
    cache_from(|name| std::env::var_os(name))
}

fn cache_from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A relative path would mean another folder in each working directory.
    let absolute = |name| variable(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let cache = absolute("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            return absolute("LOCALAPPDATA");
        }
        let home = absolute("HOME")?;
        Some(home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
    })?;
    Some(cache.join("caro"))
}

/// What a private folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Is trusted because nobody else could put it there: not behind a link, which somebody else could have made, and
    /// never another user's.
    Trusted,
    /// Is checked before it is used: the folder may lie on another disk, and root may look after that of a user.
    Checked,
}

/// Makes a folder that only its owner can enter, or sees to it that it is one. What belongs to another user is refused,
/// [`ErrorKind::PermissionDenied`].
pub fn private(folder: &Path, content: Content) -> Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.recursive(true).create(folder) {
        // By something that need not be a folder.
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let about = match content {
        Content::Trusted => fs::symlink_metadata(folder)?,
        Content::Checked => fs::metadata(folder)?,
    };
    if !about.is_dir() {
        return Err(Error::new(ErrorKind::NotADirectory, format!("{} is not a folder", folder.display())));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let user = rustix::process::geteuid();
        if about.uid() != user.as_raw() && !(user.is_root() && content == Content::Checked) {
            let message = format!("{} belongs to another user", folder.display());
            return Err(Error::new(ErrorKind::PermissionDenied, message));
        }
        if about.mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn the_folder_follows_the_environment() {
        let with = |pairs: &'static [(&str, &str)]| {
            from(|name| pairs.iter().find(|it| it.0 == name).map(|it| OsString::from(it.1)))
        };
        assert_eq!(with(&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")]), Some("/c/caro/models".into()));
        assert_eq!(with(&[("XDG_CACHE_HOME", "c"), ("HOME", "/h")]), Some("/h/.cache/caro/models".into()));
        assert_eq!(with(&[("XDG_CACHE_HOME", "")]), None);
    }

    #[test]
    #[cfg(unix)]
    fn a_private_folder_is_closed_to_others_even_if_it_was_open() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/caro");
        for _ in 0..2 {
            private(&inner, Content::Trusted).unwrap();
            assert_eq!(fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
            fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_to_a_trusted_folder_is_refused_and_a_file_always() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path(), &link).unwrap();
        assert_eq!(private(&link, Content::Trusted).unwrap_err().kind(), ErrorKind::NotADirectory);
        private(&link, Content::Checked).unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for it in [Content::Trusted, Content::Checked] {
            assert_eq!(private(&file, it).unwrap_err().kind(), ErrorKind::NotADirectory);
        }
    }
}
