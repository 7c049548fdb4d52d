//! CARO0503: a password stands in the script.

use super::credentials::{is_placeholder, is_strong, names_secret, private_key, token};
use crate::rules::{Check, Level, Sink};
use crate::script::{AssignedValue, Assignment, Word};

rule! {
    /// Gives a password to everyone who gets this script: colleagues, backups, the history of the repository.
    ///
    /// Read it from a file that only its user may read, from the environment or from a vault, and change it.
    ///
    /// To decide: Who else has got this file, and where can the password be changed?
    ///
    /// ```sh bad
    /// DB_PASSWORD='vK9#mQ2!xT'
    /// ```
    /// ```sh fixed
    /// DB_PASSWORD=${DB_PASSWORD:?}
    /// ```
    /// ```sh bad
    /// PGPASSWORD=9fKe72LmQpz1 psql -h db.example.org shop
    /// ```
    /// ```sh fixed
    /// PGPASSWORD=${PGPASSWORD:?} psql -h db.example.org shop
    /// ```
    /// ```sh good
    /// DB_PASSWORD=${DB_PASSWORD:?}
    /// ```
    /// ```sh good
    /// DB_PASSWORD=changeme
    /// POSTGRES_PASSWORD=postgres
    /// ```
    /// ```sh good
    /// PASSWORD_FILE=/run/secrets/db-password1A
    /// TOKEN_URL=https://example.org/oauth2/Token1
    /// ```
    /// ```sh good
    /// PASSWORD=$(openssl rand -hex 16)
    /// ```
    "CARO0503" "password-assigned",
    Caution,
    Check::Assignment { run: check }
}

fn check(assignment: &Assignment, sink: &mut Sink<'_>) {
    let name = &*assignment.name.text;
    let Some(AssignedValue::Word(word)) = &assignment.value else { return };
    let Some(text) = word.literal() else { return };
    let password = match text.split_once("://") {
        // `postgres://user:password@host`
        Some((_, rest)) => {
            let Some((user, host)) = rest.rsplit_once('@') else { return };
            let host = host.split([':', '/']).next().unwrap_or_default();
            let is_local = ["localhost", "127.0.0.1", "db", "postgres", "mysql", "redis", "mongo"].contains(&host);
            match user.split_once(':') {
                Some((_, password)) if !is_local => password,
                _ => return,
            }
        }
        None if names_secret(name) => text,
        None => return,
    };
    // Keys of a known form are another rule's.
    if token(text).is_some() || private_key(text).is_some() {
        return;
    }
    let message = format!("whoever reads this script has the password in `{name}`");
    if is_strong(password) {
        sink.report(word.span, message);
        offer(assignment, word, sink);
    } else if is_simple(password) && name.to_ascii_uppercase().contains("PASS") {
        sink.report(word.span, message).level(Level::Note);
        offer(assignment, word, sink);
    }
}

fn offer(assignment: &Assignment, word: &Word, sink: &mut Sink<'_>) {
    if assignment.index.is_none() && !assignment.append {
        let edit = (word.span, format!("${{{}:?}}", assignment.name.text));
        sink.choice("Take it from the environment, and stop without it", vec![edit]);
    }
}

/// Letters and digits that somebody thought of.
fn is_simple(text: &str) -> bool {
    let has = |is: fn(char) -> bool| text.contains(is);
    (6..100).contains(&text.len())
        && !is_placeholder(text)
        && !text.contains(char::is_whitespace)
        && has(|it| it.is_ascii_digit())
        && has(|it| it.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_name_and_the_value_decide() {
        check_marks("export API_KEY=\"a8Kd02LmQpZ7xVt5\"\n#              ^^^^^^^^^^^^^^^^^^ CARO0503\n");
        check_marks(
            "DATABASE_URL=postgres://app:vK9mQ2xTz@db1.x.io/shop\n#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0503\n",
        );
        check_marks(
            "DATABASE_URL=postgres://app:vK9mQ2xTz@localhost/shop\nPASSWORD=\nPASSWORD=$1\nTOKEN=your-token-1A\nKEYMAP=us-intl-Alt1\nSESSION_NAME=Abc12345\n",
        );
    }
}
