//! CARO0625: something is written over the memory of the machine itself.

use crate::rules::acts::FileAct;
use crate::rules::{Check, Sink};

rule! {
    /// Writes over the memory of the running kernel, or sends numbers to its hardware.
    ///
    /// The machine stops, or goes on with wrong data and writes that to its disks.
    ///
    /// ```sh bad
    /// dd if=/dev/urandom of=/dev/mem bs=1M count=1
    /// ```
    /// ```sh bad
    /// cat image > /dev/port
    /// ```
    /// ```sh good
    /// dd if=/dev/mem of=bios.bin bs=1k skip=960 count=64
    /// ```
    /// ```sh good
    /// echo x > /dev/null
    /// ```
    "CARO0625" "kernel-memory",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !act.kind.writes() {
        return;
    }
    if let Some(path) = sink.possible(act.path, |it| matches!(it, "/dev/mem" | "/dev/kmem" | "/dev/port" | "/dev/nvram" | "/proc/kcore")) {
        sink.report(act.span, format!("writes over `{path}`, the memory of the running system"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_write_counts() {
        check_marks("echo x | sudo tee /dev/kmem\n#                 ^^^^^^^^^ CARO0625\n");
    }
}
