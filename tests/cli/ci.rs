//! What pipelines are given: the action's script is run as GitHub runs it, with a program that only writes down its words.

use super::{Folder, complaint, out, run, shown, status};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(repository().join(path)).expect("the file is there")
}

/// A program that writes down its words, says something on both streams and ends with a status.
fn stand_in(folder: &Folder, name: &str, status: u8) -> String {
    let path = folder.file(
        name,
        format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" >>\"$0.words\"\necho '::error file=a.sh,line=1::found'\n\
             printf 'caro-lsp: 1 finding\\n::add-mask::a\\n' >&2\nexit {status}\n"
        ),
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it is our file");
    }
    path
}

/// Runs the script with these inputs.
fn action(folder: &Folder, inputs: &[(&str, &str)]) -> Output {
    let mut command = Command::new("sh");
    command.arg(shown(&repository().join("ci/github-action.sh"))).current_dir(&folder.0);
    command.env("GITHUB_OUTPUT", folder.0.join("output")).env("GITHUB_STEP_SUMMARY", folder.0.join("summary"));
    command.env("RUNNER_TEMP", &folder.0);
    for name in ["PATHS", "FAIL_ON", "FORMAT", "SARIF_FILE", "BASELINE", "PATH", "VERSION", "SOURCE"] {
        command.env_remove(format!("CARO_{name}"));
    }
    command.envs(inputs.iter().copied()).output().expect("sh runs")
}

fn words(program: &str) -> Vec<String> {
    let words = std::fs::read_to_string(format!("{program}.words")).expect("it was called");
    words.lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn the_action_checks_and_tells_what_came_out() {
    let folder = Folder::new();
    let caro = stand_in(&folder, "caro", 1);
    let inputs = [
        ("CARO_PATH", caro.as_str()),
        ("CARO_PATHS", "scripts\n\n-odd name.sh\n$(touch bad)\n"),
        ("CARO_FAIL_ON", "danger"),
        ("CARO_FORMAT", "github"),
        ("CARO_BASELINE", "known.json"),
    ];
    let output = action(&folder, &inputs);
    let expected = [
        "check",
        "--statistics",
        "--fail-on",
        "danger",
        "--format",
        "github",
        "--baseline",
        "known.json",
        "--",
        "scripts",
        "-odd name.sh",
        "$(touch bad)",
    ];
    assert_eq!(words(&caro), expected);
    assert_eq!((out(&output), status(&output)), ("::error file=a.sh,line=1::found\n".to_owned(), 1));
    // Nothing that was said can be taken for a workflow command.
    assert_eq!(complaint(&output), "| caro-lsp: 1 finding\n| ::add-mask::a\n");
    let written = |name: &str| std::fs::read_to_string(folder.0.join(name)).expect("it was written");
    assert_eq!(written("output"), "status=1\n");
    assert_eq!(written("summary"), "### Caro: look at the findings\n\n    caro-lsp: 1 finding\n    ::add-mask::a\n");
    assert!(!folder.0.join("bad").exists());
}

#[cfg(unix)]
#[test]
fn the_action_writes_sarif_to_a_file() {
    let folder = Folder::new();
    let caro = stand_in(&folder, "caro", 0);
    let output =
        action(&folder, &[("CARO_PATH", &caro), ("CARO_FORMAT", "sarif"), ("CARO_SARIF_FILE", "out file.sarif")]);
    assert_eq!((out(&output), status(&output)), (String::new(), 0));
    assert_eq!(words(&caro), ["check", "--statistics", "--fail-on", "caution", "--format", "sarif", "--", "."]);
    let written = |name: &str| std::fs::read_to_string(folder.0.join(name)).expect("it was written");
    assert_eq!(written("out file.sarif"), "::error file=a.sh,line=1::found\n");
    assert_eq!(written("output"), "status=0\nsarif=out file.sarif\n");
    assert!(written("summary").starts_with("### Caro: nothing to object to\n"));
}

#[cfg(unix)]
#[test]
fn the_action_takes_what_is_installed_else_builds_what_was_asked_for() {
    let folder = Folder::new();
    let bin = Folder::new();
    let caro = stand_in(&bin, "caro-lsp", 0);
    let path = format!("{}:/usr/bin:/bin", shown(&bin.0));
    assert_eq!(status(&action(&folder, &[("PATH", &path)])), 0);
    assert_eq!(words(&caro).last().map(String::as_str), Some("."));

    // A cargo that writes down its words and builds nothing.
    let cargo = stand_in(&bin, "cargo", 0);
    let output = action(&folder, &[("PATH", &path), ("CARO_VERSION", "v1.2.0")]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).contains("::error title=Caro::caro-lsp could not be built"), "{}", out(&output));
    let root = shown(&folder.0.join("caro-v1.2.0"));
    let built = [
        "install",
        "--locked",
        "--root",
        &root,
        "--git",
        "https://github.com/caro-sh/caro",
        "--tag",
        "v1.2.0",
        "caro-lsp",
    ];
    assert_eq!(words(&cargo), built);
    for version in ["--config=x", "a b", "a;b", "$(touch bad)"] {
        let output = action(&folder, &[("PATH", &path), ("CARO_VERSION", version)]);
        assert_eq!(status(&output), 2, "{version}");
        assert!(complaint(&output).contains("::error title=Caro::version: "), "{}", complaint(&output));
    }
    assert_eq!(words(&cargo).len(), built.len(), "nothing else was built");
}

#[test]
fn the_action_says_what_is_wrong_in_one_line() {
    let folder = Folder::new();
    let output = action(&folder, &[("CARO_PATH", "/no/such\n::warning::50%")]);
    let line = "::error title=Caro::path: /no/such ::warning::50%25 is no program; name the caro-lsp to run\n";
    assert_eq!((out(&output), status(&output)), (line.to_owned(), 2));
    let program = shown(&caro_tests::binary());
    let output = action(&folder, &[("CARO_PATH", &program), ("CARO_FORMAT", "html")]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).contains("format: html is neither github nor sarif"), "{}", out(&output));
}

#[test]
fn the_action_hands_every_input_to_the_script_as_a_variable() {
    let action = read("action.yml");
    let script = read("ci/github-action.sh");
    let inputs = section(&action, "inputs:");
    let names =
        inputs.lines().filter_map(|it| it.strip_prefix("  ")?.strip_suffix(':')).filter(|it| !it.starts_with(' '));
    let mut count = 0;
    for name in names {
        let variable = format!("CARO_{}", name.to_uppercase().replace('-', "_"));
        assert!(action.contains(&format!("        {variable}: ${{{{ inputs.{name} }}}}\n")), "{name}");
        assert!(script.contains(&variable), "{variable}");
        count += 1;
    }
    assert_eq!(count, 7);
    // An expression in a command would be pasted into it.
    assert!(action.lines().filter(|it| it.trim_start().starts_with("run:")).all(|it| !it.contains("${{")));
}

/// The lines below a key of the first level.
fn section<'a>(yaml: &'a str, key: &str) -> &'a str {
    let from = yaml.find(&format!("\n{key}\n")).expect("the key is there") + key.len() + 2;
    let rest = &yaml[from..];
    rest.find("\n\n").map_or(rest, |it| &rest[..=it])
}

#[test]
fn the_definitions_hold_what_their_readers_want() {
    let hook = read(".pre-commit-hooks.yaml");
    for line in ["- id: caro", "  name: caro", "  entry: caro-lsp check", "  language: system", "  types: [shell]"] {
        assert!(hook.lines().any(|it| it == line), "{line}");
    }
    for (name, text) in [("hooks", hook), ("action", read("action.yml"))] {
        assert!(!text.contains('\t') && text.ends_with('\n'), "{name}: YAML takes no tabs");
        let even = |line: &str| (line.len() - line.trim_start().len()).is_multiple_of(2);
        assert!(text.lines().all(even), "{name}: each level is two blanks");
    }
}

#[test]
fn what_the_page_tells_to_write_works() {
    let page = read("docs/ci.md");
    let blocks: Vec<&str> = page.split("```json\n").skip(1).filter_map(|it| it.split("```").next()).collect();
    assert!(blocks.len() >= 5);
    for block in blocks {
        let settings: Value = serde_json::from_str(block).expect("JSON");
        let mut texts = Vec::new();
        texts_in(&settings, &mut texts);
        let hooks: Vec<&String> = texts.iter().filter(|it| it.starts_with("caro-lsp ")).collect();
        assert_eq!(hooks.len(), 1, "{block}");
        let words: Vec<&str> = hooks[0].split(' ').skip(1).collect();
        let output = run(&words, br#"{"command":"rm -rf ~"}"#);
        assert!((out(&output) + &complaint(&output)).contains("CARO0101"), "{block}");
    }
    let shown = page.split("caro-lsp guard\n```\n\n```text\n").nth(1).expect("the example");
    let output = run(&["guard"], br#"{"command":"rm -rf \"$DIR\"/*"}"#);
    assert!(shown.starts_with(&(out(&output) + &complaint(&output))), "{shown}");
}

fn texts_in(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|it| texts_in(it, texts)),
        Value::Object(fields) => fields.values().for_each(|it| texts_in(it, texts)),
        _ => {}
    }
}
