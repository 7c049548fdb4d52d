//! CARO0113: `find` deletes before it filters.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;

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
    sink.fix("Filter first, then delete", vec![(cut, String::new()), (Span::at(last.span.end), " -delete".to_owned())]);
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
    use crate::rules::tests::check_marks;

    #[test]
    fn points_at_the_action_not_at_the_filter() {
        check_marks("find . -maxdepth 2 -delete -size +1M\n#                  ^^^^^^^ CARO0113\n");
    }

    #[test]
    fn keeps_quiet_where_something_has_filtered_before() {
        check_marks("find . -name '*.o' -delete -o -name '*.a' -print\n");
    }
}
