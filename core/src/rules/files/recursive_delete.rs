//! CARO0101: a recursive or forced delete reaches further than its line says.

use super::deletes::{self, Delete};
use super::searches::{self, Deed, Filter};
use super::stray_blank;
use crate::flow::{Folder, Shape};
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Part, PartKind, Word};

rule! {
    /// Deletes the system, a home or everything here, as written or when a variable is empty.
    ///
    /// A path is judged by every value that its variables can have at this line. `"$DIR"/*` is `/*` when `DIR` is empty,
    /// and nothing asks again. `${DIR:?}` ends the script there instead.
    ///
    /// To decide: Is this really all that must go, and is there a copy of it elsewhere?
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
    /// ```sh fixed
    /// cd /srv/app/cache || exit
    /// rm -rf ./*
    /// ```
    /// ```sh bad
    /// find /etc -delete
    /// ```
    /// ```sh fixed
    /// find /etc -print
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
    Check::Command { programs: &["rm", "grm", "srm", "wipe", "rimraf", "del-cli", "find", "gfind"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if matches!(command.program.as_deref(), Some("find" | "gfind")) {
        return check_find(command, sink);
    }
    let Some(delete) = deletes::of(command, sink) else { return };
    for word in &delete.words {
        if !stray_blank::is_stray(word, &delete.words, sink) && check_path(word, &delete, sink) {
            deletes::offer_asking(command, sink);
        }
    }
    for shape in deletes::paths_from_input(command, sink) {
        if let Some(loss) = paths::loss(&shape.text).filter(|_| delete.recursive) {
            sink.report(command.name_span(), format!("deletes {loss}, which it is given by the command before it"));
        }
    }
}

/// `find` without a test deletes like `rm -r`; with one it goes too far only where a variable is empty.
fn check_find(find: &Command, sink: &mut Sink<'_>) {
    let Some((Deed::Destroys, deed)) = searches::deed(find) else { return };
    let filters = searches::filter(find) != Filter::None;
    let delete = Delete { recursive: true, forced: true, words: Vec::new() };
    let mut roots = find.operands().peekable();
    // A folder in a variable that is empty has its own words below.
    let written = !sink.text(find.span).contains('$');
    if roots.peek().is_none() && written && !filters && sink.state().folder == Folder::Start {
        sink.report(deed, "deletes everything in the current folder".to_owned());
        searches::offer_print(find, sink);
    }
    let roots: Vec<&Word> = roots.collect();
    let only = roots.len() == 1;
    for word in roots {
        let lone = word.parts.iter().all(deletes::is_split) && !word.parts.is_empty();
        let value = sink.value(word);
        if !filters {
            if check_path(word, &delete, sink) {
                searches::offer_print(find, sink);
            }
        } else if let Some(shape) = value.shapes.iter().find(|it| it.empty.is_some() && it.text() == Some("/")) {
            report(word, "files all over the system", shape, sink);
        }
        // Without a folder, `find` looks through the current one.
        if let Some(shape) = value.shapes.iter().find(|it| lone && only && !vanishes(word) && it.is_empty()) {
            report(word, HERE, shape, sink);
        }
    }
}

/// Whether a word is there only when its variable holds something: `${x:+"$x"}`.
fn vanishes(word: &Word) -> bool {
    word.leading_variable().and_then(|it| it.operator.as_deref()).is_some_and(|it| it.0.ends_with('+'))
}

/// Reports what a path reaches, and says whether it did.
fn check_path(word: &Word, delete: &Delete<'_>, sink: &mut Sink<'_>) -> bool {
    let shapes = deletes::paths_of(word, sink);
    let worst = shapes
        .iter()
        .filter_map(|shape| Some((paths::loss(shape.text()?)?, shape)))
        // Without `-r` only `*` reaches further than the line says.
        .filter(|(_, shape)| delete.recursive || shape.text.ends_with('*'))
        .min_by_key(|(_, shape)| (shape.empty.is_some(), shape.text.len()));
    if let Some((loss, shape)) = worst {
        let (loss, shape) = (loss, shape.clone());
        if delete.recursive || delete.forced || !loss.contains("current folder") {
            report(word, &loss, &shape, sink);
        } else if shape.empty.is_none() {
            sink.report(word.span, "deletes every file in the current folder".to_owned()).level(Level::Caution);
        } else {
            return false;
        }
        return true;
    }
    if delete.recursive && is_home(word) {
        sink.report(word.span, "deletes the user's home folder".to_owned());
        return true;
    }
    let here =
        sink.value(word).shapes.iter().any(|it| {
            it.text.starts_with("!(") || it.text().is_some_and(|it| paths::reach(it).0 == "." && !it.is_empty())
        });
    if let (true, Folder::Unsure(place)) = (here && (delete.recursive || delete.forced), &sink.state().folder) {
        let place = *place;
        let raw =
            sink.report(word.span, "deletes everything in whatever folder this runs in when `cd` fails".to_owned());
        raw.related(place, "where `cd` can fail, and the script goes on".to_owned());
        sink.stop_where_fails(place);
        return true;
    }
    delete.recursive && check_last_part(word, sink)
}

/// `/home/$USER`, whatever that is.
fn is_home(word: &Word) -> bool {
    let [Part { kind: PartKind::Literal(homes), .. }, Part { kind: PartKind::Parameter(user), .. }, rest @ ..] =
        &*word.parts
    else {
        return false;
    };
    let whole = match rest {
        [] => true,
        [only] => matches!(&only.kind, PartKind::Literal(it) if &**it == "/"),
        [slash, star] => {
            matches!(&slash.kind, PartKind::Literal(it) if &**it == "/")
                && matches!(&star.kind, PartKind::Glob(it) if &**it == "*")
        }
        _ => false,
    };
    whole
        && matches!(&**homes, "/home/" | "/Users/")
        && matches!(&*user.name, "USER" | "LOGNAME" | "SUDO_USER" | "USERNAME")
        && user.operator.is_none()
}

fn report(word: &Word, loss: &str, shape: &Shape, sink: &mut Sink<'_>) {
    let Some(empty) = &shape.empty else {
        let why = match &sink.state().folder {
            Folder::Unsure(place) if !shape.text.starts_with(['/', '~']) => Some(*place),
            _ => None,
        };
        // One of several values, and the others are harmless: perhaps a condition keeps them apart.
        // A loop's variable is one of many names, and is looked at one by one.
        let one_by_one = paths::is_glob(&shape.text)
            && loss.ends_with("current folder")
            && !word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
        let certain =
            (deletes::is_certain(word, sink) || deletes::is_every_round(word, sink) || why.is_some()) && !one_by_one;
        let message =
            if certain { format!("deletes {loss}") } else { format!("deletes {loss} when it is `{}`", shape.text) };
        let raw = sink.report(word.span, message);
        if !certain {
            raw.level(Level::Caution);
        }
        if let Some(place) = why {
            raw.related(place, "where `cd` can fail, and the script goes on".to_owned());
            sink.stop_where_fails(place);
        }
        return;
    };
    let raw = sink.report(word.span, format!("deletes {loss} when {}", empty.when()));
    if let Some(place) = empty.place {
        raw.related(place, format!("`{}` gets its value here", empty.name));
    }
    if loss == HERE {
        // Some scripts mean the current folder when nobody names one.
        sink.choice("Stop when no folder is named", edits::stop_when_empty(word, sink).unwrap_or_default());
    } else {
        sink.stop_when_empty(word);
    }
}

const HERE: &str = "what it finds in the current folder";

/// `"$base/$name"`: without the last part, the folder above it goes.
fn check_last_part(word: &Word, sink: &mut Sink<'_>) -> bool {
    let mut parts = word.parts.iter().rev().skip_while(|it| {
        matches!(&it.kind, PartKind::Literal(text) if &**text == "/")
            || matches!(&it.kind, PartKind::Glob(text) if &**text == "*")
    });
    let (Some(last), Some(before)) = (parts.next(), parts.next()) else { return false };
    let PartKind::Parameter(parameter) = &last.kind else { return false };
    let ends =
        matches!(&before.kind, PartKind::Literal(text) if text.ends_with('/') && text.len() > 1 || &**text == "/");
    let alone = Word { parts: vec![last.clone()], ..Word::default() };
    let value = sink.value(&alone);
    let Some(empty) = value.shapes.iter().filter(|it| it.is_empty()).find_map(|it| it.empty.clone()) else {
        return false;
    };
    // A name from the environment is a matter of taste; one from the caller, or of a step that failed, is not checked.
    if !ends || parameter.operator.is_some() {
        return false;
    }
    let folder = sink.text(crate::Span::new(word.span.start, before.span.end)).trim_matches(['"', '\'']).to_owned();
    let raw = sink.report(word.span, format!("deletes all of `{folder}` when {}", empty.when()));
    raw.level(Level::Caution);
    if let Some(place) = empty.place {
        raw.related(place, format!("`{}` gets its value here", empty.name));
    }
    sink.stop_when_empty(word);
    true
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::{check_certain, check_choices};
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
        check_marks(
            "sudo -u root env A=1 nice -n 5 rm -r -f /usr\n#                                       ^^^^ CARO0101\n",
        );
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
    fn every_way_to_give_flags_and_names_counts() {
        check_marks("opts=-rf\nrm $opts /etc\n#        ^^^^ CARO0101\n");
        check_marks("all='-rf /usr'\nrm $all\n#  ^^^^ CARO0101\n");
        check_marks("rm --recurs --f /usr\n#               ^^^^ CARO0101\n");
        check_marks("busybox rm -rf /e*\n#              ^^^ CARO0101\n");
        check_marks("rm -rf /srv/../etc\n#      ^^^^^^^^^^^ CARO0101\n");
        check_marks("rm -rf /{bin,usr}\n#      ^^^^^^^^^^ CARO0101\n");
        check_marks("for d in /*; do rm -rf \"$d\"; done\n#mark 0 23 27 CARO0101\n");
        check_marks("echo / | xargs sudo rm -rf\n#                   ^^ CARO0101\n");
        check_marks("npx rimraf /\n#          ^ CARO0101\n");
        check_marks("rm -rf \"/home/$USER\"\n#      ^^^^^^^^^^^^^ CARO0101\n");
        check_marks("x=$1\nfind $x -name '*.o' -delete\n#    ^^ CARO0101\n");
        check_marks("find -delete\n#    ^^^^^^^ CARO0101\n");
        check_marks("find /usr -exec unlink {} +\n#    ^^^^ CARO0101\n");
    }

    #[test]
    fn what_asks_or_names_its_things_is_ordinary() {
        check_marks("to=/usr/local/bin\nfor f in *; do rm $to/$f; done\n");
        for line in [
            "rm -ri /etc",
            "rm -I -r ~",
            "rm -rf '*'",
            "rm -rf './~' '~'",
            "rm \"$f\"",
            "find / -ok rm {} \\;",
            "trash-put ~",
            "rmdir -p /etc",
        ] {
            check_marks(&format!("{line}\n"));
        }
    }

    #[test]
    fn a_name_from_the_caller_takes_its_folder_along() {
        check_marks("base=/srv/data\nrm -rf \"$base/$1\"\n#      ^^^^^^^^^^ CARO0101\n");
        check_marks("for d in a b; do rm -rf \"/srv/data/$d\"; done\n");
    }

    #[test]
    fn fixes_follow_the_spelling() {
        check_certain("D=$1\nsudo rm -r -f -- $D/*\n", &["D=$1\nsudo rm -r -f -- ${D:?}/*\n"]);
        check_certain("sh -c 'rm -rf \"$X/\"'\n", &["sh -c 'rm -rf \"${X:?}/\"'\n"]);
        check_certain("rm -rf \"${D%/}\"/*\n", &[]);
        check_certain("cd /srv/x && make\nrm -rf ./*\n", &["cd /srv/x || exit; make\nrm -rf ./*\n"]);
        check_certain("cd \"$X\"\nrm -rf *\n", &["cd \"${X:?}\" || exit\nrm -rf *\n"]);
        check_certain("f() {\n  cd \"$1\"\n  rm -rf *\n}\nf x\n", &[]);
        check_certain("cd \"$(dirname \"$0\")\"\nrm -rf *\n", &["cd \"$(dirname \"$0\")\" || exit\nrm -rf *\n"]);
        check_certain("if cd /srv/x; then make; fi\nrm -rf ./*\n", &[]);
        check_certain("cd \"$(git rev-parse --show-toplevel)\"\nrm -rf ./*\n", &[]);
        check_choices("cd \"$1\"\nfind . -type f -delete\n", &["cd \"${1:?}\" || exit\nfind . -type f -delete\n"]);
        check_choices("rm --recursive --force /etc\n", &["rm --recursive -I /etc\n"]);
        check_choices("busybox rm -rf /etc\necho / | xargs rm -rf\nrm -rf --no-preserve-root /\n", &[]);
        check_choices("find /etc -exec rm -rf {} \\;\n", &["find /etc -print\n"]);
        check_choices("find $1 -name '*.o' -delete\n", &["find ${1:?} -name '*.o' -delete\n"]);
        // The rest of a function may be all that must not run, and no argument may mean all.
        check_certain("f() {\n  cd /srv/x\n  rm -rf ./*\n}\nf\n", &[]);
        check_choices(
            "f() {\n  cd /srv/x\n  rm -rf ./*\n}\nf\n",
            &["f() {\n  cd /srv/x || exit\n  rm -rf ./*\n}\nf\n"],
        );
        check_certain("rm -rf \"$1\"/*\n", &[]);
        check_certain("for d in $(ls); do rm -rf \"$d\"/*; done\n", &[]);
        check_certain(
            "for d in \"$X\"; do rm -rf \"$d\"/*; done\n",
            &["for d in \"$X\"; do rm -rf \"${d:?}\"/*; done\n"],
        );
    }
}
