//! CARO0114: a blank too many makes two paths of one, and the wrong one is deleted.

use super::deletes::{self, DELETERS};
use crate::rules::{Check, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Deletes far more than meant, because a blank cuts one path in two.
    ///
    /// `rm -rf build /` is `rm -rf build` and `rm -rf /`. The blank is easy to miss and the delete asks nothing. Write the
    /// path in one piece, in quotes where it holds blanks.
    ///
    /// To decide: Is the blank meant, so that both paths must go? Then write two commands.
    ///
    /// ```sh bad
    /// rm -rf build /
    /// ```
    /// ```sh fixed
    /// rm -rf build/
    /// ```
    /// ```sh bad
    /// rm -rf /usr /lib/nvidia-current/xorg
    /// ```
    /// ```sh fixed
    /// rm -rf /usr/lib/nvidia-current/xorg
    /// ```
    /// ```sh bad
    /// rm * .o
    /// ```
    /// ```sh fixed
    /// rm *.o
    /// ```
    /// ```sh bad
    /// rm -rf logs/old *
    /// ```
    /// ```sh fixed
    /// rm -rf logs/old*
    /// ```
    /// ```sh good
    /// rm -rf build dist *.egg-info
    /// ```
    /// ```sh good
    /// rm -f -- *.o *.a .depend
    /// ```
    /// ```sh good
    /// rm -rf build/ /tmp/build-cache
    /// ```
    "CARO0114" "stray-blank",
    Danger,
    Check::Command { programs: DELETERS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(delete) = deletes::of(command, sink) else { return };
    for (at, word) in delete.words.iter().enumerate() {
        let Some(blank) = blank(&delete.words, at, sink) else { continue };
        let (Some(first), Some(second)) = (delete.words.get(blank), delete.words.get(blank + 1)) else { continue };
        let written = sink.text(crate::Span::new(first.span.start, second.span.end));
        let loss =
            word.literal().and_then(paths::loss).unwrap_or_else(|| "everything in the current folder".to_owned());
        let message = format!("the blank in `{written}` makes two paths of it: this deletes {loss}");
        let (gap, joined) = (
            crate::Span::new(first.span.end, second.span.start.max(first.span.end)),
            format!("{}{}", sink.text(first.span), sink.text(second.span)),
        );
        let first = *first;
        sink.report(word.span, message);
        // `"$x"/` is `/` when `x` is empty.
        if let Some(mut edits) = edits::stop_when_empty(first, sink) {
            edits.push((gap, String::new()));
            sink.choice(&format!("Take the blank out, and delete only `{joined}`"), edits);
        }
        deletes::offer_asking(command, sink);
    }
}

/// Whether a word is half of a path that a blank cut, and the half that does the harm.
pub(super) fn is_stray(word: &Word, words: &[&Word], sink: &Sink<'_>) -> bool {
    words.iter().position(|it| it.span == word.span).is_some_and(|at| blank(words, at, sink).is_some())
}

/// Behind which word stands the blank that makes the word at `at` a path of its own.
fn blank(words: &[&Word], at: usize, sink: &Sink<'_>) -> Option<usize> {
    if words.len() < 2 || words.len() > 64 {
        return None;
    }
    let text = |at: usize| words.get(at).map(|it| sink.text(it.span));
    let (word, before, behind) = (text(at)?, at.checked_sub(1).and_then(text), text(at + 1));
    // A line break between two paths is meant.
    let close = |first: usize| {
        let (Some(first), Some(second)) = (words.get(first), words.get(first + 1)) else { return false };
        let between = sink.text(crate::Span::new(first.span.end, second.span.start.max(first.span.end)));
        !between.contains('\n')
    };
    let is_name = |it: &str| {
        it.trim_matches(['"', '\''])
            .ends_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '/' | '}' | '.'))
    };
    let is_plain = |it: &str| is_name(it) && paths::loss(it).is_none();
    let found = match word {
        "/" | "/*" if before.is_some_and(is_plain) => at - 1,
        "/" if behind.is_some_and(|it| !it.starts_with(['/', '-', '*', '~'])) => at,
        "*" if before.is_some_and(|it| is_plain(it) && !it.starts_with('.')) => at - 1,
        "*" if behind.is_some_and(is_extension) => at,
        "~" | "~/" if behind.is_some_and(|it| it.starts_with('/') && paths::loss(it).is_none()) => at,
        _ if word.starts_with('/')
            && word.len() > 1
            && !word.ends_with('*')
            && paths::loss(word).is_some()
            && behind.is_some_and(|it| it.starts_with('/') && !it.starts_with("/tmp") && paths::loss(it).is_none()) =>
        {
            at
        }
        _ => return None,
    };
    close(found).then_some(found)
}

/// What a name ends with: `.o`, `.bak`.
fn is_extension(word: &str) -> bool {
    word.strip_prefix('.').is_some_and(|it| {
        (1..=4).contains(&it.len())
            && it.chars().all(|it| it.is_ascii_alphanumeric())
            && !matches!(it, "git" | "env" | "ssh" | "svn" | "venv" | "nyc" | "tox" | "next" | "nuxt")
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_half_that_does_the_harm_is_marked() {
        check_marks("sudo rm -fr ~ /old-files\n#           ^ CARO0114\n");
        check_marks("rm -rf / tmp/cache\n#      ^ CARO0114\n");
        check_marks("sh -c 'rm -rf \"$x\" /'\n#                  ^ CARO0114\n");
    }

    #[test]
    fn two_paths_that_are_meant_stay_two() {
        check_marks("rm -rf /etc /usr\n#      ^^^^ CARO0101\n#           ^^^^ CARO0101\n");
        check_marks("rm -rf .git *\n#      ^^^^ CARO0117\n#           ^ CARO0101\n");
    }
}
