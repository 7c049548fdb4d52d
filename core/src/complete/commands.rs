//! Names of commands: functions, reserved words, builtins, the programs that Caro knows and those of the machine.

use super::shell::{builtins, is_only_builtin, keywords};
use super::spot::{MARK, Runner, Spot};
use super::{Kind, List, Scene, explained};
use crate::flow::State;
use crate::knowledge;
use crate::script::{Name, Statement, StatementKind};

/// How the kinds of commands are ordered.
const FUNCTION: u8 = 0;
const SHELL: u8 = 1;
const KNOWN_AND_THERE: u8 = 2;
const KNOWN: u8 = 3;
const THERE: u8 = 4;

/// Offers names of commands for what is typed.
pub(super) fn offer(scene: &Scene<'_>, spot: &Spot, runner: Runner, list: &mut List<'_>) {
    // Folders and options start so; variables have their own place.
    if spot.prefix.starts_with(['-', '~', '.']) && spot.prefix != "." || spot.prefix.contains('/') {
        return;
    }
    if runner == Runner::Script {
        offer_functions(scene, spot, list);
    }
    if runner != Runner::Program {
        for (name, meaning) in keywords(spot.dialect()) {
            list.add(SHELL, Kind::Keyword, name, meaning, None);
        }
        offer_builtins(spot, list);
    }
    offer_programs(scene, spot, list);
}

/// Offers the functions of the script and of the files that it sources.
pub(super) fn offer_functions(scene: &Scene<'_>, spot: &Spot, list: &mut List<'_>) {
    for chunk in spot.marked.chunks() {
        each_function(&chunk.body.statements, &mut |name| {
            if name.text.starts_with(&*spot.prefix) && !name.text.contains(MARK) {
                // The mark stands on a line and adds none.
                let line = spot.marked.text().byte_to_line(chunk.start + name.span.start) + 1;
                list.add(FUNCTION, Kind::Function, &name.text, &format!("function of this script, line {line}"), None);
            }
        });
    }
    let sources = |it: &crate::script::Chunk| it.body.names.called.iter().any(|it| matches!(&**it, "source" | "."));
    if scene.library.is_some() && scene.document.chunks().iter().any(sources) {
        let known = (scene.report)().known_before(scene.document.chunks().len());
        for (name, function) in known.into_iter().flat_map(State::functions) {
            if function.foreign && name.starts_with(&*spot.prefix) {
                list.add(FUNCTION + 1, Kind::Function, name, "function of a file that is sourced", None);
            }
        }
    }
}

/// Calls `found` with the functions that statements define for what follows them: what a subshell or a pipeline defines
/// ends with it, and what words hold is not looked at.
fn each_function(statements: &[Statement], found: &mut dyn FnMut(&Name)) {
    for statement in statements {
        match &statement.kind {
            StatementKind::Function { name, body } => {
                found(name);
                each_function(std::slice::from_ref(body), found);
            }
            StatementKind::Group(body)
            | StatementKind::For { body, .. }
            | StatementKind::ForArithmetic { body, .. } => {
                each_function(body, found);
            }
            StatementKind::AndOr { first, rest } => {
                each_function(std::slice::from_ref(first), found);
                for (_, statement) in rest {
                    each_function(std::slice::from_ref(statement), found);
                }
            }
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    each_function(condition, found);
                    each_function(body, found);
                }
                each_function(otherwise.as_deref().unwrap_or_default(), found);
            }
            StatementKind::While { condition, body, .. } => {
                each_function(condition, found);
                each_function(body, found);
            }
            StatementKind::Case { arms, .. } => {
                for arm in arms {
                    each_function(&arm.body, found);
                }
            }
            _ => {}
        }
    }
}

/// Offers the builtins of the script's shell.
pub(super) fn offer_builtins(spot: &Spot, list: &mut List<'_>) {
    for name in builtins(spot.dialect()) {
        let summary = knowledge::summary(name).unwrap_or("builtin of the shell");
        list.add(SHELL, Kind::Builtin, name, summary, Some(explained::program_key(name)));
    }
}

/// Offers the programs that Caro knows and those of the machine.
pub(super) fn offer_programs(scene: &Scene<'_>, spot: &Spot, list: &mut List<'_>) {
    list.wants_programs = true;
    let prefix = &*spot.prefix;
    let from = scene.programs.partition_point(|it| **it < *prefix);
    let there: Vec<&str> =
        scene.programs[from..].iter().map(|it| &**it).take_while(|it| it.starts_with(prefix)).collect();
    for name in knowledge::names().filter(|it| it.starts_with(prefix)) {
        // `:` and `[` are builtins and nothing to complete.
        if is_only_builtin(name) || !name.starts_with(|it: char| it.is_ascii_alphanumeric()) {
            continue;
        }
        let Some(summary) = knowledge::summary(name) else { continue };
        let is_there = scene.programs.is_empty() || there.binary_search(&name).is_ok();
        let rank = if is_there { KNOWN_AND_THERE } else { KNOWN };
        list.add(rank, Kind::Program, name, summary, Some(explained::program_key(name)));
    }
    for name in there {
        if knowledge::summary(name).is_none() {
            list.add(THERE, Kind::Program, name, "", None);
        }
    }
}
