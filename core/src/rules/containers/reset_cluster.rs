//! CARO0819: a cluster or its backups are taken apart.

use super::engines::{whole, without_words};
use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Takes this machine out of its cluster with all that ran there, or deletes a cluster, an application or its backups.
    ///
    /// Flags such as `-f` and `--yes` take away the question. Drain the node first, and look at which cluster is meant.
    ///
    /// To decide: Which cluster is this, what runs there, and is its state saved somewhere else?
    ///
    /// ```sh bad
    /// sudo kubeadm reset -f
    /// ```
    /// ```sh fixed
    /// sudo kubeadm reset --dry-run -f
    /// ```
    /// ```sh bad
    /// docker swarm leave --force
    /// ```
    /// ```sh fixed
    /// docker swarm leave
    /// ```
    /// ```sh bad
    /// velero backup delete --all --confirm
    /// ```
    /// ```sh fixed
    /// velero backup delete --all
    /// ```
    /// ```sh bad
    /// argocd app delete shop --yes --cascade
    /// ```
    /// ```sh fixed
    /// argocd app delete --cascade=false shop --yes
    /// ```
    /// ```sh bad
    /// nomad job stop -purge shop
    /// ```
    /// ```sh fixed
    /// nomad job stop shop
    /// ```
    /// ```sh bad
    /// kops delete cluster --name k.example.org --yes
    /// ```
    /// ```sh fixed
    /// kops delete cluster --name k.example.org
    /// ```
    /// ```sh good
    /// kind delete cluster
    /// ```
    /// ```sh good
    /// minikube delete
    /// ```
    /// ```sh good
    /// docker swarm leave
    /// ```
    /// ```sh good
    /// nomad job stop shop
    /// ```
    /// ```sh good
    /// k3d cluster delete dev
    /// ```
    "CARO0819" "reset-cluster",
    Caution,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = &[
    "kubeadm",
    "docker swarm leave",
    "docker node rm",
    "velero",
    "argocd",
    "nomad",
    "kops",
    "eksctl",
    "k0s",
    "talosctl",
    "k3s-uninstall.sh",
    "k3s-agent-uninstall.sh",
    "rke2-uninstall.sh",
    "k3s-killall.sh",
    "rke",
    "reset",
    "juju",
    "kubefed",
    "microk8s",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<(Span, String)> = command.arguments().iter().map(|it| (it.span, sink.sketch(it).text)).collect();
    let says = |name: &str| words.iter().any(|it| it.1 == name);
    let any = |names: &[&str]| names.iter().any(|it| says(it));
    let forced = any(&["-f", "--force", "-y", "--yes", "--confirm", "--no-prompt", "--no-confirm"])
        || command.has_flag('f', "force");
    if words.iter().any(|it| is_throwaway(it.1.rsplit('=').next().unwrap_or_default())) || says("--dry-run") {
        return;
    }
    let program = command.program.as_deref().unwrap_or_default();
    let (message, level) = match program {
        "kubeadm" | "k0s" | "talosctl" if says("reset") => {
            let level = if forced || program != "kubeadm" { Level::Danger } else { Level::Caution };
            ("takes this node out of its cluster and deletes its state; on the only control plane, the cluster", level)
        }
        "reset" if command.is_wrapped_by("microk8s") => {
            ("deletes everything that runs in this cluster", Level::Caution)
        }
        "docker" if command.has_flag('f', "force") => {
            ("takes this node out of the swarm; the last manager takes every service and secret along", Level::Caution)
        }
        "velero"
            if any(&["delete", "backup-delete"]) && any(&["backup", "backups", "restore", "schedule"]) && forced =>
        {
            ("deletes backups with the data they hold", if says("--all") { Level::Danger } else { Level::Caution })
        }
        "argocd" if says("app") && says("delete") && !says("--cascade=false") => {
            ("deletes the application with every object it made in the cluster", Level::Caution)
        }
        "nomad" if any(&["-purge", "--purge"]) && says("stop") => {
            ("stops the job and forgets its definition", Level::Caution)
        }
        "kops" | "eksctl" if says("delete") && any(&["cluster", "nodegroup"]) && (forced || program == "eksctl") => {
            ("deletes the cluster with its machines and disks", Level::Danger)
        }
        "rke" if says("remove") => {
            ("takes the cluster apart on every node", if forced { Level::Danger } else { Level::Caution })
        }
        "juju"
            if any(&["destroy-model", "destroy-controller", "kill-controller"]) && (forced || says("--no-prompt")) =>
        {
            ("deletes every application of the model and its machines", Level::Danger)
        }
        it if it.ends_with("uninstall.sh") => {
            ("takes the cluster off this machine with all that ran in it", Level::Caution)
        }
        _ => return,
    };
    sink.report(whole(command), message.to_owned()).level(level);
    let behind = |name: &str, new: &str| {
        let word = words.iter().find(|it| it.1 == name);
        word.map(|it| (Span::at(it.0.end), format!(" {new}"))).into_iter().collect::<Vec<_>>()
    };
    let (title, edits) = match program {
        "kubeadm" => ("Look first: `kubeadm reset --dry-run`", behind("reset", "--dry-run")),
        "docker" => ("Refuse where this node is a manager", without_words(command, &["-f", "--force"])),
        "velero" => ("Ask first: without `--confirm`", without_words(command, &["--confirm"])),
        "argocd" => {
            let mut edits = behind("delete", "--cascade=false");
            edits.extend(without_words(command, &["--cascade", "--cascade=true"]));
            ("Keep what it made in the cluster", edits)
        }
        "nomad" => ("Keep its definition", without_words(command, &["-purge", "--purge"])),
        "kops" => ("Only show what would go: without `--yes`", without_words(command, &["--yes", "-y"])),
        "juju" => ("Ask first", without_words(command, &["--no-prompt", "-y", "--yes", "--force", "--no-confirm"])),
        _ => return,
    };
    sink.choice(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn scripts_that_uninstall_are_known_by_name() {
        check_marks("sudo /usr/local/bin/k3s-uninstall.sh\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0819\n");
        check_marks("eksctl delete cluster --name demo\nreset\n");
    }
}
