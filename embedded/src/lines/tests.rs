//! Requests about lines in many words, each with its one command; and near misses that must give none.

use super::table::unanchored;

#[test]
fn every_turn_of_phrase_has_a_word_of_its_own() {
    // "Change" and "from … to" are read further by what stands in their places.
    let told = |it: &String| !it.contains("change") && !it.contains("from");
    assert_eq!(unanchored().into_iter().filter(told).collect::<Vec<_>>(), Vec::<String>::new());
}
