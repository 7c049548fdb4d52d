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
