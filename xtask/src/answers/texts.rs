//! Whether a command is one of the texts that are right, for what no sandbox can grade: processes, services, networks.

/// Quotes that change nothing, `sudo`, and the order of words are forgiven.
pub(super) fn is_accepted(command: &str, accepted: &[String]) -> bool {
    let words = words(command);
    accepted.iter().any(|it| self::words(it) == words)
}

fn words(command: &str) -> Vec<String> {
    let command = command.trim();
    let command = command.strip_prefix("sudo ").unwrap_or(command).replace('"', "'");
    let mut words: Vec<String> = command.split_whitespace().map(word).collect();
    words.sort();
    words
}

fn word(word: &str) -> String {
    let plain = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "_./:@%+=,-".contains(it));
    let inner = word.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    inner.filter(|it| plain(it)).unwrap_or(word).replace("apt-get", "apt")
}

#[cfg(test)]
mod tests {
    use super::is_accepted;

    #[test]
    fn quotes_sudo_and_order_are_forgiven_and_nothing_else() {
        let accepted = ["ss -tlnp".to_owned(), "git log --author='Ann'".to_owned(), "sudo apt install jq".to_owned()];
        for right in ["ss -tlnp", "git log --author='Ann'", "git log --author=\"Ann\"", "apt-get install jq"] {
            assert!(is_accepted(right, &accepted), "{right}");
        }
        for other in ["ss -tln", "git log --author='Bob'", "apt install", "rm -rf jq"] {
            assert!(!is_accepted(other, &accepted), "{other}");
        }
    }
}
