//! ShellCheck beside us: asked in the background once typing pauses, and shown as its own findings with its own fixes.
//!
//! It reads the script from its standard input and runs nothing of it. It is a process that may hang, fail or answer
//! nonsense: nothing waits for it, and what it says is taken only for the version that it was asked about.

use std::path::{Path, PathBuf};
use std::time::Duration;

use caro_core::script::Dialect;
use tower_lsp_server::ls_types::Uri;

use crate::config::{Enable, ShellCheck};
use crate::handlers::publish_diagnostics;
use crate::log;
use crate::server::Server;
use crate::session::{Open, Snapshot};

mod answer;
mod process;

pub(crate) use answer::{Remark, Severity};
pub(crate) use process::Running;

/// How long nobody must have typed.
const PAUSE: Duration = Duration::from_millis(300);

/// How long one that was called off may take to be gone.
const GOODBYE: Duration = Duration::from_secs(2);

/// How often a run is compared with what is open now.
const LOOK: Duration = Duration::from_millis(50);

/// After so many runs without an answer it is not asked again until the settings change.
const MOST_FAILURES: usize = 3;

/// The longest script that it is asked about, in bytes.
const LONGEST: usize = 1 << 20;

/// Whether its findings are wanted. `auto` is off unless the client says that nothing else shows them.
pub(crate) fn is_on(snapshot: &Snapshot) -> bool {
    match snapshot.config.shellcheck.enable {
        Enable::On => true,
        Enable::Off => false,
        Enable::Auto => snapshot.client.lacks_shellcheck,
    }
}

/// Has the document looked at soon. One task for each document does it, until what it looked at is what is open.
pub(crate) fn request(server: &Server, uri: Uri) {
    let mut session = server.session.lock();
    if is_on(&session.now) && session.linting.insert(uri.clone()) {
        tokio::spawn(look(server.clone(), uri));
    }
}

async fn look(server: Server, uri: Uri) {
    loop {
        let snapshot = server.session.snapshot();
        let open = snapshot.document(&uri).cloned();
        if let Some(open) = open.as_ref().filter(|it| is_asked_about(&snapshot, it)) {
            tokio::time::sleep(PAUSE).await;
            if !is_current(&server, &uri, open) {
                continue;
            }
            if let Some(remarks) = ask(&server, &snapshot, &uri, open).await
                && is_current(&server, &uri, open)
            {
                open.set_remarks(remarks);
                publish_diagnostics::tell(&server, uri.clone());
            }
        }
        let mut session = server.session.lock();
        let now = session.now.document(&uri).map(|it| it.generation);
        if now.is_none() || now == open.map(|it| it.generation) {
            session.linting.remove(&uri);
            return;
        }
    }
}

fn is_asked_about(snapshot: &Snapshot, open: &Open) -> bool {
    is_on(snapshot) && open.is_read() && open.document.text().len_bytes() <= LONGEST
}

fn is_current(server: &Server, uri: &Uri, open: &Open) -> bool {
    server.session.lock().now.document(uri).map(|it| it.generation) == Some(open.generation)
}

/// Asks about one version; `None` where that did not work out, or the version is no longer open.
async fn ask(server: &Server, snapshot: &Snapshot, uri: &Uri, open: &Open) -> Option<Vec<Remark>> {
    // One process at a time, whatever is open.
    let turn = server.session.linter.clone();
    let mut turn = turn.lock().await;
    if !is_current(server, uri, open) {
        return None;
    }
    if turn.path.as_deref() != Some(&*snapshot.config.shellcheck.path) {
        *turn = Linter { path: Some(snapshot.config.shellcheck.path.clone()), failures: 0 };
    }
    if turn.failures >= MOST_FAILURES {
        return None;
    }
    let Some(program) = process::find(&snapshot.config.shellcheck.path) else {
        turn.failures = MOST_FAILURES;
        let settings = &snapshot.config.shellcheck;
        if settings.enable == Enable::Auto && settings.path == ShellCheck::default().path {
            // Nobody asked for it.
            return None;
        }
        let warning = "caro.shellcheck is on, and there is no such program: install it, or set caro.shellcheck.path";
        return warn(server, warning).await;
    };
    let text = open.document.text().to_string();
    let (mut answer, run) = process::start(
        server.session.running.clone(),
        program,
        arguments(&text, open.document.dialect()),
        folder(uri),
        text.clone(),
    );
    let answer = loop {
        match tokio::time::timeout(LOOK, &mut answer).await {
            Ok(answer) => break answer.unwrap_or(Err(process::Failure::Broken)),
            Err(_) if !is_current(server, uri, open) => {
                run.cancel();
                // The next one starts when this one is gone, which takes a moment.
                let _ = tokio::time::timeout(GOODBYE, &mut answer).await;
                return None;
            }
            Err(_) => {}
        }
    };
    let remarks = answer.and_then(|it| answer::read(&it, &text).ok_or(process::Failure::Broken));
    match remarks {
        Ok(remarks) => {
            turn.failures = 0;
            Some(remarks)
        }
        Err(why) => {
            turn.failures += 1;
            let rest = if turn.failures == MOST_FAILURES {
                "; it is not asked again until caro.shellcheck.path changes"
            } else {
                ""
            };
            warn(server, &format!("ShellCheck {why}{rest}")).await
        }
    }
}

async fn warn<T>(server: &Server, warning: &str) -> Option<T> {
    let is_new = server.session.lock().is_new_warning(warning);
    if is_new {
        log::warn(&server.client, warning.to_owned()).await;
    }
    None
}

/// Standard input, all fixes, and our idea of the shell where the script says nothing of it.
fn arguments(text: &str, dialect: Dialect) -> Vec<&'static str> {
    let mut arguments = vec!["--format=json1"];
    if !text.starts_with("#!") && !text.contains("shellcheck shell=") {
        arguments.push(match dialect {
            Dialect::Sh => "--shell=sh",
            Dialect::Ksh => "--shell=ksh",
            Dialect::Bash | Dialect::Unsupported => "--shell=bash",
        });
    }
    arguments.push("-");
    arguments
}

/// The script's folder, where ShellCheck looks for the project's `.shellcheckrc`; it holds no commands.
fn folder(uri: &Uri) -> PathBuf {
    let own = uri.to_file_path().and_then(|it| it.parent().map(Path::to_owned));
    own.filter(|it| it.is_dir()).unwrap_or_else(|| PathBuf::from("/"))
}

/// What is known of the program; who holds it may start it.
#[derive(Debug, Default)]
pub(crate) struct Linter {
    path: Option<String>,
    failures: usize,
}

/// What ShellCheck said of a document, possibly of an earlier version of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    pub(crate) list: Vec<Remark>,
    /// How often they were set: tells readers that there are new ones.
    pub(crate) stamp: u64,
    /// Whether they are about this version: otherwise their fixes are not offered.
    pub(crate) is_fresh: bool,
}

impl Remarks {
    /// The remarks behind an edit, without those that it touches.
    pub(crate) fn moved(&self, edit: caro_core::Span, length: usize) -> Self {
        let keep = |it: &Remark| {
            if it.span.end < edit.start {
                return Some(it.clone());
            }
            let start = it.span.start.checked_sub(edit.end).filter(|it| *it > 0)? + edit.start + length;
            Some(Remark { span: caro_core::Span::new(start, start + it.span.len()), ..it.clone() })
        };
        Self { list: self.list.iter().filter_map(keep).collect(), stamp: self.stamp, is_fresh: false }
    }
}
