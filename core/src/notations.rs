//! The little languages inside of shell words, said in words: what `u+rwX`, `-mtime +7` or `s/a/b/g` mean.
//!
//! [`said`] answers for an operand or a flag's value of a command; [`in_document`] for lines of a crontab, which stand in
//! other places. The files beside this one read one language each, from text to words, and say nothing where they are
//! not sure.

use crate::knowledge::{Kind, Program};
use crate::script::{Arg, Command, Flag, Word};
use crate::{Document, Span};

mod awk;
pub(crate) mod cron;
mod dates;
pub(crate) mod find;
mod formats;
mod modes;
mod options;
mod owners;
mod sed;
mod signals;
mod sizes;
mod tables;
pub(crate) mod typed;

pub(crate) use tables::Line as CrontabLine;

/// What a piece of a little language says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Where it stands; it counts as the spans of what was asked about.
    pub(crate) span: Span,
    /// What it says, without a capital and without a full stop; back-ticks mark the user's own words.
    pub(crate) text: String,
}

/// How many arguments of one command are looked at.
const MOST_ARGUMENTS: usize = 256;

/// The longest text that is shown again, in characters.
const LONGEST_QUOTE: usize = 60;

/// What the operand, the flag's value or the flag such as `-9` at this very span says.
pub(crate) fn said(command: &Command, span: Span) -> Option<Said> {
    collect(command, |it| it == span).pop()
}

/// What the operands, the values of flags and flags such as `-9` of a command say.
pub(crate) fn all(command: &Command) -> Vec<Said> {
    collect(command, |_| true)
}

/// What stands at an offset, the offsets being those of the command's chunk.
pub(crate) fn at(command: &Command, offset: usize) -> Option<Said> {
    collect(command, |it| it.touches(offset)).into_iter().min_by_key(|it| it.span.len())
}

/// What a line of a crontab at an offset says: in a here-document or a text that becomes a crontab, or in a comment.
/// Offset and span are those of the document.
pub(crate) fn in_document(document: &Document, offset: usize) -> Option<Said> {
    let line = tables::line_at(document, offset)?;
    Some(Said { text: cron::line(&line.text, line.users)?, span: line.span })
}

/// The line of a crontab at an offset, also one that is half typed.
pub(crate) fn crontab_line(document: &Document, offset: usize) -> Option<CrontabLine> {
    tables::line_at(document, offset)
}

fn collect(command: &Command, wanted: impl Fn(Span) -> bool) -> Vec<Said> {
    let mut found = Vec::new();
    let mut add = |span: Span, text: &dyn Fn() -> Option<String>| {
        if wanted(span)
            && let Some(text) = text()
        {
            found.push(Said { span, text });
        }
    };
    for wrapper in &command.wrappers {
        let Some(program) = crate::knowledge::program(&wrapper.program) else { continue };
        for flag in wrapper.flags.iter().take(MOST_ARGUMENTS) {
            add(flag_span(flag), &|| of_flag(flag, program, command));
        }
    }
    let Some(program) = command.facts().first() else { return found };
    let count = command.operands().count();
    let mut operands = 0;
    for arg in command.args.iter().take(MOST_ARGUMENTS) {
        match arg {
            Arg::Flag(flag) => add(flag_span(flag), &|| of_flag(flag, program, command)),
            Arg::Operand(index) => {
                operands += 1;
                let Some(word) = command.words.get(*index) else { continue };
                let place = Place { word: *index, at: operands - 1, count };
                add(word.span, &|| of_operand(word, &place, program, command));
            }
            Arg::EndOfFlags(_) => {}
        }
    }
    found
}

/// Where what a flag says is shown: at its value, or at the whole of `-9`.
fn flag_span(flag: &Flag) -> Span {
    flag.value.as_ref().map_or(flag.span, |it| it.span)
}

fn of_flag(flag: &Flag, program: &'static Program, command: &Command) -> Option<String> {
    let Some(value) = &flag.value else {
        // `kill -9`
        let sends = matches!(program.name, "kill" | "killall" | "pkill") && flag.known && flag.facts.is_none();
        return flag.long.as_deref().filter(|_| sends).and_then(signals::sent);
    };
    let text = value.literal()?;
    let facts = flag.facts?;
    let (name, kind) = facts.value.map(|it| (it.name, it.kind))?;
    match (program.name, kind) {
        ("find", _) => find::value(facts.long?, text),
        ("sed", Kind::Code) => sed_script(text, command),
        ("kill", _) if flag.is('l', "list") => signals::of_status(text),
        ("mkdir" | "mkfifo" | "mknod" | "install", Kind::Mode) => modes::of_new(text),
        ("dd", _) if flag.is('\0', "count") => blocks(text, command),
        ("dd" | "split", Kind::Size) => sizes::said(text),
        ("head" | "tail", Kind::Size) if !text.bytes().all(|it| it.is_ascii_digit()) => sizes::said(text),
        ("truncate", Kind::Size) => truncated(text),
        ("set", _) if flag.is('o', "") => options::set(text, true),
        ("bash", _) if flag.is('o', "") => options::set(text, true),
        ("bash", _) if flag.is('O', "") => options::shopt(text, Some(true)),
        (
            "kill" | "killall" | "pkill" | "timeout" | "docker" | "podman" | "systemctl" | "loginctl"
            | "start-stop-daemon",
            _,
        ) if name == "SIGNAL" => signals::sent(text),
        ("ls" | "du", _) if flag.is('\0', "time-style") => dates::said(text),
        _ => None,
    }
}

/// Which operand it is.
struct Place {
    /// Which of the command's words.
    word: usize,
    /// How many operands stand before it.
    at: usize,
    /// How many there are.
    count: usize,
}

fn of_operand(word: &Word, place: &Place, program: &'static Program, command: &Command) -> Option<String> {
    if program.name == "make" {
        let prefix = word.literal_prefix();
        let variable = prefix.split_once('=')?.0.trim_end_matches([':', '+', '?', '!']);
        return Some(format!("sets the variable {} of the makefile", quoted(variable)));
    }
    let text = word.literal()?;
    let kind = || program.operand(place.at, place.count, |it| command.gives(it)).map(|it| it.value.kind);
    match program.name {
        "chmod" if kind() == Some(Kind::Mode) => modes::said(text),
        "umask" if place.at == 0 => modes::umask(text),
        "chown" if kind() == Some(Kind::User) => owners::of_chown(text),
        "chgrp" if kind() == Some(Kind::User) => owners::of_chgrp(text),
        "sed" if kind() == Some(Kind::Code) => sed_script(text, command),
        "awk" if kind() == Some(Kind::Code) => awk::said(text, separator(command)?),
        "date" => dates::said(text),
        "printf" if place.at == 0 => formats::said(text),
        "exit" | "return" if place.at == 0 => signals::status(text),
        "trap" if place.at > 0 => signals::condition(text),
        "kill" if command.has_flag('l', "list") => signals::of_status(text),
        "shopt" => {
            let on = if command.has_flag('s', "") { Some(true) } else { command.has_flag('u', "").then_some(false) };
            if command.has_flag('o', "") { options::set(text, on?) } else { options::shopt(text, on) }
        }
        "set" => {
            let before = command.words.get(command.head + 1..place.word)?;
            // Behind `--` or a first plain word stand arguments.
            let is_option =
                |it: &Word| it.literal().is_some_and(|it| it.starts_with(['+', '-']) && it != "--" && it != "-");
            let last = before.last().and_then(|it| it.literal());
            let names_option = last.is_some_and(|it| it.starts_with('+') && it.ends_with('o'));
            if names_option && before.iter().rev().skip(1).all(|it| it.literal().is_some()) {
                options::set(text, false)
            } else if before.iter().all(is_option) {
                options::letters_off(text)
            } else {
                None
            }
        }
        "test" | "[" => modes::printed(text),
        _ => None,
    }
}

/// Whether a call of `sed` runs shell commands, as `e` in its script says.
pub(crate) fn sed_runs(sed: &Command) -> bool {
    let values = sed.flags().filter(|it| it.is('e', "expression")).filter_map(|it| it.value.as_ref()?.literal());
    let has_flag = sed.has_flag('e', "expression") || sed.has_flag('f', "file");
    let first = sed.operands().next().filter(|_| !has_flag).and_then(|it| it.literal());
    values.chain(first).take(MOST_ARGUMENTS).any(sed::runs)
}

/// What a script of `sed` does; nothing where its lines are not lines.
fn sed_script(script: &str, sed: &Command) -> Option<String> {
    if sed.has_flag('z', "null-data") {
        return None;
    }
    let is_quiet = sed.has_flag('n', "quiet") || sed.has_flag('\0', "silent");
    let scripts = sed.flags().filter(|it| it.is('e', "expression") || it.is('f', "file")).count();
    sed::said(script, is_quiet, scripts <= 1)
}

/// The sign between the fields of `awk`; nothing where that is not known.
fn separator(awk: &Command) -> Option<&str> {
    let sets_it = |flag: &Flag| flag.value.as_ref().is_none_or(|it| it.literal_prefix().contains("FS="));
    if awk.flags().any(|it| it.is('v', "assign") && sets_it(it)) {
        return None;
    }
    match awk.flags().filter(|it| it.is('F', "field-separator")).last() {
        None => Some(" "),
        Some(flag) => flag.value.as_ref()?.literal(),
    }
}

/// What `dd count=10 bs=1M` copies.
fn blocks(text: &str, dd: &Command) -> Option<String> {
    if let Some(bytes) = text.strip_suffix('B').and_then(sizes::bytes) {
        return Some(format!("copies at most {}", sizes::in_words(bytes)));
    }
    let count = sizes::bytes(text)?;
    // Other flags can make it a number of bytes.
    if dd.flags().any(|it| it.is('\0', "iflag")) {
        return None;
    }
    let size = |name: &str| match dd.flag('\0', name) {
        None => Some(None),
        Some(flag) => sizes::bytes(flag.value.as_ref()?.literal()?).map(Some),
    };
    let block = size("bs")?.or(size("ibs")?).unwrap_or(512);
    Some(format!(
        "copies at most {} in blocks of {}",
        sizes::in_words(count.checked_mul(block)?),
        sizes::in_words(block)
    ))
}

/// What `truncate --size` does.
fn truncated(text: &str) -> Option<String> {
    let (sign, number) = match text.chars().next()? {
        sign @ ('+' | '-' | '<' | '>' | '/' | '%') => (Some(sign), text.get(1..)?),
        _ => (None, text),
    };
    let size = sizes::said(number)?;
    Some(match sign {
        None => format!("makes it {size} large"),
        Some('+') => format!("makes it {size} larger"),
        Some('-') => format!("makes it {size} smaller"),
        Some('<') => format!("makes it at most {size} large"),
        Some('>') => format!("makes it at least {size} large"),
        Some('/') => format!("cuts it down to a multiple of {size}"),
        Some(_) => format!("lets it grow to a multiple of {size}"),
    })
}

/// The user's own words between back-ticks, on one line and not too long.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_QUOTE).map(|it| if it.is_control() { ' ' } else { it }).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let longest = shown.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 && !shown.is_empty() && !shown.trim().is_empty() {
        return format!("`{shown}`");
    }
    match shown.chars().count() {
        0 => "nothing".to_owned(),
        1 if longest == 0 => "a blank".to_owned(),
        count if longest == 0 => format!("{count} blanks"),
        _ => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {shown} {fence}")
        }
    }
}

#[cfg(test)]
mod tests;
