//! CARO0502: a key or token stands in the script.

use super::credentials::{private_key, token};
use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Body;

rule! {
    /// Gives a key or token to everyone who gets this script: colleagues, backups, the history of the repository.
    ///
    /// Take it back where it was made, and make a new one. Read that from a file that only its user may read,
    /// from the environment or from a vault.
    ///
    /// ```sh bad
    /// export AWS_ACCESS_KEY_ID=AKIAQ7ZP4MXW2RTL8VNB
    /// ```
    /// ```sh bad
    /// curl -H 'Authorization: token glpat-a8Kd02LmQpZ7xVt5Rw1Y' https://gitlab.example.org
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
        from = span.end;
    }
    if text.contains("PRIVATE KEY")
        && let Some(found) = private_key(text)
    {
        sink.report(Span::new(found.start, found.end), format!("whoever reads this script has {}", found.what));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

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
}
