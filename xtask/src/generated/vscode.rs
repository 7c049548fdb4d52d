//! What the manifest of the VS Code extension takes from elsewhere: the version, the settings, and which of them a workspace
//! that nobody trusts may not set. The rest of the manifest is written by hand, and stays as it is.

use super::settings::{self, Choice, EVERYWHERE, Kind, Setting};
use crate::{read, root};
use anyhow::{Context, Result};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

pub(super) const MANIFEST: &str = "editors/vscode/package.json";

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
    settings::all().into_iter().map(|it| (it.name.clone(), described(&it))).collect()
}

fn described(Setting { words, kind, default, scope, .. }: &Setting) -> Value {
    let mut setting = Map::new();
    setting.insert("markdownDescription".to_owned(), json!(words));
    setting.insert("default".to_owned(), default.clone());
    match kind {
        Kind::OneOf(listed) => {
            let meanings: Vec<&str> = listed.iter().map(|it| &*it.meaning).collect();
            setting.insert("type".to_owned(), json!("string"));
            setting.insert("enum".to_owned(), json!(words_of(listed)));
            setting.insert("markdownEnumDescriptions".to_owned(), json!(meanings));
        }
        Kind::List(item) => {
            setting.insert("type".to_owned(), json!("array"));
            setting.insert(
                "items".to_owned(),
                match &**item {
                    Kind::OneOf(listed) => json!({ "type": "string", "enum": words_of(listed) }),
                    _ => json!({ "type": "string" }),
                },
            );
        }
        Kind::Plain { name, minimum, maximum } => {
            setting.insert("type".to_owned(), json!(name));
            let bounds = [("minimum", minimum), ("maximum", maximum)];
            setting.extend(bounds.into_iter().filter_map(|(name, it)| Some((name.to_owned(), it.clone()?))));
        }
        Kind::Group(_) => {}
    }
    setting.insert("scope".to_owned(), json!(scope));
    Value::Object(setting)
}

fn words_of(listed: &[Choice]) -> Vec<&str> {
    listed.iter().map(|it| &*it.word).collect()
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
    // All lines but the first are as deep as the value stands.
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
