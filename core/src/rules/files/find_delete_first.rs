//! CARO0113: `find` deletes before it filters.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Quote};

rule! {
    /// Deletes every file, because the filter comes after `-delete`.
    ///
    /// `find` reads its expression from left to right and acts as it goes. A test that stands behind `-delete` is asked
    /// only about files that are already gone.
    ///
    /// To decide: Which files are meant? Put every test before `-delete`, and look at `-print` first.
    ///
    /// ```sh bad
    /// sudo find /srv/app -delete -name '*.tmp'
    /// ```
    /// ```sh fixed
    /// sudo find /srv/app -name '*.tmp' -delete
    /// ```
    /// ```sh good
    /// find /srv/app -type f -mtime +30 -delete
    /// ```
    /// ```sh good
    /// find "$(mktemp -d)" -delete
    /// ```
    "CARO0113" "find-delete-first",
    Danger,
    Check::Command { programs: &["find"], run: check }
}

fn check(find: &Command, sink: &mut Sink<'_>) {
    let flags: Vec<_> = find.flags().collect();
    let named = |name: &str| flags.iter().position(|it| it.long.as_deref() == Some(name));
    let Some(delete) = named("delete") else { return };
    let mut behind = flags[delete + 1..].iter().filter_map(|it| it.long.as_deref());
    let Some(test) = behind.find(|it| is_test(it)) else { return };
    // What stands before `-delete` has filtered already, perhaps enough.
    if flags[..delete].iter().any(|it| it.long.as_deref().is_some_and(is_test)) {
        return;
    }

    let word = &find.words[flags[delete].word];
    sink.report(word.span, format!("`-delete` runs before `-{test}` is asked"));
    // With `-o` the order decides more than the filter does, so a move could change the meaning.
    let grouped =
        find.arguments().iter().any(|it| matches!(it.literal(), Some("-o" | "-or" | "," | "(" | "!" | "-not")));
    let (Some(next), Some(last), false) = (find.words.get(flags[delete].word + 1), find.words.last(), grouped) else {
        return;
    };
    let cut = Span::new(word.span.start, next.span.start);
    let edits = vec![(cut, String::new()), (Span::at(last.span.end), " -delete".to_owned())];
    let unknown = find
        .words
        .iter()
        .flat_map(|it| &it.parts)
        .any(|it| it.quote == Quote::Bare && matches!(it.kind, PartKind::Parameter(_) | PartKind::Substitution(_)));
    if unknown || flags[delete + 1..].iter().any(|it| it.long.as_deref().is_some_and(is_action)) {
        sink.choice("Filter first, and delete behind every other action", edits);
    } else {
        sink.fix("Filter first, then delete", edits);
    }
}

/// What `find` does with a file, and what ends its search.
fn is_action(word: &str) -> bool {
    matches!(
        word,
        "print"
            | "print0"
            | "printf"
            | "fprint"
            | "fprint0"
            | "fprintf"
            | "ls"
            | "fls"
            | "exec"
            | "execdir"
            | "ok"
            | "okdir"
            | "prune"
            | "quit"
            | "delete"
    )
}

fn is_test(word: &str) -> bool {
    matches!(
        word,
        "name"
            | "iname"
            | "path"
            | "ipath"
            | "wholename"
            | "regex"
            | "iregex"
            | "type"
            | "xtype"
            | "mtime"
            | "mmin"
            | "atime"
            | "amin"
            | "ctime"
            | "cmin"
            | "newer"
            | "newermt"
            | "size"
            | "user"
            | "group"
            | "uid"
            | "gid"
            | "empty"
            | "perm"
            | "links"
            | "inum"
            | "nouser"
            | "nogroup"
            | "readable"
            | "writable"
            | "executable"
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::{check_certain, check_choices};
    use crate::rules::tests::check_marks;

    #[test]
    fn other_actions_are_decided_on() {
        check_certain("find a -delete -name b -print\n", &[]);
        check_certain("find a -delete -name b -exec ls {} +\n", &[]);
        check_choices("find a -delete -name b -print\n", &["find a -name b -print -delete\n"]);
        check_certain("find a -delete -name b\n", &["find a -name b -delete\n"]);
    }

    #[test]
    fn points_at_the_action_not_at_the_filter() {
        check_marks("find . -maxdepth 2 -delete -size +1M\n#                  ^^^^^^^ CARO0113\n");
    }

    #[test]
    fn keeps_quiet_where_something_has_filtered_before() {
        check_marks("find . -name '*.o' -delete -o -name '*.a' -print\n");
    }
}
