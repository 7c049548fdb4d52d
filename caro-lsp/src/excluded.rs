//! Paths that the user's settings leave out, as `.gitignore` writes them.

use std::path::Path;

use ignore::gitignore::GitignoreBuilder;

/// Whether a path is among those that a setting leaves out. A pattern that cannot be read leaves nothing out.
pub(crate) fn is_excluded(patterns: &[String], path: &Path) -> bool {
    if patterns.is_empty() {
        return false;
    }
    let mut builder = GitignoreBuilder::new("/");
    for pattern in patterns {
        let _ = builder.add_line(None, pattern);
    }
    builder.build().is_ok_and(|it| it.matched_path_or_any_parents(path, false).is_ignore())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_excluded_as_git_does_it() {
        let excluded = |patterns: &[&str], path: &str| {
            let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
            is_excluded(&patterns, Path::new(path))
        };
        assert!(excluded(&["vendor/"], "/home/a/vendor/x/run.sh"));
        assert!(excluded(&["*.bats"], "/home/a/t.bats") && !excluded(&["*.bats"], "/home/a/t.sh"));
        assert!(!excluded(&["[", ""], "/home/a/t.sh") && !excluded(&[], "/home/a/t.sh"));
    }
}
