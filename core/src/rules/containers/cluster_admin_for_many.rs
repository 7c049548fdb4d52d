//! CARO0816: everyone gets every right on a cluster.

use super::engines::{own_texts, values};
use crate::rules::edits::Edits;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Gives every right on the cluster to everyone, or to whatever runs in a namespace.
    ///
    /// Each pod without an account of its own uses `default`; what gets into one of them then owns the cluster.
    /// Make a role with what is needed.
    ///
    /// To decide: Which of them needs which right, and would a role of its own for that one do?
    ///
    /// ```sh bad
    /// kubectl create clusterrolebinding open --clusterrole=cluster-admin --user=system:anonymous
    /// ```
    /// ```sh bad
    /// kubectl create clusterrolebinding all --clusterrole cluster-admin --group system:serviceaccounts
    /// ```
    /// ```sh bad
    /// kubectl create clusterrolebinding d --clusterrole=cluster-admin --serviceaccount=shop:default
    /// ```
    /// ```sh bad
    /// oc adm policy add-scc-to-group privileged system:authenticated
    /// ```
    /// ```sh good
    /// kubectl create clusterrolebinding ann --clusterrole=cluster-admin --user=ann@example.org
    /// ```
    /// ```sh good
    /// kubectl create clusterrolebinding v --clusterrole=view --group=system:authenticated
    /// ```
    /// ```sh good
    /// kubectl create rolebinding edit --clusterrole=edit --serviceaccount=shop:deployer -n shop
    /// ```
    "CARO0816" "cluster-admin-for-many",
    Danger,
    Check::Command { programs: &["kubectl create clusterrolebinding", "kubectl create rolebinding", "oc create clusterrolebinding", "oc create rolebinding", "oc"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let everyone = ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"];
    let words = own_texts(command, sink);
    if words.iter().any(|it| it.1.starts_with("add-scc-to") || it.1.starts_with("add-cluster-role-to")) {
        let strong = words.iter().any(|it| matches!(&*it.1, "privileged" | "anyuid" | "cluster-admin" | "admin"));
        let many = words.iter().find(|it| everyone.iter().any(|name| it.1.starts_with(name)));
        if let (true, Some((span, whom))) = (strong, many) {
            sink.report(*span, format!("gives `{whom}` rights with which the cluster is theirs"));
        }
        return;
    }
    let roles = values(command, '\0', "clusterrole", sink);
    if !roles.iter().any(|it| matches!(&*it.1, "cluster-admin" | "admin" | "edit"))
        || !command.operands().any(|it| it.literal() == Some("create"))
    {
        return;
    }
    let strong = roles.iter().filter(|it| matches!(&*it.1, "cluster-admin" | "admin" | "edit"));
    let weaker: Edits = strong.map(|it| (it.0, "view".to_owned())).collect();
    let strongest = roles.iter().any(|it| it.1 == "cluster-admin");
    let mut whom = values(command, '\0', "user", sink);
    whom.extend(values(command, '\0', "group", sink));
    for (span, name) in whom {
        if everyone.iter().any(|it| name.starts_with(it)) {
            sink.report(
                span,
                format!(
                    "gives `{name}`, which is many, {}",
                    if strongest { "every right on the cluster" } else { "the right to change all in it" }
                ),
            );
            sink.choice("Let them only look: the role `view`", weaker.clone());
        }
    }
    for (span, name) in values(command, '\0', "serviceaccount", sink).into_iter().filter(|_| strongest) {
        let account = name.rsplit(':').next().unwrap_or_default();
        if account == "default" {
            sink.report(
                span,
                format!(
                    "gives every pod of `{}` every right on the cluster",
                    name.split(':').next().unwrap_or_default()
                ),
            );
            sink.choice("Let them only look: the role `view`", weaker.clone());
        } else {
            let message = format!("what runs as `{name}` gets every right on the cluster");
            sink.report(span, message).level(Level::Caution);
            sink.choice("Let it only look: the role `view`", weaker.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn an_account_of_its_own_is_a_caution() {
        check_marks(
            "kubectl create clusterrolebinding t --clusterrole=cluster-admin --serviceaccount=kube-system:tiller\n#                                                                                ^^^^^^^^^^^^^^^^^^ CARO0816\n",
        );
    }
}
