//! CARO0143: somebody else decides what is deleted.

use super::deletes::{self, DELETERS};
use crate::flow::Origin;
use crate::rules::{Check, Sink, substitutes};
use crate::script::{Command, PartKind, Word};
use crate::web_request;

rule! {
    /// Lets another machine or a visitor decide what is deleted.
    ///
    /// A name that comes from a download or a web request can be `../..` or `/`. Compare it with the names that are allowed
    /// before it is used.
    ///
    /// To decide: Which names are allowed? Compare it with those, as in `case $name in release-[0-9]*) ;; *) exit 1 ;; esac`.
    ///
    /// ```sh bad
    /// rm -rf "/srv/cache/$(curl -s https://example.org/old-version)"
    /// ```
    /// ```sh fixed
    /// rm -rI "/srv/cache/$(curl -s https://example.org/old-version)"
    /// ```
    /// ```sh bad
    /// rm -rf "/srv/uploads/${PATH_INFO:?}"
    /// ```
    /// ```sh good
    /// rm -rf "$BUILD"
    /// ```
    /// ```sh good
    /// rm -rf "/srv/cache/${VERSION:?}"
    /// ```
    /// ```sh good
    /// curl -s https://example.org/list > list && rm -f old-list
    /// ```
    "CARO0143" "chosen-by-others",
    Danger,
    Check::Command { programs: DELETERS, run: check }
}

/// Variables that a visitor fills, and that are no part of a request.
const VISITORS: [&str; 3] = ["SSH_ORIGINAL_COMMAND", "REMOTE_USER", "SCRIPT_URI"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(delete) = deletes::of(command, sink) else { return };
    for word in &delete.words {
        let value = sink.value(word);
        let network = value.is_from(Origin::Network) || substitutes(word, &["curl", "wget", "fetch", "nc", "ncat"]);
        let who = match () {
            () if network => "another machine",
            () if value.is_from(Origin::Decoded) => "text that had to be decoded",
            () if is_visited(word) => "whoever sends the request",
            () => continue,
        };
        // A download's own name or folder says where it went.
        if substitutes(word, &["basename", "dirname"]) || value.text().is_some() {
            continue;
        }
        let raw = sink.report(word.span, format!("lets {who} decide what is deleted"));
        if let Some(place) = value.origins.place {
            raw.related(place, "where the name comes from".to_owned());
        }
        deletes::offer_asking(command, sink);
    }
}

fn is_visited(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Parameter(it) => web_request::is_variable(&it.name) || VISITORS.contains(&&*it.name),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_request_is_no_author() {
        check_marks("rm -f \"/tmp/${HTTP_X_NAME:?}\"\n#     ^^^^^^^^^^^^^^^^^^^^^^^ CARO0143\n");
        check_marks("rm -f /tmp/x-${USER:?}\n");
        check_marks("rm -rf \"/srv/app/${HTTP_ROOT:?}\"\n");
    }

    #[test]
    fn a_download_may_be_kept_in_a_variable() {
        check_marks(
            "v=$(curl -s https://example.org/v)\n[ -n \"$v\" ] || exit\nrm -rf \"/srv/$v\"\n#      ^^^^^^^^^ CARO0143\n",
        );
    }
}
