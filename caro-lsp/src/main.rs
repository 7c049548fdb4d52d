//! Starts the server, or the command that was asked for.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = caro_lsp::cli::Arguments::parse();
    match arguments.command {
        None => caro_lsp::serve(),
        Some(command) => caro_lsp::cli::run(command),
    }
}
