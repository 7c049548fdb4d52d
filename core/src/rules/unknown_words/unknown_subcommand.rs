//! CARO1702: a sub-command that the program does not have, one slip away from one that it has.

use crate::rules::{Check, Sink};
use crate::script::Command;
use crate::unknown::misspelt_subcommand;

rule! {
    /// Fails at this word: the program has no such command.
    ///
    /// This speaks only where another command of the program is written almost like this, and not where one is the
    /// beginning of the other, as names of your own often are.
    ///
    /// ```sh bad
    /// git psuh origin main
    /// ```
    /// ```sh fixed
    /// git push origin main
    /// ```
    /// ```sh bad
    /// sudo systemctl retsart nginx
    /// ```
    /// ```sh fixed
    /// sudo systemctl restart nginx
    /// ```
    /// ```sh good
    /// git st
    /// git stat
    /// git "$action" origin main
    /// ```
    /// ```sh good
    /// cargo nextest run
    /// docker scout quickview
    /// kubectl neat get pods
    /// ```
    /// ```sh good
    /// git() { command git "$@"; }
    /// git psuh origin main
    /// ```
    "CARO1702" "unknown-sub-command",
    Caution,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if !sink.is_exact() {
        return;
    }
    if let Some((word, meant)) = misspelt_subcommand(command) {
        let names: Vec<&str> = command.facts().iter().map(|it| it.name).collect();
        let written = word.literal().unwrap_or_default();
        let message = format!("`{}` has no command `{written}`: it is called `{meant}`", names.join(" "));
        sink.report(word.span, message);
        sink.choice(&format!("Write `{meant}`"), vec![(word.span, meant.to_owned())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_second_word_can_be_the_slip() {
        check_marks("docker system pruen\n#             ^^^^^ CARO1702\n");
    }

    #[test]
    fn a_name_of_ones_own_is_left_alone() {
        for script in ["git logs\n", "git pus\n", "git com\n", "git frobnicate\n", "systemctl\n", "docker run comit\n"]
        {
            check_marks(script);
        }
    }
}
