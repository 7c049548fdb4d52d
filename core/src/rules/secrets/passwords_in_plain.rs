//! CARO0510: passwords are stored as they are.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Stores passwords as they are, for every program of the user to read.
    ///
    /// `~/.git-credentials` then holds them in plain text. `cache` forgets them after a while; `libsecret`, `osxkeychain`
    /// and `manager` hide them.
    ///
    /// To decide: Is there a keyring on this machine that can keep the password?
    ///
    /// ```sh bad
    /// git config --global credential.helper store
    /// ```
    /// ```sh fixed
    /// git config --global credential.helper cache
    /// ```
    /// ```sh good
    /// git config --global credential.helper cache
    /// ```
    /// ```sh good
    /// git config --global user.name Ann
    /// ```
    /// ```sh good
    /// git config --get credential.helper
    /// ```
    "CARO0510" "passwords-in-plain",
    Note,
    Check::Command { programs: &["git config"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<&Word> = command.own_operands().collect();
    let is = |at: usize, text: &str| {
        words
            .get(at)
            .is_some_and(|it| sink.possible(it, |it| it == text || it.starts_with(&format!("{text} "))).is_some())
    };
    if is(0, "credential.helper") && is(1, "store") {
        sink.report(command.span, "stores passwords of `git` as they are in `~/.git-credentials`".into())
            .level(Level::Note);
        if let Some(word) = words.get(1).filter(|it| it.literal() == Some("store")) {
            sink.choice("Keep passwords in memory for a quarter of an hour", edits::reworded(word, "cache"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_file_of_its_own_is_the_same() {
        check_marks("git config credential.helper 'store --file ~/.g'\n#mark 0 0 48 CARO0510\n");
    }
}
