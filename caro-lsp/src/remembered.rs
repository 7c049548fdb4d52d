//! What was offered and what the user made of it, over time: from suggestions to records of the history, and back to what
//! is known of the user. Nothing here waits for the disk.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use caro_core::script::Dialect;
use caro_history::{History, Outcome, Record};
use ropey::Rope;
use serde::Serialize;
use tower_lsp_server::ls_types::Uri;

use crate::config::{self, Config};
use crate::excluded;
use crate::policy_file::{self, Remember, Trust};
use crate::session::{self, Change, Snapshot};

pub(crate) mod known;
mod offer;
mod places;
pub(crate) mod terms;

pub(crate) use known::{Known, Lesson};
use offer::{Offer, new_record};
pub(crate) use offer::{Offered, Shown, offered_record};
use places::{Left, Places};

/// How long what was offered a moment ago may take to be in the file.
pub(crate) const SOON: Duration = Duration::from_secs(2);
/// What is on the screen for less time was seen by nobody.
const SEEN: Duration = Duration::from_millis(700);
/// How many offers can still become something.
const MOST_OFFERS: usize = 128;
/// How many workspaces what is known is kept for.
const MOST_KNOWN: usize = 16;
/// How long what is known holds, since another process may have learned more.
const FRESH: Duration = Duration::from_mins(5);

/// The memory of one session.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    history: Option<History>,
    is_private: bool,
    /// This process was started so.
    never: bool,
    next: u64,
    offers: VecDeque<Offer>,
    places: Places,
    known: HashMap<Option<PathBuf>, (Instant, Arc<Known>)>,
    /// What is wrong with files of habits: what nobody was told yet, and all of it.
    untold: Vec<String>,
    told: HashSet<String>,
    /// Counts what was learned: what was read before is out of date.
    learned: u64,
}

/// Whether something is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    On,
    Off,
    Private,
}

impl State {
    /// The same in a sentence.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::On => "What you ask is remembered, on this machine only.",
            Self::Off => "Nothing is remembered: the settings are against it, or there is no place for it.",
            Self::Private => "Nothing of this session is remembered.",
        }
    }
}

/// Where an offer may be remembered.
pub(crate) struct May {
    pub(crate) workspace: Option<PathBuf>,
    is_for_learning: bool,
    pub(crate) is_private: bool,
}

impl Remembered {
    /// Takes the settings: opens the history where they want one, and lets go of it where they do not. Until then nothing
    /// is remembered: settings that are on their way may say so.
    pub(crate) fn follow(&self, config: &Config) {
        let mut inner = self.lock();
        let terms = terms::of(&config.history);
        let is_wanted = config.history.enabled && !inner.never && !terms::is_off();
        match (&inner.history, is_wanted) {
            (Some(history), true) => history.set_terms(terms),
            (None, true) => {
                inner.history = terms::folder().map(|it| History::open(it, terms));
                // What is too old goes also where nothing is added.
                inner.history.iter().for_each(History::tend);
            }
            (_, false) => {
                inner.history = None;
                inner.known.clear();
                inner.offers.clear();
            }
        }
    }

    /// Nothing is ever remembered in this process, whatever the settings say.
    pub(crate) fn never(&self) {
        self.lock().never = true;
    }

    /// The history, where one is kept.
    pub(crate) fn history(&self) -> Option<History> {
        self.lock().history.clone()
    }

    /// Switches a private session on or off: in one nothing is remembered.
    pub(crate) fn set_private(&self, is_private: bool) {
        let mut inner = self.lock();
        inner.is_private = is_private;
        inner.offers.clear();
    }

    /// Whether something is remembered.
    pub(crate) fn state(&self) -> State {
        let inner = self.lock();
        match (&inner.history, inner.is_private) {
            (_, true) => State::Private,
            (None, false) => State::Off,
            (Some(_), false) => State::On,
        }
    }

    /// A workspace as the history knows it, once that was read.
    pub(crate) fn scope(&self, snapshot: &Snapshot, script: Option<&Path>) -> Option<String> {
        let workspace = workspace(&snapshot.client.roots, script)?;
        self.lock().scope(Some(&workspace))
    }

    /// Something was forgotten: what is known is read again.
    pub(crate) fn forgot(&self) {
        self.lock().learned += 1;
    }

    pub(crate) fn is_private(&self) -> bool {
        self.lock().is_private
    }

    /// What is known of the user for a script: at once, and perhaps out of date.
    pub(crate) fn known(&self, snapshot: &Snapshot, script: Option<&Path>) -> Arc<Known> {
        let workspace = workspace(&snapshot.client.roots, script);
        let inner = self.lock();
        let known = inner.known.get(&workspace).filter(|_| inner.history.is_some());
        known.map(|it| Arc::clone(&it.1)).unwrap_or_default()
    }

    /// The same, where what a script teaches may be learned for everywhere.
    pub(crate) fn to_learn(&self, snapshot: &Snapshot, uri: &Uri) -> Option<Arc<Known>> {
        let dialect = snapshot.document(uri)?.document.dialect();
        self.may(snapshot, Some(uri), dialect).filter(|it| it.is_for_learning && !it.is_private)?;
        Some(self.known(snapshot, session::path(uri).as_deref()))
    }

    /// Whether that should be read again; who hears so does it.
    pub(crate) fn should_read(&self, snapshot: &Snapshot, script: Option<&Path>) -> bool {
        let workspace = workspace(&snapshot.client.roots, script);
        let mut inner = self.lock();
        if inner.history.is_none() {
            return false;
        }
        let learned = inner.learned;
        let (since, known) =
            inner.known.entry(workspace).or_insert_with(|| (Instant::now(), Arc::new(Known::unread())));
        let is_old = since.elapsed() > FRESH || known.learned != learned;
        if is_old {
            // Nobody else needs to.
            *since = Instant::now();
            Arc::make_mut(known).learned = learned;
        }
        is_old
    }

    /// Reads what is known of the user for a script: on the blocking pool.
    pub(crate) fn read(&self, roots: &[PathBuf], script: Option<&Path>, trust: Trust) {
        let (history, learned) = {
            let inner = self.lock();
            (inner.history.clone(), inner.learned)
        };
        let Some(history) = history else { return };
        // What was learned a moment ago counts.
        history.flush(SOON);
        let workspace = workspace(roots, script);
        let scope = workspace.as_deref().and_then(|it| history.workspace_hash(it).ok());
        let (team, wrong) = script.map(|it| known::of_team(it, trust)).unwrap_or_default();
        let mut known = Known::read(&history, scope.as_deref(), &team).unwrap_or_default();
        known.learned = learned;
        let mut inner = self.lock();
        for message in wrong {
            if inner.told.insert(message.clone()) {
                inner.untold.push(message);
            }
        }
        if inner.known.len() >= MOST_KNOWN {
            inner.known.clear();
        }
        inner.known.insert(workspace, (Instant::now(), Arc::new(known)));
    }

    /// Ghost text is on the screen. What stood there before is over, unless it is the same.
    pub(crate) fn shows_ghost(&self, snapshot: &Snapshot, shown: Shown<'_>, first_item: u64, text: &Rope) {
        let Some((uri, row)) = shown.place else { return };
        let Some(may) = self.may(snapshot, Some(uri), shown.dialect) else { return };
        let mut inner = self.lock();
        let uri = uri.clone();
        let id = match inner.in_sight(&uri) {
            Some(last) if last.record.prompt == shown.prompt && last.record.outcome == Outcome::Shown => {
                (last.first_item, last.row) = (Some(first_item), row);
                if last.commands.iter().map(|it| &it.command).ne(shown.commands.iter().map(|it| &it.command)) {
                    last.commands = shown.commands;
                }
                last.id
            }
            last => {
                // Half of a wish is no wish.
                match last {
                    Some(last) if shown.prompt.starts_with(&last.record.prompt) => last.uri = None,
                    _ => inner.ends(&uri),
                }
                inner.offer(shown, may, Some(first_item))
            }
        };
        if let Some(left) = inner.places.put(&uri, row, "", id, text) {
            inner.became(&left);
        }
    }

    /// An item of ghost text was taken; `text` is the document, in which it may stand already.
    pub(crate) fn took_ghost(&self, uri: &Uri, row: u32, item: u64, text: &Rope) {
        let mut inner = self.lock();
        let Some(offer) = inner.offers.iter_mut().find(|it| it.has(item)) else { return };
        let which = usize::try_from(item - offer.first_item.unwrap_or(item)).unwrap_or_default();
        let insert = offer.commands.get(which).map(|it| it.insert.clone()).unwrap_or_default();
        offer.choose(which);
        let id = offer.id;
        if let Some(left) = inner.places.put(uri, row, &insert, id, text).filter(|it| it.offer != id) {
            inner.became(&left);
        }
    }

    /// Answers to a request of the user's are shown; the number by which one is told as chosen.
    pub(crate) fn shows(&self, snapshot: &Snapshot, shown: Shown<'_>) -> Option<u64> {
        let may = self.may(snapshot, shown.place.map(|it| it.0), shown.dialect)?;
        let mut inner = self.lock();
        let id = inner.offer(shown, may, None);
        inner.record(id);
        Some(id)
    }

    /// The user took one of these answers, and put it where it is said, if anywhere.
    pub(crate) fn chose(&self, offer: u64, command: &str, place: Option<(&Uri, u32, &Rope)>) {
        let mut inner = self.lock();
        let Some(found) = inner.offers.iter_mut().find(|it| it.id == offer) else { return };
        let which = found.commands.iter().position(|it| it.command == command).unwrap_or_default();
        let first = found.commands.first().map(|it| it.command.clone()).unwrap_or_default();
        found.choose(which);
        found.record.outcome = Outcome::Accepted;
        let chosen = found.record.generated_command.clone();
        if which > 0 {
            // Another than the first was better.
            inner.learn(offer, &first, &chosen);
        }
        inner.record(offer);
        if let Some((uri, row, text)) = place
            && let Some(left) = inner.places.put(uri, row, command, offer, text)
        {
            inner.became(&left);
        }
    }

    /// The user said that one command is better than another; says whether that taught anything.
    pub(crate) fn prefers(&self, lesson: Lesson<'_>) -> bool {
        let mut inner = self.lock();
        let Some(history) = inner.history.clone().filter(|_| !inner.is_private) else { return false };
        let known = inner.known.get(&None).map(|it| Arc::clone(&it.1)).unwrap_or_default();
        let is_any = known::learn(&history, lesson, &[String::new()], &known);
        inner.learned += u64::from(is_any);
        is_any
    }

    /// A document was changed.
    pub(crate) fn changed(&self, uri: &Uri, changes: &[Change], text: &Rope) {
        let mut inner = self.lock();
        if let Some(left) = inner.places.changed(uri, changes, text) {
            inner.became(&left);
        }
    }

    /// Whether somebody waits to see what becomes of a place in a document.
    pub(crate) fn is_watched(&self, uri: &Uri) -> bool {
        self.lock().places.is_watched(uri)
    }

    /// A document was saved. Nothing is learned by that: editors save by themselves while one types.
    pub(crate) fn saved(&self, uri: &Uri, text: &Rope) {
        let mut inner = self.lock();
        if let Some(left) = inner.places.saved(uri, text) {
            inner.writes(&left);
        }
    }

    /// The user asks for something else: where nothing was changed since a document was saved, nothing will be soon.
    pub(crate) fn went_on(&self, snapshot: &Snapshot, to: Option<&Uri>) {
        let mut inner = self.lock();
        for uri in inner.places.at_rest().iter().filter(|it| Some(*it) != to) {
            let Some(open) = snapshot.document(uri) else { continue };
            if let Some(left) = inner.places.leave(uri, open.document.text()) {
                inner.became(&left);
            }
        }
    }

    /// A document is closed.
    pub(crate) fn settle(&self, uri: &Uri, text: &Rope) {
        let mut inner = self.lock();
        if let Some(left) = inner.places.leave(uri, text) {
            inner.became(&left);
        }
        inner.ends(uri);
    }

    /// What the user should know of the history, once.
    pub(crate) fn message(&self) -> Option<String> {
        let mut inner = self.lock();
        let of_history = inner.history.as_ref().and_then(History::take_message);
        of_history.or_else(|| inner.untold.pop())
    }

    /// The end of the session: what is known of offers is written.
    pub(crate) fn end(&self, within: Duration) {
        let history = self.lock().history.take();
        if let Some(history) = history {
            history.flush(within);
        }
    }

    /// Whether something may be remembered of a request for a script.
    fn may(&self, snapshot: &Snapshot, uri: Option<&Uri>, dialect: Dialect) -> Option<May> {
        {
            let inner = self.lock();
            if inner.is_private || inner.history.is_none() {
                return None;
            }
        }
        let path = uri.and_then(session::path);
        may(&snapshot.config.history, &snapshot.client.roots, path, dialect)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether settings and policy files let a request for a script be remembered.
pub(crate) fn may(
    settings: &config::History,
    roots: &[PathBuf],
    path: Option<PathBuf>,
    dialect: Dialect,
) -> Option<May> {
    let is_excluded = path.as_ref().is_some_and(|it| excluded::is_excluded(&settings.exclude, it));
    let is_of_shell = settings.shells.iter().any(|it| it.dialect() == dialect);
    if !settings.enabled || is_excluded || !is_of_shell {
        return None;
    }
    let remember = policy_file::remember(path.as_deref());
    if remember == Remember::Off {
        return None;
    }
    let workspace = workspace(roots, path.as_deref());
    Some(May { workspace, is_for_learning: settings.learning, is_private: remember == Remember::Private })
}

/// The workspace of a script: the innermost open folder around it, else its own folder.
pub(crate) fn workspace(roots: &[PathBuf], script: Option<&Path>) -> Option<PathBuf> {
    let script = script?;
    let roots = roots.iter().filter(|it| script.starts_with(it));
    roots.max_by_key(|it| it.as_os_str().len()).cloned().or_else(|| script.parent().map(Path::to_owned))
}

impl Inner {
    /// A workspace as the history knows it, once that was asked for.
    fn scope(&self, workspace: Option<&Path>) -> Option<String> {
        self.history.as_ref()?.known_workspace_hash(workspace?)
    }

    fn offer(&mut self, shown: Shown<'_>, may: May, first_item: Option<u64>) -> u64 {
        self.next += 1;
        let record = Record {
            prompt: shown.prompt.to_owned(),
            model: shown.model.map(str::to_owned),
            latency_ms: u32::try_from(shown.latency.as_millis()).unwrap_or(u32::MAX),
            via: shown.via,
            ..new_record(shown.dialect, shown.platform)
        };
        let mut offer = Offer {
            id: self.next,
            record,
            commands: shown.commands,
            uri: shown.place.map(|it| it.0.clone()),
            row: shown.place.map_or(0, |it| it.1),
            dialect: shown.dialect,
            platform: shown.platform,
            workspace: may.workspace,
            is_for_learning: may.is_for_learning,
            is_private: may.is_private,
            first_item,
            since: Instant::now(),
        };
        offer.choose(0);
        self.offers.push_front(offer);
        self.offers.truncate(MOST_OFFERS);
        self.next
    }

    /// The offer whose ghost text a document shows.
    fn in_sight(&mut self, uri: &Uri) -> Option<&mut Offer> {
        self.offers.iter_mut().find(|it| it.uri.as_ref() == Some(uri) && it.first_item.is_some())
    }

    /// What was shown in a document is not there any more. Who had the time to see it is told to have seen it.
    fn ends(&mut self, uri: &Uri) {
        let Some(last) = self.in_sight(uri) else { return };
        let was_seen = last.since.elapsed() >= SEEN;
        let is_open = last.record.outcome == Outcome::Shown;
        let id = last.id;
        last.uri = None;
        if was_seen && is_open {
            self.record(id);
        }
    }

    /// A line was left in which something was offered.
    fn became(&mut self, left: &Left) {
        let Some((outcome, offered)) = self.writes(left) else { return };
        if outcome != Outcome::Dismissed || left.was.is_empty() {
            self.learn(left.offer, &offered, &left.is);
        }
    }

    /// Writes down what became of an offer; says how that is called, and what was offered.
    fn writes(&mut self, left: &Left) -> Option<(Outcome, String)> {
        let offer = self.offers.iter_mut().find(|it| it.id == left.offer)?;
        let was_taken = !left.was.is_empty();
        let offered = if was_taken { left.was.clone() } else { offer.record.generated_command.clone() };
        let is_same = left.is == offered;
        let outcome = match (was_taken, left.is.is_empty()) {
            (false, true) => return None,
            (true, true) => Outcome::Dismissed,
            (_, false) if is_same => Outcome::Accepted,
            (true, false) => Outcome::Edited,
            // A comment is no command of the user's own.
            (false, false) if left.is.starts_with('#') => return None,
            (false, false) => Outcome::Dismissed,
        };
        offer.record.outcome = outcome;
        offer.record.corrected_command = (!is_same && !left.is.is_empty()).then(|| left.is.clone());
        self.record(left.offer);
        Some((outcome, offered))
    }

    fn learn(&mut self, offer: u64, offered: &str, is: &str) {
        let Some(offer) = self.offers.iter().find(|it| it.id == offer) else { return };
        let Some(history) = self.history.as_ref().filter(|_| offer.is_for_learning) else { return };
        let scope = self.scope(offer.workspace.as_deref());
        let user = (!offer.is_private).then(String::new);
        let scopes: Vec<String> = scope.into_iter().chain(user).collect();
        let known = self.known.get(&offer.workspace).map(|it| Arc::clone(&it.1)).unwrap_or_default();
        let lesson = Lesson { offered, is, dialect: offer.dialect, platform: offer.platform, is_said: false };
        if known::learn(history, lesson, &scopes, &known) {
            self.learned += 1;
        }
    }

    fn record(&mut self, offer: u64) {
        let Some(offer) = self.offers.iter().find(|it| it.id == offer) else { return };
        let Some(history) = &self.history else { return };
        let workspace = match self.scope(offer.workspace.as_deref()) {
            Some(scope) => Some(marked(&scope, offer.is_private)),
            // Nobody knows yet which one it is: it is of use nowhere.
            None => offer.is_private.then(|| PRIVATE.to_owned()),
        };
        history.record(Record { workspace, ..offer.record.clone() });
    }
}

/// What marks the hash of a workspace whose records are of use nowhere else.
pub(crate) const PRIVATE: &str = "private:";

/// A workspace as its records name it.
pub(crate) fn marked(scope: &str, is_private: bool) -> String {
    if is_private { format!("{PRIVATE}{scope}") } else { scope.to_owned() }
}

/// How long ago something was: "5m", "3h", "12d".
pub(crate) fn age(at: i64) -> String {
    let seconds = (now() - at).max(0);
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86_400 => format!("{}h", seconds / 3600),
        _ => format!("{}d", seconds / 86_400),
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| i64::try_from(it.as_secs()).unwrap_or(i64::MAX))
}
