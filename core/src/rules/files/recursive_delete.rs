//! CARO0101: a recursive or forced delete reaches further than its line says.

use crate::flow::{Folder, Shape};
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Part, PartKind, Statement, StatementKind, Word};

rule! {
    /// Deletes the system, a home or everything here, as written or when a variable is empty.
    ///
    /// A path is judged by every value that its variables can have at this line. `"$DIR"/*` is `/*` when `DIR` is empty,
    /// and nothing asks again. `${DIR:?}` ends the script there instead.
    ///
    /// ```sh bad
    /// DIR=$1
    /// rm -rf "$DIR"/*
    /// ```
    /// ```sh fixed
    /// DIR=$1
    /// rm -rf "${DIR:?}"/*
    /// ```
    /// ```sh bad
    /// sudo rm -fr --no-preserve-root /
    /// ```
    /// ```sh bad
    /// cd /srv/app/cache
    /// rm -rf ./*
    /// ```
    /// ```sh bad
    /// find /etc -delete
    /// ```
    /// ```sh good
    /// rm -rf ./build "$HOME/.cache/app"
    /// ```
    /// ```sh good
    /// tmp=$(mktemp -d) || exit 1
    /// trap 'rm -rf "$tmp"' EXIT
    /// ```
    /// ```sh good
    /// DIR=$1
    /// [ -n "$DIR" ] || exit 1
    /// rm -rf "$DIR"/*
    /// ```
    /// ```sh good
    /// cd /srv/app/cache || exit 1
    /// rm -rf ./*
    /// ```
    /// ```sh good
    /// echo 'rm -rf /'
    /// ```
    "CARO0101" "recursive-delete",
    Danger,
    Check::Command { programs: &["rm", "find"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.program.as_deref() == Some("find") {
        return check_find(command, sink);
    }
    let recursive = command.has_flag('r', "recursive") || command.has_flag('R', "");
    if !recursive && !command.has_flag('f', "force") {
        return;
    }
    for word in command.operands() {
        check_path(word, recursive, sink);
    }
}

/// `find` without a test deletes like `rm -r`; with one it goes too far only where a variable is empty.
fn check_find(find: &Command, sink: &mut Sink<'_>) {
    let removes = |it: &crate::script::Embedded| {
        matches!(&*it.statements, [Statement { kind: StatementKind::Command(it), .. }] if it.program.as_deref() == Some("rm"))
    };
    let deletes = find.has_flag('\0', "delete") || find.embedded.iter().any(removes);
    let filters = find.flags().any(|it| {
        let long = it.long.as_deref();
        !matches!(long, Some("delete" | "depth" | "print" | "print0" | "xdev" | "mount" | "mindepth" | "maxdepth" | "exec"))
    });
    if !deletes {
        return;
    }
    for word in find.operands() {
        if !filters {
            check_path(word, true, sink);
        } else if let Some(shape) = sink.value(word).shapes.into_iter().find(|it| it.empty.is_some() && it.text() == Some("/")) {
            report(word, "files all over the system", &shape, sink);
        }
    }
}

fn check_path(word: &Word, recursive: bool, sink: &mut Sink<'_>) {
    let value = sink.value(word);
    let shapes = value.shapes.iter().flat_map(|it| paths::from_folder(it, sink.state()));
    let worst = shapes
        .filter_map(|shape| Some((paths::loss(shape.text()?)?, shape)))
        // Without `-r` only `*` reaches further than the line says.
        .filter(|(_, shape)| recursive || shape.text.ends_with('*'))
        .min_by_key(|(_, shape)| (shape.empty.is_some(), shape.text.len()));
    if let Some((loss, shape)) = worst {
        return report(word, &loss, &shape, sink);
    }
    let here = value.shapes.iter().any(|it| it.text().is_some_and(|it| matches!(it, "*" | "./*" | "." | ".*")));
    if let (true, Folder::Unsure(place)) = (here, &sink.state().folder) {
        let place = *place;
        let raw = sink.report(word.span, "deletes everything in whatever folder this runs in when `cd` fails".to_owned());
        raw.related(place, "where `cd` can fail, and the script goes on".to_owned());
        return;
    }
    if recursive {
        check_last_part(word, sink);
    }
}

fn report(word: &Word, loss: &str, shape: &Shape, sink: &mut Sink<'_>) {
    let Some(empty) = &shape.empty else {
        let why = match &sink.state().folder {
            Folder::Unsure(place) if !shape.text.starts_with(['/', '~']) => Some(*place),
            _ => None,
        };
        // One of several values, and the others are harmless: perhaps a condition keeps them apart.
        let certain = word.literal().is_some() || sink.value(word).shapes.len() == 1 || why.is_some();
        let message = if certain { format!("deletes {loss}") } else { format!("deletes {loss} when it is `{}`", shape.text) };
        let raw = sink.report(word.span, message);
        if !certain {
            raw.level(Level::Caution);
        }
        if let Some(place) = why {
            raw.related(place, "where `cd` can fail, and the script goes on".to_owned());
        }
        return;
    };
    let raw = sink.report(word.span, format!("deletes {loss} when `{}` is empty, {}", empty.name, said(empty.why)));
    if let Some(place) = empty.place {
        raw.related(place, format!("`{}` gets its value here", empty.name));
    }
    guard(word, sink);
}

fn said(why: &str) -> String {
    if why.starts_with("as ") { why.to_owned() } else { format!("as it is {why}") }
}

/// `"$base/$name"`: without the last part, the folder above it goes.
fn check_last_part(word: &Word, sink: &mut Sink<'_>) {
    let mut parts = word.parts.iter().rev().skip_while(|it| {
        matches!(&it.kind, PartKind::Literal(text) if &**text == "/") || matches!(&it.kind, PartKind::Glob(text) if &**text == "*")
    });
    let (Some(last), Some(before)) = (parts.next(), parts.next()) else { return };
    let PartKind::Parameter(parameter) = &last.kind else { return };
    let ends = matches!(&before.kind, PartKind::Literal(text) if text.ends_with('/') && text.len() > 1 || &**text == "/");
    let alone = Word { parts: vec![last.clone()], ..Word::default() };
    let value = sink.value(&alone);
    let Some(empty) = value.shapes.iter().filter(|it| it.is_empty()).find_map(|it| it.empty.clone()) else { return };
    // A name from the environment is a matter of taste; one from the caller, or of a step that failed, is not checked.
    if !ends || parameter.operator.is_some() {
        return;
    }
    let folder = sink.text(crate::Span::new(word.span.start, before.span.end)).trim_matches(['"', '\'']).to_owned();
    let raw = sink.report(word.span, format!("deletes all of `{folder}` when `{}` is empty, {}", empty.name, said(empty.why)));
    raw.level(Level::Caution);
    if let Some(place) = empty.place {
        raw.related(place, format!("`{}` gets its value here", empty.name));
    }
    guard(word, sink);
}

/// Offers `${DIR:?}` for the variables that can be empty.
fn guard(word: &Word, sink: &mut Sink<'_>) {
    let mut edits = Vec::new();
    for part in &word.parts {
        let PartKind::Parameter(parameter) = &part.kind else { continue };
        let alone = Word { parts: vec![part.clone()], ..Word::default() };
        if sink.value(&alone).may_be_empty() {
            if !is_plain(part) {
                return;
            }
            edits.push((part.span, format!("${{{}:?}}", parameter.name)));
        }
    }
    if !edits.is_empty() {
        sink.fix("Stop when the variable is empty", edits);
    }
}

fn is_plain(part: &Part) -> bool {
    let PartKind::Parameter(parameter) = &part.kind else { return false };
    let named = parameter.name.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_');
    named && parameter.operator.is_none() && parameter.index.is_none() && !parameter.indirect && !parameter.length
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_variable_is_followed_to_the_line_that_deletes() {
        check_marks(
            "\
#!/bin/bash
DIR=
if [ \"$1\" ]; then DIR=$1; fi
rm -rf \"$DIR\"/
#      ^^^^^^^ CARO0101
rm -rf \"${DIR:-/tmp/x}\"/
rm -rf \"$DIR\"
",
        );
    }

    #[test]
    fn guards_in_all_spellings_are_believed() {
        for guard in [
            ": \"${D:?}\"",
            "[ -n \"$D\" ] || exit 1",
            "[[ -z $D ]] && exit 1",
            "if [ -z \"$D\" ]; then echo no; exit 2; fi",
            "test \"$D\" || die 'no folder'",
            "[ \"x$D\" = x ] && exit",
            "case $D in '') exit 1 ;; esac",
            "[ -d \"$D\" ] || exit 1",
            "if [[ \"$D\" == \"\" ]]; then usage; fi",
            "D=${D:-/srv/app/data}",
        ] {
            check_marks(&format!("D=$1\n{guard}\nrm -rf \"$D\"/*\n"));
        }
        check_marks("set -u\nrm -rf \"$FOLDER\"/*\n");
        check_marks("[ $# -ge 1 ] || exit 1\nrm -rf \"$1\"/*\n");
        check_marks("set -e\nd=$(git rev-parse --show-toplevel)\nrm -rf \"$d\"/*\n");
    }

    #[test]
    fn half_a_guard_is_no_guard() {
        check_marks("D=$1\n[ -n \"$D\" ] || echo 'no folder'\nrm -rf \"$D\"/*\n#      ^^^^^^ CARO0101\n");
        check_marks("D=$1\n[ -n \"$E\" ] || exit 1\nrm -rf \"$D\"/*\n#      ^^^^^^ CARO0101\n");
    }

    #[test]
    fn wrappers_and_inner_shells_hide_nothing() {
        check_marks("sudo -u root env A=1 nice -n 5 rm -r -f /usr\n#                                       ^^^^ CARO0101\n");
        check_marks("sh -c 'cd /tmp; rm -rf /'\n#                      ^ CARO0101\n");
        check_marks("bash <<E\nrm -rf /etc\nE\n#mark 1 7 11 CARO0101\n");
        check_marks("\\r\"m\" --recursive $'\\x2f'\n#                 ^^^^^^^ CARO0101\n");
        check_marks("sh -ce 'rm -rf /'\n#              ^ CARO0101\n");
        check_marks("ssh host 'rm -rf /var'\n#                ^^^^ CARO0101\n");
    }

    #[test]
    fn a_function_is_judged_by_its_calls() {
        check_marks("wipe() { rm -rf \"$1\"/*; }\nwipe /srv/app\n");
        check_marks("wipe() { rm -rf \"$1\"/*; }\nwipe \"$2\"\n#mark 0 16 22 CARO0101\n");
    }

    #[test]
    fn data_is_no_command() {
        check_marks("cat <<E >notes.txt\nrm -rf /\nE\ngrep 'rm -rf /' log # rm -rf /\nprintf '%s' \"rm -rf ~\"\n");
    }

    #[test]
    fn a_name_from_the_caller_takes_its_folder_along() {
        check_marks("base=/srv/data\nrm -rf \"$base/$1\"\n#      ^^^^^^^^^^ CARO0101\n");
        check_marks("for d in a b; do rm -rf \"/srv/data/$d\"; done\n");
    }
}
