//! What a word of a script names, told as far as it is known: values, an argument, a temporary path.

use super::Seen;
use crate::explain::script::shown::{code, shown};
use crate::flow::{Folder, Origin, State, Walk};
use crate::listed::listed;
use crate::script::{PartKind, Word};

/// How many values of one word are named.
const MOST_VALUES: usize = 4;

impl Seen<'_> {
    /// What a word names: its values where they are known, else as much as can be said.
    pub(super) fn told(&self, word: &Word, walk: &Walk<'_>, state: &State) -> String {
        if let Some(text) = word.literal() {
            return code(text);
        }
        let value = walk.value(word, state);
        let written = written(word, walk);
        let names = parameters(word);
        // What a path becomes where a variable is empty is an accident, unless the script says what stands for it.
        let has_default =
            word.parts.iter().any(|it| matches!(&it.kind, PartKind::Parameter(it) if it.operator.is_some()));
        let known = value.shapes.iter().filter(|it| !it.text.trim().is_empty() && (it.empty.is_none() || has_default));
        let mut texts: Vec<&str> = known.filter_map(|it| it.text()).collect();
        texts.dedup();
        let is_open = value.shapes.is_empty() || value.shapes.iter().any(|it| it.open);
        let shown_texts = |last: &str| {
            let mut words: Vec<String> = texts.iter().take(MOST_VALUES).map(|it| code(it)).collect();
            if texts.len() > MOST_VALUES {
                words.push(format!("{} more", texts.len() - MOST_VALUES));
            }
            listed(&words, last)
        };
        if let ["0" | "BASH_SOURCE"] = *names
            && word.parts.len() == 1
        {
            return format!("the script itself ({written})");
        }
        let is_pattern = texts.iter().any(|it| it.contains(['*', '?', '[']));
        if !is_open && !texts.is_empty() && is_pattern {
            return format!("files like {}", shown_texts("or"));
        }
        if !is_open && !texts.is_empty() {
            return format!("{}{}", shown_texts(if value.every { "and" } else { "or" }), whence(&texts, state));
        }
        if names.iter().any(|it| self.outline.temporary.contains(*it)) {
            return format!("{written}, a temporary path");
        }
        let starts: Vec<&str> = value.shapes.iter().filter(|it| it.open).map(|it| &*it.text).collect();
        if starts.contains(&"/tmp/") {
            return format!("{written}, a temporary path");
        }
        let number = |it: &&str| it.parse::<usize>().ok().filter(|it| *it > 0);
        if let Some(number) = names.iter().find_map(number) {
            let place = self.place(word.span, walk);
            let function = place.and_then(|it| self.outline.function_at(it));
            let of = function.map(|it| format!(" of `{it}`")).unwrap_or_default();
            let what = format!("{}{of}", ordinal(number));
            let alone = word.parts.len() == 1;
            return if alone {
                format!("{what} ({written})")
            } else {
                format!("{written}, where `${number}` is {what}")
            };
        }
        if names.iter().any(|it| matches!(*it, "@" | "*")) {
            return format!("{written}, the arguments");
        }
        if let Some((name, number)) = names.iter().find_map(|it| Some((*it, *self.outline.kept.get(*it)?))) {
            let what = ordinal(number);
            let alone = word.parts.len() == 1;
            return if alone { format!("{what} ({written})") } else { format!("{written}, where `${name}` is {what}") };
        }
        if !texts.is_empty() {
            return format!("{written}, such as {}", shown_texts("or"));
        }
        if let [start] = &*starts
            && start.len() > 1
            && !start.starts_with('-')
        {
            return format!("{written}, a path that begins with {}", code(start));
        }
        let from_outside = names.len() == 1 && names.iter().all(|it| !self.outline.assigned.contains(*it));
        if value.is_from(Origin::Environment) && from_outside && word.parts.len() == 1 {
            return format!("{written}, which is set outside");
        }
        format!("{written}, a path that only shows when it runs")
    }
}

/// A word as it is written.
pub(super) fn written(word: &Word, walk: &Walk<'_>) -> String {
    let text = word.span.of(&walk.text.text);
    let text = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(text);
    if !walk.exact || text.is_empty() || text.contains(['"', '\n']) {
        return shown(word);
    }
    code(text)
}

/// The names of the variables and arguments in a word.
pub(super) fn parameters(word: &Word) -> Vec<&str> {
    let names = word.parts.iter().filter_map(|it| match &it.kind {
        PartKind::Parameter(it) => Some(&*it.name),
        _ => None,
    });
    names.collect()
}

/// Where relative paths count from, behind a `cd`.
pub(super) fn whence(texts: &[&str], state: &State) -> String {
    if texts.iter().any(|it| it.starts_with(['/', '~', '$'])) {
        return String::new();
    }
    match &state.folder {
        Folder::Start => String::new(),
        Folder::Entered(folder, _) => match folder.text().filter(|it| !it.is_empty()) {
            Some(folder) => format!(" in {}", code(folder)),
            None => ", from where `cd` led".to_owned(),
        },
        Folder::Unsure(_) => ", from where `cd` led".to_owned(),
    }
}

fn ordinal(number: usize) -> String {
    const WORDS: [&str; 9] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    match WORDS.get(number - 1) {
        Some(word) => format!("the {word} argument"),
        None => format!("argument {number}"),
    }
}
