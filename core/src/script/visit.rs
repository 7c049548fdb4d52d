//! Walks everything that statements hold, commands inside words and inside commands included.

use crate::script::{AssignedValue, Command, PartKind, Redirect, Statement, StatementKind, Word};

/// What a walk passes.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A statement, before what it holds.
    Statement(&'a Statement),
    /// A command, before its words.
    Command(&'a Command),
    /// A word, before its parts.
    Word(&'a Word),
    /// A redirect, before its target.
    Redirect(&'a Redirect),
}

/// Calls `visit` for everything in `statements`, outer before inner, in the order of the text.
pub fn walk<'a>(statements: &'a [Statement], visit: &mut dyn FnMut(Node<'a>)) {
    for statement in statements {
        walk_statement(statement, visit);
    }
}

fn walk_statement<'a>(statement: &'a Statement, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Statement(statement));
    match &statement.kind {
        StatementKind::Command(command) => walk_command(command, visit),
        StatementKind::Pipeline(pipeline) => walk(&pipeline.stages, visit),
        StatementKind::AndOr { first, rest } => {
            walk_statement(first, visit);
            for (_, statement) in rest {
                walk_statement(statement, visit);
            }
        }
        StatementKind::Group(body) | StatementKind::Subshell(body) => walk(body, visit),
        StatementKind::If { branches, otherwise } => {
            for (condition, body) in branches {
                walk(condition, visit);
                walk(body, visit);
            }
            walk(otherwise.as_deref().unwrap_or_default(), visit);
        }
        StatementKind::While { condition, body, .. } => {
            walk(condition, visit);
            walk(body, visit);
        }
        StatementKind::For { words, body, .. } => {
            walk_words(words.as_deref().unwrap_or_default(), visit);
            walk(body, visit);
        }
        StatementKind::ForArithmetic { header, body } => {
            walk_word(header, visit);
            walk(body, visit);
        }
        StatementKind::Case { word, arms } => {
            walk_word(word, visit);
            for arm in arms {
                walk_words(&arm.patterns, visit);
                walk(&arm.body, visit);
            }
        }
        StatementKind::Function { body, .. } => walk_statement(body, visit),
        StatementKind::Test(words) => walk_words(words, visit),
        StatementKind::Arithmetic(word) => walk_word(word, visit),
        StatementKind::Coproc { body, .. } => walk_statement(body, visit),
        StatementKind::Unknown => {}
    }
    walk_redirects(&statement.redirects, visit);
}

fn walk_command<'a>(command: &'a Command, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Command(command));
    for assignment in &command.assignments {
        walk_words(assignment.index.as_slice(), visit);
        match &assignment.value {
            Some(AssignedValue::Word(word)) => walk_word(word, visit),
            Some(AssignedValue::Array(elements)) => {
                for element in elements {
                    walk_words(element.index.as_slice(), visit);
                    walk_word(&element.value, visit);
                }
            }
            None => {}
        }
    }
    walk_words(&command.words, visit);
    walk_redirects(&command.redirects, visit);
    for embedded in &command.embedded {
        walk(&embedded.statements, visit);
    }
}

fn walk_redirects<'a>(redirects: &'a [Redirect], visit: &mut dyn FnMut(Node<'a>)) {
    for redirect in redirects {
        visit(Node::Redirect(redirect));
        walk_word(&redirect.target, visit);
        if let Some(body) = &redirect.body {
            walk_word(&body.text, visit);
        }
    }
}

fn walk_words<'a>(words: &'a [Word], visit: &mut dyn FnMut(Node<'a>)) {
    for word in words {
        walk_word(word, visit);
    }
}

fn walk_word<'a>(word: &'a Word, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Word(word));
    for part in &word.parts {
        match &part.kind {
            PartKind::Substitution(statements) | PartKind::Process(statements) => walk(statements, visit),
            PartKind::Parameter(parameter) => {
                walk_words(parameter.index.as_slice(), visit);
                if let Some((_, operand)) = &parameter.operator {
                    walk_word(operand, visit);
                }
            }
            PartKind::Arithmetic(inner) => walk_word(inner, visit),
            PartKind::Brace(words) => walk_words(words, visit),
            PartKind::Literal(_) | PartKind::Glob(_) | PartKind::Sequence(_) | PartKind::Tilde(_) => {}
        }
    }
}
