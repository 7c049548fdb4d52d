//! Where secrets are taken out of what is to be written: the one place that calls [`crate::redact`].

use std::borrow::Cow;

use crate::{Record, redact};

/// A secret that is shorter is also an everyday word, and would be taken out of places where it is none.
const SHORT: usize = 6;

/// Takes secrets out of all texts of a record. What is one in the request is one in the command as well.
pub(crate) fn clean(record: &mut Record) {
    let texts = [&mut record.prompt, &mut record.generated_command];
    let mut texts: Vec<_> =
        texts.into_iter().chain(&mut record.alternatives).chain(&mut record.corrected_command).collect();
    let mut secrets: Vec<String> = Vec::new();
    let mut found = false;
    for text in &mut texts {
        secrets.extend(redact::found(text).into_iter().filter_map(|it| text.get(it.span).map(str::to_owned)));
        if let Some(clean) = without_secrets(text) {
            **text = clean;
            found = true;
        }
    }
    secrets.retain(|it| it.chars().count() >= SHORT);
    for text in &mut texts {
        for secret in secrets.iter().filter(|_| found) {
            if text.contains(secret) {
                **text = text.replace(secret, redact::MARK);
            }
        }
    }
    record.redacted |= found;
}

/// Whether a text has some.
pub(crate) fn has_secret(text: &str) -> bool {
    without_secrets(text).is_some()
}

/// The text without them; none where there are none.
fn without_secrets(text: &str) -> Option<String> {
    let redacted = redact::redacted(text);
    (redacted.count > 0).then(|| Cow::into_owned(redacted.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_one_text_is_one_in_all() {
        let secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
        let mut record = Record {
            prompt: format!("clone with the token {secret}"),
            generated_command: format!("cut -c {secret} x"),
            alternatives: vec!["ls".to_owned(), format!("x {secret}")],
            corrected_command: Some(format!("y{secret}y")),
            ..Record::default()
        };
        clean(&mut record);
        assert!(record.redacted);
        assert!(!serde_json::to_string(&record).unwrap().contains("c6912E7710c8"));
        assert_eq!(record.alternatives[0], "ls");
        let before = record.clone();
        clean(&mut record);
        assert_eq!(record, before);
        let mut plain = Record { prompt: "list files by size".to_owned(), ..Record::default() };
        clean(&mut plain);
        assert!(!plain.redacted && !has_secret("ls -h"));
    }
}
