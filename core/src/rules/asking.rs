//! Asks the rules at every step of the walk; each is called only for the programs that it names.

use crate::flow::{Code, State, Walk, Watcher};
use crate::policy::{Allowed, AllowedBy, Policy};
use crate::rules::acts::{self, FileAct};
use crate::rules::clouds::calls::{self, Call};
use crate::rules::policy::{allowing, check_own, identity};
use crate::rules::sink::{Raw, Sink};
use crate::rules::{Check, Rule, all};
use crate::script::{Assignment, Body, Command, Redirect, Statement, Word};
use crate::target::Target;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// All rules, sorted by when they are asked.
#[derive(Default)]
#[allow(clippy::type_complexity, reason = "each type is said once, here")]
struct Index {
    /// By the program's name; the words behind it name sub-commands.
    programs: HashMap<&'static str, Vec<(Vec<&'static str>, Asked<OnCommand>)>>,
    any_command: Vec<Asked<OnCommand>>,
    file: Vec<Asked<fn(&FileAct<'_>, &mut Sink<'_>)>>,
    code: Vec<Asked<fn(&Code<'_>, &mut Sink<'_>)>>,
    pipeline: Vec<Asked<fn(&[Statement], &mut Sink<'_>)>>,
    assignment: Vec<Asked<fn(&Assignment, &mut Sink<'_>)>>,
    function: Vec<Asked<fn(&Statement, &mut Sink<'_>)>>,
    text: Vec<Asked<fn(&Body, &mut Sink<'_>)>>,
}

/// A rule and what asks it.
type Asked<F> = (&'static Rule, F);
type OnCommand = fn(&Command, &mut Sink<'_>);

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::default();
        for rule in all() {
            index.add(rule, &rule.check);
        }
        index
    })
}

impl Index {
    fn add(&mut self, rule: &'static Rule, check: &Check) {
        match *check {
            Check::Command { programs, run } => {
                for words in programs {
                    let mut words = words.split(' ');
                    let program = words.next().unwrap_or_default();
                    self.programs.entry(program).or_default().push((words.collect(), (rule, run)));
                }
            }
            Check::Calls(list) => {
                for program in list.iter().flat_map(Call::programs).collect::<BTreeSet<_>>() {
                    self.programs.entry(program).or_default().push((Vec::new(), (rule, calls::ask)));
                }
            }
            Check::AnyCommand { run } => self.any_command.push((rule, run)),
            Check::File { run } => self.file.push((rule, run)),
            Check::Code { run } => self.code.push((rule, run)),
            Check::Pipeline { run } => self.pipeline.push((rule, run)),
            Check::Assignment { run } => self.assignment.push((rule, run)),
            Check::Function { run } => self.function.push((rule, run)),
            Check::Text { run } => self.text.push((rule, run)),
            Check::Several(checks) => checks.iter().for_each(|it| self.add(rule, it)),
        }
    }
}

/// Asks the rules during the walk.
pub(super) struct Asking<'a> {
    pub(super) found: &'a mut Vec<Raw>,
    pub(super) policy: &'a Policy,
    pub(super) target: Target,
    /// What allows the command at hand.
    pub(super) allowed: Vec<(AllowedBy, Allowed)>,
}

impl Asking<'_> {
    fn sink<'b>(&'b mut self, rule: &'static Rule, walk: &'b Walk<'_>, state: &'b State) -> Sink<'b> {
        Sink {
            rule,
            walk,
            state,
            policy: self.policy,
            target: self.target,
            allowed: &self.allowed,
            found: self.found,
            latest: None,
        }
    }

    /// Looks up what allows a command, for the rules that are asked until the next one.
    fn allow(&mut self, command: Option<&Command>, walk: &Walk<'_>, state: &State) {
        self.allowed.clear();
        if let Some(command) = command.filter(|_| !self.policy.layers.is_empty()) {
            self.allowed = allowing(self.policy, command, walk, state);
        }
    }

    /// Asks the policy's own rules.
    fn own_rules(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        let policy = self.policy;
        let rules = policy.layers.iter().flat_map(|layer| layer.rules.iter().map(|own| (own, layer.from)));
        for (own, from) in rules {
            if own.program.first().map(String::as_str) == command.program.as_deref()
                && let Some(rule) = identity(own, from)
            {
                check_own(own, command, &mut self.sink(rule, walk, state));
            }
        }
    }

    /// Looks at a piece's text before it is walked.
    pub(super) fn text(&mut self, walk: &Walk<'_>, state: &State) {
        let body = walk.text.clone();
        // Behind an `exit`, text can only mislead a reader or show a secret.
        let reached = |rule: &Rule| !state.dead || ["CARO05", "CARO14"].iter().any(|it| rule.code.starts_with(it));
        for (rule, run) in index().text.iter().filter(|it| reached(it.0)) {
            run(&body, &mut self.sink(rule, walk, state));
        }
    }

    fn acts(&mut self, acts: &[FileAct<'_>], walk: &Walk<'_>, state: &State) {
        for act in acts {
            for (rule, run) in &index().file {
                run(act, &mut self.sink(rule, walk, state));
            }
        }
    }
}

impl Watcher for Asking<'_> {
    fn command(&mut self, command: &Command, walk: &Walk<'_>, state: &State) {
        // The script's own function stands in for the program of that name, and is judged by what it does.
        let is_own = |it: &str| command.wrappers.is_empty() && state.function(it).is_some();
        if command.program.as_deref().is_some_and(is_own) {
            return;
        }
        self.allow(Some(command), walk, state);
        for (rule, run) in &index().any_command {
            run(command, &mut self.sink(rule, walk, state));
        }
        let Some(program) = command.program.as_deref() else { return };
        if command.is_dry_run() {
            return;
        }
        if let Some(rules) = index().programs.get(program) {
            for (path, (rule, run)) in rules {
                if path.is_empty() || names(command, path) {
                    run(command, &mut self.sink(rule, walk, state));
                }
            }
        }
        if !index().file.is_empty() {
            self.acts(&acts::of_command(command, walk, state), walk, state);
        }
        self.own_rules(command, walk, state);
        self.allow(None, walk, state);
    }

    fn code(&mut self, code: &Code<'_>, walk: &Walk<'_>, state: &State) {
        self.allow(Some(code.command), walk, state);
        for (rule, run) in &index().code {
            run(code, &mut self.sink(rule, walk, state));
        }
        self.allow(None, walk, state);
    }

    fn pipeline(&mut self, stages: &[Statement], walk: &Walk<'_>, state: &State) {
        if stages.len() < 2 || state.dead {
            return;
        }
        for (rule, run) in &index().pipeline {
            run(stages, &mut self.sink(rule, walk, state));
        }
    }

    fn redirects(&mut self, redirects: &[Redirect], command: Option<&Command>, walk: &Walk<'_>, state: &State) {
        for redirect in redirects {
            if let Some(act) = acts::of_redirect(redirect, command, walk, state) {
                self.acts(&[act], walk, state);
            }
        }
    }

    fn assignment(&mut self, assignment: &Assignment, walk: &Walk<'_>, state: &State) {
        for (rule, run) in &index().assignment {
            run(assignment, &mut self.sink(rule, walk, state));
        }
    }

    fn function(&mut self, statement: &Statement, walk: &Walk<'_>, state: &State) {
        for (rule, run) in &index().function {
            run(statement, &mut self.sink(rule, walk, state));
        }
    }
}

/// Whether a command's first operands name these sub-commands, by any of their names.
pub(super) fn names(command: &Command, path: &[&str]) -> bool {
    let facts = command.facts();
    let mut operands = command.operands().filter_map(Word::literal);
    path.iter().enumerate().all(|(at, name)| match facts.get(at + 1) {
        Some(sub) => {
            operands.next();
            sub.name == *name
        }
        None => operands.next() == Some(name),
    })
}
