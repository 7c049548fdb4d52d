//! CARO0905: a column or a partition is dropped.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes a column or a partition with the data in it.
    ///
    /// Nothing in the database keeps what it held. Copy it away first, or stop using it and drop it later.
    ///
    /// To decide: Does any program still read it, and is there a copy of what it holds?
    ///
    /// ```sh bad
    /// psql -d shop -c 'ALTER TABLE users DROP COLUMN email'
    /// ```
    /// ```sh fixed
    /// psql -d shop -c 'BEGIN; ALTER TABLE users DROP COLUMN email; ROLLBACK'
    /// ```
    /// ```sh bad
    /// mysql metrics -e 'ALTER TABLE samples DROP PARTITION p2023'
    /// ```
    /// ```sh good
    /// psql -d shop -c 'ALTER TABLE users DROP CONSTRAINT users_name_key'
    /// ```
    /// ```sh good
    /// psql -d shop -c 'ALTER TABLE users ADD COLUMN email text'
    /// ```
    /// ```sh good
    /// psql -d shop_test -c 'ALTER TABLE users DROP COLUMN email'
    /// ```
    "CARO0905" "drop-column",
    Caution,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for sent in clients::acts(command, sink) {
        if let ActKind::DropColumn(what) = &sent.act.kind {
            sink.report(sent.span, format!("deletes {what} of `{}` with its data", sent.act.name));
            sink.choice(queries::TRY, queries::tried(&sent, command, sink));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn several_changes_are_one_finding() {
        check_marks(
            "psql -c 'alter table only a add b int, drop column c, drop column d'\n#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0905\n",
        );
    }
}
