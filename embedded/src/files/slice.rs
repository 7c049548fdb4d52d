//! Lines of one file by their place: the first, the last, some in between.

use super::count::is_gzipped;
use crate::files::wish::{Note, Slice, Wish};
use crate::literals::names_file;
use crate::shell::path;

pub(crate) fn answer(wish: &Wish) -> Option<String> {
    let unsupported = wish.acts()
        || !wish.conditions.is_empty()
        || !wish.excluded.is_empty()
        || !wish.places.is_empty()
        || !wish.texts.is_empty()
        || wish.how_many.is_some()
        || wish.order.is_some()
        || wish.limit.is_some()
        || wish.unique
        || wish.target.is_some()
        || wish.output.numbers
        || wish.notes.iter().any(|it| *it != Note::ToTerminal);
    let [file] = wish.objects.as_slice() else { return None };
    if unsupported || !names_file(file) || file.contains(['*', '?']) {
        return None;
    }
    let program = match wish.slice? {
        Slice::First(lines) => format!("head -n {lines}"),
        Slice::Last(lines) => format!("tail -n {lines}"),
        Slice::From(first, last) if first <= last => format!("sed -n {first},{last}p"),
        Slice::From(..) => return None,
    };
    Some(if is_gzipped(file) {
        format!("zcat {} | {program}", path(file))
    } else {
        format!("{program} {}", path(file))
    })
}
