//! File modes in words: `644`, `u+rwX,g-w`, `-rwxr-xr-x`, what `find -perm` looks for, and what a umask takes away.

use crate::listed::listed;

/// Longer modes are not read: a real one has a dozen signs.
const LONGEST: usize = 64;

const SET_USER: u32 = 0o4000;
const SET_GROUP: u32 = 0o2000;
const STICKY: u32 = 0o1000;

const ACTS_AS_OWNER: &str = "it runs as its owner";
const ACTS_AS_GROUP: &str = "it runs as its group, and new files in a folder get the folder's group";
const STICKS: &str = "in a folder, only the owner of a file or of the folder may delete or rename it";

/// The three classes of users, with where their bits stand.
const CLASSES: [(&str, u32); 3] = [("the owner", 6), ("the group", 3), ("others", 0)];

/// What `chmod` makes of a file when it is given this mode.
pub(super) fn said(text: &str) -> Option<String> {
    if let Some(bits) = octal(text) {
        return Some(in_words(bits));
    }
    let steps = symbolic(text)?;
    let said: Option<Vec<String>> = steps.iter().map(step_in_words).collect();
    Some(said?.join("; "))
}

/// What a mode makes that is given to something new (`mkdir -m`, `install -m`): what it depends on besides is not said.
pub(super) fn of_new(text: &str) -> Option<String> {
    octal(text).or_else(|| complete(&symbolic(text)?)).map(in_words)
}

/// What a mode as `ls -l` prints it says: `-rwxr-xr-x`.
pub(super) fn printed(text: &str) -> Option<String> {
    let text = text.strip_suffix(['.', '+', '@']).unwrap_or(text);
    let (kind, letters) = (text.get(..1)?, text.get(1..).filter(|it| it.len() == 9)?);
    let kind = match kind {
        "-" => "a file",
        "d" => "a folder",
        "l" => "a link",
        "b" => "a block device",
        "c" => "a character device",
        "p" => "a pipe",
        "s" => "a socket",
        _ => return None,
    };
    let mut bits = 0;
    for (at, letter) in letters.bytes().enumerate() {
        let bit = 0o400 >> at;
        let (small, large, special) = match at {
            2 => (b's', b'S', SET_USER),
            5 => (b's', b'S', SET_GROUP),
            8 => (b't', b'T', STICKY),
            _ => (0, 0, 0),
        };
        bits |= match letter {
            b'-' => 0,
            _ if letter == b"rwx"[at % 3] => bit,
            _ if letter == small && special != 0 => bit | special,
            _ if letter == large && special != 0 => special,
            _ => return None,
        };
    }
    // Systems that have modes of links do not use them.
    Some(if kind == "a link" {
        "a link, whose own mode means nothing".to_owned()
    } else {
        format!("{kind}: {}", in_words(bits))
    })
}

/// What `umask` takes from files and folders that are made from then on.
pub(super) fn umask(text: &str) -> Option<String> {
    if let Some(mask) = octal(text) {
        return (mask <= 0o777).then(|| taken(mask));
    }
    let steps = symbolic(text)?;
    if let Some(bits) = complete(&steps).filter(|it| *it <= 0o777) {
        return Some(taken(0o777 & !bits));
    }
    let [Step { who, sign, what: What::Letters { rights, runs: false, identity: false, sticky: false } }] = &*steps
    else {
        return None;
    };
    let (who, rights) = (classes(if *who == 0 { 7 } else { *who }), verbs(*rights));
    Some(match sign {
        _ if rights.is_empty() => return None,
        '+' => format!("lets {who} {} what is made from now on", listed(&rights, "and")),
        '-' => format!("no longer lets {who} {} what is made from now on", listed(&rights, "or")),
        _ => return None,
    })
}

/// What `find -perm` looks for, as the end of "files where …".
pub(super) fn searched(text: &str) -> Option<String> {
    let (how, mode) = match text.as_bytes().first()? {
        b'-' | b'/' => text.split_at(1),
        _ => ("", text),
    };
    let named = || symbolic(mode).filter(|it| it.iter().all(|it| it.who != 0));
    let bits = octal(mode).or_else(|| applied(&named()?))?;
    match how {
        "" => Some(format!("the mode is exactly {bits:04o}: {}", in_words(bits))),
        _ if bits == 0 => Some("the mode is any".to_owned()),
        "-" => {
            let mut said = shared(bits, "and", |rights| Some(rights).filter(|it| *it != 0).map(may));
            said.extend(searched_specials(bits));
            Some(listed(&said, "and"))
        }
        _ => {
            let mut said = Vec::new();
            for (right, verb) in [(4, "read"), (2, "write"), (1, "run or enter")] {
                let who = CLASSES.iter().filter(|it| bits >> it.1 & right != 0).map(|it| it.0.to_owned());
                let who: Vec<String> = who.collect();
                if !who.is_empty() {
                    said.push(format!("{} may {verb} it", listed(&who, "or")));
                }
            }
            said.extend(searched_specials(bits));
            Some(listed(&said, "or"))
        }
    }
}

/// A mode that is written as a number.
fn octal(text: &str) -> Option<u32> {
    let is_octal = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|it| matches!(it, b'0'..=b'7'));
    u32::from_str_radix(text, 8).ok().filter(|it| is_octal && *it <= 0o7777)
}

/// Who may do what.
fn in_words(bits: u32) -> String {
    let mut said = shared(bits, "and", |rights| Some(may(rights)));
    said.extend(specials(bits));
    said.join("; ")
}

/// One clause for all classes of the same rights.
fn shared(bits: u32, word: &str, say: impl Fn(u32) -> Option<String>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut done = 0;
    for (at, (_, shift)) in CLASSES.iter().enumerate() {
        let rights = bits >> shift & 7;
        let same = CLASSES.iter().enumerate().filter(|(_, it)| bits >> it.1 & 7 == rights);
        let who = same.fold(0, |who, (at, _)| who | 4 >> at);
        if done & 4 >> at == 0
            && let Some(clause) = say(rights)
        {
            let who = if who == 7 && rights == 0 { "nobody".to_owned() } else { class_list(who, word) };
            let clause = if who == "nobody" { "may do anything".to_owned() } else { clause };
            said.push(format!("{who} {clause}"));
        }
        done |= who;
    }
    said
}

fn specials(bits: u32) -> Vec<String> {
    let all = [(SET_USER, ACTS_AS_OWNER), (SET_GROUP, ACTS_AS_GROUP), (STICKY, STICKS)];
    all.iter().filter(|it| bits & it.0 != 0).map(|it| it.1.to_owned()).collect()
}

/// The same where they are looked for, in fewer words.
fn searched_specials(bits: u32) -> Vec<String> {
    let all = [
        (SET_USER, ACTS_AS_OWNER),
        (SET_GROUP, "it runs as its group"),
        (STICKY, "only owners may delete and rename what is in it"),
    ];
    all.iter().filter(|it| bits & it.0 != 0).map(|it| it.1.to_owned()).collect()
}

fn may(rights: u32) -> String {
    match rights {
        0 => "may do nothing".to_owned(),
        _ => format!("may {} it", listed(&verbs(rights), "and")),
    }
}

fn verbs(rights: u32) -> Vec<String> {
    let all = [(4, "read"), (2, "write"), (1, "run or enter")];
    all.iter().filter(|it| rights & it.0 != 0).map(|it| it.1.to_owned()).collect()
}

/// The classes whose bits are in `who`: 4 the owner, 2 the group, 1 others.
fn classes(who: u32) -> String {
    class_list(who, "and")
}

fn class_list(who: u32, word: &str) -> String {
    if who == 7 {
        return "everyone".to_owned();
    }
    let named: Vec<String> =
        CLASSES.iter().enumerate().filter(|(at, _)| who & 4 >> at != 0).map(|(_, it)| it.0.to_owned()).collect();
    listed(&named, word)
}

fn taken(mask: u32) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut done = Vec::new();
    for (_, shift) in CLASSES {
        let rights = mask >> shift & 7;
        if rights == 0 || done.contains(&rights) {
            continue;
        }
        done.push(rights);
        let same = CLASSES.iter().enumerate().filter(|(_, it)| mask >> it.1 & 7 == rights);
        let who = classes(same.fold(0, |who, (at, _)| who | 4 >> at));
        let what = match rights {
            7 => "every right".to_owned(),
            _ => format!("the right to {}", listed(&verbs(rights), "and")),
        };
        said.push(format!("{what} from {who}"));
    }
    let said = if said.is_empty() { "nothing".to_owned() } else { listed(&said, "and") };
    let (files, folders) = (0o666 & !mask, 0o777 & !mask);
    format!("takes {said}: new files get at most {files:03o}, new folders at most {folders:03o}")
}

/// One step of a symbolic mode: who, `+`, `-` or `=`, and what.
struct Step {
    /// 4 the owner, 2 the group, 1 others; none where it is not said: all of them, but for what the umask forbids.
    who: u32,
    sign: char,
    what: What,
}

enum What {
    /// Letters of `rwxXst`.
    Letters { rights: u32, runs: bool, identity: bool, sticky: bool },
    /// The rights of another class, by its place in [`CLASSES`].
    Of(usize),
    /// `+755`, as GNU takes it.
    Bits(u32),
}

fn symbolic(text: &str) -> Option<Vec<Step>> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut steps = Vec::new();
    for clause in text.split(',') {
        let who_end = clause.find(['+', '-', '='])?;
        let (letters, mut rest) = clause.split_at(who_end);
        let mut who = 0;
        for letter in letters.bytes() {
            who |= match letter {
                b'u' => 4,
                b'g' => 2,
                b'o' => 1,
                b'a' => 7,
                _ => return None,
            };
        }
        while let Some(sign) = rest.chars().next() {
            let behind = rest.get(1..)?;
            let end = behind.find(['+', '-', '=']).unwrap_or(behind.len());
            let (what, next) = behind.split_at(end);
            steps.push(Step { who, sign, what: what_of(what, who)? });
            rest = next;
        }
    }
    Some(steps)
}

fn what_of(text: &str, who: u32) -> Option<What> {
    match text {
        "u" => return Some(What::Of(0)),
        "g" => return Some(What::Of(1)),
        "o" => return Some(What::Of(2)),
        _ => {}
    }
    if let Some(bits) = octal(text) {
        return (who == 0).then_some(What::Bits(bits));
    }
    let (mut rights, mut runs, mut identity, mut sticky) = (0, false, false, false);
    for letter in text.bytes() {
        match letter {
            b'r' => rights |= 4,
            b'w' => rights |= 2,
            b'x' => rights |= 1,
            b'X' => runs = true,
            // It means nothing for others alone.
            b's' if who != 1 => identity = true,
            // With some classes but not all, GNU and BSD differ.
            b't' if who == 0 || who == 7 => sticky = true,
            _ => return None,
        }
    }
    Some(What::Letters { rights, runs, identity, sticky })
}

fn step_in_words(step: &Step) -> Option<String> {
    let who = classes(if step.who == 0 { 7 } else { step.who });
    let sign = step.sign;
    let (mut said, mut speaks_of_rights) = (Vec::new(), true);
    match &step.what {
        What::Bits(bits) => return bits_in_words(sign, *bits),
        What::Of(class) => {
            let other = CLASSES.get(*class)?.0;
            said.push(match sign {
                '+' => format!("{who} may also do what {other} may"),
                '-' => format!("{who} may no longer do what {other} may"),
                _ => format!("{who} may do exactly what {other} may"),
            });
        }
        What::Letters { rights, runs, identity, sticky } => {
            let mut verbs = verbs(*rights);
            let has_run = rights & 1 != 0;
            if let Some(last) = verbs.last_mut().filter(|_| !runs || has_run) {
                last.push_str(" it");
            }
            if *runs && !has_run {
                // Where nobody may run it, there is nothing to take away: `-X` is `-x`.
                verbs.push(if sign == '-' {
                    "run or enter it".to_owned()
                } else {
                    "enter folders or run what somebody may already run".to_owned()
                });
            }
            speaks_of_rights = !verbs.is_empty();
            match sign {
                '+' | '-' if verbs.is_empty() => {}
                '+' => said.push(format!("{who} may also {}", listed(&verbs, "and"))),
                '-' if step.who == 7 => said.push(format!("nobody may {} any more", listed(&verbs, "or"))),
                '-' => said.push(format!("{who} may no longer {}", listed(&verbs, "or"))),
                _ if verbs.is_empty() => said.push(match &*who {
                    "everyone" => "nobody may do anything".to_owned(),
                    _ => format!("{who} may do nothing"),
                }),
                _ if *rights == 7 => said.push(format!("{who} may {}", listed(&verbs, "and"))),
                _ => said.push(format!("{who} may {}, nothing else", listed(&verbs, "and"))),
            }
            let no_longer = sign == '-';
            if *identity && (step.who == 0 || step.who & 4 != 0) {
                said.push(if no_longer { "it no longer runs as its owner" } else { ACTS_AS_OWNER }.to_owned());
            }
            if *identity && (step.who == 0 || step.who & 2 != 0) {
                said.push(if no_longer { "it no longer runs as its group" } else { ACTS_AS_GROUP }.to_owned());
            }
            if *sticky {
                let freed = "in a folder, who may write there may delete and rename every file";
                said.push(if no_longer { freed } else { STICKS }.to_owned());
            }
        }
    }
    if said.is_empty() {
        return None;
    }
    let mut said = said.join("; ");
    if step.who == 0 && speaks_of_rights {
        said.push_str(match sign {
            '-' => " (but what the umask forbids stays as it is)",
            _ => " (but not what the umask forbids)",
        });
    }
    Some(said)
}

/// `=755`, `+111`, `-6000`.
fn bits_in_words(sign: char, bits: u32) -> Option<String> {
    if sign == '=' {
        return Some(in_words(bits));
    }
    if bits == 0 {
        return None;
    }
    let (also, word) = if sign == '+' { ("may also", "and") } else { ("may no longer", "or") };
    let mut said =
        shared(bits, "and", |rights| (rights != 0).then(|| format!("{also} {} it", listed(&verbs(rights), word))));
    if sign == '+' {
        said.extend(specials(bits));
    } else if bits > 0o777 {
        let lost =
            [(SET_USER, "runs as its owner"), (SET_GROUP, "runs as its group"), (STICKY, "keeps others from deleting")];
        said.extend(lost.iter().filter(|it| bits & it.0 != 0).map(|it| format!("it no longer {}", it.1)));
    }
    Some(said.join("; "))
}

/// The bits of a symbolic mode that says everything: what was there before plays no part.
fn complete(steps: &[Step]) -> Option<u32> {
    let mut set = 0;
    for step in steps {
        if step.sign == '=' {
            set |= if matches!(step.what, What::Of(_)) { 0 } else { step.who };
        } else if step.who & !set != 0 {
            return None;
        }
        // The umask has a say where nobody is named.
        if step.who == 0 {
            return None;
        }
    }
    (set == 7).then(|| applied(steps)).flatten()
}

/// What steps make of a mode of 0, whatever the umask.
fn applied(steps: &[Step]) -> Option<u32> {
    let mut bits = 0;
    for step in steps {
        let who = if step.who == 0 { 7 } else { step.who };
        let rights = match step.what {
            What::Letters { runs: true, .. } => return None,
            What::Letters { rights, .. } => rights,
            What::Of(class) => bits >> CLASSES.get(class)?.1 & 7,
            What::Bits(new) => {
                bits = match step.sign {
                    '+' => bits | new,
                    '-' => bits & !new,
                    _ => new,
                };
                continue;
            }
        };
        let spread =
            |rights: u32| (0..3).filter(|it| who & 4 >> it != 0).fold(0, |all, it| all | rights << CLASSES[it].1);
        let (mut value, mut mask) = (spread(rights), spread(7));
        if let What::Letters { identity, sticky, .. } = step.what {
            let specials = [(4, SET_USER), (2, SET_GROUP)];
            value |= specials.iter().filter(|it| identity && who & it.0 != 0).fold(0, |all, it| all | it.1);
            mask |= specials.iter().filter(|it| who & it.0 != 0).fold(0, |all, it| all | it.1);
            value |= if sticky { STICKY } else { 0 };
            mask |= if who == 7 { STICKY } else { 0 };
        }
        bits = match step.sign {
            '+' => bits | value,
            '-' => bits & !value,
            _ => bits & !mask | value,
        };
    }
    Some(bits)
}

#[cfg(test)]
mod tests;
