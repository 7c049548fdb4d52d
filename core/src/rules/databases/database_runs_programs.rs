//! CARO0909: a query runs programs on the server.

use super::clients;
use super::sql::ActKind;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Makes the database server run a program, or write a file that something runs.
    ///
    /// `COPY … PROGRAM`, `xp_cmdshell` and a file that `INTO OUTFILE` puts into a web folder turn a query into commands for the machine,
    /// as the user of the server.
    ///
    /// To decide: Which file or program does the server need, and can the client read or run it instead?
    ///
    /// ```sh bad
    /// psql -c "COPY t FROM PROGRAM 'id'"
    /// ```
    /// ```sh bad
    /// mysql -e "SELECT '<?php system(\$_GET[0]);' INTO OUTFILE '/var/www/html/x.php'"
    /// ```
    /// ```sh bad
    /// sqlcmd -S db -Q "EXEC xp_cmdshell 'whoami'"
    /// ```
    /// ```sh good
    /// psql -c "\\copy t FROM 'rows.csv' CSV"
    /// ```
    /// ```sh good
    /// mysql -e "SELECT * FROM t INTO OUTFILE '/tmp/t.csv'"
    /// ```
    /// ```sh good
    /// psql -c "COPY t TO STDOUT" > t.csv
    /// ```
    "CARO0909" "database-runs-programs",
    Danger,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for sent in clients::acts(command, sink) {
        if let ActKind::RunsProgram(how) = sent.act.kind {
            sink.report(sent.span, format!("{how} makes the database server run commands, or leaves some there"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn xp_cmdshell_is_seen_with_its_schema() {
        check_marks(
            "sqlcmd -Q \"exec master..xp_cmdshell 'dir'\"\n#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0909\n",
        );
    }
}
