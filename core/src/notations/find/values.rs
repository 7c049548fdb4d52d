//! The values of `find`'s tests in words: `+7` of `-mtime`, `-2M` of `-size`.

use crate::listed::listed;
use crate::notations::{modes, quoted};

/// What other systems make of days; GNU's `find` and POSIX drop what is left over.
const ELSEWHERE: &str = " (BSD and macOS round up to whole days)";

/// What the value of a test says about a file.
pub(in crate::notations) fn value(test: &str, text: &str) -> Option<String> {
    if let Some((what, unit)) = age_test(test) {
        let what = match what {
            'm' => "its contents changed",
            'a' => "it was last read",
            _ => "its attributes changed",
        };
        let compared = Compared::read(text)?;
        let ago = ago(compared, unit)?;
        return Some(match (compared, unit) {
            (Compared::More(n), "day") => {
                format!("{what} more than {} ago, counted in whole days: {ago}{ELSEWHERE}", counted(n, "day"))
            }
            (Compared::Exactly(n), "day") if n > 0 => {
                format!("{what} {} ago, counted in whole days: {ago}{ELSEWHERE}", counted(n, unit))
            }
            (_, "day") => format!("{what} {ago}{ELSEWHERE}"),
            _ => format!("{what} {ago}"),
        });
    }
    Some(match test {
        "size" => {
            let (compared, unit) = size(text)?;
            let said = sized(compared, unit)?;
            match (compared, unit) {
                (_, Unit { bytes: 1, .. }) => said,
                (Compared::More(_), unit) => {
                    format!("{said}; one byte more is enough, since sizes are rounded up to whole {}", unit.many)
                }
                (_, unit) => format!("{said}, since GNU's `find` rounds sizes up to whole {}", unit.many),
            }
        }
        "type" | "xtype" => listed(&types(text)?, "or"),
        "perm" => modes::searched(text)?,
        "maxdepth" => match number(text)? {
            0 => "looks at the start alone".to_owned(),
            1 => "looks at the start and at what lies directly in it".to_owned(),
            n => format!("goes at most {} down from the start", counted(n, "level")),
        },
        "mindepth" => match number(text)? {
            0 => "looks at the start too".to_owned(),
            1 => "leaves out the start itself".to_owned(),
            n => format!("leaves out the start and what is less than {} down", counted(n, "level")),
        },
        "links" => match Compared::read(text)? {
            Compared::More(n) => format!("more than {}", counted(n, "name")),
            Compared::Less(n) => format!("less than {}", counted(n, "name")),
            Compared::Exactly(n) => format!("exactly {}", counted(n, "name")),
        },
        "newermt" if is_day(text) => {
            format!("its contents changed after 00:00 of {}, by the local clock", quoted(text))
        }
        _ => return None,
    })
}

/// A number as `find` compares it: `+7`, `-7`, `7`.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Compared {
    More(u64),
    Less(u64),
    Exactly(u64),
}

impl Compared {
    pub(super) fn read(text: &str) -> Option<Self> {
        match text.as_bytes().first()? {
            b'+' => Some(Self::More(number(&text[1..])?)),
            b'-' => Some(Self::Less(number(&text[1..])?)),
            _ => Some(Self::Exactly(number(text)?)),
        }
    }
}

pub(super) fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|_| text.len() <= 9 && text.bytes().all(|it| it.is_ascii_digit()))
}

/// Which time a test asks for, and in what unit.
pub(super) fn age_test(name: &str) -> Option<(char, &'static str)> {
    Some(match name {
        "mtime" => ('m', "day"),
        "atime" => ('a', "day"),
        "ctime" => ('c', "day"),
        "mmin" => ('m', "minute"),
        "amin" => ('a', "minute"),
        "cmin" => ('c', "minute"),
        _ => return None,
    })
}

/// Days are counted in whole ones, what is left over being dropped; minutes are not.
fn ago(compared: Compared, unit: &str) -> Option<String> {
    Some(match (compared, unit) {
        (Compared::More(n), "day") => format!("at least {} ago", counted(n + 1, unit)),
        (Compared::More(n), _) => format!("more than {} ago", counted(n, unit)),
        (Compared::Less(0), _) => return None,
        (Compared::Less(n), _) => format!("less than {} ago", counted(n, unit)),
        (Compared::Exactly(0), "day") => "less than 1 day ago".to_owned(),
        (Compared::Exactly(n), "day") => format!("at least {n} and less than {} ago", counted(n + 1, unit)),
        (Compared::Exactly(0), _) => return None,
        (Compared::Exactly(n), _) => format!("between {} and {} ago", n - 1, counted(n, unit)),
    })
}

/// The same for a sentence that holds wherever `find` counts whole days, in whatever direction it rounds.
pub(super) fn whole_ago(compared: Compared, unit: &str) -> Option<String> {
    match (compared, unit) {
        (Compared::More(n), "day") => Some(format!("more than {} ago", counted(n, "whole day"))),
        (Compared::Exactly(n), "day") if n > 0 => Some(format!("{} ago", counted(n, "whole day"))),
        _ => ago(compared, unit),
    }
}

pub(super) fn not_ago(compared: Compared, unit: &str) -> Option<String> {
    Some(match (compared, unit) {
        (Compared::More(n), "day") => format!("at most {} ago", counted(n, "whole day")),
        (Compared::More(n), _) => format!("at most {} ago", counted(n, unit)),
        (Compared::Less(n), _) => format!("at least {} ago", counted(n, unit)),
        (Compared::Exactly(0), "day") => "at least 1 day ago".to_owned(),
        (Compared::Exactly(_), _) => return None,
    })
}

fn counted(n: u64, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A unit of `-size`.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    one: &'static str,
    many: &'static str,
    pub(super) bytes: u64,
}

pub(super) fn size(text: &str) -> Option<(Compared, Unit)> {
    let unit = |one, many, bytes| Unit { one, many, bytes };
    let block = unit("block of 512 bytes", "blocks of 512 bytes", 512);
    let (number, unit) = match text.chars().last()? {
        'c' => (text.strip_suffix('c')?, unit("byte", "bytes", 1)),
        'w' => (text.strip_suffix('w')?, unit("word of 2 bytes", "words of 2 bytes", 2)),
        'b' => (text.strip_suffix('b')?, block),
        'k' => (text.strip_suffix('k')?, unit("KiB", "KiB", 1 << 10)),
        'M' => (text.strip_suffix('M')?, unit("MiB", "MiB", 1 << 20)),
        'G' => (text.strip_suffix('G')?, unit("GiB", "GiB", 1 << 30)),
        _ => (text, block),
    };
    Some((Compared::read(number)?, unit))
}

/// What a size means in bytes: it is rounded up to whole units before it is compared.
pub(super) fn sized(compared: Compared, unit: Unit) -> Option<String> {
    let of = |n: u64| format!("{n} {}", if n == 1 { unit.one } else { unit.many });
    Some(match compared {
        Compared::More(0) => "not empty".to_owned(),
        Compared::More(n) => format!("larger than {}", of(n)),
        Compared::Less(0) => return None,
        Compared::Less(n) if unit.bytes == 1 => format!("smaller than {}", of(n)),
        Compared::Less(1) => "empty".to_owned(),
        Compared::Less(n) => format!("at most {} large", of(n - 1)),
        Compared::Exactly(0) => "empty".to_owned(),
        Compared::Exactly(n) if unit.bytes == 1 => format!("exactly {} large", of(n)),
        Compared::Exactly(1) => format!("not empty and at most {} large", of(1)),
        Compared::Exactly(n) => format!("larger than {} and at most {}", n - 1, of(n)),
    })
}

pub(super) fn types(text: &str) -> Option<Vec<String>> {
    if text.len() > 16 {
        return None;
    }
    let name = |it: &str| {
        Some(match it {
            "f" => "files",
            "d" => "folders",
            "l" => "links",
            "p" => "pipes",
            "s" => "sockets",
            "b" => "block devices",
            "c" => "character devices",
            _ => return None,
        })
    };
    text.split(',').map(|it| name(it).map(str::to_owned)).collect()
}

/// Whether a text is a day such as `2026-03-05`.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, it)| if at == 4 || at == 7 { it == b'-' } else { it.is_ascii_digit() })
}
