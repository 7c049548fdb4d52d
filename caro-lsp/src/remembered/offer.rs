//! What is shown to the user: the commands, where they stand, and the record that is kept of them.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use caro_core::generate::Suggestion;
use caro_core::script::Dialect;
use caro_core::target::Platform;
use caro_history::{Record, Via};
use tower_lsp_server::ls_types::Uri;

use super::{known, now};
use crate::proto;

/// Something that was shown to the user.
pub(super) struct Offer {
    pub(super) id: u64,
    pub(super) record: Record,
    /// What was offered, the first first.
    pub(super) commands: Vec<Offered>,
    /// The script that it was for.
    pub(super) uri: Option<Uri>,
    pub(super) row: u32,
    pub(super) dialect: Dialect,
    pub(super) platform: Platform,
    pub(super) workspace: Option<PathBuf>,
    pub(super) is_for_learning: bool,
    /// What is learned from it holds in its workspace only.
    pub(super) is_private: bool,
    /// The number of its first item, as ghost text.
    pub(super) first_item: Option<u64>,
    pub(super) since: Instant,
}

/// Commands are nobody's business.
impl std::fmt::Debug for Offer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Offer").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Offer {
    pub(super) fn has(&self, item: u64) -> bool {
        self.first_item.is_some_and(|it| (it..it + self.commands.len() as u64).contains(&item))
    }

    pub(super) fn choose(&mut self, which: usize) {
        choose(&mut self.record, &self.commands, which, self.dialect);
    }
}

/// One command of an offer.
#[derive(Clone)]
pub(crate) struct Offered {
    pub(super) command: String,
    /// What is inserted for it.
    pub(super) insert: String,
    source: &'static str,
    risk: &'static str,
    confidence: f32,
}

impl Offered {
    pub(crate) fn of(suggestion: &Suggestion, insert: &str) -> Self {
        let risk = suggestion.findings().iter().map(|it| it.level).max();
        Self {
            command: suggestion.command().to_owned(),
            insert: insert.to_owned(),
            source: suggestion.source(),
            risk: risk.map_or("none", proto::level),
            confidence: suggestion.confidence(),
        }
    }
}

/// What is offered, and where.
pub(crate) struct Shown<'a> {
    pub(crate) prompt: &'a str,
    pub(crate) commands: Vec<Offered>,
    pub(crate) place: Option<(&'a Uri, u32)>,
    pub(crate) dialect: Dialect,
    pub(crate) platform: Platform,
    /// Which model or server was asked, where one was.
    pub(crate) model: Option<&'a str>,
    pub(crate) latency: Duration,
    pub(crate) via: Via,
}

/// A record of suggestions, with what these say themselves.
pub(crate) fn offered_record(suggestions: &[Suggestion], dialect: Dialect, platform: Platform) -> Record {
    let commands: Vec<Offered> = suggestions.iter().map(|it| Offered::of(it, it.command())).collect();
    let mut record = new_record(dialect, platform);
    choose(&mut record, &commands, 0, dialect);
    record
}

pub(super) fn new_record(dialect: Dialect, platform: Platform) -> Record {
    Record {
        uid: caro_history::uid(),
        created_at: now(),
        shell: shell(dialect).to_owned(),
        platform: platform.key().to_owned(),
        ..Record::default()
    }
}

/// One of the commands is what a record is about; the others are the alternatives.
fn choose(record: &mut Record, commands: &[Offered], which: usize, dialect: Dialect) {
    let Some(chosen) = commands.get(which) else { return };
    let others = commands.iter().enumerate().filter(|it| it.0 != which);
    record.alternatives = others.map(|it| it.1.command.clone()).collect();
    record.generated_command.clone_from(&chosen.command);
    record.family = known::family(&chosen.command, dialect);
    chosen.source.clone_into(&mut record.source);
    chosen.risk.clone_into(&mut record.risk);
    record.confidence = chosen.confidence;
}

fn shell(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sh => "sh",
        Dialect::Bash => "bash",
        Dialect::Ksh => "ksh",
        Dialect::Unsupported => "",
    }
}
