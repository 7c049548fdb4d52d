//! `caro-lsp dump`: what Caro reads in a script, for its developers.

use super::{Outcome, check, complain};
use caro_core::script::dump;
use caro_core::{Document, dialect_of};
use clap::Args;
use std::io::{self, Write};

/// The words of `dump`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The script; `-` is standard input
    #[arg(value_name = "PATH")]
    path: String,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let text = match check::read(&arguments.path) {
        Ok(text) => text,
        Err(why) => {
            complain(&format!("{}: {why}", arguments.path));
            return Ok(Outcome::Failed);
        }
    };
    let dialect = dialect_of(None, Some(&arguments.path), check::first_line(&text)).unwrap_or_default();
    write!(out, "{}", dump(Document::new(&text, dialect).chunks()))?;
    Ok(Outcome::Clean)
}
