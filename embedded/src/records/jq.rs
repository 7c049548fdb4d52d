//! A wish for records as a `jq` program.

use super::{Condition, Constant, Source, Sum, Test, Wish};
use crate::shell;

/// The command; none where `jq` cannot say it in a line.
pub(super) fn render(wish: &Wish) -> Option<String> {
    let file = shell::path(&wish.file);
    if let Some(command) = of_keys(wish, &file) {
        return command;
    }
    let (program, raw, slurp, behind) = program(wish)?;
    // Lines are read one by one unless all of them are needed at once.
    let slurp = slurp && wish.source == Source::Lines;
    let flags = match (raw, slurp) {
        (true, true) => "-rs ",
        (true, false) => "-r ",
        (false, true) => "-s ",
        (false, false) => "",
    };
    Some(format!("jq {flags}{} {file}{behind}", quote(&program)))
}

/// What is about keys and not about values; none where nothing is.
fn of_keys(wish: &Wish, file: &str) -> Option<Option<String>> {
    let alone = wish.fields.is_empty() && wish.conditions.is_empty() && !wish.count && wish.sort.is_none();
    if let Some(key) = &wish.has_key {
        let told = alone && wish.source == Source::Json;
        return Some(string(key).filter(|_| told).map(|it| format!("jq 'has({it})' {file}")));
    }
    if wish.keys {
        let key = wish.base.as_deref().and_then(path).filter(|_| alone);
        return Some(key.map(|it| format!("jq -r '{it} | keys[]' {file}")));
    }
    let key = wish.without.as_deref()?;
    let plain = alone && wish.source == Source::Json && wish.base.is_none();
    let program = path(key).filter(|_| plain).map(|it| format!("del({it})"));
    let program = program.map(|it| if wish.many { format!("map({it})") } else { it });
    // The file is replaced only when it was read.
    Some(
        program
            .map(|it| format!("jq '{it}' {file} > {file}.new && mv {file}.new {file}"))
            .filter(|_| !file.contains(['\'', '"'])),
    )
}

/// Rows of comma-separated values with their names above; none where it is not asked for.
fn csv(wish: &Wish, stream: &str, keep: Option<&String>) -> Option<String> {
    let plain =
        wish.group.is_none() && wish.total.is_none() && !wish.count && wish.most.is_none() && wish.sort.is_none();
    (plain && wish.source == Source::Json && !wish.distinct && wish.limit.is_none()).then_some(())?;
    if wish.fields.is_empty() {
        let rows = match keep {
            Some(keep) => format!("(.[] | select({keep}) | [.[$names[]]])"),
            None => "(.[] | [.[$names[]]])".to_owned(),
        };
        return wish.base.is_none().then(|| format!("(.[0] | keys_unsorted) as $names | $names, {rows} | @csv"));
    }
    let names: Vec<String> = wish.fields.iter().map(|it| string(it)).collect::<Option<_>>()?;
    let fields: Vec<String> = wish.fields.iter().map(|it| path(it)).collect::<Option<_>>()?;
    Some(format!("[{}], ({stream} | [{}]) | @csv", names.join(", "), fields.join(", ")))
}

/// A program as one word; most need quotes and all look alike with them, but a bare path is simpler without.
fn quote(program: &str) -> String {
    if program.bytes().all(|it| it.is_ascii_alphanumeric() || b"._".contains(&it)) {
        return program.to_owned();
    }
    format!("'{program}'")
}

/// The program, whether strings are printed bare, whether it needs all records at once, and what is piped behind.
fn program(wish: &Wish) -> Option<(String, bool, bool, &'static str)> {
    let base = match &wish.base {
        Some(base) => path(base)?,
        None => String::new(),
    };
    let root = if base.is_empty() { ".".to_owned() } else { base.clone() };
    let keep = conditions(&wish.conditions)?;
    let fields: Vec<String> = wish.fields.iter().map(|it| path(it)).collect::<Option<_>>()?;
    let output = match fields.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("[{}] | @tsv", many.join(", "))),
    };
    if let Some(nth) = wish.nth {
        let plain =
            keep.is_none() && !wish.count && wish.total.is_none() && wish.group.is_none() && wish.sort.is_none();
        (plain && wish.limit.is_none() && wish.source == Source::Json).then_some(())?;
        let place = format!("{root}[{nth}]");
        return Some(match output {
            Some(field) if fields.len() == 1 => (format!("{place}{field}"), true, false, ""),
            Some(_) => return None,
            None => (place, true, false, ""),
        });
    }
    let start = |rest: String| if base.is_empty() { rest } else { format!("{base} | {rest}") };
    let of = |field: &str| match &keep {
        Some(keep) => format!("map(select({keep}){field})"),
        None => format!("map({field})"),
    };
    if let Some((most, field)) = &wish.most {
        let name = if *most { "max_by" } else { "min_by" };
        let kept = keep.as_ref().map_or(String::new(), |it| format!("map(select({it})) | "));
        let then = match &output {
            Some(field) if fields.len() == 1 => field.clone(),
            Some(all) => format!(" | {all}"),
            None => String::new(),
        };
        return Some((start(format!("{kept}{name}({}){then}", path(field)?)), output.is_some(), true, ""));
    }
    if let Some((sum, field)) = &wish.total {
        let field = match (field, fields.first()) {
            (Some(field), _) => path(field)?,
            (None, Some(field)) => field.clone(),
            _ => return None,
        };
        (wish.limit.is_none() && !wish.count).then_some(())?;
        let total = |values: String| match sum {
            Sum::Total => format!("{values} | add"),
            Sum::Average => format!("{values} | add / length"),
            Sum::Largest => format!("{values} | max"),
            Sum::Smallest => format!("{values} | min"),
        };
        let Some(group) = &wish.group else {
            return Some((start(total(of(&field))), false, true, ""));
        };
        let group = path(group)?;
        let kept = keep.as_ref().map_or(String::new(), |it| format!("map(select({it})) | "));
        let each = total(format!("map({field})"));
        let order =
            if wish.sort.as_ref().is_none_or(|it| path(it).is_some_and(|it| it == group)) { "" } else { return None };
        return Some((
            start(format!("{kept}group_by({group})[] | \"\\(.[0]{group}) \\({each})\"")),
            true,
            true,
            if wish.descending { return None } else { order },
        ));
    }
    let stream = |field: &str| match (&keep, wish.source) {
        (Some(keep), Source::Lines) => format!("select({keep}){field}"),
        (None, Source::Lines) => {
            if field.is_empty() {
                ".".to_owned()
            } else {
                field.to_owned()
            }
        }
        (Some(keep), _) => format!("{base}{}[] | select({keep}){field}", if base.is_empty() { "." } else { "" }),
        (None, _) => format!("{base}{}[]{field}", if base.is_empty() { "." } else { "" }),
    };
    if wish.csv {
        return Some((csv(wish, &stream(""), keep.as_ref())?, true, false, ""));
    }
    if let Some(group) = wish.group.as_ref().filter(|_| wish.count) {
        let behind = if wish.descending { " | sort | uniq -c | sort -rn" } else { " | sort | uniq -c" };
        (base.is_empty() || wish.source == Source::Json).then_some(())?;
        return Some((stream(&path(group)?), true, false, behind));
    }
    wish.group.is_none().then_some(())?;
    if wish.count {
        if wish.distinct {
            let field = fields.first()?;
            return Some((start(format!("{} | unique | length", of(field))), false, true, ""));
        }
        let counted = match &keep {
            Some(keep) => start(format!("map(select({keep})) | length")),
            None if base.is_empty() => "length".to_owned(),
            None => format!("{base} | length"),
        };
        return fields.is_empty().then_some((counted, false, true, ""));
    }
    if wish.distinct {
        let [field] = fields.as_slice() else { return None };
        return (wish.sort.is_none() && wish.limit.is_none()).then(|| (stream(field), true, false, " | sort -u"));
    }
    if wish.sort.is_some() || wish.limit.is_some() || wish.descending {
        let mut stages = Vec::new();
        stages.extend(keep.as_ref().map(|it| format!("map(select({it}))")));
        match &wish.sort {
            Some(field) => stages.push(format!("sort_by({})", path(field)?)),
            None if wish.descending => return None,
            None => {}
        }
        if wish.descending {
            stages.push("reverse".to_owned());
        }
        match wish.limit {
            Some(limit) => stages.push(format!(".[:{limit}][]")),
            None if output.is_some() => stages.push(".[]".to_owned()),
            None => {}
        }
        match &output {
            Some(one) if fields.len() == 1 => {
                if let Some(last) = stages.last_mut() {
                    last.push_str(one);
                }
            }
            Some(all) => stages.push(all.clone()),
            None => {}
        }
        return Some((start(stages.join(" | ")), output.is_some(), true, ""));
    }
    let behind = if wish.alphabetical { " | sort" } else { "" };
    match output {
        Some(field) if !wish.many && keep.is_none() && wish.source == Source::Json => {
            // The fields of the file's one object.
            if fields.len() > 1 && !wish.is_settings() {
                return Some((format!("{} | {field}", stream("")), true, false, behind));
            }
            let all: Vec<String> = fields.iter().map(|it| format!("{base}{it}")).collect();
            Some((all.join(", "), true, false, ""))
        }
        Some(field) if fields.len() == 1 => Some((stream(&field), true, false, behind)),
        Some(all) => Some((format!("{} | {all}", stream("")), true, false, behind)),
        None if keep.is_none() && wish.base.is_some() => Some((base, false, false, "")),
        None => keep.is_some().then(|| (stream(""), false, false, "")),
    }
}

fn conditions(all: &[Condition]) -> Option<Option<String>> {
    let mut out = Vec::new();
    for it in all {
        let field = path(&it.field)?;
        let value = || it.value.as_ref().and_then(constant);
        out.push(match it.test {
            Test::Is => format!("{field} == {}", value()?),
            Test::Not => format!("{field} != {}", value()?),
            Test::Over => format!("{field} > {}", value()?),
            Test::Least => format!("{field} >= {}", value()?),
            Test::Under => format!("{field} < {}", value()?),
            Test::Most => format!("{field} <= {}", value()?),
            Test::Has => format!("{field} | contains({})", text(it)?),
            Test::Starts => format!("{field} | startswith({})", text(it)?),
            Test::Ends => format!("{field} | endswith({})", text(it)?),
            Test::Missing => format!("{field} == null"),
            Test::Present => format!("{field} != null"),
            Test::Quality => format!("{field} == true or any(..; . == {})", text(it)?),
            Test::NotQuality => format!("{field} == true or any(..; . == {}) | not", text(it)?),
            Test::Any => format!("any(..; . == {})", text(it)?),
        });
    }
    if out.len() > 1 {
        for it in &mut out {
            if it.contains('|') || it.contains(" or ") {
                *it = format!("({it})");
            }
        }
    }
    Some((!out.is_empty()).then(|| out.join(" and ")))
}

/// A value as `jq` writes it.
fn constant(value: &Constant) -> Option<String> {
    let bare = !value.quoted && (matches!(value.text.as_str(), "true" | "false" | "null") || is_number(&value.text));
    if bare { Some(value.text.clone()) } else { string(&value.text) }
}

fn text(condition: &Condition) -> Option<String> {
    string(&condition.value.as_ref()?.text)
}

fn string(text: &str) -> Option<String> {
    let plain = !text.chars().any(|it| it.is_control() || "'\"\\".contains(it));
    plain.then(|| format!("\"{text}\""))
}

/// Whether text is a number as JSON and SQL write it.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let parts: Vec<&str> = digits.split('.').collect();
    matches!(parts.len(), 1 | 2) && parts.iter().all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// A field as a path: `.name`, `.address.city`, `.["content-type"]`.
fn path(field: &str) -> Option<String> {
    let field = field.strip_prefix('.').unwrap_or(field);
    let plain = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
            && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
    };
    if field.split('.').all(plain) {
        return Some(format!(".{field}"));
    }
    string(field).map(|it| format!(".[{it}]"))
}
