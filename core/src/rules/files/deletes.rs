//! What a command is told to delete, in every spelling: flags in variables, names from `xargs`, words that fall apart.

use crate::flow::Shape;
use crate::rules::{Sink, edits, paths};
use crate::script::{Command, Flag, PartKind, Quote, StatementKind, Word};

/// The programs that delete what they are given.
pub(super) const DELETERS: &[&str] = &["rm", "grm", "srm", "wipe", "rimraf", "del-cli"];

/// A delete as it will act.
pub(super) struct Delete<'a> {
    /// Whether folders go with all in them.
    pub(super) recursive: bool,
    /// Whether nothing is asked, not even for protected files.
    pub(super) forced: bool,
    /// Its operands.
    pub(super) words: Vec<&'a Word>,
}

/// What a command deletes; `None` where it does not, or asks about it.
pub(super) fn of<'a>(command: &'a Command, sink: &Sink<'_>) -> Option<Delete<'a>> {
    let program = command.program.as_deref().filter(|it| DELETERS.contains(it))?;
    let mut delete = Delete { recursive: matches!(program, "rimraf" | "del-cli"), forced: false, words: Vec::new() };
    let mut asks = false;
    for flag in command.flags() {
        if is(flag, 'r', "recursive") || flag.short == Some('R') {
            delete.recursive = true;
        } else if is(flag, 'f', "force") {
            delete.forced = true;
            asks = false;
        } else if flag.short == Some('i') || flag.short == Some('I') {
            asks = true;
        } else if flag.long.as_deref() == Some("interactive") {
            asks = flag.value.as_ref().and_then(Word::literal) != Some("never");
        }
    }
    for word in command.operands() {
        // A variable that holds flags: `opts=-rf; rm $opts x`.
        let value = sink.value(word);
        match value.text().filter(|it| it.starts_with('-') && word.literal().is_none()) {
            Some(text) => {
                for flags in text.split_whitespace().filter(|it| it.starts_with('-')) {
                    let letters = if flags.starts_with("--") { "" } else { flags };
                    delete.recursive |= letters.contains(['r', 'R']) || flags.starts_with("--r");
                    delete.forced |= letters.contains('f') || flags.starts_with("--f");
                }
                if text.split_whitespace().any(|it| !it.starts_with('-')) {
                    delete.words.push(word);
                }
            }
            None => delete.words.push(word),
        }
    }
    (!asks).then_some(delete)
}

/// Offers to have `rm` ask, where somebody can be asked.
pub(super) fn offer_asking(command: &Command, sink: &mut Sink<'_>) {
    // `-I` asks once before folders; before single files it may not ask at all.
    let asks = match of(command, sink) {
        Some(delete) if delete.recursive => 'I',
        _ => 'i',
    };
    let fed =
        |it: &crate::script::Wrapper| matches!(&*it.program, "xargs" | "gxargs" | "parallel" | "busybox" | "toybox");
    let is_rm = matches!(command.program.as_deref(), Some("rm" | "grm")) && !command.gives("no-preserve-root");
    if !is_rm || sink.is_later() || command.wrappers.iter().any(fed) {
        return;
    }
    let mut edits = Vec::new();
    for flag in command.flags().filter(|it| is(it, 'f', "force")) {
        let new = match sink.text(flag.span) {
            "f" => asks.to_string(),
            "-f" => format!("-{asks}"),
            long if long.starts_with("--") => format!("-{asks}"),
            _ => return,
        };
        edits.push((flag.span, new));
    }
    if edits.is_empty() {
        edits = edits::with(command, &format!("-{asks}"));
    }
    sink.choice("Have `rm` ask first: where nobody answers, it deletes nothing", edits);
}

/// Makes `cp -a` of a `mv`, where its flags mean the same for both.
pub(super) fn copied(mv: &Command) -> Option<edits::Edits> {
    let alike = |it: &Flag| it.short.is_some_and(|it| "finvtTbu".contains(it));
    mv.flags().all(alike).then(|| edits::renamed(mv, "cp -a"))
}

/// Whether it is this flag, also where only the start of its name is written.
pub(super) fn is(flag: &Flag, short: char, long: &str) -> bool {
    flag.is(short, long) || !flag.known && flag.long.as_deref().is_some_and(|it| !it.is_empty() && long.starts_with(it))
}

/// The paths that a word can be: seen from where `cd` led, and split where the shell splits.
pub(super) fn paths_of(word: &Word, sink: &Sink<'_>) -> Vec<Shape> {
    let splits = word.parts.iter().any(is_split);
    // A loop's variable holds what its pattern matched, in quotes too.
    let globs = word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_) | PartKind::Brace(_)))
        || word.parts.first().is_some_and(|it| {
            // `"/usr/local/bin/$f"` names what the pattern matched elsewhere.
            let first = Word { parts: vec![it.clone()], ..Word::default() };
            !matches!(it.kind, PartKind::Literal(_) | PartKind::Tilde(_))
                && sink.value(&first).texts().any(paths::is_glob)
        });
    let mut found = Vec::new();
    // In quotes `~` is a name.
    let tilde = matches!(word.parts.first(), Some(it) if it.quote != Quote::Bare && matches!(&it.kind, PartKind::Literal(it) if it.starts_with('~')));
    for shape in sink.value(word).shapes {
        if tilde || !globs && paths::is_glob(&shape.text) {
            continue;
        }
        if splits && !shape.open && shape.text.contains(char::is_whitespace) {
            for piece in shape.text.split_whitespace().filter(|it| !it.starts_with('-')) {
                let piece = Shape { text: piece.into(), ..shape.clone() };
                found.extend(paths::from_folder(&piece, sink.state()));
            }
        } else {
            found.extend(paths::from_folder(&shape, sink.state()));
        }
    }
    found
}

/// The paths that a word can be while no variable is empty. `"$root/etc/passwd"` is meant for another root.
pub(super) fn sure_paths(word: &Word, sink: &Sink<'_>) -> Vec<String> {
    let shapes = paths_of(word, sink).into_iter().filter(|it| it.empty.is_none());
    shapes.filter_map(|it| it.text().map(str::to_owned)).collect()
}

/// The paths that `xargs` or `parallel` adds to a command, where they are known.
pub(super) fn paths_from_input(command: &Command, sink: &Sink<'_>) -> Vec<Shape> {
    if !command.wrappers.iter().any(|it| matches!(&*it.program, "xargs" | "gxargs" | "parallel")) {
        return Vec::new();
    }
    let Some(input) = sink.input(command) else { return Vec::new() };
    let texts = input.texts().flat_map(str::split_whitespace).take(64);
    texts.map(|it| Shape { text: it.into(), open: false, empty: None }).collect()
}

/// Whether the shell splits a part at blanks: an expansion outside quotes.
pub(super) fn is_split(part: &crate::script::Part) -> bool {
    part.quote == Quote::Bare && matches!(part.kind, PartKind::Parameter(_) | PartKind::Substitution(_))
}

/// What a word can be, but only where that is one of several: is it certain?
pub(super) fn is_certain(word: &Word, sink: &Sink<'_>) -> bool {
    word.literal().is_some()
        || word.parts.iter().any(|it| matches!(it.kind, PartKind::Brace(_)))
        || sink.value(word).shapes.len() == 1
}

/// Whether a piece asks what only a package's own script is asked: `purge`, `remove`. It clears up behind its package.
pub(super) fn is_package_script(text: &str) -> bool {
    text.contains("$1")
        && (text.contains("purge")
            || text.contains("configure")
            || text.contains("remove")
            || text.contains("-eq 0")
            || text.contains("= 0"))
}

/// Whether a word is the variable of a loop over words that are written there, and nothing chooses among them.
pub(super) fn is_every_round(word: &Word, sink: &Sink<'_>) -> bool {
    let [only] = &*word.parts else { return false };
    let PartKind::Parameter(parameter) = &only.kind else { return false };
    let text = sink.chunk();
    let chooses = ["if ", "case ", "[ ", "test ", "continue"].iter().any(|it| text.contains(it));
    text.contains(&format!("for {} in", parameter.name)) && !chooses
}

/// Whether a command stands in a function, whose arguments are the script's own words.
pub(super) fn is_in_function(sink: &Sink<'_>) -> bool {
    sink.state().arguments.is_some()
        || sink.statements().iter().any(|it| matches!(it.kind, StatementKind::Function { .. }))
}
