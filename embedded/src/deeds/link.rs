//! New links, and links that shall point elsewhere.

use super::Setting;
use super::frame::{Clause, Part};
use super::phrases::{Flag, Verb};
use crate::shell::{join, path};

pub(crate) fn answer(clause: &Clause, setting: Setting) -> Option<String> {
    let parts = [Part::Things, Part::Places, Part::Any, Part::Target, Part::NewName, Part::Points];
    if !clause.says_only(&parts)
        || !clause.only(&[Flag::Force])
        || clause.from
        || clause.target.as_ref().is_some_and(|it| it.fresh)
    {
        return None;
    }
    let place = match clause.places.as_slice() {
        [] => "",
        [one] if one == "." => "",
        [one] => one,
        _ => return None,
    };
    let to = clause.points.clone().or_else(|| clause.target.as_ref().map(|it| it.path.clone()));
    let names: Vec<String> = clause.things.iter().map(|it| it.path.clone()).chain(clause.new_name.clone()).collect();
    let hard = clause.verb == Some(Verb::Link { hard: true });
    let repoint = clause.verb == Some(Verb::Point);
    // "a link to ~/Documents on the Desktop": it gets the target's name.
    if names.is_empty()
        && !place.is_empty()
        && !repoint
        && let Some(target) = to.as_ref().filter(|it| it.starts_with(['/', '~']) && it.len() > 2)
    {
        let flag = if hard { "" } else { " -s" };
        return Some(format!("ln{flag} {} {}/", path(target), path(place)));
    }
    // "hard link a.txt as b.txt"
    if let ([one], Some(name), None, false) = (clause.things.as_slice(), &clause.new_name, &to, repoint)
        && place.is_empty()
        && !name.contains('/')
        && !one.path.contains('/')
    {
        let flag = match (hard, clause.has(Flag::Force)) {
            (true, false) => "",
            (false, false) => " -s",
            (false, true) => " -sfn",
            (true, true) => return None,
        };
        return Some(format!("ln{flag} {} {}", path(&one.path), path(name)));
    }
    // "a link to /etc/hosts here"
    if names.is_empty()
        && clause.places == ["."]
        && !repoint
        && let Some(target) = to.as_ref().filter(|it| it.starts_with(['/', '~']) && it.len() > 2)
    {
        return Some(format!("ln{} {} .", if hard { "" } else { " -s" }, path(target)));
    }
    let (name, target) = match (names.as_slice(), to) {
        // "a link called x that points to y"
        ([name], Some(target)) => (name.clone(), target),
        _ => return None,
    };
    // "symlink a to b" may be meant either way around; "a link called a to b" may not.
    let sure = clause.points.is_some() && clause.target.is_none()
        || clause.points.is_none() && clause.new_name.is_some() && clause.things.is_empty();
    if !sure || name == target {
        return None;
    }
    let link = join(place, &name);
    let force = clause.has(Flag::Force);
    if hard && force {
        return None;
    }
    if hard {
        return Some(format!("ln {} {}", path(&target), path(&link)));
    }
    if repoint || force {
        return Some(format!("ln -sfn {} {}", path(&target), path(&link)));
    }
    // A relative target is read from where the link lies.
    let apart = link.contains('/') && target.contains('/') && !target.starts_with(['/', '~', '$', '.']);
    if apart && !setting.gnu {
        return None;
    }
    let relative = if apart { "r" } else { "" };
    Some(format!("ln -s{relative} {} {}", path(&target), path(&link)))
}
