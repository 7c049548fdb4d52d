//! CARO0912: Redis loses every key.

use super::clients;
use crate::Span;
use crate::rules::listing;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Deletes every key of a Redis server, or its data that was not saved.
    ///
    /// `FLUSHALL` empties every database of the server, whoever uses it, and asks nothing.
    /// Use a prefix and `SCAN`, or a database of your own.
    ///
    /// To decide: Who else keeps keys on this server, and can all of them be made again?
    ///
    /// ```sh bad
    /// redis-cli -h cache.internal FLUSHALL
    /// ```
    /// ```sh fixed
    /// redis-cli -h cache.internal INFO keyspace
    /// ```
    /// ```sh bad
    /// redis-cli -n 3 flushdb
    /// ```
    /// ```sh fixed
    /// redis-cli -n 3 DBSIZE
    /// ```
    /// ```sh bad
    /// redis-cli --scan --pattern 'session:*' | xargs redis-cli del
    /// ```
    /// ```sh fixed
    /// redis-cli --scan --pattern 'session:*' | xargs redis-cli exists
    /// ```
    /// ```sh bad
    /// redis-cli shutdown nosave
    /// ```
    /// ```sh fixed
    /// redis-cli shutdown save
    /// ```
    /// ```sh good
    /// redis-cli -h 127.0.0.1 -p 6390 FLUSHALL
    /// ```
    /// ```sh good
    /// redis-cli del session:17
    /// ```
    /// ```sh good
    /// redis-cli get flushall
    /// ```
    "CARO0912" "redis-flush",
    Danger,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = &["redis-cli", "valkey-cli", "keydb-cli"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if clients::is_for_tests(command, sink) {
        return;
    }
    for (span, words) in queries(command, sink) {
        let word = |at: usize| words.get(at).map(String::as_str).unwrap_or_default();
        let (message, level) = match (word(0), word(1)) {
            ("flushall", _) => ("deletes every key of every database of the server".to_owned(), Level::Danger),
            ("flushdb", _) => ("deletes every key of the database".to_owned(), Level::Danger),
            ("shutdown", "nosave") => {
                ("stops the server and throws away what it has not saved".to_owned(), Level::Danger)
            }
            ("eval", _) if words.iter().any(|it| it.contains("flushall") || it.contains("flushdb")) => {
                ("deletes every key".to_owned(), Level::Danger)
            }
            ("del" | "unlink", _) if is_listed(command, sink) => {
                ("deletes every key that another command lists".to_owned(), Level::Danger)
            }
            _ => continue,
        };
        sink.report(span, message).level(level);
        let look = match (word(0), word(1)) {
            ("flushall", _) => "INFO keyspace",
            ("flushdb", _) => "DBSIZE",
            ("shutdown", _) => "shutdown save",
            ("del" | "unlink", _) => "exists",
            _ => continue,
        };
        // Only where the order is words of its own.
        let first = command.operands().next().filter(|it| it.span == span && !sink.text(span).contains(' '));
        let end = match word(0) {
            "del" | "unlink" => first.map(|it| it.span.end),
            _ => first.and(command.operands().last()).map(|it| it.span.end),
        };
        let title = if look == "shutdown save" { "Save first".to_owned() } else { format!("Look first: `{look}`") };
        sink.choice(&title, end.map(|end| (Span::new(span.start, end), look.to_owned())).into_iter().collect());
    }
}

/// The commands that are sent, in lower case: one in the words, or one in each line of the input.
pub(super) fn queries(command: &Command, sink: &Sink<'_>) -> Vec<(Span, Vec<String>)> {
    let words: Vec<&Word> = command.operands().collect();
    if let Some(first) = words.first() {
        let texts = words.iter().map(|it| sink.text_of(it).unwrap_or_default().to_lowercase());
        // `redis-cli "CONFIG SET dir /x"`: one word may hold a whole command.
        let mut split: Vec<String> = Vec::new();
        for text in texts {
            split.extend(text.split(' ').map(str::to_owned));
        }
        if command.has_flag('\0', "eval") {
            split.insert(0, "eval".to_owned());
        }
        return vec![(first.span, split)];
    }
    let mut found = Vec::new();
    for word in clients::fed_words(command, sink) {
        let sketch = sink.sketch(&word);
        for line in sketch.text.lines().take(10_000) {
            let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
            let start = line.as_ptr() as usize - sketch.text.as_ptr() as usize;
            found.push((sketch.place(start, start + line.len()).unwrap_or(word.span), words));
        }
    }
    found
}

/// Whether the keys come from `KEYS` or `--scan`.
fn is_listed(command: &Command, sink: &Sink<'_>) -> bool {
    let body = sink.body();
    let lists = |it: &Command| {
        let is_client = it.program.as_deref().is_some_and(|it| PROGRAMS.contains(&it));
        is_client
            && (it.has_flag('\0', "scan")
                || it.operands().any(|it| it.literal().is_some_and(|it| it.eq_ignore_ascii_case("keys"))))
    };
    listing::suppliers(&body, command).iter().any(|it| it.first().is_some_and(|it| lists(it)))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn commands_come_by_words_and_by_lines() {
        check_marks("echo flushall | redis-cli -h x\n#    ^^^^^^^^ CARO0912\n");
        check_marks("docker exec cache valkey-cli FlushAll\n#                            ^^^^^^^^ CARO0912\n");
        check_marks("redis-cli DEL $(redis-cli KEYS 'a:*')\n#         ^^^ CARO0912\n");
        check_marks("redis-cli <<E\nselect 2\nFLUSHDB ASYNC\nE\n#mark 2 0 13 CARO0912\n");
    }
}
