//! The types of the settings for lua-language-server, by which an editor of `vim.g.caro` completes and checks them.

use super::{choices, resolved};
use serde_json::{Map, Value};
use std::fmt::Write;

pub(super) const TYPES: &str = "editors/nvim/lua/caro/settings.lua";

const HEAD: &str = "\
---@meta
-- The settings in `vim.g.caro`, for lua-language-server: no code, and never loaded.
-- Written by `cargo xtask gen`; edit the definition in caro-lsp/src/config.rs, not this file.
";

/// The file as it must be.
pub(super) fn types() -> String {
    let schema = caro_lsp::config::schema();
    let mut page = HEAD.to_owned();
    if let Some(properties) = schema["properties"].as_object() {
        class("caro.Settings", properties, &schema, &mut page);
    }
    page
}

fn class(name: &str, properties: &Map<String, Value>, root: &Value, page: &mut String) {
    let _ = write!(page, "\n---@class {name}\n");
    let mut below = Vec::new();
    for (key, field) in properties {
        let inner = resolved(field, root);
        let words = field["description"].as_str().or(inner["description"].as_str()).unwrap_or_default();
        let kind = match inner["properties"].as_object() {
            Some(properties) => {
                let name = format!("{name}.{}{}", key[..1].to_uppercase(), &key[1..]);
                below.push((name.clone(), properties));
                name
            }
            None => kind(inner, root),
        };
        let _ = writeln!(page, "---@field {key}? {kind} {}", words.replace('\n', " "));
    }
    for (name, properties) in below {
        class(&name, properties, root, page);
    }
}

fn kind(schema: &Value, root: &Value) -> String {
    if let Some(listed) = choices(schema) {
        let names: Vec<String> = listed.iter().map(|it| format!("'{}'", it.0.as_str().unwrap_or_default())).collect();
        return names.join("|");
    }
    match schema["type"].as_str() {
        Some("array") => format!("({})[]", kind(resolved(&schema["items"], root), root)),
        Some(name) => name.to_owned(),
        None => "any".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_kind_of_setting_has_its_type() {
        let page = super::types();
        for line in [
            "---@field path? string The program",
            "---@field ghostText? caro.Settings.GhostText Commands",
            "---@field shells? ('sh'|'bash'|'ksh')[] The shells",
            "---@field exclude? (string)[] Paths",
            "---@field threshold? integer How sure",
            "---@field enable? 'auto'|'on'|'off' Whether",
            "---@field enabled? boolean Whether",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
    }
}
