//! CARO0701: a force push rewrites a branch that others build on.

use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Replaces a shared branch: commits that others pushed are gone from it.
    ///
    /// `--force` does not look at what is there. `--force-with-lease` refuses when somebody has pushed meanwhile.
    /// Without a named branch the danger depends on which one is current, and the level is caution.
    ///
    /// ```sh bad
    /// git push --force origin main
    /// ```
    /// ```sh bad
    /// git push origin +HEAD:master
    /// ```
    /// ```sh bad
    /// git push --mirror backup
    /// ```
    /// ```sh bad
    /// git push -f
    /// ```
    /// ```sh good
    /// git push --force-with-lease origin main
    /// ```
    /// ```sh good
    /// git push -f origin fix/typo
    /// ```
    /// ```sh good
    /// git push origin main
    /// ```
    "CARO0701" "force-push",
    Danger,
    Check::Command { programs: &["git"], run: check }
}

const PROTECTED: [&str; 8] = ["main", "master", "develop", "trunk", "production", "prod", "stable", "release"];

fn check(git: &Command, sink: &mut Sink<'_>) {
    let operands: Vec<&Word> = git.operands().collect();
    if operands.first().and_then(|it| it.literal()) != Some("push") || git.has_flag('n', "dry-run") {
        return;
    }
    let branches: Vec<(&Word, String)> = operands.iter().skip(2).map(|it| (*it, branch(it, sink))).collect();
    if let Some(flag) = git.flag('\0', "mirror") {
        sink.report(flag.span, "`--mirror` replaces every branch and tag there, and deletes those that are not here".to_owned());
        return;
    }
    let forced = git.flag('f', "force").map(|it| it.span);
    if let Some((word, name)) = branches.iter().find(|(word, name)| {
        (forced.is_some() || word.literal_prefix().starts_with('+')) && is_protected(name)
    }) {
        let message = format!("replaces `{name}`: commits that others pushed to it are gone");
        sink.report(forced.unwrap_or(word.span), message);
    } else if let (Some(span), true) = (forced, branches.is_empty()) {
        let message = "replaces the current branch there, whichever it is: commits that others pushed are gone";
        sink.report(span, message.to_owned()).level(Level::Caution);
    }
}

/// The branch that a refspec writes: `+HEAD:main` writes `main`.
fn branch(word: &Word, sink: &Sink<'_>) -> String {
    let value = sink.value(word);
    let text = value.shapes.iter().find_map(|it| it.text()).unwrap_or_default();
    let target = text.trim_start_matches('+').rsplit(':').next().unwrap_or_default();
    target.trim_start_matches("refs/heads/").to_owned()
}

fn is_protected(name: &str) -> bool {
    PROTECTED.contains(&name) || name.starts_with("release/") || name.starts_with("release-")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_branch_may_come_from_a_variable() {
        check_marks("b=master\ngit -C repo push -fu origin \"HEAD:$b\"\n#                 ^ CARO0701\n");
    }
}
