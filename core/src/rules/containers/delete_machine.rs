//! CARO0821: a virtual machine is deleted with its disks.

use super::engines::{whole, without_words};
use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes a virtual machine, or a container that is kept like one, with its disks and without asking.
    ///
    /// What is on the disks is nowhere else. Stop it and take a snapshot first.
    ///
    /// To decide: Is everything on its disks also somewhere else, such as in a snapshot?
    ///
    /// ```sh bad
    /// virsh undefine --remove-all-storage db1
    /// ```
    /// ```sh fixed
    /// virsh undefine db1
    /// ```
    /// ```sh bad
    /// lxc delete --force web
    /// ```
    /// ```sh fixed
    /// lxc delete web
    /// ```
    /// ```sh bad
    /// vagrant destroy -f
    /// ```
    /// ```sh fixed
    /// vagrant destroy
    /// ```
    /// ```sh bad
    /// multipass delete --purge build
    /// ```
    /// ```sh fixed
    /// multipass delete build
    /// ```
    /// ```sh good
    /// lxc delete --force test-web
    /// ```
    /// ```sh good
    /// virsh undefine db1
    /// ```
    /// ```sh good
    /// vagrant halt
    /// ```
    /// ```sh good
    /// lxc list
    /// ```
    "CARO0821" "delete-machine",
    Caution,
    Check::Command { programs: &["virsh", "lxc", "incus", "lxc-destroy", "vagrant destroy", "multipass", "VBoxManage", "vboxmanage", "qm", "pct", "docker-machine", "podman machine rm", "limactl", "colima", "machinectl", "prlctl"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<(Span, String)> = command.arguments().iter().map(|it| (it.span, sink.sketch(it).text)).collect();
    let says = |name: &str| words.iter().any(|it| it.1 == name);
    let any = |names: &[&str]| names.iter().any(|it| says(it));
    let forced = any(&["-f", "--force", "-y"]) || command.has_flag('f', "force");
    let found = match command.program.as_deref().unwrap_or_default() {
        "virsh" => says("undefine") && says("--remove-all-storage") || any(&["vol-delete", "vol-wipe", "pool-delete"]),
        "lxc" | "incus" => says("delete") && forced || says("delete") && says("storage"),
        "lxc-destroy" => forced,
        "vagrant" => forced,
        "multipass" => says("purge") || says("delete") && any(&["--purge", "-p"]),
        "VBoxManage" | "vboxmanage" => any(&["unregistervm", "closemedium"]) && any(&["--delete", "--delete-all"]),
        "qm" | "pct" => says("destroy"),
        "docker-machine" => says("rm") && forced,
        "podman" => forced,
        "limactl" | "colima" => says("delete") && forced,
        "machinectl" => says("remove"),
        "prlctl" => says("delete"),
        _ => false,
    };
    if !found || words.iter().any(|it| is_throwaway(&it.1)) {
        return;
    }
    let names = ["-f", "--force", "--purge", "--remove-all-storage", "--delete", "-y", "-p"];
    let span = words.iter().find(|it| names.contains(&&*it.1)).map_or(whole(command), |it| it.0);
    sink.report(span, "deletes the machine with what is on its disks, and asks nothing".to_owned());
    let force: &[&str] = &["-f", "--force"];
    let (title, flags): (_, &[&str]) = match command.program.as_deref().unwrap_or_default() {
        "virsh" => ("Keep its disks", &["--remove-all-storage"]),
        "VBoxManage" | "vboxmanage" => ("Keep its disks", &["--delete", "--delete-all"]),
        "multipass" => ("Let it be recovered: without `--purge`", &["--purge", "-p"]),
        "vagrant" | "podman" => ("Ask first", force),
        "docker-machine" => ("Ask first", &["-f", "--force", "-y"]),
        "lxc" | "incus" if says("storage") => return,
        _ => ("Refuse while it runs", force),
    };
    sink.choice(title, without_words(command, flags));
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn proxmox_and_virtualbox_are_known() {
        check_marks(
            "qm destroy 101 --purge\n#              ^^^^^^^ CARO0821\nVBoxManage unregistervm db --delete\n#                          ^^^^^^^^ CARO0821\nvagrant destroy\n",
        );
    }
}
