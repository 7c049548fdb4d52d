//! Says in one sentence what a call does, from the templates of the facts and the words of the call.
//!
//! `core/knowledge/README.md` describes the templates. Where a program has none that fits, its flags speak for it.

use super::commands::{Part, PartKind, command_parts};
use super::template::{Piece, first_piece};
use crate::Span;
use crate::knowledge::{Effect, Flag, Kind, Operand, Program, Sentence};
use crate::script::{Arg, Command, PartKind as WordPart, Word, Wrapper};

/// How many of several operands are named.
const MOST_NAMED: usize = 4;

/// How long words that are shown as one text get, in bytes; the next one is left out.
const WIDEST_JOINED: usize = 60;

/// What `xargs` puts behind the words of a command.
const ITEMS: &str = "the items";

/// What a call was given, for a template to fill in.
#[derive(Clone)]
struct Call<'a> {
    flags: Vec<(&'a crate::script::Flag, &'static Flag)>,
    operands: Vec<(&'static Operand, &'a Word)>,
    /// The number or name behind one dash: `5` of `head -5`.
    dash: Option<String>,
    /// The operand that is not written here, since `xargs` adds words behind it.
    added: Option<&'static Operand>,
    /// Whether `--` was given.
    ends_flags: bool,
    /// Whether it is a wrapper with the command that it runs.
    wraps: bool,
    text: &'a dyn Fn(&Word) -> String,
}

/// What this call does, where the facts know its program. `adds`: more words are put behind its own.
pub(super) fn sentence(command: &Command, adds: bool, text: &dyn Fn(&Word) -> String) -> Option<String> {
    let parts = command_parts(command);
    let (program, parents) = command.facts().split_last()?;
    // What was given to the wrappers is not what a template speaks of.
    let begins = parts.iter().position(|it| matches!(it.kind, PartKind::Program(_)))?;
    let adds = adds || adds_items(command);
    let calls: Vec<Call> = (parts[begins + 1..].split(|it| matches!(it.kind, PartKind::Subcommand(..))))
        .map(|it| Call::of(it, command, adds, text))
        .collect();
    let (call, before) = calls.split_last()?;
    // Signs such as `!` turn around what is said here of single flags.
    if parts.iter().any(|it| matches!(it.kind, PartKind::Sign(_))) {
        return None;
    }
    let given = || calls.iter().flat_map(|it| &it.flags);
    if calls.iter().any(|it| it.asks_for("help")) {
        return Some("Only says how it is used.".to_owned());
    }
    if calls.iter().any(|it| it.asks_for("version")) {
        return Some("Only says its version.".to_owned());
    }
    if !parents.is_empty() && command.flags().any(|it| it.facts.is_none() && it.is_called("help")) {
        return Some("Only says how it is used.".to_owned());
    }
    // The template of a sub-command may name what was given before it, but not where it has another such flag.
    let mut whole = call.clone();
    for call in before {
        whole.flags.extend(call.flags.iter().filter(|it| !has_another(program, it.1)));
    }
    let own = parts[begins + 1..].iter().filter(|it| matches!(it.kind, PartKind::Operand(..))).count();
    let too_many = !program.operands.is_empty() && command.own_operands().count() > own;
    // Words that the facts do not know may be another sub-command, and then the call does something else.
    let has_role = |it: &&Part| matches!(it.kind, PartKind::Subcommand(..) | PartKind::Operand(..) | PartKind::Sign(_));
    let takes_words = program.wraps.is_some() || parents.is_empty() && program.subcommands.is_empty();
    let too_many = too_many || !takes_words && command.operands().count() > parts.iter().filter(has_role).count();
    let is_clear = all_is_known(command) && !too_many && (call.added.is_some() || !adds);
    let is_clear = is_clear && !parts.iter().any(|it| is_open_end(&it.kind, program));
    let templates = if is_clear { program.sentences } else { &[] };
    let mut unknown = command.flags().filter(|it| it.facts.is_none());
    let rehearses = given().any(only_shows) || unknown.any(|it| it.is_called("dry-run") && !is_switched_off(it));
    let mut shows = rehearses;
    let mut said = match whole.first_of(templates) {
        Some(said) => said,
        None if call.flags.iter().all(only_shows) => {
            shows = false;
            call.flags_in_turn(|_| true)?
        }
        None => call.flags_in_turn(|it| !only_shows(it))?,
    };
    for (parent, call) in parents.iter().zip(before).rev() {
        said.push_str(&parent.ending.and_then(|it| call.with_those_of(parent, &whole).filled(it)).unwrap_or_default());
    }
    // What changes nothing anyway needs no such words.
    shows &= !["Lists ", "Checks ", "Only "].iter().any(|it| said.starts_with(it));
    Some(if shows { format!("Only shows what it would do: {}.", uncapitalised(&said)) } else { format!("{said}.") })
}

/// What a wrapper does to the command that it runs.
pub(super) fn of_wrapper(
    program: &'static Program,
    wrapper: &Wrapper,
    command: &Command,
    text: &dyn Fn(&Word) -> String,
) -> Option<String> {
    let mut own = own_words(wrapper, command).into_iter().peekable();
    let mut facts = program;
    while let Some(sub) = own.peek().and_then(|it| facts.subcommand(it.literal()?)) {
        facts = sub;
        own.next();
    }
    // What stands before the command: `5` of `timeout 5 make`.
    let own: Vec<&Word> = own.collect();
    let given = |name: &str| wrapper.flags.iter().any(|it| it.is_called(name));
    let operands = own.iter().enumerate();
    let operands = operands.filter_map(|(at, it)| Some((facts.operand(at, own.len(), given)?, *it))).collect();
    let dash = wrapper.flags.iter().find(|it| it.known && it.facts.is_none());
    let dash = dash.map(|it| dash_of(it, command, text));
    let flags = wrapper.flags.iter().filter_map(|it| Some((it, it.facts?))).collect();
    let call = Call { flags, operands, dash, added: None, ends_flags: false, wraps: true, text };
    if wrapper.flags.iter().any(|it| !it.known) {
        return None;
    }
    Some(format!("{}.", call.first_of(facts.sentences)?))
}

/// The number or name behind a dash, as sentences show it.
fn dash_of(flag: &crate::script::Flag, command: &Command, text: &dyn Fn(&Word) -> String) -> String {
    match (&flag.long, command.words.get(flag.word)) {
        (Some(long), _) => format!("`{long}`"),
        (None, Some(word)) => text(word).replacen('-', "", 1),
        (None, None) => String::new(),
    }
}

/// Whether a sub-command has another flag by the name of one that was given before it.
fn has_another(program: &Program, flag: &Flag) -> bool {
    let by_letter = flag.short.and_then(|it| program.short(it));
    let by_name = flag.long.and_then(|it| program.long(it));
    by_letter.or(by_name).is_some_and(|it| !is_same(it, flag))
}

/// Whether two flags, of a program and of its sub-command, are one that may stand in both places.
fn is_same(one: &Flag, other: &Flag) -> bool {
    (one.short, one.long, one.value) == (other.short, other.long, other.value)
}

/// Whether a flag lets a program only show what it would do.
fn only_shows(flag: &(&crate::script::Flag, &'static Flag)) -> bool {
    flag.1.effects.contains(&Effect::DryRun) && !is_switched_off(flag.0)
}

/// Whether a flag was given only to say that it is off: `--dry-run=none`.
fn is_switched_off(flag: &crate::script::Flag) -> bool {
    let value = flag.value.as_ref().and_then(|it| it.literal());
    value.is_some_and(|it| matches!(it, "none" | "false" | "no" | "0"))
}

/// A wrapper's words before the command that are no flags: `5` of `timeout -k 1 5 make`.
pub(super) fn own_words<'a>(wrapper: &Wrapper, command: &'a Command) -> Vec<&'a Word> {
    let is_within = |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
    let is_flag = |word: &Word| {
        wrapper.flags.iter().any(|it| {
            let starts_in = it.span.start >= word.span.start && it.span.start < word.span.end;
            starts_in || it.value.as_ref().is_some_and(|it| is_within(it.span, word.span))
        })
    };
    let words = command.words.iter().filter(|it| is_within(it.span, wrapper.span));
    words.skip(1).filter(|it| !is_flag(it) && it.literal() != Some("--")).collect()
}

/// Whether the facts know each flag, and no word before the last may be a list of flags: `$OPTIONS`.
fn all_is_known(command: &Command) -> bool {
    command.args.iter().all(|it| match it {
        // `kubectl --dry-run=client delete pod x`
        Arg::Flag(flag) => flag.known || flag.is_called("dry-run") && flag.value.is_some(),
        Arg::Operand(index) => command.words.get(*index).is_none_or(|it| !may_be_flags(it)),
        Arg::EndOfFlags(_) => true,
    })
}

/// Whether an operand may be several words where the program takes one, and others behind it: `grep "$@"`.
fn is_open_end(part: &PartKind<'_>, program: &Program) -> bool {
    let PartKind::Operand(operand, word) = part else { return false };
    program.operands.len() > 1 && !operand.many && is_list(word)
}

/// Whether a word becomes any number of words: `"$@"`, `${list[@]}`.
pub(super) fn is_list(word: &Word) -> bool {
    let Some(variable) = word.leading_variable().filter(|it| word.parts.len() == 1 && !it.length) else { return false };
    let which = variable.index.as_ref().map_or(Some(&*variable.name), |it| it.literal());
    which == Some("@") || which == Some("*") && !word.is_quoted()
}

/// Whether a word is a flag that is only there where a variable is set: `${root:+--root="$root"}`.
pub(super) fn is_flag_or_nothing(word: &Word) -> bool {
    let variable = word.leading_variable().filter(|_| word.parts.len() == 1);
    let operator = variable.and_then(|it| it.operator.as_ref());
    operator.is_some_and(|it| matches!(&*it.0, ":+" | "+") && it.1.literal_prefix().starts_with('-'))
}

/// Whether a word is a variable that is called as if it held flags, or has a flag beside it: `${root:+--root="$root"}`.
pub(super) fn may_be_flags(word: &Word) -> bool {
    if is_flag_or_nothing(word) {
        return true;
    }
    let Some(variable) = word.leading_variable().filter(|_| word.parts.len() == 1) else { return false };
    if let Some((sign, other)) = variable.operator.as_deref()
        && matches!(&**sign, ":+" | "+" | ":-" | "-")
        && other.literal_prefix().starts_with('-')
        && other.literal_prefix().len() > 1
    {
        return true;
    }
    let is_list = !word.is_quoted() || variable.index.is_some();
    let name = variable.name.to_ascii_lowercase();
    // Not `$target`, in which there is an `arg` too.
    let mut parts = name.split('_').map(|it| it.strip_suffix('s').unwrap_or(it));
    is_list && parts.any(|it| ["opt", "option", "flag", "arg", "switche"].iter().any(|end| it.ends_with(end)))
}

impl<'a> Call<'a> {
    fn of(parts: &'a [Part<'a>], command: &'a Command, adds: bool, text: &'a dyn Fn(&Word) -> String) -> Self {
        let (mut flags, mut operands, mut dash) = (Vec::new(), Vec::<(&'static Operand, &Word)>::new(), None);
        for part in parts {
            match part.kind {
                PartKind::Flag(flag, facts, _) => flags.push((flag, facts)),
                PartKind::Operand(operand, word) => operands.push((operand, word)),
                PartKind::Dash(_) => {
                    let flag = command.flags().find(|it| it.span == part.span);
                    dash = flag.map(|it| dash_of(it, command, text));
                }
                _ => {}
            }
        }
        let added = adds.then(|| {
            let roles = command.facts().last()?.operands.iter();
            let roles: Vec<&Operand> = roles.filter(|it| !it.unless.iter().any(|it| command.gives(it))).collect();
            let last = *roles.last()?;
            if last.many {
                // The items would also be what should stand before it: `xargs grep`.
                let next = roles.get(operands.len()).copied().filter(|_| adds_one(command));
                next.or_else(|| Some(last).filter(|_| operands.len() + 1 >= roles.len()))
            } else {
                roles.get(operands.len()).copied().filter(|_| !roles.iter().any(|it| it.many))
            }
        });
        let ends_flags = parts.iter().any(|it| matches!(it.kind, PartKind::End));
        Self { flags, operands, dash, added: added.flatten(), ends_flags, wraps: false, text }
    }

    /// Whether a flag was given that only prints the help, or the version.
    fn asks_for(&self, what: &str) -> bool {
        let only_prints =
            |it: &Flag| it.long == Some(what) || it.summary.strip_prefix("prints its ").is_some_and(|it| it == what);
        self.flags.iter().any(|it| it.1.value.is_none() && only_prints(it.1))
    }

    /// The first sentence whose conditions hold and whose places can all be filled in.
    fn first_of(&self, sentences: &[Sentence]) -> Option<String> {
        let fits = |it: &&Sentence| it.when.iter().all(|it| self.holds(it));
        let mut said = sentences.iter().filter(fits).filter_map(|it| self.filled(it.says));
        said.next()
    }

    /// `-x`, `--long`, `FILE`: given; `!` before it: not given; `|` between several: one of them.
    fn holds(&self, condition: &str) -> bool {
        match condition.strip_prefix('!') {
            Some(rest) => !self.holds(rest),
            None => condition.split('|').any(|it| self.is_given(it)),
        }
    }

    fn is_given(&self, name: &str) -> bool {
        if name == "--" {
            return self.ends_flags;
        }
        if let Some((name, pattern)) = name.split_once('=') {
            let behind_dash = name == "-#" && self.dash.as_ref().is_some_and(|it| it.trim_matches('`') == pattern);
            return behind_dash || self.words(name).iter().any(|it| is_like(it, pattern));
        }
        if let Some(name) = name.strip_suffix('+') {
            return self.words(name).len() > 1 || self.is_added(name);
        }
        match name.strip_prefix('-') {
            Some("#") => self.dash.is_some(),
            Some(_) => self.flags.iter().any(|it| is_called(it.1, name)),
            None if name == "command" => self.wraps,
            None if name == "flags" => !self.flags.is_empty() || self.dash.is_some(),
            None => self.is_added(name) || self.operands.iter().any(|it| it.0.value.name == name),
        }
    }

    fn is_added(&self, name: &str) -> bool {
        self.added.is_some_and(|it| it.value.name == name)
    }

    /// The words that are this operand, or values of this flag.
    fn words(&self, name: &str) -> Vec<&'a Word> {
        if name.starts_with('-') {
            let flags = self.flags.iter().filter(|it| is_called(it.1, name));
            return flags.filter_map(|it| it.0.value.as_ref()).collect();
        }
        self.operands.iter().filter(|it| it.0.value.name == name).map(|it| it.1).collect()
    }

    /// Whether a dash alone in place of this operand or value means a stream.
    fn is_path(&self, name: &str) -> bool {
        let mut flags = self.flags.iter().filter(|it| is_called(it.1, name)).filter_map(|it| it.1.value);
        let mut operands = self.operands.iter().map(|it| it.0.value).filter(|it| it.name == name);
        let value = if name.starts_with('-') { flags.next() } else { operands.next() };
        value.is_some_and(|it| it.kind == Kind::Path)
    }

    /// The same call with those flags of another that a program has too, to end a sentence of its sub-command.
    fn with_those_of(&self, program: &Program, other: &Self) -> Self {
        let mut all = self.clone();
        let also = |it: &&(_, &'static Flag)| program.flags.iter().any(|own| is_same(own, it.1));
        let new = other.flags.iter().filter(also).filter(|it| !self.flags.iter().any(|own| std::ptr::eq(own.0, it.0)));
        all.flags.extend(new);
        all
    }

    /// A template with the words of the call; `None` where something that it needs was not given.
    fn filled(&self, template: &str) -> Option<String> {
        let mut said = String::new();
        let mut rest = template;
        while !rest.is_empty() {
            let (piece, behind) = first_piece(rest)?;
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Place { name, otherwise } => {
                    let given = self.given(name, otherwise);
                    let given = given.as_deref().or(otherwise)?;
                    // "the folder the items" would read as two things.
                    let is_second = given == ITEMS && ends_with_a_noun(&said);
                    said.push_str(if is_second { "that the items name" } else { given });
                }
                Piece::Group { condition, template } => {
                    if condition.is_none_or(|it| self.holds(it)) {
                        said.push_str(&self.filled(template).unwrap_or_default());
                    }
                }
            }
            rest = behind;
        }
        Some(said)
    }

    /// The words given as this operand, or as the value of this flag; `stream` is what a dash alone stands for.
    fn given(&self, name: &str, stream: Option<&str>) -> Option<String> {
        if name == "-#" {
            return self.dash.clone();
        }
        if let Some(name) = name.strip_suffix('*') {
            return self.joined(name);
        }
        if let Some(name) = name.strip_suffix('~') {
            let shown = self.given(name, stream)?;
            return Some(shown.replacen(['+', '-'], "", 1));
        }
        let (name, end) = name.strip_suffix('=').map_or((name, None), |it| (it, Some('=')));
        let words = self.words(name);
        let stream = stream.filter(|_| self.is_path(name));
        let show = |word: &&Word| match stream {
            Some(stream) if word.literal() == Some("-") => stream.to_owned(),
            _ => match ((self.text)(word), end) {
                (shown, Some(end)) if shown.contains(end) => {
                    format!("{}`", shown.split(end).next().unwrap_or_default().trim_end_matches('`'))
                }
                (shown, _) => shown,
            },
        };
        let mut shown: Vec<String> = words.iter().take(MOST_NAMED).map(show).collect();
        if words.len() > MOST_NAMED {
            shown.push(format!("{} more", words.len() - MOST_NAMED));
        }
        if self.is_added(name) {
            shown.push(ITEMS.to_owned());
        }
        let last = shown.pop()?;
        Some(if shown.is_empty() { last } else { format!("{} and {last}", shown.join(", ")) })
    }

    /// The words of an operand as one text.
    fn joined(&self, name: &str) -> Option<String> {
        let words = self.words(name);
        let mut words = words.iter().map(|it| (self.text)(it));
        let Some(mut text) = words.next() else { return self.is_added(name).then(|| ITEMS.to_owned()) };
        for word in words {
            if text.len() > WIDEST_JOINED {
                return Some(format!("{} …`", text.trim_end_matches('`')));
            }
            let word = if word.starts_with('`') { &word } else { "''" };
            text = format!("{} {}`", text.trim_end_matches('`'), word.trim_matches('`'));
        }
        if self.is_added(name) {
            text = format!("{text} and {ITEMS}");
        }
        Some(text)
    }

    /// The own words of those flags, one after the other.
    fn flags_in_turn(&self, which: impl Fn(&(&crate::script::Flag, &'static Flag)) -> bool) -> Option<String> {
        let flags = self.flags.iter().filter(|it| which(it)).map(|(flag, facts)| match flag.value.as_ref() {
            Some(value) => format!("{} ({})", facts.summary, (self.text)(value)),
            None => facts.summary.to_owned(),
        });
        let mut flags: Vec<String> = flags.collect();
        flags.dedup();
        let last = flags.pop()?;
        Some(if flags.is_empty() {
            format!("Here it {last}")
        } else {
            format!("Here it {}, and {last}", flags.join(", "))
        })
    }
}

/// Whether a text ends with a thing and its article: "Makes the folders ".
fn ends_with_a_noun(text: &str) -> bool {
    let mut words = text.trim_end().rsplit(' ');
    words.next().is_some_and(|it| it.ends_with(char::is_alphabetic)) && words.next().is_some_and(|it| it == "the")
}

/// Whether `xargs` adds words behind those of the command.
pub(super) fn adds_items(command: &Command) -> bool {
    let xargs = command.wrappers.iter().find(|it| &*it.program == "xargs");
    xargs.is_some_and(|it| !["I", "i", "replace", "J"].iter().any(|name| it.flags.iter().any(|it| it.is_called(name))))
}

/// Whether `xargs` adds one word at a time.
fn adds_one(command: &Command) -> bool {
    let is_one =
        |it: &crate::script::Flag| it.is_called("n") && it.value.as_ref().is_some_and(|it| it.literal() == Some("1"));
    command.wrappers.iter().any(|it| &*it.program == "xargs" && it.flags.iter().any(is_one))
}

/// Whether a value is the one of a pattern; a star at its end or start leaves that open, and `#` is any number.
fn is_like(word: &Word, pattern: &str) -> bool {
    if pattern == "#" {
        return word.literal().is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    }
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(rest), Some(_)) => {
            let inner = rest.trim_end_matches('*');
            let holds = |it: &crate::script::Part| matches!(&it.kind, WordPart::Literal(text) if text.contains(inner));
            word.parts.iter().any(holds)
        }
        (Some(end), None) => word.literal().is_some_and(|it| it.ends_with(end)),
        (None, Some(start)) => word.literal_prefix().starts_with(start),
        (None, None) => word.literal() == Some(pattern),
    }
}

fn is_called(flag: &Flag, name: &str) -> bool {
    match name.strip_prefix("--") {
        Some(long) => flag.long == Some(long),
        None => {
            let name = name.trim_start_matches('-');
            flag.long == Some(name) || flag.short.is_some_and(|it| name.chars().eq([it]))
        }
    }
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| it.to_lowercase().chain(chars).collect())
}
