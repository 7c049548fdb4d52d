//! CARO0802: a container can change the machine's system folders.

use super::engines::{RUN, longer, mounts};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Lets a container change folders that the machine runs from.
    ///
    /// With `/` or `/etc` writable inside, root of the container is root of the machine. Mount what is needed, with `:ro` where it is only read.
    ///
    /// To decide: Which files there does it need, and must it change them?
    ///
    /// ```sh bad
    /// docker run --rm -it -v /:/host alpine sh
    /// ```
    /// ```sh fixed
    /// docker run --rm -it -v /:/host:ro alpine sh
    /// ```
    /// ```sh bad
    /// podman run --volume=/etc:/etc fedora useradd bob
    /// ```
    /// ```sh fixed
    /// podman run --volume=/etc:/etc:ro fedora useradd bob
    /// ```
    /// ```sh bad
    /// docker run --mount type=bind,source=/,target=/mnt alpine
    /// ```
    /// ```sh fixed
    /// docker run --mount type=bind,source=/,target=/mnt,readonly alpine
    /// ```
    /// ```sh good
    /// docker run -v /:/rootfs:ro -v /sys:/sys:ro cadvisor
    /// ```
    /// ```sh good
    /// docker run -v /etc/localtime:/etc/localtime:ro -v "$PWD:/src" node npm ci
    /// ```
    /// ```sh good
    /// docker run --mount type=bind,src=/etc,dst=/etc,readonly alpine
    /// ```
    /// ```sh good
    /// docker run -v data:/var/lib/mysql mysql
    /// ```
    "CARO0802" "host-folder-in-container",
    Danger,
    Check::Command { programs: RUN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for mount in mounts(command, sink) {
        if mount.read_only {
            continue;
        }
        let source = &*mount.source;
        let level = match source {
            "/"
            | "/etc"
            | "/root"
            | "/boot"
            | "/usr"
            | "/bin"
            | "/sbin"
            | "/lib"
            | "/lib64"
            | "/etc/ssh"
            | "/root/.ssh"
            | "/etc/cron.d"
            | "/etc/systemd"
            | "/etc/systemd/system"
            | "/etc/sudoers.d"
            | "/etc/shadow"
            | "/etc/passwd"
            | "/etc/sudoers"
            | "/etc/pam.d" => Level::Danger,
            "/var"
            | "/var/lib"
            | "/var/lib/docker"
            | "/var/lib/kubelet"
            | "/var/lib/containers"
            | "/home"
            | "/proc"
            | "/opt"
            | "/etc/kubernetes" => Level::Caution,
            _ => continue,
        };
        let what =
            if source == "/" { "every file of this machine".to_owned() } else { format!("this machine's `{source}`") };
        sink.report(mount.span, format!("the container can change {what}, as root")).level(level);
        let flag = command.flags().find(|it| it.value.as_ref().is_some_and(|it| it.span == mount.span));
        let written = sink.text(mount.span);
        if let Some(at) = written.rfind("rw").filter(|at| written[..*at].ends_with([':', ','])) {
            let start = mount.span.start + at;
            sink.choice("Let it only read there", vec![(Span::new(start, start + 2), "ro".to_owned())]);
            continue;
        }
        let new = match flag.map(|it| (it.is('v', "volume"), sink.text(mount.span).matches(':').count())) {
            Some((true, 1)) => ":ro",
            Some((true, 2)) => ",ro",
            Some((false, _)) => ",readonly",
            _ => continue,
        };
        sink.choice("Let it only read there", longer(mount.span, new, sink));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_folder_may_come_from_a_variable() {
        check_marks("docker run -v=/etc:/x alpine\n#            ^^^^^^^^ CARO0802\n");
        check_marks("d=/etc\ndocker run -v \"$d\":/x alpine\n#             ^^^^^^^ CARO0802\n");
        check_marks("docker run -v/:/host:rw,z alpine\n#            ^^^^^^^^^^^^ CARO0802\n");
    }
}
