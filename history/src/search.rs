//! Looking for words: those that people type, in the requests and the commands, the best first.

use std::cmp::Reverse;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::read::{Filter, Reader};
use crate::rows::{self, COLUMNS};
use crate::{Error, Outcome, Record};

/// So many of the newest that fit are compared; older ones are reached with more words.
const POOL: usize = 500;
/// The most words that are looked for.
const WORDS: usize = 16;

impl Reader {
    /// Records with all of these words or beginnings of words; where none has all, those with most of them. Whatever
    /// is typed is taken as words, and nothing of it is an order.
    pub fn search(&self, typed: &str, filter: &Filter) -> Result<Vec<Record>, Error> {
        let query = Query::of(typed);
        if query.typed.is_empty() {
            return Ok(Vec::new());
        }
        // Signs alone are in no index.
        let found = if self.is_sealed() || query.words.is_empty() {
            self.scan(&query, filter)?
        } else {
            self.by_index(&query, filter)?
        };
        let mut found: Vec<(u32, Record)> = found.into_iter().map(|it| (query.score(&it), it)).collect();
        found.sort_by_key(|(score, record)| Reverse((*score, record.created_at)));
        Ok(found.into_iter().map(|it| it.1).skip(filter.offset).take(filter.most()).collect())
    }

    /// Whole words are better, and found faster; then beginnings; where a word is nowhere, the others.
    fn by_index(&self, query: &Query, filter: &Filter) -> Result<Vec<Record>, Error> {
        let is_somewhere = |expression: String| {
            let any = "SELECT EXISTS (SELECT 1 FROM words WHERE words MATCH ?)";
            self.ask(|it| it.query_row(any, [&expression], |row| row.get::<_, bool>(0)))
        };
        let (mut some, mut all_whole, mut all_begin) = (Vec::new(), true, true);
        for word in &query.words {
            if is_somewhere(whole(word))? {
                some.push(whole(word));
                continue;
            }
            all_whole = false;
            if is_somewhere(beginning(word))? {
                some.push(beginning(word));
            } else {
                all_begin = false;
            }
        }
        let mut found = Vec::new();
        if all_whole {
            found = self.indexed(&some.join(" AND "), filter)?;
            if found.len() >= filter.most().saturating_add(filter.offset).min(POOL) {
                return Ok(found);
            }
        }
        if all_begin {
            // Of many words, those that are known are meant as they are; to look for all that begin so takes long.
            let begin = || query.words.iter().map(|it| beginning(it)).collect();
            let words: Vec<String> = if query.words.len() > 2 { some.clone() } else { begin() };
            let more = self.indexed(&words.join(" AND "), filter)?;
            if more.len() > found.len() {
                found = more;
            }
        }
        if found.is_empty() && !some.is_empty() { self.indexed(&some.join(" OR "), filter) } else { Ok(found) }
    }

    /// By the index: the newest that fit.
    fn indexed(&self, expression: &str, filter: &Filter) -> Result<Vec<Record>, Error> {
        let columns: Vec<String> = COLUMNS.split(", ").map(|it| format!("history.{}", it.trim())).collect();
        let (conditions, values) = filter.conditions();
        let statement = format!(
            "SELECT {} FROM words CROSS JOIN history ON history.id = words.rowid WHERE words MATCH ?{conditions} \
             ORDER BY words.rowid DESC LIMIT {POOL}",
            columns.join(", ")
        );
        let mut all = vec![Value::Text(expression.to_owned())];
        all.extend(values);
        self.records(&statement, &all)
    }

    /// By reading everything: where it is encrypted, no index may hold its words.
    fn scan(&self, query: &Query, filter: &Filter) -> Result<Vec<Record>, Error> {
        let (conditions, values) = filter.conditions();
        // The alternatives are not searched, and take longest to unseal.
        let columns = COLUMNS.replace("alternatives", "NULL");
        let statement = format!("SELECT {columns}, alternatives FROM history WHERE true{conditions} ORDER BY id DESC");
        self.ask(|connection| {
            let mut statement = connection.prepare(&statement)?;
            let mut rows = statement.query(params_from_iter(&values))?;
            let (mut all, mut some) = (Vec::new(), Vec::new());
            while let Some(row) = rows.next()? {
                let Some(mut record) = rows::read(row, self.sealer.as_ref())? else { continue };
                let hits = query.hits(&record);
                let pool = if hits == query.typed.len() { &mut all } else { &mut some };
                if hits == 0 || pool.len() >= POOL {
                    continue;
                }
                record.alternatives = rows::alternatives(row.get_ref(20)?, &record.uid, self.sealer.as_ref());
                pool.push(record);
                if all.len() >= POOL {
                    break;
                }
            }
            Ok(if all.is_empty() { some } else { all })
        })
    }
}

/// A word as FTS5 reads it: within quotes, so that it can be nothing else.
fn whole(word: &str) -> String {
    format!("\"{word}\"")
}

/// All that begin so. One letter would begin too many.
fn beginning(word: &str) -> String {
    if word.chars().nth(1).is_some() { format!("\"{word}\"*") } else { whole(word) }
}

/// What was typed.
struct Query {
    /// As it was, in small letters, cut at blanks.
    typed: Vec<String>,
    /// The words in it, cut as the index cuts them.
    words: Vec<String>,
}

impl Query {
    fn of(typed: &str) -> Self {
        let lower = typed.to_lowercase();
        let typed: Vec<String> = lower.split_whitespace().take(WORDS).map(|it| it.chars().take(64).collect()).collect();
        let words = typed.iter().flat_map(|it| words_of(it)).take(WORDS).map(str::to_owned).collect();
        Self { typed, words }
    }

    /// How many of what was typed a record has.
    fn hits(&self, record: &Record) -> usize {
        let texts: Vec<String> = texts(record).map(str::to_lowercase).collect();
        let begins = |typed: &str| {
            let bare = words_of(typed).next().is_none();
            texts.iter().any(|text| {
                let mut places = text.match_indices(typed);
                places.any(|(at, _)| bare || !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
            })
        };
        self.typed.iter().filter(|it| begins(it)).count()
    }

    /// How well a record fits: whole words before beginnings, the request before the command, what was taken before
    /// what was not.
    fn score(&self, record: &Record) -> u32 {
        let mut score = 0;
        for (weight, text) in [6_u32, 4, 4].into_iter().zip(texts(record)) {
            let text = text.to_lowercase();
            for word in &self.words {
                let mut best = 0;
                for it in words_of(&text).filter(|it| it.starts_with(word.as_str())) {
                    best = best.max(if it == word { weight } else { weight / 2 });
                }
                score += best;
            }
            // As it was typed, signs and all.
            score += self.typed.iter().filter(|it| text.contains(it.as_str())).count() as u32;
            if self.typed.len() > 1 && text.contains(&self.typed.join(" ")) {
                score += weight;
            }
        }
        score + u32::from(matches!(record.outcome, Outcome::Accepted | Outcome::Edited))
    }
}

fn texts(record: &Record) -> impl Iterator<Item = &str> {
    [record.prompt.as_str(), &record.generated_command].into_iter().chain(record.corrected_command.as_deref())
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_words_and_nothing_else() {
        let expression = |typed| {
            let words: Vec<String> = Query::of(typed).words.iter().map(|it| beginning(it)).collect();
            words.join(" AND ")
        };
        assert_eq!(expression("Find *.tmp -name"), r#""find"* AND "tmp"* AND "name"*"#);
        assert_eq!(expression(r#"a" OR NEAR(b"#), r#""a" AND "or"* AND "near"* AND "b""#);
        assert_eq!(expression("prompt:x {a b}: ^c"), r#""prompt"* AND "x" AND "a" AND "b" AND "c""#);
        assert_eq!(expression("-- | \""), "");
    }
}
