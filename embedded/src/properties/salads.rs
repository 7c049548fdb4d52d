//! Words thrown together are no request: nearly none of them may be answered.

use super::{Chance, answer, of_others, show};
use crate::{intents, vocabulary};
use std::collections::BTreeMap;

/// How many are thrown together.
const COUNT: usize = 10_000;
/// How many of ten thousand may be answered; the goal is 100. Short ones are sometimes a request: "show files today".
const ANSWERED: usize = 150;

const LITERALS: &[&str] = &[
    "notes.txt",
    "*.log",
    "src",
    "/var/log",
    "~/docs",
    "7",
    "100",
    "10M",
    "2 megabytes",
    "3 days",
    "2024-05-01",
    "'a b'",
    "\"error\"",
    "$DIR",
    ".py",
    "python",
    "data.csv",
    "a/b/c.tar.gz",
    "8080",
    "example.com",
    "755",
    "u+x",
    "14:30",
    "http",
    "0.5",
    "twenty",
    "https://example.com/a.tgz",
    "root",
    "main",
    "nginx",
];

#[test]
fn words_thrown_together_are_not_answered() {
    let known: Vec<String> = vocabulary::all_words().map(str::to_owned).collect();
    let of_intents: Vec<String> = intents::all_words().into_iter().map(str::to_owned).collect();
    let mut said: Vec<String> = of_others()
        .iter()
        .flat_map(|it| it.split_whitespace())
        .map(|it| it.trim_matches([',', '.', '?']).to_owned())
        .collect();
    said.sort();
    said.dedup();
    let literals: Vec<String> = LITERALS.iter().map(|it| (*it).to_owned()).collect();
    let mut chance = Chance::new(20_251_121);
    let mut answered: Vec<String> = Vec::new();
    let mut by_length: BTreeMap<usize, usize> = BTreeMap::new();
    for _ in 0..COUNT {
        let length = 3 + chance.below(10);
        let words: Vec<&str> = (0..length)
            .map(|_| {
                let from = match chance.below(7) {
                    0 | 1 => &known,
                    2 | 3 => &of_intents,
                    4 | 5 => &said,
                    _ => &literals,
                };
                chance.one(from).as_str()
            })
            .collect();
        let text = words.join(" ");
        if let Some((command, confidence)) = answer(&text) {
            *by_length.entry(length).or_default() += 1;
            answered.push(format!("{confidence:.2} {text}\n     {command}"));
        }
    }
    let share = 100.0 * answered.len() as f64 / COUNT as f64;
    show(&format!("\n{share:.2} % of {COUNT} word salads are answered, by their length: {by_length:?}\n"));
    if std::env::var_os("SALADS").is_some() {
        show(&format!("{}\n", answered.join("\n")));
    }
    assert!(
        answered.len() <= ANSWERED,
        "{share:.2} % are answered:\n{}",
        answered[..60.min(answered.len())].join("\n")
    );
}
