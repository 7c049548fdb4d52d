//! CARO0901: a database is dropped.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::rules::names::{is_development, is_throwaway};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes a database with every table in it; nothing asks again.
    ///
    /// Only a backup brings it back. Dump it first, or rename it and drop it when nobody has missed it.
    /// A name that says `test` or `tmp`, or a server that only tests use, is left alone.
    ///
    /// To decide: Is there a dump of it, and has somebody restored that once?
    ///
    /// ```sh bad
    /// psql -c 'DROP DATABASE shop'
    /// ```
    /// ```sh fixed
    /// psql -c 'ALTER DATABASE shop RENAME TO shop_old'
    /// ```
    /// ```sh bad
    /// mysql -u root <<SQL
    /// SELECT 1;
    /// DROP SCHEMA IF EXISTS shop;
    /// SQL
    /// ```
    /// ```sh bad
    /// dropdb -U postgres shop
    /// ```
    /// ```sh fixed
    /// psql -U postgres -d postgres -c 'ALTER DATABASE shop RENAME TO shop_old'
    /// ```
    /// ```sh bad
    /// mysqladmin -f drop shop
    /// ```
    /// ```sh good
    /// dropdb --if-exists shop_test
    /// ```
    /// ```sh good
    /// psql -c "SELECT 'DROP DATABASE shop'" # DROP DATABASE shop
    /// ```
    /// ```sh good
    /// PGHOST=127.0.0.1
    /// PGPORT=54329
    /// psql -qc 'DROP DATABASE IF EXISTS app'
    /// ```
    /// ```sh good
    /// echo 'DROP DATABASE shop' > notes.sql
    /// ```
    "CARO0901" "drop-database",
    Danger,
    Check::Command { programs: clients::SQL_AND_ADMIN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    match command.program.as_deref() {
        Some("dropdb") => return check_program(command, 0, sink),
        Some("mysqladmin" | "mariadb-admin") => {
            if command.operands().any(|it| it.literal() == Some("drop")) {
                check_program(command, 1, sink);
            }
            return;
        }
        _ => {}
    }
    for sent in clients::acts(command, sink) {
        let ActKind::DropDatabase(what) = sent.act.kind else { continue };
        let bounded = sent.act.is_unsure() || sent.act.remade || is_development(&sent.act.name);
        let raw = sink.report(
            sent.span,
            format!("deletes the {what} `{}` with all its tables: only a backup brings it back", sent.act.name),
        );
        if bounded {
            raw.level(Level::Caution);
        }
        sink.choice(ASIDE, queries::kept_aside(&sent, command, sink));
    }
}

const ASIDE: &str = "Rename it, and drop it when nobody has missed it";

/// A program of its own that drops the database it is given.
fn check_program(command: &Command, at: usize, sink: &mut Sink<'_>) {
    let Some(word) = command.operands().nth(at) else { return };
    if clients::is_for_tests(command, sink) {
        return;
    }
    let name = sink.text_of(word);
    if name.as_deref().is_some_and(is_throwaway) {
        return;
    }
    let bounded = name.as_deref().is_none_or(is_development);
    let name = name.unwrap_or_else(|| sink.text(word.span).trim_matches('"').to_owned());
    let raw = sink
        .report(word.span, format!("deletes the database `{name}` with all its tables: only a backup brings it back"));
    if bounded {
        raw.level(Level::Caution);
    }
    let plain = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_') && !name.is_empty();
    if command.program.as_deref() == Some("dropdb") && plain && sink.text(word.span) == name {
        let order = format!("-d postgres -c 'ALTER DATABASE {name} RENAME TO {name}_old'");
        let mut edits = vec![(command.name_span(), "psql".to_owned()), (word.span, order)];
        let own = [('\0', "if-exists"), ('f', "force"), ('i', "interactive"), ('e', "echo")];
        let own = command.flags().filter(|it| own.iter().any(|own| it.is(own.0, own.1)));
        edits.extend(own.flat_map(|it| edits::without(command, it)));
        sink.choice(ASIDE, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_text_is_found_wherever_it_is_given() {
        check_marks(
            "sudo -u postgres psql -tAc 'drop database \"shop\";'\n#                           ^^^^^^^^^^^^^^^^^^^^ CARO0901\n",
        );
        check_marks("echo 'DROP DATABASE shop' | mysql -u root\n#     ^^^^^^^^^^^^^^^^^^ CARO0901\n");
        check_marks("sqlcmd -S srv -Q 'DROP DATABASE shop'\n#                 ^^^^^^^^^^^^^^^^^^ CARO0901\n");
        check_marks("mysql <<< 'DROP DATABASE shop'\n#          ^^^^^^^^^^^^^^^^^^ CARO0901\n");
        check_marks("db=shop\nmysql -e \"DROP DATABASE $db\"\n#         ^^^^^^^^^^^^^^^^^ CARO0901\n");
        check_marks("cat <<E | psql\nDROP DATABASE shop;\nE\n#mark 1 0 18 CARO0901\n");
    }

    #[test]
    fn a_database_for_tests_may_go() {
        check_marks("db=app_test\npsql -c \"DROP DATABASE IF EXISTS $db\"\nmysqladmin -f drop tmp_1\n");
        check_marks("psql -h localhost -p 5433 -c 'DROP DATABASE app'\nsqlite3 :memory: 'DROP TABLE a'\n");
    }
}
