//! The settings as `caro_lsp::config` defines them, in a form that docs and the files of clients are made from.

use serde_json::Value;
use std::fmt::Write;

use super::NOTE;

/// The scope of what a workspace may set, too, and of what does not name another one.
pub(super) const EVERYWHERE: &str = "window";

/// A setting, or a group of them.
pub(super) struct Setting {
    /// The last part of its name.
    pub(super) key: String,
    /// The whole of it, as in `caro.ghostText.enabled`.
    pub(super) name: String,
    /// What it does, in one line.
    pub(super) words: String,
    pub(super) kind: Kind,
    pub(super) default: Value,
    pub(super) scope: String,
}

pub(super) enum Kind {
    Group(Vec<Setting>),
    OneOf(Vec<Choice>),
    List(Box<Kind>),
    /// Another type of JSON Schema, with the bounds of a number.
    Plain {
        name: String,
        minimum: Option<Value>,
        maximum: Option<Value>,
    },
}

/// A word that may be chosen, and what it means.
pub(super) struct Choice {
    pub(super) word: String,
    pub(super) meaning: String,
}

/// All settings, in groups.
pub(super) fn groups() -> Vec<Setting> {
    let schema = caro_lsp::config::schema();
    let defaults = serde_json::to_value(caro_lsp::config::Config::default()).unwrap_or_default();
    below(&schema, &schema, &defaults, "caro", EVERYWHERE)
}

/// All settings without their groups.
pub(super) fn all() -> Vec<Setting> {
    let mut found = Vec::new();
    let mut waiting = groups();
    waiting.reverse();
    while let Some(mut it) = waiting.pop() {
        match &mut it.kind {
            Kind::Group(below) => waiting.extend(std::mem::take(below).into_iter().rev()),
            _ => found.push(it),
        }
    }
    found
}

fn below(schema: &Value, root: &Value, defaults: &Value, name: &str, scope: &str) -> Vec<Setting> {
    let Some(properties) = resolved(schema, root)["properties"].as_object() else { return Vec::new() };
    let one = |(key, field): (&String, &Value)| {
        let (name, inner) = (format!("{name}.{key}"), resolved(field, root));
        let scope = field["scope"].as_str().unwrap_or(scope);
        let default = defaults[key].clone();
        let kind = if inner["properties"].is_object() {
            Kind::Group(below(field, root, &default, &name, scope))
        } else {
            kind(inner, root)
        };
        let words = field["description"].as_str().or(inner["description"].as_str()).unwrap_or_default();
        let words = words.replace('\n', " ");
        Setting { key: key.clone(), name, words, kind, default, scope: scope.to_owned() }
    };
    properties.iter().map(one).collect()
}

fn kind(schema: &Value, root: &Value) -> Kind {
    let choice = |word: &Value, meaning: &Value| Choice {
        word: word.as_str().unwrap_or_default().to_owned(),
        meaning: meaning.as_str().unwrap_or_default().to_owned(),
    };
    if let Some(listed) = schema["enum"].as_array() {
        return Kind::OneOf(listed.iter().map(|it| choice(it, &Value::Null)).collect());
    }
    if let Some(listed) = schema["oneOf"].as_array() {
        return Kind::OneOf(listed.iter().map(|it| choice(&it["const"], &it["description"])).collect());
    }
    if schema["items"].is_object() {
        return Kind::List(Box::new(kind(resolved(&schema["items"], root), root)));
    }
    Kind::Plain {
        name: schema["type"].as_str().unwrap_or("any").to_owned(),
        minimum: schema.get("minimum").cloned(),
        maximum: schema.get("maximum").cloned(),
    }
}

/// Follows `$ref`.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).unwrap_or(schema),
        None => schema,
    }
}

/// The page of all settings.
pub(super) fn page() -> String {
    let mut page = format!(
        "{NOTE}# Settings\n\nAll settings stand below `caro`.\nAn unknown or ill-typed value is reported once, and the default holds.\n\n\
         | setting | type | default | what it does |\n|---|---|---|---|\n"
    );
    for Setting { name, words, kind, default, .. } in all() {
        let kind = match kind {
            Kind::OneOf(listed) => listed.iter().map(|it| format!("`\"{}\"`", it.word)).collect::<Vec<_>>().join(", "),
            Kind::List(_) => "array".to_owned(),
            Kind::Plain { name, .. } => name,
            Kind::Group(_) => continue,
        };
        let _ = writeln!(page, "| `{name}` | {kind} | `{default}` | {words} |");
    }
    page
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_setting_has_words_and_a_default() {
        let page = super::page();
        let rows: Vec<&str> = page.lines().filter(|it| it.starts_with("| `caro.")).collect();
        assert!(rows.len() > 20, "{page}");
        for row in rows {
            assert!(!row.contains("`null`") && !row.ends_with("|  |"), "{row}");
        }
    }
}
