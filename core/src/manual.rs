//! Reads the source of a manual page into plain data, so that facts can be compared with it and an unknown program explained.
//!
//! It opens no file and runs nothing: whoever has the text of a page, unpacked, hands it in. A page is hostile text
//! like any other, so everything here has a bound and takes time in step with the page's length.

mod blocks;
mod deferring;
mod entries;
mod escapes;
mod man;
mod mdoc;
mod roff;
mod spellings;
#[cfg(test)]
mod tests;

use std::fmt;

/// Longer than this a page is not read.
const LONGEST: usize = 4 << 20;

/// What a manual page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The page's title as its first line has it, often in capitals.
    pub name: String,
    /// Its section: `1`, `8`, `1posix`.
    pub section: String,
    /// What it is about: every name in front of the summary.
    pub names: Vec<String>,
    /// The summary from its NAME section.
    pub summary: String,
    /// The page to read instead, as `.so` names it; a page without entries is only that.
    pub redirect: Option<String>,
    /// What hangs beside a paragraph: options, commands and terms, in the order of the page.
    pub entries: Vec<Entry>,
    /// The optional words of its synopsis, such as `[-u, --user name]`; they have no text.
    pub synopsis: Vec<Entry>,
    /// Its sections, and every term with what stands below it, such as a builtin of a shell.
    pub parts: Vec<Part>,
    /// Every word that looks like a flag, wherever it stands.
    pub mentions: Vec<Mention>,
    /// Whether all of the source was read: no bound was met, and nothing was to be included from another file.
    pub is_whole: bool,
    /// Whether it sends the reader elsewhere for flags: to another page, or to a program that gets them all.
    pub defers: bool,
}

/// An option with what is said of it; or a term without a dash, which has no spellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What hangs beside the paragraph, as plain text.
    pub tag: String,
    /// The flags in it.
    pub spellings: Vec<Spelling>,
    /// The first paragraph about it, on one line.
    pub text: String,
    /// The line of the page's source, from one.
    pub line: usize,
}

/// One way to write a flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    /// The flag with its dashes: `-o`, `--color`; for a `name=value` word the name.
    pub text: String,
    /// What the page calls its value, where this spelling shows one.
    pub value: Option<String>,
    /// Whether the value may be left out.
    pub optional: bool,
    /// Whether the value stands in the same word: `--color=when`, `-j4`.
    pub attached: bool,
}

/// A section, or a term with what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its title as plain text: `OPTIONS`, `read [-r] [name …]`.
    pub title: String,
    /// Its first line.
    pub start: usize,
    /// The line behind its last.
    pub end: usize,
    /// Whether it is a section of the page, with a heading of the highest level.
    pub is_section: bool,
}

/// A word that looks like a flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The word with its dashes.
    pub text: String,
    /// Where it stands; in a long paragraph, about where.
    pub line: usize,
}

/// What a page says of a flag's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// It takes none.
    Nothing,
    /// It takes one always, in the same word or the next.
    Value,
    /// It is a letter that the page shows with a value in the same word only: `-U<n>`.
    Attached,
    /// It takes one in the same word, or none.
    Optional,
    /// It takes the next word, where there is one, or none.
    OptionalApart,
    /// The page can be read both ways.
    Unclear,
}

impl Page {
    /// Reads the source of a page, in the `man` macros or in `mdoc`.
    pub fn read(source: &str) -> Self {
        let mut end = source.len().min(LONGEST);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let clean: String = source[..end].chars().filter(|it| !it.is_control() || matches!(it, '\n' | '\t')).collect();
        let mut reader = roff::Reader::new(&clean);
        let mut page = Self::default();
        let is_mdoc = clean.lines().take(2000).find_map(|it| match it.get(..3) {
            Some(".Dd" | ".Dt" | ".Sh") => Some(true),
            Some(".TH" | ".SH") => Some(false),
            _ => None,
        });
        let (title, blocks, summary) = if is_mdoc == Some(true) {
            mdoc::read(&mut reader)
        } else {
            let (title, blocks) = man::read(&mut reader);
            (title, blocks, String::new())
        };
        page.name = escapes::plain(&title.name);
        page.section = escapes::plain(&title.section);
        entries::collect(&blocks.list, &mut page, reader.number());
        if !summary.is_empty() {
            page.summary = summary;
        }
        page.is_whole = end == source.len() && !reader.was_cut && reader.redirect.is_none() && !entries::is_full(&page);
        page.redirect = reader.redirect.filter(|_| page.entries.is_empty());
        page
    }

    /// Reads a page from bytes: UTF-8, or else Latin-1 as old pages have it.
    pub fn read_bytes(source: &[u8]) -> Self {
        match std::str::from_utf8(source) {
            Ok(text) => Self::read(text),
            Err(_) => Self::read(&source.iter().take(LONGEST).map(|it| char::from(*it)).collect::<String>()),
        }
    }

    /// The entries that spell a flag.
    pub fn options(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|it| !it.spellings.is_empty())
    }

    /// The part that is about this name, where a page is about several: a builtin of `bash`, an applet of `busybox`.
    /// It is a page of its own, with the entries and mentions of that part only.
    pub fn part(&self, name: &str) -> Option<Self> {
        let is_about =
            |it: &&Part| it.title.split_whitespace().next().is_some_and(|it| it.trim_end_matches(',') == name);
        // The longest of them: a list of names may come before the parts themselves.
        let found = self
            .parts
            .iter()
            .filter(is_about)
            .max_by_key(|it| (it.end.min(1 << 32) - it.start, usize::MAX - it.start))?;
        let lines = found.start..found.end;
        Some(Self {
            name: name.to_owned(),
            section: self.section.clone(),
            names: vec![name.to_owned()],
            summary: String::new(),
            redirect: None,
            entries: self.entries.iter().filter(|it| lines.contains(&it.line)).cloned().collect(),
            synopsis: self.synopsis.iter().filter(|it| lines.contains(&it.line)).cloned().collect(),
            parts: self.parts.iter().filter(|it| lines.contains(&it.start)).cloned().collect(),
            mentions: self.mentions.iter().filter(|it| lines.contains(&it.line)).cloned().collect(),
            // What holds for all parts may stand anywhere else.
            is_whole: false,
            defers: self.defers,
        })
    }

    /// The term, or the heading below that of a section, that a line stands under.
    pub fn under(&self, line: usize) -> Option<&str> {
        let within = |it: &&Part| it.start < line && line < it.end && !it.is_section;
        self.parts.iter().rev().find(within).map(|it| it.title.as_str())
    }

    /// Whether the page names a flag anywhere, alone or in a bundle of letters: `-e` in `[-ers]`.
    pub fn mentions(&self, flag: &str) -> bool {
        if self.options().any(|it| it.spellings.iter().any(|it| it.text == flag)) {
            return true;
        }
        let letter = flag.strip_prefix('-').and_then(|it| {
            let mut letters = it.chars();
            letters.next().filter(|it| *it != '-' && letters.next().is_none())
        });
        self.mentions.iter().any(|it| {
            it.text == flag
                || letter.is_some_and(|letter| {
                    it.text
                        .strip_prefix('-')
                        .is_some_and(|it| !it.starts_with('-') && it.contains(letter) && !it.contains('-'))
                })
        })
    }

    /// What the page says of a flag's value, once for each entry that has the flag.
    /// Some pages name values in their synopsis only, so what it says counts too, where it names one.
    pub fn takes(&self, flag: &str) -> Vec<Takes> {
        let mut said: Vec<Takes> = self.entries.iter().filter_map(|it| it.takes(flag)).collect();
        let is_new = |it: &Takes| said.is_empty() || *it != Takes::Nothing;
        let synopsis: Vec<Takes> = self.synopsis.iter().filter_map(|it| it.takes(flag)).filter(is_new).collect();
        said.extend(synopsis);
        said
    }
}

impl Entry {
    /// What this entry says of a flag's value; nothing where it does not have the flag.
    ///
    /// In `-o, --output=FILE` the first spelling takes a value too. In `-c, --color[=WHEN]` that is not said.
    pub fn takes(&self, flag: &str) -> Option<Takes> {
        let spelled: Vec<usize> = (0..self.spellings.len()).filter(|it| self.spellings[*it].text == flag).collect();
        let last = *spelled.last()?;
        // `--detach=true|false` is a switch that may be spelled out.
        let is_switch = |it: &Spelling| it.value.as_deref().is_some_and(is_truth);
        if self.spellings.iter().any(is_switch) {
            return Some(Takes::Unclear);
        }
        let with_value = spelled.iter().filter(|it| self.spellings[**it].value.is_some()).count();
        if with_value > 0 {
            let shown = |is: fn(&Spelling) -> bool| spelled.iter().any(|it| is(&self.spellings[*it]));
            let optional = with_value < spelled.len() || shown(|it| it.optional);
            let apart = shown(|it| it.value.is_some() && !it.attached);
            return Some(match (optional, apart) {
                (true, true) => Takes::OptionalApart,
                (true, false) => Takes::Optional,
                (false, false) if !flag.starts_with("--") => Takes::Attached,
                (false, _) => Takes::Value,
            });
        }
        let is_negation = flag.starts_with("--no-") || flag.starts_with("-no");
        if is_negation || self.spellings.iter().all(|it| it.value.is_none()) {
            return Some(Takes::Nothing);
        }
        // Only what a long name behind it shows is shown for the letter too.
        let behind = &self.spellings[last + 1..];
        let Some(long) = behind.iter().find(|it| it.value.is_some() && it.text.starts_with("--")) else {
            return Some(Takes::Unclear);
        };
        let differ = self.spellings.iter().any(|it| it.text == long.text && it.value != long.value);
        Some(if long.optional || differ { Takes::Unclear } else { Takes::Value })
    }
}

fn is_truth(value: &str) -> bool {
    let words: Vec<&str> = value.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    !words.is_empty()
        && words.iter().all(|it| matches!(it.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no"))
}

impl fmt::Display for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(value) = &self.value else { return f.write_str(&self.text) };
        let sign = if self.attached { "=" } else { "" };
        match (self.optional, self.attached) {
            (true, true) => write!(f, "{}[={value}]", self.text),
            (true, false) => write!(f, "{} [{value}]", self.text),
            (false, true) => write!(f, "{}{sign}{value}", self.text),
            (false, false) => write!(f, "{} {value}", self.text),
        }
    }
}
