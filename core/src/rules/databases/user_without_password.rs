//! CARO0907: a database user needs no password.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets anyone who reaches the database log in as this user, without a password.
    ///
    /// A user without `IDENTIFIED` has an empty password. Give it one, or let it come by a socket only.
    ///
    /// To decide: How should this user log in: with a password from a store of secrets, or by the socket only?
    ///
    /// ```sh bad
    /// mysql -e "CREATE USER 'app'@'%'"
    /// ```
    /// ```sh fixed
    /// mysql -e "CREATE USER 'app'@'%' IDENTIFIED BY RANDOM PASSWORD"
    /// ```
    /// ```sh bad
    /// mysql -e "ALTER USER 'root'@'localhost' IDENTIFIED BY ''"
    /// ```
    /// ```sh fixed
    /// mysql -e "ALTER USER 'root'@'localhost' IDENTIFIED BY RANDOM PASSWORD"
    /// ```
    /// ```sh good
    /// mysql -e "CREATE USER 'app'@'localhost' IDENTIFIED BY '$PASSWORD'"
    /// ```
    /// ```sh good
    /// mysql -e "CREATE USER 'app'@'localhost' IDENTIFIED VIA unix_socket"
    /// ```
    /// ```sh good
    /// psql -c 'CREATE USER app'
    /// ```
    "CARO0907" "user-without-password",
    Caution,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for sent in clients::acts(command, sink) {
        if sent.act.kind == ActKind::NoPassword {
            sink.report(sent.span, format!("`{}` can log in without a password", sent.act.name));
            if command.program.as_deref() == Some("mysql") {
                let text = sink.text(sent.span);
                let edits =
                    if text.to_ascii_uppercase().starts_with("CREATE USER") && !text.contains(',') && !says_how(text) {
                        vec![(Span::at(sent.span.end), " IDENTIFIED BY RANDOM PASSWORD".to_owned())]
                    } else {
                        queries::instead(&sent, "BY ''", "BY RANDOM PASSWORD", sink)
                    };
                sink.choice("Have the server make a password", edits);
            }
        }
    }
}

/// Whether a statement says how the user logs in.
fn says_how(text: &str) -> bool {
    text.to_ascii_uppercase().contains("IDENTIFIED")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn an_empty_password_is_none() {
        check_marks(
            "mysql -e \"CREATE USER a@'%' IDENTIFIED BY ''\"\n#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0907\n",
        );
    }
}
