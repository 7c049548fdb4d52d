//! Covers a request with the patterns of a table: the choice that leaves the fewest words unexplained.

use crate::asked::Asked;
use crate::pattern::{Match, Pattern, Want};
use crate::syntax;
use crate::vocabulary::FILLER;
use crate::words::{FILL, Key, Lexicon, Seen};
use std::collections::HashMap;

/// Patterns with what each says, and the words they are made of.
#[derive(Debug)]
pub(crate) struct Table<M> {
    lexicon: Lexicon,
    rows: Vec<(Pattern, M)>,
    by_key: HashMap<Key, Vec<usize>>,
    by_exact: HashMap<Key, Vec<usize>>,
    anywhere: Vec<usize>,
    /// What it is worth to take a word that needs no explanation.
    soft: i32,
}

/// What one match says.
#[derive(Debug)]
pub(crate) struct Found<'t, M> {
    pub(crate) says: &'t M,
    pub(crate) at: Match,
}

/// Every match at each token of a request, with its row.
#[derive(Debug)]
pub(crate) struct Matches(Vec<Vec<(usize, Match)>>);

/// A covered request.
#[derive(Debug)]
pub(crate) struct Cover<'t, M> {
    /// The matches in the order of the words.
    pub(crate) found: Vec<Found<'t, M>>,
    /// Which tokens they cover.
    pub(crate) covered: Vec<bool>,
    /// How many words were understood through a spelling mistake.
    pub(crate) guessed: usize,
}

impl<M> Table<M> {
    /// A table from synonyms (`meaning`, its words) and patterns; several patterns for one meaning are written with
    /// `;` between.
    pub(crate) fn new(synonyms: &[(&'static str, &'static str)], rows: Vec<(&'static str, M)>) -> Self
    where
        M: Clone,
    {
        let mut lexicon = Lexicon::new(synonyms);
        let mut table = Vec::new();
        for (patterns, says) in rows {
            for pattern in patterns.split(';').filter(|it| !it.trim().is_empty()) {
                lexicon.learn(syntax::words(pattern));
                table.push((Pattern::new(pattern, &lexicon), says.clone()));
            }
        }
        Self { lexicon, ..Self::of(table) }
    }

    /// A table from patterns that are compiled already; the tokens are seen by whoever compiled them.
    pub(crate) fn of(rows: Vec<(Pattern, M)>) -> Self {
        let mut table = Self {
            lexicon: Lexicon::default(),
            rows,
            by_key: HashMap::new(),
            by_exact: HashMap::new(),
            anywhere: Vec::new(),
            soft: 10,
        };
        for (index, (pattern, _)) in table.rows.iter().enumerate() {
            let Some(firsts) = pattern.first_keys() else {
                table.anywhere.push(index);
                continue;
            };
            for first in firsts {
                match first {
                    Want::Key(key) => table.by_key.entry(key).or_default().push(index),
                    Want::Exact(key) => table.by_exact.entry(key).or_default().push(index),
                    Want::Slot(..) | Want::Mark(_) => {}
                }
            }
        }
        table
    }

    /// The same table where words that need no explanation elsewhere ("make", "for each", "into it") carry facts.
    pub(crate) fn minding_soft_words(mut self) -> Self {
        self.soft = 40;
        self
    }

    /// The tokens of a request as this table sees them.
    pub(crate) fn see(&self, asked: &Asked<'_>) -> Vec<Seen> {
        asked.tokens.iter().zip(&asked.words).map(|(token, word)| self.lexicon.see(token, word)).collect()
    }

    /// Every match at each token: what is found once serves several covers.
    pub(crate) fn matches(&self, asked: &Asked<'_>, seen: &[Seen]) -> Matches {
        Matches((0..asked.tokens.len()).map(|at| self.matches_at(asked, seen, at)).collect())
    }

    fn matches_at(&self, asked: &Asked<'_>, seen: &[Seen], at: usize) -> Vec<(usize, Match)> {
        let by_key = self.by_key.get(&seen[at].key).into_iter().flatten();
        let by_exact = self.by_exact.get(&seen[at].exact).into_iter().flatten();
        let mut indexes: Vec<usize> = by_key.chain(by_exact).chain(&self.anywhere).copied().collect();
        indexes.sort_unstable();
        indexes.dedup();
        indexes.into_iter().filter_map(|index| Some((index, self.rows[index].0.match_at(asked, seen, at)?))).collect()
    }

    /// The matches that together leave the fewest words unexplained; among equals fewer and longer ones, then those
    /// that stand earlier in the table.
    pub(crate) fn cover(&self, asked: &Asked<'_>) -> Cover<'_, M> {
        let free = vec![true; asked.tokens.len()];
        self.cover_where(asked, &self.see(asked), &free, |_| true)
    }

    /// The same, with only some tokens to be taken and only some rows to be used.
    pub(crate) fn cover_where(
        &self,
        asked: &Asked<'_>,
        seen: &[Seen],
        open: &[bool],
        wanted: impl Fn(&M) -> bool,
    ) -> Cover<'_, M> {
        self.cover_of(asked, seen, &self.matches(asked, seen), open, wanted)
    }

    /// The same, from matches that were found before.
    pub(crate) fn cover_of(
        &self,
        asked: &Asked<'_>,
        seen: &[Seen],
        matches: &Matches,
        open: &[bool],
        wanted: impl Fn(&M) -> bool,
    ) -> Cover<'_, M> {
        let count = asked.tokens.len();
        // The best that can be had from each token on: its score, and the match that begins there, if one does.
        let mut best: Vec<(i32, Option<&(usize, Match)>)> = vec![(0, None); count + 1];
        for at in (0..count).rev() {
            best[at] = (best[at + 1].0, None);
            if !open[at] {
                continue;
            }
            for one in &matches.0[at] {
                let (index, found) = (one.0, &one.1);
                if !found.taken.iter().all(|it| open[*it]) || !wanted(&self.rows[index].1) {
                    continue;
                }
                // A word without meaning elsewhere may have one in this family.
                let own = |at: usize| asked.tokens[at].is(FILLER) && seen[at].key > FILL;
                let says = |at: usize| if asked.is_free(at) && !own(at) { self.soft } else { 100 };
                let gain: i32 = found.taken.iter().map(|it| says(*it)).sum();
                // Words that need no explanation may still say something: "all but", "print".
                let cost = if gain < 100 { 5 } else { 20 };
                // Who asks for the very word wants it, even where it says nothing elsewhere ("my", "me").
                let wants =
                    |it: &Want| matches!(it, Want::Exact(key) if found.taken.iter().any(|it| seen[*it].exact == *key));
                let minds = self.soft > 10;
                let exact = !minds && self.rows[index].0.parts.iter().any(|it| it.any.iter().any(wants));
                let score = gain - cost + if exact { 30 } else { 0 } + best[found.end].0;
                if score > best[at].0 {
                    best[at] = (score, Some(one));
                }
            }
        }
        let mut cover = Cover { found: Vec::new(), covered: vec![false; count], guessed: 0 };
        let mut at = 0;
        while at < count {
            match best[at].1 {
                Some((index, found)) => {
                    at = found.end;
                    for taken in &found.taken {
                        cover.covered[*taken] = true;
                        cover.guessed += usize::from(seen[*taken].guessed);
                    }
                    cover.found.push(Found { says: &self.rows[*index].1, at: found.clone() });
                }
                None => at += 1,
            }
        }
        cover
    }
}
