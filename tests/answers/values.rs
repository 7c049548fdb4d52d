//! Whatever a name or a text holds, it stays one word of the command: nothing in it expands, ends a quote or becomes a flag.
//!
//! The model reads the command with a plain name, then with an odd one in its place: both must have the same shape, and the
//! odd one must stand where the plain one stood. Nothing is run.

use super::show;
use caro_core::Document;
use caro_core::generate::{Request, generate};
use caro_core::script::{Dialect, Node, Part, PartKind, Word, walk};
use caro_core::target::Platform;
use std::fmt::Write as _;

/// Requests with a place for a name or text, which is put in quotes.
const REQUESTS: &[&str] = &[
    "count the lines of {}",
    "first 3 lines of {}",
    "last 5 lines of {}",
    "sort {}",
    "sort {} by column 2 numerically",
    "print column 3 of {}",
    "unique lines of {}",
    "line 4 of {}",
    "the longest line in {}",
    "sum of column 2 in {}",
    "number the lines of {}",
    "show {} in upper case",
    "copy {} to backup",
    "move {} to backup",
    "delete {}",
    "delete the folder {}",
    "rename {} to plan.txt",
    "rename plan.txt to {}",
    "make a folder called {}",
    "create an empty file named {}",
    "make {} executable",
    "set the permissions of {} to 640",
    "change the owner of {} to anna",
    "find files in {}",
    "find files named {}",
    "find files newer than {}",
    "find files whose name contains {}",
    "python files in {}",
    "delete log files in {}",
    "how big is the folder {}",
    "make a symbolic link from {} to /opt/tool",
    "search for {} in notes.txt",
    "which files contain {}",
    "grep for {} in all python files",
    "count the lines that contain {} in app.log",
    "lines of app.log that do not contain {}",
    "lines starting with {} in app.log",
    "lines ending with {} in app.log",
    "replace {} with plum in notes.txt",
    "replace plum with {} in notes.txt",
    "delete all lines that contain {} from notes.txt",
    "append the line {} to notes.txt",
    "insert {} before line 3 of notes.txt",
    "add the prefix {} to each line of notes.txt",
    "pack the folder {} into backup.tar.gz",
    "pack docs into {}",
    "unpack {} into tmp",
    "unpack backup.tar.gz into {}",
    "compress {} with gzip",
    "download https://example.com/a.tgz as {}",
    "copy {} to host.example.com",
    "commits by {}",
    "search the git history for {}",
    "create a branch called {}",
    "commit everything with the message {}",
    "who changed {}",
    "kill all processes named {}",
    "install the package {}",
    "create a user named {}",
    "sha256 of {}",
    "compare {} with plan.txt",
    "pretty print {}",
    "run {} in the background",
    "set the variable NAME to {}",
    "print {} ten times",
    "cron line that runs {} every 5 minutes",
];

/// What makes trouble in shells, in patterns and in the programs inside of commands.
const ODD: &[&str] = &[
    "a b",
    "it's",
    "say \"x\"",
    "$HOME x",
    "$(id)",
    "`id`x",
    "a;id",
    "a&&id",
    "a|id",
    "a>b",
    "a<b",
    "a\\b",
    "a\\nb",
    "*",
    "a*b.txt",
    "?x",
    "[ab]",
    "{a,b}",
    "!x",
    "#x y",
    "~x y",
    "-rf",
    "--help",
    "-",
    "a/b",
    "a&b",
    "a%sb",
    "%d",
    "ä ö",
    "x'; id; '",
    "x\" $(id) \"",
    "{}",
    "a=b",
    "=ls",
    "a\tb",
    "'\\''",
    "/etc/$X",
    "^a.*$",
    "a.b",
    "end}",
    "{print}",
    "a#b",
    "1 2",
    "007",
    "\\",
    "'",
    "a\\",
    "a$",
    "$",
    "BEGIN{system(\"id\")}",
    "x/e;s/x",
    "\u{202e}x",
    "*/../*",
];

/// What a command is made of, as far as a name must not change it: commands, redirects, expansions, and its flags.
#[derive(Debug, PartialEq)]
struct Shape {
    statements: String,
    redirects: usize,
    expansions: usize,
    flags: Vec<String>,
}

/// The shape of a command, and the texts of its words; `None` where it does not parse.
fn shape(command: &str, value: &str) -> Option<(Shape, Vec<String>)> {
    let document = Document::new(command, Dialect::Bash);
    let mut shape = Shape { statements: String::new(), redirects: 0, expansions: 0, flags: Vec::new() };
    let mut texts = Vec::new();
    for chunk in document.chunks() {
        if !chunk.body.errors.is_empty() {
            return None;
        }
        walk(&chunk.body.statements, &mut |node| match node {
            Node::Command(it) => {
                let name = it.words.first().map(text).unwrap_or_default();
                let name = if name.contains(value) { "the value" } else { &name };
                let _ = write!(shape.statements, "{name} ");
                shape.flags.extend(
                    it.flags()
                        .map(|it| it.long.as_deref().map_or_else(|| it.short.into_iter().collect(), str::to_owned)),
                );
            }
            Node::Statement(_) => shape.statements.push_str("; "),
            Node::Word(it) => {
                shape.expansions += it.parts.iter().filter(|it| !matches!(it.kind, PartKind::Literal(_))).count();
                texts.push(text(it));
            }
            Node::Redirect(_) => shape.redirects += 1,
        });
    }
    Some((shape, texts))
}

/// What is literal of a word.
fn text(word: &Word) -> String {
    let literal = |it: &Part| if let PartKind::Literal(text) = &it.kind { text.to_string() } else { String::new() };
    word.parts.iter().map(literal).collect()
}

/// A value in quotes that do not stand in it.
fn quoted(value: &str) -> Option<String> {
    ['\'', '"', '`'].into_iter().find(|it| !value.contains(*it)).map(|it| format!("{it}{value}{it}"))
}

fn command(request: &str) -> Option<String> {
    let found = generate(&Request::new(request, Dialect::Bash, Platform::Linux), 1);
    found.first().map(|it| it.command().to_owned())
}

#[test]
fn odd_names_and_texts_stay_one_word() {
    let (mut asked, mut answered, mut escaped, mut wrong) = (0, 0, 0, String::new());
    for (at, request) in REQUESTS.iter().enumerate() {
        // A name with an extension is a file's, one without may be a folder's.
        let plain: Vec<String> =
            ["'zorbl'", "'zorbl.txt'"].iter().filter_map(|it| command(&request.replace("{}", it))).collect();
        let wanted: Vec<Shape> = plain.iter().map(|it| shape(it, "zorbl").expect("what is offered parses").0).collect();
        if wanted.is_empty() {
            continue;
        }
        // One in four for each request, all of them in four requests: each takes its time.
        for value in ODD.iter().skip(at % 4).step_by(4) {
            let Some(quoted) = quoted(value) else { continue };
            asked += 1;
            let text = request.replace("{}", &quoted);
            let Some(odd) = command(&text) else { continue };
            answered += 1;
            let Some((got, texts)) = shape(&odd, value) else {
                let _ = writeln!(wrong, "does not parse: {text}\n    {odd}");
                continue;
            };
            // Text is searched as text (`-F`, `-e`, `--`), a name with a dash stands behind `./`.
            let flags = |it: &Shape| -> Vec<String> {
                let ours = |it: &&String| {
                    !["fixed-strings", "regexp", "extended-regexp", "F", "e", "E"].contains(&it.as_str())
                };
                it.flags.iter().filter(ours).cloned().collect()
            };
            let same = |it: &Shape| {
                got.statements == it.statements
                    && got.redirects == it.redirects
                    && got.expansions == it.expansions
                    && flags(&got) == flags(it)
            };
            // A text with signs is found by `index` in `awk` rather than by `grep`: another program, the same search.
            let by_index = odd.starts_with("awk 'index(");
            // A pattern in quotes is still taken for a pattern by some families.
            if !odd_is_pattern(value) && !by_index && !wanted.iter().any(same) {
                let _ = writeln!(wrong, "{text}\n    {odd}\n    like {plain:?}");
            }
            // In a pattern or a program it is escaped; how many, tells how much this test sees.
            escaped += usize::from(!texts.iter().any(|it| it.contains(value)));
        }
    }
    show(&format!("\n{asked} odd names and texts: {answered} answered, {escaped} of them escaped\n{wrong}"));
    assert!(answered > 150, "only {answered} were answered");
    // A text like a flag may mean another request; it stays one word. Three lines tell of each.
    assert!(wrong.lines().count() <= 3 * 5, "{wrong}");
}

/// Whether a value reads as a pattern of names.
fn odd_is_pattern(value: &str) -> bool {
    value.contains(['*', '?'])
}
