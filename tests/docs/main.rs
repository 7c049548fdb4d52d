//! The documents, checked: what they link to is there, their scripts can be read, and their commands exist and do as they say.

use std::path::{Path, PathBuf};

mod commands;
mod links;
mod pictures;
mod scripts;
mod security;
mod targets;

/// A document, with its path from the root.
struct Page {
    path: PathBuf,
    text: String,
}

/// A fenced block of a document.
struct Block {
    /// Where its first line stands, counted from 1.
    line: usize,
    /// What stands behind the fence: `sh`, `console`.
    mark: String,
    text: String,
    /// The last line of prose before it.
    before: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lie in the workspace").to_owned()
}

/// The pages at the root, and all below `docs`.
fn pages() -> Vec<Page> {
    let mut paths: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from).into();
    let mut folders = vec![PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).expect("the folder can be read") {
            let entry = entry.expect("the folder can be read");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "md") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(root().join(&path)).expect("a page can be read");
        Page { path, text }
    };
    paths.into_iter().map(read).collect()
}

impl Page {
    /// Lines that are no code, and the fenced blocks.
    fn parts(&self) -> (Vec<(usize, &str)>, Vec<Block>) {
        let (mut prose, mut blocks) = (Vec::new(), Vec::<Block>::new());
        let (mut fence, mut before) = (None::<String>, "");
        for (at, line) in self.text.lines().enumerate() {
            let start = line.trim_start();
            let ticks: String = start.chars().take_while(|it| *it == '`').collect();
            match &fence {
                Some(open) if start == open => fence = None,
                Some(_) => {
                    let block = blocks.last_mut().expect("an open fence has a block");
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                None if ticks.len() >= 3 => {
                    let mark = start[ticks.len()..].trim().to_owned();
                    blocks.push(Block { line: at + 2, mark, text: String::new(), before: before.to_owned() });
                    fence = Some(ticks);
                }
                None => {
                    prose.push((at + 1, line));
                    if !start.is_empty() {
                        before = line;
                    }
                }
            }
        }
        assert!(fence.is_none(), "{}: a code block is not closed", self.path.display());
        (prose, blocks)
    }
}

/// What stands between backticks in a line.
fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}
