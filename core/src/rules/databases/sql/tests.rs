//! What is read in SQL, and what is not.

use super::*;

fn said(text: &str) -> Vec<String> {
    acts(text).iter().map(|it| format!("{:?} {}{}", it.kind, it.name, if it.remade { " remade" } else { "" })).collect()
}

#[test]
fn what_is_lost_is_named() {
    for (text, expected) in [
        ("DROP TABLE users", "DropTable(\"table\") users"),
        ("drop table if exists public.\"Users\", b cascade;", "DropTable(\"table\") public.Users, b"),
        ("/* x */ DROP -- y\n DATABASE `shop`", "DropDatabase(\"database\") shop"),
        ("/*!40000 DROP DATABASE IF EXISTS `a-b`*/;", "DropDatabase(\"database\") a-b"),
        ("DROP DATABASE …_old", "DropDatabase(\"database\") …_old"),
        ("truncate table a, b restart identity", "Truncate a, b"),
        ("DELETE FROM a.users", "DeleteAll a.users"),
        ("delete from users where 1 = 1", "DeleteAll users"),
        ("DELETE FROM users WHERE id=3 OR 'a'='a'", "DeleteAll users"),
        ("UPDATE users SET admin = true", "UpdateAll users"),
        ("UPDATE users SET name = (SELECT n FROM x WHERE id = 1)", "UpdateAll users"),
        ("WITH a AS (SELECT 1 WHERE true) DELETE FROM t", "DeleteAll t"),
        ("ALTER TABLE t DROP COLUMN c", "DropColumn(\"column c\") t"),
        ("SELECT 1; \\c x\nDROP SCHEMA public CASCADE", "DropDatabase(\"schema\") public"),
        ("use x\nGO\nDROP TABLE y\nGO\n", "DropTable(\"table\") y"),
        ("DO $$ BEGIN IF x THEN DROP TABLE t; END IF; END $$", "DropTable(\"table\") t"),
        ("BEGIN; DROP TABLE t; COMMIT;", "DropTable(\"table\") t"),
        ("DROP TABLE IF EXISTS t; CREATE TABLE t (a int)", "DropTable(\"table\") t remade"),
        ("TRUNCATE t; INSERT INTO t SELECT 1", "Truncate t remade"),
        ("TRUNCATE t;\n\\copy t from 'x'\n", "Truncate t remade"),
        ("DROP USER 'a'@'%'; CREATE USER 'a'@'%' IDENTIFIED BY 'x'", "DropUser { owned: false } a remade"),
        ("COPY t FROM PROGRAM 'id'", "RunsProgram(\"`COPY … PROGRAM`\") "),
    ] {
        assert_eq!(said(text), [expected], "{text}");
    }
}

#[test]
fn ordinary_statements_are_silent() {
    for text in [
        "SELECT 'DROP TABLE users'",
        "delete-item",
        "truncate-log",
        "drop-all x",
        "-- DROP TABLE users\nSELECT 1",
        "SELECT drop FROM x WHERE truncate(a) = 1",
        "DELETE FROM users WHERE id = 3",
        "DELETE FROM users WHERE a = b",
        "DELETE FROM t …",
        "UPDATE users SET a = 1 WHERE id = 1",
        "DELETE t FROM t JOIN u ON t.a = u.a",
        "DROP TEMPORARY TABLE t",
        "DROP INDEX i; DROP VIEW v; DROP FUNCTION f(int)",
        "BEGIN; DELETE FROM t; ROLLBACK;",
        "EXPLAIN DELETE FROM t",
        "CREATE FUNCTION f() RETURNS int AS $$ DELETE FROM t; $$ LANGUAGE sql",
        "CREATE PROCEDURE p() BEGIN DELETE FROM t; END; SELECT 1",
        "INSERT INTO t VALUES ('a; DROP TABLE x; --')",
        "ALTER TABLE t DROP CONSTRAINT c",
        "CREATE TRIGGER a AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        ".tables",
        "",
        "'",
        "$$ é",
        "…",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn half_a_text_is_read_without_harm() {
    let text =
        "DO $a$ BEGIN DROP TABLE \"é\", `b`; END $a$; /*!5 DELETE FROM t */ -- x\nGRANT ALL ON *.* TO 'a'@'%'; '\\'";
    for (cut, _) in text.char_indices() {
        acts(&text[..cut]);
        acts(&text[cut..]);
    }
}
