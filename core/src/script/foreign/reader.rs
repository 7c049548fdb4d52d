//! Reads code as far as it matters here: constants, names of modules, and calls that act on the world.

use super::tokens::{Kind, Piece, Says, Text, Token, known, tokens};
use super::{Act, Does, Language, lua, node, perl, php, python, ruby};
use std::collections::HashMap;

/// How deep expressions are followed.
const DEEPEST: usize = 24;
/// How many acts are taken from one text.
const MOST_ACTS: usize = 200;
/// How many tokens are looked at, second looks included.
const MOST_STEPS: usize = 200_000;

/// What an expression gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(Text),
    List(Vec<Value>),
    Number(Box<str>),
    /// A module, a function or a name that nothing is known of.
    Named(Box<str>),
    /// `{recursive: true}`: the options that are on.
    Options(Vec<Box<str>>),
    /// What this address sends.
    Download(Text),
    /// Text that is decoded only when it runs.
    Decoded,
    Unknown,
}

/// An argument of a call, with the bytes that it covers.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: Option<Box<str>>,
    pub(super) value: Value,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A call of something that has a name.
pub(super) struct Call<'a> {
    /// The name with its module: `os.path.join`. A method's begins with a dot.
    pub(super) name: &'a str,
    /// What a method is called on.
    pub(super) on: Option<&'a Argument>,
    pub(super) args: &'a [Argument],
}

/// What a call does, and what it gives.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) does: Option<Does>,
    pub(super) gives: Option<Value>,
}

impl From<Does> for Outcome {
    fn from(does: Does) -> Self {
        Self { does: Some(does), gives: None }
    }
}

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        Self { does: None, gives: Some(value) }
    }
}

impl Value {
    pub(super) fn unknown(start: usize, end: usize) -> Text {
        vec![Piece { start, end, says: Says::Unknown }]
    }

    /// It as text; what is not known becomes one unknown piece.
    pub(super) fn text(&self, start: usize, end: usize) -> Text {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => known(number.to_string(), start, end),
            _ => Self::unknown(start, end),
        }
    }

    /// Its text, where all of it is known.
    pub(super) fn literal(&self) -> Option<&str> {
        match self {
            Self::Text(text) => match &**text {
                [] => Some(""),
                [Piece { says: Says::Known(text), .. }] => Some(text),
                _ => None,
            },
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The same, as if it had been written here.
    fn moved(&self, start: usize, end: usize) -> Self {
        let moved = |text: &Text| text.iter().map(|it| Piece { start, end, ..it.clone() }).collect();
        match self {
            Self::Text(text) => Self::Text(moved(text)),
            Self::Download(text) => Self::Download(moved(text)),
            Self::List(list) => Self::List(list.iter().map(|it| it.moved(start, end)).collect()),
            other => other.clone(),
        }
    }
}

impl Argument {
    pub(super) fn text(&self) -> Text {
        self.value.text(self.start, self.end)
    }

    /// The texts of a list, or the one text.
    pub(super) fn texts(&self) -> Vec<Text> {
        match &self.value {
            Value::List(list) => list.iter().map(|it| it.text(self.start, self.end)).collect(),
            other => vec![other.text(self.start, self.end)],
        }
    }
}

impl Call<'_> {
    /// The argument at a place among those without a name.
    pub(super) fn arg(&self, at: usize) -> Option<&Argument> {
        self.args.iter().filter(|it| it.name.is_none()).nth(at)
    }

    pub(super) fn named(&self, name: &str) -> Option<&Value> {
        self.args.iter().find(|it| it.name.as_deref() == Some(name)).map(|it| &it.value)
    }

    pub(super) fn text(&self, at: usize) -> Text {
        self.arg(at).map(Argument::text).unwrap_or_default()
    }

    pub(super) fn literal(&self, at: usize) -> Option<&str> {
        self.arg(at)?.value.literal()
    }

    /// Whether an option is on: `shell=True`, `{recursive: true}`.
    pub(super) fn is_on(&self, option: &str) -> bool {
        let on = |it: &Value| {
            matches!(it, Value::Named(name) if name.eq_ignore_ascii_case("true")) || it.literal() == Some("1")
        };
        let listed = |it: &Argument| matches!(&it.value, Value::Options(list) if list.iter().any(|it| &**it == option));
        self.named(option).is_some_and(on) || self.args.iter().any(listed)
    }

    /// All texts of all arguments from one on, lists opened.
    pub(super) fn texts_from(&self, at: usize) -> Vec<Text> {
        self.args.iter().filter(|it| it.name.is_none()).skip(at).flat_map(Argument::texts).collect()
    }

    /// One string is for a shell, several words are a command.
    pub(super) fn shell_or_words(&self) -> Option<Does> {
        let args: Vec<&Argument> =
            self.args.iter().filter(|it| it.name.is_none() && !matches!(it.value, Value::Options(_))).collect();
        match &*args {
            [] => None,
            [Argument { value: Value::Download(from), .. }] => Some(Does::Fetched(from.clone(), "sh")),
            [Argument { value: Value::Decoded, .. }] => Some(Does::Decoded("sh")),
            [Argument { value: Value::List(_), .. }] => Some(Does::Words(args[0].texts())),
            [one] => Some(Does::Shell(one.text())),
            several => Some(Does::Words(several.iter().flat_map(|it| it.texts()).collect())),
        }
    }

    /// Text that is run as code of the same language.
    pub(super) fn code(&self, interpreter: &'static str) -> Option<Does> {
        match &self.arg(0)?.value {
            Value::Download(from) => Some(Does::Fetched(from.clone(), interpreter)),
            Value::Decoded => Some(Does::Decoded(interpreter)),
            Value::Text(text) => Some(Does::Code(text.clone())),
            _ => None,
        }
    }

    /// A file that is opened so: `open(path, "w")`.
    pub(super) fn opens(&self, path: usize, mode: Option<&str>) -> Option<Does> {
        let mode = mode?.trim_start_matches(['r', 'b', 't', ' ']);
        match mode.chars().next()? {
            'w' | 'x' => Some(Does::Write(self.text(path))),
            'a' => Some(Does::Append(self.text(path))),
            '+' => Some(Does::Append(self.text(path))),
            _ => None,
        }
    }
}

/// `rm -rf a b`, from a program's name, its flags and its operands.
pub(super) fn words(line: &str, operands: Vec<Text>) -> Does {
    let mut words: Vec<Text> = line.split(' ').map(|it| known(it.to_owned(), 0, 0)).collect();
    words.extend(operands);
    Does::Words(words)
}

/// A mode as `chmod` takes it, from a number as the language writes it.
pub(super) fn mode(value: Option<&Argument>, octal_only_with_sign: bool) -> Option<Text> {
    let value = value?;
    let written = value.value.literal()?;
    let text = match &value.value {
        Value::Number(number) => {
            let lower = number.replace('_', "").to_lowercase();
            let bits = if let Some(octal) = lower.strip_prefix("0o") {
                u32::from_str_radix(octal, 8).ok()?
            } else if let Some(octal) =
                lower.strip_prefix('0').filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
            {
                u32::from_str_radix(octal, 8).ok()?
            } else if octal_only_with_sign {
                lower.parse().ok()?
            } else {
                u32::from_str_radix(&lower, 8).ok()?
            };
            format!("{bits:o}")
        }
        _ => written.to_owned(),
    };
    Some(known(text, value.start, value.end))
}

/// Finds what code does.
pub(super) fn read(code: &str, language: Language) -> Vec<Act> {
    let tokens = tokens(code, language);
    let mut reader = Reader::new(&tokens, language);
    reader.read();
    reader.shells_on_sockets();
    reader.acts
}

pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    language: Language,
    variables: HashMap<Box<str>, Value>,
    /// Modules whose names stand for themselves: `from os import *`.
    open_modules: Vec<Box<str>>,
    pub(super) acts: Vec<Act>,
    /// Whom a socket talks to.
    pub(super) connection: Option<(Text, Text)>,
    /// Whether the working folder changed, so that relative paths are unknown.
    moved: bool,
    steps: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(tokens: &'a [Token], language: Language) -> Self {
        Self {
            tokens,
            language,
            variables: HashMap::new(),
            open_modules: Vec::new(),
            acts: Vec::new(),
            connection: None,
            moved: false,
            steps: 0,
            depth: 0,
        }
    }

    pub(super) fn kind(&self, at: usize) -> Option<&'a Kind> {
        self.tokens.get(at).map(|it| &it.kind)
    }

    pub(super) fn name(&self, at: usize) -> Option<&'a str> {
        if let Some(Kind::Name(name)) = self.kind(at) { Some(name) } else { None }
    }

    fn is(&self, at: usize, kind: &Kind) -> bool {
        self.kind(at) == Some(kind)
    }

    pub(super) fn start(&self, at: usize) -> usize {
        self.tokens.get(at).or(self.tokens.last()).map_or(0, |it| it.start)
    }

    /// Where the token before `at` ends.
    pub(super) fn end_before(&self, at: usize) -> usize {
        self.tokens.get(at.saturating_sub(1)).or(self.tokens.last()).map_or(0, |it| it.end)
    }

    pub(super) fn act(&mut self, start: usize, end: usize, does: Does) {
        if self.acts.len() < MOST_ACTS {
            self.acts.push(Act { start, end: end.max(start), does });
        }
    }

    fn read(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() && self.steps < MOST_STEPS {
            self.steps += 1;
            self.fork_bomb(at);
            if let Some(next) = self.import(at) {
                at = next.max(at + 1);
                continue;
            }
            self.binding(at);
            // A member belongs to what stands before it, and so do the brackets of a call.
            let before = at.checked_sub(1).and_then(|it| self.kind(it));
            let belongs = match self.kind(at) {
                Some(Kind::Open(_)) => matches!(before, Some(Kind::Name(_) | Kind::Close(_) | Kind::Text(_))),
                _ => before == Some(&Kind::Member),
            };
            if let Some(Kind::Open(b'[' | b'(')) = self.kind(at)
                && self.language == Language::Python
            {
                self.comprehension(at);
            }
            if !belongs
                && matches!(
                    self.kind(at),
                    Some(Kind::Name(_) | Kind::Text(_) | Kind::Shell(_) | Kind::Words(_) | Kind::Open(b'(' | b'['))
                )
            {
                self.primary(at, true);
            }
            at += 1;
        }
    }

    // ---- names

    /// Learns or forgets what a name stands for, where one gets a value.
    pub(super) fn binding(&mut self, at: usize) {
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
                let value = self.expression(start, end);
                self.variables.insert(name.into(), value);
            }
            Some(Kind::Sign(b'+')) => {
                self.variables.insert(name.into(), Value::Unknown);
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
                self.variables.insert(each.into(), Value::Unknown);
            }
            // What a function is given is not known.
            ("def" | "function" | "sub", Some(function)) => {
                self.variables.insert(function.into(), Value::Unknown);
                let close = self.close_of(at + 2);
                for at in at + 2..close {
                    if let Some(name) = self.name(at) {
                        self.variables.insert(name.into(), Value::Unknown);
                    }
                }
            }
            _ => {}
        }
    }

    /// `[remove(p) for p in paths]` says last what `p` is.
    fn comprehension(&mut self, open: usize) {
        let close = self.close_of(open);
        self.steps += close - open;
        for at in open + 1..close {
            if self.name(at) == Some("for") && self.steps < MOST_STEPS {
                self.binding(at);
            }
        }
    }

    /// What each round of a loop over `value` gets.
    fn each_of(&mut self, name: &str, value: Value) {
        let value = match value {
            Value::Text(text) if !text.iter().any(|it| matches!(it.says, Says::Glob(_))) => Value::Unknown,
            // All of them stand for each.
            it @ (Value::Text(_) | Value::List(_)) => it,
            _ => Value::Unknown,
        };
        self.variables.insert(name.into(), value);
    }

    /// The name that a block gets: `.each { |f| … }`, `.forEach(f => …)`.
    fn block_variable(&self, at: usize) -> Option<&'a str> {
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
            self.variables.insert(alias.into(), part);
            place += 1;
            inner = next;
        }
    }

    /// Reads `import …` and `from … import …`, and gives where it ends.
    fn import(&mut self, at: usize) -> Option<usize> {
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
                        self.variables.insert(self.name(at + 1)?.into(), Value::Named(path.into()));
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
                    self.variables.insert(alias.into(), Value::Named(format!("{path}.{name}").into()));
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
                            self.variables.insert(alias.unwrap_or(name).into(), Value::Named(value.into()));
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

    // ---- places

    /// The token behind the bracket that closes the one at `at`.
    pub(super) fn close_of(&self, at: usize) -> usize {
        let mut depth = 0usize;
        for next in at..self.tokens.len() {
            match self.kind(next) {
                Some(Kind::Open(_)) => depth += 1,
                Some(Kind::Close(_)) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return next + 1;
                    }
                }
                _ if depth == 0 => return next,
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// The token at which the statement or the list around ends.
    pub(super) fn statement_end(&self, from: usize) -> usize {
        let mut depth = 0usize;
        for at in from..self.tokens.len() {
            match self.kind(at) {
                Some(Kind::Open(_)) => depth += 1,
                Some(Kind::Close(_)) if depth == 0 => return at,
                Some(Kind::Close(_)) => depth -= 1,
                Some(Kind::End) if depth == 0 && at > from => return at,
                Some(Kind::Sign(b':')) if depth == 0 && self.language == Language::Python => return at,
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// The same, or the comma before it.
    fn value_end(&self, from: usize) -> usize {
        let end = self.statement_end(from);
        let mut depth = 0usize;
        for at in from..end {
            match self.kind(at) {
                Some(Kind::Open(_)) => depth += 1,
                Some(Kind::Close(_)) => depth = depth.saturating_sub(1),
                Some(Kind::Comma) if depth == 0 => return at,
                _ => {}
            }
        }
        end
    }

    // ---- expressions

    /// The value of the tokens from `from` up to `end`.
    pub(super) fn expression(&mut self, from: usize, end: usize) -> Value {
        if from >= end || self.depth >= DEEPEST || self.steps >= MOST_STEPS {
            return Value::Unknown;
        }
        self.depth += 1;
        let value = self.joined(from, end.min(self.tokens.len()));
        self.depth -= 1;
        value
    }

    fn joined(&mut self, from: usize, end: usize) -> Value {
        let (mut value, mut at) = self.primary(from, false);
        while at < end {
            self.steps += 1;
            let (joins, next) = match self.kind(at) {
                Some(Kind::Concat) => ("", at + 1),
                // `Path("/etc") / "passwd"`
                Some(Kind::Sign(b'/')) if self.language == Language::Python => ("/", at + 1),
                Some(Kind::Text(_) | Kind::Name(_) | Kind::Number(_) | Kind::Sign(b'$'))
                    if self.language == Language::Awk =>
                {
                    ("", at)
                }
                Some(Kind::Text(_)) if self.language == Language::Python => ("", at),
                Some(Kind::Sign(b'%')) if self.language == Language::Python && matches!(value, Value::Text(_)) => {
                    let (right, behind) = self.primary(at + 1, false);
                    let args =
                        Argument { name: None, value: right, start: self.start(at + 1), end: self.end_before(behind) };
                    value = formatted(&value, "%s", args.texts());
                    at = behind.max(at + 1);
                    continue;
                }
                // Lua separates nothing.
                Some(Kind::Name(_)) if self.language == Language::Lua => return value,
                // `path || die`, `path if x`
                Some(Kind::Sign(b'|')) => return value,
                Some(Kind::Name(name)) if matches!(&**name, "or" | "if" | "unless" | "for") => return value,
                _ => return Value::Unknown,
            };
            let (right, behind) = self.primary(next, false);
            if let (Value::List(left), Value::List(right)) = (&mut value, &right) {
                left.extend(right.iter().take(256).cloned());
                at = behind.max(at + 1);
                continue;
            }
            let mut text = value.text(self.start(from), self.end_before(at));
            if !joins.is_empty() {
                let start = self.start(at);
                text.extend(known(joins.to_owned(), start, start));
            }
            text.extend(right.text(self.start(next), self.end_before(behind)));
            value = Value::Text(merged(text));
            at = behind.max(at + 1);
        }
        value
    }

    /// The value of what starts at `at` with all its members and calls, and the token behind it.
    pub(super) fn primary(&mut self, at: usize, acts: bool) -> (Value, usize) {
        if self.depth >= DEEPEST || self.steps >= MOST_STEPS {
            return (Value::Unknown, at + 1);
        }
        self.steps += 1;
        self.depth += 1;
        let result = self.postfix(at, acts);
        self.depth -= 1;
        result
    }

    fn postfix(&mut self, first: usize, acts: bool) -> (Value, usize) {
        let start = self.start(first);
        let mut at = first + 1;
        let mut value = match self.kind(first) {
            Some(Kind::Text(text)) => Value::Text(self.filled(text)),
            Some(Kind::Number(number)) => Value::Number(number.clone()),
            Some(Kind::Words(words)) => Value::List(words.iter().map(|it| Value::Text(self.filled(it))).collect()),
            Some(Kind::Shell(text)) => {
                let text = self.filled(text);
                if acts {
                    self.act(start, self.end_before(at), Does::Shell(text));
                }
                Value::Unknown
            }
            Some(Kind::Open(sign)) => {
                at = self.close_of(first);
                match sign {
                    b'{' => self.options(first, at),
                    _ => self.list(first, at, *sign),
                }
            }
            Some(Kind::Name(name)) => match &**name {
                "new" | "await" | "my" | "our" | "local" | "const" | "let" | "var" | "not" | "return" | "do"
                | "then" | "else" | "and" | "or"
                    if self.operand_follows(first, true) =>
                {
                    // The main loop reads what follows by itself.
                    return if acts { (Value::Unknown, at) } else { self.primary(at, false) };
                }
                name => self.lookup(name, start, self.end_before(at)),
            },
            Some(Kind::Sign(b'-' | b'$')) => {
                let (value, next) = self.primary(at, false);
                return match value {
                    Value::Number(number) if self.is(first, &Kind::Sign(b'-')) => {
                        (Value::Number(format!("-{number}").into()), next)
                    }
                    _ => (Value::Unknown, next),
                };
            }
            _ => return (Value::Unknown, at),
        };
        let mut method: Option<(Argument, &'a str)> = None;
        loop {
            self.steps += 1;
            match self.kind(at) {
                Some(Kind::Member) => {
                    let Some(name) = self.name(at + 1) else { break };
                    if matches!(name, "each" | "forEach" | "map")
                        && acts
                        && matches!(value, Value::Text(_) | Value::List(_))
                        && let Some(each) = self.block_variable(at + 2)
                    {
                        self.each_of(each, value.clone());
                    }
                    if let Some((on, before)) = method.take() {
                        value = self.called(&format!(".{before}"), Some(on), Vec::new(), start, at, acts);
                    }
                    if let Value::Named(path) = &value {
                        if &**path == "process.env" && name == "HOME" {
                            value = Value::Text(vec![Piece { start, end: self.end_before(at + 2), says: Says::Home }]);
                            at += 2;
                            continue;
                        }
                        value = Value::Named(format!("{path}.{name}").into());
                    } else {
                        let on = Argument { name: None, value: value.clone(), start, end: self.end_before(at) };
                        method = Some((on, name));
                    }
                    at += 2;
                }
                Some(Kind::Open(b'(')) => {
                    let close = self.close_of(at);
                    let args = self.arguments(at + 1, close.saturating_sub(1).max(at + 1));
                    value = self.call(&value, method.take(), args, start, close, acts);
                    at = close;
                }
                Some(Kind::Open(b'[' | b'{')) if self.is_index(at) => {
                    let close = self.close_of(at);
                    let key = self.expression(at + 1, close.saturating_sub(1));
                    value = self.index(&value, &key);
                    at = close;
                }
                // `system "ls"`, `os.execute"ls"`
                _ if self.calls_without_brackets()
                    && self.operand_follows(at - 1, false)
                    && (method.is_some() || matches!(value, Value::Named(_)))
                    && self.name(at - 1).is_some() =>
                {
                    let end = self.bare_end(at);
                    let args = self.arguments(at, end);
                    value = self.call(&value, method.take(), args, start, end, acts);
                    at = end;
                }
                _ => break,
            }
        }
        if let Some((on, name)) = method {
            value = self.called(&format!(".{name}"), Some(on), Vec::new(), start, at, acts);
        } else if self.language == Language::Ruby
            && let Value::Named(name) = &value
            && name.contains('.')
        {
            // Ruby calls what it names.
            let name = name.clone();
            value = match self.called(&name, None, Vec::new(), start, at, false) {
                Value::Unknown => value,
                other => other,
            };
        }
        (value, at)
    }

    fn calls_without_brackets(&self) -> bool {
        matches!(self.language, Language::Perl | Language::Ruby | Language::Lua | Language::Php)
    }

    /// Whether a value follows the name at `at` on the same line.
    fn operand_follows(&self, at: usize, any: bool) -> bool {
        match self.kind(at + 1) {
            Some(Kind::Text(_) | Kind::Words(_) | Kind::Shell(_)) => true,
            Some(Kind::Number(number)) => any || !number.is_empty(),
            Some(Kind::Name(name)) => any || !is_keyword(name),
            // `unlink -x`, `rmtree [..]`: with a blank before it.
            Some(Kind::Open(b'[')) => {
                any || self.language == Language::Ruby && self.start(at + 1) > self.end_before(at + 1)
            }
            Some(Kind::Open(b'{' | b'(')) => any,
            _ => false,
        }
    }

    /// Whether the bracket at `at` asks for an element, and opens no block.
    fn is_index(&self, at: usize) -> bool {
        let close_behind = self.start(at) == self.end_before(at);
        close_behind && (self.is(at, &Kind::Open(b'[')) || self.language == Language::Perl)
    }

    /// Where the arguments of a call without brackets end.
    fn bare_end(&self, from: usize) -> usize {
        let mut depth = 0usize;
        for at in from..self.tokens.len() {
            match self.kind(at) {
                Some(Kind::Open(b'{')) if depth == 0 && self.language == Language::Ruby => return at,
                Some(Kind::Open(_)) => depth += 1,
                Some(Kind::Close(_)) if depth == 0 => return at,
                Some(Kind::Close(_)) => depth -= 1,
                Some(Kind::End) if depth == 0 => return at,
                Some(Kind::Name(name)) if depth == 0 && is_keyword(name) => return at,
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// What stands between brackets: one value, or a list of them.
    fn list(&mut self, open: usize, behind: usize, sign: u8) -> Value {
        let args = self.arguments(open + 1, behind.saturating_sub(1));
        // `[x for x in …]`
        match <[Argument; 1]>::try_from(args) {
            Ok([only]) if sign == b'(' => only.value,
            Ok([only]) => Value::List(vec![only.value]),
            Err(args) => {
                let mut list = Vec::new();
                for arg in args {
                    let text = arg.value.text(arg.start, arg.end);
                    list.push(match arg.value {
                        it @ (Value::Text(_) | Value::Number(_) | Value::List(_) | Value::Named(_)) => it,
                        _ => Value::Text(text),
                    });
                }
                Value::List(list)
            }
        }
    }

    /// The options that `{recursive: true}` turns on.
    fn options(&self, open: usize, behind: usize) -> Value {
        let mut on = Vec::new();
        for at in open + 1..behind {
            let is_true = matches!(self.name(at + 1), Some("true")) || self.is(at + 1, &Kind::Number("1".into()));
            if self.is(at, &Kind::Pair) && is_true {
                on.extend(at.checked_sub(1).and_then(|it| self.name(it)).map(Box::from));
            }
        }
        Value::Options(on)
    }

    /// Splits arguments at their commas.
    pub(super) fn arguments(&mut self, from: usize, end: usize) -> Vec<Argument> {
        let mut args = Vec::new();
        let (mut start, mut depth) = (from, 0usize);
        let end = end.min(self.tokens.len());
        for at in from..=end {
            self.steps += 1;
            if at < end {
                match self.kind(at) {
                    Some(Kind::Open(_)) => depth += 1,
                    Some(Kind::Close(_)) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth > 0 || !self.is(at, &Kind::Comma) {
                    continue;
                }
            }
            while start < at && self.is(start, &Kind::End) {
                start += 1;
            }
            let mut last = at;
            while last > start && self.is(last - 1, &Kind::End) {
                last -= 1;
            }
            if start < last && args.len() < 256 {
                let named =
                    self.name(start).filter(|_| matches!(self.kind(start + 1), Some(Kind::Assign | Kind::Pair)));
                let value_at = if named.is_some() { start + 2 } else { start };
                let value = self.expression(value_at, last);
                args.push(Argument {
                    name: named.map(Box::from),
                    value,
                    start: self.start(start),
                    end: self.end_before(last),
                });
            }
            start = at + 1;
        }
        args
    }

    // ---- what names and calls mean

    fn lookup(&self, name: &str, start: usize, end: usize) -> Value {
        match self.variables.get(name) {
            Some(value) => value.moved(start, end),
            None => Value::Named(name.into()),
        }
    }

    /// A string with the variables in it replaced by what they hold.
    pub(super) fn filled(&self, text: &Text) -> Text {
        let mut filled = Text::new();
        for piece in text {
            let Says::Variable(name) = &piece.says else {
                filled.push(piece.clone());
                continue;
            };
            let value = self.variables.get(name);
            filled.extend(
                value.map_or(Value::Unknown, |it| it.moved(piece.start, piece.end)).text(piece.start, piece.end),
            );
        }
        filled
    }

    fn index(&self, value: &Value, key: &Value) -> Value {
        let is_home = matches!(key, Value::Named(name) if &**name == "HOME") || key.literal() == Some("HOME");
        match value {
            Value::Named(path)
                if is_home
                    && matches!(
                        &**path,
                        "os.environ" | "ENV" | "$ENV" | "process.env" | "$_SERVER" | "$_ENV" | "ENVIRON" | "environ"
                    ) =>
            {
                Value::Text(vec![Piece { start: 0, end: 0, says: Says::Home }])
            }
            Value::Named(path) if &**path == "Dir" && self.language == Language::Ruby => globbed(key),
            _ => Value::Unknown,
        }
    }

    fn call(
        &mut self,
        value: &Value,
        method: Option<(Argument, &str)>,
        args: Vec<Argument>,
        start: usize,
        behind: usize,
        acts: bool,
    ) -> Value {
        match (value, method) {
            (_, Some((on, name))) => self.called(&format!(".{name}"), Some(on), args, start, behind, acts),
            (Value::Named(name), None) => self.called(name, None, args, start, behind, acts),
            _ => Value::Unknown,
        }
    }

    fn called(
        &mut self,
        name: &str,
        on: Option<Argument>,
        args: Vec<Argument>,
        start: usize,
        behind: usize,
        acts: bool,
    ) -> Value {
        let end = self.end_before(behind);
        let look = |name: &str| {
            let call = Call { name, on: on.as_ref(), args: &args };
            match self.language {
                Language::Python => python::call(&call),
                Language::Perl => perl::call(&call),
                Language::Ruby => ruby::call(&call),
                Language::Node => node::call(&call),
                Language::Php => php::call(&call),
                Language::Lua => lua::call(&call),
                _ => Outcome::default(),
            }
        };
        let mut outcome = look(name);
        if outcome.does.is_none() && outcome.gives.is_none() && !name.contains('.') {
            for module in &self.open_modules {
                outcome = look(&format!("{module}.{name}"));
                if outcome.does.is_some() || outcome.gives.is_some() {
                    break;
                }
            }
        }
        if acts {
            self.done(outcome.does, start, end);
        }
        outcome.gives.unwrap_or(Value::Unknown)
    }

    fn done(&mut self, does: Option<Does>, start: usize, end: usize) {
        match does {
            Some(Does::Connect(host, port)) => self.connection = Some((host, port)),
            Some(Does::Move) => self.moved = true,
            Some(does) => {
                let does = if self.moved { elsewhere(does) } else { does };
                self.act(start, end, does);
            }
            None => {}
        }
    }

    // ---- what takes more than one call

    /// A loop without an end whose body is a fork: `while 1: os.fork()`, `fork while 1`.
    fn fork_bomb(&mut self, at: usize) {
        let name = self.name(at);
        let forks = |reader: &Self, mut at: usize| {
            let mut last = "";
            loop {
                while matches!(reader.kind(at), Some(Kind::Open(b'{' | b'(') | Kind::Sign(b':') | Kind::End))
                    || matches!(reader.name(at), Some("do"))
                {
                    at += 1;
                }
                let Some(name) = reader.name(at) else { break };
                last = name;
                at += 1;
                if !reader.is(at, &Kind::Member) {
                    break;
                }
                at += 1;
            }
            matches!(last, "fork" | "pcntl_fork" | "forkpty").then_some(at)
        };
        let endless = |reader: &Self, mut at: usize| {
            while reader.is(at, &Kind::Open(b'(')) {
                at += 1;
            }
            let is = match reader.kind(at) {
                Some(Kind::Number(number)) => &**number != "0" && !number.is_empty(),
                Some(Kind::Name(name)) => matches!(&**name, "true" | "True" | "fork"),
                _ => false,
            };
            let mut at = at + 1;
            while reader.is(at, &Kind::Close(b')')) || reader.is(at, &Kind::Open(b'(')) {
                at += 1;
            }
            is.then_some(at)
        };
        let body = match name {
            Some("while") => endless(self, at + 1),
            Some("loop") => Some(at + 1),
            Some("for")
                if self.is(at + 1, &Kind::Open(b'(')) && self.is(at + 2, &Kind::End) && self.is(at + 3, &Kind::End) =>
            {
                Some(at + 5)
            }
            _ => None,
        };
        let end = body.and_then(|it| forks(self, it)).or_else(|| {
            let behind = (name == Some("fork")).then_some(at + 1)?;
            let behind = if self.is(behind, &Kind::Open(b'(')) { self.close_of(behind) } else { behind };
            (self.name(behind) == Some("while")).then(|| endless(self, behind + 1))?
        });
        if let Some(end) = end {
            let (start, end) = (self.start(at), self.end_before(end));
            self.act(start, end, Does::ForkBomb);
        }
    }

    /// A shell that is started beside an open connection talks to whoever is at its other end.
    pub(super) fn shells_on_sockets(&mut self) {
        let Some((host, port)) = self.connection.take() else { return };
        let plain = |text: &Text| match &**text {
            [Piece { says: Says::Known(text), .. }] => text.trim().to_owned(),
            _ => String::new(),
        };
        let is_shell = |line: &str| {
            let mut words = line.split_whitespace().filter(|it| *it != "exec");
            let shell = words.next().unwrap_or_default();
            let shell = shell.rsplit('/').next().unwrap_or_default();
            matches!(shell, "sh" | "bash" | "dash" | "zsh" | "ksh" | "ash")
                && words.all(|it| it.starts_with('-') && !it.contains('c') || it.contains('&'))
        };
        for act in &mut self.acts {
            let line = match &act.does {
                Does::Words(words) => words.iter().map(plain).collect::<Vec<_>>().join(" "),
                Does::Shell(text) => plain(text),
                _ => continue,
            };
            if is_shell(&line) {
                act.does = words("nc -e /bin/sh", vec![host.clone(), port.clone()]);
            }
        }
    }
}

/// Words that end the arguments of a call without brackets.
fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "if" | "unless"
            | "while"
            | "until"
            | "for"
            | "foreach"
            | "and"
            | "or"
            | "do"
            | "then"
            | "end"
            | "xor"
            | "x"
            | "eq"
            | "ne"
            | "in"
            | "rescue"
            | "else"
            | "elsif"
    )
}

/// The pattern that a call expands into names.
pub(super) fn globbed(pattern: &Value) -> Value {
    match pattern {
        Value::Text(text) => Value::Text(
            text.iter()
                .map(|it| match &it.says {
                    Says::Known(text) if text.contains('*') => Piece { says: Says::Glob(text.clone()), ..it.clone() },
                    _ => it.clone(),
                })
                .collect(),
        ),
        _ => Value::Unknown,
    }
}

/// A text with its holes filled one after the other; a hole without a text is unknown.
pub(super) fn formatted(text: &Value, hole: &str, texts: Vec<Text>) -> Value {
    let Value::Text(pieces) = text else { return Value::Unknown };
    let mut filled = Text::new();
    let mut texts = texts.into_iter();
    for piece in pieces {
        let Says::Known(text) = &piece.says else {
            filled.push(piece.clone());
            continue;
        };
        for (at, part) in text.split(hole).enumerate() {
            if at > 0 {
                let unknown = || Value::unknown(piece.start, piece.end);
                filled.extend(texts.next().unwrap_or_else(unknown));
            }
            filled.extend(known(part.to_owned(), piece.start, piece.end));
        }
    }
    // Other holes, such as `%d`, are not filled.
    Value::Text(merged(filled))
}

/// Texts with a text between them.
pub(super) fn joined_by(between: &Text, texts: Vec<Text>) -> Value {
    let mut joined = Text::new();
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            joined.extend(between.iter().cloned());
        }
        joined.extend(text);
    }
    Value::Text(merged(joined))
}

/// `~/x` with the home folder in its place.
pub(super) fn expanded(arg: Option<&Argument>) -> Value {
    let Some(arg) = arg else { return Value::Unknown };
    let mut text = arg.text();
    if let Some(Piece { start, end, says: Says::Known(known) }) = text.first_mut()
        && let Some(rest) = known.strip_prefix('~').filter(|it| it.is_empty() || it.starts_with('/'))
    {
        let home = Piece { start: *start, end: *end, says: Says::Home };
        *known = rest.to_owned();
        if known.is_empty() {
            text.remove(0);
        }
        text.insert(0, home);
    }
    Value::Text(text)
}

pub(super) fn home(call: &Call<'_>) -> Value {
    let at = call.args.first().map_or(0, |it| it.start);
    Value::Text(vec![Piece { start: at, end: at, says: Says::Home }])
}

/// Path parts joined; an absolute one starts afresh where the language says so.
pub(super) fn path_of(parts: Vec<Text>, restarts: bool) -> Value {
    let mut path = Text::new();
    for (at, part) in parts.into_iter().enumerate() {
        let absolute = matches!(part.first(), Some(Piece { says: Says::Known(text), .. }) if text.starts_with('/'))
            || matches!(part.first(), Some(Piece { says: Says::Home, .. }));
        if at > 0 && absolute && restarts {
            path.clear();
        } else if at > 0 && !absolute {
            let ends = matches!(path.last(), Some(Piece { says: Says::Known(text), .. }) if text.ends_with('/'));
            let place = part.first().map_or(0, |it| it.start);
            if !ends && !path.is_empty() {
                path.extend(known("/".to_owned(), place, place));
            }
        }
        path.extend(part);
    }
    Value::Text(merged(path))
}

/// Neighbours that are both known, as one.
fn merged(text: Text) -> Text {
    let mut result: Text = Vec::with_capacity(text.len());
    for piece in text {
        if let (Some(Piece { says: Says::Known(before), end, .. }), Says::Known(next)) =
            (result.last_mut(), &piece.says)
            && before.len() + next.len() < 1 << 16
        {
            before.push_str(next);
            *end = piece.end.max(*end);
            continue;
        }
        result.push(piece);
    }
    result
}

/// The same act on paths that count from a folder nobody knows.
fn elsewhere(does: Does) -> Does {
    let moved = |text: Text| {
        let is_relative = match text.first() {
            Some(Piece { says: Says::Known(text) | Says::Glob(text), .. }) => !text.starts_with(['/', '-']),
            _ => false,
        };
        if !is_relative {
            return text;
        }
        let (start, end) = text.first().map_or((0, 0), |it| (it.start, it.end));
        let mut path = Value::unknown(start, end);
        path.extend(known("/".to_owned(), start, end));
        path.extend(text);
        path
    };
    match does {
        Does::Write(text) => Does::Write(moved(text)),
        Does::Append(text) => Does::Append(moved(text)),
        Does::Words(words) => {
            // The name and the flags come first.
            let translated = matches!(words.first().and_then(|it| it.first()), Some(Piece { end: 0, .. }));
            let kept = words.iter().take_while(|it| it.first().is_none_or(|it| it.end == 0)).count();
            if !translated {
                return Does::Words(words);
            }
            Does::Words(words.into_iter().enumerate().map(|(at, it)| if at < kept { it } else { moved(it) }).collect())
        }
        other => other,
    }
}
