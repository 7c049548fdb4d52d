//! What is done with a function that the script defines: it is called, with values, for each of some files, at the end of
//! the script, until it succeeds.
//!
//! A function is no program: `xargs`, `timeout` and `find -exec` cannot run it, so it is called by the shell itself.

use crate::Shell;
use crate::asked::{Asked, Proposal};
use crate::cover::{Found, Table};
use crate::literals::Form;
use crate::shell;
use std::sync::LazyLock;

/// What a turn of phrase says of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Call,
    /// The name before is the function's.
    Function,
    With,
    AtExit,
    OnInterrupt,
    Behind,
    Into,
    Onto,
    Quietly,
    Times,
    Twice,
    Until,
    OrExit,
    OrSay,
    Timed,
    EachGlob,
    EachGroup,
    EachFile,
    EachLine,
    Place,
}

static TABLE: LazyLock<Table<Says>> = LazyLock::new(|| {
    let synonyms = [
        ("call", "call calls invoke invokes run runs execute executes trigger rufe"),
        ("function", "function func funktion helper"),
        ("exit", "exit exits end ends finish finishes quit quits stop stops terminate terminates leave leaves"),
        ("script", "script program shell"),
        ("interrupt", "interrupt interrupted interrupts sigint ctrl-c ctrl+c cancelled"),
        ("background", "background bg asynchronously async"),
        ("succeed", "succeed succeeds work works successful"),
        ("fail", "fail fails failed failing"),
        ("quietly", "quietly silently"),
        ("argument", "argument arguments parameter parameters arg args"),
        ("append", "append appending appended add"),
        ("write", "write log save redirect send logging writing saving store"),
        ("time", "time measure"),
    ];
    let rows = vec![
        ("call; use; do", Says::Call),
        ("function", Says::Function),
        (
            "with|for|on ?the ?argument {files:value}; with ?the ?argument {quoted|number|name:value}; \
             for|on {number|quoted:value}; pass ?it {files|quoted|number:value}",
            Says::With,
        ),
        (
            "on|at|upon exit; when|once|after|before ?the script|it exit; at ?the exit of ?the script; \
             on|at script exit; whenever ?the script exit",
            Says::AtExit,
        ),
        (
            "on|upon|at interrupt; when|=if ?the script|user ?is interrupt; when|=if|on ?i press interrupt",
            Says::OnInterrupt,
        ),
        ("in ?the background; as background ?job", Says::Behind),
        (
            "write ?its|the ?=output to|into|in {file:file}; with ?its =output to|into|in {file:file}; \
             and write to|into {file:file}; =output to|into|in {file:file}",
            Says::Into,
        ),
        ("append ?its|the ?=output to {file:file}; =output append to {file:file}", Says::Onto),
        (
            "quietly; without ?any =output; and|but hide|discard ?its|the =output; ignore ?its|the =output",
            Says::Quietly,
        ),
        ("{number:count} =times", Says::Times),
        ("=twice", Says::Twice),
        ("until ?it succeed; again ?and ?again until ?it succeed; =retry until ?it succeed; =retry", Says::Until),
        (
            "and|or exit =if|when ?it fail; exit =if|when ?it fail; or exit; and exit|abort|=stop ?the ?script on fail; \
             abort =if|when ?it fail",
            Says::OrExit,
        ),
        (
            "and|or show|=echo|=warn|say {quoted:text} =if|when ?it fail; =if|when ?it fail show|=echo|=warn|say {quoted:text}",
            Says::OrSay,
        ),
        ("time ?how ?long; and time it; how long =does take", Says::Timed),
        ("for|on|with|over each|all {glob:glob}; for|on|over ?the {glob:glob}", Says::EachGlob),
        ("for|on|with|over each|all ?the {group:kind} ?file", Says::EachGroup),
        ("for|on|with|over each|all ?the file", Says::EachFile),
        ("for|on|with|over each|all ?the line in|of|from {file:lines}", Says::EachLine),
        ("in|under|from {place:place}; in|of ?the folder {place:place}", Says::Place),
    ];
    Table::new(&synonyms, rows).minding_soft_words()
});

/// The command for a request that names a function of the script.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let (at, name) = named(asked)?;
    let seen = TABLE.see(asked);
    let open: Vec<bool> = (0..asked.tokens.len()).map(|it| it != at).collect();
    let cover = TABLE.cover_where(asked, &seen, &open, |_| true);
    let found = |says: Says| cover.found.iter().filter(|it| *it.says == says).collect::<Vec<_>>();
    let said = |says: Says| !found(says).is_empty();
    let one = |says: Says, value: &str| match found(says).as_slice() {
        [] => Some(None),
        [only] => Some(Some(only.at.get(value)?.text.clone())),
        _ => None,
    };
    // A name that is also a word is the function's only where it is called.
    let plain = !asked.tokens[at].means() && name.contains(|it: char| !it.is_ascii_lowercase());
    (said(Says::Call) || said(Says::Function) || plain).then_some(())?;
    let mut covered = cover.covered;
    covered[at] = true;
    let unexplained = asked.missing(&covered)?;

    let values = found(Says::With).into_iter().map(value).collect::<Option<Vec<_>>>()?;
    let mut call = [vec![name.to_owned()], values].concat().join(" ");
    let place = one(Says::Place, "place")?.unwrap_or_default();
    let each = [
        one(Says::EachGlob, "glob")?.map(|it| shell::glob(&place, &it)),
        one(Says::EachGroup, "kind")?.map(|it| globs(&place, &it)),
        said(Says::EachFile).then(|| shell::glob(&place, "*")),
    ];
    let mut each = each.into_iter().flatten();
    let (files, more) = (each.next(), each.next());
    let lines = one(Says::EachLine, "lines")?;
    // Two loops at once, and a place without one, are not understood.
    if more.is_some() || files.is_some() && lines.is_some() || files.is_none() && !place.is_empty() {
        return None;
    }
    let output = match (one(Says::Into, "file")?, one(Says::Onto, "file")?, said(Says::Quietly)) {
        (None, None, false) => String::new(),
        (Some(file), None, false) => format!(" > {} 2>&1", shell::path(&file)),
        (None, Some(file), false) => format!(" >> {} 2>&1", shell::path(&file)),
        (None, None, true) => " > /dev/null 2>&1".to_owned(),
        _ => return None,
    };
    let traps: Vec<&str> =
        [(Says::AtExit, "EXIT"), (Says::OnInterrupt, "INT")].iter().filter(|it| said(it.0)).map(|it| it.1).collect();
    let alone = files.is_none() && lines.is_none();
    let count = match (one(Says::Times, "count")?, said(Says::Twice)) {
        (None, false) => None,
        (None, true) => Some("2".to_owned()),
        (Some(count), false) => Some(count),
        _ => return None,
    };
    if said(Says::Timed) {
        call.insert_str(0, "time ");
    }
    let looped = |head: &str, body: &str| format!("{head}; do {body}; done{output}");
    let command = match (files, lines, count, said(Says::Until)) {
        (Some(files), None, None, false) => {
            let look = if files.ends_with('*') && !files.ends_with(".*") { "[ -f \"$f\" ] && " } else { "" };
            looped(&format!("for f in {files}"), &format!("{look}{call} \"$f\""))
        }
        (None, Some(file), None, false) => {
            let body = format!("while IFS= read -r line; do {call} \"$line\"; done < {}", shell::path(&file));
            format!("{body}{output}")
        }
        (None, None, Some(count), false) => {
            let range = match asked.shell {
                Shell::Bash => format!("{{1..{count}}}"),
                Shell::Posix => format!("$(seq {count})"),
            };
            looped(&format!("for _ in {range}"), &call)
        }
        (None, None, None, true) => looped(&format!("until {call}"), "sleep 1"),
        (None, None, None, false) => format!("{call}{output}"),
        _ => return None,
    };
    let or_say = one(Says::OrSay, "text")?.map(|it| format!(" || echo {} >&2", shell::quote(&it)));
    let command = match (traps.as_slice(), said(Says::OrExit), or_say, said(Says::Behind)) {
        ([], false, None, false) => command,
        ([], true, None, false) if alone => format!("{command} || exit 1"),
        ([], false, Some(say), false) if alone => format!("{command}{say}"),
        ([], false, None, true) => format!("{command} &"),
        (traps @ [_, ..], false, None, false) if alone && !said(Says::Until) => {
            format!("trap {} {}", shell::quote(&command), traps.join(" "))
        }
        _ => return None,
    };
    Some(Proposal { unexplained, guessed: cover.guessed, ..Proposal::new("functions", command) })
}

/// The one function that a request names, and where.
fn named<'a>(asked: &Asked<'a>) -> Option<(usize, &'a str)> {
    let name = |at: usize| {
        let token = asked.tokens.get(at).filter(|it| it.form != Form::Quoted)?;
        let bare = token.text.trim_end_matches("()");
        asked.functions.iter().find(|it| **it == bare).map(|it| (at, *it))
    };
    let mut all = (0..asked.tokens.len()).filter_map(name);
    all.next().filter(|_| all.next().is_none())
}

/// A value as an argument; none for a word that begins with a dash, which the function may take for a flag.
fn value(found: &Found<'_, Says>) -> Option<String> {
    use crate::slots::Kind;
    let value = found.at.get("value")?;
    match value.kind {
        Kind::Files => Some(shell::paths(&crate::slots::members(&value.text).map(str::to_owned).collect::<Vec<_>>())),
        _ => (!value.text.starts_with('-')).then(|| shell::quote(&value.text)),
    }
}

/// The files of a kind in a place: `src/*.py`.
fn globs(place: &str, extensions: &str) -> String {
    extensions.split(' ').map(|it| shell::glob(place, &format!("*.{it}"))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::{Request, Shell, propose};

    fn check(text: &str, shell: Shell, wanted: Option<&str>) {
        let functions = ["cleanup", "build_all", "list", "notify"];
        let found = propose(&Request { text, shell, functions: &functions, ..Request::default() });
        let sure = found.first().filter(|it| it.confidence >= 0.55 && it.family == "functions");
        assert_eq!(sure.map(|it| it.command.as_str()), wanted, "{text}");
    }

    #[test]
    fn a_function_of_the_script_is_called_by_the_shell() {
        for (text, wanted) in [
            ("call cleanup", "cleanup"),
            ("run cleanup when the script exits", "trap cleanup EXIT"),
            ("call cleanup() on exit", "trap cleanup EXIT"),
            ("call cleanup on exit and on ctrl-c", "trap cleanup EXIT INT"),
            ("run build_all in the background", "build_all &"),
            ("run build_all and write its output to build.log", "build_all > build.log 2>&1"),
            ("run build_all, append the output to build.log", "build_all >> build.log 2>&1"),
            ("call notify with \"it's done\"", r"notify 'it'\''s done'"),
            ("call notify for each *.log in /var/log", r#"for f in /var/log/*.log; do notify "$f"; done"#),
            ("run the notify function on every python file in src", r#"for f in src/*.py; do notify "$f"; done"#),
            (
                "call notify for every line of hosts.txt",
                r#"while IFS= read -r line; do notify "$line"; done < hosts.txt"#,
            ),
            ("run build_all 3 times", "for _ in {1..3}; do build_all; done"),
            ("retry build_all until it succeeds", "until build_all; do sleep 1; done"),
            ("run build_all and exit if it fails", "build_all || exit 1"),
            ("run build_all; if it fails say \"broken\"", "build_all || echo broken >&2"),
        ] {
            check(text, Shell::Bash, Some(wanted));
        }
        check("run build_all 3 times", Shell::Posix, Some("for _ in $(seq 3); do build_all; done"));
    }

    #[test]
    fn a_name_that_is_a_word_and_words_that_are_not_understood_call_nothing() {
        for text in ["list python files", "cleanup old logs", "call cleanup on purple", "call frobnicate", "list"] {
            check(text, Shell::Bash, None);
        }
    }
}
