//! CARO1403: names with letters that only look right.

use super::letters::{mixed, skeleton};
use super::reading::{Context, MOST_MARKS, Reading};
use crate::Span;
use crate::knowledge;
use crate::rules::edits::stays_readable;
use crate::rules::{Check, Level, Sink};
use crate::script::{Body, Command, Node, Word, walk_outer};
use std::collections::HashSet;

rule! {
    /// Runs or names something else than what it reads, because a letter of another alphabet looks the same.
    ///
    /// A Cyrillic `с` in `сurl` makes it another command, which anyone can have put into `PATH`. In a path or an option it
    /// means another file, or nothing. Type the word anew.
    ///
    /// To decide: Did you mean the ASCII word, or is there really something of the other name?
    ///
    /// ```sh bad
    /// сurl -fsS https://example.org/status
    /// ```
    /// ```sh fixed
    /// curl -fsS https://example.org/status
    /// ```
    /// ```sh bad
    /// rm -rf /srv/аpp/cache
    /// ```
    /// ```sh good
    /// cp отчёт.txt архив/
    /// ```
    /// ```sh good
    /// echo "Запуск" && mkdir -p données résumé
    /// ```
    /// ```sh good
    /// grep -c 'Ελλάδα' 日本語.txt
    /// ```
    "CARO1403" "look-alike-letters",
    Danger,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    if body.text.is_ascii() {
        return;
    }
    let reading = Reading::of(body);
    let mut heads: HashSet<Span> = HashSet::new();
    let mut words: Vec<&Word> = Vec::new();
    walk_outer(&body.statements, &mut |node| match node {
        Node::Command(command) => heads.extend(head(command).map(|it| it.span)),
        Node::Word(word) => words.push(word),
        _ => {}
    });
    let mut marks = 0;
    for word in words {
        if marks > MOST_MARKS {
            return;
        }
        let Some(text) = word.literal().filter(|it| !it.is_ascii()) else { continue };
        let is_head = heads.contains(&word.span);
        if is_head
            && let Some(skeleton) = skeleton(text)
            && (mixed(text).is_some() || knowledge::program(&skeleton).is_some())
        {
            marks += 1;
            sink.report(word.span, format!("this is not `{skeleton}`: it has letters that only look the same"));
            mean(word, text, &skeleton, body, sink);
            continue;
        }
        // Hosts and addresses have a rule of their own.
        if reading.context(word.span.start) != Context::Code
            || text.contains('@')
            || text.contains("://")
            || word.is_quoted()
        {
            continue;
        }
        if let Some(run) = mixed(text) {
            marks += 1;
            let message = format!("`{run}` has letters of another alphabet that only look the same");
            let raw = sink.report(word.span, message);
            if !is_head {
                raw.level(Level::Caution);
            }
            mean(word, text, &plain(text), body, sink);
        }
    }
}

/// Offers a word in ASCII letters, where it stands there as it is.
fn mean(word: &Word, text: &str, plain: &str, body: &Body, sink: &mut Sink<'_>) {
    let edits = vec![(word.span, plain.to_owned())];
    // In ASCII letters, a name can be a word of the shell.
    if sink.text(word.span) == text && stays_readable(body, &edits) {
        sink.choice(&format!("Mean `{plain}`, in ASCII letters"), edits);
    }
}

/// A text whose mixed stretches are ASCII letters.
fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    while let Some(run) = mixed(&plain) {
        let Some(new) = skeleton(run) else { break };
        plain = plain.replacen(&run.to_owned(), &new, 1);
    }
    plain
}

/// The word that names the program.
fn head(command: &Command) -> Option<&Word> {
    command.words.get(command.head)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn wrappers_and_whole_words_count() {
        check_marks("sudo ѕеԁ -n p x\n#mark 0 5 11 CARO1403\n");
        check_marks("ｒｍ -rf x\n#mark 0 0 6 CARO1403\n");
        check_marks("программа --flag\n");
        check_marks("git commit -m \"Cтарт\"\n");
    }
}
