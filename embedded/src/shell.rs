//! The one place where text becomes a shell word: what leaves here is quoted so that it means itself.

/// Text as one literal word.
pub(crate) fn quote(text: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"_./:@%+,=-".contains(&it);
    if !text.is_empty() && text.bytes().all(plain) && !text.starts_with('=') {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Whether text is a variable, perhaps with a path behind it: `$LOGDIR`, `${OUT}/new`.
pub(crate) fn is_variable(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('$') else { return false };
    let name = match rest.strip_prefix('{') {
        Some(inner) => match inner.split_once('}') {
            Some((name, behind)) if behind.is_empty() || behind.starts_with('/') => name,
            _ => return false,
        },
        None => rest.split('/').next().unwrap_or(rest),
    };
    name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        && !text.contains(['"', '\\', '`'])
        && text.matches('$').count() == 1
}

/// A path as one word: a variable expands, `~` stays the home folder, and a leading dash is no flag.
pub(crate) fn path(text: &str) -> String {
    if text == "~" {
        return text.to_owned();
    }
    if let Some(rest) = text.strip_prefix("~/") {
        return if rest.is_empty() { "~/".to_owned() } else { format!("~/{}", quote(rest)) };
    }
    if is_variable(text) {
        return format!("\"{text}\"");
    }
    if text.starts_with('-') {
        return quote(&format!("./{text}"));
    }
    quote(text)
}

/// A path whose last part is a name pattern that the shell shall expand.
pub(crate) fn glob(folder: &str, pattern: &str) -> String {
    let mut word = String::new();
    if !folder.is_empty() && folder != "." {
        word.push_str(&path(folder));
        word.push('/');
    } else if pattern.starts_with(['-', '*', '?']) && !pattern.starts_with("*.") {
        word.push_str("./");
    }
    let mut literal = String::new();
    for letter in pattern.chars() {
        // A class turned around: `[!0-9]`.
        let turned = letter == '!' && literal.is_empty() && word.ends_with('[');
        if matches!(letter, '*' | '?' | '[' | ']') || turned {
            if !literal.is_empty() {
                word.push_str(&quote(&std::mem::take(&mut literal)));
            }
            word.push(letter);
        } else {
            literal.push(letter);
        }
    }
    if !literal.is_empty() {
        word.push_str(&quote(&literal));
    }
    word
}

/// Several paths with spaces between.
pub(crate) fn paths<'a>(all: impl IntoIterator<Item = &'a String>) -> String {
    all.into_iter().map(|it| path(it)).collect::<Vec<_>>().join(" ")
}

/// A folder joined with what lies in it.
pub(crate) fn join(folder: &str, name: &str) -> String {
    match folder {
        "." | "" => name.to_owned(),
        "/" => format!("/{name}"),
        _ => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_itself() {
        assert_eq!(quote("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quote("src/main.rs"), "src/main.rs");
        assert_eq!(path("-rf"), "./-rf");
        assert_eq!(path("~/My Files"), "~/'My Files'");
        assert_eq!(glob("a b", "*.x"), "'a b'/*.x");
        assert_eq!(glob("a", "*[!0-9][0-9].x"), "a/*[!0-9][0-9].x");
    }
}
