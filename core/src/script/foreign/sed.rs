//! What a sed script runs and writes: the `e` command and flag, the `w` command and flag.

use super::tokens::{Piece, Says, Text, known};
use super::{Act, Does};

pub(super) fn read(code: &str) -> Vec<Act> {
    let mut script = Script { code, at: 0, acts: Vec::new() };
    while script.at < code.len() && script.acts.len() < 100 {
        let before = script.at;
        script.command();
        if script.at <= before {
            script.at = before + 1;
        }
    }
    script.acts
}

struct Script<'a> {
    code: &'a str,
    at: usize,
    acts: Vec<Act>,
}

impl<'a> Script<'a> {
    fn byte(&self) -> u8 {
        self.code.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn command(&mut self) {
        self.address();
        let start = self.at;
        let command = self.byte();
        self.at += 1;
        match command {
            b'#' => {
                self.line();
            }
            b's' => self.substitution(start),
            b'y' => {
                let sign = self.byte();
                self.at += 1;
                self.until(sign);
                self.until(sign);
            }
            b'e' => {
                let text = self.file();
                self.act(start, text, Does::Shell);
            }
            b'w' | b'W' => {
                let text = self.file();
                self.act(start, text, Does::Write);
            }
            b'r' | b'R' => {
                self.line();
            }
            b'a' | b'i' | b'c' => {
                // A line with a backslash at its end goes on.
                while self.line().ends_with('\\') && self.at < self.code.len() {
                    self.at += 1;
                }
            }
            b'b' | b't' | b'T' | b':' => {
                while !matches!(self.byte(), b';' | b'\n' | b'}' | 0) {
                    self.at += 1;
                }
            }
            _ => {}
        }
    }

    /// Skips blanks, line numbers and patterns.
    fn address(&mut self) {
        loop {
            match self.byte() {
                b' ' | b'\t' | b'\n' | b';' | b'{' | b'}' | b'0'..=b'9' | b'$' | b',' | b'!' | b'~' | b'+' => {
                    self.at += 1;
                }
                b'/' => {
                    self.at += 1;
                    self.until(b'/');
                    while matches!(self.byte(), b'I' | b'M') {
                        self.at += 1;
                    }
                }
                b'\\' => {
                    self.at += 1;
                    let sign = self.byte();
                    self.at += 1;
                    self.until(sign);
                }
                _ => return,
            }
        }
    }

    /// The text up to the next `sign`, which is skipped.
    fn until(&mut self, sign: u8) -> (usize, usize) {
        let start = self.at.min(self.code.len());
        let mut class = false;
        while self.at < self.code.len() {
            match self.byte() {
                b'\\' => self.at += 1,
                b'[' if !class && self.code.bytes().skip(self.at).take(256).any(|it| it == b']') => class = true,
                b']' => class = false,
                byte if byte == sign && (!class || sign != b'/') => break,
                b'\n' if class => class = false,
                _ => {}
            }
            self.at += 1;
        }
        let end = self.at.min(self.code.len());
        self.at += 1;
        (start, end)
    }

    fn line(&mut self) -> &'a str {
        let rest = self.code.get(self.at..).unwrap_or_default();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        self.at += line.len();
        line
    }

    /// The rest of the line: a file's name, or a command.
    fn file(&mut self) -> Text {
        let start = self.at;
        let line = self.line();
        let text = line.trim_start();
        let from = start + line.len() - text.len();
        known(text.trim_end().to_owned(), from, from + text.trim_end().len())
    }

    fn act(&mut self, start: usize, text: Text, does: fn(Text) -> Does) {
        if !text.is_empty() {
            self.acts.push(Act { start, end: self.at.min(self.code.len()), does: does(text) });
        }
    }

    fn substitution(&mut self, start: usize) {
        let sign = self.byte();
        if !sign.is_ascii() || sign.is_ascii_alphanumeric() {
            return;
        }
        self.at += 1;
        let (from, to) = self.until(sign);
        let pattern = self.code.get(from..to).unwrap_or_default();
        let (from, to) = self.until(sign);
        let mut runs = false;
        loop {
            match self.byte() {
                b'e' => runs = true,
                b'w' => {
                    self.at += 1;
                    let text = self.file();
                    self.act(start, text, Does::Write);
                    break;
                }
                b'g' | b'p' | b'i' | b'I' | b'm' | b'M' | b'0'..=b'9' => {}
                _ => break,
            }
            self.at += 1;
        }
        if !runs {
            return;
        }
        let mut text = self.replacement(from, to, sign);
        let whole = matches!(pattern.trim_start_matches('^').trim_end_matches('$'), ".*" | ".\\+" | ".+");
        if !whole {
            // What stands around it is not known.
            let unknown = Piece { start: to, end: to, says: Says::Unknown };
            if !pattern.starts_with('^') {
                text.insert(0, Piece { start: from, end: from, ..unknown.clone() });
            }
            if !pattern.ends_with('$') || pattern == "^" {
                text.push(unknown);
            }
        }
        self.act(start, text, Does::Shell);
    }

    /// The text that takes the place of what was found.
    fn replacement(&self, from: usize, to: usize, sign: u8) -> Text {
        let mut text = Text::new();
        let mut said = String::new();
        let mut chars = self.code.get(from..to).unwrap_or_default().chars();
        while let Some(char) = chars.next() {
            let next = if char == '\\' { chars.next() } else { None };
            let unknown = match (char, next) {
                ('&', _) => true,
                ('\\', Some(it)) => it.is_ascii_digit(),
                _ => false,
            };
            if unknown {
                text.extend(known(std::mem::take(&mut said), from, to));
                text.push(Piece { start: from, end: to, says: Says::Unknown });
                continue;
            }
            match next {
                Some('n') => said.push('\n'),
                Some(it) if it as u32 == u32::from(sign) || !it.is_ascii_alphanumeric() => said.push(it),
                Some(_) => {}
                None => said.push(char),
            }
        }
        text.extend(known(said, from, to));
        text
    }
}
