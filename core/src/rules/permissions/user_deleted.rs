//! CARO0316: a user is deleted with more than the name says.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes root, a user who is at work, or every file that a user owns anywhere.
    ///
    /// Deleting a named user with the home folder is ordinary; these go further.
    ///
    /// To decide: Whose files are deleted with the user, and is there a copy of them?
    ///
    /// ```sh bad
    /// deluser --remove-all-files bob
    /// ```
    /// ```sh fixed
    /// deluser --remove-home bob
    /// ```
    /// ```sh bad
    /// userdel -rf "$USER_TO_DROP"
    /// ```
    /// ```sh fixed
    /// userdel -r "$USER_TO_DROP"
    /// ```
    /// ```sh good
    /// userdel -r olduser
    /// ```
    /// ```sh good
    /// deluser --remove-home frobd
    /// ```
    "CARO0316" "user-deleted",
    Caution,
    Check::Command { programs: &["userdel", "deluser", "groupdel", "delgroup"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(word) = command.operands().next() else { return };
    let span = word.span;
    let user = sink.text_of(word).unwrap_or_else(|| sink.text(span).trim_matches('"').to_owned());
    if user == "root" && command.operands().count() == 1 {
        sink.report(span, "deletes root: nobody can look after the system any more".to_owned()).level(Level::Danger);
    } else if let Some(flag) = command.flag('\0', "remove-all-files") {
        sink.report(flag.span, format!("deletes every file of `{user}`, wherever on the machine it is"));
        let title = "Delete the home only, and keep other files of the user";
        sink.choice(title, edits::instead(command, flag, "--remove-home"));
    } else if command.program.as_deref() == Some("userdel")
        && command.has_flag('r', "remove")
        && let Some(flag) = command.flag('f', "force")
    {
        sink.report(
            flag.span,
            format!("deletes the home of `{user}` also while it is in use, or shared with another user"),
        );
        sink.choice("Refuse while the user is logged in or the home is another's", edits::without(command, flag));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn root_is_not_deleted() {
        check_marks("userdel -f root\n#          ^^^^ CARO0316\n");
        check_marks("userdel -f --remove bob\n#       ^^ CARO0316\n");
        check_marks("userdel bob\nuserdel -f bob\ndeluser bob root\ngroupdel old\n");
    }
}
