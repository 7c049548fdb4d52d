//! CARO0812: what an address serves today is applied to a cluster.

use super::engines::values;
use crate::Span;
use crate::flow::Origin;
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Applies whatever the address serves today, with the rights of whoever runs this.
    ///
    /// A manifest can start anything on every node. Take one of a fixed version, or keep a copy beside the script and read it.
    ///
    /// To decide: Has somebody read this file, and can a copy of it stand beside the script?
    ///
    /// ```sh bad
    /// kubectl apply -f https://raw.githubusercontent.com/acme/tool/master/deploy.yaml
    /// ```
    /// ```sh fixed
    /// kubectl diff -f https://raw.githubusercontent.com/acme/tool/master/deploy.yaml
    /// ```
    /// ```sh bad
    /// kubectl create -f http://example.org/v1.2.0/deploy.yaml
    /// ```
    /// ```sh fixed
    /// kubectl create -f https://example.org/v1.2.0/deploy.yaml
    /// ```
    /// ```sh bad
    /// curl -s https://example.org/deploy.yaml | kubectl apply -f -
    /// ```
    /// ```sh good
    /// kubectl apply -f https://github.com/acme/tool/releases/download/v1.13.2/tool.yaml
    /// ```
    /// ```sh good
    /// kubectl apply -f deploy.yaml
    /// ```
    /// ```sh good
    /// kubectl delete -f https://example.org/deploy.yaml
    /// ```
    /// ```sh good
    /// helm template shop ./chart | kubectl apply -f -
    /// ```
    "CARO0812" "remote-manifest",
    Caution,
    Check::Command { programs: &["kubectl apply", "kubectl create", "kubectl replace", "oc apply", "oc create", "microk8s.kubectl apply"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut files = values(command, 'f', "filename", sink);
    files.extend(values(command, 'k', "kustomize", sink));
    for (span, text) in files {
        let local = ["http://localhost", "http://127.0.0.1"].iter().any(|it| text.starts_with(it));
        if text == "-" {
            if sink.input(command).is_some_and(|it| it.is_from(Origin::Network)) {
                sink.report(span, "applies whatever the network sends to the cluster".to_owned());
                look(command, sink);
            }
        } else if text.starts_with("http://") && !local {
            let message = "applies to the cluster what anyone on the way can change: plain `http://`";
            sink.report(span, message.to_owned()).level(Level::Danger);
            let at = sink.text(span).find("http://").map(|it| Span::at(span.start + it + "http".len()));
            sink.choice("Fetch it over `https`", at.map(|it| (it, "s".to_owned())).into_iter().collect());
        } else if (text.starts_with("https://") || text.starts_with("github.com/")) && !is_pinned(&text) {
            sink.report(span, "applies to the cluster whatever this address serves today".to_owned());
            look(command, sink);
        }
    }
}

fn look(command: &Command, sink: &mut Sink<'_>) {
    let order = command.operands().next().filter(|it| it.literal() == Some("apply"));
    sink.choice("Look first: `kubectl diff`", order.map(|it| (it.span, "diff".to_owned())).into_iter().collect());
    sink.rehearse(command);
}

/// Whether an address names a version or a commit.
fn is_pinned(address: &str) -> bool {
    address.split(['/', '=', '?', '@', '&']).skip(3).any(|part| {
        let commit = part.len() >= 12 && part.bytes().all(|it| it.is_ascii_hexdigit());
        let version =
            part.as_bytes().windows(3).any(|it| it[0].is_ascii_digit() && it[1] == b'.' && it[2].is_ascii_digit());
        // A version that a variable holds is one.
        commit || version || is_unsure(part)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_version_may_stand_in_a_variable() {
        check_marks(
            "V=1.2.3\nkubectl apply -f \"https://x.org/dl/v$V/a.yaml\"\nkubectl apply -k 'github.com/a/b?ref=v1.2.3'\n",
        );
        check_marks("oc apply -f https://x.org/latest/a.yaml\n#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0812\n");
    }
}
