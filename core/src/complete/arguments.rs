//! What a command can be given: sub-commands, flags, letters of a bundle, values, names.

use super::spot::{Runner, Spot};
use super::{Kind, List, Scene, commands, explained, shell, variables};
use crate::knowledge::{self, Flag, Program, Syntax};
use crate::script::{Arg, Command, Dialect, command_of};

/// How what a command takes is ordered.
const FIRST: u8 = 0;
const SHORT: u8 = 1;
const LONG: u8 = 2;
/// Behind all those that are not given yet.
const GIVEN: u8 = 4;

/// Offers what the word at `index` of a command can be.
pub(super) fn offer(
    scene: &Scene<'_>,
    spot: &Spot,
    command: &Command,
    index: usize,
    runner: Runner,
    list: &mut List<'_>,
) {
    let before = command_of(command.words.get(..index).unwrap_or_default().to_vec(), spot.dialect());
    if index == command.head && !spot.prefix.starts_with('-') {
        return commands::offer(scene, spot, run_by(&before, runner), list);
    }
    let Some(at) = At::of(&before) else { return };
    let here = Here { scene, spot, before: &before, at, command, index };
    if let Some(Arg::Flag(flag)) = before.args.last()
        && let Some(facts) = flag.facts
        && facts.value.is_some()
        && !facts.optional
        && flag.value.is_none()
        && flag.word + 1 == index
    {
        return here.values(facts, 0, list);
    }
    here.operands(list);
    if !here.at.flags_ended {
        here.flags(list);
    }
}

/// Offers the tests of `[[ … ]]`.
pub(super) fn offer_tests(spot: &Spot, list: &mut List<'_>) {
    let Some(test) = knowledge::program("test").filter(|_| spot.prefix.starts_with('-')) else { return };
    for long in test.flags.iter().filter_map(|it| it.long.map(|long| (long, it))) {
        // `[[` has `&&` and `||` for these.
        if long.0.starts_with(char::is_alphanumeric) && !matches!(long.0, "a" | "o") {
            let name = format!("-{}", long.0);
            list.add(SHORT, Kind::Flag, &name, long.1.summary, Some(explained::flag_key("test", &name)));
        }
    }
}

/// Whether a letter means nothing to the shell, as the `?` of `-?` does.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "#%@:+,.".contains(letter)
}

/// Who runs a command that stands behind wrappers.
fn run_by(before: &Command, runner: Runner) -> Runner {
    match before.program.as_deref() {
        None => runner,
        Some("command" | "builtin") if runner != Runner::Program => Runner::Shell,
        Some(_) => Runner::Program,
    }
}

/// What the words before a place lead to.
struct At {
    /// The program or its sub-command.
    facts: &'static Program,
    /// All the names that lead to it.
    path: String,
    /// How many operands came since.
    operands: usize,
    /// Whether `--` came.
    flags_ended: bool,
}

impl At {
    fn of(before: &Command) -> Option<Self> {
        let facts = knowledge::program(before.program.as_deref()?)?;
        let mut at = Self { facts, path: facts.name.to_owned(), operands: 0, flags_ended: false };
        for arg in &before.args {
            match arg {
                Arg::EndOfFlags(_) => at.flags_ended = true,
                Arg::Operand(word) => {
                    let name = before.words.get(*word).and_then(|it| it.literal());
                    match name.and_then(|it| at.facts.subcommand(it)) {
                        Some(sub) => {
                            at.path = format!("{} {}", at.path, sub.name);
                            (at.facts, at.operands) = (sub, 0);
                        }
                        None => at.operands += 1,
                    }
                }
                Arg::Flag(_) => {}
            }
        }
        // Behind a sub-command that nobody knows, nothing is known.
        let is_known = at.operands == 0 || at.facts.subcommands.is_empty() || !at.facts.operands.is_empty();
        is_known.then_some(at)
    }
}

/// A place among the arguments of a program.
struct Here<'a, 's> {
    scene: &'a Scene<'s>,
    spot: &'a Spot,
    before: &'a Command,
    at: At,
    command: &'a Command,
    index: usize,
}

impl Here<'_, '_> {
    fn dialect(&self) -> Dialect {
        self.spot.dialect()
    }

    /// Whether the program on this platform has a flag.
    fn has(&self, flag: &Flag) -> bool {
        self.scene.platform.knows(flag)
    }

    /// The flags that the command has elsewhere.
    fn given(&self) -> Vec<&'static Flag> {
        let (Some(before), Some(behind)) =
            (self.command.words.get(..self.index), self.command.words.get(self.index + 1..))
        else {
            return Vec::new();
        };
        let all = command_of([before, behind].concat(), self.dialect());
        let all = if all.program == self.before.program { &all } else { self.before };
        all.flags().filter_map(|it| it.facts).collect()
    }

    /// Sub-commands, and words of which there are only a few.
    fn operands(&self, list: &mut List<'_>) {
        let prefix = &*self.spot.prefix;
        if prefix.starts_with('-') {
            return;
        }
        let At { facts, path, operands, .. } = &self.at;
        if *operands == 0 {
            for sub in facts.subcommands {
                let key = explained::program_key(&format!("{path} {}", sub.name));
                list.add(FIRST, Kind::Subcommand, sub.name, sub.summary, Some(key));
            }
        }
        let gives = |name: &str| self.before.gives(name);
        match (facts.name, *operands) {
            ("trap", 1..) => {
                self.signals(0, list);
                for (name, meaning) in shell::traps(self.dialect()) {
                    list.add(FIRST, Kind::Value, name, meaning, None);
                }
            }
            ("shopt", _) if !gives("o") => {
                for (name, meaning) in shell::SHOPT {
                    list.add(FIRST, Kind::Value, name, meaning, None);
                }
            }
            ("shopt", _) => self.set_options(list),
            ("unset" | "export" | "declare" | "typeset", _) if gives("f") => {
                commands::offer_functions(self.scene, self.spot, list);
            }
            ("unset" | "export" | "readonly" | "declare" | "typeset" | "read", _) | ("mapfile", 0) | ("getopts", 1)
                if !prefix.contains('=') =>
            {
                variables::offer_own(self.scene, self.spot, list);
            }
            ("command", _) if gives("v") || gives("V") => {
                commands::offer(self.scene, self.spot, Runner::Script, list);
            }
            ("type" | "hash", _) => commands::offer(self.scene, self.spot, Runner::Script, list),
            ("which", _) => commands::offer(self.scene, self.spot, Runner::Program, list),
            ("help", 0) => commands::offer_builtins(self.spot, list),
            _ => {}
        }
    }

    /// Flags, and their values where those are attached.
    fn flags(&self, list: &mut List<'_>) {
        let prefix = &*self.spot.prefix;
        let facts = self.at.facts;
        match facts.syntax {
            Syntax::Pairs if !prefix.starts_with('-') => match prefix.split_once('=') {
                Some((name, _)) => {
                    if let Some(flag) = facts.flags.iter().find(|it| it.long == Some(name)) {
                        self.values(flag, name.len() + 1, list);
                    }
                }
                None => self.named(|it| format!("{it}="), list),
            },
            Syntax::Pairs => self.named(|it| format!("--{it}"), list),
            Syntax::Words => {
                if prefix.is_empty() || prefix.starts_with('-') {
                    self.named(|it| format!("-{it}"), list);
                }
            }
            Syntax::Posix | Syntax::OldBundle => match prefix.strip_prefix("--") {
                Some(rest) => match rest.split_once('=') {
                    Some((name, _)) => {
                        let from = prefix.len() - rest.len() + name.len() + 1;
                        if let Some(flag) = facts.long(name) {
                            self.values(flag, from, list);
                        }
                    }
                    None => self.named(|it| format!("--{it}"), list),
                },
                None if prefix.is_empty() || prefix == "-" => {
                    self.letters(list);
                    self.named(|it| format!("--{it}"), list);
                    self.dash_names(list);
                }
                None if prefix.starts_with('-') => {
                    self.bundle(1, list);
                    self.dash_names(list);
                }
                // `tar xz`
                None if facts.syntax == Syntax::OldBundle && self.before.args.is_empty() => self.bundle(0, list),
                None => {}
            },
        }
    }

    /// Offers the long flags.
    fn named(&self, spell: impl Fn(&str) -> String, list: &mut List<'_>) {
        let given = self.given();
        let is_subcommand = self.at.path.contains(' ');
        let has_dashes = matches!(self.at.facts.syntax, Syntax::Posix | Syntax::OldBundle);
        let has_long = !has_dashes || self.scene.platform.takes_long(self.at.facts, is_subcommand);
        for flag in self.at.facts.flags.iter().filter(|it| has_long && self.has(it)) {
            let Some(long) = flag.long.filter(|it| it.starts_with(char::is_alphanumeric)) else { continue };
            let name = if flag.two_dashes { format!("--{long}") } else { spell(long) };
            self.flag(&name, flag, LONG, &given, list);
        }
    }

    /// Offers the short flags, each alone.
    fn letters(&self, list: &mut List<'_>) {
        let given = self.given();
        for flag in self.at.facts.flags.iter().filter(|it| self.has(it)) {
            let Some(short) = flag.short.filter(|it| is_plain(*it)) else { continue };
            self.flag(&format!("-{short}"), flag, SHORT, &given, list);
        }
    }

    fn flag(&self, name: &str, flag: &'static Flag, rank: u8, given: &[&'static Flag], list: &mut List<'_>) {
        let is_given = given.iter().any(|it| std::ptr::eq(*it, flag));
        let rank = if is_given { rank + GIVEN } else { rank };
        let count = list.items.len();
        list.add(rank, Kind::Flag, name, flag.summary, Some(explained::flag_key(&self.at.path, name)));
        let Some((_, item)) = list.items.get_mut(count) else { return };
        item.value = flag.value.filter(|_| !flag.optional).map(|it| it.name);
        let is_text = flag.value.is_some_and(|it| {
            !matches!(it.kind, knowledge::Kind::Command | knowledge::Kind::Script | knowledge::Kind::Code)
        });
        // Only at the command's end: what follows may be the value already.
        let is_last = self.index + 1 == self.command.words.len();
        if is_text && is_last {
            item.placeholder = item.value;
        }
    }

    /// Offers what can follow the letters of a bundle: `-xz`, or `xz` without its dash.
    fn bundle(&self, dashes: usize, list: &mut List<'_>) {
        let prefix = &*self.spot.prefix;
        let facts = self.at.facts;
        let mut typed: Vec<&'static Flag> = Vec::new();
        let mut letters = prefix.get(dashes..).unwrap_or_default().char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let Some(flag) = facts.short(letter).filter(|it| self.has(it)) else { return };
            typed.push(flag);
            if flag.value.is_some() && dashes > 0 {
                let is_last = letters.peek().is_none();
                if is_last {
                    self.whole_bundle(flag, list);
                }
                return self.values(flag, dashes + at + letter.len_utf8(), list);
            }
        }
        let Some(last) = typed.last() else { return };
        self.whole_bundle(last, list);
        let given = self.given();
        for flag in facts.flags.iter().filter(|it| self.has(it)) {
            let Some(short) = flag.short.filter(|it| is_plain(*it)) else { continue };
            if !typed.iter().chain(&given).any(|it| std::ptr::eq(*it, flag)) {
                let name = format!("{prefix}{short}");
                let key = explained::flag_key(&self.at.path, &format!("-{short}"));
                list.add(SHORT, Kind::Flag, &name, flag.summary, Some(key));
            }
        }
        // Each letter changes what can follow.
        list.is_incomplete = true;
    }

    /// What is typed already: so that taking the first of the list never adds a letter that nobody asked for.
    fn whole_bundle(&self, last: &'static Flag, list: &mut List<'_>) {
        let prefix = &self.spot.prefix;
        let key = explained::flag_key(&self.at.path, prefix);
        list.add(FIRST, Kind::Flag, prefix, last.summary, Some(key));
    }

    /// Offers `-TERM` and its like.
    fn dash_names(&self, list: &mut List<'_>) {
        if self.at.facts.dash_name.is_some() && self.spot.prefix.starts_with('-') {
            for (name, meaning) in shell::SIGNALS {
                list.add(LONG, Kind::Value, &format!("-{name}"), meaning, None);
            }
        }
    }

    /// Offers what the value of a flag can be; it starts at byte `from` of what is typed.
    fn values(&self, flag: &Flag, from: usize, list: &mut List<'_>) {
        let typed = self.spot.prefix.get(from..).unwrap_or_default();
        // `notrunc,fsync`
        let from = typed.rfind(',').map_or(from, |it| from + it + 1);
        for value in flag.values {
            let (name, meaning) = value.split_once(": ").unwrap_or((value, ""));
            list.add_from(from, FIRST, Kind::Value, name, meaning, None);
        }
        let name = flag.value.map_or("", |it| it.name);
        match (self.at.facts.name, name) {
            ("set", "OPTION") => self.set_options(list),
            // Its policies are meant.
            ("auditctl", _) => {}
            (_, "SIGNAL") => self.signals(from, list),
            ("read", "NAME") | ("printf", "NAME" | "VARIABLE") => {
                variables::offer_own(self.scene, self.spot, list);
            }
            _ => {}
        }
    }

    fn signals(&self, from: usize, list: &mut List<'_>) {
        let is_long = self.spot.prefix.get(from..).is_some_and(|it| it.starts_with("SIG"));
        for (name, meaning) in shell::SIGNALS {
            let name = if is_long { format!("SIG{name}") } else { name.to_owned() };
            list.add_from(from, FIRST, Kind::Value, &name, meaning, None);
        }
    }

    fn set_options(&self, list: &mut List<'_>) {
        for (name, meaning) in shell::set_options(self.dialect()) {
            list.add(FIRST, Kind::Value, name, meaning, None);
        }
    }
}
