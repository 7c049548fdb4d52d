//! Changing a number, a name or a unit in a request changes exactly that in the command.

use super::templates::{TEMPLATES, filled};
use super::{Chance, answer, at_most};

/// A command with its numbers cut out, and the numbers.
fn numbers(command: &str) -> (String, Vec<i64>) {
    let (mut rest, mut all) = (String::new(), Vec::new());
    let mut digits = String::new();
    for letter in command.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            all.push(digits.parse().unwrap_or(-1));
            digits.clear();
            rest.push('#');
        }
        rest.push(letter);
    }
    (rest, all)
}

/// The templates with a place that are answered as they usually are.
fn with(place: &str) -> impl Iterator<Item = (&'static str, String)> {
    let place = place.to_owned();
    TEMPLATES.iter().filter(move |it| it.contains(&place)).filter_map(|it| Some((*it, answer(&filled(it, "", ""))?.0)))
}

/// Three numbers at equal distances: what depends on the number must lie at equal distances too, and nothing else may
/// differ. So `+ 1` (`tail -n +8`) and a unit (`-mmin`) are let through, and a number that gets lost is not.
#[test]
fn a_number_changes_exactly_that() {
    let mut chance = Chance::new(8);
    let (mut broken, mut count) = (Vec::new(), 0);
    for (template, _) in with("{n}") {
        for _ in 0..8 {
            count += 1;
            let (first, step) = (3 + chance.below(9), 1 + chance.below(9));
            let all = [first, first + step, first + 2 * step];
            let asked = all.map(|it| filled(template, "{n}", &it.to_string()));
            let given = asked.each_ref().map(|it| answer(it).map_or("nothing".to_owned(), |it| it.0));
            let read = given.each_ref().map(|it| numbers(it));
            let same_rest = read[0].0 == read[1].0 && read[1].0 == read[2].0;
            let distances = |left: usize, right: usize| -> Vec<i64> {
                read[left].1.iter().zip(&read[right].1).map(|it| it.1 - it.0).collect()
            };
            let (near, far) = (distances(0, 1), distances(1, 2));
            if !same_rest || near != far || near.iter().all(|it| *it == 0) {
                broken.push(format!("{} {given:?}", asked[0]));
                break;
            }
        }
    }
    at_most(0, &broken, count, "a number changes exactly that");
}

#[test]
fn a_name_changes_exactly_that() {
    let mut chance = Chance::new(80);
    let (mut broken, mut count) = (Vec::new(), 0);
    for (place, usual) in [("{f}", "zorbl"), ("{t}", "quibble")] {
        for (template, before) in with(place) {
            for _ in 0..8 {
                count += 1;
                let name = chance.name();
                let asked = filled(template, place, &name);
                let given = answer(&asked).map_or("nothing".to_owned(), |it| it.0);
                let wanted = before.replace(usual, &name);
                if given != wanted || given == before {
                    broken.push(format!("{asked}\n    wanted {wanted}\n    got    {given}"));
                    break;
                }
            }
        }
    }
    at_most(0, &broken, count, "a name changes exactly that");
}

/// What a number and its unit become, cut out: `-size +7M`, `-mtime +49`, `'7 weeks ago'`.
fn without_measures(command: &str) -> String {
    let units = "-mtime -mmin -days -day -weeks -week -hours -hour -minutes -minute -months -month -years -year";
    let (mut text, _) = numbers(command);
    for unit in units.split(' ') {
        text = text.replace(unit, "%");
    }
    for unit in ["days", "day", "weeks", "week", "hours", "hour", "minutes", "minute", "months", "month"] {
        text = text.replace(unit, "%");
    }
    for letter in ["c", "k", "K", "M", "G", "w"] {
        text = text.replace(&format!("#{letter}"), "#");
    }
    text
}

#[test]
fn a_unit_changes_exactly_that() {
    let sizes = ["kilobytes", "megabytes", "gigabytes", "KB", "MB", "GB"];
    let spans = ["minutes", "hours", "days", "weeks"];
    let (mut broken, mut count) = (Vec::new(), 0);
    for (place, units) in [("{s}", &sizes[..]), ("{d}", &spans[..])] {
        for (template, before) in with(place) {
            let mut seen: Vec<(&str, String)> = Vec::new();
            for unit in units {
                count += 1;
                let asked = filled(template, place, unit);
                let given = answer(&asked).map_or("nothing".to_owned(), |it| it.0);
                if without_measures(&given) != without_measures(&before) {
                    broken.push(format!("{asked}\n    like   {before}\n    got    {given}"));
                }
                // `MB` and `megabytes` are one unit; two units are never one command.
                let alike = |it: &str| it[..1].to_lowercase() == unit[..1].to_lowercase();
                for (other, command) in &seen {
                    if alike(other) == (*command != given) {
                        broken.push(format!("{asked} gives {given}, and with {other} {command}"));
                    }
                }
                seen.push((unit, given));
            }
        }
    }
    // Dates have no clock where days are asked for, and git is not asked for minutes.
    at_most(5, &broken, count, "a unit changes exactly that");
}
