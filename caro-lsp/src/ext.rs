//! Our own messages `caro/status` and `caro/explain`. `docs/protocol.md` describes them.

#![allow(
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "the signature says which kind of handler it is, also where it cannot fail"
)]

use caro_core::explain::script::{self, Item, ScriptPage, Section, Topic};
use caro_core::explain::{Explained, View, places, text};
use caro_core::rules::Finding;
use caro_core::script::Dialect;
use caro_core::{Document, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{Range, Uri};

use crate::assistant::State;
use crate::config::{Config, Shell};
use crate::judge::Judge;
use crate::pages;
use crate::policy_file::Trust;
use crate::proto::{self, Lines, Mapper};
use crate::remembered;
use crate::session::{Open, Snapshot};

/// The server's name, as LSP and the status tell it.
pub(crate) const NAME: &str = "caro-lsp";

/// The server's version.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What `initialize` says of these messages.
pub(crate) fn announced() -> Value {
    json!({ "status": true, "explain": true, "generate": true })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatusParams {
    uri: Option<Uri>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    name: &'static str,
    version: &'static str,
    position_encoding: String,
    open_documents: usize,
    sources: Vec<&'static str>,
    /// How the one beside our own generator is.
    #[serde(flatten)]
    state: State,
    settings: Config,
    /// Whether something is remembered.
    history: remembered::State,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<DocumentStatus>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentStatus {
    uri: Uri,
    version: i32,
    dialect: Option<&'static str>,
    /// Why Caro says nothing about this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    silent: Option<&'static str>,
}

/// `caro/status`: what the server is and does, for a status bar or a health check.
pub(crate) fn status(
    snapshot: &Snapshot,
    (state, history, params): (State, remembered::State, StatusParams),
) -> Result<Status> {
    let document = params.uri.and_then(|uri| Some(document_status(snapshot.document(&uri)?, uri)));
    Ok(Status {
        name: NAME,
        version: VERSION,
        position_encoding: snapshot.client.encoding.kind().as_str().to_owned(),
        open_documents: snapshot.count(),
        sources: ["embedded"].into_iter().chain(state.source).collect(),
        state,
        settings: (*snapshot.config).clone(),
        history,
        document,
    })
}

fn document_status(open: &Open, uri: Uri) -> DocumentStatus {
    let dialect = match open.document.dialect() {
        Dialect::Sh => Some("sh"),
        Dialect::Bash => Some("bash"),
        Dialect::Ksh => Some("ksh"),
        Dialect::Unsupported => None,
    };
    let silent = dialect.is_none().then_some("Caro reads sh, bash and ksh: zsh, fish and csh are not supported yet");
    DocumentStatus { uri, version: open.version, dialect, silent }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExplainParams {
    /// A command that stands in no document.
    command: Option<String>,
    shell: Option<Shell>,
    /// An open document; with a command, the one whose policy holds.
    uri: Option<Uri>,
    /// What is selected in it; without one the whole script is meant.
    range: Option<Range>,
    /// Which version of ours is meant, in the commands of actions.
    generation: Option<u64>,
}

#[derive(Serialize)]
pub(crate) struct Explanation {
    parts: Vec<Part>,
    findings: Vec<Found>,
    pub(crate) markdown: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    script: Option<Value>,
}

#[derive(Serialize)]
pub(crate) struct Part {
    text: String,
    kind: &'static str,
    title: String,
    meaning: String,
    source: String,
    range: Range,
    parts: Vec<Part>,
}

#[derive(Serialize)]
pub(crate) struct Found {
    code: &'static str,
    level: &'static str,
    message: String,
    range: Range,
}

/// `caro/explain`: what a command, a selection or a script does, and what is dangerous in it.
pub(crate) fn explain(snapshot: &Snapshot, params: ExplainParams) -> Result<Explanation> {
    let open = match &params.uri {
        Some(uri) => {
            let open = snapshot.document(uri).filter(|it| params.generation.is_none_or(|this| this == it.generation));
            Some(open.ok_or_else(Error::content_modified)?)
        }
        None => None,
    };
    match (&params.command, open) {
        (Some(command), open) => Ok(explain_command(snapshot, command, params.shell, open.map(AsRef::as_ref))),
        (None, Some(open)) => Ok(explain_document(snapshot, open, params.range)),
        (None, None) => Err(Error::invalid_params("there is neither a command nor a document")),
    }
}

fn explain_command(snapshot: &Snapshot, command: &str, shell: Option<Shell>, open: Option<&Open>) -> Explanation {
    let document = Document::new(command, shell.unwrap_or_default().dialect());
    let trust = if snapshot.config.workspace_trusted { Trust::Workspace } else { Trust::AsConfigured };
    let findings = match open {
        Some(open) => open.findings_in(&document),
        None => Judge::of(None, trust, snapshot.config.platform).findings(&document),
    };
    let pages = pages::of_this_machine().asking(pages::PATIENCE);
    let view = View { findings: &findings, pages: &pages, ..View::of(&document) };
    let whole = Span::new(0, command.len());
    let parts = caro_core::explain::explain(&view, whole);
    in_text(snapshot, command, |mapper| Explanation {
        parts: explained(command, &parts, mapper),
        findings: found(&findings, mapper),
        markdown: text::page(&view, &places::statements(&document, whole)),
        script: None,
    })
}

fn explain_document(snapshot: &Snapshot, open: &Open, range: Option<Range>) -> Explanation {
    let pages = pages::of_this_machine().asking(pages::PATIENCE);
    let (view, mapper) = (open.view(&pages), snapshot.mapper(open));
    let Some(range) = range else {
        let page = script::script(&view, open.library());
        return Explanation {
            parts: Vec::new(),
            findings: found(&page.findings, mapper),
            markdown: page.markdown(&open.document),
            script: Some(script_page(&page, &|it| json!(mapper.range(it)))),
        };
    };
    let spans = places::statements(&open.document, mapper.span(range));
    let document = open.document.text().to_string();
    let parts: Vec<Explained> = spans.iter().filter_map(|it| text::explained(&view, *it)).collect();
    let within = |it: &&Finding| spans.iter().any(|span| span.start <= it.span.start && it.span.start < span.end);
    let told: Vec<Finding> = view.findings.iter().filter(within).cloned().collect();
    Explanation {
        parts: explained(&document, &parts, mapper),
        findings: found(&told, mapper),
        markdown: text::page(&view, &spans),
        script: None,
    }
}

/// A page of a script as JSON; `place` writes a stretch of it.
pub(crate) fn script_page(page: &ScriptPage, place: &dyn Fn(Span) -> Value) -> Value {
    let mut answer = serde_json::Map::new();
    answer.insert("title".to_owned(), json!(page.title));
    answer.insert("quoted".to_owned(), json!(page.is_quoted));
    answer.insert("summary".to_owned(), json!(page.summary));
    for topic in Topic::ALL {
        let group = page.groups.iter().find(|it| it.topic == topic);
        let items = group.map_or(&[][..], |it| &it.items);
        let item = |it: &Item| {
            let places: Vec<Value> = it.places.iter().map(|it| place(*it)).collect();
            json!({ "text": it.text, "places": places })
        };
        let items: Vec<Value> = items.iter().map(item).collect();
        answer.insert(topic.name().to_owned(), json!(items));
    }
    let section = |it: &Section| json!({ "title": it.title, "says": it.says, "place": place(it.span) });
    answer.insert("sections".to_owned(), page.sections.iter().map(section).collect());
    let left_out = page.more_sections + page.groups.iter().map(|it| it.more).sum::<usize>();
    answer.insert("more".to_owned(), json!(left_out));
    answer.insert("complete".to_owned(), json!(page.is_complete));
    Value::Object(answer)
}

/// Translates positions in a text that is no document.
pub(crate) fn in_text<T>(snapshot: &Snapshot, text: &str, make: impl FnOnce(Mapper<'_>) -> T) -> T {
    let (rope, lines) = (ropey::Rope::from_str(text), Lines::of(text));
    make(Mapper::new(&rope, &lines, snapshot.client.encoding))
}

pub(crate) fn explained(text: &str, parts: &[Explained], mapper: Mapper<'_>) -> Vec<Part> {
    let part = |it: &Explained| Part {
        text: it.span.of(text).to_owned(),
        kind: it.kind.name(),
        title: it.title.clone(),
        meaning: it.meaning.clone(),
        source: it.source.name(),
        range: mapper.range(it.span),
        parts: explained(text, &it.parts, mapper),
    };
    parts.iter().map(part).collect()
}

pub(crate) fn found(findings: &[Finding], mapper: Mapper<'_>) -> Vec<Found> {
    let found = |it: &Finding| Found {
        code: it.rule.code,
        level: proto::level(it.level),
        message: it.message.clone(),
        range: mapper.range(it.span),
    };
    findings.iter().map(found).collect()
}
