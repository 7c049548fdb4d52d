//! Follows values through a script: runs nothing, but goes every way that the shell could go.
//!
//! It is one forward walk over the typed model, bounded in steps. At every command it calls the rules with what is known
//! there. What it cannot follow it forgets, and then says less.

mod assign;
mod code;
mod commands;
mod conditions;
mod decode;
mod expand;
mod files;
mod library;
mod printed;
mod state;
mod values;
mod words;

use crate::Span;
use crate::script::{
    AndOr, Assignment, Body, Command, OwnWrapper, Part, PartKind, Redirect, Statement, StatementKind, Word, assigned,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(crate) use library::Asked;
pub use library::{Library, Sourced};
pub(crate) use state::Changes;
pub use state::{Folder, State};
pub use values::{Empty, Origin, Origins, Place, Shape, Value};

use state::Function;

/// How many steps one chunk may take, calls included.
pub(crate) const MOST_STEPS: usize = 20_000;
/// How deep calls are followed.
const DEEPEST_CALL: usize = 6;

/// What is called at every step, with what is known there.
pub(crate) trait Watcher {
    /// A command is about to run.
    fn command(&mut self, _command: &Command, _walk: &Walk<'_>, _state: &State) {}
    /// A text is about to be run by a shell or another interpreter.
    fn code(&mut self, _code: &Code<'_>, _walk: &Walk<'_>, _state: &State) {}
    /// A pipeline is about to run.
    fn pipeline(&mut self, _stages: &[Statement], _walk: &Walk<'_>, _state: &State) {}
    /// Redirects are about to be made, those of a command or of a compound statement.
    fn redirects(&mut self, _redirects: &[Redirect], _command: Option<&Command>, _walk: &Walk<'_>, _state: &State) {}
    /// A variable is about to be set.
    fn assignment(&mut self, _assignment: &Assignment, _walk: &Walk<'_>, _state: &State) {}
    /// A function is defined.
    fn function(&mut self, _statement: &Statement, _walk: &Walk<'_>, _state: &State) {}
    /// A word is about to be expanded, as it is written: of a command, a redirect, a test, a loop.
    fn word(&mut self, _word: &Word, _walk: &Walk<'_>, _state: &State) {}
}

/// Text that a shell or another interpreter is given to run.
#[derive(Debug)]
pub(crate) struct Code<'a> {
    /// The word that holds it or names its file; the interpreter's name where it comes by standard input.
    pub(crate) span: Span,
    /// What it can be; only its origins matter where it is not known.
    pub(crate) value: Value,
    /// What runs it: `bash`, `eval`, `source`, `python3`.
    pub(crate) command: &'a Command,
    /// How it gets there.
    pub(crate) way: CodeWay,
}

/// How [`Code`] gets to its interpreter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeWay {
    /// In a word: `sh -c`, `eval`.
    Word,
    /// By standard input: `… | sh`, `sh <<E`.
    Input,
    /// In a file or a process substitution that is named: `bash x.sh`, `source <(…)`, `./x.sh`.
    File,
}

/// Values of a command's words, each computed when it is first asked for.
#[derive(Debug, Default)]
struct Known {
    /// Where the words lie.
    first: usize,
    values: Vec<Option<Value>>,
    /// Where the targets of redirects and the values of flags lie.
    others: Vec<(usize, Option<Value>)>,
}

impl Known {
    fn of(command: &Command) -> Self {
        let targets = command.redirects.iter().map(|it| &it.target);
        let others = targets.chain(command.flags().filter_map(|it| it.value.as_ref()));
        Self {
            first: command.words.as_ptr().addr(),
            values: vec![None; command.words.len()],
            others: others.map(|it| (std::ptr::from_ref(it).addr(), None)).collect(),
        }
    }

    /// The value of a word that belongs to the command.
    fn place(&mut self, word: &Word) -> Option<&mut Option<Value>> {
        let address = std::ptr::from_ref(word).addr();
        let at = address.checked_sub(self.first).map(|it| it / size_of::<Word>());
        match at.filter(|it| *it < self.values.len()) {
            Some(at) => self.values.get_mut(at),
            None => self.others.iter_mut().find(|it| it.0 == address).map(|it| &mut it.1),
        }
    }
}

/// The walk through one chunk.
pub(crate) struct Walk<'a> {
    /// The text that spans count in: the chunk's, or that of a called function.
    pub(crate) text: Arc<Body>,
    /// Names that the script assigns somewhere.
    assigned: &'a BTreeSet<Box<str>>,
    /// Whether variables nobody has set yet may still be set before this runs: function bodies, traps, inner shells.
    pub(crate) lenient: bool,
    /// Whether spans point at their bytes, so that an edit there is safe.
    pub(crate) exact: bool,
    /// Whether what runs here sees a container's files and not this machine's.
    pub(crate) contained: bool,
    /// Where the text stands that was put together to what is walked now.
    cover: Option<Place>,
    /// How many texts that were put together are being walked, one inside the other.
    computing: usize,
    /// What the stage before prints, inside a pipeline.
    input: Option<Value>,
    /// Where sourced files are found.
    library: Option<&'a dyn Library>,
    /// What it was asked for.
    pub(crate) asked: Asked,
    /// Programs that wrap others, beyond those of the facts.
    wrappers: &'a [OwnWrapper],
    /// What the words of the command at hand can be, while the rules are asked and nothing changes.
    known: RefCell<Known>,
    /// How many commands are being asked what they print, one for the other.
    printing: Cell<usize>,
    /// Whether something was not followed to its end, since there is too much of it.
    gave_up: Cell<bool>,
    steps: Cell<usize>,
    most_steps: usize,
    calls: Vec<*const Statement>,
    /// The variables that are local to the function being called, with what they were before.
    locals: Vec<(Box<str>, Option<Value>)>,
    loops: usize,
    /// Where a function or a sourced text was left, and whether that was a success, where it says so.
    returns: Vec<(State, Option<bool>)>,
    breaks: Vec<State>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(text: Arc<Body>, assigned: &'a BTreeSet<Box<str>>, library: Option<&'a dyn Library>) -> Self {
        Self {
            text,
            assigned,
            lenient: false,
            exact: true,
            contained: false,
            cover: None,
            computing: 0,
            input: None,
            library,
            asked: Vec::new(),
            wrappers: &[],
            known: RefCell::default(),
            printing: Cell::new(0),
            gave_up: Cell::new(false),
            steps: Cell::new(0),
            most_steps: MOST_STEPS,
            calls: Vec::new(),
            locals: Vec::new(),
            loops: 0,
            returns: Vec::new(),
            breaks: Vec::new(),
        }
    }

    /// Walks the chunk and gives what is known behind it.
    pub(crate) fn chunk(&mut self, mut state: State, watcher: &mut dyn Watcher) -> State {
        let body = self.text.clone();
        self.list(&body.statements, &mut state, watcher);
        // A `return` outside of functions ends the script, or its reading by another one.
        self.returns.clear();
        state
    }

    pub(crate) fn place(&self, span: Span) -> Place {
        self.cover.unwrap_or(Place { body: self.text.id, span })
    }

    /// Lets the walk take at most so many steps.
    pub(crate) fn within(mut self, steps: usize) -> Self {
        self.most_steps = steps.min(MOST_STEPS);
        self
    }

    /// Lets the walk see through these programs too.
    pub(crate) fn through(mut self, wrappers: &'a [OwnWrapper]) -> Self {
        self.wrappers = wrappers;
        self
    }

    /// Whether the script assigns a variable somewhere.
    pub(crate) fn assigns(&self, name: &str) -> bool {
        self.assigned.contains(name)
    }

    /// How many steps were taken.
    pub(crate) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// Takes steps; false when there are none left, and what is asked for stays unknown.
    fn pay(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps));
        self.steps.get() <= self.most_steps || self.give_up()
    }

    /// Notes that there is too much to follow; false.
    fn give_up(&self) -> bool {
        self.gave_up.set(true);
        false
    }

    /// Whether all was followed to its end.
    pub(crate) fn is_complete(&self) -> bool {
        !self.gave_up.get()
    }

    /// What a word of the command at hand can be; asked for by many rules, computed once.
    pub(crate) fn known_value(&self, word: &Word, state: &State) -> Value {
        if let Some(Some(value)) = self.known.borrow_mut().place(word) {
            return value.clone();
        }
        let value = self.value(word, state);
        if let Some(place) = self.known.borrow_mut().place(word) {
            *place = Some(value.clone());
        }
        value
    }

    fn list(&mut self, statements: &[Statement], state: &mut State, watcher: &mut dyn Watcher) {
        for statement in statements {
            self.statement(statement, state, watcher);
        }
    }

    /// Runs a statement for its effect; with `set -e`, its failure ends the script.
    fn statement(&mut self, statement: &Statement, state: &mut State, watcher: &mut dyn Watcher) {
        if statement.background {
            let mut apart = state.clone();
            self.branch(statement, &mut apart, watcher);
            return;
        }
        let failed = self.branch(statement, state, watcher);
        // In `a && b` only the last command's failure counts for `set -e`.
        let counts = match &statement.kind {
            StatementKind::AndOr { .. } => false,
            StatementKind::Pipeline(pipeline) => !pipeline.negated,
            _ => true,
        };
        if !state.errexit || !counts {
            *state = std::mem::take(state).join(failed);
        }
    }

    /// Runs a statement; `state` becomes what holds when it succeeds, the result what holds when it fails.
    fn branch(&mut self, statement: &Statement, state: &mut State, watcher: &mut dyn Watcher) -> State {
        if !self.pay(1) {
            return state.clone();
        }
        for redirect in &statement.redirects {
            self.inside(&redirect.target, state, watcher);
        }
        state.set_all(assigned::by_redirects(&statement.redirects));
        if !statement.redirects.is_empty() && !state.dead {
            watcher.redirects(&statement.redirects, None, self, state);
        }
        if statement.redirects.iter().any(|it| it.operator.feeds()) {
            let input = self.input.take();
            self.input = self.fed_by(&statement.redirects, input.as_ref(), state);
            let failed = self.kind(statement, state, watcher);
            self.input = input;
            return failed;
        }
        self.kind(statement, state, watcher)
    }

    fn kind(&mut self, statement: &Statement, state: &mut State, watcher: &mut dyn Watcher) -> State {
        match &statement.kind {
            StatementKind::Command(command) => {
                let failed = self.command(command, state, watcher);
                if files::checks(command) {
                    self.trust(statement, state);
                }
                return failed;
            }
            StatementKind::Pipeline(pipeline) => {
                watcher.pipeline(&pipeline.stages, self, state);
                if let [only] = &*pipeline.stages {
                    let failed = self.branch(only, state, watcher);
                    return if pipeline.negated { std::mem::replace(state, failed) } else { failed };
                }
                let outer = self.input.clone();
                for stage in &pipeline.stages {
                    self.apart(state, |walk, state| {
                        walk.branch(stage, state, watcher);
                    });
                    self.input = Some(self.printed_by(stage, state));
                }
                self.input = outer;
                let failed = state.clone();
                if files::statement_checks(statement) {
                    self.trust(statement, state);
                }
                return failed;
            }
            StatementKind::AndOr { first, rest } => {
                let mut failed = self.asked(state, |walk, state| walk.branch(first, state, watcher));
                for (at, (operator, next)) in rest.iter().enumerate() {
                    let last = at + 1 == rest.len();
                    let mut run = |walk: &mut Self, state: &mut State| {
                        if last {
                            walk.branch(next, state, watcher)
                        } else {
                            walk.asked(state, |walk, state| walk.branch(next, state, watcher))
                        }
                    };
                    if *operator == AndOr::And {
                        let next = run(self, state);
                        failed = failed.join(next);
                    } else {
                        let behind = run(self, &mut failed);
                        *state = std::mem::take(state).join(std::mem::replace(&mut failed, behind));
                    }
                }
                return failed;
            }
            StatementKind::Group(body) => {
                let Some((last, before)) = body.split_last() else { return state.clone() };
                self.list(before, state, watcher);
                return self.branch(last, state, watcher);
            }
            StatementKind::Subshell(body) => {
                self.apart(state, |walk, state| walk.list(body, state, watcher));
            }
            StatementKind::If { branches, otherwise } => {
                let mut done: Option<State> = None;
                let mut rest = std::mem::take(state);
                for (condition, body) in branches {
                    let failed = self.condition(condition, &mut rest, watcher);
                    self.list(body, &mut rest, watcher);
                    let behind = std::mem::replace(&mut rest, failed);
                    done = Some(match done {
                        Some(done) => done.join(behind),
                        None => behind,
                    });
                }
                if let Some(body) = otherwise {
                    self.list(body, &mut rest, watcher);
                }
                *state = match done {
                    Some(done) => done.join(rest),
                    None => rest,
                };
            }
            StatementKind::While { until, condition, body } => {
                self.rounds(state, watcher, |walk, state, watcher| {
                    let mut failed = walk.condition(condition, state, watcher);
                    if *until {
                        std::mem::swap(state, &mut failed);
                    }
                    walk.list(body, state, watcher);
                });
            }
            StatementKind::For { variable, words, body, .. } => {
                let mut value = Value::default();
                let mut decides = false;
                for word in words.iter().flatten() {
                    self.inside(word, state, watcher);
                    for each in self.values(word, state) {
                        decides |= each.texts().any(words::decides);
                        value.join(&each);
                    }
                }
                if decides && value.is_cut() {
                    self.give_up();
                }
                if value.shapes.is_empty() || words.is_none() {
                    value = Value::some();
                }
                value.every = true;
                self.rounds(state, watcher, |walk, state, watcher| {
                    state.set(&variable.text, value.clone());
                    walk.list(body, state, watcher);
                });
            }
            StatementKind::ForArithmetic { header, body } => {
                self.inside(header, state, watcher);
                state.set_all(assigned::in_arithmetic(header));
                self.rounds(state, watcher, |walk, state, watcher| walk.list(body, state, watcher));
            }
            StatementKind::Case { word, arms } => {
                self.inside(word, state, watcher);
                let mut done: Option<State> = None;
                let mut catches_all = false;
                let mut rest = state.clone();
                for arm in arms {
                    let mut inner = rest.clone();
                    self.case_arm(word, &arm.patterns, &mut inner, &mut rest);
                    catches_all |= arm
                        .patterns
                        .iter()
                        .any(|it| matches!(&*it.parts, [Part { kind: PartKind::Glob(glob), .. }] if &**glob == "*"));
                    self.list(&arm.body, &mut inner, watcher);
                    done = Some(match done {
                        Some(done) => done.join(inner),
                        None => inner,
                    });
                }
                *state = match done {
                    Some(done) if catches_all => done,
                    Some(done) => done.join(rest),
                    None => rest,
                };
            }
            StatementKind::Function { name, body } => {
                if !state.dead {
                    watcher.function(statement, self, state);
                }
                state.define(
                    &name.text,
                    Function { body: self.text.clone(), statement: body.clone(), foreign: self.cover.is_some() },
                );
                // Its text is judged once as if called with arguments, whether or not a call is found.
                let lenient = std::mem::replace(&mut self.lenient, true);
                let mut apart = state.clone();
                apart.arguments = Some(Arc::default());
                self.call(self.text.clone(), body, &mut apart, watcher);
                self.lenient = lenient;
            }
            StatementKind::Test(words) => {
                for word in words {
                    self.inside(word, state, watcher);
                }
                return self.test(words, state);
            }
            StatementKind::Arithmetic(word) => {
                self.inside(word, state, watcher);
                state.set_all(assigned::in_arithmetic(word));
                return self.arithmetic_test(word, state);
            }
            StatementKind::Coproc { name, body } => {
                self.apart(state, |walk, state| {
                    walk.branch(body, state, watcher);
                });
                let name = name.as_ref().map_or("COPROC", |it| &it.text);
                state.set_all([name.into(), format!("{name}_PID").into()]);
            }
            StatementKind::Unknown => {}
        }
        state.clone()
    }

    /// Runs a list as a condition: the last statement decides.
    fn condition(&mut self, statements: &[Statement], state: &mut State, watcher: &mut dyn Watcher) -> State {
        let Some((last, before)) = statements.split_last() else { return state.clone() };
        self.asked(state, |walk, state| {
            walk.list(before, state, watcher);
            walk.branch(last, state, watcher)
        })
    }

    /// Runs something whose failure is an answer: `set -e` sleeps meanwhile.
    fn asked(&mut self, state: &mut State, run: impl FnOnce(&mut Self, &mut State) -> State) -> State {
        let errexit = std::mem::replace(&mut state.errexit, false);
        let mut failed = run(self, state);
        state.errexit = errexit;
        failed.errexit = errexit;
        failed
    }

    /// Runs something whose effects stay its own.
    fn apart(&mut self, state: &State, run: impl FnOnce(&mut Self, &mut State)) {
        let mut apart = state.clone();
        let (returns, breaks) = (std::mem::take(&mut self.returns), std::mem::take(&mut self.breaks));
        run(self, &mut apart);
        (self.returns, self.breaks) = (returns, breaks);
    }

    /// Runs a loop's round twice, so that what a round leaves meets its start.
    fn rounds(
        &mut self,
        state: &mut State,
        watcher: &mut dyn Watcher,
        mut round: impl FnMut(&mut Self, &mut State, &mut dyn Watcher),
    ) {
        self.loops += 1;
        let outer = std::mem::take(&mut self.breaks);
        for _ in 0..if self.loops > 3 { 1 } else { 2 } {
            let mut inner = state.clone();
            round(self, &mut inner, watcher);
            let inner = inner.join_all(std::mem::take(&mut self.breaks));
            let before = state.clone();
            *state = std::mem::take(state).join(inner);
            if *state == before {
                break;
            }
        }
        self.breaks = outer;
        self.loops -= 1;
    }

    /// Walks the commands inside a word.
    fn inside(&mut self, word: &Word, state: &mut State, watcher: &mut dyn Watcher) {
        if !state.dead {
            watcher.word(word, self, state);
        }
        for part in &word.parts {
            match &part.kind {
                PartKind::Substitution(statements) | PartKind::Process(statements) => {
                    self.apart(state, |walk, state| walk.list(statements, state, watcher));
                }
                PartKind::Parameter(parameter) => {
                    let Some((operator, operand)) = parameter.operator.as_deref() else { continue };
                    self.inside(operand, state, watcher);
                    // From here on it is known to be set, or the script has ended.
                    if &**operator == ":?" && !parameter.indirect {
                        let value = self.variable(&parameter.name, state).without_empty();
                        state.learn(&parameter.name, value);
                    } else if matches!(&**operator, ":=" | "=") {
                        let mut value = self.variable(&parameter.name, state).without_empty();
                        value.join(&self.value(operand, state));
                        state.learn(&parameter.name, value);
                    }
                }
                PartKind::Arithmetic(inner) => {
                    self.inside(inner, state, watcher);
                    state.set_all(assigned::in_arithmetic(inner));
                }
                PartKind::Brace(words) => {
                    for word in words {
                        self.inside(word, state, watcher);
                    }
                }
                PartKind::Literal(_) | PartKind::Glob(_) | PartKind::Sequence(_) | PartKind::Tilde(_) => {}
            }
        }
    }
}

/// Whether a word becomes any number of words: `"$@"`, `"${array[@]}"`.
pub(crate) fn spreads(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Parameter(it) => matches!(&*it.name, "@" | "*") || it.index.is_some(),
        _ => false,
    })
}

impl State {
    fn join_all(self, others: Vec<Self>) -> Self {
        others.into_iter().fold(self, Self::join)
    }
}

#[cfg(test)]
mod tests;
