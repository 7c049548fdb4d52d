//! Signatures inside of the little languages: modes of `chmod`, lines of a crontab, scripts of `sed` and `awk`.

use super::{Line, Signature, Spot, path};
use crate::Document;
use crate::knowledge::Program;
use crate::notations::{self, cron, typed};
use crate::script::{Command, Word};

/// The signature of the text at the cursor, where that has a grammar of its own.
pub(super) fn inside(command: &Command, program: &'static Program, spot: &Spot<'_>, at: usize) -> Option<Signature> {
    if !matches!(program.name, "chmod" | "sed" | "awk") {
        return None;
    }
    let word = match spot {
        Spot::Operand(0, Some(index)) => Some(command.words.get(*index)?),
        Spot::Operand(0, None) => None,
        Spot::Flag(flag) if program.name == "sed" && flag.is('e', "expression") => flag.value.as_ref(),
        _ => return None,
    };
    let takes_script = !matches!(spot, Spot::Operand(..))
        || program.operand(0, command.operands().count().max(1), |it| command.gives(it)).is_some_and(|it| !it.many);
    if !takes_script {
        return None;
    }
    let typed = match word {
        Some(word) => before(word, at)?,
        None => String::new(),
    };
    match program.name {
        "chmod" => mode(command, &typed, at),
        "sed" => sed(command, program, &typed, at),
        _ => Some(awk(command, program, &typed, at)),
    }
}

/// The literal text of a word up to the cursor.
fn before(word: &Word, at: usize) -> Option<String> {
    let text = word.literal()?;
    let Some(part) = word.parts.first() else { return Some(String::new()) };
    // Without escapes, a literal is as long as its source.
    let is_plain = word.parts.len() == 1 && part.span.len() == text.len();
    text.get(..at.checked_sub(part.span.start).filter(|_| is_plain)?.min(text.len())).map(str::to_owned)
}

fn here(command: &Command, at: usize, summary: &str) -> String {
    match notations::at(command, at) {
        Some(said) => format!("{summary}\n\nHere: {}", said.text),
        None => summary.to_owned(),
    }
}

fn mode(command: &Command, typed: &str, at: usize) -> Option<Signature> {
    if typed.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let mut line = Line::new(&path(command));
    let who = line.word(
        "[ugoa]",
        "`u` the owner, `g` the group, `o` others, `a` all; without one: all, but not what the umask forbids",
    );
    let sign = line.part("[-+=]", "`+` gives, `-` takes away, `=` gives this and nothing else");
    let what = line.part(
        "[rwxXst]",
        "`r` read, `w` write, `x` run or enter, `X` enter folders and run what somebody may already run, `s` run as owner or \
         group, `t` only owners may delete in the folder",
    );
    line.text(" FILE…");
    let clause = typed.rsplit(',').next().unwrap_or(typed);
    let active = match clause.find(['+', '-', '=']) {
        Some(_) => what,
        None if clause.contains(|it: char| !"ugoa".contains(it)) => sign,
        None => who,
    };
    let summary = "Changes who may read, write and run files. Several changes stand behind each other with commas.";
    Some(line.done(Some(active), here(command, at, summary)))
}

fn sed(command: &Command, program: &Program, typed: &str, at: usize) -> Option<Signature> {
    let place = typed::in_sed(typed)?;
    let mut line = Line::new(&path(command));
    line.text(" '");
    let address = line.part(
        "[ADDRESS]",
        "`5`, `$` (the last line), `/x/` (lines that match), `2,5`, `/a/,/b/`; `!` behind it turns it around",
    );
    let active = match place {
        typed::Sed::Address | typed::Sed::Command => {
            let command = line.part(
                "COMMAND",
                "`s/a/b/` replaces, `d` deletes, `p` prints, `q` ends, `y/abc/xyz/` turns characters; `i`, `a` and `c` put a line \
                 before, behind, or in place",
            );
            if place == typed::Sed::Address { address } else { command }
        }
        _ => {
            line.text("s/");
            let what = line.part("WHAT", "the expression that is looked for");
            line.text("/");
            let by =
                line.part("BY", r"what stands in its place: `&` is what matched, `\1` what the first group matched");
            line.text("/");
            let flags = line.part(
                "FLAGS",
                "`g` every match in the line, `2` the second, `p` prints the line, `I` in any case (GNU)",
            );
            match place {
                typed::Sed::What => what,
                typed::Sed::By => by,
                _ => flags,
            }
        }
    };
    line.text("' FILE…");
    Some(line.done(Some(active), here(command, at, program.summary)))
}

fn awk(command: &Command, program: &Program, typed: &str, at: usize) -> Signature {
    let mut line = Line::new(&path(command));
    line.text(" '");
    let pattern = line.part(
        "PATTERN",
        "for which lines: `/x/`, `$1 == \"x\"`, `NR == 1`, `NR > 1`, `BEGIN`, `END`; without one: every line",
    );
    line.text(" { ");
    let action = line.part("ACTION", "what happens: `print $1, $NF`, `n++`, `s += $2`; without one: prints the line");
    line.text(" }' FILE…");
    let active = if typed::is_in_action(typed) { action } else { pattern };
    line.done(Some(active), here(command, at, program.summary))
}

/// The signature of a line of a crontab.
pub(super) fn crontab(document: &Document, line: &notations::CrontabLine, offset: usize) -> Option<Signature> {
    let text = &*line.text;
    let first = text.split([' ', '\t']).next().unwrap_or_default();
    if text.starts_with('#') || first.contains('=') {
        return None;
    }
    // Escapes before the cursor are rare, and only then its place is not exact.
    let typed = text.get(..offset.saturating_sub(line.span.start).min(text.len()))?;
    let mut done = typed.split([' ', '\t']).filter(|it| !it.is_empty()).count();
    if !typed.is_empty() && !typed.ends_with([' ', '\t']) {
        done = done.saturating_sub(1);
    }
    let users = line.users == cron::Users::Named;
    let mut signature = Line::default();
    if text.starts_with('@') {
        signature.part("@WHEN", "`@reboot`, `@hourly`, `@daily`, `@weekly`, `@monthly` or `@yearly`");
    } else {
        let values: Vec<&str> = text.split([' ', '\t']).filter(|it| !it.is_empty()).collect();
        for (at, field) in cron::FIELDS.iter().enumerate() {
            let mut documentation =
                format!("{}; `*` is each, `1,5` a list, `1-5` a range, `*/5` every 5th", field.allowed);
            if let Some(said) = values.get(at).and_then(|it| cron::field(at, it)) {
                documentation = format!("{documentation}\n\nHere: {said}");
            }
            if at > 0 {
                signature.text(" ");
            }
            signature.part(field.name, documentation);
        }
    }
    if users {
        signature.word("USER", "who runs the command");
    }
    signature.word(
        "COMMAND",
        "what runs, in `/bin/sh`; a `%` ends it unless a backslash stands before it, and the rest is its input",
    );
    let active = done.min(signature.parameters.len() - 1);
    let said = notations::in_document(document, offset).map(|it| it.text).or_else(|| cron::schedule(text));
    let documentation = said.map_or_else(|| "A line of a crontab.".to_owned(), |it| super::capital(&it));
    Some(signature.done(Some(active), documentation))
}
