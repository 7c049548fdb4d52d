//! Checks `knowledge/*.toml` and packs them, so that nothing is parsed when Caro runs.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[path = "build/pack.rs"]
mod pack;
#[path = "build/sentences.rs"]
mod sentences;
#[path = "src/explain/template.rs"]
#[expect(dead_code, reason = "the check reads names and conditions, not what is said")]
mod template;

/// An enum whose values are packed as their place in `ALL`.
macro_rules! choices {
    ($style:literal $name:ident: $($value:ident)*) => {
        #[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
        #[serde(rename_all = $style)]
        enum $name {
            $($value,)*
        }

        impl $name {
            const ALL: &[Self] = &[$(Self::$value,)*];
        }
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Program {
    name: String,
    summary: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default = "posix")]
    syntax: Syntax,
    #[serde(default)]
    flag: Vec<Flag>,
    #[serde(default)]
    operand: Vec<Operand>,
    wraps: Option<Wraps>,
    #[serde(default)]
    effects: Vec<Effect>,
    undo: Option<String>,
    rehearsal: Option<String>,
    #[serde(default)]
    complete: bool,
    manual: Option<String>,
    dash_number: Option<String>,
    dash_name: Option<String>,
    /// Sub-commands of the same program whose flags this one has too.
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    sentence: Vec<Sentence>,
    /// What the sentences of its sub-commands go on with.
    ending: Option<String>,
    #[serde(default)]
    subcommand: Vec<Program>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    #[serde(default)]
    when: Vec<String>,
    says: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Operand {
    name: String,
    kind: Option<Kind>,
    #[serde(default)]
    many: bool,
    #[serde(default)]
    effects: Vec<Effect>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flag {
    short: Option<char>,
    long: Option<String>,
    /// How many stand before the long name, where that is not as in the rest of the program.
    dashes: Option<u8>,
    summary: String,
    value: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    optional: bool,
    /// What the value can be, where that is a short list.
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    effects: Vec<Effect>,
    rehearsal: Option<String>,
    /// No other sub-command has it through `also`.
    #[serde(default)]
    own: bool,
    #[serde(default)]
    variants: Variants,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Variants {
    gnu: bool,
    bsd: bool,
    busybox: bool,
    posix: bool,
}

impl Default for Variants {
    fn default() -> Self {
        Self { gnu: true, bsd: true, busybox: true, posix: true }
    }
}

choices!("kebab-case" Syntax: Posix OldBundle Words Pairs);

choices!("snake_case" Kind: Text Path Pattern Number Size Time User Mode Url Host Script Command Code);

choices!("snake_case" Effect: Reads Creates Overwrites Changes Deletes Forces Recurses FollowsLinks Network DryRun RunsShell RunsCode);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wraps {
    command: Option<Runs>,
    script: Option<Runs>,
    #[serde(default)]
    skip: u8,
    #[serde(default)]
    assignments: bool,
    #[serde(default)]
    all: bool,
    only_with: Option<String>,
    #[serde(default)]
    unless: Vec<String>,
    until: Option<String>,
}

choices!("snake_case" Runs: Same Here Remote Container Later);

fn posix() -> Syntax {
    Syntax::Posix
}

fn main() {
    println!("cargo:rerun-if-changed=knowledge");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let mut problems = Vec::new();
    let mut programs: BTreeMap<String, Program> = BTreeMap::new();
    for path in files(&folder) {
        let place = format!("knowledge/{}", path.file_name().unwrap_or_default().display());
        let text = std::fs::read_to_string(&path).unwrap_or_else(|it| panic!("{place}: {it}"));
        match toml::from_str::<Program>(&text) {
            // One line, since cargo shows no more of an error.
            Err(error) => problems.push(format!("{place}: {}", error.to_string().trim().replace('\n', " "))),
            Ok(mut program) => {
                check(&program, &place, &mut problems);
                share_flags(&mut program, &place, &mut problems);
                sentences::check(&program, &[], &place, &mut problems);
                if path.file_stem().is_none_or(|it| *it != *program.name) {
                    problems.push(format!("{place}: the file is not named after `{}`", program.name));
                }
                programs.insert(program.name.clone(), program);
            }
        }
    }

    let mut names = BTreeMap::new();
    for (index, program) in programs.values().enumerate() {
        for name in std::iter::once(&program.name).chain(&program.aliases) {
            if names.insert(name, index).is_some() {
                problems.push(format!("knowledge/{}.toml: another program has the name `{name}`", program.name));
            }
        }
    }
    if !problems.is_empty() {
        for problem in problems {
            println!("cargo::error={problem}");
        }
        std::process::exit(1);
    }

    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    pack::write(&programs, &names, &target);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|it| panic!("{}: {it}", folder.display()));
    let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "toml"));
    files.sort();
    files
}

/// Finds what a file says twice, or leaves out, or says in another form than the rest.
fn check(program: &Program, place: &str, problems: &mut Vec<String>) {
    let summary = &program.summary;
    if !summary.ends_with('.') || !summary.starts_with(char::is_uppercase) {
        problems.push(format!("{place}: `summary` is one sentence, with a capital and a full stop"));
    }
    if program.operand.iter().filter(|it| it.many).count() > 1 {
        problems.push(format!("{place}: only one operand can be `many`"));
    }
    if program.undo.as_ref().is_some_and(|it| !it.ends_with('.') || !it.starts_with(char::is_uppercase)) {
        problems.push(format!("{place}: `undo` is one sentence, with a capital and a full stop"));
    }
    if program.wraps.as_ref().is_some_and(|it| it.command.is_some() == it.script.is_some()) {
        problems.push(format!("{place}: `wraps` names either `command` or `script`"));
    }
    for (key, text) in [("dash_number", &program.dash_number), ("dash_name", &program.dash_name)] {
        if text.as_ref().is_some_and(|it| !ends_a_sentence(it)) {
            problems.push(format!("{place}: `{key}` is the end of a sentence: lower case, no full stop"));
        }
    }
    let mut seen = BTreeSet::new();
    for flag in &program.flag {
        let place = format!("{place}: flag `{}`", flag.name());
        if flag.short.is_none() && flag.long.is_none() {
            problems.push(format!("{place}: neither `short` nor `long`"));
        }
        if !ends_a_sentence(&flag.summary) {
            problems.push(format!("{place}: `summary` is the end of a sentence: lower case, no full stop"));
        }
        if flag.value.is_none() && (flag.kind.is_some() || flag.optional || !flag.values.is_empty()) {
            problems.push(format!("{place}: `kind`, `optional` or `values` without `value`"));
        }
        if flag.dashes.is_some_and(|it| it != 2 || program.syntax != Syntax::Words || flag.long.is_none()) {
            problems.push(format!("{place}: `dashes` is 2, for a long name among flags with one dash"));
        }
        let mut values = BTreeSet::new();
        if !flag.values.iter().all(|it| values.insert(it.split(": ").next())) {
            problems.push(format!("{place}: one of its `values` stands here twice"));
        }
        if flag.names().any(|it| !seen.insert(it)) {
            problems.push(format!("{place}: stands here twice"));
        }
    }
    let named = program
        .operand
        .iter()
        .flat_map(|it| &it.unless)
        .chain(program.wraps.iter().flat_map(|it| it.only_with.iter().chain(&it.unless)));
    for name in named {
        if !seen.contains(name) && !seen.contains(&format!("-{name}")) {
            problems.push(format!("{place}: names `{name}`, which is no flag here"));
        }
    }
    let mut names = BTreeSet::new();
    for sub in &program.subcommand {
        let place = format!("{place}: sub-command `{}`", sub.name);
        if std::iter::once(&sub.name).chain(&sub.aliases).any(|it| !names.insert(it)) {
            problems.push(format!("{place}: stands here twice"));
        }
        check(sub, &place, problems);
    }
}

fn ends_a_sentence(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && !text.ends_with('.') && text.trim() == text
}

impl Flag {
    /// `-x`, or the long name without dashes.
    fn names(&self) -> impl Iterator<Item = String> {
        self.short.map(|it| format!("-{it}")).into_iter().chain(self.long.clone())
    }

    fn name(&self) -> String {
        self.long.as_ref().map(|it| format!("--{it}")).or(self.short.map(|it| format!("-{it}"))).unwrap_or_default()
    }
}

/// Adds the flags of the sub-commands that `also` names, where the names are not taken.
fn share_flags(root: &mut Program, place: &str, problems: &mut Vec<String>) {
    // A sub-command may take from one that takes from another; three rounds reach everything that is sensible.
    for _ in 0..3 {
        let lenders: BTreeMap<String, Vec<Flag>> = (root.subcommand.iter())
            .map(|it| (it.name.clone(), it.flag.iter().filter(|it| !it.own).cloned().collect()))
            .collect();
        for sub in &mut root.subcommand {
            take_flags(sub, &lenders, place, problems);
        }
    }
}

fn take_flags(to: &mut Program, lenders: &BTreeMap<String, Vec<Flag>>, place: &str, problems: &mut Vec<String>) {
    for name in &to.also {
        let Some(flags) = lenders.get(name) else {
            problems.push(format!("{place}: sub-command `{}`: `also` names `{name}`, which is none", to.name));
            continue;
        };
        for flag in flags {
            let taken = |it: &String| to.flag.iter().any(|other| other.names().any(|other| other == *it));
            if !flag.names().any(|it| taken(&it)) {
                to.flag.push(flag.clone());
            }
        }
    }
    for sub in &mut to.subcommand {
        take_flags(sub, lenders, place, problems);
    }
}
