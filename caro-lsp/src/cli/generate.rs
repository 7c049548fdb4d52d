//! `caro-lsp generate`: a wish in plain words becomes a command, which is printed and never run.

use super::shell_init::Reader;
use super::{Outcome, batch, complain, visible};
use crate::config::{Platform, Shell};
use asking::Asking;
use caro_core::generate::Suggestion;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

mod asking;
mod context;
mod interactive;
mod memory;
mod shown;
mod stream;
mod widget;

/// The words of `generate`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// How many further commands to give, 0 to 16
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=16))]
    alternatives: u8,
    /// Say more about the answer, such as "only the ones from today"; again for a further word, in order
    #[arg(long, value_name = "WORDS", conflicts_with = "batch")]
    refine: Vec<String>,
    /// Show the command on a terminal, change it there, and print it; nothing is run
    #[arg(long, conflicts_with_all = ["batch", "format", "stream", "alternatives"])]
    interactive: bool,
    /// Write JSON lines as they come: what is known at once, how far a model is, the answer
    #[arg(long, conflicts_with_all = ["batch", "format"])]
    stream: bool,
    /// Answer for this shell's edit buffer: one line for people, which may be empty, then the command
    #[arg(long, value_enum, value_name = "SHELL", conflicts_with_all = ["batch", "format", "stream", "alternatives", "refine", "interactive"])]
    widget: Option<Reader>,
    /// Use what this script sets before a line, counted from 1; without a request, the comment there is the wish
    #[arg(long, value_name = "FILE:LINE", conflicts_with = "batch")]
    context: Option<String>,
    /// The shell that will run it; without it the script's, or bash
    #[arg(long, value_enum, value_name = "S")]
    shell: Option<Shell>,
    /// What it must run on; `auto` is what the script is for, or this machine
    #[arg(long, value_enum, default_value = "auto", value_name = "P")]
    platform: Platform,
    /// Ask this model of `caro-lsp models list` too, or the one in this GGUF file; without it, the one that `models use` chose
    #[arg(long, value_name = "NAME|PATH", conflicts_with = "server")]
    model: Option<String>,
    /// Ask no model, whichever is chosen
    #[arg(long, conflicts_with_all = ["model", "server"])]
    no_model: bool,
    /// Remember nothing of this, and put nothing to use that was learned; so does the variable `CARO_NO_HISTORY`
    #[arg(long)]
    no_history: bool,
    /// Ask this OpenAI-compatible server too, such as `http://127.0.0.1:8080/v1`; it gets the request
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// Which of the server's models; without it, its only one
    #[arg(long, value_name = "NAME", requires = "server")]
    server_model: Option<String>,
    /// The environment variable that holds the server's key
    #[arg(long, value_name = "VARIABLE", requires = "server")]
    key_env: Option<String>,
    /// How long a model or a server may take for a request
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    budget: Duration,
    /// Answer JSON lines `{"id","prompt"}` from standard input, one line each
    #[arg(long, conflicts_with_all = ["request", "format"])]
    batch: bool,
    /// What the command should do, in plain words
    #[arg(required_unless_present_any = ["batch", "context"], value_name = "REQUEST")]
    request: Vec<String>,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the command alone
    Text,
    /// For programs; the fields are stable
    Json,
}

/// `5`, `0.5`
fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|it| (0.05..=600.0).contains(it));
    number.map(Duration::from_secs_f64).ok_or_else(|| "write a number of seconds from 0.05 to 600".to_owned())
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut asking = match Asking::new(arguments) {
        Ok(asking) => asking,
        Err(message) => {
            complain(&message);
            return Ok(Outcome::Failed);
        }
    };
    if arguments.batch {
        let asking = RefCell::new(asking);
        return batch::run(out, "prompt", |prompt| {
            let mut asking = asking.borrow_mut();
            let suggestions = asking.answer(prompt).unwrap_or_default();
            asking.messages.drain(..).for_each(|it| complain(&it));
            let mut answer = Map::from_iter([("prompt".to_owned(), json!(prompt))]);
            answer.extend(shown::fields(&suggestions, asking.question(prompt, &suggestions).as_ref()));
            answer
        });
    }
    let prompt = asking.wish().map_or_else(|| arguments.request.join(" "), str::to_owned);
    let outcome = answered(arguments, &mut asking, &prompt, out);
    if let Some(message) = asking.terms.memory.as_ref().and_then(memory::Memory::end) {
        complain(&message);
    }
    outcome
}

/// One wish, answered in the form that was asked for.
fn answered(arguments: &Arguments, asking: &mut Asking, prompt: &str, out: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.stream {
        return stream::run(asking, prompt, out);
    }
    if arguments.interactive {
        return interactive::run(asking, prompt, out);
    }
    let found = asking.answer(prompt);
    if let Ok(found) = &found {
        asking.offers(found);
    }
    if let Some(reader) = arguments.widget {
        return widget::run(reader, prompt, found, std::mem::take(&mut asking.messages), out);
    }
    asking.messages.iter().for_each(|it| complain(it));
    let (suggestions, nothing) = match found {
        Ok(suggestions) => (suggestions, NOTHING.to_owned()),
        Err(words) => (Vec::new(), silence(&words)),
    };
    match arguments.format {
        Format::Json => {
            let mut answer = Map::from_iter([("prompt".to_owned(), json!(prompt))]);
            answer.extend(shown::fields(&suggestions, asking.question(prompt, &suggestions).as_ref()));
            writeln!(out, "{:#}", Value::Object(answer))?;
        }
        Format::Text => {
            text(&suggestions, out)?;
            if suggestions.is_empty() {
                complain(&nothing);
            }
        }
    }
    Ok(outcome(&suggestions))
}

fn outcome(suggestions: &[Suggestion]) -> Outcome {
    if suggestions.is_empty() { Outcome::Found } else { Outcome::Clean }
}

/// What is said where there is no answer.
const NOTHING: &str = "no command for this; say what to do with which files, such as \"find log files over 5 MB\"";

/// What is said where words about an answer could not be made use of.
fn silence(words: &str) -> String {
    format!("\"{words}\" is not understood for this command; say it in other words, or change the command by hand")
}

fn text(suggestions: &[Suggestion], out: &mut dyn Write) -> io::Result<()> {
    let several = suggestions.len() > 1;
    for suggestion in suggestions {
        let (command, summary) = (on_terminal(suggestion.command()), on_terminal(suggestion.summary()));
        if several && !summary.is_empty() {
            writeln!(out, "{command}    # {summary}")?;
        } else {
            writeln!(out, "{command}")?;
        }
        out.flush()?;
        for finding in suggestion.findings() {
            complain(&format!("{}: {} {}", finding.level.name(), finding.rule.code, finding.message));
        }
    }
    Ok(())
}

/// A text as it is; to a terminal, what that would obey is written out.
fn on_terminal(text: &str) -> String {
    if io::stdout().is_terminal() { visible::lines(text) } else { text.to_owned() }
}
