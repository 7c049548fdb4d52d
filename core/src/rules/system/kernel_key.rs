//! CARO0609: the kernel is told to stop, to crash or to kill.

use crate::rules::acts::FileAct;
use crate::rules::{Check, Level, Sink};

rule! {
    /// Makes the kernel restart, stop or crash at once, without writing what is still in memory.
    ///
    /// `/proc/sysrq-trigger` takes single letters: `b` restarts, `c` crashes, `o` switches off, `i` kills everything.
    /// No service is told and no file system is closed. `systemctl reboot` does the same in order.
    ///
    /// To decide: Does the machine still answer to `systemctl reboot`, which does the same in order?
    ///
    /// ```sh bad
    /// echo b > /proc/sysrq-trigger
    /// ```
    /// ```sh bad
    /// echo c | sudo tee /proc/sysrq-trigger
    /// ```
    /// ```sh good
    /// echo s > /proc/sysrq-trigger
    /// ```
    /// ```sh good
    /// echo w > /proc/sysrq-trigger
    /// ```
    /// ```sh good
    /// cat /proc/sys/kernel/sysrq
    /// ```
    "CARO0609" "kernel-key",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !act.kind.writes() {
        return;
    }
    if sink.possible(act.path, |it| it == "/proc/sysrq-trigger").is_none() {
        return;
    }
    let typed = act
        .command
        .filter(|it| matches!(it.program.as_deref(), Some("tee" | "cat" | "dd")))
        .and_then(|it| sink.input(it));
    let texts: Vec<String> =
        typed.iter().chain(&act.contents).flat_map(crate::flow::Value::texts).map(|it| it.trim().to_owned()).collect();
    if texts.is_empty() {
        sink.report(act.span, "gives the kernel an order that this script does not show".into()).level(Level::Caution);
    }
    let done = texts.iter().find_map(|it| match it.chars().next()? {
        'b' => Some("restarts the machine at once: what is still in memory is lost"),
        'o' => Some("switches the machine off at once: what is still in memory is lost"),
        'c' => Some("crashes the kernel: what is still in memory is lost"),
        'e' | 'i' => Some("ends every process of the machine"),
        'u' => Some("makes every file system read-only"),
        'f' => Some("kills the process that takes most memory"),
        _ => None,
    });
    if let Some(done) = done {
        sink.report(act.span, done.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_letter_decides() {
        check_marks("K=o; echo $K > /proc/sysrq-trigger\n#            ^^^^^^^^^^^^^^^^^^^^^ CARO0609\n");
        check_marks("sudo sh -c 'echo b >/proc/sysrq-trigger'\n#mark 0 19 39 CARO0609\n");
        check_marks("tee /proc/sysrq-trigger <<< c\n#   ^^^^^^^^^^^^^^^^^^^ CARO0609\n");
        check_marks("echo m > /proc/sysrq-trigger\n");
    }
}
