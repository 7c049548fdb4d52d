//! Packs `knowledge/*.toml` into static tables, so that nothing is parsed at start-up.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Program {
    name: String,
    summary: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    syntax: Syntax,
    #[serde(default)]
    flag: Vec<Flag>,
    operand: Option<String>,
    operand_kind: Option<Kind>,
    wraps: Option<Wraps>,
    #[serde(default)]
    effects: Vec<Effect>,
    dry_run: Option<String>,
    #[serde(default)]
    subcommand: Vec<Program>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Flag {
    short: Option<char>,
    long: Option<String>,
    summary: String,
    value: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    optional: bool,
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

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Syntax {
    #[default]
    Posix,
    OldBundle,
    Words,
    Pairs,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Text,
    Path,
    Pattern,
    Number,
    Size,
    Time,
    User,
    Mode,
    Url,
    Host,
    Script,
    Command,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Effect {
    Writes,
    Deletes,
    Network,
    RunsInput,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wraps {
    #[serde(default)]
    command: bool,
    script: Option<Runs>,
    #[serde(default)]
    skip: u8,
    #[serde(default)]
    assignments: bool,
    #[serde(default)]
    all: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Runs {
    Here,
    Remote,
    Later,
}

fn main() {
    println!("cargo:rerun-if-changed=knowledge");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let mut programs = BTreeMap::new();
    for path in files(&folder) {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|it| panic!("{}: {it}", path.display()));
        let program: Program = toml::from_str(&text).unwrap_or_else(|it| panic!("{}: {it}", path.display()));
        check(&program, &path.display().to_string());
        if let Some(other) = programs.insert(program.name.clone(), program) {
            panic!("{}: the name `{}` is taken", path.display(), other.name);
        }
    }

    let mut names = BTreeMap::new();
    for (index, program) in programs.values().enumerate() {
        for name in std::iter::once(&program.name).chain(&program.aliases) {
            assert!(names.insert(name, index).is_none(), "{}: the name `{name}` is taken", program.name);
        }
    }
    let mut out = String::new();
    let list: Vec<String> = programs.values().map(shown).collect();
    writeln!(out, "static PROGRAMS: &[Program] = &[{}];", list.join(",\n")).expect("memory");
    let list: Vec<String> = names.iter().map(|(name, index)| format!("({name:?}, {index})")).collect();
    writeln!(out, "static NAMES: &[(&str, usize)] = &[{}];", list.join(", ")).expect("memory");
    let target = Path::new(&std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("knowledge.rs");
    std::fs::write(&target, out).unwrap_or_else(|it| panic!("{}: {it}", target.display()));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|it| panic!("{}: {it}", folder.display()));
    let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "toml"));
    files.sort();
    files
}

/// Stops the build where a file says something twice, or nothing.
fn check(program: &Program, place: &str) {
    let place = format!("{place}: {}", program.name);
    let is_sentence = program.summary.ends_with('.') && program.summary.starts_with(char::is_uppercase);
    assert!(is_sentence, "{place}: the summary is one sentence, with a capital and a full stop");
    let mut seen = BTreeSet::new();
    for flag in &program.flag {
        let name = format!("{}{}", flag.short.map_or(String::new(), String::from), flag.long.as_deref().unwrap_or(""));
        assert!(!name.is_empty(), "{place}: a flag has neither `short` nor `long`");
        let ends_well = !flag.summary.is_empty() && !flag.summary.ends_with('.');
        assert!(ends_well, "{place}: {name}: the summary is the end of a sentence, without a full stop");
        let unique = flag.short.is_none_or(|it| seen.insert(it.to_string()))
            & flag.long.as_ref().is_none_or(|it| seen.insert(format!("--{it}")));
        assert!(unique, "{place}: {name}: the flag stands here twice");
        assert!(flag.kind.is_none() || flag.value.is_some(), "{place}: {name}: `kind` without `value`");
    }
    for sub in &program.subcommand {
        check(sub, &place);
    }
}

fn shown(it: &Program) -> String {
    let value = |name: &Option<String>, kind: Option<Kind>| match name {
        Some(name) => format!("Some(Value {{ name: {name:?}, kind: Kind::{:?} }})", kind.unwrap_or(Kind::Text)),
        None => "None".to_owned(),
    };
    let flags = it.flag.iter().map(|it| {
        let Variants { gnu, bsd, busybox, posix } = it.variants;
        format!(
            "Flag {{ short: {:?}, long: {:?}, summary: {:?}, value: {}, optional: {}, variants: Variants {{ gnu: {gnu}, \
             bsd: {bsd}, busybox: {busybox}, posix: {posix} }} }}",
            it.short,
            it.long,
            it.summary,
            value(&it.value, it.kind),
            it.optional
        )
    });
    let flags: Vec<String> = flags.collect();
    let wraps = match &it.wraps {
        None => "None".to_owned(),
        Some(Wraps { script: Some(runs), skip, all, .. }) => {
            format!("Some(Wraps::Script {{ skip: {skip}, all: {all}, runs: crate::script::Runs::{runs:?} }})")
        }
        Some(Wraps { skip, assignments, command, .. }) => {
            assert!(*command, "{}: `wraps` names neither `command` nor `script`", it.name);
            format!("Some(Wraps::Command {{ skip: {skip}, assignments: {assignments} }})")
        }
    };
    let effects: Vec<String> = it.effects.iter().map(|it| format!("Effect::{it:?}")).collect();
    let subcommands: Vec<String> = it.subcommand.iter().map(shown).collect();
    format!(
        "Program {{ name: {:?}, aliases: &{:?}, summary: {:?}, syntax: Syntax::{:?}, flags: &[{}], operand: {}, \
         wraps: {wraps}, effects: &[{}], dry_run: {:?}, subcommands: &[{}] }}",
        it.name,
        it.aliases,
        it.summary,
        it.syntax,
        flags.join(",\n"),
        value(&it.operand, it.operand_kind),
        effects.join(", "),
        it.dry_run,
        subcommands.join(",\n"),
    )
}
