//! `caro-lsp explain`: what a command does part by part, or what a whole script does.

use super::{Outcome, check, complain, input, place, visible};
use crate::config::{Platform, Shell};
use crate::ext::script_page;
use crate::judge::Judge;
use crate::model::{Advice, Choice, Held, Key, Source, Wanted};
use crate::pages;
use crate::policy_file::Trust;
use caro_core::explain::told::{Known, Told};
use caro_core::explain::{Explained, View, explain, places, script, text};
use caro_core::script::Dialect;
use caro_core::{Document, Span, actions, dialect_of};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long manual pages are waited for, all of them together.
const PATIENCE: Duration = Duration::from_secs(2);

/// How wide lines get where nobody says how wide the terminal is.
const WIDTH: usize = 100;

/// The words of `explain`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The shell it is written for; a script says that itself
    #[arg(long, value_enum, value_name = "S")]
    shell: Option<Shell>,
    /// Explain a whole script; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "command")]
    script: Option<PathBuf>,
    /// Let this model of `caro-lsp models list`, or the one in this GGUF file, say it in a sentence, too; one that the facts do
    /// not bear out is not shown
    #[arg(long, value_name = "NAME|PATH", conflicts_with_all = ["script", "server"])]
    model: Option<String>,
    /// The same with an OpenAI-compatible server, such as `http://127.0.0.1:8080/v1`; it gets the command, unless that holds
    /// a secret
    #[arg(long, value_name = "URL", conflicts_with = "script")]
    server: Option<String>,
    /// The command, best as one quoted word; nothing in it is run
    #[arg(
        required_unless_present = "script",
        value_name = "COMMAND",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    command: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs; the fields are stable
    Json,
    /// A page
    Markdown,
    /// Comments to stand above the command; of a script, all of it with its comments
    Comments,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    if let Some(path) = &arguments.script {
        return run_script(arguments, path, out);
    }
    let text = arguments.command.join(" ");
    let document = Document::new(&text, arguments.shell.unwrap_or_default().dialect());
    let (report, findings) = Judge::of(None, Trust::AsConfigured, Platform::Auto).judged(&document);
    let pages = pages::of_this_machine().asking(PATIENCE);
    let view = View { document: &document, report: Some(&report), findings: &findings, pages: &pages, library: None };
    let whole = Span::new(0, text.len());
    let parts = explain(&view, whole);
    let mut is_known = !parts.is_empty();
    match arguments.format {
        Format::Json => {
            let (parts, findings) = (shown(&text, &parts), check::shown(&text, &findings));
            let mut answer = json!({"command": text, "parts": parts, "findings": findings});
            if let Some((said, by)) = told(arguments, &text, document.dialect()) {
                answer["told"] = json!({"text": said.text(), "by": by});
            }
            writeln!(out, "{answer:#}")?;
        }
        Format::Text => {
            print(out, &text::lines(&document, &parts, width()))?;
            if let Some((said, by)) = told(arguments, &text, document.dialect()) {
                writeln!(out, "{} says: {}", visible::visible(&by), visible::visible(said.text()))?;
            }
            for finding in &findings {
                let message = visible::visible(&finding.message);
                writeln!(out, "{}: {} {message}", finding.level.name(), finding.rule.code)?;
            }
        }
        Format::Markdown => write!(out, "{}", text::page(&view, &places::statements(&document, whole)))?,
        Format::Comments => {
            let edits = places::comments(&view, whole);
            is_known = !edits.is_empty();
            for (_, block) in edits {
                write!(out, "{block}")?;
            }
        }
    }
    if !is_known {
        out.flush()?;
        complain("nothing in this command is known");
    }
    Ok(if is_known { Outcome::Clean } else { Outcome::Found })
}

/// How long a model may take for its sentence.
const BUDGET: Duration = Duration::from_secs(30);

/// What the model or the server that is named says, where the facts bear it out, and who that is.
fn told(arguments: &Arguments, command: &str, dialect: Dialect) -> Option<(Told, String)> {
    let choice = match (&arguments.model, &arguments.server) {
        (Some(model), _) => Choice::Model { wanted: Wanted::read(model), held: Held::default() },
        (None, Some(address)) => Choice::Server { address: address.clone(), model: None, key: Key::None },
        (None, None) => return None,
    };
    let Some(known) = Known::of(command, dialect) else {
        complain("nobody is asked: something in this command is not known, or secret");
        return None;
    };
    let source = Source::new(&choice, Advice::Flags);
    let said = source.and_then(|it| Ok((it.words(&known.question(), BUDGET)?, it.place())));
    match said {
        Ok((said, by)) => {
            let told = said.and_then(|it| known.check(&it));
            if told.is_none() {
                complain(&format!("what {by} says is not borne out by the facts, and not shown"));
            }
            told.map(|it| (it, by))
        }
        Err(failure) => {
            complain(&failure.message);
            None
        }
    }
}

fn run_script(arguments: &Arguments, path: &Path, out: &mut dyn Write) -> io::Result<Outcome> {
    let script = match input::read(path) {
        Ok(script) => script,
        Err(reason) => {
            complain(&format!("{}: {reason}", path.display()));
            return Ok(Outcome::Failed);
        }
    };
    let name = path.file_name().map(|it| it.to_string_lossy());
    let told = dialect_of(None, name.as_deref(), script.first_line()).unwrap_or_default();
    let document = Document::new(&script.text, arguments.shell.map_or(told, Shell::dialect));
    let judge = Judge::of((!input::is_stdin(path)).then_some(path), Trust::AsConfigured, Platform::Auto);
    let (report, findings) = judge.judged(&document);
    let pages = pages::of_this_machine().asking(PATIENCE);
    let library = judge.library();
    let view = View { document: &document, report: Some(&report), findings: &findings, pages: &pages, library };
    if arguments.format == Format::Comments {
        let edits = places::comments(&view, Span::new(0, script.text.len()));
        write!(out, "{}", actions::edited(&document, &edits).text())?;
        return Ok(if edits.is_empty() { Outcome::Found } else { Outcome::Clean });
    }
    let page = script::script(&view, judge.library());
    match arguments.format {
        Format::Json => {
            let lines = place::Lines::new(&script.text);
            let place = |it: Span| {
                let it = lines.place(it);
                json!({"line": it.line, "column": it.column, "end_line": it.end_line, "end_column": it.end_column})
            };
            let mut answer = script_page(&page, &place);
            answer["path"] = json!(path.to_string_lossy());
            answer["findings"] = check::shown(&script.text, &page.findings);
            writeln!(out, "{answer:#}")?;
        }
        Format::Markdown => write!(out, "{}", page.markdown(&document))?,
        _ => print(out, &page.text(&document, width()))?,
    }
    Ok(Outcome::Clean)
}

/// How wide the terminal is, where the shell says so.
fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok()).unwrap_or(WIDTH)
}

fn print(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|it| writeln!(out, "{}", visible::visible(it)))
}

/// The tree as JSON, as `docs/cli.md` describes it.
pub(super) fn shown(text: &str, parts: &[Explained]) -> Value {
    let part = |it: &Explained| {
        json!({
            "text": it.span.of(text),
            "kind": it.kind.name(),
            "title": it.title,
            "meaning": it.meaning,
            "source": it.source.name(),
            "parts": shown(text, &it.parts),
        })
    };
    Value::Array(parts.iter().map(part).collect())
}
