//! Compares `core/knowledge` with the manual pages: `cargo xtask facts` writes the report, `--check` fails on what contradicts.

use crate::{read, root};
use anyhow::{Context, Result, bail};
use caro_core::knowledge::{Program, programs};
use caro_core::manual::Page;
use compare::{Comparison, compare};
use pages::{Found, Pages};
use serde::Deserialize;
use std::collections::BTreeSet;

mod compare;
mod pages;
pub(crate) mod reading;
mod report;

/// What `cargo xtask facts` writes.
const REPORT: &str = "docs/knowledge.md";

/// A program or sub-command, with the page that was found for it.
struct Subject {
    /// `git log`.
    name: String,
    /// The file that holds its facts.
    file: String,
    complete: bool,
    flags: usize,
    page: Option<Compared>,
}

struct Compared {
    /// `git-log.1`.
    page: String,
    package: Option<String>,
    /// Whether a contradiction fails: the page is the one that everybody compares with.
    counts: bool,
    result: Comparison,
}

/// Flags that are right although the page says otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    program: String,
    /// As they are typed; a star at the end stands for any more letters.
    flags: Vec<String>,
    reason: String,
}

impl Exception {
    /// `docker *` is about all sub-commands of `docker`.
    fn is_about(&self, subject: &str) -> bool {
        fits(&self.program, subject)
    }

    /// Which of its flags this is.
    fn position(&self, subject: &str, flag: &str) -> Option<usize> {
        if !self.is_about(subject) {
            return None;
        }
        self.flags.iter().position(|it| fits(it, flag))
    }
}

/// Whether a name is the one of a pattern, where a star at the end stands for any more letters.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => pattern == name,
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// Programs whose sub-commands share flags that only some of their pages name, so that one page of the family is enough.
const FAMILIES: [&str; 3] = ["cryptsetup", "go", "pip"];

/// Programs that take every setting as a flag, or whose page tells only of flags that all sub-commands share:
/// that a page names none of it means nothing.
const SILENT: [&str; 3] = ["composer", "npm", "npx"];

/// Programs and sub-commands whose pages send the reader to another page for flags; a star stands for any more letters.
/// `docker-run` and `docker-build` are older than the pages of the same commands under their long names.
const SHARED: [(&str, &[&str]); 24] = [
    ("apt", &["apt-get", "apt-cache"]),
    ("apt-mark", &["apt-get"]),
    ("borg*", &["borg-common"]),
    ("docker build", &["docker-image-build"]),
    ("docker run", &["docker-container-run"]),
    ("dpkg", &["dpkg-deb", "dpkg-query"]),
    ("ip6tables", &["iptables-extensions"]),
    ("iptables", &["iptables-extensions"]),
    ("rpm", &["rpmkeys", "rpmdb"]),
    ("sem", &["parallel"]),
    ("zgrep", &["grep"]),
    ("zsh", &["zshoptions"]),
    ("git diff-files", &["git-log", "git-diff"]),
    ("git diff-index", &["git-log", "git-diff"]),
    ("git diff-tree", &["git-log", "git-diff"]),
    ("git difftool", &["git-diff"]),
    ("git format-patch", &["git-log"]),
    ("git range-diff", &["git-log"]),
    ("git reflog", &["git-log"]),
    ("git rev-list", &["git-log"]),
    ("git shortlog", &["git-log"]),
    ("git show", &["git-log"]),
    ("git stash", &["git-log"]),
    ("git whatchanged", &["git-log"]),
];

/// `--check`: fails on contradictions, and where fewer pages than `at_least` were found.
/// A page of another release than those that `pages.sh` fetches may be older or newer than the facts, so it only warns.
pub(crate) fn check(at_least: usize) -> Result<()> {
    let pages = Pages::find();
    let subjects = subjects(&pages);
    let pages: Vec<&Compared> = subjects.iter().filter_map(|it| it.page.as_ref()).collect();
    let compared = pages.iter().filter(|it| it.counts).count();
    let mut complaints = complaints(&subjects, &exceptions()?);
    println!(
        "facts: compared {compared} of {} programs and sub-commands with their pages, and {} with pages of this machine, \
         which only warn",
        subjects.len(),
        pages.len() - compared
    );
    if compared < at_least {
        complaints.push(format!("only {compared} pages were compared, of at least {at_least}: run `make setup-dev`"));
    }
    if read(&root().join(REPORT)).ok().as_deref() != Some(&report::page(&subjects)) {
        println!("warning: {REPORT} is not of today; `cargo xtask facts` writes it");
    }
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    if !complaints.is_empty() {
        bail!(
            "{} facts and pages disagree; `cargo xtask facts NAME` says more, core/knowledge/README.md what to do",
            complaints.len()
        );
    }
    Ok(())
}

/// Writes `docs/knowledge.md`.
pub(crate) fn write() -> Result<()> {
    let pages = Pages::find();
    let path = root().join(REPORT);
    std::fs::write(&path, report::page(&subjects(&pages)))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    println!("wrote {}, from {} pages", path.display(), pages.len());
    Ok(())
}

/// Says all about one program, for whoever writes its facts.
pub(crate) fn show(name: &str) -> Result<()> {
    let pages = Pages::find();
    let subjects: Vec<Subject> =
        subjects(&pages).into_iter().filter(|it| it.name == name || it.name.starts_with(&format!("{name} "))).collect();
    if subjects.is_empty() {
        bail!("no facts about {name}");
    }
    for subject in &subjects {
        print!("{}", report::in_full(subject));
    }
    Ok(())
}

/// Shows what is read from a page, whether or not there are facts.
pub(crate) fn page(name: &str) -> Result<()> {
    let (name, part) = name.split_once(':').map_or((name, None), |(page, part)| (page, Some(part)));
    let found = Pages::find().read(name).with_context(|| format!("no page about {name}"))?;
    let page = match part {
        Some(part) => found.page.part(part).with_context(|| format!("{} has no part about {part}", found.name))?,
        None => found.page,
    };
    println!("{} ({}): {}", found.name, found.package.as_deref().unwrap_or("no package"), page.summary);
    for entry in page.options() {
        let spelled: Vec<String> = entry.spellings.iter().map(ToString::to_string).collect();
        println!("{}: {} | {}", entry.line, spelled.join(" ; "), entry.text);
    }
    Ok(())
}

fn exceptions() -> Result<Vec<Exception>> {
    let path = root().join("xtask/facts-exceptions.toml");
    let exceptions: Exceptions = toml::from_str(&read(&path)?).with_context(|| path.display().to_string())?;
    Ok(exceptions.exception)
}

/// All programs with what came of comparing them.
fn subjects(pages: &Pages) -> Vec<Subject> {
    let shared: Vec<Page> = ["bash", "busybox"].iter().filter_map(|it| Some(pages.read(it)?.page)).collect();
    let mut subjects = Vec::new();
    for program in programs() {
        let file = format!("core/knowledge/{}.toml", program.name);
        add(program, &[], program.name, &file, pages, &shared, &mut subjects);
    }
    subjects
}

fn add(
    program: &'static Program,
    above: &[&'static Program],
    name: &str,
    file: &str,
    pages: &Pages,
    shared: &[Page],
    subjects: &mut Vec<Subject>,
) {
    let found = find(program, !above.is_empty(), name, pages);
    let mut within = Vec::new();
    let mut own = Vec::new();
    for sub in program.subcommands {
        let name = format!("{name} {}", sub.name);
        // A sub-command without a page of its own is told of on the page of its program.
        if find(sub, true, &name, pages).is_some() {
            own.push((sub, name));
        } else {
            within.push(sub);
            descendants(sub, &mut within);
        }
    }
    let mut owned: Vec<Page> = Vec::new();
    if above.is_empty() {
        owned.extend(shared.iter().filter_map(|it| it.part(program.name)));
        if FAMILIES.contains(&program.name) {
            owned.extend(pages.family(program.name));
        }
    }
    for other in SHARED.iter().filter(|it| fits(it.0, name)).flat_map(|it| it.1) {
        owned.extend(pages.read(other).map(|it| it.page));
    }
    let family = if above.is_empty() { &[] } else { shared };
    let others: Vec<&Page> = owned.iter().chain(family).collect();
    let silent = SILENT.contains(&above.first().map_or(program.name, |it| it.name));
    let page = found.map(|found| Compared {
        result: compare(program, above, &within, &found.page, (!silent).then_some(&others)),
        page: found.name,
        package: found.package,
        counts: found.counts,
    });
    subjects.push(Subject {
        name: name.to_owned(),
        file: file.to_owned(),
        complete: program.complete,
        flags: program.flags.len() + within.iter().map(|it| it.flags.len()).sum::<usize>(),
        page,
    });
    // Below the program, what is shared are the pages of its family.
    let family = if FAMILIES.contains(&program.name) { &owned } else { family };
    let above: Vec<&Program> = above.iter().copied().chain([program]).collect();
    for (sub, name) in own {
        add(sub, &above, &name, file, pages, family, subjects);
    }
}

fn descendants(program: &'static Program, out: &mut Vec<&'static Program>) {
    for sub in program.subcommands {
        out.push(sub);
        descendants(sub, out);
    }
}

/// The page that a program is described on.
fn find(program: &Program, is_sub: bool, name: &str, pages: &Pages) -> Option<Found> {
    let part = |page: &str, part: &str| {
        let found = pages.read(page)?;
        Some(Found { page: found.page.part(part)?, name: format!("{}, {part}", found.name), ..found })
    };
    if let Some(manual) = program.manual {
        return match manual.split_once(':') {
            Some((page, name)) => part(page, name),
            None => pages.read(manual),
        };
    }
    if is_sub {
        return pages.read(&name.replace(' ', "-"));
    }
    // A page `export.1` or `test.1posix` is about something else than what bash has.
    pages.read(name).or_else(|| part("bash", name))
}

/// One line for each thing that is wrong.
fn complaints(subjects: &[Subject], exceptions: &[Exception]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut used = BTreeSet::new();
    for subject in subjects {
        let Some(compared) = &subject.page else { continue };
        let place = match &compared.package {
            Some(package) => format!("{} of {package}", compared.page),
            None => compared.page.clone(),
        };
        let missing = compared.result.unknown.iter().filter(|_| subject.complete);
        let missing = missing.map(|it| (it, "is not here, though the facts say that they are complete".to_owned()));
        let wrong = compared.result.contradictions.iter().map(|it| (it.0, it.1.clone()));
        for (flag, said) in wrong.chain(missing) {
            let excused: Vec<(usize, usize)> = (exceptions.iter().enumerate())
                .filter_map(|(at, it)| Some((at, it.position(&subject.name, flag)?)))
                .collect();
            if excused.is_empty() {
                let complaint = format!("{}: {}: `{flag}` {said}; see {place}", subject.file, subject.name);
                if compared.counts {
                    complaints.push(complaint);
                } else {
                    println!("warning: {complaint}");
                }
            }
            used.extend(excused);
        }
    }
    for (at, exception) in exceptions.iter().enumerate() {
        let Exception { program, flags, reason } = exception;
        let place = "xtask/facts-exceptions.toml";
        if reason.trim().is_empty() {
            complaints.push(format!("{place}: {program}: an exception has a reason"));
        }
        let about: Vec<&Subject> = subjects.iter().filter(|it| exception.is_about(&it.name)).collect();
        if about.is_empty() {
            complaints.push(format!("{place}: there are no facts about `{program}`"));
        }
        let counts = about.iter().any(|it| it.page.as_ref().is_some_and(|it| it.counts));
        for (number, flag) in flags.iter().enumerate().filter(|_| counts) {
            if !used.contains(&(at, number)) {
                complaints.push(format!("{place}: {program} `{flag}`: the exception is needed no more"));
            }
        }
    }
    complaints
}
