//! Where a symbolic link points to.

use crate::files::wish::{Kind, Note, Wish};
use crate::shell::paths;

pub(crate) fn answer(wish: &Wish) -> Option<String> {
    let named: Vec<String> = wish.objects.iter().chain(&wish.places).cloned().collect();
    let unsupported = !wish.notes(Note::PointsTo)
        || wish.acts()
        || named.len() != 1
        || !wish.conditions.is_empty()
        || !wish.texts.is_empty()
        || wish.how_many.is_some()
        || !matches!(wish.kind, None | Some(Kind::Link));
    if unsupported {
        return None;
    }
    let whole = if wish.notes(Note::Final) { " -f" } else { "" };
    Some(format!("readlink{whole} {}", paths(&named)))
}
