//! What a script does to files, programs, the network and variables, as flow follows it. Nothing is run.

use super::outline::Outline;
use super::shown::{code, shown};
use super::{Things, Topic};
use crate::flow::{Library, State, Walk, Watcher};
use crate::rules::acts;
use crate::script::{Command, PartKind, Redirect, Word};
use crate::{Document, Span};
use std::collections::{HashMap, HashSet};

mod files;
mod programs;
mod told;

/// How many steps a whole script may take: some in any case, and some for each of its commands.
const LEAST_STEPS: usize = 100_000;
const STEPS_FOR_EACH: usize = 50;
/// How many things are kept.
const MOST_SEEN: usize = 20_000;

/// Variables that a shell or a login sets by itself.
const USUAL: [&str; 46] = [
    "BASH",
    "BASHOPTS",
    "BASHPID",
    "BASH_ARGC",
    "BASH_ARGV",
    "BASH_COMMAND",
    "BASH_LINENO",
    "BASH_REMATCH",
    "BASH_SOURCE",
    "BASH_SUBSHELL",
    "BASH_VERSINFO",
    "BASH_VERSION",
    "COMP_CWORD",
    "COMP_LINE",
    "COMP_POINT",
    "COMP_WORDS",
    "DIRSTACK",
    "EPOCHREALTIME",
    "EPOCHSECONDS",
    "EUID",
    "FUNCNAME",
    "GROUPS",
    "HOME",
    "HOSTNAME",
    "HOSTTYPE",
    "IFS",
    "LINENO",
    "LOGNAME",
    "MACHTYPE",
    "OLDPWD",
    "OPTARG",
    "OPTERR",
    "OPTIND",
    "OSTYPE",
    "PATH",
    "PIPESTATUS",
    "PPID",
    "PWD",
    "RANDOM",
    "REPLY",
    "SECONDS",
    "SHELL",
    "SHLVL",
    "TERM",
    "UID",
    "USER",
];

/// Follows a script and notes what it touches; whether it was followed to its end.
pub(super) fn follow(
    document: &Document,
    library: Option<&dyn Library>,
    outline: &Outline,
    things: &mut Things,
) -> bool {
    let chunks = document.chunks();
    let starts = chunks.iter().map(|it| (it.body.id, it.start)).collect();
    let mut seen = Seen { outline, starts, found: Vec::new() };
    let mut state = State::default();
    let mut left = LEAST_STEPS + STEPS_FOR_EACH * chunks.iter().map(|it| it.commands).sum::<usize>();
    let mut is_complete = !document.is_cut();
    for chunk in chunks {
        let mut walk = Walk::new(chunk.body.clone(), &outline.assigned, library).within(left);
        state = walk.chunk(state, &mut seen);
        left = left.saturating_sub(walk.steps());
        is_complete &= walk.is_complete();
    }
    is_complete &= seen.found.len() < MOST_SEEN;
    // A function is looked at once without a call; what its calls show is better.
    let called: HashSet<(Topic, Span)> =
        seen.found.iter().filter(|it| !it.lenient).map(|it| (it.topic, it.place)).collect();
    for found in seen.found {
        if !found.lenient || !called.contains(&(found.topic, found.place)) {
            things.add(found.topic, found.text, found.place);
        }
    }
    is_complete
}

/// One thing that was seen.
struct Found {
    topic: Topic,
    text: String,
    place: Span,
    /// Whether it was seen where nobody knows with which values.
    lenient: bool,
}

struct Seen<'a> {
    outline: &'a Outline,
    /// Where the script's own pieces start.
    starts: HashMap<u64, usize>,
    found: Vec<Found>,
}

impl Seen<'_> {
    /// Where something stands in the script; nothing for what stands in files that it sources.
    fn place(&self, span: Span, walk: &Walk<'_>) -> Option<Span> {
        let place = walk.place(span);
        self.starts.get(&place.body).map(|it| place.span.shifted(*it))
    }

    fn add(&mut self, topic: Topic, text: String, span: Span, walk: &Walk<'_>) {
        let Some(place) = self.place(span, walk).filter(|_| self.found.len() < MOST_SEEN) else { return };
        self.found.push(Found { topic, text, place, lenient: walk.lenient });
    }

    fn is_elsewhere(&self, span: Span, walk: &Walk<'_>) -> bool {
        walk.contained || self.place(span, walk).is_none_or(|it| self.outline.is_elsewhere(it))
    }
}

impl Watcher for Seen<'_> {
    fn command(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        if self.is_elsewhere(command.name_span(), walk) || command.words.is_empty() {
            return;
        }
        self.program(command, walk, state);
        let is_own = |it: &str| command.wrappers.is_empty() && self.outline.names.contains(it);
        if command.program.as_deref().is_some_and(is_own) {
            return;
        }
        if matches!(command.program.as_deref(), Some("." | "source")) {
            if let Some(word) = command.operands().next() {
                let told = self.told(word, walk, state);
                self.add(Topic::Sources, told, word.span, walk);
            }
            return;
        }
        self.root(command, walk);
        if command.is_dry_run() {
            return;
        }
        for act in acts::of_command(command, walk, state) {
            self.act(&act, walk, state);
        }
        self.beyond(command, walk, state);
        self.network(command, walk, state);
    }

    fn redirects(&mut self, redirects: &[Redirect], command: Option<&Command>, walk: &Walk<'_>, state: &State) {
        for redirect in redirects {
            if let Some(act) = acts::of_redirect(redirect, command, walk, state) {
                self.act(&act, walk, state);
            }
        }
    }

    fn word(&mut self, word: &Word, walk: &Walk<'_>, state: &State) {
        for part in &word.parts {
            let PartKind::Parameter(parameter) = &part.kind else { continue };
            let name = &*parameter.name;
            let is_name = name.starts_with(|it: char| it == '_' && name.len() > 1 || it.is_ascii_alphabetic());
            let is_ours = |it: &str| (walk.lenient || state.arguments.is_some()) && self.outline.assigned.contains(it);
            if !is_name || USUAL.contains(&name) || state.get(name).is_some() || is_ours(name) {
                continue;
            }
            if self.is_elsewhere(part.span, walk) {
                continue;
            }
            let note = match parameter.operator.as_deref() {
                Some((operator, otherwise)) if matches!(&**operator, ":-" | "-" | ":=" | "=") => {
                    if otherwise.parts.is_empty() {
                        ", which may be missing".to_owned()
                    } else {
                        format!(", else {}", shown(otherwise))
                    }
                }
                Some((operator, _)) if matches!(&**operator, ":?" | "?") => ", which must be set".to_owned(),
                Some((operator, _)) if matches!(&**operator, ":+" | "+") => ", which may be missing".to_owned(),
                _ => String::new(),
            };
            let may_be_set = state.sourced || self.outline.sets_by_name;
            let sourced = if may_be_set { " (unless something that it runs sets it)" } else { "" };
            self.add(Topic::Variables, format!("{}{note}{sourced}", code(name)), part.span, walk);
        }
    }
}
