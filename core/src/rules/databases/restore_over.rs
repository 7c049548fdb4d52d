//! CARO0917: a restore deletes what is there first.

use super::clients;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes the tables that are there before it restores the backup.
    ///
    /// What was written since the backup is gone, and when the restore fails half-way, so is the rest.
    /// Restore into a new database, compare, then swap the names.
    ///
    /// To decide: What has been written since the backup, and could it be restored beside and compared first?
    ///
    /// ```sh bad
    /// pg_restore --clean --if-exists -d shop shop.dump
    /// ```
    /// ```sh fixed
    /// pg_restore -d shop shop.dump
    /// ```
    /// ```sh bad
    /// pg_restore -cd shop shop.dump
    /// ```
    /// ```sh fixed
    /// pg_restore -d shop shop.dump
    /// ```
    /// ```sh good
    /// pg_restore -d shop_new shop.dump
    /// ```
    /// ```sh good
    /// pg_restore --clean -d shop_test shop.dump
    /// ```
    /// ```sh good
    /// pg_restore --clean shop.dump > shop.sql
    /// ```
    /// ```sh good
    /// mysql shop < dump.sql
    /// ```
    "CARO0917" "restore-over",
    Caution,
    Check::Command { programs: &["pg_restore"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    // Without a database it only prints the SQL.
    let Some(database) = command.flag_value('d', "dbname") else { return };
    let Some(flag) = command.flag('c', "clean") else { return };
    if clients::is_for_tests(command, sink) {
        return;
    }
    let name = sink.sketch(database).text;
    let span = flag.span;
    sink.report(
        span,
        format!("deletes the tables of `{name}` before it restores them: what was written since is gone"),
    );
    let with_it = command.flags().filter(|it| it.is('c', "clean") || it.is('\0', "if-exists"));
    let edits = with_it.flat_map(|it| edits::without(command, it)).collect();
    sink.choice("Delete nothing: restore into a database that is empty", edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_database_for_tests_may_be_replaced() {
        check_marks(
            "PGDATABASE=x pg_restore -c -d \"$DB\" f\n#                       ^^ CARO0917\npg_restore -c -d ci f\n",
        );
    }
}
