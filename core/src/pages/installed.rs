//! A manual page, with as much of it as is worth keeping.

use crate::manual::{Page, Spelling};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// A text is cut behind so many bytes, at the end of a sentence where there is one.
const TEXT: usize = 400;
/// In a page with very many options each text is shorter.
const SHORT_TEXT: usize = 120;
/// So many bytes a page may take before its texts are short.
const MOST: usize = 256 << 10;
/// More options than this are not kept.
const OPTIONS: usize = 4000;
/// A page with fewer options does not know all of them.
const FEWEST: usize = 3;

/// What a manual page says of its program's options.
#[derive(Clone, Debug, PartialEq)]
pub struct Manual {
    /// What a person calls it: `tar(1)`.
    pub title: String,
    /// The file that it was read from.
    pub path: String,
    /// What the program does, in one line; it may be empty.
    pub summary: String,
    /// Its options, in the order of the page.
    pub options: Vec<ManualOption>,
    /// Whether the page was read to its end, and tells of all flags that its program has, as far as can be seen:
    /// only then a flag that it does not mention may be called unknown. `--help` and `--version` often stand nowhere.
    pub is_whole: bool,
    /// The hashes of all words that look like flags, sorted.
    mentions: Vec<u64>,
}

/// An option, with what the page says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ManualOption {
    /// All ways to write it; a `name=value` word as that of `dd` has its name only.
    pub spellings: Vec<Spelling>,
    /// The first paragraph about it, or its first sentences; it may be empty.
    pub text: String,
    /// The line of the page's source, from one.
    pub line: usize,
    /// The term or the heading below a section's that it stands under: `install`, `Commit Limiting`.
    pub under: Option<String>,
}

impl Manual {
    /// Keeps what is worth keeping of a page; `is_complete` says that its source was there to the last byte.
    pub fn new(title: String, path: String, page: &Page, is_complete: bool) -> Self {
        let mut manual = Self {
            title,
            path,
            summary: shortened(summary(page), TEXT),
            options: Vec::new(),
            is_whole: is_complete && page.is_whole && !page.defers && page.options().count() <= OPTIONS,
            mentions: mentions(page),
        };
        manual.keep_options(page, TEXT);
        if manual.size() > MOST {
            manual.keep_options(page, SHORT_TEXT);
        }
        manual.is_whole &= manual.options.len() >= FEWEST;
        manual
    }

    fn keep_options(&mut self, page: &Page, most: usize) {
        let option = |entry: &crate::manual::Entry| ManualOption {
            spellings: entry.spellings.clone(),
            text: shortened(&entry.text, most),
            line: entry.line,
            under: page.under(entry.line).map(|it| shortened(it, 60)),
        };
        self.options = page.options().take(OPTIONS).map(option).collect();
    }

    /// The option that is written so: `-x`, `--long`, `--long=value`, `of=file`.
    ///
    /// Where several parts of a page, such as its sub-commands, each have their own option of this name, nobody knows
    /// which is meant, and there is none.
    pub fn option(&self, flag: &str) -> Option<&ManualOption> {
        let found = self.spelled(flag);
        if let Some(general) = plainest(&found) {
            return Some(general);
        }
        let first = *found.first()?;
        found.iter().all(|it| it.under == first.under).then_some(first)
    }

    /// The option that is written so, if it stands under no sub-command's heading.
    pub fn general_option(&self, flag: &str) -> Option<&ManualOption> {
        plainest(&self.spelled(flag))
    }

    /// The options that are written so; those without a text only where no other is.
    fn spelled(&self, flag: &str) -> Vec<&ManualOption> {
        let name = name_of(flag);
        let has = |wanted: &str| -> Vec<&ManualOption> {
            let is_it = |it: &&ManualOption| it.spellings.iter().any(|it| it.text == wanted);
            self.options.iter().filter(is_it).collect()
        };
        let mut found = if name.starts_with(['-', '+']) || name != flag { has(name) } else { Vec::new() };
        if found.iter().any(|it| !it.text.is_empty()) {
            found.retain(|it| !it.text.is_empty());
        }
        found
    }

    /// Whether the page names a flag anywhere, alone or in a bundle of letters. It may err, and then says yes.
    pub fn mentions(&self, flag: &str) -> bool {
        self.mentions.binary_search(&hash(name_of(flag))).is_ok()
    }

    /// How many bytes it takes in memory.
    pub fn size(&self) -> usize {
        let spelling =
            |it: &Spelling| size_of::<Spelling>() + it.text.capacity() + it.value.as_ref().map_or(0, String::capacity);
        let option = |it: &ManualOption| {
            size_of::<ManualOption>()
                + it.text.capacity()
                + it.under.as_ref().map_or(0, String::capacity)
                + it.spellings.iter().map(spelling).sum::<usize>()
        };
        size_of::<Self>()
            + self.title.capacity()
            + self.path.capacity()
            + self.summary.capacity()
            + self.mentions.capacity() * size_of::<u64>()
            + self.options.iter().map(option).sum::<usize>()
    }
}

impl ManualOption {
    /// Whether it stands right in a section, or under a heading about options.
    fn is_general(&self) -> bool {
        self.under.as_ref().is_none_or(|it| it.to_ascii_lowercase().contains("option"))
    }
}

/// The first of the general ones that is about this flag alone: `--all --force` is about both, and so about neither.
fn plainest<'a>(found: &[&'a ManualOption]) -> Option<&'a ManualOption> {
    found.iter().copied().filter(|it| it.is_general()).min_by_key(|it| it.spellings.len())
}

/// What a page or a part of one is about: its summary, or what hangs beside the term that it is the part of.
fn summary(page: &Page) -> &str {
    let term = page.parts.first().filter(|it| !it.is_section && page.summary.is_empty());
    let entry = term.and_then(|part| page.entries.iter().find(|it| it.line == part.start));
    entry.map_or(&page.summary, |it| &it.text)
}

/// A flag without the value that is typed with it.
fn name_of(flag: &str) -> &str {
    flag.split_once('=').map_or(flag, |it| it.0)
}

/// The same in every part of a process, which is all that it is for.
fn hash(flag: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    flag.hash(&mut hasher);
    hasher.finish()
}

/// Every flag that a page names, and every letter of what may be a bundle.
fn mentions(page: &Page) -> Vec<u64> {
    let spelled = page.options().chain(&page.synopsis).flat_map(|it| &it.spellings).map(|it| it.text.as_str());
    let mut hashes = Vec::new();
    for word in spelled.chain(page.mentions.iter().map(|it| it.text.as_str())) {
        hashes.push(hash(name_of(word)));
        if let Some(bundle) = word.strip_prefix('-').filter(|it| !it.contains('-')) {
            let mut letter = [b'-', 0];
            for it in bundle.bytes().filter(u8::is_ascii_graphic) {
                letter[1] = it;
                hashes.extend(std::str::from_utf8(&letter).map(hash));
            }
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    hashes
}

/// The first sentences of a text, as many as fit; else its first words.
fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most && !text.ends_with('…') {
        return text.to_owned();
    }
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let sentence = text.rmatch_indices(". ").map(|it| it.0).find(|at| ends_sentence(text, *at));
    if let Some(at) = sentence.filter(|it| *it >= most / 8) {
        return text[..=at].to_owned();
    }
    let words = text.rfind(' ').map_or(text, |it| &text[..it]);
    format!("{}…", words.trim_end_matches(['…', ' ', ',', ';', ':', '(']))
}

/// Whether the full stop here is no part of an abbreviation.
fn ends_sentence(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit([' ', '(']).next().unwrap_or_default();
    let next = text[at + 1..].trim_start().chars().next();
    !matches!(word, "e.g" | "i.e" | "etc" | "cf" | "vs" | "resp" | "e" | "approx" | "no" | "No")
        && next.is_none_or(|it| !it.is_lowercase())
}
