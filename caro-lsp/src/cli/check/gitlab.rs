//! GitLab code quality: a list of issues, each with a fingerprint that stays when lines move.

use super::Checked;
use super::fingerprint::{Fingerprint, fingerprints, hash};
use caro_core::rules::Level;
use serde_json::{Value, json};

/// The issues of one script, one a line.
pub(super) fn script(checked: &Checked<'_>) -> String {
    let marks = fingerprints(&checked.lines, checked.findings);
    let issue = |(finding, mark): (&caro_core::rules::Finding, Fingerprint)| {
        let place = checked.lines.place(finding.span);
        let severity = match finding.level {
            Level::Danger => "critical",
            Level::Caution => "minor",
            Level::Note => "info",
        };
        let issue = json!({
            "description": finding.message,
            "check_name": finding.rule.code,
            "fingerprint": fingerprint(&checked.path, mark),
            "severity": severity,
            "location": {"path": checked.path, "lines": {"begin": place.line, "end": place.end_line}},
        });
        Value::to_string(&issue)
    };
    checked.findings.iter().zip(marks).map(issue).collect::<Vec<_>>().join(",\n")
}

fn fingerprint(path: &str, mark: Fingerprint) -> String {
    let (line, occurrence) = (mark.line.to_string(), mark.occurrence.to_string());
    let half = |salt| hash([salt, mark.rule, path, &line, &occurrence]);
    format!("{:016x}{:016x}", half(""), half("caro"))
}
