//! How each change of a name is written: parameter expansions over `$f`, and the names that it touches.

use crate::deeds::Setting;
use crate::deeds::frame::Op;
use crate::deeds::phrases::What;
use crate::deeds::set::Set;

/// How the new name is made, as the body of a loop over `$f`.
pub(super) struct Step {
    /// What comes before, such as `b=${f##*/}; `.
    pub(super) prepare: String,
    /// The new path, inside double quotes.
    pub(super) new: String,
    /// The new path where it stands in no quotes already, because a command makes it.
    pub(super) bashisms: bool,
    /// The names that it changes.
    pub(super) patterns: Option<Vec<String>>,
}

/// Text for inside double quotes.
pub(super) fn inside(text: &str) -> Option<String> {
    if text.contains(['/', '!', '`', '"', '\\', '$', '\'']) || text.is_empty() {
        return None;
    }
    Some(text.to_owned())
}

/// Text for inside a pattern of a parameter expansion that stands in double quotes.
pub(super) fn pattern(text: &str) -> Option<String> {
    let text = inside(text)?;
    if text.contains(['}', '{', '&', '#', '%', '~']) {
        return None;
    }
    let mut out = String::new();
    for it in text.chars() {
        if matches!(it, '*' | '?' | '[' | ']' | '(' | ')') {
            out.push('\\');
        }
        out.push(it);
    }
    Some(out)
}

/// The pattern of names that hold a text, as far as the pattern so far allows.
fn holding(set: &Set, text: &str) -> Option<Vec<String>> {
    if text.contains(['*', '?', '[', ']']) {
        return None;
    }
    let one = |it: &String| {
        if it == "*" {
            Some(format!("*{text}*"))
        } else if let Some(rest) = it.strip_prefix('*').filter(|it| !it.contains(['*', '?', '['])) {
            Some(format!("*{text}*{rest}"))
        } else {
            // `IMG_*.jpg` may hold it or not; renaming to the same name is refused without harm.
            Some(it.clone())
        }
    };
    set.patterns.iter().map(one).collect()
}

pub(super) fn step(op: &Op, set: &Set, setting: Setting) -> Option<Step> {
    let folder = set.folder().filter(|_| set.is_flat());
    let here = folder == Some("");
    let plain = |new: String| Some(Step { prepare: String::new(), new, bashisms: false, patterns: None });
    // The name alone as `$b`, and what puts its folder back.
    let (prepare, var, back) =
        if here { (String::new(), "f", "") } else { ("b=${f##*/}; ".to_owned(), "b", "${f%/*}/") };
    match op {
        Op::Extension(_, to) => {
            let to = inside(to)?;
            let one =
                |it: &String| it.strip_prefix("*.").is_some_and(|it| !it.contains(['.', '*', '?', '[']) && it != to);
            if set.any_case || set.patterns.len() > 1 && set.patterns.iter().all(one) {
                return plain(format!("${{f%.*}}.{to}"));
            }
            let from = set.extension()?;
            (from != to).then_some(())?;
            plain(format!("${{f%.{}}}.{to}", pattern(from)?))
        }
        Op::ExtensionCase(upper) => {
            if let Some(from) = set.extension() {
                let to = if *upper { from.to_uppercase() } else { from.to_lowercase() };
                if to != from && !set.any_case {
                    return plain(format!("${{f%.{}}}.{to}", pattern(from)?));
                }
                // "jpg files to upper case" with the kind named in lower case: whatever its case is.
                if !set.any_case && to == from {
                    let other = if *upper { from.to_lowercase() } else { from.to_uppercase() };
                    let patterns = set.patterns.iter().map(|it| it.replace(&format!(".{from}"), &format!(".{other}")));
                    return Some(Step {
                        prepare: String::new(),
                        new: format!("${{f%.{other}}}.{to}"),
                        bashisms: false,
                        patterns: Some(patterns.collect()),
                    });
                }
            }
            let kinds = set.any_case && set.patterns.iter().all(|it| it.starts_with("*."));
            if set.patterns != ["*"] && !kinds {
                return None;
            }
            let (case, letters) = if *upper { ("^^", "lower") } else { (",,", "upper") };
            Some(Step {
                prepare: format!("e=${{f##*.}}; [ \"$e\" = \"${{e{case}}}\" ] || "),
                new: format!("${{f%.*}}.${{e{case}}}"),
                bashisms: true,
                patterns: (!kinds).then(|| vec![format!("*.*[[:{letters}:]]*")]),
            })
        }
        Op::Start(it) => {
            let it = inside(it)?;
            if here { plain(format!("{it}$f")) } else { plain(format!("${{f%/*}}/{it}${{f##*/}}")) }
        }
        Op::End(it) if it.starts_with('.') => plain(format!("$f{}", inside(it)?)),
        Op::End(it) | Op::BeforeExtension(it) => {
            let text = inside(it)?;
            if let Some(extension) = set.extension() {
                return plain(format!("${{f%.{}}}{text}.{}", pattern(extension)?, inside(extension)?));
            }
            if matches!(op, Op::End(_)) && set.what == What::Folder {
                return plain(format!("${{f%/}}{text}"));
            }
            if set.is_everything() {
                return Some(Step {
                    prepare: String::new(),
                    new: format!("${{f%.*}}{text}.${{f##*.}}"),
                    bashisms: false,
                    patterns: Some(vec!["*.*".to_owned()]),
                });
            }
            plain(format!("${{f%.*}}{text}.${{f##*.}}"))
        }
        Op::RemoveStart(it) => {
            let text = pattern(it)?;
            let patterns = starting(set, it)?;
            Some(Step { prepare, new: format!("{back}${{{var}#{text}}}"), bashisms: false, patterns: Some(patterns) })
        }
        Op::RemoveEnd(it) => {
            let text = pattern(it)?;
            if it.starts_with('.') && set.is_everything() {
                let patterns = Some(vec![format!("*{it}")]);
                return Some(Step { prepare: String::new(), new: format!("${{f%{text}}}"), bashisms: false, patterns });
            }
            if let Some(extension) = set.extension() {
                if format!(".{extension}") == *it {
                    return plain(format!("${{f%{text}}}"));
                }
                let patterns = Some(vec![format!("*{it}.{extension}")]);
                let new = format!("${{f%{text}.{}}}.{}", pattern(extension)?, inside(extension)?);
                return Some(Step { prepare: String::new(), new, bashisms: false, patterns });
            }
            set.is_everything().then_some(())?;
            let patterns = Some(vec![format!("*{it}"), format!("*{it}.*")]);
            let sed = format!("$(printf '%s\\n' \"${var}\" | sed 's/{}\\(\\.[^.]*\\)\\{{0,1\\}}$/\\1/')", basic(it)?);
            Some(Step { prepare, new: format!("{back}{sed}"), bashisms: false, patterns })
        }
        Op::Remove(it) => replaced(it, "", set, (prepare, var, back), setting),
        Op::Replace(from, to) => replaced(from, to.as_deref()?, set, (prepare, var, back), setting),
        Op::RemoveDigits(signs) => {
            let mut class = String::new();
            for it in signs {
                if !matches!(it.as_str(), " " | "_" | "-" | ".") {
                    return None;
                }
                class.push_str(it);
            }
            let patterns = match set.patterns.as_slice() {
                [one] => vec![format!("[0-9]{}", one.strip_prefix('*').map_or(one.clone(), |it| format!("*{it}")))],
                _ => return None,
            };
            if class.is_empty() {
                let new = format!("{back}${{{var}#\"${{{var}%%[!0-9]*}}\"}}");
                return Some(Step { prepare, new, bashisms: false, patterns: Some(patterns) });
            }
            // A dash stands last in a bracket.
            let class = match class.as_str() {
                "." => "\\.".to_owned(),
                it if it.len() == 1 => it.to_owned(),
                it if it.contains('-') => format!("[{}-]", it.replace('-', "")),
                it => format!("[{it}]"),
            };
            let new = format!("{back}$(printf '%s\\n' \"${var}\" | sed 's/^[0-9]*{class}*//')");
            Some(Step { prepare, new, bashisms: false, patterns: Some(patterns) })
        }
        Op::RemoveFirst(count) => {
            if *count == 0 || *count > 40 {
                return None;
            }
            let marks = "?".repeat(usize::try_from(*count).ok()?);
            let patterns = match set.patterns.as_slice() {
                [one] if one.starts_with('*') => vec![format!("{marks}?{one}")],
                _ => return None,
            };
            let new = format!("{back}${{{var}#{marks}}}");
            Some(Step { prepare, new, bashisms: false, patterns: Some(patterns) })
        }
        Op::Case(upper) => {
            let (case, letters, other) = if *upper { ("^^", "lower", "upper") } else { (",,", "upper", "lower") };
            let patterns: Vec<String> = if set.is_everything() {
                vec![format!("*[[:{letters}:]]*")]
            } else {
                set.patterns
                    .iter()
                    .map(|it| it.strip_prefix('*').map_or(it.clone(), |rest| format!("*[[:{letters}:]]*{rest}")))
                    .collect()
            };
            let new = if setting.bash {
                format!("{back}${{{var}{case}}}")
            } else {
                format!("{back}$(printf '%s\\n' \"${var}\" | tr '[:{letters}:]' '[:{other}:]')")
            };
            Some(Step { prepare, new, bashisms: setting.bash, patterns: Some(patterns) })
        }
        Op::Pad(_) | Op::Add(_) => None,
    }
}

/// Names that begin with a text.
fn starting(set: &Set, text: &str) -> Option<Vec<String>> {
    let [one] = set.patterns.as_slice() else { return None };
    if one.starts_with(text) {
        return Some(vec![one.clone()]);
    }
    let rest = one.strip_prefix('*')?;
    Some(vec![format!("{text}*{rest}")])
}

/// Text as a basic regular expression inside single quotes, between slashes.
fn basic(text: &str) -> Option<String> {
    if text.contains(['\'', '/', '\\']) {
        return None;
    }
    let mut out = String::new();
    for it in text.chars() {
        if matches!(it, '.' | '*' | '[' | ']' | '^' | '$') {
            out.push('\\');
        }
        out.push(it);
    }
    Some(out)
}

fn replaced(
    from: &str,
    to: &str,
    set: &Set,
    (prepare, var, back): (String, &str, &str),
    setting: Setting,
) -> Option<Step> {
    let extension = set.extension().unwrap_or_default();
    // A dot would cost the extension; a text that the extension holds too is ambiguous.
    if from.is_empty() || from == "." || from == to || extension.contains(from) || to.contains(['&', '/']) {
        return None;
    }
    let patterns = holding(set, from)?;
    let target = if to.is_empty() { String::new() } else { inside(to)? };
    if !setting.bash {
        let one = |it: &str| it.chars().count() == 1 && it.is_ascii();
        let how = if one(from) && one(to) {
            format!("tr {} {}", crate::shell::quote(from), crate::shell::quote(to))
        } else {
            format!("sed 's/{}/{}/g'", basic(from)?, basic(to)?)
        };
        let new = format!("{back}$(printf '%s\\n' \"${var}\" | {how})");
        return Some(Step { prepare, new, bashisms: false, patterns: Some(patterns) });
    }
    // Where the folder's own name cannot hold it, the whole path can be changed.
    let whole = set.is_flat()
        && set.folder().is_some_and(|it| !it.contains(from) && !it.starts_with(['~', '$']) && !from.contains('/'));
    let text = pattern(from)?;
    let (prepare, var, back) = if whole { (String::new(), "f", "") } else { (prepare, var, back) };
    Some(Step { prepare, new: format!("{back}${{{var}//{text}/{target}}}"), bashisms: true, patterns: Some(patterns) })
}
