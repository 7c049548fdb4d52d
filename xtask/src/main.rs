//! Generators and checks for the tree itself: `cargo xtask gen`, `tidy`, `new-rule`.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

mod generated;
mod new_rule;
mod tidy;

const HELP: &str = "\
cargo xtask gen                      write the generated files
cargo xtask tidy                     say what is stale or out of place
cargo xtask new-rule NAME FAMILY     start a rule, such as `cargo xtask new-rule wipe-history 07`";

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["gen"] => generated::write(),
        ["tidy"] => tidy::run(),
        ["new-rule", name, family] => new_rule::run(name, family),
        ["help" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("no such task\n{HELP}"),
    }
}

/// The workspace's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
