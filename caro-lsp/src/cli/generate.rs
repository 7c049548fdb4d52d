//! `caro-lsp generate`: a wish in plain words becomes a command, which is printed and never run.

use super::{Format, Outcome, batch, check, complain, explain};
use crate::config::{Platform, Shell};
use crate::model::{Advice, Choice, Held, Key, Source, Wanted};
use caro_core::generate::{Request, Suggestion, generate_with};
use caro_core::rules::Level;
use clap::Args;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::time::Duration;

/// The words of `generate`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// How many further commands to give, 0 to 16
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=16))]
    alternatives: u8,
    /// The shell that will run it
    #[arg(long, value_enum, default_value = "bash", value_name = "S")]
    shell: Shell,
    /// What it must run on; `auto` is this machine
    #[arg(long, value_enum, default_value = "auto", value_name = "P")]
    platform: Platform,
    /// Ask this model of `caro-lsp models list` too, or the one in this GGUF file
    #[arg(long, value_name = "NAME|PATH", conflicts_with = "server")]
    model: Option<String>,
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
    #[arg(required_unless_present = "batch", value_name = "REQUEST")]
    request: Vec<String>,
}

/// `5`, `0.5`
fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|it| (0.05..=600.0).contains(it));
    number.map(Duration::from_secs_f64).ok_or_else(|| "write a number of seconds from 0.05 to 600".to_owned())
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let source = source(arguments);
    if arguments.batch {
        return batch::run(out, "prompt", |prompt| fields(prompt, &suggestions(prompt, arguments, source.as_ref())));
    }
    let prompt = arguments.request.join(" ");
    let suggestions = suggestions(&prompt, arguments, source.as_ref());
    match arguments.format {
        Format::Json => {
            let mut answer = Map::from_iter([("prompt".to_owned(), json!(prompt))]);
            answer.extend(fields(&prompt, &suggestions));
            writeln!(out, "{:#}", Value::Object(answer))?;
        }
        Format::Text => {
            let several = suggestions.len() > 1;
            for suggestion in &suggestions {
                match suggestion.summary() {
                    summary if several && !summary.is_empty() => {
                        writeln!(out, "{}    # {summary}", suggestion.command())?;
                    }
                    _ => writeln!(out, "{}", suggestion.command())?,
                }
                out.flush()?;
                for finding in suggestion.findings() {
                    complain(&format!("{}: {} {}", finding.level.name(), finding.rule.code, finding.message));
                }
            }
            if suggestions.is_empty() {
                complain("no command for this; say what to do with which files, such as \"find log files over 5 MB\"");
            }
        }
    }
    Ok(if suggestions.is_empty() { Outcome::Found } else { Outcome::Clean })
}

/// Whom else to ask. Who cannot be asked is said so, and our own answer comes all the same.
fn source(arguments: &Arguments) -> Option<Source> {
    let choice = match (&arguments.model, &arguments.server) {
        (Some(model), _) => Choice::Model { wanted: Wanted::read(model), held: Held::default() },
        (None, Some(address)) => Choice::Server {
            address: address.clone(),
            model: arguments.server_model.clone(),
            key: arguments.key_env.clone().map_or(Key::None, Key::Variable),
        },
        (None, None) => return None,
    };
    Source::new(&choice, Advice::Flags).map_err(|it| without(&it.message)).ok()
}

fn without(message: &str) {
    complain(&format!("{message} (answered without it)"));
}

fn suggestions(prompt: &str, arguments: &Arguments, source: Option<&Source>) -> Vec<Suggestion> {
    let text = prompt.trim().trim_start_matches('#').trim();
    let request = Request::new(text, arguments.shell.dialect(), arguments.platform.or_machine());
    let most = usize::from(arguments.alternatives) + 1;
    let asked = source.map_or(Ok(Vec::new()), |it| it.candidates(&request, most, arguments.budget));
    let others = asked.unwrap_or_else(|failure| {
        without(&failure.message);
        Vec::new()
    });
    generate_with(&request, most, others)
}

fn fields(prompt: &str, suggestions: &[Suggestion]) -> Map<String, Value> {
    let mut fields = Map::from_iter([("prompt".to_owned(), json!(prompt))]);
    let Some((best, others)) = suggestions.split_first() else {
        let nothing = json!({
            "command": null, "summary": "", "risk": null, "confidence": 0.0, "source": null, "sources": [], "findings": [], "alternatives": [],
            "explanation": [],
        });
        fields.extend(nothing.as_object().cloned().unwrap_or_default());
        return fields;
    };
    fields.extend(shown(best));
    let others: Vec<Value> = others.iter().map(|it| Value::Object(shown(it))).collect();
    fields.insert("alternatives".to_owned(), Value::Array(others));
    fields
}

fn shown(it: &Suggestion) -> Map<String, Value> {
    let risk = it.findings().iter().map(|it| it.level).max().map_or("none", Level::name);
    Map::from_iter([
        ("command".to_owned(), json!(it.command())),
        ("summary".to_owned(), json!(it.summary())),
        ("risk".to_owned(), json!(risk)),
        ("confidence".to_owned(), json!((f64::from(it.confidence()) * 100.0).round() / 100.0)),
        ("source".to_owned(), json!(it.source())),
        ("sources".to_owned(), json!(it.sources())),
        ("findings".to_owned(), check::shown(it.command(), it.findings())),
        ("explanation".to_owned(), explain::shown(it.command(), it.explanation())),
    ])
}
