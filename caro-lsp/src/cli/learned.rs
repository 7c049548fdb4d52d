//! `caro-lsp learned`: the habits that were learned from what became of answers; shown, forgotten, shared.

use super::history::{Failure, ending, is_wanted, new_file, open};
use super::{Format, Outcome, complain};
use crate::config::Shell;
use crate::policy_file::Trust;
use crate::remembered::Lesson;
use crate::remembered::known::{self, Weighed, weighed};
use caro_core::generate::habits::{Habit, PREFERRED, is_active};
use caro_core::target::Platform;
use caro_history::{History, Learned};
use clap::{Args, Subcommand};
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a lesson may take until it is on the disk.
const PATIENCE: Duration = Duration::from_secs(10);

/// The words of `learned`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the habits, and how much speaks for each and against it
    List {
        /// As they hold in this folder's workspace
        #[arg(long, value_name = "FOLDER")]
        workspace: Option<PathBuf>,
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Say that one command is better than another: that counts as much as two changes of yours
    Prefer {
        /// What was offered, such as `ls -l`
        #[arg(value_name = "OFFERED")]
        offered: String,
        /// What is better, such as `ls -lh`
        #[arg(value_name = "BETTER")]
        better: String,
        /// The shell that both are for
        #[arg(long, value_enum, default_value = "bash", value_name = "S")]
        shell: Shell,
    },
    /// Forget a habit
    Forget {
        /// As `list` writes it, such as `ls: -h with -l`
        #[arg(value_name = "HABIT")]
        habit: String,
    },
    /// Write the habits that are put to use as a file for others: flags and programs, and no word of yours
    Export {
        /// Into this new file; without it, to standard output
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Take over the habits of such a file
    Import {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Forget all that was learned, for good
    Reset {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let history = open();
    let outcome = ending(act(&history, arguments.action, out));
    while let Some(message) = history.take_message() {
        complain(&message);
    }
    outcome
}

fn act(history: &History, action: Action, out: &mut dyn Write) -> Result<Outcome, Failure> {
    match action {
        Action::List { workspace, format } => list(history, workspace.as_deref(), format, out),
        Action::Prefer { offered, better, shell } => {
            let dialect = shell.dialect();
            let platform = Platform::of_machine();
            let lesson = Lesson { offered: &offered, is: &better, dialect, platform, is_said: true };
            let before = all(history, None)?;
            let known = known::Known::read(history, None, &[]).unwrap_or_default();
            if !known::learn(history, lesson, &[String::new()], &known) {
                let why =
                    "these two teach nothing: they differ in more than flags, quotes or a program that has a stand-in";
                return Err(Failure::Said(why.to_owned()));
            }
            if !history.flush(PATIENCE) {
                return Err(Failure::Said("it could not be written down".to_owned()));
            }
            for it in all(history, None)? {
                let was = before.iter().find(|old| old.habit == it.habit).map_or(0.0, |old| old.yes);
                let is_new = it.yes > was;
                if is_new {
                    writeln!(out, "{}: {}", it.habit, it.habit.sentence())?;
                }
            }
            Ok(Outcome::Clean)
        }
        Action::Forget { habit } => {
            let parsed = Habit::parse(&habit).map_or(habit.clone(), |it| it.to_string());
            let scopes: Vec<String> =
                history.read()?.learned()?.into_iter().filter(|it| it.habit == parsed).map(|it| it.scope).collect();
            if scopes.is_empty() {
                return Err(Failure::Said(format!("there is no habit {habit}: see `learned list`")));
            }
            for scope in scopes {
                history.forget(&parsed, &scope)?;
            }
            Ok(Outcome::Clean)
        }
        Action::Export { file } => {
            let active: Vec<String> = all(history, None)?
                .into_iter()
                .filter(|it| is_active(it.yes, it.no))
                .map(|it| it.habit.to_string())
                .collect();
            let lines: Vec<String> = active.iter().map(|it| format!("  {},\n", json!(it))).collect();
            let text =
                format!("# Habits for Caro; docs/learning.md says what they are.\nhabits = [\n{}]\n", lines.concat());
            match file {
                Some(path) => new_file(&path)?.write_all(text.as_bytes())?,
                None => out.write_all(text.as_bytes())?,
            }
            Ok(Outcome::Clean)
        }
        Action::Import { file } => import(history, &file, out),
        Action::Reset { yes } => {
            if !yes && !is_wanted("Forget all habits for good?", out)? {
                return Ok(Outcome::Found);
            }
            writeln!(out, "{} habits are forgotten", history.reset_learned()?)?;
            Ok(Outcome::Clean)
        }
    }
}

fn all(history: &History, workspace: Option<&Path>) -> Result<Vec<Weighed>, Failure> {
    let scope = workspace.map(|it| history.workspace_hash(&it.canonicalize().unwrap_or_else(|_| it.to_owned())));
    let scope = scope.transpose()?;
    let (team, wrong) = workspace.map(|it| known::of_team(&it.join("-"), Trust::AsConfigured)).unwrap_or_default();
    for it in &wrong {
        complain(it);
    }
    Ok(weighed(&history.read()?.learned()?, scope.as_deref(), &team, crate::remembered::now()))
}

fn list(history: &History, workspace: Option<&Path>, format: Format, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let mut all = all(history, workspace)?;
    all.sort_by(|one, other| (other.yes - other.no).total_cmp(&(one.yes - one.no)));
    match format {
        Format::Json => {
            let all: Vec<_> = all
                .iter()
                .map(|it| {
                    let (yes, no) = (rounded(it.yes), rounded(it.no));
                    json!({ "habit": it.habit.to_string(), "sentence": it.habit.sentence(), "yes": yes, "no": no, "active": is_active(it.yes, it.no) })
                })
                .collect();
            writeln!(out, "{:#}", json!(all))?;
        }
        Format::Text => {
            // What only speaks against a habit speaks for its contrary, which is listed.
            for it in all.iter().filter(|it| it.yes > 0.0) {
                let used = if is_active(it.yes, it.no) { "put to use" } else { "not sure yet" };
                writeln!(
                    out,
                    "{:30} {:>4.1} for, {:>4.1} against, {used:12}  # {}",
                    it.habit.to_string(),
                    it.yes,
                    it.no,
                    it.habit.sentence()
                )?;
            }
        }
    }
    Ok(if all.is_empty() { Outcome::Found } else { Outcome::Clean })
}

fn rounded(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}

fn import(history: &History, file: &Path, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let (habits, wrong) = known::habits_of(file);
    for it in &wrong {
        complain(it);
    }
    if habits.is_empty() && !wrong.is_empty() {
        return Ok(Outcome::Failed);
    }
    let now = crate::remembered::now();
    let learned = |habit: Habit| Learned {
        habit: habit.to_string(),
        scope: String::new(),
        yes: PREFERRED.into(),
        no: 0.0,
        first_at: now,
        at: now,
    };
    let habits: Vec<Learned> = habits.into_iter().map(learned).collect();
    // What is known here already says more than somebody else's file.
    let known = history.read()?.learned()?;
    let new: Vec<Learned> = habits
        .into_iter()
        .filter(|it| !known.iter().any(|old| old.habit == it.habit && old.scope.is_empty()))
        .collect();
    writeln!(out, "{} habits are new", history.import_learned(&new)?)?;
    Ok(Outcome::Clean)
}
