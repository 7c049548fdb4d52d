//! CARO0908: a database user is dropped.

use super::clients::{self, Sent};
use super::sql::ActKind;
use crate::rules::edits::Edits;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes a database user, and with `DROP OWNED` everything that it owns.
    ///
    /// Programs that log in as this user stop at once. `REASSIGN OWNED` keeps what it owns.
    ///
    /// To decide: Which programs still log in as this user, and what does it own?
    ///
    /// ```sh bad
    /// psql -d shop -c 'DROP OWNED BY shop'
    /// ```
    /// ```sh fixed
    /// psql -d shop -c 'REASSIGN OWNED BY shop TO CURRENT_USER'
    /// ```
    /// ```sh bad
    /// mysql -e "DROP USER 'app'@'%'"
    /// ```
    /// ```sh fixed
    /// mysql -e "ALTER USER 'app'@'%' ACCOUNT LOCK"
    /// ```
    /// ```sh bad
    /// dropuser app
    /// ```
    /// ```sh good
    /// psql -c 'DROP ROLE IF EXISTS app_test'
    /// ```
    /// ```sh good
    /// psql -c 'REASSIGN OWNED BY old TO new'
    /// ```
    /// ```sh good
    /// dropuser --if-exists ci_runner
    /// ```
    "CARO0908" "drop-user",
    Caution,
    Check::Command { programs: clients::SQL_AND_ADMIN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.program.as_deref() == Some("dropuser") {
        if let Some(word) = command.operands().next()
            && !clients::is_for_tests(command, sink)
        {
            let name = sink.text_of(word).unwrap_or_else(|| sink.text(word.span).trim_matches('"').to_owned());
            sink.report(word.span, format!("deletes the user `{name}`: who logs in so cannot any more"));
        }
        return;
    }
    for sent in clients::acts(command, sink) {
        let ActKind::DropUser { owned } = sent.act.kind else { continue };
        let name = &sent.act.name;
        if owned {
            sink.report(sent.span, format!("deletes every table and all else that `{name}` owns")).level(Level::Danger);
            let behind = sink.text(sent.span).split_whitespace().collect::<Vec<_>>();
            if let [_, owned, by, whom] | [_, owned, by, whom, _] = *behind {
                let edits = vec![(sent.span, format!("REASSIGN {owned} {by} {whom} TO CURRENT_USER"))];
                sink.choice("Keep what it owns: give it to whoever runs this", edits);
            }
        } else if !sent.act.is_unsure() && !sent.act.remade {
            sink.report(sent.span, format!("deletes the user `{name}`: who logs in so cannot any more"));
            sink.choice("Only keep it from logging in", locked(&sent, command, sink));
        }
    }
}

/// The order that lets a user stay, and keeps it out.
fn locked(sent: &Sent, command: &Command, sink: &Sink<'_>) -> Edits {
    let words: Vec<&str> = sink.text(sent.span).split_whitespace().collect();
    let (kind, name) = match *words {
        [_, kind, name] => (kind, name),
        [_, kind, a, b, name] if a.eq_ignore_ascii_case("IF") && b.eq_ignore_ascii_case("EXISTS") => (kind, name),
        _ => return Edits::new(),
    };
    let lock = match command.program.as_deref() {
        Some("psql" | "ysqlsh" | "pgcli") => "NOLOGIN",
        Some("mysql" | "mariadb") if kind.eq_ignore_ascii_case("USER") => "ACCOUNT LOCK",
        _ => return Edits::new(),
    };
    if name.contains(',') { Edits::new() } else { vec![(sent.span, format!("ALTER {kind} {name} {lock}"))] }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_user_for_tests_may_go() {
        check_marks("psql -c 'DROP USER tester_tmp'\ndropuser \"test_$1\"\n#        ^^^^^^^^^ CARO0908\n");
    }
}
