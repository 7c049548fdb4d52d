//! CARO0621: the file that turns names into addresses is replaced.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};

rule! {
    /// Replaces `/etc/hosts` and all names that it held.
    ///
    /// Without `localhost` and the machine's own name many services do not start.
    /// Add a line with `>>`, or change the one that is meant.
    ///
    /// ```sh bad
    /// echo '10.0.0.5 db' > /etc/hosts
    /// ```
    /// ```sh bad
    /// echo '10.0.0.5 db' | sudo tee /etc/hosts
    /// ```
    /// ```sh good
    /// echo '10.0.0.5 db' >> /etc/hosts
    /// ```
    /// ```sh good
    /// echo '10.0.0.5 db' | sudo tee -a /etc/hosts
    /// ```
    /// ```sh good
    /// cp /etc/hosts /tmp/hosts
    /// ```
    "CARO0621" "names-replaced",
    Caution,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Deletes) || act.recursive {
        return;
    }
    let program = act.command.and_then(|it| it.program.as_deref()).unwrap_or_default();
    // A file that was made elsewhere comes as a whole.
    if matches!(program, "cp" | "mv" | "install" | "ln" | "rsync" | "scp") || sink.possible(act.path, |it| it == "/etc/hosts").is_none() {
        return;
    }
    // What names this machine itself is a whole file.
    if super::later::written(act, sink).iter().any(|it| it.contains("localhost")) {
        return;
    }
    let verb = if act.kind == ActKind::Deletes { "deletes" } else { "replaces" };
    sink.report(act.span, format!("{verb} `/etc/hosts`: `localhost` and all other names in it are gone"));
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_whole_file_is_fine() {
        check_marks("cat > /etc/hosts <<E\n127.0.0.1 localhost\n10.0.0.5 db\nE\ncp hosts /etc/hosts\n");
        check_marks("rm -f /etc/hosts\n#     ^^^^^^^^^^ CARO0621\n");
        check_marks("true > /etc/hosts\n#    ^^^^^^^^^^^^ CARO0621\n");
    }
}
