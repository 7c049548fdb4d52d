//! `--fix` and `--diff`: writes fixed scripts so that nothing is lost, or shows what would change.

use super::super::input::LARGEST;
use similar::TextDiff;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes `after` over a script that holds `before`: whole or not at all, and not where it is something else by now.
pub(super) fn write(path: &Path, before: &str, after: &str) -> Result<(), String> {
    replace(path, after.as_bytes(), Some(before.as_bytes()))
}

/// Replaces what a file holds. With `expected`, only where it holds that until the last moment; without, it may be new.
pub(super) fn replace(path: &Path, content: &[u8], expected: Option<&[u8]>) -> Result<(), String> {
    // A link stays, and what it leads to is written.
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(_) if expected.is_none() && path.symlink_metadata().is_err() => path.to_owned(),
        Err(error) => return Err(format!("not changed: {error}")),
    };
    let old = target.metadata().ok();
    if let Some(old) = &old {
        may_be_replaced(&target, old)?;
    }
    let folder =
        target.parent().filter(|it| !it.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned);
    let failed = |it: std::io::Error| format!("not changed: {it}");
    let mut new = NamedTempFile::with_prefix_in(".caro-", &folder).map_err(failed)?;
    new.write_all(content).map_err(failed)?;
    dress(new.as_file(), old.as_ref()).map_err(failed)?;
    new.as_file().sync_all().map_err(failed)?;
    if let Some(expected) = expected
        && !holds(&target, expected)
    {
        return Err("not changed: something else has changed it since it was checked; check it again".to_owned());
    }
    new.persist(&target).map_err(|it| failed(it.error))?;
    // The new name is on the disk once the folder is. Not every system can do that, and the file is whole anyway.
    let _ = File::open(&folder).and_then(|it| it.sync_all());
    Ok(())
}

/// Whether a new file may take the place of this one.
fn may_be_replaced(target: &Path, old: &Metadata) -> Result<(), String> {
    if !old.is_file() {
        return Err("not changed: it is no plain file".to_owned());
    }
    // Root may write everything; that the owner wants it left alone still counts.
    if old.permissions().readonly() {
        return Err("not changed: it is read-only; make it writable first".to_owned());
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(old) > 1 {
        return Err("not changed: it has other names (hard links) that would keep the old text".to_owned());
    }
    // Opening changes nothing.
    OpenOptions::new()
        .write(true)
        .open(target)
        .map(drop)
        .map_err(|it| format!("not changed: it may not be written: {it}"))
}

/// Gives a new file the owner and the mode of the old one, or the mode that new files have.
#[cfg(unix)]
fn dress(new: &File, old: Option<&Metadata>) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Some(old) = old else {
        return new.set_permissions(PermissionsExt::from_mode(0o644));
    };
    let now = new.metadata()?;
    if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
        // Only root may give files away. The group alone often works.
        if fchown(new, Some(old.uid()), Some(old.gid())).is_err() {
            let _ = fchown(new, None, Some(old.gid()));
        }
    }
    // Behind the owner, whose change takes some bits away.
    let mut mode = old.mode() & 0o7777;
    let now = new.metadata()?;
    if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
        // What ran with the rights of one owner must not run with those of another.
        mode &= 0o777;
    }
    new.set_permissions(PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn dress(new: &File, old: Option<&Metadata>) -> std::io::Result<()> {
    old.map_or(Ok(()), |it| new.set_permissions(it.permissions()))
}

fn holds(path: &Path, expected: &[u8]) -> bool {
    let mut now = Vec::new();
    let read = File::open(path).and_then(|it| it.take(LARGEST as u64 + 1).read_to_end(&mut now));
    read.is_ok() && now == expected
}

/// The change as a unified diff that `patch -p1` and `git apply` take.
pub(super) fn diff(path: &str, before: &str, after: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    let (old, new) = (named(&format!("a{slash}{path}")), named(&format!("b{slash}{path}")));
    // A carriage return alone ends no line for those who apply it.
    let lines = |it| str::split_inclusive(it, '\n').collect::<Vec<&str>>();
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    diff.unified_diff().context_radius(3).header(&old, &new).to_string()
}

/// A name in the head of a patch, as git writes it: none can end its line and begin another patch.
fn named(path: &str) -> String {
    if !path.chars().any(|it| it.is_control() || matches!(it, '"' | '\\')) {
        // Without the tab, `patch` takes what follows a blank for a date.
        return if path.contains(' ') { format!("{path}\t") } else { path.to_owned() };
    }
    let mut quoted = String::from("\"");
    for char in path.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if char.is_control() => {
                for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                    quoted.push('\\');
                    quoted.extend([6, 3, 0].map(|it| char::from(b'0' + (byte >> it & 7))));
                }
            }
            _ => quoted.push(char),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_changed_since_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sh");
        std::fs::write(&path, "rm -rf $X/*\n").unwrap();
        let before = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, "echo new work\n").unwrap();
        let refused = write(&path, &before, "rm -rf \"${X:?}\"/*\n").unwrap_err();
        assert!(refused.contains("since it was checked"), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "echo new work\n");
        std::fs::remove_file(&path).unwrap();
        assert!(write(&path, &before, "x").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    }

    #[test]
    fn names_are_quoted_as_git_does() {
        assert_eq!(named("a/x.sh"), "a/x.sh");
        assert_eq!(named("a/ü x.sh"), "a/ü x.sh\t");
        assert_eq!(named("a/x\n+++ b/y \"\\\t\u{1b}\u{9b}"), r#""a/x\n+++ b/y \"\\\t\033\302\233""#);
    }

    #[test]
    fn a_diff_says_where_the_last_newline_is_missing() {
        let expected = "--- a/x/y.sh\n+++ b/x/y.sh\n@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n";
        assert_eq!(diff("x/y.sh", "a\r\nb", "a\r\nc"), expected);
        assert_eq!(diff("x", "a\rb\nc\n", "a\rb\nd\n"), "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\rb\n-c\n+d\n");
    }
}
