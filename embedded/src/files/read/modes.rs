//! Modes that are set without a number, and what is asked of owners, modes and dates of what is listed.

use super::Reader;
use super::turns::{Turns, turns};
use crate::files::wish::{Kind, Note, Verb};
use crate::literals::{Form, Token};
use crate::vocabulary::FILLER;
use std::sync::LazyLock;

/// What a turn of phrase asks to be shown of each.
#[derive(Clone, Copy)]
enum Shows {
    Date,
    Owner,
    Group,
    Both,
    Absolute,
    ModeOwner,
}

#[rustfmt::skip]
static SHOWS: LazyLock<Turns<Shows>> = LazyLock::new(|| {
    use Shows::{Date, Owner, Group, Both, Absolute, ModeOwner};
    Turns::new([
    ("?show octal permission , owner and name|filename|path of|for", ModeOwner), ("?show octal permission and owner and name|filename|path of|for", ModeOwner), ("?show octal permission and owner of|for", ModeOwner),
    ("with|and ?=its|=their ?last modified date|=times|=dates|=timestamps", Date), ("with|and|show ?=its|=their ?last modified date", Date), ("with|and ?=its|=their date|=dates|=timestamps", Date),
    ("?show ?last modified date of|for", Date), ("with ?=its|=their date of ?last modified|change", Date), ("and =when ?it|ones ?last modified", Date), ("modified date and name|filename|path", Date),
    ("=who =owns", Owner), ("which user =owns", Owner), ("show owner of", Owner), ("owner of", Owner), ("owner and group of", Both), ("which owner of", Owner), ("with|and ?=its|=their owner", Owner), ("=who owner of", Owner),
    ("which group owned to", Group), ("which group =owns", Group), ("show group of", Group), ("with|and ?=its|=their group", Group), ("which group of", Group),
    ("?show owner and group of|for", Both), ("with|and|show ?=its|=their owner and group", Both), ("with owner , group", Both), ("?show user and group of|for", Both), ("which user and group =own|=owns", Both),
    ("?with|show|as =absolute path|=paths", Absolute), ("by =absolute path", Absolute), ("=absolute path|filename", Absolute), ("?with|show =full path|=paths", Absolute), ("?with whole path", Absolute), ("with path =full|=absolute", Absolute),
    ])
});

impl Reader<'_, '_> {
    /// Whatever of these begins at a token.
    pub(crate) fn modes(&mut self, at: usize) -> Option<usize> {
        self.special_bit(at)
            .or_else(|| self.all_permissions(at))
            .or_else(|| self.full_access(at))
            .or_else(|| self.member_access(at))
            .or_else(|| self.made_to_be(at))
            .or_else(|| self.only_for_owner(at))
            .or_else(|| self.letters_of_mode(if self.is(at, "to") { self.past_fillers(at + 1) } else { at }))
            .or_else(|| self.not_executable(at))
            .or_else(|| self.shown_facts(at))
    }

    fn sets(&mut self, mode: &str) {
        if !self.wish.wants(Verb::SetMode) {
            self.wish.verbs.push(Verb::SetMode);
        }
        self.wish.modes.push((None, mode.to_owned()));
    }

    /// "set the setgid bit on", "remove the sticky bit from".
    fn special_bit(&mut self, at: usize) -> Option<usize> {
        let word = self.token(at)?.text.to_lowercase();
        let sign = match word.as_str() {
            "set" | "add" | "enable" | "turn" | "give" | "put" | "activate" => '+',
            "remove" | "clear" | "unset" | "drop" | "disable" | "delete" => '-',
            _ => return None,
        };
        if self.is_bit_set(at) {
            return None;
        }
        let mut next = self.past_fillers(at + 1);
        if self.is(next, "on") {
            next = self.past_fillers(next + 1);
        }
        let name = self.token(next)?.text.to_lowercase();
        let bit = match name.as_str() {
            "setuid" | "suid" | "set-user-id" => 'u',
            "setgid" | "sgid" | "set-group-id" => 'g',
            "sticky" => 't',
            _ => return None,
        };
        let mode = if bit == 't' { format!("{sign}t") } else { format!("{bit}{sign}s") };
        let end = next + 1 + usize::from(self.is(next + 1, "permission"));
        self.sets(&mode);
        self.explain(at, end);
        Some(end)
    }

    /// "give the owner full permissions on".
    fn full_access(&mut self, at: usize) -> Option<usize> {
        let word = self.token(at)?.text.to_lowercase();
        if !matches!(word.as_str(), "give" | "grant" | "allow") {
            return None;
        }
        let (who, next) = self.people(at + 1)?;
        let end =
            self.seq(next, turns!["=full|all|whole permission ?to|on|for", "=full|all|whole =control ?over|of|on"])?;
        self.sets(&format!("{who}+rwx"));
        let end = if self.is(end - 1, "to on for over of") { end - 1 } else { end };
        self.explain(at, end);
        Some(end)
    }

    /// "remove all permissions for others", "take every right from the group".
    fn all_permissions(&mut self, at: usize) -> Option<usize> {
        let word = self.token(at)?.text.to_lowercase();
        if !matches!(word.as_str(), "remove" | "revoke" | "take" | "strip" | "drop" | "deny" | "withdraw") {
            return None;
        }
        // "take away all rights on a and b from the group"
        if let Some(end) = self.seq(at + 1, turns!["?away all|each|=any ?=the permission ?away on|to|in|under"])
            && let Some(from) = (end..self.tokens.len())
                .find(|it| self.is(*it, "from for of") && self.people(*it + 1).is_some_and(|it| !it.0.is_empty()))
            && let Some((who, behind)) = self.people(from + 1)
        {
            self.sets(&format!("{who}-rwx"));
            self.explain(at, end - 1);
            self.explain(from, behind);
            return Some(end - 1);
        }
        let next = self.seq(
            at + 1,
            turns!["?away all|each|=any ?=the permission ?away ?for|from|of", "?away permission ?away for|from|of"],
        )?;
        let (who, end) = self.people(next)?;
        if who.is_empty() {
            return None;
        }
        self.sets(&format!("{who}-rwx"));
        self.explain(at, end);
        Some(end)
    }

    /// "the group and others": the letters, and the place behind.
    fn people(&self, at: usize) -> Option<(String, usize)> {
        let mut who = String::new();
        let mut next = at;
        let mut end = at;
        while let Some(token) = self.token(next) {
            let letter = match token.concept {
                "owner" | "user" => 'u',
                "group" => 'g',
                "other" => 'o',
                "everyone" | "world" => 'a',
                "all" if self.token(next + 1).is_none_or(|it| !it.is_any("file folder other user")) => 'a',
                FILLER | "and" | "or" | "each" | "by" | "for" | "to" => {
                    if matches!(token.text.to_lowercase().as_str(), "me" | "my" | "myself") {
                        'u'
                    } else {
                        next += 1;
                        continue;
                    }
                }
                _ if matches!(token.text.to_lowercase().as_str(), "me" | "myself") => 'u',
                _ => break,
            };
            // "all users", "other users": the noun says no more.
            if letter == 'u' && (who.ends_with('o') || who.ends_with('a')) && token.is("user") {
                next += 1;
                end = next;
                continue;
            }
            if !who.contains(letter) {
                who.push(letter);
            }
            next += 1;
            end = next;
        }
        (end > at).then_some((who, end))
    }

    /// "give group members write access to".
    fn member_access(&mut self, at: usize) -> Option<usize> {
        let end = self.seq(at, turns!["group member"])?;
        let ahead = self.tokens[..at]
            .iter()
            .any(|it| matches!(it.text.to_lowercase().as_str(), "give" | "grant" | "allow" | "let"));
        let bit = match self.token(end)?.concept {
            "read" => 'r',
            "write" => 'w',
            "execute" => 'x',
            _ => return None,
        };
        let end = end + 1 + usize::from(self.is(end + 1, "permission"));
        if !ahead || !self.tokens[end - 1].is("permission") {
            return None;
        }
        self.sets(&format!("g+{bit}"));
        self.explain(at, end);
        Some(end)
    }

    /// "make x readable for everyone", "make x read-only", "make x accessible only for the owner".
    fn made_to_be(&mut self, at: usize) -> Option<usize> {
        let make = self.tokens[at].text.to_lowercase();
        if !matches!(make.as_str(), "make" | "mark" | "set" | "turn") {
            return None;
        }
        let last = self.tokens.len().min(at + 16);
        let start = (at + 1..last).find(|it| {
            let text = self.tokens[*it].text.to_lowercase();
            matches!(
                text.as_str(),
                "readable"
                    | "writable"
                    | "writeable"
                    | "read-only"
                    | "readonly"
                    | "accessible"
                    | "group-writable"
                    | "world-readable"
                    | "world-writable"
                    | "group-writeable"
                    | "group-readable"
                    | "setgid"
                    | "sticky"
            ) || text == "read" && self.is(it + 1, "only") && !self.is(it + 2, "by for to owner")
        })?;
        if self.tokens[at + 1..start]
            .iter()
            .any(|it| it.is_any("not which with without executable and") && !it.is("and"))
        {
            return None;
        }
        let mut bits = String::new();
        let mut who = String::new();
        let mut next = start;
        let mut accessible = false;
        let mut read_only = false;
        while let Some(token) = self.token(next) {
            let text = token.text.to_lowercase();
            match text.as_str() {
                "readable" => bits.push('r'),
                "writable" | "writeable" => bits.push('w'),
                "executable" => bits.push('x'),
                "accessible" => accessible = true,
                "setgid" | "sticky" if start > at + 1 && self.token(start + 1).is_none_or(Token::is_mark) => {
                    self.wish.modes.push((None, if text == "setgid" { "g+s" } else { "+t" }.to_owned()));
                    self.wish.verbs.push(Verb::SetMode);
                    self.explain(at, at + 1);
                    self.explain(start, start + 1);
                    return Some(at + 1);
                }
                "read-only" | "readonly" => read_only = true,
                "group-writable" | "group-writeable" => {
                    bits.push('w');
                    who.push('g');
                }
                "group-readable" => {
                    bits.push('r');
                    who.push('g');
                }
                "world-readable" => {
                    bits.push('r');
                    who.push('a');
                }
                "world-writable" => {
                    bits.push('w');
                    who.push('a');
                }
                "and" | "," => {}
                "read" if self.is(next + 1, "only") => {
                    read_only = true;
                    next += 1;
                }
                _ => break,
            }
            next += 1;
        }
        let mut only = false;
        let mut end = next;
        while self.is(next, "only by for to") {
            only |= self.is(next, "only");
            next += 1;
        }
        if let Some((people, behind)) = self.people(next)
            && next > end
        {
            who = people;
            end = behind;
            if self.is(end, "only") {
                only = true;
                end += 1;
            }
        } else if next > end {
            return None;
        }
        let mode = if read_only {
            if only || !bits.is_empty() {
                return None;
            }
            format!("{}-w", if who.is_empty() { "a" } else { &who })
        } else if accessible {
            match (who.as_str(), only) {
                ("u", true) => "go-rwx".to_owned(),
                ("ug" | "gu", true) => "o-rwx".to_owned(),
                ("a", false) => "a+rX".to_owned(),
                _ => return None,
            }
        } else {
            let rest = match who.as_str() {
                "u" => "go",
                "ug" | "gu" => "o",
                _ if only => return None,
                _ => "",
            };
            let (sign, bits) = ('+', bits);
            if only {
                let taken = if bits.contains('r') { "rwx" } else { bits.as_str() };
                format!("{who}{sign}{bits},{rest}-{taken}")
            } else {
                format!("{}{sign}{bits}", if who.is_empty() && bits.contains('w') { "u" } else { &who })
            }
        };
        if mode.starts_with('+') && !mode.contains('r') {
            return None;
        }
        self.wish.verbs.push(Verb::SetMode);
        self.wish.modes.push((None, mode));
        self.explain(at, at + 1);
        self.explain(start, end);
        Some(at + 1)
    }

    /// "read and write only for me".
    fn only_for_owner(&mut self, at: usize) -> Option<usize> {
        let mut bits = 0;
        let mut next = at;
        while let Some(token) = self.token(next) {
            bits |= match token.concept {
                "read" => 4,
                "write" => 2,
                "execute" | "executable" => 1,
                "and" | "permission" if bits > 0 => 0,
                _ => break,
            };
            next += 1;
        }
        if bits < 4 || self.tokens.iter().any(|it| it.is("find")) {
            return None;
        }
        let end = self.seq(
            next,
            turns![
                "only for|by =me|owner",
                "for|by =me|owner only",
                "only =by =me",
                "for =me|owner and not other|=else"
            ],
        )?;
        self.sets(&format!("{bits}00"));
        self.explain(at, end);
        Some(end)
    }

    /// `rw-r--r--`
    fn letters_of_mode(&mut self, at: usize) -> Option<usize> {
        let text = self.token(at)?.text;
        let letters = text.strip_prefix(['-', 'd']).filter(|it| it.len() == 9).unwrap_or(text);
        if letters.len() != 9 || !letters.is_ascii() {
            return None;
        }
        let mut mode = String::new();
        for part in letters.as_bytes().chunks(3) {
            let bit = |at: usize, letter: u8, value: u8| match part.get(at) {
                Some(it) if *it == letter => Some(value),
                Some(b'-') => Some(0),
                _ => None,
            };
            mode.push(char::from(b'0' + bit(0, b'r', 4)? + bit(1, b'w', 2)? + bit(2, b'x', 1)?));
        }
        let sets = self.wish.wants(Verb::SetMode) || self.wish.verbs.is_empty() && self.is(at.wrapping_sub(1), "to");
        let mut start = at;
        while start > 0 && (self.is(start - 1, "to as exactly permission of") || self.tokens[start - 1].is(FILLER)) {
            start -= 1;
        }
        if sets {
            self.sets(&mode);
            self.explain(start, at + 1);
        } else {
            self.mode_conditions.push(mode);
            self.explain(at, at + 1);
        }
        Some(at + 1)
    }

    /// "x should not be executable".
    fn not_executable(&mut self, at: usize) -> Option<usize> {
        let should = |it: &str| matches!(it, "should" | "must" | "shall" | "make" | "may" | "shoud");
        if !self.is(at, "not") || !self.tokens[..at].iter().any(|it| should(&it.text.to_lowercase())) {
            return None;
        }
        let end = self.seq(at, turns!["not executable ?=any ?more|=longer", "not =longer executable"])?;
        self.sets("a-x");
        self.explain(at, end);
        for back in 0..at {
            if should(&self.tokens[back].text.to_lowercase()) {
                self.explain(back, back + 1);
            }
        }
        Some(end)
    }

    /// "with their modification dates", "who owns", "as absolute paths".
    fn shown_facts(&mut self, at: usize) -> Option<usize> {
        let acts = self.wish.acts() || self.wish.wants(Verb::SetOwner);
        if acts || !self.wish.texts.is_empty() {
            return None;
        }
        let (end, says) = self.turn(at, &SHOWS).map(|(end, says)| (end, *says))?;
        // "with owner bob" asks for bob's.
        let value = self.token(self.past_fillers(end)).is_some_and(|it| {
            matches!(it.form, Form::Word | Form::Number | Form::Quoted | Form::Date)
                && !it.is_any("file folder each all in of and under sort from thing")
                && !it.is(crate::vocabulary::GROUP)
        });
        let closes = !self.is(end - 1, "of for") && !self.tokens[end - 1].text.eq_ignore_ascii_case("owns");
        if closes && value && matches!(says, Shows::Owner | Shows::Group | Shows::Date) {
            return None;
        }
        let output = &mut self.wish.output;
        match says {
            Shows::Date => output.date = true,
            Shows::Owner => output.owner.0 = true,
            Shows::Group => output.owner.1 = true,
            Shows::ModeOwner => {
                self.wish.output.mode = true;
                self.wish.output.octal = true;
                self.wish.output.owner.0 = true;
            }
            Shows::Both => output.owner = (true, true),
            Shows::Absolute if self.wish.asks_where || self.wish.kind == Some(Kind::Link) => return None,
            Shows::Absolute => output.absolute = true,
        }
        self.explain(at, end);
        // What "of" says of the set is read as a place.
        if self.is(end - 1, "of for") {
            self.explained[end - 1] = true;
            if let Some(place) =
                self.token(self.past_fillers(end)).filter(|it| it.form == Form::Word && it.concept.is_empty())
            {
                let _ = place;
                let to = self.past_fillers(end);
                let text = self.tokens[to].text.to_owned();
                self.wish.objects.push(text);
                self.explain(to, to + 1);
                return Some(to + 1);
            }
        }
        Some(end)
    }

    /// The mode of each of a set is a column of a list.
    pub(crate) fn settle_shown_modes(&mut self) {
        let of_set = self.wish.kind.is_some() && !self.wish.places.is_empty()
            || !self.wish.conditions.is_empty()
            || self.wish.kind == Some(Kind::File) && self.wish.objects.is_empty()
            || self.wish.objects.iter().any(|it| it.contains('*'));
        if !self.wish.notes(Note::ShowMode) || !of_set || self.wish.acts() {
            return;
        }
        self.wish.notes.retain(|it| *it != Note::ShowMode);
        self.wish.output.mode = true;
        self.wish.output.octal = self.tokens.iter().any(|it| it.is("octal") || it.is("number"));
        if let [object] = self.wish.objects.as_slice()
            && object.contains('*')
            && let Some((folder, name)) = object.rsplit_once('/')
        {
            self.wish.places.push(folder.to_owned());
            self.wish.depth = Some(1);
            self.wish.objects = vec![name.to_owned()];
        }
    }
}
