//! Kinds of files: "python files", "mp3 and flac", ".part and .crdownload", "*.log", "the raw folders".

use super::Reader;
use super::names::escape;
use crate::files::wish::{Kind, Test};
use crate::literals::{Form, Token, names_file};
use crate::vocabulary::{self, FILLER, GROUP};

/// Nouns that stand for "file" behind a kind: "python scripts", "html pages".
pub(crate) const FILE_NOUNS: &str = "file files script scripts page pages document documents source sources module modules \
                          migration migrations config configs configuration program programs sheets table tables dump \
                          dumps track tracks archive archives package packages picture pictures photo photos pic pics \
                          image images ones code video videos song songs book books backup backups tarball tarballs";

/// Words for kinds of files that mean something else as often.
pub(crate) const AMBIGUOUS: &str = "key lock service env log temporary java pid music image picture photo video movie film song c h o so notes \
                         header headers swift lua python ruby rust perl scala audio db conf doc pem stylesheet terraform";

impl Reader<'_, '_> {
    /// Kinds of files: "python files", "mp3 and flac", ".part and .crdownload", "*.log".
    pub(crate) fn group(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.folders_called(at) {
            return Some(end);
        }
        let mut names: Vec<String> = Vec::new();
        let mut varied = false;
        let mut next = at;
        let mut end = at;
        let mut place = String::new();
        while let Some(token) = self.token(next) {
            let go = token.text.eq_ignore_ascii_case("go");
            let noun = self
                .token(next + 1)
                .is_some_and(|it| FILE_NOUNS.split(' ').any(|noun| it.text.eq_ignore_ascii_case(noun)));
            match token.form {
                Form::Glob => names.push(token.text.to_owned()),
                Form::Path if token.text.contains(['*', '?']) => {
                    let (folder, name) = token.text.rsplit_once('/')?;
                    if folder.contains(['*', '?']) || !names.is_empty() {
                        break;
                    }
                    folder.clone_into(&mut place);
                    names.push(name.to_owned());
                }
                Form::Dotted if is_extension(token, noun) => names.push(format!("*{}", escape(token.text))),
                Form::Dotted
                    if token.text.len() > 3 && (names.is_empty() || next > at) && !token.text.contains("ssh") =>
                {
                    names.push(escape(token.text));
                }
                Form::FileName if !names.is_empty() && !names_file(token.text) => break,
                Form::FileName if !names.is_empty() => names.push(escape(token.text)),
                // "README files" may have any extension.
                Form::Word
                    if token.concept.is_empty() && noun && names_file(token.text) && !token.text.contains('.') =>
                {
                    names.push(format!("{}*", escape(token.text)));
                }
                // "the Dockerfiles", "all Makefiles".
                Form::Word
                    if (token.text.ends_with("files") || token.text == "READMEs")
                        && token.concept.is_empty()
                        && names_file(&token.text[..token.text.len() - 1]) =>
                {
                    names.push(token.text[..token.text.len() - 1].to_owned());
                }
                Form::Word if token.text.eq_ignore_ascii_case("text") && self.is(next + 1, "file") => {
                    names.push("*.txt".to_owned());
                }
                Form::Word if go && noun => names.push("*.go".to_owned()),
                Form::Word if matches!(token.text, "shell" | "bash" | "Shell" | "Bash") && noun => {
                    names.push("*.sh".to_owned());
                }
                Form::Word if token.is(GROUP) && self.is_named_folder(next) => break,
                // "the subfolder css" is one folder.
                Form::Word
                    if token.is(GROUP)
                        && next > 0
                        && self.is(next - 1, "folder subfolder")
                        && !self.tokens[next - 1].text.ends_with('s')
                        && !self.lists_files(next) =>
                {
                    break;
                }
                // "the key", "a log": an English word first, and a kind of file only with its noun.
                Form::Word
                    if token.is(GROUP)
                        && !noun
                        && AMBIGUOUS.split(' ').any(|it| token.text.eq_ignore_ascii_case(it))
                        && !(token.text == "log"
                            && next > 0
                            && self.is(next - 1, "newest oldest biggest smallest each"))
                        && !self.lists_files(next) =>
                {
                    break;
                }
                Form::Word if token.is(GROUP) => {
                    let (extensions, vague) = vocabulary::extensions(token.text)?;
                    let shouted = token.text.len() > 1 && token.text.chars().all(|it| !it.is_lowercase());
                    varied |= vague || shouted;
                    if vague && !names.is_empty() && next == end {
                        // "jpg pictures": the extension says it better.
                    } else {
                        names.extend(
                            extensions
                                .iter()
                                .map(|it| format!("*.{}", if shouted { it.to_lowercase() } else { (*it).to_owned() })),
                        );
                    }
                }
                Form::Word
                    if token.concept.is_empty()
                        && noun
                        && token.text.len() <= 5
                        && self.is(next + 1, "file")
                        && !self.unlikely_extension(next) =>
                {
                    names.push(format!("*.{}", token.text));
                }
                _ => break,
            }
            end = next + 1;
            let mut after = end;
            if self.token(after).is_some_and(|it| it.is(GROUP)) {
                next = after;
                continue;
            }
            let mut joined = false;
            while self.is(after, "or and") || self.token(after).is_some_and(|it| it.form == Form::Comma) {
                joined = true;
                after += 1;
            }
            if !joined {
                break;
            }
            after = self.past_fillers(after);
            if self.token(after).is_none_or(|it| it.is(FILLER)) {
                break;
            }
            next = after;
        }
        if names.is_empty() {
            return None;
        }
        if !place.is_empty() {
            self.wish.places.push(place);
            self.wish.depth.get_or_insert(1);
        }
        let generic = |it: &&str| self.token(end).is_some_and(|token| token.text.eq_ignore_ascii_case(it));
        let noun = FILE_NOUNS.split(' ').any(|it| generic(&it));
        if noun {
            end += 1;
            self.wish.kind = Some(Kind::File);
        } else if !self.is(end, "folder") {
            let literal = matches!(self.tokens[at].form, Form::Glob | Form::Dotted | Form::FileName | Form::Path);
            if !literal {
                self.wish.kind.get_or_insert(Kind::File);
            }
        }
        let in_place = at > 0 && {
            let mut before = at;
            while before > 0 && (self.tokens[before - 1].is(FILLER) || self.tokens[before - 1].is_any("all each only"))
            {
                before -= 1;
            }
            before > 0
                && self.tokens[before - 1].is_any("in of from across under for within")
                && !(before > 1 && self.tokens[before - 2].is_any("find look"))
        };
        if in_place {
            let mut before = at;
            while before > 0 && !self.tokens[before].is_any("in of from across under within") {
                before -= 1;
            }
            if !self.is(before, "for") {
                self.explain(before, at);
            }
        }
        if self.wish.texts.is_empty() && !in_place {
            self.wish.files_wanted = true;
        }
        names.dedup();
        self.wish.shell_glob |= self.tokens[at].form == Form::Glob && !noun;
        self.condition(Test::Name(names, varied), at);
        self.explain(at, end);
        Some(end)
    }

    /// "every __pycache__ and .cache folder", "the raw folders": names with their noun behind them.
    fn folders_called(&mut self, at: usize) -> Option<usize> {
        let mut names = Vec::new();
        let mut next = at;
        while let Some(token) = self.token(next) {
            let name = matches!(token.form, Form::Dotted | Form::Quoted | Form::FileName)
                || token.form == Form::Word && token.concept.is_empty() && !token.text.contains(['\'', '’']);
            if !name {
                break;
            }
            names.push(escape(token.text));
            next += 1;
            if !self.is(next, "and or") && self.token(next).is_none_or(|it| it.form != Form::Comma) {
                break;
            }
            while self.is(next, "and or") || self.token(next).is_some_and(|it| it.form == Form::Comma) {
                next += 1;
            }
        }
        let noun = self.token(next).filter(|it| it.is("folder"))?;
        let several =
            noun.text.ends_with('s') || names.len() > 1 || at > 0 && self.is(self.before_fillers(at), "each all");
        if names.is_empty() || !several {
            return None;
        }
        self.wish.kind = Some(Kind::Folder);
        self.wish.files_wanted = true;
        self.condition(Test::Name(names, false), at);
        self.explain(at, next + 1);
        Some(next + 1)
    }

    /// "the photos folder" is one folder, not a folder of photos.
    fn is_named_folder(&self, at: usize) -> bool {
        self.token(at + 1).is_some_and(|it| it.is("folder") && !it.text.ends_with('s'))
    }

    pub(crate) fn before_fillers(&self, at: usize) -> usize {
        let mut before = at.saturating_sub(1);
        while before > 0 && self.tokens[before].is(FILLER) {
            before -= 1;
        }
        before
    }

    fn unlikely_extension(&self, at: usize) -> bool {
        self.tokens[at].text.len() > 4 || self.tokens[at].text == "test"
    }
}

/// Whether `.x` is an extension rather than the name of a hidden file.
pub(crate) fn is_extension(token: &Token<'_>, before_noun: bool) -> bool {
    let name = &token.text[1..];
    let known = vocabulary::extensions(name).is_some() || name.starts_with("tar.");
    let plain = name.len() <= 10
        && !name.contains('_')
        && !matches!(name, "ssh" | "git" | "config" | "cache" | "gnupg" | "bashrc" | "profile" | "gitignore" | "venv");
    plain
        && (known
            || before_noun
            || !name.chars().next().is_some_and(char::is_uppercase)
            || name.chars().all(|it| !it.is_lowercase()))
}
