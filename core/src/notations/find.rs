//! `find` in words: the values of its tests, and its whole expression as one sentence.

use super::{list, modes, quoted, several};
use crate::script::{Command, Part, PartKind, Word};
use std::fmt::Write;

/// Longer expressions are not put into a sentence.
const MOST_WORDS: usize = 96;

/// What other systems make of days; GNU's `find` and POSIX drop what is left over.
const ELSEWHERE: &str = " (BSD and macOS round up to whole days)";

/// Deeper parentheses are not followed.
const DEEPEST: usize = 8;

/// What the value of a test says about a file.
pub(super) fn value(test: &str, text: &str) -> Option<String> {
    if let Some((what, unit)) = age_test(test) {
        let what = match what {
            'm' => "its contents changed",
            'a' => "it was last read",
            _ => "its attributes changed",
        };
        let compared = Compared::read(text)?;
        let ago = ago(compared, unit)?;
        return Some(match (compared, unit) {
            (Compared::More(n), "day") => {
                format!("{what} more than {} ago, counted in whole days: {ago}{ELSEWHERE}", counted(n, "day"))
            }
            (Compared::Exactly(n), "day") if n > 0 => {
                format!("{what} {} ago, counted in whole days: {ago}{ELSEWHERE}", counted(n, unit))
            }
            (_, "day") => format!("{what} {ago}{ELSEWHERE}"),
            _ => format!("{what} {ago}"),
        });
    }
    Some(match test {
        "size" => {
            let (compared, unit) = size(text)?;
            let said = sized(compared, unit)?;
            match (compared, unit) {
                (_, Unit { bytes: 1, .. }) => said,
                (Compared::More(_), unit) => {
                    format!("{said}; one byte more is enough, since sizes are rounded up to whole {}", unit.many)
                }
                (_, unit) => format!("{said}, since GNU's `find` rounds sizes up to whole {}", unit.many),
            }
        }
        "type" | "xtype" => list(&types(text)?, "or"),
        "perm" => modes::searched(text)?,
        "maxdepth" => match number(text)? {
            0 => "looks at the start alone".to_owned(),
            1 => "looks at the start and at what lies directly in it".to_owned(),
            n => format!("goes at most {} down from the start", counted(n, "level")),
        },
        "mindepth" => match number(text)? {
            0 => "looks at the start too".to_owned(),
            1 => "leaves out the start itself".to_owned(),
            n => format!("leaves out the start and what is less than {} down", counted(n, "level")),
        },
        "links" => match Compared::read(text)? {
            Compared::More(n) => format!("more than {}", counted(n, "name")),
            Compared::Less(n) => format!("less than {}", counted(n, "name")),
            Compared::Exactly(n) => format!("exactly {}", counted(n, "name")),
        },
        "newermt" if is_day(text) => {
            format!("its contents changed after 00:00 of {}, by the local clock", quoted(text))
        }
        _ => return None,
    })
}

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
        left_out = Some(list(&pruned, "or"));
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
    let is_only_files = kinds.as_deref().is_some_and(|it| it == ["files"]);
    let mut said = kinds.map_or_else(|| "all files and folders".to_owned(), |it| list(&it, "and"));
    let roots: Vec<String> = roots.iter().map(|it| quoted(&it.sketch())).collect();
    let roots = if roots.is_empty() { "the current folder".to_owned() } else { several(&roots) };
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
            holds: format!("that are {}", list(&kinds, "or")),
            fails: format!("that are no {}", list(&kinds, "or")),
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
        match tails.filter(|it| it.iter().all(|it| it.starts_with('`') && it.ends_with('`'))) {
            Some(tails) => Some(format!("{head}{}", list(&tails, "or"))),
            None => Some(format!("either {}", list(&phrases, "or"))),
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

/// A number as `find` compares it: `+7`, `-7`, `7`.
#[derive(Clone, Copy, PartialEq)]
enum Compared {
    More(u64),
    Less(u64),
    Exactly(u64),
}

impl Compared {
    fn read(text: &str) -> Option<Self> {
        match text.as_bytes().first()? {
            b'+' => Some(Self::More(number(&text[1..])?)),
            b'-' => Some(Self::Less(number(&text[1..])?)),
            _ => Some(Self::Exactly(number(text)?)),
        }
    }
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|_| text.len() <= 9 && text.bytes().all(|it| it.is_ascii_digit()))
}

/// Which time a test asks for, and in what unit.
fn age_test(name: &str) -> Option<(char, &'static str)> {
    Some(match name {
        "mtime" => ('m', "day"),
        "atime" => ('a', "day"),
        "ctime" => ('c', "day"),
        "mmin" => ('m', "minute"),
        "amin" => ('a', "minute"),
        "cmin" => ('c', "minute"),
        _ => return None,
    })
}

/// Days are counted in whole ones, what is left over being dropped; minutes are not.
fn ago(compared: Compared, unit: &str) -> Option<String> {
    Some(match (compared, unit) {
        (Compared::More(n), "day") => format!("at least {} ago", counted(n + 1, unit)),
        (Compared::More(n), _) => format!("more than {} ago", counted(n, unit)),
        (Compared::Less(0), _) => return None,
        (Compared::Less(n), _) => format!("less than {} ago", counted(n, unit)),
        (Compared::Exactly(0), "day") => "less than 1 day ago".to_owned(),
        (Compared::Exactly(n), "day") => format!("at least {n} and less than {} ago", counted(n + 1, unit)),
        (Compared::Exactly(0), _) => return None,
        (Compared::Exactly(n), _) => format!("between {} and {} ago", n - 1, counted(n, unit)),
    })
}

/// The same for a sentence that holds wherever `find` counts whole days, in whatever direction it rounds.
fn whole_ago(compared: Compared, unit: &str) -> Option<String> {
    match (compared, unit) {
        (Compared::More(n), "day") => Some(format!("more than {} ago", counted(n, "whole day"))),
        (Compared::Exactly(n), "day") if n > 0 => Some(format!("{} ago", counted(n, "whole day"))),
        _ => ago(compared, unit),
    }
}

fn not_ago(compared: Compared, unit: &str) -> Option<String> {
    Some(match (compared, unit) {
        (Compared::More(n), "day") => format!("at most {} ago", counted(n, "whole day")),
        (Compared::More(n), _) => format!("at most {} ago", counted(n, unit)),
        (Compared::Less(n), _) => format!("at least {} ago", counted(n, unit)),
        (Compared::Exactly(0), "day") => "at least 1 day ago".to_owned(),
        (Compared::Exactly(_), _) => return None,
    })
}

fn counted(n: u64, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A unit of `-size`.
#[derive(Clone, Copy)]
struct Unit {
    one: &'static str,
    many: &'static str,
    bytes: u64,
}

fn size(text: &str) -> Option<(Compared, Unit)> {
    let unit = |one, many, bytes| Unit { one, many, bytes };
    let block = unit("block of 512 bytes", "blocks of 512 bytes", 512);
    let (number, unit) = match text.chars().last()? {
        'c' => (text.strip_suffix('c')?, unit("byte", "bytes", 1)),
        'w' => (text.strip_suffix('w')?, unit("word of 2 bytes", "words of 2 bytes", 2)),
        'b' => (text.strip_suffix('b')?, block),
        'k' => (text.strip_suffix('k')?, unit("KiB", "KiB", 1 << 10)),
        'M' => (text.strip_suffix('M')?, unit("MiB", "MiB", 1 << 20)),
        'G' => (text.strip_suffix('G')?, unit("GiB", "GiB", 1 << 30)),
        _ => (text, block),
    };
    Some((Compared::read(number)?, unit))
}

/// What a size means in bytes: it is rounded up to whole units before it is compared.
fn sized(compared: Compared, unit: Unit) -> Option<String> {
    let of = |n: u64| format!("{n} {}", if n == 1 { unit.one } else { unit.many });
    Some(match compared {
        Compared::More(0) => "not empty".to_owned(),
        Compared::More(n) => format!("larger than {}", of(n)),
        Compared::Less(0) => return None,
        Compared::Less(n) if unit.bytes == 1 => format!("smaller than {}", of(n)),
        Compared::Less(1) => "empty".to_owned(),
        Compared::Less(n) => format!("at most {} large", of(n - 1)),
        Compared::Exactly(0) => "empty".to_owned(),
        Compared::Exactly(n) if unit.bytes == 1 => format!("exactly {} large", of(n)),
        Compared::Exactly(1) => format!("not empty and at most {} large", of(1)),
        Compared::Exactly(n) => format!("larger than {} and at most {}", n - 1, of(n)),
    })
}

fn types(text: &str) -> Option<Vec<String>> {
    if text.len() > 16 {
        return None;
    }
    let name = |it: &str| {
        Some(match it {
            "f" => "files",
            "d" => "folders",
            "l" => "links",
            "p" => "pipes",
            "s" => "sockets",
            "b" => "block devices",
            "c" => "character devices",
            _ => return None,
        })
    };
    text.split(',').map(|it| name(it).map(str::to_owned)).collect()
}

/// Whether a text is a day such as `2026-03-05`.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, it)| if at == 4 || at == 7 { it == b'-' } else { it.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Dialect, parse_text};
    use expect_test::expect;

    #[test]
    fn values_of_tests_in_words() {
        let values = [
            ("mtime", "+7"),
            ("mtime", "-7"),
            ("mtime", "7"),
            ("mtime", "0"),
            ("mtime", "+0"),
            ("mtime", "-1"),
            ("mtime", "1"),
            ("mmin", "-5"),
            ("mmin", "+60"),
            ("mmin", "1"),
            ("atime", "+30"),
            ("ctime", "-2"),
            ("size", "+1M"),
            ("size", "-1M"),
            ("size", "-2M"),
            ("size", "1M"),
            ("size", "2M"),
            ("size", "+100c"),
            ("size", "-100c"),
            ("size", "0"),
            ("size", "10"),
            ("size", "+0"),
            ("size", "+1"),
            ("type", "f"),
            ("type", "f,d"),
            ("perm", "-4000"),
            ("perm", "/222"),
            ("maxdepth", "1"),
            ("mindepth", "1"),
            ("newermt", "2026-01-01"),
            ("links", "+1"),
            ("size", "1T"),
            ("mtime", "x"),
            ("mtime", "-0"),
            ("type", "x"),
            ("newermt", "yesterday"),
            ("mtime", "+0.5"),
            ("name", "x"),
        ];
        let said = values
            .map(|(test, text)| format!("-{test} {text}: {}\n", value(test, text).as_deref().unwrap_or("nothing")));
        expect![[r#"
            -mtime +7: its contents changed more than 7 days ago, counted in whole days: at least 8 days ago (BSD and macOS round up to whole days)
            -mtime -7: its contents changed less than 7 days ago (BSD and macOS round up to whole days)
            -mtime 7: its contents changed 7 days ago, counted in whole days: at least 7 and less than 8 days ago (BSD and macOS round up to whole days)
            -mtime 0: its contents changed less than 1 day ago (BSD and macOS round up to whole days)
            -mtime +0: its contents changed more than 0 days ago, counted in whole days: at least 1 day ago (BSD and macOS round up to whole days)
            -mtime -1: its contents changed less than 1 day ago (BSD and macOS round up to whole days)
            -mtime 1: its contents changed 1 day ago, counted in whole days: at least 1 and less than 2 days ago (BSD and macOS round up to whole days)
            -mmin -5: its contents changed less than 5 minutes ago
            -mmin +60: its contents changed more than 60 minutes ago
            -mmin 1: its contents changed between 0 and 1 minute ago
            -atime +30: it was last read more than 30 days ago, counted in whole days: at least 31 days ago (BSD and macOS round up to whole days)
            -ctime -2: its attributes changed less than 2 days ago (BSD and macOS round up to whole days)
            -size +1M: larger than 1 MiB; one byte more is enough, since sizes are rounded up to whole MiB
            -size -1M: empty, since GNU's `find` rounds sizes up to whole MiB
            -size -2M: at most 1 MiB large, since GNU's `find` rounds sizes up to whole MiB
            -size 1M: not empty and at most 1 MiB large, since GNU's `find` rounds sizes up to whole MiB
            -size 2M: larger than 1 and at most 2 MiB, since GNU's `find` rounds sizes up to whole MiB
            -size +100c: larger than 100 bytes
            -size -100c: smaller than 100 bytes
            -size 0: empty, since GNU's `find` rounds sizes up to whole blocks of 512 bytes
            -size 10: larger than 9 and at most 10 blocks of 512 bytes, since GNU's `find` rounds sizes up to whole blocks of 512 bytes
            -size +0: not empty; one byte more is enough, since sizes are rounded up to whole blocks of 512 bytes
            -size +1: larger than 1 block of 512 bytes; one byte more is enough, since sizes are rounded up to whole blocks of 512 bytes
            -type f: files
            -type f,d: files or folders
            -perm -4000: it runs as its owner
            -perm /222: the owner, the group or others may write it
            -maxdepth 1: looks at the start and at what lies directly in it
            -mindepth 1: leaves out the start itself
            -newermt 2026-01-01: its contents changed after 00:00 of `2026-01-01`, by the local clock
            -links +1: more than 1 name
            -size 1T: nothing
            -mtime x: nothing
            -mtime -0: nothing
            -type x: nothing
            -newermt yesterday: nothing
            -mtime +0.5: nothing
            -name x: nothing
        "#]].assert_eq(&said.concat());
    }

    fn of(text: &str) -> Option<String> {
        let chunks = parse_text(text, Dialect::Bash);
        sentence(chunks[0].body.statements[0].command()?)
    }

    #[test]
    fn whole_expressions_in_one_sentence() {
        let calls = [
            "find src -type f -name '*.py' -size +1M -mtime -7 -delete",
            "find .",
            "find",
            "find \"$dir\" -name core -print0",
            "find / -xdev -type f -perm -4000 -ls",
            r"find . \( -name '*.c' -o -name '*.h' \) -exec grep -l main {} +",
            r"find . -name '*.c' -o -name '*.h'",
            r"find . ! -name '*.c' -type d -empty -delete",
            r"find . -not \( -name a -o -name b \)",
            r"find . -path ./node_modules -prune -o -type f -print",
            r"find . -exec grep -q x {} \; -print",
            r"find /tmp -maxdepth 1 -type f -mtime +7 -exec rm -f {} \;",
            r"find /var/log /srv -mindepth 1 -user bob -newer x",
            r"find . -type f,d -mmin -5 -print -quit",
            r"find -L a ! -size +1M",
            r"find . -type f ! -perm 644",
            r"find . -name *.sh",
            r"find $DIR \( -type f -o -type l \)",
            "find \"$dest\" -maxdepth 1 -mtime +\"$keep\" -delete",
            "find . -name __pycache__ -type d -prune -exec rm -rf {} +",
            "find . -name a -prune -o -name b -prune -o -type f -print",
            "find /x -maxdepth 0 -empty",
        ];
        let said = calls.map(|it| format!("{it}\n    {}\n", of(it).as_deref().unwrap_or("nothing")));
        expect![[r#"
            find src -type f -name '*.py' -size +1M -mtime -7 -delete
                files below `src` whose name matches `*.py`, that are larger than 1 MiB, that changed less than 7 days ago; deletes them
            find .
                all files and folders at and below `.`; prints them
            find
                all files and folders at and below the current folder; prints them
            find "$dir" -name core -print0
                all files and folders at and below `${dir}` whose name matches `core`; prints them, each with a NUL byte behind it
            find / -xdev -type f -perm -4000 -ls
                files below `/` on the same file system where it runs as its owner; prints details of them
            find . \( -name '*.c' -o -name '*.h' \) -exec grep -l main {} +
                all files and folders at and below `.` whose name matches `*.c` or `*.h`; runs `grep -l main {}` on many at once
            find . -name '*.c' -o -name '*.h'
                all files and folders at and below `.` whose name matches `*.c` or `*.h`; prints them
            find . ! -name '*.c' -type d -empty -delete
                folders at and below `.` whose name does not match `*.c`, that are empty; deletes them
            find . -not \( -name a -o -name b \)
                all files and folders at and below `.` whose name does not match `a`, whose name does not match `b`; prints them
            find . -path ./node_modules -prune -o -type f -print
                files below `.`, leaving out what lies at or below those whose path matches `./node_modules`; prints them
            find . -exec grep -q x {} \; -print
                all files and folders at and below `.`; runs `grep -q x {}` on each; where that succeeds, prints them
            find /tmp -maxdepth 1 -type f -mtime +7 -exec rm -f {} \;
                files below `/tmp` (without going into folders there) that changed more than 7 whole days ago; runs `rm -f {}` on each
            find /var/log /srv -mindepth 1 -user bob -newer x
                all files and folders below `/var/log` and `/srv` of the user `bob`, that changed after `x` did; prints them
            find . -type f,d -mmin -5 -print -quit
                files and folders at and below `.` that changed less than 5 minutes ago; prints them; stops at the first
            find -L a ! -size +1M
                all files and folders at and below `a` that are not larger than 1 MiB, following links; prints them
            find . -type f ! -perm 644
                files below `.` whose mode does not match `644`; prints them
            find . -name *.sh
                all files and folders at and below `.` whose name matches `*.sh`; prints them
            find $DIR \( -type f -o -type l \)
                files and links at and below `${DIR}`; prints them
            find "$dest" -maxdepth 1 -mtime +"$keep" -delete
                all files and folders at and below `${dest}` (without going into folders there) that changed more than `${keep}` whole days ago; deletes them
            find . -name __pycache__ -type d -prune -exec rm -rf {} +
                folders at and below `.` whose name matches `__pycache__`, without going into them; runs `rm -rf {}` on many at once
            find . -name a -prune -o -name b -prune -o -type f -print
                files below `.`, leaving out what lies at or below those whose name matches `a` or whose name matches `b`; prints them
            find /x -maxdepth 0 -empty
                all files and folders at `/x` alone that are empty; prints them
        "#]].assert_eq(&said.concat());
    }

    #[test]
    fn what_is_not_sure_says_nothing() {
        let nested = format!("find . {} -name x {}", r"\( ".repeat(5000), r"\) ".repeat(5000));
        let bangs = format!("find . {} -name x", "! ".repeat(90));
        for text in [
            "find . -delete -name x",
            "find . -name a -o -name b -print",
            "find . -name a , -name b",
            r"find . \( -name a",
            r"find . -name a \)",
            "find . -frob",
            "find . -name",
            "find . -mtime x",
            "find . -exec rm {}",
            "find . -daystart -mtime 0",
            "find . -name x -prune -o -name y",
            "find . -path ./x -prune -o -type f -delete",
            "find . $tests",
            "find . -type f -o -type d -name x -print",
            &nested,
            &bangs,
        ] {
            assert_eq!(of(text), None, "{text:.60}");
        }
    }
}
