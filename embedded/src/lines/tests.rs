//! Requests about lines in many words, each with its one command; and near misses that must give none.

use super::table::unanchored;

#[test]
fn every_turn_of_phrase_has_a_word_of_its_own() {
    assert_eq!(unanchored(), Vec::<String>::new());
}
