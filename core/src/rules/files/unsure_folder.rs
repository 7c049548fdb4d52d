//! CARO0120: a change to everything here, in a folder that a failed `cd` did not reach.

use super::searches::{self, Deed};
use crate::flow::Folder;
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Word};

rule! {
    /// Changes everything in the wrong folder when the `cd` before it fails.
    ///
    /// A script goes on after a `cd` that fails, in the folder where it was. `cd … || exit` stops it, and so does `set -e`.
    ///
    /// To decide: What should happen where the folder is not there: stop, make it, or go on without this step?
    ///
    /// ```sh bad
    /// cd /srv/checkout
    /// git clean -fdx
    /// ```
    /// ```sh bad
    /// cd "$1"
    /// find . -type f -name '*.log' -delete
    /// ```
    /// ```sh fixed
    /// cd "${1:?}" || exit
    /// find . -type f -name '*.log' -delete
    /// ```
    /// ```sh bad
    /// pushd /srv/spool/new
    /// mv * /srv/spool/done/
    /// ```
    /// ```sh fixed
    /// pushd /srv/spool/new || exit
    /// mv * /srv/spool/done/
    /// ```
    /// ```sh good
    /// cd /srv/checkout || exit 1
    /// mv * /srv/old/
    /// ```
    /// ```sh good
    /// set -e
    /// pushd /srv/spool/new
    /// mv * /srv/spool/done/
    /// ```
    /// ```sh good
    /// cd build
    /// rm -f config.log
    /// ```
    "CARO0120" "unsure-folder",
    Caution,
    Check::Command {
        programs: &[
            "find", "gfind", "git clean", "git reset", "mv", "gmv",
            "sed", "gsed", "perl", "rsync", "shred",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Folder::Unsure(place) = sink.state().folder else { return };
    let here = |it: &Word| sink.possible(it, |it| !it.is_empty() && paths::reach(it).0 == ".").is_some();
    let everything = command.operands().any(here);
    let program = command.program.as_deref().unwrap_or_default();
    let does = match program {
        "find" | "gfind" => {
            let Some((deed, _)) = searches::deed(command) else { return };
            // Without a test it is everything, and another rule's.
            if !everything && command.operands().next().is_some() || searches::filter(command) == searches::Filter::None
            {
                return;
            }
            if deed == Deed::Destroys { "deletes what it finds" } else { "changes what it finds" }
        }
        "git" => {
            let forced = command.has_flag('f', "force");
            let sub = command.facts().get(1).map_or("", |it| it.name);
            let hard = command.has_flag('\0', "hard");
            match sub {
                "clean" if forced => "deletes what is not in git",
                "reset" if hard => "throws changes away",
                _ => return,
            }
        }
        "mv" | "gmv" if everything => "moves everything",
        "sed" | "gsed" | "perl" if everything && command.has_flag('i', "in-place") => "edits every file",
        "rsync"
            if everything && command.flags().any(|it| it.long.as_deref().is_some_and(|it| it.starts_with("del"))) =>
        {
            "deletes what is not in the other folder"
        }
        "shred" if everything => "destroys every file",
        _ => return,
    };
    let message = format!("{does} in whatever folder this runs in when `cd` fails");
    let destroys = matches!(program, "find" | "gfind" | "git" | "shred" | "rsync") && !does.starts_with("changes");
    let raw = sink.report(command.name_span(), message);
    raw.level(if destroys { Level::Danger } else { Level::Caution });
    raw.related(place, "where `cd` can fail, and the script goes on".to_owned());
    sink.stop_where_fails(place);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_what_means_everything_counts() {
        check_marks(
            "cd src\nmv a b\nfind . -name '*.o' -print\nfind lib -name '*.o' -delete\nsed -i s/a/b/ x.c\ngit status\n",
        );
        check_marks("cd src\nmv * ..\n#mark 1 0 2 CARO0120\n");
        check_marks("cd src && git checkout main\n");
    }
}
