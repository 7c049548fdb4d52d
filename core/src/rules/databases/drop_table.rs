//! CARO0902: a table is dropped.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes a table with every row in it.
    ///
    /// Only a backup brings the rows back. A script that makes the table again at once wants that, and so does one for tests.
    ///
    /// To decide: Does any program still read it, and is there a copy of its rows?
    ///
    /// ```sh bad
    /// psql -d shop -c 'DROP TABLE users CASCADE'
    /// ```
    /// ```sh fixed
    /// psql -d shop -c 'ALTER TABLE users RENAME TO users_old'
    /// ```
    /// ```sh bad
    /// sqlite3 /srv/app/data.db 'drop table if exists orders;'
    /// ```
    /// ```sh fixed
    /// sqlite3 /srv/app/data.db 'ALTER table orders RENAME TO orders_old;'
    /// ```
    /// ```sh good
    /// sqlite3 test.db 'DROP TABLE users'
    /// ```
    /// ```sh good
    /// psql -d shop <<'SQL'
    /// DROP TABLE IF EXISTS report;
    /// CREATE TABLE report AS SELECT 1;
    /// SQL
    /// ```
    /// ```sh good
    /// psql -d shop -c 'DROP INDEX users_name; DROP TABLE IF EXISTS tmp_import'
    /// ```
    /// ```sh good
    /// psql -d shop -c 'BEGIN; DROP TABLE users; ROLLBACK'
    /// ```
    "CARO0902" "drop-table",
    Danger,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for sent in clients::acts(command, sink) {
        let ActKind::DropTable(what) = sent.act.kind else { continue };
        if sent.act.remade {
            continue;
        }
        let unsure = sent.act.is_unsure();
        let raw = sink.report(
            sent.span,
            format!("deletes the {what} `{}` with all in it: only a backup brings it back", sent.act.name),
        );
        if unsure {
            raw.level(Level::Caution);
        }
        let aside = queries::kept_aside(&sent, command, sink);
        sink.choice("Rename it, and drop it when nobody has missed it", aside);
        sink.choice(queries::TRY, queries::tried(&sent, command, sink));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_client_is_read() {
        check_marks("clickhouse-client -q 'DROP TABLE a.b SYNC'\n#                     ^^^^^^^^^^^^^^^^^^^ CARO0902\n");
        check_marks("cqlsh host -e 'DROP TABLE ks.t'\n#              ^^^^^^^^^^^^^^^ CARO0902\n");
        check_marks("duckdb shop.duckdb 'DROP TABLE t'\n#                   ^^^^^^^^^^^^ CARO0902\n");
        check_marks(
            "influx -database m -execute 'DROP MEASUREMENT cpu'\n#                            ^^^^^^^^^^^^^^^^^^^^ CARO0902\n",
        );
        check_marks(
            "bq query --use_legacy_sql=false 'DROP TABLE a.b'\n#                                ^^^^^^^^^^^^^^ CARO0902\n",
        );
    }

    #[test]
    fn an_unknown_name_is_a_caution_and_what_says_test_is_none() {
        check_marks(
            "for t in $(cat list); do psql -c \"DROP TABLE $t\"; done\n#                                 ^^^^^^^^^^^^^ CARO0902\n",
        );
        check_marks("for t in tmp_a tmp_b; do psql -c \"DROP TABLE $t\"; done\n");
    }
}
