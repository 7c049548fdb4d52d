//! Where names get their values: assignments, loops, imports.

use super::{MOST_STEPS, Reader};
use crate::script::foreign::tokens::{Kind, Says};
use crate::script::foreign::values::Value;
use crate::script::foreign::{Language, node};

impl<'a> Reader<'a> {
    /// Learns or forgets what a name stands for, where one gets a value.
    pub(in crate::script::foreign) fn binding(&mut self, at: usize) {
        let Some(name) = self.name(at) else { return self.unpacking(at) };
        let before = at.checked_sub(1).and_then(|it| self.kind(it));
        if matches!(before, Some(Kind::Member)) {
            return;
        }
        match self.kind(at + 1) {
            Some(Kind::Assign) => {
                let start = at + 2;
                // `def f(p="/")` and `f(p="/")` give no variable its value.
                let is_argument = matches!(before, Some(Kind::Comma | Kind::Open(b'(')))
                    && !matches!(self.language, Language::Perl | Language::Php | Language::Node);
                if is_argument {
                    return;
                }
                let end = self.value_end(start);
                self.steps += end - start;
                let value = self.expression(start, end);
                self.set(name, value);
            }
            Some(Kind::Sign(b'+')) => {
                self.set(name, Value::Unknown);
            }
            _ => {}
        }
        match (name, self.name(at + 1)) {
            // `for p in glob.glob("/etc/*")`: each is one of them.
            ("for", Some(each)) if self.name(at + 2) == Some("in") => {
                let end = self.statement_end(at + 3);
                let value = self.expression(at + 3, end);
                self.each_of(each, value);
            }
            // `for my $f (glob "*") {`, `foreach (glob("*") as $f)`
            ("for" | "foreach", _) if matches!(self.language, Language::Perl | Language::Php) => {
                let Some(open) = (at + 1..at + 4).find(|it| self.is(*it, &Kind::Open(b'('))) else { return };
                let close = self.close_of(open).saturating_sub(1);
                let named = (open..close).find(|it| self.name(*it) == Some("as"));
                let each = match named {
                    Some(named) => self.name(named + 1).unwrap_or_default(),
                    None if open > at + 1 => self.name(open - 1).unwrap_or_default(),
                    None => "$_",
                };
                let value = match named {
                    Some(named) => self.expression(open + 1, named),
                    None => self.expression(open, close + 1),
                };
                self.each_of(each, value);
            }
            ("for" | "as", Some(each)) if self.language != Language::Php => {
                self.set(each, Value::Unknown);
            }
            // What a function is given is not known.
            ("def" | "function" | "sub", Some(function)) => {
                self.set(function, Value::Unknown);
                let close = self.close_of(at + 2);
                for at in at + 2..close.min(at + 64) {
                    if let Some(name) = self.name(at) {
                        self.set(name, Value::Unknown);
                    }
                }
            }
            _ => {}
        }
    }

    /// `[remove(p) for p in paths]` says last what `p` is.
    pub(super) fn comprehension(&mut self, open: usize) {
        let close = self.close_of(open);
        self.steps += close - open;
        for at in open + 1..close {
            if self.name(at) == Some("for") && self.steps < MOST_STEPS {
                self.binding(at);
            }
        }
    }

    /// What each round of a loop over `value` gets.
    pub(super) fn each_of(&mut self, name: &str, value: Value) {
        let value = match value {
            Value::Text(text) if !text.iter().any(|it| matches!(it.says, Says::Glob(_))) => Value::Unknown,
            // All of them stand for each.
            it @ (Value::Text(_) | Value::List(_)) => it,
            _ => Value::Unknown,
        };
        self.set(name, value);
    }

    /// The name that a block gets: `.each { |f| … }`, `.forEach(f => …)`.
    pub(super) fn block_variable(&self, at: usize) -> Option<&'a str> {
        let mut at = at;
        while matches!(self.kind(at), Some(Kind::Open(_) | Kind::Sign(b'|'))) || self.name(at) == Some("do") {
            at += 1;
        }
        self.name(at)
    }

    /// `const {rmSync, execSync: run} = require("fs")`, `my ($a, $b) = …`, `a, b = …`.
    fn unpacking(&mut self, at: usize) {
        if !matches!(self.kind(at), Some(Kind::Open(_))) {
            return;
        }
        let close = self.close_of(at);
        if close - at > 64 || !self.is(close, &Kind::Assign) {
            return;
        }
        let end = self.statement_end(close + 1);
        let value = self.expression(close + 1, end);
        let mut inner = at + 1;
        let mut place = 0;
        while inner + 1 < close {
            let Some(name) = self.name(inner) else {
                inner += 1;
                continue;
            };
            let (alias, next) = match (self.kind(inner + 1), self.name(inner + 2)) {
                (Some(Kind::Pair), Some(alias)) => (alias, inner + 3),
                _ => (name, inner + 1),
            };
            let part = match &value {
                Value::Named(module) => Value::Named(format!("{module}.{name}").into()),
                Value::List(list) => list.get(place).cloned().unwrap_or(Value::Unknown),
                _ => Value::Unknown,
            };
            self.set(alias, part);
            place += 1;
            inner = next;
        }
    }

    /// Reads `import …` and `from … import …`, and gives where it ends.
    pub(super) fn import(&mut self, at: usize) -> Option<usize> {
        if at > 0 && !matches!(self.kind(at - 1), Some(Kind::End | Kind::Sign(b':') | Kind::Open(b'{'))) {
            return None;
        }
        let dotted = |reader: &Self, mut at: usize| {
            let mut path = reader.name(at)?.to_owned();
            at += 1;
            while reader.is(at, &Kind::Member)
                && let Some(next) = reader.name(at + 1)
            {
                path = format!("{path}.{next}");
                at += 2;
            }
            Some((path, at))
        };
        match (self.language, self.name(at)?) {
            (Language::Python, "import") => {
                let mut at = at + 1;
                loop {
                    let (path, next) = dotted(self, at)?;
                    at = next;
                    if self.name(at) == Some("as") {
                        self.set(self.name(at + 1)?, Value::Named(path.into()));
                        at += 2;
                    }
                    if !self.is(at, &Kind::Comma) {
                        return Some(at);
                    }
                    at += 1;
                }
            }
            (Language::Python, "from") => {
                let (path, mut at) = dotted(self, at + 1)?;
                if self.name(at)? != "import" {
                    return None;
                }
                at += 1;
                if self.is(at, &Kind::Sign(b'*')) {
                    self.open_modules.push(path.into());
                    return Some(at + 1);
                }
                if self.is(at, &Kind::Open(b'(')) {
                    at += 1;
                }
                while let Some(name) = self.name(at) {
                    let renamed = self.name(at + 1) == Some("as");
                    let alias = if renamed { self.name(at + 2)? } else { name };
                    self.set(alias, Value::Named(format!("{path}.{name}").into()));
                    at += if renamed { 3 } else { 1 };
                    if !self.is(at, &Kind::Comma) {
                        break;
                    }
                    at += 1;
                }
                Some(at)
            }
            (Language::Node, "import") => {
                let end = self.statement_end(at);
                let from = (at..end).rev().find(|it| matches!(self.kind(*it), Some(Kind::Text(_))))?;
                let Some(Kind::Text(text)) = self.kind(from) else { return None };
                let module: Box<str> = node::module(Value::Text(text.clone()).literal()?).into();
                let mut inner = at + 1;
                let mut braces = false;
                while inner < from {
                    match (self.kind(inner), self.name(inner)) {
                        (Some(Kind::Open(_)), _) => braces = true,
                        (_, Some("from" | "as")) => {}
                        (_, Some(name)) => {
                            let alias = if self.name(inner + 1) == Some("as") { self.name(inner + 2) } else { None };
                            let value = if braces { format!("{module}.{name}") } else { module.to_string() };
                            self.set(alias.unwrap_or(name), Value::Named(value.into()));
                            if alias.is_some() {
                                inner += 2;
                            }
                        }
                        _ => {}
                    }
                    inner += 1;
                }
                Some(end)
            }
            _ => None,
        }
    }
}
