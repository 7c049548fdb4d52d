//! Checks the templates of sentences: each names flags and operands that are there, and each can be read.

use super::Program;
use super::template::{Piece, first_piece};

/// Finds what is wrong with the sentences of a program and its sub-commands; `parents` are what it is a sub-command of.
pub(super) fn check(program: &Program, parents: &[&Program], place: &str, problems: &mut Vec<String>) {
    for sentence in &program.sentence {
        let says = &sentence.says;
        let place = format!("{place}: sentence {says:?}");
        if !says.starts_with(char::is_uppercase) || says.ends_with('.') {
            problems.push(format!("{place}: starts with a capital, and has no full stop"));
        }
        for name in sentence.when.iter().chain(&names(says, &place, problems)) {
            for name in name.trim_start_matches('!').split('|') {
                let before = || parents.iter().any(|it| name.starts_with('-') && is_known(it, name));
                if !is_known(program, name) && !before() {
                    problems.push(format!("{place}: names {name:?}, which is neither a flag nor an operand here"));
                }
            }
        }
    }
    if let Some(ending) = &program.ending {
        let place = format!("{place}: ending {ending:?}");
        for name in names(ending, &place, problems) {
            for name in name.trim_start_matches('!').split('|').filter(|it| !is_known(program, it)) {
                problems.push(format!("{place}: names {name:?}, which is no flag here"));
            }
        }
        if program.subcommand.is_empty() || !ending.starts_with('[') {
            problems.push(format!("{place}: is for sub-commands, and depends on a flag"));
        }
    }
    let parents = [parents, &[program]].concat();
    for sub in &program.subcommand {
        check(sub, &parents, &format!("{place}: sub-command `{}`", sub.name), problems);
    }
}

/// The flags and operands that a template names.
fn names(template: &str, place: &str, problems: &mut Vec<String>) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let Some((piece, behind)) = first_piece(rest) else {
            problems.push(format!("{place}: a bracket lacks its partner in {rest:?}"));
            return names;
        };
        match piece {
            Piece::Text(_) => {}
            Piece::Place { name, .. } => names.push(name.to_owned()),
            Piece::Group { condition, template } => {
                if condition.is_none() && !template.contains('{') {
                    problems.push(format!("{place}: `[{template}]` depends on nothing"));
                }
                names.extend(condition.map(str::to_owned));
                names.extend(self::names(template, place, problems));
            }
        }
        rest = behind;
    }
    names
}

fn is_known(program: &Program, name: &str) -> bool {
    if program.operand.iter().any(|it| it.name == name) {
        return true;
    }
    let name = name.split('=').next().unwrap_or_default();
    let name = name.strip_suffix(['+', '*', '~']).unwrap_or(name);
    let flag = name.trim_start_matches('-');
    let is_flag = |it: &super::Flag| {
        it.long.as_deref() == Some(flag) || !name.starts_with("--") && it.short.is_some_and(|it| flag.chars().eq([it]))
    };
    match name.starts_with('-') {
        true if name == "--" => true,
        true if flag == "#" => program.dash_number.is_some() || program.dash_name.is_some(),
        true => program.flag.iter().any(is_flag),
        false if name == "command" => program.wraps.is_some(),
        false if name == "flags" => true,
        false => program.operand.iter().any(|it| it.name == name),
    }
}
