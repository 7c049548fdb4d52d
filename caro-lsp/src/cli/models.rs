//! `caro-lsp models`: the models on this machine, from the terminal. Nothing is fetched but by `download`.

use super::{Format, Outcome, complain, visible::visible};
use caro_models::cards::cards;
use caro_models::hub::Settings;
use caro_models::recommend::{Advice, Verdict, recommend};
use caro_models::{Catalog, Entry, Error, How, Hub, Machine, Model, Soundness, Store, Wanted, folder, size};
use clap::{Args, Subcommand, ValueEnum};
use progress::Bar;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

mod progress;

/// The words of `models`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the models that are here, and those that could be
    List {
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Say which models suit this machine, and why
    Recommend {
        /// How to write the answer
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Fetch a model from the hub; a broken download goes on where it broke
    Download {
        /// A name from `list`, or OWNER/REPOSITORY on the hub
        #[arg(value_name = "NAME")]
        name: String,
        /// The file in that repository; without it, its files are listed
        #[arg(value_name = "FILE")]
        file: Option<String>,
        /// What to call it
        #[arg(long = "name", value_name = "NAME")]
        own_name: Option<String>,
        /// A branch, a tag or a commit
        #[arg(long, value_name = "R", default_value = "main")]
        revision: String,
    },
    /// Take in a GGUF file that is on this machine
    Import {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Whether its bytes are copied, get a second name, or stay where they are
        #[arg(long, value_enum, default_value = "copy")]
        how: HowWord,
        /// What to call it
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Choose the model that answers
    Use {
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Read every byte again and compare
    Verify {
        /// Which; without a name, all
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    /// Delete models
    Remove {
        /// Which
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Make room: downloads that were given up, and what is above the limit, the longest unused first
    Gc {
        /// Keep at most so much, such as `20GB`; `none` keeps all. It is remembered
        #[arg(long, value_name = "SIZE", value_parser = limit)]
        limit: Option<u64>,
        /// Only say what would go
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the folder that models are kept in
    Where,
}

/// How a file is taken in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum HowWord {
    /// Its bytes are copied
    Copy,
    /// It gets a second name (a hard link)
    Link,
    /// It stays where it is
    Reference,
}

fn limit(text: &str) -> Result<u64, String> {
    if text == "none" {
        return Ok(u64::MAX);
    }
    size::parse(text).ok_or_else(|| "write a size such as 500MB or 20GB, or none".to_owned())
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let Some(folder) = folder::of_this_user() else {
        complain("there is no home folder to keep models in; set HOME or XDG_CACHE_HOME");
        return Ok(Outcome::Failed);
    };
    match act(arguments.action, &folder, out) {
        Ok(outcome) => Ok(outcome),
        Err(Failure::Output(error)) => Err(error),
        Err(Failure::Models(error)) => {
            complain(&error.to_string());
            Ok(Outcome::Failed)
        }
    }
}

/// What ends a command early.
enum Failure {
    Models(Error),
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Models(error)
    }
}

impl From<caro_models::hub::Problem> for Failure {
    fn from(problem: caro_models::hub::Problem) -> Self {
        Self::Models(problem.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn act(action: Action, folder: &Path, out: &mut dyn Write) -> Result<Outcome, Failure> {
    match action {
        Action::List { format } => list(folder, format, out)?,
        Action::Recommend { format } => advise(folder, format, out)?,
        Action::Download { name, file, own_name, revision } => {
            return download(folder, &name, file, own_name, revision, out);
        }
        Action::Import { file, how, name } => {
            let how = match how {
                HowWord::Copy => How::Copy,
                HowWord::Link => How::Link,
                HowWord::Reference => How::Reference,
            };
            let bar = Bar::new();
            let model = Store::open(folder)?.import(&file, how, name.as_deref(), &mut bar.watch())?;
            bar.finish();
            writeln!(out, "{} is here now: {}", model.name, shown(&model.path))?;
        }
        Action::Use { name } => {
            let model = Store::open(folder)?.choose(&name)?;
            writeln!(out, "{} answers from now on", model.name)?;
        }
        Action::Verify { names } => return verify(folder, names, out),
        Action::Remove { names } => {
            let store = Store::open(folder)?;
            for name in names {
                let model = store.remove(&name)?;
                writeln!(out, "{} is gone ({})", model.name, size::shown(model.size))?;
            }
        }
        Action::Gc { limit, dry_run } => collect(folder, limit, dry_run, out)?,
        Action::Where => writeln!(out, "{}", shown(folder))?,
    }
    Ok(Outcome::Clean)
}

fn list(folder: &Path, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    let store = Store::existing(folder)?;
    let models = store.as_ref().map_or(Ok(Vec::new()), Store::models)?;
    let chosen = store.as_ref().map_or(Ok(None), Store::chosen)?.map(|it| it.name);
    let catalog = Catalog::built_in();
    let absent = || catalog.models.iter().filter(|entry| !models.iter().any(|it| entry.is(it)));
    if format == Format::Json {
        let installed: Vec<Value> = models.iter().map(|it| in_json(it, chosen.as_ref())).collect();
        let answer = json!({"folder": folder, "installed": installed, "catalogue": absent().collect::<Vec<_>>()});
        return Ok(writeln!(out, "{answer:#}")?);
    }
    if !models.is_empty() {
        writeln!(out, "Here, in {} (* answers):", shown(folder))?;
        for model in &models {
            let mark = if chosen.as_ref() == Some(&model.name) { '*' } else { ' ' };
            let licence = catalog.models.iter().find(|it| it.is(model)).map_or("", |it| it.licence.as_str());
            let file = visible(&model.path.strip_prefix(folder).unwrap_or(&model.path).display().to_string());
            let (size, architecture) = (size::shown(model.size), visible(&model.header.architecture));
            writeln!(out, "{mark} {:24} {size:>9}  {architecture:8} {licence:12} {file}", model.name)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "To be had with `caro-lsp models download NAME`:")?;
    for Entry { name, parameters, licence, kind, .. } in absent() {
        let kind = format!("{kind:?}").to_lowercase();
        let size = catalog.find(name).map_or(0, Entry::about_size);
        writeln!(out, "  {name:24} {:>9}  {kind:8} {parameters:>3} billion parameters  {licence}", size::shown(size))?;
    }
    Ok(())
}

fn in_json(model: &Model, chosen: Option<&String>) -> Value {
    json!({
        "name": model.name,
        "path": model.path,
        "size": model.size,
        "sha256": model.sha256,
        "origin": model.origin,
        "kept": model.kept,
        "chosen": chosen == Some(&model.name),
        "architecture": model.header.architecture,
        "context": model.header.context,
        "parameters": model.header.parameters,
    })
}

fn advise(folder: &Path, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    let models = Store::existing(folder)?.map_or(Ok(Vec::new()), |it| it.models())?;
    let advice = recommend(&Catalog::built_in(), &models, &Machine::this(folder));
    let cards = cards();
    if format == Format::Json {
        let answer = json!({ "models": advice, "cards": cards, "back_ends": back_ends() });
        return Ok(writeln!(out, "{answer:#}")?);
    }
    for card in &cards {
        writeln!(out, "{}", visible(&card.told(&back_ends())))?;
    }
    if !cards.is_empty() {
        writeln!(out, "What follows counts on the processor alone.\n")?;
    }
    let mut last = None;
    for Advice { name, title, verdict, reasons, .. } in &advice {
        if last.replace(*verdict) != Some(*verdict) {
            let heading = match verdict {
                Verdict::Suits => "These suit this machine, the best first:",
                Verdict::Slow => "These fit, and are slow here:",
                Verdict::DoesNotFit => "These do not fit:",
            };
            writeln!(out, "{heading}")?;
        }
        writeln!(out, "  {name} ({})\n    {}", visible(title), visible(&reasons.join(" ")))?;
    }
    if let Some(first) = advice.first().filter(|it| it.verdict != Verdict::DoesNotFit) {
        let (word, name) = match &first.installed_as {
            Some(name) => ("use", name),
            None => ("download", &first.name),
        };
        writeln!(out, "\nTo take the first: caro-lsp models {word} {name}")?;
    }
    Ok(())
}

/// What this build can compute with beside the processor.
fn back_ends() -> Vec<&'static str> {
    let built = [
        ("cuda", cfg!(feature = "cuda")),
        ("rocm", cfg!(feature = "rocm")),
        ("vulkan", cfg!(feature = "vulkan")),
        // llama-cpp-2 turns it on by itself on Apple's processors.
        (
            "metal",
            cfg!(feature = "metal")
                || cfg!(all(feature = "local-models", target_os = "macos", target_arch = "aarch64")),
        ),
    ];
    built.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

fn download(
    folder: &Path,
    name: &str,
    file: Option<String>,
    own_name: Option<String>,
    revision: String,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let catalog = Catalog::built_in();
    let hub = Hub::new(Settings::from_environment()?);
    let bar = Bar::new();
    let mut wanted = match (catalog.find(name), &file) {
        (Some(entry), None) => {
            let Entry { title, licence, repository, .. } = entry;
            complain_not(&format!("{title} from {repository}, licence {licence}: {}", entry.source));
            Wanted::entry(entry)
        }
        (None, Some(file)) if name.contains('/') => Wanted::file(name, file)?,
        (None, None) if name.contains('/') => {
            let files = hub.list(name, &revision, &mut bar.watch())?;
            bar.finish();
            for file in &files {
                writeln!(out, "{:>9}  {}", size::shown(file.size), visible(&file.path))?;
            }
            out.flush()?;
            complain(&if files.is_empty() {
                format!("{name}: there are no GGUF files in it; look for a repository with GGUF in its name")
            } else {
                format!("say which: caro-lsp models download {name} FILE")
            });
            return Ok(Outcome::Failed);
        }
        _ => return Err(Error::Unknown { name: name.to_owned() }.into()),
    };
    wanted.revision = revision;
    wanted.name = own_name.unwrap_or(wanted.name);
    let store = Store::open(folder)?;
    let downloaded = store.download(&hub, &wanted, &mut bar.watch())?;
    bar.finish();
    for model in &downloaded.evicted {
        complain_not(&format!("{} is gone: it was long not used, and the limit was reached", model.name));
    }
    let model = &downloaded.model;
    let how = if downloaded.was_here { "was here already" } else { "is here now" };
    writeln!(out, "{} {how}: {}", model.name, shown(&model.path))?;
    if store.chosen()?.is_none() {
        complain_not(&format!("to let it answer: caro-lsp models use {}", model.name));
    }
    Ok(Outcome::Clean)
}

/// Says what is no complaint, beside the answer.
fn complain_not(line: &str) {
    // Without standard error there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", visible(line));
}

fn verify(folder: &Path, mut names: Vec<String>, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let Some(store) = Store::existing(folder)? else { return Ok(Outcome::Clean) };
    if names.is_empty() {
        names = store.models()?.into_iter().map(|it| it.name).collect();
    }
    let mut outcome = Outcome::Clean;
    for name in names {
        let bar = Bar::new();
        let soundness = store.verify(&name, &mut bar.watch())?;
        bar.finish();
        match soundness {
            Soundness::Sound => writeln!(out, "{name}: every byte is as it was when it came")?,
            Soundness::Broken(reason) => {
                outcome = Outcome::Found;
                writeln!(out, "{name}: its file {reason}; remove it and get it again")?;
            }
        }
    }
    Ok(outcome)
}

fn collect(folder: &Path, limit: Option<u64>, is_trial: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(store) = Store::existing(folder)? else { return Ok(writeln!(out, "there are no models")?) };
    let bar = Bar::new();
    let collected = store.collect(limit, is_trial, &mut bar.watch())?;
    bar.finish();
    if let Some(aside) = &collected.aside {
        writeln!(out, "the list could not be read and was made anew from the files; the old one is {}", shown(aside))?;
    }
    let goes = if is_trial { "would go" } else { "is gone" };
    for model in &collected.models {
        writeln!(out, "{} {goes} ({})", model.name, size::shown(model.size))?;
    }
    for (name, bytes) in &collected.parts {
        writeln!(out, "{name}, which came in part, {goes} ({})", size::shown(*bytes))?;
    }
    for path in &collected.strays {
        writeln!(out, "{} belongs to no model and stays", shown(path))?;
    }
    writeln!(out, "{} {}", size::shown(collected.bytes()), if is_trial { "would be free" } else { "are free now" })?;
    Ok(())
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}
