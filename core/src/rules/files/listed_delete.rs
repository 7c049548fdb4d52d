//! CARO0125: everything that a listing names is deleted.

use super::deletes;
use super::searches::{self, Filter};
use crate::rules::{Check, Sink, paths};
use crate::script::{Command, Statement, StatementKind, Word};

rule! {
    /// Deletes everything that a listing names, which is the whole folder.
    ///
    /// `ls` names all there is, and `xargs` cuts names at blanks, so that other files go too. Name what must go, or filter with
    /// `find … -name … -delete`.
    ///
    /// ```sh bad
    /// ls -A | xargs rm -rf
    /// ```
    /// ```sh bad
    /// find / -print0 | xargs -0 rm -f
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
        "find" | "gfind" if matches!(searches::filter(list), Filter::None | Filter::Weak) && searches::deed(list).is_none() => {
            match list.operands().next() {
                Some(word) => folder(word),
                None => Some("everything in the current folder".to_owned()),
            }
        }
        _ => None,
    }
    .filter(|_| sink.state().folder == crate::flow::Folder::Start || list.operands().next().is_some())
}

fn check(stages: &[Statement], sink: &mut Sink<'_>) {
    let [first, between @ .., last] = stages else { return };
    let (StatementKind::Command(list), StatementKind::Command(delete)) = (&first.kind, &last.kind) else { return };
    // Sorting takes nothing away.
    let keeps_all = between.iter().all(|it| {
        matches!(&it.kind, StatementKind::Command(it) if matches!(it.program.as_deref(), Some("sort" | "tac" | "tr" | "cat" | "uniq")))
    });
    let by_xargs = delete.wrappers.iter().any(|it| {
        let asks = it.flags.iter().any(|it| it.is('p', "interactive"));
        matches!(&*it.program, "xargs" | "gxargs" | "parallel") && !asks
    });
    let puts = matches!(delete.program.as_deref(), Some("mv" | "cp"));
    if puts || !keeps_all || !by_xargs || searches::deed_of_command(delete) != Some(searches::Deed::Destroys) {
        return;
    }
    if let Some(what) = listed(list, sink) {
        sink.report(first.span.cover(last.span), format!("deletes {what}"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_listing_of_a_named_folder_is_bounded() {
        check_marks("ls build | xargs rm -rf\nls | grep '\\.o$' | xargs rm -f\n");
    }
}
