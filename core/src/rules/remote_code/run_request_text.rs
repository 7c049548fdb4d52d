//! CARO0410: what a visitor sends in a web request is run.

use crate::flow::Code;
use crate::rules::{Check, Sink};
use crate::script::{PartKind, Word};
use crate::web_request;

rule! {
    /// Lets anyone who can send a web request run commands here.
    ///
    /// A web server hands parts of the request to its scripts in variables such as `QUERY_STRING`. As shell text they can
    /// hold any command. Take them apart with `${x%%&*}` or `read`, compare with what is allowed, and never `eval` them.
    ///
    /// To decide: Which few requests should this page answer, and can a `case` name them?
    ///
    /// ```sh bad
    /// eval "$QUERY_STRING"
    /// ```
    /// ```sh bad
    /// bash -c "ls /srv/files/$PATH_INFO"
    /// ```
    /// ```sh bad
    /// eval $(echo "$QUERY_STRING" | tr '&' ';')
    /// ```
    /// ```sh good
    /// case $QUERY_STRING in
    /// lines=[0-9]*) lines=${QUERY_STRING#lines=} ;;
    /// esac
    /// ```
    /// ```sh good
    /// grep -F -- "$QUERY_STRING" names.txt
    /// ```
    /// ```sh good
    /// echo "$HTTP_USER_AGENT" >> agents.log
    /// ```
    "CARO0410" "run-request-text",
    Danger,
    Check::Code { run: check }
}

fn check(code: &Code<'_>, sink: &mut Sink<'_>) {
    if let Some(name) = request_variable(code, sink) {
        let program = code.command.program.as_deref().unwrap_or("a shell");
        sink.report(code.span, format!("`{program}` runs what is in `{name}`, which every visitor can choose"));
    }
}

/// Whether code is written with a part of a web request in it.
pub(super) fn mentions_request(code: &Code<'_>, sink: &Sink<'_>) -> bool {
    request_variable(code, sink).is_some()
}

fn request_variable(code: &Code<'_>, sink: &Sink<'_>) -> Option<String> {
    let inside = |it: &&Word| it.span.start >= code.span.start && it.span.end <= code.span.end;
    code.command.words.iter().filter(inside).find_map(|it| in_word(it, sink))
}

fn in_word(word: &Word, sink: &Sink<'_>) -> Option<String> {
    // What the script itself has written there is no visitor's.
    let own = |name: &str| sink.state().get(name).is_some_and(|it| it.text().is_some());
    let is_request = |name: &str| web_request::is_variable(name) && !own(name);
    word.parts.iter().find_map(|it| match &it.kind {
        PartKind::Parameter(it) if is_request(&it.name) && !it.length => Some(it.name.to_string()),
        PartKind::Substitution(statements) | PartKind::Process(statements) => {
            let mut found = None;
            crate::script::walk_outer(statements, &mut |node| {
                if let crate::script::Node::Word(word) = node
                    && found.is_none()
                {
                    found = word.parts.iter().find_map(|it| match &it.kind {
                        PartKind::Parameter(it) if is_request(&it.name) => Some(it.name.to_string()),
                        _ => None,
                    });
                }
            });
            found
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_way_to_the_shell_does_not_matter() {
        check_marks("sh -c \"grep ${HTTP_X_NAME:-x} f\"\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0410\n");
        check_marks("ssh db \"show $QUERY_STRING\"\n#      ^^^^^^^^^^^^^^^^^^^^ CARO0410\n");
        check_marks("eval \"serve $HTTP_PORT\"\n");
        check_marks("HTTP_HOST=localhost\nsh -c \"curl http://$HTTP_HOST/up\"\n");
        check_marks("HTTP_PROXY=$1 sh -c 'echo \"$HTTP_PROXY\"'\n");
    }
}
