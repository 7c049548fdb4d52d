//! `cargo xtask bench-gate`: fails where what users wait for costs more instructions than in the commit before, unless a commit
//! says why. Instructions are counted by valgrind's callgrind: a busy machine counts as many as a quiet one.

use crate::{read, root};
use anyhow::{Context, Result, bail, ensure};
use caro_tests::{Client, answers, scripts};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What may be lost without a word.
const MOST: f64 = 0.03;
/// A commit's line that allows a loss: `Slower: hover: it reads the manual page as well`.
const ALLOWED: &str = "Slower:";
const URI: &str = "file:///gate/script.sh";
/// Lines of the script that is edited and asked about.
const LINES: usize = 2_000;

/// Something users wait for, and what its count includes and is not it.
struct Scenario {
    name: &'static str,
    run: fn(&Counted) -> Result<()>,
    without: Option<fn(&Counted) -> Result<()>>,
}

const SCENARIOS: [Scenario; 5] = [
    Scenario { name: "start", run: start, without: None },
    Scenario { name: "edit", run: edits, without: Some(opened) },
    Scenario { name: "hover", run: hovers, without: Some(opened) },
    Scenario { name: "check", run: check, without: None },
    Scenario { name: "generate", run: generate, without: None },
];

/// A program whose instructions are counted.
struct Counted {
    program: PathBuf,
    /// Where callgrind writes.
    counts: PathBuf,
    folder: PathBuf,
}

/// Compares the tree as it is with a commit.
pub(crate) fn run(base: &str) -> Result<()> {
    let found = Command::new("valgrind").arg("--version").output();
    ensure!(found.is_ok_and(|it| it.status.success()), "valgrind is missing: it counts the instructions; install it");
    let folder = root().join("target/gate");
    std::fs::create_dir_all(&folder)?;
    let commit = git(&["rev-parse", "--verify", &format!("{base}^{{commit}}")])?;
    println!("building {} and what is here", &commit[..12]);
    let before = built_at(&folder, &commit)?;
    let now = built(&folder, &root(), "now")?;
    let reasons = git(&["log", "--format=%B", &format!("{commit}..HEAD")])?;
    let mut worse = Vec::new();
    println!("{:10} {:>16} {:>16} {:>9}", "", "before", "now", "change");
    for scenario in &SCENARIOS {
        let (mut old, mut new) = (scenario.count(&before)?, scenario.count(&now)?);
        if grown(old, new) > MOST {
            // Threads and random seeds change counts a little: a loss is one that is there twice.
            (old, new) = (old.max(scenario.count(&before)?), new.min(scenario.count(&now)?));
        }
        let change = grown(old, new);
        let reason = reason(&reasons, scenario.name);
        let said = reason.filter(|_| change > MOST).map_or(String::new(), |it| format!("  allowed: {it}"));
        println!("{:10} {old:>16} {new:>16} {:>+8.1} %{said}", scenario.name, 100.0 * change);
        if change > MOST && reason.is_none() {
            worse.push(scenario.name);
        }
    }
    if !worse.is_empty() {
        bail!(
            "{} costs more than {:.0} % more instructions than in {}: mend it, or say why in a commit: `{ALLOWED} {}: …`.\n\
             `callgrind_annotate target/gate/NAME.callgrind` shows where they are.",
            worse.join(", "),
            100.0 * MOST,
            &commit[..12],
            worse[0]
        );
    }
    Ok(())
}

fn grown(old: u64, new: u64) -> f64 {
    new as f64 / old.max(1) as f64 - 1.0
}

/// Why a scenario may cost more, as a commit says it.
fn reason<'a>(log: &'a str, scenario: &str) -> Option<&'a str> {
    log.lines().find_map(|line| {
        let (name, why) = line.strip_prefix(ALLOWED)?.split_once(':')?;
        (name.trim() == scenario && !why.trim().is_empty()).then(|| why.trim())
    })
}

fn git(words: &[&str]) -> Result<String> {
    let done = Command::new("git").current_dir(root()).args(words).output().context("git does not start")?;
    ensure!(done.status.success(), "git {}: {}", words.join(" "), String::from_utf8_lossy(&done.stderr).trim());
    Ok(String::from_utf8(done.stdout)?.trim().to_owned())
}

/// The program of a commit.
fn built_at(folder: &Path, commit: &str) -> Result<Counted> {
    let tree = folder.join("before");
    let shown = tree.to_str().context("the path is no UTF-8")?;
    if tree.join(".git").exists() {
        let mut git = Command::new("git");
        git.current_dir(&tree).args(["checkout", "--quiet", "--force", "--detach", commit]);
        ensure!(
            git.status()?.success(),
            "{shown} cannot be brought to {commit}: remove it and run `git worktree prune`"
        );
    } else {
        git(&["worktree", "add", "--force", "--detach", shown, commit])?;
    }
    built(folder, &tree, "before")
}

/// As a release is built, but without llama.cpp and without optimising over crates, which takes longest.
fn built(folder: &Path, tree: &Path, name: &str) -> Result<Counted> {
    let target = folder.join("target");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(tree).env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_STRIP", "none");
    cargo.args(["build", "--quiet", "--release", "--locked", "--no-default-features", "--package", "caro-lsp"]);
    // The one of the task itself would be watched by build scripts.
    cargo.env_remove("CARGO_MANIFEST_DIR").arg("--target-dir").arg(&target);
    ensure!(cargo.status().context("cargo does not start")?.success(), "{} does not build", tree.display());
    let folder = folder.join(name);
    let home = folder.with_extension("home");
    std::fs::create_dir_all(&home)?;
    let program = home.join("caro-lsp");
    std::fs::copy(target.join("release/caro-lsp"), &program).context("the program was not built")?;
    std::fs::write(home.join("script.sh"), scripts::made(LINES))?;
    Ok(Counted { program, counts: folder.with_extension("callgrind"), folder: home })
}

impl Scenario {
    fn count(&self, of: &Counted) -> Result<u64> {
        let counted = |run: fn(&Counted) -> Result<()>| {
            run(of).with_context(|| format!("{} of {}", self.name, of.program.display()))?;
            of.total()
        };
        // The count with all in it comes last: its file is what is left to look at.
        let without = self.without.map_or(Ok(0), counted)?;
        let all = counted(self.run)?;
        std::fs::copy(&of.counts, of.counts.with_file_name(format!("{}.callgrind", self.name)))?;
        Ok(all.saturating_sub(without))
    }
}

impl Counted {
    fn command(&self) -> Command {
        let mut out = std::ffi::OsString::from("--callgrind-out-file=");
        out.push(&self.counts);
        let mut command = Command::new("valgrind");
        command.args(["--quiet", "--tool=callgrind"]).arg(out).arg(&self.program).current_dir(&self.folder);
        // No page, setting or history of this machine is read.
        command.env("HOME", &self.folder).env("MANPATH", &self.folder).env("CARO_NO_HISTORY", "1");
        for name in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"] {
            command.env_remove(name);
        }
        command
    }

    fn total(&self) -> Result<u64> {
        let text = read(&self.counts)?;
        let totals = text.lines().find_map(|it| it.strip_prefix("totals: ").or_else(|| it.strip_prefix("summary: ")));
        totals.and_then(|it| it.trim().parse().ok()).context("callgrind wrote no total")
    }

    /// A session that ends as an editor ends it.
    fn session(&self, work: impl FnOnce(&mut Client) -> Result<()>) -> Result<()> {
        let mut client = Client::of(&mut self.command());
        client.settings = json!({ "shellcheckPath": "", "shfmt": { "path": "" } });
        client.initialize(json!({ "textDocument": { "hover": { "contentFormat": ["markdown"] } } }));
        work(&mut client)?;
        client.request("shutdown", Value::Null).map_err(|it| anyhow::anyhow!("{it}"))?;
        client.notify("exit", Value::Null);
        ensure!(client.exit_status().is_some_and(|it| it.success()), "the server did not end well");
        Ok(())
    }

    /// A command that reads what it is given.
    fn command_line(&self, words: &[&str], input: &str) -> Result<()> {
        let mut child =
            self.command().args(words).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        child.stdin.take().context("stdin is piped")?.write_all(input.as_bytes())?;
        ensure!(child.wait()?.success(), "`caro-lsp {}` failed", words.join(" "));
        Ok(())
    }
}

fn start(program: &Counted) -> Result<()> {
    program.session(|_| Ok(()))
}

fn open(client: &mut Client) {
    client.open(URI, &scripts::made(LINES));
    client.diagnostics(URI, Some(1));
}

fn opened(program: &Counted) -> Result<()> {
    program.session(|client| {
        open(client);
        Ok(())
    })
}

/// Lines typed letter by letter, at three places.
fn edits(program: &Counted) -> Result<()> {
    program.session(|client| {
        open(client);
        let mut version = 1;
        for place in [40, LINES / 2, LINES - 40] {
            for (character, letter) in "echo \"$(date)\" # note\n".chars().enumerate() {
                version += 1;
                let at = json!({ "line": place, "character": character });
                let change = json!([{ "range": { "start": at, "end": at }, "text": letter.to_string() }]);
                client.change(URI, version, change);
                client.diagnostics(URI, Some(version));
            }
        }
        Ok(())
    })
}

/// Each command line of two functions, asked about at some places.
fn hovers(program: &Counted) -> Result<()> {
    program.session(|client| {
        open(client);
        for line in (3..45).chain(LINES / 2..LINES / 2 + 42) {
            for character in (4..40).step_by(12) {
                let at = json!({ "line": line, "character": character });
                let params = json!({ "textDocument": { "uri": URI }, "position": at });
                client.request("textDocument/hover", params).map_err(|it| anyhow::anyhow!("{it}"))?;
            }
        }
        Ok(())
    })
}

fn check(program: &Counted) -> Result<()> {
    program.command_line(&["check", "--jobs", "1", "--fail-on", "never", "script.sh"], "")
}

/// Every twentieth request of our tests.
fn generate(program: &Counted) -> Result<()> {
    let tasks: Vec<_> = answers::task_files().iter().flat_map(|it| answers::read(it)).collect();
    let asked = tasks.iter().step_by(20).map(|it| json!({ "id": it.id, "prompt": it.request }).to_string() + "\n");
    let asked: String = asked.collect();
    program.command_line(&["generate", "--batch", "--platform", "linux", "--shell", "bash"], &asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_for_one_scenario_and_says_something() {
        let log = "hover: more of it\n\nSlower: hover: it reads the page, too\nSlower: edit:\n";
        assert_eq!(reason(log, "hover"), Some("it reads the page, too"));
        assert_eq!(reason(log, "edit"), None);
        assert_eq!(reason(log, "check"), None);
    }
}
