//! The types of the settings for lua-language-server, by which an editor of `vim.g.caro` completes and checks them.

use std::fmt::Write;

use super::settings::{self, Kind, Setting};

pub(super) const TYPES: &str = "editors/nvim/lua/caro/settings.lua";

const HEAD: &str = "\
---@meta
-- The settings in `vim.g.caro`, for lua-language-server: no code, and never loaded.
-- Written by `cargo xtask gen`; edit the definition in caro-lsp/src/config.rs, not this file.
";

/// The file as it must be.
pub(super) fn types() -> String {
    let mut page = HEAD.to_owned();
    class("caro.Settings", &settings::groups(), &mut page);
    page
}

fn class(name: &str, fields: &[Setting], page: &mut String) {
    let _ = write!(page, "\n---@class {name}\n");
    let mut groups = Vec::new();
    for Setting { key, words, kind, .. } in fields {
        let kind = match kind {
            Kind::Group(below) => {
                let name = format!("{name}.{}{}", key[..1].to_uppercase(), &key[1..]);
                groups.push((name.clone(), below));
                name
            }
            other => type_of(other),
        };
        let _ = writeln!(page, "---@field {key}? {kind} {words}");
    }
    for (name, below) in groups {
        class(&name, below, page);
    }
}

fn type_of(kind: &Kind) -> String {
    match kind {
        Kind::OneOf(listed) => listed.iter().map(|it| format!("'{}'", it.word)).collect::<Vec<_>>().join("|"),
        Kind::List(item) => format!("({})[]", type_of(item)),
        Kind::Plain { name, .. } => name.clone(),
        Kind::Group(_) => "table".to_owned(),
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
