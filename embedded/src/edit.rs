//! A frame done in the files themselves: one program that edits, in the narrowest form.

use crate::Platform;
use crate::lines::render::{address, operands, pattern, pipeline, substitute, tree};
use crate::lines::{Frame, Has, Lines, Source, Spot, Step, text};
use crate::shell::{path, quote};

/// The command that changes the files.
pub(crate) fn answer(frame: &Frame) -> Option<String> {
    if frame.target.is_some() || frame.sources.is_empty() {
        return None;
    }
    let packed = |it: &Source| matches!(it, Source::File(it) if [".gz", ".bz2", ".xz", ".zst", ".zip"].iter().any(|end| it.ends_with(end)));
    if frame.sources.iter().any(packed) {
        return None;
    }
    if frame.if_missing {
        return add_missing(frame);
    }
    whole(frame).or_else(|| by_sed(frame)).or_else(|| through_copy(frame))
}

/// A line at the end of a file that does not have it yet.
fn add_missing(frame: &Frame) -> Option<String> {
    let ([Step::Insert(line, Spot::End)], [Source::File(file)]) = (&frame.steps[..], &frame.sources[..]) else {
        return None;
    };
    let plain = !line.is_empty() && !line.contains(['\\', '\n']) && !line.starts_with('-') && frame.backup.is_none();
    let (line, file) = (text::script(line), path(file));
    plain.then(|| format!("grep -qxF {line} {file} || echo {line} >> {file}"))
}

/// What needs no program that reads lines.
fn whole(frame: &Frame) -> Option<String> {
    let [step] = &frame.steps[..] else { return None };
    match (step, &frame.sources[..]) {
        (Step::Truncate, [Source::File(file)]) if frame.backup.is_none() => Some(match frame.platform {
            Platform::Linux | Platform::Busybox => format!("truncate -s 0 {}", path(file)),
            _ => format!(": > {}", path(file)),
        }),
        (Step::Truncate, sources) if frame.backup.is_none() && frame.platform == Platform::Linux => match sources {
            [Source::Tree { folders, names, except }] => {
                Some(format!("{} -exec truncate -s 0 {{}} +", tree(folders, names, except.as_deref())))
            }
            _ => Some(format!("truncate -s 0 {}", operands(sources)?)),
        },
        (Step::Insert(line, Spot::End), [Source::File(file)]) if frame.backup.is_none() => {
            let echo = !line.contains('\\') && !line.starts_with('-');
            Some(if echo {
                if line.is_empty() {
                    format!("echo >> {}", path(file))
                } else {
                    format!("echo {} >> {}", text::script(line), path(file))
                }
            } else {
                format!("printf '%s\\n' {} >> {}", text::script(line), path(file))
            })
        }
        (Step::Sort(_), [Source::File(file)]) if frame.backup.is_none() => {
            let command = pipeline(frame)?;
            let command = command.strip_prefix("sort")?;
            let options = command.strip_suffix(&path(file))?.trim_end();
            Some(format!("sort{options} -o {} {}", path(file), path(file)))
        }
        _ => None,
    }
}

/// `sed -i`, with the name of a copy where one is wanted.
fn sed_in_place(frame: &Frame) -> Option<String> {
    let end = frame.backup.as_deref().unwrap_or("");
    Some(match frame.platform {
        Platform::Linux => format!("sed -i{}", if end.is_empty() { String::new() } else { quote(end) }),
        Platform::Busybox => {
            end.is_empty().then_some(())?;
            "sed -i".to_owned()
        }
        Platform::MacOs if end.is_empty() => "sed -i ''".to_owned(),
        Platform::MacOs => format!("sed -i {}", quote(end)),
        Platform::Posix => return None,
    })
}

fn by_sed(frame: &Frame) -> Option<String> {
    if frame.other.is_some() {
        return None;
    }
    let sed = sed_in_place(frame)?;
    let mut commands = Vec::new();
    for step in &frame.steps {
        let command = sed_command(step, frame)?;
        // Said twice is done once.
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    // The text of a new line ends its command.
    let adds = |it: &Step| match it {
        Step::Insert(..) => true,
        Step::Sed(it) => !it.starts_with(['s', '^']) && (it.contains("c ") || it.contains("/c")),
        _ => false,
    };
    if frame.steps.len() > 1 && frame.steps.iter().any(adds) {
        return None;
    }
    let program = text::script(&commands.join("; "));
    match &frame.sources[..] {
        [Source::Tree { folders, names, except }] => {
            Some(format!("{} -exec {sed} {program} {{}} +", tree(folders, names, except.as_deref())))
        }
        sources => Some(format!("{sed} {program} {}", operands(sources)?)),
    }
}

/// One step as a command of `sed`.
fn sed_command(step: &Step, frame: &Frame) -> Option<String> {
    let gnu = matches!(frame.platform, Platform::Linux | Platform::Busybox);
    match step {
        Step::Sed(command) => Some(command.clone()),
        Step::Replace(it) => substitute(it, frame.platform),
        Step::Drop(Lines::Ends) => Some("1d; $d".to_owned()),
        Step::Drop(Lines::Two(all)) => Some(all.iter().map(|it| format!("{it}d")).collect::<Vec<_>>().join("; ")),
        Step::Drop(Lines::Between { from, to, inclusive: false }) => {
            Some(format!("/{}/,/{}/{{//!d;}}", text::regex(from, '/'), text::regex(to, '/')))
        }
        Step::Drop(Lines::From { text: wanted, inclusive: false }) => {
            // All behind the line: the line itself stays.
            gnu.then(|| format!("0,/{}/!d", text::regex(wanted, '/')))
        }
        Step::Drop(lines) => Some(format!("{}d", address(lines, frame.platform)?)),
        Step::Keep(lines) => keep(lines, frame.platform),
        Step::Comment(lines) => {
            Some(format!("{}s/^/{}/", address(lines, frame.platform)?, frame.comment_sign().replace('/', "\\/")))
        }
        Step::Uncomment(of) => {
            let sign = frame.comment_sign();
            let wanted = text::regex(of, '/');
            let sign = sign.replace('/', "\\/");
            // `gzip` is not `gzip_types`.
            let word = frame.platform == Platform::Linux && of.ends_with(|it: char| it.is_ascii_alphanumeric());
            let word = if word { "\\b" } else { "" };
            Some(format!("s/^\\([[:space:]]*\\){sign}[[:space:]]*\\({wanted}{word}\\)/\\1\\2/"))
        }
        Step::Insert(line, spot) => gnu.then(|| insert(line, spot, frame.platform)).flatten(),
        Step::Set { key, value, section } => set(key, value, section.as_deref(), frame),
        Step::Filter(command) if gnu => match command.as_str() {
            "tr '[:lower:]' '[:upper:]'" if frame.platform == Platform::Linux => Some("s/.*/\\U&/".to_owned()),
            "tr '[:upper:]' '[:lower:]'" if frame.platform == Platform::Linux => Some("s/.*/\\L&/".to_owned()),
            "tr -s ' '" => Some("s/  */ /g".to_owned()),
            "tr -d ' '" => Some("s/ //g".to_owned()),
            "tr -d '\\t'" => Some("s/\\t//g".to_owned()),
            "tr -d '[:digit:]'" => Some("s/[[:digit:]]//g".to_owned()),
            "tr -d '[:punct:]'" => Some("s/[[:punct:]]//g".to_owned()),
            "tr -d ," => Some("s/,//g".to_owned()),
            "tr -d '\"'" => Some("s/\"//g".to_owned()),
            _ => None,
        },
        Step::Run(command) if command == "cat -s" => Some("/^$/N;/^\\n$/D".to_owned()),
        _ => None,
    }
}

/// To keep some lines is to delete the others.
fn keep(lines: &Lines, platform: Platform) -> Option<String> {
    match lines {
        Lines::Has(it) => Some(format!("{}d", address(&Lines::Has(Has { not: !it.not, ..it.clone() }), platform)?)),
        Lines::Range(..) | Lines::One(_) => Some(format!("{}!d", address(lines, platform)?)),
        _ => None,
    }
}

fn insert(line: &str, spot: &Spot, platform: Platform) -> Option<String> {
    let at = |has: &Has| Some(format!("/{}/{}", pattern(has, '/', platform)?, if has.ignore_case { "I" } else { "" }));
    if line.is_empty() {
        return match spot {
            Spot::Top => Some("1{x;p;x;}".to_owned()),
            Spot::End => Some("$G".to_owned()),
            Spot::AfterLine(n) => Some(format!("{n}G")),
            Spot::BeforeLine(n) => Some(format!("{n}{{x;p;x;}}")),
            Spot::After(has) => Some(format!("{}G", at(has)?)),
            Spot::Before(has) => Some(format!("{}{{x;p;x;}}", at(has)?)),
        };
    }
    let line = text::added(line);
    Some(match spot {
        Spot::Top => format!("1i{line}"),
        Spot::End => format!("$a{line}"),
        Spot::AfterLine(n) => format!("{n}a{line}"),
        Spot::BeforeLine(n) => format!("{n}i{line}"),
        Spot::After(has) => format!("{}a{line}", at(has)?),
        Spot::Before(has) => format!("{}i{line}", at(has)?),
    })
}

/// A new value for a setting, in the form that the kind of file has.
fn set(key: &str, value: &str, section: Option<&str>, frame: &Frame) -> Option<String> {
    let name = match &frame.sources[..] {
        [Source::File(it) | Source::Glob(it), ..] => it.as_str(),
        [Source::Tree { names, .. }] => names.first()?.as_str(),
        _ => return None,
    };
    let base = name.rsplit('/').next().unwrap_or(name);
    let end = base.rsplit_once('.').map_or(base, |it| it.1);
    let sign = text::delimiter(&[value, key]);
    let (old, new) = (text::regex(key, sign), text::replacement(value, sign));
    let bare = value.parse::<f64>().is_ok() || ["true", "false", "null"].contains(&value);
    let space = "[[:space:]]*";
    let command = match end {
        "json" => {
            section.is_none().then_some(())?;
            if bare {
                format!("s{sign}\\(\"{old}\"{space}:{space}\\)[^,}}[:space:]]*{sign}\\1{new}{sign}")
            } else {
                format!("s{sign}\\(\"{old}\"{space}:{space}\\)\"[^\"]*\"{sign}\\1\"{new}\"{sign}")
            }
        }
        "yaml" | "yml" => format!("s{sign}^\\({space}{old}:{space}\\).*{sign}\\1{new}{sign}"),
        "toml" => {
            let new = if bare || value.starts_with(['"', '\'', '[']) { new } else { format!("\"{new}\"") };
            format!("s{sign}^\\({space}{old}{space}={space}\\).*{sign}\\1{new}{sign}")
        }
        "env" | "ini" | "properties" | "cfg" | "cnf" | "desktop" | "service" => {
            format!("s{sign}^\\({space}{old}{space}={space}\\).*{sign}\\1{new}{sign}")
        }
        "sshd_config" | "ssh_config" => {
            format!("s{sign}^\\({space}{old}[[:space:]][[:space:]]*\\).*{sign}\\1{new}{sign}")
        }
        _ if base.contains("nginx") => {
            format!("s{sign}^\\({space}{old}[[:space:]][[:space:]]*\\)[^;]*{sign}\\1{new}{sign}")
        }
        _ if base.starts_with(".env") => format!("s{sign}^\\({old}=\\).*{sign}\\1{new}{sign}"),
        _ => format!("s{sign}^\\({space}{old}{space}[=:]{space}\\).*{sign}\\1{new}{sign}"),
    };
    match section {
        Some(section) if matches!(end, "ini" | "toml" | "cfg" | "conf" | "cnf" | "service" | "desktop") => {
            Some(format!("/^\\[{}\\]/,/^\\[/{command}", text::regex(section, '/')))
        }
        Some(_) => None,
        None => Some(command),
    }
}

/// What no editor does: the result goes into a copy, and from there into the file, which keeps its mode and owner.
fn through_copy(frame: &Frame) -> Option<String> {
    let [Source::File(file)] = &frame.sources[..] else { return None };
    let stays = |it: &Step| {
        matches!(
            it,
            Step::Sort(_)
                | Step::Dedupe { .. }
                | Step::Sed(_)
                | Step::Filter(_)
                | Step::Drop(_)
                | Step::Keep(_)
                | Step::Replace(_)
                | Step::Sets(_)
        ) || matches!(it, Step::Run(it) if it != "tail -f" && !it.starts_with("hexdump") && !it.starts_with("od ") && !it.starts_with("grep -c"))
    };
    let alone = frame.backup.is_none() && !crate::shell::is_variable(file) && frame.steps.iter().all(stays);
    if !alone {
        return None;
    }
    let command = pipeline(frame)?;
    let file = path(file);
    if frame.platform == Platform::Posix {
        let copy = path(&format!(
            "{}.new",
            match &frame.sources[..] {
                [Source::File(it)] => it,
                _ => return None,
            }
        ));
        return Some(format!("{command} > {copy} && mv {copy} {file}"));
    }
    // A search that leaves no line fails with 1: then the file becomes empty.
    if command.starts_with("grep ") && !command.contains('|') {
        return Some(format!(
            "tmp=$(mktemp) && {{ {command} > \"$tmp\" || [ $? -eq 1 ]; }} && cat \"$tmp\" > {file} && rm \"$tmp\""
        ));
    }
    Some(format!("tmp=$(mktemp) && {command} > \"$tmp\" && cat \"$tmp\" > {file} && rm \"$tmp\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Place;

    #[test]
    fn a_head_word_is_no_part_of_another() {
        let has = Has { text: "Port".to_owned(), place: Place::Head, not: false, ignore_case: false, word: false };
        assert_eq!(pattern(&has, '/', Platform::Linux).as_deref(), Some("^[[:space:]]*Port\\b"));
    }
}
