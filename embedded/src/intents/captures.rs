//! No value that a phrasing takes may vanish: each stands in the command, on every platform.
//!
//! One that is called `x`, `any`, or `any` and something more, may: "is it 32 or 64 bit" asks for neither number.

use super::data::FAMILIES;
use super::template::names;

/// The names of the values of a phrasing.
fn captured(says: &str) -> Vec<&str> {
    let parts = says.split_whitespace().map(|it| it.trim_start_matches('?'));
    let slots = parts.flat_map(|part| {
        // `{number|text:n}` is one value, `{name}|all` a value or a word.
        part.split_inclusive('}').filter_map(|it| it.split_once('{')?.1.strip_suffix('}'))
    });
    let names = slots.map(|it| it.split_once(':').map_or_else(|| it.split('|').next().unwrap_or(it), |it| it.1));
    names.filter(|it| !it.starts_with("any") && *it != "x").collect()
}

#[test]
fn no_value_that_a_phrasing_takes_vanishes() {
    let mut wrong = Vec::new();
    for family in FAMILIES {
        for intent in family.intents {
            let others = [intent.macos, intent.busybox, intent.posix].into_iter().flatten();
            let variants = intent.variants.iter().map(|it| it.1);
            for template in others.chain(variants).chain([intent.gives]).filter(|it| !it.is_empty()) {
                for says in intent.says {
                    for name in captured(says).iter().filter(|it| !names(template, it)) {
                        wrong.push(format!("{}: `{says}` takes {name}, which is not in {template}", family.name));
                    }
                }
            }
        }
        for fact in family.facts {
            for says in fact.says {
                for name in captured(says).iter().filter(|it| !names(fact.gives, it)) {
                    wrong.push(format!(
                        "{}: fact {}: `{says}` takes {name}, which is not in {:?}",
                        family.name, fact.name, fact.gives
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
