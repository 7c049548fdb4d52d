//! Models in the editor: which one answers, how one is fetched with progress and a way to stop it, and the one offer ever.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use caro_models::hub::Settings;
use caro_models::recommend::{Advice, Verdict, recommend};
use caro_models::{Catalog, Error as Failure, Hub, Machine, Progress, Store, Wanted, folder, size};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{MessageActionItem, MessageType, ProgressToken};

use crate::log;
use crate::server::Server;

/// How many models a question to the user lists.
const MOST_LISTED: usize = 6;
/// A file in Caro's cache folder that says that the offer was made.
const OFFERED: &str = "model-offered";
/// LSP's code for what failed though it was asked rightly.
const REQUEST_FAILED: i64 = -32803;

/// The downloads that run, by the token of their progress; and whether the offer was looked at.
#[derive(Debug, Default)]
pub(crate) struct Downloads {
    running: Mutex<HashMap<String, Arc<AtomicBool>>>,
    next: AtomicU64,
    offered: AtomicBool,
}

impl Downloads {
    /// The user wants one to stop; what came stays, and goes on next time.
    pub(crate) fn stop(&self, token: &ProgressToken) {
        let ProgressToken::String(token) = token else { return };
        if let Some(stop) = self.running.lock().unwrap_or_else(PoisonError::into_inner).get(token) {
            stop.store(true, Ordering::SeqCst);
        }
    }
}

/// Which model is meant.
#[derive(Deserialize)]
pub(crate) struct Named {
    name: Option<String>,
}

/// Chooses the model that answers. Without a name the user is asked, and the models are answered for clients with a list
/// of their own.
pub(crate) async fn select(server: &Server, Named { name }: Named) -> Result<Value> {
    if let Some(name) = name {
        return choose(server, name).await;
    }
    let (advice, answer) = blocking(list).await?;
    if server.session.snapshot().client.picks_models {
        return Ok(answer);
    }
    let fits = advice.iter().filter(|it| it.verdict != Verdict::DoesNotFit).take(MOST_LISTED);
    let titles: Vec<(String, &Advice)> = fits.map(|it| (title(it), it)).collect();
    if titles.is_empty() {
        server.client.show_message(MessageType::INFO, "Caro: no model of the catalogue fits this machine.").await;
        return Ok(answer);
    }
    let items = titles.iter().map(|it| item(&it.0)).collect();
    let question = "Which model shall answer beside Caro's own generator?";
    let chosen = server.client.show_message_request(MessageType::INFO, question, Some(items)).await;
    if let Some((_, advice)) = chosen.ok().flatten().and_then(|it| titles.iter().find(|title| title.0 == it.title)) {
        take(server, advice).await?;
    }
    Ok(answer)
}

fn item(title: &str) -> MessageActionItem {
    MessageActionItem { title: title.to_owned(), properties: HashMap::new() }
}

fn title(advice: &Advice) -> String {
    let name = advice.installed_as.as_ref().unwrap_or(&advice.name);
    if advice.is_installed { format!("Use {name}") } else { format!("Download {name} ({})", size::shown(advice.size)) }
}

async fn take(server: &Server, advice: &Advice) -> Result<Value> {
    let name = advice.installed_as.as_ref().unwrap_or(&advice.name).clone();
    if advice.is_installed { choose(server, name).await } else { download(server, Named { name: Some(name) }).await }
}

async fn choose(server: &Server, name: String) -> Result<Value> {
    let model = blocking(move || store()?.choose(&name)).await?;
    server.session.assistant.restart(false);
    Ok(json!({ "chosen": model.name, "path": model.path }))
}

/// Fetches a model of the catalogue, since the user said so. The first one that comes is chosen at once.
pub(crate) async fn download(server: &Server, Named { name }: Named) -> Result<Value> {
    let name = name.ok_or_else(|| Error::invalid_params("which model is not said: {\"name\": …}"))?;
    let downloads = &server.session.downloads;
    let token = format!("caro-download-{}", downloads.next.fetch_add(1, Ordering::SeqCst));
    let stop = Arc::new(AtomicBool::new(false));
    downloads.running.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), Arc::clone(&stop));
    let found = shown(server, &token, &name, stop).await;
    downloads.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&token);
    server.session.assistant.restart(false);
    found
}

/// Fetches, with progress where the client shows it.
async fn shown(server: &Server, token: &str, name: &str, stop: Arc<AtomicBool>) -> Result<Value> {
    let (far, mut goes) = watch::channel((String::new(), 0));
    let wanted = name.to_owned();
    let work = blocking(move || fetch(&wanted, &stop, &far));
    let token = ProgressToken::String(token.to_owned());
    let shows = server.session.snapshot().client.shows_work
        && server.client.create_work_done_progress(token.clone()).await.is_ok();
    if !shows {
        return work.await;
    }
    let progress = server.client.progress(token, format!("Downloading {name}")).with_percentage(0);
    let progress = progress.with_cancel_button().begin().await;
    let telling = async {
        while goes.changed().await.is_ok() {
            let (message, percent) = goes.borrow_and_update().clone();
            progress.report_with_message(message, percent, None).await;
        }
    };
    let (found, ()) = futures_util::join!(work, telling);
    progress.finish().await;
    found
}

fn fetch(name: &str, stop: &AtomicBool, far: &watch::Sender<(String, u32)>) -> std::result::Result<Value, Failure> {
    let catalog = Catalog::built_in();
    let entry = catalog.find(name).ok_or_else(|| Failure::Unknown { name: name.to_owned() })?;
    let hub = Hub::new(Settings::from_environment()?);
    let store = store()?;
    let mut watch = |progress: Progress| {
        far.send_if_modified(|told| {
            let now = said(&progress);
            let is_new = *told != now;
            *told = now;
            is_new
        });
        if stop.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let downloaded = store.download(&hub, &Wanted::entry(entry), &mut watch)?;
    if store.chosen()?.is_none() {
        store.choose(&downloaded.model.name)?;
    }
    Ok(json!({ "name": downloaded.model.name, "path": downloaded.model.path, "wasHere": downloaded.was_here }))
}

/// A line and percent.
fn said(progress: &Progress) -> (String, u32) {
    let of = |done: u64, total: u64| u32::try_from(done.saturating_mul(100) / total.max(1)).unwrap_or(100).min(100);
    // Bytes go with the percent: a bar is drawn a hundred times and not a million.
    match progress {
        Progress::Waiting { done, total } => {
            ("another program fetches it".to_owned(), total.map_or(0, |total| of(*done, total)))
        }
        Progress::Checking { done, total } => (format!("checking {} %", of(*done, *total)), 0),
        Progress::Fetching { done, total } => {
            let percent = of(*done, *total);
            let far = u64::from(percent).saturating_mul(*total) / 100;
            (format!("{} of {}", size::shown(far), size::shown(*total)), percent)
        }
        Progress::Retrying { reason, .. } => (format!("{reason}; trying again"), 0),
    }
}

fn store() -> std::result::Result<Store, Failure> {
    let folder = folder::of_this_user().ok_or_else(|| Failure::Unknown { name: "the home folder".to_owned() })?;
    Store::open(folder)
}

/// What is here and what would suit this machine.
fn list() -> std::result::Result<(Vec<Advice>, Value), Failure> {
    let Some(folder) = folder::of_this_user() else { return Ok((Vec::new(), json!({ "models": [] }))) };
    let store = Store::existing(&folder)?;
    let models = store.as_ref().map_or(Ok(Vec::new()), Store::models)?;
    let chosen = store.as_ref().map_or(Ok(None), Store::chosen)?.map(|it| it.name);
    let advice = recommend(&Catalog::built_in(), &models, &Machine::this(&folder));
    let answer = json!({ "chosen": chosen, "models": advice });
    Ok((advice, answer))
}

/// Work with files and the network, on the blocking pool; its failures are sentences for people.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, Failure> + Send + 'static,
) -> Result<T> {
    // A thread of its own: a download takes minutes, and the pool's threads are few.
    let (done, result) = tokio::sync::oneshot::channel();
    let started = std::thread::Builder::new().name("models".into()).spawn(move || drop(done.send(work())));
    started.map_err(|_| Error::internal_error())?;
    let found = result.await.map_err(|_| Error::internal_error())?;
    found.map_err(|failure| Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: failure.to_string().into(),
        data: None,
    })
}

/// Where a model would have helped for the first time, the user is asked once, ever, whether they want one.
pub(crate) fn offer(server: &Server) {
    if server.session.downloads.offered.swap(true, Ordering::SeqCst) {
        return;
    }
    let server = server.clone();
    tokio::spawn(async move {
        if let Ok(Some(advice)) = blocking(to_offer).await {
            make_offer(&server, &advice).await;
        }
    });
}

/// The model to offer, where none was offered before; from now on none is.
fn to_offer() -> std::result::Result<Option<Advice>, Failure> {
    let (advice, answer) = list()?;
    let Some(best) = advice.into_iter().find(|it| it.verdict == Verdict::Suits) else { return Ok(None) };
    let is_chosen = !answer["chosen"].is_null();
    Ok(folder::cache().filter(|cache| !is_chosen && is_first(cache)).map(|_| best))
}

/// Notes that the offer is made; says no where it was made before, or that cannot be noted: then it would come again.
fn is_first(cache: &Path) -> bool {
    folder::private(cache, folder::Content::Trusted).is_ok()
        && OpenOptions::new().write(true).create_new(true).open(cache.join(OFFERED)).is_ok()
}

async fn make_offer(server: &Server, advice: &Advice) {
    let title = title(advice);
    let question = "Caro has no answer for this comment by itself. A language model on this machine could have one: \
                    nothing leaves the machine, and this is asked only once.";
    let items = vec![item(&title), item("No")];
    let chosen = server.client.show_message_request(MessageType::INFO, question, Some(items)).await;
    if chosen.ok().flatten().is_some_and(|it| it.title == title)
        && let Err(error) = take(server, advice).await
    {
        log::warn(&server.client, error.message.into_owned()).await;
    }
}
