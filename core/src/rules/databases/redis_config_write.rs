//! CARO0913: Redis is made to write a file of another kind, or to open itself.

use super::redis_flush::queries;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Lets whoever can talk to Redis write files on its machine, or run code there.
    ///
    /// With `CONFIG SET dir` and `dbfilename` the next save lands in a folder such as `.ssh` or `cron.d`; `MODULE LOAD` runs a library.
    /// Set them in the file of the server, where nobody else can.
    ///
    /// To decide: Why does this server need it while it runs, and who else can talk to it?
    ///
    /// ```sh bad
    /// redis-cli config set dir /var/spool/cron
    /// ```
    /// ```sh fixed
    /// redis-cli CONFIG GET dir
    /// ```
    /// ```sh bad
    /// redis-cli -h cache CONFIG SET dbfilename authorized_keys
    /// ```
    /// ```sh fixed
    /// redis-cli -h cache CONFIG GET dbfilename
    /// ```
    /// ```sh bad
    /// redis-cli module load /tmp/x.so
    /// ```
    /// ```sh fixed
    /// redis-cli MODULE LIST
    /// ```
    /// ```sh good
    /// redis-cli config set maxmemory 2gb
    /// ```
    /// ```sh good
    /// redis-cli config get dir
    /// ```
    /// ```sh good
    /// redis-cli set dir /srv
    /// ```
    "CARO0913" "redis-config-write",
    Danger,
    Check::Command { programs: &["redis-cli", "valkey-cli", "keydb-cli"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for (span, words) in queries(command, sink) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (message, level) = match *words {
            ["config", "set", "dir" | "dbfilename", value, ..] => {
                // Moving the data to another disk sets the folder too.
                let level = if is_run_from(value) { Level::Danger } else { Level::Caution };
                (format!("makes the server save its data as `{value}`, where it may be read as something else"), level)
            }
            ["module", "load" | "loadex", library, ..] => {
                (format!("the server runs the library `{library}`"), Level::Caution)
            }
            ["slaveof" | "replicaof", host, _, ..] if host != "no" => {
                (format!("replaces all data by that of `{host}`"), Level::Caution)
            }
            ["config", "set", "requirepass", "" | "\"\"", ..] | ["config", "set", "requirepass"] => {
                ("takes the password away".to_owned(), Level::Caution)
            }
            _ => continue,
        };
        sink.report(span, message).level(level);
        let end = command.operands().last().map_or(span.end, |it| it.span.end);
        let look = match *words {
            ["config", "set", name, ..] if name != "requirepass" => format!("CONFIG GET {name}"),
            ["module", ..] => "MODULE LIST".to_owned(),
            _ => continue,
        };
        let apart = command.operands().count() > 1 && span.end <= end;
        let edits = if apart { vec![(Span::new(span.start, end), look.clone())] } else { Vec::new() };
        sink.choice(&format!("Look first: `{look}`"), edits);
    }
}

/// A folder or file whose contents something else runs or believes.
fn is_run_from(value: &str) -> bool {
    ["cron", ".ssh", "authorized_keys", "/etc", "/root", "www", "html", "init.d", ".php", "profile", ".so"]
        .iter()
        .any(|it| value.contains(it))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_folder_for_data_is_a_caution_only() {
        check_marks("redis-cli CONFIG SET dir /srv/redis\n#         ^^^^^^ CARO0913\nredis-cli replicaof no one\n");
    }
}
