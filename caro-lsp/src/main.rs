//! Starts the server, or the command that was asked for.

use clap::Parser;
use std::process::ExitCode;

/// A model is many small pieces: with the system's own allocator, reading and checking take up to three times as long.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = caro_lsp::cli::Arguments::parse();
    match arguments.command {
        None => caro_lsp::serve(arguments.no_history),
        Some(command) => caro_lsp::cli::run(command),
    }
}
