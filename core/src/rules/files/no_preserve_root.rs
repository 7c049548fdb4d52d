//! CARO0144: the last guard against deleting the whole system is taken away.

use super::deletes;
use crate::rules::{Check, Sink, edits, paths};
use crate::script::Command;

rule! {
    /// Takes away the last guard against deleting the whole system.
    ///
    /// `rm` refuses to delete `/`. With `--no-preserve-root` it does not, and a variable that is empty or wrong for once is
    /// enough. No ordinary delete needs the flag.
    ///
    /// ```sh bad
    /// rm -rf --no-preserve-root "$ROOT"
    /// ```
    /// ```sh fixed
    /// rm -rf "$ROOT"
    /// ```
    /// ```sh bad
    /// sudo rm -r --no-preserve-root /mnt/old-root
    /// ```
    /// ```sh fixed
    /// sudo rm -r /mnt/old-root
    /// ```
    /// ```sh good
    /// rm -rf --preserve-root "$ROOT"
    /// ```
    /// ```sh good
    /// rm -rf --one-file-system /mnt/old-root
    /// ```
    /// ```sh good
    /// grep -- --no-preserve-root rm.txt
    /// ```
    "CARO0144" "no-preserve-root",
    Danger,
    Check::Command { programs: &["rm", "grm"], run: check }
}

fn check(rm: &Command, sink: &mut Sink<'_>) {
    let Some(flag) =
        rm.flags().find(|it| it.long.as_deref().is_some_and(|it| it.len() > 2 && "no-preserve-root".starts_with(it)))
    else {
        return;
    };
    let span = flag.span;
    // What is lost is said by the rule for that.
    let said = rm
        .operands()
        .any(|it| deletes::paths_of(it, sink).iter().any(|it| it.text().is_some_and(|it| paths::loss(it).is_some())));
    if !said {
        sink.report(span, "takes away the guard that keeps `rm` from deleting the whole system".to_owned());
        let flag = rm.flags().find(|it| it.span == span);
        sink.fix("Keep the guard: `rm` refuses `/`", flag.map(|it| edits::without(rm, it)).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_certain;
    use crate::rules::tests::check_marks;

    #[test]
    fn its_name_may_be_cut_short() {
        check_marks("rm -rf --no-preserve \"$x\"\n#      ^^^^^^^^^^^^^ CARO0144\n");
        check_marks("rm -rf --no-preserve-root /\n#                         ^ CARO0101\n");
    }

    #[test]
    fn only_the_flag_goes() {
        check_certain("sudo rm --no-preserve -rf \"$x\"\n", &["sudo rm -rf \"$x\"\n"]);
    }
}
