//! CARO0904: every row is deleted or changed.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes or changes every row of a table, because no `WHERE` says which.
    ///
    /// Without `WHERE`, or with one that always holds, the statement reaches all rows.
    /// To empty a table on purpose, say `TRUNCATE`; to try, begin a transaction and look at the count.
    ///
    /// To decide: Which rows are meant? Does `SELECT count(*)` with that `WHERE` give the number that you expect?
    ///
    /// ```sh bad
    /// psql -d shop -c 'DELETE FROM users'
    /// ```
    /// ```sh fixed
    /// psql -d shop -c 'BEGIN; DELETE FROM users; ROLLBACK'
    /// ```
    /// ```sh bad
    /// mysql shop -e "UPDATE users SET password = 'x' WHERE 1=1"
    /// ```
    /// ```sh fixed
    /// mysql shop -e "BEGIN; UPDATE users SET password = 'x' WHERE 1=1; ROLLBACK"
    /// ```
    /// ```sh good
    /// psql -d shop -c "DELETE FROM sessions WHERE seen < now() - interval '30 days'"
    /// ```
    /// ```sh good
    /// mysql shop <<'SQL'
    /// UPDATE users SET name = 'x'
    /// WHERE id = 3;
    /// SQL
    /// ```
    /// ```sh good
    /// sqlite3 /tmp/work.db 'DELETE FROM cache'
    /// ```
    "CARO0904" "delete-without-where",
    Danger,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.program.as_deref() == Some("cypher-shell") {
        return check_cypher(command, sink);
    }
    for sent in clients::acts(command, sink) {
        let (verb, sign) = match sent.act.kind {
            ActKind::DeleteAll => ("deletes", "`DELETE`"),
            ActKind::UpdateAll => ("changes", "`UPDATE`"),
            _ => continue,
        };
        let unsure = sent.act.is_unsure() || sent.act.remade;
        let raw =
            sink.report(sent.span, format!("{verb} every row of `{}`: no `WHERE` limits this {sign}", sent.act.name));
        if unsure {
            raw.level(Level::Caution);
        }
        sink.choice(queries::TRY, queries::tried(&sent, command, sink));
        sink.choice(queries::COUNT, queries::counted(&sent, sink));
    }
}

/// `MATCH (n) DETACH DELETE n` names no label and no condition.
fn check_cypher(command: &Command, sink: &mut Sink<'_>) {
    let mut words = clients::fed_words(command, sink);
    words.extend(command.operands().cloned());
    for word in words {
        let text = sink.sketch(&word).text.to_uppercase();
        let limits = ["WHERE", "LIMIT", "{", ":"].iter().any(|it| text.contains(it));
        if text.contains("MATCH") && text.contains("DELETE") && !limits {
            sink.report(word.span, "deletes every node of the graph: no label and no `WHERE` limits this".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_graph_is_emptied_in_its_own_words() {
        check_marks(
            "cypher-shell -u neo4j 'MATCH (n) DETACH DELETE n'\n#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0904\n",
        );
        check_marks("cypher-shell 'MATCH (n:Session) WHERE n.old DELETE n'\n");
    }

    #[test]
    fn the_condition_may_stand_anywhere() {
        check_marks("w='WHERE id = 1'\npsql -c \"DELETE FROM users $w\"\npsql -c \"DELETE FROM users $x\"\n");
        check_marks("psql <<E\nDELETE FROM users;\nE\n#mark 1 0 17 CARO0904\n");
    }
}
