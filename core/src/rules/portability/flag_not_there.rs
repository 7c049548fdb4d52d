//! CARO1603: a flag that the program does not have where the script must run.

use super::absent::is_absent;
use super::shells::expects_errors;
use crate::Span;
use crate::knowledge::{self, Program, Syntax};
use crate::rules::edits::{self, Edits};
use crate::rules::{Check, Sink};
use crate::script::{Body, Command, Flag, Node, StatementKind, walk_outer};
use crate::target::Platform;

rule! {
    /// Fails at a flag that the program does not have where the script must run.
    ///
    /// GNU, macOS, busybox and POSIX have programs of the same names with other flags.
    /// This speaks where `platform` is set (`caro.platform`, `.caro.toml`, `check --platform`), where the first line names
    /// busybox, and on macOS; not in scripts that ask which system they run on. Only flags that were looked up are told of.
    /// The examples here must run on macOS.
    ///
    /// To decide: Must the script run there? If so, which form does every platform have?
    ///
    /// ```sh bad
    /// rm --recursive --force build
    /// ```
    /// ```sh fixed
    /// rm -r -f build
    /// ```
    /// ```sh bad
    /// size=$(stat -c %s archive.tar)
    /// ```
    /// ```sh bad
    /// date -d yesterday +%F
    /// ```
    /// ```sh bad
    /// #!/bin/busybox sh
    /// grep -P '^[a-z]+$' names.txt
    /// ```
    /// ```sh fixed
    /// #!/bin/busybox sh
    /// grep -E '^[a-z]+$' names.txt
    /// ```
    /// ```sh good
    /// rm -r -f build
    /// sort --reverse names.txt | grep --count a
    /// readlink -f "$0"
    /// ```
    /// ```sh good
    /// stat -c %s archive.tar 2> /dev/null || stat -f %z archive.tar
    /// ```
    /// ```sh good
    /// if [ "$(uname)" = Linux ]; then date -d yesterday +%F; else date -v -1d +%F; fi
    /// ```
    /// ```sh good
    /// ssh server 'date -d yesterday +%F'
    /// ```
    "CARO1603" "flag-not-there",
    Note,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let target = sink.target();
    if target.asks_system || !target.is_named && target.platform == Platform::Linux {
        return;
    }
    let (mut commands, mut own) = (Vec::new(), Vec::new());
    walk_outer(&body.statements, &mut |node| match node {
        Node::Command(command) => commands.push(command),
        Node::Statement(statement) => {
            if let StatementKind::Function { name, .. } = &statement.kind {
                own.push(&*name.text);
            }
        }
        _ => {}
    });
    for command in commands {
        let Some(program) = command.program.as_deref().filter(|it| !own.contains(it)) else { continue };
        if sink.state().function(program).is_none() && !command.is_dry_run() && !expects_errors(command) {
            flags(command, target.platform, sink);
        }
    }
}

fn flags(command: &Command, platform: Platform, sink: &mut Sink<'_>) {
    for wrapper in &command.wrappers {
        one_program(command, &wrapper.program, wrapper.flags.iter().collect(), platform, sink);
    }
    let program = command.program.as_deref().unwrap_or_default();
    // Where Homebrew puts the programs of GNU under their own names.
    if !sink.text(command.name_span()).contains("gnubin/") {
        one_program(command, program, command.flags().collect(), platform, sink);
    }
}

/// One note for each program of a command, at the first flag that it does not have.
fn one_program(command: &Command, program: &str, mut absent: Vec<&Flag>, platform: Platform, sink: &mut Sink<'_>) {
    // `egrep` is `grep`.
    let Some(facts) = knowledge::program(program) else { return };
    // `gcp` is the `cp` of GNU, wherever it is.
    if program.strip_prefix('g') == Some(facts.name) {
        return;
    }
    absent.retain(|it| is_absent(facts.name, it, written_long(command, it, facts), platform));
    let Some(first) = absent.first() else { return };
    let written = match (written_long(command, first, facts), first.short) {
        (Some(it), _) => format!("--{it}"),
        (None, Some(letter)) => format!("-{letter}"),
        (None, None) => format!("-{}", first.long.as_deref().unwrap_or_default()),
    };
    let message = match platform {
        Platform::Posix => format!("POSIX does not ask `{program}` to know `{written}`"),
        _ => format!("`{program}` has no `{written}` on {}", platform.name()),
    };
    sink.report(first.span, message);
    let letters: Option<Vec<Edits>> = absent.iter().map(|it| by_letter(command, it, facts, platform, sink)).collect();
    if let Some(letters) = letters {
        sink.fix("Write each flag as its letter", letters.concat());
    } else if let Some(edits) = extended(command, first) {
        sink.fix("Match it with `-E`", edits);
    } else if let Some((title, edits)) = other_format(command, first, platform) {
        sink.choice(&title, edits);
    }
}

/// The long name of a flag, where that is what is written.
fn written_long<'a>(command: &Command, flag: &'a Flag, facts: &Program) -> Option<&'a str> {
    let is_long = command.words.get(flag.word).is_some_and(|it| it.literal_prefix().starts_with("--"));
    let is_word = !matches!(facts.syntax, Syntax::Posix | Syntax::OldBundle);
    flag.long.as_deref().filter(|_| is_long && !is_word)
}

/// `-r` for `--recursive`, where the letter is there and means the same.
fn by_letter(command: &Command, flag: &Flag, program: &Program, platform: Platform, sink: &Sink<'_>) -> Option<Edits> {
    written_long(command, flag, program)?;
    let facts = flag.facts?;
    let letter = facts.short.filter(char::is_ascii_alphabetic)?;
    // `touch -d` and `date -d` read other dates there, and `cp -P` wants a `-R`.
    let differs = matches!((program.name, letter), ("touch" | "date", 'd') | ("cp", 'P' | 'L'));
    // The `cp -r` of macOS does as ever, and POSIX dropped it.
    let letter = if (program.name, letter) == ("cp", 'r') { 'R' } else { letter };
    if differs || facts.optional || is_absent(program.name, flag, None, platform) || !platform.knows(facts) {
        return None;
    }
    let whole = command.words.get(flag.word)?.span;
    let attached = flag.value.as_ref().is_some_and(|it| it.span.end <= whole.end && it.span.start >= flag.span.end);
    let (end, new) = match attached {
        true if sink.text(Span::new(flag.span.end, whole.end)).starts_with('=') => {
            (flag.span.end + 1, format!("-{letter} "))
        }
        true => return None,
        false => (flag.span.end, format!("-{letter}")),
    };
    Some(vec![(Span::new(flag.span.start, end), new)])
}

/// `grep -E` for `grep -P`, where the pattern says the same in both languages.
fn extended(command: &Command, flag: &Flag) -> Option<Edits> {
    let is_perl = flag.short == Some('P') && command.program.as_deref() == Some("grep");
    let pattern = command.operands().next().and_then(|it| it.literal()).filter(|_| is_perl && !command.gives("e"))?;
    let signs = |it: u8| it.is_ascii_alphanumeric() || b" ^$.|()[]+*-_:,;/@#=%\"'<>~!".contains(&it);
    let differs = ["(?", "*?", "+?", "??", "++", "*+", "[[", "(*"].iter().any(|it| pattern.contains(it));
    // What `-o` prints is what comes first for the one, and what is longest for the other.
    let ways = pattern.bytes().filter(|it| b"*+?".contains(it)).count() + 2 * pattern.matches('|').count();
    if ways > 1 && command.gives("o") {
        return None;
    }
    let edits = edits::letter(flag, 'E');
    (pattern.bytes().all(signs) && !differs && !edits.is_empty()).then_some(edits)
}

/// The format that `stat` takes on macOS.
fn other_format(command: &Command, flag: &Flag, platform: Platform) -> Option<(String, Edits)> {
    const FORMATS: [(&str, &str); 6] =
        [("%s", "%z"), ("%Y", "%m"), ("%a", "%Lp"), ("%U", "%Su"), ("%G", "%Sg"), ("%n", "%N")];
    if platform != Platform::MacOs || command.program.as_deref() != Some("stat") || flag.span.len() != 2 {
        return None;
    }
    let value = flag.value.as_ref()?;
    let (_, new) = FORMATS.iter().find(|it| value.literal() == Some(it.0))?;
    let edits = vec![(flag.span, "-f".to_owned()), (value.span, (*new).to_owned())];
    Some((format!("Write it for macOS only: `-f {new}`"), edits))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{codes_on, offered_on};
    use crate::target::Platform;

    fn lacks(line: &str, platform: Platform) -> bool {
        codes_on(line, platform).contains(&"CARO1603")
    }

    #[test]
    fn each_platform_lacks_its_own() {
        for (line, platforms) in [
            ("grep -P a b", "macos busybox posix"),
            ("date -d yesterday", "macos posix"),
            ("date -v -1d", "linux busybox posix"),
            ("find . -printf %p", "macos busybox posix"),
            ("cp -t x a b", "macos posix"),
            ("sed -i.bak s/a/b/ f", "posix"),
            ("xargs -d , echo", "macos busybox posix"),
            ("du --max-depth=1", "posix"),
            ("readlink -f x", ""),
            ("xargs -r echo", ""),
            ("ls -la", ""),
            ("gcp --archive a b", ""),
            ("/opt/coreutils/libexec/gnubin/cp --archive a b", ""),
            ("tar --transform s/a/b/ -cf x.tar y", "macos busybox"),
            ("sudo cp --archive a b", "macos posix"),
        ] {
            let all = [Platform::Linux, Platform::MacOs, Platform::Busybox, Platform::Posix];
            let found: Vec<&str> = all.into_iter().filter(|it| lacks(line, *it)).map(Platform::key).collect();
            assert_eq!(found.join(" "), platforms, "{line}");
        }
    }

    #[test]
    fn a_letter_stands_in_for_a_long_name() {
        let fixed = |line: &str| offered_on(line, Platform::MacOs).into_iter().next();
        assert_eq!(fixed("install --mode=755 a b").as_deref(), Some("install -m 755 a b"));
        assert_eq!(fixed("cp --archive a b").as_deref(), Some("cp -a a b"));
        assert_eq!(fixed("stat -c %s a").as_deref(), Some("stat -f %z a"));
        assert_eq!(fixed("touch --date yesterday a"), None);
        assert_eq!(fixed("grep -P '\\d+' a"), None);
        assert_eq!(fixed("grep -oP 'a|ab' a"), None);
        assert_eq!(fixed("grep -oP '[0-9]+' a").as_deref(), Some("grep -oE '[0-9]+' a"));
        assert_eq!(fixed("cp --recursive a b").as_deref(), Some("cp -R a b"));
        assert_eq!(fixed("chmod --changes +x a"), None);
    }
}
