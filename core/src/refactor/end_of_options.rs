//! `rm "$x"` becomes `rm -- "$x"`.

use super::known::{names_several, spreads};
use super::{Draft, Known, Scene};
use crate::script::{Arg, Chunk, Command, Flag, Part, PartKind, Quote, Word};

refactoring! {
    /// Puts `--` before operands that come from variables and patterns, so that none is taken for a flag.
    ///
    /// A file may be called `-rf`: from `*` or a variable it becomes a flag of the program that gets it.
    /// Only programs that take `--` by the rules of POSIX get it: not `echo`, `find`, `test`, `dd`.
    /// Where options may come out of a variable (`$OPTS`, `"$@"`), the command is left alone.
    ///
    /// ```sh before
    /// rm -f "$1"
    /// cp "$1" backup
    /// for f in *; do grep -l TODO "$f"; done
    /// chmod 644 *.txt
    /// sudo mv "$1" "$2"
    /// ```
    /// ```sh after
    /// rm -f -- "$1"
    /// cp -- "$1" backup
    /// for f in *; do grep -l -- TODO "$f"; done
    /// chmod 644 -- *.txt
    /// sudo mv -- "$1" "$2"
    /// ```
    /// ```sh untouched
    /// rm -- "$1"
    /// rm ./*.txt /srv/"$1" "./$2"
    /// echo "$1"
    /// find "$1" -name x
    /// [ -e "$1" ]
    /// rm "$@"
    /// cp $OPTS "$1" "$2"
    /// rm "$1" -f
    /// dir=/srv/app
    /// rm -r "$dir"
    /// cd "$dir"
    /// ```
    "end-of-options" "Put `--` before operands from variables", run
}

/// Programs that take `--`, in POSIX or in all common implementations.
const TAKES: [&str; 46] = [
    "rm",
    "cp",
    "mv",
    "ln",
    "mkdir",
    "rmdir",
    "chmod",
    "chown",
    "chgrp",
    "touch",
    "cat",
    "ls",
    "grep",
    "egrep",
    "fgrep",
    "sort",
    "uniq",
    "head",
    "wc",
    "cut",
    "tee",
    "du",
    "df",
    "stat",
    "cd",
    "pushd",
    "basename",
    "dirname",
    "realpath",
    "readlink",
    "diff",
    "cmp",
    "gzip",
    "gunzip",
    "zcat",
    "xz",
    "unxz",
    "bzip2",
    "bunzip2",
    "md5sum",
    "sha1sum",
    "sha256sum",
    "sha512sum",
    "file",
    "shred",
    "install",
];

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let known = scene.known();
    for (command, chunk) in scene.commands() {
        if let Some(at) = place(command, chunk, &known) {
            draft.insert(chunk.start + at, "-- ");
        }
    }
}

/// Where `--` belongs in a command, if it does.
fn place(command: &Command, chunk: &Chunk, known: &Known<'_>) -> Option<usize> {
    if !TAKES.contains(&command.program.as_deref()?) {
        return None;
    }
    // A flag behind an operand would become an operand.
    let first = command.args.iter().position(|it| matches!(it, Arg::Operand(_)))?;
    if command.args.iter().any(|it| matches!(it, Arg::EndOfFlags(_)))
        || command.args[first..].iter().any(|it| matches!(it, Arg::Flag(_)))
    {
        return None;
    }
    // `chmod -x "$f"`: BSD's takes `--` for a file behind a mode with a dash.
    let is_mode = |it: &Flag| it.short.is_some_and(|it| "rwxXstugoa".contains(it));
    let dashed_mode = command.program.as_deref() == Some("chmod") && command.flags().any(is_mode);
    if dashed_mode || command.operands().any(|it| spreads(it) || may_be_options(it, chunk, known)) {
        return None;
    }
    let risky = command.operands().any(|it| may_start_with_dash(it, chunk, known));
    // `chmod 644 *.txt`: behind the mode `--` stands just as well, and reads better.
    let mode = matches!(command.program.as_deref(), Some("chmod" | "chown" | "chgrp"))
        && command.operands().next().is_some_and(|it| it.literal().is_some())
        && command.operands().count() > 1;
    let operand = command.operands().nth(usize::from(mode))?;
    risky.then_some(operand.span.start)
}

/// Whether a word may stand for options on purpose.
fn may_be_options(word: &Word, chunk: &Chunk, known: &Known<'_>) -> bool {
    let [part] = &*word.parts else { return false };
    let text_is_option = known
        .value(chunk, part)
        .is_some_and(|it| it.shapes.iter().any(|it| it.text.starts_with('-') && it.text.len() > 1));
    let named = matches!(&part.kind, PartKind::Parameter(it) if names_several(&it.name));
    text_is_option || named && part.quote == Quote::Bare
}

/// Whether what a word gives may begin with `-`.
fn may_start_with_dash(word: &Word, chunk: &Chunk, known: &Known<'_>) -> bool {
    let Some(part) = word.parts.first() else { return false };
    match &part.kind {
        PartKind::Glob(text) => text.starts_with(['*', '?', '[']),
        PartKind::Parameter(parameter) => {
            // `$0` is how the script was called.
            let sign = matches!(&*parameter.name, "0" | "#" | "?" | "$" | "!") || parameter.length;
            let home = &*parameter.name == "HOME" || &*parameter.name == "PWD";
            !sign && !home && value_may(part, chunk, known)
        }
        PartKind::Substitution(_) => value_may(part, chunk, known),
        _ => false,
    }
}

fn value_may(part: &Part, chunk: &Chunk, known: &Known<'_>) -> bool {
    let Some(value) = known.value(chunk, part) else { return true };
    value.shapes.iter().any(|it| if it.text.is_empty() { it.open } else { it.text.starts_with(['-', '*', '?', '[']) })
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::refactored;

    #[test]
    fn only_the_programs_that_take_it_get_it() {
        for line in ["tar cf x.tar \"$1\"", "dd of=\"$1\"", "git add \"$1\"", "mytool \"$1\"", "printf \"$1\""] {
            assert_eq!(refactored("end-of-options", &format!("{line}\n")), None, "{line}");
        }
        assert_eq!(refactored("end-of-options", "chmod -x \"$1\"\nchmod -w \"$1\"\n"), None);
        assert_eq!(refactored("end-of-options", "x=$(ls \"$1\")\n").as_deref(), Some("x=$(ls -- \"$1\")\n"));
    }

    #[test]
    fn a_pattern_of_grep_counts_as_an_operand() {
        assert_eq!(refactored("end-of-options", "grep \"$1\" log\n").as_deref(), Some("grep -- \"$1\" log\n"));
        assert_eq!(refactored("end-of-options", "grep -e \"$1\" log\n"), None);
    }
}
