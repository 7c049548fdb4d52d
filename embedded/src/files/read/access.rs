//! Owners, groups and permission bits: as conditions, and as what is to be set.

use super::Reader;
use super::turns::turns;
use crate::files::wish::{Kind, Note, Test, Verb};
use crate::literals::Form;
use crate::vocabulary::FILLER;

impl Reader<'_, '_> {
    /// Whatever speaks of owners and permissions.
    pub(crate) fn access(&mut self, at: usize) -> Option<usize> {
        self.depth(at)
            .or_else(|| self.owner_made(at))
            .or_else(|| self.only_owner(at))
            .or_else(|| self.granting(at))
            .or_else(|| self.owner(at))
            .or_else(|| self.mode(at))
    }

    /// "make alice the owner of notes.txt", "make bob own x".
    fn owner_made(&mut self, at: usize) -> Option<usize> {
        if !self.tokens[at].text.eq_ignore_ascii_case("make") {
            return None;
        }
        let who = self.past_fillers(at + 1);
        let user = self.token(who).filter(|it| is_identity(it.text))?.text.to_owned();
        let end = self.seq(self.past_fillers(who + 1), turns!["owner of", "=own", "owner and group of"])?;
        let both = self.tokens[who + 1..end].iter().any(|it| it.is("group"));
        self.wish.verbs.push(Verb::SetOwner);
        self.wish.new_group = both.then(|| user.clone());
        self.wish.new_owner = Some(user);
        self.explain(at, end);
        Some(if self.is(end - 1, "of") { end - 1 } else { end })
    }

    /// "owned by bob", "belonging to uid 1000", "of group staff"; "to root" behind a change of owner.
    fn owner(&mut self, at: usize) -> Option<usize> {
        let changes = self.wish.wants(Verb::SetOwner)
            || self.seq(at, turns!["set owner", "set group", "set =ownership"]).is_some();
        if changes {
            if let Some(next) = self.seq(
                at,
                turns![
                    "set owner and group of|=for",
                    "set owner and group",
                    "set owner ?of",
                    "owner and group ?of",
                    "owner of",
                    "owner",
                    "=ownership ?of",
                    "set =ownership ?of",
                    "=ownership",
                ],
            ) {
                let both = self.tokens[at..next].iter().any(|it| it.is("group"));
                if self.is(at, "set") {
                    self.wish.verbs.push(Verb::SetOwner);
                }
                if both {
                    self.wish.new_group = Some(String::new());
                }
                let next = next - usize::from(self.is(next - 1, "of"));
                self.explain(at, next);
                return Some(next);
            }
            if let Some(next) = self.seq(at, turns!["set group"]) {
                self.wish.verbs.push(Verb::SetOwner);
                self.wish.new_group = Some(String::new());
                self.wish.new_owner = Some(String::new());
                self.explain(at, next);
                return Some(next);
            }
            if let Some(start) = self.seq(at, turns!["to ?user|group", "=into user"]) {
                let start = self.past_fillers(start);
                let token = self.token(start)?;
                let named =
                    matches!(token.form, Form::Word | Form::Number | Form::FileName) || is_owner_pair(token.text);
                if !named || token.is_any("folder file current here") {
                    return None;
                }
                let text = token.text.to_owned();
                let (user, group) =
                    text.split_once(':').map_or((text.as_str(), None), |(user, group)| (user, Some(group)));
                if !is_identity(user) || group.is_some_and(|it| !is_identity(it)) {
                    return None;
                }
                // "the owner to root and the group to admin"
                if self.wish.new_owner.as_deref().is_some_and(|it| !it.is_empty()) {
                    if at == 0 || !self.is(at - 1, "group") {
                        return None;
                    }
                    self.wish.new_group = Some(user.to_owned());
                    self.explain(at - 1, start + 1);
                    return Some(start + 1);
                }
                let group_only = self.wish.new_owner.as_deref() == Some("");
                if group_only {
                    self.wish.new_group = Some(user.to_owned());
                } else {
                    self.wish.new_owner = Some(user.to_owned());
                    match group {
                        Some(group) => self.wish.new_group = Some(group.to_owned()),
                        None if self.wish.new_group.is_some() => self.wish.new_group = Some(user.to_owned()),
                        None => {}
                    }
                }
                self.explain(at, start + 1);
                return Some(start + 1);
            }
        }
        let user = turns![
            "owned by|to ?user ?=with ?id",
            "owned by|to ?=the user",
            "of|from|by user ?id",
            "owner",
            "with owner",
            "user ?id",
            "owned by",
        ];
        if let Some(start) = self.seq(at, user) {
            let start = self.past_fillers(start);
            let token = self.token(start)?;
            let own = token.text.eq_ignore_ascii_case("me")
                || self.tokens[..start].last().is_some_and(|it| it.text == "me" && self.is(at, "owned"));
            let (name, end) = if own {
                ("$USER".to_owned(), start.max(at + 1) + usize::from(token.text.eq_ignore_ascii_case("me")))
            } else {
                let known = token.concept.is_empty() && !token.is_mark()
                    || token.guessed
                    || token.is("root")
                    || matches!(token.form, Form::Number | Form::Quoted);
                let known = known && is_identity(token.text);
                (if known { token.text.to_owned() } else { String::new() }, start + 1)
            };
            if !name.is_empty() {
                self.condition(Test::Owner(name), at);
                self.explain(at, end);
                return Some(end);
            }
        }
        let group = turns!["owned by|to group ?id", "in group", "of|from|with group ?id", "group ?id", "whose group"];
        let start = self.seq(at, group)?;
        let token = self.token(start)?;
        let known = token.concept.is_empty() || token.guessed || token.is("root") || token.form == Form::Number;
        if !known || token.is_mark() || !is_identity(token.text) {
            return None;
        }
        let name = token.text.to_owned();
        self.condition(Test::Group(name), at);
        self.explain(at, start + 1);
        Some(start + 1)
    }

    /// "755 for folders and 644 for files", "all directories should have 755 and all files 644".
    pub(crate) fn two_modes(&mut self) {
        let octal = |at: &usize| {
            let it = &self.tokens[*at];
            it.form == Form::Number
                && (3..=4).contains(&it.text.len())
                && it.text.bytes().all(|it| (b'0'..b'8').contains(&it))
        };
        let modes: Vec<usize> = (0..self.tokens.len()).filter(octal).collect();
        let [first, second] = modes.as_slice() else { return };
        let (first, second) = (*first, *second);
        let noun = |from: usize, to: usize| {
            let found: Vec<usize> = (from..to).filter(|it| self.is(*it, "file folder subfolder")).collect();
            found.into_iter().rfind(|it| {
                let named = self.token(it + 1).is_some_and(|it| {
                    it.names_path() || it.form == Form::Quoted || it.form == Form::Word && it.concept.is_empty()
                });
                !named || self.tokens[*it].text.ends_with('s')
            })
        };
        // Before its number, or behind it.
        let before = (noun(0, first), noun(first + 1, second));
        let (one, two) = match before {
            (Some(one), Some(two)) if self.is(self.past_fillers(first + 1), "for on file folder") => {
                let _ = (one, two);
                return;
            }
            (Some(one), Some(two)) => (one, two),
            _ => return,
        };
        let kind = |at: usize| if self.is(at, "file") { Kind::File } else { Kind::Folder };
        let kinds = (kind(one), kind(two));
        if kinds.0 == kinds.1 || self.tokens.iter().any(|it| it.is("find")) {
            return;
        }
        for (noun, mode, kind) in [(one, first, kinds.0), (two, second, kinds.1)] {
            let text = self.tokens[mode].text.to_owned();
            self.wish.modes.push((Some(kind), text));
            let start = if noun > 0 && self.is(noun - 1, "regular all each") { noun - 1 } else { noun };
            self.explain(start, noun + 1);
            for at in start..=mode {
                if self.is(at, "to permission set with should on of each all")
                    || self.tokens[at].text == "="
                    || at == mode
                {
                    self.explain(at, at + 1);
                }
            }
        }
        for at in 0..self.tokens.len() {
            if self.is(at, "permission set") {
                self.explain(at, at + 1);
            }
        }
        self.wish.verbs.push(Verb::SetMode);
    }

    /// "mode 640", "permissions to 755", "644 for files and 755 for folders", "u+x".
    fn mode(&mut self, at: usize) -> Option<usize> {
        let start = self
            .seq(at, turns!["permission ?to|of|=as", "set to", "to permission", "with|have permission", "to", "=chmod"])
            .unwrap_or(at);
        let token = self.token(start)?;
        let octal = token.form == Form::Number
            && (3..=4).contains(&token.text.len())
            && token.text.bytes().all(|it| (b'0'..b'8').contains(&it));
        let symbolic = token.form == Form::Mode;
        if !octal && !symbolic {
            return None;
        }
        let acts = self.wish.wants(Verb::SetMode);
        let mentioned = self.tokens.iter().any(|it| it.is("permission"));
        let grants = self
            .tokens
            .iter()
            .any(|it| it.text.eq_ignore_ascii_case("give") || it.text.eq_ignore_ascii_case("chmod") || it.is("set"));
        if octal && !acts && !mentioned && !grants {
            return None;
        }
        // "mode of server.pem to 400"
        let listed = self.wish.verbs.iter().any(|it| matches!(it, Verb::Find | Verb::Show));
        let turned = start > 0 && self.tokens[start - 1].text.eq_ignore_ascii_case("to") && mentioned && !listed;
        let grants = grants || turned;
        let mut end = start + 1;
        if self.is(end, "permission") {
            end += 1;
        }
        let had = (at.saturating_sub(3)..=at).any(|it| {
            self.token(it)
                .is_some_and(|it| it.is("with") || matches!(it.text.to_lowercase().as_str(), "have" | "has" | "having"))
        }) && !self.is(start.wrapping_sub(1), "to");
        let text = token.text.to_owned();
        // "grep u+x" speaks of nothing.
        if symbolic && !had && !acts && !grants && !mentioned {
            return None;
        }
        if had || !(acts || grants) {
            if std::mem::take(&mut self.negated) {
                self.wish.conditions.push(crate::files::wish::Condition {
                    test: Test::Mode(text),
                    negated: true,
                    or: false,
                });
                self.explain(at, end);
                return Some(end);
            }
            self.mode_conditions.push(text);
            self.explain(at, end);
            return Some(end);
        }
        let mut kind = None;
        let several = self.tokens.iter().filter(|it| it.form == Form::Number && it.text.len() >= 3).count() > 1;
        // "files to 644 and folders to 755"
        if several && at > 0 && self.is(at, "to") && self.is(at - 1, "file folder") {
            kind = Some(if self.is(at - 1, "file") { Kind::File } else { Kind::Folder });
        } else if let Some(behind) = self.seq(end, turns!["for|to|on ?all|each file|folder", "file|folder"])
            && several
        {
            kind = Some(if self.is(behind - 1, "file") { Kind::File } else { Kind::Folder });
            end = behind;
        } else if let Some(behind) = self.seq(end, turns!["for|to|on"])
            && let Some(object) = self.token(self.past_fillers(behind)).filter(|it| it.names_path())
        {
            // "700 for .ssh": the mode and its one file.
            let text = object.text.to_owned();
            self.wish.objects.push(text);
            end = self.past_fillers(behind) + 1;
        }
        if !acts {
            self.wish.verbs.push(Verb::SetMode);
        }
        self.wish.modes.push((kind, text));
        self.explain(at, end);
        Some(end)
    }

    /// "only the owner may read and write": nobody else anything.
    fn only_owner(&mut self, at: usize) -> Option<usize> {
        let mut next = self.seq(
            at,
            turns!["only owner", "=only =i", "only for owner", "only ?for me", "=private to me|owner", "only i"],
        )?;
        if !self.is(next.saturating_sub(1), "owner")
            && !self.tokens[at..next].iter().any(|it| matches!(it.text.to_lowercase().as_str(), "i" | "me"))
        {
            return None;
        }
        let mut bits = (false, false, false);
        let start = next;
        while let Some(token) = self.token(next) {
            match token.concept {
                "read" => bits.0 = true,
                "write" | "set" | "modified" => bits.1 = true,
                "execute" | "executable" => bits.2 = true,
                "and" | "or" | "to" | FILLER => {}
                _ if token.form == Form::Comma => {}
                _ => break,
            }
            next += 1;
        }
        if bits == (false, false, false) {
            return None;
        }
        // What stands behind belongs to the bits only up to the last of them.
        while next > start && !self.is(next - 1, "read write execute executable set modified") {
            next -= 1;
        }
        let octal = 4 * u8::from(bits.0) + 2 * u8::from(bits.1) + u8::from(bits.2);
        self.wish.verbs.push(Verb::SetMode);
        self.wish.modes.push((None, format!("{octal}00")));
        self.explain(at, next);
        for rest in next..self.tokens.len() {
            if self.is(rest, "not") && self.seq(rest, turns!["not ?other|=else thing", "not =else ?thing"]).is_some() {
                let end = self.seq(rest, turns!["not ?other|=else thing", "not =else ?thing"]).unwrap_or(rest + 1);
                self.explain(rest, end);
            }
        }
        Some(next)
    }

    /// "take away read access from group and others", "give everyone write permission".
    fn granting(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.making_executable(at) {
            return Some(end);
        }
        let word = self.token(at)?.text.to_lowercase();
        let revokes =
            matches!(word.as_str(), "take" | "remove" | "revoke" | "withdraw" | "deny" | "strip" | "drop" | "forbid");
        let grants = matches!(word.as_str(), "give" | "grant" | "add" | "allow" | "let");
        if !revokes && !grants {
            return None;
        }
        let mut who = String::new();
        let mut what = String::new();
        let mut end = at + 1;
        let mut next = at + 1;
        let mut noun = false;
        while let Some(token) = self.token(next) {
            let class = match token.concept {
                "read" => (&mut what, "r"),
                "write" => (&mut what, "w"),
                "execute" | "executable" => (&mut what, "x"),
                "owner" | "user" => (&mut who, "u"),
                "group" => (&mut who, "g"),
                "other" => (&mut who, "o"),
                "everyone" => (&mut who, "a"),
                "permission" => {
                    noun = true;
                    end = next + 1;
                    next += 1;
                    continue;
                }
                "of" if !what.is_empty() && self.is(self.past_fillers(next + 1), "group owner other everyone user") => {
                    next += 1;
                    continue;
                }
                FILLER | "and" | "for" | "from" | "to" | "away" | "all" | "=the" => {
                    next += 1;
                    continue;
                }
                _ if token.form == Form::Comma => {
                    next += 1;
                    continue;
                }
                _ => break,
            };
            if !class.0.contains(class.1) {
                class.0.push_str(class.1);
            }
            next += 1;
            end = next;
        }
        if what.is_empty() || !noun && who.is_empty() {
            return None;
        }
        if who.is_empty() && revokes {
            who.push('a');
        }
        self.wish.verbs.push(Verb::SetMode);
        self.wish.modes.push((None, format!("{who}{}{what}", if revokes { '-' } else { '+' })));
        self.explain(at, end);
        Some(end)
    }

    /// "make deploy.sh executable for everyone", with anything between.
    fn making_executable(&mut self, at: usize) -> Option<usize> {
        if !self.tokens[at].text.eq_ignore_ascii_case("make") {
            return None;
        }
        let bit = (at + 1..self.tokens.len().min(at + 14)).find(|it| self.is(*it, "executable"))?;
        let between = &self.tokens[at + 1..bit];
        if self.is(bit + 1, "only") || between.iter().any(|it| it.is_any("not which with without")) {
            return None;
        }
        let who = turns![&'static str;
            ("for|by|to everyone|all", "a"),
            ("for|by owner", "u"),
            ("for|by ?=the owner only", "u"),
            ("for =me", "u"),
            ("for|by group", "g"),
            (", ?for|by owner only", "u"),
            (", only ?for|by owner", "u"),
            ("( owner only )", "u"),
        ];
        let (end, who) = self.turn(bit + 1, who).unwrap_or((bit + 1, &""));
        self.wish.verbs.push(Verb::SetMode);
        self.wish.modes.push((None, format!("{who}+x")));
        self.explain(at, at + 1);
        self.explain(bit, end);
        // "make all scripts in bin executable": a script is a file here.
        for script in at + 1..bit {
            if matches!(self.tokens[script].text, "script" | "scripts") && !self.is(script.wrapping_sub(1), "in") {
                self.explain(script, script + 1);
                self.wish.kind.get_or_insert(Kind::File);
            }
        }
        Some(at + 1)
    }

    /// Modes that entries have become conditions.
    pub(crate) fn settle_modes(&mut self) {
        let asked = self.wish.notes(Note::ShowMode);
        for mode in std::mem::take(&mut self.mode_conditions) {
            if !asked {
                self.condition(Test::Mode(mode), 0);
            }
        }
    }
}

fn is_owner_pair(text: &str) -> bool {
    text.split_once(':').is_some_and(|(user, group)| is_identity(user) && is_identity(group))
}

/// Whether it can be a user's or a group's name or number.
fn is_identity(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 32
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-".contains(&it))
        && !text.starts_with('-')
}
