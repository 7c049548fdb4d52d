//! SARIF 2.1.0, the form in which code hosts show findings.

use super::check::Checked;
use super::place::{Lines, Place};
use caro_core::rules::{self, Level};
use serde_json::{Value, json};

/// One run over all files. Columns count characters, as `columnKind` says.
pub(super) fn log(checked: &[Checked]) -> Value {
    let rules: Vec<Value> = rules::all()
        .map(|it| {
            json!({
                "id": it.code,
                "name": it.name,
                "shortDescription": {"text": it.summary()},
                "help": {"text": it.doc, "markdown": it.doc},
                "defaultConfiguration": {"level": level(it.level)},
            })
        })
        .collect();
    let results: Vec<Value> = checked.iter().flat_map(results).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "caro", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn results(checked: &Checked) -> Vec<Value> {
    let lines = Lines::new(&checked.text);
    let location = |place: Place| {
        json!({
            "artifactLocation": {"uri": checked.path},
            "region": {
                "startLine": place.line, "startColumn": place.column,
                "endLine": place.end_line, "endColumn": place.end_column,
            },
        })
    };
    let findings = checked.findings.iter().map(|it| {
        let related = it
            .related
            .iter()
            .map(|(span, text)| json!({"physicalLocation": location(lines.place(*span)), "message": {"text": text}}));
        json!({
            "ruleId": it.rule.code,
            "level": level(it.level),
            "message": {"text": it.message},
            "locations": [{"physicalLocation": location(lines.place(it.span))}],
            "relatedLocations": related.collect::<Vec<_>>(),
        })
    });
    findings.collect()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Danger => "error",
        Level::Caution => "warning",
        Level::Note => "note",
    }
}
