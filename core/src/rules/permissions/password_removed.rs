//! CARO0312: a user can log in without a password.

use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Takes a user's password away: everyone can log in as this user.
    ///
    /// `passwd -l` locks a password instead, and leaves keys as they are.
    ///
    /// To decide: Does anybody have to log in as this user, and by what if not a password?
    ///
    /// ```sh bad
    /// passwd -d root
    /// ```
    /// ```sh fixed
    /// passwd --lock root
    /// ```
    /// ```sh bad
    /// usermod -p '' guest
    /// ```
    /// ```sh fixed
    /// usermod -p '!' guest
    /// ```
    /// ```sh good
    /// passwd -l guest
    /// ```
    /// ```sh good
    /// usermod -p '!' guest
    /// ```
    /// ```sh good
    /// sudo passwd alice
    /// ```
    "CARO0312" "password-removed",
    Danger,
    Check::Command { programs: &["passwd", "usermod", "useradd", "adduser", "chpasswd"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let user = command.operands().last().map(|it| sink.text_of(it).unwrap_or_else(|| sink.text(it.span).to_owned()));
    let user = user.unwrap_or_else(|| "yourself".to_owned());
    match command.program.as_deref().unwrap_or_default() {
        "passwd" => {
            let locked = command.has_flag('l', "lock");
            if let Some(flag) = command.flag('d', "delete").filter(|_| !locked) {
                let raw = sink.report(flag.span, format!("lets everyone log in as `{user}` without a password"));
                if user != "root" {
                    raw.level(Level::Caution);
                }
                sink.choice("Lock the password, and let keys work", edits::instead(command, flag, "--lock"));
            }
        }
        "adduser" => {}
        "chpasswd" => {
            let Some(input) = sink.input(command) else { return };
            if command.has_flag('e', "encrypted") && input.texts().any(|it| it.lines().any(|it| it.ends_with(':'))) {
                sink.report(command.name_span(), "lets everyone log in as a user without a password".to_owned());
            }
        }
        _ => {
            let Some(word) = command.flag_value('p', "password") else { return };
            if sink.value(word).text() == Some("") {
                let span = word.span;
                sink.report(span, format!("lets everyone log in as `{user}` without a password"));
                if matches!(sink.text(span), "''" | "\"\"") {
                    let edits = vec![(Span::at(span.start + 1), "!".to_owned())];
                    sink.choice("Lock the password, and let keys work", edits);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn passwords_are_removed_in_many_ways() {
        check_marks("sudo passwd --delete \"$u\"\n#           ^^^^^^^^ CARO0312\n");
        check_marks("useradd -m -p \"\" bob\n#             ^^ CARO0312\n");
        check_marks("passwd -dl svc\npasswd -S root\nuseradd -p '*' svc\nusermod -p \"$HASH\" bob\n");
    }
}
