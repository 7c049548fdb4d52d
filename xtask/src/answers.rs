//! `cargo xtask answers`: asks the release build every request of `tests/answers`, grades what it says, and writes the figures.

use crate::{program, read, root};
use anyhow::{Context, Result, bail};
use caro_tests::answers::{self, Graded, Task, Verdict};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) mod page;
mod texts;

/// What is written.
const PAGE: &str = "docs/answers.md";
/// The judge, beside the repository: it runs commands in throw-away sandboxes, and needs root and overlayfs.
const JUDGE: &str = "../shared/judge";

/// What was answered to a request, and how sure the generator was.
type Answers = HashMap<String, (Option<String>, f64)>;

/// Answers and grades everything, writes `graded.jsonl` and the page, and says what changed.
pub(crate) fn run() -> Result<()> {
    let judge = root().join(JUDGE).join("judge.py");
    if !judge.exists() {
        bail!("nothing was graded: there is no judge in {JUDGE}; {PAGE} stays as it is");
    }
    let mut files = answers::task_files();
    // Others wrote these for the judge itself; they stay there.
    let others = root().join(JUDGE).join("tasks");
    let mut further: Vec<PathBuf> =
        std::fs::read_dir(&others).map(|it| it.filter_map(|it| Some(it.ok()?.path())).collect()).unwrap_or_default();
    further.retain(|it| it.extension().is_some_and(|it| it == "jsonl"));
    further.sort();
    files.extend(further);
    let mut tasks: Vec<Task> = files.iter().flat_map(|it| answers::read(it)).collect();
    let by_text = answers::read(&answers::folder().join("texts.jsonl"));
    println!("asking {} requests", tasks.len() + by_text.len());
    let given = ask(&program()?, tasks.iter().chain(&by_text))?;
    let verdicts = judged(&judge, &files, &given)?;
    tasks.extend(by_text);
    let before = answers::graded();
    let graded: Result<Vec<Graded>> = tasks.iter().map(|it| grade(it, &given, &verdicts)).collect();
    let graded = graded?;
    compare(&before, &graded, &tasks);
    std::fs::write(answers::folder().join("graded.jsonl"), answers::written(&graded))?;
    page()?;
    print!("{}", page::table("", &page::rows(&graded)));
    Ok(())
}

/// Writes the page anew from `graded.jsonl`; grades nothing.
pub(crate) fn page() -> Result<()> {
    let graded = answers::graded();
    if graded.is_empty() {
        bail!("nothing was graded yet");
    }
    std::fs::write(root().join(PAGE), page::page(&graded)).with_context(|| format!("{PAGE} cannot be written"))
}

/// Fails where the page is not made of what was graded.
pub(crate) fn check() -> Result<()> {
    if read(&root().join(PAGE)).ok().as_deref() != Some(&*page::page(&answers::graded())) {
        bail!("{PAGE} is not made of tests/answers/graded.jsonl; run `cargo xtask answers --page`");
    }
    Ok(())
}

/// What the real program answers, as the machine of the judge would have it.
fn ask<'a>(binary: &Path, tasks: impl Iterator<Item = &'a Task>) -> Result<Answers> {
    let mut child = Command::new(binary)
        .args(["generate", "--batch", "--platform", "linux", "--shell", "bash"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("our own program does not start")?;
    let asked: Vec<String> = tasks.map(|it| json!({ "id": it.id, "prompt": it.request }).to_string()).collect();
    let mut stdin = child.stdin.take().context("stdin is piped")?;
    // It answers at once: both pipes would fill.
    let writer = std::thread::spawn(move || stdin.write_all((asked.join("\n") + "\n").as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("the writer ends"))??;
    let mut given = Answers::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let answer: Value = serde_json::from_str(line)?;
        if let Some(error) = answer["error"].as_str() {
            bail!("{}: {error}", answer["id"]);
        }
        let command = answer["command"].as_str().map(str::to_owned);
        let id = answer["id"].as_str().unwrap_or_default();
        given.insert(id.to_owned(), (command, answer["confidence"].as_f64().unwrap_or(0.0)));
    }
    Ok(given)
}

/// The judge's verdicts on the tasks of these files.
fn judged(judge: &Path, files: &[PathBuf], given: &Answers) -> Result<HashMap<String, String>> {
    let folder = std::env::temp_dir().join(format!("caro-answers-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let (answers, report) = (folder.join("answers.jsonl"), folder.join("report.jsonl"));
    let lines: Vec<String> = given.iter().map(|it| json!({ "id": it.0, "command": it.1.0 }).to_string()).collect();
    std::fs::write(&answers, lines.join("\n"))?;
    let mut python = Command::new("python3");
    python.arg(judge).arg("--jsonl").arg(&answers).arg("--out").arg(&report).arg("--tasks").args(files);
    let ended = python.status();
    let text = read(&report);
    std::fs::remove_dir_all(&folder)?;
    if !ended.context("nothing was graded: python3 does not start")?.success() {
        bail!("nothing was graded: the judge failed; it needs root, overlayfs and {JUDGE}/build_root.sh once");
    }
    let mut verdicts = HashMap::new();
    for line in text?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let [id, verdict] = ["id", "verdict"].map(|it| line[it].as_str().unwrap_or_default().to_owned());
        verdicts.insert(id, verdict);
    }
    Ok(verdicts)
}

fn grade(task: &Task, given: &Answers, verdicts: &HashMap<String, String>) -> Result<Graded> {
    let (command, confidence) = given.get(&task.id).with_context(|| format!("{} was not answered", task.id))?.clone();
    let verdict = match &command {
        None => Verdict::Silent,
        Some(command) if task.accepted.is_empty() => {
            let name = verdicts.get(&task.id).map_or("nothing", String::as_str);
            let verdict = Verdict::named(name).filter(|_| !command.trim().is_empty());
            verdict.with_context(|| format!("nothing was written: the judge says {name} of {}: {command}", task.id))?
        }
        Some(command) if texts::is_accepted(command, &task.accepted) => Verdict::Accepted,
        Some(_) => Verdict::Other,
    };
    let Task { id, set, area, style, .. } = task.clone();
    Ok(Graded { id, set, area, style, command, confidence, verdict })
}

/// Says what became right or wrong since the last time.
fn compare(before: &[Graded], now: &[Graded], tasks: &[Task]) {
    let before: BTreeMap<&str, &Graded> = before.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut came = 0;
    for it in now {
        let Some(old) = before.get(it.id.as_str()) else { continue };
        came += usize::from(it.verdict.is_right() && !old.verdict.is_right());
        if old.verdict.is_right() && !it.verdict.is_right() {
            let request = tasks.iter().find(|task| task.id == it.id).map_or("", |it| it.request.as_str());
            let shown = |it: &Graded| it.command.clone().unwrap_or_else(|| "nothing".to_owned());
            println!("was right: {} {request}\n     then {}\n      now {}", it.id, shown(old), shown(it));
        }
    }
    println!("{came} became right");
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_is_made_of_what_was_graded() {
        super::check().unwrap();
    }
}
