//! CARO1701: a long flag that the program does not have, one slip away from one that it has.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;
use crate::unknown::{MisspeltFlag, misspelt_flags};

rule! {
    /// Fails at this flag: the program does not have it.
    ///
    /// Most programs stop with an error then, and do nothing of what was asked.
    /// This speaks only where all flags of the program are known and one of them is written almost like this.
    ///
    /// ```sh bad
    /// grep --recusive TODO src
    /// ```
    /// ```sh fixed
    /// grep --recursive TODO src
    /// ```
    /// ```sh bad
    /// tar -czf site.tgz --exclude-form=skip.txt site
    /// ```
    /// ```sh fixed
    /// tar -czf site.tgz --exclude-from=skip.txt site
    /// ```
    /// ```sh bad
    /// find . -nmae '*.txt'
    /// ```
    /// ```sh good
    /// grep --recurs TODO src
    /// ```
    /// ```sh good
    /// grep() { command grep --color=never "${@/--recusive/--recursive}"; }
    /// grep --recusive TODO src
    /// ```
    /// ```sh good
    /// sort --no-reverse names.txt
    /// git log --oneline "--$style"
    /// gcc -fno-plt --specs=nosys.specs main.c
    /// ```
    "CARO1701" "unknown-flag",
    Caution,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if !sink.is_exact() {
        return;
    }
    for MisspeltFlag { flag, meant, program, dashes } in misspelt_flags(command) {
        let Some(name) = flag.long.as_deref() else { continue };
        // It may stand in quotes.
        let place = sink.text(flag.span).find(name).map(|at| flag.span.start + at);
        sink.report(flag.span, format!("`{program}` has no flag `{dashes}{name}`: it is called `{dashes}{meant}`"));
        if let Some(start) = place {
            let edit = (Span::new(start, start + name.len()), meant.to_owned());
            sink.choice(&format!("Write `{dashes}{meant}`"), vec![edit]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_slip_is_seen_behind_wrappers_and_in_sub_commands() {
        check_marks("sudo -n xargs rm --recusive < list\n#                ^^^^^^^^^^ CARO1701\n");
        check_marks("git -C x commit --mesage=fix\n#               ^^^^^^^^ CARO1701\n");
        check_marks("sudo --preserv-env=A rm x\n#    ^^^^^^^^^^^^^ CARO1701\n");
        check_marks("x=$(curl --sillent u)\n#        ^^^^^^^^^ CARO1701\n");
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for script in [
            // Another name, that a newer version may have.
            "grep --frobnicate x y\n",
            // Short ones have no near name.
            "grep -@ x y\n",
            // Behind an unknown sub-command.
            "git frob --mesage x\n",
            // A number is another flag.
            "curl --tlsv1.4 https://a.example\n",
            "ls --$recusive\n",
            "curl --no-insecure https://a.example\n",
            "ls -- --recusive\n",
            "myprogram --recusive\n",
        ] {
            check_marks(script);
        }
    }
}
