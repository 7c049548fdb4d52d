//! The first commands of a `sed` script in words: `5,10p`, `s/a/b/g`, `/x/d`.

use super::quoted;
use super::typed::Sed;
use std::fmt::Write;

/// Longer scripts are not read.
const LONGEST: usize = 1024;

/// How many commands are said; a script with more says nothing.
const MOST_COMMANDS: usize = 4;

/// What a script does. `quiet` is `-n`: then only what a command prints is printed. `is_whole` says that no other
/// script is given beside it.
pub(super) fn said(script: &str, quiet: bool, is_whole: bool) -> Option<String> {
    if script.len() > LONGEST || script.contains('\0') {
        return None;
    }
    let mut reader = Reader { rest: script };
    let mut commands = Vec::new();
    loop {
        reader.skip([' ', '\t', '\n', ';'].as_slice());
        if reader.rest.is_empty() {
            break;
        }
        if commands.len() == MOST_COMMANDS {
            return None;
        }
        commands.push(reader.command()?);
    }
    let prints = |it: &Command| match &it.deed {
        Deed::Print | Deed::Number => true,
        Deed::Replace { prints, .. } => *prints,
        // Their text comes out whatever `-n` says.
        Deed::Insert(_) | Deed::Append(_) | Deed::Change(_) | Deed::Read(_) => true,
        _ => false,
    };
    let ends = |it: &Command| matches!(it.deed, Deed::Delete | Deed::Change(_) | Deed::Quit(..));
    let is_alone = is_whole && commands.len() == 1;
    let printing = commands.iter().filter(|it| prints(it)).count();
    // Where several print, none of them is the only one.
    let only = if is_whole && printing == 1 && !commands.iter().any(ends) { "only " } else { "" };
    let mut said: Vec<String> = commands.iter().map(|it| in_words(it, quiet, only, is_alone)).collect::<Option<_>>()?;
    if said.is_empty() {
        return None;
    }
    if quiet && is_whole && printing > 1 {
        said.push("nothing else is printed".to_owned());
    }
    if quiet && is_whole && printing == 0 {
        said.push("prints nothing, since `-n` is given and no command prints".to_owned());
    }
    Some(said.join("; "))
}

/// Which part of a script stands at the end of its start.
pub(super) fn typed(script: &str) -> Option<Sed> {
    if script.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { rest: script };
    loop {
        reader.skip(&[' ', '\t', '\n', ';', '{', '}']);
        if reader.rest.is_empty() {
            return Some(Sed::Address);
        }
        for second in [false, true] {
            if reader.has_address() {
                if reader.address().is_none() {
                    // An expression that is still open.
                    return reader.rest.is_empty().then_some(Sed::Address);
                }
                if reader.rest.is_empty() {
                    return Some(if second { Sed::Address } else { Sed::Command });
                }
            }
            reader.skip(&[' ']);
            if second || !reader.takes(',') {
                break;
            }
            reader.skip(&[' ', '+', '~']);
            if reader.rest.is_empty() {
                return Some(Sed::Address);
            }
        }
        reader.skip(&[' ', '!']);
        let Some(letter) = reader.take() else { return Some(Sed::Command) };
        match letter {
            's' => {
                let Some(sign) = reader.delimiter() else { return Some(Sed::What) };
                if reader.up_to(sign, true).is_none() {
                    return reader.rest.is_empty().then_some(Sed::What);
                }
                if reader.up_to(sign, false).is_none() {
                    return reader.rest.is_empty().then_some(Sed::By);
                }
                reader.rest = reader.rest.trim_start_matches(|it: char| it.is_ascii_alphanumeric());
                if reader.rest.is_empty() {
                    return Some(Sed::Flags);
                }
            }
            'd' | 'p' | 'q' | 'Q' | '=' | 'n' | 'N' | 'D' | 'P' | 'g' | 'G' | 'h' | 'H' | 'x' => {
                if reader.rest.is_empty() {
                    return Some(Sed::Command);
                }
            }
            _ => return None,
        }
        reader.skip(&[' ']);
        if !reader.rest.is_empty() && !reader.rest.starts_with([';', '\n', '}', '{']) {
            return None;
        }
    }
}

struct Command {
    place: Place,
    deed: Deed,
}

/// Which lines a command is for.
enum Place {
    Every,
    At(Address),
    From(Address, Address),
    Not(Box<Place>),
}

enum Address {
    Line(u64),
    Last,
    /// An expression, and whether it matches in any case.
    Matching(String, bool),
    /// `first~step`
    Step(u64, u64),
    /// `,+n`
    More(u64),
    /// `,~n`
    Multiple(u64),
}

enum Deed {
    Print,
    Delete,
    Number,
    Quit(Option<String>, bool),
    Replace { what: String, by: String, which: Which, any_case: bool, prints: bool },
    Translate(String, String),
    Insert(String),
    Append(String),
    Change(String),
    Read(String),
}

enum Which {
    First,
    Every,
    Nth(u64),
    From(u64),
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip(&mut self, what: &[char]) {
        self.rest = self.rest.trim_start_matches(what);
    }

    fn take(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = self.rest.get(next.len_utf8()..)?;
        Some(next)
    }

    fn takes(&mut self, sign: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(sign) else { return false };
        self.rest = rest;
        true
    }

    fn number(&mut self) -> Option<u64> {
        let end = self.rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        let number = digits.parse().ok().filter(|_| digits.len() <= 12)?;
        self.rest = rest;
        Some(number)
    }

    /// The text up to the next `sign` that no backslash guards. In an expression, brackets guard it too.
    fn up_to(&mut self, sign: char, is_expression: bool) -> Option<String> {
        let mut text = String::new();
        let mut in_brackets = 0;
        loop {
            let next = self.take()?;
            match next {
                '\\' if in_brackets == 0 => {
                    let guarded = self.take()?;
                    if guarded == '\n' {
                        return None;
                    }
                    // With `s|a\|b|c|` the two readings differ; `\/` is a plain slash.
                    if guarded != sign {
                        text.push('\\');
                    } else if sign != '/' {
                        return None;
                    }
                    text.push(guarded);
                    continue;
                }
                '\n' => return None,
                '[' if is_expression && in_brackets == 0 => {
                    in_brackets = 1;
                    text.push('[');
                    // `[]x]` and `[^]x]` begin with a bracket that is meant.
                    if self.takes('^') {
                        text.push('^');
                    }
                    if self.takes(']') {
                        text.push(']');
                    }
                    continue;
                }
                // `[[:space:]]`
                '[' if in_brackets == 1 && self.rest.starts_with(':') => in_brackets = 2,
                ']' if in_brackets > 0 => in_brackets -= 1,
                _ if next == sign && in_brackets == 0 => return Some(text),
                _ => {}
            }
            text.push(next);
        }
    }

    fn has_address(&self) -> bool {
        self.rest.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '$' | '/' | '\\'))
    }

    fn address(&mut self) -> Option<Address> {
        if self.takes('$') {
            return Some(Address::Last);
        }
        if self.rest.starts_with(|it: char| it.is_ascii_digit()) {
            let line = self.number()?;
            return Some(if self.takes('~') { Address::Step(line, self.number()?) } else { Address::Line(line) });
        }
        // `/x/`, or `\%x%`
        if !self.rest.starts_with('/') && !self.takes('\\') {
            return None;
        }
        let sign = self.take()?;
        if sign == '\n' || sign == '\\' {
            return None;
        }
        let expression = self.up_to(sign, true)?;
        let any_case = self.takes('I');
        if self.rest.starts_with(['M', 'I']) {
            return None;
        }
        Some(Address::Matching(expression, any_case))
    }

    fn command(&mut self) -> Option<Command> {
        let mut place = Place::Every;
        if self.has_address() {
            let first = self.address()?;
            self.skip(&[' ']);
            place = if self.takes(',') {
                self.skip(&[' ']);
                let second = match self.rest.chars().next()? {
                    '+' => {
                        self.take();
                        Address::More(self.number()?)
                    }
                    '~' => {
                        self.take();
                        Address::Multiple(self.number()?)
                    }
                    _ => self.address()?,
                };
                if matches!(second, Address::Step(..)) || matches!(first, Address::Step(..)) {
                    return None;
                }
                // Line 0 is for `0,/x/` alone.
                if matches!(first, Address::Line(0)) && !matches!(second, Address::Matching(..)) {
                    return None;
                }
                Place::From(first, second)
            } else if matches!(first, Address::Line(0)) {
                return None;
            } else {
                Place::At(first)
            };
        }
        self.skip(&[' ']);
        if self.takes('!') {
            if matches!(place, Place::Every) {
                return None;
            }
            place = Place::Not(Box::new(place));
            self.skip(&[' ']);
        }
        let deed = self.deed()?;
        if let Deed::Quit(..) = deed
            && matches!(place, Place::From(..))
        {
            return None;
        }
        Some(Command { place, deed })
    }

    fn deed(&mut self) -> Option<Deed> {
        let deed = match self.take()? {
            'p' => Deed::Print,
            'd' => Deed::Delete,
            '=' => Deed::Number,
            letter @ ('q' | 'Q') => {
                self.skip(&[' ']);
                let code = if self.rest.starts_with(|it: char| it.is_ascii_digit()) {
                    Some(self.number()?.to_string())
                } else {
                    None
                };
                Deed::Quit(code, letter == 'q')
            }
            's' => self.replace()?,
            'y' => {
                let sign = self.delimiter()?;
                Deed::Translate(self.up_to(sign, false)?, self.up_to(sign, false)?)
            }
            'i' => return self.text().map(Deed::Insert),
            'a' => return self.text().map(Deed::Append),
            'c' => return self.text().map(Deed::Change),
            'r' => {
                let file = self.rest.strip_prefix(' ')?.to_owned();
                self.rest = "";
                return Some(Deed::Read(file)).filter(|it| !matches!(it, Deed::Read(file) if file.contains('\n')));
            }
            _ => return None,
        };
        self.skip(&[' ']);
        (self.rest.is_empty() || self.rest.starts_with([';', '\n'])).then_some(deed)
    }

    fn delimiter(&mut self) -> Option<char> {
        self.take().filter(|it| !matches!(it, '\\' | '\n' | ' '))
    }

    fn replace(&mut self) -> Option<Deed> {
        let sign = self.delimiter()?;
        let (what, by) = (self.up_to(sign, true)?, self.up_to(sign, false)?);
        let (mut which, mut any_case, mut prints) = (Which::First, false, false);
        loop {
            match self.rest.chars().next() {
                Some('g') => {
                    which = match which {
                        Which::Nth(n) => Which::From(n),
                        _ => Which::Every,
                    };
                }
                Some('p') if !prints => prints = true,
                Some('i' | 'I') => any_case = true,
                Some('1'..='9') => {
                    let n = self.number()?;
                    which = match which {
                        Which::First => Which::Nth(n),
                        Which::Every => Which::From(n),
                        Which::Nth(_) | Which::From(_) => return None,
                    };
                    continue;
                }
                _ => break,
            }
            self.take();
        }
        Some(Deed::Replace { what, by, which, any_case, prints })
    }

    /// The text of `i`, `a` and `c`, which ends the script here.
    fn text(&mut self) -> Option<String> {
        let rest = self.rest;
        let text = match rest.strip_prefix('\\') {
            Some(behind) => behind.strip_prefix('\n').unwrap_or(behind),
            None => rest.trim_start_matches([' ', '\t']),
        };
        if text.is_empty() || text.contains(['\n', '\\']) {
            return None;
        }
        self.rest = "";
        Some(text.to_owned())
    }
}

/// `only` stands before what is printed where nothing else is; `is_alone` says that it is the only command.
fn in_words(command: &Command, quiet: bool, only: &str, is_alone: bool) -> Option<String> {
    let place = &command.place;
    let lines = lines(place)?;
    Some(match &command.deed {
        Deed::Print if quiet && matches!(place, Place::Every) => "prints every line".to_owned(),
        Deed::Print if quiet => format!("prints {only}{lines}"),
        Deed::Print => format!("prints {lines} a second time"),
        Deed::Delete => format!("deletes {lines}"),
        Deed::Number if matches!(place, Place::At(Address::Last)) && quiet => {
            "prints how many lines there are".to_owned()
        }
        Deed::Number => format!("prints the numbers of {lines}"),
        Deed::Quit(code, prints) => {
            let code = code.as_ref().map_or(String::new(), |it| format!(" with exit status {it}"));
            match place {
                Place::At(Address::Line(line)) if *prints && !quiet && is_alone && code.is_empty() => match line {
                    1 => "prints the first line only".to_owned(),
                    _ => format!("prints the first {line} lines only"),
                },
                Place::At(_) => {
                    let at = at(place)?;
                    format!("ends {} {at}{code}", if *prints { "behind" } else { "before" })
                }
                _ => return None,
            }
        }
        Deed::Replace { what, by, which, any_case, prints } => {
            let which = match which {
                Which::First => "the first match of".to_owned(),
                Which::Every => "every match of".to_owned(),
                Which::Nth(n) => format!("match number {n} of"),
                Which::From(n) => format!("match number {n} and all behind it of"),
            };
            let what = if what.is_empty() { "the expression used last".to_owned() } else { quoted(what) };
            let mut said = if by.is_empty() {
                format!("takes out {which} {what}")
            } else {
                format!("replaces {which} {what} by {}", quoted(by))
            };
            let _ = write!(said, " in {}", each(place)?);
            let mut notes = Vec::new();
            if *any_case {
                notes.push("in any case");
            }
            let (whole, groups) = references(by);
            if whole {
                notes.push("`&` being what matched");
            }
            for note in notes {
                let _ = write!(said, ", {note}");
            }
            let _ = match &*groups {
                [] => Ok(()),
                [one] => write!(said, ", `\\{one}` being what group {one} matched"),
                [first, ..] => write!(said, ", `\\{first}` and so on being what the groups matched"),
            };
            if *prints {
                if quiet {
                    let _ = write!(said, "; prints {only}the lines that this changed");
                } else {
                    said.push_str("; prints such a line twice");
                }
            }
            said
        }
        Deed::Translate(from, to) => {
            if from.chars().count() != to.chars().count() || from.contains('\\') || to.contains('\\') {
                return None;
            }
            format!(
                "turns each character of {} into the one of {} at the same place, in {lines}",
                quoted(from),
                quoted(to)
            )
        }
        Deed::Insert(text) => format!("puts the line {} before {}", quoted(text), each(place)?),
        Deed::Append(text) => format!("puts the line {} behind {}", quoted(text), each(place)?),
        Deed::Change(text) => match place {
            Place::From(..) => format!("replaces {lines} together by the line {}", quoted(text)),
            _ => format!("replaces {} by the line {}", each(place)?, quoted(text)),
        },
        Deed::Read(file) => format!("puts what the file {} holds behind {}", quoted(file), each(place)?),
    })
}

/// Whether a replacement holds what matched, and which groups.
fn references(by: &str) -> (bool, Vec<char>) {
    let (mut whole, mut groups, mut guarded) = (false, Vec::new(), false);
    for char in by.chars() {
        whole |= char == '&' && !guarded;
        if guarded && matches!(char, '1'..='9') && !groups.contains(&char) {
            groups.push(char);
        }
        guarded = char == '\\' && !guarded;
    }
    (whole, groups)
}

/// `2nd`, `3rd`, `11th`.
fn nth(number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The lines of a place: "line 5", "lines 5 to 10", "lines that match `x`".
fn lines(place: &Place) -> Option<String> {
    Some(match place {
        Place::Every => "every line".to_owned(),
        Place::At(address) => match address {
            Address::Line(line) => format!("line {line}"),
            Address::Last => "the last line".to_owned(),
            Address::Matching(expression, any_case) => format!("lines that match {}", matching(expression, *any_case)),
            Address::Step(first, 0) => format!("line {first}"),
            Address::Step(0, step) => format!("every line whose number can be divided by {step}"),
            Address::Step(first, 1) => format!("line {first} and all behind it"),
            Address::Step(first, step) => format!("line {first} and every {} from there", nth(*step)),
            Address::More(_) | Address::Multiple(_) => return None,
        },
        Place::From(first, last) => match (first, last) {
            (Address::Line(first), Address::Line(last)) if last > first => format!("lines {first} to {last}"),
            (Address::Line(first), Address::Line(_)) => format!("line {first}"),
            (Address::Line(first), Address::More(0)) => format!("line {first}"),
            (Address::Line(first), Address::More(more)) => format!("lines {first} to {}", first.checked_add(*more)?),
            (Address::Line(1), Address::Last) => "every line".to_owned(),
            (Address::Line(first), Address::Last) => format!("line {first} and all behind it"),
            (Address::Line(0), Address::Matching(expression, any_case)) => {
                format!("the lines up to the first that matches {}", matching(expression, *any_case))
            }
            _ => {
                let from = match first {
                    Address::Line(line) => format!("from line {line}"),
                    Address::Last => return None,
                    Address::Matching(expression, any_case) => {
                        format!("from each line that matches {}", matching(expression, *any_case))
                    }
                    _ => return None,
                };
                let to = match last {
                    Address::Line(line) => format!("to line {line}, or alone where that is past"),
                    Address::Last => "to the end".to_owned(),
                    Address::Matching(expression, any_case) => {
                        format!("to the next that matches {}", matching(expression, *any_case))
                    }
                    Address::More(1) => "to the line behind it".to_owned(),
                    Address::More(more) => format!("to {more} lines further"),
                    Address::Multiple(0) => return None,
                    Address::Multiple(of) => format!("to the next line whose number can be divided by {of}"),
                    Address::Step(..) => return None,
                };
                format!("the lines {from} {to}")
            }
        },
        Place::Not(inner) => match &**inner {
            Place::At(Address::Matching(expression, any_case)) => {
                format!("lines that do not match {}", matching(expression, *any_case))
            }
            _ => format!("all lines but {}", lines(inner)?),
        },
    })
}

/// One line of a place: "each line", "line 5", "each line that matches `x`".
fn each(place: &Place) -> Option<String> {
    Some(match place {
        Place::Every => "each line".to_owned(),
        Place::At(Address::Matching(expression, any_case)) => {
            format!("each line that matches {}", matching(expression, *any_case))
        }
        Place::At(Address::Line(_) | Address::Last) => lines(place)?,
        Place::At(_) => format!("each of these: {}", lines(place)?),
        Place::Not(inner) => match &**inner {
            Place::At(Address::Matching(expression, any_case)) => {
                format!("each line that does not match {}", matching(expression, *any_case))
            }
            _ => format!("every line but {}", lines(inner)?),
        },
        Place::From(Address::Line(1), Address::Last) => "each line".to_owned(),
        Place::From(..) => {
            let lines = lines(place)?;
            if lines.starts_with("line ") && !lines.contains(" and all") { lines } else { format!("each of {lines}") }
        }
    })
}

fn at(place: &Place) -> Option<String> {
    match place {
        Place::At(Address::Matching(expression, any_case)) => {
            Some(format!("the first line that matches {}", matching(expression, *any_case)))
        }
        Place::At(Address::Line(_) | Address::Last) => lines(place),
        _ => None,
    }
}

fn matching(expression: &str, any_case: bool) -> String {
    let expression = if expression.is_empty() { "the expression used last".to_owned() } else { quoted(expression) };
    if any_case { format!("{expression} in any case") } else { expression }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn first_commands_in_words() {
        let quiet = [
            "5,10p", "/re/p", "$p", "s/a/b/p", "$=", "/a/,/b/p", "2{p", "1~2p", "10q", "/x/I,+3p", "/^#/!p", "5p;10p",
            "s/a/b/", "0,/x/p", "1p;$p", "3,$p",
        ];
        let loud = [
            "s/a/b/",
            "s/a/b/g",
            "s|/usr|/opt|g",
            "s/x//",
            "s/\\(a\\)/[\\1]&/2",
            "s/A/b/Ig",
            "1d",
            "/^$/d",
            "1,5d",
            "$d",
            "10q",
            "/end/q",
            "5Q",
            "q1",
            "1i\\hello",
            "/x/a text",
            "$a end",
            "3c new",
            "y/abc/xyz/",
            "/a/!d",
            "s/[/]/x/",
            "p",
            "r file",
            "s/\\/usr\\/local/x/;s/ *$//",
            "s/a/b/3g",
            "1~3d",
            "0~4d",
            "2,4!d",
            "/x/,$d",
            "5,/y/d",
            "/a/s//b/",
            "s,a,b,",
            "s/[^]/]*/x/",
            "s/[[:space:]]*$//",
            "/a/,~4d",
            "2,1d",
        ];
        let mut text = String::new();
        for (scripts, is_quiet) in [(&quiet[..], true), (&loud[..], false)] {
            for script in scripts {
                let said = said(script, is_quiet, true);
                let _ = writeln!(
                    text,
                    "{}{script}: {}",
                    if is_quiet { "-n " } else { "" },
                    said.as_deref().unwrap_or("nothing")
                );
            }
        }
        expect![[r#"
            -n 5,10p: prints only lines 5 to 10
            -n /re/p: prints only lines that match `re`
            -n $p: prints only the last line
            -n s/a/b/p: replaces the first match of `a` by `b` in each line; prints only the lines that this changed
            -n $=: prints how many lines there are
            -n /a/,/b/p: prints only the lines from each line that matches `a` to the next that matches `b`
            -n 2{p: nothing
            -n 1~2p: prints only line 1 and every 2nd from there
            -n 10q: ends behind line 10; prints nothing, since `-n` is given and no command prints
            -n /x/I,+3p: prints only the lines from each line that matches `x` in any case to 3 lines further
            -n /^#/!p: prints only lines that do not match `^#`
            -n 5p;10p: prints line 5; prints line 10; nothing else is printed
            -n s/a/b/: replaces the first match of `a` by `b` in each line; prints nothing, since `-n` is given and no command prints
            -n 0,/x/p: prints only the lines up to the first that matches `x`
            -n 1p;$p: prints line 1; prints the last line; nothing else is printed
            -n 3,$p: prints only line 3 and all behind it
            s/a/b/: replaces the first match of `a` by `b` in each line
            s/a/b/g: replaces every match of `a` by `b` in each line
            s|/usr|/opt|g: replaces every match of `/usr` by `/opt` in each line
            s/x//: takes out the first match of `x` in each line
            s/\(a\)/[\1]&/2: replaces match number 2 of `\(a\)` by `[\1]&` in each line, `&` being what matched, `\1` being what group 1 matched
            s/A/b/Ig: replaces every match of `A` by `b` in each line, in any case
            1d: deletes line 1
            /^$/d: deletes lines that match `^$`
            1,5d: deletes lines 1 to 5
            $d: deletes the last line
            10q: prints the first 10 lines only
            /end/q: ends behind the first line that matches `end`
            5Q: ends before line 5
            q1: nothing
            1i\hello: puts the line `hello` before line 1
            /x/a text: puts the line `text` behind each line that matches `x`
            $a end: puts the line `end` behind the last line
            3c new: replaces line 3 by the line `new`
            y/abc/xyz/: turns each character of `abc` into the one of `xyz` at the same place, in every line
            /a/!d: deletes lines that do not match `a`
            s/[/]/x/: replaces the first match of `[/]` by `x` in each line
            p: prints every line a second time
            r file: puts what the file `file` holds behind each line
            s/\/usr\/local/x/;s/ *$//: replaces the first match of `/usr/local` by `x` in each line; takes out the first match of ` *$` in each line
            s/a/b/3g: replaces match number 3 and all behind it of `a` by `b` in each line
            1~3d: deletes line 1 and every 3rd from there
            0~4d: deletes every line whose number can be divided by 4
            2,4!d: deletes all lines but lines 2 to 4
            /x/,$d: deletes the lines from each line that matches `x` to the end
            5,/y/d: deletes the lines from line 5 to the next that matches `y`
            /a/s//b/: replaces the first match of the expression used last by `b` in each line that matches `a`
            s,a,b,: replaces the first match of `a` by `b` in each line
            s/[^]/]*/x/: replaces the first match of `[^]/]*` by `x` in each line
            s/[[:space:]]*$//: takes out the first match of `[[:space:]]*$` in each line
            /a/,~4d: deletes the lines from each line that matches `a` to the next line whose number can be divided by 4
            2,1d: deletes line 2
        "#]].assert_eq(&text);
    }

    #[test]
    fn beside_other_scripts_nothing_is_said_of_the_whole() {
        assert_eq!(said("1p", true, false).as_deref(), Some("prints line 1"));
        assert_eq!(said("10q", false, false).as_deref(), Some("ends behind line 10"));
        assert_eq!(said("1d;10q", false, true).as_deref(), Some("deletes line 1; ends behind line 10"));
        assert_eq!(said("/x/d;p", true, true).as_deref(), Some("deletes lines that match `x`; prints every line"));
        assert_eq!(said("1i x", true, true).as_deref(), Some("puts the line `x` before line 1"));
    }

    #[test]
    fn what_is_not_known_or_half_typed_says_nothing() {
        let long = "p;".repeat(100_000);
        for script in [
            "",
            ";",
            "s",
            "s/",
            "s/a",
            "s/a/b",
            "s/a/b/w x",
            "s/a/b/e",
            "s/a/b/m",
            "y/a/bc/",
            "N;P;D",
            ":a;N;$!ba;s/\\n/ /g",
            "G",
            "b",
            "{p}",
            "5",
            "5,",
            "5,p",
            "/x",
            "\\",
            "0p",
            "0,5p",
            "!p",
            "x",
            "é",
            "s\0a\0b\0",
            "i",
            "i\\",
            "s/a/b\nc/",
            "p x",
            "1;2p",
            "p;p;p;p;p",
            "s|a\\|b|c|",
            &long,
        ] {
            assert_eq!(said(script, false, true), None, "{script:.40}");
            let _ = said(script, true, false);
        }
    }
}
