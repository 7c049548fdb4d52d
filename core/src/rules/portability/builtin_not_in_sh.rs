//! CARO1602: a script for `sh` uses a builtin of bash, a flag of one, or a variable that only bash sets.

use super::shells::{ALL, DASH, Lack, NOT_BUSYBOX, POSIX, Sh, expects_errors};
use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Flag, Node, PartKind, Quote, StatementKind, Word, walk_outer};

rule! {
    /// Fails, or prints something else, where `sh` is not bash.
    ///
    /// `#!/bin/sh` is dash on Debian and Ubuntu, and busybox on Alpine. Their builtins have the flags of POSIX and few
    /// more. Write what they know, or begin the script with `#!/usr/bin/env bash`.
    ///
    /// To decide: Does the script need this, so that its first line should name bash?
    ///
    /// ```sh bad
    /// #!/bin/sh
    /// source ./settings.sh
    /// ```
    /// ```sh fixed
    /// #!/bin/sh
    /// . ./settings.sh
    /// ```
    /// ```sh bad
    /// #!/bin/sh
    /// echo -e "one\ttwo"
    /// ```
    /// ```sh fixed
    /// #!/bin/sh
    /// printf '%b\n' "one\ttwo"
    /// ```
    /// ```sh bad
    /// #!/bin/sh
    /// if [ "$1" == start ]; then ls; fi
    /// ```
    /// ```sh fixed
    /// #!/bin/sh
    /// if [ "$1" = start ]; then ls; fi
    /// ```
    /// ```sh bad
    /// #!/bin/busybox sh
    /// declare -i count
    /// ```
    /// ```sh good
    /// #!/bin/bash
    /// source ./settings.sh
    /// echo -e "one\ttwo"
    /// ```
    /// ```sh good
    /// #!/bin/sh
    /// source() { . "$1"; }
    /// source ./settings.sh
    /// ```
    /// ```sh good
    /// #!/bin/sh
    /// f() { local name; read -r name; echo "$name ${RANDOM:-4}"; }
    /// set -eu
    /// (set -o pipefail 2> /dev/null) && set -o pipefail
    /// ```
    /// ```sh good
    /// #!/bin/busybox sh
    /// source ./settings.sh
    /// echo -e "one\ttwo"
    /// if [ "$1" == start ]; then read -t 3 -r name; fi
    /// ```
    "CARO1602" "builtin-not-in-sh",
    Note,
    Check::Text { run: check }
}

/// Builtins of bash that no other `sh` has, and no program is called like.
const OF_BASH: [&str; 10] =
    ["declare", "typeset", "mapfile", "readarray", "pushd", "popd", "shopt", "disown", "compgen", "select"];

/// Variables that only bash sets; some of them the `sh` of busybox too.
const VARIABLES: [(&str, &[Sh]); 8] = [
    ("RANDOM", NOT_BUSYBOX),
    ("BASHPID", NOT_BUSYBOX),
    ("PIPESTATUS", ALL),
    ("FUNCNAME", ALL),
    ("BASH_SOURCE", ALL),
    ("BASH_REMATCH", ALL),
    ("OSTYPE", ALL),
    ("MACHTYPE", ALL),
];

fn check(body: &Body, sink: &mut Sink<'_>) {
    let Some(sh) = Sh::of(sink.target()) else { return };
    let (mut found, mut own) = (Vec::new(), Vec::new());
    walk_outer(&body.statements, &mut |node| match node {
        Node::Command(command) => {
            found.extend(of_command(command, &body.text).map(|it| (command.program.as_deref(), it)));
        }
        Node::Statement(statement) => {
            if let StatementKind::Function { name, .. } = &statement.kind {
                own.push(&*name.text);
            }
        }
        Node::Word(word) => found.extend(variables(word, &body.text).into_iter().map(|it| (None, it))),
        Node::Redirect(_) => {}
    });
    for (program, lack) in found {
        let is_own = program.is_some_and(|it| own.contains(&it) || sink.state().function(it).is_some());
        let is_set = program.is_none() && VARIABLES.iter().any(|it| lack.text.contains(it.0) && sink.assigns(it.0));
        if !is_own && !is_set {
            lack.report(sh, sink);
        }
    }
}

fn of_command(command: &Command, text: &str) -> Option<Lack> {
    let name = command.words.first()?;
    let program = command.program.as_deref().filter(|it| name.literal() == Some(it))?;
    if !command.wrappers.is_empty() || expects_errors(command) {
        return None;
    }
    let words = command.arguments();
    let first = words.first();
    let flags = first.and_then(Word::literal).filter(|it| it.len() > 1 && it.starts_with('-'));
    let ends = "the script ends there with an error";
    Some(match program {
        "source" => {
            let lack = Lack::new(name.span, NOT_BUSYBOX, "has no `source`: it is called `.`");
            // Without a slash, `.` looks in `PATH` only.
            let named = first.is_some_and(|it| it.span.of(text).contains('/') && words.len() == 1);
            if named { lack.fixed("Write it as `.`", vec![(name.span, ".".to_owned())]) } else { lack }
        }
        "function" => Lack::new(name.span, NOT_BUSYBOX, "has no `function`: write `name() { …; }`"),
        "let" => Lack::new(name.span, NOT_BUSYBOX, "has no `let`: write `name=$((…))`"),
        _ if OF_BASH.contains(&program) => Lack::new(name.span, ALL, format!("has no `{program}`")),
        "echo" => echo(command, first?, flags?, text)?,
        "local" => match flags {
            Some(it) => {
                Lack::new(first?.span, DASH, format!("takes `{it}` for the name of a variable, and ends there"))
            }
            None => Lack::new(name.span, POSIX, "has no `local`"),
        },
        "read" => read(command)?,
        "printf" if flags == Some("-v") => Lack::new(first?.span, ALL, "has no `printf -v`: write `name=$(printf …)`"),
        "printf" if first?.literal().is_some_and(|it| it.contains("%q")) => {
            Lack::new(first?.span, NOT_BUSYBOX, "has no `%q` in `printf`")
        }
        "type" if flags.is_some() => Lack::new(first?.span, NOT_BUSYBOX, format!("has no `{}` of `type`", flags?)),
        "export" if flags == Some("-f") => Lack::new(first?.span, ALL, format!("exports no functions: {ends}")),
        "set" => {
            let word = words.iter().find(|it| it.literal() == Some("pipefail"))?;
            if text.contains("pipefail 2>") || text.contains("pipefail >") {
                return None;
            }
            Lack::new(word.span, DASH, format!("knows no `pipefail` before its version 0.5.13: {ends}"))
        }
        "trap" => trap(words)?,
        "[" | "test" => {
            let sign = words.get(1).filter(|it| it.literal() == Some("==") && words.len() <= 4)?;
            Lack::new(sign.span, NOT_BUSYBOX, "has no `==` in `[`: the test fails with an error")
                .fixed("Compare with `=`", vec![(sign.span, "=".to_owned())])
        }
        _ => return None,
    })
}

fn echo(command: &Command, first: &Word, flags: &str, text: &str) -> Option<Lack> {
    if !flags[1..].bytes().all(|it| b"neE".contains(&it)) || first.is_quoted() {
        return None;
    }
    if flags == "-n" {
        return Some(Lack::new(first.span, POSIX, "need not know `echo -n`: write `printf '%s' …`"));
    }
    let lack = Lack::new(first.span, NOT_BUSYBOX, format!("prints the `{flags}` of `echo` like any other word"));
    let [_, only] = command.arguments() else { return Some(lack) };
    // A word that is split would be several here.
    let is_one = !only.parts.is_empty()
        && only.parts.iter().all(|it| it.quote != Quote::Bare || matches!(it.kind, PartKind::Literal(_)));
    // `\101` is a letter for `printf` alone.
    let signs = |it: char| matches!(it, 'e' | 'E' | 'x' | 'u' | 'U' | '1'..='7');
    let has_more = only.span.of(text).split('\\').skip(1).any(|it| it.starts_with(signs));
    if !is_one || has_more || flags.contains('E') || !flags.contains('e') {
        return Some(lack);
    }
    let format = if flags.contains('n') { "'%b'" } else { "'%b\\n'" };
    let edits = vec![(Span::new(command.name_span().start, first.span.end), format!("printf {format}"))];
    Some(lack.fixed("Print it with `printf`", edits))
}

fn read(command: &Command) -> Option<Lack> {
    let unknown = |it: &&Flag, known: &str| it.short.is_some_and(|it| !known.contains(it));
    if let Some(flag) = command.flags().find(|it| unknown(it, "rp")) {
        let letter = flag.short?;
        let shells = match letter {
            'a' | 'N' | 'e' | 'i' => ALL,
            'd' => DASH,
            _ => NOT_BUSYBOX,
        };
        let written = format!("has no `-{letter}` of `read`, which fails then and reads nothing");
        return Some(Lack::new(flag.span, shells, written));
    }
    if let Some(flag) = command.flag('p', "") {
        return Some(Lack::new(flag.span, POSIX, "has no `-p` of `read`: print the question first"));
    }
    let named = command.operands().next().is_some() || command.args.is_empty() && command.words.len() > 1;
    (!named).then(|| {
        let message = "needs a name behind `read`, which fails without one and reads nothing";
        let lack = Lack::new(command.name_span(), NOT_BUSYBOX, message);
        let end = command.words.last().map_or(command.name_span().end, |it| it.span.end);
        lack.or(
            "Name the variable that bash takes: blanks around the line go then",
            vec![(Span::at(end), " REPLY".to_owned())],
        )
    })
}

fn trap(words: &[Word]) -> Option<Lack> {
    let signals = words.get(1..)?;
    let named =
        |it: &&Word| it.literal().is_some_and(|it| matches!(it, "ERR" | "DEBUG" | "RETURN") || it.starts_with("SIG"));
    let word = signals.iter().find(named)?;
    let name = word.literal()?;
    Some(match name.strip_prefix("SIG") {
        Some(rest) if !rest.is_empty() => {
            Lack::new(word.span, NOT_BUSYBOX, format!("knows no signal `{name}`, and sets no trap for it"))
                .fixed("Name each signal without `SIG`", plain_signals(signals))
        }
        _ => Lack::new(word.span, NOT_BUSYBOX, format!("knows no trap for `{name}`, and sets none")),
    })
}

/// Each signal without its `SIG`.
fn plain_signals(signals: &[Word]) -> Edits {
    let plain = |it: &Word| Some((it.span, it.literal()?.strip_prefix("SIG").filter(|it| !it.is_empty())?.to_owned()));
    signals.iter().filter_map(plain).collect()
}

fn variables(word: &Word, text: &str) -> Vec<Lack> {
    // `x$RANDOM-$$` does without it.
    let has_number = word.parts.iter().any(|it| matches!(&it.kind, PartKind::Parameter(it) if &*it.name == "$"));
    if has_number {
        return Vec::new();
    }
    let used = word.parts.iter().filter_map(|part| {
        let PartKind::Parameter(parameter) = &part.kind else { return None };
        let (name, shells) = VARIABLES.iter().find(|it| *it.0 == *parameter.name)?;
        // `${x[0]}` is told of as syntax.
        let plain = parameter.operator.is_none() && parameter.index.is_none() && !parameter.indirect;
        let message = format!("sets no `{name}`: `{}` is empty", part.span.of(text));
        plain.then(|| Lack::new(part.span, shells, message))
    });
    used.collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{codes, offered};

    fn lacks(line: &str) -> bool {
        codes(&format!("#!/bin/sh\n{line}\n")).contains(&"CARO1602")
    }

    #[test]
    fn every_builtin_is_seen() {
        for line in [
            "let x=1",
            "declare -a x",
            "typeset -i x",
            "shopt -s nullglob",
            "pushd /srv",
            "echo -ne 'a\\tb'",
            "read -s password",
            "read -ra words",
            "read",
            "printf -v x %s y",
            "type -p ls",
            "export -f f",
            "set -euo pipefail",
            "trap 'rm x' SIGINT",
            "trap 'echo failed' ERR",
            "[ \"$a\" == b ] && ls",
            "echo $RANDOM",
            "function f { ls; }",
            "f() { local -r x=1; }",
        ] {
            assert!(lacks(line), "{line}");
        }
    }

    #[test]
    fn what_every_sh_has_is_left_alone() {
        for line in [
            "echo -n x",
            "echo - e",
            "echo '-e'",
            "read -r a b",
            "read -p 'Name? ' name",
            "read \"$name\"",
            "printf '%s\\n' -v",
            "type ls",
            "set -eu",
            "set -o nounset",
            "trap 'rm x' INT EXIT 15",
            "trap - EXIT",
            "[ \"$a\" = b ] && ls",
            "declare -F f > /dev/null 2>&1",
            "RANDOM=4; echo $RANDOM",
            "mkdir \"x$RANDOM-$$\"",
            "sudo source x",
            "bash -c 'declare x'",
            "local x",
        ] {
            assert!(!lacks(line), "{line}");
        }
    }

    #[test]
    fn fixes_say_the_same() {
        let fixed = |line: &str| offered(&format!("#!/bin/sh\n{line}\n")).into_iter().next();
        assert_eq!(fixed("trap 'x' SIGINT").as_deref(), Some("#!/bin/sh\ntrap 'x' INT\n"));
        assert_eq!(fixed("trap x EXIT SIGINT SIGHUP").as_deref(), Some("#!/bin/sh\ntrap x EXIT INT HUP\n"));
        assert_eq!(fixed("echo -ne \"$a\"").as_deref(), Some("#!/bin/sh\nprintf '%b' \"$a\"\n"));
        assert_eq!(fixed("read -r").as_deref(), Some("#!/bin/sh\nread -r REPLY\n"));
        assert_eq!(fixed("echo -e $a"), None);
        assert_eq!(fixed("echo -e '\\e[0m'"), None);
        assert_eq!(fixed("echo -e '\\101'"), None);
        assert_eq!(fixed("source settings"), None);
    }
}
