//! Generators and checks for the tree itself: `cargo xtask gen`, `tidy`, `new-rule`, `facts`, `answers`, `bench-gate`, `scorecard`, `dist`.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

mod answers;
mod dist;
mod facts;
mod gate;
mod generated;
mod new_rule;
mod scorecard;
mod tidy;

const HELP: &str = "\
cargo xtask gen                      write the generated files
cargo xtask tidy                     say what is stale or out of place
cargo xtask new-rule NAME FAMILY     start a rule, such as `cargo xtask new-rule wipe-history 07`
cargo xtask facts                    compare the facts with manual pages, and write docs/knowledge.md
cargo xtask facts NAME               say all about one program
cargo xtask facts --check [COUNT]    fail where a page contradicts, or where fewer pages than COUNT are here
cargo xtask facts --page NAME        show what is read from a page, such as `git-log` or `bash:read`
cargo xtask facts --pages-report [EVERY]  read all pages, and compare one in EVERY with what groff shows of it
cargo xtask answers                  ask the generator all requests of tests/answers, grade it, and write docs/answers.md
cargo xtask answers --page           write docs/answers.md from what was graded last
cargo xtask bench-gate [BASE]        count the instructions of what users wait for, here and in BASE (the commit before
                                     this one); fail where one grew by more than 3 % and no commit says why
cargo xtask scorecard                write the figures of a release to docs/scorecard.md
cargo xtask dist [TARGET]            make a release for this machine, or for a Rust target, in target/dist:
                                     archive, SBOM, Debian package, plugins of VS Code, Neovim and JetBrains, checksums
    --server PATH                    take this server and build none
    --only PART,…                    archive, sbom, deb, vscode, nvim, jetbrains
    --out FOLDER                     not target/dist
cargo xtask dist --finish            make checksums and packages' files for all platforms; fail where a part is missing
cargo xtask dist --words FOLDER      write completions and manual pages alone";

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["gen"] => generated::write(),
        ["tidy"] => tidy::run(),
        ["new-rule", name, family] => new_rule::run(name, family),
        ["facts"] => facts::write(),
        ["facts", "--check"] => facts::check(0),
        ["facts", "--check", count] => facts::check(count.parse().context("COUNT is a number")?),
        ["facts", "--pages-report"] => {
            facts::reading::report(1);
            Ok(())
        }
        ["facts", "--pages-report", every] => {
            facts::reading::report(every.parse::<usize>().context("EVERY is a number")?.max(1));
            Ok(())
        }
        ["facts", "--page", name] => facts::page(name),
        ["facts", name] if !name.starts_with('-') => facts::show(name),
        ["answers"] => answers::run(),
        ["answers", "--page"] => answers::page(),
        ["bench-gate"] => gate::run("HEAD~1"),
        ["bench-gate", base] => gate::run(base),
        ["scorecard"] => scorecard::run(),
        ["dist", ref words @ ..] => dist::run(words),
        ["help" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("no such task\n{HELP}"),
    }
}

/// The release program: the one that `CARO_LSP` names, or what `make build` made.
fn program() -> Result<PathBuf> {
    let program = std::env::var_os("CARO_LSP").map_or_else(|| root().join("target/release/caro-lsp"), PathBuf::from);
    if !program.exists() {
        bail!("there is no program {}: `make build` makes it", program.display());
    }
    Ok(program)
}

/// The workspace's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
