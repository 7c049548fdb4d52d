//! The columns of files whose format everyone knows: access logs, `passwd`, application logs.

use super::query::{Col, Delimiter};
use super::words::Item;

/// A known format.
pub(super) struct Format {
    pub(super) kind: Kind,
    pub(super) delimiter: Delimiter,
    /// Names in the singular, and the columns.
    pub(super) columns: &'static [(&'static str, Col)],
}

/// Which format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Access,
    Passwd,
    /// Lines that begin with `Mar 10 10:00:00 host program:`.
    System,
    /// Lines that begin with `2024-03-10 10:00:00`, or with a `T` between.
    App,
}

const HOUR: Col = Col::Part("substr($4, 14, 2)");
const DAY: Col = Col::Part("substr($4, 2, 11)");
const MINUTE: Col = Col::Part("substr($4, 14, 5)");
const MONTH: Col = Col::Part("substr($4, 5, 8)");
const METHOD: Col = Col::Part("substr($6, 2)");

static ACCESS: &[(&str, Col)] = &[
    ("ip", Col::Number(1)),
    ("ip addres", Col::Number(1)),
    ("addres", Col::Number(1)),
    ("ip address", Col::Number(1)),
    ("client ip", Col::Number(1)),
    ("address", Col::Number(1)),
    ("client", Col::Number(1)),
    ("visitor", Col::Number(1)),
    ("people", Col::Number(1)),
    ("person", Col::Number(1)),
    ("attacker", Col::Number(1)),
    ("host", Col::Number(1)),
    ("client address", Col::Number(1)),
    ("remote address", Col::Number(1)),
    ("status code", Col::Number(9)),
    ("http code", Col::Number(9)),
    ("http status", Col::Number(9)),
    ("response code", Col::Number(9)),
    ("return code", Col::Number(9)),
    ("status", Col::Number(9)),
    ("statu", Col::Number(9)),
    ("statuse", Col::Number(9)),
    ("code", Col::Number(9)),
    ("url", Col::Number(7)),
    ("uri", Col::Number(7)),
    ("path", Col::Number(7)),
    ("page", Col::Number(7)),
    ("endpoint", Col::Number(7)),
    ("resource", Col::Number(7)),
    ("route", Col::Number(7)),
    ("requested path", Col::Number(7)),
    ("byte", Col::Number(10)),
    ("traffic", Col::Number(10)),
    ("response size", Col::Number(10)),
    ("method", METHOD),
    ("http method", METHOD),
    ("request method", METHOD),
    ("verb", METHOD),
    ("user agent", Col::Part("AGENT")),
    ("agent", Col::Part("AGENT")),
    ("browser", Col::Part("AGENT")),
    ("referer", Col::Part("REFERER")),
    ("referrer", Col::Part("REFERER")),
    ("hour", HOUR),
    ("day", DAY),
    ("minute", MINUTE),
    ("month", MONTH),
];

static GROUP: &[(&str, Col)] = &[
    ("name", Col::Number(1)),
    ("group", Col::Number(1)),
    ("group name", Col::Number(1)),
    ("gid", Col::Number(3)),
    ("member", Col::Number(4)),
];

static PASSWD: &[(&str, Col)] = &[
    ("login name", Col::Number(1)),
    ("user name", Col::Number(1)),
    ("username", Col::Number(1)),
    ("login", Col::Number(1)),
    ("user", Col::Number(1)),
    ("account", Col::Number(1)),
    ("account name", Col::Number(1)),
    ("name", Col::Number(1)),
    ("uid", Col::Number(3)),
    ("user id", Col::Number(3)),
    ("gid", Col::Number(4)),
    ("group id", Col::Number(4)),
    ("full name", Col::Number(5)),
    ("real name", Col::Number(5)),
    ("home", Col::Number(6)),
    ("home directory", Col::Number(6)),
    ("home folder", Col::Number(6)),
    ("home dir", Col::Number(6)),
    ("shell", Col::Number(7)),
    ("login shell", Col::Number(7)),
    ("default shell", Col::Number(7)),
];

static SYSTEM: &[(&str, Col)] = &[
    ("ip", PEER),
    ("ip addres", PEER),
    ("ip address", PEER),
    ("addres", PEER),
    ("address", PEER),
    ("source ip", PEER),
    ("attacker", PEER),
    ("user", Col::Part("USER")),
    ("username", Col::Part("USER")),
    ("user name", Col::Part("USER")),
    ("account", Col::Part("USER")),
    ("hour", Col::Part("substr($3, 1, 2)")),
    ("minute", Col::Part("substr($3, 1, 5)")),
    ("day", Col::Part("$1 \" \" $2")),
];

static APP: &[(&str, Col)] = &[
    ("hour", Col::Part("substr($0, 12, 2)")),
    ("minute", Col::Part("substr($0, 12, 5)")),
    ("day", Col::Part("substr($0, 1, 10)")),
    ("date", Col::Part("substr($0, 1, 10)")),
    ("month", Col::Part("substr($0, 1, 7)")),
    ("level", LEVEL),
    ("log level", LEVEL),
    ("severity", LEVEL),
];

/// A part of a line that is found by what it looks like: the expression's name, the pattern, how many characters of the
/// match stand before it.
pub(super) const FOUND: &[(&str, &str, u32)] = &[
    ("LEVEL", "TRACE|DEBUG|INFO|NOTICE|WARN(ING)?|ERROR|FATAL|CRITICAL", 0),
    ("PEER", "from [0-9a-f:]*[.:][0-9a-f.:]+", 5),
];

/// The address that a line of the system's log speaks of.
const PEER: Col = Col::Part("PEER");

/// The first word of a line that names a level.
pub(super) const LEVEL: Col = Col::Part("LEVEL");

/// The format of the first file, told by its name.
pub(super) fn format(items: &[Item<'_>]) -> Option<Format> {
    let typed = items.iter().find_map(|it| it.file.as_ref()).map(|it| it.0.to_lowercase())?;
    let base = typed.rsplit('/').next().unwrap_or(&typed);
    let said = items.windows(2).any(|it| it[1].text.eq_ignore_ascii_case("log") && web(it[0].text));
    if (base.contains("access") || said) && !matches!(base.rsplit('.').next(), Some("csv" | "tsv" | "json")) {
        return Some(Format { kind: Kind::Access, delimiter: Delimiter::Blank, columns: ACCESS });
    }
    if base == "passwd" {
        return Some(Format { kind: Kind::Passwd, delimiter: Delimiter::Char(':'), columns: PASSWD });
    }
    if base == "group" || base == "shadow" {
        return Some(Format { kind: Kind::Passwd, delimiter: Delimiter::Char(':'), columns: GROUP });
    }
    if base.starts_with("auth.log") || base.starts_with("syslog") || matches!(base, "messages" | "secure") {
        return Some(Format { kind: Kind::System, delimiter: Delimiter::Blank, columns: SYSTEM });
    }
    if base.contains(".log") && !base.starts_with("error") {
        return Some(Format { kind: Kind::App, delimiter: Delimiter::Blank, columns: APP });
    }
    None
}

fn web(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "access" | "nginx" | "apache" | "web" | "httpd")
}
