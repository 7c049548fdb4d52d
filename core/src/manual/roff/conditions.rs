//! `.if`, `.ie` and `.el`: which lines a terminal shows.

use super::{DEPTH, Reader, leading_number};

impl Reader<'_> {
    /// Reads `.if` behind its name; says whether the condition holds.
    pub(super) fn condition(&mut self, depth: usize, text: &str) -> bool {
        let (holds, rest) = self.holds(text);
        self.branch(depth, holds, &rest);
        holds
    }

    pub(super) fn branch(&mut self, depth: usize, holds: bool, rest: &str) {
        let rest = rest.trim_start_matches([' ', '\t']);
        match (rest.strip_prefix("\\{"), holds) {
            (Some(rest), true) => {
                let rest = rest.trim_start_matches([' ', '\t']);
                if !rest.is_empty() && depth < DEPTH {
                    self.ahead.push_front((depth + 1, rest.to_owned()));
                }
            }
            (Some(rest), false) => self.skip_block(rest),
            (None, true) if !rest.is_empty() && depth < DEPTH => self.ahead.push_front((depth + 1, rest.to_owned())),
            _ => {}
        }
    }

    /// Leaves out lines up to the `\}` that closes a block.
    fn skip_block(&mut self, first: &str) {
        let balance =
            |line: &str| line.matches("\\{").count().cast_signed() - line.matches("\\}").count().cast_signed();
        let mut open = 1 + balance(first);
        while open > 0 {
            let Some((_, line)) = self.take() else { return };
            open += balance(&line);
        }
    }

    /// Whether a condition holds on a terminal, and what stands behind it.
    fn holds(&mut self, text: &str) -> (bool, String) {
        let text = self.with_strings(text);
        let (negated, rest) = match text.strip_prefix('!') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.as_str()),
        };
        let (holds, rest) = self.term(rest);
        (holds != negated, rest.to_owned())
    }

    fn term<'t>(&self, text: &'t str) -> (bool, &'t str) {
        let word_end = |text: &str| text.find([' ', '\t']).unwrap_or(text.len());
        let Some(first) = text.chars().next() else { return (false, "") };
        match first {
            'n' | 'o' => (true, &text[1..]),
            't' | 'e' | 'v' => (false, &text[1..]),
            'd' | 'r' | 'c' => {
                let name = text[1..].trim_start();
                let end = word_end(name);
                let known = match first {
                    'd' => self.macros.contains_key(&name[..end]) || self.strings.contains_key(&name[..end]),
                    'r' => self.registers.contains_key(&name[..end]),
                    _ => true,
                };
                (known, &name[end..])
            }
            '\'' | '"' => {
                let mut parts = text[1..].splitn(3, first);
                match (parts.next(), parts.next(), parts.next()) {
                    (Some(a), Some(b), Some(rest)) => (a == b, rest),
                    _ => (false, ""),
                }
            }
            '(' => (false, rest_of_group(text)),
            _ => {
                let end = word_end(text);
                let end = text.find("\\{").map_or(end, |it| it.min(end));
                (self.number_of(&text[..end]), &text[end..])
            }
        }
    }

    /// Whether a simple number, register or comparison is above zero.
    fn number_of(&self, text: &str) -> bool {
        let value = |text: &str| match text.strip_prefix("\\n") {
            Some(rest) => self.registers.get(crate::manual::escapes::name(rest, 0).0).copied().unwrap_or(0),
            None => leading_number(text),
        };
        match text.char_indices().skip(1).find(|it| matches!(it.1, '<' | '>' | '=')).map(|it| it.0) {
            Some(at) => {
                let (a, b) = (value(&text[..at]), text[at..].trim_start_matches(['<', '>', '=']));
                let operator = &text[at..text.len() - b.len()];
                let b = value(b);
                match operator {
                    "<" => a < b,
                    "<=" => a <= b,
                    ">" => a > b,
                    ">=" => a >= b,
                    _ => a == b,
                }
            }
            _ => value(text) > 0,
        }
    }
}

/// What stands behind the parenthesis that the text opens.
fn rest_of_group(text: &str) -> &str {
    let mut open = 0_usize;
    let mut escaped = false;
    for (at, it) in text.char_indices() {
        match it {
            // `\n(xx` opens nothing.
            '(' if !escaped => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        escaped = it == '\\' || (escaped && it == 'n');
        if open == 0 {
            return &text[at + 1..];
        }
    }
    ""
}
