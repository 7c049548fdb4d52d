//! Explains `[ … ]`, `test` and `[[ … ]]`: the whole question in one sentence, and each sign of it.

use super::words::{Place, code};
use super::{Explained, Explainer, Kind, Source};
use crate::script::{Command, Dialect, PartKind, Redirect, RedirectOperator, Statement, StatementKind, Word};

/// How deep questions may nest in parentheses.
const DEEPEST: usize = 16;
/// How many words of a question are read.
const MOST_WORDS: usize = 128;

/// A question, as its words say it.
enum Ask<'a> {
    /// A sign before its one operand.
    One(&'a str, &'a Word),
    /// A sign between two.
    Two(&'a Word, &'a str, &'a Word),
    /// A text alone.
    Text(&'a Word),
    Not(Box<Ask<'a>>),
    And(Vec<Ask<'a>>),
    Or(Vec<Ask<'a>>),
}

/// Reads the words of a question; it stops where they make no sense.
struct Reader<'a> {
    words: Vec<&'a Word>,
    at: usize,
    /// Whether it is `[[ … ]]`.
    double: bool,
    /// The signs with the question that each one asks.
    signs: Vec<(&'a Word, Sign<'a>)>,
}

/// What a sign does in a question.
#[derive(Clone, Copy)]
enum Sign<'a> {
    One(&'a str, &'a Word),
    Two(&'a Word, &'a str, &'a Word),
    Fixed(&'static str),
}

impl<'a> Reader<'a> {
    fn peek(&self, behind: usize) -> Option<&'a Word> {
        self.words.get(self.at + behind).copied()
    }

    /// The sign that stands here.
    fn sign(&self, behind: usize) -> Option<&'a str> {
        let word = self.peek(behind)?;
        let text = word.literal()?;
        // In `[[ … ]]` what is quoted is a text.
        (!self.double || !word.is_quoted()).then_some(text)
    }

    fn eat(&mut self, signs: [&str; 2], meaning: &'static str) -> bool {
        let Some(sign) = self.sign(0).filter(|it| signs.contains(it)) else { return false };
        debug_assert!(!sign.is_empty());
        if let Some(word) = self.peek(0) {
            self.signs.push((word, Sign::Fixed(meaning)));
        }
        self.at += 1;
        true
    }

    fn or(&mut self, depth: usize) -> Option<Ask<'a>> {
        let or = if self.double { "||" } else { "-o" };
        let mut all = vec![self.and(depth)?];
        while self.eat([or, or], "is true when one of the sides is") {
            all.push(self.and(depth)?);
        }
        Some(if all.len() == 1 { all.pop()? } else { Ask::Or(all) })
    }

    fn and(&mut self, depth: usize) -> Option<Ask<'a>> {
        let and = if self.double { "&&" } else { "-a" };
        let mut all = vec![self.not(depth)?];
        while self.eat([and, and], "is true when both sides are") {
            all.push(self.not(depth)?);
        }
        Some(if all.len() == 1 { all.pop()? } else { Ask::And(all) })
    }

    fn not(&mut self, depth: usize) -> Option<Ask<'a>> {
        let mut turned = false;
        // `[ ! = x ]` compares a text.
        while self.sign(0) == Some("!") && !self.compares(1) && self.peek(1).is_some() {
            self.eat(["!", "!"], "turns the answer around");
            turned = !turned;
        }
        let asked = self.one(depth)?;
        Some(if turned { Ask::Not(Box::new(asked)) } else { asked })
    }

    /// Whether a sign that stands between two operands does so.
    fn compares(&self, behind: usize) -> bool {
        let is_sign = self.sign(behind).is_some_and(|it| two(it, self.double).is_some());
        is_sign && self.peek(behind + 1).is_some()
    }

    fn one(&mut self, depth: usize) -> Option<Ask<'a>> {
        let first = self.peek(0)?;
        let sign = self.sign(0);
        if self.compares(1) {
            let (middle, second) = (self.peek(1)?, self.peek(2)?);
            let operator = self.sign(1)?;
            self.signs.push((middle, Sign::Two(first, operator, second)));
            self.at += 3;
            return Some(Ask::Two(first, operator, second));
        }
        if sign == Some("(") && self.peek(1).is_some() && depth < DEEPEST {
            self.eat(["(", "("], "begins a group");
            let inside = self.or(depth + 1)?;
            self.eat([")", ")"], "ends the group");
            return Some(inside);
        }
        if let Some(operator) = sign.filter(|it| one(it).is_some())
            && let Some(operand) = self.peek(1)
        {
            self.signs.push((first, Sign::One(operator, operand)));
            self.at += 2;
            return Some(Ask::One(operator, operand));
        }
        if self.double && sign.is_some_and(|it| matches!(it, "&&" | "||" | ")" | "(")) {
            return None;
        }
        self.at += 1;
        Some(Ask::Text(first))
    }
}

/// What a sign before its operand says of it: when it holds, when not.
fn one(sign: &str) -> Option<(&'static str, &'static str)> {
    Some(match sign {
        "-e" | "-a" => ("exists", "does not exist"),
        "-f" => ("is a regular file", "is no regular file"),
        "-d" => ("is a folder", "is no folder"),
        "-s" => ("exists and is not empty", "is empty or missing"),
        "-r" => ("can be read", "cannot be read"),
        "-w" => ("can be written", "cannot be written"),
        "-x" => ("can be run or entered", "cannot be run or entered"),
        "-L" | "-h" => ("is a symbolic link", "is no symbolic link"),
        "-b" => ("is a block device", "is no block device"),
        "-c" => ("is a character device", "is no character device"),
        "-p" => ("is a named pipe", "is no named pipe"),
        "-S" => ("is a socket", "is no socket"),
        "-g" => ("has the set-group-id bit", "has no set-group-id bit"),
        "-u" => ("has the set-user-id bit", "has no set-user-id bit"),
        "-k" => ("has the sticky bit", "has no sticky bit"),
        "-O" => ("belongs to the effective user", "does not belong to the effective user"),
        "-G" => ("belongs to the effective group", "does not belong to the effective group"),
        "-N" => ("changed since it was last read", "did not change since it was last read"),
        "-t" => ("is a terminal", "is no terminal"),
        "-z" => ("is empty", "is not empty"),
        "-n" => ("is not empty", "is empty"),
        "-v" => ("is set", "is not set"),
        "-R" => ("is a reference to another variable", "is no reference to another variable"),
        "-o" => ("is on", "is off"),
        _ => return None,
    })
}

/// What a sign between two operands says of them: when it holds, when not.
fn two(sign: &str, double: bool) -> Option<(&'static str, &'static str)> {
    Some(match sign {
        "=" | "==" => ("is the text", "is not the text"),
        "!=" => ("is not the text", "is the text"),
        "=~" if double => ("matches the regular expression", "does not match the regular expression"),
        "<" => ("sorts before", "does not sort before"),
        ">" => ("sorts after", "does not sort after"),
        "-eq" => ("equals", "does not equal"),
        "-ne" => ("does not equal", "equals"),
        "-lt" => ("is less than", "is at least"),
        "-le" => ("is at most", "is more than"),
        "-gt" => ("is more than", "is at most"),
        "-ge" => ("is at least", "is less than"),
        "-nt" => ("is newer than", "is not newer than"),
        "-ot" => ("is older than", "is not older than"),
        "-ef" => ("is the same file as", "is another file than"),
        _ => return None,
    })
}

impl Explainer<'_> {
    /// `[[ … ]]`: what it asks, and its signs and expansions.
    pub(super) fn double_question(&self, words: &[Word], parts: &mut Vec<Explained>) -> Option<String> {
        let reader = read_question(words, true);
        for (word, sign) in &reader.1 {
            parts.extend(self.sign_of(word, *sign, true));
        }
        let mut place = Place::Value;
        for word in words {
            self.word_in(word, place, parts);
            place = match word.literal() {
                Some("==" | "=" | "!=") => Place::Pattern,
                Some("=~") => Place::Text,
                _ => Place::Value,
            };
        }
        parts.sort_by_key(|it| it.span.start);
        Some(self.phrase(&reader.0?, true, true, 0))
    }

    /// `[ … ]` and `test`: what it asks takes the place of what the facts say of its words.
    pub(super) fn question_of(&self, command: &Command, explained: &mut Explained) {
        let Some(words) = question_words(command) else { return };
        let (asked, signs) = read_question(words, false);
        let adds = self.adds || super::sentence::adds_items(command);
        if adds {
            explained.meaning.clear();
        }
        if let Some(asked) = asked.as_ref().filter(|_| !adds) {
            explained.meaning = format!("Is true when {}.", self.phrase(asked, false, true, 0));
        }
        if self.whole.is_some() {
            return;
        }
        let behind = command.name_span().end;
        // What its words are made of is still told.
        let of_facts = |it: &Explained| matches!(it.kind, Kind::Flag | Kind::Value | Kind::Operand | Kind::Operator);
        let mut kept = Vec::new();
        for part in explained.parts.drain(..) {
            if part.span.start >= behind && of_facts(&part) {
                kept.extend(part.parts);
            } else {
                kept.push(part);
            }
        }
        if is_bracket(command)
            && let Some(name) = kept.iter_mut().find(|it| it.kind == Kind::Program)
        {
            "[".clone_into(&mut name.title);
        }
        kept.extend(signs.into_iter().filter_map(|(word, sign)| self.sign_of(word, sign, false)));
        let closing = command.words.last().filter(|it| it.literal() == Some("]") && is_bracket(command));
        if let Some(closing) = closing.filter(|it| self.wants(it.span)) {
            kept.push(Explained::new(closing.span, Kind::Keyword, "]", "ends the question", Source::Shell));
        }
        for part in kept.iter_mut().filter(|it| it.kind == Kind::Redirect) {
            let redirect = command.redirects.iter().take(MOST_WORDS).find(|it| it.span == part.span);
            if redirect.is_some_and(looks_like_a_comparison) {
                part.meaning.push_str("; it compares nothing: `[` would need a backslash before the sign");
            }
        }
        kept.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
        explained.parts = kept;
    }

    fn sign_of(&self, word: &Word, sign: Sign<'_>, double: bool) -> Option<Explained> {
        if !self.wants(word.span) || self.whole.is_some() {
            return None;
        }
        let dialect = self.view.document.dialect();
        let title = word.literal().unwrap_or_default();
        let meaning = match sign {
            Sign::Fixed(meaning) => meaning.to_owned(),
            Sign::One(operator, operand) => {
                format!("is true when {}", self.phrase(&Ask::One(operator, operand), double, true, 0))
            }
            Sign::Two(left, operator, right) => {
                let how = match operator {
                    "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge" => ", compared as numbers",
                    "<" | ">" => ", compared as texts",
                    "=~" if dialect == Dialect::Bash => "; what it found is then in `BASH_REMATCH`",
                    "-nt" | "-ot" if dialect != Dialect::Sh => "; a missing file counts as older",
                    "==" if dialect == Dialect::Sh && !double => "; `dash` knows only `=`",
                    _ => "",
                };
                format!("is true when {}{how}", self.phrase(&Ask::Two(left, operator, right), double, true, 0))
            }
        };
        let kind = if matches!(sign, Sign::Fixed(_)) { Kind::Operator } else { Kind::Test };
        Some(Explained::new(word.span, kind, title, meaning, Source::Shell))
    }

    /// A question as a clause: "`f` exists and `x` is not empty".
    fn phrase(&self, ask: &Ask<'_>, double: bool, holds: bool, depth: usize) -> String {
        match ask {
            Ask::One(sign, operand) => {
                let Some((yes, no)) = one(sign) else { return String::new() };
                let what = match (*sign, operand.literal()) {
                    ("-t", Some("0")) => "standard input".to_owned(),
                    ("-t", Some("1")) => "standard output".to_owned(),
                    ("-t", Some("2")) => "the error output".to_owned(),
                    ("-t", _) => format!("descriptor {}", self.shown(operand)),
                    ("-o", _) => format!("the shell option {}", self.shown(operand)),
                    ("-v" | "-R", _) => format!("the variable {}", self.shown(operand)),
                    _ => self.shown(operand),
                };
                format!("{what} {}", if holds { yes } else { no })
            }
            Ask::Two(left, sign, right) => {
                let left = self.shown(left);
                let equals = matches!(*sign, "=" | "==" | "!=");
                if double && equals && self.is_pattern(right) {
                    return format!("{left} {}", self.matching(right, holds == (*sign != "!=")));
                }
                let unquoted = right
                    .parts
                    .iter()
                    .any(|it| it.quote == crate::script::Quote::Bare && !matches!(it.kind, PartKind::Literal(_)));
                let Some((yes, no)) = two(sign, double) else { return String::new() };
                let verb = match (holds, *sign) {
                    (true, "=" | "==") | (false, "!=") if double && unquoted => "matches the pattern",
                    (false, "=" | "==") | (true, "!=") if double && unquoted => "does not match the pattern",
                    (true, _) => yes,
                    (false, _) => no,
                };
                // The value of a variable is compared, not its name.
                let verb = if equals && right.literal().is_none() && !(double && unquoted) {
                    if verb == "is the text" { "is the same text as" } else { "is another text than" }
                } else {
                    verb
                };
                let right = if right.literal() == Some("") && equals { "``".to_owned() } else { self.shown(right) };
                if right == "``" {
                    let empty = verb == "is the text";
                    return format!("{left} {}", if empty { "is empty" } else { "is not empty" });
                }
                format!("{left} {verb} {right}")
            }
            Ask::Text(word) => format!("{} {}", self.shown(word), if holds { "is not empty" } else { "is empty" }),
            Ask::Not(inner) => self.phrase(inner, double, !holds, depth),
            Ask::And(all) => self.joined(all, double, holds, holds, depth),
            Ask::Or(all) => self.joined(all, double, holds, !holds, depth),
        }
    }

    /// Clauses with "and" between them, or "or".
    fn joined(&self, all: &[Ask<'_>], double: bool, holds: bool, and: bool, depth: usize) -> String {
        let clauses: Vec<String> = all.iter().map(|it| self.phrase(it, double, holds, depth + 1)).collect();
        let joined = clauses.join(if and { " and " } else { ", or " });
        if depth > 0 { format!("({joined})") } else { joined }
    }

    /// When a list of commands succeeds, as a clause: "`f` exists", "`grep -q x f` succeeds".
    pub(super) fn condition(&self, statements: &[Statement]) -> Option<String> {
        match statements {
            [] => None,
            [one] => self.succeeds(one, true, 0),
            // The last one decides.
            [.., last] => Some(format!("the last command succeeds: {}", self.succeeds(last, true, 0)?)),
        }
    }

    /// When a statement succeeds, or fails.
    pub(super) fn succeeds(&self, statement: &Statement, holds: bool, depth: usize) -> Option<String> {
        let plainly = |text: &str| format!("{} {}", code(text), if holds { "succeeds" } else { "fails" });
        if depth > DEEPEST {
            return None;
        }
        match &statement.kind {
            StatementKind::Test(words) => Some(self.phrase(&read_question(words, true).0?, true, holds, depth)),
            StatementKind::Command(command) if question_words(command).is_some() && command.redirects.is_empty() => {
                let asked = read_question(question_words(command)?, false).0?;
                Some(self.phrase(&asked, false, holds, depth))
            }
            StatementKind::Arithmetic(word) => {
                let written = code(word.span.of(self.text()));
                Some(format!("{written} {}", if holds { "is not 0" } else { "is 0" }))
            }
            StatementKind::Pipeline(pipeline) if pipeline.negated && pipeline.stages.len() == 1 && !pipeline.timed => {
                self.succeeds(pipeline.stages.first()?, !holds, depth + 1)
            }
            StatementKind::AndOr { first, rest } => {
                let and = rest.iter().all(|it| it.0 == crate::script::AndOr::And);
                let or = rest.iter().all(|it| it.0 == crate::script::AndOr::Or);
                if !(and || or) || rest.len() > 3 {
                    return Some(plainly(self.first_line(statement)));
                }
                let mut all = vec![self.succeeds(first, holds, depth + 1)?];
                for (_, each) in rest {
                    all.push(self.succeeds(each, holds, depth + 1)?);
                }
                Some(all.join(if and == holds { " and " } else { ", or " }))
            }
            StatementKind::Unknown => None,
            _ if self.whole.is_some() => None,
            _ => Some(plainly(self.first_line(statement))),
        }
    }

    /// How a statement is named in a sentence.
    pub(super) fn first_line(&self, statement: &Statement) -> &str {
        statement.span.of(self.text()).lines().next().unwrap_or_default()
    }
}

/// A question with the words that ask it; `None` where they make no sense to us.
fn read_question(words: &[Word], double: bool) -> (Option<Ask<'_>>, Vec<(&Word, Sign<'_>)>) {
    if words.len() > MOST_WORDS {
        return (None, Vec::new());
    }
    let mut reader = Reader { words: words.iter().collect(), at: 0, double, signs: Vec::new() };
    let asked = reader.or(0).filter(|_| reader.at == words.len());
    (asked, reader.signs)
}

/// The words of the question that a command asks: of `[` and `test`.
fn question_words(command: &Command) -> Option<&[Word]> {
    if !matches!(command.program.as_deref(), Some("[" | "test")) {
        return None;
    }
    let words = command.arguments();
    let words = match words {
        [rest @ .., last] if is_bracket(command) && last.literal() == Some("]") => rest,
        _ => words,
    };
    (!words.is_empty()).then_some(words)
}

fn is_bracket(command: &Command) -> bool {
    command.words.get(command.head).and_then(Word::literal).is_some_and(|it| it.ends_with('['))
}

/// `<` and `>` without a descriptor, in a question.
fn looks_like_a_comparison(redirect: &Redirect) -> bool {
    redirect.fd.is_none() && matches!(redirect.operator, RedirectOperator::Read | RedirectOperator::Write)
}
