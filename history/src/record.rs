//! One request with its answer and what became of it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number of 128 bits at random, in hex: by it a record is found again, also in another process.
pub type Uid = String;

/// What the user made of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was shown, and nothing more is known.
    #[default]
    Shown,
    /// It was taken as it was.
    Accepted,
    /// It was taken and changed.
    Edited,
    /// It was refused: typed past, or closed.
    Dismissed,
}

/// Where the request was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// A comment in a script.
    #[default]
    Ghost,
    /// "Generate Command" of an editor.
    Generate,
    /// The command line.
    Cli,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Shown, Self::Accepted, Self::Edited, Self::Dismissed];

    /// As the database has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Accepted => "accepted",
            Self::Edited => "edited",
            Self::Dismissed => "dismissed",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl Via {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ghost, Self::Generate, Self::Cli];

    /// As the database has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ghost => "ghost",
            Self::Generate => "generate",
            Self::Cli => "cli",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// One request. The names of the fields are those of the columns.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// By which it is known.
    pub uid: Uid,
    /// In seconds since 1970.
    pub created_at: i64,
    /// The user's words.
    pub prompt: String,
    /// The command that was offered first.
    pub generated_command: String,
    /// The others.
    pub alternatives: Vec<String>,
    /// What the user made of it.
    pub outcome: Outcome,
    /// The command as the user left it, where that is another one.
    pub corrected_command: Option<String>,
    /// Whether it ran; only where somebody said so, since Caro runs nothing.
    pub executed: Option<bool>,
    /// Whether that went well.
    pub success: Option<bool>,
    /// Who proposed it: `embedded`, `model`, `server`, `history`.
    pub source: String,
    /// The model's or the server's name.
    pub model: Option<String>,
    /// The program that does the work: `find`, `git`.
    pub family: String,
    /// `none`, `note`, `caution` or `danger`.
    pub risk: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Until it was shown, in milliseconds.
    pub latency_ms: u32,
    /// `bash`, `sh`, `ksh`: the dialect.
    pub shell: String,
    /// `linux`, `macos`, `busybox`, `posix`.
    pub platform: String,
    /// The workspace as a salted hash, never its path.
    pub workspace: Option<String>,
    /// Where it was made.
    pub via: Via,
    /// Whether something that looked like a secret was taken out: such a record proposes nothing.
    pub redacted: bool,
}

/// What was asked is nobody's business, not even a log's.
impl fmt::Debug for Record {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Record").field("uid", &self.uid).field("outcome", &self.outcome).finish_non_exhaustive()
    }
}
