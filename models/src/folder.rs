//! Where models are kept on this system.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folder of this user, from the environment; none where no home is known.
pub fn of_this_user() -> Option<PathBuf> {
    from(|name| std::env::var_os(name))
}

/// The same from any environment.
pub fn from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A relative path would mean another folder in each working directory.
    let absolute = |name| variable(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let cache = absolute("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            return absolute("LOCALAPPDATA");
        }
        let home = absolute("HOME")?;
        Some(home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
    })?;
    Some(cache.join("caro").join("models"))
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
}
