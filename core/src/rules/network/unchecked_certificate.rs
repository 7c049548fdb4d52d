//! CARO1312: nobody checks which server answers by `https`.

use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{AssignedValue, Assignment, Command, Flag, Node, Statement, StatementKind, Word, walk};

rule! {
    /// Talks to whichever server answers: passwords can be read on the way, and answers changed.
    ///
    /// A certificate is what tells the right server from one that somebody put in its place. If it is your own, name its
    /// authority: `curl --cacert`, `git config http.sslCAInfo`, `NODE_EXTRA_CA_CERTS`.
    ///
    /// To decide: Whose certificate does this server have, and is it your own authority that signs it?
    ///
    /// ```sh bad
    /// git -c http.sslVerify=false clone https://git.example.org/app.git
    /// ```
    /// ```sh fixed
    /// git -c http.sslVerify=true clone https://git.example.org/app.git
    /// ```
    /// ```sh bad
    /// export NODE_TLS_REJECT_UNAUTHORIZED=0
    /// ```
    /// ```sh fixed
    /// export NODE_TLS_REJECT_UNAUTHORIZED=1
    /// ```
    /// ```sh bad
    /// npm config set strict-ssl false
    /// ```
    /// ```sh fixed
    /// npm config set strict-ssl true
    /// ```
    /// ```sh bad
    /// curl -k -u "admin:$PASSWORD" https://api.example.org/users
    /// ```
    /// ```sh good
    /// curl --cacert ca.pem https://api.example.org/users
    /// ```
    /// ```sh good
    /// curl -k https://localhost:8443/health
    /// ```
    /// ```sh good
    /// git config http.sslVerify true
    /// ```
    "CARO1312" "unchecked-certificate",
    Caution,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for assignment in &command.assignments {
        if let Some(AssignedValue::Word(word)) = &assignment.value
            && let Some(text) = sink.text_of(word)
            && switches_off(&assignment.name.text, &text)
        {
            report(assignment.span, sink);
            sink.choice(TITLE, switched_on(command, assignment, word));
            return;
        }
    }
    for word in command.words.get(..command.head).unwrap_or_default() {
        if let Some((name, value)) = word.literal().and_then(|it| it.split_once('='))
            && switches_off(name, value)
        {
            report(word.span, sink);
            let at = command.words.iter().position(|it| it.span == word.span);
            sink.choice(TITLE, at.map(|it| edits::without_word(command, it)).unwrap_or_default());
            return;
        }
    }
    let words = command.arguments();
    match command.program.as_deref() {
        Some("curl") => {
            if let Some(flag) = command.flag('k', "insecure") {
                fetch(command, flag, sink);
            }
        }
        Some("wget") => {
            if let Some(flag) = command.flag('\0', "no-check-certificate") {
                fetch(command, flag, sink);
            }
        }
        Some("git") => {
            let setting = |it: &Word| {
                sink.value(it).texts().any(|it| {
                    let it = it.to_ascii_lowercase();
                    it.starts_with("http.")
                        && matches!(it.split_once(".sslverify=").map(|it| it.1), Some("false" | "0" | "no" | "off"))
                })
            };
            let by_flag = words.iter().find(|it| setting(it)).map(|it| it.span);
            let by_config = words
                .iter()
                .position(|it| it.literal().is_some_and(|it| it.to_ascii_lowercase().ends_with(".sslverify")));
            let by_config = by_config.and_then(|at| {
                words
                    .get(at + 1)
                    .filter(|it| matches!(it.literal(), Some("false" | "0" | "no" | "off")))
                    .map(|it| (words[at].span, it.span))
            });
            if let Some(span) = by_flag.or(by_config.map(|it| it.0)) {
                report(span, sink);
                sink.choice(TITLE, turned_on(by_config.filter(|_| by_flag.is_none()).map_or(span, |it| it.1), sink));
            }
        }
        Some("npm" | "yarn" | "pnpm") => {
            let off = words.windows(2).find(|it| {
                matches!(
                    it[0].literal(),
                    Some("strict-ssl" | "ssl_verify" | "disable-tls" | "secure-http" | "--strict-ssl")
                ) && match it[0].literal() {
                    Some("disable-tls") => it[1].literal() == Some("true"),
                    _ => matches!(it[1].literal(), Some("false" | "0" | "no")),
                }
            });
            let joined = words
                .iter()
                .find(|it| matches!(it.literal(), Some("strict-ssl=false" | "--strict-ssl=false" | "--no-strict-ssl")));
            if let Some(span) = off.map(|it| it[0].span).or(joined.map(|it| it.span)) {
                report(span, sink);
                let value = off.map_or(span, |it| it[1].span);
                let at = command.words.iter().position(|it| it.span == span && sink.text(span) == "--no-strict-ssl");
                let dropped = at.map(|it| edits::without_word(command, it));
                sink.choice(TITLE, dropped.unwrap_or_else(|| turned_on(value, sink)));
            }
        }
        Some("helm" | "vault" | "argocd" | "oc" | "aws" | "http" | "https" | "xh" | "skopeo" | "openstack") => {
            let off = words.iter().find(|it| {
                matches!(
                    it.literal(),
                    Some(
                        "--insecure-skip-tls-verify"
                            | "-tls-skip-verify"
                            | "--no-verify-ssl"
                            | "--verify=no"
                            | "--verify=false"
                            | "--tls-verify=false"
                            | "--src-tls-verify=false"
                            | "--dest-tls-verify=false"
                    )
                )
            });
            if let Some(span) = off.map(|it| it.span) {
                report(span, sink);
                let at = command.words.iter().position(|it| it.span == span);
                sink.choice(TITLE, at.map(|it| edits::without_word(command, it)).unwrap_or_default());
            }
        }
        _ => {}
    }
}

const TITLE: &str = "Check the certificate, and stop where it does not fit";

/// The edit that turns the value at the end of a written word around.
fn turned_on(span: Span, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let raw = sink.text(span);
    let start = raw.rfind('=').map_or(raw.len() - raw.trim_start_matches(['"', '\'']).len(), |it| it + 1);
    let value = raw[start..].trim_end_matches(['"', '\'']);
    let new = match value {
        "false" => "true",
        "true" => "false",
        "0" => "1",
        "no" => "yes",
        "off" => "on",
        _ => return Vec::new(),
    };
    vec![(Span::new(span.start + start, span.start + start + value.len()), new.to_owned())]
}

/// Edits by which a variable no longer switches the check off.
fn switched_on(command: &Command, assignment: &Assignment, word: &Word) -> Vec<(Span, String)> {
    // Some programs only ask whether these are set, and not to what.
    let by_name = ["NO_VERIFY", "SKIP", "INSECURE"].iter().any(|it| assignment.name.text.contains(it));
    let next = command.words.first().filter(|it| it.span.start > assignment.span.end);
    match (by_name, next) {
        (false, _) => vec![(
            word.span,
            if assignment.name.text.to_ascii_lowercase().contains("strict_ssl") { "true" } else { "1" }.to_owned(),
        )],
        (true, Some(next)) => {
            let others = command.assignments.iter().map(|it| it.span.start).find(|it| *it > assignment.span.start);
            vec![(Span::new(assignment.span.start, others.unwrap_or(next.span.start)), String::new())]
        }
        (true, None) if command.assignments.len() == 1 => {
            vec![(command.span, format!("unset {}", assignment.name.text))]
        }
        _ => Vec::new(),
    }
}

/// `curl -k`, `wget --no-check-certificate`: more or less bad by what is sent and what comes back.
fn fetch(command: &Command, flag: &Flag, sink: &mut Sink<'_>) {
    let operands: Vec<String> =
        command.operands().filter_map(|it| sink.value(it).shapes.first().map(|it| it.text.to_string())).collect();
    if operands.iter().any(|it| is_here(it)) {
        return;
    }
    let sends = command.has_flag('u', "user")
        || [
            "data-binary",
            "data-raw",
            "data-urlencode",
            "json",
            "oauth2-bearer",
            "cert",
            "password",
            "http-password",
            "post-data",
            "post-file",
        ]
        .iter()
        .any(|it| command.has_flag('\0', it))
        || command.has_flag('d', "data") && command.program.as_deref() == Some("curl")
        || command.has_flag('F', "form") && command.program.as_deref() == Some("curl")
        || command.has_flag('b', "cookie")
        || command.flags().filter(|it| it.is('H', "header")).any(|it| {
            it.value.as_ref().is_some_and(|it| {
                let text = it.literal_prefix().to_ascii_lowercase();
                ["authorization", "cookie", "x-api-key", "private-token", "x-auth", "x-vault-token"]
                    .iter()
                    .any(|name| text.starts_with(name))
            })
        });
    let brings_code = operands.iter().any(|it| {
        let path = it.split(['?', '#']).next().unwrap_or_default();
        [
            ".sh",
            ".py",
            ".pl",
            ".deb",
            ".rpm",
            ".run",
            ".tgz",
            ".tar.gz",
            ".tar.xz",
            ".tar.bz2",
            ".zip",
            ".jar",
            ".bin",
            ".AppImage",
            ".gpg",
            ".asc",
            ".key",
            ".whl",
            ".exe",
            ".iso",
            ".img",
        ]
        .iter()
        .any(|end| path.ends_with(end))
    });
    // What a pipeline does with the answer is judged where it is done.
    let brings_code = brings_code && !is_piped(command, sink);
    if !sends && !brings_code && is_piped(command, sink) {
        return;
    }
    let message = if sends {
        "whichever server answers gets what is sent here: its certificate is not checked"
    } else if brings_code {
        "whichever server answers decides what is downloaded: its certificate is not checked"
    } else {
        "whichever server answers is believed: its certificate is not checked"
    };
    let raw = sink.report(flag.span, message.to_owned());
    if !sends && !brings_code {
        raw.level(Level::Note);
    }
    sink.choice(TITLE, edits::without(command, flag));
    let own = if command.program.as_deref() == Some("curl") { "--cacert" } else { "--ca-certificate" };
    let edits = edits::instead(command, flag, &format!("{own} \"${{CA_FILE:?}}\""));
    sink.choice("Check the certificate against your own authority, from the file that `CA_FILE` names", edits);
}

/// Pieces of a script that are longer are not searched for pipelines, in bytes.
const LONGEST: usize = 32 << 10;

/// Whether another command reads what this one prints.
fn is_piped(command: &Command, sink: &Sink<'_>) -> bool {
    let mut found = false;
    if sink.walk.text.text.len() > LONGEST {
        return false;
    }
    walk(&sink.walk.text.statements, &mut |node| {
        if let Node::Statement(Statement { kind: StatementKind::Pipeline(pipeline), .. }) = node
            && let Some((_, before)) = pipeline.stages.split_last()
        {
            found |= before.iter().any(|it| it.span.cover(command.span) == it.span);
        }
    });
    found
}

fn report(span: Span, sink: &mut Sink<'_>) {
    sink.report(span, "whichever server answers from here on is believed: its certificate is not checked".to_owned());
}

/// Whether a variable of this value switches the check off in the programs that run next.
fn switches_off(name: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let off = matches!(&*lower, "0" | "false" | "no" | "off");
    let on = matches!(&*lower, "1" | "true" | "yes" | "on");
    match name {
        "NODE_TLS_REJECT_UNAUTHORIZED" | "PYTHONHTTPSVERIFY" | "NPM_CONFIG_STRICT_SSL" | "npm_config_strict_ssl" => off,
        "GIT_SSL_NO_VERIFY"
        | "VAULT_SKIP_VERIFY"
        | "GOINSECURE"
        | "CURL_INSECURE"
        | "HELM_KUBEINSECURE_SKIP_TLS_VERIFY"
        | "TLS_SKIP_VERIFY" => on,
        "PERL_LWP_SSL_VERIFY_HOSTNAME" => off,
        _ => false,
    }
}

fn is_here(address: &str) -> bool {
    let rest = address.split("://").last().unwrap_or_default();
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    host == "localhost"
        || host.starts_with("127.")
        || host == "0.0.0.0"
        || rest.starts_with("[::1]")
        || host.ends_with(".localhost")
        || host == "kubernetes.docker.internal"
        || host == "host.docker.internal"
        || host == "169.254.169.254"
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn what_is_sent_and_fetched_decides() {
        check_marks("curl -sk -H 'Authorization: Bearer x' https://x.io\n#mark 0 7 8 CARO1312\n");
        check_marks("wget --no-check-certificate https://x.io/tool.deb\n#    ^^^^^^^^^^^^^^^^^^^^^^ CARO1312\n");
        check_marks("sudo GIT_SSL_NO_VERIFY=true git pull\n#    ^^^^^^^^^^^^^^^^^^^^^^ CARO1312\n");
        check_marks("git config --global http.sslVerify false\n#                   ^^^^^^^^^^^^^^ CARO1312\n");
        check_marks("export GIT_SSL_NO_VERIFY=0 NODE_TLS_REJECT_UNAUTHORIZED=1\ncurl -k https://127.0.0.1/x.sh -o x\n");
    }

    #[test]
    fn the_check_is_switched_on_in_every_spelling() {
        assert_eq!(offered("sudo GIT_SSL_NO_VERIFY=true git pull"), ["sudo git pull"]);
        assert_eq!(offered("GIT_SSL_NO_VERIFY=1 A=2 git pull"), ["A=2 git pull"]);
        assert_eq!(offered("export GIT_SSL_NO_VERIFY=1"), ["unset GIT_SSL_NO_VERIFY"]);
        assert_eq!(offered("git config http.sslVerify \"false\""), ["git config http.sslVerify \"true\""]);
        assert_eq!(offered("npm --strict-ssl=false ci"), ["npm --strict-ssl=true ci"]);
        assert_eq!(
            offered("curl -sk -d a=b https://x.io"),
            ["curl -s -d a=b https://x.io", "curl --cacert \"${CA_FILE:?}\" -s -d a=b https://x.io"]
        );
    }
}
