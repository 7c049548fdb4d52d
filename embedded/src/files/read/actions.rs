//! What is to be done with each file beyond listing: a program is run on it, text in it replaced, its mode taken over.

use super::Reader;
use super::turns::turns;
use crate::files::archive;
use crate::files::wish::{Kind, Note, Slice, Verb};
use crate::literals::{Form, Token};
use crate::vocabulary::FILLER;

/// The programs that sum up a file, by the words for them.
const SUMS: &[(&str, &str)] = &[
    ("md5", "md5sum"),
    ("md5sum", "md5sum"),
    ("md5sums", "md5sum"),
    ("md5-sum", "md5sum"),
    ("sha1", "sha1sum"),
    ("sha-1", "sha1sum"),
    ("sha1sum", "sha1sum"),
    ("sha1sums", "sha1sum"),
    ("sha256", "sha256sum"),
    ("sha-256", "sha256sum"),
    ("sha256sum", "sha256sum"),
    ("sha256sums", "sha256sum"),
    ("sha512", "sha512sum"),
    ("sha-512", "sha512sum"),
    ("sha512sum", "sha512sum"),
    ("sha512sums", "sha512sum"),
    ("b2sum", "b2sum"),
    ("crc", "cksum"),
    ("crc32", "cksum"),
    ("cksum", "cksum"),
];

const SUM_NOUNS: &[&str] = &[
    "sum",
    "sums",
    "checksum",
    "checksums",
    "hash",
    "hashes",
    "digest",
    "digests",
    "hashsum",
    "hashsums",
    "fingerprint",
    "fingerprints",
];

impl Reader<'_, '_> {
    /// Whatever of these begins at a token.
    pub(crate) fn action(&mut self, at: usize) -> Option<usize> {
        self.checksum(at)
            .or_else(|| self.touching(at))
            .or_else(|| self.replacing(at))
            .or_else(|| self.reference(at))
            .or_else(|| self.whole_archive(at))
            .or_else(|| self.stripping(at))
            .or_else(|| self.adding(at))
    }

    /// "calculate the sha256 checksums of", "md5 of", "hash every file with sha1".
    fn checksum(&mut self, at: usize) -> Option<usize> {
        let lower = |at: usize| self.token(at).map(|it| it.text.to_lowercase()).unwrap_or_default();
        let mut next = at;
        let mut acts = false;
        if matches!(
            lower(at).as_str(),
            "calculate" | "compute" | "generate" | "calc" | "get" | "make" | "create" | "write"
        ) || self.is(at, "show")
        {
            acts = true;
            next += 1;
        }
        while self.token(next).is_some_and(|it| it.is(FILLER)) {
            next += 1;
        }
        let program = SUMS.iter().find(|it| it.0 == lower(next)).map(|it| it.1);
        let mut end = next + 1;
        if program.is_some() {
            while SUM_NOUNS.contains(&lower(end).as_str()) {
                end += 1;
            }
        } else if !(SUM_NOUNS[2..].contains(&lower(next).as_str()) && (acts || self.is(end, "of for"))) {
            return None;
        }
        if self.wish.program.is_some() {
            return None;
        }
        let _ = acts;
        self.wish.verbs.push(Verb::Run);
        self.wish.program = Some(program.unwrap_or("sha256sum"));
        self.explain(at, end);
        Some(end)
    }

    /// "touch all c files", "update the timestamps of", "set the modification time of … to now".
    fn touching(&mut self, at: usize) -> Option<usize> {
        if self.wish.program == Some("touch") {
            let end = self.seq(at, turns!["to =now", "to ?=the current date", "to ?=the current", "to today"])?;
            self.explain(at, end);
            return Some(end);
        }
        let first = at == 0
            || self.tokens[..at].iter().all(|it| it.is(FILLER))
            || self.is(at - 1, "and than")
            || self.wish.wants(Verb::Find) && self.is(at - 1, "to");
        let end = if first && self.tokens[at].text.eq_ignore_ascii_case("touch") {
            let them = usize::from(self.is(at + 1, "ones"));
            at + 1 + them
        } else {
            self.seq(
                at,
                turns![
                    "=update|set|=refresh|=reset ?last ?modified|accessed date ?of|for|on",
                    "=update|set|=refresh|=reset ?last ?modified|accessed =timestamps|=times ?of|for|on",
                    "=bump ?modified date ?of",
                ],
            )?
        };
        self.wish.verbs.push(Verb::Run);
        self.wish.program = Some("touch");
        self.explain(at, end);
        Some(end)
    }

    /// "replace a with b", "change foo to bar in", "substitute x by y".
    fn replacing(&mut self, at: usize) -> Option<usize> {
        if self.wish.replacement.is_some() || self.wish.acts() {
            return None;
        }
        let word = self.tokens[at].text.to_lowercase();
        let sure = matches!(word.as_str(), "replace" | "substitute" | "swap" | "sub");
        if !sure && !matches!(word.as_str(), "change" | "turn" | "rewrite") {
            return None;
        }
        let mut next = self.past_fillers(at + 1);
        let all = turns!["each|all occurrence of", "all", "each", "occurrence of", "text|word", "=every =instance of"];
        while let Some(end) = self.seq(next, all) {
            next = self.past_fillers(end);
        }
        let sure = sure || self.tokens[at..next].iter().any(|it| it.is("occurrence"));
        let from = self.value(next, sure)?.to_owned();
        let by = next + 1;
        let joint =
            self.is(by, "with by to into") || self.token(by)?.form == Form::Sign && self.tokens[by].text.contains('>');
        if !joint {
            return None;
        }
        let mut to = self.past_fillers(by + 1);
        if self.is(to, "text word") {
            to = self.past_fillers(to + 1);
        }
        let with = self.value(to, sure)?.to_owned();
        let end = to + 1;
        // "with a b" would lose a word; what follows has to be a place or nothing.
        let ends = self.token(end).is_none_or(|it| {
            it.is_mark()
                || it
                    .is_any("in across under from within on each all recursive for exclude but here and of at anywhere")
        });
        if !ends || self.is(end, "and") && !self.is(end + 1, "recursive in") {
            return None;
        }
        self.wish.verbs.push(Verb::Replace);
        self.wish.replacement = Some((from, with));
        self.explain(at, end);
        Some(end)
    }

    /// One literal: quoted, or a word that is none of the common ones.
    fn value(&self, at: usize, sure: bool) -> Option<&str> {
        let token = self.token(at)?;
        let plain = match token.form {
            Form::Quoted => true,
            Form::Word => {
                sure && !token.is_mark() && (token.concept.is_empty() || token.guessed || token.is("foreign"))
                    || token.text.contains("://")
            }
            Form::FileName | Form::Number | Form::Path | Form::Dotted | Form::Date => sure,
            _ => false,
        };
        plain.then_some(token.text)
    }

    /// "the same permissions as a.sh", "copy the mode of a.sh to b.sh".
    fn reference(&mut self, at: usize) -> Option<usize> {
        let path = |it: &Token<'_>| {
            it.names_path() || it.form == Form::Quoted || it.form == Form::Word && it.concept.is_empty()
        };
        if let Some(start) =
            self.seq(at, turns!["?copy|=apply|=transfer ?=the ?file permission of|from", "copy ?=the ?file permission"])
            && self.is(at, "copy") | matches!(self.tokens[at].text.to_lowercase().as_str(), "apply" | "transfer")
        {
            let start = self.past_fillers(start);
            let source = self.token(start).filter(|it| path(it))?.text.to_owned();
            let to = start + 1;
            if !self.is(to, "to on onto into") {
                return None;
            }
            let to = self.past_fillers(to + 1);
            let target = self.token(to).filter(|it| path(it))?.text.to_owned();
            self.wish.verbs.push(Verb::SetMode);
            self.wish.reference = Some(source);
            self.wish.objects.push(target);
            self.explain(at, to + 1);
            return Some(to + 1);
        }
        let start = self.seq(
            at,
            turns![
                "?to|with ?=same permission =as|as|of|=like",
                "=same permission =as|as|of|=like",
                "?to|=exactly =same permission as|of|=like",
                "=same as",
                "=identical to =those of",
                "to ones|=those of",
            ],
        )?;
        let same = self.tokens[at..start].iter().any(|it| it.text.eq_ignore_ascii_case("same"));
        let about = self.tokens.iter().any(|it| it.is("permission"));
        if !same || !about || self.wish.reference.is_some() {
            return None;
        }
        let value = self.past_fillers(start);
        let source = self.token(value).filter(|it| path(it))?.text.to_owned();
        if !self.wish.wants(Verb::SetMode) {
            self.wish.verbs.push(Verb::SetMode);
        }
        self.wish.reference = Some(source);
        let end = value + 1 + usize::from(self.token(value + 1).is_some_and(|it| matches!(it.text, "has" | "have")));
        self.explain(at, end);
        // "set the mode of b the same as a": what comes before is not to be read again as a question.
        for (back, token) in self.tokens[..at].iter().enumerate() {
            self.explained[back] |= token.is_any("permission give");
        }
        Some(end)
    }

    /// "test the integrity of backup.zip", "is data.tar.gz ok?".
    fn whole_archive(&mut self, at: usize) -> Option<usize> {
        let word = self.tokens[at].text.to_lowercase();
        let asks = matches!(
            word.as_str(),
            "test"
                | "verify"
                | "check"
                | "validate"
                | "intact"
                | "corrupt"
                | "corrupted"
                | "damaged"
                | "valid"
                | "integrity"
                | "okay"
                | "ok"
        );
        if !asks || self.wish.acts() || !self.tokens.iter().any(|it| archive::format(it.text).is_some()) {
            return None;
        }
        self.explain(at, at + 1);
        // "the zip file a.zip": the noun says the same again.
        if !self.wish.notes(Note::Check) {
            self.wish.notes.push(Note::Check);
        }
        for (it, token) in self.tokens.iter().enumerate() {
            self.explained[it] |= token.is("pack") && token.text != "pack";
        }
        Some(at + 1)
    }

    /// "without the top-level directory", "stripping the first 2 path components".
    fn stripping(&mut self, at: usize) -> Option<usize> {
        if !self.wish.wants(Verb::Unpack) {
            return None;
        }
        let end = self.seq(
            at,
            turns![
                "without =top-level|=topmost|=leading|=outermost|=toplevel ?path folder|=component",
                "without top level folder",
                "without first|top # ?path folder|level|=component|=components",
                "without first|top|=outer ?path folder|level|=component",
                "=strip|=stripping|=dropping|=removing ?off ?first|top|=leading # ?=leading ?path folder|level|=component|=components",
                "=strip|=stripping|=dropping|=removing|delete ?off first|top|=leading|=top-level|=outermost ?path folder|level|=component",
                "=strip|=stripping|=dropping|=removing|delete top level folder",
                "and =strip|=stripping|=drop ?first|top|=leading|=top-level ?# ?path folder|level|=component|=components",
                "but|and not ?=the =top-level|=leading folder",
                "exclude =top-level folder",
            ],
        )?;
        #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "clamped")]
        let number = self.tokens[at..end].iter().find_map(|it| it.number).map_or(1, |it| it.clamp(1.0, 20.0) as u32);
        self.wish.strip = Some(number);
        self.explain(at, end);
        Some(end)
    }

    /// "add notes.txt to archive.tar".
    fn adding(&mut self, at: usize) -> Option<usize> {
        let word = self.tokens[at].text.to_lowercase();
        if !matches!(word.as_str(), "add" | "append" | "put" | "include" | "insert") || self.wish.acts() {
            return None;
        }
        let to = (at + 1..self.tokens.len())
            .find(|it| self.is(*it, "to into in") && self.archive_named(*it + 1).is_some())?;
        let target = self.archive_named(to + 1)?;
        let existing = word != "put" && self.tokens[to..target].iter().all(|it| !it.is("new"));
        self.wish.verbs.push(if existing { Verb::Append } else { Verb::Pack });
        self.explain(at, at + 1);
        Some(at + 1)
    }

    /// The place of an archive's name that comes next, past its noun.
    fn archive_named(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while self.token(next).is_some_and(|it| {
            it.is(FILLER)
                || it.is_any("pack file named new current go")
                || matches!(it.text, "existing" | "zip" | "tar")
        }) {
            next += 1;
        }
        self.token(next).filter(|it| archive::format(it.text).is_some()).map(|_| next)
    }

    /// Facts that only the whole wish decides: lines of each file, totals beside each.
    pub(crate) fn settle_actions(&mut self) {
        if self.wish.slice == Some(Slice::First(1)) && self.wish.kind.is_none() && self.wish.each {
            self.wish.kind = Some(Kind::File);
        }
    }
}
