//! CARO0811: a namespace, a volume or a definition is deleted from a cluster.

use super::objects::{is_for_tests, objects};
use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes something that takes much else with it: a namespace all its objects, a definition all objects of its kind, a claim its data.
    ///
    /// Nothing asks, and no cluster keeps a copy. Check the context, and delete what is inside by name.
    ///
    /// To decide: Which cluster does `kubectl config current-context` name, and what does `kubectl get all,pvc` show there?
    ///
    /// ```sh bad
    /// kubectl delete namespace production
    /// ```
    /// ```sh fixed
    /// kubectl delete --dry-run=server namespace production
    /// ```
    /// ```sh bad
    /// kubectl delete ns/shop --wait=false
    /// ```
    /// ```sh bad
    /// kubectl delete crd certificates.cert-manager.io
    /// ```
    /// ```sh bad
    /// kubectl delete pvc data-postgres-0
    /// ```
    /// ```sh fixed
    /// kubectl delete --dry-run=server pvc data-postgres-0
    /// ```
    /// ```sh good
    /// kubectl delete namespace e2e-test
    /// ```
    /// ```sh good
    /// kubectl delete pod web-0
    /// ```
    /// ```sh good
    /// kubectl delete deployment/web service/web
    /// ```
    /// ```sh good
    /// kubectl delete namespace production --dry-run=server
    /// ```
    /// ```sh good
    /// kubectl delete -f app.yaml
    /// ```
    "CARO0811" "delete-namespace",
    Danger,
    Check::Command { programs: &["kubectl delete", "oc delete", "microk8s.kubectl delete"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_for_tests(command, sink) || command.has_flag('\0', "all") {
        return;
    }
    let Some(objects) = objects(command, sink) else { return };
    let names: Vec<&(Span, String)> = objects.names.iter().filter(|it| !is_throwaway(&it.1)).collect();
    let Some((span, name)) = names.first() else { return };
    let span = span.cover(objects.span);
    let unsure = is_unsure(name) || name == "{}";
    // A script that cleans up behind itself.
    if unsure && sink.is_later() {
        return;
    }
    let says = |kind: &str| objects.kinds.contains(&kind);
    let (message, level) = if says("namespace") {
        (format!("deletes the namespace `{name}` with every object and volume claim in it"), Level::Danger)
    } else if says("resource definition") {
        (format!("deletes `{name}` and every object of that kind, in all namespaces"), Level::Danger)
    } else if says("volume claim") || says("volume") {
        (format!("deletes the volume of `{name}`, mostly with the data in it"), Level::Caution)
    } else if says("node") {
        (format!("takes the node `{name}` out of the cluster with all that runs there"), Level::Caution)
    } else {
        return;
    };
    sink.report(span, message).level(if unsure { Level::Caution } else { level });
    sink.rehearse(command);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_name_that_is_filled_in_is_a_caution() {
        check_marks("kubectl --context prod delete ns \"$NS\"\n#                             ^^^^^^^^ CARO0811\n");
        check_marks("ns=test-$$\nkubectl delete ns \"$ns\"\nkubectl delete ns tmp-1 tmp-2\n");
    }
}
