//! The documentation of what is offered, made only when somebody looks at it.

use crate::knowledge::{self, Flag, Program, Syntax};
use std::fmt::Write;

/// The key of a program or, with all names that lead to it, of a sub-command.
pub(super) fn program_key(path: &str) -> String {
    format!("program\t{path}")
}

/// The key of a flag as it is typed, which may be a bundle.
pub(super) fn flag_key(path: &str, flag: &str) -> String {
    format!("flag\t{path}\t{flag}")
}

/// The Markdown that belongs to the key of an item; `None` for a key that is none of ours.
pub fn documentation(key: &str) -> Option<String> {
    let mut parts = key.split('\t');
    match (parts.next()?, parts.next()?, parts.next()) {
        ("program", path, None) => {
            let program = find(path)?;
            let mut text = format!("`{path}` {}\n", program.summary);
            if let Some(undo) = program.undo {
                let _ = write!(text, "\n{undo}\n");
            }
            Some(text)
        }
        ("flag", path, Some(flag)) => {
            let flags = named(find(path)?, flag)?;
            let texts: Vec<String> = flags.into_iter().map(|it| of_flag(it, find(path).map(|it| it.syntax))).collect();
            Some(format!("{}\n`{path}`\n", texts.join("\n")))
        }
        _ => None,
    }
}

/// The program or sub-command that some names lead to.
fn find(path: &str) -> Option<&'static Program> {
    let mut names = path.split(' ');
    let program = knowledge::program(names.next()?)?;
    names.try_fold(program, Program::subcommand)
}

/// The flags that a word names: one long one, or each letter.
fn named(program: &'static Program, word: &str) -> Option<Vec<&'static Flag>> {
    let name = word.trim_start_matches('-').trim_end_matches('=');
    let is_long = word.starts_with("--") || matches!(program.syntax, Syntax::Words | Syntax::Pairs);
    if is_long {
        return program.flags.iter().find(|it| it.long == Some(name)).map(|it| vec![it]);
    }
    let flags: Option<Vec<_>> = name.chars().take(64).map(|it| program.short(it)).collect();
    flags.filter(|it| !it.is_empty())
}

fn of_flag(flag: &Flag, syntax: Option<Syntax>) -> String {
    let dashes = if syntax == Some(Syntax::Words) && !flag.two_dashes { "-" } else { "--" };
    let mut spellings: Vec<String> = flag.short.map(|it| format!("`-{it}`")).into_iter().collect();
    spellings.extend(flag.long.map(|it| match syntax {
        Some(Syntax::Pairs) if flag.value.is_some() => format!("`{it}=`"),
        _ => format!("`{dashes}{it}`"),
    }));
    let mut text = format!("**{}** {}", spellings.join(", "), flag.summary);
    if let Some(value) = flag.value {
        let (open, close) = if flag.optional { ("[", "]") } else { ("", "") };
        let _ = write!(text, " ({open}{}{close})", value.name);
    }
    text.push('\n');
    if !flag.values.is_empty() && flag.values.len() <= 16 {
        text.push('\n');
        for value in flag.values {
            match value.split_once(": ") {
                Some((name, meaning)) => {
                    let _ = writeln!(text, "- `{name}` {meaning}");
                }
                None => {
                    let _ = writeln!(text, "- `{value}`");
                }
            }
        }
    }
    let makes = flag.variants;
    let missing: Vec<&str> = [(makes.gnu, "GNU"), (makes.bsd, "BSD and macOS"), (makes.busybox, "busybox")]
        .into_iter()
        .filter_map(|(has, name)| (!has).then_some(name))
        .collect();
    if !missing.is_empty() {
        let _ = write!(text, "\nNot in: {}.\n", missing.join(", "));
    }
    text
}
