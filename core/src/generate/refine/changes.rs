//! Words that speak of the command itself rather than of what it is about: "as root", "in the background", "verbosely".

mod sayings;

use sayings::{BACKGROUND, ENDS, FLAGS, LEADS, RECURSE, REHEARSE, ROOT, SURVIVES};

/// A change of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change<'w> {
    /// As another user; `None` is the superuser.
    AsUser(Option<&'w str>),
    /// In the background; `true` where it goes on behind the session.
    Background(bool),
    /// Only shows what it would do.
    Rehearse,
    /// A flag by any of these long names, as its program's facts call it.
    Flag(&'static [&'static str]),
    /// Goes into folders.
    Recurse,
    /// Another program, and the one that it stands for where that was said.
    Program(&'w str, Option<&'w str>),
    /// Into a file.
    Save { path: &'w str, append: bool, also: bool },
    /// In another form of output: `csv`, `json`.
    Form(&'w str),
    /// How many lines it prints.
    Count,
    /// The first lines of what it prints.
    First(u32),
    /// The last lines of what it prints.
    Last(u32),
    /// Under another program that takes a command: `time`, `nice`, `timeout 10`.
    Under(&'static str, Option<u32>),
}

impl Change<'_> {
    /// Whether the command itself is changed, where that can be done, before wish and words are read together.
    pub(super) fn comes_first(&self) -> bool {
        self.is_certain() || matches!(self, Self::Save { .. } | Self::First(_) | Self::Last(_))
    }

    /// Whether words that say this can mean nothing about the wish.
    pub(super) fn is_certain(&self) -> bool {
        matches!(
            self,
            Self::AsUser(_)
                | Self::Background(_)
                | Self::Rehearse
                | Self::Program(..)
                | Self::Form(_)
                | Self::Under(..)
        ) || matches!(self, Self::Flag(names) if CERTAIN.iter().any(|it| names.contains(it)))
    }
}

/// Flags of which no wish about files speaks.
const CERTAIN: [&str; 6] = ["verbose", "quiet", "interactive", "force", "no-clobber", "preserve"];

/// What words say of a command itself.
pub(super) fn read(words: &str) -> Option<Change<'_>> {
    let body = plain(words);
    let lower = body.to_lowercase();
    let is = |list: &str| has(list, &lower);
    if is(ROOT) {
        return Some(Change::AsUser(None));
    }
    if is(BACKGROUND) || is(SURVIVES) {
        return Some(Change::Background(is(SURVIVES)));
    }
    if is(REHEARSE) {
        return Some(Change::Rehearse);
    }
    if is(RECURSE) {
        return Some(Change::Recurse);
    }
    if let Some((_, names)) = FLAGS.iter().find(|it| has(it.0, &lower)) {
        return Some(Change::Flag(names));
    }
    match lower.as_str() {
        "count them" | "count" | "how many" | "how many are there" | "how many are they" | "only the number"
        | "the number of them" | "only count them" | "count the lines" | "the count" | "only the count" => {
            return Some(Change::Count);
        }
        "time it"
        | "timed"
        | "measure the time"
        | "measure how long it takes"
        | "with timing"
        | "how long does it take" => {
            return Some(Change::Under("time", None));
        }
        "with low priority" | "at low priority" | "nicely" | "with nice" | "nice" | "with the lowest priority" => {
            return Some(Change::Under("nice", None));
        }
        _ => {}
    }
    as_user(body)
        .or_else(|| timed_out(&lower))
        .or_else(|| few(&lower))
        .or_else(|| saved(body))
        .or_else(|| formed(body))
        .or_else(|| program(body))
}

/// Whether one of several sayings, with `|` between, is this one.
fn has(list: &str, words: &str) -> bool {
    list.split('|').any(|it| it == words)
}

/// The words without what leads in or only closes.
fn plain(words: &str) -> &str {
    let mut body = words.trim();
    loop {
        let before = body.len();
        body = body.trim_end_matches(['.', '!', '?', ',', ';', ' ']);
        for lead in LEADS.split('|') {
            if let Some(rest) = start(body, lead) {
                body = rest;
            }
        }
        for end in ENDS.split('|') {
            let at = body.len().saturating_sub(end.len());
            if body.get(at..).is_some_and(|it| it.eq_ignore_ascii_case(end)) && body[..at].ends_with([' ', ',']) {
                body = body[..at].trim_end_matches([' ', ',']);
            }
        }
        if body.len() == before {
            return body;
        }
    }
}

/// What stands behind some first words.
fn start<'w>(text: &'w str, words: &str) -> Option<&'w str> {
    let head = text.get(..words.len())?;
    let rest = &text[words.len()..];
    (head.eq_ignore_ascii_case(words) && rest.starts_with([' ', ','])).then(|| rest.trim_start_matches([' ', ',']))
}

/// "as user bob", "as postgres".
fn as_user(words: &str) -> Option<Change<'_>> {
    const ACCOUNTS: [&str; 12] = [
        "postgres", "www-data", "nobody", "mysql", "nginx", "apache", "git", "jenkins", "redis", "mongodb", "deploy",
        "httpd",
    ];
    let name = start(words, "as")?;
    let (named, name) = match start(name, "the user").or_else(|| start(name, "user")) {
        Some(name) => (true, name),
        None => (false, start(name, "the").and_then(|it| it.strip_suffix(" user")).unwrap_or(name)),
    };
    let is_name = name.starts_with(|it: char| it.is_ascii_lowercase() || it == '_')
        && name.len() <= 32
        && name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, b'_' | b'-'));
    (is_name && (named || ACCOUNTS.contains(&name) || words.ends_with(" user"))).then_some(Change::AsUser(Some(name)))
}

/// "with a timeout of 10 seconds".
fn timed_out(words: &str) -> Option<Change<'static>> {
    let rest = [
        "with a timeout of",
        "with timeout",
        "with a timeout",
        "for at most",
        "stop after",
        "stop it after",
        "at most",
        "kill it after",
        "give up after",
    ]
    .iter()
    .find_map(|it| start(words, it))?;
    let mut rest = rest.split(' ');
    let number = number(rest.next()?)?;
    let unit = match rest.next().unwrap_or("seconds") {
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3600,
        _ => return None,
    };
    rest.next().is_none().then_some(Change::Under("timeout", number.checked_mul(unit)))
}

/// "only the first 10", "the last 5 lines".
fn few(words: &str) -> Option<Change<'static>> {
    let body = ["show", "only", "list", "me", "the"].iter().fold(words, |it, lead| start(it, lead).unwrap_or(it));
    let body = ["only"].iter().fold(body, |it, end| it.strip_suffix(end).unwrap_or(it).trim_end());
    let mut rest = body.split(' ');
    let which = rest.next()?;
    let number = number(rest.next()?)?;
    let noun = rest
        .next()
        .is_none_or(|it| matches!(it, "lines" | "results" | "ones" | "entries" | "of" | "rows" | "hits" | "matches"));
    let of_them = rest.next().is_none_or(|it| it == "them") && rest.next().is_none();
    if !noun || !of_them || number == 0 {
        return None;
    }
    match which {
        "first" | "top" => Some(Change::First(number)),
        "last" => Some(Change::Last(number)),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = WORDS.iter().position(|it| *it == word).and_then(|it| u32::try_from(it).ok());
    named.or_else(|| word.parse().ok()).filter(|it| *it <= 1_000_000)
}

/// "save it to out.txt", "append the result to log.txt".
fn saved(words: &str) -> Option<Change<'_>> {
    let (body, also) =
        match ["and show it", "and also show it", "and show them", "and print it", "but also show it", "but show it"]
            .iter()
            .find_map(|it| words.strip_suffix(it))
        {
            Some(body) => (body.trim_end_matches([' ', ',']), true),
            None => (words, false),
        };
    let (verb, rest) = body.split_once(' ')?;
    let append = matches!(verb, "append" | "add");
    if !append && !has("save|write|store|put|redirect|dump|log|send", verb) {
        return None;
    }
    let (what, path) = split_target(rest)?;
    let what = start(what, "the").unwrap_or(what).trim();
    let path = ["the file", "a file called", "a file named", "file", "a file"]
        .iter()
        .fold(path, |it, lead| start(it, lead).unwrap_or(it));
    let known = "|it|them|that|this|all|everything|all of it|result|results|output|list|its output|their names|names";
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_path = !path.contains(char::is_whitespace) && name.trim_matches('.').contains('.');
    (has(known, what) && is_path).then_some(Change::Save { path, append, also })
}

fn split_target(text: &str) -> Option<(&str, &str)> {
    let padded = [" to ", " into ", " in ", " as "];
    let heads = ["to ", "into ", "in ", "as "];
    heads
        .iter()
        .find_map(|it| text.strip_prefix(it))
        .map(|it| ("", it))
        .or_else(|| padded.iter().find_map(|it| text.split_once(it)))
}

/// "as csv", "in JSON format".
fn formed(words: &str) -> Option<Change<'_>> {
    let body = start(words, "as").or_else(|| start(words, "in"))?;
    let body = ["a", "an", "valid"].iter().fold(body, |it, lead| start(it, lead).unwrap_or(it));
    let body = [" format", " form", " output", " list"].iter().find_map(|it| body.strip_suffix(it)).unwrap_or(body);
    let is_form = ["csv", "json", "yaml", "xml", "html", "tsv", "markdown", "wide", "table", "toml"]
        .iter()
        .any(|it| body.eq_ignore_ascii_case(it));
    is_form.then_some(Change::Form(body))
}

/// "use fd instead", "with rg instead of grep".
fn program(words: &str) -> Option<Change<'_>> {
    let lower = words.to_lowercase();
    let (new, old) = match lower.find(" instead of ").or_else(|| lower.find(" rather than ")) {
        Some(at) => {
            let behind = &words[at + 1..];
            (&words[..at], behind.splitn(3, ' ').nth(2))
        }
        None => (words, None),
    };
    let led = ["use", "using", "with", "via", "by", "through"].iter().find_map(|it| start(new, it));
    let new = led.unwrap_or(new);
    let new = start(new, "the").unwrap_or(new);
    let is_name = |it: &str| {
        !it.is_empty()
            && it.len() <= 24
            && it.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, b'-' | b'_'))
    };
    let old = old.filter(|it| is_name(it));
    let is_program = super::programs::is_program(new) && is_name(new);
    (is_program && (led.is_some() || old.is_some())).then_some(Change::Program(new, old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_the_command_are_told_from_words_about_the_wish() {
        for (words, change) in [
            ("as root", Change::AsUser(None)),
            ("Run it as root, please.", Change::AsUser(None)),
            ("as user bob", Change::AsUser(Some("bob"))),
            ("as postgres", Change::AsUser(Some("postgres"))),
            ("dry run first", Change::Rehearse),
            ("in the background", Change::Background(false)),
            ("use rg instead", Change::Program("rg", None)),
            ("rg instead of grep", Change::Program("rg", Some("grep"))),
            ("with a timeout of 2 minutes", Change::Under("timeout", Some(120))),
            ("only the first ten", Change::First(10)),
            ("save it to out.txt", Change::Save { path: "out.txt", append: false, also: false }),
            ("append the output to a.log", Change::Save { path: "a.log", append: true, also: false }),
            ("as csv", Change::Form("csv")),
            ("verbosely", Change::Flag(&["verbose"])),
        ] {
            assert_eq!(read(words), Some(change), "{words}");
        }
        for words in [
            "",
            "as",
            "as a table of contents",
            "only python files",
            "in src",
            "use the modified date",
            "to the moon",
            "first",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
