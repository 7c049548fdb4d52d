//! CARO0908: a database user is dropped.

use super::clients;
use super::sql::ActKind;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes a database user, and with `DROP OWNED` everything that it owns.
    ///
    /// Programs that log in as this user stop at once. `REASSIGN OWNED` keeps what it owns.
    ///
    /// ```sh bad
    /// psql -d shop -c 'DROP OWNED BY shop'
    /// ```
    /// ```sh bad
    /// mysql -e "DROP USER 'app'@'%'"
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
        } else if !sent.act.is_unsure() && !sent.act.remade {
            sink.report(sent.span, format!("deletes the user `{name}`: who logs in so cannot any more"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_user_for_tests_may_go() {
        check_marks("psql -c 'DROP USER tester_tmp'\ndropuser \"test_$1\"\n#        ^^^^^^^^^ CARO0908\n");
    }
}
