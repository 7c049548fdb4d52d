//! Reads simple commands and assignments.

use super::{MOST_WORDS, Parser};
use crate::Span;
use crate::script::{
    AssignedValue, Assignment, Command, Element, Name, Part, PartKind, Quote, Statement, StatementKind, Word, arguments,
};

/// Builtins whose operands are assignments.
const DECLARATIONS: [&str; 5] = ["declare", "export", "local", "readonly", "typeset"];

impl Parser<'_> {
    pub(super) fn simple(&mut self) -> Option<Statement> {
        let start = self.pos;
        self.commands += 1;
        let mut command = Command::new(Span::default());
        let mut declares = false;
        let mut end = start;
        loop {
            self.blanks();
            if let Some(redirect) = self.redirect() {
                command.redirects.push(redirect);
                end = self.pos;
                continue;
            }
            if (command.words.is_empty() || declares)
                && let Some(assignment) = self.assignment(declares)
            {
                if declares {
                    command.words.push(assignment_word(&assignment));
                }
                command.assignments.push(assignment);
                end = self.pos;
                continue;
            }
            if self.peek() == Some(b'#') {
                break;
            }
            let Some(word) = self.word() else { break };
            // `command export A=1` declares too.
            if command.words.iter().all(|it| matches!(it.literal(), Some("builtin" | "command"))) {
                declares = word.literal().is_some_and(|it| DECLARATIONS.contains(&it));
            }
            if command.words.len() < MOST_WORDS {
                command.words.push(word);
            } else {
                self.error(end, self.pos, "too many words to be read");
            }
            end = self.pos;
        }
        if end == start {
            return None;
        }
        command.span = self.span(start, end);
        command.words.shrink_to_fit();
        command.assignments.shrink_to_fit();
        command.redirects.shrink_to_fit();
        let depth = self.depth;
        arguments::resolve(&mut command, self.dialect, depth);
        Some(Statement::new(command.span, StatementKind::Command(Box::new(command))))
    }

    /// `name=…`, `name+=…`, `name[…]=…`, and the bare name behind a declaration.
    fn assignment(&mut self, declares: bool) -> Option<Assignment> {
        let start = self.pos;
        let mut at = start;
        while self
            .byte(at)
            .is_some_and(|it| it == b'_' || it.is_ascii_alphabetic() || at > start && it.is_ascii_digit())
        {
            at += 1;
        }
        if at == start {
            return None;
        }
        let name = self.name(start, at);
        let mut index = None;
        if self.byte(at) == Some(b'[') {
            let close = self.bracket_end(at)?;
            let behind = (self.byte(close + 1), self.byte(close + 2));
            if !matches!(behind, (Some(b'='), _) | (Some(b'+'), Some(b'='))) {
                return None;
            }
            self.pos = at;
            index = Some(self.index_to(close));
            self.pos = start;
            at = close + 1;
        }
        let append = self.byte(at) == Some(b'+') && self.byte(at + 1) == Some(b'=');
        at += usize::from(append);
        if self.byte(at) != Some(b'=') {
            let bare = declares && index.is_none() && !append && self.ends_word(at);
            if !bare {
                return None;
            }
            self.pos = at;
            return Some(Assignment { span: self.span(start, at), name, index, append, value: None });
        }
        self.pos = at + 1;
        let value = if self.peek() == Some(b'(') {
            AssignedValue::Array(self.array())
        } else {
            let value =
                self.assigned_word().unwrap_or_else(|| Word { span: self.span(self.pos, self.pos), ..Word::default() });
            AssignedValue::Word(value)
        };
        Some(Assignment { span: self.span(start, self.pos), name, index, append, value: Some(value) })
    }

    /// The `]` that closes the `[` at `at`, on the same line.
    pub(super) fn bracket_end(&mut self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for end in at.. {
            match self.byte(end)? {
                b'[' => depth += 1,
                b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(end);
                    }
                }
                b'\n' => return None,
                _ => {}
            }
        }
        None
    }

    fn ends_word(&mut self, at: usize) -> bool {
        self.byte(at).is_none_or(|it| {
            matches!(it, b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')')
        })
    }

    /// `( … )` behind `=`.
    fn array(&mut self) -> Vec<Element> {
        let opened = self.pos;
        self.pos += 1;
        let mut elements = Vec::new();
        loop {
            self.gap();
            let Some(element) = self.element() else { break };
            if elements.len() < MOST_WORDS {
                elements.push(element);
            }
        }
        if !self.eat(")") {
            self.error(opened, opened + 1, "this `(` is not closed by `)`");
        }
        elements
    }

    /// `value` or `[index]=value`
    fn element(&mut self) -> Option<Element> {
        let mut index = None;
        if self.peek() == Some(b'[')
            && let Some(close) = self.bracket_end(self.pos)
            && self.byte(close + 1) == Some(b'=')
        {
            index = Some(self.index_to(close));
            self.pos += 1;
        }
        let at = self.pos;
        let value = self.word();
        if index.is_none() && value.is_none() {
            return None;
        }
        Some(Element { index, value: value.unwrap_or_else(|| Word { span: self.span(at, at), ..Word::default() }) })
    }
}

/// The word that an assignment is to the builtin which gets it.
fn assignment_word(assignment: &Assignment) -> Word {
    let Assignment { span, name: Name { span: name, text }, append, value, .. } = assignment;
    let Some(value) = value else { return Word::plain(*span, text) };
    let sign = if *append { "+=" } else { "=" };
    let head = Part {
        span: Span::new(name.start, (name.end + sign.len()).min(span.end)),
        quote: Quote::Bare,
        kind: PartKind::Literal(format!("{text}{sign}").into()),
    };
    let mut parts = vec![head];
    if let AssignedValue::Word(value) = value {
        parts.extend(value.parts.iter().cloned());
    }
    Word::new(*span, parts)
}
