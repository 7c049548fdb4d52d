//! Patterns of policy files, over paths, branches and addresses: `*`, `?`, `[…]`, `{a,b}`, and `**` for any folders.

/// How long a pattern may be, in bytes; a longer one matches nothing.
const LONGEST_PATTERN: usize = 256;
/// How long a text may be, in bytes.
const LONGEST_TEXT: usize = 4 << 10;
/// How many patterns one with braces may stand for.
const MOST_ALTERNATIVES: usize = 64;
/// How many steps one look may take, each a letter against a sign. Behind them, nothing matches.
const MOST_STEPS: usize = 20_000;

/// Whether a text matches a pattern. Where the text holds a `*` itself, only a `*` of the pattern stands for it.
pub fn matches(pattern: &str, text: &str) -> bool {
    if pattern.len() > LONGEST_PATTERN || text.len() > LONGEST_TEXT {
        return false;
    }
    let parts: Vec<&str> = text.split('/').collect();
    let mut steps = MOST_STEPS;
    any_alternative(pattern, |it| reached(it, &parts, &mut steps).last() == Some(&true))
}

/// Whether a path, or a folder that it lies in, matches a pattern.
pub(crate) fn covers(pattern: &str, text: &str) -> bool {
    let pattern = pattern.trim_end_matches('/');
    if pattern.len() > LONGEST_PATTERN {
        return false;
    }
    let mut length = 0;
    let within = |it: &&str| {
        length += it.len() + 1;
        length <= LONGEST_TEXT + 1
    };
    let parts: Vec<&str> = text.split('/').take_while(within).collect();
    // Nothing, before the first slash, is no folder.
    let first = 1 + usize::from(text.is_empty() || text.starts_with('/'));
    let mut steps = MOST_STEPS;
    any_alternative(pattern, |it| reached(it, &parts, &mut steps).iter().skip(first).any(|it| *it))
}

/// How many patterns one with braces stands for.
pub fn breadth(pattern: &str) -> usize {
    if pattern.len() > LONGEST_PATTERN || !pattern.contains('{') { 1 } else { alternatives(pattern).len() }
}

fn any_alternative(pattern: &str, mut holds: impl FnMut(&str) -> bool) -> bool {
    if pattern.contains('{') { alternatives(pattern).iter().any(|it| holds(it)) } else { holds(pattern) }
}

/// The patterns that one with braces stands for.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = vec![pattern.to_owned()];
    while let Some(pattern) = open.pop() {
        // The innermost pair: the last `{` before the first `}`.
        let close = pattern.find('}');
        let pair = close.and_then(|close| Some((pattern[..close].rfind('{')?, close)));
        match pair {
            Some((start, close)) if done.len() + open.len() < MOST_ALTERNATIVES => {
                let (before, after) = (&pattern[..start], &pattern[close + 1..]);
                open.extend(pattern[start + 1..close].split(',').map(|it| format!("{before}{it}{after}")));
            }
            _ => done.push(pattern),
        }
        if done.len() + open.len() > 2 * MOST_ALTERNATIVES {
            open.truncate(MOST_ALTERNATIVES);
        }
    }
    done
}

/// Which numbers of the text's parts a pattern can stand for, counted from the first: for none, for one, and so on.
fn reached(pattern: &str, texts: &[&str], steps: &mut usize) -> Vec<bool> {
    let mut reached = vec![false; texts.len() + 1];
    reached[0] = true;
    for part in pattern.split('/') {
        let mut next = vec![false; texts.len() + 1];
        if part == "**" {
            let mut on = false;
            for (from, to) in reached.iter().zip(&mut next) {
                on |= *from;
                *to = on;
            }
        } else {
            for (at, text) in texts.iter().enumerate().filter(|it| reached[it.0]) {
                let work = 1 + if part.contains(['*', '?', '[']) { part.len() * text.len() } else { 0 };
                if work > *steps {
                    return vec![false; texts.len() + 1];
                }
                *steps -= work;
                next[at + 1] = name(part, text);
            }
        }
        reached = next;
        if !reached.contains(&true) {
            break;
        }
    }
    reached
}

/// Whether one part of a path matches one part of a pattern.
fn name(pattern: &str, text: &str) -> bool {
    if !pattern.contains(['*', '?', '[']) {
        return pattern == text;
    }
    let letters: Vec<char> = text.chars().collect();
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    let mut rest = pattern.chars();
    while let Some(sign) = rest.next() {
        let mut next = vec![false; letters.len() + 1];
        if sign == '*' {
            let mut on = false;
            for (from, to) in reached.iter().zip(&mut next) {
                on |= *from;
                *to = on;
            }
        } else {
            let set = (sign == '[').then(|| set(&mut rest)).flatten();
            for (at, letter) in letters.iter().enumerate() {
                let fits = match &set {
                    Some(set) => *letter != '*' && set.holds(*letter),
                    None if sign == '?' => *letter != '*',
                    None => *letter == sign,
                };
                next[at + 1] = reached[at] && fits;
            }
        }
        reached = next;
    }
    reached[letters.len()]
}

/// The letters between `[` and `]`.
struct Set {
    negated: bool,
    ranges: Vec<(char, char)>,
}

impl Set {
    fn holds(&self, letter: char) -> bool {
        self.ranges.iter().any(|it| it.0 <= letter && letter <= it.1) != self.negated
    }
}

/// Reads a set up to and with its `]`; none where that is missing, and the `[` stands for itself.
fn set(rest: &mut std::str::Chars<'_>) -> Option<Set> {
    let text = rest.as_str();
    let end = text.find(']')?;
    let (negated, mut inner) = match text[..end].strip_prefix(['!', '^']) {
        Some(inner) => (true, inner.chars()),
        None => (false, text[..end].chars()),
    };
    *rest = text[end + 1..].chars();
    let mut ranges = Vec::new();
    while let Some(from) = inner.next() {
        let mut ahead = inner.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) => {
                ranges.push((from, to));
                inner = ahead;
            }
            _ => ranges.push((from, from)),
        }
    }
    Some(Set { negated, ranges })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_what_they_say() {
        for (pattern, text) in [
            ("/srv/cache/**", "/srv/cache/a/b"),
            ("/srv/cache/**", "/srv/cache"),
            ("/srv/*/x", "/srv/a/x"),
            ("**/x.sh", "x.sh"),
            ("**/x.sh", "a/b/x.sh"),
            ("prod-?", "prod-1"),
            ("prod-[a-c1]", "prod-b"),
            ("[!a]b", "cb"),
            ("{a,b{c,d}}/x", "bd/x"),
            ("https://get.example.com/**", "https://get.example.com/a"),
            ("/srv/*", "/srv/*"),
            ("[a", "[a"),
            ("release/*", "release/1.0"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("/srv/*", "/srv/a/b"),
            ("/srv/c?", "/srv/c*"),
            ("/srv/[a-z]", "/srv/*"),
            ("/srv/cache/**", "/srv/cache2"),
            ("a", "ab"),
            ("", "a"),
            ("https://get.example.com/**", "https://get.example.com.evil/a"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
        assert!(covers("/srv/db", "/srv/db/a/b") && covers("/srv/d*/", "/srv/db/a") && !covers("/srv/db", "/srv/dbs"));
        assert!(covers("{/a,/b}/c", "/b/c/d") && covers("a/**", "a/b") && covers("/*", "/a/b") && covers("*", "a"));
        assert!(
            !covers("*", "/a") && !covers("", "a") && !covers("", "/a") && !covers("a/b", "a") && !covers("**", "")
        );
    }

    #[test]
    fn hostile_patterns_end_soon() {
        let deep = "a/".repeat(1500);
        for pattern in ["{a,b}".repeat(51), "*a/".repeat(80), "**/".repeat(80), "é[é-".to_owned(), "}{".to_owned()] {
            assert!(!matches(&pattern, &format!("{deep}x")), "{pattern}");
        }
        assert!(!matches(&"*".repeat(300), "x"));
        let start = std::time::Instant::now();
        let path = format!("/{}", "aaaaaaaa/".repeat(400));
        for _ in 0..2000 {
            assert!(!covers("{a,b}{a,b}{a,b}{a,b}**/*a*a*a*a*b/**", &path) && !covers("**/*a*a*a*a*b/**", &path));
        }
        // Unbounded it takes minutes.
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}
