//! Findings: what a careful reviewer would stop at, and the list of all rules.

use crate::Span;
use crate::flow::{Place, State, Value, Walk, Watcher};
use crate::script::{Command, PartKind, Redirect, Statement, Word};

mod paths;
mod report;

pub use report::{Report, check};

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
}

/// When a rule is asked, and what it does then.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// At commands that run one of these programs, behind all wrappers.
    Command { programs: &'static [&'static str], run: fn(&Command, &mut Sink<'_>) },
    /// At pipelines of two stages or more.
    Pipeline { run: fn(&[Statement], &mut Sink<'_>) },
    /// At every redirect.
    Redirect { run: fn(&Redirect, &mut Sink<'_>) },
    /// At function definitions.
    Function { run: fn(&Statement, &mut Sink<'_>) },
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
    /// A change that removes it and keeps all else the same.
    pub fix: Option<Fix>,
}

/// A change that removes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// An order: "Filter first, then delete".
    pub title: String,
    /// What to replace by what; the spans do not overlap.
    pub edits: Vec<(Span, String)>,
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
        /// Every rule, in the order of their codes.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    recursive_delete,
    overwrite_system_file,
    find_delete_first,
    write_to_device,
    dd_to_device,
    make_file_system,
    open_permissions,
    download_to_shell,
    insecure_download_to_shell,
    run_downloaded_text,
    fork_bomb,
    force_push,
}

/// The rule with this code (`CARO0101`, in any case) or name (`recursive-delete`).
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.code.eq_ignore_ascii_case(code_or_name) || it.name == code_or_name)
}

/// A finding before its places are known in the document.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    rule: &'static Rule,
    level: Level,
    /// No level above it, whatever the rule says.
    most: Level,
    place: Place,
    message: String,
    related: Vec<(Place, String)>,
    fix: Option<Fix>,
}

impl Raw {
    /// Says less than the rule's own level.
    pub(crate) fn level(&mut self, level: Level) -> &mut Self {
        self.level = level.min(self.most);
        self
    }

    /// Points at a place that explains it.
    pub(crate) fn related(&mut self, place: Place, text: String) -> &mut Self {
        self.related.push((place, text));
        self
    }
}

/// Where a rule reports, and what it may ask.
pub(crate) struct Sink<'a> {
    rule: &'static Rule,
    walk: &'a Walk<'a>,
    state: &'a State,
    found: &'a mut Vec<Raw>,
}

impl Sink<'_> {
    /// Reports at `span`; the message names the user's own words.
    pub(crate) fn report(&mut self, span: Span, message: String) -> &mut Raw {
        let place = self.walk.place(span);
        let known = self.found.iter().position(|it| it.place == place && it.rule.code == self.rule.code);
        // A loop or a second call shows the same place again; what was said first stays.
        let at = known.unwrap_or_else(|| {
            let rule = self.rule;
            // What a container loses can be made again, as long as nobody has put more into it.
            let (most, message) = if self.walk.contained {
                (Level::Caution, format!("in the container: {message}"))
            } else {
                (Level::Danger, message)
            };
            let level = rule.level.min(most);
            self.found.push(Raw { rule, level, most, place, message, related: Vec::new(), fix: None });
            self.found.len() - 1
        });
        &mut self.found[at]
    }

    /// Offers a fix for what was just reported, unless spans here only stand for longer text.
    pub(crate) fn fix(&mut self, title: &str, edits: Vec<(Span, String)>) {
        if self.walk.exact
            && let Some(raw) = self.found.last_mut()
            && raw.fix.is_none()
        {
            raw.fix = Some(Fix { title: title.to_owned(), edits });
        }
    }

    /// What a word can be here.
    pub(crate) fn value(&self, word: &Word) -> Value {
        self.walk.value(word, self.state)
    }

    pub(crate) fn state(&self) -> &State {
        self.state
    }

    /// The text at a span of the command's own chunk.
    pub(crate) fn text(&self, span: Span) -> &str {
        span.of(&self.walk.text.text)
    }
}

/// Asks the rules during the walk.
struct Asking<'a> {
    found: &'a mut Vec<Raw>,
}

impl Watcher for Asking<'_> {
    fn command(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        let Some(program) = command.program.as_deref() else { return };
        for rule in ALL {
            if let Check::Command { programs, run } = rule.check
                && programs.contains(&program)
            {
                run(command, &mut Sink { rule, walk, state, found: self.found });
            }
        }
    }

    fn pipeline(&mut self, stages: &[Statement], walk: &Walk<'_>, state: &State) {
        if stages.len() < 2 || state.dead {
            return;
        }
        for rule in ALL {
            if let Check::Pipeline { run } = rule.check {
                run(stages, &mut Sink { rule, walk, state, found: self.found });
            }
        }
    }

    fn redirects(&mut self, redirects: &[Redirect], walk: &Walk<'_>, state: &State) {
        for redirect in redirects {
            for rule in ALL {
                if let Check::Redirect { run } = rule.check {
                    run(redirect, &mut Sink { rule, walk, state, found: self.found });
                }
            }
        }
    }

    fn function(&mut self, statement: &Statement, walk: &Walk<'_>) {
        for rule in ALL {
            if let Check::Function { run } = rule.check {
                run(statement, &mut Sink { rule, walk, state: &State::default(), found: self.found });
            }
        }
    }
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
