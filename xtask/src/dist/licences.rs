//! The licences of everything inside the server, in one text.

use super::archive::File;
use super::dependencies::Dependency;
use super::native::Native;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Folders of packages that hold no code of the server, but perhaps licences of other things.
const NOT_INSIDE: [&str; 8] = ["target", "tests", "test", "examples", "benches", "docs", "ci", "gguf-py"];
/// How deep vendored libraries lie.
const DEPTH: usize = 6;

/// `THIRD-PARTY.txt`.
pub(crate) fn file(dependencies: &[Dependency], native: &[Native]) -> Result<File> {
    let mut text = format!(
        "What caro-lsp {} is made of, beside our own code\n\n\
         First all works with their licences, then the texts of these, each once, with those that it came with.\n\
         Where a licence is a choice (OR), each of them is offered.\n\
         The source of each package can be had at the address beside it.\n\n",
        super::VERSION
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in dependencies.iter().filter(|it| !it.only_builds && !it.is_ours()) {
        let Dependency { name, version, licence, .. } = package;
        let _ = writeln!(text, "{name} {version}: {licence}; https://crates.io/crates/{name}/{version}");
        let mut found = Vec::new();
        texts_of(&package.folder, "", DEPTH, &mut found)?;
        if found.is_empty() {
            // The texts of both licences that this is about stand below, from others.
            let home = package.repository.as_deref().unwrap_or("its authors");
            let _ = writeln!(text, "    no text comes with it; see {home}");
        }
        for (path, licence) in found {
            texts.entry(licence).or_default().push(format!("{name} {version}, {path}"));
        }
    }
    text.push('\n');
    for Native { name, brought_by, version, licence, holder, home } in native {
        let version = version.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
        let holder = holder.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
        let _ = writeln!(text, "{name}{version}, in {brought_by}: {licence}{holder}; {home}");
    }
    text.push_str("Rust's standard library: MIT OR Apache-2.0; https://github.com/rust-lang/rust\n");
    // What offers the Apache licence without its text offers this one.
    texts
        .entry(tidied(&crate::read(&crate::root().join("LICENSE-APACHE"))?))
        .or_default()
        .push("Rust, caro-lsp".to_owned());

    let mut texts: Vec<(String, Vec<String>)> = texts.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (licence, users) in texts {
        let _ = write!(text, "\n{}\n{}\n\n{licence}", "=".repeat(78), users.join("\n"));
    }
    Ok(File::new("THIRD-PARTY.txt", text))
}

/// Texts of licences in a package, with their places, sorted.
fn texts_of(folder: &Path, place: &str, depth: usize, found: &mut Vec<(String, String)>) -> Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if place.is_empty() { name.clone() } else { format!("{place}/{name}") };
        let kind = entry.file_type()?;
        // A folder such as LICENSES holds nothing else.
        if kind.is_dir() && depth > 0 && !NOT_INSIDE.contains(&&*name) {
            texts_of(&entry.path(), &path, depth - 1, found)?;
        } else if kind.is_file() && (is_licence(&name) || place.to_uppercase().ends_with("LICENSES")) {
            found.push((path, tidied(&String::from_utf8_lossy(&std::fs::read(entry.path())?))));
        }
    }
    Ok(())
}

fn is_licence(name: &str) -> bool {
    let name = name.to_uppercase();
    let is_code = [".RS", ".C", ".H", ".CMAKE", ".PY", ".JSON", ".TOML"].iter().any(|it| name.ends_with(it));
    !is_code
        && ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "UNLICENSE", "NOTICE", "AUTHORS"]
            .iter()
            .any(|it| name.starts_with(it))
}

/// Without blanks at the ends of lines, which alone would make two texts of one.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned() + "\n"
}
