//! A frame as a pipeline: what is read, what is done to it, and where it goes.

use super::{Count, Frame, Has, Lines, Place, Replace, Sets, Shape, Sort, Source, Step, Times, text};
use crate::Platform;
use crate::shell::{self, path};

/// One program of a pipeline.
struct Stage {
    command: String,
    /// Whether it takes files itself.
    files: bool,
}

/// The command that shows the result, or writes it elsewhere.
pub(super) fn answer(frame: &Frame) -> Option<String> {
    if frame.backup.is_some() {
        return None;
    }
    let mut command = pipeline(frame)?;
    if let Some(target) = &frame.target {
        let same = frame.sources.iter().any(|it| *it == Source::File(target.file.clone()));
        if same || target.file.contains(['*', '?']) {
            return None;
        }
        let sign = if target.append { ">>" } else { ">" };
        command = format!("{command} {sign} {}", path(&target.file));
    }
    Some(command)
}

/// The programs, with what they read.
pub(crate) fn pipeline(frame: &Frame) -> Option<String> {
    if let Some(done) = pair(frame)? {
        return Some(done);
    }
    if let [Step::Pieces(command, name)] = &frame.steps[..] {
        let [Source::File(file)] = &frame.sources[..] else { return None };
        return frame.target.is_none().then(|| format!("{command} {}{name}", path(file)));
    }
    let stages = stages(frame, &frame.steps)?;
    from_sources(frame, &stages)
}

/// Joins stages to what they read.
fn from_sources(frame: &Frame, stages: &[Stage]) -> Option<String> {
    let tail = |from: usize| piped(&stages[from..]);
    let first = stages.first()?;
    if let [Source::File(file)] = &frame.sources[..] {
        if let Some(unpack) = unpacker(file, frame.platform) {
            return Some(format!("{unpack} {}{}", path(file), tail(0)));
        }
        let join = if first.files { " " } else { " < " };
        // Counts of one file stand alone, without its name.
        let join = if first.command.starts_with("wc ") { " < " } else { join };
        return Some(format!("{}{join}{}{}", first.command, path(file), tail(1)));
    }
    if let [Source::Tree { folders, names, except }] = &frame.sources[..] {
        let one = stages.len() == 1;
        let find = tree(folders, names, except.as_deref());
        let each = first.command.starts_with("wc ")
            || first.command.starts_with("head ")
            || first.command.starts_with("tail ");
        if frame.total && first.command.starts_with("wc ") {
            return Some(format!("{find} -exec cat {{}} + | {}", first.command));
        }
        if each && !one || !first.files {
            return Some(format!("{find} -exec cat {{}} +{}", tail(0)));
        }
        // Who follows a service's log means no folder, and `head` of several files prints their names as well.
        if first.command == "tail -f" {
            return None;
        }
        let each = if each && !first.command.starts_with("wc ") { "\\;" } else { "+" };
        return Some(format!("{find} -exec {} {{}} {each}{}", first.command, tail(1)));
    }
    let operands = operands(&frame.sources)?;
    let counts = first.command.starts_with("wc ");
    let by_number = ["head ", "tail ", "sed -n", "awk "].iter().any(|it| first.command.starts_with(it));
    if frame.total && counts || !first.files || by_number && stages.len() > 1 {
        return Some(format!("cat {operands}{}", tail(0)));
    }
    if first.command.starts_with("cut ")
        || first.command.starts_with("sed 's")
        || first.command.starts_with("sort")
        || first.command.starts_with("cat")
        || counts
        || first.command.starts_with("head ")
        || first.command.starts_with("uniq")
    {
        (!first.command.starts_with("uniq")).then_some(())?;
        return Some(format!("{} {operands}{}", first.command, tail(1)));
    }
    if let Some(rest) = first.command.strip_prefix("grep ") {
        return Some(format!("grep -h {rest} {operands}{}", tail(1)));
    }
    if first.command.starts_with("awk '!seen") {
        return Some(format!("{} {operands}{}", first.command, tail(1)));
    }
    if first.command == "tail -f" {
        return Some(format!("{} {operands}", first.command));
    }
    Some(format!("cat {operands}{}", tail(0)))
}

/// Files and patterns as words.
pub(crate) fn operands(sources: &[Source]) -> Option<String> {
    let mut all = Vec::new();
    for it in sources {
        match it {
            Source::File(file) => {
                unpacker(file, Platform::Linux).is_none().then_some(())?;
                all.push(path(file));
            }
            Source::Glob(glob) => all.push(glob.clone()),
            Source::Tree { .. } => return None,
        }
    }
    (!all.is_empty()).then(|| all.join(" "))
}

/// `find` for the files of a tree, without its action.
pub(crate) fn tree(folders: &[String], names: &[String], except: Option<&str>) -> String {
    let mut command = format!("find {} -type f", shell::paths(folders));
    if let [name] = names {
        command += " -name ";
        command += &text::script(name);
    }
    if let Some(except) = except {
        let base = except.rsplit('/').next().unwrap_or(except);
        command += " ! -name ";
        command += &shell::quote(base);
    }
    command
}

/// The program that shows what a packed file holds.
fn unpacker(file: &str, platform: Platform) -> Option<&'static str> {
    let end = file.rsplit_once('.').filter(|it| !it.0.is_empty())?.1;
    Some(match end {
        "gz" if matches!(platform, Platform::Linux | Platform::Busybox) => "zcat",
        "gz" => "gzip -dc",
        "bz2" => "bzcat",
        "xz" => "xzcat",
        "zst" => "zstdcat",
        _ => return None,
    })
}

/// Programs for two files; the outer `None` where they cannot be, the inner where there are none.
#[expect(clippy::option_option, reason = "no pair, and a pair that fails")]
fn pair(frame: &Frame) -> Option<Option<String>> {
    let at = frame.steps.iter().position(|it| matches!(it, Step::Both(_) | Step::Sets(_)));
    let Some(at) = at else {
        return if frame.other.is_none() { Some(None) } else { None };
    };
    let mut rest = frame.steps.clone();
    let step = rest.remove(at);
    // "In both" and "common" say the same twice.
    rest.retain(|it| *it != step);
    if rest.iter().any(|it| matches!(it, Step::Both(_) | Step::Sets(_))) {
        return None;
    }
    let mut files = Vec::new();
    for it in frame.sources.iter().chain(&frame.other) {
        let Source::File(file) = it else { return None };
        files.push(path(file));
    }
    let sets = matches!(step, Step::Sets(_));
    let sort =
        rest.iter().position(|it| matches!(it, Step::Sort(Sort { by: None, reverse: false, ignore_case: false, .. })));
    let command = match &step {
        Step::Both(command) if command.starts_with("paste") && files.len() >= 2 => {
            format!("{command} {}", files.join(" "))
        }
        Step::Both(command) if files.len() == 2 => {
            let recursive = frame.sources.iter().all(|it| matches!(it, Source::File(it) if it.ends_with('/')));
            let recursive = if recursive { " -r" } else { "" };
            format!("{command}{recursive} {}", files.join(" "))
        }
        Step::Sets(sets) if files.len() == 2 => {
            let (one, other) = (&files[0], &files[1]);
            let fold = rest.iter().any(|it| matches!(it, Step::Dedupe { ignore_case: true }));
            (!fold).then_some(())?;
            match sets {
                Sets::Common => format!("grep -xFf {other} {one}"),
                Sets::First => format!("grep -vxFf {other} {one}"),
                Sets::Second => format!("grep -vxFf {one} {other}"),
                Sets::Symmetric => format!("{{ sort -u {one}; sort -u {other}; }} | sort | uniq -u"),
                Sets::Union => {
                    rest.retain(|it| !matches!(it, Step::Sort(_)));
                    format!("sort -u {one} {other}")
                }
            }
        }
        _ => return None,
    };
    // Lines in both files once each, in order: `sort -u` says so.
    if sets && let Some(sort) = sort {
        let Step::Sort(Sort { unique, .. }) = rest.remove(sort) else { return None };
        let others = rest.iter().any(|it| matches!(it, Step::Dedupe { .. }));
        rest.retain(|it| !matches!(it, Step::Dedupe { .. }));
        let behind = stages(frame, &rest)?;
        let behind = piped(&behind);
        let option = if unique || others { " -u" } else { "" };
        return Some(Some(format!("{command} | sort{option}{behind}")));
    }
    let behind = piped(&stages(frame, &rest)?);
    Some(Some(format!("{command}{behind}")))
}

/// Programs that read what stands before them.
fn piped(stages: &[Stage]) -> String {
    stages.iter().flat_map(|it| [" | ", it.command.as_str()]).collect()
}

fn run(command: impl Into<String>) -> Stage {
    Stage { command: command.into(), files: true }
}

fn filter(command: impl Into<String>) -> Stage {
    Stage { command: command.into(), files: false }
}

/// The programs for the steps, in order.
fn stages(frame: &Frame, steps: &[Step]) -> Option<Vec<Stage>> {
    let mut all: Vec<Stage> = Vec::new();
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        at += 1;
        // Lines that are left out by what is in them: one `grep -v`.
        if let Step::Drop(lines) = step
            && let Some(first) = excluded(lines)
        {
            let mut wanted = vec![first];
            while let Some(Step::Drop(lines)) = steps.get(at)
                && let Some(next) = excluded(lines)
            {
                if !wanted.contains(&next) {
                    wanted.push(next);
                }
                at += 1;
            }
            let blank = "'^[[:space:]]*$'".to_owned();
            if wanted.iter().any(|it| it.contains("*#") || *it == blank) {
                wanted.iter_mut().filter(|it| *it == "'^$'").for_each(|it| it.clone_from(&blank));
            }
            let command = match &wanted[..] {
                [one] => format!("grep -v {one}"),
                many => format!("grep -v -e {}", many.join(" -e ")),
            };
            all.push(run(command));
            continue;
        }
        match step {
            Step::Keep(lines) => all.push(keep(lines, frame)?),
            Step::Drop(lines) => all.push(drop(lines, frame)?),
            Step::Sed(command) => add_sed(&mut all, command),
            Step::Replace(it) => add_sed(&mut all, &substitute(it, frame.platform)?),
            // Said twice is done once.
            Step::Run(command) | Step::Filter(command) if all.last().is_some_and(|it| it.command == *command) => {}
            Step::Run(command) => all.push(run(command.clone())),
            Step::Filter(command) => all.push(filter(command.clone())),
            Step::Sort(sort) => {
                // A sort of what `sort` gave already says the same.
                all.push(run(sort_command(*sort)));
            }
            Step::Dedupe { ignore_case } => {
                let key = if *ignore_case { "tolower($0)" } else { "$0" };
                all.push(run(format!("awk '!seen[{key}]++'")));
            }
            Step::Uniq(option, ignore_case) => {
                let (sort, uniq) = if *ignore_case { (" -f", " -i") } else { ("", "") };
                all.push(run(format!("sort{sort}")));
                all.push(filter(format!("uniq{uniq} {option}")));
            }
            Step::Count(count) => all.push(run(counter(*count, frame.platform))),
            Step::Comment(lines) => {
                let address = address(lines, frame.platform)?;
                add_sed(&mut all, &format!("{address}s/^/#/"));
            }
            Step::Set { .. } | Step::Insert(..) | Step::Truncate | Step::Uncomment(_) => return None,
            Step::Both(_) | Step::Sets(_) | Step::Pieces(..) => return None,
        }
    }
    // The numbers of the lines that were found are those in the file.
    if let [.., search, number] = &mut all[..]
        && number.command == "cat -n"
        && let Some(rest) = search.command.strip_prefix("grep ")
    {
        search.command = format!("grep -n {rest}");
        all.pop();
    }
    number_before_choice(&mut all);
    // Counting what was found is the search's own work.
    if let [.., search, number] = &mut all[..]
        && number.command == "wc -l"
        && let Some(rest) = search.command.strip_prefix("grep ").filter(|it| !it.starts_with("-o"))
    {
        search.command = format!("grep -c {rest}");
        all.pop();
    }
    // `tail -n 20 -f`, and a search that does not wait for its buffer.
    if let Some(follow) = all.iter().position(|it| it.command == "tail -f") {
        let mut command = "tail -f".to_owned();
        let mut rest = String::new();
        for (index, it) in all.iter().enumerate() {
            if index == follow {
                continue;
            }
            if let Some(n) = it.command.strip_prefix("tail -n ") {
                command = format!("tail -n {n} -f");
            } else if let Some(search) = it.command.strip_prefix("grep ") {
                rest = format!("grep --line-buffered {search}");
            } else {
                return None;
            }
        }
        all = vec![run(command)];
        if !rest.is_empty() {
            all.push(filter(rest));
        }
    }
    Some(all)
}

/// Lines that are chosen by their place or their length keep the numbers that they have in the file.
fn number_before_choice(all: &mut Vec<Stage>) {
    let by_place = |it: &Stage| {
        ["tail -n ", "sed -n ", "awk 'NR"].iter().any(|start| it.command.starts_with(start))
            && !it.command.contains('^')
    };
    match &mut all[..] {
        [choice, number] if number.command == "cat -n" && by_place(choice) => all.reverse(),
        [choice, number] if number.command == "cat -n" && choice.command.starts_with("awk 'length ") => {
            let condition = choice.command.trim_end_matches('\'').to_owned();
            choice.command = format!("{condition} {{ print NR \": \" $0 }}'");
            all.pop();
        }
        _ => {}
    }
}

/// Adds a command of `sed`, to the program before where that is one.
fn add_sed(all: &mut Vec<Stage>, command: &str) {
    if let Some(last) = all.last_mut()
        && let Some(inner) = last.command.strip_prefix("sed '").and_then(|it| it.strip_suffix('\''))
    {
        let (inner, new) = (inner.to_owned(), text::script(command));
        last.command = format!("sed '{inner}; {}", &new[1..]);
        return;
    }
    all.push(run(format!("sed {}", text::script(command))));
}

fn sort_command(sort: Sort) -> String {
    let mut options = String::new();
    if let Some(by) = sort.by {
        options.push(by);
    }
    for (wanted, option) in [(sort.ignore_case, 'f'), (sort.reverse, 'r'), (sort.unique, 'u')] {
        if wanted {
            options.push(option);
        }
    }
    if options.is_empty() { "sort".to_owned() } else { format!("sort -{options}") }
}

fn counter(count: Count, platform: Platform) -> String {
    match count {
        Count::Lines => "wc -l",
        Count::Words => "wc -w",
        Count::Characters => "wc -m",
        Count::Bytes => "wc -c",
        Count::Longest if platform == Platform::Linux => "wc -L",
        Count::Longest => "awk 'length > n { n = length } END { print n }'",
    }
    .to_owned()
}

/// The expression for `grep -v`, where that is the plain way to leave lines out.
fn excluded(lines: &Lines) -> Option<String> {
    match lines {
        Lines::Empty => Some("'^$'".to_owned()),
        Lines::Blank => Some("'^[[:space:]]*$'".to_owned()),
        Lines::Comments(sign) => Some(format!("'^[[:space:]]*{sign}'")),
        Lines::Has(it) if !it.not && !it.ignore_case && !it.word => {
            Some(text::script(&pattern(it, '\0', Platform::Posix)?))
        }
        _ => None,
    }
}

fn keep(lines: &Lines, frame: &Frame) -> Option<Stage> {
    Some(run(match lines {
        Lines::Range(1, Some(to)) => format!("head -n {to}"),
        Lines::Range(from, None) => format!("tail -n +{from}"),
        Lines::Range(from, Some(to)) => format!("sed -n {from},{to}p"),
        Lines::One(1) => "head -n 1".to_owned(),
        Lines::One(at) => format!("sed -n {at}p"),
        Lines::Two(all) => {
            format!("sed -n {}", text::script(&all.iter().map(|it| format!("{it}p")).collect::<Vec<_>>().join(";")))
        }
        Lines::Last(count) => format!("tail -n {count}"),
        Lines::Ends => "sed -n '1p;$p'".to_owned(),
        Lines::Every(step, start) if step == start => format!("awk 'NR % {step} == 0'"),
        Lines::Every(step, start) if start < step => format!("awk 'NR % {step} == {start}'"),
        Lines::Every(step, start) => format!("awk 'NR >= {start} && (NR - {start}) % {step} == 0'"),
        Lines::Empty => "grep '^$'".to_owned(),
        Lines::Blank => "grep '^[[:space:]]*$'".to_owned(),
        Lines::Comments(sign) => format!("grep '^[[:space:]]*{sign}'"),
        Lines::Has(it) => grep(it)?,
        Lines::Shape(it) => grep_shape(it),
        Lines::Longer(than) => format!("awk 'length > {than}'"),
        Lines::Shorter(than) => format!("awk 'length < {than}'"),
        Lines::Between { from, to, inclusive: false } => {
            let (from, to) = (between(from), between(to));
            format!("sed -n {}", text::script(&format!("/{from}/,/{to}/{{//!p;}}")))
        }
        Lines::Until { text: wanted, inclusive: true } => {
            format!("sed {}", text::script(&format!("/{}/q", between(wanted))))
        }
        Lines::Until { text: wanted, inclusive: false } => {
            format!("sed {}", text::script(&format!("/{}/,$d", between(wanted))))
        }
        Lines::From { text: wanted, inclusive: false } => {
            format!("sed {}", text::script(&format!("1,/{}/d", between(wanted))))
        }
        Lines::Between { .. } | Lines::From { .. } => {
            let address = address(lines, frame.platform)?;
            format!("sed -n {}", text::script(&format!("{address}p")))
        }
    }))
}

fn drop(lines: &Lines, frame: &Frame) -> Option<Stage> {
    Some(run(match lines {
        Lines::One(1) => "tail -n +2".to_owned(),
        Lines::Range(1, Some(to)) => format!("tail -n +{}", to.checked_add(1)?),
        Lines::Last(1) => "sed '$d'".to_owned(),
        Lines::Ends => "sed '1d;$d'".to_owned(),
        Lines::Last(count) => {
            (frame.platform == Platform::Linux || frame.platform == Platform::Busybox).then_some(())?;
            format!("head -n -{count}")
        }
        Lines::Has(it) => grep(&Has { not: !it.not, ..it.clone() })?,
        Lines::Shape(it) => grep_shape(&Shape { not: !it.not, ..it.clone() }),
        Lines::Every(step, start) if start <= step => {
            let rest = if start == step { 0 } else { *start };
            format!("awk 'NR % {step} != {rest}'")
        }
        Lines::Between { from, to, inclusive: false } => {
            format!("sed {}", text::script(&format!("/{}/,/{}/{{//!d;}}", between(from), between(to))))
        }
        _ => format!("sed {}", text::script(&format!("{}d", address(lines, frame.platform)?))),
    }))
}

/// A marker as an expression between slashes.
fn between(text: &str) -> String {
    text::regex(text, '/')
}

/// A search for what a pattern fits.
fn grep_shape(it: &Shape) -> String {
    let not = if it.not { "v" } else { "" };
    let options = format!("{not}{}", it.options);
    let options = if options.is_empty() { options } else { format!("-{options} ") };
    format!("grep {options}{}", text::script(&it.regex))
}

/// A search for a text.
pub(super) fn grep(has: &Has) -> Option<String> {
    let mut options = String::new();
    if has.not {
        options.push('v');
    }
    if has.ignore_case {
        options.push('i');
    }
    if has.word {
        options.push('w');
    }
    let special = has.text.contains(['.', '*', '[', '\\', '^', '$']);
    let plain = match has.place {
        Place::Anywhere => true,
        Place::Whole => {
            options.push('x');
            true
        }
        _ => false,
    };
    if plain && special {
        options.push('F');
    }
    let options = if options.is_empty() { String::new() } else { format!("-{options} ") };
    let dash = if has.text.starts_with('-') && plain { "-e " } else { "" };
    let wanted = if plain { shell::quote(&has.text) } else { text::script(&pattern(has, '\0', Platform::Posix)?) };
    (!has.text.is_empty() && !has.text.contains('\n')).then(|| format!("grep {options}{dash}{wanted}"))
}

/// The expression for lines with a text.
pub(crate) fn pattern(has: &Has, delimiter: char, platform: Platform) -> Option<String> {
    if has.text.is_empty() || has.text.contains(['\n', '\t']) {
        return None;
    }
    let text = text::regex(&has.text, delimiter);
    let text = if has.word { whole_word(&text, platform)? } else { text };
    Some(match has.place {
        Place::Anywhere => text,
        Place::Start => format!("^{text}"),
        Place::End => format!("{text}$"),
        Place::Whole => format!("^{text}$"),
        Place::Head => match platform {
            Platform::Linux | Platform::Busybox => format!("^[[:space:]]*{text}\\b"),
            _ => return None,
        },
    })
}

fn whole_word(text: &str, platform: Platform) -> Option<String> {
    let is_word = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    if !is_word(text.chars().next()) || !is_word(text.chars().next_back()) {
        return None;
    }
    match platform {
        Platform::Linux | Platform::Busybox => Some(format!("\\b{text}\\b")),
        Platform::MacOs => Some(format!("[[:<:]]{text}[[:>:]]")),
        Platform::Posix => None,
    }
}

/// Lines as an address of `sed`.
pub(crate) fn address(lines: &Lines, platform: Platform) -> Option<String> {
    Some(match lines {
        Lines::Empty => "/^$/".to_owned(),
        Lines::Blank => "/^[[:space:]]*$/".to_owned(),
        Lines::Comments(sign) => format!("/^[[:space:]]*{}/", sign.replace('/', "\\/")),
        Lines::Has(it) => {
            let flag = if it.ignore_case { "I" } else { "" };
            (platform != Platform::Posix || flag.is_empty()).then_some(())?;
            let not = if it.not { "!" } else { "" };
            format!("/{}/{flag}{not}", pattern(it, '/', platform)?)
        }
        Lines::One(at) => at.to_string(),
        Lines::Two(_) | Lines::Ends | Lines::Shape(_) => return None,
        Lines::Range(from, Some(to)) => format!("{from},{to}"),
        Lines::Range(from, None) => format!("{from},$"),
        Lines::Last(1) => "$".to_owned(),
        Lines::Last(_) => return None,
        Lines::Every(step, start) => {
            (platform == Platform::Linux).then_some(())?;
            format!("{start}~{step}")
        }
        Lines::Between { from, to, inclusive: true } => format!("/{}/,/{}/", between(from), between(to)),
        Lines::From { text, inclusive: true } => format!("/{}/,$", between(text)),
        Lines::Until { text, inclusive: true } => format!("1,/{}/", between(text)),
        Lines::Between { .. } | Lines::From { .. } | Lines::Until { .. } => return None,
        Lines::Longer(than) => format!("/.\\{{{}\\}}/", than.checked_add(1)?),
        Lines::Shorter(than) => format!("/^.\\{{0,{}\\}}$/", than.checked_sub(1)?),
    })
}

/// A replacement as a command of `sed`.
pub(crate) fn substitute(it: &Replace, platform: Platform) -> Option<String> {
    if it.from.is_empty() || it.from.contains('\n') {
        return None;
    }
    let bare = !matches!(platform, Platform::Linux | Platform::Busybox);
    if bare && (it.from.contains('\t') || it.to.contains(['\t', '\n'])) || platform == Platform::Posix && it.ignore_case
    {
        return None;
    }
    let sign = text::delimiter(&[&it.from, &it.to]);
    let from = text::regex(&it.from, sign);
    let from = if it.word { whole_word(&from, platform)? } else { from };
    let from = match it.place {
        Place::Start => format!("^{from}"),
        Place::End => format!("{from}$"),
        _ => from,
    };
    let to = text::replacement(&it.to, sign);
    let fold = if it.ignore_case { "I" } else { "" };
    let all = match it.times {
        Times::All if it.place == Place::Anywhere => "g".to_owned(),
        Times::Nth(n) => n.to_string(),
        _ => String::new(),
    };
    let on = match &it.on {
        Some(lines) => address(lines, platform)?,
        None => String::new(),
    };
    if it.times == Times::Once {
        (platform == Platform::Linux && on.is_empty()).then_some(())?;
        let wanted = text::regex(&it.from, '/');
        let wanted = if it.word { whole_word(&wanted, platform)? } else { wanted };
        return Some(format!("0,/{wanted}/{fold}s/{wanted}/{}/{fold}", text::replacement(&it.to, '/')));
    }
    Some(format!("{on}s{sign}{from}{sign}{to}{sign}{all}{fold}"))
}
