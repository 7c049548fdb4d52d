//! `caro-lsp history`: what was asked, offered and made of it on this machine; shown, searched, taken elsewhere, deleted.

use super::{Format, Outcome, complain, visible::visible};
use crate::remembered::{self, terms};
use caro_history::{Clear, Error, Filter, Found, History, Reader, Record};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

mod chart;
mod redact;
mod shown;

pub(crate) use chart::stats as in_numbers;

/// The words of `history`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what was asked last, the newest first
    List {
        #[command(flatten)]
        which: Which,
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Look for words in requests and commands
    Search {
        /// Words, or how they begin
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
        #[command(flatten)]
        which: Which,
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Show all that is known of one entry
    Show {
        /// Its number, or how that begins
        #[arg(value_name = "ID")]
        id: String,
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Count: requests a day, what was taken from whom, how long answers took, risky offers that were not taken
    Stats {
        #[command(flatten)]
        which: Which,
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Write all entries as JSON lines
    Export {
        /// Into this new file; without it, to standard output
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Take in what `export` wrote: all of it, or nothing where a line is wrong
    Import {
        /// The file; `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Delete entries for good: nothing of them stays in any file
    Clear {
        /// Only those that are older than so many days
        #[arg(long, value_name = "DAYS", conflicts_with = "workspace")]
        older_than: Option<u32>,
        /// Only those of the workspace in this folder
        #[arg(long, value_name = "FOLDER")]
        workspace: Option<PathBuf>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Print where the history is kept
    Path,
    /// Show what is taken out before anything is written; nothing is written by this
    Redact(redact::Arguments),
    /// Encrypt what is there, with the passphrase that your own settings name
    Seal,
    /// Take the encryption away
    Unseal,
}

/// Which entries are meant.
#[derive(Debug, Args)]
struct Which {
    /// At most so many; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only those of the last so many days
    #[arg(long, value_name = "DAYS")]
    days: Option<u32>,
    /// Only those of which this became
    #[arg(long, value_enum, value_name = "OUTCOME")]
    outcome: Option<OutcomeWord>,
    /// Only what this source proposed: `embedded`, `model`, `server`, `history`
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only commands of this program
    #[arg(long, value_name = "PROGRAM")]
    family: Option<String>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutcomeWord {
    /// Nothing that is known
    Shown,
    /// It was taken as it was
    Accepted,
    /// It was taken and changed
    Edited,
    /// It was refused
    Dismissed,
}

impl Which {
    fn filter(&self) -> Filter {
        let outcome = self.outcome.map(|it| match it {
            OutcomeWord::Shown => caro_history::Outcome::Shown,
            OutcomeWord::Accepted => caro_history::Outcome::Accepted,
            OutcomeWord::Edited => caro_history::Outcome::Edited,
            OutcomeWord::Dismissed => caro_history::Outcome::Dismissed,
        });
        Filter {
            since: self.days.map(days_ago),
            outcome,
            source: self.source.clone(),
            family: self.family.clone(),
            limit: self.limit,
            ..Filter::default()
        }
    }
}

fn days_ago(days: u32) -> i64 {
    remembered::now() - i64::from(days) * 24 * 3600
}

/// What ends a command early.
pub(super) enum Failure {
    History(Error),
    Output(io::Error),
    Said(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::History(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    ending(act(arguments.action, out))
}

/// What a command of the history ends with.
pub(super) fn ending(result: Result<Outcome, Failure>) -> io::Result<Outcome> {
    let message = match result {
        Ok(outcome) => return Ok(outcome),
        Err(Failure::Output(error)) => return Err(error),
        Err(Failure::History(error)) => error.to_string(),
        Err(Failure::Said(message)) => message,
    };
    complain(&message);
    Ok(Outcome::Failed)
}

/// The history of this user.
pub(super) fn open() -> History {
    History::open(terms::folder(), terms::of_command_line())
}

fn act(action: Action, out: &mut dyn Write) -> Result<Outcome, Failure> {
    if let Action::Redact(arguments) = &action {
        return Ok(redact::run(arguments, out)?);
    }
    let history = open();
    let outcome = with(&history, action, out);
    while let Some(message) = history.take_message() {
        complain(&message);
    }
    outcome
}

fn with(history: &History, action: Action, out: &mut dyn Write) -> Result<Outcome, Failure> {
    match action {
        Action::List { which, format } => listed(&history.read()?.list(&which.filter())?, format, out),
        Action::Search { words, which, format } => {
            listed(&history.read()?.search(&words.join(" "), &which.filter())?, format, out)
        }
        Action::Show { id, format } => show(&history.read()?, &id, format, out),
        Action::Stats { which, format } => {
            let stats = history.read()?.stats(&which.filter())?;
            match format {
                Format::Json => writeln!(out, "{:#}", json!(stats))?,
                Format::Text => in_numbers(&stats, out)?,
            }
            Ok(Outcome::Clean)
        }
        Action::Export { file } => {
            let count = match &file {
                Some(path) => {
                    let mut file = BufWriter::new(new_file(path)?);
                    let count = history.export(&mut file)?;
                    file.flush()?;
                    count
                }
                None => history.export(out)?,
            };
            if let Some(path) = file {
                writeln!(
                    out,
                    "{count} entries are in {}, which only you can read",
                    visible(&path.display().to_string())
                )?;
            }
            Ok(Outcome::Clean)
        }
        Action::Import { file } => {
            let imported = if file == Path::new("-") {
                history.import(&mut io::stdin().lock())?
            } else {
                let cannot = |it: io::Error| Failure::Said(format!("{}: {it}", file.display()));
                history.import(&mut BufReader::new(File::open(&file).map_err(cannot)?))?
            };
            writeln!(
                out,
                "{} entries are new, {} were known, from {} something secret was taken out",
                imported.added, imported.known, imported.redacted
            )?;
            Ok(Outcome::Clean)
        }
        Action::Clear { older_than, workspace, yes } => clear(history, older_than, workspace.as_deref(), yes, out),
        Action::Path => {
            let folder = terms::folder().ok_or(Error::NoHome)?;
            writeln!(out, "{}", folder.join("history.db").display())?;
            Ok(Outcome::Clean)
        }
        Action::Seal => {
            let count = history.seal()?;
            writeln!(out, "{count} entries are encrypted")?;
            Ok(Outcome::Clean)
        }
        Action::Unseal => {
            let count = history.unseal()?;
            writeln!(
                out,
                "{count} entries are plain text; without `history_key_command` removed from your own settings, the next entry encrypts them again"
            )?;
            Ok(Outcome::Clean)
        }
        Action::Redact(_) => Ok(Outcome::Clean),
    }
}

/// A file that is not there yet, for its owner alone.
pub(super) fn new_file(path: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|it| Failure::Said(format!("{}: {it}; choose the name of a new file", path.display())))
}

fn listed(records: &[Record], format: Format, out: &mut dyn Write) -> Result<Outcome, Failure> {
    match format {
        Format::Json => {
            let all: Vec<Value> = records.iter().map(|it| json!(it)).collect();
            writeln!(out, "{:#}", json!(all))?;
        }
        Format::Text => records.iter().try_for_each(|it| shown::line(it, out))?,
    }
    Ok(if records.is_empty() { Outcome::Found } else { Outcome::Clean })
}

fn show(reader: &Reader, id: &str, format: Format, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let record = match reader.show(id)? {
        Found::One(record) => record,
        Found::None => return Err(Failure::Said(format!("no entry begins with {id}: see `history list`"))),
        Found::Many(all) => {
            return Err(Failure::Said(format!(
                "several entries begin with {id}: write more of one of {}",
                all.join(", ")
            )));
        }
    };
    match format {
        Format::Json => writeln!(out, "{:#}", json!(*record))?,
        Format::Text => shown::page(&record, out)?,
    }
    Ok(Outcome::Clean)
}

fn clear(
    history: &History,
    older_than: Option<u32>,
    workspace: Option<&Path>,
    yes: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let what = match (older_than, workspace) {
        (Some(days), _) => vec![Clear::Before(days_ago(days))],
        (None, Some(folder)) => {
            let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            let scope = history.workspace_hash(&folder)?;
            [false, true].map(|it| Clear::Workspace(remembered::marked(&scope, it))).to_vec()
        }
        (None, None) => vec![Clear::All],
    };
    if !yes && !is_wanted("Delete these entries for good?", out)? {
        return Ok(Outcome::Found);
    }
    let mut count = 0;
    for it in &what {
        count += history.clear(it)?;
    }
    writeln!(out, "{count} entries are deleted")?;
    Ok(Outcome::Clean)
}

/// Asks on a terminal; elsewhere nobody could answer.
pub(super) fn is_wanted(question: &str, out: &mut dyn Write) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Said("this deletes for good: say --yes where nobody can be asked".to_owned()));
    }
    write!(out, "{question} [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
