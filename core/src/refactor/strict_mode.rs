//! `set -euo pipefail`, as the script's shell has it, with what it would change.

use super::around::{Around, statements};
use super::layout::above_comments;
use super::{Draft, Known, Scene};
use crate::Span;
use crate::script::{
    AssignedValue, Chunk, Command, Dialect, Node, Part, PartKind, Redirect, Statement, StatementKind, Word,
};
use std::collections::BTreeSet;

refactoring! {
    /// Ends the script at the first failure and at variables that are not set: `set -euo pipefail`.
    ///
    /// It goes behind the first line and the comment below it, and completes a `set -e` that is there. `sh` gets
    /// `set -eu`: not every one of them has `pipefail`. A file without a `#!` line may be read by another script, whose
    /// options these would be; it is left alone.
    /// Each line is told of where the script would end, or do something else, although all is well: a `grep` that finds
    /// nothing, a result that `$?` is asked for, a variable that may not be set.
    ///
    /// ```sh before
    /// #!/bin/bash
    /// # Packs the logs.
    ///
    /// tar czf logs.tgz logs
    /// ```
    /// ```sh after
    /// #!/bin/bash
    /// # Packs the logs.
    /// set -euo pipefail
    ///
    /// tar czf logs.tgz logs
    /// ```
    /// ```sh before
    /// #!/bin/sh
    /// echo start
    /// set -ex
    /// make
    /// ```
    /// ```sh after
    /// #!/bin/sh
    /// echo start
    /// set -eux
    /// make
    /// ```
    /// ```sh before
    /// #!/usr/bin/env bash
    /// set -o pipefail
    /// make
    /// ```
    /// ```sh after
    /// #!/usr/bin/env bash
    /// set -euo pipefail
    /// make
    /// ```
    /// ```sh untouched
    /// #!/bin/bash
    /// set -e
    /// set -u
    /// set -o pipefail
    /// make
    /// ```
    /// ```sh untouched
    /// #!/bin/sh -eu
    /// make
    /// ```
    /// ```sh untouched
    /// greet() { echo hello; }
    /// ```
    "strict-mode" "End at the first failure: strict mode", run
}

/// The options of strict mode.
#[derive(Clone, Debug, Default)]
struct Options {
    letters: String,
    names: Vec<String>,
}

impl Options {
    fn errexit(&self) -> bool {
        self.letters.contains('e') || self.names.iter().any(|it| it == "errexit")
    }

    fn nounset(&self) -> bool {
        self.letters.contains('u') || self.names.iter().any(|it| it == "nounset")
    }

    fn pipefail(&self) -> bool {
        self.names.iter().any(|it| it == "pipefail")
    }

    /// The options of a `set` that sets nothing else.
    fn of<'a>(words: impl Iterator<Item = Option<&'a str>>) -> Option<Self> {
        let mut options = Self::default();
        let mut words = words;
        while let Some(word) = words.next() {
            let letters = word?.strip_prefix('-').filter(|it| !it.is_empty())?;
            if !letters.bytes().all(|it| it.is_ascii_alphabetic()) {
                return None;
            }
            options.letters.extend(letters.chars().filter(|it| *it != 'o'));
            if letters.contains('o') {
                options.names.push(words.next()??.to_owned());
            }
        }
        Some(options)
    }

    fn text(&self) -> String {
        let mut letters = String::new();
        for letter in self.letters.chars() {
            if !letters.contains(letter) {
                letters.push(letter);
            }
        }
        let mut text = format!("set -{letters}");
        for (at, name) in self.names.iter().enumerate() {
            text.push_str(if at == 0 && !letters.is_empty() { "o " } else { " -o " });
            text.push_str(name);
        }
        text
    }
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let text = scene.text();
    let first = text.lines().next().unwrap_or_default();
    let chunks = scene.document.chunks();
    if !first.starts_with("#!") || chunks.iter().all(|it| it.body.statements.is_empty()) {
        return;
    }
    let called = first.split_whitespace().skip(1).filter(|it| it.starts_with('-') && !it.starts_with("--"));
    let mut known = Options::of(called.map(Some)).unwrap_or_default();
    let mut place = None;
    for chunk in chunks {
        for statement in &chunk.body.statements {
            let Some(options) = options_of(statement) else { continue };
            known.letters.push_str(&options.letters);
            known.names.extend(options.names.iter().cloned());
            let strict = options.errexit() || options.nounset() || options.pipefail();
            if strict && place.is_none() {
                place = Some((statement.span.shifted(chunk.start), options));
            }
        }
    }
    let pipes = scene.document.dialect() != Dialect::Sh;
    let missing = Missing {
        errexit: !known.errexit(),
        nounset: !known.nounset(),
        pipefail: pipes && !known.pipefail(),
        known: scene.known(),
    };
    if !missing.errexit && !missing.nounset && !missing.pipefail {
        return;
    }
    let add = |mut options: Options| {
        let mut letters = String::new();
        if missing.errexit || options.letters.contains('e') {
            letters.push('e');
        }
        if missing.nounset || options.letters.contains('u') {
            letters.push('u');
        }
        letters.extend(options.letters.chars().filter(|it| !matches!(it, 'e' | 'u')));
        options.letters = letters;
        if missing.pipefail {
            options.names.push("pipefail".to_owned());
        }
        options.text()
    };
    match place {
        Some((span, options)) => draft.replace(span, add(options)),
        None => {
            let head: usize = text.split_inclusive('\n').take_while(|it| it.starts_with('#')).map(str::len).sum();
            // A comment right above a statement is about that.
            let blank = text.get(head..).is_none_or(|it| it.lines().next().is_none_or(|it| it.trim().is_empty()));
            let head = if blank { head } else { above_comments(&text, head) };
            draft.insert(head, format!("{}\n", add(Options::default())));
        }
    }
    missing.tell(&scene.whole(), draft);
}

fn options_of(statement: &Statement) -> Option<Options> {
    let StatementKind::Command(command) = &statement.kind else { return None };
    let set = command.program.as_deref() == Some("set") && command.wrappers.is_empty();
    let words = command.arguments();
    (set && !words.is_empty() && command.redirects.is_empty())
        .then(|| Options::of(words.iter().map(Word::literal)))
        .flatten()
}

/// What becomes strict, and where that matters.
struct Missing<'a> {
    errexit: bool,
    nounset: bool,
    pipefail: bool,
    known: Known<'a>,
}

impl Missing<'_> {
    fn tell(&self, scene: &Scene<'_>, draft: &mut Draft) {
        let mut listed: Vec<(Span, bool)> = Vec::new();
        statements(scene, |statement, around, chunk| {
            let span = statement.span.shifted(chunk.start);
            if around.listed {
                let result = matches!(&statement.kind, StatementKind::Command(it) if !it.words.is_empty())
                    || matches!(statement.kind, StatementKind::Pipeline(_));
                listed.push((span, result && !around.asked && !statement.background));
            }
            if let Some(why) = self.why(statement, around) {
                draft.warn(span, why);
            }
        });
        let mut told = BTreeSet::new();
        scene.nodes(&mut |node, chunk| {
            let Node::Word(word) = node else { return };
            for part in &word.parts {
                let PartKind::Parameter(parameter) = &part.kind else { continue };
                let at = part.span.shifted(chunk.start);
                if &*parameter.name == "?" && self.errexit {
                    let before = listed.iter().filter(|it| it.0.end <= at.start).max_by_key(|it| it.0.end);
                    if let Some((span, true)) = before {
                        draft.warn(*span, "where this fails the script ends before `$?` is asked for");
                    }
                } else if self.nounset && self.may_be_unset(part, chunk) && told.insert(parameter.name.clone()) {
                    draft.warn(at, format!("the script ends here when `${}` is not set", parameter.name));
                }
            }
        });
        draft.warnings.sort_by_key(|it| it.0);
        draft.warnings.dedup();
    }

    fn may_be_unset(&self, part: &Part, chunk: &Chunk) -> bool {
        let PartKind::Parameter(parameter) = &part.kind else { return false };
        let asks = |it: &str| it.trim_start_matches(':').starts_with(['-', '+', '=', '?']);
        let guarded = parameter.operator.as_deref().is_some_and(|it| asks(&it.0));
        let unset = |it: &crate::flow::Value| it.shapes.iter().any(|it| it.empty.as_ref().is_some_and(|it| it.unset));
        !guarded && parameter.index.is_none() && self.known.value(chunk, part).is_some_and(unset)
    }

    /// Why a statement ends the script that did not do so before, although nothing is wrong.
    fn why(&self, statement: &Statement, around: Around) -> Option<String> {
        let asked = around.asked || statement.background;
        match &statement.kind {
            StatementKind::Command(command) => {
                if !self.errexit {
                    return None;
                }
                if let Some((keyword, name)) = hides(command) {
                    return Some(format!("`{keyword} {name}=…` succeeds although the command inside fails"));
                }
                if asked {
                    return None;
                }
                let inner = command.words.is_empty().then(|| substituted(command)).flatten();
                let (program, why) = fails(inner.unwrap_or(command))?;
                Some(format!("the script ends here when `{program}` {why}"))
            }
            StatementKind::Pipeline(pipeline) if pipeline.stages.len() > 1 && self.pipefail => {
                let command = |it: &Statement| match &it.kind {
                    StatementKind::Command(command) => fails(command).map(|it| (it.0.to_owned(), it.1)),
                    _ => None,
                };
                let (last, before) = pipeline.stages.split_last()?;
                let is_endless = |it: &Statement| it.command().is_some_and(|it| it.program.as_deref() == Some("yes"));
                if before.iter().any(is_endless) {
                    return Some("`yes` is ended by the command behind it, which counts as a failure".to_owned());
                }
                if let Some(program) = stops_early(last) {
                    return Some(format!("`{program}` ends the command before it early, which counts as a failure"));
                }
                let (program, why) = before.iter().find_map(command).filter(|_| !asked)?;
                Some(format!("the pipeline fails now when `{program}` {why}"))
            }
            StatementKind::AndOr { first, rest } if self.errexit && around.function && around.last && !around.apart => {
                let tests = matches!(first.kind, StatementKind::Test(_) | StatementKind::Arithmetic(_))
                    || matches!(&first.kind, StatementKind::Command(it) if matches!(it.program.as_deref(), Some("[" | "test")));
                let and = rest.iter().all(|it| it.0 == crate::script::AndOr::And);
                (tests && and && !asked).then(|| {
                    "the function fails when this test is false, and the script ends where it was called".to_owned()
                })
            }
            StatementKind::Arithmetic(_) if self.errexit && !asked => {
                Some("the script ends here when the result is 0".to_owned())
            }
            StatementKind::Test(_) if self.errexit && !asked => {
                Some("the script ends here when the test is false".to_owned())
            }
            _ => None,
        }
    }
}

/// The program that often fails although all is well, and when.
fn fails(command: &Command) -> Option<(&str, &'static str)> {
    let program = command.program.as_deref()?;
    let flag = |short, long| command.has_flag(short, long);
    let silenced = || {
        let silences = |it: &Redirect| it.fd.as_deref() == Some("2") && it.target.literal() == Some("/dev/null");
        command.redirects.iter().any(silences)
    };
    let first = command.operands().next().and_then(Word::literal);
    let why = match program {
        "command" if flag('v', "") || flag('V', "") => "finds no such program",
        "pidof" => "finds no such process",
        "systemctl" if matches!(first, Some("is-active" | "is-enabled" | "is-failed" | "status")) => "says no",
        "git" if matches!(first, Some("config" | "diff" | "grep" | "describe" | "symbolic-ref" | "rev-parse")) => {
            "finds nothing"
        }
        "cat" | "stat" | "readlink" if silenced() => "finds no such file",
        "ls" => "finds no such file",
        "dpkg" if flag('s', "status") || flag('l', "list") || flag('L', "listfiles") => "knows no such package",
        "dpkg-query" => "knows no such package",
        "rpm" if flag('q', "query") => "knows no such package",
        "mountpoint" => "finds nothing mounted there",
        "getent" => "finds no such entry",
        "shift" => "has no argument left",
        "." | "source" => "reads a file whose last command fails, whose lines get these options, too",
        "grep" | "egrep" | "fgrep" | "zgrep" | "rg" | "pgrep" => "finds nothing",
        "diff" | "cmp" | "comm" => "finds a difference",
        "[" | "test" => "is false",
        "expr" | "let" => "gives 0",
        "read" => "meets the end of its input",
        "which" | "type" | "hash" => "finds no such program",
        "kill" | "pkill" | "killall" => "finds no such process",
        "rm" if !flag('f', "force") => "finds no such file",
        "rmdir" if !flag('\0', "ignore-fail-on-non-empty") => "finds no empty folder",
        "mkdir" if !flag('p', "parents") => "finds the folder there already",
        "ln" if !flag('f', "force") => "finds the link there already",
        "umount" => "finds nothing mounted there",
        "useradd" | "groupadd" | "adduser" | "addgroup" => "finds the account there already",
        "userdel" | "groupdel" => "finds no such account",
        "crontab" if flag('l', "") || flag('r', "") => "finds no table",
        "timeout" => "stops the command",
        "wait" => "waited for a job that failed",
        "false" => "runs",
        _ => return None,
    };
    Some((program, why))
}

/// The command that a stage ends early: `head`, `grep -q`.
fn stops_early(stage: &Statement) -> Option<&str> {
    let StatementKind::Command(command) = &stage.kind else { return None };
    let program = command.program.as_deref()?;
    let quits = match program {
        "head" | "read" => true,
        "grep" | "egrep" | "fgrep" => command.has_flag('q', "quiet") || command.has_flag('m', "max-count"),
        _ => false,
    };
    quits.then_some(program)
}

/// `local x=$(…)`: the keyword and the variable.
fn hides(command: &Command) -> Option<(&str, &str)> {
    let keyword = command.program.as_deref()?;
    if !matches!(keyword, "export" | "local" | "readonly" | "declare" | "typeset") {
        return None;
    }
    let found = command.assignments.iter().find(|it| match &it.value {
        Some(AssignedValue::Word(word)) => word.parts.iter().any(|it| matches!(it.kind, PartKind::Substitution(_))),
        _ => false,
    })?;
    Some((keyword, &found.name.text))
}

/// The command that decides the status of `x=$(…)`.
fn substituted(command: &Command) -> Option<&Command> {
    let Some(AssignedValue::Word(word)) = &command.assignments.last()?.value else { return None };
    let PartKind::Substitution(statements) = &word.parts.last()?.kind else { return None };
    let mut last = statements.last()?;
    if let StatementKind::Pipeline(pipeline) = &last.kind {
        last = pipeline.stages.last()?;
    }
    match &last.kind {
        StatementKind::Command(command) => Some(command),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::{refactored, warnings};

    fn told(script: &str) -> Vec<String> {
        let found = warnings("strict-mode", &format!("#!/bin/bash\n{script}"));
        found.into_iter().map(|it| format!("{} | {}", it.0, it.1)).collect()
    }

    #[test]
    fn lines_are_told_of_that_end_the_script_although_all_is_well() {
        for (script, part) in [
            ("grep x log\n", "`grep` finds nothing"),
            ("i=0\n((i++))\necho\n", "the result is 0"),
            ("n=$(grep -c x log)\necho\n", "`grep` finds nothing"),
            ("ls | head -3\n", "early"),
            ("if make | grep -q x; then :; fi\n", "early"),
            ("grep x log | sort\n", "the pipeline fails"),
            ("f() { local x=$(make); echo \"$x\"; }\n", "succeeds although"),
            ("f() { [ -e x ] && echo x; }\nf\n", "the function fails"),
            ("make\nif [ $? -ne 0 ]; then echo no; fi\n", "make | where this fails"),
            ("echo \"$SOME_VALUE\"\n", "`$SOME_VALUE` is not set"),
            ("echo \"$1\"\n", "`$1` is not set"),
            ("mkdir build\n", "there already"),
            ("x=$(command -v git)\necho\n", "`command` finds no such program"),
            ("x=$(git config user.name)\necho\n", "`git` finds nothing"),
            ("x=$(cat conf 2>/dev/null)\necho\n", "`cat` finds no such file"),
            ("systemctl is-active web\n", "says no"),
            ("dpkg -s web\n", "knows no such package"),
            ("shift\n", "has no argument left"),
            ("yes | mytool\n", "`yes` is ended"),
            (". ./lib.sh\n", "these options, too"),
        ] {
            assert!(told(script).iter().any(|it| it.contains(part)), "{script}: {:?}", told(script));
        }
    }

    #[test]
    fn what_is_asked_for_is_nothing_to_tell_of() {
        for script in [
            "if grep x log; then :; fi\n",
            "grep x log || true\n",
            "! grep x log\n",
            "while read -r x; do :; done < log\n",
            "[ -e x ] && echo x\n",
            "echo \"${SOME_VALUE:-x}\" \"$HOME\" $#\n",
            "x=1\necho $x\n",
            "((i > 1)) && echo\n",
            "mkdir -p build; rm -f x\n",
            "sleep 1 & wait $! || echo no\n",
        ] {
            assert_eq!(told(script), Vec::<String>::new(), "{script}");
        }
    }

    #[test]
    fn the_place_is_behind_the_head_comment() {
        let strict = |script: &str| refactored("strict-mode", script).unwrap_or_default();
        assert_eq!(strict("#!/bin/ksh\nls\n"), "#!/bin/ksh\nset -euo pipefail\nls\n");
        assert_eq!(
            strict("#!/bin/bash\n# Says it.\nsay() { :; }\n"),
            "#!/bin/bash\nset -euo pipefail\n# Says it.\nsay() { :; }\n"
        );
        assert_eq!(strict("#!/bin/bash -e\nls\n"), "#!/bin/bash -e\nset -uo pipefail\nls\n");
        assert_eq!(strict("#!/bin/bash\nset -e # stop\nls\n"), "#!/bin/bash\nset -euo pipefail # stop\nls\n");
        assert_eq!(strict("#!/bin/bash\nset -- a b\n"), "#!/bin/bash\nset -euo pipefail\nset -- a b\n");
        assert_eq!(strict("#!/bin/bash\nset -o errexit\nls\n"), "#!/bin/bash\nset -uo errexit -o pipefail\nls\n");
        assert_eq!(strict("#!/bin/zsh\nls\n"), "");
        assert_eq!(strict("#!/bin/bash\n# nothing\n"), "");
    }
}
