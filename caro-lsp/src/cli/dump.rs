//! `caro-lsp dump`: what Caro reads in a script, for its developers.

use super::{Outcome, complain, input};
use caro_core::script::dump;
use caro_core::{Document, dialect_of};
use clap::Args;
use std::io::{self, Write};
use std::path::Path;

/// The words of `dump`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The script; `-` is standard input
    #[arg(value_name = "PATH")]
    path: String,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let script = match input::read(Path::new(&arguments.path)) {
        Ok(script) => script,
        Err(why) => {
            complain(&format!("{}: {why}", arguments.path));
            return Ok(Outcome::Failed);
        }
    };
    let dialect = dialect_of(None, Some(&arguments.path), script.first_line()).unwrap_or_default();
    write!(out, "{}", dump(Document::new(&script.text, dialect).chunks()))?;
    Ok(Outcome::Clean)
}
