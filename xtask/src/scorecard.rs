//! `cargo xtask scorecard`: writes `docs/scorecard.md`, the figures of a release on one page, from what was measured.
//!
//! Answers come from what `cargo xtask answers` graded, times and memory from the page that `make bench` wrote; the rest is
//! measured now, with the release program. What cannot be measured here is said on the page.

use crate::answers::page::{rows, table};
use crate::{program, read, root};
use anyhow::{Context, Result, bail, ensure};
use caro_tests::answers::graded;
use caro_tests::risk;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "docs/scorecard.md";
const README: &str = "README.md";
const FROM: &str = "<!-- figures: written by `cargo xtask scorecard` -->";
const TO: &str = "<!-- end of figures -->";
const BENCHMARKS: &str = "docs/benchmarks.md";
/// The judge's own scripts, beside the repository.
const LABELLED: &str = "../shared/judge/scripts.py";

/// What is shown of the benchmarks: how a row begins.
const MEASURED: [&str; 12] = [
    "process start to `initialize` answered",
    "resident memory, idle",
    "resident memory, 10,000 lines open",
    "key press in 10,000 lines to diagnostics published",
    "ghost text in 10,000 lines, no debounce",
    "generate: process start to the answer in a terminal",
    "hover, each place for the first time",
    "hover, the same places again",
    "hover in a script of 10,000 lines",
    "guard: process start to the answer, `git status`",
    "core: 10,000 lines checked afresh",
    "manual page of `git-log`, read for the first time",
];

/// What the README shows of them.
const IN_README: [(&str, &str); 4] = [
    ("start of the server, until it answers", "process start to `initialize` answered"),
    ("memory of the server, 10,000 lines open", "resident memory, 10,000 lines open"),
    ("key press in 10,000 lines, to the marks", "key press in 10,000 lines to diagnostics published"),
    ("hover, the first time at a place", "hover, each place for the first time"),
];

pub(crate) fn run() -> Result<()> {
    let program = program()?;
    let mut page = format!(
        "<!-- Written by `cargo xtask scorecard`; do not edit. -->\n\n# Scorecard\n\n\
         Caro {}, commit {}, {}, {}.\nWhat each figure means and how it was measured stands on the pages that are named.\n",
        env!("CARGO_PKG_VERSION"),
        said(Command::new("git").current_dir(root()).args(["rev-parse", "--short", "HEAD"]))?,
        said(Command::new("date").args(["-u", "+%Y-%m-%d"]))?,
        std::env::consts::OS,
    );
    page += &answers();
    page += &dangers(&program)?;
    page += &benchmarks()?;
    page += &size(&program)?;
    page += "\n## Nothing is sent, nothing is started\n\n";
    page += "[The proof](security.md#nothing-is-sent-nothing-is-started) is repeated by `make offline`; ";
    page += "[odd machines](security.md) by `make platforms`.\n\n| | |\n|---|---|\n";
    for (what, script) in [
        ("a session and all commands, without a network and watched by strace", "ci/offline.sh"),
        ("a session on odd machines", "ci/platforms.sh"),
    ] {
        let _ = writeln!(page, "| {what} | {} |", proof(script, &program)?);
    }
    std::fs::write(root().join(PAGE), page).with_context(|| format!("{PAGE} cannot be written"))?;
    in_readme(&program)?;
    println!("{PAGE} and the figures in {README} are written");
    Ok(())
}

/// Writes the few figures that the README shows.
fn in_readme(program: &Path) -> Result<()> {
    let text = read(&root().join(README))?;
    let (before, rest) = text.split_once(FROM).with_context(|| format!("{README} has no line `{FROM}`"))?;
    let (_, after) = rest.split_once(TO).with_context(|| format!("{README} has no line `{TO}`"))?;
    let answered = table("", &rows(&graded())).lines().nth(2).unwrap_or_default().to_owned();
    let cells: Vec<&str> = answered.split('|').map(str::trim).collect();
    let [_, _, requests, answered, .., strict, lenient, _] = cells[..] else { bail!("no answers are graded") };
    let risk = risk::tally();
    let mut block = format!("{FROM}\n| | |\n|---|---|\n");
    for (what, row) in IN_README {
        let row = measured(row)?;
        let median = row.split('|').nth(2).unwrap_or_default().trim();
        let unit = if median.ends_with("MB") { "" } else { " ms" };
        let _ = writeln!(block, "| {what} | {median}{unit} |");
    }
    let _ = writeln!(
        block,
        "| dangers found in {} scripts with a reviewer's marks | {} of {} |",
        risk.scripts, risk.dangers_found, risk.dangers
    );
    let _ = writeln!(
        block,
        "| of {requests} requests by others, which we have read (of unread ones: [below](#what-it-does-not-do-yet)) | {answered} answered, {strict} of them right, {lenient} if columns that nobody asked for are forgiven |"
    );
    let _ = writeln!(block, "| the program, with llama.cpp inside | {:.1} MB |", megabytes(program)?);
    std::fs::write(root().join(README), format!("{before}{block}{TO}{after}"))?;
    Ok(())
}

fn answers() -> String {
    format!(
        "\n## Answers\n\nRequests by people who never saw the generator, judged by what the commands do: [answers](answers.md).\nWe have read them; of requests that we have not, fewer are answered, as the README says.\n\n{}",
        table("", &rows(&graded()))
    )
}

/// Marks on our own scripts, and on the judge's where it is at hand.
fn dangers(program: &Path) -> Result<String> {
    let it = risk::tally();
    let mut text = format!(
        "\n## Dangers\n\nScripts with the marks of a careful reviewer, written without looking at the rules (`tests/risk/`).\n\n\
         | scripts | dangers found | cautions found | scripts with a false alarm |\n|--:|--:|--:|--:|\n\
         | {} | {} of {} | {} of {} | {} |\n",
        it.scripts, it.dangers_found, it.dangers, it.cautions_found, it.cautions, it.false_alarms
    );
    let judge = root().join(LABELLED);
    if judge.exists() {
        let found = said(Command::new("python3").arg(judge).arg(program))?;
        let _ = writeln!(text, "\nOn labelled scripts of others: {found}.");
    }
    Ok(text)
}

/// A row of the page of benchmarks.
fn measured(what: &str) -> Result<String> {
    let page = read(&root().join(BENCHMARKS)).context("`make bench` writes it")?;
    let alone = page.split_once("## Caro alone").context("the page of benchmarks has no part about Caro alone")?.1;
    let row = alone.lines().find(|it| it.strip_prefix("| ").is_some_and(|it| it.starts_with(what)));
    Ok(row.with_context(|| format!("{BENCHMARKS} says nothing of `{what}`"))?.to_owned())
}

fn benchmarks() -> Result<String> {
    let mut text =
        "\n## Time and memory\n\nTimes in milliseconds, on the machine of [benchmarks](benchmarks.md).\n\n".to_owned();
    text += "| | median | 99 of 100 | most | budget |\n|---|--:|--:|--:|--:|\n";
    for what in MEASURED {
        let _ = writeln!(text, "{}", measured(what)?);
    }
    Ok(text)
}

fn megabytes(program: &Path) -> Result<f64> {
    let about = program.metadata().with_context(|| format!("{} cannot be read", program.display()))?;
    Ok(about.len() as f64 / 1e6)
}

fn size(program: &Path) -> Result<String> {
    Ok(format!(
        "\n## Size\n\nThe program with all that it needs, llama.cpp too: {:.1} MB. [Why it is not smaller](decisions/0015-the-size.md).\n",
        megabytes(program)?
    ))
}

/// What a proof counted; an error where it failed.
fn proof(script: &str, program: &Path) -> Result<String> {
    println!("{script}");
    let done = Command::new("bash").arg(root().join(script)).env("CARO_LSP", program).output()?;
    if done.status.code() == Some(77) {
        return Ok("this machine permits no namespaces or has no strace: not tried".to_owned());
    }
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    ensure!(done.status.success(), "{script} failed:\n{text}");
    Ok(text.lines().last().unwrap_or_default().to_owned())
}

/// The one line that a program says.
fn said(command: &mut Command) -> Result<String> {
    let done = command.output().with_context(|| format!("{} does not start", command.get_program().display()))?;
    ensure!(done.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8(done.stdout)?.trim().to_owned())
}
