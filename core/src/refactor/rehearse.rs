//! A command becomes its own rehearsal: it shows what it would do.

use super::known::spreads;
use super::neighbours::Neighbours;
use super::{Draft, Scene};
use crate::knowledge::{self, Program};
use crate::rules::edits::{self, Edits};
use crate::script::{Arg, Command, Dialect, Part, PartKind, Quote, Word};
use crate::{Document, Span, actions};

refactoring! {
    /// Makes a command show what it would do, and keeps the original in a comment for the way back.
    ///
    /// What only shows is known for each program: a flag such as `--dry-run`, another sub-command such as `plan`, or for
    /// programs without either a `printf` of what they were given. *Make it real again* puts the original back, byte for
    /// byte. Commands without a rehearsal are left alone, and so is a line that holds one already.
    /// A command is left alone, too, where another one acts beside it or depending on it: behind a rehearsal of `rsync`
    /// in `rsync -a src/ copy/ && rm -rf src`, the `rm` would delete what was never copied.
    /// So is everything from the first syntax error on.
    ///
    /// ```sh before
    /// rsync -a --delete src/ /srv/www/
    /// ```
    /// ```sh after
    /// rsync --dry-run -a --delete src/ /srv/www/ # caro: rehearsal of: rsync -a --delete src/ /srv/www/
    /// ```
    /// ```sh before
    /// if sudo rm -rf -- build/* "$OLD"; then
    ///     echo done
    /// fi
    /// ```
    /// ```sh after
    /// if sudo printf '%s\n' build/* "$OLD"; then # caro: rehearsal of: sudo rm -rf -- build/* "$OLD"
    ///     echo done
    /// fi
    /// ```
    /// ```sh before
    /// sed -i 's/a/b/' conf
    /// ```
    /// ```sh after
    /// sed 's/a/b/' conf | diff -u -- conf - # caro: rehearsal of: sed -i 's/a/b/' conf
    /// ```
    /// ```sh untouched
    /// rsync -n a b
    /// echo rm x
    /// sed -i 's/a/b/' *.conf
    /// rm x # caro: rehearsal of: something else
    /// rsync -a src/ copy/ && rm -rf src
    /// moved=$(rsync -av src/ copy/)
    /// if rsync -a src/ copy/; then
    ///     mv src old
    /// fi
    /// ```
    "rehearse" "Make it a rehearsal", run
}

/// What a comment says before the original command.
pub(super) const MARK: &str = "# caro: rehearsal of: ";

/// How many commands of one script are turned at once.
const MOST: usize = 100;

/// How many commands of one script are looked at for what stands around them.
const MOST_LOOKED_AT: usize = 1000;

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let mut lines = Vec::new();
    let mut turned: Vec<Span> = Vec::new();
    let neighbours = Neighbours::of(scene.document);
    let read_until = scene.document.read_until();
    let mut looked_at = 0;
    for (command, chunk) in scene.commands() {
        let start = chunk.start;
        // Behind an open quote, a comment more can change what is read as a command.
        if start >= read_until {
            break;
        }
        let span = command.span.shifted(start);
        let text = scene.document.text();
        let line = text.byte_to_line(span.end);
        if lines.len() == MOST
            || lines.contains(&line)
            || turned.iter().any(|it| it.overlaps(span))
            || line_of(scene.document, span.end).contains(MARK)
        {
            continue;
        }
        let Some(edits) = rehearsal(command, &|it| scene.document.slice(it.shifted(start))) else { continue };
        looked_at += 1;
        if looked_at > MOST_LOOKED_AT || !neighbours.is_alone(span, scene.document) {
            continue;
        }
        let mut edits: Edits = edits.into_iter().map(|it| (it.0.shifted(start), it.1)).collect();
        let note = format!("{MARK}{}", written(&scene.document.slice(span)));
        let Some(comment) = comment(scene.document, span, &edits, &note) else { continue };
        match edits.iter_mut().find(|it| it.0 == comment.0) {
            Some(same) => same.1.push_str(&comment.1),
            None => edits.push(comment),
        }
        for (span, text) in edits {
            draft.replace(span, text);
        }
        lines.push(line);
        turned.push(span);
    }
}

/// A command's text on one line.
fn written(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

/// The text of a note.
pub(super) fn read(note: &str) -> String {
    let mut text = String::new();
    let mut letters = note.chars();
    while let Some(letter) = letters.next() {
        let escaped = if letter == '\\' { letters.next() } else { None };
        text.push(match escaped {
            Some('n') => '\n',
            Some('r') => '\r',
            _ => letter,
        });
    }
    text
}

/// A command line as its own rehearsal, where exactly one of its commands acts and has one.
pub(crate) fn preview(document: &Document) -> Option<String> {
    let scene = Scene { document, findings: &[], selection: Span::new(0, document.text().len_bytes()) };
    let neighbours = Neighbours::of(document);
    let read_until = document.read_until();
    let commands = scene.commands().into_iter().take_while(|it| it.1.start < read_until);
    let mut turned = commands.take(MOST).filter_map(|(command, chunk)| {
        let start = chunk.start;
        let edits = rehearsal(command, &|it| document.slice(it.shifted(start)))?;
        let span = command.span.shifted(start);
        let is_alone = neighbours.is_alone(span, document);
        is_alone.then(|| edits.into_iter().map(|it| (it.0.shifted(start), it.1)).collect::<Edits>())
    });
    let edits = turned.next()?;
    turned.next().is_none().then(|| actions::edited(document, &edits).text().to_string())
}

/// What a rehearsal makes of a command's text.
pub(super) fn rehearsed(text: &str, dialect: Dialect) -> Option<String> {
    // At the end of a text a carriage return would be half a line end.
    let padded = if text.ends_with('\r') { format!("{text} ") } else { text.to_owned() };
    let document = Document::new(&padded, dialect);
    let scene = Scene { document: &document, findings: &[], selection: Span::new(0, text.len()) };
    let (command, chunk) = scene.commands().into_iter().find(|it| it.0.span.len() == text.len())?;
    let start = chunk.start;
    let edits = rehearsal(command, &|it| document.slice(it.shifted(start)))?;
    let edits: Edits = edits.into_iter().map(|it| (it.0.shifted(start), it.1)).collect();
    let mut rehearsal = actions::edited(&document, &edits).text().to_string();
    rehearsal.truncate(rehearsal.len() - (padded.len() - text.len()));
    Some(rehearsal)
}

/// Where the note goes: behind the command's last line, else above its first.
fn comment(document: &Document, command: Span, edits: &Edits, note: &str) -> Option<(Span, String)> {
    let text = document.text();
    let end = line_end(document, command.end);
    let above = text.line_to_byte(text.byte_to_line(command.start));
    let indent: String = line_of(document, command.start).chars().take_while(|it| matches!(it, ' ' | '\t')).collect();
    let places = [(Span::at(end), format!(" {note}")), (Span::at(above), format!("{indent}{note}\n"))];
    // Behind a backslash the line goes on: a note there would cut the command.
    let is_cut = |it: &(Span, String)| {
        let line = if it.0.start == above { above.checked_sub(1) } else { Some(end) };
        line.is_some_and(|it| line_of(document, it).ends_with('\\'))
    };
    places.into_iter().filter(|it| !is_cut(it)).find(|it| {
        let mut all = edits.clone();
        all.push(it.clone());
        let edited = actions::edited(document, &all);
        edited.chunks().iter().any(|chunk| {
            let mut comments = chunk.body.comments.iter().map(|it| it.span.of(&chunk.body.text));
            comments.any(|it| it.ends_with(note))
        })
    })
}

/// The line that holds a byte.
fn line_of(document: &Document, offset: usize) -> String {
    let text = document.text();
    let start = text.line_to_byte(text.byte_to_line(offset));
    document.slice(Span::new(start, line_end(document, offset)))
}

fn line_end(document: &Document, offset: usize) -> usize {
    let text = document.text();
    let line = text.byte_to_line(offset.min(text.len_bytes()));
    let end = if line + 1 < text.len_lines() { text.line_to_byte(line + 1) - 1 } else { text.len_bytes() };
    let returns = end > offset && text.byte(end - 1) == b'\r';
    end - usize::from(returns)
}

/// The edits that make a command show what it would do; `text` is what stands somewhere.
fn rehearsal(command: &Command, text: &dyn Fn(Span) -> String) -> Option<Edits> {
    if command.program.is_none() || command.is_dry_run() {
        return None;
    }
    if command.program.as_deref() == Some("find") && acts_otherwise(command) {
        return None;
    }
    let acting: Vec<_> = command.flags().filter_map(|it| Some((it, it.facts?.rehearsal?))).collect();
    match &*acting {
        [] => {}
        [(flag, "| diff")] => return beside_the_file(command, edits::without(command, flag), text),
        flags if flags.iter().any(|it| it.1 == "| diff") => return None,
        flags => {
            let turned = flags.iter().map(|(flag, new)| {
                let new = if flag.span.len() == 1 { new.trim_start_matches('-') } else { new };
                (flag.span, new.to_owned())
            });
            let mut all: Edits = turned.collect();
            all.dedup();
            return Some(all);
        }
    }
    let (own, outer) = command.facts().split_last()?;
    match own.rehearsal.filter(|it| !it.starts_with('-')) {
        Some(new) => instead(command, new, outer.last().copied()),
        None => Some(edits::with(command, &edits::dry_run(command)?)),
    }
}

/// Whether a `find` does more than to delete, or may do so.
fn acts_otherwise(find: &Command) -> bool {
    let acts = |it: &str| ["-exec", "-ok", "-fprint", "-fls"].iter().any(|start| it.starts_with(start));
    let first = find.arguments().iter().position(|it| it.literal_prefix().starts_with('-')).unwrap_or(usize::MAX);
    find.arguments().iter().enumerate().any(|(at, word)| {
        let bare = |it: &Part| it.quote == Quote::Bare && !matches!(it.kind, PartKind::Literal(_) | PartKind::Glob(_));
        acts(&word.literal_prefix()) || at > first && word.parts.iter().any(bare) || spreads(word)
    })
}

/// Another sub-command, or another program for the same operands.
fn instead(command: &Command, new: &str, outer: Option<&Program>) -> Option<Edits> {
    let Some(outer) = outer else {
        let mut all = vec![(command.name_span(), new.to_owned())];
        for arg in &command.args {
            match arg {
                Arg::Flag(flag) => all.extend(edits::without_word(command, flag.word)),
                Arg::EndOfFlags(word) => all.extend(edits::without_word(command, *word)),
                Arg::Operand(_) => {}
            }
        }
        // Each letter of a bundle names the same word.
        all.dedup();
        let given = command.operands().next().is_some() || command.is_wrapped_by("xargs");
        return given.then_some(all);
    };
    let target = outer.subcommand(new.split(' ').next()?)?;
    let name = command.operands().nth(command.facts().len().checked_sub(2)?)?;
    let mut all = vec![(name.span, new.to_owned())];
    let unknown = command.flags().filter(|flag| {
        let has = |it: &knowledge::Flag| flag.facts.is_some_and(|own| own.long == it.long && own.short == it.short);
        flag.span.start > name.span.end && !target.flags.iter().any(has)
    });
    all.extend(unknown.flat_map(|it| edits::without(command, it)));
    Some(all)
}

/// Prints the new text and compares it with the one file that it was made from.
fn beside_the_file(command: &Command, mut edits: Edits, text: &dyn Fn(Span) -> String) -> Option<Edits> {
    let script_elsewhere = command.has_flag('e', "expression") || command.has_flag('f', "file");
    let operands: Vec<&Word> = command.operands().collect();
    let [.., file] = &*operands else { return None };
    let is_one = file.parts.iter().all(|it| {
        let bare = it.quote == Quote::Bare;
        matches!(it.kind, PartKind::Literal(_)) || !bare
    });
    let alone = operands.len() == if script_elsewhere { 1 } else { 2 } && is_one && command.redirects.is_empty();
    edits.push((Span::at(command.span.end), format!(" | diff -u -- {} -", text(file.span))));
    alone.then_some(edits)
}
