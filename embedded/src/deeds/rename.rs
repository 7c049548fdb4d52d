//! New names for many files at once: extensions, prefixes, parts, case, numbers, dates.

use super::Setting;
use super::frame::{Clause, Op, Part};
use super::phrases::{Depth, Flag, Verb, What};
use super::set::Set;

/// How the new name is made, as the body of a loop over `$f`.
struct Step {
    /// What comes before, such as `b=${f##*/}; `.
    prepare: String,
    /// The new path, inside double quotes.
    new: String,
    /// The new path where it stands in no quotes already, because a command makes it.
    bashisms: bool,
    /// The names that it changes.
    patterns: Option<Vec<String>>,
}

pub(crate) fn answer(clause: &Clause, setting: Setting) -> Option<String> {
    let known = [
        Flag::NoOverwrite,
        Flag::Ask,
        Flag::Verbose,
        Flag::AnyCase,
        Flag::UpperCase,
        Flag::ChangeDate,
        Flag::ByName,
        Flag::ByDate,
        Flag::Front,
    ];
    let parts = [
        Part::Things,
        Part::Sample,
        Part::Kinds,
        Part::Globs,
        Part::Any,
        Part::Called,
        Part::Places,
        Part::Depths,
        Part::Contents,
        Part::Ops,
        Part::Names,
        Part::With,
        Part::Example,
    ];
    let stray = !clause.only(&known) || !clause.says_only(&parts);
    let verb = matches!(
        clause.verb,
        None | Some(
            Verb::Rename
                | Verb::Change
                | Verb::Replace
                | Verb::Add
                | Verb::Give
                | Verb::Prefix
                | Verb::Suffix
                | Verb::Delete
                | Verb::Convert
                | Verb::Number
                | Verb::Make
        )
    );
    if stray || !verb {
        return None;
    }
    let mut clause = clause.clone();
    if clause.has(Flag::ChangeDate) && clause.ops.is_empty() {
        return dated(&clause, setting);
    }
    if clause.has(Flag::Front) {
        return None;
    }
    if matches!(clause.ops.as_slice(), [] | [Op::Pad(_)])
        && clause.sample.is_empty()
        && clause.verb != Some(Verb::Number)
    {
        return padded(&clause, setting);
    }
    if !clause.example.is_empty() {
        return None;
    }
    if clause.verb == Some(Verb::Number) || !clause.sample.is_empty() {
        return numbered(&clause, setting);
    }
    let [op] = clause.ops.clone().try_into().ok().or_else(|| merged(&mut clause))?;
    if !clause.sample.is_empty() || clause.has(Flag::ByDate) || clause.has(Flag::ByName) || clause.has(Flag::ChangeDate)
    {
        return None;
    }
    let vague = matches!(op, Op::Add(_));
    let op = completed(op, &mut clause)?;
    // Without the word "name" a text may be one in the files.
    let said = clause.names || clause.verb == Some(Verb::Rename);
    let needs_name = match &op {
        Op::Extension(..) | Op::ExtensionCase(_) => false,
        Op::Start(_) | Op::BeforeExtension(_) => !clause.has_set(),
        Op::End(it) => !(it.starts_with('.') || clause.affix) || !clause.has_set(),
        Op::RemoveStart(_) | Op::RemoveEnd(_) => !clause.has_set(),
        Op::Pad(_)
        | Op::Add(_)
        | Op::Remove(_)
        | Op::RemoveDigits(_)
        | Op::RemoveFirst(_)
        | Op::Replace(..)
        | Op::Case(_) => true,
    };
    let made = clause.verb == Some(Verb::Make) && !clause.names && !matches!(op, Op::ExtensionCase(_));
    if (needs_name || vague && !matches!(&op, Op::End(it) if it.starts_with('.'))) && !said || made {
        return None;
    }
    if clause.verb == Some(Verb::Convert) && !(said || matches!(op, Op::ExtensionCase(_) | Op::Case(_))) {
        return None;
    }
    let set = set(&mut clause, &op)?;
    let step = step(&op, &set, setting)?;
    let mut set = set;
    if let Some(patterns) = step.patterns.clone() {
        set.patterns = patterns;
    }
    let flags = flags(&clause);
    set.each_do(&format!("{}mv{flags} -- \"$f\" \"{}\"", step.prepare, step.new), step.bashisms, setting)
}

fn flags(clause: &Clause) -> String {
    let mut flags = String::new();
    for (flag, letter) in [(Flag::NoOverwrite, 'n'), (Flag::Ask, 'i'), (Flag::Verbose, 'v')] {
        if clause.has(flag) {
            flags.push(letter);
        }
    }
    if flags.is_empty() { flags } else { format!(" -{flags}") }
}

/// Two facts that are one operation.
fn merged(clause: &mut Clause) -> Option<[Op; 1]> {
    match clause.ops.as_slice() {
        // "change the extension from .TXT to lower case"
        [Op::ExtensionCase(upper), Op::Case(other)] | [Op::Case(other), Op::ExtensionCase(upper)] if upper == other => {
            Some([Op::ExtensionCase(*upper)])
        }
        _ => None,
    }
}

/// An operation with what another phrase said of it.
fn completed(op: Op, clause: &mut Clause) -> Option<Op> {
    let with = clause.with.take();
    Some(match (op, with) {
        (Op::Replace(from, None), Some(to)) => Op::Replace(from, Some(to)),
        (Op::Replace(_, None), None) | (_, Some(_)) => return None,
        // Which end is meant the text itself says: `old_`, `_old`.
        (Op::Add(it), None) if it.ends_with(['_', '-']) && !it.starts_with(['_', '-', '.']) => Op::Start(it),
        (Op::Add(it), None) if it.starts_with(['_', '-', '.']) && !it.ends_with(['_', '-']) => Op::End(it),
        (Op::Add(_), None) => return None,
        (Op::Remove(it), None) if it.is_empty() => return None,
        (op, None) => op,
    })
}

/// The files, with the extension that the operation itself names.
fn set(clause: &mut Clause, op: &Op) -> Option<Set> {
    if !clause.things.is_empty() {
        return None;
    }
    if let Op::Extension(Some(from), _) = op {
        if from.contains(' ') {
            return None;
        }
        let same = |it: &String| it.eq_ignore_ascii_case(from);
        if !clause.kinds.iter().all(same) || !clause.globs.is_empty() {
            return None;
        }
        clause.kinds = vec![from.clone()];
        clause.varied = false;
    }
    if let Op::Extension(None, to) = op
        && clause.capitals
        && clause.kinds == [to.to_lowercase()]
        && *to == to.to_lowercase()
    {
        clause.kinds = vec![to.to_uppercase()];
    }
    if let Op::Extension(None, to) = op
        && clause.kinds.len() > 1
        && clause.varied
    {
        // "the JPG pictures": the one that was typed.
        let one: Vec<String> = clause.kinds.iter().filter(|it| it.eq_ignore_ascii_case(to)).cloned().collect();
        if let [one] = one.as_slice() {
            clause.kinds = vec![one.clone()];
            clause.varied = false;
        }
    }
    if !clause.has_set() {
        clause.any = Some(What::File);
    }
    let set = Set::of(clause)?;
    (set.what != What::Folder || set.depth != Depth::Below).then_some(set)
}

/// Text for inside double quotes.
fn inside(text: &str) -> Option<String> {
    if text.contains(['/', '!', '`', '"', '\\', '$', '\'']) || text.is_empty() {
        return None;
    }
    Some(text.to_owned())
}

/// Text for inside a pattern of a parameter expansion that stands in double quotes.
fn pattern(text: &str) -> Option<String> {
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

fn step(op: &Op, set: &Set, setting: Setting) -> Option<Step> {
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
            if set.patterns != ["*"] {
                return None;
            }
            let (case, letters) = if *upper { ("^^", "lower") } else { (",,", "upper") };
            Some(Step {
                prepare: format!("e=${{f##*.}}; [ \"$e\" = \"${{e{case}}}\" ] || "),
                new: format!("${{f%.*}}.${{e{case}}}"),
                bashisms: true,
                patterns: Some(vec![format!("*.*[[:{letters}:]]*")]),
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

/// `fig1.png` to `fig01.png`: one digit becomes two.
fn padded(clause: &Clause, setting: Setting) -> Option<String> {
    let two = match clause.ops.as_slice() {
        [Op::Pad(width)] => width.is_none_or(|it| it == 2),
        _ => true,
    };
    let digits = |it: &str| it.bytes().filter(u8::is_ascii_digit).count();
    let example = match clause.example.as_slice() {
        [] => None,
        [first, second] => {
            let at = first.find(|it: char| it.is_ascii_digit())?;
            let padded = format!("{}0{}", &first[..at], &first[at..]);
            if digits(first) != 1 || padded != *second {
                return None;
            }
            Some((first[..at].to_owned(), first[at + 1..].to_owned()))
        }
        _ => return None,
    };
    let named = clause.names || clause.has_set() || example.is_some();
    if !two || !named || clause.with.is_some() || clause.has(Flag::ByDate) || clause.has(Flag::ByName) {
        return None;
    }
    let mut clause = clause.clone();
    let (head, tail) = match example {
        Some((head, tail)) => {
            clause.kinds.clear();
            clause.globs = vec![format!("{head}[0-9]{tail}")];
            clause.any = Some(What::File);
            (head, tail)
        }
        None => (String::new(), String::new()),
    };
    // What the list of the example says beyond it: "fig1.png should become fig01.png".
    let set = Set::of(&clause)?;
    let (pattern_text, tail) = if tail.is_empty() && head.is_empty() {
        let extension = match set.extension() {
            Some(it) => it.to_owned(),
            None if set.is_everything() => "*".to_owned(),
            None => return None,
        };
        (format!("*[!0-9][0-9].{extension}"), format!(".{extension}"))
    } else {
        (format!("{head}[0-9]{tail}"), tail)
    };
    let mut set = set;
    set.patterns = vec![pattern_text];
    let end = if tail.is_empty() || tail == ".*" { tail } else { pattern(&tail)? };
    let body = format!("p=${{f%[0-9]{end}}}; mv{} -- \"$f\" \"${{p}}0${{f#\"$p\"}}\"", flags(&clause));
    set.each_do(&body, false, setting)
}

/// The date of the last change in front of each name.
fn dated(clause: &Clause, setting: Setting) -> Option<String> {
    if !setting.gnu || !clause.has_set() || !clause.sample.is_empty() || clause.with.is_some() {
        return None;
    }
    let set = Set::of(clause)?;
    if set.what == What::Folder {
        return None;
    }
    let flags = flags(clause);
    let day = "$(date -r \"$f\" +%F)";
    let new = if set.is_flat() && set.folder() == Some("") {
        format!("{day}_$f")
    } else {
        format!("${{f%/*}}/{day}_${{f##*/}}")
    };
    set.each_do(&format!("mv{flags} -- \"$f\" \"{new}\""), false, setting)
}

/// Numbers instead of names.
fn numbered(clause: &Clause, setting: Setting) -> Option<String> {
    if !clause.ops.is_empty() || clause.sample.len() < 2 || clause.has(Flag::ChangeDate) {
        return None;
    }
    if !clause.things.is_empty() || !clause.has_set() {
        return None;
    }
    let set = Set::of(clause)?;
    if set.depth == Depth::Below || set.what == What::Folder || set.folder().is_none() {
        return None;
    }
    let parts = |it: &str| {
        let start = it.find(|it: char| it.is_ascii_digit())?;
        let end = it[start..].find(|it: char| !it.is_ascii_digit()).map_or(it.len(), |at| start + at);
        let number: u32 = it[start..end].parse().ok()?;
        Some((it[..start].to_owned(), number, end - start, it[end..].to_owned()))
    };
    let (prefix, first, width, suffix) = parts(&clause.sample[0])?;
    let (other, second, _, other_suffix) = parts(&clause.sample[1])?;
    if prefix != other || suffix != other_suffix || second != first + 1 || prefix.contains('/') {
        return None;
    }
    let extension = if suffix.is_empty() {
        match set.extension().filter(|_| !set.any_case) {
            Some(it) => format!(".{}", inside(it)?),
            None => ".${f##*.}".to_owned(),
        }
    } else {
        inside(&suffix)?
    };
    let prefix = if prefix.is_empty() { String::new() } else { inside(&prefix)? };
    let pad = if clause.sample[0].contains(&format!("{first:0width$}")) && width > 1 {
        format!("%0{width}d")
    } else {
        "%d".to_owned()
    };
    let folder = if set.folder() == Some("") { "" } else { "${f%/*}/" };
    let flags = flags(clause);
    let plain = prefix.chars().all(|it| it.is_ascii_alphanumeric() || "_-. ".contains(it));
    if !plain {
        return None;
    }
    let body = format!("mv{flags} -- \"$f\" \"{folder}{prefix}$(printf {pad} \"$n\"){extension}\"; n=$((n + 1))");
    if clause.has(Flag::ByDate) || clause.has(Flag::Reversed) {
        if !setting.gnu || !setting.bash {
            return None;
        }
        let reverse = if clause.has(Flag::Reversed) { "r" } else { "" };
        return Some(format!(
            "n={first}; {} -printf '%T@ %p\\0' | sort -z{reverse}n | cut -zd' ' -f2- | while IFS= read -rd '' f; do {body}; done",
            set.find(None)
        ));
    }
    if set.any_case {
        if !setting.gnu || !setting.bash {
            return None;
        }
        return Some(format!(
            "n={first}; {} -print0 | sort -z | while IFS= read -rd '' f; do {body}; done",
            set.find(None)
        ));
    }
    if set.needs_look() {
        return None;
    }
    Some(format!("n={first}; for f in {}; do {body}; done", set.words()))
}
