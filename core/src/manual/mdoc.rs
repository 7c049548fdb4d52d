//! The `mdoc` macros of BSD pages, which say what a word is instead of how it looks.

use super::blocks::Blocks;
use super::escapes::{BOLD, ITALIC, Pen, ROMAN};
use super::man::Title;
use super::roff::{Line, Reader};

/// How many lists may stand in each other before their tags are plain text.
const LISTS: usize = 64;

struct Mdoc {
    blocks: Blocks,
    pen: Pen,
    title: Title,
    /// What `.Nd` says.
    summary: String,
    /// What `.Nm` says when it stands alone.
    name: String,
    /// For each open list, whether its items have tags.
    lists: Vec<bool>,
    /// An item's head that `.Xo` keeps open.
    held: Option<String>,
    line: usize,
    /// Whether `.Sm off` holds.
    tight: bool,
}

/// Reads a page to its end; also gives the summary.
pub(super) fn read(reader: &mut Reader<'_>) -> (Title, Blocks, String) {
    let mut mdoc = Mdoc {
        blocks: Blocks::default(),
        pen: Pen::new(),
        title: Title::default(),
        summary: String::new(),
        name: String::new(),
        lists: Vec::new(),
        held: None,
        line: 0,
        tight: false,
    };
    while let Some(line) = reader.next(|_| true) {
        mdoc.line = reader.number();
        match line {
            Line::Text(text) if text.trim().is_empty() && !mdoc.blocks.is_verbatim() => mdoc.blocks.end(),
            Line::Text(text) => {
                let text = mdoc.pen.write(&text);
                mdoc.put(&text);
            }
            Line::Request(name, words) => mdoc.request(&name, &words),
        }
    }
    mdoc.close_item();
    mdoc.blocks.end();
    (mdoc.title, mdoc.blocks, mdoc.summary)
}

impl Mdoc {
    fn put(&mut self, text: &str) {
        match &mut self.held {
            Some(held) => {
                if !(held.is_empty() || self.tight || clings(text)) {
                    held.push(' ');
                }
                held.push_str(text);
            }
            None => self.blocks.text(text, self.tight, self.line),
        }
    }

    fn close_item(&mut self) {
        if let Some(tag) = self.held.take() {
            self.blocks.tag(tag, self.line);
        }
    }

    fn request(&mut self, name: &str, words: &[String]) {
        match name {
            "Dt" => {
                self.title.name = words.first().cloned().unwrap_or_default();
                self.title.section = words.get(1).cloned().unwrap_or_default();
            }
            "Sh" | "Ss" => {
                self.close_item();
                self.lists.clear();
                let text = self.words(words, false);
                self.blocks.heading(if name == "Sh" { 1 } else { 2 }, text, self.line);
            }
            "Nd" => {
                self.summary = super::escapes::plain(&self.words(words, false));
                let text = format!("- {}", self.summary);
                self.put(&text);
            }
            "Nm" => {
                if let Some(name) = words.first().filter(|it| self.name.is_empty() && !is_closing(it)) {
                    self.name = self.pen.write(name);
                }
                let text = self.line_of(name, words);
                self.put(&text);
            }
            "Bl" => {
                self.close_item();
                self.blocks.end();
                if self.lists.len() < LISTS {
                    if !self.lists.is_empty() {
                        self.blocks.indent();
                    }
                    self.lists.push(
                        words.iter().any(|it| matches!(it.as_str(), "-tag" | "-hang" | "-inset" | "-diag" | "-ohang")),
                    );
                }
            }
            "El" => {
                self.close_item();
                self.lists.pop();
                if !self.lists.is_empty() {
                    self.blocks.outdent();
                }
                self.blocks.paragraph(!self.lists.is_empty());
            }
            "It" => {
                self.close_item();
                self.blocks.end();
                if self.lists.last() == Some(&true) {
                    let open = words.iter().any(|it| it == "Xo");
                    let tag = self.words(words, true);
                    if open && !words.iter().any(|it| it == "Xc") {
                        self.held = Some(tag);
                    } else {
                        self.blocks.tag(tag, self.line);
                    }
                } else {
                    self.blocks.paragraph(true);
                    let text = self.words(words, true);
                    self.put(&text);
                }
            }
            "Xc" => {
                let rest = self.words(words, true);
                if !rest.is_empty() {
                    self.put(&rest);
                }
                self.close_item();
            }
            "Pp" | "Lp" | "sp" => self.blocks.end(),
            "Bd" => self.blocks.verbatim(words.iter().any(|it| matches!(it.as_str(), "-literal" | "-unfilled"))),
            "Ed" => self.blocks.verbatim(false),
            "Sm" => self.tight = words.first().is_some_and(|it| it == "off"),
            "Dl" | "D1" => {
                self.blocks.end();
                let text = self.words(words, name == "D1");
                self.put(&text);
                self.blocks.end();
            }
            "Dd" | "Os" | "Bk" | "Ek" | "br" | "Rs" | "Re" | "in" | "nr" | "ad" | "na" | "ne" | "hy" | "nh" | "ll"
            | "ti" | "TE" | "TS" | "Tg" => {}
            "An" if words.first().is_some_and(|it| matches!(it.as_str(), "-split" | "-nosplit")) => {}
            "ft" => self.pen.set_font(words.first().map_or("", String::as_str)),
            _ if name.starts_with('%') => {}
            _ => {
                let text = self.line_of(name, words);
                if words.iter().any(|it| it == "Xc") {
                    self.put(&text);
                    self.close_item();
                } else {
                    self.put(&text);
                }
            }
        }
    }

    /// A line that begins with a macro.
    fn line_of(&mut self, name: &str, words: &[String]) -> String {
        let mut all = Vec::with_capacity(words.len() + 1);
        all.push(name.to_owned());
        all.extend_from_slice(words);
        self.words(&all, true)
    }

    /// The text of words, some of which are macros.
    fn words(&mut self, words: &[String], callable: bool) -> String {
        let mut out = Out { text: String::new(), glue: true, tight: self.tight };
        let mut closers: Vec<&str> = Vec::new();
        let mut role = Role::Plain;
        // How many words the macro has had.
        let mut count = 0_usize;
        // A full stop at the end belongs to the sentence, and stands behind what closes.
        let stop = words.iter().rev().take_while(|it| is_closing(it)).count();
        let (words, stop) = words.split_at(words.len() - stop);
        for raw in words {
            if let Some(next) = Role::of(raw).filter(|_| callable) {
                self.finish(role, count, &mut out);
                match next {
                    Role::Glue => out.glue = true,
                    Role::Apostrophe => {
                        out.close("'");
                        out.glue = true;
                    }
                    Role::Around(open, close) => {
                        out.open(open);
                        closers.push(close);
                    }
                    Role::Says(it) => out.word(it),
                    Role::Open(it) => out.open(it),
                    Role::Close(it) => out.close(it),
                    _ => {}
                }
                role = next;
                count = 0;
                continue;
            }
            if is_closing(raw) {
                if count == 0 {
                    self.finish(role, count, &mut out);
                }
                out.close(raw);
                count += 1;
                continue;
            }
            if matches!(raw.as_str(), "(" | "[") {
                out.open(raw);
                continue;
            }
            let text = match role {
                Role::Flag => self.pen.write_in(BOLD, &format!("-{raw}")),
                Role::Bold | Role::Name => self.pen.write_in(BOLD, raw),
                Role::Italic | Role::Argument => self.pen.write_in(ITALIC, raw),
                Role::Reference if count == 1 => {
                    out.glue = true;
                    format!("({raw})")
                }
                _ => self.pen.write_in(ROMAN, raw),
            };
            out.word(&text);
            if role == Role::Prefix {
                out.glue = true;
                role = Role::Plain;
            }
            count += 1;
        }
        self.finish(role, count, &mut out);
        while let Some(close) = closers.pop() {
            out.close(close);
        }
        for it in stop {
            out.close(it);
        }
        out.text
    }

    /// What a macro stands for that got no word.
    fn finish(&mut self, role: Role, count: usize, out: &mut Out) {
        if count > 0 {
            return;
        }
        match role {
            Role::Flag => {
                out.word("-");
                out.glue = true;
            }
            Role::Argument => out.word(&self.pen.write_in(ITALIC, "file ...")),
            Role::Name if !self.name.is_empty() => out.word(&self.pen.write_in(BOLD, &self.name.clone())),
            _ => {}
        }
    }
}

/// What a macro does with the words behind it.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Plain,
    Flag,
    Bold,
    Italic,
    Argument,
    Name,
    Reference,
    Prefix,
    Glue,
    Apostrophe,
    Around(&'static str, &'static str),
    Says(&'static str),
    Open(&'static str),
    Close(&'static str),
}

impl Role {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "Fl" => Self::Flag,
            "Cm" | "Ic" | "Sy" | "Li" | "Ev" | "Dv" | "Cd" | "Fn" => Self::Bold,
            "Pa" | "Em" | "Va" | "Vt" | "Fa" | "Ad" => Self::Italic,
            "Ar" => Self::Argument,
            "Nm" => Self::Name,
            "Xr" => Self::Reference,
            "Pf" => Self::Prefix,
            "Ns" => Self::Glue,
            "Ap" => Self::Apostrophe,
            "Ux" => Self::Says("UNIX"),
            "Bx" => Self::Says("BSD"),
            "At" => Self::Says("AT&T UNIX"),
            "Nx" => Self::Says("NetBSD"),
            "Fx" => Self::Says("FreeBSD"),
            "Ox" => Self::Says("OpenBSD"),
            "No" | "Tn" | "Xo" | "Xc" | "St" | "Er" | "Ms" | "Sx" | "An" | "Lk" | "Mt" => Self::Plain,
            "Op" | "Bq" => Self::Around("[", "]"),
            "Oo" | "Bo" => Self::Open("["),
            "Oc" | "Bc" => Self::Close("]"),
            "Aq" => Self::Around("<", ">"),
            "Ao" => Self::Open("<"),
            "Ac" => Self::Close(">"),
            "Pq" => Self::Around("(", ")"),
            "Po" => Self::Open("("),
            "Pc" => Self::Close(")"),
            "Brq" => Self::Around("{", "}"),
            "Bro" => Self::Open("{"),
            "Brc" => Self::Close("}"),
            "Dq" | "Qq" => Self::Around("\"", "\""),
            "Do" | "Qo" => Self::Open("\""),
            "Dc" | "Qc" => Self::Close("\""),
            "Sq" | "Ql" => Self::Around("'", "'"),
            "So" => Self::Open("'"),
            "Sc" => Self::Close("'"),
            _ => return None,
        })
    }
}

/// Text that grows word by word.
struct Out {
    text: String,
    /// Whether the next word stands right behind the last.
    glue: bool,
    tight: bool,
}

impl Out {
    fn word(&mut self, text: &str) {
        if !self.glue && !self.tight {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.glue = false;
    }

    fn open(&mut self, text: &str) {
        self.word(text);
        self.glue = true;
    }

    fn close(&mut self, text: &str) {
        self.text.push_str(text);
        self.glue = false;
    }
}

/// Punctuation that no space stands before.
fn is_closing(word: &str) -> bool {
    matches!(word, "." | "," | ":" | ";" | ")" | "]" | "?" | "!")
}

/// Whether text belongs to the word before it.
fn clings(text: &str) -> bool {
    text.starts_with(['.', ',', ':', ';', ')'])
}
