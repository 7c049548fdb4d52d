//! The `man` macros, which most pages use, and those that `pod2man` and `docbook` pages add to them.

use super::blocks::Blocks;
use super::escapes::{BOLD, ITALIC, Pen, ROMAN};
use super::roff::{Line, Reader};

/// What stands in `.TH`.
#[derive(Default)]
pub(super) struct Title {
    pub(super) name: String,
    pub(super) section: String,
}

/// What the next text is for.
#[derive(Clone, Copy, PartialEq)]
enum Pending {
    Nothing,
    Tag,
    Heading(u8),
}

struct Man {
    blocks: Blocks,
    pen: Pen,
    title: Title,
    pending: Pending,
    /// A tag or heading that `\c` keeps open.
    held: String,
    /// The font of a macro without words, which holds for the next line.
    next_font: Option<char>,
    line: usize,
    /// Whether the rows of a table follow.
    table: bool,
}

/// Whether a request is one of ours, so that a page's own definition does not count.
fn is_macro(name: &str) -> bool {
    matches!(
        name,
        "TH" | "SH"
            | "SS"
            | "TP"
            | "TQ"
            | "IP"
            | "PP"
            | "P"
            | "LP"
            | "HP"
            | "RS"
            | "RE"
            | "B"
            | "I"
            | "SB"
            | "SM"
            | "BI"
            | "BR"
            | "IB"
            | "IR"
            | "RB"
            | "RI"
            | "nf"
            | "fi"
            | "EX"
            | "EE"
            | "Vb"
            | "Ve"
            | "Sp"
            | "IX"
            | "PD"
            | "br"
            | "sp"
            | "OP"
            | "SY"
            | "YS"
            | "UR"
            | "UE"
            | "MT"
            | "ME"
            | "MR"
            | "TE"
    )
}

/// Reads a page to its end.
pub(super) fn read(reader: &mut Reader<'_>) -> (Title, Blocks) {
    let mut man = Man {
        blocks: Blocks::default(),
        pen: Pen::new(),
        title: Title::default(),
        pending: Pending::Nothing,
        held: String::new(),
        next_font: None,
        line: 0,
        table: false,
    };
    while let Some(line) = reader.next(is_macro) {
        man.line = reader.number();
        match line {
            Line::Text(text) => man.text_line(&text),
            Line::Request(name, words) => man.request(&name, &words),
        }
    }
    man.blocks.end();
    (man.title, man.blocks)
}

impl Man {
    fn text_line(&mut self, raw: &str) {
        if self.table {
            let row = raw.replace("T{", "").replace("T}", "").replace('\t', "  ");
            let row = self.pen.write(&row);
            return self.blocks.text(&row, false, self.line);
        }
        if raw.trim().is_empty() {
            if self.blocks.is_verbatim() {
                self.blocks.text("", false, self.line);
            } else if self.pending == Pending::Nothing {
                self.blocks.end();
            }
            return;
        }
        let text = match self.next_font.take() {
            Some(font) => self.pen.write_in(font, raw),
            None => self.pen.write(raw),
        };
        self.put(text);
    }

    /// Puts text where it is waited for.
    fn put(&mut self, text: String) {
        let joins = std::mem::take(&mut self.pen.joins);
        match self.pending {
            Pending::Nothing => self.blocks.text(&text, joins, self.line),
            _ => {
                self.held.push_str(&text);
                if joins {
                    return;
                }
                let text = std::mem::take(&mut self.held);
                match std::mem::replace(&mut self.pending, Pending::Nothing) {
                    Pending::Tag => self.blocks.tag(text, self.line),
                    Pending::Heading(level) => self.blocks.heading(level, text, self.line),
                    Pending::Nothing => {}
                }
                self.pen.reset();
            }
        }
    }

    fn begin(&mut self) {
        self.pen.reset();
        self.next_font = None;
        self.pending = Pending::Nothing;
        self.held.clear();
    }

    fn request(&mut self, name: &str, words: &[String]) {
        match name {
            "TH" => {
                self.title.name = words.first().map(|it| self.pen.write(it)).unwrap_or_default();
                self.title.section = words.get(1).map(|it| self.pen.write(it)).unwrap_or_default();
            }
            "SH" | "SS" => {
                self.begin();
                self.blocks.end();
                self.blocks.verbatim(false);
                self.pending = Pending::Heading(if name == "SH" { 1 } else { 2 });
                if !words.is_empty() {
                    let text = self.pen.write(&words.join(" "));
                    self.put(text);
                }
            }
            "TP" | "TQ" => {
                self.begin();
                self.blocks.paragraph(false);
                self.pending = Pending::Tag;
            }
            "IP" => {
                self.begin();
                self.blocks.paragraph(true);
                let tag = words.first().map(|it| self.pen.write(it)).unwrap_or_default();
                self.pen.reset();
                if !tag.trim().is_empty() {
                    self.blocks.tag(tag, self.line);
                }
            }
            "PP" | "P" | "LP" | "HP" => {
                self.begin();
                self.blocks.paragraph(false);
            }
            "Sp" | "sp" => self.blocks.end(),
            "RS" => self.blocks.indent(),
            "RE" => self.blocks.outdent(),
            "nf" | "EX" | "Vb" => self.blocks.verbatim(true),
            "fi" | "EE" | "Ve" => {
                self.blocks.verbatim(false);
                self.pen.reset();
            }
            "TS" => {
                self.blocks.verbatim(true);
                self.table = true;
            }
            "TE" => {
                self.table = false;
                self.blocks.verbatim(false);
            }
            "ft" => self.pen.set_font(words.first().map_or("", String::as_str)),
            "B" | "SB" => self.in_font(BOLD, words),
            "I" => self.in_font(ITALIC, words),
            "SM" | "R" => self.in_font(ROMAN, words),
            "BI" => self.in_turns(BOLD, ITALIC, words),
            "BR" => self.in_turns(BOLD, ROMAN, words),
            "IB" => self.in_turns(ITALIC, BOLD, words),
            "IR" => self.in_turns(ITALIC, ROMAN, words),
            "RB" => self.in_turns(ROMAN, BOLD, words),
            "RI" => self.in_turns(ROMAN, ITALIC, words),
            "OP" => {
                let flag = words.first().map(|it| self.pen.write_in(BOLD, it)).unwrap_or_default();
                let value = words.get(1).map(|it| format!(" {}", self.pen.write_in(ITALIC, it))).unwrap_or_default();
                self.put(format!("[{flag}{value}]"));
            }
            "SY" => {
                self.begin();
                self.blocks.end();
                self.in_font(BOLD, words);
            }
            "MR" => {
                let name = words.first().map(|it| self.pen.write_in(BOLD, it)).unwrap_or_default();
                let section = words.get(1).map(|it| format!("({it})")).unwrap_or_default();
                self.put(format!("{name}{section}"));
            }
            "UE" | "ME" => {
                if let Some(rest) = words.first() {
                    let rest = self.pen.write(rest);
                    self.put(rest);
                }
            }
            // How a page looks; and macros that nobody defined, which are most often of that sort too.
            _ => {}
        }
    }

    fn in_font(&mut self, font: char, words: &[String]) {
        if words.is_empty() {
            self.next_font = Some(font);
            return;
        }
        let text = self.pen.write_in(font, &words.join(" "));
        self.put(text);
    }

    fn in_turns(&mut self, first: char, second: char, words: &[String]) {
        if words.is_empty() {
            return;
        }
        let mut text = String::new();
        for (at, word) in words.iter().enumerate() {
            text.push_str(&self.pen.write_in(if at % 2 == 0 { first } else { second }, word));
        }
        self.put(text);
    }
}
