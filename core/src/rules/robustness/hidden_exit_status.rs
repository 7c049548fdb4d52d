//! CARO1206: `set -e` does not see that a command failed.

use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink};
use crate::script::{AssignedValue, Assignment, Command, PartKind, Statement, StatementKind, Word};

rule! {
    /// Goes on after a failure that `set -e` should have ended the script at.
    ///
    /// `export x=$(…)` succeeds whenever `export` does. Assign first, and export behind it.
    ///
    /// ```sh bad
    /// set -e
    /// export VERSION=$(git describe --tags)
    /// ```
    /// ```sh fixed
    /// set -e
    /// VERSION=$(git describe --tags)
    /// export VERSION
    /// ```
    /// ```sh bad
    /// set -e
    /// version() { local tag="$(git describe --tags)"; echo "$tag"; }
    /// version
    /// ```
    /// ```sh fixed
    /// set -e
    /// version() { local tag; tag="$(git describe --tags)"; echo "$tag"; }
    /// version
    /// ```
    /// ```sh good
    /// set -e
    /// VERSION=$(git describe --tags)
    /// export VERSION
    /// ```
    /// ```sh good
    /// export VERSION=$(git describe --tags)
    /// ```
    /// ```sh good
    /// set -e
    /// export TODAY=$(date +%F)
    /// export TAG=$(git describe --tags || echo none)
    /// ```
    "CARO1206" "hidden-exit-status",
    Note,
    Check::Command { programs: &["export", "local", "readonly", "declare", "typeset"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if !sink.state().errexit {
        return;
    }
    for assignment in &command.assignments {
        let Some(AssignedValue::Word(word)) = &assignment.value else { continue };
        if let Some(program) = fails(word) {
            let name = &assignment.name.text;
            let keyword = command.program.as_deref().unwrap_or("export");
            let message =
                format!("`{keyword} {name}=…` succeeds although `{program}` fails, and `set -e` does not see it");
            let title = format!("Stop here when `{program}` fails");
            sink.report(assignment.span, message);
            sink.choice(&title, apart(command, assignment, sink));
        }
    }
}

/// Puts the assignment and the keyword on lines of their own, where the command has a line to itself.
fn apart(command: &Command, assignment: &Assignment, sink: &Sink<'_>) -> Edits {
    let text = sink.chunk();
    let (before, behind) = (text.get(..command.span.start), text.get(command.span.end..));
    let (Some(before), Some(behind)) = (before, behind) else { return Vec::new() };
    let line = &before[before.rfind('\n').map_or(0, |it| it + 1)..];
    let ends = behind.trim_start_matches([' ', '\t']);
    let alone = line.trim().is_empty() && (ends.is_empty() || ends.starts_with(['\n', ';', '#']));
    let plain = command.words.first().is_some_and(|it| it.span.end < assignment.span.start)
        && command.words.len() == 2
        && command.redirects.is_empty()
        && assignment.index.is_none()
        && !assignment.append;
    // A line may go on from the one above it.
    let goes_on = before.trim_end().ends_with(['&', '|', '\\', '!']);
    if !plain || goes_on || ends.starts_with(";;") {
        return Vec::new();
    }
    let (keyword, name) = (sink.text(command.name_span()), sink.text(assignment.name.span));
    if matches!(command.program.as_deref(), Some("export" | "readonly")) {
        // Behind it the name only gets its mark.
        if !alone {
            return Vec::new();
        }
        let start = Span::new(command.span.start, assignment.span.start);
        return vec![(start, String::new()), (Span::at(command.span.end), format!("\n{line}{keyword} {name}"))];
    }
    let first = before.trim_end();
    let in_order = alone || first.ends_with(['{', ';', '\n']) || first.ends_with("then") || first.ends_with("do");
    if !in_order || !(ends.is_empty() || ends.starts_with(['\n', ';', '#'])) {
        return Vec::new();
    }
    let apart = if alone { format!("\n{line}") } else { "; ".to_owned() };
    vec![(Span::at(assignment.span.start), format!("{name}{apart}"))]
}

/// The program of a substitution that can fail and is alone in it.
fn fails(word: &Word) -> Option<&str> {
    const SAFE: [&str; 22] = [
        "echo", "printf", "date", "basename", "dirname", "pwd", "whoami", "hostname", "uname", "id", "nproc", "cat",
        "tr", "seq", "sed", "awk", "cut", "head", "tail", "tput", "wc", "sort",
    ];
    word.parts.iter().find_map(|it| {
        let PartKind::Substitution(statements) = &it.kind else { return None };
        let [Statement { kind: StatementKind::Command(command), .. }] = &**statements else { return None };
        command.program.as_deref().filter(|it| !SAFE.contains(it))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn a_step_is_only_taken_apart_where_it_stands_alone() {
        check_marks("set -e\na && export X=$(make v)\n#           ^^^^^^^^^^^ CARO1206\n");
        assert!(offered("set -e\na && export X=$(make v)\n").is_empty());
        assert!(offered("set -e\na &&\n  export X=$(make v)\n").is_empty());
        assert!(offered("set -e\nif export X=$(make v); then a; fi\n").is_empty());
        assert_eq!(offered("set -e\n  readonly X=$(make v) # v\n"), ["set -e\n  X=$(make v)\n  readonly X # v\n"]);
    }
}
