//! CARO0502: a key or token stands in the script.

use super::credentials::{private_key, token};
use super::safer::is_quotable;
use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{Assignment, Body, Node, PartKind, Quote, walk_outer};

rule! {
    /// Gives a key or token to everyone who gets this script: colleagues, backups, the history of the repository.
    ///
    /// Take it back where it was made, and make a new one. Read that from a file that only its user may read,
    /// from the environment or from a vault.
    ///
    /// To decide: Where was this key made, has it been taken back there, and who else has got this file?
    ///
    /// ```sh bad
    /// export AWS_ACCESS_KEY_ID=AKIAQ7ZP4MXW2RTL8VNB
    /// ```
    /// ```sh fixed
    /// export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:?}
    /// ```
    /// ```sh bad
    /// curl -H 'Authorization: token glpat-a8Kd02LmQpZ7xVt5Rw1Y' https://gitlab.example.org
    /// ```
    /// ```sh fixed
    /// curl -H "Authorization: token ${TOKEN:?}" https://gitlab.example.org
    /// ```
    /// ```sh good
    /// export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
    /// ```
    /// ```sh good
    /// curl -H "Authorization: Bearer $TOKEN" https://example.org
    /// ```
    /// ```sh good
    /// TOKEN=$(cat /run/secrets/token)
    /// ```
    /// ```sh good
    /// grep -- '-----BEGIN RSA PRIVATE KEY-----' key.pem
    /// ```
    "CARO0502" "key-in-script",
    Danger,
    Check::Text { run: check }
}

/// How much of one piece is looked at: longer ones carry data.
const MOST_BYTES: usize = 1 << 18;
const MOST_FOUND: usize = 20;

fn check(body: &Body, sink: &mut Sink<'_>) {
    let end = (0..=body.text.len().min(MOST_BYTES)).rev().find(|it| body.text.is_char_boundary(*it)).unwrap_or(0);
    let text = &body.text[..end];
    let mut from = 0;
    for _ in 0..MOST_FOUND {
        let Some(found) = token(&text[from..]) else { break };
        let span = Span::new(from + found.start, from + found.end);
        sink.report(span, format!("whoever reads this script has {}", found.what));
        offer(body, span, sink);
        from = span.end;
    }
    if text.contains("PRIVATE KEY")
        && let Some(found) = private_key(text)
    {
        sink.report(Span::new(found.start, found.end), format!("whoever reads this script has {}", found.what));
    }
}

/// Offers a variable in the place of a token, where the quotes around it let one in.
fn offer(body: &Body, token: Span, sink: &mut Sink<'_>) {
    let (mut name, mut edits) = ("TOKEN".to_owned(), Vec::new());
    walk_outer(&body.statements, &mut |node| match node {
        Node::Command(command) => {
            let holds = |it: &&Assignment| it.span.cover(token) == it.span && it.index.is_none() && !it.append;
            // The variable holds the token and nothing else.
            let alone = |it: &&Assignment| it.span.len() <= it.name.span.len() + token.len() + 3;
            if let Some(assignment) = command.assignments.iter().find(holds).filter(alone) {
                name = assignment.name.text.to_string();
            }
        }
        Node::Word(word) => {
            for part in word.parts.iter().filter(|it| it.span.cover(token) == it.span) {
                let text = part.span.of(&body.text);
                let quotes = Span::new(part.span.start.saturating_sub(1), part.span.end + 1);
                edits = match part.quote {
                    Quote::Single if is_quotable(text) && quotes.end <= body.text.len() => vec![
                        (Span::new(quotes.start, part.span.start), "\"".to_owned()),
                        (token, String::new()),
                        (Span::new(part.span.end, quotes.end), "\"".to_owned()),
                    ],
                    Quote::Bare | Quote::Double if matches!(part.kind, PartKind::Literal(_)) => {
                        vec![(token, String::new())]
                    }
                    _ => Vec::new(),
                };
            }
        }
        _ => {}
    });
    for edit in edits.iter_mut().filter(|it| it.0 == token) {
        edit.1 = format!("${{{name}:?}}");
    }
    sink.offer_as_written("Take it from the environment, and stop without it", edits, false);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn here_documents_and_comments_count() {
        let body = "MIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0bu3aozN3tihPmUWvZzrZ5";
        check_marks(&format!("cat > k <<E\n-----BEGIN RSA PRIVATE KEY-----\n{body}\nE\n#mark 1 0 31 CARO0502\n"));
        check_marks("# old: ghp_a8Kd02LmQpZ7xVt5Rw1YcBn4Hs9GfJe3Ui6O\n#mark 0 7 47 CARO0502\n");
        check_marks(
            "cat > k <<E\n-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0bu3aozN3tihPmUWvZzrZ5\nE\n",
        );
        check_marks(
            "git clone https://ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@github.com/x/y\n"
                .replace("git clone", "echo")
                .as_str(),
        );
    }

    #[test]
    fn quotes_let_the_variable_in() {
        assert_eq!(offered("K=\"a $B glpat-a8Kd02LmQpZ7xVt5Rw1Y c\""), ["K=\"a $B ${TOKEN:?} c\""]);
        assert!(offered("K='{\"t\": \"glpat-a8Kd02LmQpZ7xVt5Rw1Y\"}'").is_empty());
    }
}
