//! CARO0820: a process of the machine is entered as root.

use super::engines::values;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Flag};

rule! {
    /// Leaves the container, or the space it is meant to stay in, for a root shell of the machine itself.
    ///
    /// Process 1 belongs to the machine. What a container needs from it should be mounted or asked for by name.
    ///
    /// To decide: What does it need from the machine, and could that be mounted or asked for by name?
    ///
    /// ```sh bad
    /// nsenter -t 1 -m -u -i -n sh
    /// ```
    /// ```sh bad
    /// sudo nsenter --target 1 --all -- bash
    /// ```
    /// ```sh bad
    /// kubectl run x --image=alpine --overrides='{"spec":{"hostPID":true}}' -it -- sh
    /// ```
    /// ```sh good
    /// nsenter -t "$pid" -n ip addr
    /// ```
    /// ```sh good
    /// kubectl run x --image=alpine -it --rm -- sh
    /// ```
    /// ```sh good
    /// nsenter -t 1 -n ss -ltn
    /// ```
    "CARO0820" "host-shell",
    Caution,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let entered = |flags: &mut dyn Iterator<Item = &Flag>| {
        let (mut first, mut files) = (false, false);
        for flag in flags {
            let value = flag.value.as_ref().map(|it| sink.sketch(it).text);
            first |= flag.is('t', "target") && value.as_deref().is_some_and(|it| it.trim() == "1");
            first |= value.as_deref().is_some_and(|it| it.starts_with("/proc/1/"));
            files |= flag.is('m', "mount") || flag.is('a', "all");
        }
        first && files
    };
    let wrapper = command.wrappers.iter().find(|it| &*it.program == "nsenter" && entered(&mut it.flags.iter()));
    let alone = command.program.as_deref() == Some("nsenter") && entered(&mut command.flags());
    if let Some(span) = wrapper.map(|it| it.span).or(alone.then(|| command.name_span())) {
        sink.report(span, "runs as root among the processes and files of the machine itself".to_owned());
        return;
    }
    if !matches!(command.program.as_deref(), Some("kubectl" | "oc")) {
        return;
    }
    for (span, text) in values(command, '\0', "overrides", sink) {
        let packed: String = text.split_whitespace().collect();
        let opens = ["\"hostPID\":true", "\"privileged\":true", "\"hostPath\":{\"path\":\"/\"", "\"hostNetwork\":true"];
        if let Some(found) = opens.iter().find(|it| packed.contains(*it)) {
            let what = found.trim_matches(['"', '{']).replace('"', "");
            let level = if what.starts_with("hostNetwork") { Level::Caution } else { Level::Danger };
            sink.report(span, format!("starts a pod that can change its node as root: `{what}`")).level(level);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_container_may_be_around_it() {
        check_marks(
            "docker run --rm --privileged --pid=host alpine nsenter -t1 -m -u -n sh\n#               ^^^^^^^^^^^^ CARO0801\n#                                              ^^^^^^^^^^^^^^^^^^^^ CARO0820\n",
        );
    }
}
