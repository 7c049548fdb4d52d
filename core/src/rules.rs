//! Findings: what a careful reviewer would stop at, and the list of all rules.

use crate::Span;
use crate::flow::Code;
use crate::policy::AllowedBy;
use crate::script::{Assignment, Body, Command, PartKind, Statement, Word};
use acts::FileAct;
use clouds::calls::Call;
use sink::Sink;

pub(crate) mod acts;
mod asking;
pub(crate) mod edits;
mod listing;
mod names;
mod paths;
mod report;
mod sink;

pub(crate) use hidden_text::hides;
pub(crate) use ignores::{UNKNOWN, UNUSED, WITHOUT_REASON};
pub(crate) use policy::identity;
pub(crate) use report::one_for_each_place;
pub use report::{Report, check, check_under, check_with};
pub(crate) use secrets::secret_lines;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Could be more robust; never a squiggle.
    Note,
    /// Right in some scripts, wrong in most, or its damage is bounded.
    Caution,
    /// A careful reviewer would stop it.
    Danger,
}

impl Level {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}

/// A rule: its identity, its words, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// `CARO` and four digits; the first two are the family.
    pub code: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// The level unless the place says less.
    pub level: Level,
    /// The rule's documentation, in Markdown; its first line says what happens to the user.
    pub doc: &'static str,
    /// When it is asked.
    pub(crate) check: Check,
}

impl Rule {
    /// What happens to the user: the first line of the documentation.
    pub fn summary(&self) -> &'static str {
        self.doc.lines().next().unwrap_or_default().trim()
    }

    /// What the user has to decide where no change is offered: the line of the documentation that starts `To decide:`.
    pub fn decision(&self) -> Option<&'static str> {
        self.doc.lines().find_map(|it| it.trim().strip_prefix("To decide: "))
    }
}

/// When a rule is asked, and what it does then.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// At commands that run one of these programs or sub-commands, behind all wrappers: `rm`, `git push`.
    /// Not asked where the command only shows what it would do.
    Command { programs: &'static [&'static str], run: fn(&Command, &mut Sink<'_>) },
    /// At commands that are one of these calls to a service; stands alone and needs no code of its own.
    Calls(&'static [Call]),
    /// At every command, also where the program is not known.
    AnyCommand { run: fn(&Command, &mut Sink<'_>) },
    /// At every file that a command or a redirect reads, writes or deletes.
    File { run: fn(&FileAct<'_>, &mut Sink<'_>) },
    /// At every text that a shell or another interpreter is given to run.
    Code { run: fn(&Code<'_>, &mut Sink<'_>) },
    /// At pipelines of two stages or more.
    Pipeline { run: fn(&[Statement], &mut Sink<'_>) },
    /// At every assignment.
    Assignment { run: fn(&Assignment, &mut Sink<'_>) },
    /// At function definitions.
    Function { run: fn(&Statement, &mut Sink<'_>) },
    /// Once for the text of each piece of the script.
    Text { run: fn(&Body, &mut Sink<'_>) },
    /// At each of these, where one danger has several forms.
    Several(&'static [Check]),
}

/// One place where a rule speaks.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which rule.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub level: Level,
    /// Where.
    pub span: Span,
    /// What would happen, in the user's own words.
    pub message: String,
    /// Places that explain it, such as where a variable got its value.
    pub related: Vec<(Span, String)>,
    /// Changes that remove it, the best one first.
    pub fixes: Vec<Fix>,
    /// From which level a policy lowered it, and whose; the message ends with it too.
    pub lowered: Option<String>,
    /// The policy's entry that allows the command.
    pub(crate) allowed: Option<AllowedBy>,
}

impl Finding {
    /// The fix that may be applied without a look, where there is one.
    pub fn certain_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|it| it.certain)
    }
}

/// A change that removes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// An order: "Filter first, then delete". Where it is not certain, it names what the user decides by taking it.
    pub title: String,
    /// What to replace by what; the spans do not overlap.
    pub edits: Vec<(Span, String)>,
    /// Whether the script does the same as before, except where it would have done harm.
    pub certain: bool,
}

/// Declares a rule: its documentation, code, name, level and check.
macro_rules! rule {
    ($(#[doc = $doc:literal])* $code:literal $name:literal, $level:ident, $check:expr) => {
        pub(super) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            level: $crate::rules::Level::$level,
            doc: concat!($($doc, "\n"),*),
            check: $check,
        };
    };
}

macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// The rules of this family, in the order of their codes.
        pub(super) static RULES: &[&$crate::rules::Rule] = &[$(&$module::RULE),*];
    };
}

macro_rules! families {
    ($($module:ident $digits:literal $name:literal,)*) => {
        $(mod $module;)*
        /// Every family, in the order of its digits.
        pub static FAMILIES: &[Family] = &[$(Family { digits: $digits, module: stringify!($module), name: $name, rules: $module::RULES }),*];
    };
}

/// Rules about one kind of thing.
#[derive(Debug)]
pub struct Family {
    /// What its codes begin with, behind `CARO`.
    pub digits: &'static str,
    /// The folder of its rules.
    pub module: &'static str,
    /// What they are about.
    pub name: &'static str,
    /// Its rules, in the order of their codes.
    pub rules: &'static [&'static Rule],
}

families! {
    policy "00" "your own policy",
    files "01" "files",
    devices "02" "devices and file systems",
    permissions "03" "permissions and identity",
    remote_code "04" "remote and decoded code",
    secrets "05" "secrets and exfiltration",
    system "06" "system and services",
    git "07" "git",
    containers "08" "containers and clusters",
    databases "09" "databases",
    clouds "10" "cloud and infrastructure",
    packages "11" "packages",
    robustness "12" "robustness",
    network "13" "network exposure",
    hidden_text "14" "hidden text",
    ignores "15" "comments that ignore findings",
    portability "16" "portability",
    unknown_words "17" "unknown words",
}

/// Every rule, in the order of their codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|it| it.rules).copied()
}

/// The rule with this code (`CARO0101`, in any case) or name (`recursive-delete`).
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    all().find(|it| it.code.eq_ignore_ascii_case(code_or_name) || it.name == code_or_name)
}

/// Whether a word holds a substitution in which one of `programs` runs.
fn substitutes(word: &Word, programs: &[&str]) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Substitution(statements) | PartKind::Process(statements) => {
            let mut found = false;
            crate::script::walk(statements, &mut |node| {
                if let crate::script::Node::Command(command) = node {
                    found |= command.program.as_deref().is_some_and(|it| programs.contains(&it));
                }
            });
            found
        }
        _ => false,
    })
}

#[cfg(test)]
pub(crate) mod tests;
