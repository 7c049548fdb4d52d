//! Whose turn it is: the newest wish of each document waits, and the document served longest ago comes first.

use std::collections::HashMap;
use std::hash::Hash;

/// So many documents are remembered; those served longest ago are forgotten.
const REMEMBERED: usize = 1024;

/// One waiting item for each key.
#[derive(Debug)]
pub(crate) struct Turns<K, T> {
    waiting: Vec<(K, T)>,
    served: HashMap<K, u64>,
    turn: u64,
    most: usize,
}

impl<K: Clone + Eq + Hash, T> Turns<K, T> {
    /// Has room for so many waiting items.
    pub(crate) fn new(most: usize) -> Self {
        Self { waiting: Vec::new(), served: HashMap::new(), turn: 0, most }
    }

    /// Puts an item in and gives back the one whose place it takes; the item itself where there is no room.
    pub(crate) fn push(&mut self, key: K, item: T) -> Result<Option<T>, T> {
        if let Some((_, old)) = self.waiting.iter_mut().find(|it| it.0 == key) {
            return Ok(Some(std::mem::replace(old, item)));
        }
        if self.waiting.len() >= self.most {
            return Err(item);
        }
        self.waiting.push((key, item));
        Ok(None)
    }

    /// Takes the next item.
    pub(crate) fn pop(&mut self) -> Option<(K, T)> {
        // Of those never served the one that came first: `min_by_key` keeps the first of equals.
        let next = (0..self.waiting.len()).min_by_key(|it| self.served.get(&self.waiting[*it].0).copied())?;
        let (key, item) = self.waiting.remove(next);
        self.turn += 1;
        self.served.insert(key.clone(), self.turn);
        if self.served.len() > REMEMBERED {
            let oldest = self.turn.saturating_sub(REMEMBERED as u64 / 2);
            self.served.retain(|_, turn| *turn > oldest);
        }
        Some((key, item))
    }

    /// Takes out what the test says yes to.
    pub(crate) fn remove(&mut self, test: impl Fn(&K, &T) -> bool) -> Vec<T> {
        self.waiting.extract_if(.., |it| test(&it.0, &it.1)).map(|it| it.1).collect()
    }

    /// How many wait.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }
}

#[cfg(test)]
mod tests {
    use super::{REMEMBERED, Turns};

    #[test]
    fn the_newest_of_a_document_takes_the_place_of_the_older() {
        let mut turns = Turns::new(9);
        assert_eq!(turns.push("a", 1), Ok(None));
        assert_eq!(turns.push("b", 2), Ok(None));
        assert_eq!(turns.push("a", 3), Ok(Some(1)));
        assert_eq!(turns.pop(), Some(("a", 3)));
        assert_eq!(turns.pop(), Some(("b", 2)));
        assert_eq!(turns.pop(), None);
    }

    #[test]
    fn a_document_that_always_asks_waits_for_the_others() {
        let mut turns = Turns::new(9);
        let mut served = String::new();
        for key in ["a", "b", "c"] {
            turns.push(key, ()).unwrap();
        }
        for round in 0..9 {
            let (key, ()) = turns.pop().unwrap();
            served.push_str(key);
            // "a" asks again at once, and "b" every second time.
            if key == "a" || round % 2 == 0 {
                turns.push(key, ()).unwrap();
            }
            turns.push("a", ()).unwrap();
        }
        assert_eq!(served, "abcacacac");
    }

    #[test]
    fn there_is_no_room_for_too_many_documents_but_always_for_the_newest_of_one() {
        let mut turns = Turns::new(2);
        turns.push(1, 'a').unwrap();
        turns.push(2, 'b').unwrap();
        assert_eq!(turns.push(3, 'c'), Err('c'));
        assert_eq!(turns.push(2, 'd'), Ok(Some('b')));
        assert_eq!(turns.len(), 2);
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let mut turns = Turns::new(2);
        for key in 0..10_000 {
            turns.push(key, ()).unwrap();
            turns.pop();
        }
        assert!(turns.served.len() <= REMEMBERED);
    }

    #[test]
    fn what_is_removed_never_comes() {
        let mut turns = Turns::new(9);
        for key in 0..6 {
            turns.push(key, key * 10).unwrap();
        }
        assert_eq!(turns.remove(|key, _| key % 2 == 0), [0, 20, 40]);
        assert_eq!(std::iter::from_fn(|| turns.pop()).map(|it| it.1).collect::<Vec<_>>(), [10, 30, 50]);
    }
}
