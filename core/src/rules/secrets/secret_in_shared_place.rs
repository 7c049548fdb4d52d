//! CARO0506: a secret is put where others can read it.

use super::credentials::names_secret;
use super::reading;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, paths};
use crate::script::PartKind;
use crate::secret_paths::Kind;

rule! {
    /// Puts a secret where other users, or everyone on the web, can read it.
    ///
    /// A file in `/tmp` is for all users to read unless told otherwise, and a web server gives out what lies in its folder.
    /// `f=$(mktemp)` makes a file that only you read.
    ///
    /// To decide: Who has to read this file, and can it lie in a folder that only they can enter?
    ///
    /// ```sh bad
    /// cp ~/.ssh/id_rsa /tmp/key
    /// ```
    /// ```sh bad
    /// cat /etc/shadow > /var/www/html/s.txt
    /// ```
    /// ```sh bad
    /// echo "$API_TOKEN" > /tmp/token
    /// ```
    /// ```sh good
    /// f=$(mktemp); echo "$API_TOKEN" > "$f"
    /// ```
    /// ```sh good
    /// cp ~/.ssh/id_rsa ~/.ssh/id_rsa.old
    /// ```
    /// ```sh good
    /// cp index.html /var/www/html/
    /// cp ~/.ssh/id_rsa.pub /tmp/
    /// ```
    "CARO0506" "secret-in-shared-place",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends | ActKind::Creates) {
        return;
    }
    let Some(command) = act.command else { return };
    let value = sink.value(act.path);
    let Some(path) = value.texts().find(|it| place(it).is_some()).map(str::to_owned) else { return };
    let Some(web) = place(&path) else { return };
    let program = command.program.as_deref().unwrap_or_default();
    let secret = match program {
        "cp" | "mv" | "install" | "ln" | "rsync" | "dd" => {
            let sources = command.operands().filter(|it| it.span != act.path.span);
            sources.chain(command.flag_value('\0', "if")).find_map(|it| reading::file(it, sink)).map(|it| it.0)
        }
        "echo" | "printf" => {
            let named = command.operands().flat_map(|it| &it.parts).find_map(|it| match &it.kind {
                PartKind::Parameter(it) if names_secret(&it.name) && it.operator.is_none() && !it.length => {
                    Some(it.name.clone())
                }
                _ => None,
            });
            if let Some(name) = named {
                let message = format!("puts `${name}` into `{path}`, where {} can read it", readers(web));
                sink.report(act.span, message).level(if web { Level::Danger } else { Level::Caution });
                return;
            }
            None
        }
        // What is hidden first may lie anywhere.
        "gpg" | "age" | "openssl"
            if !command.flags().any(|it| it.long.as_deref().is_some_and(|it| it.starts_with("export-secret"))) =>
        {
            None
        }
        _ => reading::by_command(command, sink)
            .filter(|it| it.what != "the whole environment, with every token in it" || web),
    };
    if let Some(secret) = secret {
        let level = if web && secret.kind == Kind::Own { Level::Danger } else { Level::Caution };
        sink.report(act.span, format!("puts {} into `{path}`, where {} can read it", secret.what, readers(web)))
            .level(level);
    }
}

/// Whether a path lies where others read; true for the web.
pub(super) fn place(path: &str) -> Option<bool> {
    let web =
        ["/var/www/", "/srv/http/", "/srv/www/", "/usr/share/nginx/", "/usr/local/apache2/htdocs/", "~/public_html/"];
    if web.iter().any(|it| path.starts_with(it)) {
        return Some(true);
    }
    (paths::is_open(path) || path.starts_with("/Users/Shared/") || path == "/tmp").then_some(false)
}

fn readers(web: bool) -> &'static str {
    if web { "everyone on the web" } else { "every user" }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn place_and_secret_decide() {
        check_marks("tar cz ~/.gnupg > /var/www/html/k.tgz\n#mark 0 16 37 CARO0506\n");
        check_marks("gpg --export-secret-keys > /tmp/k\n#                        ^^^^^^^^ CARO0506\n");
        check_marks("D=/tmp; cat ~/.aws/credentials > $D/c\n#                              ^^^^^^ CARO0506\n");
        check_marks(
            "env > /tmp/env.txt\ncat ~/.ssh/config > /tmp/c\nsha256sum ~/.ssh/id_rsa > /tmp/sum\necho \"$TOKEN_URL\" > /tmp/x\ngrep x /tmp/y > ~/.ssh/id_rsa\n",
        );
    }
}
