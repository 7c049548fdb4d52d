//! CARO0119: the record of who did what is wiped.

use super::precious;
use super::searches::{self, Deed, Filter};
use crate::flow::Folder;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink, paths};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Wipes the record of who logged in and what they did.
    ///
    /// After a break-in it is all there is to learn from. `logrotate` keeps logs small and keeps the old ones for a while.
    ///
    /// ```sh bad
    /// cat /dev/null > /var/log/auth.log
    /// ```
    /// ```sh bad
    /// sudo rm -f /var/log/wtmp
    /// ```
    /// ```sh bad
    /// truncate -s 0 /var/log/syslog
    /// ```
    /// ```sh bad
    /// find /var/log -type f -exec truncate -s 0 {} +
    /// ```
    /// ```sh good
    /// find /var/log -name '*.gz' -mtime +30 -delete
    /// ```
    /// ```sh good
    /// cat /dev/null > "$LOG"
    /// ```
    /// ```sh good
    /// rm -f /var/log/myapp/old.log
    /// ```
    /// ```sh good
    /// logger started >> /var/log/syslog
    /// ```
    "CARO0119" "wipe-record",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let wipes = match act.kind {
        ActKind::Overwrites | ActKind::Deletes => true,
        ActKind::Changes => act.command.is_some_and(cuts),
        // `find` reads the folder that it looks through.
        ActKind::Reads => return act.command.map_or((), |it| check_find(it, act, sink)),
        _ => false,
    };
    if !wipes || act.command.is_some_and(|it| matches!(it.program.as_deref(), Some("find" | "gfind" | "rmdir"))) {
        return;
    }
    let paths = super::deletes::sure_paths(act.path, sink);
    let is_wide = |it: &str| matches!(it, "/var/log/*.log" | "/var/log/*log" | "/var/log/*log*" | "/var/log/*.log*" | "/var/log/auth.log*");
    if let Some(path) = paths.iter().find(|it| {
        let (folder, _) = paths::reach(it);
        precious::is_record(&folder) || is_wide(it) || folder == "/var/log" && it.ends_with('*') && !deletes(act)
    }) {
        let message = format!("wipes `{path}`, the record of who did what");
        sink.report(act.span, message);
    }
}

/// Deletes of all of `/var/log` are another rule's.
fn deletes(act: &FileAct<'_>) -> bool {
    act.kind == ActKind::Deletes && act.command.is_some_and(|it| super::deletes::DELETERS.contains(&it.program.as_deref().unwrap_or_default()))
}

/// Whether `truncate` leaves nothing.
fn cuts(command: &Command) -> bool {
    command.program.as_deref() == Some("truncate")
        && command.flag_value('s', "size").and_then(Word::literal).is_some_and(|it| it.trim_matches('0').is_empty())
}

fn check_find(find: &Command, act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(find.program.as_deref(), Some("find" | "gfind")) {
        return;
    }
    let filter = searches::filter(find);
    let Some((Deed::Destroys, _)) = searches::deed(find) else { return };
    let inside = find.operands().any(|it| it.span == act.path.span) && sink.state().folder == Folder::Start;
    let log = sink.possible(act.path, |it| paths::reach(it).0 == "/var/log").is_some();
    let all = find.flag_value('\0', "name").is_some_and(|it| {
        matches!(&*it.parts, [only] if matches!(&only.kind, PartKind::Literal(it) if matches!(&**it, "*.log" | "*log" | "*.log*")))
    });
    let ages = find.flags().any(|it| it.long.as_deref().is_some_and(|it| it.ends_with("time") || it.ends_with("min") || it == "size" || it == "newer"));
    // Without any test it is another rule's.
    if inside && log && !ages && (matches!(filter, Filter::Weak | Filter::Inverse) || all) {
        sink.report(act.span, "wipes all logs in `/var/log`, the record of who did what".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_wipe_counts() {
        check_marks("for f in /var/log/*.log; do : > \"$f\"; done\n#mark 0 30 36 CARO0119\n");
        check_marks("shred -u /var/log/secure\n#        ^^^^^^^^^^^^^^^ CARO0119\n");
        check_marks("cp /dev/null /var/log/wtmp\n#            ^^^^^^^^^^^^^ CARO0119\n");
        check_marks("cd /var/log && > btmp\n#              ^^^^^^ CARO0119\n");
        check_marks("rm -rf /var/log/journal/*\n#      ^^^^^^^^^^^^^^^^^^ CARO0119\n");
    }

    #[test]
    fn one_programs_own_log_is_ordinary() {
        check_marks(": > /var/log/myapp.log\ntruncate -s 100M /var/log/syslog.1\nrm -f /var/log/nginx/*.gz\nfind /var/log/app -type f -delete\n");
    }
}
