//! `for f in $(ls *.txt)` becomes `for f in *.txt`.

use super::known::{Cut, is_bare, spreads};
use super::layout::{indent_at, line_start, mentions};
use super::{Draft, Known, Scene};
use crate::Span;
use crate::script::{
    Chunk, Command, Dialect, Node, Part, PartKind, Quote, Redirect, Statement, StatementKind, Word, walk_outer,
};

refactoring! {
    /// Takes file names whole: `for f in $(ls *.txt)` becomes `for f in *.txt`, and a `find` is read name by name.
    ///
    /// The shell cuts what `ls` and `find` print at every blank. A pattern gives whole names; where none matches, it
    /// stays as it is written, and the added line passes over it.
    /// In bash a loop over `find` becomes one that reads names with their ends marked; its variables live on behind it.
    /// `sh` has no safe way to read names: there such a loop is left alone (`find … -exec` may do).
    ///
    /// ```sh before
    /// for f in $(ls *.txt); do
    ///     wc -l "$f"
    /// done
    /// for f in `ls`; do echo "$f"; done
    /// for name in $(ls /srv/logs); do echo "$name"; done
    /// ```
    /// ```sh after
    /// for f in *.txt; do
    ///     [ -e "$f" ] || continue
    ///     wc -l "$f"
    /// done
    /// for f in *; do [ -e "$f" ] || continue; echo "$f"; done
    /// for name in /srv/logs/*; do [ -e "$name" ] || continue; name=${name##*/}; echo "$name"; done
    /// ```
    /// ```sh before
    /// for f in $(find . -name '*.o'); do
    ///     rm "$f"
    /// done
    /// for host in $(find hosts -type f 2>/dev/null); do ssh "$host" uptime; done
    /// ```
    /// ```sh after
    /// while IFS= read -r -d '' f; do
    ///     rm "$f"
    /// done < <(find . -name '*.o' -print0)
    /// while IFS= read -r -d '' host <&3; do ssh "$host" uptime; done 3< <(find hosts -type f -print0 2>/dev/null)
    /// ```
    /// ```sh untouched
    /// for f in $(ls -t); do echo "$f"; done
    /// for f in $(ls a b); do echo "$f"; done
    /// for f in $(ls *); do echo "$f"; done
    /// for f in $(ls | grep x); do echo "$f"; done
    /// for f in $(find . -name a -o -name b); do echo "$f"; done
    /// for f in $(find . -printf '%f\n'); do echo "$f"; done
    /// for n in $(seq 3); do echo "$n"; done
    /// for f in *.txt; do echo "$f"; done
    /// ```
    /// ```sh untouched
    /// #!/bin/sh
    /// for f in $(find . -name '*.o'); do rm "$f"; done
    /// ```
    "loop-over-files" "Loop over whole file names", run
}

/// Commands that leave a loop's input alone.
const QUIET: [&str; 21] = [
    "echo", "printf", "rm", "mv", "cp", "mkdir", "rmdir", "touch", "chmod", "chown", "ln", "basename", "dirname", "[",
    "test", "continue", "break", "true", "false", ":", "ls",
];

/// Flags of `find` behind which its names are not all that is printed, or not for every name.
const NOT_PLAIN: [&str; 20] = [
    "o",
    "or",
    "exec",
    "execdir",
    "ok",
    "okdir",
    "delete",
    "print",
    "print0",
    "printf",
    "fprint",
    "fprint0",
    "fprintf",
    "ls",
    "fls",
    "quit",
    "prune",
    ",",
    "files0-from",
    "help",
];

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let text = scene.text();
    let bash = scene.document.dialect() == Dialect::Bash;
    let known = scene.known();
    let is_free = is_free(&text);
    scene.nodes(&mut |node, chunk| {
        let Node::Statement(statement) = node else { return };
        let StatementKind::For { variable, words: Some(words), body, select: false } = &statement.kind else { return };
        let ([word], Some(first)) = (&**words, body.first()) else { return };
        let Some((lister, ticked)) = lister(word, chunk) else { return };
        let body_start = chunk.start + first.span.start;
        match lister.program.as_deref() {
            Some("ls") => {
                let Some((pattern, inside)) = pattern(lister, &chunk.body.text) else { return };
                let name = &variable.text;
                let mut lines = Vec::new();
                if inside || !guards(first.span.of(&chunk.body.text), name) {
                    lines.push(format!("[ -e \"${name}\" ] || continue"));
                }
                if inside {
                    lines.push(format!("{name}=${{{name}##*/}}"));
                }
                draft.replace(word.span.shifted(chunk.start), pattern);
                if !lines.is_empty() {
                    draft.insert(body_start, joined(&lines, &text, body_start));
                }
                let warning = if inside {
                    "what `ls` is given must be a folder from here on"
                } else {
                    "nothing is printed any more where no file matches"
                };
                draft.warn(word.span.shifted(chunk.start), warning);
            }
            Some("find") if bash && !ticked && statement.redirects.is_empty() && !statement.background => {
                let Some(find) = with_ends(lister, chunk, &known) else { return };
                let quiet = is_quiet(body);
                if !quiet && !is_free {
                    return;
                }
                let head = Span::new(statement.span.start, word.span.end).shifted(chunk.start);
                let (from, to) = if quiet { ("", " <") } else { (" <&3", " 3<") };
                draft.replace(head, format!("while IFS= read -r -d '' {}{from}", variable.text));
                draft.insert(chunk.start + statement.span.end, format!("{to} <({find})"));
                let warning = "`find` is still at work while the loop runs, and meets what that changes";
                draft.warn(word.span.shifted(chunk.start), warning);
                if let Some(used) = used_behind(scene, &text, &variable.text, chunk.start + statement.span.end) {
                    let warning = format!("`{}` is empty behind the loop from here on", variable.text);
                    draft.warn(used, warning);
                }
            }
            _ => {}
        }
    });
}

/// Whether a loop's body begins with passing over what is not there.
pub(crate) fn guards(first: &str, name: &str) -> bool {
    let forms = [("[", "]"), ("[[", "]]"), ("test", "")];
    let tests = ["-e", "-f", "-r", "-d"];
    let words: Vec<&str> = first.split_whitespace().filter(|it| *it != "]" && *it != "]]").collect();
    let [form, test, value, "||", "continue"] = &*words else { return false };
    let plain = value.trim_matches('"').trim_start_matches("${").trim_start_matches('$').trim_end_matches('}');
    forms.iter().any(|it| it.0 == *form) && tests.contains(test) && value.contains('$') && plain == name
}

/// Whether a script has no use of its own for descriptor 3, but for loops made before.
fn is_free(text: &str) -> bool {
    let count = |it: &str| text.matches(it).count();
    let own = count("done 3< <(find ");
    count("3<") + count("3>") == own && count("&3") == count(" <&3") && count("&3") == own
}

/// Where a variable is first used behind a place, before it is given something else.
fn used_behind(scene: &Scene<'_>, text: &str, name: &str, end: usize) -> Option<Span> {
    for at in mentions(text, name).into_iter().filter(|it| *it >= end && !scene.in_comment(*it)) {
        if text[..at].ends_with("for ") || text[at + name.len()..].starts_with('=') {
            return None;
        }
        if text[..at].ends_with(['$', '{']) {
            return Some(Span::new(at, at + name.len()));
        }
    }
    None
}

/// The only command of the only substitution that a word is, and whether that stands in back-ticks.
fn lister<'a>(word: &'a Word, chunk: &Chunk) -> Option<(&'a Command, bool)> {
    let [Part { quote: Quote::Bare, kind: PartKind::Substitution(statements), span }] = &*word.parts else {
        return None;
    };
    let source = span.of(&chunk.body.text);
    if chunk.body.comments.iter().any(|it| it.span.overlaps(*span)) {
        return None;
    }
    let ticked = source.starts_with('`');
    let [Statement { kind: StatementKind::Command(command), background: false, .. }] = &**statements else {
        return None;
    };
    let plain = command.wrappers.is_empty() && command.assignments.is_empty() && !(ticked && source.contains('\\'));
    (plain && command.redirects.iter().all(silences)).then_some((command, ticked))
}

/// `2>/dev/null`
fn silences(redirect: &Redirect) -> bool {
    redirect.fd.as_deref() == Some("2") && redirect.target.literal() == Some("/dev/null")
}

/// The pattern that gives what an `ls` prints, and whether its names lie in a folder that `ls` does not print.
fn pattern(ls: &Command, text: &str) -> Option<(String, bool)> {
    let mut whole_folders = false;
    for flag in ls.flags() {
        match flag.short? {
            '1' => {}
            'd' => whole_folders = true,
            _ => return None,
        }
    }
    let operands: Vec<&Word> = ls.operands().collect();
    let has_pattern = |it: &Word| it.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
    let source = |it: &Word| it.span.of(text).to_owned();
    match &*operands {
        [] if !whole_folders => Some(("*".to_owned(), false)),
        [only] if !has_pattern(only) => {
            // One folder, whose name is not cut itself.
            let cut = only
                .parts
                .iter()
                .any(|it| it.quote == Quote::Bare && !matches!(it.kind, PartKind::Literal(_) | PartKind::Tilde(_)));
            let is_folder =
                !whole_folders && !cut && !only.literal().is_some_and(|it| it.starts_with('-') || it.is_empty());
            is_folder.then(|| (format!("{}/*", source(only).trim_end_matches('/')), true))
        }
        _ => {
            // Of a folder that matches, `ls` prints the contents: names with an ending are files.
            let files = |it: &&Word| {
                let last = it.parts.last();
                let ending = matches!(last.map(|it| &it.kind), Some(PartKind::Literal(it)) if it.contains('.') && !it.ends_with('/'));
                has_pattern(it) && (ending || whole_folders)
            };
            operands
                .iter()
                .all(files)
                .then(|| (operands.iter().map(|it| source(it)).collect::<Vec<_>>().join(" "), false))
        }
    }
}

/// A `find` that marks where its names end, where it prints nothing but names.
fn with_ends(find: &Command, chunk: &Chunk, known: &Known<'_>) -> Option<String> {
    let text = &*chunk.body.text;
    // What may be several words may be an `-o`, and only its last side would mark ends.
    let several = |it: &Part| {
        let expands = matches!(it.kind, PartKind::Parameter(_) | PartKind::Substitution(_));
        expands && is_bare(it) && known.cut(chunk, it) != Cut::One
    };
    if find.words.iter().any(|it| spreads(it) || it.parts.iter().any(several)) {
        return None;
    }
    let plain = |it: &str| NOT_PLAIN.contains(&it.trim_start_matches('-'));
    if find.words.iter().any(|it| it.literal().is_some_and(|it| plain(it) && it.starts_with(['-', ',']))) {
        return None;
    }
    let last = find.words.last()?.span.end;
    let start = Span::new(find.span.start, last).of(text);
    let behind = Span::new(last, find.span.end.max(last)).of(text);
    Some(format!("{start} -print0{behind}"))
}

/// Whether no command of a loop's body reads its input.
fn is_quiet(body: &[Statement]) -> bool {
    let mut quiet = true;
    walk_outer(body, &mut |node| {
        if let Node::Command(command) = node {
            let assigns = command.words.is_empty();
            let asks = command.arguments().iter().any(|it| {
                let flag = it.literal_prefix();
                let letters = flag.starts_with('-') && !flag.starts_with("--") && flag.contains(['i', 'I']);
                letters || flag.starts_with("--i") || it.parts.iter().any(is_hidden)
            });
            let mut named = command.program.iter();
            quiet &= assigns || !asks && named.any(|it| QUIET.contains(&&**it));
        }
    });
    quiet
}

/// Whether a part may hold flags.
fn is_hidden(part: &Part) -> bool {
    is_bare(part) && matches!(part.kind, PartKind::Parameter(_) | PartKind::Substitution(_))
}

/// Lines to put before a statement, as the text there is laid out.
fn joined(lines: &[String], text: &str, at: usize) -> String {
    let alone = text.get(line_start(text, at)..at).is_some_and(|it| it.trim().is_empty());
    let between = if alone { format!("\n{}", indent_at(text, at)) } else { "; ".to_owned() };
    lines.join(&between) + &between
}

#[cfg(test)]
mod tests {
    use crate::Span;
    use crate::refactor::tests::{refactored, refactored_in, warnings};

    fn looped(script: &str) -> String {
        refactored("loop-over-files", script).unwrap_or_else(|| script.to_owned())
    }

    #[test]
    fn patterns_come_over_as_they_are_written() {
        assert_eq!(
            looped("for f in $(ls \"$d\"/*.txt \"$d\"/*.md 2>/dev/null); do :; done\n"),
            "for f in \"$d\"/*.txt \"$d\"/*.md; do [ -e \"$f\" ] || continue; :; done\n"
        );
        assert_eq!(
            looped("for d in $(ls -d */)\ndo\n\techo \"$d\"\ndone\n"),
            "for d in */\ndo\n\t[ -e \"$d\" ] || continue\n\techo \"$d\"\ndone\n"
        );
        for script in
            ["for f in $(ls $d); do :; done\n", "for f in a $(ls); do :; done\n", "for f in $(ls -a); do :; done\n"]
        {
            assert_eq!(looped(script), script);
        }
    }

    #[test]
    fn names_do_not_reach_what_asks() {
        for body in ["mv -i \"$f\" d", "rm -I \"$f\"", "cp --interactive \"$f\" d", "mv $HOW \"$f\" d"] {
            assert_eq!(
                looped(&format!("for f in $(find q -type f); do {body}; done\n")),
                format!("while IFS= read -r -d '' f <&3; do {body}; done 3< <(find q -type f -print0)\n")
            );
        }
        for script in [
            "exec 3>log\nfor f in $(find q -type f); do mv -i \"$f\" d; done\n",
            "for f in $(find q -type f); do ssh \"$f\" >&3; done\n",
            "for f in $(find q $opts); do rm \"$f\"; done\n",
            "for f in $(find \"$@\" -type f); do rm \"$f\"; done\n",
            "for f in $(find q -type f # all\n); do rm \"$f\"; done\n",
        ] {
            assert_eq!(looped(script), script);
        }
        let last = "for f in $(find q); do rm \"$f\"; done\necho \"$f\"\n";
        assert!(warnings("loop-over-files", last).iter().any(|it| it.1.contains("empty behind the loop")));
        let again = "for f in $(find q); do rm \"$f\"; done\nfor f in a; do echo \"$f\"; done\n";
        assert_eq!(warnings("loop-over-files", again).len(), 1);
    }

    #[test]
    fn what_passes_over_missing_files_stays_alone() {
        assert_eq!(
            looped("for f in $(ls *.txt); do\n  [ -e \"$f\" ] || continue\n  wc \"$f\"\ndone\n"),
            "for f in *.txt; do\n  [ -e \"$f\" ] || continue\n  wc \"$f\"\ndone\n"
        );
    }

    #[test]
    fn only_the_selected_loop_changes() {
        let script = "for f in $(ls); do :; done\nfor g in $(ls); do :; done\n";
        let second = Span::new(30, 35);
        let after = refactored_in("loop-over-files", script, second).unwrap_or_default();
        assert_eq!(after, "for f in $(ls); do :; done\nfor g in *; do [ -e \"$g\" ] || continue; :; done\n");
    }
}
