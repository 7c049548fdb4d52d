//! What a run was made with: the machine, the commit, and the programs that Caro is measured beside.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs of others that are installed; `make setup-dev` fetches them.
pub(crate) struct Peers {
    pub(crate) language_server: Option<PathBuf>,
    pub(crate) shellcheck: Option<PathBuf>,
    pub(crate) shellharden: Option<PathBuf>,
}

impl Peers {
    pub(crate) fn installed() -> Self {
        let folder = std::env::home_dir().unwrap_or_default().join(".cache/caro-dev/peers");
        let found = |name: &str| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let further = [folder.join("node_modules/.bin"), folder.join("cargo/bin")];
            std::env::split_paths(&path).chain(further).map(|it| it.join(name)).find(|it| it.exists())
        };
        Self {
            language_server: found("bash-language-server"),
            shellcheck: found("shellcheck"),
            shellharden: found("shellharden"),
        }
    }

    pub(crate) fn language_server_name(&self) -> String {
        named("bash-language-server", self.language_server.as_deref())
    }

    pub(crate) fn shellcheck_name(&self) -> String {
        named("ShellCheck", self.shellcheck.as_deref())
    }

    pub(crate) fn shellharden_name(&self) -> String {
        named("shellharden", self.shellharden.as_deref())
    }

    /// Those that are here.
    pub(crate) fn names(&self) -> Vec<String> {
        let all = [
            (&self.language_server, self.language_server_name()),
            (&self.shellcheck, self.shellcheck_name()),
            (&self.shellharden, self.shellharden_name()),
        ];
        all.into_iter().filter(|it| it.0.is_some()).map(|it| it.1).collect()
    }

    /// What is missing, in a sentence for each.
    pub(crate) fn missing(&self) -> Vec<String> {
        [
            ("bash-language-server", &self.language_server),
            ("ShellCheck", &self.shellcheck),
            ("shellharden", &self.shellharden),
        ]
        .into_iter()
        .filter(|it| it.1.is_none())
        .map(|it| format!("{} was not installed, so nothing was measured beside it.", it.0))
        .collect()
    }
}

/// A program's name with its version.
fn named(name: &str, program: Option<&Path>) -> String {
    let said = program.and_then(|it| output(Command::new(it).arg("--version"))).unwrap_or_default();
    let digits = |it: &&str| it.contains('.') && it.trim_start_matches('v').starts_with(|it: char| it.is_ascii_digit());
    match said.split_whitespace().find(digits) {
        Some(version) => format!("{name} {}", version.trim_start_matches('v')),
        None => name.to_owned(),
    }
}

fn output(command: &mut Command) -> Option<String> {
    let done = command.output().ok()?;
    String::from_utf8(done.stdout).ok().map(|it| it.trim().to_owned())
}

/// The facts of a run, each with its name.
pub(crate) fn facts(peers: &Peers) -> Vec<(&'static str, String)> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|it| it.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = field(&read("/proc/meminfo"), "MemTotal").and_then(|it| it.split(' ').next()?.parse::<f64>().ok());
    let git = |words: &[&str]| output(Command::new("git").args(words)).unwrap_or_default();
    let changed =
        if git(&["status", "--porcelain", "--untracked-files=no"]).is_empty() { "" } else { ", with changes" };
    let bytes = caro_tests::binary().metadata().map_or(0, |it| it.len());
    let load = read("/proc/loadavg").split(' ').next().unwrap_or_default().to_owned();
    let node = peers.language_server.as_ref().and_then(|_| output(Command::new("node").arg("--version")));
    vec![
        ("date", output(Command::new("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_default()),
        ("Caro", format!("{}, commit {}{changed}", env!("CARGO_PKG_VERSION"), git(&["rev-parse", "--short", "HEAD"]))),
        ("program", format!("{:.1} MB", bytes as f64 / 1e6)),
        ("processor", field(&read("/proc/cpuinfo"), "model name").unwrap_or_default()),
        ("cores", cores.to_string()),
        ("memory", memory.map_or(String::new(), |it| format!("{:.0} GB", it / 1e6))),
        ("system", format!("Linux {}", read("/proc/sys/kernel/osrelease").trim())),
        ("load before", format!("{load} (processes that ran, averaged over a minute)")),
        ("beside", peers.names().join(", ")),
        ("Node.js", node.unwrap_or_default()),
    ]
}
