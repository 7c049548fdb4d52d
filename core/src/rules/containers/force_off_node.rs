//! CARO0813: pods are forced away without waiting for them.

use super::engines::switched;
use super::objects::{is_for_tests, objects};
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Takes pods away without waiting for them to end, or pods that nothing starts again.
    ///
    /// A pod that is deleted by force may still run, and a second one with the same data beside it.
    /// A drain with `--force` deletes pods that no controller makes anew.
    ///
    /// ```sh bad
    /// kubectl delete pod db-0 --grace-period=0 --force
    /// ```
    /// ```sh fixed
    /// kubectl delete pod db-0
    /// ```
    /// ```sh bad
    /// kubectl drain node-3 --ignore-daemonsets --delete-emptydir-data --force
    /// ```
    /// ```sh fixed
    /// kubectl drain node-3 --ignore-daemonsets --delete-emptydir-data
    /// ```
    /// ```sh bad
    /// kubectl replace --force -f db.yaml
    /// ```
    /// ```sh fixed
    /// kubectl replace -f db.yaml
    /// ```
    /// ```sh good
    /// kubectl drain node-3 --ignore-daemonsets --delete-emptydir-data
    /// ```
    /// ```sh good
    /// kubectl delete pod web-0
    /// ```
    /// ```sh good
    /// kubectl cordon node-3
    /// ```
    "CARO0813" "force-off-node",
    Caution,
    Check::Command { programs: &["kubectl delete", "kubectl drain", "kubectl replace", "oc delete", "oc adm drain", "kubectl taint"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_for_tests(command, sink) {
        return;
    }
    let facts = command.facts();
    if facts.get(1).is_some_and(|it| it.name == "taint") {
        let evicts = command.own_operands().find(|it| sink.sketch(it).text.ends_with(":NoExecute"));
        if let (Some(word), Some(_)) = (evicts, switched(command, '\0', "all")) {
            let span = word.span;
            sink.report(span, "throws every pod off every node at once".to_owned());
            sink.rehearse(command);
        }
        return;
    }
    let message = match facts.get(1).map(|it| it.name) {
        Some("drain") => "deletes pods that nothing starts again, and does not wait for the others",
        Some("replace") => {
            "deletes the objects first and makes them anew: what they hold is gone, and they are away meanwhile"
        }
        // What else is wrong with it is said already.
        Some("delete") if command.has_flag('\0', "all") || !is_about_pods(command, sink) => return,
        Some("delete") => "does not wait until it has ended: it may still run beside the next one, with the same data",
        _ => return,
    };
    let flag = switched(command, '\0', "force").or(switched(command, '\0', "disable-eviction"));
    if let Some(flag) = flag {
        let span = flag.span;
        sink.report(span, message.to_owned());
        let mut edits = edits::without(command, flag);
        let title = match facts.get(1).map(|it| it.name) {
            Some("drain") => "Refuse where nothing starts a pod again",
            Some("replace") => "Change the objects where they are",
            _ => {
                // Only together do these two skip the wait.
                let none = command.flag('\0', "grace-period");
                edits.extend(none.into_iter().flat_map(|it| edits::without(command, it)));
                "Wait until it has ended"
            }
        };
        sink.choice(title, edits);
    }
}

fn is_about_pods(command: &Command, sink: &Sink<'_>) -> bool {
    objects(command, sink).is_none_or(|it| it.kinds.iter().any(|it| matches!(*it, "pod" | "stateful set")))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_pod_of_a_test_may_be_forced() {
        check_marks(
            "kubectl taint nodes --all a=b:NoExecute\n#                         ^^^^^^^^^^^^^ CARO0813\nkubectl taint nodes --all a-\n",
        );
        check_marks(
            "kubectl -n ci delete pod a --force\nkubectl delete pod a --force=false\nkubectl drain n --disable-eviction\n#               ^^^^^^^^^^^^^^^^^^ CARO0813\n",
        );
    }
}
