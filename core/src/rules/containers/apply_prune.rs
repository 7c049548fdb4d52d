//! CARO0815: what a folder does not name is deleted from the cluster.

use super::engines::switched;
use super::objects::is_for_tests;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes every object that the files do not name.
    ///
    /// A file that is missing, or a wrong folder, deletes what runs. Give a label, so that only your own objects count.
    ///
    /// To decide: Which objects of the namespace are not in these files, and are they yours?
    ///
    /// ```sh bad
    /// kubectl apply --prune --all -f manifests/
    /// ```
    /// ```sh fixed
    /// kubectl apply --dry-run=server --prune --all -f manifests/
    /// ```
    /// ```sh good
    /// kubectl apply --prune -l app=shop -f manifests/
    /// ```
    /// ```sh good
    /// kubectl apply -f manifests/
    /// ```
    /// ```sh good
    /// kubectl apply --prune --all -f manifests/ --dry-run=server
    /// ```
    "CARO0815" "apply-prune",
    Caution,
    Check::Command { programs: &["kubectl apply", "oc apply", "microk8s.kubectl apply"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = switched(command, '\0', "prune") else { return };
    let span = flag.span;
    if switched(command, '\0', "all").is_some() && !command.has_flag('l', "selector") && !is_for_tests(command, sink) {
        sink.report(span, "deletes every object that these files do not name".to_owned());
        sink.rehearse(command);
        sink.choice("Delete nothing: without `--prune`", edits::without(command, flag));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_order_does_not_matter() {
        check_marks("kubectl apply -f . --all --prune\n#                        ^^^^^^^ CARO0815\n");
    }
}
