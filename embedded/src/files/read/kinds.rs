//! Conditions that are rarer than names, sizes and ages: special files, hard links, letters in names, levels, bits.

use super::Reader;
use super::names::escape;
use super::turns::{Turns, turns};
use crate::files::wish::{Counted, Key, Kind, Note, Order, Test, Verb};
use crate::literals::Form;
use std::sync::LazyLock;

/// What a turn of phrase says.
#[derive(Clone, Copy)]
enum Rare {
    /// Entries of a type that has no kind of its own.
    Special(&'static str),
    /// Words of `find`, and whether all platforms have them.
    Fixed(&'static str, bool),
    /// The same, turned around.
    Not(&'static str, bool),
    Names(&'static str),
    Duplicates,
    Counts(Counted),
}

#[rustfmt::skip]
static RARE: LazyLock<Turns<Rare>> = LazyLock::new(|| {
    use Rare::{Special, Fixed, Not, Names, Duplicates, Counts};
    Turns::new([
    ("?=unix|=domain|=unix-domain ?=domain =socket|=sockets ?file", Special("-type s")),
    ("named =pipe|=pipes", Special("-type p")), ("=fifo|=fifos|=fifo's ?file", Special("-type p")),
    ("=named-pipes|=named-pipe", Special("-type p")),
    ("=block =device|=devices|=special ?file", Special("-type b")), ("character =device|=devices|=special ?file", Special("-type c")),
    ("with|not|without not|without|=any ?=a extension", Fixed("! -name '*.*'", true)),
    ("without|not extension", Fixed("! -name '*.*'", true)), ("without ?=any extension", Fixed("! -name '*.*'", true)),
    ("=gzipped|=gz ?file", Names("*.gz")), ("=gzipped|=gz =dumps|=backups", Names("*.gz")), ("=gz-compressed file", Names("*.gz")),
    ("=extensionless", Fixed("! -name '*.*'", true)),
    ("with more than =one|=1 =hard ?link", Fixed("-links +1", true)), ("with =several|=multiple =hard ?link", Fixed("-links +1", true)),
    ("more than =one|=1 =hard ?link", Fixed("-links +1", true)), ("with more than =one|=1 link", Fixed("-links +1", true)),
    ("=several|=multiple =hard ?link", Fixed("-links +1", true)), ("=hard-linked|=hardlinked file", Fixed("-links +1", true)),
    ("not|without ?=valid|=known group", Fixed("-nogroup", true)), ("not owned ?=by|to ?=any group", Fixed("-nogroup", true)),
    ("not =valid|=known|=existing group", Fixed("-nogroup", true)), ("owned to not group", Fixed("-nogroup", true)),
    ("owned to not user", Fixed("-nouser", true)), ("=whose owner|user not ?=longer go", Fixed("-nouser", true)),
    ("=non-readable", Not("-readable", false)), ("=unreadable", Not("-readable", false)),
    ("=non-writable|=unwritable", Not("-writable", false)),
    ("not read ?by|for =me|user|current", Not("-readable", false)), ("=i =can|=may read", Fixed("-readable", false)),
    ("=i =can|=may =not read", Not("-readable", false)), ("=i not read", Not("-readable", false)), ("=i =am not =allowed to read", Not("-readable", false)),
    ("=i =can|=may =not write ?to", Not("-writable", false)), ("=i not write ?to", Not("-writable", false)),
    ("=i =can|=may write ?to", Fixed("-writable", false)), ("write by|for =me", Fixed("-writable", false)),
    ("read by|for =me", Fixed("-readable", false)), ("=which read by =me", Fixed("-readable", false)),
    ("with|contain upper|=uppercase|=capital character in name|filename", Names("*[[:upper:]]*")), ("with =capital character in name|filename", Names("*[[:upper:]]*")),
    ("name contain ?=at ?least|=a ?=one|=1 upper|=capital character", Names("*[[:upper:]]*")), ("name contain =capitals|upper", Names("*[[:upper:]]*")),
    ("with|contain ?=at ?least ?=one =digit|=digits|number in name|filename", Names("*[0-9]*")), ("name contain|with|=has ?=any ?=at ?least ?=one|=1 =digit|=digits|number", Names("*[0-9]*")),
    ("name|filename start with =digit|number|=digits", Names("[0-9]*")), ("name|filename end with|in =digit|number|=digits", Names("*[0-9]")),
    ("start with =digit|=digits", Names("[0-9]*")),
    ("name|filename start with upper|=capital ?character", Names("[[:upper:]]*")), ("name|filename start with lower ?character", Names("[[:lower:]]*")),
    ("name contain ?=any|=at ?least ?=one|=1 space", Names("* *")), ("with space in ?=their|=its|=the name|filename", Names("* *")), ("contain ?=at ?least ?=one|=1 space", Names("* *")),
    ("copy ?file|=photos|=pictures|=images", Duplicates), ("=duplicates", Duplicates), ("=duplicated file", Duplicates), ("=identical file", Duplicates), ("file which =identical", Duplicates),
    ("with =same|=identical|=equal content", Duplicates), ("=same|=identical|=equal content", Duplicates), ("=same content", Duplicates),
    ("which =identical in content", Duplicates), ("=byte-identical|=byte-for-byte ?=identical ?file", Duplicates), ("=same =checksum|=md5|=hash", Duplicates),
    ("count ?of ?number ?of ?all file by|each|for|with ?each ?file extension|type", Counts(Counted::ByExtension)), ("how many file of|by|with|for ?each extension|type ?ones|there|go", Counts(Counted::ByExtension)),
    ("how many file there of|by|with|for ?each extension|type", Counts(Counted::ByExtension)), ("how many file of each extension|type", Counts(Counted::ByExtension)), ("how many file each extension|type", Counts(Counted::ByExtension)),
    ("number of file each ?file extension|type", Counts(Counted::ByExtension)), ("number of file for|by|of|with each ?file extension|type", Counts(Counted::ByExtension)), ("file count by|each|for ?each extension|type", Counts(Counted::ByExtension)),
    ("count each ?file extension|type", Counts(Counted::ByExtension)), ("count file each extension|type", Counts(Counted::ByExtension)), ("count each extension|type of file", Counts(Counted::ByExtension)), ("how many file there each extension|type", Counts(Counted::ByExtension)), ("how often each ?file extension contain", Counts(Counted::ByExtension)), ("count how often each ?file extension contain", Counts(Counted::ByExtension)),
    ("number of file each folder", Counts(Counted::ByFolder)), ("number of file in|for|by each folder", Counts(Counted::ByFolder)), ("count ?number ?of ?all file each folder", Counts(Counted::ByFolder)), ("count ?number ?of ?all file in|for|by each folder", Counts(Counted::ByFolder)), ("how many file ?there ?are in|each ?each folder", Counts(Counted::ByFolder)), ("file count each folder", Counts(Counted::ByFolder)), ("how many file each folder contain|with|have", Counts(Counted::ByFolder)), ("file count for|of|in|by each folder", Counts(Counted::ByFolder)),
    ("number of file in|for|by|each ?each subfolder", Counts(Counted::BySubfolder)), ("count ?number ?of ?all file in|for|by|each ?each ?direct subfolder", Counts(Counted::BySubfolder)), ("how many file ?there in|each ?each ?direct subfolder ?contain", Counts(Counted::BySubfolder)), ("for each subfolder how many file ?ones ?contain", Counts(Counted::BySubfolder)), ("for each subfolder ?show ?count number of file", Counts(Counted::BySubfolder)),
    ])
});

impl Reader<'_, '_> {
    /// Whatever of these begins at a token.
    pub(crate) fn rare(&mut self, at: usize) -> Option<usize> {
        self.levels(at)
            .or_else(|| self.exact_size(at))
            .or_else(|| self.allowed(at))
            .or_else(|| self.same_file(at))
            .or_else(|| self.regex_name(at))
            .or_else(|| self.most_files(at))
            .or_else(|| self.folders_with(at))
            .or_else(|| self.most_lines(at))
            .or_else(|| self.emptied(at))
            .or_else(|| self.rare_phrase(at))
    }

    fn rare_phrase(&mut self, at: usize) -> Option<usize> {
        if self.tokens[at].is_mark() || self.negated {
            return None;
        }
        let (end, says) = self.turn(at, &RARE).map(|(end, says)| (end, *says))?;
        match says {
            Rare::Special(test) => {
                self.wish.kind = Some(Kind::Any);
                self.wish.files_wanted = true;
                self.condition(Test::Fixed(test, true), at);
            }
            Rare::Fixed(test, everywhere) => self.condition(Test::Fixed(test, everywhere), at),
            Rare::Not(test, everywhere) => {
                self.negated = true;
                self.condition(Test::Fixed(test, everywhere), at);
            }
            // Letters of a line are no letters of a name.
            Rare::Names(glob)
                if glob != "*.gz"
                    && self.has_line
                    && !self.tokens[at..end].iter().any(|it| it.is_any("name filename")) =>
            {
                return None;
            }
            Rare::Names(glob) => {
                if glob == "*.gz" {
                    if self.any_file_object() {
                        return None;
                    }
                    self.wish.kind = Some(Kind::File);
                } else if !self.wish.files_wanted || self.any_file_object() {
                    return None;
                }
                self.condition(Test::Name(vec![glob.to_owned()], false), at);
            }
            Rare::Duplicates => {
                // "copy files to x" copies; "duplicate files" only describes.
                let word = self.tokens[at].text.to_lowercase();
                if self.tokens[at].is("copy") && (word != "duplicate" || self.wish.verbs.is_empty() || at == 0)
                    || self.has_line
                {
                    return None;
                }
                self.wish.notes.push(Note::Duplicates);
                if let Some(kind) = self.token(end - 1).filter(|it| it.is("file")) {
                    let _ = kind;
                    self.note_kind(Kind::File, end - 1);
                }
            }
            Rare::Counts(what) => {
                if self.wish.acts() || !self.wish.texts.is_empty() {
                    return None;
                }
                self.wish.how_many = Some(what);
            }
        }
        self.explain(at, end);
        // The kind that ends a phrase is still to be read: "duplicate images".
        if end - 1 > at && self.token(end - 1).is_some_and(|it| it.is(crate::vocabulary::GROUP)) {
            self.explained[end - 1] = false;
            return Some(end - 1);
        }
        Some(end)
    }

    /// "which file has the most lines", "the 10 longest files by line count".
    fn most_lines(&mut self, at: usize) -> Option<usize> {
        let most = self.seq(at, turns!["?with|contain most line", "?with biggest number of line"]);
        let sorted = self.seq(
            at,
            turns![
                "?sort by ?=their line count",
                "?sort by ?=their number of line",
                "by line",
                "sort by line",
                "sort by length ?in line",
            ],
        );
        let end = most.or(sorted)?;
        if self.wish.acts() || !self.wish.texts.is_empty() || self.any_file_object() {
            return None;
        }
        self.wish.how_many = Some(Counted::Lines);
        self.wish.each = true;
        self.wish.order = Some(Order { key: Key::Size, descending: true });
        if most.is_some() && self.wish.limit.is_none() {
            let several = self.tokens[..at].iter().any(|it| it.is("file") && it.text.ends_with('s'));
            self.wish.limit = Some(if several { 10 } else { 1 });
            self.wish.ten = several;
        }
        self.explain(at, end);
        // "the 10 longest": the count stands before.
        for back in 0..at {
            if self.is(back, "longest biggest top") && back > 0 {
                self.explain(back, back + 1);
                #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "clamped")]
                if let Some(number) = self.tokens[back - 1].number {
                    self.wish.limit = Some(number.clamp(1.0, 1000.0) as u32);
                    self.explain(back - 1, back);
                } else if !self.tokens[..at].iter().any(|it| it.is("file") && it.text.ends_with('s')) {
                    self.wish.limit = Some(1);
                }
            }
        }
        Some(end)
    }

    /// "empty the folder cache": what is in it goes.
    fn emptied(&mut self, at: usize) -> Option<usize> {
        // "are there any empty folders" asks.
        let polite =
            |it: &str| matches!(it.to_lowercase().as_str(), "please" | "pls" | "kindly" | "can" | "could" | "you");
        let first = self.tokens[..at].iter().all(|it| polite(it.text));
        if !first || !matches!(self.tokens[at].text, "empty" | "Empty") {
            return None;
        }
        let next = self.past_fillers(at + 1);
        let article = next > at + 1;
        let folder = self.token(next).is_some_and(|it| it.is("folder") && !it.text.ends_with('s'));
        let path = self.token(next).is_some_and(|it| it.form == Form::Path && !crate::literals::names_file(it.text));
        let name = article && self.is(next + 1, "folder") && !self.tokens[next + 1].text.ends_with('s');
        if !(article && folder || path || name) {
            // "empty the trash", "empty all folders" ask for something to be done, not for what is empty.
            self.conflict |= article || self.is(at + 1, "all each");
            return None;
        }
        self.wish.verbs.push(Verb::Delete);
        self.wish.emptied = true;
        self.wish.kind = Some(Kind::Any);
        self.explain(at, at + 1);
        Some(at + 1)
    }

    /// "directories containing a package.json", "folders without an index.html", "git repositories".
    fn folders_with(&mut self, at: usize) -> Option<usize> {
        if self.wish.acts() || self.has_line {
            return None;
        }
        if let Some(end) = self.seq(at, turns!["=git project|=repositories|=repos|=checkouts|=clones"]) {
            self.wish.notes.push(Note::Parents);
            self.wish.kind = Some(Kind::Folder);
            self.condition(Test::Name(vec![".git".to_owned()], false), at);
            self.explain(at, end);
            return Some(end);
        }
        let with = turns![
            "folder|subfolder which|ones contain|with ?=a ?file ?named",
            "folder|subfolder contain|with ?=a ?file ?named",
        ];
        let without = turns![
            "folder|subfolder ?which not contain|with ?=a ?file ?named",
            "folder|subfolder without ?=a ?file ?named",
            "folder|subfolder with not ?file ?named",
            "folder|subfolder ?which contain not ?file ?named",
        ];
        let (start, has) = match (self.seq(at, with), self.seq(at, without)) {
            (_, Some(end)) => (end, false),
            (Some(end), None) => (end, true),
            _ => return None,
        };
        let value = self.past_fillers(start);
        let token = self.token(value)?;
        let is_name = matches!(token.form, Form::FileName | Form::Glob | Form::Dotted)
            || token.form == Form::Word && token.concept.is_empty() && crate::literals::names_file(token.text);
        let ends = self.token(value + 1).is_none_or(|it| it.is_mark() || it.is_any("in under file within from"));
        if !is_name || !ends {
            return None;
        }
        let name = token.text.to_owned();
        let glob = name.contains(['*', '?']);
        self.wish.kind = Some(Kind::Folder);
        self.wish.files_wanted = true;
        if has {
            self.wish.notes.push(Note::Parents);
            self.condition(Test::Name(vec![if glob { name } else { escape(&name) }], false), at);
        } else if glob {
            return None;
        } else {
            self.condition(Test::Lacks(name), at);
        }
        let end = value + 1 + usize::from(self.is(value + 1, "file"));
        self.explain(at, end);
        Some(end)
    }

    /// "which folder has the most files", "the 5 folders with most files".
    fn most_files(&mut self, at: usize) -> Option<usize> {
        if self.has_line || self.wish.acts() {
            return None;
        }
        let end = self.seq(
            at,
            turns![
                "folder with|contain ?=the most file",
                "folder most file",
                "folder ?which with|contain most ?number ?of file",
                "folder with ?=the =highest|biggest number of file",
            ],
        )?;
        self.wish.how_many = Some(Counted::ByFolder);
        if self.wish.limit.is_none() {
            let plural = self.tokens[at].text.ends_with('s') || self.tokens[at].text.ends_with("ies");
            let number = at.checked_sub(1).and_then(|it| self.tokens[it].number);
            #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "clamped")]
            let wanted = number.map_or(if plural { 10 } else { 1 }, |it| it.clamp(1.0, 1000.0) as u32);
            self.wish.limit = Some(wanted);
            if number.is_some() {
                self.explain(at - 1, at);
            }
        }
        self.explain(at, end);
        Some(end)
    }

    /// "at least 3 levels deep", "at depth 2", "exactly two levels down".
    fn levels(&mut self, at: usize) -> Option<usize> {
        let least = turns![
            "at least # level ?=down|level",
            "# or more level ?level",
            "more than # level ?=down|level",
            "=deeper than # level",
            "=deeper than level #",
            "?with least depth ?of #",
            "=mindepth #",
            "=minimum depth ?of #",
        ];
        let exact = turns![
            "?=at exactly depth ?of #",
            "exactly # level ?=down|level",
            "?=at exactly # level ?=down|level",
            "?at exactly ?=a depth ?of #",
            "at level|depth #",
            "on level #",
        ];
        let number = |it: &Self, end: usize| it.tokens[at..end].iter().find_map(|it| it.number);
        if let Some(end) = self.seq(at, exact) {
            let number = level(number(self, end)?);
            self.wish.depth = Some(number);
            self.wish.depth_least = Some(number);
            self.explain(at, end);
            return Some(end);
        }
        let end = self.seq(at, least)?;
        let more = self.tokens[at..end].iter().any(|it| it.is("than"));
        self.wish.depth_least = Some(level(number(self, end)?) + u32::from(more));
        self.explain(at, end);
        Some(end)
    }

    /// "exactly 1024 bytes", "that have 1568 bytes", "of size 10k".
    fn exact_size(&mut self, at: usize) -> Option<usize> {
        let start = self.seq(
            at,
            turns![
                "?with|of ?size ?of exactly",
                "with size ?of ?exactly",
                "of size ?exactly",
                "?=a size ?of exactly",
                "=whose size exactly",
                "=whose size",
                "size ?of exactly",
                "exactly",
                "?which with",
                "size =equal to",
            ],
        );
        let had = self.tokens[at].text.eq_ignore_ascii_case("have") || self.tokens[at].text.eq_ignore_ascii_case("has");
        let start = start.or(had.then_some(at + 1))?;
        if self.has_line || self.negated || !self.wish.files_wanted {
            return None;
        }
        let (bytes, end) = self.amount(start)?;
        // "10 MB or more" is a bound.
        if self.is(end, "or and to") && !self.is(end, "and")
            || self.token(end).is_some_and(|it| it.form == Form::Sign)
            || self.is(end, "over more less")
        {
            return None;
        }
        let exact = bytes < 1024 || bytes % 1024 != 0 || self.tokens[at..start].iter().any(|it| it.is("exactly"));
        if !exact && !self.tokens[at..end].iter().any(|it| it.is("byte")) {
            return None;
        }
        self.condition(Test::Size(Some(bytes), Some(bytes)), at);
        let end = end + usize::from(self.seq(end, turns!["in size"]).is_some()) * 2;
        let end = end + usize::from(self.is(end, "much size") || self.token(end).is_some_and(|it| it.text == "long"));
        self.explain(at, end);
        Some(end)
    }

    /// "that the group can write", "readable by the group or by others", "which everybody may execute".
    fn allowed(&mut self, at: usize) -> Option<usize> {
        if self.wish.wants(Verb::SetMode) || self.sets_mode_ahead(at) {
            return None;
        }
        let mut who: Vec<char> = Vec::new();
        let mut what: Vec<char> = Vec::new();
        let mut any = false;
        let mut not = false;
        let mut next = at;
        let mut end = at;
        let mut joins = false;
        while let Some(token) = self.token(next) {
            let text = token.text.to_lowercase();
            let mut read = true;
            match token.concept {
                "owner" | "user" => push(&mut who, 'u'),
                "group" => push(&mut who, 'g'),
                "other" => push(&mut who, 'o'),
                "everyone" | "world" => push(&mut who, 'a'),
                "read" => push(&mut what, 'r'),
                "write" => push(&mut what, 'w'),
                "execute" | "executable" => push(&mut what, 'x'),
                "or" => {
                    any = true;
                    read = false;
                }
                "not" if text.starts_with("can") || text == "not" && !what.is_empty() | !who.is_empty() => {
                    not = true;
                    read = false;
                }
                "by" | "for" | "and" | "to" | "permission" | "with" | "owned" => {
                    read = token.is("permission");
                    joins = true;
                }
                super::FILLER => {
                    read = false;
                    joins |= matches!(text.as_str(), "can" | "may" | "has" | "have" | "is" | "could");
                }
                _ => match text.as_str() {
                    "group-writable" | "group-writeable" => {
                        push(&mut who, 'g');
                        push(&mut what, 'w');
                        joins = true;
                    }
                    "group-readable" => {
                        push(&mut who, 'g');
                        push(&mut what, 'r');
                        joins = true;
                    }
                    "world-executable" => {
                        push(&mut who, 'a');
                        push(&mut what, 'x');
                        joins = true;
                    }
                    _ => break,
                },
            }
            next += 1;
            if next == at + 1 && !read {
                return None;
            }
            if read {
                end = next;
            }
        }
        if who.is_empty() || what.is_empty() || !joins {
            return None;
        }
        // Several of both, joined by "or", would need to be asked one by one.
        if any && who.len() > 1 && what.len() > 1 || not && (any || who.len() > 1 && what.len() > 1) {
            return None;
        }
        // What everyone may, the others may: that is what is meant of reading and writing.
        if who == ['a'] && !what.contains(&'x') {
            who = vec!['o'];
        }
        let bits = format!("{}={}", who.iter().collect::<String>(), what.iter().collect::<String>());
        // With a negation none of the bits may be there.
        self.negated |= not;
        self.condition(if any || not { Test::AllowsAny(bits) } else { Test::Mode(bits) }, at);
        self.explain(at, end);
        Some(end)
    }

    /// Whether a wish to change modes is still to come or stands before.
    fn sets_mode_ahead(&self, _at: usize) -> bool {
        self.tokens.iter().enumerate().any(|(at, it)| {
            it.is_any("set grant revoke make delete") && !self.is_bit_set(at)
                || matches!(it.text.to_lowercase().as_str(), "chmod" | "give" | "add" | "take" | "remove")
                || it.text.eq_ignore_ascii_case("only")
        })
    }

    /// "which has the setuid bit set": no wish to set it.
    pub(crate) fn is_bit_set(&self, at: usize) -> bool {
        at > 0
            && self.tokens[at].text.eq_ignore_ascii_case("set")
            && (self.is(at - 1, "permission") || self.tokens[at - 1].text.ends_with("bit"))
    }

    /// "hard links to x", "the same file as x", "links that point to x".
    fn same_file(&mut self, at: usize) -> Option<usize> {
        let hard = self.seq(
            at,
            turns![
                "=hard link ?which ?point to|of|for ?file",
                "=hard-links|=hardlinks|=hardlink to|of|for ?file",
                "=hard linked|=linked to ?file",
                "=hard-linked|=hardlinked to|with ?file",
                "=hard =linked|=links to ?file",
                "=same =inode =as|as ?file",
                "=same =inode ?number as ?file",
                "with =same =inode ?number as ?file",
                "=share|=sharing ?=the|=its|=same =inode with ?file",
            ],
        );
        if let Some(start) = hard {
            let value = self.past_fillers(start);
            let file = self.token(value).filter(|it| it.names_path() || it.form == Form::Quoted)?.text.to_owned();
            if self.wish.acts() {
                return None;
            }
            self.condition(Test::SameFile(file), at);
            self.wish.kind = None;
            self.wish.files_wanted = true;
            self.explain(at, value + 1);
            return Some(value + 1);
        }
        let start = self.seq(
            at,
            turns![
                "?symbolic link ?in ?which point ?to ?file|folder",
                "link to ?file|folder",
                "symbolic link to ?file|folder",
                "?which point ?to ?file|folder",
            ],
        )?;
        if self.wish.output.link_target {
            return None;
        }
        let to = self.tokens[at..start].iter().any(|it| it.is_any("to point"));
        let link = self.is(at, "link symbolic") || self.wish.kind == Some(Kind::Link);
        if !to || !link || self.wish.acts() || self.wish.asks_where {
            return None;
        }
        let mut value = self.past_fillers(start);
        let inside = self.tokens[at..start].iter().any(|it| it.is("into")) || self.is(value, "into in within under");
        while self.is(value, "into in within under") || inside && self.is(value, "folder") {
            value = self.past_fillers(value + 1);
        }
        let file = self.token(value).filter(|it| it.names_path() || it.form == Form::Quoted)?.text.to_owned();
        if inside {
            let within = format!("{}/*", escape(file.trim_end_matches('/')));
            self.condition(Test::TargetName(within), at);
        } else {
            self.condition(Test::LeadsTo(file), at);
        }
        self.wish.kind = Some(Kind::Link);
        self.wish.files_wanted = true;
        self.explain(at, value + 1);
        Some(value + 1)
    }

    /// "whose names match the regular expression ^a.*$".
    fn regex_name(&mut self, at: usize) -> Option<usize> {
        let start = self.seq(
            at,
            turns![
                "name|filename|path contain ?=the ?regular pattern|text",
                "name|filename|path contain ?regular text|pattern",
                "?name|filename contain regular text|pattern",
                "by pattern",
                "contain pattern",
            ],
        )?;
        let is_regex = self.tokens[at..start]
            .iter()
            .any(|it| matches!(it.text.to_lowercase().as_str(), "regex" | "regexp" | "regular" | "expression"));
        let value = self.past_fillers(start);
        let token = self.token(value)?;
        let named = self.tokens[at..start].iter().any(|it| it.is_any("name filename"));
        if !is_regex
            || self.has_line
            || !named
            || token.is_mark()
            || token.text.contains('\\') && token.text.contains("\\d")
        {
            return None;
        }
        let regex = token.text.to_owned();
        self.condition(Test::Regex(regex), at);
        self.explain(at, value + 1);
        Some(value + 1)
    }
}

fn push(letters: &mut Vec<char>, letter: char) {
    if !letters.contains(&letter) {
        letters.push(letter);
    }
}

#[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "clamped")]
fn level(number: f64) -> u32 {
    number.clamp(0.0, 1000.0) as u32
}
