//! Reads the templates of sentences, piece by piece. The build script includes this file too, to check them.
//!
//! `core/knowledge/README.md` describes the templates.

/// A piece of a template.
pub(super) enum Piece<'a> {
    /// Words that are said as they are.
    Text(&'a str),
    /// `{FILE|the input}`: the words of the call that have this name, or else what stands for them.
    Place { name: &'a str, otherwise: Option<&'a str> },
    /// `[-v: and {FILE}]`: what is said where the condition holds, and its own places can be filled in.
    Group { condition: Option<&'a str>, template: &'a str },
}

/// The first piece of a template, and what stands behind it; `None` where a bracket lacks its partner.
pub(super) fn first_piece(template: &str) -> Option<(Piece<'_>, &str)> {
    let length = template.find(['[', '{', ']', '}']).unwrap_or(template.len());
    if length > 0 {
        let (text, behind) = template.split_at(length);
        return Some((Piece::Text(text), behind));
    }
    if let Some(opened) = template.strip_prefix('[') {
        let (inside, behind) = closed(opened)?;
        let (condition, template) = match inside.split_once(':').filter(|it| is_condition(it.0)) {
            Some((condition, template)) => (Some(condition), template),
            None => (None, inside),
        };
        return Some((Piece::Group { condition, template }, behind));
    }
    let (inside, behind) = template.strip_prefix('{')?.split_once('}')?;
    let (name, otherwise) = inside.split_once('|').map_or((inside, None), |it| (it.0, Some(it.1)));
    Some((Piece::Place { name, otherwise }, behind))
}

/// What stands up to the `]` that ends a group, and what behind it; groups may stand in groups.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut open = 0_usize;
    for (at, sign) in text.match_indices(['[', ']']) {
        match sign {
            "[" => open += 1,
            _ if open > 0 => open -= 1,
            _ => return Some((&text[..at], &text[at + 1..])),
        }
    }
    None
}

/// Whether the start of a group is a condition: `-x`, `!--long`, `FILE`, several with `|` between.
fn is_condition(text: &str) -> bool {
    !text.is_empty() && !text.contains([' ', '{', '['])
}
