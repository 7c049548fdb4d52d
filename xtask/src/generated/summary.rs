//! `docs/SUMMARY.md`, from which mdBook makes the book: every page of `docs`, in the order in which one would read them.

use crate::{read, root};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

pub(super) const PATH: &str = "docs/SUMMARY.md";

/// The parts of the book. A name that ends in `/` stands for the pages of that folder; they hang below the page before it.
const PARTS: [(&str, &[&str]); 5] = [
    ("Begin", &["getting-started.md", "install.md", "editors/", "troubleshooting.md"]),
    (
        "Write and read scripts",
        &[
            "ghost-text.md",
            "generator.md",
            "models.md",
            "hover.md",
            "completion.md",
            "rules/README.md",
            "rules/",
            "refactorings.md",
        ],
    ),
    ("Settings and policies", &["settings.md", "policy.md", "ignores.md", "shellcheck.md", "learning.md"]),
    ("In terminals, pipelines and editors", &["cli.md", "ci.md", "protocol.md"]),
    (
        "What can be relied upon",
        &[
            "privacy.md",
            "security.md",
            "answers.md",
            "scorecard.md",
            "benchmarks.md",
            "knowledge.md",
            "architecture.md",
            "decisions/",
        ],
    ),
];

pub(super) fn page() -> Result<String> {
    let docs = root().join("docs");
    let mut left = pages(&docs, "")?;
    left.remove("SUMMARY.md");
    let mut page =
        String::from("# Caro\n\n<!-- Written by `cargo xtask gen`; edit xtask/src/generated/summary.rs. -->\n");
    for (part, names) in PARTS {
        let _ = writeln!(page, "\n# {part}\n");
        for name in names {
            if let Some(folder) = name.strip_suffix('/') {
                for name in pages(&docs, folder)?.iter().filter(|it| left.remove(*it)) {
                    let _ = writeln!(page, "  - [{}]({name})", title(&docs, name)?);
                }
            } else if left.remove(*name) {
                let _ = writeln!(page, "- [{}]({name})", title(&docs, name)?);
            } else {
                // Figures are measured: a page of them need not be there.
                ensure!(["scorecard.md", "benchmarks.md"].contains(name), "{PATH} names {name}, which is not there");
            }
        }
    }
    ensure!(left.is_empty(), "{} in docs: say in {} where they stand in the book", list(&left), file!());
    Ok(page)
}

fn list(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The pages of a folder and of those in it, by their paths below `docs`.
fn pages(docs: &Path, folder: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(docs.join(folder)).with_context(|| format!("docs/{folder} cannot be read"))? {
        let entry = entry?;
        let name = entry.file_name().into_string().ok().context("a name in docs is no UTF-8")?;
        let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.path().is_dir() {
            found.extend(pages(docs, &name)?);
        } else if entry.path().extension().is_some_and(|it| it == "md") {
            found.insert(name);
        }
    }
    Ok(found)
}

/// A page's first heading, without what a list of links cannot hold.
fn title(docs: &Path, name: &str) -> Result<String> {
    let text = read(&docs.join(name))?;
    let title =
        text.lines().find_map(|it| it.strip_prefix("# ")).with_context(|| format!("docs/{name} has no title"))?;
    Ok(title.replace(['`', '[', ']'], ""))
}
