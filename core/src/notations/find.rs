//! `find` in words: a whole call as one sentence.

use super::{modes, quoted};
use crate::listed::listed;
use crate::script::{Command, Part, PartKind, Word};
use std::fmt::Write;
use values::{Compared, age_test, not_ago, number, size, sized, types, whole_ago};

mod values;

pub(super) use values::value;

/// Longer expressions are not put into a sentence.
const MOST_WORDS: usize = 96;

/// Deeper parentheses are not followed.
const DEEPEST: usize = 8;

/// What a whole call does: "files below `src` whose name matches `*.py`; deletes them". Nothing where that is not sure.
pub(crate) fn sentence(find: &Command) -> Option<String> {
    let words = find.arguments();
    if words.len() > MOST_WORDS {
        return None;
    }
    let is_expression = |it: &Word| {
        let text = it.literal_prefix();
        text.len() > 1 && text.starts_with('-') || matches!(&*text, "(" | ")" | "!" | ",")
    };
    let mut scope = Scope::default();
    let mut start = 0;
    while let Some(option) = words.get(start).and_then(|it| it.literal()).filter(|it| matches!(*it, "-H" | "-L" | "-P"))
    {
        scope.follows = option == "-L";
        start += 1;
    }
    let roots: Vec<&Word> = words.get(start..)?.iter().take_while(|it| !is_expression(it)).collect();
    // Behind the first one, a variable without quotes may as well hold tests.
    if roots.iter().skip(1).any(|it| it.literal().is_none() && !it.is_quoted()) {
        return None;
    }
    let mut reader = Reader { words, at: start + roots.len(), scope, depth: 0 };
    let mut expression = if reader.at < words.len() { reader.either()? } else { Expression::All(Vec::new()) };
    if reader.at != words.len() {
        return None;
    }
    let scope = reader.scope;
    if !expression.acts() {
        let print = Expression::Does(Deed { words: "prints them".to_owned(), may_fail: false });
        expression = Expression::All(vec![expression, print]);
    }

    let mut parts = Vec::new();
    flatten(expression, &mut parts);
    let mut left_out = None;
    if let [Expression::Any(branches)] = &*parts {
        // `-path ./x -prune -o …`
        let (rest, pruned) = branches.split_last()?;
        if scope.depth_first || !rest.acts() || pruned.len() > 6 {
            return None;
        }
        let tests = |it: &Expression| {
            let Expression::All(pruned) = it else { return None };
            let (Expression::Prunes, tests) = pruned.split_last()? else { return None };
            let tests: Vec<String> = tests.iter().map(|it| it.phrase(false)).collect::<Option<_>>()?;
            (!tests.is_empty()).then(|| tests.join(", "))
        };
        let pruned: Vec<String> = pruned.iter().map(tests).collect::<Option<_>>()?;
        left_out = Some(listed(&pruned, "or"));
        let rest = rest.clone();
        parts.clear();
        flatten(rest, &mut parts);
    }

    let mut kinds = None;
    let (mut phrases, mut deeds) = (Vec::new(), Vec::new());
    let mut only_where = false;
    let mut stays_out = false;
    for part in &parts {
        match part {
            Expression::Does(deed) => {
                deeds.push(if only_where {
                    format!("where that succeeds, {}", deed.words)
                } else {
                    deed.words.clone()
                });
                only_where |= deed.may_fail;
            }
            Expression::Prunes if deeds.is_empty() && !scope.depth_first => stays_out = true,
            // Behind an action, a test says nothing about it.
            _ if !deeds.is_empty() || stays_out => return None,
            Expression::Is(Test { kinds: Some(these), .. }) if kinds.is_none() => kinds = Some(these.clone()),
            _ => phrases.push(part.phrase(false)?),
        }
    }
    if deeds.is_empty() {
        return None;
    }
    // Where links are followed, only those are still links.
    for kind in kinds.iter_mut().flatten().filter(|it| scope.follows && *it == "links") {
        "links that lead nowhere".clone_into(kind);
    }
    let is_only_files = kinds.as_deref().is_some_and(|it| it == ["files"]);
    let mut said = kinds.map_or_else(|| "all files and folders".to_owned(), |it| listed(&it, "and"));
    let roots: Vec<String> = roots.iter().map(|it| quoted(&it.sketch())).collect();
    let roots = if roots.is_empty() { "the current folder".to_owned() } else { listed(&roots, "and") };
    let at = match scope.deepest {
        Some(0) => "at",
        _ if is_only_files || scope.above > 0 => "below",
        _ => "at and below",
    };
    let _ = write!(said, " {at} {roots}");
    if let Some(deepest) = scope.deepest {
        let _ = match deepest {
            0 => write!(said, " alone"),
            1 => write!(said, " (without going into folders there)"),
            n => write!(said, " (at most {n} levels down)"),
        };
    }
    if scope.above > 1 {
        let _ = write!(said, " (from {} levels down on)", scope.above);
    }
    if scope.one_system {
        said.push_str(" on the same file system");
    }
    if !phrases.is_empty() {
        let _ = write!(said, " {}", phrases.join(", "));
    }
    if let Some(left_out) = left_out {
        let _ = write!(said, ", leaving out what lies at or below those {left_out}");
    }
    if stays_out {
        said.push_str(", without going into them");
    }
    if scope.follows {
        said.push_str(", following links");
    }
    let _ = write!(said, "; {}", deeds.join("; "));
    Some(said)
}

/// What is not a test: where `find` looks.
#[derive(Clone, Copy, Default)]
struct Scope {
    follows: bool,
    deepest: Option<u64>,
    above: u64,
    one_system: bool,
    depth_first: bool,
    /// Whether days are counted from midnight.
    from_midnight: bool,
}

#[derive(Clone, Debug)]
enum Expression {
    Is(Test),
    Does(Deed),
    Prunes,
    /// An option that stands among the tests and is always true.
    Nothing,
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
}

/// A test, with how it reads when it holds and when it does not.
#[derive(Clone, Debug)]
struct Test {
    holds: String,
    fails: String,
    /// For `-type`: what the files are called.
    kinds: Option<Vec<String>>,
}

impl Test {
    fn of_kinds(kinds: Vec<String>) -> Self {
        Self {
            holds: format!("that are {}", listed(&kinds, "or")),
            fails: format!("that are no {}", listed(&kinds, "or")),
            kinds: Some(kinds),
        }
    }
}

#[derive(Clone, Debug)]
struct Deed {
    words: String,
    /// Whether what follows it happens only where it succeeds.
    may_fail: bool,
}

impl Expression {
    fn acts(&self) -> bool {
        match self {
            Self::Does(_) => true,
            Self::All(all) | Self::Any(all) => all.iter().any(Self::acts),
            Self::Not(inner) => inner.acts(),
            Self::Is(_) | Self::Prunes | Self::Nothing => false,
        }
    }

    /// Tests as a phrase: "whose name matches `x`".
    fn phrase(&self, negated: bool) -> Option<String> {
        match self {
            Self::Is(test) => Some(if negated { test.fails.clone() } else { test.holds.clone() }),
            Self::Not(inner) => inner.phrase(!negated),
            Self::Any(tests) if !negated => Self::either(tests, negated),
            Self::All(tests) if negated => Self::either(tests, negated),
            Self::All(tests) | Self::Any(tests) => {
                let phrases: Option<Vec<String>> = tests.iter().map(|it| it.phrase(negated)).collect();
                Some(phrases?.join(", "))
            }
            Self::Does(_) | Self::Prunes | Self::Nothing => None,
        }
    }

    /// `a or b`, where each is one test.
    fn either(tests: &[Self], negated: bool) -> Option<String> {
        if let [test] = tests {
            return test.phrase(negated);
        }
        let is_one =
            |it: &Self| matches!(it, Self::Is(_)) || matches!(it, Self::Not(inner) if matches!(**inner, Self::Is(_)));
        if !tests.iter().all(is_one) {
            return None;
        }
        let phrases: Option<Vec<String>> = tests.iter().map(|it| it.phrase(negated)).collect();
        let phrases = phrases?;
        // `whose name matches` once for all patterns.
        let head = phrases.first()?.split_once(" `").map_or(String::new(), |it| format!("{} ", it.0));
        let tails: Option<Vec<String>> = phrases.iter().map(|it| Some(it.strip_prefix(&head)?.to_owned())).collect();
        // "does not match `a` or `b`" would be understood as neither.
        let tails = tails.filter(|_| !head.contains(" not "));
        match tails.filter(|it| it.iter().all(|it| it.starts_with('`') && it.ends_with('`'))) {
            Some(tails) => Some(format!("{head}{}", listed(&tails, "or"))),
            None => Some(format!("either {}", listed(&phrases, "or"))),
        }
    }
}

/// The parts of a chain of tests and actions, parentheses around chains taken away.
fn flatten(expression: Expression, into: &mut Vec<Expression>) {
    match expression {
        Expression::All(all) => all.into_iter().for_each(|it| flatten(it, into)),
        Expression::Nothing => {}
        other => into.push(other),
    }
}

struct Reader<'a> {
    words: &'a [Word],
    at: usize,
    scope: Scope,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.at)?.literal()
    }

    /// The next word as it is shown.
    fn value(&mut self) -> Option<String> {
        let word = self.words.get(self.at)?;
        self.at += 1;
        Some(quoted(&word.sketch()))
    }

    fn literal(&mut self) -> Option<String> {
        let word = self.words.get(self.at)?.literal()?;
        self.at += 1;
        Some(word.to_owned())
    }

    fn either(&mut self) -> Option<Expression> {
        let mut branches = vec![self.both()?];
        while matches!(self.peek(), Some("-o" | "-or")) {
            self.at += 1;
            branches.push(self.both()?);
        }
        if branches.len() == 1 {
            return branches.pop();
        }
        // `-type f -o -type l` is `-type f,l`.
        let kinds: Option<Vec<&Vec<String>>> = branches
            .iter()
            .map(|it| if let Expression::Is(Test { kinds, .. }) = it { kinds.as_ref() } else { None })
            .collect();
        Some(match kinds {
            Some(kinds) => Expression::Is(Test::of_kinds(kinds.into_iter().flatten().cloned().collect())),
            None => Expression::Any(branches),
        })
    }

    fn both(&mut self) -> Option<Expression> {
        let mut all = Vec::new();
        loop {
            match self.peek() {
                Some("-o" | "-or" | ")") => break,
                Some("-a" | "-and") if !all.is_empty() => self.at += 1,
                _ if self.at >= self.words.len() => break,
                _ => {}
            }
            match self.one()? {
                Expression::Nothing => {}
                one => all.push(one),
            }
        }
        Some(if all.len() == 1 { all.pop()? } else { Expression::All(all) })
    }

    fn one(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let read = match self.peek()? {
            "!" | "-not" => {
                self.at += 1;
                let inner = self.one()?;
                if matches!(inner, Expression::Is(_) | Expression::Any(_) | Expression::All(_)) && !inner.acts() {
                    Some(Expression::Not(Box::new(inner)))
                } else {
                    None
                }
            }
            "(" => {
                self.at += 1;
                let inner = self.either()?;
                if self.peek() != Some(")") {
                    return None;
                }
                self.at += 1;
                Some(inner)
            }
            _ => self.primary(),
        };
        self.depth -= 1;
        read
    }

    fn primary(&mut self) -> Option<Expression> {
        let name = self.literal()?;
        let name = name.strip_prefix('-')?;
        let deed = |words: &str, may_fail| Some(Expression::Does(Deed { words: words.to_owned(), may_fail }));
        match name {
            "maxdepth" => self.scope.deepest = Some(number(&self.literal()?)?),
            "mindepth" => self.scope.above = number(&self.literal()?)?,
            "xdev" | "mount" => self.scope.one_system = true,
            "depth" | "d" => self.scope.depth_first = true,
            "daystart" => self.scope.from_midnight = true,
            "follow" => self.scope.follows = true,
            "regextype" => self.at += 1,
            "warn" | "nowarn" | "noleaf" | "ignore_readdir_race" | "noignore_readdir_race" => {}
            "prune" => return Some(Expression::Prunes),
            "print" => return deed("prints them", false),
            "print0" => return deed("prints them, each with a NUL byte behind it", false),
            "ls" => return deed("prints details of them", false),
            "quit" => return deed("stops at the first", false),
            "delete" => {
                self.scope.depth_first = true;
                return deed("deletes them", true);
            }
            "printf" => {
                let words = format!("prints {} for each", self.value()?);
                return deed(&words, false);
            }
            "fprint" | "fprint0" | "fls" => {
                let words = format!("writes them to {}", self.value()?);
                return deed(&words, false);
            }
            "exec" | "execdir" | "ok" | "okdir" => return self.run(name),
            _ => return self.test(name).map(Expression::Is),
        }
        Some(Expression::Nothing)
    }

    fn run(&mut self, name: &str) -> Option<Expression> {
        let start = self.at;
        let mut many = false;
        loop {
            match self.peek() {
                Some(";") => break,
                Some("+") if self.at > start && self.words.get(self.at - 1)?.literal() == Some("{}") => {
                    many = true;
                    break;
                }
                _ => {}
            }
            self.words.get(self.at)?;
            self.at += 1;
        }
        let command: Vec<String> = self.words.get(start..self.at)?.iter().map(Word::sketch).collect();
        self.at += 1;
        let mut words =
            format!("runs {} on {}", quoted(&command.join(" ")), if many { "many at once" } else { "each" });
        if name.starts_with("ok") {
            words = format!("asks about each, then {words}");
        }
        if name.ends_with("dir") {
            words.push_str(" from its folder");
        }
        Some(Expression::Does(Deed { words, may_fail: !many }))
    }

    /// `-mtime +"$days"`
    fn age_of_variable(&mut self, what: char, unit: &str) -> Option<Test> {
        let word = self.words.get(self.at)?;
        self.at += 1;
        let sign = word.literal_prefix();
        let variable = word.behind(sign.len())?;
        let [Part { kind: PartKind::Parameter(_), .. }] = &*variable.parts else { return None };
        let many = if unit == "day" { "whole days" } else { "minutes" };
        let (more, less) = match &*sign {
            "+" => ("more than", "at most"),
            "-" => ("less than", "at least"),
            _ => return None,
        };
        let what = changed(what);
        let number = quoted(&variable.sketch());
        Some(Test {
            holds: format!("{what} {more} {number} {many} ago"),
            fails: format!("{what} {less} {number} {many} ago"),
            kinds: None,
        })
    }

    fn test(&mut self, name: &str) -> Option<Test> {
        let test = |holds: String, fails: String| Some(Test { holds, fails, kinds: None });
        if let Some((what, unit)) = age_test(name) {
            // Counted from midnight, a day is not 24 hours ago.
            if self.scope.from_midnight {
                return None;
            }
            if self.peek().is_none() {
                return self.age_of_variable(what, unit);
            }
            let compared = Compared::read(&self.literal()?)?;
            let (ago, otherwise) = (whole_ago(compared, unit)?, not_ago(compared, unit)?);
            let what = changed(what);
            return test(format!("{what} {ago}"), format!("{what} {otherwise}"));
        }
        let matching =
            |what: &str, value: &str| test(format!("{what} matches {value}"), format!("{what} does not match {value}"));
        match name {
            "name" => matching("whose name", &self.value()?),
            "iname" => matching("whose name, in any case,", &self.value()?),
            "path" | "wholename" => matching("whose path", &self.value()?),
            "ipath" | "iwholename" => matching("whose path, in any case,", &self.value()?),
            "regex" => matching("whose whole path", &self.value()?),
            "iregex" => matching("whose whole path, in any case,", &self.value()?),
            "lname" => matching("whose target as a link", &self.value()?),
            "type" => Some(Test::of_kinds(types(&self.literal()?)?)),
            "size" => {
                let (compared, unit) = size(&self.literal()?)?;
                let said = sized(compared, unit)?;
                // BSD takes a number of KiB, MiB or GiB for so many bytes.
                let is_gnu = unit.bytes >= 1024 && !matches!(compared, Compared::More(_));
                let counted = if is_gnu { " (as GNU's `find` counts)" } else { "" };
                test(format!("that are {said}{counted}"), format!("that are not {said}{counted}"))
            }
            "empty" => test("that are empty".to_owned(), "that are not empty".to_owned()),
            "perm" => {
                let mode = self.literal()?;
                let said = modes::searched(&mode)?;
                let mode = quoted(&mode);
                // Without a sign in front, all of the mode would have to be told.
                let holds = if mode.starts_with("`-") || mode.starts_with("`/") {
                    format!("where {said}")
                } else {
                    format!("whose mode is exactly {mode}")
                };
                test(holds, format!("whose mode does not match {mode}"))
            }
            "newer" => {
                let file = self.value()?;
                test(format!("that changed after {file} did"), format!("that did not change after {file} did"))
            }
            "newermt" => {
                let time = self.value()?;
                test(format!("that changed after {time}"), format!("that did not change after {time}"))
            }
            "user" | "group" => {
                let who = self.value()?;
                test(format!("of the {name} {who}"), format!("of any {name} but {who}"))
            }
            "nouser" => test("whose user does not exist".to_owned(), "whose user exists".to_owned()),
            "nogroup" => test("whose group does not exist".to_owned(), "whose group exists".to_owned()),
            "readable" => test("that the caller may read".to_owned(), "that the caller may not read".to_owned()),
            "writable" => test("that the caller may write".to_owned(), "that the caller may not write".to_owned()),
            "executable" => {
                test("that the caller may run or enter".to_owned(), "that the caller may not run or enter".to_owned())
            }
            "samefile" => {
                let file = self.value()?;
                test(format!("that are the same file as {file}"), format!("that are not the same file as {file}"))
            }
            _ => None,
        }
    }
}

fn changed(what: char) -> &'static str {
    match what {
        'm' => "that changed",
        'a' => "that were last read",
        _ => "whose attributes changed",
    }
}

#[cfg(test)]
mod tests;
