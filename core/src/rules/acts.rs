//! What a command does to which files: its redirects, and its operands and flag values by the program's facts.

use crate::Span;
use crate::flow::{State, Value, Walk};
use crate::knowledge::{Effect, Kind};
use crate::script::{Command, Redirect, RedirectOperator, Word};

/// One thing that a command does to one file or folder.
#[derive(Clone, Debug)]
pub(crate) struct FileAct<'a> {
    /// What it does.
    pub(crate) kind: ActKind,
    /// The path as written.
    pub(crate) path: &'a Word,
    /// The redirect, or the path's word.
    pub(crate) span: Span,
    /// Whether all below the path is meant.
    pub(crate) recursive: bool,
    /// What the file holds behind it, where the command says so.
    pub(crate) contents: Option<Value>,
    /// The command that does it; none for the redirects of a compound statement.
    pub(crate) command: Option<&'a Command>,
}

/// The kinds of [`FileAct`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActKind {
    /// Reads it.
    Reads,
    /// Makes it; what is there already stays.
    Creates,
    /// Replaces what it held.
    Overwrites,
    /// Adds to its end.
    Appends,
    /// Changes it in place: contents, mode or owner.
    Changes,
    /// Deletes it, or destroys what it held.
    Deletes,
}

impl ActKind {
    /// Whether the file is not what it was before.
    pub(crate) fn writes(self) -> bool {
        self != Self::Reads
    }

    fn of(effect: Effect) -> Option<Self> {
        Some(match effect {
            Effect::Reads => Self::Reads,
            Effect::Creates => Self::Creates,
            Effect::Overwrites => Self::Overwrites,
            Effect::Changes => Self::Changes,
            Effect::Deletes => Self::Deletes,
            _ => return None,
        })
    }
}

/// What a redirect does.
pub(crate) fn of_redirect<'a>(
    redirect: &'a Redirect,
    command: Option<&'a Command>,
    walk: &Walk<'_>,
    state: &State,
) -> Option<FileAct<'a>> {
    let kind = match redirect.operator {
        RedirectOperator::Read => ActKind::Reads,
        RedirectOperator::Write | RedirectOperator::Clobber | RedirectOperator::WriteBoth => ActKind::Overwrites,
        RedirectOperator::Append | RedirectOperator::AppendBoth => ActKind::Appends,
        RedirectOperator::ReadWrite => ActKind::Changes,
        _ => return None,
    };
    let is_output = kind.writes() && redirect.fd.as_deref().is_none_or(|it| it == "1");
    let contents = command.filter(|_| is_output).map(|it| walk.printed(it, state));
    Some(FileAct { kind, path: &redirect.target, span: redirect.span, recursive: false, contents, command })
}

/// What a command does by its operands and by the values of its flags.
pub(crate) fn of_command<'a>(command: &'a Command, walk: &Walk<'_>, state: &State) -> Vec<FileAct<'a>> {
    let Some(facts) = command.facts().last() else { return Vec::new() };
    let mut found = Vec::new();
    // What flags do to every operand: `find -delete`, `sed -i`, `tee -a`.
    let mut whole = Vec::new();
    for flag in command.flags() {
        let Some(known) = flag.facts else { continue };
        match &flag.value {
            Some(word) if known.value.is_some_and(|it| it.kind == Kind::Path) => {
                for kind in known.effects.iter().filter_map(|it| ActKind::of(*it)) {
                    let act = FileAct {
                        kind,
                        path: word,
                        span: word.span,
                        recursive: false,
                        contents: None,
                        command: Some(command),
                    };
                    found.push(act);
                }
            }
            _ => whole.extend_from_slice(known.effects),
        }
    }
    let recursive = whole.contains(&Effect::Recurses) || facts.effects.contains(&Effect::Recurses);
    let appends = command.program.as_deref() == Some("tee") && command.has_flag('a', "append");
    let operands: Vec<&Word> = command.own_operands().collect();
    for (at, word) in operands.iter().enumerate() {
        let role = facts.operand(at, operands.len(), |name| command.gives(name));
        let Some(role) = role.filter(|it| it.value.kind == Kind::Path) else { continue };
        let effects = role.effects.iter().chain(whole.iter().filter(|_| !role.effects.is_empty()));
        let mut kinds: Vec<ActKind> = effects.filter_map(|it| ActKind::of(*it)).collect();
        if appends {
            kinds.fill(ActKind::Appends);
        }
        kinds.dedup();
        for kind in kinds {
            let contents = (command.program.as_deref() == Some("tee")).then(|| walk.printed(command, state));
            found.push(FileAct { kind, path: word, span: word.span, recursive, contents, command: Some(command) });
        }
    }
    found
}
