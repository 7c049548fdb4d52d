//! Suggestions as JSON, with the fields that `docs/cli.md` names.

use super::super::{check, explain};
use caro_core::generate::Suggestion;
use caro_core::generate::question::{LeadsTo, Question};
use caro_core::rules::Level;
use serde_json::{Map, Value, json};

/// The best suggestion with the others below it, and what to ask about them; without any, the same fields with nothing in
/// them.
pub(super) fn fields(suggestions: &[Suggestion], question: Option<&Question>) -> Map<String, Value> {
    let Some((best, others)) = suggestions.split_first() else {
        let nothing = json!({
            "command": null, "summary": "", "risk": null, "confidence": 0.0, "source": null, "sources": [], "findings": [], "alternatives": [],
            "explanation": [], "assumed": [], "learned": [], "question": null,
        });
        return nothing.as_object().cloned().unwrap_or_default();
    };
    let mut fields = shown(best);
    let others: Vec<Value> = others.iter().map(|it| Value::Object(shown(it))).collect();
    fields.insert("alternatives".to_owned(), Value::Array(others));
    fields.insert("question".to_owned(), question.map_or(Value::Null, |it| asked(it, suggestions)));
    fields
}

/// A question, each of whose choices names a command that is there, or the words that lead to it.
fn asked(question: &Question, suggestions: &[Suggestion]) -> Value {
    let choices = question.choices.iter().map(|it| match &it.leads_to {
        LeadsTo::Suggestion(at) => json!({"label": it.label, "command": suggestions.get(*at).map(Suggestion::command)}),
        LeadsTo::Words(words) => json!({"label": it.label, "refine": words}),
    });
    json!({"text": question.text, "choices": choices.collect::<Vec<_>>()})
}

fn shown(it: &Suggestion) -> Map<String, Value> {
    let risk = it.findings().iter().map(|it| it.level).max().map_or("none", Level::name);
    Map::from_iter([
        ("command".to_owned(), json!(it.command())),
        ("summary".to_owned(), json!(it.summary())),
        ("risk".to_owned(), json!(risk)),
        ("confidence".to_owned(), json!((f64::from(it.confidence()) * 100.0).round() / 100.0)),
        ("source".to_owned(), json!(it.source())),
        ("sources".to_owned(), json!(it.sources())),
        ("assumed".to_owned(), json!(it.assumed())),
        ("learned".to_owned(), json!(it.learned())),
        ("findings".to_owned(), check::shown(it.command(), it.findings())),
        ("explanation".to_owned(), explain::shown(it.command(), it.explanation())),
    ])
}
