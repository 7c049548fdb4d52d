//! CARO0125: everything that a listing names is deleted.

use super::deletes;
use super::searches::{self, Filter};
use crate::flow::Folder;
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Statement, StatementKind, Word};

rule! {
    /// Deletes everything that a listing names, which is the whole folder.
    ///
    /// `ls` names all there is, and `xargs` cuts names at blanks, so that other files go too. Name what must go, or filter with
    /// `find … -name … -delete`.
    ///
    /// To decide: Which names in the list must stay? Put them, or better those that must go, into the search.
    ///
    /// ```sh bad
    /// ls -A | xargs rm -rf
    /// ```
    /// ```sh fixed
    /// ls -A | xargs echo rm -rf
    /// ```
    /// ```sh bad
    /// find / -print0 | xargs -0 rm -f
    /// ```
    /// ```sh fixed
    /// find / -print0 | xargs -0 echo rm -f
    /// ```
    /// ```sh good
    /// ls -t *.tar.gz | tail -n +6 | xargs rm -f
    /// ```
    /// ```sh good
    /// find . -name '*.o' -print0 | xargs -0 rm -f
    /// ```
    /// ```sh good
    /// ls | xargs -n 1 echo rm
    /// ```
    /// ```sh good
    /// git ls-files --deleted | xargs git rm
    /// ```
    "CARO0125" "listed-delete",
    Danger,
    Check::Pipeline { run: check }
}

/// What a command lists, where that is all of a folder that matters.
pub(super) fn listed(list: &Command, sink: &Sink<'_>) -> Option<String> {
    let folder = |it: &Word| deletes::paths_of(it, sink).iter().find_map(|it| paths::loss(it.text()?));
    match list.program.as_deref()? {
        "ls" | "gls" | "dir" if !list.has_flag('d', "directory") => match list.operands().next() {
            Some(word) => folder(word),
            None => Some("everything in the current folder".to_owned()),
        },
        "find" | "gfind"
            if matches!(searches::filter(list), Filter::None | Filter::Weak) && searches::deed(list).is_none() =>
        {
            match list.operands().next() {
                Some(word) => folder(word),
                None => Some("everything in the current folder".to_owned()),
            }
        }
        _ => None,
    }
    .filter(|_| sink.state().folder == Folder::Start || list.operands().next().is_some())
}

fn check(stages: &[Statement], sink: &mut Sink<'_>) {
    let [first, between @ .., last] = stages else { return };
    let (StatementKind::Command(list), StatementKind::Command(delete)) = (&first.kind, &last.kind) else { return };
    // Sorting takes nothing away.
    let keeps_all = between.iter().all(|it| {
        matches!(&it.kind, StatementKind::Command(it) if matches!(it.program.as_deref(), Some("sort" | "tac" | "tr" | "cat" | "uniq")))
    });
    if !deletes_names(delete) {
        return;
    }
    let span = first.span.cover(last.span);
    if let (Folder::Unsure(place), true) = (sink.state().folder.clone(), lists_here(list)) {
        let message = "deletes what lies in whatever folder this runs in when `cd` fails";
        let raw = sink.report(span, message.to_owned());
        raw.related(place, "where `cd` can fail, and the script goes on".to_owned());
        if !keeps_all {
            raw.level(Level::Caution);
        }
        sink.stop_where_fails(place);
        return;
    }
    if !keeps_all {
        return;
    }
    // What only empties the logs is said by the rule on logs.
    if delete.program.as_deref() == Some("truncate")
        && list.operands().any(|it| sink.possible(it, |it| it.starts_with("/var/log")).is_some())
    {
        return;
    }
    if let Some(what) = listed(list, sink) {
        sink.report(span, format!("deletes {what}"));
        offer_print(delete, sink);
    } else if matches!(list.program.as_deref(), Some("find" | "gfind")) {
        let root = |it: &Word| deletes::sure_paths(it, sink).iter().any(|it| paths::reach(it).0 == "/");
        if searches::deed(list).is_none() && list.operands().any(root) {
            sink.report(span, "deletes what it finds all over the system".to_owned()).level(Level::Caution);
            offer_print(delete, sink);
        }
    }
}

/// Offers to print what `xargs` would run.
fn offer_print(delete: &Command, sink: &mut Sink<'_>) {
    if !delete.wrappers.is_empty() {
        sink.choice("Look first: print the commands, and run none", edits::printed(delete));
    }
}

/// Whether a listing names whatever lies in the current folder.
fn lists_here(list: &Command) -> bool {
    match list.program.as_deref() {
        Some("ls" | "gls" | "dir") => list.operands().next().is_none(),
        Some("find" | "gfind") => {
            searches::filter(list) <= Filter::Weak && list.operands().all(|it| matches!(it.literal(), Some("." | "./")))
        }
        _ => false,
    }
}

/// Whether a command deletes the names that it reads: `xargs rm`, `parallel rm -f {}`.
fn deletes_names(command: &Command) -> bool {
    let destroys = |it: &Command| searches::deed_of_command(it) == Some(searches::Deed::Destroys);
    if command.program.as_deref() == Some("parallel") {
        let inner = command.embedded.first().and_then(|it| it.statements.first());
        return matches!(inner.map(|it| &it.kind), Some(StatementKind::Command(it)) if destroys(it));
    }
    let by_xargs = command.wrappers.iter().any(|it| {
        let asks = it.flags.iter().any(|it| it.is('p', "interactive"));
        matches!(&*it.program, "xargs" | "gxargs" | "parallel") && !asks
    });
    by_xargs && command.program.as_deref() != Some("cp") && destroys(command)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_listing_of_a_named_folder_is_bounded() {
        check_marks("ls -1 | parallel rm -rf {}\n#mark 0 0 26 CARO0125\n");
        check_marks("find / -name core | xargs rm -f\n#mark 0 0 31 CARO0125\n");
        check_marks("cd /srv/x\nls -t | tail -n +6 | xargs rm -rf\n#mark 1 0 33 CARO0125\n");
        check_marks("ls build | xargs rm -rf\nls | grep '\\.o$' | xargs rm -f\n");
    }
}
