//! Checks what the pages say against what is there: links, shell blocks, our own command lines, make targets, settings.

use crate::{HELP, generated, read, root};
use anyhow::Result;
use caro_core::Document;
use caro_core::script::{Dialect, Node, walk};
use clap::CommandFactory;
use clap::error::{ContextKind, ErrorKind};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What one page says that can be checked.
#[derive(Default)]
struct Page {
    /// Its shell blocks are examples of other people's scripts.
    is_generated: bool,
    /// How often each heading stood there again.
    headings: BTreeMap<String, usize>,
    /// The anchors of its headings, as GitHub names them.
    anchors: BTreeSet<String>,
    /// What its links and pictures point to.
    links: Vec<String>,
    /// Shell blocks.
    scripts: Vec<String>,
    /// What stands in backticks within a line, and the lines of console blocks behind their prompt.
    codes: Vec<String>,
}

/// What is wrong on the pages.
pub(crate) fn complaints() -> Result<Vec<String>> {
    let mut pages = BTreeMap::new();
    for path in paths()? {
        pages.insert(path.clone(), Page::new(&read(&path)?));
    }
    let known = Known::new()?;
    let mut complaints = Vec::new();
    for (path, page) in &pages {
        let wrong = page.links.iter().filter_map(|it| link(path, it, &pages)).chain(page.wrong_words(&known));
        complaints.extend(wrong.map(|it| format!("{}: {it}", path.strip_prefix(root()).unwrap_or(path).display())));
    }
    Ok(complaints)
}

/// All pages that we write or generate.
fn paths() -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].iter().map(|it| root().join(it)).collect();
    for editor in std::fs::read_dir(root().join("editors"))? {
        paths.push(editor?.path().join("README.md"));
    }
    paths.retain(|it| it.is_file());
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "md") {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

impl Page {
    fn new(text: &str) -> Self {
        let mut page = Self { is_generated: text.starts_with(generated::NOTE), ..Self::default() };
        let mut heading: Option<String> = None;
        let mut block: Option<(String, String)> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => page.anchor(&heading.take().unwrap_or_default()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                    block = Some((kind.into_string(), String::new()));
                }
                Event::End(TagEnd::CodeBlock) => page.block(block.take().unwrap_or_default()),
                Event::Text(text) => match (&mut block, &mut heading) {
                    (Some((_, block)), _) => block.push_str(&text),
                    (None, Some(heading)) => heading.push_str(&text),
                    (None, None) => {}
                },
                Event::Code(code) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&code);
                    }
                    page.codes.push(code.into_string());
                }
                _ => {}
            }
        }
        page
    }

    /// As GitHub makes it: lower case, no punctuation, `-` for blanks, and a number where it was there before.
    fn anchor(&mut self, heading: &str) {
        let kept =
            heading.to_lowercase().chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it)).collect::<String>();
        let anchor = kept.replace(' ', "-");
        let before = *self.headings.entry(anchor.clone()).and_modify(|it| *it += 1).or_default();
        let anchor = if before == 0 { anchor } else { format!("{anchor}-{before}") };
        self.anchors.insert(anchor);
    }

    fn block(&mut self, (kind, text): (String, String)) {
        match kind.as_str() {
            "sh" | "bash" => self.scripts.push(text),
            "console" => self.codes.extend(text.lines().filter_map(|it| it.strip_prefix("$ ")).map(str::to_owned)),
            _ => {}
        }
    }

    /// What cannot be read as shell, and calls, targets and settings that do not exist.
    fn wrong_words(&self, known: &Known) -> Vec<String> {
        let mut wrong = Vec::new();
        for script in &self.scripts {
            for chunk in Document::new(script, Dialect::Bash).chunks() {
                wrong.extend(chunk.body.errors.iter().map(|it| {
                    let line = chunk.body.text[..it.span.start].lines().last().unwrap_or_default();
                    format!("a block that is no shell ({} at `{line}`)", it.message)
                }));
            }
        }
        for script in self.scripts.iter().filter(|_| !self.is_generated).chain(&self.codes) {
            wrong.extend(calls(script).iter().filter_map(|it| known.wrong_call(it)));
        }
        wrong.extend(self.codes.iter().filter_map(|it| known.wrong_setting(it)));
        wrong
    }
}

/// Why a link leads nowhere.
fn link(from: &Path, link: &str, pages: &BTreeMap<PathBuf, Page>) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let target = if file.is_empty() { from.to_owned() } else { from.parent()?.join(file) };
    let Ok(target) = target.canonicalize() else { return Some(format!("the link `{link}` leads to no file")) };
    let anchor = anchor?;
    let page = pages.iter().find(|it| it.0.canonicalize().is_ok_and(|it| it == target))?.1;
    (!page.anchors.contains(anchor)).then(|| format!("the link `{link}` leads to no heading"))
}

/// The words of each command in a piece of shell; what only a run decides is `x`.
fn calls(script: &str) -> Vec<Vec<String>> {
    let mut calls = Vec::new();
    for chunk in Document::new(script, Dialect::Bash).chunks() {
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node {
                let words = command.words.iter().map(|it| it.literal().unwrap_or("x").to_owned());
                calls.push(words.skip(command.head).collect());
            }
        });
    }
    calls
}

/// What our own words are.
struct Known {
    makefile: String,
    settings: BTreeSet<String>,
}

impl Known {
    fn new() -> Result<Self> {
        let page = read(&root().join("docs/settings.md"))?;
        let names = page.split('`').filter(|it| it.starts_with("caro.")).map(str::to_owned);
        Ok(Self { makefile: read(&root().join("Makefile"))?, settings: names.collect() })
    }

    fn wrong_call(&self, words: &[String]) -> Option<String> {
        let (program, operands) = words.split_first()?;
        let shown = words.join(" ");
        match program.rsplit('/').next()? {
            "caro-lsp" => {
                // `…` and `[` begin what a reader fills in, and what is left out is left to the reader: `caro-lsp rule`.
                let given = words.iter().take_while(|it| !it.contains('…') && !it.starts_with('['));
                let error = caro_lsp::cli::Arguments::command().try_get_matches_from(given).err()?;
                let is_wrong = match error.kind() {
                    ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand | ErrorKind::ArgumentConflict => true,
                    ErrorKind::InvalidValue => {
                        error.get(ContextKind::InvalidValue).is_some_and(|it| !it.to_string().is_empty())
                    }
                    _ => false,
                };
                is_wrong.then(|| format!("`{shown}`: {}", error.to_string().lines().next().unwrap_or_default()))
            }
            "make" => {
                let target = operands.iter().find(|it| !it.contains('=') && !it.starts_with('-'))?;
                (!self.makefile.lines().any(|it| it.split(':').next() == Some(target.as_str())))
                    .then(|| format!("`{shown}`: the Makefile has no `{target}`"))
            }
            "cargo" if operands.first()? == "xtask" => {
                let task = operands.get(1)?;
                (!HELP.contains(&format!("cargo xtask {task}"))).then(|| format!("`{shown}`: there is no such task"))
            }
            _ => None,
        }
    }

    /// A name below a group of settings, such as `caro.model`, that is none.
    fn wrong_setting(&self, code: &str) -> Option<String> {
        let name = code.strip_suffix(".*").unwrap_or(code);
        let group = name.split_inclusive('.').take(2).collect::<String>();
        let is_name = name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'.');
        let is_grouped = group.len() > "caro.".len() && group.ends_with('.');
        let is_known = |name: &str| self.settings.iter().any(|it| it == name || it.starts_with(&format!("{name}.")));
        (is_name && is_grouped && self.settings.iter().any(|it| it.starts_with(&group)) && !is_known(name))
            .then(|| format!("`{code}` is no setting"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong on a page of docs/ with this text.
    fn wrong(text: &str) -> Vec<String> {
        let path = root().join("docs/cli.md");
        let pages = BTreeMap::from([(path.clone(), Page::new(text))]);
        let page = &pages[&path];
        let links = page.links.iter().filter_map(|it| link(&path, it, &pages));
        links.chain(page.wrong_words(&Known::new().unwrap())).collect()
    }

    #[test]
    fn the_pages_are_true() {
        assert_eq!(complaints().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn links_lead_somewhere() {
        let text = "# A `b` c: d\n\n# A `b` c: d\n\n[ok](#a-b-c-d) [ok](#a-b-c-d-1) [ok](../README.md) [ok](https://example.com/x)\n";
        assert_eq!(wrong(text), Vec::<String>::new());
        assert_eq!(wrong("[x](#no)"), ["the link `#no` leads to no heading"]);
        assert_eq!(wrong("[x](no.md)"), ["the link `no.md` leads to no file"]);
    }

    #[test]
    fn blocks_are_shell() {
        assert_eq!(wrong("```sh\nif true; then echo; fi\n```\n"), Vec::<String>::new());
        assert_eq!(wrong("```sh\nif true; then echo\n```\n").len(), 1);
    }

    #[test]
    fn our_command_lines_are_accepted() {
        assert_eq!(
            wrong("`caro-lsp check a.sh`, `caro-lsp rule`, `make test`, `cargo xtask gen`"),
            Vec::<String>::new()
        );
        assert_eq!(wrong("`caro-lsp chek a.sh`").len(), 1);
        assert_eq!(wrong("```sh\nx=1; sudo caro-lsp check --no-such a.sh | cat\n```\n").len(), 1);
        assert_eq!(wrong("```console\n$ caro-lsp check --format nonsense .\n```\n").len(), 1);
        assert_eq!(wrong("`make tset`"), ["`make tset`: the Makefile has no `tset`"]);
        assert_eq!(wrong("`cargo xtask tset`"), ["`cargo xtask tset`: there is no such task"]);
    }

    #[test]
    fn settings_exist() {
        assert_eq!(wrong("`caro.model.*`, `caro.ghostText.threshold`, `caro.showStatus`"), Vec::<String>::new());
        assert_eq!(wrong("`caro.ghostText.treshold`"), ["`caro.ghostText.treshold` is no setting"]);
    }
}
