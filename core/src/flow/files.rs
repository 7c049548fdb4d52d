//! Files that a script writes and uses later: what they hold, and whether somebody checked them.

use super::state::State;
use super::values::{Origin, Value};
use super::{Walk, printed};
use crate::script::{Command, Node, PartKind, Redirect, Statement, StatementKind, Word, walk};

impl Walk<'_> {
    /// Notes what a command leaves in files.
    pub(super) fn write_files(&self, command: &Command, state: &mut State) {
        let to_file = |it: &&Redirect| it.operator.writes() && it.fd.as_deref().is_none_or(|it| it == "1");
        for redirect in command.redirects.iter().filter(to_file) {
            let path = self.file_key(&redirect.target, state);
            if let Some(path) = path.filter(|it| !it.starts_with("/dev/")) {
                let mut value = self.printed(command, state);
                if !redirect.operator.truncates()
                    && let Some(before) = state.file(&path)
                {
                    let mut all = before.clone();
                    all.then(&Value::exact("\n"));
                    all.then(&value);
                    value = all;
                }
                state.write_file(&path, Some(value));
            }
        }
        let text = |it: &Word, state: &State| self.file_key(it, state);
        match command.program.as_deref() {
            Some("curl" | "wget" | "wget2" | "aria2c" | "axel" | "fetch" | "http" | "xh") => {
                for path in downloaded_to(command, |it| text(it, state)) {
                    state.write_file(&path, Some(Value { origins: self.network(command, state), ..Value::some() }));
                }
            }
            Some("tee") => {
                let value = self.printed(command, state);
                for word in command.operands() {
                    if let Some(path) = text(word, state) {
                        state.write_file(&path, Some(value.clone()));
                    }
                }
            }
            Some("cp" | "mv" | "install") => {
                let operands: Vec<&Word> = command.operands().collect();
                if let [first, second] = operands[..]
                    && let (Some(from), Some(to)) = (text(first, state), text(second, state))
                {
                    let held = self.held(operands[0], state);
                    let worth = [Origin::Network, Origin::Decoded, Origin::Secret].iter().any(|it| held.is_from(*it));
                    let held = state.file(&from).cloned().or_else(|| worth.then_some(held));
                    let name = from.rsplit('/').next().unwrap_or_default().to_owned();
                    if held.is_some() {
                        state.write_file(&format!("{}/{name}", to.trim_end_matches('/')), held.clone());
                    }
                    state.write_file(&to, held);
                }
            }
            // What packs secrets is one.
            Some("tar" | "zip" | "7z" | "gtar" | "bsdtar") => {
                let archive = command.flag_value('f', "file").or_else(|| command.operands().next());
                let secret = command.operands().map(|it| self.held(it, state)).find(|it| it.is_from(Origin::Secret));
                if let (Some(path), Some(secret)) = (archive.and_then(|it| text(it, state)), secret) {
                    state.write_file(&path, Some(secret));
                }
            }
            _ => {}
        }
    }

    /// What a file is called here: its path, or the word as written where the path is not known.
    pub(crate) fn file_key(&self, word: &Word, state: &State) -> Option<String> {
        let value = self.value(word, state);
        if let Some(text) = value.text() {
            return Some(text.to_owned());
        }
        let named = word.parts.iter().all(|it| match &it.kind {
            PartKind::Literal(_) => true,
            PartKind::Parameter(it) => it.operator.is_none() && it.index.is_none() && !it.indirect,
            _ => false,
        });
        (named && word.parts.len() <= 8).then(|| word.sketch())
    }
}

/// The files that a download is written to.
fn downloaded_to(command: &Command, text: impl Fn(&Word) -> Option<String>) -> Vec<String> {
    let is_curl = command.program.as_deref() == Some("curl");
    if printed::fetches(command) {
        return Vec::new();
    }
    let flag =
        if is_curl || command.program.as_deref() != Some("wget") { ('o', "output") } else { ('O', "output-document") };
    if let Some(word) = command.flag_value(flag.0, flag.1).or_else(|| command.flag_value('o', "out")) {
        return text(word).into_iter().collect();
    }
    let folder =
        command.flag_value('P', "directory-prefix").or_else(|| command.flag_value('\0', "output-dir")).and_then(&text);
    let name = |address: String| {
        let path = address.split(['?', '#']).next()?;
        let name = path.rsplit('/').next().filter(|it| !it.is_empty() && path.contains("//"))?;
        Some(match &folder {
            Some(folder) => format!("{}/{name}", folder.trim_end_matches('/')),
            None => name.to_owned(),
        })
    };
    command.operands().filter_map(text).filter_map(name).collect()
}

impl Walk<'_> {
    /// Believes what a check tells: of the files that it names, or of all where it names none.
    pub(super) fn trust(&self, check: &Statement, state: &mut State) {
        let mut text = String::new();
        walk(std::slice::from_ref(check), &mut |node| {
            if let Node::Command(command) = node {
                for word in &command.words {
                    text.extend(self.value(word, state).texts().flat_map(|it| [it, " "]));
                }
                text.extend(command.redirects.iter().filter_map(|it| it.target.literal()));
            }
        });
        state.trust_files(&text);
    }
}

/// Whether a command fails where a file is not what its author signed or named.
pub(super) fn checks(command: &Command) -> bool {
    match command.program.as_deref() {
        Some(program) if is_sum(program) => command.has_flag('c', "check"),
        Some("gpg" | "gpg2" | "gpgv") => {
            command.program.as_deref() == Some("gpgv")
                || command.flags().any(|it| matches!(it.long.as_deref(), Some("verify" | "verify-files")))
        }
        Some("openssl") => {
            command.flags().any(|it| it.long.as_deref() == Some("verify") || it.long.as_deref() == Some("signature"))
        }
        Some("minisign" | "signify") => command.has_flag('V', "verify"),
        Some("cosign" | "slsa-verifier" | "ssh-keygen" | "gh") => command
            .arguments()
            .iter()
            .any(|it| it.literal().is_some_and(|it| it.starts_with("verify") || it == "attestation")),
        Some("rpm") => command.has_flag('K', "checksig"),
        Some("cmp" | "diff") => true,
        _ => false,
    }
}

/// Whether a statement checks files by its last command: `echo "$sum  f" | sha256sum -c -`.
pub(super) fn statement_checks(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Command(command) => checks(command),
        StatementKind::Pipeline(pipeline) => pipeline.stages.last().is_some_and(statement_checks),
        _ => false,
    }
}

/// Whether a word holds the checksum of a file: `$(sha256sum f | cut -d' ' -f1)`.
pub(super) fn holds_sum(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Substitution(statements) => {
            let mut found = false;
            walk(statements, &mut |node| {
                if let Node::Command(command) = node {
                    found |=
                        command.program.as_deref().is_some_and(|it| is_sum(it) || matches!(it, "openssl" | "cksum"));
                }
            });
            found
        }
        _ => false,
    })
}

pub(super) fn is_sum(program: &str) -> bool {
    program.ends_with("sum") && program.len() > 3 || matches!(program, "shasum" | "md5" | "sha256" | "rhash" | "b3sum")
}
