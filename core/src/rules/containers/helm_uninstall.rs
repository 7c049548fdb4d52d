//! CARO0817: a release is taken out of a cluster.

use super::engines::{own_texts, takes_all, whole};
use super::objects::{is_for_tests, places};
use crate::rules::names::{is_production, is_throwaway};
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes every object that the release made, in whatever cluster is current, and its history with them.
    ///
    /// `helm rollback` cannot bring it back; `--keep-history` lets it. Claims of stateful sets mostly stay, other volumes go.
    ///
    /// ```sh bad
    /// helm uninstall shop -n production
    /// ```
    /// ```sh fixed
    /// helm uninstall --keep-history shop -n production
    /// ```
    /// ```sh bad
    /// helm ls -q | xargs helm uninstall
    /// ```
    /// ```sh fixed
    /// helm ls -q | xargs helm uninstall --keep-history
    /// ```
    /// ```sh bad
    /// helm delete --purge shop
    /// ```
    /// ```sh fixed
    /// helm delete --keep-history shop
    /// ```
    /// ```sh good
    /// helm uninstall shop -n e2e
    /// ```
    /// ```sh good
    /// helm uninstall "$release" --keep-history
    /// ```
    /// ```sh good
    /// helm uninstall shop --dry-run
    /// ```
    /// ```sh good
    /// helm upgrade --install shop ./chart
    /// ```
    "CARO0817" "helm-uninstall",
    Caution,
    Check::Command { programs: &["helm uninstall", "helmfile", "helm3 uninstall"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_for_tests(command, sink) || command.has_flag('\0', "keep-history") {
        return;
    }
    if command.program.as_deref() == Some("helmfile") {
        let word = command.operands().find(|it| matches!(it.literal(), Some("destroy" | "delete")));
        if let Some(word) = word {
            let span = word.span;
            sink.report(span, "deletes every release that the file names".to_owned());
            sink.choice("Look first: `helmfile list`", vec![(span, "list".to_owned())]);
        }
        return;
    }
    let lists = |it: &Command| {
        it.program == command.program
            && it.facts().last().is_some_and(|it| it.name == "list")
            && !it.has_flag('f', "filter")
            && !it.has_flag('l', "selector")
    };
    if takes_all(command, sink, lists) {
        sink.report(whole(command), "deletes every release that helm knows here".to_owned()).level(Level::Danger);
        keep_history(command, sink);
        return;
    }
    let words = own_texts(command, sink);
    let named = words.iter().find(|it| !is_unsure(&it.1) && it.1 != "{}" && !is_throwaway(&it.1));
    if let Some((span, name)) = named {
        let place = if places(command, sink).iter().any(|it| is_production(it)) { " in production" } else { "" };
        sink.report(*span, format!("deletes `{name}`{place} with every object it made, and its history"));
        keep_history(command, sink);
    }
}

fn keep_history(command: &Command, sink: &mut Sink<'_>) {
    let new = "--keep-history";
    let purge = command.flag('\0', "purge");
    let edits = purge.map_or_else(|| edits::with(command, new), |it| edits::instead(command, it, new));
    sink.choice("Keep its history, so that `helm rollback` brings it back", edits);
    sink.rehearse(command);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_list_may_be_substituted() {
        check_marks("helm uninstall $(helm list --short)\n#mark 0 0 35 CARO0817\nhelm uninstall \"$r\"\n");
    }
}
