//! Words as a list in a sentence: `a, b and c`.

/// The words with commas between them, and with a word such as `and` before the last.
pub(crate) fn listed<T: AsRef<str>>(words: &[T], last: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match &*words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}
