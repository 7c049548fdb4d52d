//! Which files a deed in bulk acts on: as patterns of the shell, or as a `find` command where those do not reach.

use super::Setting;
use super::frame::Clause;
use super::phrases::{Depth, Flag, Spot, What};
use crate::shell::{glob, join, path, quote};

/// The day, with the hour or the time of day where that was said, inside double quotes; `None` where no day is meant.
pub(crate) fn stamp(clause: &Clause) -> Option<&'static str> {
    Some(match (clause.has(Flag::Clock), clause.has(Flag::Hour), clause.has(Flag::Today)) {
        (true, false, _) => "$(date +%Y%m%d-%H%M%S)",
        (false, true, true) => "$(date +%F_%H)",
        (false, false, true) => "$(date +%F)",
        _ => return None,
    })
}

/// Files by place and name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Set {
    /// The folders; empty for the current one.
    pub(crate) places: Vec<String>,
    /// Patterns for whole names.
    pub(crate) patterns: Vec<String>,
    pub(crate) what: What,
    pub(crate) any_case: bool,
    pub(crate) depth: Depth,
    /// Only what was changed after this file.
    pub(crate) newer_than: Option<String>,
}

impl Set {
    /// The files that a deed speaks of; `None` where it names none, or more than one kind of condition.
    pub(crate) fn of(clause: &Clause) -> Option<Self> {
        if !clause.things.is_empty() {
            return None;
        }
        let mut places = clause.places.clone();
        places.extend(clause.contents.clone());
        places.dedup();
        let mut patterns: Vec<String> = Vec::new();
        let mut any_case = clause.varied || clause.has(Flag::AnyCase);
        for it in &clause.globs {
            match it.rsplit_once('/') {
                Some((folder, name)) if places.is_empty() || places == [folder] => {
                    if folder.contains(['*', '?']) || folder.is_empty() {
                        return None;
                    }
                    places = vec![folder.to_owned()];
                    patterns.push(name.to_owned());
                }
                Some(_) => return None,
                None => patterns.push(it.clone()),
            }
        }
        let mut kinds: Vec<String> = clause.kinds.clone();
        if !clause.globs.is_empty() {
            // "the photos IMG_*.jpg", "PDF files (*.pdf)": the pattern says more than the kind.
            let whole = clause.globs.iter().all(|it| it.contains('.'));
            if !whole && !kinds.is_empty() {
                return None;
            }
            kinds.clear();
            any_case = clause.has(Flag::AnyCase);
        }
        // "PDF files (extension .pdf)", ".JPG pictures": one that is said exactly.
        let exact: Vec<String> =
            kinds.iter().filter(|it| it.bytes().any(|it| it.is_ascii_uppercase())).cloned().collect();
        if exact.len() == 1 && kinds.len() > 1 && kinds.iter().all(|it| it.eq_ignore_ascii_case(&exact[0])) {
            kinds.retain(|it| *it != exact[0]);
        }
        kinds.dedup();
        if clause.has(Flag::UpperCase) {
            kinds = kinds.iter().map(|it| it.to_uppercase()).collect();
        }
        let ends = kinds.iter().map(|it| format!(".{it}")).collect::<Vec<_>>();
        let mut called = (String::new(), String::new(), String::new());
        for (spot, text) in &clause.called {
            let place = match spot {
                Spot::Start => &mut called.0,
                Spot::Inside => &mut called.1,
                Spot::End => &mut called.2,
            };
            if !place.is_empty() || text.contains(['/', '*', '?', '[']) {
                return None;
            }
            place.clone_from(text);
        }
        let middle = if called.1.is_empty() { "*".to_owned() } else { format!("*{}*", called.1) };
        let stem = format!("{}{middle}{}", called.0, called.2);
        if clause.globs.is_empty() {
            match ends.as_slice() {
                [] => patterns.push(stem),
                _ if called.2.is_empty() => patterns.extend(ends.iter().map(|it| format!("{stem}{it}"))),
                _ => return None,
            }
        } else if !clause.called.is_empty() {
            return None;
        }
        let what = match clause.any {
            Some(what) => what,
            None if !patterns.is_empty() => What::File,
            None => return None,
        };
        if what == What::Folder && !kinds.is_empty() {
            return None;
        }
        // A file has no files in it.
        if places.iter().any(|it| crate::literals::names_file(it)) {
            return None;
        }
        places.retain(|it| it != ".");
        Some(Self { places, patterns, what, any_case, depth: clause.depth(), newer_than: clause.newer_than.clone() })
    }

    /// Whether it is every file of a folder.
    pub(crate) fn is_everything(&self) -> bool {
        self.patterns == ["*"]
    }

    /// Whether patterns of the shell reach it.
    pub(crate) fn is_flat(&self) -> bool {
        self.depth != Depth::Below && !self.any_case && self.newer_than.is_none()
    }

    /// One extension that all names have, if there is one.
    pub(crate) fn extension(&self) -> Option<&str> {
        match self.patterns.as_slice() {
            [one] => {
                let (_, behind) = one.rsplit_once('.')?;
                (!behind.is_empty() && !behind.contains(['*', '?', '[', ']'])).then_some(behind)
            }
            _ => None,
        }
    }

    /// The one folder, empty for the current one; `None` where there are several.
    pub(crate) fn folder(&self) -> Option<&str> {
        match self.places.as_slice() {
            [] => Some(""),
            [one] => Some(one),
            _ => None,
        }
    }

    /// The names as words with patterns.
    pub(crate) fn words(&self) -> String {
        let here = vec![String::new()];
        let places = if self.places.is_empty() { &here } else { &self.places };
        let mut words = Vec::new();
        for place in places {
            for pattern in &self.patterns {
                words.push(if self.what == What::Folder && !pattern.ends_with('/') {
                    format!("{}/", glob(place, pattern))
                } else {
                    glob(place, pattern)
                });
            }
        }
        words.join(" ")
    }

    /// Whether a loop over the words meets what is not meant, and must look at each.
    pub(crate) fn needs_look(&self) -> bool {
        self.what == What::File && self.patterns.iter().any(|it| !it.contains('.'))
    }

    /// The `find` command up to its action, without what lies below `spared`.
    pub(crate) fn find(&self, spared: Option<&str>) -> String {
        let mut words = vec!["find".to_owned()];
        if self.places.is_empty() {
            words.push(".".to_owned());
        }
        words.extend(self.places.iter().map(|it| path(it)));
        if self.what != What::File {
            words.push("-mindepth 1".to_owned());
        }
        if self.depth != Depth::Below {
            words.push("-maxdepth 1".to_owned());
        }
        match self.what {
            What::File => words.push("-type f".to_owned()),
            What::Folder => words.push("-type d".to_owned()),
            What::Unknown => {}
        }
        let flag = if self.any_case { "-iname" } else { "-name" };
        let tests: Vec<String> =
            self.patterns.iter().filter(|it| *it != "*").map(|it| format!("{flag} {}", quote(it))).collect();
        match tests.len() {
            0 => {}
            1 => words.extend(tests),
            _ => words.push(format!(r"\( {} \)", tests.join(" -o "))),
        }
        if let Some(other) = &self.newer_than {
            words.push(format!("-newer {}", path(other)));
        }
        if let Some(spared) = spared.filter(|_| self.depth == Depth::Below).and_then(|it| self.below(it)) {
            words.push(format!("! -path {}", quote(&format!("{spared}/*"))));
        }
        words.join(" ")
    }

    /// How `find` writes a folder that lies in one of the places.
    fn below(&self, folder: &str) -> Option<String> {
        if folder.starts_with(['~', '$', '/']) && self.places.is_empty() || folder.starts_with("..") {
            return None;
        }
        if self.places.is_empty() {
            return Some(join(".", folder)).map(|it| if it.starts_with("./") { it } else { format!("./{it}") });
        }
        let inside = |place: &&String| folder.strip_prefix(place.as_str()).is_some_and(|it| it.starts_with('/'));
        self.places.iter().find(inside).map(|_| folder.to_owned())
    }

    /// Runs a command once for many files at the place of `{}`; `None` where the tools cannot.
    pub(crate) fn each(&self, action: &str, spared: Option<&str>) -> String {
        format!("{} -exec {action}", self.find(spared))
    }

    /// A loop with `body` over each file as `$f`. `bashisms` says that the body needs more than POSIX.
    pub(crate) fn each_do(&self, body: &str, bashisms: bool, setting: Setting) -> Option<String> {
        if bashisms && !setting.bash {
            return None;
        }
        if self.is_flat() {
            let simple = !body.contains("; ") && !body.contains("||");
            let look = match (self.needs_look(), simple) {
                (false, _) => "",
                (true, true) => "[ -f \"$f\" ] && ",
                (true, false) => "[ -f \"$f\" ] || continue; ",
            };
            return Some(format!("for f in {}; do {look}{body}; done", self.words()));
        }
        if body.contains('\'') {
            // Quotes within quotes are hard to read: the text itself is put in by other means, or not at all.
            return None;
        }
        let shell = if bashisms { "bash" } else { "sh" };
        Some(format!("{} -exec {shell} -c 'for f do {body}; done' {shell} {{}} +", self.find(None)))
    }
}
