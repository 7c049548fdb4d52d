//! CARO0305: everyone on the machine can read a key or the passwords.

use super::modes::{self, Closed};
use super::trees;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Lets everyone on the machine read a private key, passwords or a whole home.
    ///
    /// Who can copy a key is its owner from then on. `ssh` refuses a key that others can read. Mode `600` is enough.
    ///
    /// To decide: Which user or group has to read this besides its owner?
    ///
    /// ```sh bad
    /// chmod 644 /etc/shadow
    /// ```
    /// ```sh fixed
    /// chmod 640 /etc/shadow
    /// ```
    /// ```sh bad
    /// chmod 644 ~/.ssh/id_rsa
    /// ```
    /// ```sh fixed
    /// chmod 600 ~/.ssh/id_rsa
    /// ```
    /// ```sh bad
    /// chmod -R 755 ~/.ssh
    /// ```
    /// ```sh fixed
    /// chmod -R u=rwX,go= ~/.ssh
    /// ```
    /// ```sh good
    /// chmod 644 ~/.ssh/id_rsa.pub
    /// ```
    /// ```sh good
    /// chmod 600 ~/.ssh/id_rsa
    /// ```
    /// ```sh good
    /// chmod 755 ~/.ssh
    /// ```
    /// ```sh good
    /// chmod a+r /etc/apt/keyrings/docker.gpg
    /// ```
    "CARO0305" "readable-secret",
    Danger,
    Check::Command { programs: &["chmod", "gchmod", "install", "ginstall"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let (modes, files, recursive, span) = if matches!(command.program.as_deref(), Some("install" | "ginstall")) {
        let Some(mode) = command.flag_value('m', "mode") else { return };
        let last: Vec<_> = command.operands().last().into_iter().collect();
        (sink.value(mode).texts().map(str::to_owned).collect(), last, false, mode.span)
    } else {
        let Some(chmod) = modes::chmod(command, sink) else { return };
        (chmod.modes, chmod.files, chmod.recursive, chmod.span)
    };
    // 0301 speaks where everyone can write too.
    let Some(mode) = modes.iter().find(|it| modes::shows(it) && !modes::opens(it)) else { return };
    for word in files {
        let value = sink.value(word);
        let found =
            value.shapes.iter().filter_map(|it| it.text()).find_map(|it| Some((secret(it, recursive)?, it.to_owned())));
        if let Some(((level, what), path)) = found {
            sink.report(span, format!("`{mode}` lets everyone on the machine read {what} (`{path}`)")).level(level);
            let written = command.flag_value('m', "mode").or_else(|| command.operands().next());
            let Some(written) = written.filter(|it| it.literal() == Some(&**mode)) else { return };
            // Programs that check passwords read the hashes as a group of their own.
            let by_group = what.starts_with("the hashes");
            let tree = modes::closed("700", Closed::OwnerReads, true).filter(|_| recursive);
            if let Some(less) = modes::closed(mode, Closed::GroupReads, recursive).filter(|_| by_group) {
                sink.choice("Let only the owner and the group read it", edits::reworded(written, &less));
            } else if let Some(less) = tree.or_else(|| private(mode)) {
                sink.choice("Let only the owner read it", edits::reworded(written, &less));
            }
            return;
        }
    }
}

/// A mode for the owner alone, also in the place of letters that only give.
fn private(mode: &str) -> Option<String> {
    let digits = mode.bytes().all(|it| it.is_ascii_digit());
    if digits { modes::closed(mode, Closed::OwnerReads, false) } else { Some("go=".to_owned()) }
}

/// What a path keeps secret.
pub(super) fn secret(path: &str, recursive: bool) -> Option<(Level, &'static str)> {
    let plain = trees::plain(path);
    let name = plain.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |it| it.1);
    let public =
        ending == "pub" || plain.contains("keyring") || plain.starts_with("/etc/apt/") || name.contains("public");
    if public {
        return None;
    }
    let in_ssh = plain.contains("/.ssh/") || plain.starts_with(".ssh/");
    Some(match name {
        "shadow" | "gshadow" | "shadow-" if plain.starts_with("/etc/") => {
            (Level::Danger, "the hashes of all passwords")
        }
        "id_rsa" | "id_ed25519" | "id_ecdsa" | "id_dsa" | "identity" => (Level::Danger, "a private key"),
        _ if name.starts_with("ssh_host_") && name.ends_with("_key") => (Level::Danger, "a private key"),
        ".ssh" | ".gnupg" if recursive => (Level::Danger, "your private keys"),
        "*" if in_ssh || plain.ends_with("/.ssh") => (Level::Caution, "your private keys"),
        "privkey.pem" | "ca.key" | "ca-key.pem" | "server.key" | "tls.key" | "private.key" | "private.pem"
        | "key.pem" => (Level::Danger, "a private key"),
        ".pgpass" | ".netrc" | ".my.cnf" | ".git-credentials" | ".vault-token" | ".htpasswd" | "master.key" => {
            (Level::Danger, "passwords")
        }
        "credentials" if plain.contains(".aws/") => (Level::Danger, "passwords"),
        ".env" => (Level::Caution, "passwords"),
        "config" if plain.ends_with(".kube/config") => (Level::Danger, "the keys to your cluster"),
        _ if name.ends_with("-key.pem") || ending == "key" || name.ends_with("_key.pem") => {
            (Level::Caution, "a private key")
        }
        _ if recursive && (plain == "~" || plain == "/root") => (Level::Caution, "a whole home, keys and all"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn keys_are_known_by_their_names() {
        check_marks("K=$HOME/.ssh/id_ed25519\nchmod go+r \"$K\"\n#     ^^^^ CARO0305\n");
        check_marks("install -m 0644 a /etc/ssl/private/server.key\n#          ^^^^ CARO0305\n");
        check_marks("chmod -R a+rX ~\n#        ^^^^ CARO0305\n");
        check_marks(
            "chmod 640 /etc/shadow\nchmod 644 server.crt cert.pem\nchmod +x .env\nchmod o-r ~/.pgpass\nchmod -R go= ~/.ssh\n",
        );
    }
}
