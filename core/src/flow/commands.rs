//! What a command does to the shell that runs it: where it is, what it calls, what it runs as text.

use super::state::{Folder, State};
use super::values::Value;
use super::{Code, DEEPEST_CALL, Known, Walk, Watcher, spreads};
use crate::script::{Body, Command, Dialect, Embedded, PartKind, Quote, Runs, Statement, Word, assigned, parse_text};
use std::sync::Arc;

impl Walk<'_> {
    pub(super) fn command(&mut self, command: &Command, state: &mut State, watcher: &mut dyn Watcher) -> State {
        for word in &command.words {
            self.inside(word, state, watcher);
        }
        for redirect in &command.redirects {
            self.inside(&redirect.target, state, watcher);
            if let Some(body) = &redirect.body {
                self.inside(&body.text, state, watcher);
            }
        }
        let Some(ways) = self.expanded(command, state) else { return self.resolved(command, state, watcher) };
        let exact = std::mem::replace(&mut self.exact, false);
        let (mut succeeded, mut failed): (Option<State>, Option<State>) = (None, None);
        for way in &ways {
            if !self.pay(1) {
                break;
            }
            let mut state = state.clone();
            let behind = self.resolved(way, &mut state, watcher);
            failed = Some(match failed {
                Some(known) => known.join(behind),
                None => behind,
            });
            succeeded = Some(match succeeded {
                Some(known) => known.join(state),
                None => state,
            });
        }
        self.exact = exact;
        if let Some(succeeded) = succeeded {
            *state = succeeded;
        }
        let mut failed = failed.unwrap_or_else(|| state.clone());
        for state in [state, &mut failed] {
            state.forget_elements();
        }
        failed
    }

    /// Runs a command whose words are settled.
    fn resolved(&mut self, command: &Command, state: &mut State, watcher: &mut dyn Watcher) -> State {
        if state.is_full() || !command.is_read_to_its_end() {
            self.give_up();
        }
        if !state.dead {
            *self.known.borrow_mut() = Known::of(command);
            watcher.command(command, self, state);
            watcher.redirects(&command.redirects, Some(command), self, state);
            *self.known.borrow_mut() = Known::default();
        }
        let declares = matches!(command.program.as_deref(), Some("local" | "declare" | "typeset"));
        let kept = kept_behind(command, state);
        let local = declares && !self.calls.is_empty() && !command.has_flag('g', "");
        for assignment in &command.assignments {
            if !state.dead {
                watcher.assignment(assignment, self, state);
            }
            if local {
                self.declare(assignment, state);
            }
            self.assign(assignment, state, watcher);
            // `declare -i x=2+3` works that out.
            if declares && command.has_flag('i', "") {
                state.set(&assignment.name.text, Value::some());
            }
            if declares && command.has_flag('n', "") {
                let name = &assignment.name.text;
                let named = self.variable(name, state).text().map(|it| self.variable(it, state));
                state.set(name, named.unwrap_or_else(Value::some));
            }
        }
        let mut computed = false;
        if !state.dead && !command.words.is_empty() {
            for code in self.code_of(command, state) {
                watcher.code(&code, self, state);
                computed |= self.computed(&code, state, watcher);
            }
        }
        for embedded in command.embedded.iter().filter(|_| !computed) {
            if !embedded.complete {
                self.give_up();
            }
            self.embedded(embedded, state, watcher);
        }
        // Seen besides the command itself, so that no description can hide one.
        let wrappers = self.wrappers;
        if let Some(inner) = wrappers.iter().find_map(|it| it.unwrapped(command))
            && self.pay(1 + command.words.len() / 64)
        {
            self.apart(state, |walk, state| {
                walk.resolved(&inner, state, watcher);
            });
        }
        // What is put together only when it runs may set anything.
        if command.program.as_deref() == Some("eval") && command.operands().any(|it| it.literal().is_none()) {
            state.sourced = true;
        }
        state.set_all(assigned::by_command(command));
        if let (Some("printf"), Some(name)) =
            (command.program.as_deref(), command.flag_value('v', "").and_then(Word::literal))
        {
            let value = self.formatted(command, state);
            state.set(name, value);
        }
        if !state.dead {
            self.write_files(command, state);
        }
        let mut failed = self.effect(command, state, watcher);
        for (name, value) in kept {
            for state in [&mut *state, &mut failed] {
                match &value {
                    Some(value) => state.set(name, value.clone()),
                    None => state.forget(name),
                }
            }
        }
        failed
    }

    /// What a command changes for the shell that runs it.
    fn effect(&mut self, command: &Command, state: &mut State, watcher: &mut dyn Watcher) -> State {
        let Some(program) = command.program.as_deref() else {
            // An assignment from a command fails as that command does.
            return if command.words.is_empty() { self.failed_assignment(command, state) } else { state.clone() };
        };
        let ends = |state: &mut State| {
            state.dead = true;
            state.clone()
        };
        if command.is_wrapped_by("exec") {
            return ends(state);
        }
        match program {
            "exit" => ends(state),
            "exec" if command.words.len() > 1 => ends(state),
            "return" => {
                let status = command.operands().next().and_then(Word::literal).and_then(|it| it.parse::<i32>().ok());
                self.returns.push((state.clone(), status.map(|it| it == 0)));
                ends(state)
            }
            "break" | "continue" => {
                self.breaks.push(state.clone());
                ends(state)
            }
            "set" => {
                self.options(command, state);
                state.clone()
            }
            "cd" | "pushd" => self.enter(command, state),
            "popd" => {
                state.folder = Folder::Entered(Value::some(), self.place(command.span));
                state.clone()
            }
            "read" => self.read(command, state),
            "mapfile" | "readarray" => {
                self.read_lines(command, state);
                state.clone()
            }
            "unset" => {
                for word in command.operands().filter_map(Word::literal) {
                    state.forget(word);
                }
                state.clone()
            }
            "shift" => {
                let count = command.operands().next().map_or(Some(1), |it| it.literal()?.parse().ok());
                state.shift(count);
                state.clone()
            }
            "true" | ":" => {
                let mut failed = state.clone();
                failed.dead = true;
                failed
            }
            "false" => {
                let failed = state.clone();
                state.dead = true;
                failed
            }
            "test" | "[" => {
                let words = command.arguments();
                let words = if program == "[" { words.split_last().map_or(words, |it| it.1) } else { words };
                // Without quotes `[ -n $x ]` asks `[ -n ]` when `x` is empty, and that is true.
                if let [sign, word] = words
                    && sign.literal().is_some_and(|it| it.starts_with('-') && it != "-z")
                    && word.parts.iter().any(|it| it.quote == Quote::Bare && matches!(it.kind, PartKind::Parameter(_)))
                    && self.value(word, state).may_be_empty()
                {
                    return state.clone();
                }
                self.test(words, state)
            }
            "source" | "." => {
                if let Some(word) = command.operands().next()
                    && self.source(word, state)
                {
                    return state.clone();
                }
                // Settings may lack one; a library sets what its author promises.
                let path = command.operands().next().map(|it| self.value(it, state)).unwrap_or_default();
                state.sourced |= !path.texts().any(is_settings);
                state.clone()
            }
            _ if chooses_target(command) => {
                let mut failed = state.clone();
                state.target = None;
                failed.target = Some(self.place(command.span));
                failed
            }
            name => self.call_by_name(name, command, state, watcher),
        }
    }

    fn call_by_name(&mut self, name: &str, command: &Command, state: &mut State, watcher: &mut dyn Watcher) -> State {
        if !command.wrappers.is_empty() {
            return state.clone();
        }
        let Some(function) = state.function(name).cloned() else {
            // A name that says so, from a file that is not at hand.
            let ends =
                matches!(name, "die" | "fatal" | "abort" | "bail" | "usage" | "error_exit" | "err_exit" | "exit_error");
            let may_end = matches!(
                name,
                "fail" | "error" | "err" | "panic" | "croak" | "throw" | "log_fatal" | "exit_with_error"
            );
            if ends || may_end && state.sourced {
                state.dead = true;
            }
            return state.clone();
        };
        let arguments: Vec<Value> = command.arguments().iter().map(|it| self.value(it, state)).collect();
        let outer = state.arguments.clone();
        if !command.arguments().iter().any(spreads) {
            state.arguments = Some(Arc::new(arguments));
        }
        let cover = self.cover;
        if function.foreign {
            self.cover = Some(self.place(command.span));
        }
        let mut failed = self.call(function.body, &function.statement, state, watcher);
        self.cover = cover;
        state.arguments.clone_from(&outer);
        failed.arguments = outer;
        failed
    }

    /// Walks a function's body in its own text; the result is what holds where it fails.
    pub(super) fn call(
        &mut self,
        text: Arc<Body>,
        function: &Arc<Statement>,
        state: &mut State,
        watcher: &mut dyn Watcher,
    ) -> State {
        let key = Arc::as_ptr(function);
        if self.calls.contains(&key) || state.dead || self.calls.len() >= DEEPEST_CALL && !self.give_up() {
            return state.clone();
        }
        let outer = std::mem::replace(&mut self.text, text);
        let returns = std::mem::take(&mut self.returns);
        let (breaks, loops) = (std::mem::take(&mut self.breaks), std::mem::replace(&mut self.loops, 0));
        self.calls.push(key);
        let locals = std::mem::take(&mut self.locals);
        let mut failed = self.branch(function, state, watcher);
        self.calls.pop();
        for (returned, success) in std::mem::replace(&mut self.returns, returns) {
            if success != Some(false) {
                *state = std::mem::take(state).join(returned.clone());
            }
            if success != Some(true) {
                failed = failed.join(returned);
            }
        }
        // What was `local` is again what it was.
        for (name, value) in std::mem::replace(&mut self.locals, locals).into_iter().rev() {
            for state in [&mut *state, &mut failed] {
                match &value {
                    Some(value) => state.set(&name, value.clone()),
                    None => state.forget(&name),
                }
            }
        }
        (self.breaks, self.loops) = (breaks, loops);
        self.text = outer;
        failed
    }

    /// Walks text that is put together when it runs, where it can be known; whether it was.
    fn computed(&mut self, code: &Code<'_>, state: &mut State, watcher: &mut dyn Watcher) -> bool {
        let Some(texts) = self.text_to_run(code, state) else { return false };
        if self.computing >= DEEPEST_CALL {
            return self.give_up();
        }
        let cover = self.place(code.span);
        let same = matches!(code.command.program.as_deref(), Some("eval" | "source" | "."));
        let outer = (self.text.clone(), self.cover, self.lenient, self.exact, self.contained);
        self.cover = Some(cover);
        self.exact = false;
        self.computing += 1;
        let mut joined: Option<State> = None;
        for text in texts {
            if !self.pay(1 + text.len() / 64) {
                break;
            }
            let mut inner = state.clone();
            let arguments = code.arguments().map(|it| it.iter().map(|it| self.value(it, state)).collect());
            if !same {
                self.lenient = true;
                inner.errexit = false;
                inner.arguments = Some(Arc::new(arguments.unwrap_or_default()));
            }
            for chunk in parse_text(&text, Dialect::Bash) {
                self.text = chunk.body.clone();
                if same {
                    self.list(&chunk.body.statements, &mut inner, watcher);
                } else {
                    let (returns, breaks) = (std::mem::take(&mut self.returns), std::mem::take(&mut self.breaks));
                    self.list(&chunk.body.statements, &mut inner, watcher);
                    (self.returns, self.breaks) = (returns, breaks);
                }
                self.text = outer.0.clone();
            }
            joined = Some(match joined {
                Some(joined) => joined.join(inner),
                None => inner,
            });
        }
        self.computing -= 1;
        (self.text, self.cover, self.lenient, self.exact, self.contained) = outer;
        if let Some(joined) = joined.filter(|_| same) {
            *state = joined;
        }
        true
    }

    pub(super) fn embedded(&mut self, embedded: &Embedded, state: &mut State, watcher: &mut dyn Watcher) {
        let (lenient, exact, contained) = (self.lenient, self.exact, self.contained);
        self.exact &= embedded.exact;
        self.contained |= embedded.runs == Runs::Container;
        if embedded.runs == Runs::Same {
            self.list(&embedded.statements, state, watcher);
            self.exact = exact;
            return;
        }
        self.lenient = true;
        self.apart(state, |walk, state| {
            state.errexit = false;
            if let Some(arguments) = &embedded.arguments {
                // `find` and `xargs` put what they found in place of `{}`.
                let value = |it: &Word| if it.literal() == Some("{}") { Value::some() } else { walk.value(it, state) };
                state.arguments = Some(Arc::new(arguments.words.iter().map(value).collect()));
            }
            walk.list(&embedded.statements, state, watcher);
        });
        (self.lenient, self.exact, self.contained) = (lenient, exact, contained);
    }
}

/// Whether a file holds settings, by its path.
fn is_settings(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let ends = [".conf", ".cfg", ".env", ".rc", ".ini", ".config", ".settings", ".properties"];
    path.starts_with("/etc/default/")
        || path.starts_with("/etc/sysconfig/")
        || ends.iter().any(|it| name.ends_with(it))
        || matches!(name, "env" | "config" | "settings" | "env.sh" | "config.sh" | "settings.sh")
}

/// Whether a command chooses the cluster, account or workspace that later commands act on.
fn chooses_target(command: &Command) -> bool {
    let words: Vec<&str> = command.operands().take(3).filter_map(Word::literal).collect();
    matches!(
        (command.program.as_deref(), &*words),
        (Some("kubectl" | "oc"), ["config", "use-context" | "use" | "set-context", ..])
            | (Some("oc"), ["project", _, ..])
            | (Some("kubectx" | "kubens"), _)
            | (Some("docker" | "podman"), ["context", "use", ..])
            | (Some("gcloud"), ["config", "set" | "configurations", ..] | ["container", "clusters", "get-credentials"])
            | (Some("az"), ["account", "set", ..] | ["aks", "get-credentials", ..])
            | (Some("aws"), ["eks", "update-kubeconfig", ..])
            | (Some("terraform" | "tofu"), ["workspace", "select", ..])
            | (Some("pulumi"), ["stack", "select", ..])
    )
}

/// What variables are again behind a command that others were set for: `X=1 make`.
/// Some shells keep what is set before these builtins.
fn kept_behind<'a>(command: &'a Command, state: &State) -> Vec<(&'a str, Option<Value>)> {
    let Some(head) = command.words.get(command.head) else { return Vec::new() };
    if assigned::may_stay(command) {
        return Vec::new();
    }
    let before = command.assignments.iter().filter(|it| it.span.start < head.span.start);
    before.map(|it| (&*it.name.text, state.get(&it.name.text).cloned())).collect()
}
