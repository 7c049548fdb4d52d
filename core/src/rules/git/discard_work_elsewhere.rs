//! CARO0713: another version control throws work away.

use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Throws away changes that are not committed, or commits, in Subversion, Mercurial, Bazaar or Jujutsu.
    ///
    /// Nothing keeps a copy. Look at the changes first, or put them aside.
    ///
    /// To decide: What do `svn status`, `hg status` or `jj log` show, and does anybody still need it?
    ///
    /// ```sh bad
    /// svn revert -R .
    /// ```
    /// ```sh fixed
    /// svn status
    /// ```
    /// ```sh bad
    /// hg update --clean
    /// ```
    /// ```sh fixed
    /// hg update --check
    /// ```
    /// ```sh bad
    /// hg --config extensions.purge= purge --all
    /// ```
    /// ```sh fixed
    /// hg --config extensions.purge= purge --print --all
    /// ```
    /// ```sh bad
    /// svn cleanup --remove-unversioned --remove-ignored
    /// ```
    /// ```sh fixed
    /// svn status
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
        if let Some((title, edits)) = kept(command, program) {
            sink.choice(title, edits);
        }
    }
}

/// What does nearly the same, and keeps the work, shows it or refuses.
fn kept(command: &Command, program: &str) -> Option<(&'static str, Edits)> {
    let order = command.operands().find(|it| {
        ["revert", "cleanup", "update", "up", "checkout", "co", "purge", "clean-tree"]
            .iter()
            .any(|name| it.literal() == Some(name))
    })?;
    let behind = Span::new(order.span.start, command.words.last()?.span.end);
    let aside = |new: &str| Some(("Put the changes aside", vec![(behind, new.to_owned())]));
    match (program, order.literal()?) {
        ("svn", _) => Some(("Look first: `svn status`", vec![(behind, "status".to_owned())])),
        ("hg", "revert") => aside("shelve"),
        ("hg", "purge") => {
            Some(("Look first: `hg purge --print`", vec![(Span::at(order.span.end), " --print".into())]))
        }
        ("hg", _) => {
            let edits = edits::instead(command, command.flag('C', "clean")?, "--check");
            Some(("Refuse where changes are not committed: `--check`", edits))
        }
        (_, "clean-tree") => Some(("Ask before it deletes", edits::without(command, command.flag('\0', "force")?))),
        (_, "revert") => aside("shelve --all"),
        _ => None,
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
