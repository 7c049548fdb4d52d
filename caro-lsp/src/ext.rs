//! Our few own messages: `caro/status`, `caro/explain`, `caro/generate`. `docs/protocol.md` describes them.

#![allow(
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "the signature says which kind of handler it is, also where it cannot fail"
)]

use caro_core::Document;
use caro_core::explain::Explained;
use caro_core::generate::{Request, Suggestion};
use caro_core::rules::Finding;
use caro_core::script::Dialect;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{ProgressToken, Range, Uri};

use crate::config::{Config, Platform, Shell};
use crate::proto::{self, Lines, Mapper};
use crate::session::{Open, Snapshot};

/// The server's name, as LSP and the status tell it.
pub(crate) const NAME: &str = "caro-lsp";

/// The server's version.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How many suggestions `caro/generate` gives at most, whatever it is asked for.
const MOST_SUGGESTIONS: usize = 10;

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
    sources: [&'static str; 1],
    settings: Config,
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
pub(crate) fn status(snapshot: &Snapshot, params: StatusParams) -> Result<Status> {
    let document = params.uri.and_then(|uri| Some(document_status(snapshot.document(&uri)?, uri)));
    Ok(Status {
        name: NAME,
        version: VERSION,
        position_encoding: snapshot.client.encoding.kind().as_str().to_owned(),
        open_documents: snapshot.count(),
        sources: ["embedded"],
        settings: (*snapshot.config).clone(),
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
    command: String,
    shell: Option<Shell>,
}

#[derive(Serialize)]
pub(crate) struct Explanation {
    parts: Vec<Part>,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Part {
    text: String,
    kind: &'static str,
    title: String,
    meaning: String,
    source: String,
    range: Range,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    level: &'static str,
    message: String,
    range: Range,
}

/// `caro/explain`: a command's parts with their meaning, and what is dangerous in it.
pub(crate) fn explain(snapshot: &Snapshot, params: ExplainParams) -> Result<Explanation> {
    let dialect = params.shell.unwrap_or_default().dialect();
    let document = Document::new(&params.command, dialect);

    let parts = caro_core::explain::explain_text(&params.command, dialect);
    let report = caro_core::rules::check(&document, None);

    Ok(in_text(snapshot, &params.command, |mapper| Explanation {
        parts: explained(&params.command, &parts, mapper),
        findings: found(report.findings(), mapper),
    }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GenerateParams {
    prompt: String,
    shell: Option<Shell>,
    platform: Option<Platform>,
    /// How many further suggestions.
    alternatives: Option<usize>,
    /// Where the client wants to see progress.
    pub(crate) work_done_token: Option<ProgressToken>,
}

#[derive(Serialize)]
pub(crate) struct Generated {
    prompt: String,
    #[serde(flatten)]
    best: Suggested,
    alternatives: Vec<Suggested>,
}

#[derive(Default, Serialize)]
struct Suggested {
    command: Option<String>,
    risk: Option<&'static str>,
    confidence: Option<f32>,
    source: Option<&'static str>,
    findings: Vec<Found>,
    explanation: Vec<Part>,
}

/// `caro/generate`: commands for a wish in plain words, dangerous ones too: the user asked, and sees the risk.
pub(crate) fn generate(snapshot: &Snapshot, params: GenerateParams) -> Result<Generated> {
    let request = Request {
        text: &params.prompt,
        dialect: params.shell.unwrap_or_default().dialect(),
        platform: params.platform.unwrap_or(snapshot.config.platform).or_machine(),
    };
    let most = params.alternatives.unwrap_or(0).saturating_add(1).min(MOST_SUGGESTIONS);

    let suggestions = caro_core::generate::generate(&request, most);

    let mut suggested = suggestions.iter().take(most).map(|it| suggested(snapshot, it));
    let best = suggested.next().unwrap_or_default();
    let alternatives = suggested.collect();
    Ok(Generated { prompt: params.prompt, best, alternatives })
}

fn suggested(snapshot: &Snapshot, suggestion: &Suggestion) -> Suggested {
    let risk = suggestion.findings().iter().map(|it| it.level).max();
    in_text(snapshot, suggestion.command(), |mapper| Suggested {
        command: Some(suggestion.command().to_owned()),
        risk: Some(risk.map_or("none", proto::level)),
        confidence: Some(suggestion.confidence()),
        source: Some(suggestion.source()),
        findings: found(suggestion.findings(), mapper),
        explanation: explained(suggestion.command(), suggestion.explanation(), mapper),
    })
}

/// Translates positions in a text that is no document.
fn in_text<T>(snapshot: &Snapshot, text: &str, make: impl FnOnce(Mapper<'_>) -> T) -> T {
    let (rope, lines) = (ropey::Rope::from_str(text), Lines::of(text));
    make(Mapper::new(&rope, &lines, snapshot.client.encoding))
}

fn explained(text: &str, parts: &[Explained], mapper: Mapper<'_>) -> Vec<Part> {
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

fn found(findings: &[Finding], mapper: Mapper<'_>) -> Vec<Found> {
    let found = |it: &Finding| Found {
        code: it.rule.code,
        level: proto::level(it.level),
        message: it.message.clone(),
        range: mapper.range(it.span),
    };
    findings.iter().map(found).collect()
}
