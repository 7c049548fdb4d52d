//! CARO0712: something is deleted at the host of the repository.

use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes a repository, a release or a secret at its host, for everyone, or shows a private one to all.
    ///
    /// With the repository go its issues, requests and releases, which no clone holds. `--yes` takes away the question.
    /// Archive it instead.
    ///
    /// To decide: Does anybody still need what is deleted or shown here, and who has a copy?
    ///
    /// ```sh bad
    /// gh repo delete acme/shop --yes
    /// ```
    /// ```sh fixed
    /// gh repo archive acme/shop --yes
    /// ```
    /// ```sh bad
    /// gh api -X DELETE /repos/acme/shop
    /// ```
    /// ```sh bad
    /// gh release delete v1.0 --yes --cleanup-tag
    /// ```
    /// ```sh fixed
    /// gh release edit --draft v1.0
    /// ```
    /// ```sh bad
    /// gh repo edit acme/shop --visibility public
    /// ```
    /// ```sh bad
    /// glab repo delete acme/shop -y
    /// ```
    /// ```sh good
    /// gh repo archive acme/shop --yes
    /// ```
    /// ```sh good
    /// gh api repos/acme/shop
    /// ```
    /// ```sh good
    /// gh run list --limit 5
    /// ```
    /// ```sh good
    /// gh api -X DELETE repos/acme/shop/issues/3/labels/bug
    /// ```
    "CARO0712" "delete-hosted",
    Danger,
    Check::Command { programs: &["gh", "glab", "hub", "tea"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<(Span, String)> = command.operands().map(|it| (it.span, sink.sketch(it).text)).collect();
    let texts: Vec<&str> = words.iter().map(|it| &*it.1).collect();
    let name = |at: usize| texts.get(at).copied().unwrap_or("this one");
    if words.iter().skip(2).any(|it| is_throwaway(&it.1)) {
        return;
    }
    match *texts {
        ["repo" | "project" | "repos", "delete", ..] | ["delete", _, ..] => {
            let at = usize::from(texts[0] != "delete");
            let message =
                format!("deletes the repository `{}` with its issues and releases, for everyone", name(at + 1));
            sink.report(words[at].0, message);
            if command.program.as_deref() == Some("gh") {
                sink.choice("Archive it: nobody loses anything", vec![(words[at].0, "archive".to_owned())]);
            }
        }
        // One that each build makes anew.
        [
            "release" | "releases",
            "delete",
            "nightly" | "latest" | "edge" | "snapshot" | "tip" | "canary" | "dev",
            ..,
        ] => {}
        ["release" | "releases", "delete", ..] => {
            sink.report(words[1].0, format!("deletes the release `{}` with its files, for everyone", name(2)))
                .level(Level::Caution);
            if command.program.as_deref() == Some("gh") {
                // A draft is seen only by those who work on it.
                let mut edits = vec![(words[1].0, "edit --draft".to_owned())];
                let flags = command.flags().filter(|it| it.is('y', "yes") || it.is('\0', "cleanup-tag"));
                edits.extend(flags.flat_map(|it| edits::without(command, it)));
                sink.choice("Make it a draft again, with its files", edits);
            }
        }
        ["secret" | "variable", "delete" | "remove", ..] => {
            sink.report(
                words[1].0,
                format!("deletes `{}` for everyone: its value is gone, and what asks for it fails", name(2)),
            )
            .level(Level::Caution);
        }
        ["issue", "delete", ..] => {
            sink.report(words[1].0, format!("deletes the issue `{}` for everyone; closing keeps it", name(2)))
                .level(Level::Caution);
            let mut edits = vec![(words[1].0, "close".to_owned())];
            edits.extend(command.flags().filter(|it| it.is('y', "yes")).flat_map(|it| edits::without(command, it)));
            sink.choice("Close it, and keep what was said", edits);
        }
        ["repo", "edit", ..] => {
            let public = command.flags().find(|it| {
                it.long.as_deref() == Some("visibility")
                    && it.value.as_ref().is_some_and(|it| sink.sketch(it).text == "public")
            });
            if let Some(flag) = public {
                let span = flag.span;
                sink.report(span, "shows the whole repository and its history to everyone".to_owned())
                    .level(Level::Caution);
            }
        }
        ["api", ..] => {
            let deletes =
                command.flag_value('X', "method").is_some_and(|it| sink.sketch(it).text.eq_ignore_ascii_case("delete"));
            let is_repository = |it: &&(Span, String)| {
                let path: Vec<&str> = it.1.split(['/', '?']).filter(|it| !it.is_empty()).collect();
                matches!(*path, ["repos", _, _] | ["projects" | "orgs" | "groups", _])
            };
            if let Some((span, path)) = words.iter().find(is_repository).filter(|_| deletes) {
                sink.report(*span, format!("deletes `{path}` with all in it, for everyone"));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_list_of_repositories_goes_too() {
        check_marks(
            "gh repo list --json name -q '.[].name' | xargs -n1 gh repo delete --yes\n#                                                          ^^^^^^ CARO0712\n",
        );
        check_marks("gh label delete bug --yes\ngh pr close 3 --delete-branch\n");
    }
}
