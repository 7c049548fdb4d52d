//! CARO0311: a key that opens this account is written by a script.

use super::lines;
use crate::Span;
use crate::flow::Origin;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};
use crate::script::Word;

rule! {
    /// Lets the owner of a key log in here, or locks out all whose keys are replaced.
    ///
    /// Whoever holds the private key gets in, without a password and for good. Keys that come from the network are those of
    /// whoever controls that address on the day. `ssh-copy-id` adds one key and keeps the others.
    ///
    /// To decide: Whose key is this, who checked that it is theirs, and when is it taken out again?
    ///
    /// ```sh bad
    /// echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHq ops@old" >> /root/.ssh/authorized_keys
    /// ```
    /// ```sh bad
    /// cat key.pub > ~/.ssh/authorized_keys
    /// ```
    /// ```sh bad
    /// curl -fsS https://keys.example.org/ops >> ~/.ssh/authorized_keys
    /// ```
    /// ```sh good
    /// ssh-copy-id deploy@host
    /// ```
    /// ```sh good
    /// chmod 600 ~/.ssh/authorized_keys
    /// ```
    /// ```sh good
    /// ssh host 'cat >> ~/.ssh/authorized_keys' < ~/.ssh/id_ed25519.pub
    /// ```
    "CARO0311" "login-keys",
    Caution,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let redirect = act.span != act.path.span;
    let overwrites = act.kind == ActKind::Overwrites;
    if !overwrites && act.kind != ActKind::Appends {
        return;
    }
    let written = sink.text(act.path.span).trim_matches(['"', '\'']).to_owned();
    let is_keys = |it: &str| it.contains(".ssh/authorized_keys") || it.ends_with("/authorized_keys");
    let value = sink.value(act.path);
    if !is_keys(&written) && !value.texts().any(is_keys) || value.texts().any(|it| it.starts_with("/tmp/")) {
        return;
    }
    let program = act.command.and_then(|it| it.program.as_deref()).unwrap_or_default();
    let contents = act.contents.as_ref();
    let network = contents.is_some_and(|it| it.is_from(Origin::Network))
        || lines::source(act, sink).is_some_and(|it| it.is_from(Origin::Network))
        || matches!(program, "curl" | "wget" | "fetch")
        || ["curl ", "wget "].iter().any(|it| lines::written(act, sink).contains(it));
    if network {
        let raw = sink.report(act.span, "lets in whoever holds the keys that the network sends today".to_owned());
        raw.level(Level::Danger);
        return;
    }
    // An empty file: nobody is let in, and nobody locked out who was not before.
    let nothing = contents.is_some_and(|it| it.text() == Some(""))
        || matches!(program, "touch" | ":" | "true" | "install" | "mkdir");
    if overwrites {
        // A copy of such a file is put back as a whole, and a tree that is only put together lets nobody in yet.
        let copied = matches!(program, "cp" | "gcp" | "rsync" | "scp")
            && (act
                .command
                .and_then(|it| it.operands().next())
                .is_some_and(|it| sink.text(it.span).contains("authorized_keys"))
                || !value
                    .texts()
                    .any(|it| it.starts_with('~') || it.starts_with("/root/") || it.starts_with("/home/")));
        // Filled anew from what was kept of itself is an edit: `grep -v old keys > new; mv new keys`.
        if !matches!(program, "mv" | "gmv" | "install" | "sort" | "touch" | "ssh-keygen") && !copied {
            sink.report(act.span, "replaces the keys that may log in here: all others are locked out".to_owned());
            if redirect && sink.text(act.span).starts_with('>') && !sink.text(act.span).starts_with(">|") {
                sink.choice("Add the key, and keep the others", vec![(Span::at(act.span.start), ">".to_owned())]);
            }
        }
        return;
    }
    // `cat` of one's own public key, or of what somebody sends over `ssh`.
    let own = act.command.is_some_and(|it| {
        program == "cat" && it.operands().all(|it| own_key(it, sink))
            || program == "cat" && it.operands().next().is_none() && it.redirects.len() < 2
    });
    if !nothing && !own && redirect || !nothing && program == "tee" {
        sink.report(act.span, "lets the owner of this key log in here from now on".to_owned());
    }
}

fn own_key(word: &Word, sink: &Sink<'_>) -> bool {
    sink.value(word).texts().any(|it| it.contains(".ssh/id_") && it.rsplit('.').next() == Some("pub"))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn keys_come_from_many_places() {
        check_marks(
            "echo \"$KEY\" | tee -a \"$HOME/.ssh/authorized_keys\"\n#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0311\n",
        );
        check_marks(
            "wget -qO- https://github.com/bob.keys >> ~/.ssh/authorized_keys\n#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0311\n",
        );
        check_marks("curl -o /root/.ssh/authorized_keys http://x/k\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0311\n");
        check_marks(
            "curl -o k http://x/k\ninstall -m 600 k /root/.ssh/authorized_keys\n#                ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0311\n",
        );
        check_marks(
            "cp id.pub ~/.ssh/authorized_keys\n#         ^^^^^^^^^^^^^^^^^^^^^^ CARO0311\ncp authorized_keys ~/.ssh/authorized_keys\n",
        );
        check_marks(
            "touch ~/.ssh/authorized_keys\ncat ~/.ssh/id_rsa.pub >> ~/.ssh/authorized_keys\ngrep bob ~/.ssh/authorized_keys\n",
        );
    }
}
