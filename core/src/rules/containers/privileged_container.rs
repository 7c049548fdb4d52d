//! CARO0801: a container gets every right of the machine.

use super::engines::{engines, mounts, switched, values};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Takes the wall between the container and the machine away: what runs inside can do what root can do here.
    ///
    /// It can load modules, open every disk and start processes outside. Give the one device or capability that is needed.
    ///
    /// To decide: Which one device or right does it need: `--device`, `--cap-add`?
    ///
    /// ```sh bad
    /// docker run --rm -it --privileged ubuntu bash
    /// ```
    /// ```sh fixed
    /// docker run --rm -it ubuntu bash
    /// ```
    /// ```sh bad
    /// sudo podman create --privileged=true --name web nginx
    /// ```
    /// ```sh fixed
    /// sudo podman create --name web nginx
    /// ```
    /// ```sh bad
    /// docker exec -it --privileged web sh
    /// ```
    /// ```sh fixed
    /// docker exec -it web sh
    /// ```
    /// ```sh good
    /// docker run --rm -it ubuntu bash
    /// ```
    /// ```sh good
    /// docker run --rm --privileged tonistiigi/binfmt --install all
    /// ```
    /// ```sh good
    /// docker run --privileged=false nginx
    /// ```
    /// ```sh good
    /// docker run --device /dev/ttyUSB0 flasher
    /// ```
    "CARO0801" "privileged-container",
    Caution,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = engines!["run", "create", "exec", "container run", "container create", "container exec"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = switched(command, '\0', "privileged") else { return };
    let span = flag.span;
    let image = command.own_operands().next().map(|it| sink.sketch(it).text).unwrap_or_default();
    // They exist to register something with the kernel, or to be an engine themselves, and cannot do it otherwise.
    if ["binfmt", "qemu-user-static", "dind", "kindest/", "k3s"].iter().any(|it| image.contains(it)) {
        return;
    }
    let roots = mounts(command, sink).iter().any(|it| it.source == "/");
    let outside = roots || values(command, '\0', "pid", sink).iter().any(|it| it.1 == "host");
    let raw = sink.report(span, "what runs in this container can do all that root can do on this machine".to_owned());
    if outside {
        raw.level(Level::Danger);
    }
    // Other rights that are given beside it matter only without it.
    let others = ["pid", "ipc", "userns", "uts", "cap-add", "security-opt"];
    if !others.iter().any(|it| command.has_flag('\0', it)) {
        sink.choice("Run it without `--privileged`", edits::without(command, flag));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_image_may_come_from_a_variable() {
        check_marks("image=docker:dind\ndocker run -d --privileged \"$image\"\n");
        check_marks("nerdctl container run --privileged \"$i\"\n#                     ^^^^^^^^^^^^ CARO0801\n");
    }
}
