//! CARO0213: the machine's memory is written to from outside any program.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};

rule! {
    /// Writes into the machine's memory or ports, under everything that runs.
    ///
    /// `/dev/mem` is all memory, the kernel's too. A wrong byte stops the machine or damages what it writes next.
    ///
    /// To decide: Is this the right machine, and can it be switched off and on again while somebody is there?
    ///
    /// ```sh bad
    /// dd if=/dev/zero of=/dev/mem bs=1k
    /// ```
    /// ```sh bad
    /// cat patch.bin > /dev/port
    /// ```
    /// ```sh good
    /// dd if=/dev/mem of=bios.bin bs=1k skip=768 count=256
    /// ```
    /// ```sh good
    /// cat x > /dev/shm/mem
    /// ```
    "CARO0213" "memory-written",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let redirect = act.span != act.path.span;
    let writes = matches!(act.kind, ActKind::Overwrites | ActKind::Appends) || redirect && act.kind == ActKind::Changes;
    if !writes {
        return;
    }
    let is_memory =
        |it: &str| matches!(it, "/dev/mem" | "/dev/kmem" | "/dev/port" | "/proc/kcore" | "/dev/nvram" | "/proc/1/mem");
    if let Some(path) = sink.possible(act.path, is_memory) {
        sink.report(act.span, format!("writes into the machine's memory through `{path}`, under everything that runs"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn reading_is_harmless() {
        check_marks("xxd /dev/mem\nm=/dev/mem; cat a | tee $m\n#                       ^^ CARO0213\n");
    }
}
