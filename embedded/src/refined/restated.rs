//! What a request says, said anew: another value, another order, another deed in the place of the one that stands there.

use crate::context::{is_alike, is_unit};
use crate::literals::{self, Form, Token};
use crate::steps::is_deed;
use crate::vocabulary::FILLER;

/// Words of which one takes the place of another.
const KINDS: &[&str] = &[
    "size date name time extension modified created accessed memory cpu age",
    "biggest smallest newest oldest largest",
    "first last",
    "today yesterday",
    "sum average mean minimum maximum median",
    "ascending descending",
    "file folder link",
    "byte kilobyte megabyte gigabyte terabyte",
    "minute hour day week month year",
];

/// Opposites: both together bound from two sides.
const SIDES: &[&str] = &["bigger smaller", "older newer", "over under", "more less"];

/// Words that say that something is meant in the place of something else, or that join.
const JOINTS: &str = "but for with in only and on of from file as thing by at under within to into";

/// "tar.gz instead of zip", "not python but rust": one in the place of the other, where the request names it.
pub(super) fn pair(wish: &str, words: &str) -> Option<String> {
    let words = words.trim().trim_end_matches(['.', '!', ' ']);
    let lower = words.to_ascii_lowercase();
    let split = |mark: &str| lower.find(mark).map(|at| (&words[..at], &words[at + mark.len()..]));
    let (new, old) = match split(" instead of ").or_else(|| split(" rather than ")) {
        Some(pair) => pair,
        None => {
            let (old, new) = split(" but ")?;
            (new, without_not(old)?)
        }
    };
    let new = ["use", "in", "take", "only", "the"]
        .iter()
        .fold(new.trim(), |it, lead| super::said::without_start(it, lead).unwrap_or(it));
    let old = ["in", "the"].iter().fold(old.trim(), |it, lead| super::said::without_start(it, lead).unwrap_or(it));
    let at = only_place(wish, old)?;
    (!new.is_empty()).then(|| format!("{}{new}{}", &wish[..at], &wish[at + old.len()..]))
}

fn without_not(text: &str) -> Option<&str> {
    super::said::without_start(text.trim(), "not")
}

/// Where some whole words stand in a request, where they stand there once.
fn only_place(wish: &str, words: &str) -> Option<usize> {
    let (all, wanted) = (wish.to_ascii_lowercase(), words.to_ascii_lowercase());
    let is_edge = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && !"/_-$~".contains(it));
    let mut places = all.match_indices(&wanted).map(|it| it.0).filter(|at| {
        !wanted.is_empty()
            && is_edge(all[..*at].chars().next_back())
            && is_edge(all[at + wanted.len()..].chars().next())
    });
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// The request with the values that are given anew in the places where they stood, and how many; `None` where a word
/// has no such place. Where nothing says "instead", the words around a value must say that it is the same.
pub(super) fn restated(wish: &str, words: &str, instead: bool) -> Option<(String, usize)> {
    let old = literals::tokens(wish)?;
    let new = literals::tokens(words)?;
    let mut values: Vec<Option<String>> = vec![None; old.len()];
    let mut replaced = 0;
    let mut at = 0;
    let instead = instead || is_bare(&new);
    while let Some(token) = new.get(at) {
        at += 1;
        if token.is(FILLER)
            || token.is_mark()
            || token.form == Form::Word && token.number.is_none() && token.is_any(JOINTS)
        {
            continue;
        }
        if old.iter().any(|it| is_same(it, token)) && !old.iter().any(|it| repacked(it, token).is_some()) {
            continue;
        }
        let place = place(&old, &values, &new, at - 1, instead)?;
        values[place] = Some(repacked(&old[place], token).unwrap_or_else(|| written(token)));
        replaced += 1;
        // A number brings its unit along.
        if let (Some(unit), Some(old_unit)) = (new.get(at), old.get(place + 1))
            && token.number.is_some()
            && is_unit(unit)
            && is_unit(old_unit)
        {
            values[place + 1] = Some(unit.text.to_owned());
            at += 1;
        }
    }
    if replaced == 0 {
        return None;
    }
    let mut text = wish.to_owned();
    for (token, value) in old.iter().zip(&values).rev() {
        if let Some(value) = value {
            text.get(token.span.clone())?;
            text.replace_range(token.span.clone(), value);
        }
    }
    Some((text, replaced))
}

/// Whether words are values alone, of a kind that is given once: "60 days", "the third".
fn is_bare(new: &[Token<'_>]) -> bool {
    let is_value = |it: &Token<'_>| {
        it.number.is_some() || matches!(it.form, Form::Size(_) | Form::Span(_) | Form::Date) || is_ordinal(it)
    };
    new.iter().any(is_value) && new.iter().all(|it| is_value(it) || it.is(FILLER) || it.is_mark() || is_unit(it))
}

fn is_ordinal(token: &Token<'_>) -> bool {
    matches!(
        token.text.to_lowercase().as_str(),
        "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
    )
}

/// An archive's name with the ending of another format: `src.tar.gz` as "zip".
fn repacked(old: &Token<'_>, new: &Token<'_>) -> Option<String> {
    const FORMATS: [&str; 8] = ["zip", "tar", "tar.gz", "tgz", "tar.xz", "tar.bz2", "tar.zst", "7z"];
    let wanted = new.text.to_lowercase();
    let wanted = FORMATS.iter().find(|it| **it == wanted)?;
    let is_path = matches!(old.form, Form::FileName | Form::Path);
    let ending = FORMATS.iter().filter(|it| old.text.ends_with(&format!(".{it}"))).max_by_key(|it| it.len())?;
    is_path.then(|| format!("{}{wanted}", &old.text[..old.text.len() - ending.len()]))
}

/// Whether a request only names things, and does nothing with them.
pub(super) fn only_lists(wish: &str) -> bool {
    const DEEDS: &str = "delete copy move compress pack unpack make set foreign grant revoke chown chgrp count";
    let Some(tokens) = literals::tokens(wish) else { return false };
    let Some(first) = tokens.iter().find(|it| !it.is(FILLER)) else { return false };
    let lists = first.is_any("find show look which file folder link grep") || first.is(crate::vocabulary::GROUP);
    lists && !tokens.iter().any(|it| it.is_any(DEEDS))
}

/// "gif too", "also in lib": the request with one value more beside the last one of its kind.
pub(super) fn widened(wish: &str, words: &str) -> Vec<String> {
    let (Some(old), Some(new)) = (literals::tokens(wish), literals::tokens(words)) else { return Vec::new() };
    let mut values = new.iter().enumerate().filter(|it| {
        !(it.1.is(FILLER) || it.1.is_mark() || it.1.is_any(JOINTS) || old.iter().any(|old| is_same(old, it.1)))
    });
    let (Some((at, value)), None) = (values.next(), values.next()) else { return Vec::new() };
    let none = vec![None; old.len()];
    let mut room = none.clone();
    let mut found = None;
    // Of several of its kind the last one.
    for _ in 0..old.len() {
        let Some(place) = (0..old.len())
            .rev()
            .find(|it| room[*it].is_none() && place(&old[*it..=*it], &none[..1], &new, at, true).is_some())
        else {
            break;
        };
        let placed = |all: &[Token<'_>], at: usize| before(all, at).is_some_and(|it| it.is_any(PLACES));
        if placed(&old, place) == placed(&new, at) || !is_name(&old[place]) {
            found = Some(place);
            break;
        }
        room[place] = Some(String::new());
    }
    let Some(end) = found.map(|it| old[it].span.end) else { return Vec::new() };
    let (Some(head), Some(tail)) = (wish.get(..end), wish.get(end..)) else { return Vec::new() };
    let written = written(value);
    vec![format!("{head} or {written}{tail}"), format!("{head} and {written}{tail}")]
}

/// A token as it was typed, with quotes where it had some.
fn written(token: &Token<'_>) -> String {
    match token.form {
        Form::Quoted if token.text.contains('"') => format!("'{}'", token.text),
        Form::Quoted => format!("\"{}\"", token.text),
        _ => token.text.to_owned(),
    }
}

/// Whether a request has no place for what would stand there instead: "in /var/log instead" where no folder was named.
pub(super) fn is_missing(wish: &str, words: &str) -> bool {
    let (Some(old), Some(new)) = (literals::tokens(wish), literals::tokens(words)) else { return false };
    let is_path = |it: &Token<'_>| matches!(it.form, Form::Path | Form::FileName);
    let is_placed = |all: &[Token<'_>], at: usize| at > 0 && all[at - 1].is_any(PLACES);
    let is_place = |all: &[Token<'_>], at: usize| is_placed(all, at) && (is_path(&all[at]) || is_name(&all[at]));
    let sorts = |all: &[Token<'_>]| all.iter().any(|it| it.is_any("sort alphabetical"));
    let has_place = (0..old.len()).any(|at| is_place(&old, at));
    match new.iter().position(|it| !it.is(FILLER) && !it.is_any(PLACES)) {
        Some(at) if is_place(&new, at) => !has_place,
        _ => sorts(&new) && !sorts(&old),
    }
}

/// Whether a request has a place already where words name another one: "in src" behind "… in lib"; or the words say where
/// something goes, and nothing goes anywhere.
pub(super) fn is_taken(wish: &str, words: &str) -> bool {
    const MOVES: &str = "copy move pack unpack compress put make link foreign take append convert";
    let (Some(old), Some(new)) = (literals::tokens(wish), literals::tokens(words)) else { return true };
    let Some(first) = new.iter().position(|it| !it.is(FILLER) && !it.is_any("only")) else { return true };
    if new[first].is_any(TARGETS) && new.get(first + 1).is_some_and(names_place) {
        return (0..old.len()).any(|at| names_place(&old[at]) && before(&old, at).is_some_and(|it| it.is_any(TARGETS)))
            || !old.iter().any(|it| it.is_any(MOVES) || it.text.eq_ignore_ascii_case("download"));
    }
    if is_word(&new[first], "use using") {
        return !old.iter().any(|it| it.is_any("pack unpack compress"));
    }
    let place = (first + 1..new.len()).find(|it| !new[*it].is(FILLER));
    let again = place.is_some_and(|it| old.iter().any(|old| old.text == new[it].text && names_place(old)));
    new[first].is_any(SOURCES) && again
        || new[first].is_any(SOURCES)
            && place.is_some_and(|it| names_place(&new[it]))
            && (0..old.len()).any(|at| names_place(&old[at]) && before(&old, at).is_some_and(|it| it.is_any(SOURCES)))
}

fn is_word(token: &Token<'_>, words: &str) -> bool {
    words.split(' ').any(|it| token.text.eq_ignore_ascii_case(it))
}

fn names_place(token: &Token<'_>) -> bool {
    matches!(token.form, Form::Path | Form::FileName) || is_name(token)
}

/// Words before where something is, and before where it goes.
const SOURCES: &str = "in from under at on within across";
const TARGETS: &str = "to into";
/// Words before a place.
const PLACES: &str = "in from under at on within across to into";

fn is_name(token: &Token<'_>) -> bool {
    token.form == Form::Word && token.concept.is_empty() && token.number.is_none()
}

/// Whether two tokens say the same.
pub(super) fn is_same(old: &Token<'_>, new: &Token<'_>) -> bool {
    let same = old.text.eq_ignore_ascii_case(new.text);
    let word = old.form == Form::Word && new.form == Form::Word && old.number.is_none() && new.number.is_none();
    same && old.form == new.form
        || word && !new.concept.is_empty() && new.concept == old.concept && new.concept != crate::vocabulary::GROUP
}

/// The place of the one old token that a new one takes; `None` where there is none, or one as good as another.
fn place(old: &[Token<'_>], values: &[Option<String>], new: &[Token<'_>], at: usize, instead: bool) -> Option<usize> {
    let token = &new[at];
    let placed = |all: &[Token<'_>], at: usize| before(all, at).is_some_and(|it| it.is_any(PLACES));
    let in_class = |it: &Token<'_>, class: &str| {
        it.form == Form::Word
            && it.number.is_none()
            && class.split(' ').any(|word| it.concept == word || it.text.eq_ignore_ascii_case(word))
    };
    let mut best: Option<(usize, usize)> = None;
    let mut tied = false;
    for (index, it) in old.iter().enumerate() {
        let sides = if instead { SIDES } else { &[] };
        let is_kind = KINDS.iter().chain(sides).any(|class| in_class(it, class) && in_class(token, class))
            || repacked(it, token).is_some();
        let bare = is_name(it) && placed(old, index) && !placed(new, at);
        let target = |all: &[Token<'_>], at: usize| before(all, at).map(|it| it.is_any(TARGETS));
        let crossed = placed(old, index) && placed(new, at) && target(old, index) != target(new, at);
        // A folder does not take the place of a file.
        let is_file = |it: &Token<'_>| it.form == Form::FileName || literals::names_file(it.text);
        let unlike = names_place(it) && placed(new, at) && is_file(it) && !is_file(token);
        // "by alice" is not said of "of bob".
        let how = before(new, at).filter(|it| it.is_any("by with of as for"));
        let unsaid = is_name(token) && how.is_some() && !agree(before(old, index), how);
        if values[index].is_some()
            || bare
            || crossed
            || unlike
            || unsaid
            || !is_kind && !is_alike(it, token, placed(new, at))
        {
            continue;
        }
        let around = usize::from(agree(before(old, index), before(new, at))) * 2
            + usize::from(agree(old.get(index + 1), new.get(at + 1)))
            + usize::from(is_kind);
        if !instead && around == 0 {
            continue;
        }
        match best {
            Some((_, known)) if known == around => tied = true,
            Some((_, known)) if known > around => {}
            _ => {
                best = Some((index, around));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|it| it.0)
}

/// The token before one, fillers apart.
fn before<'t, 'a>(all: &'t [Token<'a>], at: usize) -> Option<&'t Token<'a>> {
    all[..at].iter().rev().find(|it| !it.is(FILLER))
}

/// Whether two neighbours say that what they stand by is the same thing.
fn agree(old: Option<&Token<'_>>, new: Option<&Token<'_>>) -> bool {
    const SAME: &[&str] = &["in under from at within on across", "to into", "over more least", "bigger over"];
    let (Some(old), Some(new)) = (old, new) else { return false };
    if old.is_mark() || new.is_mark() {
        return false;
    }
    old.text.eq_ignore_ascii_case(new.text)
        || !old.concept.is_empty() && old.concept == new.concept
        || SAME.iter().any(|it| old.is_any(it) && new.is_any(it))
        || is_unit(old) && is_unit(new)
}

/// How many deeds a request orders.
fn steps_in(tokens: &[Token<'_>]) -> usize {
    1 + tokens.iter().filter(|it| is_word(it, "then afterwards")).count()
}

/// "delete them instead": the request with another deed in the place of its own; `rest` stands behind "them".
pub(super) fn other_deed(wish: &str, body: &str, rest: &str) -> Option<String> {
    let tokens = literals::tokens(wish)?;
    let first = tokens.iter().find(|it| !it.is(FILLER))?;
    let new = literals::tokens(body)?;
    let verb = new.iter().find(|it| !it.is(FILLER))?;
    // "count the second column" is more than "count them".
    let several = !new.iter().any(|it| is_word(it, "it"));
    let things = tokens.iter().any(|it| {
        it.is_any("file folder link occurrence")
            || it.is(crate::vocabulary::GROUP)
            || matches!(it.form, Form::Glob | Form::Dotted)
            || !several && it.form == Form::FileName
    });
    let parts = tokens.iter().any(|it| it.is_any("line word") || is_word(it, "column columns field fields row rows"));
    if !is_deed(first) || !things || parts || steps_in(&tokens) > 1 {
        return None;
    }
    let behind = wish.get(first.span.end..)?.trim_start();
    let behind = super::said::without_start(behind, "me").unwrap_or(behind);
    let behind = super::said::without_start(behind, "the number of").unwrap_or(behind);
    Some(format!("{} {behind} {rest}", verb.text).trim_end().to_owned())
}
