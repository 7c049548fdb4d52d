//! A set of files, by place and condition: what most families act on, rendered as `find`.

use super::Setting;
use crate::Platform;
use crate::files::wish::{Age, Condition, Kind, Stamp, Test, When, Wish};
use crate::shell::{path, quote};

/// Which files.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Selection {
    pub(crate) places: Vec<String>,
    pub(crate) kind: Option<Kind>,
    /// All of these groups hold, each by any of its conditions.
    pub(crate) groups: Vec<Vec<Condition>>,
    pub(crate) excluded: Vec<String>,
    pub(crate) depth: Option<u32>,
    pub(crate) depth_least: Option<u32>,
    pub(crate) ignore_case: bool,
}

impl Selection {
    /// The set that a wish describes; `None` where a literal has no place in it.
    pub(crate) fn of(wish: &Wish) -> Option<Self> {
        let mut places = wish.places.clone();
        let mut names = Vec::new();
        for object in &wish.objects {
            let file = crate::literals::names_file(object);
            if object.contains('/') && !file || object == "." || object == ".." || object.starts_with('~') {
                places.push(object.clone());
            } else if object.contains('/') {
                return None;
            } else {
                names.push(object.clone());
            }
        }
        if places.len() > 1 {
            places.dedup();
        }
        let mut groups: Vec<Vec<Condition>> = Vec::new();
        let mut whole: Option<usize> = None;
        let own =
            (!names.is_empty()).then_some(Condition { test: Test::Name(names, false), negated: false, or: false });
        for condition in wish.conditions.iter().cloned().chain(own) {
            if let Test::Name(patterns, varied) = &condition.test
                && !condition.negated
                && !condition.or
                && patterns.iter().all(|it| is_whole(it))
            {
                // "jpg files and png files" is either of them.
                if let Some(at) = whole
                    && let Some(Test::Name(all, any)) = groups[at].first_mut().map(|it| &mut it.test)
                {
                    // "PDF files (extension .pdf)" says how it is written.
                    if patterns.iter().all(|it| all.contains(it)) {
                        *any &= varied;
                        continue;
                    }
                    all.extend(patterns.iter().filter(|it| !all.contains(it)).cloned().collect::<Vec<_>>());
                    *any |= varied;
                    continue;
                }
                whole = Some(groups.len());
            }
            if condition.or
                && let Some(last) = groups.last_mut()
            {
                last.push(condition);
            } else {
                groups.push(vec![condition]);
            }
        }
        // "photos named DSC_*.jpg": a name with its extension says more than the kind.
        let exact = |it: &Vec<Condition>| {
            it.iter().any(
                |it| matches!(&it.test, Test::Name(all, false) if !it.negated && all.iter().all(|it| it.contains('.'))),
            )
        };
        if groups.iter().any(exact) {
            groups.retain(|it| !it.iter().all(|it| matches!(it.test, Test::Name(_, true)) && !it.negated));
        }
        let positive = |it: &Condition| if it.negated { None } else { Some(it.test.clone()) };
        let kept: Vec<Test> = groups.iter().flatten().filter_map(positive).collect();
        if groups.iter().flatten().any(|it| it.negated && kept.contains(&it.test)) {
            return None;
        }
        let extension = |it: &Condition| matches!(&it.test, Test::Name(all, _) if !it.negated && all.iter().any(|it| it.starts_with("*.")));
        if wish.kind == Some(Kind::Folder) && groups.iter().flatten().any(extension) {
            return None;
        }
        Some(Self {
            places,
            kind: wish.kind,
            groups,
            excluded: wish.excluded.clone(),
            depth: wish.depth,
            depth_least: wish.depth_least,
            ignore_case: wish.ignore_case,
        })
    }

    /// Whether nothing restricts it.
    pub(crate) fn is_everything(&self) -> bool {
        self.groups.is_empty() && self.excluded.is_empty()
    }

    /// Whether it looks at places where a slip would hurt.
    pub(crate) fn is_risky(&self) -> bool {
        let broad = |it: &String| {
            matches!(it.as_str(), "." | ".." | "~" | "/") || it.starts_with('/') && it.matches('/').count() < 3
        };
        let root = self.places.iter().any(|it| it == "/" || it.chars().all(|it| "/.".contains(it)) && it.contains('/'));
        root || self.is_everything() && (self.places.is_empty() || self.places.iter().any(broad))
    }

    /// Whether it has a condition that only files meet.
    fn tells_files(&self) -> bool {
        self.groups.iter().flatten().any(|it| match &it.test {
            Test::Size(..) | Test::Age(_) => true,
            Test::Allows("u=x" | "a=x") => !it.negated,
            Test::Name(patterns, _) => {
                !it.negated && patterns.iter().all(|it| is_whole(it) && it.contains('.') && !it.starts_with('.'))
            }
            _ => false,
        })
    }

    /// The `find` command up to its last test.
    pub(crate) fn render(&self, setting: Setting, files: bool) -> Option<String> {
        let mut words = vec!["find".to_owned()];
        if self.places.is_empty() {
            words.push(".".to_owned());
        }
        words.extend(self.places.iter().map(|it| path(it)));
        if let Some(least) = self.depth_least {
            words.push(format!("-mindepth {least}"));
            words.extend(self.depth.map(|it| format!("-maxdepth {it}")));
        } else if let Some(depth) = self.depth {
            let sure = matches!(self.kind, Some(Kind::File | Kind::BrokenLink | Kind::Link));
            if !sure {
                words.push("-mindepth 1".to_owned());
            }
            words.push(format!("-maxdepth {depth}"));
        } else if matches!(self.kind, Some(Kind::Folder | Kind::Any) | None) && self.groups.is_empty() {
            words.push("-mindepth 1".to_owned());
        }
        if self.groups.iter().flatten().any(|it| matches!(it.test, Test::Regex(_))) {
            if setting.platform != Platform::Linux {
                return None;
            }
            words.push("-regextype posix-extended".to_owned());
        }
        if setting.platform == Platform::Linux && self.uses_day() {
            words.push("-daystart".to_owned());
        }
        let kind = match self.kind {
            None if files || self.tells_files() => Some(Kind::File),
            other => other,
        };
        match (kind, setting.platform) {
            (Some(Kind::File), _) => words.push("-type f".to_owned()),
            (Some(Kind::Folder), _) => words.push("-type d".to_owned()),
            (Some(Kind::Link), _) => words.push("-type l".to_owned()),
            (Some(Kind::BrokenLink), Platform::Linux) => words.push("-xtype l".to_owned()),
            (Some(Kind::BrokenLink), _) => words.push(r"-type l ! -exec test -e {} \;".to_owned()),
            (Some(Kind::Any) | None, _) => {}
        }
        for group in &self.groups {
            let mut tests = Vec::new();
            for condition in group {
                tests.push(self.test(condition, setting, group.len() > 1)?);
            }
            words.push(if tests.len() > 1 { format!(r"\( {} \)", tests.join(" -o ")) } else { tests.remove(0) });
        }
        for name in &self.excluded {
            let name = name.strip_prefix("./").unwrap_or(name);
            words.push(format!("! -path {}", quote(&format!("*/{name}/*"))));
            if kind != Some(Kind::File) {
                words.push(format!("! -name {}", quote(name)));
            }
        }
        Some(words.join(" "))
    }

    /// What makes `find` print where a test runs a program.
    pub(crate) fn print(&self, setting: Setting) -> &'static str {
        let runs = self.kind == Some(Kind::BrokenLink) && setting.platform != Platform::Linux
            || self.groups.iter().flatten().any(|it| matches!(it.test, Test::LeadsTo(_) | Test::Lacks(_)));
        if runs { " -print" } else { "" }
    }

    fn uses_day(&self) -> bool {
        let by_day = |it: &Test| matches!(it, Test::Age(Age { when: When::Today | When::Yesterday, .. }));
        self.groups.iter().flatten().any(|it| by_day(&it.test))
    }

    fn test(&self, condition: &Condition, setting: Setting, nested: bool) -> Option<String> {
        let bytes_only = setting.platform == Platform::Busybox;
        let mut several = false;
        let text = match &condition.test {
            Test::Name(patterns, varied) => {
                let flag = if self.ignore_case || *varied { "-iname" } else { "-name" };
                let tests: Vec<String> = patterns.iter().map(|it| format!("{flag} {}", quote(it))).collect();
                several = tests.len() > 1;
                tests.join(" -o ")
            }
            Test::Size(Some(least), Some(most)) if least == most => format!("-size {least}c"),
            Test::Size(least, most) => {
                let mut tests = Vec::new();
                tests.extend(least.map(|it| over(it, bytes_only)));
                tests.extend(most.map(|it| under(it, bytes_only)));
                several = false;
                if tests.len() > 1 && (condition.negated || nested) {
                    return Some(format!(r"{}\( {} \)", if condition.negated { "! " } else { "" }, tests.join(" ")));
                }
                tests.join(" ")
            }
            Test::Age(age) => return age_test(age, condition.negated, setting),
            Test::Empty => "-empty".to_owned(),
            Test::Hidden if condition.negated => "-name '.*'".to_owned(),
            Test::Hidden => "-name '.?*'".to_owned(),
            Test::Owner(user) if user == "$USER" => r#"-user "$USER""#.to_owned(),
            Test::Owner(user) => owner("-user", "-uid", user),
            Test::Group(group) => owner("-group", "-gid", group),
            Test::NoOwner => "-nouser".to_owned(),
            Test::Mode(mode) if mode.starts_with(|it: char| it.is_ascii_digit()) => format!("-perm {}", quote(mode)),
            Test::Mode(mode) => format!("-perm -{}", quote(mode.trim_start_matches('-'))),
            Test::Allows(bits) => format!("-perm -{bits}"),
            Test::AllowsAny(bits) if setting.platform == Platform::Linux => format!("-perm /{bits}"),
            Test::Regex(regex) => {
                let flag = if self.ignore_case { "-iregex" } else { "-regex" };
                format!("{flag} {}", quote(&whole_path(regex)))
            }
            Test::SameFile(file) => format!("-samefile {}", path(file)),
            Test::Lacks(name) => format!(r"! -exec test -e {{}}/{} \;", quote(name)),
            Test::TargetName(glob) => format!("-lname {}", quote(glob)),
            Test::LeadsTo(file) => format!(r"-exec test {{}} -ef {} \;", path(file)),
            Test::Fixed(text, everywhere) if *everywhere || setting.platform == Platform::Linux => (*text).to_owned(),
            Test::AllowsAny(_) | Test::Fixed(..) => return None,
        };
        let not = if condition.negated { "! " } else { "" };
        Some(if several && !(nested && not.is_empty()) {
            format!(r"{not}\( {text} \)")
        } else {
            format!("{not}{text}")
        })
    }
}

/// Whether a pattern names whole names of one kind, so that two of them can only mean either.
fn is_whole(pattern: &str) -> bool {
    !pattern.trim_start_matches("*.").contains('*') && !pattern.starts_with("*~")
}

/// An expression on a name as one on the whole path, which `find` asks for.
fn whole_path(regex: &str) -> String {
    let (start, regex) = regex.strip_prefix('^').map_or((".*/[^/]*", regex), |it| (".*/", it));
    let (regex, end) = match regex.strip_suffix('$') {
        Some(inner) if !inner.ends_with('\\') => (inner, ""),
        _ => (regex, "[^/]*"),
    };
    if regex.contains('|') { format!("{start}({regex}){end}") } else { format!("{start}{regex}{end}") }
}

fn owner(by_name: &str, by_number: &str, user: &str) -> String {
    let flag = if user.bytes().all(|it| it.is_ascii_digit()) { by_number } else { by_name };
    format!("{flag} {}", quote(user))
}

/// At least so many bytes. `+10M` is right for "more than 10 MiB", since `find` rounds sizes up.
fn over(least: u64, bytes_only: bool) -> String {
    let above = least.saturating_sub(1);
    for (unit, letter) in [(1 << 30, 'G'), (1 << 20, 'M'), (1 << 10, 'k')] {
        if above > 0 && above.is_multiple_of(unit) && (!bytes_only || letter == 'k') {
            return format!("-size +{}{letter}", above / unit);
        }
    }
    format!("-size +{above}c")
}

/// At most so many bytes. Always in bytes: `-size -1M` would mean "empty".
fn under(most: u64, _bytes_only: bool) -> String {
    format!("-size -{}c", most + 1)
}

fn age_test(age: &Age, negated: bool, setting: Setting) -> Option<String> {
    let gnu = setting.platform == Platform::Linux;
    let busybox = setting.platform == Platform::Busybox;
    let letter = if age.stamp == Stamp::Accessed { 'a' } else { 'm' };
    let newer = if age.stamp == Stamp::Accessed { "-newerat" } else { "-newermt" };
    let not = if negated { "! " } else { "" };
    if busybox && !matches!(age.when, When::Within(_) | When::Before(_) | When::Longer(_) | When::NewerThan(_)) {
        return None;
    }
    Some(match &age.when {
        When::Within(minutes) if minutes % 1440 == 0 => format!("{not}-{letter}time -{}", minutes / 1440),
        When::Within(minutes) => format!("{not}-{letter}min -{minutes}"),
        When::Before(minutes) if minutes % 1440 == 0 => format!("{not}-{letter}time +{}", minutes / 1440),
        When::Before(minutes) => format!("{not}-{letter}min +{minutes}"),
        When::Longer(minutes) => format!("{not}-{letter}min +{minutes}"),
        When::Today if gnu => format!("{not}-{letter}time 0"),
        When::Yesterday if gnu => format!("{not}-{letter}time 1"),
        When::Today => format!(r#"{not}{newer} "$(date +%F)""#),
        When::Yesterday if !negated => format!(r#"{newer} "$(date -v-1d +%F)" ! {newer} "$(date +%F)""#),
        When::ThisMonth => format!(r#"{not}{newer} "$(date +%Y-%m-01)""#),
        When::ThisYear => format!(r#"{not}{newer} "$(date +%Y-01-01)""#),
        When::SinceDay(day) if gnu => format!("{not}{newer} 'last {day}'"),
        When::Since(day) | When::Until(day) if day.starts_with('\'') && !gnu => return None,
        When::Since(day) => format!("{not}{newer} {day}"),
        When::Until(day) if negated => format!("{newer} {day}"),
        When::Until(day) => format!("! {newer} {day}"),
        When::Range(first, end) if !negated => format!("{newer} {first} ! {newer} {end}"),
        When::NewerThan(file) => format!("{not}-newer {}", path(file)),
        When::SinceDay(_) | When::Yesterday | When::Range(..) => return None,
    })
}
