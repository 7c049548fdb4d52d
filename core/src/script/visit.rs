//! Walks everything that statements hold, commands inside words and inside commands included.

use crate::script::{AssignedValue, Command, Embedded, PartKind, Redirect, Statement, StatementKind, Word};

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

/// Calls `visit` for everything that was written in `statements`, outer before inner, in the order of the text.
pub fn walk<'a>(statements: &'a [Statement], visit: &mut dyn FnMut(Node<'a>)) {
    Walk { visit, embedded: |it| !it.translated }.statements(statements);
}

/// Like [`walk`], with the commands that stand for what code of other languages does.
pub fn walk_all<'a>(statements: &'a [Statement], visit: &mut dyn FnMut(Node<'a>)) {
    Walk { visit, embedded: |_| true }.statements(statements);
}

/// Like [`walk`], without the scripts inside words, such as that of `sh -c`: each byte is met once.
pub fn walk_outer<'a>(statements: &'a [Statement], visit: &mut dyn FnMut(Node<'a>)) {
    Walk { visit, embedded: |_| false }.statements(statements);
}

struct Walk<'v, 'a> {
    visit: &'v mut dyn FnMut(Node<'a>),
    /// Which inner scripts are met.
    embedded: fn(&Embedded) -> bool,
}

impl<'a> Walk<'_, 'a> {
    fn statements(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        (self.visit)(Node::Statement(statement));
        match &statement.kind {
            StatementKind::Command(command) => self.command(command),
            StatementKind::Pipeline(pipeline) => self.statements(&pipeline.stages),
            StatementKind::AndOr { first, rest } => {
                self.statement(first);
                for (_, statement) in rest {
                    self.statement(statement);
                }
            }
            StatementKind::Group(body) | StatementKind::Subshell(body) => self.statements(body),
            StatementKind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.statements(condition);
                    self.statements(body);
                }
                self.statements(otherwise.as_deref().unwrap_or_default());
            }
            StatementKind::While { condition, body, .. } => {
                self.statements(condition);
                self.statements(body);
            }
            StatementKind::For { words, body, .. } => {
                self.words(words.as_deref().unwrap_or_default());
                self.statements(body);
            }
            StatementKind::ForArithmetic { header, body } => {
                self.word(header);
                self.statements(body);
            }
            StatementKind::Case { word, arms } => {
                self.word(word);
                for arm in arms {
                    self.words(&arm.patterns);
                    self.statements(&arm.body);
                }
            }
            StatementKind::Function { body, .. } => self.statement(body),
            StatementKind::Test(words) => self.words(words),
            StatementKind::Arithmetic(word) => self.word(word),
            StatementKind::Coproc { body, .. } => self.statement(body),
            StatementKind::Unknown => {}
        }
        self.redirects(&statement.redirects);
    }

    fn command(&mut self, command: &'a Command) {
        (self.visit)(Node::Command(command));
        for assignment in &command.assignments {
            self.words(assignment.index.as_slice());
            match &assignment.value {
                Some(AssignedValue::Word(word)) => self.word(word),
                Some(AssignedValue::Array(elements)) => {
                    for element in elements {
                        self.words(element.index.as_slice());
                        self.word(&element.value);
                    }
                }
                None => {}
            }
        }
        self.words(&command.words);
        self.redirects(&command.redirects);
        let meets = self.embedded;
        for embedded in command.embedded.iter().filter(|it| meets(it)) {
            self.statements(&embedded.statements);
        }
    }

    fn redirects(&mut self, redirects: &'a [Redirect]) {
        for redirect in redirects {
            (self.visit)(Node::Redirect(redirect));
            self.word(&redirect.target);
            if let Some(body) = &redirect.body {
                self.word(&body.text);
            }
        }
    }

    fn words(&mut self, words: &'a [Word]) {
        for word in words {
            self.word(word);
        }
    }

    fn word(&mut self, word: &'a Word) {
        (self.visit)(Node::Word(word));
        for part in &word.parts {
            match &part.kind {
                PartKind::Substitution(statements) | PartKind::Process(statements) => self.statements(statements),
                PartKind::Parameter(parameter) => {
                    self.words(parameter.index.as_deref().map(std::slice::from_ref).unwrap_or_default());
                    if let Some((_, operand)) = parameter.operator.as_deref() {
                        self.word(operand);
                    }
                }
                PartKind::Arithmetic(inner) => self.word(inner),
                PartKind::Brace(words) => self.words(words),
                PartKind::Literal(_) | PartKind::Glob(_) | PartKind::Sequence(_) | PartKind::Tilde(_) => {}
            }
        }
    }
}
