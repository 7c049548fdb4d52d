//! The shells that are called `sh`, and what a note says of one.

use crate::Span;
use crate::rules::Sink;
use crate::rules::edits::Edits;
use crate::script::{Command, Dialect, RedirectOperator};
use crate::target::{Platform, Target};

/// The `sh` that reads a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sh {
    /// dash, up to the 0.5.12 of Debian 13.
    Dash,
    /// The ash of busybox, as Alpine builds it.
    Busybox,
    /// What POSIX asks of every `sh`.
    Posix,
}

pub(super) const ALL: &[Sh] = &[Sh::Dash, Sh::Busybox, Sh::Posix];
pub(super) const NOT_BUSYBOX: &[Sh] = &[Sh::Dash, Sh::Posix];
pub(super) const DASH: &[Sh] = &[Sh::Dash];
pub(super) const POSIX: &[Sh] = &[Sh::Posix];

impl Sh {
    /// The shell of a script that begins with `#!/bin/sh`. None where that is bash, or the script asks what it is.
    pub(super) fn of(target: Target) -> Option<Self> {
        if target.dialect != Dialect::Sh || target.asks_shell {
            return None;
        }
        match (target.platform, target.is_named) {
            (Platform::Busybox, _) => Some(Self::Busybox),
            (Platform::Posix, true) => Some(Self::Posix),
            // There, `sh` is bash 3.2.
            (Platform::MacOs, true) => None,
            _ => Some(Self::Dash),
        }
    }

    /// The subject of a sentence.
    pub(super) fn who(self) -> &'static str {
        match self {
            Self::Dash => "dash, the `sh` of Debian and Ubuntu,",
            Self::Busybox => "the `sh` of busybox",
            Self::Posix => "the `sh` of POSIX",
        }
    }
}

/// Whether a command hides its errors: then its author expects some.
pub(super) fn expects_errors(command: &Command) -> bool {
    let into_nothing =
        command.redirects.iter().filter(|it| it.target.literal() == Some("/dev/null")).collect::<Vec<_>>();
    let has_errors = |fd: Option<&str>| fd == Some("2");
    into_nothing.iter().any(|it| has_errors(it.fd.as_deref()) || it.operator == RedirectOperator::WriteBoth)
        || !into_nothing.is_empty() && command.redirects.iter().any(|it| has_errors(it.fd.as_deref()))
}

/// What a script says that its shell does not have.
pub(super) struct Lack {
    pub(super) span: Span,
    /// Which shells do not have it.
    pub(super) shells: &'static [Sh],
    /// The end of the sentence about the shell: "has no arrays".
    pub(super) text: String,
    pub(super) fix: Option<(&'static str, Edits)>,
    /// Whether the fix says the same for sure.
    pub(super) certain: bool,
}

impl Lack {
    pub(super) fn new(span: Span, shells: &'static [Sh], text: impl Into<String>) -> Self {
        Self { span, shells, text: text.into(), fix: None, certain: false }
    }

    /// With a form that every shell reads, and that says the same.
    pub(super) fn fixed(mut self, title: &'static str, edits: Edits) -> Self {
        self.fix = Some((title, edits));
        self.certain = true;
        self
    }

    /// With a form that every shell reads, which the user must decide on.
    pub(super) fn or(mut self, title: &'static str, edits: Edits) -> Self {
        self.fix = Some((title, edits));
        self
    }

    pub(super) fn report(self, sh: Sh, sink: &mut Sink<'_>) {
        if !self.shells.contains(&sh) {
            return;
        }
        sink.report(self.span, format!("{} {}", sh.who(), self.text));
        match self.fix {
            Some((title, edits)) if self.certain => sink.fix(title, edits),
            Some((title, edits)) => sink.choice(title, edits),
            None => {}
        }
    }
}
