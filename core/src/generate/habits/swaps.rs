//! One program in the place of another, with its arguments translated where that is certain.

use super::places::Places;
use crate::generate::refine::{commands, edited, ripgrep, takes_the_same};
use crate::rules::edits::Edits;
use crate::script::{Command, PartKind, Word, quote};
use crate::target::Platform;
use crate::{Document, Span};
use std::fmt;

/// A program that a user prefers to another.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Swap {
    from: &'static str,
    to: &'static str,
    how: How,
}

/// How the arguments become those of the other program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum How {
    /// As they are, where the other program's facts have the same flags.
    Same,
    /// As they are, where there are no flags but these.
    Plain(&'static str),
    Find,
    Grep,
    /// `egrep`, with a flag that stands for the name.
    Named,
    Eza,
    Bat,
}

const fn same(from: &'static str, to: &'static str) -> Swap {
    Swap { from, to, how: How::Same }
}

/// All that are certain. What `fd` and `rg` leave out by themselves is what the user prefers, or `-u` says otherwise.
static SWAPS: [Swap; 35] = [
    Swap { from: "find", to: "fd", how: How::Find },
    Swap { from: "find", to: "fd -u", how: How::Find },
    Swap { from: "grep -r", to: "rg", how: How::Grep },
    Swap { from: "grep -r", to: "rg -uu", how: How::Grep },
    Swap { from: "egrep", to: "grep -E", how: How::Named },
    Swap { from: "fgrep", to: "grep -F", how: How::Named },
    Swap { from: "which", to: "command -v", how: How::Plain("") },
    Swap { from: "ls", to: "eza", how: How::Eza },
    Swap { from: "cat", to: "bat", how: How::Bat },
    Swap { from: "netstat", to: "ss", how: How::Plain("tulpna") },
    Swap { from: "top", to: "htop", how: How::Plain("") },
    Swap { from: "gzip", to: "pigz", how: How::Plain("dkcv") },
    same("docker", "podman"),
    same("podman", "docker"),
    same("docker-compose", "docker compose"),
    same("docker compose", "docker-compose"),
    same("apt", "apt-get"),
    same("apt-get", "apt"),
    same("yum", "dnf"),
    same("pip", "pip3"),
    same("pip3", "pip"),
    same("python", "python3"),
    same("python3", "python"),
    same("vi", "vim"),
    same("vim", "vi"),
    same("vi", "nvim"),
    same("vim", "nvim"),
    same("nvim", "vim"),
    same("nano", "vim"),
    same("vim", "nano"),
    same("nano", "nvim"),
    same("awk", "gawk"),
    same("gawk", "awk"),
    same("sudo", "doas"),
    same("doas", "sudo"),
];

/// How the sentence about a program begins.
pub(super) const PREFERS: &str = "you prefer ";

/// The one that is called so.
pub(super) fn named(from: &str, to: &str) -> Option<&'static Swap> {
    SWAPS.iter().find(|it| it.from == from && it.to == to)
}

/// Those that could have made one command of another, the likeliest first.
pub(super) fn between(left: &Command, right: &Command) -> impl Iterator<Item = &'static Swap> {
    let (left, right) = (left.clone(), right.clone());
    SWAPS.iter().filter(move |it| it.is_from(&left) && it.is_to(&right))
}

impl Swap {
    pub(super) fn sentence(&self) -> String {
        let leaves_out = match (self.how, self.to) {
            (How::Find | How::Grep, "fd" | "rg") => ", which skips hidden and ignored files",
            _ => "",
        };
        format!("{PREFERS}{} to {}{leaves_out}", self.to, self.from)
    }

    /// The other way round, or another form of the new program.
    pub(super) fn rival(&self) -> Option<&'static Self> {
        let sibling = SWAPS.iter().find(|it| it.how == self.how && self.how.has_forms() && it.to != self.to);
        sibling.or_else(|| named(self.to, self.from))
    }

    pub(super) fn program(&self) -> &'static str {
        self.from.split(' ').next().unwrap_or_default()
    }

    pub(super) fn new_program(&self) -> &'static str {
        self.to.split(' ').next().unwrap_or_default()
    }

    /// Whether a command is the one that is replaced.
    fn is_from(&self, command: &Command) -> bool {
        let name = command.program.as_deref();
        match (self.from, self.how) {
            (_, How::Grep) => name == Some("grep") && command.has_flag('r', "recursive"),
            ("docker compose", _) => {
                name == Some("docker") && command.facts().get(1).is_some_and(|it| it.name == "compose")
            }
            ("sudo" | "doas", _) => command.is_wrapped_by(self.from),
            _ => name == Some(self.from),
        }
    }

    /// Whether a command is what takes its place, in that form.
    pub(super) fn is_to(&self, command: &Command) -> bool {
        let name = command.program.as_deref();
        match (self.to, self.how) {
            ("sudo" | "doas", _) => command.is_wrapped_by(self.to),
            ("docker compose", _) => {
                name == Some("docker") && command.facts().get(1).is_some_and(|it| it.name == "compose")
            }
            (_, How::Find | How::Grep) => {
                let letters: &[char] = if self.how == How::Find { &['u', 'H', 'I'] } else { &['u'] };
                let is_free = command.arguments().iter().filter_map(Word::literal).any(|it| {
                    matches!(it, "--hidden" | "--no-ignore" | "--unrestricted")
                        || it.starts_with('-') && !it.starts_with("--") && it.contains(letters)
                });
                name == Some(self.new_program()) && is_free == self.to.contains(' ')
            }
            (_, How::Named) => {
                let letter = self.to.chars().next_back();
                name == Some("grep") && letter.is_some_and(|it| command.has_flag(it, ""))
            }
            ("command -v", _) => name == Some("command") && command.gives("v"),
            _ => name == Some(self.to),
        }
    }

    /// Whether one command says what the other said, apart from the program.
    pub(super) fn keeps(&self, left: &Command, right: &Command) -> bool {
        let own = |it: &String| !self.from.split(['-', ' ']).chain(self.to.split(['-', ' '])).any(|word| word == it);
        let said = |it: &Command| literals(it).map(|it| it.into_iter().filter(own).collect::<Vec<_>>());
        said(left).is_some_and(|it| Some(it) == said(right))
    }

    /// The command line with the other program, wherever that is certain.
    pub(super) fn applied(&self, document: &Document, platform: Platform) -> Option<String> {
        let text = document.text().to_string();
        let places = Places::of(document);
        let mut all = Edits::new();
        for command in commands(document).into_iter().filter(|it| self.is_from(it)) {
            if let Some(edits) = self.translated(command, &text, &places, platform) {
                all.extend(edits);
            }
        }
        all.dedup();
        (!all.is_empty()).then(|| edited(document, &all))
    }

    fn translated(&self, command: &Command, text: &str, places: &Places, platform: Platform) -> Option<Edits> {
        // Who reads what it prints may want every line, and each in the form that it had.
        let is_last = places.is_shown(command);
        let is_alone = is_last && places.is_alone(command);
        match self.how {
            How::Same if matches!(self.from, "sudo" | "doas") => {
                let own = command.wrappers.iter().filter(|it| &*it.program == self.from);
                let plain: Vec<_> = own.collect();
                let [one] = *plain else { return None };
                let name = Span::new(one.span.start, one.span.start + one.program.len());
                (one.flags.is_empty() && name.of(text) == self.from).then(|| vec![(name, self.to.to_owned())])
            }
            How::Same => {
                let is_editor = matches!(self.to, "vim" | "vi" | "nvim" | "nano");
                let is_plain = command.flags().next().is_none();
                let is_same = match self.to {
                    _ if is_editor => is_plain,
                    "docker-compose" | "docker compose" => true,
                    _ => takes_the_same(command, self.to, platform),
                };
                let name = command.name_span();
                let span = match self.from.split_once(' ') {
                    None => name,
                    // No flag may stand between the two words.
                    Some((_, sub)) => {
                        let word = command.arguments().first().filter(|it| it.literal() == Some(sub))?;
                        name.cover(word.span)
                    }
                };
                (is_same && name.of(text) == self.program()).then(|| vec![(span, self.to.to_owned())])
            }
            How::Plain(letters) => {
                let is_known =
                    |it: &crate::script::Flag| it.short.is_some_and(|it| letters.contains(it)) && it.value.is_none();
                let operands = command.operands().count();
                let fits = match self.from {
                    "which" => operands == 1 && !command.wrappers.iter().any(|it| &*it.program != "command"),
                    "gzip" => true,
                    _ => operands == 0,
                };
                (fits && command.flags().all(is_known)).then(|| vec![(command.name_span(), self.to.to_owned())])
            }
            How::Named => Some(vec![(command.name_span(), self.to.to_owned())]),
            How::Grep => {
                let mut edits = is_last.then(|| ripgrep(command)).flatten()?;
                if self.to == "rg" {
                    let (_, written) = edits.first_mut()?;
                    *written = written.replacen("rg -uu", "rg", 1);
                }
                Some(edits)
            }
            How::Find => is_last.then(|| fd(command, self.to)).flatten(),
            How::Eza => is_last.then(|| eza(command)).flatten(),
            How::Bat => {
                let has_no_flag = command.flags().all(|it| it.short == Some('n') && it.value.is_none());
                let reads = command.operands().next().is_some();
                (is_alone && has_no_flag && reads).then(|| vec![(command.name_span(), "bat".to_owned())])
            }
        }
    }
}

impl fmt::Display for Swap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} -> {}", self.from, self.to)
    }
}

impl How {
    fn has_forms(self) -> bool {
        matches!(self, Self::Find | Self::Grep)
    }
}

/// A size as `find` writes it, above which both count alike.
fn size(text: &str) -> Option<String> {
    let number = text.strip_prefix('+')?;
    let (digits, unit) = number.split_at(number.len().checked_sub(1)?);
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    (is_number && matches!(unit, "k" | "M" | "G")).then(|| format!("+{digits}{unit}i"))
}

/// `find` with tests that `fd` has too, as `fd`.
fn fd(find: &Command, to: &str) -> Option<Edits> {
    let mut words = find.arguments().iter().peekable();
    let mut place = None;
    if let Some(first) = words.peek().and_then(|it| it.literal())
        && !first.starts_with(['-', '(', '!'])
    {
        place = Some(first.to_owned());
        words.next();
    }
    let (mut pattern, mut more): (Option<String>, Vec<String>) = (None, Vec::new());
    let mut kinds = 0;
    while let Some(word) = words.next() {
        let test = word.literal()?;
        let mut value = || words.next().and_then(Word::literal);
        match test {
            "-type" => {
                let kind = value().filter(|it| matches!(*it, "f" | "d" | "l"))?;
                kinds += 1;
                more.push(format!("-t {kind}"));
            }
            "-name" | "-iname" => {
                let glob = value()?;
                let ending = glob.strip_prefix("*.").filter(|it| it.bytes().all(|it| it.is_ascii_alphanumeric()));
                match ending.filter(|it| !it.is_empty()) {
                    Some(ending) => more.push(format!("-e {ending}")),
                    None if pattern.is_none() && !glob.contains('/') => pattern = Some(format!("-g {}", quote(glob))),
                    None => return None,
                }
            }
            "-maxdepth" => more.push(format!("-d {}", value().filter(|it| is_number(it))?)),
            "-size" => more.push(format!("-S {}", size(value()?)?)),
            "-mtime" => {
                let days = value()?.strip_prefix('-').filter(|it| is_number(it))?;
                more.push(format!("--changed-within {days}d"));
            }
            "-print" if words.peek().is_none() => {}
            _ => return None,
        }
    }
    let names = more.iter().filter(|it| it.starts_with("-e")).count() + usize::from(pattern.is_some());
    if kinds > 1 || names > 1 {
        return None;
    }
    let mut text = to.to_owned();
    for it in more.iter().chain(&pattern) {
        text.extend([" ", it]);
    }
    if let Some(place) = place.filter(|it| it != ".") {
        // A folder stands behind the pattern: without one, a dot matches every name.
        text.push_str(if pattern.is_some() { " " } else { " . " });
        text.push_str(&if place.starts_with('~') { place } else { quote(&place) });
    }
    let start = find.name_span().start;
    Some(vec![(Span::new(start, find.words.last()?.span.end), text)])
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// `ls` with flags that mean the same to `eza`, which writes sizes for people without being asked.
fn eza(ls: &Command) -> Option<Edits> {
    let mut letters = String::new();
    for flag in ls.flags() {
        match flag.short.filter(|_| flag.value.is_none())? {
            'h' => {}
            letter @ ('l' | 'a' | '1' | 'd' | 'R') => letters.push(letter),
            _ => return None,
        }
    }
    // Words keep their places: flags come first.
    let is_ahead = ls.flags().all(|it| ls.operands().all(|word| ls.words[it.word].span.start < word.span.start));
    if !is_ahead {
        return None;
    }
    let end = ls.flags().filter_map(|it| ls.words.get(it.word)).map(|it| it.span.end).max();
    let text = if letters.is_empty() { "eza".to_owned() } else { format!("eza -{letters}") };
    Some(vec![(Span::new(ls.name_span().start, end.unwrap_or(ls.name_span().end)), text)])
}

/// What the words of a command say, without flags and signs: what an edit must keep for the program alone to be new.
fn literals(command: &Command) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for word in command.arguments() {
        let mut text = String::new();
        for part in &word.parts {
            match &part.kind {
                PartKind::Literal(it) | PartKind::Glob(it) | PartKind::Tilde(it) => text.push_str(it),
                PartKind::Parameter(it) => text.extend([" ", &it.name, " "]),
                _ => return None,
            }
        }
        if text.starts_with('-') {
            // `--include=*.py`
            let Some((_, value)) = text.split_once('=') else { continue };
            text = value.to_owned();
        }
        for run in text.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty()) {
            let digits = run.starts_with(|it: char| it.is_ascii_digit());
            let run = if digits { run.trim_end_matches(|it: char| it.is_ascii_alphabetic()) } else { run };
            if (digits || run.chars().count() > 1) && !found.iter().any(|it| it == run) {
                found.push(run.to_owned());
            }
        }
    }
    found.sort();
    Some(found)
}
