//! CARO0903: a table is emptied.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes every row of a table at once, without asking and mostly without a way back.
    ///
    /// `TRUNCATE` looks at no condition, and with `CASCADE` it empties the tables that point there too.
    ///
    /// To decide: Can all rows of the table be made again, and do other tables point to it?
    ///
    /// ```sh bad
    /// psql -d shop -c 'TRUNCATE users, orders CASCADE'
    /// ```
    /// ```sh fixed
    /// psql -d shop -c 'BEGIN; TRUNCATE users, orders CASCADE; ROLLBACK'
    /// ```
    /// ```sh bad
    /// mysql shop -e 'truncate table sessions'
    /// ```
    /// ```sh fixed
    /// mysql shop -e 'SELECT count(*) FROM sessions'
    /// ```
    /// ```sh good
    /// mysql shop_test -e 'TRUNCATE TABLE sessions'
    /// ```
    /// ```sh good
    /// psql -d shop -c 'SELECT truncate(price, 2) FROM items'
    /// ```
    /// ```sh good
    /// truncate -s 0 debug.txt
    /// ```
    "CARO0903" "truncate-table",
    Danger,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for sent in clients::acts(command, sink) {
        // One that is filled again at once is only refreshed.
        if sent.act.kind == ActKind::Truncate && !sent.act.remade {
            sink.report(sent.span, format!("deletes every row of `{}`: only a backup brings them back", sent.act.name));
            sink.choice(queries::COUNT, queries::counted(&sent, sink));
            sink.choice(queries::TRY, queries::tried(&sent, command, sink));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_loop_over_tables_empties_each() {
        check_marks(
            "for t in a b; do mysql shop -e \"TRUNCATE $t\"; done\n#                               ^^^^^^^^^^^ CARO0903\n",
        );
    }
}
