//! New names for many files at once: extensions, prefixes, parts, case, numbers, dates.

mod numbers;
mod one;
mod steps;

use super::Setting;
use super::frame::{Clause, Op, Part};
use super::phrases::{Depth, Flag, Verb, What};
use super::set::Set;
pub(super) use one::one;
use steps::step;

pub(crate) fn answer(clause: &Clause, setting: Setting) -> Option<String> {
    let known = [
        Flag::NoOverwrite,
        Flag::Ask,
        Flag::Verbose,
        Flag::AnyCase,
        Flag::UpperCase,
        Flag::ChangeDate,
        Flag::Today,
        Flag::ByName,
        Flag::ByDate,
        Flag::Front,
    ];
    let parts = [
        Part::Things,
        Part::Sample,
        Part::Kinds,
        Part::Globs,
        Part::Any,
        Part::Called,
        Part::Places,
        Part::Depths,
        Part::Contents,
        Part::Ops,
        Part::Names,
        Part::With,
        Part::Example,
    ];
    let stray = !clause.only(&known) || !clause.says_only(&parts);
    let verb = matches!(
        clause.verb,
        None | Some(
            Verb::Rename
                | Verb::Change
                | Verb::Replace
                | Verb::Add
                | Verb::Give
                | Verb::Prefix
                | Verb::Suffix
                | Verb::Delete
                | Verb::Convert
                | Verb::Number
                | Verb::Make
        )
    );
    if stray || !verb {
        return None;
    }
    let mut clause = clause.clone();
    let today = clause.has(Flag::Today);
    if today && (!clause.has(Flag::Front) || !clause.names || clause.has(Flag::ChangeDate)) {
        return None;
    }
    if (today || clause.has(Flag::ChangeDate)) && clause.ops.is_empty() {
        return numbers::dated(&clause, setting);
    }
    if clause.has(Flag::Front) {
        return None;
    }
    if matches!(clause.ops.as_slice(), [] | [Op::Pad(_)])
        && clause.sample.is_empty()
        && clause.verb != Some(Verb::Number)
    {
        return numbers::padded(&clause, setting);
    }
    if !clause.example.is_empty() {
        return None;
    }
    if clause.verb == Some(Verb::Number) || !clause.sample.is_empty() {
        return numbers::numbered(&clause, setting);
    }
    let [op] = clause.ops.clone().try_into().ok().or_else(|| merged(&mut clause))?;
    if !clause.sample.is_empty() || clause.has(Flag::ByDate) || clause.has(Flag::ByName) || clause.has(Flag::ChangeDate)
    {
        return None;
    }
    // Nothing is added where something was to be taken away, nor the other way round.
    let adds = matches!(op, Op::Start(_) | Op::End(_) | Op::BeforeExtension(_) | Op::Add(_));
    let removes =
        matches!(op, Op::Remove(_) | Op::RemoveStart(_) | Op::RemoveEnd(_) | Op::RemoveDigits(_) | Op::RemoveFirst(_));
    let against = match clause.verb {
        Some(Verb::Delete) => !removes,
        Some(Verb::Add | Verb::Give | Verb::Prefix | Verb::Suffix) => removes,
        _ => false,
    };
    if against || adds && clause.verb == Some(Verb::Convert) {
        return None;
    }
    let vague = matches!(op, Op::Add(_));
    let op = completed(op, &mut clause)?;
    // Without the word "name" a text may be one in the files.
    let said = clause.names || clause.verb == Some(Verb::Rename);
    let needs_name = match &op {
        Op::Extension(..) | Op::ExtensionCase(_) => false,
        Op::Start(_) | Op::BeforeExtension(_) => !clause.has_set(),
        Op::End(it) => !(it.starts_with('.') || clause.affix) || !clause.has_set(),
        Op::RemoveStart(_) | Op::RemoveEnd(_) => !clause.has_set(),
        Op::Pad(_)
        | Op::Add(_)
        | Op::Remove(_)
        | Op::RemoveDigits(_)
        | Op::RemoveFirst(_)
        | Op::Replace(..)
        | Op::Case(_) => true,
    };
    let made = clause.verb == Some(Verb::Make) && !clause.names && !matches!(op, Op::ExtensionCase(_));
    if (needs_name || vague && !matches!(&op, Op::End(it) if it.starts_with('.'))) && !said || made {
        return None;
    }
    if clause.verb == Some(Verb::Convert) && !(said || matches!(op, Op::ExtensionCase(_) | Op::Case(_))) {
        return None;
    }
    let set = set(&mut clause, &op)?;
    let step = step(&op, &set, setting)?;
    let mut set = set;
    if let Some(patterns) = step.patterns.clone() {
        set.patterns = patterns;
    }
    let flags = flags(&clause);
    set.each_do(&format!("{}mv{flags} -- \"$f\" \"{}\"", step.prepare, step.new), step.bashisms, setting)
}

fn flags(clause: &Clause) -> String {
    let mut flags = String::new();
    for (flag, letter) in [(Flag::NoOverwrite, 'n'), (Flag::Ask, 'i'), (Flag::Verbose, 'v')] {
        if clause.has(flag) {
            flags.push(letter);
        }
    }
    if flags.is_empty() { flags } else { format!(" -{flags}") }
}

/// Two facts that are one operation.
fn merged(clause: &mut Clause) -> Option<[Op; 1]> {
    match clause.ops.as_slice() {
        // "change the extension from .TXT to lower case"
        [Op::ExtensionCase(upper), Op::Case(other)] | [Op::Case(other), Op::ExtensionCase(upper)] if upper == other => {
            Some([Op::ExtensionCase(*upper)])
        }
        _ => None,
    }
}

/// An operation with what another phrase said of it.
fn completed(op: Op, clause: &mut Clause) -> Option<Op> {
    let with = clause.with.take();
    Some(match (op, with) {
        (Op::Replace(from, None), Some(to)) => Op::Replace(from, Some(to)),
        (Op::Replace(_, None), None) | (_, Some(_)) => return None,
        // Which end is meant the text itself says: `old_`, `_old`.
        (Op::Add(it), None) if it.ends_with(['_', '-']) && !it.starts_with(['_', '-', '.']) => Op::Start(it),
        (Op::Add(it), None) if it.starts_with(['_', '-', '.']) && !it.ends_with(['_', '-']) => Op::End(it),
        (Op::Add(_), None) => return None,
        (Op::Remove(it), None) if it.is_empty() => return None,
        (op, None) => op,
    })
}

/// The files, with the extension that the operation itself names.
fn set(clause: &mut Clause, op: &Op) -> Option<Set> {
    if !clause.things.is_empty() {
        return None;
    }
    if let Op::Extension(Some(from), _) = op {
        if from.contains(' ') {
            return None;
        }
        let same = |it: &String| it.eq_ignore_ascii_case(from);
        if !clause.kinds.iter().all(same) || !clause.globs.is_empty() {
            return None;
        }
        clause.kinds = vec![from.clone()];
        clause.varied = false;
    }
    if let Op::Extension(None, to) = op
        && clause.capitals
        && clause.kinds == [to.to_lowercase()]
        && *to == to.to_lowercase()
    {
        clause.kinds = vec![to.to_uppercase()];
    }
    if let Op::Extension(None, to) = op
        && clause.kinds.len() > 1
        && clause.varied
    {
        // "the JPG pictures": the one that was typed.
        let one: Vec<String> = clause.kinds.iter().filter(|it| it.eq_ignore_ascii_case(to)).cloned().collect();
        if let [one] = one.as_slice() {
            clause.kinds = vec![one.clone()];
            clause.varied = false;
        }
    }
    if !clause.has_set() {
        clause.any = Some(What::File);
    }
    let set = Set::of(clause)?;
    (set.what != What::Folder || set.depth != Depth::Below).then_some(set)
}
