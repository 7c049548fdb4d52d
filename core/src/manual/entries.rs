//! From blocks to a page: which sections it has, which options stand in them, and what is said of each.

use super::blocks::Block;
use super::escapes::{BOLD, ITALIC, ROMAN, is_mark, plain};
use super::spellings::{begins_with_flag, is_all_flags, spellings};
use super::{Entry, Mention, Page, Part};

/// More than this no page has.
const ENTRIES: usize = 20_000;
const MENTIONS: usize = 100_000;
const PARTS: usize = 20_000;
/// An entry's text is cut behind so many characters.
const TEXT: usize = 1000;

/// Whether one of the page's lists holds no more.
pub(super) fn is_full(page: &Page) -> bool {
    page.entries.len() >= ENTRIES
        || page.synopsis.len() >= ENTRIES
        || page.mentions.len() >= MENTIONS
        || page.parts.len() >= PARTS
}

/// Builds the lists of a page that has `lines` lines.
pub(super) fn collect(blocks: &[Block], page: &mut Page, lines: usize) {
    let mut builder = Builder { page, waiting: Vec::new(), open: Vec::new(), section: String::new() };
    for (at, block) in blocks.iter().enumerate() {
        builder.block(block, blocks.get(at + 1));
    }
    // A macro of the page's own makes many rows of one line, and rows are counted as lines.
    let entries = page.entries.iter_mut().chain(&mut page.synopsis).map(|it| &mut it.line);
    for line in entries.chain(page.mentions.iter_mut().map(|it| &mut it.line)) {
        *line = (*line).min(lines);
    }
}

struct Builder<'a> {
    page: &'a mut Page,
    /// Entries that the next paragraph is about.
    waiting: Vec<usize>,
    /// Parts that are still open, with how deep they stand, and whether text came since.
    open: Vec<(u32, usize, bool)>,
    /// The title of the section of now.
    section: String,
}

impl Builder<'_> {
    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Heading { level, text, line } => {
                self.waiting.clear();
                let title = one_line(text);
                if *level == 1 {
                    self.section = title.to_ascii_uppercase();
                }
                self.part(u32::from(*level), &title, *line);
                self.mentions(text, *line);
                if begins_with_flag(text) {
                    self.entry(text, *line);
                }
            }
            // The bullet of a list hangs beside a paragraph too.
            Block::Tag { text, .. } if is_bullet(text) => self.waiting.clear(),
            Block::Tag { text, line, depth } => {
                if !begins_with_flag(text) {
                    // The term for a builtin is its synopsis.
                    self.synopsis(text, *line);
                    self.part(10 + u32::from(*depth), &one_line(text), *line);
                }
                self.mentions(text, *line);
                self.entry(text, *line);
            }
            Block::Paragraph { text, line, depth } => self.paragraph(text, *line, *depth, next),
            Block::Verbatim { text, line } => self.verbatim(text, *line),
        }
    }

    /// Opens a part, and closes those that end where it begins.
    fn part(&mut self, level: u32, title: &str, line: usize) {
        while let Some(&(open, part, has_text)) = self.open.last() {
            // Terms that share one text share its end: `declare`, `typeset`.
            if open < level || (open == level && level >= 10 && !has_text) {
                break;
            }
            self.page.parts[part].end = line;
            self.open.pop();
        }
        if self.page.parts.len() < PARTS && self.open.len() < 1000 {
            self.open.push((level, self.page.parts.len(), false));
            let is_section = level == 1;
            self.page.parts.push(Part { title: title.to_owned(), start: line, end: usize::MAX, is_section });
        }
    }

    fn paragraph(&mut self, text: &str, line: usize, depth: u16, next: Option<&Block>) {
        self.mentions(text, line);
        self.page.defers |= super::deferring::defers(text);
        for open in self.open.iter_mut().rev().take_while(|it| it.0 >= 10 && !it.2) {
            open.2 = true;
        }
        if self.page.summary.is_empty() && self.section == "NAME" {
            return self.summary(text);
        }
        if self.section == "SYNOPSIS" {
            self.synopsis(text, line);
        }
        let text = text.trim_start_matches(|it: char| it == '•' || it.is_whitespace());
        if begins_with_flag(text) && !self.is_example() && self.is_option(text, line, depth, next) {
            return;
        }
        self.tell(text);
    }

    /// Takes a paragraph that begins with a flag for an option, if it is one.
    fn is_option(&mut self, text: &str, line: usize, depth: u16, next: Option<&Block>) -> bool {
        let deeper = match next {
            Some(Block::Paragraph { depth: next, .. }) => *next > depth,
            Some(Block::Verbatim { .. }) => true,
            _ => false,
        };
        let is_bold = text.starts_with(BOLD);
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let named = text.split_once(ROMAN).filter(|it| is_bold && it.1.starts_with(": "));
        if deeper
            && text
                .split('\n')
                .all(|it| begins_with_flag(it) && is_all_flags(it) && !plain(it).trim_end().ends_with(','))
        {
            self.waiting.clear();
            for (at, tag) in text.split('\n').enumerate() {
                self.entry(tag, line + at);
            }
        } else if (deeper || is_bold) && is_all_flags(text) {
            self.waiting.clear();
            self.entry(text, line);
        } else if is_bold && is_all_flags(first) {
            self.waiting.clear();
            self.entry(first, line);
            self.tell(rest);
        } else if let Some((tag, rest)) = named.filter(|it| is_all_flags(it.0)) {
            self.waiting.clear();
            self.entry(tag, line);
            self.tell(rest.trim_start_matches(": "));
        } else if let Some((tag, rest)) = parted(text, is_bold) {
            self.waiting.clear();
            self.entry(tag, line);
            self.tell(rest);
        } else {
            return false;
        }
        true
    }

    /// Reads the lines of an option list that a page shows as its program prints it.
    fn verbatim(&mut self, text: &str, line: usize) {
        for (at, row) in text.split('\n').enumerate() {
            self.mentions(row, line + at);
            if self.section == "SYNOPSIS" {
                self.synopsis(row, line + at);
            }
            let bare = row.trim_start();
            if self.is_example() || !begins_with_flag(bare) {
                // A line that goes on with the text of the one above.
                if row.starts_with([' ', '\t']) && !bare.is_empty() && !bare.starts_with('[') {
                    self.tell(bare);
                }
                continue;
            }
            let (tag, rest) = bare.split_at(gap(bare));
            self.waiting.clear();
            if spellings(tag).is_empty() {
                continue;
            }
            self.entry(tag, line + at);
            if !rest.trim().is_empty() {
                self.tell(rest);
            }
        }
        self.waiting.clear();
    }

    /// Reads the outermost brackets of a synopsis that hold a flag.
    fn synopsis(&mut self, text: &str, line: usize) {
        let mut open = 0_usize;
        let mut start = 0;
        for (at, it) in text.char_indices() {
            match it {
                '[' => {
                    open += 1;
                    if open == 1 {
                        start = at + 1;
                    }
                }
                ']' if open == 1 => {
                    open = 0;
                    let group = &text[start..at];
                    // A bundle such as `[-abc]` says nothing of values.
                    if begins_with_flag(group) && self.page.synopsis.len() < ENTRIES {
                        let spellings = spellings(group);
                        self.page.synopsis.push(Entry { tag: one_line(group), spellings, text: String::new(), line });
                    }
                }
                ']' => open = open.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn is_example(&self) -> bool {
        self.section.starts_with("EXAMPLE") || self.section == "SYNOPSIS"
    }

    fn entry(&mut self, tag: &str, line: usize) {
        if self.page.entries.len() >= ENTRIES {
            return;
        }
        self.waiting.push(self.page.entries.len());
        let spellings = if begins_with_flag(tag) || plain(tag).contains('=') { spellings(tag) } else { Vec::new() };
        self.page.entries.push(Entry { tag: one_line(tag), spellings, text: String::new(), line });
    }

    /// Gives a paragraph to the entries that wait for theirs.
    fn tell(&mut self, text: &str) {
        if self.waiting.is_empty() {
            return;
        }
        let text = one_line(text);
        for at in self.waiting.drain(..) {
            self.page.entries[at].text.clone_from(&text);
        }
    }

    /// Reads `ls, dir - lists files`.
    fn summary(&mut self, text: &str) {
        let text = one_line(text);
        let parted = ["\\-", " - ", " — ", " – ", " -- "].into_iter().find_map(|it| text.split_once(it));
        let Some((names, summary)) = parted else {
            self.page.summary = text;
            return;
        };
        self.page.names =
            names.split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).take(100).collect();
        summary.trim().clone_into(&mut self.page.summary);
    }

    /// Notes every word that looks like a flag.
    fn mentions(&mut self, text: &str, line: usize) {
        let text = plain(text);
        let mut before = ' ';
        let mut number = line;
        for (at, it) in text.char_indices() {
            if it == '-' && (before.is_whitespace() || "[(|,/'\"`{<“‘=:".contains(before)) {
                let end = text[at..].find(|it: char| !(it.is_ascii_alphanumeric() || "-_.?#@+".contains(it)));
                let word = &text[at..end.map_or(text.len(), |it| at + it)];
                let word = word.trim_end_matches(['.', '-', '?']);
                let word = if word == "-" && text[at..].starts_with("-?") { "-?" } else { word };
                if !word.trim_start_matches('-').is_empty() && word.len() < 100 && self.page.mentions.len() < MENTIONS {
                    self.page.mentions.push(Mention { text: word.to_owned(), line: number });
                }
                // `[-]name` switches off with the dash.
                if let Some(rest) = text[at..].strip_prefix("-]") {
                    let end = rest.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
                    if (1..100).contains(&end) && self.page.mentions.len() < MENTIONS {
                        self.page.mentions.push(Mention { text: format!("-{}", &rest[..end]), line: number });
                    }
                }
                // `--[no-]name` is two names.
                if let Some(rest) = text[at..].strip_prefix("--[no-]").or_else(|| text[at..].strip_prefix("--[no]")) {
                    let end = rest
                        .find(|it: char| !(it.is_ascii_alphanumeric() || it == '-' || it == '_'))
                        .unwrap_or(rest.len());
                    if end < 100 && self.page.mentions.len() < MENTIONS {
                        let no = if text[at..].starts_with("--[no-]") { "no-" } else { "no" };
                        self.page.mentions.push(Mention { text: format!("--{}", &rest[..end]), line: number });
                        self.page.mentions.push(Mention { text: format!("--{no}{}", &rest[..end]), line: number });
                    }
                }
            }
            if it == '\n' {
                number += 1;
            }
            before = it;
        }
    }
}

/// Parts an option from what is said of it, where both stand in one paragraph: with a wide gap between them, on two
/// lines, or in two fonts.
fn parted(text: &str, is_bold: bool) -> Option<(&str, &str)> {
    let begins_sentence = |it: &str| it.chars().find(|it| !is_mark(*it)).is_some_and(char::is_uppercase);
    let is_long = |it: &str| it.split_whitespace().count() > 2;
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if begins_sentence(rest) && is_all_flags(first) {
        return Some((first, rest));
    }
    if let Some((tag, rest)) = first.split_once("   ").filter(|it| is_all_flags(it.0)) {
        let rest = text[text.len() - rest.len() - (text.len() - first.len())..].trim_start();
        return Some((tag, rest.strip_prefix("- ").unwrap_or(rest)));
    }
    // The value is in italics, and the sentence is not.
    let (tag, rest) = text.split_once(ROMAN).filter(|_| is_bold)?;
    let mut end = tag.len();
    let mut rest = rest;
    loop {
        // A sentence about the option may go on in small letters: `-o file for what is written`.
        let has_value = text[..end].contains(ITALIC);
        let begins = rest.starts_with([' ', '\n']) && (has_value || begins_sentence(rest.trim_start()));
        if begins && is_long(rest) && is_all_flags(&text[..end]) && !plain(&text[..end]).ends_with(',') {
            return Some((&text[..end], rest));
        }
        let next = rest.find(ROMAN)?;
        end = text.len() - rest.len() + next;
        rest = &rest[next + ROMAN.len_utf8()..];
    }
}

/// Where the text begins on a line such as `-o FILE  writes there`.
fn gap(line: &str) -> usize {
    let wide = |from: usize| {
        let rest = &line[from..];
        rest.find("  ").into_iter().chain(rest.find('\t')).min().map(|it| from + it)
    };
    if let Some(mut gap) = wide(0) {
        // `-a,  --all  all of it`
        while line[..gap].ends_with(',') && line[gap..].trim_start().starts_with('-') {
            let next = line.len() - line[gap..].trim_start().len();
            gap = wide(next).unwrap_or(line.len());
        }
        return gap;
    }
    // A line too full for two spaces: only what looks like a value belongs to the flag.
    let mut end = 0;
    for word in line.split_inclusive(' ') {
        let word_end = end + word.trim_end().len();
        let is_value =
            word.trim_end().chars().all(|it| it.is_uppercase() || !it.is_alphabetic()) || word.starts_with('<');
        if !(word.starts_with('-') || is_value) {
            return end.saturating_sub(1).max(1);
        }
        if word_end == line.len() {
            return word_end;
        }
        end += word.len();
    }
    line.len()
}

fn is_bullet(text: &str) -> bool {
    let text = plain(text);
    let text = text.trim();
    matches!(text, "•" | "*" | "-" | "o" | "·" | "+" | "–") || text.trim_end_matches(['.', ')']).parse::<u16>().is_ok()
}

/// Text without fonts, on one line, not too long.
fn one_line(styled: &str) -> String {
    let mut out = String::new();
    let mut count = 0;
    for it in styled.chars().filter(|it| !is_mark(*it)) {
        if it.is_whitespace() {
            if !(out.is_empty() || out.ends_with(' ')) {
                out.push(' ');
            }
        } else {
            out.push(it);
        }
        count += 1;
        if count > 4 * TEXT || out.len() > TEXT {
            out.push('…');
            break;
        }
    }
    out.truncate(out.trim_end().len());
    out
}
