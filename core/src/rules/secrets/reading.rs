//! Which secret a word, a command or a pipeline reads.

use crate::flow::Origin;
use crate::rules::Sink;
use crate::script::{Command, Node, PartKind, RedirectOperator, Statement, Word, walk};
use crate::secret_paths::{Kind, Secret, secret};

/// Programs that say something about a file without telling what it holds.
const TELL_NOTHING: [&str; 33] = [
    "ls",
    "stat",
    "test",
    "[",
    "chmod",
    "chown",
    "chgrp",
    "mkdir",
    "touch",
    "rm",
    "rmdir",
    "mv",
    "ssh-keygen",
    "ssh-add",
    "ssh",
    "ssh-copy-id",
    "wc",
    "file",
    "sha256sum",
    "sha1sum",
    "md5sum",
    "cd",
    "du",
    "df",
    "readlink",
    "realpath",
    "basename",
    "dirname",
    "kubectl",
    "helm",
    "docker",
    "source",
    ".",
];

/// The secret that a word names as a file, or prints by a substitution.
pub(super) fn in_word(word: &Word, sink: &Sink<'_>) -> Option<Secret> {
    for part in &word.parts {
        if let PartKind::Substitution(statements) | PartKind::Process(statements) = &part.kind
            && let Some(found) = in_statements(statements, sink)
        {
            return Some(found);
        }
    }
    sink.value(word)
        .is_from(Origin::Secret)
        .then_some(Secret { kind: Kind::Service, what: "a secret that was read before" })
}

/// The secret whose file a word names.
pub(super) fn file(word: &Word, sink: &Sink<'_>) -> Option<(Secret, String)> {
    if let Some(path) = sink.written_secret(word) {
        return Some((Secret { kind: Kind::Service, what: "a secret that was written before" }, path));
    }
    sink.value(word)
        .shapes
        .iter()
        .find_map(|it| Some((secret(&it.text).filter(|_| !it.open || it.text.ends_with('/'))?, it.text.to_string())))
}

/// The secret that statements print.
pub(super) fn in_statements(statements: &[Statement], sink: &Sink<'_>) -> Option<Secret> {
    let mut found: Option<Secret> = None;
    let mut hidden = false;
    walk(statements, &mut |node| {
        if let Node::Command(command) = node {
            // What is counted, summed up or encrypted tells nothing.
            hidden |= match command.program.as_deref() {
                Some("gpg" | "gpg2") => ['c', 'e'].iter().any(|it| command.flags().any(|that| that.short == Some(*it))),
                Some("age" | "rage") => !command.has_flag('d', "decrypt"),
                Some(name) => name.ends_with("sum") || name == "wc",
                None => false,
            };
            found = found.or_else(|| by_command(command, sink));
        }
    });
    found.filter(|_| !hidden)
}

/// The secret that a command prints.
pub(super) fn by_command(command: &Command, sink: &Sink<'_>) -> Option<Secret> {
    let own = |what| Some(Secret { kind: Kind::Own, what });
    if command.words.is_empty() {
        // `$(< file)`
        let mut read = command.redirects.iter().filter(|it| it.operator == RedirectOperator::Read);
        return read.find_map(|it| file(&it.target, sink)).map(|it| it.0);
    }
    let program = command.program.as_deref()?;
    match program {
        "kubectl" | "oc" if command.has_flag('o', "output") => {
            let words: Vec<&str> = command.operands().filter_map(Word::literal).collect();
            let is_secret = |it: &&str| matches!(it.split('/').next(), Some("secret" | "secrets"));
            return if words.contains(&"get") && words.iter().any(is_secret) {
                own("the secrets of the cluster")
            } else {
                None
            };
        }
        "env" | "printenv" | "export" | "set" | "declare" if prints_environment(command) => {
            return own("the whole environment, with every token in it");
        }
        "gpg" | "gpg2"
            if command.flags().any(|it| it.long.as_deref().is_some_and(|it| it.starts_with("export-secret"))) =>
        {
            return own("the GnuPG keys");
        }
        "openssl" if command.has_flag('\0', "pubout") || command.has_flag('\0', "noout") => return None,
        // `find ~/.ssh -exec cat {} +`
        "find" => {
            let reads = command.flags().any(|it| matches!(it.long.as_deref(), Some("exec" | "execdir")));
            return if reads { found_by(command, sink) } else { None };
        }
        "history" | "fc" => return own("the history of commands"),
        "security"
            if command
                .operands()
                .next()
                .and_then(Word::literal)
                .is_some_and(|it| it.starts_with("dump-") || it.starts_with("find-")) =>
        {
            return own("the stored passwords");
        }
        "getent" if command.operands().next().and_then(Word::literal) == Some("shadow") => {
            return own("the password hashes");
        }
        _ if TELL_NOTHING.contains(&program) => return None,
        _ => {}
    }
    // What a pattern or a text says is no file.
    let skip = usize::from(
        matches!(program, "grep" | "egrep" | "sed" | "awk" | "jq" | "yq" | "rg") && command.operands().count() > 1,
    );
    if matches!(program, "echo" | "printf") {
        return command.operands().find_map(|it| in_word(it, sink));
    }
    let redirects = command.redirects.iter().filter(|it| it.operator == RedirectOperator::Read).map(|it| &it.target);
    let named = command.operands().skip(skip).chain(redirects).find_map(|it| file(it, sink)).map(|it| it.0);
    let flagged = || {
        let flags = command.flags().filter(|_| matches!(program, "dd" | "openssl" | "base64" | "tar"));
        let wanted =
            flags.filter(|it| !matches!(it.long.as_deref(), Some("exclude" | "exclude-from" | "directory" | "of")));
        wanted.filter_map(|it| it.value.as_ref()).find_map(|it| file(it, sink)).map(|it| it.0)
    };
    // `tar -C ~ .ssh`
    named.or_else(flagged)
}

/// The secret that `find` looks for, by its folder or by the name.
pub(super) fn found_by(find: &Command, sink: &Sink<'_>) -> Option<Secret> {
    let named = find.flags().filter(|it| matches!(it.long.as_deref(), Some("name" | "iname" | "path")));
    find.operands().chain(named.filter_map(|it| it.value.as_ref())).find_map(|it| file(it, sink)).map(|it| it.0)
}

/// Whether a command prints every variable.
pub(super) fn prints_environment(command: &Command) -> bool {
    let bare = command.args.is_empty();
    match command.program.as_deref() {
        Some("env") => command.operands().next().is_none() && command.assignments.is_empty(),
        Some("printenv" | "set") => bare,
        Some("export" | "declare") => command.words.len() == command.head + 2 && command.has_flag('p', ""),
        _ => false,
    }
}
