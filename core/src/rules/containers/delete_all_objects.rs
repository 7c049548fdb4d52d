//! CARO0810: every object of a kind is deleted from a cluster.

use super::engines::{switched, takes_all, whole};
use super::objects::{is_for_tests, objects};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes every object of a kind, in whatever cluster is current at that moment.
    ///
    /// With volume claims the data goes, with namespaces all in them. Nothing asks, and nothing checks which cluster it is.
    /// Use a label (`-l`), and name the context.
    ///
    /// To decide: Which cluster does `kubectl config current-context` name, and what else runs there?
    ///
    /// ```sh bad
    /// kubectl delete pods --all
    /// ```
    /// ```sh fixed
    /// kubectl delete --dry-run=server pods --all
    /// ```
    /// ```sh bad
    /// kubectl -n shop delete statefulset,pvc,secret --all --wait=true
    /// ```
    /// ```sh bad
    /// kubectl delete pvc --all --all-namespaces
    /// ```
    /// ```sh bad
    /// kubectl get deployments -o name | xargs kubectl delete
    /// ```
    /// ```sh fixed
    /// kubectl get deployments -o name | xargs kubectl delete --dry-run=server
    /// ```
    /// ```sh good
    /// kubectl delete pods -l app=shop
    /// ```
    /// ```sh good
    /// kubectl -n e2e delete all --all
    /// ```
    /// ```sh good
    /// kubectl get pods | grep Evicted | awk '{print $1}' | xargs kubectl delete pod
    /// ```
    /// ```sh good
    /// kubectl delete pods --all --dry-run=client
    /// ```
    /// ```sh good
    /// kubectl get pods --all-namespaces
    /// ```
    "CARO0810" "delete-all-objects",
    Danger,
    Check::Command { programs: &["kubectl delete", "oc delete", "microk8s.kubectl delete"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if is_for_tests(command, sink) {
        return;
    }
    let everywhere = switched(command, 'A', "all-namespaces");
    let all = switched(command, '\0', "all").or(everywhere);
    let bounded = command.has_flag('l', "selector") || command.has_flag('\0', "field-selector");
    let lists = |it: &Command| {
        let facts = it.facts();
        let gets = facts.len() > 1 && facts[1].name == "get" && it.program == command.program;
        let named = it.own_operands().count() > 1;
        gets && !named && !it.has_flag('l', "selector") && !it.has_flag('\0', "field-selector")
    };
    let listed = all.is_none() && takes_all(command, sink, lists);
    if all.is_none() && !listed || bounded {
        return;
    }
    let objects = objects(command, sink);
    let kinds = objects.as_ref().map(|it| it.kinds.clone()).unwrap_or_default();
    let span = all.map_or(whole(command), |it| it.span);
    let place = if everywhere.is_some() { "the whole cluster" } else { "the namespace" };
    let precious =
        ["namespace", "volume claim", "volume", "stateful set", "secret", "resource definition", "node", "workload"];
    let worst = precious.iter().find(|it| kinds.contains(it));
    let (what, level) = match worst {
        Some(&"namespace") => ("every namespace of the cluster with all in it".to_owned(), Level::Danger),
        Some(&"volume claim" | &"volume") => (format!("every volume of {place} with the data in it"), Level::Danger),
        Some(&"node") => ("every node of the cluster".to_owned(), Level::Danger),
        Some(&"resource definition") => {
            ("every resource definition, and each object of those kinds".to_owned(), Level::Danger)
        }
        Some(kind) => (format!("every {kind} of {place}"), Level::Danger),
        None => {
            let level = if everywhere.is_some() { Level::Danger } else { Level::Caution };
            let kind = kinds.first().copied().unwrap_or("object it names");
            (format!("every {kind} of {place}"), level)
        }
    };
    let level = if listed { level.min(Level::Caution) } else { level };
    sink.report(span, format!("deletes {what}, in whatever cluster is current")).level(level);
    sink.rehearse(command);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn relatives_of_kubectl_are_known() {
        check_marks("sudo k3s kubectl delete pvc --all\n#                           ^^^^^ CARO0810\n");
        check_marks("oc delete all --all -n shop\n#             ^^^^^ CARO0810\n");
        check_marks(
            "kubectl delete job --all --context kind-local\nkubectl delete pods -A --field-selector=status.phase=Failed --dry-run=client\n",
        );
    }
}
