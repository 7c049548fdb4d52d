//! Files made from definitions in the code, each of which stands once, in Rust: pages, schemas, and parts of the clients.

use crate::{read, root};
use anyhow::{Context, Result, bail};
use caro_core::refactor;
use caro_core::rules::{self, FAMILIES, Rule};
use caro_core::script::Dialect;
use caro_core::{Document, documentation};
use std::fmt::Write;
use std::path::PathBuf;

mod nvim;
mod settings;
mod summary;
mod vscode;

/// Every generated file with what it must hold. A new generator is one line here.
fn all() -> Result<Vec<(PathBuf, String)>> {
    let mut files = vec![
        (PathBuf::from("docs/rules/README.md"), rule_table()),
        (PathBuf::from("docs/refactorings.md"), refactorings()),
        (PathBuf::from("docs/settings.md"), settings::page()),
        (PathBuf::from("docs/caro.schema.json"), format!("{:#}\n", caro_lsp::policy_file::schema())),
        (PathBuf::from("docs/settings.schema.json"), format!("{:#}\n", caro_lsp::config::schema())),
    ];
    files.extend(rules::all().map(|it| (PathBuf::from(format!("docs/rules/{}.md", it.code)), rule_page(it))));
    files.push((PathBuf::from(summary::PATH), summary::page()?));
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
    let (mut all, mut changed, mut certain) = (0, 0, 0);
    for rule in FAMILIES.iter().flat_map(|it| it.rules) {
        let offers = offers(rule);
        all += 1;
        changed += usize::from(!offers.is_empty());
        certain += usize::from(offers.contains(CERTAIN));
    }
    let mut page = format!(
        "{NOTE}# Rules\n\n\
         {all} rules; for their own examples, {changed} offer changes, {certain} of them one that is certain. \
         The others ask the question to decide.\n"
    );
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

const CERTAIN: &str = "Changes that are certain:";

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
    list(CERTAIN, true) + &list("Changes to decide on:", false)
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
}
