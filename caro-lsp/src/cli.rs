//! The command line: its words, and what its commands share. `docs/cli.md` holds the contracts.

use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, Write};
use std::process::ExitCode;

mod batch;
mod check;
mod doctor;
mod dump;
mod explain;
mod explain_config;
mod facts;
mod generate;
mod guard;
mod history;
mod host;
mod input;
mod learned;
mod models;
mod place;
mod rule;
mod shell_init;
mod status;
mod visible;

pub(crate) use history::in_numbers as history_in_numbers;

/// The words of a call.
#[derive(Debug, Parser)]
#[command(name = "caro-lsp", version, about = "A language server for shell scripts, and the same from a terminal.")]
pub struct Arguments {
    /// Speak LSP on standard input and output; so does no command at all
    #[arg(long)]
    stdio: bool,
    /// Remember nothing, whatever the settings say
    #[arg(long)]
    pub no_history: bool,
    /// What to do; without a command, speak LSP.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn a wish in plain words into a command, and print it
    Generate(generate::Arguments),
    /// Say what a careful reviewer would stop at in scripts
    Check(check::Arguments),
    /// Answer a coding agent's hook: may this command run?
    Guard(guard::Arguments),
    /// Say what each part of a command does
    Explain(explain::Arguments),
    /// Language models on this machine: which there are, and how they come and go
    Models(models::Arguments),
    /// What was asked and what became of it, on this machine: show, search, count, delete
    History(history::Arguments),
    /// The habits that were learned from that: show, forget, share
    Learned(learned::Arguments),
    /// Print what binds a key of your shell to `generate`; for the shell's start file
    ShellInit(shell_init::Arguments),
    /// Say how it is right now: the chosen model, its host, the settings that hold here
    Status(status::Arguments),
    /// Say what is here, what is wrong, and what to do about it
    Doctor(doctor::Arguments),
    /// Print what is read in a script
    #[command(hide = true)]
    Dump(dump::Arguments),
    /// Print a rule's documentation, or the list of all rules
    Rule(rule::Arguments),
    /// Hold a language model for the editors that ask
    #[command(hide = true)]
    Host(host::Arguments),
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs; the fields are stable.
    Json,
}

/// How a command ended, in the words of `docs/cli.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// It did its job and found nothing to object to.
    Clean,
    /// It did its job: there are findings, or there is no answer.
    Found,
    /// It could not do its job.
    Failed,
}

/// Runs a command and gives the exit status.
pub fn run(command: Command) -> ExitCode {
    crate::log::hide_panic_messages();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = match command {
        Command::Generate(arguments) => generate::run(&arguments, &mut out),
        Command::Check(arguments) => check::run(&arguments, &mut out),
        Command::Explain(arguments) => explain::run(&arguments, &mut out),
        // A hook whose answer does not arrive must fail: the rules for readers that leave are not for it.
        Command::Guard(arguments) => return guard::run(arguments),
        Command::Models(arguments) => models::run(arguments, &mut out),
        Command::History(arguments) => history::run(arguments, &mut out),
        Command::Learned(arguments) => learned::run(arguments, &mut out),
        Command::ShellInit(arguments) => shell_init::run(&arguments, &mut out),
        Command::Status(arguments) => status::run(&arguments, &mut out),
        Command::Doctor(arguments) => doctor::run(&arguments, &mut out),
        Command::Dump(arguments) => dump::run(&arguments, &mut out),
        Command::Rule(arguments) => rule::run(&arguments, &mut out),
        // It writes nothing to standard output, and runs for long.
        Command::Host(arguments) => return host::run(arguments),
    };
    let result = result.and_then(|outcome| out.flush().map(|()| outcome));
    // What is left in the buffer has nowhere to go.
    drop(out.into_parts());
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // The reader has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("standard output: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Says in one line what went wrong, where, and what to do. A terminal obeys nothing in it.
pub(crate) fn complain(line: &str) {
    // Without standard error there is nobody to tell.
    let _ = writeln!(io::stderr(), "caro-lsp: {}", visible::visible(line));
}
