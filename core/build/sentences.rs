//! Checks the templates of sentences: each names flags and operands that are there, and each can be read.

use super::Program;

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
    while let Some(at) = rest.find(['[', '{', ']', '}']) {
        let parts = match rest.as_bytes()[at] {
            b'[' => group(&rest[at + 1..]),
            b'{' => rest[at + 1..].split_once('}'),
            _ => {
                problems.push(format!("{place}: closes what was not opened"));
                return names;
            }
        };
        let Some((inside, behind)) = parts else {
            problems.push(format!("{place}: opens what it does not close"));
            return names;
        };
        if rest.as_bytes()[at] == b'{' {
            names.push(inside.split('|').next().unwrap_or_default().to_owned());
        } else {
            let (condition, text) = inside
                .split_once(':')
                .filter(|it| !it.0.is_empty() && !it.0.contains([' ', '{', '[']))
                .unwrap_or(("", inside));
            if !condition.is_empty() {
                names.push(condition.to_owned());
            } else if !text.contains('{') {
                problems.push(format!("{place}: `[{inside}]` depends on nothing"));
            }
            names.extend(self::names(text, place, problems));
        }
        rest = behind;
    }
    names
}

/// What stands up to the `]` that ends a group, and what behind it; groups may stand in groups.
fn group(text: &str) -> Option<(&str, &str)> {
    let mut open = 0_usize;
    for (at, sign) in text.match_indices(['[', ']']) {
        match sign {
            "[" => open += 1,
            _ if open > 0 => open -= 1,
            _ => return Some((&text[..at], &text[at + 1..])),
        }
    }
    None
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
