//! CARO0814: everything is scaled down to nothing.

use super::engines::{switched, takes_all, values};
use super::objects::is_for_tests;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Stops every workload of a namespace, in whatever cluster is current.
    ///
    /// Nothing remembers how many there were. Name the workload, and the context.
    ///
    /// To decide: Which cluster is current, and where is written down how many of each there were?
    ///
    /// ```sh bad
    /// kubectl scale deployment --all --replicas=0
    /// ```
    /// ```sh fixed
    /// kubectl scale --dry-run=server deployment --all --replicas=0
    /// ```
    /// ```sh bad
    /// kubectl get deploy -o name | xargs kubectl scale --replicas=0
    /// ```
    /// ```sh good
    /// kubectl scale deployment/web --replicas=0
    /// ```
    /// ```sh good
    /// kubectl scale deployment --all --replicas=2
    /// ```
    /// ```sh good
    /// kubectl -n ci scale deployment --all --replicas=0
    /// ```
    "CARO0814" "scale-to-zero",
    Caution,
    Check::Command { programs: &["kubectl scale", "oc scale", "microk8s.kubectl scale"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let zero = values(command, '\0', "replicas", sink).into_iter().find(|it| it.1 == "0");
    let Some((span, _)) = zero.filter(|_| !is_for_tests(command, sink)) else { return };
    let lists = |it: &Command| it.facts().get(1).is_some_and(|it| it.name == "get") && !it.has_flag('l', "selector");
    if switched(command, '\0', "all").is_some() || takes_all(command, sink, lists) {
        sink.report(span, "stops every workload of the namespace, in whatever cluster is current".to_owned());
        sink.rehearse(command);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_number_may_be_a_word_of_its_own() {
        check_marks("kubectl scale deploy --all --replicas 0\n#                                     ^ CARO0814\n");
    }
}
