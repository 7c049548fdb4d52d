//! Whom the server asks beside its own generator, as the settings say, and how that one is: what a status bar shows.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use caro_core::generate::Candidate;
use caro_host::client::State as HostState;
use caro_models::{Store, folder};
use serde::Serialize;
use tokio::sync::{oneshot, watch};

use crate::config::{self, Config};
use crate::handlers::execute_command::{self, RESTART_MODEL, SELECT_MODEL};
use crate::model::{Advice, Choice, Failure, Heard, Held, Key, Loading, Question, Source, Trouble, Wanted};

/// How often it is looked whether another model was chosen in a terminal.
const LOOK: Duration = Duration::from_secs(5);
/// After so many failures in a row there is a pause.
const MOST_FAILURES: u32 = 3;
/// The first pause; each further one is twice as long, up to the longest.
const PAUSE: Duration = Duration::from_secs(20);
const LONGEST_PAUSE: Duration = Duration::from_mins(10);
/// How often it is looked how far a model is loaded.
const LOADING: Duration = Duration::from_millis(200);

/// What the server can do at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct State {
    /// In one word.
    #[serde(rename = "state")]
    pub(crate) word: Word,
    /// In one sentence, for people.
    pub(crate) message: String,
    /// How much of the model is loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) percent: Option<u8>,
    /// Who answers beside the generator that needs no model: `model` or `server`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<&'static str>,
    /// The model's name, or the server's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<String>,
    /// What helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<Action>,
}

/// The states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Word {
    /// Nothing is asked just now.
    Ready,
    /// The model's process is being started.
    Starting,
    /// The model is being loaded.
    Loading,
    /// It is asked.
    Thinking,
    /// The user wants no ghost text for now.
    Paused,
    /// The model that the settings name is not here.
    ModelMissing,
    /// The server is not reached.
    Offline,
    /// It failed.
    Error,
}

impl Word {
    /// The word as messages have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Starting => "starting",
            Self::Loading => "loading",
            Self::Thinking => "thinking",
            Self::Paused => "paused",
            Self::ModelMissing => "model missing",
            Self::Offline => "offline",
            Self::Error => "error",
        }
    }
}

/// A command of the server that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Action {
    /// What a button says.
    pub(crate) title: &'static str,
    /// What it does.
    pub(crate) command: &'static str,
}

/// The one beside us.
#[derive(Debug)]
pub(crate) struct Assistant {
    slot: Mutex<Slot>,
    paused: AtomicBool,
    busy: AtomicUsize,
    told: watch::Sender<State>,
}

/// The settings that decide whom to ask.
type Settings = (config::Model, config::Server);

/// Who it is.
#[derive(Debug, Default)]
struct Slot {
    choice: Option<Choice>,
    /// The settings it was last made from, and when.
    looked: Option<(Settings, Instant)>,
    source: Option<Arc<Source>>,
    failure: Option<Failure>,
    failures: u32,
    /// Whether it failed so often that it is left alone, and until when.
    rests: Option<Instant>,
    /// How much is loaded, while it is.
    loading: Option<Loading>,
    /// Whether somebody looks how much. Each look waits for the host: one who looks is enough.
    is_followed: bool,
}

impl Slot {
    fn is_from(&self, source: &Arc<Source>) -> bool {
        self.source.as_ref().is_some_and(|it| Arc::ptr_eq(it, source))
    }
}

impl Default for Assistant {
    fn default() -> Self {
        let told = watch::Sender::new(state(&Slot::default(), false, false));
        Self { slot: Mutex::default(), paused: AtomicBool::new(false), busy: AtomicUsize::new(0), told }
    }
}

impl Assistant {
    /// How it is now.
    pub(crate) fn state(&self) -> State {
        self.told.borrow().clone()
    }

    /// Hears of each change.
    pub(crate) fn changes(&self) -> watch::Receiver<State> {
        self.told.subscribe()
    }

    /// Whether the user wants nothing unasked.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused.load(Ordering::SeqCst)
    }

    /// Has nothing shown unasked, or lets it be shown again.
    pub(crate) fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::SeqCst);
        self.tell(&self.slot());
    }

    /// Whether the user named somebody, be they able to answer or not.
    pub(crate) fn is_chosen(&self) -> bool {
        self.slot().choice.is_some()
    }

    /// Forgets what went wrong, and looks at the settings and the store again. With `anew`, a model's process is ended: the
    /// next question starts another.
    pub(crate) fn restart(&self, anew: bool) {
        let mut slot = self.slot();
        if let Some(source) = &slot.source {
            if anew {
                source.shut_down();
            }
            source.ask_again();
        }
        *slot = Slot { choice: slot.choice.take(), source: slot.source.take(), ..Slot::default() };
        self.tell(&slot);
    }

    /// Whom to ask now; nobody where nobody is chosen, or they failed a moment ago. Looks at files: on the blocking pool.
    pub(crate) fn source(&self, config: &Config) -> Option<Arc<Source>> {
        let mut slot = self.slot();
        let is_fresh = |((model, server), at): &(Settings, Instant)| {
            *model == config.model && *server == config.server && at.elapsed() < LOOK
        };
        if !slot.looked.as_ref().is_some_and(is_fresh) {
            slot.looked = Some(((config.model.clone(), config.server.clone()), Instant::now()));
            let choice = choice(config);
            // What is missing may have come meanwhile.
            let is_missing = slot.failure.as_ref().is_some_and(|it| it.trouble == Trouble::Missing);
            if choice != slot.choice || is_missing && slot.source.is_none() {
                let made = choice.as_ref().map(|it| Source::new(it, Advice::Settings));
                let looked = slot.looked.take();
                *slot = Slot { choice, looked, ..Slot::default() };
                match made {
                    Some(Ok(source)) => slot.source = Some(Arc::new(source)),
                    Some(Err(failure)) => slot.failure = Some(failure),
                    None => {}
                }
            }
            self.tell(&slot);
        }
        let rests = slot.rests.is_some_and(|it| Instant::now() < it);
        slot.source.clone().filter(|_| !rests)
    }

    /// Asks. Dropping the future takes the question back.
    pub(crate) async fn ask(
        self: &Arc<Self>,
        source: &Arc<Source>,
        question: &Question,
        grows: Option<watch::Sender<u32>>,
    ) -> Result<Vec<Candidate>, Failure> {
        let _busy = Busy::new(self, source);
        let (sender, receiver) = oneshot::channel();
        let mut sender = Some(sender);
        let mut pieces = 0;
        let asking = source.start(question, move |heard| match heard {
            Heard::More => {
                pieces += 1;
                if let Some(grows) = &grows {
                    grows.send_replace(pieces);
                }
            }
            Heard::Done(found) => {
                if let Some(sender) = sender.take() {
                    let _ = sender.send(found);
                }
            }
        });
        let lost = || Failure::failed("nobody answers any more: ask again");
        let found = match tokio::time::timeout(question.budget(), receiver).await {
            Ok(found) => found.unwrap_or_else(|_| Err(lost())),
            Err(_) => Err(source.too_slow(question.budget())),
        };
        drop(asking);
        self.note(source, found.as_ref().err());
        found
    }

    /// Notes how a question ended.
    fn note(&self, source: &Arc<Source>, failure: Option<&Failure>) {
        let mut slot = self.slot();
        if !slot.is_from(source) {
            return;
        }
        match failure {
            None => (slot.failures, slot.failure, slot.rests) = (0, None, None),
            // There may be time enough for the next one.
            Some(failure) if failure.trouble == Trouble::Slow => {}
            Some(failure) => {
                slot.failures += 1;
                slot.failure = Some(failure.clone());
                if slot.failures >= MOST_FAILURES {
                    let doublings = (slot.failures - MOST_FAILURES).min(10);
                    slot.rests = Some(Instant::now() + LONGEST_PAUSE.min(PAUSE * 2_u32.pow(doublings)));
                }
            }
        }
        self.tell(&slot);
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, slot: &Slot) {
        let state = state(slot, self.is_paused(), self.busy.load(Ordering::SeqCst) > 0);
        self.told.send_if_modified(|told| {
            let is_new = *told != state;
            *told = state;
            is_new
        });
    }
}

/// Somebody is asked as long as this lives.
struct Busy(Arc<Assistant>);

impl Busy {
    fn new(assistant: &Arc<Assistant>, source: &Arc<Source>) -> Self {
        assistant.busy.fetch_add(1, Ordering::SeqCst);
        let is_loaded = matches!(source.state(), Some(HostState::Connected { .. }) | None);
        let mut slot = assistant.slot();
        if !is_loaded && slot.is_from(source) && !slot.is_followed {
            slot.is_followed = true;
            tokio::spawn(follow_loading(Arc::clone(assistant), Arc::clone(source)));
        }
        assistant.tell(&slot);
        drop(slot);
        Self(Arc::clone(assistant))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::SeqCst);
        self.0.tell(&self.0.slot());
    }
}

/// Tells how far a model is loaded, until it is, or nobody waits for it.
async fn follow_loading(assistant: Arc<Assistant>, source: Arc<Source>) {
    loop {
        let asked = Arc::clone(&source);
        let loading = tokio::task::spawn_blocking(move || asked.loading()).await.ok().flatten();
        let is_awaited = assistant.busy.load(Ordering::SeqCst) > 0;
        {
            let mut slot = assistant.slot();
            // Somebody else's loading is followed by another.
            if !slot.is_from(&source) {
                return;
            }
            slot.loading = loading.filter(|_| is_awaited);
            slot.is_followed = slot.loading.is_some();
            assistant.tell(&slot);
            if !slot.is_followed {
                return;
            }
        }
        tokio::time::sleep(LOADING).await;
    }
}

/// Whom the settings name. Looks into the store where they leave it to that.
fn choice(config: &Config) -> Option<Choice> {
    if let Some(server) = server(config) {
        return Some(server);
    }
    if !config.model.enabled || !cfg!(feature = "local-models") {
        return None;
    }
    let wanted = if config.model.name.is_empty() {
        let store = Store::existing(folder::of_this_user()?).ok().flatten()?;
        Wanted::Name(store.chosen().ok().flatten()?.name)
    } else {
        Wanted::read(&config.model.name)
    };
    Some(Choice::Model { wanted, held: held(config) })
}

fn server(config: &Config) -> Option<Choice> {
    let server = &config.server;
    let filled = |it: &String| (!it.trim().is_empty()).then(|| it.trim().to_owned());
    let key = match (filled(&server.key_variable), server.key_command.as_slice()) {
        (Some(variable), _) => Key::Variable(variable),
        (None, []) => Key::None,
        (None, command) => Key::Command(command.to_vec()),
    };
    Some(Choice::Server { address: filled(&server.url)?, model: filled(&server.model), key })
}

fn held(config: &Config) -> Held {
    Held {
        context: config.model.context_tokens.0,
        threads: config.model.threads.0,
        idle: Duration::from_mins(config.model.idle_minutes.0.into()),
    }
}

const CHOOSE: Action = Action { title: "Choose a model", command: SELECT_MODEL };
const AGAIN: Action = Action { title: "Try again", command: RESTART_MODEL };
const RESUME: Action = Action { title: "Resume", command: execute_command::RESUME };

fn state(slot: &Slot, is_paused: bool, is_busy: bool) -> State {
    let source = slot.source.as_ref();
    let place = source.map(|it| it.place());
    let who = place.clone().unwrap_or_default();
    let (word, message, percent, action) = match (&slot.failure, slot.loading) {
        _ if is_paused => (Word::Paused, "Nothing is suggested until you resume.".to_owned(), None, Some(RESUME)),
        (_, Some(loading)) => match loading {
            Loading::Starting => (Word::Starting, format!("{who} is being started"), None, None),
            Loading::Loading(percent) => {
                (Word::Loading, format!("{who} is being loaded: {percent} %"), Some(percent), None)
            }
        },
        (_, None) if is_busy => (Word::Thinking, format!("{who} is asked"), None, None),
        (Some(failure), _) => {
            let (word, action) = match failure.trouble {
                Trouble::Missing => (Word::ModelMissing, CHOOSE),
                Trouble::Offline => (Word::Offline, AGAIN),
                Trouble::Slow | Trouble::Failed => (Word::Error, AGAIN),
            };
            (word, failure.message.clone(), None, Some(action))
        }
        (None, _) if slot.choice.is_some() => (Word::Ready, format!("{who} is asked where it helps"), None, None),
        (None, _) => (Word::Ready, "The generator that needs no model answers.".to_owned(), None, None),
    };
    State { word, message, percent, source: source.map(|it| it.name()), place, action }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn config(value: &serde_json::Value) -> Config {
        let (config, warnings) = Config::read(value);
        assert_eq!(warnings, Vec::<String>::new());
        config
    }

    #[test]
    fn a_server_takes_the_place_of_a_model() {
        let both = config(&json!({"server": {"url": " http://127.0.0.1:1/v1 "}, "model": {"name": "x"}}));
        let Some(Choice::Server { address, model: None, key: Key::None }) = choice(&both) else { panic!("no server") };
        assert_eq!(address, "http://127.0.0.1:1/v1");
        assert_eq!(choice(&config(&json!({"model": {"enabled": false, "name": "x"}}))), None);
    }

    #[test]
    fn what_cannot_be_asked_is_one_sentence_with_what_helps() {
        let assistant = Assistant::default();
        assert_eq!(assistant.state().word, Word::Ready);
        let named = config(&json!({"server": {"url": "gopher://x"}}));
        assert!(assistant.source(&named).is_none());
        let state = assistant.state();
        assert_eq!((state.word, state.action), (Word::Error, Some(AGAIN)), "{state:?}");
        assert!(state.message.contains("http://"), "{state:?}");

        // A mended setting counts at once.
        assert!(assistant.source(&config(&json!({"server": {"url": "http://127.0.0.1:9/v1"}}))).is_some());
        assert_eq!(assistant.state().word, Word::Ready);
        assert!(assistant.source(&config(&json!({"model": {"enabled": false}}))).is_none());
        assert_eq!(assistant.state().source, None);
    }

    #[test]
    fn who_fails_three_times_is_left_alone_until_asked_again() {
        let assistant = Assistant::default();
        let settings = config(&json!({"server": {"url": "http://127.0.0.1:9/v1"}}));
        let source = assistant.source(&settings).unwrap();
        let failure = Failure { trouble: Trouble::Offline, message: "nobody there".to_owned() };
        for _ in 0..3 {
            assert!(assistant.source(&settings).is_some());
            assistant.note(&source, Some(&failure));
        }
        assert!(assistant.source(&settings).is_none());
        assert_eq!(assistant.state().word, Word::Offline);
        assistant.restart(false);
        assert!(assistant.source(&settings).is_some());
        assert_eq!(assistant.state().word, Word::Ready);
        assistant.pause(true);
        assert_eq!(assistant.state().word, Word::Paused);
    }
}
