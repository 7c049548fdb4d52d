//! Files made from definitions in the code: rule pages, settings, and the part of an editor's manifest that holds them. Each definition stands once, in Rust.

use crate::{read, root};
use anyhow::{Context, Result, bail};
use caro_core::refactor;
use caro_core::rules::{self, FAMILIES, Rule};
use caro_core::script::Dialect;
use caro_core::{Document, documentation};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;

mod nvim;
mod vscode;

/// Every generated file with what it must hold. A new generator is one line here.
fn all() -> Result<Vec<(PathBuf, String)>> {
    let mut files = vec![
        (PathBuf::from("docs/rules/README.md"), rule_table()),
        (PathBuf::from("docs/refactorings.md"), refactorings()),
        (PathBuf::from("docs/settings.md"), settings()),
        (PathBuf::from("docs/caro.schema.json"), format!("{:#}\n", caro_lsp::policy_file::schema())),
        (PathBuf::from("docs/settings.schema.json"), format!("{:#}\n", caro_lsp::config::schema())),
    ];
    files.extend(rules::all().map(|it| (PathBuf::from(format!("docs/rules/{}.md", it.code)), rule_page(it))));
    files.push((PathBuf::from(vscode::MANIFEST), vscode::manifest()?));
    files.push((PathBuf::from(nvim::TYPES), nvim::types()));
    Ok(files)
}

/// Writes every generated file that differs.
pub(crate) fn write() -> Result<()> {
    for (path, text) in all()? {
        let path = root().join(path);
        if read(&path).ok().as_deref() != Some(&text) {
            std::fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
            std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
            println!("wrote {}", path.display());
        }
    }
    Ok(())
}

/// Fails when a generated file is not what its definition says.
pub(crate) fn check() -> Result<()> {
    let stale: Vec<String> = all()?
        .into_iter()
        .filter(|(path, text)| read(&root().join(path)).ok().as_deref() != Some(text))
        .map(|it| it.0.display().to_string())
        .collect();
    if !stale.is_empty() {
        bail!("stale: {}; run `cargo xtask gen` and commit what it writes", stale.join(", "));
    }
    Ok(())
}

const NOTE: &str = "<!-- Written by `cargo xtask gen`; edit the definition, not this file. -->\n\n";

fn rule_table() -> String {
    let mut page = format!("{NOTE}# Rules\n");
    for family in FAMILIES {
        let mut name = family.name.to_owned();
        name[..1].make_ascii_uppercase();
        let _ = writeln!(
            page,
            "\n## {} {name}\n\n| code | name | level | what happens |\n|---|---|---|---|",
            family.digits
        );
        for rule in family.rules {
            let _ = writeln!(
                page,
                "| [{0}]({0}.md) | {1} | {2} | {3} |",
                rule.code,
                rule.name,
                rule.level.name(),
                rule.summary().replace('|', "\\|")
            );
        }
    }
    page
}

fn rule_page(rule: &Rule) -> String {
    let page = format!("{NOTE}# {} {}\n\nLevel: {}\n\n", rule.code, rule.name, rule.level.name());
    let examples = [("bad", "Found:"), ("fixed", "After the first change on offer:"), ("good", "Not found:")];
    page + with_examples(rule.doc, &examples).trim_end() + "\n" + &offers(rule)
}

/// A documentation, with words above each kind of example.
fn with_examples(doc: &str, kinds: &[(&str, &str)]) -> String {
    let mut page = String::new();
    let mut inside = false;
    for line in doc.lines() {
        let line = documentation::unindented(line);
        let kind = line.strip_prefix("```sh ").and_then(|kind| kinds.iter().find(|it| it.0 == kind));
        if line.starts_with("```") {
            inside = !inside;
        }
        match kind {
            Some((_, words)) => {
                let _ = write!(page, "{words}\n\n```sh\n");
            }
            None => {
                page.push_str(line);
                page.push_str(if line == "```" && !inside { "\n\n" } else { "\n" });
            }
        }
    }
    while page.contains("\n\n\n") {
        page = page.replace("\n\n\n", "\n\n");
    }
    page
}

/// The changes that are offered for a rule's own examples.
fn offers(rule: &Rule) -> String {
    let mut titles: Vec<(bool, String)> = Vec::new();
    for (_, text) in documentation::examples(rule.doc).into_iter().filter(|it| it.0 == "bad") {
        let report = rules::check(&Document::new(&text, Dialect::Bash), None);
        for fix in report.findings().iter().filter(|it| it.rule.code == rule.code).flat_map(|it| &it.fixes) {
            let title = (fix.certain, fix.title.clone());
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
    }
    let list = |heading: &str, certain: bool| {
        let lines: Vec<&str> = titles.iter().filter(|it| it.0 == certain).map(|it| &*it.1).collect();
        if lines.is_empty() { String::new() } else { format!("\n{heading}\n\n- {}\n", lines.join("\n- ")) }
    };
    list("Changes that are certain:", true) + &list("Changes to decide on:", false)
}

fn refactorings() -> String {
    let mut page = format!(
        "{NOTE}# Refactorings\n\n\
         Named changes of what is selected, of what is at the cursor, or of the whole file; each is one step to undo.\n\
         Their kinds are `refactor.rewrite.caro.NAME`, with NAME as below in camel case.\n\
         Where the script would do something else than before, the title names the lines to look at.\n"
    );
    let examples = [("before", "Before:"), ("after", "After:"), ("untouched", "Left as it is:")];
    for refactoring in refactor::all() {
        let _ = write!(page, "\n## {}\n\n`{}`\n\n", refactoring.title, refactoring.name);
        page.push_str(with_examples(refactoring.doc, &examples).trim_end());
        page.push('\n');
    }
    page
}

fn settings() -> String {
    let schema = caro_lsp::config::schema();
    let mut page = format!(
        "{NOTE}# Settings\n\nAll settings stand below `caro`.\nAn unknown or ill-typed value is reported once, and the default holds.\n\n\
         | setting | type | default | what it does |\n|---|---|---|---|\n"
    );
    rows(&schema, &schema, "caro", &mut page);
    page
}

fn rows(schema: &Value, root: &Value, name: &str, page: &mut String) {
    let schema = resolved(schema, root);
    let Some(properties) = schema["properties"].as_object() else { return };
    for (key, field) in properties {
        let name = format!("{name}.{key}");
        let inner = resolved(field, root);
        if inner["properties"].is_object() {
            rows(field, root, &name, page);
            continue;
        }
        let kind = match choices(inner) {
            Some(listed) => listed.iter().map(|it| format!("`{}`", it.0)).collect::<Vec<_>>().join(", "),
            None => inner["type"].as_str().unwrap_or("any").to_owned(),
        };
        let default = default_of(&name);
        let words = field["description"].as_str().or(inner["description"].as_str()).unwrap_or_default();
        // A row is one line.
        let words = words.replace('\n', " ");
        let _ = writeln!(page, "| `{name}` | {kind} | `{default}` | {words} |");
    }
}

fn default_of(name: &str) -> Value {
    let defaults = serde_json::to_value(caro_lsp::config::Config::default()).unwrap_or_default();
    let path = name.strip_prefix("caro").unwrap_or(name).replace('.', "/");
    defaults.pointer(&path).cloned().unwrap_or_default()
}

/// Follows `$ref`.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).unwrap_or(schema),
        None => schema,
    }
}

/// The words that may be chosen from, each with what it means.
fn choices(schema: &Value) -> Option<Vec<(Value, Value)>> {
    if let Some(listed) = schema["enum"].as_array() {
        return Some(listed.iter().map(|it| (it.clone(), json!(""))).collect());
    }
    Some(schema["oneOf"].as_array()?.iter().map(|it| (it["const"].clone(), it["description"].clone())).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_files_are_fresh() {
        super::check().unwrap();
    }

    #[test]
    fn every_setting_of_a_policy_file_is_documented() {
        let schema = caro_lsp::policy_file::schema();
        let page = super::read(&super::root().join("docs/policy.md")).unwrap();
        let mut tables = vec![&schema];
        tables.extend(schema["$defs"].as_object().unwrap().values());
        for name in tables.iter().filter_map(|it| it["properties"].as_object()).flat_map(|it| it.keys()) {
            assert!(page.contains(&format!("`{name}`")), "docs/policy.md does not speak of `{name}`");
        }
    }

    #[test]
    fn every_setting_has_words_and_a_default() {
        let page = super::settings();
        let rows: Vec<&str> = page.lines().filter(|it| it.starts_with("| `caro.")).collect();
        assert!(rows.len() >= 3, "{page}");
        for row in rows {
            assert!(!row.contains("`null`") && !row.ends_with("|  |"), "{row}");
        }
    }
}
