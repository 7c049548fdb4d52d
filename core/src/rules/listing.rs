//! Which commands supply the words of another one, by a substitution, a loop or `xargs`: `docker rm $(docker ps -aq)`.

use crate::script::{AssignedValue, Body, Command, Node, PartKind, Statement, StatementKind, Word, walk};

/// How long a piece of a script may be to be searched, since each command may ask for it.
const LONGEST_BODY: usize = 16 * 1024;

/// How many statements a loop may have; a longer one mostly decides for itself which of the words it takes.
const LONGEST_LOOP: usize = 3;

/// Whether a piece of a script is short enough to be searched for each of its commands.
pub(super) fn is_short(body: &Body) -> bool {
    body.text.len() <= LONGEST_BODY
}

/// The commands of a pipeline that prints words for another command.
pub(super) type Supplier<'a> = Vec<&'a Command>;

/// Every pipeline in `body` that supplies words of `command`.
pub(super) fn suppliers<'a>(body: &'a Body, command: &'a Command) -> Vec<Supplier<'a>> {
    let mut found = Vec::new();
    for word in command.operands() {
        in_word(word, &mut found);
    }
    let variables: Vec<&str> = command.operands().filter_map(variable).collect();
    let by_xargs = command.wrappers.iter().any(|it| &*it.program == "xargs");
    if !is_short(body) {
        return found;
    }
    walk(&body.statements, &mut |node| match node {
        Node::Statement(Statement { kind: StatementKind::For { variable, words: Some(words), body, .. }, .. })
            if variables.contains(&&*variable.text) && body.len() <= LONGEST_LOOP =>
        {
            for word in words {
                in_word(word, &mut found);
            }
        }
        Node::Statement(Statement { kind: StatementKind::Pipeline(pipeline), .. }) => {
            let read = |it: &Statement| match &it.kind {
                StatementKind::Command(it) if it.program.as_deref() == Some("parallel") => {
                    it.embedded.iter().any(|it| holds(&it.statements, command))
                }
                StatementKind::Command(it) => by_xargs && std::ptr::eq(it.as_ref(), command),
                StatementKind::While { condition, body, .. } => {
                    body.len() <= LONGEST_LOOP && reads(condition, &variables) && holds(body, command)
                }
                _ => false,
            };
            if let Some(at) = pipeline.stages.iter().position(read) {
                found.extend(commands(&pipeline.stages[..at]));
            }
        }
        Node::Command(it) => {
            for assignment in it.assignments.iter().filter(|it| variables.contains(&&*it.name.text)) {
                match &assignment.value {
                    Some(AssignedValue::Word(word)) => in_word(word, &mut found),
                    Some(AssignedValue::Array(words)) => words.iter().for_each(|it| in_word(&it.value, &mut found)),
                    None => {}
                }
            }
        }
        _ => {}
    });
    found
}

/// The command whose output is the standard input of `command`.
pub(super) fn stage_before<'a>(body: &'a Body, command: &Command) -> Option<&'a Command> {
    let mut found = None;
    if !is_short(body) {
        return None;
    }
    walk(&body.statements, &mut |node| {
        let Node::Statement(Statement { kind: StatementKind::Pipeline(pipeline), .. }) = node else { return };
        for pair in pipeline.stages.windows(2) {
            if let [Statement { kind: StatementKind::Command(before), .. }, behind] = pair
                && matches!(&behind.kind, StatementKind::Command(it) if std::ptr::eq(it.as_ref(), command))
            {
                found = Some(&**before);
            }
        }
    });
    found
}

/// Whether what a pipeline prints is all that its first command lists: nothing behind that leaves lines out.
pub(super) fn prints_all(supplier: &[&Command]) -> bool {
    supplier.iter().skip(1).all(|it| match it.program.as_deref() {
        Some("tr" | "cut" | "sort" | "uniq" | "sed" | "tee" | "xargs" | "cat" | "column" | "paste" | "rev") => true,
        // A header is no line that counts; neither is one name that is kept.
        Some("tail") => it.operands().count() == 0,
        Some("grep" | "egrep" | "fgrep") => it.has_flag('v', "invert-match"),
        Some("awk" | "gawk" | "mawk") => it
            .operands()
            .next()
            .and_then(Word::literal)
            .is_some_and(|it| it.trim_start().starts_with('{') || it.trim_start().starts_with("NR")),
        _ => false,
    })
}

fn in_word<'a>(word: &'a Word, found: &mut Vec<Supplier<'a>>) {
    for part in &word.parts {
        if let PartKind::Substitution(statements) = &part.kind
            && let [only] = &**statements
        {
            match &only.kind {
                StatementKind::Command(command) => found.push(vec![command]),
                StatementKind::Pipeline(pipeline) => found.extend(commands(&pipeline.stages)),
                _ => {}
            }
        }
    }
}

/// The stages of a pipeline, where all are simple commands.
fn commands(stages: &[Statement]) -> Option<Supplier<'_>> {
    stages.iter().map(Statement::command).collect()
}

/// The variable that a word is, alone or in quotes.
fn variable(word: &Word) -> Option<&str> {
    match &*word.parts {
        [part] => match &part.kind {
            PartKind::Parameter(parameter) => Some(&parameter.name),
            _ => None,
        },
        _ => None,
    }
}

fn reads(condition: &[Statement], variables: &[&str]) -> bool {
    condition.iter().any(|it| {
        matches!(&it.kind, StatementKind::Command(it) if it.program.as_deref() == Some("read")
            && it.operands().filter_map(Word::literal).any(|it| variables.contains(&it)))
    })
}

fn holds(statements: &[Statement], command: &Command) -> bool {
    let mut found = false;
    walk(statements, &mut |node| {
        found |= matches!(node, Node::Command(it) if std::ptr::eq(it, command));
    });
    found
}
