//! Reads a script of `sed`, command by command.

use super::{Address, Command, Deed, Place, Which};

/// What is left of a script.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a str,
}

impl Reader<'_> {
    pub(super) fn skip(&mut self, what: &[char]) {
        self.rest = self.rest.trim_start_matches(what);
    }

    pub(super) fn take(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = self.rest.get(next.len_utf8()..)?;
        Some(next)
    }

    pub(super) fn takes(&mut self, sign: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(sign) else { return false };
        self.rest = rest;
        true
    }

    fn number(&mut self) -> Option<u64> {
        let end = self.rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        let number = digits.parse().ok().filter(|_| digits.len() <= 12)?;
        self.rest = rest;
        Some(number)
    }

    /// The text up to the next `sign` that no backslash guards. In an expression, brackets guard it too.
    pub(super) fn up_to(&mut self, sign: char, is_expression: bool) -> Option<String> {
        let mut text = String::new();
        let mut in_brackets = 0;
        loop {
            let next = self.take()?;
            match next {
                '\\' if in_brackets == 0 => {
                    let guarded = self.take()?;
                    if guarded == '\n' {
                        return None;
                    }
                    // With `s|a\|b|c|` the two readings differ; `\/` is a plain slash.
                    if guarded != sign {
                        text.push('\\');
                    } else if sign != '/' {
                        return None;
                    }
                    text.push(guarded);
                    continue;
                }
                '\n' => return None,
                '[' if is_expression && in_brackets == 0 => {
                    in_brackets = 1;
                    text.push('[');
                    // `[]x]` and `[^]x]` begin with a bracket that is meant.
                    if self.takes('^') {
                        text.push('^');
                    }
                    if self.takes(']') {
                        text.push(']');
                    }
                    continue;
                }
                // `[[:space:]]`
                '[' if in_brackets == 1 && self.rest.starts_with(':') => in_brackets = 2,
                ']' if in_brackets > 0 => in_brackets -= 1,
                _ if next == sign && in_brackets == 0 => return Some(text),
                _ => {}
            }
            text.push(next);
        }
    }

    pub(super) fn has_address(&self) -> bool {
        self.rest.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '$' | '/' | '\\'))
    }

    pub(super) fn address(&mut self) -> Option<Address> {
        if self.takes('$') {
            return Some(Address::Last);
        }
        if self.rest.starts_with(|it: char| it.is_ascii_digit()) {
            let line = self.number()?;
            return Some(if self.takes('~') { Address::Step(line, self.number()?) } else { Address::Line(line) });
        }
        // `/x/`, or `\%x%`
        if !self.rest.starts_with('/') && !self.takes('\\') {
            return None;
        }
        let sign = self.take()?;
        if sign == '\n' || sign == '\\' {
            return None;
        }
        let expression = self.up_to(sign, true)?;
        let any_case = self.takes('I');
        if self.rest.starts_with(['M', 'I']) {
            return None;
        }
        Some(Address::Matching(expression, any_case))
    }

    pub(super) fn command(&mut self) -> Option<Command> {
        let mut place = Place::Every;
        if self.has_address() {
            let first = self.address()?;
            self.skip(&[' ']);
            place = if self.takes(',') {
                self.skip(&[' ']);
                let second = match self.rest.chars().next()? {
                    '+' => {
                        self.take();
                        Address::More(self.number()?)
                    }
                    '~' => {
                        self.take();
                        Address::Multiple(self.number()?)
                    }
                    _ => self.address()?,
                };
                if matches!(second, Address::Step(..)) || matches!(first, Address::Step(..)) {
                    return None;
                }
                // Line 0 is for `0,/x/` alone.
                if matches!(first, Address::Line(0)) && !matches!(second, Address::Matching(..)) {
                    return None;
                }
                Place::From(first, second)
            } else if matches!(first, Address::Line(0)) {
                return None;
            } else {
                Place::At(first)
            };
        }
        self.skip(&[' ']);
        if self.takes('!') {
            if matches!(place, Place::Every) {
                return None;
            }
            place = Place::Not(Box::new(place));
            self.skip(&[' ']);
        }
        let deed = self.deed()?;
        if let Deed::Quit(..) = deed
            && matches!(place, Place::From(..))
        {
            return None;
        }
        Some(Command { place, deed })
    }

    fn deed(&mut self) -> Option<Deed> {
        let deed = match self.take()? {
            'p' => Deed::Print,
            'd' => Deed::Delete,
            '=' => Deed::Number,
            letter @ ('q' | 'Q') => {
                self.skip(&[' ']);
                let code = if self.rest.starts_with(|it: char| it.is_ascii_digit()) {
                    Some(self.number()?.to_string())
                } else {
                    None
                };
                Deed::Quit(code, letter == 'q')
            }
            's' => self.replace()?,
            'y' => {
                let sign = self.delimiter()?;
                Deed::Translate(self.up_to(sign, false)?, self.up_to(sign, false)?)
            }
            'i' => return self.text().map(Deed::Insert),
            'a' => return self.text().map(Deed::Append),
            'c' => return self.text().map(Deed::Change),
            'e' => {
                let run = self.rest.trim_start_matches([' ', '\t']).to_owned();
                self.rest = "";
                return Some(Deed::Run(run)).filter(|it| !matches!(it, Deed::Run(run) if run.contains('\n')));
            }
            'r' => {
                let file = self.rest.strip_prefix(' ')?.to_owned();
                self.rest = "";
                return Some(Deed::Read(file)).filter(|it| !matches!(it, Deed::Read(file) if file.contains('\n')));
            }
            _ => return None,
        };
        self.skip(&[' ']);
        (self.rest.is_empty() || self.rest.starts_with([';', '\n'])).then_some(deed)
    }

    pub(super) fn delimiter(&mut self) -> Option<char> {
        self.take().filter(|it| !matches!(it, '\\' | '\n' | ' '))
    }

    fn replace(&mut self) -> Option<Deed> {
        let sign = self.delimiter()?;
        let (what, by) = (self.up_to(sign, true)?, self.up_to(sign, false)?);
        let (mut which, mut any_case, mut prints, mut runs) = (Which::First, false, false, false);
        loop {
            match self.rest.chars().next() {
                Some('g') => {
                    which = match which {
                        Which::Nth(n) => Which::From(n),
                        _ => Which::Every,
                    };
                }
                // `pe` and `ep` differ.
                Some('p') if !prints && !runs => prints = true,
                Some('e') if !prints && !runs => runs = true,
                Some('i' | 'I') => any_case = true,
                Some('1'..='9') => {
                    let n = self.number()?;
                    which = match which {
                        Which::First => Which::Nth(n),
                        Which::Every => Which::From(n),
                        Which::Nth(_) | Which::From(_) => return None,
                    };
                    continue;
                }
                _ => break,
            }
            self.take();
        }
        Some(Deed::Replace { what, by, which, any_case, prints, runs })
    }

    /// The text of `i`, `a` and `c`, which ends the script here.
    fn text(&mut self) -> Option<String> {
        let rest = self.rest;
        let text = match rest.strip_prefix('\\') {
            Some(behind) => behind.strip_prefix('\n').unwrap_or(behind),
            None => rest.trim_start_matches([' ', '\t']),
        };
        if text.is_empty() || text.contains(['\n', '\\']) {
            return None;
        }
        self.rest = "";
        Some(text.to_owned())
    }
}
