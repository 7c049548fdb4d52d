//! Explains a whole script: what it is, what it touches and needs, how it ends, then section by section.
//!
//! All of it is plain data, found by flow and by what is written. What cannot be known before the script runs is said so.

use super::text::{cut, findings, wrapped};
use super::{View, text};
use crate::flow::Library;
use crate::listed::listed;
use crate::rules::Finding;
use crate::script::Dialect;
use crate::{Document, Span, hover};
use outline::Outline;
use std::fmt::Write;

mod outline;
mod sections;
mod seen;
mod shown;
#[cfg(test)]
mod tests;
mod written;

/// How many items of one kind are kept and shown, and how many sections.
const MOST_ITEMS: usize = 24;
const MOST_SECTIONS: usize = 60;
/// How many places of one item are named.
const MOST_LINES: usize = 6;
/// How long an item gets, in characters.
const LONGEST: usize = 160;

/// What there is to say of a script.
#[derive(Clone, Debug)]
pub struct ScriptPage {
    /// What it is: its author's words, or a sentence.
    pub title: String,
    /// Whether the title is the author's.
    pub is_quoted: bool,
    /// What it is made of, in one sentence.
    pub summary: String,
    /// What it touches and needs, those that hold something.
    pub groups: Vec<Group>,
    /// Its parts in the order of the text.
    pub sections: Vec<Section>,
    /// How many sections there was no room for.
    pub more_sections: usize,
    /// What is told of it.
    pub findings: Vec<Finding>,
    /// Whether all of it was followed to its end.
    pub is_complete: bool,
}

/// Things of one kind that a script touches or needs.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which kind.
    pub topic: Topic,
    /// Each of them once, in the order of the text.
    pub items: Vec<Item>,
    /// How many there was no room for.
    pub more: usize,
}

/// One thing that a script touches or needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is; back-ticks mark the script's words.
    pub text: String,
    /// Where.
    pub places: Vec<Span>,
}

/// A function, or commands that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it stands.
    pub span: Span,
    /// The author's words above it; empty where there are none.
    pub title: String,
    /// What it does, in one sentence.
    pub says: String,
}

/// The kinds of [`Group`], in the order of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Files and folders that it reads.
    Reads,
    /// Files and folders that it makes or changes.
    Writes,
    /// Files and folders that it deletes.
    Deletes,
    /// Programs of the machine that it runs.
    Programs,
    /// What it does as root, or only root may do.
    Root,
    /// Other machines that it talks to.
    Network,
    /// Variables that it reads and that are set outside of it.
    Variables,
    /// What it is given when it is called.
    Arguments,
    /// What it reads from standard input.
    Input,
    /// Files that it reads as a part of itself.
    Sources,
    /// Signals that it waits for.
    Traps,
    /// How it ends.
    Ends,
}

impl Topic {
    /// Each of them.
    pub const ALL: [Self; 12] = [
        Self::Reads,
        Self::Writes,
        Self::Deletes,
        Self::Programs,
        Self::Root,
        Self::Network,
        Self::Variables,
        Self::Arguments,
        Self::Input,
        Self::Sources,
        Self::Traps,
        Self::Ends,
    ];

    /// Its name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Writes => "writes",
            Self::Deletes => "deletes",
            Self::Programs => "programs",
            Self::Root => "root",
            Self::Network => "network",
            Self::Variables => "variables",
            Self::Arguments => "arguments",
            Self::Input => "input",
            Self::Sources => "sources",
            Self::Traps => "traps",
            Self::Ends => "ends",
        }
    }

    /// What stands before its items on a page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reads => "Reads",
            Self::Writes => "Writes",
            Self::Deletes => "Deletes",
            Self::Programs => "Needs programs",
            Self::Root => "Needs root",
            Self::Network => "Talks to the network",
            Self::Variables => "Takes variables from outside",
            Self::Arguments => "Takes arguments",
            Self::Input => "Reads standard input",
            Self::Sources => "Reads as part of itself",
            Self::Traps => "Waits for signals",
            Self::Ends => "Ends",
        }
    }
}

/// Things of all kinds while they are found.
#[derive(Debug, Default)]
struct Things(Vec<(Topic, Item)>);

impl Things {
    fn add(&mut self, topic: Topic, text: impl Into<String>, place: Span) {
        let text = text::one_line(&cut(&text.into(), LONGEST));
        let same = |it: &&mut (Topic, Item)| it.0 == topic && it.1.text == text;
        let has_room = self.0.len() < 2000;
        match self.0.iter_mut().find(same) {
            Some((_, known)) if known.places.contains(&place) || known.places.len() > 64 => {}
            Some((_, known)) => known.places.push(place),
            // What is found again and again in a huge script is found slowly too.
            None if has_room => self.0.push((topic, Item { text, places: vec![place] })),
            None => {}
        }
    }

    fn groups(mut self) -> Vec<Group> {
        self.0.iter_mut().for_each(|it| it.1.places.sort());
        self.0.sort_by_key(|it| (it.0, it.1.places.is_empty(), it.1.places.first().copied()));
        let mut groups: Vec<Group> = Vec::new();
        for (topic, item) in self.0 {
            match groups.last_mut().filter(|it| it.topic == topic) {
                Some(group) if group.items.len() < MOST_ITEMS => group.items.push(item),
                Some(group) => group.more += 1,
                None => groups.push(Group { topic, items: vec![item], more: 0 }),
            }
        }
        groups
    }
}

/// Explains a script; `library` finds the files that it sources.
pub fn script(view: &View<'_>, library: Option<&dyn Library>) -> ScriptPage {
    let document = view.document;
    let (title, is_quoted) = match sections::author(document) {
        Some(words) => (words, true),
        None => ("A shell script".to_owned(), false),
    };
    if document.dialect() == Dialect::Unsupported {
        return ScriptPage {
            title,
            is_quoted,
            summary: "Caro does not read this shell.".to_owned(),
            groups: Vec::new(),
            sections: Vec::new(),
            more_sections: 0,
            findings: Vec::new(),
            is_complete: false,
        };
    }
    let mut things = Things::default();
    let outline = Outline::of(document);
    written::note(document, &mut things);
    let is_complete = seen::follow(document, library, &outline, &mut things);
    let (sections, more_sections) = sections::sections(view, &outline);
    let groups = things.groups();
    ScriptPage {
        title: if is_quoted { title } else { purpose(&groups) },
        is_quoted,
        summary: summary(document, &outline),
        groups,
        sections,
        more_sections,
        findings: view.findings.to_vec(),
        is_complete,
    }
}

/// What it does, where its author does not say what it is.
fn purpose(groups: &[Group]) -> String {
    let has = |topic: Topic| groups.iter().any(|it| it.topic == topic);
    let does = [
        (Topic::Reads, "reads files"),
        (Topic::Writes, "writes files"),
        (Topic::Deletes, "deletes files"),
        (Topic::Network, "talks to the network"),
        (Topic::Root, "needs root"),
    ];
    let does: Vec<&str> = does.iter().filter(|it| has(it.0)).map(|it| it.1).collect();
    if does.is_empty() { "A shell script".to_owned() } else { format!("A shell script that {}", listed(&does, "and")) }
}

fn summary(document: &Document, outline: &Outline) -> String {
    let shell = match document.dialect() {
        Dialect::Sh => "sh",
        Dialect::Ksh => "ksh",
        _ => "bash",
    };
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let text = document.text();
    let lines = text.len_lines() - usize::from(text.len_bytes() == 0 || text.bytes().last() == Some(b'\n'));
    let commands = document.chunks().iter().map(|it| it.commands).sum();
    let mut parts = vec![counted(lines, "line"), counted(commands, "command")];
    if !outline.functions.is_empty() {
        parts.push(counted(outline.functions.len(), "function"));
    }
    format!("Written for `{shell}`: {}.", listed(&parts, "and"))
}

/// Where an item stands: " (lines 3, 7)".
fn places(document: &Document, item: &Item) -> String {
    let mut lines: Vec<usize> = item.places.iter().map(|it| document.line_number(it.start)).collect();
    lines.sort_unstable();
    lines.dedup();
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    let words: Vec<String> = lines.iter().map(usize::to_string).collect();
    match (&*words, more) {
        ([], _) => String::new(),
        ([only], _) => format!(" (line {only})"),
        (_, 0) => format!(" (lines {})", words.join(", ")),
        (_, more) => format!(" (lines {} and {more} more)", words.join(", ")),
    }
}

impl ScriptPage {
    /// The page in Markdown.
    pub fn markdown(&self, document: &Document) -> String {
        let title = hover::inline(&self.title);
        let mut page = if self.is_quoted { format!("# “{title}”\n\n") } else { format!("# {title}\n\n") };
        let _ = writeln!(page, "{}\n", hover::inline(&self.summary));
        for group in &self.groups {
            let _ = writeln!(page, "**{}**\n", group.topic.title());
            for item in &group.items {
                let _ = writeln!(page, "- {}{}", hover::inline(&item.text), places(document, item));
            }
            if group.more > 0 {
                let _ = writeln!(page, "- … and {} more", group.more);
            }
            page.push('\n');
        }
        page.push_str(&findings(document, self.findings.iter()));
        if !self.sections.is_empty() {
            page.push_str("## Step by step\n\n");
        }
        for section in &self.sections {
            let title = if section.title.is_empty() { String::new() } else { format!("“{}” ", section.title) };
            let _ = writeln!(
                page,
                "- {}: {}{}",
                lines(document, section),
                hover::inline(&title),
                hover::inline(&section.says)
            );
        }
        if self.more_sections > 0 {
            let _ = writeln!(page, "- … and {} more", self.more_sections);
        }
        for note in self.notes() {
            let _ = writeln!(page, "\n{note}");
        }
        page.trim_end().to_owned() + "\n"
    }

    /// The page as lines for a terminal that is so many characters wide.
    pub fn text(&self, document: &Document, width: usize) -> Vec<String> {
        let width = width.clamp(60, 200);
        let mut page = Vec::new();
        page.extend(wrapped(&if self.is_quoted { format!("“{}”", self.title) } else { self.title.clone() }, width));
        page.extend(wrapped(&self.summary, width));
        let mut list = |title: &str, rows: Vec<String>| {
            page.push(String::new());
            page.push(format!("{title}:"));
            for row in rows {
                let mut start = "  ";
                for line in wrapped(&row, width - 4) {
                    page.push(format!("{start}{line}"));
                    start = "    ";
                }
            }
        };
        for group in &self.groups {
            let rows = group.items.iter().map(|it| format!("{}{}", it.text, places(document, it)));
            let more = (group.more > 0).then(|| format!("… and {} more", group.more));
            list(group.topic.title(), rows.chain(more).collect());
        }
        if !self.findings.is_empty() {
            let row = |it: &Finding| {
                let line = document.line_number(it.span.start);
                format!("line {line}: {}: {} {}", it.level.name(), it.rule.code, text::one_line(&it.message))
            };
            let more = self.findings.len().saturating_sub(MOST_SECTIONS);
            let more = (more > 0).then(|| format!("… and {more} more"));
            list("Look at this", self.findings.iter().take(MOST_SECTIONS).map(row).chain(more).collect());
        }
        if !self.sections.is_empty() {
            let row = |it: &Section| {
                let title = if it.title.is_empty() { String::new() } else { format!("“{}” ", it.title) };
                format!("{}: {title}{}", lines(document, it), it.says)
            };
            let more = (self.more_sections > 0).then(|| format!("… and {} more", self.more_sections));
            list("Step by step", self.sections.iter().map(row).chain(more).collect());
        }
        for note in self.notes() {
            page.push(String::new());
            page.extend(wrapped(note, width));
        }
        page
    }

    /// What a reader must know of the page.
    fn notes(&self) -> impl Iterator<Item = &'static str> {
        let note = "Some of it could not be followed to its end: there may be more than this.";
        (!self.is_complete).then_some(note).into_iter()
    }
}

/// Which lines a section takes.
fn lines(document: &Document, section: &Section) -> String {
    let (first, last) = (document.line_number(section.span.start), document.line_number(section.span.end));
    if first == last { format!("line {first}") } else { format!("lines {first} to {last}") }
}
