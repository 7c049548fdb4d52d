//! A command changed as its facts say: a flag more, a redirect, a filter behind it.

use super::changes::Change;
use super::{programs, root};
use crate::generate::Request;
use crate::knowledge::{Effect, Flag, Syntax};
use crate::refactor::preview;
use crate::rules::edits::{self, Edits};
use crate::script::{Command, Dialect, Node, Pipeline, RedirectOperator, Statement, StatementKind, quote, walk};
use crate::target::Platform;
use crate::{Document, Span, actions};

/// A command's text as a document; `None` where it does not parse.
pub(in crate::generate) fn document(command: &str, dialect: Dialect) -> Option<Document> {
    let document = Document::new(command, dialect);
    let reads = |it: &crate::script::Chunk| it.body.errors.is_empty() && it.body.comments.is_empty();
    (dialect != Dialect::Unsupported && document.chunks().iter().all(reads)).then_some(document)
}

/// The command with a change; the same where it has that already, `None` where the change is not certain.
pub(super) fn changed(document: &Document, change: &Change<'_>, request: &Request<'_>) -> Option<String> {
    let text = document.text().to_string();
    let platform = request.platform;
    match change {
        Change::AsUser(user) => root::as_user(document, *user, request),
        Change::Background(survives) => background(document, *survives, request),
        Change::Rehearse => rehearsed(document),
        Change::Flag(names) => with_flag(document, platform, names),
        Change::Recurse => recursive(document, platform),
        Change::Program(new, old) => programs::with(document, new, *old, platform),
        Change::Save { path, append, also } => saved(document, path, *append, *also),
        Change::Form(form) => formed(document, platform, form),
        Change::Count => prints_lines(document).then(|| format!("{text} | wc -l")),
        Change::First(number) => cut(document, "head", *number),
        Change::Last(number) => cut(document, "tail", *number),
        Change::Under(program, number) => under(document, program, *number, request),
    }
}

/// The statements of a text that is one chunk.
pub(super) fn statements(document: &Document) -> &[Statement] {
    match document.chunks() {
        [chunk] if chunk.start == 0 => &chunk.body.statements,
        _ => &[],
    }
}

/// The one statement of a text.
fn only(document: &Document) -> Option<&Statement> {
    if let [statement] = statements(document) { Some(statement) } else { None }
}

/// The stages of a statement that is a command or a pipeline.
fn stages(statement: &Statement) -> Vec<&Statement> {
    match &statement.kind {
        StatementKind::Pipeline(Pipeline { stages, negated: false, timed: false, .. }) => stages.iter().collect(),
        StatementKind::Command(_) => vec![statement],
        _ => Vec::new(),
    }
}

pub(in crate::generate) fn edited(document: &Document, edits: &Edits) -> String {
    actions::edited(document, edits).text().to_string()
}

/// The commands of a text whose words stand in it as they are: inner ones of `find -exec` too, those of `sh -c` not.
pub(in crate::generate) fn commands(document: &Document) -> Vec<&Command> {
    let text = document.text().to_string();
    let mut found = Vec::new();
    walk(statements(document), &mut |node| {
        if let Node::Command(command) = node
            && let Some(program) = command.program.as_deref()
            && text.get(command.name_span().start..command.name_span().end).is_some_and(|it| it.ends_with(program))
        {
            found.push(command);
        }
    });
    found
}

fn background(document: &Document, survives: bool, request: &Request<'_>) -> Option<String> {
    let text = document.text().to_string();
    let all = statements(document);
    let last = all.last()?;
    if last.background {
        return (!survives || text.starts_with("nohup ")).then_some(text);
    }
    if survives {
        let command = only(document)?.command()?;
        let program = command.program.as_deref()?;
        let plain =
            command.assignments.is_empty() && !root::is_builtin(program) && !request.functions.contains(&program);
        return plain.then(|| format!("nohup {text} &"));
    }
    // A folder or a variable that is set there would be set nowhere.
    let sets = commands(document)
        .iter()
        .any(|it| it.program.as_deref().is_none_or(|it| root::is_builtin(it) && !root::is_harmless(it)));
    let assigns = all.iter().filter_map(Statement::command).any(|it| it.words.is_empty());
    if sets || assigns {
        return None;
    }
    Some(if all.len() == 1 { format!("{text} &") } else { format!("{{ {text}; }} &") })
}

fn rehearsed(document: &Document) -> Option<String> {
    let all = commands(document);
    if all.iter().any(|it| it.is_dry_run()) {
        return Some(document.text().to_string());
    }
    preview(document)
}

/// The command with a flag that the facts of exactly one of its programs know.
fn with_flag(document: &Document, platform: Platform, names: &[&str]) -> Option<String> {
    let own = |command: &Command| {
        // By its key or as a number, lines are one that are not the same.
        let by_part = names == ["unique"] && ["k", "n", "g", "h", "M", "V"].iter().any(|it| command.gives(it));
        if by_part || !is_for(names, command.program.as_deref()?) {
            return None;
        }
        // `cp --preserve` takes a value that may be left out, `cp -p` none.
        let letter = match (command.program.as_deref()?, names) {
            ("cp", ["preserve"]) => Some('p'),
            ("rm", ["interactive"]) => Some('i'),
            ("tail", ["follow"]) => Some('f'),
            _ => None,
        };
        let by_letter = letter.and_then(|letter| known(command, platform, |it| it.short == Some(letter)));
        by_letter.or_else(|| names.iter().find_map(|name| known(command, platform, |it| it.long == Some(*name))))
    };
    if let [find] = *commands(document)
        && find.program.as_deref() == Some("find")
    {
        return in_find(document, find, names);
    }
    if names == ["reverse"] {
        return reversed(document, platform);
    }
    let last = stages(only(document)?).last().and_then(|it| it.command()).map(|it| it.span);
    let says = names.iter().any(|it| matches!(*it, "verbose" | "timestamps"));
    let mut able = commands(document).into_iter().filter_map(|it| Some((it, own(it)?)));
    let (command, flag) = able.next()?;
    if able.next().is_some() || command.is_dry_run() {
        return None;
    }
    // What it says goes to whom reads what it prints.
    let is_read = last.is_none_or(|it| !(it.start <= command.span.start && command.span.end <= it.end));
    if says && is_read {
        return None;
    }
    add_flag(document, command, flag)
}

/// Whether a flag says of a program what the words say: `tar --ignore-case` is about patterns, `sort -h` sorts.
fn is_for(names: &[&str], program: &str) -> bool {
    match names {
        ["ignore-case"] => {
            ["grep", "egrep", "fgrep", "zgrep", "rg", "uniq", "diff", "locate", "less", "journalctl", "pgrep", "pkill"]
                .contains(&program)
        }
        ["human-readable"] => program != "sort",
        ["quiet", ..] => !program.ends_with("grep") && !matches!(program, "rg" | "head" | "tail"),
        ["verbose"] => !matches!(program, "head" | "tail"),
        _ => true,
    }
}

/// The other way round: the last of the programs that can.
fn reversed(document: &Document, platform: Platform) -> Option<String> {
    let stages: Vec<&Command> = stages(only(document)?).into_iter().filter_map(Statement::command).collect();
    let command = stages.into_iter().rev().find(|it| matches!(it.program.as_deref(), Some("sort" | "ls")))?;
    let flag = known(command, platform, |it| it.long == Some("reverse"))?;
    let given = command.flags().find(|it| it.facts.is_some_and(|it| std::ptr::eq(it, flag)));
    // `sort -k2r` is reversed by its key.
    if given.is_none() && command.gives("k") {
        return None;
    }
    match given {
        Some(given) => Some(edited(document, &edits::without(command, given))),
        None => add_flag(document, command, flag),
    }
}

/// A flag of a command's program that a platform has and that takes no value.
fn known(command: &Command, platform: Platform, wanted: impl Fn(&Flag) -> bool) -> Option<&'static Flag> {
    let program = *command.facts().last()?;
    if !matches!(program.syntax, Syntax::Posix | Syntax::OldBundle) {
        return None;
    }
    program.flags.iter().find(|it| wanted(it) && (it.value.is_none() || it.optional) && platform.knows(it))
}

fn add_flag(document: &Document, command: &Command, flag: &Flag) -> Option<String> {
    let text = document.text().to_string();
    let given = command.flags().any(|it| it.facts.is_some_and(|it| std::ptr::eq(it, flag)));
    if given {
        return Some(text);
    }
    let program = *command.facts().last()?;
    let is_old = program.syntax == Syntax::OldBundle
        && command.arguments().first().is_some_and(|it| !it.literal_prefix().starts_with('-'));
    if is_old {
        return None;
    }
    let new = match (flag.short, flag.long) {
        (Some(letter), _) => format!("-{letter}"),
        (None, Some(long)) => format!("--{long}"),
        _ => return None,
    };
    // `tar -xzf` has its letters together.
    let bundle = command.arguments().first().filter(|it| {
        let text = it.literal().unwrap_or_default();
        flag.short.is_some()
            && program.name == "tar"
            && text.len() > 2
            && text.starts_with('-')
            && text.bytes().skip(1).all(|it| it.is_ascii_alphabetic())
    });
    let changed = match (bundle, flag.short) {
        (Some(word), Some(letter)) => vec![(Span::at(word.span.start + 2), letter.to_string())],
        _ => edits::with(command, &new),
    };
    Some(edited(document, &changed))
}

/// What words for flags mean to `find`, whose tests are words.
fn in_find(document: &Document, find: &Command, names: &[&str]) -> Option<String> {
    let text = document.text().to_string();
    let words = find.arguments();
    let at = |word: &str| words.iter().position(|it| it.literal() == Some(word));
    match names {
        ["ignore-case"] => {
            let named: Edits = words
                .iter()
                .filter(|it| it.literal() == Some("-name"))
                .map(|it| (it.span, "-iname".to_owned()))
                .collect();
            let is_so = named.is_empty() && at("-iname").is_some();
            (is_so || !named.is_empty()).then(|| edited(document, &named))
        }
        ["verbose"] => {
            let delete = words.get(at("-delete")?)?;
            let says = at("-print").is_some();
            Some(if says { text } else { edited(document, &vec![(Span::at(delete.span.start), "-print ".to_owned())]) })
        }
        ["interactive"] => {
            // `-ok` is `-exec` that asks.
            let delete = words.get(at("-delete")?)?;
            let folders = at("-type").is_some_and(|it| words.get(it + 1).and_then(|it| it.literal()) == Some("f"));
            folders.then(|| edited(document, &vec![(delete.span, r"-ok rm {} \;".to_owned())]))
        }
        _ => None,
    }
}

fn recursive(document: &Document, platform: Platform) -> Option<String> {
    let statement = only(document)?;
    let command = stages(statement).first()?.command()?;
    let words = command.arguments();
    if command.program.as_deref() == Some("find") {
        let at = words.iter().position(|it| it.literal() == Some("-maxdepth"));
        let Some(at) = at else { return Some(document.text().to_string()) };
        let place = command.head + 1 + at;
        let mut all = edits::without_word(command, place);
        all.extend(edits::without_word(command, place + 1));
        return Some(edited(document, &all));
    }
    let is_tree = |it: &Flag| {
        it.long == Some("recursive") || it.effects.contains(&Effect::Recurses) && matches!(it.short, Some('r' | 'R'))
    };
    let flag = known(command, platform, |it| is_tree(it) && it.short == Some('R'))
        .filter(|_| command.program.as_deref() != Some("grep"))
        .or_else(|| known(command, platform, is_tree))?;
    // `*.sh` names files here, whatever is told about folders.
    let names_files = command.own_operands().any(|it| {
        let glob = it.parts.iter().any(|it| matches!(it.kind, crate::script::PartKind::Glob(_)));
        let has_ending = it.literal().is_some_and(|it| {
            let name = it.rsplit('/').next().unwrap_or(it);
            name.trim_start_matches('.').contains('.')
        });
        glob || has_ending
    });
    let is_grep = command.program.as_deref() == Some("grep");
    if names_files || is_grep && command.operands().count() < 2 {
        return None;
    }
    add_flag(document, command, flag)
}

/// Programs that print what they were asked for, line by line, and change nothing.
const PRINTERS: [&str; 52] = [
    "find",
    "grep",
    "egrep",
    "fgrep",
    "rg",
    "ls",
    "cat",
    "sort",
    "uniq",
    "cut",
    "awk",
    "sed",
    "tail",
    "head",
    "ps",
    "du",
    "df",
    "tr",
    "comm",
    "diff",
    "journalctl",
    "jq",
    "column",
    "env",
    "printenv",
    "who",
    "last",
    "history",
    "ss",
    "netstat",
    "lsof",
    "dmesg",
    "pgrep",
    "stat",
    "wc",
    "nl",
    "tac",
    "rev",
    "zcat",
    "zgrep",
    "dpkg",
    "rpm",
    "locate",
    "xmllint",
    "fd",
    "file",
    "md5sum",
    "sha256sum",
    "date",
    "tree",
    "lsblk",
    "id",
];

/// Whether a text is one pipeline whose last program prints lines that nobody has taken yet.
fn prints_lines(document: &Document) -> bool {
    let Some(last) = last_printer(document) else { return false };
    // A head line would be counted, and so would the blocks that `ls -l` sums.
    let plain = ["find", "grep", "egrep", "sort", "uniq", "cut", "zgrep", "pgrep", "locate", "sed", "ls"];
    let program = last.program.as_deref().unwrap_or_default();
    plain.contains(&program) && !["l", "print0", "printf", "c", "count", "z", "R", "ls"].iter().any(|it| last.gives(it))
}

/// The last command of a text that is one pipeline, where it prints and changes nothing.
fn last_printer(document: &Document) -> Option<&Command> {
    let statement = only(document).filter(|it| !it.background && it.redirects.is_empty())?;
    let last = stages(statement).last()?.command()?;
    let program = last.program.as_deref()?;
    let git = program == "git"
        && last.facts().get(1).is_some_and(|it| {
            ["log", "ls-files", "diff", "show", "blame", "shortlog", "grep", "status"].contains(&it.name)
        });
    let acts = ["delete", "exec", "ok", "execdir", "fprint", "in-place"].iter().any(|it| last.gives(it))
        || program == "sed" && last.gives("i");
    let quiet = last.redirects.iter().all(|it| it.fd.as_deref() == Some("2"));
    ((PRINTERS.contains(&program) || git) && !acts && quiet).then_some(last)
}

fn cut(document: &Document, program: &str, number: u32) -> Option<String> {
    let last = last_printer(document)?;
    let text = document.text().to_string();
    // The last commits are printed first.
    if last.program.as_deref().is_some_and(|it| matches!(it, "head" | "tail" | "wc" | "git"))
        || last.gives("print0")
        || last.gives("follow")
    {
        return None;
    }
    Some(format!("{text} | {program} -n {number}"))
}

/// Whether a command fetches something.
pub(super) fn downloads(document: &Document) -> bool {
    commands(document).iter().any(|it| matches!(it.program.as_deref(), Some("curl" | "wget")))
}

fn saved(document: &Document, path: &str, append: bool, also: bool) -> Option<String> {
    let text = document.text().to_string();
    let statement = statements(document).last()?;
    if statement.background || !statement.redirects.is_empty() || path.starts_with('-') {
        return None;
    }
    let only = only(document).filter(|it| !stages(it).is_empty());
    // A file that is read would be empty before it is.
    let reads = commands(document).iter().any(|it| it.words.iter().any(|it| it.literal() == Some(path)));
    let sorts = commands(document).iter().any(|it| it.gives("o") && it.program.as_deref() == Some("sort"));
    let writes = sorts || downloads(document);
    let is_one = only.is_some() && !writes && last_printer_or_known(document);
    if reads || !is_one {
        return None;
    }
    let path = match path.strip_prefix("~/") {
        Some(rest) => format!("~/{}", quote(rest)),
        None => quote(path),
    };
    let sign = if append { ">>" } else { ">" };
    let flag = if append { " -a" } else { "" };
    Some(if also { format!("{text} | tee{flag} {path}") } else { format!("{text} {sign} {path}") })
}

/// Whether a pipeline ends in a program that prints something and whose output goes nowhere yet.
fn last_printer_or_known(document: &Document) -> bool {
    const SILENT: [&str; 27] = [
        "cp", "mv", "rm", "mkdir", "rmdir", "touch", "chmod", "chown", "chgrp", "ln", "kill", "pkill", "killall", "cd",
        "tee", "shred", "truncate", "export", "mount", "umount", "useradd", "userdel", "passwd", "gzip", "tar", "zip",
        "unzip",
    ];
    if last_printer(document).is_some() {
        return true;
    }
    let last = only(document).and_then(|it| stages(it).last().copied()).and_then(Statement::command);
    last.is_some_and(|it| {
        let program = it.program.as_deref().unwrap_or_default();
        let known = !it.facts().is_empty() && !SILENT.contains(&program) && !PRINTERS.contains(&program);
        let writes = it.redirects.iter().any(|it| it.operator != RedirectOperator::Read && it.fd.is_none());
        known
            && !writes
            && it.facts().last().is_some_and(|it| {
                it.effects.is_empty() && it.operands.iter().all(|it| it.effects.iter().all(|it| *it == Effect::Reads))
            })
    })
}

/// What `--output` and `--format` take, where the facts name no values.
const FORMS: [(&str, &[&str]); 6] = [
    ("kubectl", &["json", "yaml", "wide"]),
    ("helm", &["json", "yaml", "table"]),
    ("aws", &["json", "yaml", "text", "table"]),
    ("az", &["json", "yaml", "table", "tsv"]),
    ("gcloud", &["json", "yaml", "csv", "table"]),
    ("docker", &["json"]),
];

/// "as csv": the flag of that name, or the value of the flag that chooses the form.
fn formed(document: &Document, platform: Platform, form: &str) -> Option<String> {
    let statement = only(document)?;
    let [stage] = *stages(statement) else { return None };
    let command = stage.command()?;
    let form = form.to_ascii_lowercase();
    let program = *command.facts().last()?;
    if let Some(flag) =
        program.flags.iter().find(|it| it.long == Some(form.as_str()) && it.value.is_none() && platform.knows(it))
    {
        if command.flags().any(|it| it.facts.is_some_and(|it| std::ptr::eq(it, flag))) {
            return Some(document.text().to_string());
        }
        let dashes = if program.syntax == Syntax::Words && !flag.two_dashes { "-" } else { "--" };
        return Some(edited(document, &edits::with(command, &format!("{dashes}{form}"))));
    }
    let name = command.program.as_deref().unwrap_or_default();
    let takes = FORMS.iter().any(|it| it.0 == name && it.1.contains(&form.as_str()));
    let chooses = |it: &&Flag| {
        let is_value = |value: &str| value.split(':').next() == Some(form.as_str());
        let is_form = matches!(it.long, Some("output" | "format" | "output-format")) && it.value.is_some();
        is_form && (takes || it.values.iter().any(|it| is_value(it))) && platform.knows(it)
    };
    let flags = command.facts().iter().rev().flat_map(|it| it.flags.iter());
    let flag = flags.into_iter().find(chooses)?;
    if let Some(given) = command.flags().find(|it| it.facts.is_some_and(|it| std::ptr::eq(it, flag))) {
        let value = given.value.as_ref()?;
        return Some(edited(document, &vec![(value.span, form)]));
    }
    let new = match (flag.short, flag.long) {
        (Some(letter), _) => format!("-{letter} {form}"),
        (None, Some(long)) => format!("--{long}={form}"),
        _ => return None,
    };
    let end = command.words.last()?.span.end;
    Some(edited(document, &vec![(Span::at(end), format!(" {new}"))]))
}

/// The command under a program that takes one.
fn under(document: &Document, program: &str, number: Option<u32>, request: &Request<'_>) -> Option<String> {
    let text = document.text().to_string();
    let statement = only(document).filter(|it| !it.background)?;
    if program == "time" {
        // The shell's own word takes a whole pipeline.
        return (request.dialect != Dialect::Sh && !stages(statement).is_empty()).then(|| format!("time {text}"));
    }
    let command = statement.command()?;
    let name = command.program.as_deref()?;
    let plain = command.assignments.is_empty() && !root::is_builtin(name) && !request.functions.contains(&name);
    let is_there = match program {
        "timeout" => matches!(request.platform, Platform::Linux | Platform::Busybox),
        _ => true,
    };
    if command.is_wrapped_by(program) || !plain || !is_there {
        return None;
    }
    let number = match (program, number) {
        ("timeout", Some(seconds)) => format!(" {seconds}"),
        ("timeout", None) => return None,
        _ => String::new(),
    };
    Some(format!("{program}{number} {text}"))
}
