//! CARO0903: a table is emptied.

use super::clients;
use super::sql::ActKind;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes every row of a table at once, without asking and mostly without a way back.
    ///
    /// `TRUNCATE` looks at no condition, and with `CASCADE` it empties the tables that point there too.
    ///
    /// ```sh bad
    /// psql -d shop -c 'TRUNCATE users, orders CASCADE'
    /// ```
    /// ```sh bad
    /// mysql shop -e 'truncate table sessions'
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
