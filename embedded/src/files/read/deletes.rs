//! Whether a delete was ordered, and whether it is files that are to go: nothing else may ever become a `-delete`.

use super::Reader;
use super::groups::FILE_NOUNS;
use crate::files::wish::Verb;
use crate::literals::{Form, Token};
use crate::vocabulary::{FILLER, GROUP};

/// What people delete that is no file: what belongs to a computer, to a text or to a name.
const OTHER_THINGS: &str = "user users account accounts login group groups member members password passwords prefix suffix \
    ending extension extensions part substring text string word words phrase letter letters character characters digit \
    digits number numbers space spaces whitespace blank blanks umlaut umlauts accents line lines row rows record records \
    column columns field fields key keys entry value values header headers footer comment comments tag tags branch \
    branches commit commits remote stash package packages dependency container containers image volume service job jobs \
    cronjob crontab task process processes variable alias function host route rule interface bit bits flag permission \
    permissions mode access right rights owner ownership attribute attributes metadata exif timestamp date dates slash \
    slashes quote quotes comma commas dot dots underscore underscores dash dashes hyphen hyphens zeros zeroes version \
    indentation tabs newline newlines colours colors escape html markup punctuation brackets parentheses block section \
    services volumes networks functions hosts routes rules interfaces aliases variables versions database databases schema schemas \
    snapshot snapshots partition partitions session sessions mail mails email emails message messages kernel kernels \
    dependencies plugin plugins deployment deployments namespace namespaces pod pods secret secrets";

/// Nouns for files only where a kind stands before them ("sql tables", "deb packages"): alone they are something else.
const OTHER_ALONE: &str = "package packages table tables module modules program programs";
/// Kinds whose packages and modules are installed, and no files that lie about.
const LANGUAGES: &str = "python pip perl ruby node npm rust cargo go php java snap flatpak apt dnf brew";

impl Reader<'_, '_> {
    /// Whether the wish deletes although nobody ordered it, or what is to go are no files.
    pub(crate) fn deletes_wrongly(&self) -> bool {
        let deletes = self.wish.wants(Verb::Delete) && !self.wish.wants(Verb::SetMode);
        if !deletes {
            // "do not delete the logs" is no wish to see them.
            return self.wish.keep == Some(true) && self.wish.verbs.is_empty() && self.wish.how_many.is_none();
        }
        // "keep only the newest three", "empty the folder x": ordered in other words.
        if (self.wish.all_but || self.wish.emptied) && !self.tokens.iter().any(|it| it.is("delete")) {
            return false;
        }
        let mut orders = self.deletes().filter(|it| self.is_ordered(*it)).peekable();
        // Lines go by the text in them.
        let of_lines = self.wish.lines && !self.wish.texts.is_empty();
        orders.peek().is_none()
            || !of_lines && (orders.any(|it| self.takes_other_things(it)) || self.takes_from_names())
    }

    fn deletes(&self) -> impl Iterator<Item = usize> {
        (0..self.tokens.len()).filter(|it| self.tokens[*it].is("delete"))
    }

    /// Whether a word for deleting stands where orders stand: first, last, behind "please", or behind what joins orders.
    fn is_ordered(&self, at: usize) -> bool {
        let before = &self.tokens[..at];
        let word = |it: &Token<'_>, words: &[&str]| words.iter().any(|word| it.text.eq_ignore_ascii_case(word));
        let last = self.tokens.iter().rposition(|it| !it.is_mark()).unwrap_or(0);
        let joined = before.iter().rev().find(|it| !it.is(FILLER) && !it.is_any("recursive also"));
        let joins = joined.is_some_and(|it| it.is_mark() || it.is_any("and than but"));
        // "which files should I delete", "how do I delete", "find files to delete": these only ask.
        let asks = before.iter().any(|it| it.is_any("which how where find look show") || word(it, &["when", "why"]));
        if asks {
            return joins;
        }
        let polite = before.last().is_some_and(|it| word(it, &["please", "pls", "can", "should", "must", "i", "you"]));
        // "all tmp files: delete"
        let named = before
            .iter()
            .find(|it| !it.is(FILLER))
            .is_some_and(|it| it.is_any("all each old file folder empty broken"));
        at == last && named || polite || joins || joined.is_none_or(|it| it.is_any("to all"))
    }

    /// "delete the user tim and his files", "remove the prefix old_ from …": what stands directly behind the verb.
    fn takes_other_things(&self, delete: usize) -> bool {
        let mut other = false;
        let mut of_language = false;
        for (at, token) in self.tokens.iter().enumerate().skip(delete + 1) {
            let among = |list: &str| list.split_whitespace().any(|it| token.text.eq_ignore_ascii_case(it));
            let alone = self.tokens[delete + 1..at].iter().all(|it| it.is(FILLER) || it.is_any("all each old"));
            if among(OTHER_ALONE) && (alone || of_language) {
                return true;
            }
            of_language = among(LANGUAGES);
            let noun = self.tokens.get(at + 1).map_or("", |it| it.text).to_lowercase();
            if of_language && OTHER_ALONE.split_whitespace().any(|it| it == noun) {
                continue;
            }
            let file = token.is_any("file folder subfolder link thing ones filename")
                || token.is(GROUP)
                || FILE_NOUNS.split(' ').any(|it| token.text.eq_ignore_ascii_case(it));
            // "the users folder", "the word documents": the last noun says what it is.
            if file {
                return false;
            }
            let ends = token.is_mark()
                || token
                    .is_any("in from of under within on at for to with without which and or but by named across into")
                || token.form == Form::Word && matches!(token.text, "that" | "who" | "whose" | "where");
            if ends {
                break;
            }
            let lower = token.text.to_lowercase();
            other |= OTHER_THINGS.split_whitespace().any(|it| it == lower);
        }
        other
    }

    /// "remove copy from the names of …", "delete x from the filenames": names become shorter, files stay.
    fn takes_from_names(&self) -> bool {
        (0..self.tokens.len()).any(|at| {
            self.is(at, "from in of") && {
                let noun = self.past_fillers(at + 1);
                let noun = noun + usize::from(self.is(noun, "file all each folder"));
                let noun = self.past_fillers(noun);
                let names = self.is(noun, "name filename")
                    || self.token(noun).is_some_and(|it| matches!(it.text, "title" | "titles"));
                names && self.is(at, "from") | self.is(noun + 1, "of")
            }
        })
    }
}
