//! `textDocument/inlineCompletion`: ghost text, the command that a comment asks for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use caro_core::generate::Candidate;
use caro_core::generate::ghost::{Cursor, Ghost, Ghosts, Wish};
use caro_core::script::Dialect;
use caro_history::Via;
use serde::Deserialize;
use serde_json::json;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    Command, InlineCompletionItem, InlineCompletionList, InlineCompletionParams, InlineCompletionTriggerKind, Position,
    Range, Uri,
};

use super::execute_command::ACCEPTED;
use super::{models, publish_diagnostics, remembered};
use crate::config::{GhostText, Shell, Trigger};
use crate::excluded::is_excluded;
use crate::ghost::{Asks, Key, Turn};
use crate::model::{Question, Source};
use crate::remembered::{Known, Offered, Shown};
use crate::server::{Server, on_pool};
use crate::session::{self, Open, Shared, Snapshot};

/// An answer of ours that is surer than this needs no second opinion.
const SURE: f32 = 0.9;

/// Where ghost text is asked for.
#[derive(Clone, Debug)]
struct Place {
    uri: Uri,
    position: Position,
    is_manual: bool,
}

/// Among how many answers those that were shown by key are looked for.
const MOST_AGAIN: usize = 16;

/// How many percent less is enough where the user asked by key.
const LESS_BY_KEY: u8 = 20;

/// What is known at once.
#[derive(Default)]
struct Looked {
    /// What may be shown, what it depends on, and whether it was asked for by key.
    found: Option<(Key, bool, Vec<Ghost>)>,
    /// What it depends on, and whom to ask for more.
    asks: Option<(Key, Asks)>,
    /// Whether a danger is withheld, of which nobody was told yet.
    withholds: bool,
    /// Whether a model could have an answer, and none is chosen.
    lacks_model: bool,
}

/// Answers at once where an answer is known. Else a model is asked, where one is chosen, once the user pauses; who types
/// on in the meantime is answered with nothing, and asks again.
pub(crate) async fn inline_completion(server: &Server, params: InlineCompletionParams) -> Result<InlineCompletionList> {
    let place = Place {
        uri: params.text_document_position.text_document.uri,
        position: params.text_document_position.position,
        is_manual: params.context.trigger_kind == InlineCompletionTriggerKind::INVOKED,
    };
    let began = Instant::now();
    let session = &server.session;
    remembered::refresh(server, &place.uri);
    let mut turn = session.ghosts.request(&place.uri);
    let snapshot = session.snapshot();
    let budget = Duration::from_millis(snapshot.config.ghost_text.budget_ms.0.into());
    // Half of a wish is another wish: nothing flickers while a comment is typed.
    if is_on_comment(&snapshot, &place) && !place.is_manual && !session.ghosts.settle(&place.uri, &mut turn).await {
        return Ok(InlineCompletionList { items: Vec::new() });
    }

    let looked = look_on_pool(session, &snapshot, &place, &turn).await;
    let mut withholds = looked.withholds;
    if looked.lacks_model {
        models::offer(server);
    }
    let is_answered = looked.is_answered();
    let found = match looked.asks {
        None => looked.found,
        Some((key, asks)) if is_answered => {
            // What is shown stays; a better answer is there for the next request.
            session.ghosts.ahead(&place.uri, &key, asks);
            looked.found
        }
        Some((key, asks)) => {
            let is_answered = session.ghosts.wait(&place.uri, &mut turn, &key, budget, asks).await;
            let again =
                if is_answered { look_on_pool(session, &snapshot, &place, &turn).await } else { Looked::default() };
            withholds |= again.withholds;
            again.found
        }
    };
    if withholds {
        publish_diagnostics::tell(server, place.uri.clone());
    }
    // An empty list, never null: Neovim keeps the old ghost text on null. A late one is for a text that is gone.
    let found = found.filter(|_| turn.is_latest());
    Ok(InlineCompletionList { items: found.map_or(Vec::new(), |it| items(session, &snapshot, &place, it, began)) })
}

impl Looked {
    fn is_answered(&self) -> bool {
        self.found.as_ref().is_some_and(|it| !it.2.is_empty())
    }
}

/// Whether the cursor stands on a line that begins as a comment does.
fn is_on_comment(snapshot: &Snapshot, place: &Place) -> bool {
    let Some(open) = snapshot.document(&place.uri) else { return false };
    let rope = open.document.text();
    let line = rope.get_line(place.position.line as usize);
    line.is_some_and(|it| it.chars().find(|it| !it.is_whitespace()) == Some('#'))
}

async fn look_on_pool(session: &Shared, snapshot: &Snapshot, place: &Place, turn: &Turn) -> Looked {
    let (shared, place, turn) = (session.clone(), place.clone(), turn.clone());
    // The pool may be busy: what is outdated by now is not worked on, or a fast typist would keep all others waiting.
    let work = move |it: &Snapshot| if turn.is_latest() { look(&shared, it, &place) } else { Looked::default() };
    on_pool(snapshot.clone(), work).await.unwrap_or_default()
}

/// What may be shown now, by all that is known, and whether somebody else should be asked.
fn look(session: &Shared, snapshot: &Snapshot, place: &Place) -> Looked {
    let settings = &snapshot.config.ghost_text;
    let open = snapshot.document(&place.uri).filter(|it| it.is_read() && is_wanted(session, settings, place, it));
    let Some(open) = open else { return Looked::default() };
    let names = if settings.file_names { names_in_root(snapshot, &place.uri) } else { Vec::new() };
    let cursor = cursor(snapshot, open, place, &names);
    let known = session.remembered.known(snapshot, session::path(&place.uri).as_deref());
    let Some(wish) = cursor.wish().map(|it| known.of(it)) else { return Looked::default() };

    let source = session.assistant.source(&snapshot.config);
    let who = source.as_ref().map_or_else(String::new, |it| format!("{} {}", it.name(), it.place()));
    let key = Key::of(&wish.request(), wish.typed(), &who);
    let answered = session.ghosts.known(&key);
    let is_known = answered.is_some();
    let answered = answered.unwrap_or_default();
    let most = usize::from(settings.alternatives.0);
    let own = session.ghosts.own(&key, most, || wish.proposed(most));
    let mut found = wish.ghosts_of(most, own, answered.clone());
    let by_key = stays(session, place, &cursor, &wish, answered, &mut found);

    let withholds = match &found.withheld {
        Some(withheld) if found.items.is_empty() && session.ghosts.is_first_note(&key) => {
            open.withheld().add(withheld.span, withheld.note.clone());
            true
        }
        _ => false,
    };
    let stays = by_key && !place.is_manual;
    let is_sure = stays || found.items.first().is_some_and(|it| it.suggestion.confidence() >= SURE);
    let is_asked = wish.asks() && !is_known && !is_sure && found.withheld.is_none();
    // Where the command stands already, nobody misses an answer.
    let lacks_model = is_asked
        && found.items.is_empty()
        && wish.typed().trim().is_empty()
        && snapshot.client.asks_user
        && cfg!(feature = "local-models")
        && snapshot.config.model.enabled
        && snapshot.config.model.offer
        && !session.assistant.is_chosen();
    let asks = source.filter(|_| is_asked).map(|source| {
        let (snapshot, place, whom) = (snapshot.clone(), place.clone(), Arc::clone(&source));
        let question = Box::new(move || question(&snapshot, &place, &whom, &known));
        (key.clone(), Asks { assistant: Arc::clone(&session.assistant), source, question })
    });
    Looked { found: Some((key, by_key, found.items)), asks, withholds, lacks_model }
}

fn cursor<'a>(snapshot: &Snapshot, open: &'a Open, place: &Place, names: &'a [String]) -> Cursor<'a> {
    Cursor {
        document: &open.document,
        offset: snapshot.mapper(open).offset(place.position),
        platform: snapshot.config.platform.or_machine(),
        manual: place.is_manual,
        enough: enough(&snapshot.config.ghost_text, place),
        names,
    }
}

/// What was shown by key stays while it is typed along, although less sure than what is shown unasked. Says whether what
/// is shown was asked for by key.
fn stays(
    session: &Shared,
    place: &Place,
    cursor: &Cursor<'_>,
    wish: &Wish<'_>,
    known: Vec<Candidate>,
    found: &mut Ghosts,
) -> bool {
    if place.is_manual || wish.typed().is_empty() {
        return place.is_manual;
    }
    let Some(shown) = session.ghosts.shown_by_key(&place.uri, place.position.line) else { return false };
    let as_by_key = Cursor { manual: true, enough: 0.0, ..*cursor };
    let Some(again) = as_by_key.wish() else { return false };
    let mut again = again.ghosts(MOST_AGAIN, known);
    again.items.retain(|it| shown.iter().any(|shown| shown == it.suggestion.command()));
    if again.items.is_empty() {
        return false;
    }
    *found = again;
    true
}

/// How sure an answer must be.
fn enough(settings: &GhostText, place: &Place) -> f32 {
    let percent = settings.threshold.0.saturating_sub(if place.is_manual { LESS_BY_KEY } else { 0 });
    f32::from(percent) / 100.0
}

/// Whether the settings let anything be shown here.
fn is_wanted(session: &Shared, settings: &GhostText, place: &Place, open: &Open) -> bool {
    let shell = match open.document.dialect() {
        Dialect::Sh => Shell::Sh,
        Dialect::Bash => Shell::Bash,
        Dialect::Ksh => Shell::Ksh,
        Dialect::Unsupported => return false,
    };
    let is_unasked_for = !place.is_manual && (settings.trigger == Trigger::Manual || session.assistant.is_paused());
    settings.enabled
        && !is_unasked_for
        && settings.shells.contains(&shell)
        && !session::path(&place.uri).is_some_and(|it| is_excluded(&settings.exclude, &it))
}

fn question(snapshot: &Snapshot, place: &Place, source: &Source, known: &Known) -> Option<Question> {
    let open = snapshot.document(&place.uri)?;
    let cursor = cursor(snapshot, open, place, &[]);
    let wish = known.of(cursor.wish()?);
    let budget = Duration::from_millis(snapshot.config.model.budget_ms.0.into());
    let budget = budget.max(Duration::from_millis(snapshot.config.ghost_text.budget_ms.0.into()));
    let name = place.uri.as_str().to_owned();
    Some(Question::at(&source.may_see(wish.request()), (&open.document, cursor.offset), wish.form(), name, budget))
}

fn items(
    session: &Shared,
    snapshot: &Snapshot,
    place: &Place,
    (key, by_key, found): (Key, bool, Vec<Ghost>),
    began: Instant,
) -> Vec<InlineCompletionItem> {
    if found.is_empty() {
        return Vec::new();
    }
    let commands: Vec<&str> = found.iter().map(|it| it.suggestion.command()).collect();
    let shown = session.ghosts.show(&place.uri, place.position.line, by_key, &key, &commands);
    remember(session, snapshot, place, shown.order.iter().map(|it| &found[*it]), shown.first_id, began);
    let item = |(at, which): (usize, &usize)| InlineCompletionItem {
        insert_text: found[*which].insert.clone(),
        filter_text: None,
        // Without a range VS Code would take the word before the cursor for what is replaced, and lsp-mode stops.
        range: Some(Range::new(place.position, place.position)),
        command: Some(Command {
            title: "Suggestion taken".to_owned(),
            command: ACCEPTED.to_owned(),
            arguments: Some(vec![json!({ "id": shown.first_id + at as u64 })]),
        }),
        insert_text_format: None,
    };
    shown.order.iter().enumerate().map(item).collect()
}

/// Notes what is shown.
fn remember<'a>(
    session: &Shared,
    snapshot: &Snapshot,
    place: &Place,
    found: impl Iterator<Item = &'a Ghost> + Clone,
    first_item: u64,
    began: Instant,
) {
    let Some(open) = snapshot.document(&place.uri) else { return };
    let Some(best) = found.clone().next() else { return };
    let shown = Shown {
        prompt: best.suggestion.wish(),
        commands: found.map(|it| Offered::of(&it.suggestion, &it.insert)).collect(),
        place: Some((&place.uri, place.position.line)),
        dialect: open.document.dialect(),
        platform: snapshot.config.platform.or_machine(),
        model: None,
        latency: began.elapsed(),
        via: Via::Ghost,
    };
    session.remembered.shows_ghost(snapshot, shown, first_item, open.document.text());
}

/// How many rows below what was taken the next wish may stand, and how many bytes of a script are looked at for it.
const NEXT_ROWS: usize = 40;
const NEXT_BYTES: usize = 1 << 20;

/// What Copilot's notifications carry: the item that was shown, or taken in part.
#[derive(Deserialize)]
pub(crate) struct ShownParams {
    item: ShownItem,
}

#[derive(Deserialize)]
struct ShownItem {
    command: Option<Command>,
}

impl ShownParams {
    fn id(&self) -> Option<u64> {
        self.item.command.as_ref()?.arguments.as_ref()?.first()?.get("id")?.as_u64()
    }
}

/// `textDocument/didShowCompletion`: the user saw one of ours; the first of a list needs no word for that.
pub(crate) fn shown(server: &Server, params: &ShownParams) {
    if let Some(id) = params.id() {
        server.session.ghosts.seen(id);
    }
}

/// `textDocument/didPartiallyAcceptCompletion`: a part of one was taken, so it is liked.
pub(crate) fn partly_accepted(server: &Server, params: &ShownParams) {
    if let Some(id) = params.id() {
        let _ = server.session.ghosts.accepted(id);
    }
}

/// One of our suggestions was taken: a model is asked for what the next comment wants, while the user reads.
pub(crate) async fn accepted(server: &Server, id: u64) {
    let session = &server.session;
    let Some((uri, row)) = session.ghosts.accepted(id) else { return };
    let snapshot = session.snapshot();
    if let Some(open) = snapshot.document(&uri) {
        session.remembered.took_ghost(&uri, row, id, open.document.text());
    }
    let (shared, of) = (session.clone(), uri.clone());
    let next = on_pool(snapshot, move |it| next_wish(&shared, it, &of, row as usize + 1)).await.flatten();
    if let Some((key, asks)) = next {
        session.ghosts.ahead(&uri, &key, asks);
    }
}

/// The first comment that has no command yet and that we cannot answer ourselves.
fn next_wish(session: &Shared, snapshot: &Snapshot, uri: &Uri, from: usize) -> Option<(Key, Asks)> {
    let open = snapshot.document(uri).filter(|it| it.is_read())?;
    let rope = open.document.text();
    if rope.len_bytes() > NEXT_BYTES {
        return None;
    }
    for row in (from..rope.len_lines()).take(NEXT_ROWS) {
        let line = rope.line(row).to_string();
        let offset = rope.line_to_byte(row) + line.trim_end_matches(['\n', '\r']).len();
        if !line.trim_start().starts_with('#') {
            continue;
        }
        let position = snapshot.mapper(open).position(offset);
        let place = Place { uri: uri.clone(), position, is_manual: false };
        let looked = look(session, snapshot, &place);
        if !looked.is_answered() && looked.asks.is_some() {
            return looked.asks;
        }
    }
    None
}

/// The most names that are read, and the longest.
const MOST_NAMES: usize = 2000;
const LONGEST_NAME: usize = 60;

/// The names in the root of the workspace that a script belongs to, hidden ones left out: `folder/`, `./file`.
fn names_in_root(snapshot: &Snapshot, uri: &Uri) -> Vec<String> {
    let script = session::path(uri);
    let roots = snapshot.client.roots.iter();
    let root = roots
        .filter(|it| script.as_ref().is_some_and(|script| script.starts_with(it)))
        .max_by_key(|it| it.as_os_str().len());
    let Some(entries) = root.and_then(|it| std::fs::read_dir(it).ok()) else { return Vec::new() };
    let name = |it: std::fs::DirEntry| {
        let name = it.file_name().into_string().ok().filter(|it| it.len() <= LONGEST_NAME && !it.starts_with('.'))?;
        let is_folder = it.file_type().is_ok_and(|it| it.is_dir());
        Some(if is_folder { format!("{name}/") } else { format!("./{name}") })
    };
    entries.take(MOST_NAMES).flatten().filter_map(name).collect()
}
