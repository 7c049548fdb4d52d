//! What a word is after quote removal, asked of bash: the model must say the same.
//!
//! bash gets words of literals and quotes only, as arguments of its builtin `printf`, so that nothing is run.

use crate::scripts;
use caro_core::script::{Dialect, Node, Word, parse_text, walk};
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn bash_and_the_model_agree_on_literal_words() {
    let mut lists = BTreeSet::new();
    for script in scripts::all() {
        literal_lists(&script.text, script.dialect, &mut lists);
    }
    for script in random_words() {
        literal_lists(&script, Dialect::Bash, &mut lists);
    }
    let lists: Vec<_> = lists.into_iter().collect();
    let words: usize = lists.iter().map(|it| it.1.len()).sum();
    assert!(lists.len() > 3_000, "only {} commands to compare", lists.len());

    let answers = ask_bash(&lists);
    assert_eq!(answers.len(), lists.len(), "bash answers every command");
    for ((source, words), answer) in lists.iter().zip(&answers) {
        assert_eq!(words, answer, "bash reads {source:?} otherwise");
    }
    println!("{} commands with {words} words", lists.len());
}

type List = (String, Vec<String>);

/// The argument lists of commands whose words are all literal, each with its source.
fn literal_lists(text: &str, dialect: Dialect, lists: &mut BTreeSet<List>) {
    for chunk in parse_text(text, dialect) {
        if !chunk.body.errors.is_empty() {
            continue;
        }
        let unescaped = scripts::unescaped(&chunk);
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node
                && !unescaped.iter().any(|it| it.touches(command.span.start))
                && command.assignments.is_empty()
                && (1..200).contains(&command.words.len())
                && let Some(words) = literals(&command.words, &chunk.body.text)
            {
                let sources = command.words.iter().map(|it| it.span.of(&chunk.body.text));
                lists.insert((sources.collect::<Vec<_>>().join(" "), words));
            }
        });
    }
}

fn literals(words: &[Word], text: &str) -> Option<Vec<String>> {
    words
        .iter()
        .map(|it| {
            let source = it.span.of(text);
            let literal = it.literal().filter(|_| is_harmless(source))?;
            // A word from an inner script has no source of its own; NUL separates the answers.
            (!source.is_empty() && !literal.contains('\0')).then(|| literal.to_owned())
        })
        .collect()
}

/// Whether even a reader who is wrong about the quotes finds nothing to run in a word.
fn is_harmless(source: &str) -> bool {
    let dollars = source.match_indices('$').all(|(at, _)| source[at + 1..].starts_with(['\'', '"']));
    dollars && !source.contains(['`', '\0', ';', '&', '|', '<', '>', '(', ')', '\u{1}'])
}

fn ask_bash(lists: &[List]) -> Vec<Vec<String>> {
    let mut script = String::from("set -f\n");
    for (source, _) in lists {
        script.push_str("printf '%s\\0' ");
        script.push_str(source);
        script.push_str("\nprintf '\\1\\0'\n");
    }
    let mut bash = Command::new("bash")
        .args(["--noprofile", "--norc", "-O", "extglob"])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("bash is there");
    let mut input = bash.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = bash.wait_with_output().expect("bash ends");
    writer.join().expect("no panic").expect("bash reads all");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut answers = vec![Vec::new()];
    for word in text.split_terminator('\0') {
        if word == "\u{1}" {
            answers.push(Vec::new());
        } else {
            answers.last_mut().expect("never empty").push(word.to_owned());
        }
    }
    answers.pop();
    answers
}

/// Words of quotes, escapes and letters in every order that chance gives; the same each time.
fn random_words() -> impl Iterator<Item = String> {
    let pieces = [
        "a", "b c", "'", "'", "\"", "\"", "\\", "$'", "$\"", "\\n", "\\x41", "\\101", "\\u00e4", "ü", "=", "-", "#",
        "{", "}", "~", ",", " ", "\\'", "\\\"", "\\\\", "!", "*", "[", "]", "?", "/", ":", "\\t", "\\e", "\\cA", "%s",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % most as u64) as usize
    };
    (0..60_000).map(move |_| {
        let length = 1 + next(9);
        let word: String = (0..length).map(|_| pieces[next(pieces.len())]).collect();
        format!("x {word} y\n")
    })
}
