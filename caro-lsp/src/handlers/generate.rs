//! `caro/generate`: commands for a wish in plain words, dangerous ones too: the user asked, and sees the risk.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use caro_core::explain::explain_text;
use caro_core::generate::at_prompt::{AtPrompt, at_prompt};
use caro_core::generate::question::{self, LeadsTo, question};
use caro_core::generate::refine::refine;
use caro_core::generate::{Candidate, Request, Suggestion, generate_with, without_sign};
use caro_core::rules;
use caro_core::script::Dialect;
use caro_core::{Document, target};
use caro_history::Via;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::notification::Notification;
use tower_lsp_server::ls_types::{Position, ProgressToken, Uri};

use super::remembered;
use crate::config::{Platform, Shell};
use crate::ext::{Found, Part, explained, found, in_text};
use crate::model::{Question, Source};
use crate::proto;
use crate::remembered::{Known, Offered, Shown};
use crate::server::{Server, on_pool};
use crate::session::{self, Open, Shared, Snapshot};

/// How many suggestions are given at most, whatever is asked for.
const MOST_SUGGESTIONS: usize = 10;
/// How many answers are remembered for refinements.
const MOST_EARLIER: usize = 2500;
/// How often a client hears that a model still works.
const TICK: Duration = Duration::from_millis(100);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GenerateParams {
    /// The wish; not needed where an earlier answer is refined.
    prompt: Option<String>,
    shell: Option<Shell>,
    platform: Option<Platform>,
    /// How many further suggestions.
    alternatives: Option<usize>,
    /// The document that the command is for: its shell holds, and what it sets and defines may be used.
    uri: Option<Uri>,
    /// Where in it.
    position: Option<Position>,
    /// A few words more about an earlier answer.
    refine: Option<Refine>,
    /// Where the client wants to see progress.
    pub(crate) work_done_token: Option<ProgressToken>,
    /// Where it wants to see what is there already.
    partial_result_token: Option<ProgressToken>,
}

#[derive(Deserialize)]
struct Refine {
    /// The answer's number.
    id: u64,
    /// Such as "only the ones from today".
    words: String,
}

#[derive(Serialize)]
pub(crate) struct Generated {
    prompt: String,
    #[serde(flatten)]
    best: Suggested,
    alternatives: Vec<Suggested>,
    /// What decides, where the wish can be read in two ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<Asking>,
    /// Why a model or a server did not answer, though it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    without: Option<String>,
}

#[derive(Default, Serialize)]
pub(crate) struct Suggested {
    /// By which it can be refined.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    command: Option<String>,
    summary: String,
    risk: Option<&'static str>,
    confidence: Option<f32>,
    source: Option<&'static str>,
    sources: Vec<&'static str>,
    findings: Vec<Found>,
    explanation: Vec<Part>,
    /// What nobody said: "the current folder".
    assumed: Vec<String>,
    /// By which of the user's habits it is written so: "you usually add -h to ls".
    learned: Vec<String>,
    /// How it may be put at a prompt: `line`, `paste` or `refused`.
    terminal: Option<&'static str>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<&'static str>,
}

/// What decides between two readings.
#[derive(Serialize)]
struct Asking {
    text: String,
    choices: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    label: String,
    /// The answer that it means; one that is not among the answers is had by refining the first with `words`.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// The answers of this session, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    next: u64,
    kept: VecDeque<(u64, Answer)>,
}

/// An answer, as far as a refinement needs it.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) wish: String,
    pub(crate) command: String,
    pub(crate) dialect: Dialect,
    pub(crate) platform: target::Platform,
    pub(crate) place: Option<(Uri, Position)>,
    /// The offer that it is a part of.
    pub(crate) offer: Option<u64>,
}

/// Wishes and commands are nobody's business.
impl std::fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Answer")
    }
}

impl Earlier {
    pub(crate) fn keep(&mut self, answer: Answer) -> u64 {
        self.next += 1;
        self.kept.push_back((self.next, answer));
        if self.kept.len() > MOST_EARLIER {
            self.kept.pop_front();
        }
        self.next
    }

    fn find(&self, id: u64) -> Option<Answer> {
        self.kept.iter().find(|it| it.0 == id).map(|it| it.1.clone())
    }
}

/// All that a request asks for.
struct Asked {
    text: String,
    /// The command that is refined, and by which words.
    refines: Option<(String, String)>,
    dialect: Dialect,
    platform: target::Platform,
    place: Option<(Uri, Position)>,
    open: Option<(Arc<Open>, usize)>,
    most: usize,
    /// How this user writes commands.
    known: Arc<Known>,
    began: Instant,
}

impl Asked {
    fn read(session: &Shared, snapshot: &Snapshot, params: GenerateParams) -> Result<Self> {
        let began = Instant::now();
        let most = params.alternatives.unwrap_or(0).saturating_add(1).min(MOST_SUGGESTIONS);
        if let Some(Refine { id, words }) = params.refine {
            let earlier = session.generated.lock().unwrap_or_else(PoisonError::into_inner).find(id);
            let earlier = earlier.ok_or_else(|| Error::invalid_params("the answer to refine is not known any more"))?;
            let open = earlier.place.as_ref().and_then(|it| open(snapshot, &it.0, it.1));
            let Answer { wish, command, dialect, platform, place, .. } = earlier;
            let known = known(session, snapshot, place.as_ref());
            let refines = Some((command, words));
            return Ok(Self { text: wish, refines, dialect, platform, place, open, most, known, began });
        }
        let text = params.prompt.ok_or_else(|| Error::invalid_params("there is neither a prompt nor a refinement"))?;
        let text = without_sign(&text).to_owned();
        let place = params.uri.map(|it| (it, params.position.unwrap_or(Position::new(u32::MAX, 0))));
        let open = place.as_ref().and_then(|it| open(snapshot, &it.0, it.1));
        let of_document = open.as_ref().map(|it| it.0.document.dialect()).filter(|it| *it != Dialect::Unsupported);
        let dialect = params.shell.map(Shell::dialect).or(of_document).unwrap_or_default();
        let platform = params.platform.unwrap_or(snapshot.config.platform).or_machine();
        let known = known(session, snapshot, place.as_ref());
        Ok(Self { text, refines: None, dialect, platform, place, open, most, known, began })
    }

    fn request(&self) -> Request<'_> {
        let base = match &self.open {
            Some((open, offset)) => Request::at(&self.text, &open.document, *offset, self.platform),
            None => Request::new(&self.text, self.dialect, self.platform),
        };
        self.known.request(Request { dialect: self.dialect, ..base })
    }

    /// Our own answers, and those that others propose.
    fn suggestions(&self, others: Vec<Candidate>) -> Vec<Suggestion> {
        match &self.refines {
            None => generate_with(&self.request(), self.most, others),
            Some((earlier, words)) => refine(&self.request(), earlier, words, self.most, others),
        }
    }

    /// What somebody else is asked.
    fn question(&self, source: &Source, budget: Duration) -> Option<Question> {
        let place = self.open.as_ref().map(|(open, offset)| (&*open.document, *offset));
        let earlier = self.refines.as_ref().map(|(command, words)| (command.as_str(), words.as_str()));
        Question::of(&source.may_see(self.request()), earlier, place, self.most, "caro/generate".to_owned(), budget)
    }
}

fn known(session: &Shared, snapshot: &Snapshot, place: Option<&(Uri, Position)>) -> Arc<Known> {
    session.remembered.known(snapshot, place.and_then(|it| session::path(&it.0)).as_deref())
}

fn open(snapshot: &Snapshot, uri: &Uri, position: Position) -> Option<(Arc<Open>, usize)> {
    let open = snapshot.document(uri)?;
    Some((Arc::clone(open), snapshot.mapper(open).offset(position)))
}

/// Answers with what is composed here and what a model or a server adds, where one is chosen; a client that gave a token
/// for partial results sees ours at once.
pub(crate) async fn generate(server: &Server, mut params: GenerateParams) -> Result<Generated> {
    remembered::asked(server, params.uri.as_ref()).await;
    let (session, snapshot) = (server.session.clone(), server.session.snapshot());
    let token = params.partial_result_token.take();
    let asked = Arc::new(Asked::read(&session, &snapshot, params)?);
    let budget = Duration::from_millis(snapshot.config.model.budget_ms.0.into());

    let (ours, source) = pooled(&snapshot, &asked, {
        let (session, assistant) = (session.clone(), Arc::clone(&session.assistant));
        move |snapshot, asked| {
            let source = assistant.source(&snapshot.config);
            let ours = answer(&session, snapshot, asked, Vec::new(), None);
            let question = source.as_ref().and_then(|it| asked.question(it, budget));
            (ours, source.zip(question))
        }
    })
    .await?;
    let Some((source, question)) = source else { return Ok(ours) };
    if let Some(token) = &token {
        partial(server, token, json!({ "answer": ours })).await;
    }
    let found = ask(server, &source, &question, token.as_ref()).await;
    let (others, without) = match found {
        Ok(others) => (others, None),
        Err(message) => (Vec::new(), Some(message)),
    };
    if others.is_empty() {
        return Ok(Generated { without, ..ours });
    }
    let name = source.place();
    pooled(&snapshot, &asked, move |snapshot, asked| answer(&session, snapshot, asked, others, Some(&name))).await
}

async fn pooled<T: Send + 'static>(
    snapshot: &Snapshot,
    asked: &Arc<Asked>,
    work: impl FnOnce(&Snapshot, &Asked) -> T + Send + 'static,
) -> Result<T> {
    let asked = Arc::clone(asked);
    on_pool(snapshot.clone(), move |it| work(it, &asked)).await.ok_or_else(Error::internal_error)
}

/// Asks, and says meanwhile how much was written: not what, since that is not checked yet.
async fn ask(
    server: &Server,
    source: &Arc<Source>,
    question: &Question,
    token: Option<&ProgressToken>,
) -> std::result::Result<Vec<Candidate>, String> {
    let (grows, mut grown) = watch::channel(0);
    let asking = server.session.assistant.ask(source, question, Some(grows));
    let telling = async {
        let Some(token) = token else { return std::future::pending::<std::result::Result<_, String>>().await };
        while grown.changed().await.is_ok() {
            let pieces = *grown.borrow_and_update();
            partial(server, token, json!({ "source": source.name(), "place": source.place(), "pieces": pieces })).await;
            tokio::time::sleep(TICK).await;
        }
        std::future::pending().await
    };
    tokio::select! {
        found = asking => found.map_err(|it| it.message),
        never = telling => never,
    }
}

/// `$/progress` with a partial result.
enum Partial {}

impl Notification for Partial {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

async fn partial(server: &Server, token: &ProgressToken, value: Value) {
    server.client.send_notification::<Partial>(json!({ "token": token, "value": value })).await;
}

fn answer(
    session: &Shared,
    snapshot: &Snapshot,
    asked: &Asked,
    others: Vec<Candidate>,
    model: Option<&str>,
) -> Generated {
    let suggestions = asked.suggestions(others);
    let offer = remember(session, snapshot, asked, &suggestions, model);
    let question = asked.refines.is_none().then(|| question(&asked.request(), &suggestions)).flatten();
    let mut suggested = suggestions.iter().map(|it| {
        let kept = Answer {
            wish: it.wish().to_owned(),
            command: it.command().to_owned(),
            dialect: asked.dialect,
            platform: asked.platform,
            place: asked.place.clone(),
            offer,
        };
        let id = session.generated.lock().unwrap_or_else(PoisonError::into_inner).keep(kept);
        suggested(snapshot, it, id)
    });
    let best = suggested.next().unwrap_or_default();
    let alternatives: Vec<_> = suggested.collect();
    let ids: Vec<Option<u64>> = std::iter::once(&best).chain(&alternatives).map(|it| it.id).collect();
    let question = question
        .map(|it| Asking { text: it.text, choices: it.choices.into_iter().map(|it| choice(it, &ids)).collect() });
    Generated { prompt: asked.text.clone(), best, alternatives, question, without: None }
}

/// Notes what is offered.
fn remember(
    session: &Shared,
    snapshot: &Snapshot,
    asked: &Asked,
    suggestions: &[Suggestion],
    model: Option<&str>,
) -> Option<u64> {
    let best = suggestions.first()?;
    let shown = Shown {
        prompt: best.wish(),
        commands: suggestions.iter().map(|it| Offered::of(it, it.command())).collect(),
        place: asked.place.as_ref().map(|it| (&it.0, it.1.line)),
        dialect: asked.dialect,
        platform: asked.platform,
        model,
        latency: asked.began.elapsed(),
        via: Via::Generate,
    };
    session.remembered.shows(snapshot, shown)
}

/// An answer was put somewhere, or copied.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    id: u64,
    /// The document that it was put into, and the row in which it begins there.
    uri: Option<Uri>,
    row: Option<u32>,
}

/// Notes which answer the user chose.
pub(crate) fn chosen(session: &Shared, chosen: &Chosen) {
    let answer = session.generated.lock().unwrap_or_else(PoisonError::into_inner).find(chosen.id);
    let Some((answer, offer)) = answer.and_then(|it| it.offer.map(|offer| (it, offer))) else { return };
    let snapshot = session.snapshot();
    let open = chosen.uri.as_ref().and_then(|it| Some((it, snapshot.document(it)?)));
    let place = open.as_ref().zip(chosen.row).map(|((uri, open), row)| (*uri, row, open.document.text()));
    session.remembered.chose(offer, &answer.command, place);
}

fn choice(choice: question::Choice, ids: &[Option<u64>]) -> Choice {
    let (id, words) = match choice.leads_to {
        LeadsTo::Suggestion(at) => (ids.get(at).copied().flatten(), None),
        LeadsTo::Words(words) => (None, Some(words)),
    };
    Choice { label: choice.label, id, words }
}

/// How a command may be put at a prompt, and why not.
fn at_terminal(command: &str) -> (&'static str, Option<&'static str>) {
    match at_prompt(command) {
        AtPrompt::Line => ("line", None),
        AtPrompt::Paste => ("paste", None),
        AtPrompt::Refused(why) => ("refused", Some(why)),
    }
}

/// A command of an earlier time, judged anew.
pub(crate) fn written(snapshot: &Snapshot, command: &str, dialect: Dialect, id: u64) -> Suggested {
    let document = Document::new(command, dialect);
    let findings = rules::check(&document, None).findings().to_vec();
    let explanation = explain_text(command, dialect);
    let (terminal, refusal) = at_terminal(command);
    let risk = findings.iter().map(|it| it.level).max();
    in_text(snapshot, command, |mapper| Suggested {
        id: Some(id),
        command: Some(command.to_owned()),
        summary: explanation.first().map_or_else(String::new, |it| it.meaning.clone()),
        risk: Some(risk.map_or("none", proto::level)),
        source: Some("history"),
        sources: vec!["history"],
        findings: found(&findings, mapper),
        explanation: explained(command, &explanation, mapper),
        terminal: Some(terminal),
        refusal,
        ..Suggested::default()
    })
}

fn suggested(snapshot: &Snapshot, suggestion: &Suggestion, id: u64) -> Suggested {
    let risk = suggestion.findings().iter().map(|it| it.level).max();
    let (terminal, refusal) = at_terminal(suggestion.command());
    in_text(snapshot, suggestion.command(), |mapper| Suggested {
        id: Some(id),
        command: Some(suggestion.command().to_owned()),
        summary: suggestion.summary().to_owned(),
        risk: Some(risk.map_or("none", proto::level)),
        confidence: Some(suggestion.confidence()),
        source: Some(suggestion.source()),
        sources: suggestion.sources().to_vec(),
        findings: found(suggestion.findings(), mapper),
        explanation: explained(suggestion.command(), suggestion.explanation(), mapper),
        assumed: suggestion.assumed().to_vec(),
        learned: suggestion.learned().to_vec(),
        terminal: Some(terminal),
        refusal,
    })
}
