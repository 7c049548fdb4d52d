//! Findings as JSON, for programs; `docs/cli.md` holds the fields.

use super::super::place::{Lines, Place};
use super::Checked;
use caro_core::Span;
use caro_core::rules::{Finding, Fix};
use serde_json::{Value, json};

/// One script with its findings.
pub(super) fn script(checked: &Checked<'_>) -> String {
    json!({"path": checked.path, "findings": list(&checked.lines, checked.findings)}).to_string()
}

/// Findings in a text.
pub(in super::super) fn findings(text: &str, findings: &[Finding]) -> Value {
    list(&Lines::new(text), findings)
}

fn list(lines: &Lines<'_>, findings: &[Finding]) -> Value {
    let one = |it: &Finding| {
        let related = it.related.iter().map(|(span, text)| placed(lines, *span, "message", text));
        let mut shown = placed(lines, it.span, "message", &it.message);
        shown["code"] = json!(it.rule.code);
        shown["rule"] = json!(it.rule.name);
        shown["level"] = json!(it.level.name());
        shown["related"] = related.collect();
        if let Some(lowered) = &it.lowered {
            shown["lowered"] = json!(lowered);
        }
        shown["fixes"] = it.fixes.iter().map(|it| fix(lines, it)).collect();
        shown
    };
    findings.iter().map(one).collect()
}

fn fix(lines: &Lines<'_>, fix: &Fix) -> Value {
    let edits: Value = fix.edits.iter().map(|(span, text)| placed(lines, *span, "text", text)).collect();
    json!({"title": fix.title, "certain": fix.certain, "edits": edits})
}

/// A place with a text.
fn placed(lines: &Lines<'_>, span: Span, name: &str, text: &str) -> Value {
    let Place { line, column, end_line, end_column } = lines.place(span);
    json!({"line": line, "column": column, "end_line": end_line, "end_column": end_column, name: text})
}
