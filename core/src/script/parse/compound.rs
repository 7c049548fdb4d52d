//! Reads compound commands: groups, conditions, loops, `case`, functions, tests.

use super::{Parser, Stop};
use crate::script::{Arm, ArmEnd, Dialect, Name, Statement, StatementKind, Word};
use std::sync::Arc;

impl Parser<'_> {
    /// The compound command that starts here, without the redirects behind it.
    pub(super) fn compound(&mut self) -> Option<Statement> {
        let start = self.pos;
        let kind = match self.peek()? {
            b'(' => self.parenthesis()?,
            _ => match self.reserved() {
                "{" => {
                    self.sign(1);
                    StatementKind::Group(self.body(&["}"], "this `{` is not closed by `}`"))
                }
                "[[" => self.test(),
                "if" => self.branches(),
                "while" => self.while_loop(false),
                "until" => self.while_loop(true),
                "for" => self.for_loop(false),
                "select" if self.dialect != Dialect::Sh => self.for_loop(true),
                "case" => self.case(),
                "function" if self.dialect != Dialect::Sh => self.function_keyword()?,
                "coproc" if self.dialect == Dialect::Bash => self.coproc()?,
                _ => return None,
            },
        };
        Some(Statement::new(self.span(start, self.pos), kind))
    }

    /// Statements up to the first of `closers`, which is read too.
    fn body(&mut self, closers: &'static [&'static str], missing: &'static str) -> Vec<Statement> {
        let opened = self.pos;
        let body = self.deeper(|it| it.statements(Stop { words: closers, ..Stop::default() })).unwrap_or_default();
        self.close(closers[0], opened, missing);
        body
    }

    /// Reads the reserved word `closer`, or says that it is missing.
    fn close(&mut self, closer: &'static str, opened: usize, missing: &'static str) {
        if self.reserved() == closer {
            self.sign(closer.len());
        } else {
            self.unclosed(opened.saturating_sub(closer.len()).max(self.base), opened, missing);
        }
    }

    /// Says that what was opened here is not closed, and notes whether that is because the text ends.
    fn unclosed(&mut self, start: usize, end: usize, missing: &'static str) {
        self.left_open |= self.peek().is_none();
        self.error(start, end, missing);
    }

    /// What stands between `((`, which was read, and `))`.
    fn double_parentheses(&mut self) -> Option<Word> {
        let word = self.arithmetic("))")?;
        self.pos -= 2;
        self.sign(2);
        Some(word)
    }

    fn parenthesis(&mut self) -> Option<StatementKind> {
        if self.looking_at("((") && self.fuel > 0 {
            let mark = self.mark();
            self.sign(2);
            if let Some(word) = self.double_parentheses() {
                return Some(StatementKind::Arithmetic(word));
            }
            self.reset(&mark);
        }
        let opened = self.pos;
        self.sign(1);
        let body = self.deeper(|it| it.statements(Stop { paren: true, ..Stop::default() }))?;
        if !self.eat_sign(")") {
            self.unclosed(opened, opened + 1, "this `(` is not closed by `)`");
        }
        Some(StatementKind::Subshell(body))
    }

    fn branches(&mut self) -> StatementKind {
        let opened = self.pos;
        self.sign(2);
        let mut branches = Vec::new();
        let mut otherwise = None;
        self.deeper(|it| {
            loop {
                let condition = it.statements(Stop { words: &["then", "fi"], ..Stop::default() });
                if it.reserved() == "then" {
                    it.sign(4);
                } else {
                    it.error(opened, opened + 2, "this `if` has no `then`");
                }
                let body = it.statements(Stop { words: &["elif", "else", "fi"], ..Stop::default() });
                branches.push((condition, body));
                if it.reserved() != "elif" {
                    break;
                }
                it.sign(4);
            }
            if it.reserved() == "else" {
                it.sign(4);
                otherwise = Some(it.statements(Stop { words: &["fi"], ..Stop::default() }));
            }
        });
        self.close("fi", opened + 2, "this `if` is not closed by `fi`");
        StatementKind::If { branches, otherwise }
    }

    fn while_loop(&mut self, until: bool) -> StatementKind {
        let opened = self.pos;
        self.sign(5);
        let condition =
            self.deeper(|it| it.statements(Stop { words: &["do", "done"], ..Stop::default() })).unwrap_or_default();
        let body = self.do_group(opened, 5);
        StatementKind::While { until, condition, body }
    }

    /// `do … done`, or the `{ … }` that bash takes in its place.
    fn do_group(&mut self, opened: usize, length: usize) -> Vec<Statement> {
        self.gap();
        if self.reserved() == "{" {
            self.sign(1);
            return self.body(&["}"], "this `{` is not closed by `}`");
        }
        if self.reserved() == "do" {
            self.sign(2);
            return self.body(&["done"], "this `do` is not closed by `done`");
        }
        if self.reserved() == "done" {
            self.sign(4);
        }
        self.unclosed(opened, opened + length, "this loop has no `do`");
        Vec::new()
    }

    fn for_loop(&mut self, select: bool) -> StatementKind {
        let opened = self.pos;
        let length = if select { 6 } else { 3 };
        self.sign(length);
        self.blanks();
        if !select && self.eat_sign("((") {
            let header = self.double_parentheses().unwrap_or_else(|| self.nothing(self.pos));
            self.blanks();
            self.eat_sign(";");
            let body = self.do_group(opened, length);
            return StatementKind::ForArithmetic { header, body };
        }
        let at = self.pos;
        let word = self.plain_word();
        self.pos += word.len();
        let variable = self.name(at, self.pos);
        if word.is_empty() {
            self.error(opened, opened + length, "this loop has no variable");
        }
        self.gap();
        let mut words = None;
        if self.reserved() == "in" {
            self.sign(2);
            words = Some(self.words_to_line_end());
        }
        self.blanks();
        self.eat_sign(";");
        let body = self.do_group(opened, length);
        StatementKind::For { variable, words, body, select }
    }

    /// The words up to the end of the command.
    fn words_to_line_end(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        loop {
            self.blanks();
            if self.comment() {
                return words;
            }
            let Some(word) = self.word() else { return words };
            if words.len() < super::MOST_WORDS {
                words.push(word);
            }
        }
    }

    fn case(&mut self) -> StatementKind {
        let opened = self.pos;
        self.sign(4);
        self.blanks();
        let word = self.word().unwrap_or_else(|| self.nothing(self.pos));
        self.gap();
        if self.reserved() == "in" {
            self.sign(2);
        } else {
            self.error(opened, opened + 4, "this `case` has no `in`");
        }
        let mut arms = Vec::new();
        self.awaited.push("esac");
        self.deeper(|it| {
            loop {
                it.gap();
                if it.peek().is_none() || it.reserved() == "esac" {
                    break;
                }
                let before = it.pos;
                let Some(arm) = it.arm() else { break };
                arms.push(arm);
                if it.pos == before {
                    break;
                }
            }
        });
        self.awaited.pop();
        self.close("esac", opened + 4, "this `case` is not closed by `esac`");
        StatementKind::Case { word, arms }
    }

    fn arm(&mut self) -> Option<Arm> {
        self.eat_sign("(");
        let mut patterns = Vec::new();
        loop {
            self.gap();
            let Some(pattern) = self.word() else { break };
            patterns.push(pattern);
            self.gap();
            if !self.eat_sign("|") {
                break;
            }
        }
        if !self.eat_sign(")") {
            let at = self.pos;
            self.error(at, at, "a `case` pattern ends with `)`");
            if patterns.is_empty() {
                return None;
            }
        }
        let body = self.statements(Stop { words: &["esac"], arm: true, ..Stop::default() });
        let end = match () {
            () if self.eat_sign(";;&") => ArmEnd::AsksNext,
            () if self.eat_sign(";&") => ArmEnd::RunsNext,
            () => {
                self.eat_sign(";;");
                ArmEnd::Leaves
            }
        };
        Some(Arm { patterns, body, end })
    }

    /// `name() …`
    pub(super) fn function(&mut self) -> Option<Statement> {
        let start = self.pos;
        let word = self.plain_word();
        if word.is_empty() {
            return None;
        }
        let mark = self.mark();
        self.pos += word.len();
        let name = self.name(start, self.pos);
        self.blanks();
        if self.eat_sign("(") {
            self.blanks();
            if self.eat_sign(")") {
                let kind = self.function_body(name);
                return Some(Statement::new(self.span(start, self.pos), kind));
            }
        }
        self.signs.truncate(mark.signs);
        self.pos = mark.pos;
        None
    }

    fn function_keyword(&mut self) -> Option<StatementKind> {
        let mark = self.mark();
        self.sign("function".len());
        self.blanks();
        let at = self.pos;
        let word = self.plain_word();
        if word.is_empty() {
            self.reset(&mark);
            return None;
        }
        self.pos += word.len();
        let name = self.name(at, self.pos);
        self.blanks();
        if self.eat_sign("(") {
            self.blanks();
            self.eat_sign(")");
        }
        Some(self.function_body(name))
    }

    fn function_body(&mut self, name: Name) -> StatementKind {
        self.gap();
        let body = self.deeper(Self::command).flatten();
        let body = body.unwrap_or_else(|| {
            self.error(self.pos, self.pos, "this function has no body");
            Statement::new(self.span(self.pos, self.pos), StatementKind::Unknown)
        });
        StatementKind::Function { name, body: Arc::new(body) }
    }

    fn coproc(&mut self) -> Option<StatementKind> {
        let mark = self.mark();
        self.sign("coproc".len());
        self.blanks();
        let at = self.pos;
        let word = self.plain_word();
        self.pos += word.len();
        let mut name = Some(self.name(at, self.pos));
        self.blanks();
        // `coproc NAME {` names the process; `coproc cat` does not.
        if word.is_empty() || !self.starts_compound() {
            self.pos = at;
            name = None;
        }
        let Some(body) = self.deeper(Self::command).flatten() else {
            self.reset(&mark);
            return None;
        };
        Some(StatementKind::Coproc { name, body: Box::new(body) })
    }

    fn starts_compound(&mut self) -> bool {
        self.peek() == Some(b'(')
            || matches!(self.reserved(), "{" | "[[" | "if" | "while" | "until" | "for" | "select" | "case")
    }

    /// `[[ … ]]`, as its words and operators in order.
    fn test(&mut self) -> StatementKind {
        let opened = self.pos;
        self.sign(2);
        let mut words: Vec<Word> = Vec::new();
        loop {
            self.gap();
            let start = self.pos;
            if self.reserved() == "]]" {
                self.sign(2);
                return StatementKind::Test(words);
            }
            let matches = words.last().is_some_and(|it| it.literal() == Some("=~"));
            let word = if matches { self.regex() } else { self.word() };
            let word = match word {
                Some(word) => word,
                None => match self.peek() {
                    Some(b'(' | b')' | b'<' | b'>') => self.sign_word(start, 1),
                    Some(b'&') if self.looking_at("&&") => self.sign_word(start, 2),
                    Some(b'|') if self.looking_at("||") => self.sign_word(start, 2),
                    _ => {
                        self.error(opened, opened + 2, "this `[[` is not closed by `]]`");
                        return StatementKind::Test(words);
                    }
                },
            };
            if words.len() < super::MOST_WORDS {
                words.push(word);
            }
        }
    }

    fn sign_word(&mut self, start: usize, length: usize) -> Word {
        self.pos = start + length;
        Word::plain(self.span(start, self.pos), &self.text[start..self.pos])
    }
}
