//! CARO0413: code is loaded into programs from where others can put it.

use super::shared_folder::{is_guessable, is_shared, pieces, without};
use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Loads code from a folder that everyone can write to into the programs that run next.
    ///
    /// Whoever creates the file first decides what runs, with the rights of whoever starts the program. Keep libraries in
    /// a folder of your own, or make one with `mktemp -d`.
    ///
    /// To decide: Which folder that only you can write to could hold this code?
    ///
    /// ```sh bad
    /// LD_PRELOAD=/tmp/hook.so ./server
    /// ```
    /// ```sh fixed
    /// ./server
    /// ```
    /// ```sh bad
    /// export LD_LIBRARY_PATH=/tmp/lib:$LD_LIBRARY_PATH
    /// ```
    /// ```sh fixed
    /// export LD_LIBRARY_PATH=$LD_LIBRARY_PATH
    /// ```
    /// ```sh bad
    /// sudo LD_PRELOAD=/tmp/x.so id
    /// ```
    /// ```sh fixed
    /// sudo id
    /// ```
    /// ```sh good
    /// LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2 ./server
    /// ```
    /// ```sh good
    /// export LD_LIBRARY_PATH=/opt/app/lib:$LD_LIBRARY_PATH
    /// ```
    /// ```sh good
    /// LD_LIBRARY_PATH=$PWD/build ./test
    /// ```
    "CARO0413" "library-from-shared-folder",
    Caution,
    Check::AnyCommand { run: check }
}

const NAMES: [&str; 14] = [
    "LD_PRELOAD",
    "LD_LIBRARY_PATH",
    "LD_AUDIT",
    "DYLD_INSERT_LIBRARIES",
    "DYLD_LIBRARY_PATH",
    "PYTHONPATH",
    "PERL5LIB",
    "PERLLIB",
    "RUBYLIB",
    "NODE_PATH",
    "BASH_ENV",
    "ENV",
    "PYTHONSTARTUP",
    "GIT_EXEC_PATH",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let assigned = command.assignments.iter().filter_map(|it| match &it.value {
        Some(crate::script::AssignedValue::Word(word)) => Some((it.name.text.to_string(), word.clone())),
        _ => None,
    });
    // `sudo NAME=value`, `env NAME=value`
    let before = command.words.get(..command.head).unwrap_or_default().iter().filter_map(|it| {
        let name = it.literal_prefix().split_once('=')?.0.to_owned();
        Some((name, it.value_behind_sign()?))
    });
    let all: Vec<(String, Word)> = assigned.chain(before).collect();
    for (name, word) in all {
        if !NAMES.contains(&&*name) {
            continue;
        }
        let shared = pieces(&word, sink)
            .into_iter()
            .flatten()
            .flat_map(|it| it.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let Some(path) = shared.into_iter().find(|it| is_shared(it) || is_guessable(it)) else { continue };
        let root = command.is_wrapped_by("sudo") || command.is_wrapped_by("doas");
        let who = if root { "root's programs load" } else { "programs load" };
        let path = path.replace('`', "");
        sink.report(word.span, format!("{who} code from `{path}`, where everyone can put it")).level(Level::Caution);
        let rest = without(&word, &|it| is_shared(it) || is_guessable(it), sink);
        let own = command.assignments.iter().find(|it| it.span.end == word.span.end);
        let next = command
            .words
            .first()
            .filter(|_| !matches!(command.program.as_deref(), Some("export" | "declare" | "readonly")));
        if !rest.is_empty() {
            sink.choice("Look for code only in the other folders", rest);
        } else if let (Some(own), Some(next)) =
            (own, next.filter(|it| own.is_some_and(|own| own.span.end < it.span.start)))
        {
            let end = command.assignments.iter().map(|it| it.span.start).find(|it| *it > own.span.start);
            let end = end.unwrap_or(next.span.start);
            sink.choice("Start it without this code", vec![(Span::new(own.span.start, end), String::new())]);
        } else if let Some(at) =
            command.words.iter().position(|it| it.span.end == word.span.end && it.span.start < word.span.start)
        {
            sink.choice("Start it without this code", edits::without_word(command, at));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn env_and_variables_do_not_hide_it() {
        check_marks("lib=/dev/shm/a.so\nenv LD_PRELOAD=\"$lib\" id\n#   ^^^^^^^^^^^^^^^^^ CARO0413\n");
        check_marks("export PYTHONPATH=/tmp\n#                 ^^^^ CARO0413\n");
        check_marks("d=$(mktemp -d)\nLD_LIBRARY_PATH=$d/lib id\n");
    }

    #[test]
    fn only_the_assignment_goes() {
        assert_eq!(offered("env LD_PRELOAD=/tmp/x.so ls"), ["env ls"]);
    }
}
