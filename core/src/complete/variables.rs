//! Names of variables with what they hold at the cursor: those of the script, of sourced files, of the shell.

use super::spot::{MARK, Spot};
use super::{Kind, List, Scene};
use crate::explain::special;
use crate::explain::variables::held;
use crate::flow::{State, Walk, Watcher};
use crate::script::{PartKind, Word};
use std::collections::BTreeSet;

const OWN: u8 = 0;
const SOURCED: u8 = 1;
const OF_SHELL: u8 = 2;
const SPECIAL: u8 = 3;

/// The longest piece of a script that is walked for values, in bytes.
const LONGEST_WALKED: usize = 64 << 10;
/// The arguments that are asked for by name.
const ARGUMENTS: [(&str, &str); 2] = [("1", "the first argument"), ("2", "the second argument")];

/// Offers all variables; behind a `$` those without a name too.
pub(super) fn offer(scene: &Scene<'_>, spot: &Spot, behind_sign: bool, list: &mut List<'_>) {
    offer_own(scene, spot, list);
    for (name, meaning) in special::variables(spot.dialect()) {
        list.add(OF_SHELL, Kind::Variable, name, meaning, None);
    }
    if behind_sign {
        for (name, meaning) in special::parameters(spot.dialect()).chain(ARGUMENTS) {
            list.add(SPECIAL, Kind::Variable, name, meaning, None);
        }
    }
}

/// Offers the variables that the script sets, and those of the files that it sources.
pub(super) fn offer_own(scene: &Scene<'_>, spot: &Spot, list: &mut List<'_>) {
    let is_wanted = |it: &str| it.starts_with(&*spot.prefix) && is_name(it) && !it.contains(MARK);
    let chunks = spot.marked.chunks();
    let own: BTreeSet<&str> =
        chunks.iter().flat_map(|it| it.body.names.assigned.iter()).map(|it| &**it).filter(|it| is_wanted(it)).collect();
    let sources = chunks.iter().any(|it| it.body.names.called.iter().any(|it| matches!(&**it, "source" | ".")));
    if own.is_empty() && !sources {
        return;
    }
    let state = known_at(scene, spot);
    let of_shell = |name: &str| special::variable(name, spot.dialect()).map(str::to_owned);
    let known = |name: &str| state.as_ref().and_then(|it| it.get(name)).and_then(held);
    let value = |name: &str| known(name).or_else(|| of_shell(name)).unwrap_or_default();
    for name in &own {
        list.add(OWN, Kind::Variable, name, &value(name), None);
    }
    let others = state.iter().flat_map(State::variables).map(|it| it.0);
    for name in others.filter(|it| is_wanted(it) && !own.contains(it)) {
        list.add(SOURCED, Kind::Variable, name, &value(name), None);
    }
}

/// What is known at the cursor: what is known before its chunk, followed through the chunk up to there.
fn known_at(scene: &Scene<'_>, spot: &Spot) -> Option<State> {
    if spot.chunk.body.text.len() > LONGEST_WALKED {
        return None;
    }
    let report = (scene.report)();
    let chunks = scene.document.chunks();
    let before = report.known_before(chunks.partition_point(|it| it.start < spot.chunk.start))?;
    let mut walk = Walk::new(spot.chunk.body.clone(), report.assigned(), scene.library);
    let mut here = Here::default();
    let behind = walk.chunk(before.clone(), &mut here);
    // Where nothing leads there, what is known behind it is better than nothing.
    Some(here.state.unwrap_or(behind))
}

/// Waits for the mark.
#[derive(Default)]
struct Here {
    state: Option<State>,
}

impl Watcher for Here {
    fn word(&mut self, word: &Word, _: &Walk<'_>, state: &State) {
        if holds_mark(word, 0) {
            self.state = Some(match self.state.take() {
                Some(known) => known.join(state.clone()),
                None => state.clone(),
            });
        }
    }
}

fn holds_mark(word: &Word, depth: usize) -> bool {
    depth < 4
        && word.parts.iter().any(|it| match &it.kind {
            PartKind::Literal(text) => text.contains(MARK),
            PartKind::Parameter(parameter) => parameter.name.contains(MARK),
            PartKind::Arithmetic(inner) => holds_mark(inner, depth + 1),
            _ => false,
        })
}

fn is_name(name: &str) -> bool {
    name.starts_with(|it: char| it == '_' || it.is_ascii_alphabetic())
        && name.chars().all(|it| it == '_' || it.is_ascii_alphanumeric())
}
