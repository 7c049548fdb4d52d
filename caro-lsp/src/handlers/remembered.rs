//! What notifications and commands say about offers: what became of them in a document, which one was chosen, and what
//! the history holds.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use caro_core::generate::habits::is_active;
use caro_history::{Clear, Filter, Outcome, Record};
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{DidChangeTextDocumentParams, Uri};

use super::generate::{Answer, Suggested, written};
use crate::log;
use crate::remembered::known::weighed;
use crate::remembered::{self, State};
use crate::server::{Server, on_pool};
use crate::session::{self, Change, Shared, Snapshot};

/// The changes of a document in which somebody waits to see what becomes of a place.
pub(crate) type Watched = Option<(Uri, Vec<Change>)>;

/// Takes the changes down, where they are of interest.
pub(crate) fn watched(server: &Server, params: &DidChangeTextDocumentParams) -> Watched {
    let uri = &params.text_document.uri;
    let changes = || params.content_changes.iter().map(|it| (it.range, it.text.clone())).collect();
    server.session.remembered.is_watched(uri).then(|| (uri.clone(), changes()))
}

/// A document was changed by these.
pub(crate) fn changed(server: &Server, watched: Watched) {
    let Some((uri, changes)) = watched else { return };
    if let Some(open) = server.session.snapshot().document(&uri) {
        server.session.remembered.changed(&uri, &changes, open.document.text());
    }
}

/// A document was saved.
pub(crate) fn saved(server: &Server, uri: &Uri) {
    if let Some(open) = server.session.snapshot().document(uri) {
        server.session.remembered.saved(uri, open.document.text());
    }
}

/// A document is about to be closed.
pub(crate) fn settle(server: &Server, uri: &Uri) {
    if let Some(open) = server.session.snapshot().document(uri) {
        server.session.remembered.settle(uri, open.document.text());
    }
}

/// Ghost text is asked for in a script: what is known of the user is read where that is out of date, and nobody waits.
pub(crate) fn refresh(server: &Server, uri: &Uri) {
    let snapshot = server.session.snapshot();
    server.session.remembered.went_on(&snapshot, Some(uri));
    let (server, script) = (server.clone(), session::path(uri));
    if server.session.remembered.should_read(&snapshot, script.as_deref()) {
        tokio::spawn(async move { read(&server, snapshot, script).await });
    } else if let Some(message) = server.session.remembered.message() {
        tokio::spawn(async move { log::warn(&server.client, message).await });
    }
}

/// A command is asked for in words: that counts what was learned a moment ago.
pub(crate) async fn asked(server: &Server, uri: Option<&Uri>) {
    let snapshot = server.session.snapshot();
    server.session.remembered.went_on(&snapshot, None);
    let script = uri.and_then(session::path);
    if server.session.remembered.should_read(&snapshot, script.as_deref()) {
        read(server, snapshot, script).await;
    }
}

async fn read(server: &Server, snapshot: Snapshot, script: Option<PathBuf>) {
    let remembered = Arc::clone(&server.session.remembered);
    on_pool(snapshot, move |it| remembered.read(&it.client.roots, script.as_deref(), it.trust())).await;
    tell(server).await;
}

/// Says what the user should know of the history: each is told once.
pub(crate) async fn tell(server: &Server) {
    while let Some(message) = server.session.remembered.message() {
        log::warn(&server.client, message).await;
    }
}

/// How many entries are told, where the client does not say.
const SOME: usize = 200;
/// And at most.
const MOST: usize = 2000;

/// What of the history is wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// Words to look for; without them, the newest.
    query: Option<String>,
    limit: Option<usize>,
    /// The script for whose workspace habits are told.
    uri: Option<Uri>,
}

/// The history, as an editor shows it.
#[derive(Serialize)]
pub(crate) struct Told {
    state: State,
    /// The same in a sentence.
    message: &'static str,
    entries: Vec<Entry>,
    habits: Vec<Habit>,
    /// The numbers, as a text.
    stats: String,
}

/// One request with the command that became of it, which can be used as a new answer can.
#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    suggested: Suggested,
    #[serde(rename = "entry")]
    uid: String,
    prompt: String,
    /// "3 days ago, changed by you"
    told: String,
}

#[derive(Serialize)]
struct Habit {
    #[serde(rename = "habit")]
    name: String,
    sentence: String,
    active: bool,
}

/// `caro.history`: what was asked, what was learned from it, and the numbers.
pub(crate) async fn history(server: &Server, wanted: Wanted) -> Result<Told> {
    let shared = server.session.clone();
    shared.remembered.went_on(&shared.snapshot(), None);
    let told = on_pool(server.session.snapshot(), move |it| told(&shared, it, &wanted)).await;
    let told = told.ok_or_else(Error::internal_error)?.map_err(failed)?;
    tell(server).await;
    Ok(told)
}

fn failed(error: caro_history::Error) -> Error {
    Error { message: error.to_string().into(), ..Error::internal_error() }
}

fn told(shared: &Shared, snapshot: &Snapshot, wanted: &Wanted) -> std::result::Result<Told, caro_history::Error> {
    let state = shared.remembered.state();
    let nothing = Told { state, message: state.sentence(), entries: vec![], habits: vec![], stats: String::new() };
    let Some(history) = shared.remembered.history() else { return Ok(nothing) };
    // What was offered a moment ago is to be seen, too.
    history.flush(remembered::SOON);
    let reader = history.read()?;
    let filter = Filter { limit: wanted.limit.unwrap_or(SOME).clamp(1, MOST), ..Filter::default() };
    let records = match wanted.query.as_deref().map(str::trim) {
        Some(query) if !query.is_empty() => reader.search(query, &filter)?,
        _ => reader.list(&filter)?,
    };
    let script = wanted.uri.as_ref().and_then(session::path);
    let scope = shared.remembered.scope(snapshot, script.as_deref());
    let team = script.map(|it| remembered::known::of_team(&it, snapshot.trust()).0).unwrap_or_default();
    let habits = weighed(&reader.learned()?, scope.as_deref(), &team, remembered::now());
    let habit = |it: &remembered::known::Weighed| Habit {
        name: it.habit.to_string(),
        sentence: it.habit.sentence(),
        active: is_active(it.yes, it.no),
    };
    let mut stats = Vec::new();
    // Written to memory, which does not fail.
    let _ = crate::cli::history_in_numbers(&reader.stats(&Filter::default())?, &mut stats);
    Ok(Told {
        entries: records.into_iter().map(|it| entry(shared, snapshot, it)).collect(),
        habits: habits.iter().map(habit).collect(),
        stats: String::from_utf8_lossy(&stats).into_owned(),
        ..nothing
    })
}

fn entry(shared: &Shared, snapshot: &Snapshot, record: Record) -> Entry {
    let is_own = record.outcome == Outcome::Edited;
    let command = record.corrected_command.filter(|_| is_own).unwrap_or(record.generated_command);
    let dialect = remembered::known::dialect(&record.shell).unwrap_or_default();
    let platform = snapshot.config.platform.or_machine();
    let answer =
        Answer { wish: record.prompt.clone(), command: command.clone(), dialect, platform, place: None, offer: None };
    let id = shared.generated.lock().unwrap_or_else(PoisonError::into_inner).keep(answer);
    let became = match record.outcome {
        Outcome::Shown => "shown",
        Outcome::Accepted => "taken",
        Outcome::Edited => "changed by you",
        Outcome::Dismissed => "refused",
    };
    let told = format!("{} ago, {became}", remembered::age(record.created_at));
    Entry { suggested: written(snapshot, &command, dialect, id), uid: record.uid, prompt: record.prompt, told }
}

/// What is to be forgotten: one of these.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Forgotten {
    /// An entry of the history.
    Entry(String),
    /// A habit.
    Habit(String),
    /// All entries.
    History(bool),
    /// All habits.
    Habits(bool),
}

/// `caro.forget`: deletes for good; says how much.
pub(crate) async fn forget(server: &Server, forgotten: Forgotten) -> Result<u64> {
    let shared = server.session.clone();
    let done = on_pool(server.session.snapshot(), move |_| {
        let Some(history) = shared.remembered.history() else { return Ok(0) };
        let count = match forgotten {
            Forgotten::Entry(uid) => history.clear(&Clear::One(uid))?,
            Forgotten::Habit(habit) => {
                let scopes = history.read()?.learned()?.into_iter().filter(|it| it.habit == habit).map(|it| it.scope);
                let mut count = 0;
                for scope in scopes.collect::<Vec<_>>() {
                    count += u64::from(history.forget(&habit, &scope)?);
                }
                count
            }
            Forgotten::History(true) => history.clear(&Clear::All)?,
            Forgotten::Habits(true) => history.reset_learned()?,
            Forgotten::History(false) | Forgotten::Habits(false) => 0,
        };
        shared.remembered.forgot();
        Ok(count)
    });
    done.await.ok_or_else(Error::internal_error)?.map_err(failed)
}

/// Whether nothing is to be remembered for now; without a word, the other way round.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Private {
    on: Option<bool>,
}

/// `caro.privateSession`: answers with the state that holds from now on, and a sentence.
pub(crate) fn private(shared: &Shared, private: &Private) -> serde_json::Value {
    shared.remembered.set_private(private.on.unwrap_or(!shared.remembered.is_private()));
    let state = shared.remembered.state();
    serde_json::json!({ "state": state, "message": state.sentence() })
}
