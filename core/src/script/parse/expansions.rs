//! Reads what a word expands: variables, substitutions, arithmetic.

use super::words::Until;
use super::{Parser, Stop};
use crate::script::{Parameter, Part, PartKind, Quote, Statement, Word};

/// What may stand behind the name in `${name…}`, longest first.
const OPERATORS: [&str; 25] = [
    ":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "~~", "-", "=", "?", "+", "#", "%", "/", "^",
    ",", "~", "@", ":", "*",
];

impl Parser<'_> {
    /// Reads the expansion that starts with the `$` here; says whether one does.
    pub(super) fn expansion(&mut self, parts: &mut Vec<Part>, quote: Quote) -> bool {
        let start = self.pos;
        match self.byte(start + 1) {
            Some(b'(') => {
                if self.byte(start + 2) == Some(b'(') && self.fuel > 0 {
                    let mark = self.mark();
                    self.pos += 3;
                    if let Some(word) = self.arithmetic("))") {
                        self.push(parts, start, quote, PartKind::Arithmetic(Box::new(word)));
                        return true;
                    }
                    self.reset(&mark);
                }
                self.pos += 2;
                let statements = self.substitution(start);
                self.push(parts, start, quote, PartKind::Substitution(statements));
            }
            Some(b'{') => self.braced(parts, quote),
            Some(b'[') => {
                let mark = self.mark();
                self.pos += 2;
                let Some(word) = self.arithmetic("]") else {
                    self.reset(&mark);
                    return false;
                };
                self.push(parts, start, quote, PartKind::Arithmetic(Box::new(word)));
            }
            Some(b'\'') if quote == Quote::Bare => self.ansi(parts),
            Some(b'"') if quote == Quote::Bare => {
                self.pos += 1;
                self.double(parts);
            }
            Some(it) if is_name_start(it) => {
                self.pos += 2;
                while self.peek().is_some_and(|it| is_name_start(it) || it.is_ascii_digit()) {
                    self.pos += 1;
                }
                self.parameter(parts, start, quote, start + 1);
            }
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => {
                self.pos += 2;
                self.parameter(parts, start, quote, start + 1);
            }
            _ => return false,
        }
        true
    }

    fn push(&self, parts: &mut Vec<Part>, start: usize, quote: Quote, kind: PartKind) {
        parts.push(Part { span: self.span(start, self.pos), quote, kind });
    }

    fn parameter(&self, parts: &mut Vec<Part>, start: usize, quote: Quote, name: usize) {
        let name = self.text[name..self.pos].into();
        let parameter = Parameter { name, indirect: false, length: false, index: None, operator: None };
        self.push(parts, start, quote, PartKind::Parameter(Box::new(parameter)));
    }

    /// The statements up to the `)` that closes a substitution whose sign starts at `start`.
    fn substitution(&mut self, start: usize) -> Vec<Statement> {
        self.statements_to(")", start, "this substitution is not closed by `)`")
    }

    fn statements_to(&mut self, close: &'static str, start: usize, missing: &'static str) -> Vec<Statement> {
        let stop = match close {
            ")" => Stop { paren: true, ..Stop::default() },
            _ => Stop { words: &["}"], ..Stop::default() },
        };
        let mark = self.mark();
        let statements = self.inside(stop);
        if self.eat(close) {
            return statements;
        }
        // What follows an unfinished `$(` is more likely the rest of the script than the rest of the substitution.
        let statements = if self.fuel > 0 {
            self.reset(&mark);
            let end = self.line_end(self.pos);
            self.within(end, |it| it.inside(stop))
        } else {
            statements
        };
        self.error(start, mark.pos, missing);
        statements
    }

    /// Statements that no construct outside can end.
    fn inside(&mut self, stop: Stop) -> Vec<Statement> {
        let outer = std::mem::take(&mut self.awaited);
        let statements = self.deeper(|it| it.statements(stop)).unwrap_or_default();
        self.awaited = outer;
        statements
    }

    /// `<(…)` and `>(…)`
    pub(super) fn process(&mut self, parts: &mut Vec<Part>) {
        let start = self.pos;
        self.pos += 2;
        let statements = self.substitution(start);
        self.push(parts, start, Quote::Bare, PartKind::Process(statements));
    }

    /// `` `…` ``: read in place, or without its backslashes where it has some.
    pub(super) fn back_ticks(&mut self, parts: &mut Vec<Part>, quote: Quote) {
        let open = self.pos;
        let (mut at, mut escaped) = (open + 1, false);
        let closed = loop {
            match self.byte(at) {
                Some(b'`') => break true,
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(_) => at += 1,
                None => break false,
            }
        };
        let mut close = at.min(self.end);
        if !closed {
            self.error(open, open + 1, "this quote is not closed");
            if self.fuel > 0 {
                self.pay(close - open);
                close = self.line_end((open + 1).min(self.end));
            }
        }
        let statements = if escaped {
            self.unescaped(open + 1, close)
        } else {
            self.pos = open + 1;
            self.within(close, |it| it.inside(Stop::default()))
        };
        self.pos = (close + usize::from(closed)).max(open + 1);
        self.push(parts, open, quote, PartKind::Substitution(statements));
    }

    /// Reads the text of back-ticks with `` \` ``, `\\` and `\$` unescaped.
    fn unescaped(&mut self, start: usize, end: usize) -> Vec<Statement> {
        let mut text = String::new();
        let mut places = Vec::new();
        let mut chars = self.text[start..end].char_indices().peekable();
        while let Some((at, mut char)) = chars.next() {
            if char == '\\'
                && let Some((_, next)) = chars.next_if(|it| matches!(it.1, '`' | '\\' | '$'))
            {
                char = next;
            }
            text.push(char);
            places.resize(text.len(), self.place(start + at));
        }
        places.push(self.place(end));
        self.pay(text.len());
        if self.fuel == 0 {
            return Vec::new();
        }
        let mut inner = Parser::new(&text, 0, self.dialect);
        inner.places = Some(places);
        inner.depth = self.depth;
        inner.fuel = self.fuel;
        let statements = inner.inside(Stop::default());
        self.pay(inner.spent);
        statements
    }

    /// The text up to `close`, which is read too; `None` where parentheses show that this is no arithmetic.
    pub(super) fn arithmetic(&mut self, close: &'static str) -> Option<Word> {
        let start = self.pos;
        let mut parts = Vec::with_capacity(1);
        let (mut literal, mut depth) = (start, 0usize);
        let word = self.deeper(|it| {
            loop {
                if depth == 0 && it.looking_at(close) {
                    break;
                }
                match it.peek()? {
                    b'(' | b'[' => depth += 1,
                    b')' | b']' => depth = depth.checked_sub(1)?,
                    b'$' => {
                        let at = it.pos;
                        let before = parts.len();
                        if it.expansion(&mut parts, Quote::Double) {
                            if literal < at {
                                let kind = PartKind::Literal(it.text[literal..at].into());
                                parts.insert(before, Part { span: it.span(literal, at), quote: Quote::Double, kind });
                            }
                            literal = it.pos;
                            continue;
                        }
                    }
                    // What a backslash escapes may be the end.
                    b'\\' if it.byte(it.pos + 1).is_some() => it.pos += 1,
                    _ => {}
                }
                it.pos += 1;
            }
            Some(())
        });
        word.flatten()?;
        let end = self.pos.min(self.end);
        if literal < end {
            let kind = PartKind::Literal(self.text.get(literal..end)?.into());
            parts.push(Part { span: self.span(literal, end), quote: Quote::Double, kind });
        }
        self.pos = end + close.len();
        Some(Word::new(self.span(start, end), parts))
    }

    /// `${…}`
    fn braced(&mut self, parts: &mut Vec<Part>, quote: Quote) {
        let start = self.pos;
        self.pos += 2;
        if matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'|')) {
            self.eat("|");
            let statements = self.statements_to("}", start, "this `${` is not closed by `}`");
            self.push(parts, start, quote, PartKind::Substitution(statements));
            return;
        }
        let next = self.byte(self.pos + 1);
        let indirect = self.peek() == Some(b'!') && next.is_some_and(|it| is_name_start(it) || it.is_ascii_digit());
        let length = self.peek() == Some(b'#')
            && match next {
                Some(it) if is_name_start(it) || it.is_ascii_digit() => true,
                Some(b'@' | b'*' | b'?' | b'!' | b'$' | b'#' | b'-') => self.byte(self.pos + 2) == Some(b'}'),
                _ => false,
            };
        self.pos += usize::from(indirect || length);
        let name = self.parameter_name();
        let index = self.index().map(Box::new);
        let mut parameter = Parameter { name, indirect, length, index, operator: None };
        if parameter.name.is_empty() {
            self.error(start, self.pos, "a variable's name is missing here");
            self.skip_to_brace();
        } else if self.peek() != Some(b'}')
            && let Some(operator) = OPERATORS.into_iter().find(|it| self.looking_at(it))
        {
            self.pos += operator.len();
            let operand = self.operand(operator, quote);
            parameter.operator = Some(Box::new((operator.into(), operand)));
        } else if self.peek() != Some(b'}') {
            self.error(start, self.pos, "no operator of `${…}` stands here");
            self.skip_to_brace();
        }
        if !self.eat("}") {
            self.error(start, (start + 2).min(self.end), "this `${` is not closed by `}`");
        }
        self.push(parts, start, quote, PartKind::Parameter(Box::new(parameter)));
    }

    fn parameter_name(&mut self) -> Box<str> {
        let start = self.pos;
        match self.peek() {
            Some(it) if is_name_start(it) => {
                while self.peek().is_some_and(|it| is_name_start(it) || it.is_ascii_digit()) {
                    self.pos += 1;
                }
            }
            Some(b'0'..=b'9') => {
                while self.peek().is_some_and(|it| it.is_ascii_digit()) {
                    self.pos += 1;
                }
            }
            Some(b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => self.pos += 1,
            _ => {}
        }
        self.text[start..self.pos].into()
    }

    /// `[…]` behind a name.
    fn index(&mut self) -> Option<Word> {
        if self.peek() != Some(b'[') {
            return None;
        }
        let close = self.bracket_end(self.pos)?;
        Some(self.index_to(close))
    }

    /// What stands between the `[` here and the `]` at `close`, which is read too.
    pub(super) fn index_to(&mut self, close: usize) -> Word {
        self.pos += 1;
        let start = self.pos;
        let mut parts = Vec::with_capacity(1);
        self.within(close, |it| it.deeper(|it| it.bare(&mut parts, Until::End, Quote::Bare)));
        self.pos = close + 1;
        Word::new(self.span(start, close), parts)
    }

    /// Goes to the `}` on this line, for a `${` that makes no sense.
    fn skip_to_brace(&mut self) {
        let end = self.line_end(self.pos);
        if self.fuel > 0
            && let Some(length) = self.text[self.pos..end].find(['}', '"'])
        {
            self.pos += length;
        }
        self.pay(end.saturating_sub(self.pos));
    }

    /// The word behind an operator, up to the `}` that is left in place.
    fn operand(&mut self, operator: &str, quote: Quote) -> Word {
        let start = self.pos;
        // Inside double quotes a single quote is text for `:-` and its like, and a quote for patterns.
        let takes_text = operator.ends_with(['-', '=', '?', '+']);
        let base = if quote == Quote::Double && takes_text { Quote::Double } else { Quote::Bare };
        let mark = self.mark();
        let mut parts = Vec::with_capacity(1);
        self.deeper(|it| it.bare(&mut parts, Until::Brace, base));
        if self.peek().is_none() && self.fuel > 0 {
            parts.clear();
            self.reset(&mark);
            let end = self.line_end(self.pos);
            self.within(end, |it| it.deeper(|it| it.bare(&mut parts, Until::Brace, base)));
        }
        Word::new(self.span(start, self.pos), parts)
    }
}

fn is_name_start(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphabetic()
}
