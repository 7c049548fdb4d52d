//! `caro-lsp check`: says what a careful reviewer would stop at, for people, programs and CI.

use super::place::{Lines, Place};
use super::{Outcome, batch, complain, explain_config, sarif};
use crate::library::Files;
use crate::policy_file::{self, Trust};
use caro_core::flow::Library;
use caro_core::rules::{self, Finding, Level};
use caro_core::script::Dialect;
use caro_core::verdict::verdict;
use caro_core::{Document, dialect_of};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The words of `check`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How to write the findings
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The least level that makes the exit status 1
    #[arg(long, value_enum, default_value = "caution", value_name = "LEVEL")]
    fail_on: FailOn,
    /// Answer JSON lines `{"id","script"}` from standard input, one line each
    #[arg(long, conflicts_with_all = ["paths", "format", "fail_on"])]
    batch: bool,
    /// Let a workspace's `.caro.toml` lower dangers
    #[arg(long)]
    trust_workspace: bool,
    /// Print the policy for a script or folder, and where each setting comes from
    #[arg(long, num_args = 0..=1, default_missing_value = ".", value_name = "PATH", conflicts_with_all = ["paths", "batch"])]
    explain_config: Option<String>,
    /// Scripts to check; `-` is standard input
    #[arg(required_unless_present_any = ["batch", "explain_config"], value_name = "PATH")]
    paths: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Danger,
    Caution,
    Never,
}

/// How much of a file is read, in bytes. Core reads far less of it as shell.
const LARGEST: u64 = 32 << 20;

/// How wide a shown line may be, in characters; a longer one is cut around its mark.
const WIDEST: usize = 160;

/// A script with what was found in it.
pub(super) struct Checked {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let trust = if arguments.trust_workspace { Trust::Workspace } else { Trust::AsConfigured };
    if let Some(path) = &arguments.explain_config {
        return explain_config::run(path, trust, out);
    }
    if arguments.batch {
        return batch::run(out, "script", |script| {
            let findings =
                findings(script, dialect_of(None, None, first_line(script)).unwrap_or_default(), None, trust);
            let level = findings.iter().map(|it| it.level).max().map_or("none", Level::name);
            let findings = shown(script, &findings);
            Map::from_iter([("level".to_owned(), json!(level)), ("findings".to_owned(), findings)])
        });
    }
    let mut outcome = Outcome::Clean;
    let mut checked = Vec::new();
    for path in &arguments.paths {
        match check(path, trust) {
            Ok(it) => {
                let fails = |it: &Finding| match arguments.fail_on {
                    FailOn::Danger => it.level == Level::Danger,
                    FailOn::Caution => it.level >= Level::Caution,
                    FailOn::Never => false,
                };
                if it.findings.iter().any(fails) {
                    outcome = outcome.max(Outcome::Found);
                }
                if arguments.format == Format::Text {
                    write_text(out, &it)?;
                } else {
                    checked.push(it);
                }
            }
            Err(why) => {
                out.flush()?;
                complain(&format!("{path}: {why}"));
                outcome = Outcome::Failed;
            }
        }
    }
    match arguments.format {
        Format::Text => {}
        Format::Json => {
            let files = checked.iter().map(|it| json!({"path": it.path, "findings": shown(&it.text, &it.findings)}));
            writeln!(out, "{:#}", Value::Array(files.collect()))?;
        }
        Format::Sarif => writeln!(out, "{:#}", sarif::log(&checked))?,
    }
    Ok(outcome)
}

fn check(path: &str, trust: Trust) -> Result<Checked, String> {
    let text = read(path)?;
    let dialect = dialect_of(None, Some(path), first_line(&text)).unwrap_or_default();
    if dialect == Dialect::Unsupported {
        complain(&format!("{path}: written for a shell that is not read yet, so nothing is said of it"));
    }
    let findings = catch_unwind(AssertUnwindSafe(|| findings(&text, dialect, Some(path), trust)))
        .map_err(|_| "caro failed on this file; please report it".to_owned())?;
    Ok(Checked { path: path.to_owned(), text, findings })
}

pub(super) fn read(path: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    if path == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|it| reason(&it))?;
    } else {
        let file = File::open(path).map_err(|it| reason(&it))?;
        if file.metadata().map_err(|it| reason(&it))?.is_dir() {
            return Err("is a folder; name the scripts in it".to_owned());
        }
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|it| reason(&it))?;
    }
    if bytes.len() as u64 > LARGEST {
        bytes.truncate(LARGEST as usize);
        complain(&format!("{path}: only the first 32 MiB are looked at"));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// What is found in a text; what a script sources is followed where the script's own path is known.
pub(super) fn findings(text: &str, dialect: Dialect, path: Option<&str>, trust: Trust) -> Vec<Finding> {
    // What comes by standard input runs in this folder.
    let of = path.map_or(".", |it| if it == "-" { "." } else { it });
    let (policy, warnings) = policy_file::for_path(Some(Path::new(of)), trust);
    policy_file::tell_once(warnings, |it| complain(&it.to_string()));
    let files = path.filter(|it| *it != "-").and_then(|it| Files::beside(Path::new(it)));
    let library = files.as_ref().map(|it| it as &dyn Library);
    let document = Document::new(text, dialect);
    verdict(&document, &rules::check_under(&document, None, library, &policy), &policy)
}

pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Findings as JSON.
pub(super) fn shown(text: &str, findings: &[Finding]) -> Value {
    let lines = Lines::new(text);
    let list = findings.iter().map(|it| {
        let Place { line, column, end_line, end_column } = lines.place(it.span);
        json!({
            "code": it.rule.code, "level": it.level.name(), "line": line, "column": column,
            "end_line": end_line, "end_column": end_column, "message": it.message,
        })
    });
    Value::Array(list.collect())
}

fn write_text(out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
    let lines = Lines::new(&checked.text);
    let paint = Paint::for_stdout();
    for finding in &checked.findings {
        let place = lines.place(finding.span);
        let level = paint.level(finding.level);
        writeln!(
            out,
            "{}:{}:{}: {level} {} {}",
            checked.path, place.line, place.column, finding.rule.code, finding.message
        )?;
        write_marked(out, lines.line(place.line), place, &paint)?;
        for (span, text) in &finding.related {
            writeln!(out, "    line {}: {text}", lines.place(*span).line)?;
        }
        for fix in &finding.fixes {
            writeln!(out, "    fix: {}", fix.title)?;
        }
    }
    Ok(())
}

/// The line with a mark under the span's part of it.
fn write_marked(out: &mut dyn Write, line: &str, place: Place, paint: &Paint) -> io::Result<()> {
    let from = place.column - 1;
    let length = line.chars().count();
    let to = if place.end_line == place.line { place.end_column - 1 } else { length };
    let width = to.saturating_sub(from).clamp(1, WIDEST / 2);
    let skipped = if from + width > WIDEST { from - from.min(WIDEST / 4) } else { 0 };
    let clean = |it: char| if it.is_control() && it != '\t' { '\u{fffd}' } else { it };
    let shown: String = line.chars().skip(skipped).take(WIDEST).map(clean).collect();
    let before = line.chars().skip(skipped).take(from - skipped);
    let blank: String = before.map(|it| if it == '\t' { "\t" } else { BLANKS[width_of(it)] }).collect();
    let marked: usize = line.chars().skip(from).take(width).map(width_of).sum();
    writeln!(out, "    {shown}")?;
    writeln!(out, "    {blank}{}", paint.mark(&"^".repeat(marked.max(1))))
}

const BLANKS: [&str; 3] = ["", " ", "  "];

/// How many cells a terminal gives a character: East Asian wide ones and emoji take two, combining marks none.
fn width_of(char: char) -> usize {
    match u32::from(char) {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Colours, where somebody looks who has not asked for none.
struct Paint {
    colours: bool,
}

impl Paint {
    fn for_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
        Self { colours: !refused && io::stdout().is_terminal() }
    }

    fn level(&self, level: Level) -> String {
        let colour = match level {
            Level::Danger => "1;31",
            Level::Caution => "1;33",
            Level::Note => "1;34",
        };
        self.paint(level.name(), colour)
    }

    fn mark(&self, text: &str) -> String {
        self.paint(text, "31")
    }

    fn paint(&self, text: &str, colour: &str) -> String {
        if self.colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
