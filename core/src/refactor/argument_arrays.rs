//! Argument lists held in strings become arrays.

use super::known::{is_bare, is_harmless, names_several, plain};
use super::layout::mentions;
use super::{Draft, Scene};
use crate::Span;
use crate::script::{AssignedValue, Assignment, Chunk, Dialect, Node, Part, PartKind, Quote, Word, walk_outer};
use std::collections::BTreeMap;

refactoring! {
    /// Holds arguments in an array where they were in a string: `OPTS="-a -b $x"` becomes `OPTS=(-a -b "$x")`.
    ///
    /// A string is cut at blanks, also at those of a file name in it. An array keeps each argument whole.
    /// Only where all uses are such arguments (`cmd $OPTS`), and all values can be read as words, and only in bash and ksh.
    /// What other programs or files may give or read (`CFLAGS`, what a script reads with `.`) stays a string.
    ///
    /// ```sh before
    /// OPTS="-a --delete"
    /// OPTS="$OPTS --exclude=$skip"
    /// [ "$1" = -v ] && OPTS+=" -v"
    /// rsync $OPTS "$src" "$dst"
    /// ```
    /// ```sh after
    /// OPTS=(-a --delete)
    /// OPTS+=("--exclude=$skip")
    /// [ "$1" = -v ] && OPTS+=(-v)
    /// rsync "${OPTS[@]}" "$src" "$dst"
    /// ```
    /// ```sh before
    /// flags=
    /// flags="$flags -n 5"
    /// head ${flags} log
    /// ```
    /// ```sh after
    /// flags=()
    /// flags+=(-n 5)
    /// head "${flags[@]}" log
    /// ```
    /// ```sh untouched
    /// export A="-a -b"
    /// ls $A
    /// B="-a -b"
    /// ls "$B"
    /// C="-a -b"
    /// [ -n "$C" ] && ls $C
    /// D="-a 'x y'"
    /// ls $D
    /// E="-a *.txt"
    /// ls $E
    /// F=-a
    /// F=$(flags)
    /// ls $F
    /// G="-a -b"
    /// sh -c "ls $G"
    /// H="one"
    /// ls $H
    /// ```
    /// ```sh untouched
    /// #!/bin/sh
    /// OPTS="-a -b"
    /// ls $OPTS
    /// ```
    "argument-arrays" "Hold arguments in an array", run
}

/// All that a script does with one variable.
#[derive(Debug, Default)]
struct Uses {
    /// What to write where, with how often the name stands there now.
    edits: Vec<(Span, String, usize)>,
    /// Whether some use or value is not one of an argument list.
    other: bool,
    /// Whether a value has blanks or a dash: what an argument list has.
    is_list: bool,
    /// Whether it is used as arguments.
    is_used: bool,
    /// Whether it holds other variables, which are one argument each from now on.
    holds: Option<Span>,
    /// Whether it starts empty.
    is_empty: Option<Span>,
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    if !matches!(scene.document.dialect(), Dialect::Bash | Dialect::Ksh) {
        return;
    }
    let text = scene.text();
    // With an `IFS` of its own a script cuts elsewhere than at blanks.
    if !mentions(&text, "IFS").is_empty() {
        return;
    }
    if is_shared(scene) {
        return;
    }
    let mut all: BTreeMap<&str, Uses> = BTreeMap::new();
    for chunk in scene.document.chunks() {
        collect(chunk, &mut all);
    }
    for (name, uses) in all {
        let told = mentions(&text, name).into_iter().filter(|it| !scene.in_comment(*it)).count();
        let known: usize = uses.edits.iter().map(|it| it.2).sum();
        let wanted = uses.edits.iter().any(|it| it.0.overlaps(scene.selection));
        // What comes from the environment is a string, and stays one.
        let first = uses.edits.iter().min_by_key(|it| it.0);
        let set_first = first.is_some_and(|it| it.1.starts_with(&format!("{name}=(")));
        let at_top = first.is_some_and(|it| is_at_top(scene, it.0));
        if !set_first
            || !at_top
            || is_well_known(name)
            || uses.other
            || !uses.is_list
            || !uses.is_used
            || told != known
            || !wanted
        {
            continue;
        }
        for (span, new, _) in uses.edits {
            draft.replace(span, new);
        }
        if let Some(span) = uses.holds {
            draft.warn(span, "each variable in the list is one argument from here on, also where it is empty");
        }
        if let Some(span) = uses.is_empty {
            draft.warn(span, "with `set -u`, bash before 4.4 takes an empty array for one that is not set");
        }
    }
}

/// Whether the script shares its variables with other files, or with all programs that it runs.
fn is_shared(scene: &Scene<'_>) -> bool {
    let mut shared = false;
    for (command, _) in scene.whole().commands() {
        let words = || command.arguments().iter().map(Word::literal_prefix);
        shared |= match command.program.as_deref() {
            Some("." | "source") => true,
            Some("set") => words().any(|it| it == "allexport" || it.starts_with('-') && it.contains('a')),
            _ => false,
        };
    }
    shared
}

/// Whether a statement assigns at top level, whatever comes before.
fn is_at_top(scene: &Scene<'_>, span: Span) -> bool {
    scene.document.chunk_at(span.start).is_some_and(|chunk| {
        let mut listed = chunk.body.statements.iter().filter(|it| it.command().is_some() && !it.background);
        listed.any(|it| {
            let whole = it.span.shifted(chunk.start);
            whole.start <= span.start && span.end <= whole.end
        })
    })
}

/// Whether programs read a variable of this name from the environment.
fn is_well_known(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "LESS",
        "MANOPT",
        "GREP_OPTIONS",
        "TAR_OPTIONS",
        "GZIP",
        "XZ_OPT",
        "XZ_DEFAULTS",
        "ZSTD_OPT",
        "FZF_DEFAULT_OPTS",
        "JAVA_OPTS",
        "NODE_OPTIONS",
        "LS_OPTIONS",
    ];
    NAMES.contains(&name) || name.ends_with("FLAGS") && name == name.to_ascii_uppercase() || name.ends_with("_OPTS")
}

fn collect<'a>(chunk: &'a Chunk, all: &mut BTreeMap<&'a str, Uses>) {
    let text = &*chunk.body.text;
    walk_outer(&chunk.body.statements, &mut |node| {
        let Node::Command(command) = node else { return };
        for assignment in &command.assignments {
            let uses = all.entry(&assignment.name.text).or_default();
            if command.words.is_empty() {
                uses.assigned(assignment, chunk, text);
            } else {
                uses.other = true;
            }
        }
        let program = command.program.as_deref();
        let cuts = matches!(program, None | Some("[" | "test" | "eval" | "export" | "unset" | "read" | "set"));
        for word in command.arguments().iter().filter(|_| !cuts) {
            if let [part] = &*word.parts
                && let (Some(parameter), true) = (plain(part), is_bare(part))
            {
                let uses = all.entry(&parameter.name).or_default();
                let new = format!("\"${{{}[@]}}\"", parameter.name);
                uses.edits.push((part.span.shifted(chunk.start), new, 1));
                uses.is_used = true;
            }
        }
    });
}

impl Uses {
    fn assigned(&mut self, assignment: &Assignment, chunk: &Chunk, text: &str) {
        let name = &*assignment.name.text;
        let empty = Word::default();
        let word = match &assignment.value {
            Some(AssignedValue::Word(word)) => word,
            None => &empty,
            Some(AssignedValue::Array(_)) => {
                self.other = true;
                return;
            }
        };
        let Some(list) = elements(word, name, text).filter(|_| assignment.index.is_none()) else {
            self.other = true;
            return;
        };
        // Added text must not grow on the last word.
        let glued = assignment.append && !list.blank_first && !list.words.is_empty();
        if glued || list.own && assignment.append {
            self.other = true;
            return;
        }
        let span = assignment.span.shifted(chunk.start);
        self.is_list |= list.words.len() > 1 || list.words.iter().any(|it| it.trim_start_matches('"').starts_with('-'));
        if list.holds {
            self.holds.get_or_insert(span);
        }
        if list.words.is_empty() && !assignment.append {
            self.is_empty.get_or_insert(span);
        }
        let sign = if assignment.append || list.own { "+=" } else { "=" };
        self.edits.push((span, format!("{name}{sign}({})", list.words.join(" ")), 1 + usize::from(list.own)));
    }
}

/// A value, read as words.
#[derive(Debug, Default)]
struct List {
    /// As they are written in an array.
    words: Vec<String>,
    /// Whether it begins with the variable itself.
    own: bool,
    /// Whether it begins with a blank.
    blank_first: bool,
    /// Whether other variables are in it.
    holds: bool,
}

/// The words of a value; `None` where it has more than plain text and plain variables.
fn elements(word: &Word, name: &str, text: &str) -> Option<List> {
    let mut list = List::default();
    let mut current = String::new();
    let mut parts = word.parts.iter().peekable();
    if let Some(first) = parts.peek()
        && plain(first).is_some_and(|it| &*it.name == name)
    {
        list.own = true;
        parts.next();
        let blank = |it: &&Part| matches!(&it.kind, PartKind::Literal(it) if it.starts_with(' '));
        if !parts.peek().is_none_or(blank) {
            return None;
        }
    }
    for (at, part) in parts.enumerate() {
        match &part.kind {
            PartKind::Literal(literal) => {
                let readable = |it: char| it == ' ' || is_harmless(&it.to_string()) || it == '=';
                if part.quote == Quote::Backslash || !literal.chars().all(readable) {
                    return None;
                }
                list.blank_first |= at == 0 && literal.starts_with(' ');
                for (at, piece) in literal.split(' ').enumerate() {
                    if at > 0 && !current.is_empty() {
                        list.words.push(std::mem::take(&mut current));
                    }
                    current.push_str(piece);
                }
            }
            PartKind::Parameter(_) => {
                let parameter = plain(part)?;
                if &*parameter.name == name || names_several(&parameter.name) {
                    return None;
                }
                list.holds = true;
                current.push_str(part.span.of(text));
            }
            _ => return None,
        }
    }
    if !current.is_empty() {
        list.words.push(current);
    }
    for word in &mut list.words {
        if word.contains('$') {
            *word = format!("\"{word}\"");
        }
    }
    Some(list)
}

#[cfg(test)]
mod tests {
    use crate::Span;
    use crate::refactor::tests::{refactored, refactored_in};

    #[test]
    fn each_mention_counts_or_nothing_changes() {
        for script in [
            "O=\"-a -b\"\nls $O\ncat <<E\n$O\nE\n",
            "O=\"-a -b\"\nls $O\nf() { local O; ls $O; }\n",
            "O=\"-a -b\"\nls x$O\n",
            "O=\"-a -b\"\nls $O\nfor o in $O; do :; done\n",
            "O=\"-a -b\"\nls $O ${#O}\n",
            "O=-a\nO+=b\nls $O\n",
            "O=\"-a -b\" ls $O\n",
            "O=\"$O -a -b\"\nls $O\n",
            "ls $O\nO=\"-a -b\"\n",
            ". ./lib.sh\nO=\"-a -b\"\nls $O\n",
            "set -a\nO=\"-a -b\"\nls $O\n",
            "set -ea\nO=\"-a -b\"\nls $O\n",
            "CFLAGS=\"-a -b\"\nls $CFLAGS\n",
            "if x; then O=\"-a -b\"; fi\nls $O\n",
            "[ -n \"$1\" ] && O=\"-a -b\"\nls $O\n",
            "IFS=,\nO=\"-a -b\"\nls $O\n",
        ] {
            assert_eq!(refactored("argument-arrays", script), None, "{script}");
        }
    }

    #[test]
    fn a_comment_that_names_it_is_no_use_and_a_selection_takes_the_whole_variable() {
        let script = "# O: options\nO='-a -b'\nls $O\nP='-c -d'\nls $P\n";
        let after = refactored_in("argument-arrays", script, Span::new(25, 27)).unwrap_or_default();
        assert_eq!(after, "# O: options\nO=(-a -b)\nls \"${O[@]}\"\nP='-c -d'\nls $P\n");
    }
}
