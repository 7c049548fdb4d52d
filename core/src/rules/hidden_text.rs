//! Rules of family 14, hidden text: text that does not say what it shows.

mod letters;
mod reading;

rules! {
    reversed_text,
    invisible_characters,
    look_alike_letters,
    look_alike_host,
    typographic_signs,
    terminal_tricks,
    overwritten_line,
    out_of_view,
}

/// Whether a text holds characters that show nothing, or that change how it is shown.
pub(crate) fn hides(text: &str) -> bool {
    let is_shown = |it: char| !it.is_control() || it == '\t';
    text.chars().any(|it| reversed_text::turns(it) || invisible_characters::is_invisible(it) || !is_shown(it))
}
