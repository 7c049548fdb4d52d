//! Which habits an edit speaks for: only a small one teaches, and only what a habit can say.

use super::flags::{self, OfFlag};
use super::spelling::{Quotes, Spelling, is_bare_variable, is_long, plain};
use super::{Habit, Kind, Sign, swaps};
use crate::Document;
use crate::generate::refine::{commands, document};
use crate::script::{Command, Dialect, Node, Part, PartKind, Quote, RedirectOperator, StatementKind, Word, walk_outer};
use crate::target::Platform;

/// The longest command that is looked at, and the most commands in one line.
const LONGEST: usize = 4096;
const MOST_COMMANDS: usize = 16;
/// The most habits that one edit speaks for: more is another command.
const MOST_FOR: usize = 4;
/// How many flags of one command may change.
const MOST_FLAGS: usize = 2;

/// What an edit of an offered command says of habits. What teaches nothing: other literals, another deed, many changes at
/// once. Nothing of the command is kept but names of programs and flags.
pub fn learned_from(offered: &str, edited: &str, dialect: Dialect) -> Vec<(Habit, Sign)> {
    let Some((before, after)) = read(offered, dialect).zip(read(edited, dialect)) else { return Vec::new() };
    let (left, right) = (commands(&before), commands(&after));
    let is_alike = left.len() == right.len() && !left.is_empty() && left.len() <= MOST_COMMANDS;
    if !is_alike || skeleton(&before) != skeleton(&after) {
        return Vec::new();
    }
    let mut lesson = Lesson { before: offered, after: edited, found: Vec::new(), others: 0 };
    if left.iter().zip(&right).any(|(left, right)| lesson.compare(left, right).is_none()) {
        return Vec::new();
    }
    if lesson.found.is_empty() && lesson.others == 0 {
        lesson.spellings(&left, &right);
    }
    let mut found: Vec<(Habit, Sign)> = Vec::new();
    for it in lesson.found {
        // What is said both ways says nothing.
        if !found.contains(&it) {
            found.push(it);
        }
    }
    let speaks = |habit: &Habit, sign| found.contains(&(habit.clone(), sign));
    let is_plain = |habit: &Habit| !(speaks(habit, Sign::For) && speaks(habit, Sign::Against));
    let found: Vec<(Habit, Sign)> = found.iter().filter(|it| is_plain(&it.0)).cloned().collect();
    let is_small = lesson.others <= 1 && found.iter().filter(|it| it.1 == Sign::For).count() <= MOST_FOR;
    if is_small { found } else { Vec::new() }
}

/// What an answer that was taken as it was says of habits: each counts [`super::KEPT`], much less than an edit. `known` are
/// the habits that anything was learnt about, put to use or not.
pub fn kept<'h>(
    offered: &str,
    dialect: Dialect,
    platform: Platform,
    known: impl IntoIterator<Item = &'h Habit>,
) -> Vec<(&'h Habit, Sign)> {
    let Some(document) = read(offered, dialect) else { return Vec::new() };
    let all = commands(&document);
    known.into_iter().filter_map(|it| Some((it, it.speaks(&document, &all, platform)?))).collect()
}

impl Habit {
    /// What a command says of it that was taken as it stands.
    fn speaks(&self, document: &Document, all: &[&Command], platform: Platform) -> Option<Sign> {
        if self.applied(document, platform).is_some() {
            return Some(Sign::Against);
        }
        let has_it = match &self.0 {
            Kind::Flag(it) => all.iter().any(|command| it.is_kept(command) == Some(true)),
            Kind::Program(it) => all.iter().any(|command| it.is_to(command)),
            Kind::NoSudo(program) => {
                let is_it = |it: &&Command| it.facts().first().is_some_and(|it| it.name == &**program);
                all.iter().any(|it| is_it(it) && it.wrappers.is_empty())
            }
            // Written so, and could be written otherwise.
            Kind::Flags(it) => it.rival().applied(document, platform).is_some(),
            Kind::Quotes(it) => it.rival().applied(document).is_some(),
            Kind::Variables => false,
        };
        has_it.then_some(Sign::For)
    }
}

fn read(command: &str, dialect: Dialect) -> Option<Document> {
    let is_plain = command.len() <= LONGEST && !command.contains(char::is_control) && !command.trim().is_empty();
    document(command, dialect).filter(|_| is_plain)
}

/// How commands are held together, without the commands.
fn skeleton(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for chunk in document.chunks() {
        walk_outer(&chunk.body.statements, &mut |node| {
            let Node::Statement(statement) = node else { return };
            let kind = match &statement.kind {
                StatementKind::Command(_) => "command".to_owned(),
                StatementKind::Pipeline(it) => format!("{:?} {} {}", it.pipes, it.negated, it.timed),
                StatementKind::AndOr { rest, .. } => {
                    format!("{:?}", rest.iter().map(|it| it.0).collect::<Vec<_>>())
                }
                StatementKind::Group(_) => "group".to_owned(),
                StatementKind::Subshell(_) => "subshell".to_owned(),
                // What stands in their heads is compared as it is written.
                _ => statement.span.of(&chunk.body.text).split_whitespace().next().unwrap_or_default().to_owned(),
            };
            found.push(format!("{kind} {} {}", statement.background, statement.redirects.len()));
        });
    }
    found
}

struct Lesson<'a> {
    before: &'a str,
    after: &'a str,
    found: Vec<(Habit, Sign)>,
    /// How many words say something else.
    others: usize,
}

impl Lesson<'_> {
    fn teach(&mut self, kind: Kind) {
        let habit = Habit(kind);
        if let Some(rival) = habit.rival() {
            self.found.push((rival, Sign::Against));
        }
        self.found.push((habit, Sign::For));
    }

    /// Learns from two commands that stand in the same place; `None` where they do different things.
    fn compare(&mut self, left: &Command, right: &Command) -> Option<()> {
        let assigned = |it: &Command, text| -> Vec<String> {
            it.assignments.iter().map(|it| it.span.of(text).to_owned()).collect()
        };
        let same_start = assigned(left, self.before) == assigned(right, self.after);
        let redirects = |it: &Command, text| -> Vec<(RedirectOperator, String)> {
            it.redirects.iter().map(|it| (it.operator, it.target.span.of(text).to_owned())).collect()
        };
        if !same_start || redirects(left, self.before) != redirects(right, self.after) {
            return None;
        }
        self.compare_wrappers(left, right)?;
        let names = (left.program.as_deref()?, right.program.as_deref()?);
        let is_same =
            names.0 == names.1 && left.facts().get(1).map(|it| it.name) == right.facts().get(1).map(|it| it.name);
        if let Some(swap) = swaps::between(left, right).find(|it| it.keeps(left, right)) {
            self.teach(Kind::Program(swap));
            return Some(());
        }
        if !is_same || flags::called(left) != flags::called(right) {
            return None;
        }
        self.compare_values(left, right)?;
        self.compare_flags(left, right)
    }

    fn compare_wrappers(&mut self, left: &Command, right: &Command) -> Option<()> {
        let of = |it: &Command, text: &str| -> Vec<String> {
            it.wrappers.iter().map(|it| it.span.of(text).to_owned()).collect()
        };
        let (before, after) = (of(left, self.before), of(right, self.after));
        if before == after {
            return Some(());
        }
        let program: Box<str> = left.facts().first()?.name.into();
        let habit = Habit(Kind::NoSudo(program));
        match (&*before, &*after) {
            ([first, rest @ ..], all) if first == "sudo" && rest == all => self.found.push((habit, Sign::For)),
            (all, [first, rest @ ..]) if first == "sudo" && rest == all => self.found.push((habit, Sign::Against)),
            (one, other) if one.len() == other.len() => {
                swaps::between(left, right).next()?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Counts the words that say something else.
    fn compare_values(&mut self, left: &Command, right: &Command) -> Option<()> {
        let operands = |it: &Command| -> Vec<String> { it.operands().map(said).collect() };
        let (before, after) = (operands(left), operands(right));
        self.others += if before.len() == after.len() {
            before.iter().zip(&after).filter(|it| it.0 != it.1).count()
        } else if before.len().abs_diff(after.len()) == 1 {
            let (short, long) = if before.len() < after.len() { (&before, &after) } else { (&after, &before) };
            if !short.iter().all(|it| long.contains(it)) {
                return None;
            }
            1
        } else {
            return None;
        };
        let values = |it: &Command| -> Option<Vec<(String, String)>> {
            let own = |it: &crate::script::Flag| {
                let facts = it.facts?;
                let name = facts.short.map(String::from).or(facts.long.map(str::to_owned))?;
                Some((name, it.value.as_ref().map(said)?))
            };
            let valued = it.flags().filter(|it| it.value.is_some());
            let mut all: Vec<_> = valued.map(own).collect::<Option<_>>()?;
            all.sort();
            Some(all)
        };
        let (before, after) = (values(left)?, values(right)?);
        let is_like = before.len() == after.len() && before.iter().zip(&after).all(|it| it.0.0 == it.1.0);
        if !is_like {
            return None;
        }
        self.others += before.iter().zip(&after).filter(|it| it.0 != it.1).count();
        Some(())
    }

    fn compare_flags(&mut self, left: &Command, right: &Command) -> Option<()> {
        if left.flags().next().is_none() && right.flags().next().is_none() {
            return Some(());
        }
        let (before, after) = (flags::own_flags(left)?, flags::own_flags(right)?);
        let added: Vec<_> = after.iter().filter(|it| !before.contains(it)).collect();
        let removed: Vec<_> = before.iter().filter(|it| !after.contains(it)).collect();
        if added.len() + removed.len() > MOST_FLAGS || !added.is_empty() && !removed.is_empty() {
            // One flag for another is another request.
            return None;
        }
        for flag in added {
            self.flag(left, flag, true, (&before, &after));
        }
        for (at, flag) in removed.iter().enumerate() {
            let others = removed.iter().enumerate().filter(|it| it.0 != at).map(|it| it.1);
            let others: Vec<_> = others.collect();
            let beside: Vec<Box<str>> =
                before.iter().filter(|it| it != flag && !others.contains(&it)).cloned().collect();
            self.flag(left, flag, false, (&beside, &before));
        }
        Some(())
    }

    fn flag(&mut self, command: &Command, flag: &str, wanted: bool, (beside, all): (&[Box<str>], &[Box<str>])) {
        let of = |wanted| flags::habit(command, flag, wanted, beside, all).map(|it: OfFlag| Habit(Kind::Flag(it)));
        self.found.extend(of(!wanted).map(|it| (it, Sign::Against)));
        self.found.extend(of(wanted).map(|it| (it, Sign::For)));
    }

    /// Quotes and spellings of flags, where nothing else is different.
    fn spellings(&mut self, left: &[&Command], right: &[&Command]) {
        let (mut longer, mut shorter, mut single, mut double, mut quoted) = (0, 0, 0, 0, 0);
        for (left, right) in left.iter().zip(right) {
            for flag in left.flags() {
                let other = right.flags().find(|it| {
                    it.facts.is_some() && it.facts.map(std::ptr::from_ref) == flag.facts.map(std::ptr::from_ref)
                });
                match (is_long(left, flag), other.and_then(|it| is_long(right, it))) {
                    (Some(false), Some(true)) => longer += 1,
                    (Some(true), Some(false)) => shorter += 1,
                    _ => {}
                }
            }
            for (before, after) in values(left).into_iter().zip(values(right)) {
                match (before, after) {
                    (before, after)
                        if plain(before, Quote::Single).is_some()
                            && plain(before, Quote::Single) == plain(after, Quote::Double) =>
                    {
                        double += 1;
                    }
                    (before, after)
                        if plain(before, Quote::Double).is_some()
                            && plain(before, Quote::Double) == plain(after, Quote::Single) =>
                    {
                        single += 1;
                    }
                    (before, after) if is_bare_variable(before) && is_quoted_variable(after) => quoted += 1,
                    _ => {}
                }
            }
        }
        match (longer, shorter) {
            (1.., 0) => self.teach(Kind::Flags(Spelling::Long)),
            (0, 1..) => self.teach(Kind::Flags(Spelling::Short)),
            _ => {}
        }
        match (single, double) {
            (1.., 0) => self.teach(Kind::Quotes(Quotes::Single)),
            (0, 1..) => self.teach(Kind::Quotes(Quotes::Double)),
            _ => {}
        }
        if quoted > 0 {
            self.teach(Kind::Variables);
        }
    }
}

/// The words of a command that are no flags, in order.
fn values(command: &Command) -> Vec<&Word> {
    let values = command.flags().filter_map(|it| it.value.as_ref());
    let mut found: Vec<&Word> = command.operands().chain(values).collect();
    found.sort_by_key(|it| it.span.start);
    found
}

fn is_quoted_variable(word: &Word) -> bool {
    matches!(&*word.parts, [Part { kind: PartKind::Parameter(_), quote: Quote::Double, .. }])
}

/// What a word says, however it is quoted.
fn said(word: &Word) -> String {
    word.sketch()
}
