//! CARO0805: a container gets rights that lead out of it.

use super::engines::{RUN, values, without_value};
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Gives the container rights with which it can get out, or switches off what keeps it in.
    ///
    /// `SYS_ADMIN` mounts, `SYS_MODULE` loads code into the kernel, `DAC_READ_SEARCH` reads every file.
    /// Without seccomp and AppArmor a bug of the kernel is one call away.
    ///
    /// To decide: Which call fails without it, and is there a smaller right for that one?
    ///
    /// ```sh bad
    /// docker run --cap-add=ALL alpine
    /// ```
    /// ```sh fixed
    /// docker run alpine
    /// ```
    /// ```sh bad
    /// docker run --cap-add SYS_ADMIN --device /dev/fuse app
    /// ```
    /// ```sh fixed
    /// docker run --device /dev/fuse app
    /// ```
    /// ```sh bad
    /// docker run --security-opt seccomp=unconfined app
    /// ```
    /// ```sh fixed
    /// docker run app
    /// ```
    /// ```sh good
    /// docker run --cap-drop=ALL --cap-add=NET_BIND_SERVICE nginx
    /// ```
    /// ```sh good
    /// docker run --cap-add NET_ADMIN --device /dev/net/tun vpn
    /// ```
    /// ```sh good
    /// docker run --security-opt no-new-privileges app
    /// ```
    "CARO0805" "container-capabilities",
    Caution,
    Check::Command { programs: RUN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.has_flag('\0', "privileged") {
        return;
    }
    for (span, value) in values(command, '\0', "cap-add", sink) {
        let name = value.to_uppercase();
        let what = match name.trim_start_matches("CAP_") {
            "ALL" => "has every right of root on this machine",
            "SYS_ADMIN" => "can mount, and change most of the system",
            "SYS_MODULE" => "can load code into the kernel",
            "SYS_RAWIO" => "can write to memory and devices directly",
            "DAC_READ_SEARCH" => "can read every file of this machine",
            "SYS_BOOT" => "can restart this machine",
            _ => continue,
        };
        sink.report(span, format!("with `{name}` the container {what}"));
        sink.choice(&format!("Run it without `{name}`"), without_value(command, span));
    }
    for (span, value) in values(command, '\0', "security-opt", sink) {
        let what = match value.replace(':', "=").as_str() {
            "seccomp=unconfined" => "every call of the kernel is open to the container",
            "apparmor=unconfined" => "no profile holds the container back",
            "systempaths=unconfined" => "the container can change settings of the kernel",
            _ => continue,
        };
        sink.report(span, format!("{what}: `{value}`"));
        sink.choice("Keep what holds the container back", without_value(command, span));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn names_are_read_in_any_case_and_with_their_prefix() {
        check_marks(
            "docker run --cap-add=cap_sys_module a\n#                    ^^^^^^^^^^^^^^ CARO0805\ndocker run --cap-add SYS_PTRACE a\n",
        );
    }
}
