//! `generate --widget`: the answer for a shell's edit buffer. The first line is for people and may be empty; what follows is
//! the command as that shell is to read it, without a line end of its own.

use super::asking::Answers;
use super::{NOTHING, outcome};
use crate::cli::shell_init::{Reader, as_fish_reads};
use crate::cli::{Outcome, visible};
use caro_core::generate::without_sign;
use std::io::{self, Write};

pub(super) fn run(
    reader: Reader,
    prompt: &str,
    found: Answers,
    mut said: Vec<String>,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let suggestions = found.unwrap_or_default();
    let Some(best) = suggestions.first() else {
        let is_empty = without_sign(prompt).is_empty();
        said.push(if is_empty {
            "write what the command is to do, then press the key".to_owned()
        } else {
            NOTHING.to_owned()
        });
        writeln!(out, "{}", line(&said))?;
        return Ok(Outcome::Found);
    };
    if visible::hides(best.command()) {
        said.push(
            "the command holds characters that a terminal obeys or nobody sees, so it is not put here".to_owned(),
        );
        writeln!(out, "{}", line(&said))?;
        return Ok(Outcome::Found);
    }
    if let Some(worst) = best.findings().iter().max_by_key(|it| it.level) {
        let more = match best.findings().len() {
            1 => String::new(),
            all => format!(" (and {} more: see caro-lsp explain)", all - 1),
        };
        said.push(format!("{}: {} {}{more}", worst.level.name(), worst.rule.code, worst.message));
    }
    let (command, is_handed) = match reader {
        Reader::Bash | Reader::Zsh => (best.command().to_owned(), false),
        Reader::Fish => as_fish_reads(best.command()),
    };
    if is_handed {
        said.push("this is written for bash, so bash is to run it".to_owned());
    }
    write!(out, "{}\n{command}", line(&said))?;
    Ok(outcome(&suggestions))
}

fn line(said: &[String]) -> String {
    if said.is_empty() { String::new() } else { visible::visible(&format!("caro-lsp: {}", said.join("; "))) }
}
