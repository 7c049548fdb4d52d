//! CARO0713: another version control throws work away.

use crate::rules::{Check, Sink};
use crate::script::{Command, Word};

rule! {
    /// Throws away changes that are not committed, or commits, in Subversion, Mercurial, Bazaar or Jujutsu.
    ///
    /// Nothing keeps a copy. Look at the changes first, or put them aside.
    ///
    /// ```sh bad
    /// svn revert -R .
    /// ```
    /// ```sh bad
    /// hg update --clean
    /// ```
    /// ```sh bad
    /// hg --config extensions.purge= purge --all
    /// ```
    /// ```sh bad
    /// svn cleanup --remove-unversioned --remove-ignored
    /// ```
    /// ```sh good
    /// svn revert src/main.c
    /// ```
    /// ```sh good
    /// svn cleanup
    /// ```
    /// ```sh good
    /// hg update
    /// ```
    /// ```sh good
    /// svn status && hg status
    /// ```
    "CARO0713" "discard-work-elsewhere",
    Caution,
    Check::Command { programs: &["svn revert", "svn cleanup", "hg", "bzr", "brz", "jj"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    let words: Vec<&str> = command.operands().filter_map(Word::literal).collect();
    let says = |name: &str| words.iter().take(3).any(|it| *it == name);
    let flag = |short: char, long: &str| command.flag(short, long).map(|it| it.span);
    let here = words.iter().any(|it| matches!(*it, "." | "*" | "all()" | "::"));
    let lost = "throws away every change that is not committed";
    let found = match program {
        "svn" if says("revert") => flag('R', "recursive").filter(|_| here).map(|it| (it, lost)),
        "svn" => flag('\0', "remove-unversioned").map(|it| (it, "deletes every file that was never added")),
        "hg" if says("update") || says("up") || says("checkout") || says("co") => {
            flag('C', "clean").map(|it| (it, lost))
        }
        "hg" if says("revert") => flag('a', "all").or(flag('\0', "no-backup")).map(|it| (it, lost)),
        "hg" if says("purge") && flag('p', "print").is_none() => {
            Some((flag('\0', "all").unwrap_or(command.span), "deletes every file that was never added"))
        }
        "hg" if says("strip") => Some((command.span, "takes commits out of the repository")),
        "bzr" | "brz" if says("clean-tree") => {
            flag('\0', "force").map(|it| (it, "deletes every file that was never added"))
        }
        "bzr" | "brz" if says("revert") && words.len() == 1 => Some((command.span, lost)),
        "jj" if says("abandon") && here => Some((command.span, "takes every commit out of sight")),
        _ => None,
    };
    if let Some((span, message)) = found {
        sink.report(span, message.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn mercurial_is_read_without_facts() {
        check_marks("hg up -C default\n#     ^^ CARO0713\nhg purge -p\n");
    }
}
