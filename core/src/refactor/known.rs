//! What the variables of a script can be where they stand, for refactorings that depend on it.

use crate::flow::{State, Value, Walk, Watcher};
use crate::script::{Chunk, Parameter, Part, PartKind, Quote, Word, quote as quoted};
use crate::{Document, Span};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

/// How many steps the walk may take: some in any case, and some for each command.
const LEAST_STEPS: usize = 100_000;
const STEPS_FOR_EACH: usize = 50;

/// What is known of a script, place by place; found out when it is first asked for.
#[derive(Debug)]
pub(super) struct Known<'a> {
    document: &'a Document,
    found: OnceCell<Found>,
}

/// What one walk through a script tells.
#[derive(Debug, Default)]
struct Found {
    /// By the body's id and the place of the expansion in it.
    values: HashMap<(u64, Span), Value>,
    /// Words by their places, with whether a failure ends the script there.
    errexit: HashMap<(u64, Span), bool>,
}

/// How an expansion falls apart when it is not quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// It is one word, quoted or not.
    One,
    /// It can be none at all, and otherwise one.
    NoneOrOne,
    /// It is several words, a pattern, or options: it is cut on purpose.
    Several,
    /// Nobody can tell.
    Unknown,
}

impl Found {
    fn of(document: &Document) -> Self {
        let chunks = document.chunks();
        let assigned: BTreeSet<Box<str>> =
            chunks.iter().flat_map(|it| it.body.names.assigned.iter().cloned()).collect();
        let mut known = Self::default();
        let mut left = LEAST_STEPS + STEPS_FOR_EACH * chunks.iter().map(|it| it.commands).sum::<usize>();
        let mut state = State::default();
        for chunk in chunks.iter().filter(|it| !it.body.statements.is_empty()) {
            let mut walk = Walk::new(chunk.body.clone(), &assigned, None).within(left);
            state = walk.chunk(state, &mut known);
            left = left.saturating_sub(walk.steps());
        }
        known
    }
}

impl<'a> Known<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { document, found: OnceCell::new() }
    }

    /// Follows the values of the document.
    fn found(&self) -> &Found {
        self.found.get_or_init(|| Found::of(self.document))
    }

    /// What an expansion can be at its place.
    pub(super) fn value(&self, chunk: &Chunk, part: &Part) -> Option<&Value> {
        self.found().values.get(&(chunk.body.id, part.span)).filter(|it| !it.shapes.is_empty())
    }

    /// Whether an expansion can be empty at its place.
    pub(super) fn may_be_empty(&self, chunk: &Chunk, part: &Part) -> bool {
        self.value(chunk, part).is_some_and(Value::may_be_empty)
    }

    /// Whether `set -e` is on at a word, whichever way led there.
    pub(super) fn ends_at_failure(&self, chunk: &Chunk, word: &Word) -> bool {
        self.found().errexit.get(&(chunk.body.id, word.span)).is_some_and(|it| *it)
    }

    /// How an expansion falls apart where it is not quoted.
    pub(super) fn cut(&self, chunk: &Chunk, part: &Part) -> Cut {
        let Some(value) = self.value(chunk, part) else { return Cut::Unknown };
        let splits = |it: &str| it.contains([' ', '\t', '\n']);
        let globs = |it: &str| it.contains(['*', '?', '[']);
        let mut cut = Cut::One;
        for shape in &value.shapes {
            // A loop's variable was cut already, and its pattern stands for the names that match.
            let several = splits(&shape.text) || !value.every && globs(&shape.text);
            if several || shape.open && shape.text.starts_with('-') {
                return Cut::Several;
            }
            cut = match (cut, shape.is_empty()) {
                (Cut::Unknown, _) => Cut::Unknown,
                _ if shape.open => Cut::Unknown,
                (_, true) => Cut::NoneOrOne,
                (cut, false) => cut,
            };
        }
        cut
    }
}

impl Watcher for Found {
    fn word(&mut self, word: &Word, walk: &Walk<'_>, state: &State) {
        if !walk.exact {
            return;
        }
        let body = walk.text.id;
        *self.errexit.entry((body, word.span)).or_insert(true) &= state.errexit;
        for part in &word.parts {
            if !matches!(part.kind, PartKind::Parameter(_) | PartKind::Substitution(_)) {
                continue;
            }
            let value = walk.value(&Word { parts: vec![part.clone()], ..Word::default() }, state);
            self.values.entry((body, part.span)).and_modify(|it| it.join_known(&value)).or_insert(value);
        }
    }
}

/// The variable of a part that is `$x` or `${x}` and nothing more.
pub(super) fn plain(part: &Part) -> Option<&Parameter> {
    let PartKind::Parameter(parameter) = &part.kind else { return None };
    let named = parameter.name.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_');
    let bare = parameter.operator.is_none() && parameter.index.is_none() && !parameter.indirect && !parameter.length;
    (named && bare).then_some(&**parameter)
}

/// Whether a word becomes any number of words on purpose: `"$@"`, `$*`, `"${list[@]}"`.
pub(super) fn spreads(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Parameter(it) => {
            !it.length
                && (matches!(&*it.name, "@" | "*")
                    || it.index.as_deref().and_then(index_text).is_some_and(|it| matches!(it, "@" | "*")))
        }
        _ => false,
    })
}

/// The text between the brackets of `${x[…]}`, where it is one piece.
pub(super) fn index_text(index: &Word) -> Option<&str> {
    match &*index.parts {
        [Part { kind: PartKind::Literal(text) | PartKind::Glob(text), .. }] => Some(text),
        _ => None,
    }
}

/// Whether a variable's name says that it holds options, or several things.
pub(super) fn names_several(name: &str) -> bool {
    const WORDS: [&str; 13] = [
        "opt",
        "flag",
        "arg",
        "param",
        "switch",
        "list",
        "cmd",
        "command",
        "extra",
        "verbose",
        "quiet",
        "sudo",
        "prefix_command",
    ];
    // These end in `s`, and name one thing.
    const ONE: [&str; 14] = [
        "address",
        "alias",
        "canvas",
        "class",
        "dns",
        "os",
        "pass",
        "process",
        "progress",
        "status",
        "this",
        "https",
        "access",
        "address_s",
    ];
    let name = name.to_ascii_lowercase();
    if WORDS.iter().any(|it| name.contains(it)) {
        return true;
    }
    let last = name.rsplit('_').next().unwrap_or(&name);
    last.len() > 2 && last.ends_with('s') && !ONE.contains(&last)
}

/// Whether a variable's name says that it may be empty on purpose, to mean the root: `$DESTDIR/usr/bin`.
pub(super) fn names_root(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["root", "destdir", "prefix", "instdir", "staging"].iter().any(|it| name.contains(it))
}

/// Whether a part is not quoted.
pub(super) fn is_bare(part: &Part) -> bool {
    part.quote == Quote::Bare
}

/// Whether text means the same within double quotes and without any.
pub(super) fn is_harmless(text: &str) -> bool {
    text.is_empty() || quoted(text) == text
}

/// Whether a part is a substitution in back-ticks.
pub(super) fn in_back_ticks(chunk: &Chunk, part: &Part) -> bool {
    matches!(part.kind, PartKind::Substitution(_)) && part.span.of(&chunk.body.text).starts_with('`')
}
