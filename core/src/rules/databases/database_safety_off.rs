//! CARO0910: a safety of the database server is switched off.

use super::clients::{self, Sent};
use super::queries;
use super::sql::ActKind;
use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::names::is_throwaway;
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Makes the database lose written data at a crash, or makes a restore impossible.
    ///
    /// With `fsync` off a power cut can ruin the whole database. Binary logs are what brings back the time since the last backup.
    ///
    /// To decide: Can all data of this server be made again, and is there a backup of today?
    ///
    /// ```sh bad
    /// psql -c 'ALTER SYSTEM SET fsync = off'
    /// ```
    /// ```sh fixed
    /// psql -c 'ALTER SYSTEM SET fsync = on'
    /// ```
    /// ```sh bad
    /// mysql -e 'RESET MASTER'
    /// ```
    /// ```sh fixed
    /// mysql -e 'SHOW BINARY LOGS'
    /// ```
    /// ```sh bad
    /// mysql -e 'SET GLOBAL sync_binlog=0'
    /// ```
    /// ```sh fixed
    /// mysql -e 'SET GLOBAL sync_binlog=1'
    /// ```
    /// ```sh bad
    /// pg_resetwal -f /var/lib/postgresql/16/main
    /// ```
    /// ```sh fixed
    /// pg_resetwal -n /var/lib/postgresql/16/main
    /// ```
    /// ```sh good
    /// psql -c 'ALTER SYSTEM SET work_mem = 65536'
    /// ```
    /// ```sh good
    /// mysql -e 'SET GLOBAL max_connections=200'
    /// ```
    /// ```sh good
    /// pg_resetwal -n /var/lib/postgresql/16/main
    /// ```
    "CARO0910" "database-safety-off",
    Caution,
    Check::Command { programs: clients::SQL_AND_ADMIN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    match command.program.as_deref() {
        Some("pg_resetwal" | "pg_resetxlog") => {
            if let Some(flag) = command.flag('f', "force")
                && !command.has_flag('n', "dry-run")
            {
                let message = "throws away the last changes and lets the database go on as if it were whole";
                sink.report(flag.span, message.to_owned()).level(Level::Danger);
                sink.choice("Only show what it would write: `-n`", edits::instead(command, flag, "-n"));
            }
            return;
        }
        Some("pg_dropcluster") => {
            let names: Vec<String> = command.operands().map(|it| sink.sketch(it).text).collect();
            if names.iter().any(|it| is_throwaway(it)) {
                return;
            }
            let message = "deletes a whole server with every database in it";
            let raw = sink.report(command.name_span(), message.to_owned());
            if !names.iter().any(|it| is_unsure(it)) {
                raw.level(Level::Danger);
            }
            return;
        }
        _ => {}
    }
    for sent in clients::acts(command, sink) {
        match &sent.act.kind {
            ActKind::SwitchesOff(name) if name == "local_infile" => {
                sink.report(sent.span, "lets whoever sends queries read files of the machines that do".to_owned());
                sink.choice("Keep it off", value(&sent, &[("ON", "OFF"), ("1", "0")], sink));
            }
            ActKind::SwitchesOff(name) => {
                sink.report(sent.span, format!("with this `{name}` a crash loses data that was said to be written"));
                let safe = [("off", "on"), ("0", "1"), ("2", "1"), ("false", "true")];
                sink.choice("Keep what is said to be written", value(&sent, &safe, sink));
            }
            ActKind::DropBackups(what) => {
                sink.report(
                    sent.span,
                    format!("deletes {what}: what happened since the last backup cannot be restored"),
                );
                let edits = queries::instead(&sent, "RESET MASTER", "SHOW BINARY LOGS", sink);
                sink.choice("Look first: `SHOW BINARY LOGS`", edits);
            }
            _ => {}
        }
    }
}

/// The safe value in the place of the one that a statement ends in.
fn value(sent: &Sent, pairs: &[(&str, &str)], sink: &Sink<'_>) -> Edits {
    let text = sink.text(sent.span).trim_end();
    let ends = |it: &&(&str, &str)| {
        let start = text.len().saturating_sub(it.0.len());
        text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(it.0))
            && text.get(..start).is_some_and(|it| it.ends_with([' ', '=']))
    };
    let Some((old, new)) = pairs.iter().find(ends) else { return Edits::new() };
    let end = sent.span.start + text.len();
    vec![(Span::new(end - old.len(), end), (*new).to_owned())]
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_programs_of_postgresql_are_known() {
        check_marks("sudo pg_dropcluster --stop 16 main\n#    ^^^^^^^^^^^^^^ CARO0910\n");
    }
}
