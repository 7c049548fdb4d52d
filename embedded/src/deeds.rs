//! Single deeds on named files and folders, and deeds in bulk: what is made, copied, moved, renamed, linked, and what is
//! done for each of many.

mod each;
mod frame;
mod link;
mod make;
mod phrases;
mod plainly;
mod read;
mod rename;
mod rights;
mod series;
mod set;
#[cfg(test)]
mod tests;
mod transfer;

use crate::asked::{Asked, Proposal};
use crate::lines::{limits, reword};
use crate::{Platform, Shell};
use frame::Clause;
use phrases::{Flag, Verb};

/// What a deed must fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) gnu: bool,
    pub(crate) bash: bool,
}

/// The command for a deed; none where a word of it is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Vec<Proposal> {
    let rules = plainly::rules();
    let by_rule = |asked: &Asked<'_>| {
        // Files of a kind that move are read by those who find them.
        let read = |it: &Asked<'_>| as_typed(it).or_else(|| crate::files::propose(it).into_iter().next());
        let found = reword::asked_plainly(asked, &rules.whole(asked)?, read)?;
        // A rule for the whole of it is surer than words that happen to fit.
        Some(Proposal { doubt: -0.03, ..found })
    };
    let found = by_rule(asked).or_else(|| as_typed(asked)).or_else(|| {
        let parts = rules.parts(asked)?;
        reword::asked_plainly(asked, &parts, |it| by_rule(it).or_else(|| as_typed(it)))
    });
    found.into_iter().filter(|it| limits::keeps(asked, it)).collect()
}

/// The same, for the words as they stand.
fn as_typed(asked: &Asked<'_>) -> Option<Proposal> {
    let frame = read::read(asked)?;
    let setting = Setting { gnu: asked.platform == Platform::Linux, bash: asked.shell == Shell::Bash };
    let command = answer(&frame.clauses, setting)?;
    Some(Proposal { guessed: frame.guessed, doubt: frame.doubt, ..Proposal::new("deeds", command) })
}

/// The most deeds of one request.
const MOST: usize = 4;

/// One deed, or several where each says all that it needs.
fn answer(clauses: &[Clause], setting: Setting) -> Option<String> {
    if let [only] = clauses {
        return one(only, setting);
    }
    let mut commands = Vec::new();
    let mut made = None;
    let mut clauses = clauses.iter().take(MOST + 1).enumerate().peekable();
    while let Some((at, clause)) = clauses.next() {
        let known = matches!(clause.verb, Some(Verb::Make | Verb::Copy | Verb::Move));
        if at == MOST || !known {
            return None;
        }
        // "Make a folder x and move all pdfs into it."
        let placed = |it: &Clause| it.verb != Some(Verb::Make) || it.places.is_empty();
        let enters = |it: &Clause| it.into_it && it.target.is_none() && placed(it);
        if clause.verb == Some(Verb::Make)
            && let Some(folder) = make::folder(clause)
            && clauses.peek().is_some_and(|it| enters(it.1))
        {
            made = Some(folder);
            continue;
        }
        let mut clause = clause.clone();
        if clause.into_it {
            clause.into_it = false;
            let folder = made.take()?;
            if clause.verb == Some(Verb::Make) {
                commands.push(format!("mkdir -p {}", crate::shell::path(&folder)));
                clause.places.push(folder);
            } else {
                clause.target = Some(frame::Target { path: folder, fresh: true, folder: true });
            }
        }
        commands.push(one(&clause, setting)?);
    }
    made.is_none().then(|| commands.join(" && "))
}

fn one(clause: &Clause, setting: Setting) -> Option<String> {
    if clause.into_it || clause.depth_conflict() {
        return None;
    }
    // "all folders named x" are not the one folder x.
    if clause.several && clause.things.len() == 1 && clause.verb != Some(Verb::Make) {
        return None;
    }
    if let Some((rights, mode)) = &clause.mode {
        let plain = Clause { mode: None, ..clause.clone() };
        return rights::with(&plain, *rights, mode, setting);
    }
    if clause.into_each.is_some() {
        return each::into_each(clause);
    }
    if clause.by.is_some() {
        return each::sort(clause, setting);
    }
    if clause.has(Flag::Each) {
        return each::answer(clause, setting);
    }
    if clause.converts() {
        return each::answer(clause, setting);
    }
    let renames = !matches!(clause.verb, Some(Verb::Copy | Verb::Backup | Verb::Make | Verb::Delete | Verb::Move));
    if let Some(found) = rename::one(clause).filter(|_| renames || !clause.ops.is_empty()) {
        return Some(found);
    }
    let copied = matches!(clause.verb, Some(Verb::Backup | Verb::Copy));
    if clause.renames_many() && !copied {
        return rename::answer(clause, setting);
    }
    match clause.verb {
        Some(Verb::Make) => make::answer(clause, setting),
        None if !clause.series.is_empty() => make::answer(clause, setting),
        Some(Verb::Give) if clause.reference.is_some() => make::answer(clause, setting),
        Some(Verb::Touch | Verb::Write) => make::answer(clause, setting),
        Some(Verb::Link { .. } | Verb::Point) => link::answer(clause, setting),
        Some(Verb::Convert | Verb::Show) => each::answer(clause, setting),
        _ => transfer::answer(clause, setting),
    }
}
