//! What a `find` looks through, what it lets pass, and what it does with that.

use crate::Span;
use crate::rules::Sink;
use crate::rules::edits::Edits;
use crate::script::{Command, Embedded, Flag, Statement, StatementKind, Word};

/// How much a search's tests keep from harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filter {
    /// It asks nothing.
    None,
    /// It asks what nearly everything passes: `-type f`, `-name '*'`.
    Weak,
    /// It keeps what is named and takes the rest: `! -name keep`.
    Inverse,
    /// It asks for names, ages or sizes.
    Narrow,
}

/// What a search does with what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// The files are gone, or what they held.
    Destroys,
    /// They are changed in place.
    Edits,
}

/// The first deed of a `find`, and where it stands.
pub(super) fn deed(find: &Command) -> Option<(Deed, Span)> {
    if let Some(flag) = find.flag('\0', "delete") {
        return Some((Deed::Destroys, find.words.get(flag.word)?.span));
    }
    let mut edits = None;
    for (flag, embedded) in find.flags().filter(|it| runs(it)).zip(&find.embedded) {
        if flag.long.as_deref().is_some_and(|it| it.starts_with("ok")) {
            continue;
        }
        let span = find.words.get(flag.word)?.span;
        match deed_of(embedded) {
            Some(Deed::Destroys) => return Some((Deed::Destroys, span)),
            Some(Deed::Edits) => edits = edits.or(Some((Deed::Edits, span))),
            None => {}
        }
    }
    edits
}

/// Has a search name what it finds instead of deleting or changing it.
pub(super) fn edits_to_print(find: &Command) -> Option<Edits> {
    let print = |span| vec![(span, "-print".to_owned())];
    let mut deeds = find.flags().filter(|it| runs(it) || it.long.as_deref() == Some("delete"));
    let (deed, None) = (deeds.next()?, deeds.next()) else { return None };
    let first = find.words.get(deed.word)?.span;
    if !runs(deed) {
        return Some(print(first));
    }
    let mut behind = find.words.get(deed.word..)?.iter();
    let last = behind.find(|it| matches!(it.literal(), Some(";" | "+")))?;
    Some(print(first.cover(last.span)))
}

/// Offers that.
pub(super) fn offer_print(find: &Command, sink: &mut Sink<'_>) {
    if let Some(edits) = edits_to_print(find) {
        sink.choice("Look first: print what it finds, and change nothing", edits);
    }
}

fn runs(flag: &Flag) -> bool {
    matches!(flag.long.as_deref(), Some("exec" | "execdir" | "ok" | "okdir"))
}

/// What a command does to each file: that of `-exec`, or one inside its `sh -c`.
fn deed_of(embedded: &Embedded) -> Option<Deed> {
    let [Statement { kind: StatementKind::Command(command), .. }] = &*embedded.statements else { return None };
    if let Some(inner) = command.embedded.first() {
        return deed_of(inner);
    }
    deed_of_command(command)
}

/// What a command does to the files it is given.
pub(super) fn deed_of_command(command: &Command) -> Option<Deed> {
    match command.program.as_deref()? {
        "rm" | "grm" | "unlink" | "shred" | "srm" | "wipe" if !command.has_flag('i', "") => Some(Deed::Destroys),
        "truncate" => Some(Deed::Destroys),
        "cp" if command.operands().next().and_then(Word::literal) == Some("/dev/null") => Some(Deed::Destroys),
        "sed" | "gsed" | "perl" if command.has_flag('i', "in-place") => Some(Deed::Edits),
        "gzip" | "bzip2" | "xz" | "dos2unix" | "unix2dos" | "rename" => Some(Deed::Edits),
        _ => None,
    }
}

/// How much the tests keep from harm.
pub(super) fn filter(find: &Command) -> Filter {
    let mut filter = Filter::None;
    for flag in find.flags() {
        let Some(name) = flag.long.as_deref() else { continue };
        let before = flag.word.checked_sub(1).and_then(|it| find.words.get(it)).and_then(Word::literal);
        let negated = matches!(before, Some("!" | "-not"));
        let own = match name {
            "delete"
            | "depth"
            | "d"
            | "print"
            | "print0"
            | "xdev"
            | "mount"
            | "mindepth"
            | "exec"
            | "execdir"
            | "ok"
            | "okdir"
            | "ls"
            | "follow"
            | "L"
            | "H"
            | "P"
            | "not"
            | "o"
            | "or"
            | "a"
            | "and"
            | "true"
            | "noleaf"
            | "ignore_readdir_race"
            | "warn"
            | "nowarn"
            | "!"
            | "("
            | ")"
            | ","
            | "printf"
            | "quit"
            | "daystart" => Filter::None,
            "maxdepth" => Filter::None,
            "type" => match flag.value.as_ref().and_then(Word::literal) {
                Some("f" | "d" | "f,d" | "d,f" | "f,l" | "f,d,l") => Filter::Weak,
                _ => Filter::Narrow,
            },
            "name" | "iname" | "path" | "ipath" | "wholename" | "regex"
                if flag
                    .value
                    .as_ref()
                    .is_some_and(|it| matches!(it.literal(), Some("*" | "*.*" | "?*" | ".*" | "./*"))) =>
            {
                Filter::Weak
            }
            "readable" | "writable" | "prune" => Filter::Weak,
            _ if negated => Filter::Inverse,
            _ => Filter::Narrow,
        };
        filter = filter.max(own);
    }
    filter
}
