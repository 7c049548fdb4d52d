//! What the manifest of the VS Code extension takes from elsewhere: the version, the settings, and which of them a workspace
//! that nobody trusts may not set. The rest of the manifest is written by hand, and stays as it is.

use super::{choices, default_of, resolved};
use crate::{read, root};
use anyhow::{Context, Result};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

pub(super) const MANIFEST: &str = "editors/vscode/package.json";

/// The scope of what a workspace may set, too.
const EVERYWHERE: &str = "window";

/// The manifest as it must be.
pub(super) fn manifest() -> Result<String> {
    let mut text = read(&root().join(MANIFEST))?;
    let settings = settings();
    let restricted: Vec<&str> =
        settings.iter().filter(|it| it.1["scope"] != EVERYWHERE).map(|it| it.0.as_str()).collect();
    let restricted = json!(restricted);
    let configuration = json!({ "title": "Caro", "properties": settings });
    for (path, value) in [
        (&["version"][..], &json!(env!("CARGO_PKG_VERSION"))),
        (&["contributes", "configuration"], &configuration),
        (&["capabilities", "untrustedWorkspaces", "restrictedConfigurations"], &restricted),
    ] {
        put(&mut text, path, value).with_context(|| format!("{MANIFEST} has no {}", path.join(".")))?;
    }
    Ok(text)
}

/// Every setting by its full name, as VS Code describes it.
fn settings() -> Map<String, Value> {
    let schema = caro_lsp::config::schema();
    let mut found = Map::new();
    collect(&schema, &schema, "caro", &json!(EVERYWHERE), &mut found);
    found
}

fn collect(schema: &Value, root: &Value, name: &str, scope: &Value, found: &mut Map<String, Value>) {
    let Some(properties) = resolved(schema, root)["properties"].as_object() else { return };
    for (key, field) in properties {
        let (name, inner) = (format!("{name}.{key}"), resolved(field, root));
        let scope = if field["scope"].is_string() { &field["scope"] } else { scope };
        if inner["properties"].is_object() {
            collect(field, root, &name, scope, found);
            continue;
        }
        let words = field["description"].as_str().or(inner["description"].as_str()).unwrap_or_default();
        let mut setting = Map::new();
        setting.insert("markdownDescription".to_owned(), json!(words.replace('\n', " ")));
        setting.insert("default".to_owned(), default_of(&name));
        let listed = choices(inner);
        let kind = if listed.is_some() { json!("string") } else { inner["type"].clone() };
        setting.insert("type".to_owned(), kind);
        if let Some(listed) = listed {
            setting.insert("enum".to_owned(), json!(listed.iter().map(|it| &it.0).collect::<Vec<_>>()));
            setting.insert(
                "markdownEnumDescriptions".to_owned(),
                json!(listed.iter().map(|it| &it.1).collect::<Vec<_>>()),
            );
        }
        for bound in ["minimum", "maximum"] {
            if inner[bound].is_number() {
                setting.insert(bound.to_owned(), inner[bound].clone());
            }
        }
        if inner["items"].is_object() {
            let items = match choices(resolved(&inner["items"], root)) {
                Some(listed) => json!({ "type": "string", "enum": listed.iter().map(|it| &it.0).collect::<Vec<_>>() }),
                None => json!({ "type": "string" }),
            };
            setting.insert("items".to_owned(), items);
        }
        setting.insert("scope".to_owned(), scope.clone());
        found.insert(name, Value::Object(setting));
    }
}

/// Puts a value in the place of the one that stands at a path; the text around it stays.
fn put(text: &mut String, path: &[&str], value: &Value) -> Option<()> {
    let (mut start, mut end) = (0, text.len());
    for key in path {
        let fields: HashMap<&str, &RawValue> = serde_json::from_str(&text[start..end]).ok()?;
        let found = fields.get(key)?.get();
        let at = found.as_ptr() as usize - text.as_ptr() as usize;
        (start, end) = (at, at + found.len());
    }
    // An empty list is one without lines.
    let indent = format!("\n{}", "  ".repeat(path.len()));
    text.replace_range(start..end, &format!("{value:#}").replace('\n', &indent));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_value_is_replaced() {
        let mut text = "{\n  \"b\": 1,\n  \"a\": { \"c\" : [1, 2], \"d\": {} }\n}\n".to_owned();
        put(&mut text, &["a", "c"], &json!(["x", "y"])).unwrap();
        assert_eq!(text, "{\n  \"b\": 1,\n  \"a\": { \"c\" : [\n      \"x\",\n      \"y\"\n    ], \"d\": {} }\n}\n");
        put(&mut text, &["b"], &json!("0.2.0")).unwrap();
        assert!(text.starts_with("{\n  \"b\": \"0.2.0\",\n  \"a\": {"), "{text}");
        assert!(put(&mut text, &["a", "e"], &json!(1)).is_none());
    }

    #[test]
    fn every_setting_has_words_a_type_and_a_default() {
        let settings = settings();
        assert!(settings.len() > 20);
        for (name, setting) in &settings {
            assert!(setting["markdownDescription"].as_str().is_some_and(|it| it.len() > 10), "{name}");
            assert!(setting["type"].is_string() && !setting["default"].is_null(), "{name}: {setting}");
        }
        for own in ["caro.server.url", "caro.server.keyCommand", "caro.model.name", "caro.workspaceTrusted"] {
            assert_eq!(settings[own]["scope"], "application", "{own}");
        }
        assert_eq!(settings["caro.path"]["scope"], "machine-overridable");
        assert_eq!(settings["caro.ghostText.shells"]["items"]["enum"], json!(["sh", "bash", "ksh"]));
        assert_eq!(settings["caro.model.idleMinutes"]["maximum"], 1440);
    }
}
