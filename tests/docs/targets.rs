//! What the documents name must exist: targets of make, tasks of xtask, settings.

use crate::{assert_none, code_spans, pages, root};
use std::collections::HashSet;

#[test]
fn every_make_target_exists() {
    let makefile = read("Makefile");
    let targets: HashSet<&str> = makefile
        .lines()
        .filter(|it| !it.starts_with(['\t', '#', ' ']))
        .filter_map(|it| it.split_once(':'))
        .filter(|it| !it.1.starts_with('='))
        .flat_map(|it| it.0.split_whitespace())
        .collect();
    let wrong = |words: &[&str]| {
        let target = words.iter().find(|it| !it.contains('=') && !it.starts_with('-'));
        target.filter(|it| !targets.contains(**it)).map(|it| format!("make knows no `{it}`"))
    };
    named("make ", 10, &wrong);
}

#[test]
fn every_task_of_xtask_exists() {
    let main = read("xtask/src/main.rs");
    let tasks: HashSet<&str> =
        main.lines().filter_map(|it| it.strip_prefix("cargo xtask ")?.split_whitespace().next()).collect();
    let wrong =
        |words: &[&str]| words.first().filter(|it| !tasks.contains(**it)).map(|it| format!("xtask knows no `{it}`"));
    named("cargo xtask ", 5, &wrong);
}

#[test]
fn every_setting_and_command_of_the_server_exists() {
    let settings = caro_lsp::config::schema();
    let source = read("caro-lsp/src/handlers/execute_command.rs");
    let commands: HashSet<&str> =
        source.split("\"caro.").skip(1).filter_map(|it| it.split_once('"')).map(|it| it.0).collect();
    let mut complaints = Vec::new();
    let mut seen = 0;
    for page in pages() {
        for (line, text) in page.parts().0 {
            for name in code_spans(text).filter_map(|it| it.strip_prefix("caro.")) {
                let is_path = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '.');
                if !is_path || page.path.ends_with("CHANGELOG.md") {
                    continue;
                }
                seen += 1;
                if !is_setting(&settings, name) && !commands.contains(name) && !FILES.contains(&name) {
                    complaints.push(format!(
                        "{}:{line}: there is neither a setting nor a command `caro.{name}`",
                        page.path.display()
                    ));
                }
            }
        }
    }
    assert!(seen > 40, "only {seen} settings were seen");
    assert_none(&complaints);
}

/// Files that are called so.
const FILES: &[&str] = &["baseline", "json", "rb", "sarif", "schema.json", "vsix"];

fn is_setting(schema: &serde_json::Value, name: &str) -> bool {
    let mut at = schema;
    for part in name.split('.') {
        let here = at.get("$ref").and_then(|it| it.as_str()).and_then(|it| schema.pointer(&it[1..])).unwrap_or(at);
        let Some(next) = here.get("properties").and_then(|it| it.get(part)) else { return false };
        at = next;
    }
    true
}

/// Asks about all calls in code of all pages that begin like this.
fn named(start: &str, least: usize, wrong: &dyn Fn(&[&str]) -> Option<String>) {
    let (mut complaints, mut seen) = (Vec::new(), 0);
    for page in pages().iter().filter(|it| !it.path.starts_with("docs/rules") && !it.path.ends_with("refactorings.md"))
    {
        let (prose, blocks) = page.parts();
        let mut calls: Vec<(usize, String)> = Vec::new();
        for (line, text) in prose {
            calls.extend(code_spans(text).map(|it| (line, it.to_owned())));
        }
        for block in blocks.iter().filter(|it| it.mark == "sh") {
            calls.extend(block.text.lines().enumerate().map(|it| (block.line + it.0, it.1.trim().to_owned())));
        }
        for (line, call) in &calls {
            let Some(rest) = call.strip_prefix(start) else { continue };
            let words: Vec<&str> = rest.split_whitespace().take_while(|it| !it.starts_with('#')).collect();
            seen += 1;
            complaints.extend(wrong(&words).map(|it| format!("{}:{line}: {it}", page.path.display())));
        }
    }
    assert!(seen >= least, "only {seen} calls of `{start}` were seen");
    assert_none(&complaints);
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("the file can be read")
}
