//! Reads code as far as it matters here: constants, names of modules, and calls that act on the world.

use super::tokens::{Kind, Piece, Says, Text, Token, known, tokens};
use super::values::{Argument, Call, Outcome, Value, formatted, globbed, merged};
use super::{Act, Does, Language, lua, node, perl, php, python, ruby};
use std::collections::HashMap;

mod bindings;
mod patterns;

/// How deep expressions are followed.
const DEEPEST: usize = 24;
/// How many acts are taken from one text.
const MOST_ACTS: usize = 200;
/// How many tokens a statement has.
const LONGEST: usize = 2048;
/// How many tokens are looked at, second looks included.
const MOST_STEPS: usize = 200_000;

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
    /// The token behind the bracket that closes each one that opens.
    closes: HashMap<usize, usize>,
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
        let (mut closes, mut open) = (HashMap::new(), Vec::new());
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Open(_) => open.push(at),
                Kind::Close(_) => closes.extend(open.pop().map(|it| (it, at + 1))),
                _ => {}
            }
        }
        Self {
            tokens,
            language,
            variables: HashMap::new(),
            closes,
            open_modules: Vec::new(),
            acts: Vec::new(),
            connection: None,
            moved: false,
            steps: 0,
            depth: 0,
        }
    }

    /// Whether enough of it was read.
    pub(super) fn is_tired(&self) -> bool {
        self.steps >= MOST_STEPS
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

    /// Gives a name its value, unless that is large.
    fn set(&mut self, name: &str, value: Value) {
        let value = if value.is_large() { Value::Unknown } else { value };
        self.variables.insert(name.into(), value);
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

    // ---- places

    /// The token behind the bracket that closes the one at `at`; `at` where none opens there.
    pub(super) fn close_of(&self, at: usize) -> usize {
        match self.kind(at) {
            Some(Kind::Open(_)) => self.closes.get(&at).copied().unwrap_or(self.tokens.len()),
            _ => at.min(self.tokens.len()),
        }
    }

    /// The token at which the statement or the list around ends.
    pub(super) fn statement_end(&self, from: usize) -> usize {
        let mut depth = 0usize;
        for at in from..self.tokens.len().min(from + LONGEST) {
            match self.kind(at) {
                Some(Kind::Open(_)) => depth += 1,
                Some(Kind::Close(_)) if depth == 0 => return at,
                Some(Kind::Close(_)) => depth -= 1,
                Some(Kind::End) if depth == 0 && at > from => return at,
                Some(Kind::Sign(b':')) if depth == 0 && self.language == Language::Python => return at,
                _ => {}
            }
        }
        self.tokens.len().min(from + LONGEST)
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
            if text.len() > 64 {
                return Value::Unknown;
            }
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
        for at in from..self.tokens.len().min(from + LONGEST) {
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
        self.tokens.len().min(from + LONGEST)
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
            let value = self.variables.get(name).filter(|_| filled.len() < 64);
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
