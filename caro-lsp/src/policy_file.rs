//! Policy files: `.caro.toml` above a script, then the user's own; found, read and merged for editor, command line and hooks.

use caro_core::policy::{From, Layer, Policy, matches};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

mod format;
mod read;

pub(crate) use format::Remember;
pub use format::schema;
use read::Contents;

/// What a policy file is called in a project.
pub(crate) const NAME: &str = ".caro.toml";

/// What a team's file of habits is called; it lies beside the policy file.
pub(crate) const LEARNED: &str = "learned.toml";

/// The longest file that is read, in bytes.
const LONGEST: u64 = 256 << 10;
/// How many folders above a script are looked at: more than people make.
const HIGHEST: usize = 256;
/// How many files are kept read.
const MOST: usize = 256;

/// Who vouches for the workspace that a script lies in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Trust {
    /// The user's own policy file, where it names a folder around it.
    #[default]
    AsConfigured,
    /// The caller: an editor's setting that only the user can make, or `--trust-workspace`.
    Workspace,
}

/// Something in a policy file that does not do what its author wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Warning {
    /// The file.
    pub(crate) path: PathBuf,
    /// Line and column, counted from 1.
    pub(crate) place: Option<(usize, usize)>,
    /// What is wrong, and what to do.
    pub(crate) text: String,
    /// Whether the whole file could not be used.
    pub(crate) broken: bool,
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(out, "{line}:{column}:")?;
        }
        write!(out, " {}", self.text)
    }
}

/// What is wrong in the text of a policy file, for those who try any text.
#[doc(hidden)]
pub fn complaints(text: &str) -> Vec<String> {
    let warnings = read::read(text).map_or_else(|it| vec![it], |it| it.warnings);
    warnings.into_iter().map(|it| it.text).collect()
}

/// The policy for a script, or for what runs in a folder; without a path, the user's own.
///
/// Reads files where they changed, so call it when a document is opened or saved, not on each key press.
pub(crate) fn for_path(path: Option<&Path>, trust: Trust) -> (Arc<Policy>, Vec<Warning>) {
    let found = found(path, trust);
    let warnings = found.files.iter().flat_map(|it| it.warnings.clone()).collect();
    (Arc::new(found.policy), warnings)
}

/// What may be remembered of what is asked for a script, as far as policy files say so; without a path, the user's own.
pub(crate) fn remember(path: Option<&Path>) -> Remember {
    let files = found(path, Trust::AsConfigured).files;
    files.iter().filter_map(|it| it.contents.history).min().unwrap_or(Remember::On)
}

/// The command of the user's that prints the passphrase of the history; empty where it is not encrypted.
pub(crate) fn history_key_command() -> Vec<String> {
    let contents = own_file().and_then(|it| read_file(&it));
    contents.map(|it| it.0.history_key_command.clone()).unwrap_or_default()
}

/// The file of habits that a team keeps beside its policy or in its project's root, where that is trusted.
pub(crate) fn learned_file(path: &Path, trust: Trust) -> Option<PathBuf> {
    let files = found(Some(path), trust).files;
    let policy = files.iter().find(|it| it.from == From::TrustedWorkspace)?;
    Some(policy.path.parent()?.join(LEARNED)).filter(|it| it.is_file())
}

/// Tells each warning once in a process.
pub(crate) fn tell_once(warnings: Vec<Warning>, tell: impl Fn(&Warning)) {
    static TOLD: OnceLock<Mutex<HashSet<Warning>>> = OnceLock::new();
    for warning in warnings {
        let mut told = TOLD.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        if told.insert(warning.clone()) {
            tell(&warning);
        }
    }
}

/// A policy with what is told of it.
pub(crate) struct Explained {
    pub(crate) policy: Policy,
    /// The files, and whose they are; also where one could be.
    pub(crate) files: Vec<(PathBuf, &'static str)>,
    /// File and line, and the setting.
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) warnings: Vec<Warning>,
}

/// Where each setting for a script comes from.
pub(crate) fn explain(path: &Path, trust: Trust) -> Explained {
    let found = found(Some(path), trust);
    let mut explained =
        Explained { policy: found.policy, files: Vec::new(), settings: Vec::new(), warnings: Vec::new() };
    if let Some(own) = own_file().filter(|own| found.files.iter().all(|it| it.path != *own)) {
        explained.files.push((own, "yours, not there"));
    }
    for file in found.files {
        let who = match file.from {
            From::User => "yours",
            From::TrustedWorkspace => "the workspace's, trusted",
            From::Workspace => "the workspace's, not trusted: it lowers no danger",
        };
        for setting in &file.contents.settings {
            let place = format!("{}:{}", file.name, setting.line);
            explained.settings.push((place, format!("{} = {}", setting.name, setting.value)));
        }
        explained.files.push((file.path, who));
        explained.warnings.extend(file.warnings);
    }
    explained
}

/// The files that make a policy, and what they make.
struct Found {
    policy: Policy,
    /// The user's first.
    files: Vec<Source>,
}

/// One file of a policy.
struct Source {
    path: PathBuf,
    /// As a person is told of it.
    name: String,
    from: From,
    contents: Arc<Contents>,
    warnings: Vec<Warning>,
}

fn found(path: Option<&Path>, trust: Trust) -> Found {
    let mut files = Vec::new();
    let mut trusted = Vec::new();
    if let Some(own) = own_file()
        && let Some((contents, warnings)) = read_file(&own)
    {
        trusted.clone_from(&contents.trusted);
        files.push(Source { name: home_relative(&own), path: own, from: From::User, contents, warnings });
    }
    let script = path.and_then(resolved);
    if let Some(script) = &script
        && let Some((file, root)) = in_project(script)
        && let Some((contents, mut warnings)) = read_file(&file)
    {
        let folder = file.parent().unwrap_or(&file);
        let is_trusted = trust == Trust::Workspace || trusted.iter().any(|it| is_below(folder, it));
        let from = if is_trusted { From::TrustedWorkspace } else { From::Workspace };
        let own_only = [
            (
                !contents.trusted.is_empty(),
                "`trusted` is read from your own file only: a workspace cannot vouch for itself",
            ),
            (!contents.history_key_command.is_empty(), "`history_key_command` is read from your own file only"),
        ];
        for (_, text) in own_only.into_iter().filter(|it| it.0) {
            warnings.push(Warning { path: file.clone(), place: None, text: text.to_owned(), broken: false });
        }
        let name = file.strip_prefix(root).map_or_else(|_| home_relative(&file), |it| it.display().to_string());
        files.push(Source { path: file, name, from, contents, warnings });
    }
    let mut policy = Policy::default();
    for file in &mut files {
        let mut layer = layer(file, script.as_deref());
        let dropped = layer.drop_crowded_out();
        if dropped > 0 {
            let text = format!("{dropped} rules are not used: workspaces that you do not trust have brought too many");
            file.warnings.push(Warning { path: file.path.clone(), place: None, text, broken: false });
        }
        policy.layers.push(layer);
        policy.wrappers.extend(file.contents.wrappers.iter().cloned());
        policy.platform = file.contents.platform.or(policy.platform);
    }
    Found { policy, files }
}

/// What a file asks for of one script.
fn layer(file: &Source, script: Option<&Path>) -> Layer {
    let mut layer = file.contents.layer.clone();
    layer.name.clone_from(&file.name);
    layer.from = file.from;
    let Some(script) = script else { return layer };
    let folder = file.path.parent().filter(|_| file.from != From::User);
    let relative = folder.and_then(|it| script.strip_prefix(it).ok()).unwrap_or(script);
    let relative = slashes(relative);
    for (patterns, levels) in &file.contents.levels_for {
        let is_meant = |it: &String| matches(&slashes(&expanded(it)), &relative);
        if patterns.iter().any(is_meant) {
            layer.levels.push(levels.clone());
        }
    }
    layer
}

/// The user's own file, whether or not it is there.
fn own_file() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    // A relative path would mean another file in each working directory, which is somebody else's.
    let home = || std::env::home_dir().filter(|it| it.is_absolute());
    let folder = absolute("XDG_CONFIG_HOME").or_else(|| {
        if cfg!(windows) {
            absolute("APPDATA")
        } else if cfg!(target_os = "macos") {
            Some(home()?.join("Library/Application Support"))
        } else {
            Some(home()?.join(".config"))
        }
    });
    Some(folder?.join("caro").join("config.toml"))
}

/// The nearest policy file above a script, up to its project's root; and that root, or where the search ended.
fn in_project(script: &Path) -> Option<(PathBuf, PathBuf)> {
    let home = std::env::home_dir().and_then(|it| it.canonicalize().ok());
    let mut nearest = None;
    let mut last = None;
    // A folder stands for what runs in it.
    let folders = script.ancestors().skip(usize::from(!script.is_dir())).take(HIGHEST);
    for folder in folders {
        // The home folder is no project: its owner has a file of his own.
        if home.as_deref() == Some(folder) {
            break;
        }
        last = Some(folder);
        if nearest.is_none() && folder.join(NAME).is_file() {
            nearest = Some(folder.join(NAME));
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    let nearest = nearest?;
    let is_root = last.is_some_and(|it| it.join(".git").exists());
    let root = if is_root { last? } else { nearest.parent()? }.to_owned();
    Some((nearest, root))
}

/// A path without links and `..`; the file itself need not be there.
fn resolved(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Some(path);
    }
    let parent = path.parent()?;
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    Some(parent.canonicalize().ok()?.join(path.file_name()?))
}

fn is_below(folder: &Path, trusted: &str) -> bool {
    let trusted = expanded(trusted);
    trusted.is_absolute() && folder.starts_with(trusted.canonicalize().unwrap_or(trusted))
}

/// A path with the home folder for its `~`.
fn expanded(path: &str) -> PathBuf {
    match (path.strip_prefix('~'), std::env::home_dir()) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with(['/', '\\']) => home.join(&rest[1..]),
        _ => PathBuf::from(path),
    }
}

fn home_relative(path: &Path) -> String {
    match std::env::home_dir().and_then(|it| path.strip_prefix(it).ok().map(slashes)) {
        Some(rest) => format!("~/{rest}"),
        None => path.display().to_string(),
    }
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// What tells that a file is not the one that was read.
type Version = (Option<SystemTime>, u64);

#[derive(Clone, Default)]
struct Kept {
    version: Version,
    contents: Option<Arc<Contents>>,
    warnings: Vec<Warning>,
}

/// Reads a file, unless it is as it was. A broken one keeps what it said before. None where there is no such file.
fn read_file(path: &Path) -> Option<(Arc<Contents>, Vec<Warning>)> {
    static KEPT: OnceLock<Mutex<HashMap<PathBuf, Kept>>> = OnceLock::new();
    let facts = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let version = (facts.modified().ok(), facts.len());
    let lock = || KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    let mut known = lock().get(path).cloned().unwrap_or_default();
    if known.version != version || known.contents.is_none() && known.warnings.is_empty() {
        known.version = version;
        // Not under the lock: a slow disk keeps nobody else waiting.
        read_into(path, &mut known);
        let mut kept = lock();
        if kept.len() >= MOST && !kept.contains_key(path) {
            kept.clear();
        }
        kept.insert(path.to_owned(), known.clone());
    }
    Some((known.contents.unwrap_or_default(), known.warnings))
}

fn read_into(path: &Path, known: &mut Kept) {
    let warning = |place, text, broken| Warning { path: path.to_owned(), place, text, broken };
    match text(path).and_then(|text| read::read(&text)) {
        Ok(contents) => {
            known.warnings = contents.warnings.iter().map(|it| warning(it.place, it.text.clone(), false)).collect();
            known.contents = Some(Arc::new(contents));
        }
        Err(complaint) => {
            let instead = if known.contents.is_some() { "what it said before holds" } else { "it is not used" };
            let text = format!("{}; {instead} until it is mended", complaint.text);
            known.warnings = vec![warning(complaint.place, text, true)];
        }
    }
}

fn text(path: &Path) -> Result<String, read::Complaint> {
    let wrong = |text: String| read::Complaint { place: None, text };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|it| wrong(format!("cannot be read: {it}")))?;
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|it| wrong(format!("cannot be read: {it}")))?;
    if bytes.len() as u64 > LONGEST {
        return Err(wrong(format!("is longer than {} KiB", LONGEST >> 10)));
    }
    String::from_utf8(bytes).map_err(|_| wrong("is not written in UTF-8".to_owned()))
}

#[cfg(test)]
mod tests;
