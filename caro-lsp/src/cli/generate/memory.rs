//! What a call of `generate` knows of the user, and what it remembers of the request.

use super::Arguments;
use crate::cli::complain;
use crate::config::{History as Settings, Retention};
use crate::policy_file::Trust;
use crate::remembered::{self, Known, Lesson, may, offered_record, terms};
use caro_core::generate::Suggestion;
use caro_core::script::Dialect;
use caro_core::target::Platform;
use caro_history::{History, Outcome, Record, Via};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a call waits at its end until its entry is written.
const PATIENCE: Duration = Duration::from_millis(500);

/// The memory of one call.
pub(super) struct Memory {
    history: History,
    pub(super) known: Known,
    scopes: Vec<String>,
    workspace: Option<String>,
    dialect: Dialect,
    platform: Platform,
    began: Instant,
    /// What was offered last.
    record: Option<Record>,
}

impl Memory {
    /// None where the user wants none, or there is no place for it.
    pub(super) fn new(arguments: &Arguments, dialect: Dialect, platform: Platform) -> Option<Self> {
        let is_off = arguments.no_history || arguments.batch || terms::is_off();
        let folder = terms::folder().filter(|_| !is_off)?;
        let script = script(arguments)?;
        let settings = Settings { retention_days: Retention(0), ..Settings::default() };
        let may = may(&settings, &roots(&script), Some(script.clone()), dialect)?;
        let history = History::open(folder, terms::of_command_line());
        let scope = may.workspace.as_ref().and_then(|it| history.workspace_hash(it).ok());
        let (team, wrong) = remembered::known::of_team(&script, Trust::AsConfigured);
        for it in &wrong {
            complain(it);
        }
        let known = Known::read(&history, scope.as_deref(), &team).unwrap_or_default();
        let user = (!may.is_private).then(String::new);
        let workspace = scope.as_deref().map(|it| remembered::marked(it, may.is_private));
        let scopes = scope.into_iter().chain(user).collect();
        Some(Self { history, known, scopes, workspace, dialect, platform, began: Instant::now(), record: None })
    }

    /// Somebody is asked now.
    pub(super) fn asks(&mut self) {
        self.began = Instant::now();
    }

    /// These were offered for a wish.
    pub(super) fn offers(&mut self, found: &[Suggestion], model: Option<&str>) {
        let Some(best) = found.first() else { return };
        let mut record = offered_record(found, self.dialect, self.platform);
        best.wish().clone_into(&mut record.prompt);
        record.model = model.map(str::to_owned);
        record.latency_ms = u32::try_from(self.began.elapsed().as_millis()).unwrap_or(u32::MAX);
        record.workspace.clone_from(&self.workspace);
        record.via = Via::Cli;
        // What stands in the place of an earlier answer to the same is the same request.
        if let Some(earlier) = self.record.take().filter(|it| it.prompt == record.prompt) {
            record.uid = earlier.uid;
        }
        self.history.record(record.clone());
        self.record = Some(record);
    }

    /// The user took a command, which may be another than what was offered.
    pub(super) fn took(&mut self, command: &str) {
        let Some(record) = &mut self.record else { return };
        let is_same = record.generated_command == command;
        record.outcome = if is_same { Outcome::Accepted } else { Outcome::Edited };
        record.corrected_command = (!is_same).then(|| command.to_owned());
        self.history.record(record.clone());
        let offered = record.generated_command.clone();
        let lesson =
            Lesson { offered: &offered, is: command, dialect: self.dialect, platform: self.platform, is_said: false };
        remembered::known::learn(&self.history, lesson, &self.scopes, &self.known);
    }

    /// The user wanted nothing of it.
    pub(super) fn refused(&mut self) {
        if let Some(record) = &mut self.record {
            record.outcome = Outcome::Dismissed;
            self.history.record(record.clone());
        }
    }

    /// Waits until what was said is written; what the user should know of the history.
    pub(super) fn end(&self) -> Option<String> {
        self.history.flush(PATIENCE);
        self.history.take_message()
    }
}

/// The script that a command is for, or a place in the folder that it is asked for in.
fn script(arguments: &Arguments) -> Option<PathBuf> {
    let of_context = arguments.context.as_deref().and_then(|it| Some(Path::new(it.rsplit_once(':')?.0)));
    let here = std::env::current_dir().ok()?;
    Some(of_context.map_or_else(|| here.join("-"), |it| here.join(it)))
}

/// The project around a path, as an editor would have it open.
fn roots(script: &Path) -> Vec<PathBuf> {
    let root = script.ancestors().skip(1).find(|it| it.join(".git").exists());
    root.or(script.parent()).map(Path::to_owned).into_iter().collect()
}
