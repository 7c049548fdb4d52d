//! SARIF 2.1.0, the form in which code hosts and viewers read findings.

use super::super::place::{Lines, Place};
use super::Checked;
use super::fingerprint::{Fingerprint, fingerprints};
use caro_core::Span;
use caro_core::rules::{self, Finding, Fix, Level, Rule};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::OnceLock;

/// What relative paths start from.
const ROOT: &str = "SRCROOT";

/// The log up to its first result. Columns count characters, as `columnKind` says.
pub(super) fn head() -> String {
    let rules: Vec<Value> = rules::all().map(rule).collect();
    let driver = json!({
        "name": "caro",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules,
    });
    let root = std::env::current_dir().map(|it| format!("{}/", uri(&it))).unwrap_or_default();
    let bases = if root.is_empty() { json!({}) } else { json!({ROOT: {"uri": root}}) };
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"tool\":{{\"driver\":{driver}}},\n\"columnKind\":\"unicodeCodePoints\",\
         \"originalUriBaseIds\":{bases},\n\"results\":[\n"
    )
}

/// The log behind its last result: whether all could be looked at, and what was told beside the findings.
pub(super) fn tail(complaints: &[String], has_failed: bool) -> String {
    let level = if has_failed { "error" } else { "note" };
    let told = |it: &String| json!({"level": level, "message": {"text": it}});
    let invocation = json!({
        "executionSuccessful": !has_failed,
        "toolExecutionNotifications": complaints.iter().map(told).collect::<Vec<_>>(),
    });
    format!("\n],\"invocations\":[{invocation}]}}]}}\n")
}

/// The results of one script, one a line.
pub(super) fn script(checked: &Checked<'_>) -> String {
    let marks = fingerprints(&checked.lines, checked.findings);
    let results = checked.findings.iter().zip(marks).map(|(finding, mark)| result(checked, finding, mark).to_string());
    results.collect::<Vec<_>>().join(",\n")
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {"text": rule.doc, "markdown": rule.doc},
        "helpUri": format!("{}/blob/main/docs/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), rule.code),
        "defaultConfiguration": {"level": level(rule.level)},
    })
}

fn result(checked: &Checked<'_>, finding: &Finding, mark: Fingerprint) -> Value {
    let file = artifact(&checked.path);
    let lines = &checked.lines;
    let location = |span: Span| json!({"artifactLocation": file, "region": region(lines, span)});
    let related = finding.related.iter().enumerate().map(
        |(at, (span, text))| json!({"id": at + 1, "physicalLocation": location(*span), "message": {"text": text}}),
    );
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.level),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location(finding.span)}],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": {"ruleAndLine/v1": format!("{}:{:016x}:{}", mark.rule, mark.line, mark.occurrence)},
        "fixes": finding.fixes.iter().map(|it| fix(lines, &file, it)).collect::<Vec<_>>(),
    });
    // The rules of a policy are not in the list.
    if let Some(index) = index(finding.rule.code) {
        result["ruleIndex"] = index.into();
    }
    result
}

fn fix(lines: &Lines<'_>, file: &Value, fix: &Fix) -> Value {
    let replacements = fix
        .edits
        .iter()
        .map(|(span, text)| json!({"deletedRegion": region(lines, *span), "insertedContent": {"text": text}}));
    json!({
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements.collect::<Vec<_>>()}],
    })
}

fn region(lines: &Lines<'_>, span: Span) -> Value {
    let Place { line, column, end_line, end_column } = lines.place(span);
    json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Danger => "error",
        Level::Caution => "warning",
        Level::Note => "note",
    }
}

/// Where a rule stands in the list of all.
fn index(code: &str) -> Option<usize> {
    static INDEX: OnceLock<HashMap<&str, usize>> = OnceLock::new();
    let index = INDEX.get_or_init(|| rules::all().enumerate().map(|(at, it)| (it.code, at)).collect());
    index.get(code).copied()
}

/// The URI of a script: from the folder of the run where it lies below, absolute elsewhere.
fn artifact(path: &str) -> Value {
    let path = Path::new(path);
    let inside = std::env::current_dir().ok().and_then(|it| path.strip_prefix(it).ok());
    match inside {
        Some(inside) => json!({"uri": encoded(inside), "uriBaseId": ROOT}),
        None if path.is_absolute() => json!({"uri": uri(path)}),
        None => json!({"uri": encoded(path), "uriBaseId": ROOT}),
    }
}

fn uri(path: &Path) -> String {
    let path = encoded(path);
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// A path as a URI's path.
fn encoded(path: &Path) -> String {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => {
                // Writing to a text cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(encoded(Path::new("a b/ü%#?:.sh")), "a%20b/%C3%BC%25%23%3F%3A.sh");
        assert_eq!(uri(Path::new("/srv/x y")), "file:///srv/x%20y");
    }
}
