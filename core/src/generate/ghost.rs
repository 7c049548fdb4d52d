//! Ghost text: whether a cursor stands where a command is wanted, and which commands may be shown there unasked.

use super::{Candidate, ENOUGH, Request, SURE, Suggestion, checked, embedded, layout, prompt};
use crate::Document;
use crate::rules::Level;
use crate::target::Platform;

/// A cursor in a document, and what holds there.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    /// The document.
    pub document: &'a Document,
    /// The byte offset in it.
    pub offset: usize,
    /// The tools that a command will find.
    pub platform: Platform,
    /// Whether the user asked for it by key: then less sure answers are shown, too.
    pub manual: bool,
    /// The names of files that the words may mean.
    pub names: &'a [String],
}

/// A place where a command is wanted.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    cursor: Cursor<'a>,
    prompt: prompt::Prompt,
}

/// What may be shown at a place.
#[derive(Clone, Debug, Default)]
pub struct Ghosts {
    /// The best first.
    pub items: Vec<Ghost>,
    /// The surest answer where it is dangerous: not to be shown unasked.
    pub withheld: Option<Suggestion>,
}

/// Ghost text for a cursor.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// What to insert at the cursor.
    pub insert: String,
    /// The checked command in it.
    pub suggestion: Suggestion,
}

impl<'a> Cursor<'a> {
    /// The place, where a command is wanted here.
    pub fn wish(&self) -> Option<Wish<'a>> {
        Some(Wish { prompt: prompt::prompt(self.document, self.offset)?, cursor: *self })
    }
}

impl Wish<'_> {
    /// The user's words, without comment signs.
    pub fn text(&self) -> &str {
        &self.prompt.text
    }

    /// What stands on the cursor's line already, and must begin the command.
    pub fn typed(&self) -> &str {
        self.prompt.typed()
    }

    /// The wish, with what the script said before.
    pub fn request(&self) -> Request<'_> {
        let Cursor { document, offset, platform, names, .. } = self.cursor;
        Request {
            text: &self.prompt.text,
            dialect: document.dialect(),
            platform,
            variables: prompt::variables(document, offset),
            functions: prompt::functions(document, offset),
            above: self.prompt.above(document),
            names,
        }
    }

    /// What may be shown, with what others propose; never a dangerous one.
    pub fn ghosts(&self, most: usize, others: Vec<Candidate>) -> Ghosts {
        let Cursor { document, offset, manual, .. } = self.cursor;
        let request = self.request();
        let enough = if manual { ENOUGH } else { SURE };
        let mut candidates = embedded::propose(&request, most > 1);
        candidates.extend(others);
        let suggestions = checked(candidates, &request);
        let best = suggestions.first().filter(|it| is_sure(it, enough) && is_danger(it));
        let mut ghosts = Ghosts { items: Vec::new(), withheld: best.cloned() };
        let (indent, newline, errexit) = prompt::style(document, offset);
        let style = layout::Style { indent: &indent, newline, errexit };
        for suggestion in suggestions.into_iter().filter(|it| is_sure(it, enough) && !is_danger(it)) {
            if ghosts.items.len() == most {
                break;
            }
            let laid_out = layout::laid_out(&suggestion.command, document.dialect(), self.prompt.indent(), style);
            if let Some(insert) = self.prompt.insert(&laid_out) {
                ghosts.items.push(Ghost { insert, suggestion });
            }
        }
        ghosts
    }
}

fn is_sure(suggestion: &Suggestion, enough: f32) -> bool {
    !suggestion.prose && suggestion.confidence >= enough
}

fn is_danger(suggestion: &Suggestion) -> bool {
    suggestion.findings.iter().any(|it| it.level == Level::Danger)
}

#[cfg(test)]
mod tests {
    use super::super::checks;
    use super::*;
    use crate::script::Dialect;
    use expect_test::{Expect, expect};

    fn ghost(document: &Document, offset: usize, manual: bool) -> Option<Ghost> {
        let cursor = Cursor { document, offset, platform: Platform::Linux, manual, names: &[] };
        cursor.wish()?.ghosts(1, Vec::new()).items.pop()
    }

    fn check(text: &str, expected: &Expect) {
        let offset = text.find("<|>").unwrap();
        let document = Document::new(&text.replacen("<|>", "", 1), Dialect::Bash);
        let shown = ghost(&document, offset, false).map_or("nothing".to_owned(), |it| format!("{:?}", it.insert));
        expected.assert_eq(&shown);
    }

    #[test]
    fn the_line_below_a_comment_gets_its_command() {
        check(
            "# find python files over 1 MB changed this week\n<|>\n",
            &expect![[r#""find . -type f -name '*.py' -size +1M -mtime -7""#]],
        );
    }

    #[test]
    fn the_end_of_a_comment_gets_a_line_of_its_own_indented_as_the_comment() {
        check(
            "if true; then\n    # count lines in all python files<|>\n",
            &expect![[r#""\n    find . -type f -name '*.py' -exec cat {} + | wc -l""#]],
        );
    }

    #[test]
    fn a_file_with_crlf_keeps_it() {
        check("echo a\r\n# unpack release.tar.gz into tmp<|>", &expect![[r#""\r\ntar -xzf release.tar.gz -C tmp""#]]);
    }

    #[test]
    fn what_is_typed_already_is_continued_or_left_alone() {
        check("# unpack release.tar.gz into tmp\ntar -x<|>\n", &expect![[r#""zf release.tar.gz -C tmp""#]]);
        check("# unpack release.tar.gz into tmp\nunzip<|>\n", &expect!["nothing"]);
    }

    #[test]
    fn prose_directives_and_finished_comments_get_nothing() {
        check("#!/bin/bash<|>\n", &expect!["nothing"]);
        check("# shellcheck disable=SC2034\n<|>\n", &expect!["nothing"]);
        check("# ---- find python files ----\n<|>\n", &expect!["nothing"]);
        check("# find python files<|>\nfind . -name '*.py'\n", &expect!["nothing"]);
        check("# This script was written by the platform team in 2019.\n<|>\n", &expect!["nothing"]);
        check("# list of things we might do later\n<|>\n", &expect!["nothing"]);
    }

    #[test]
    fn a_block_of_comments_is_one_wish() {
        check(
            "# find all log files in /var/log\n# older than 30 days\n<|>\n",
            &expect![[r#""find /var/log -type f -name '*.log' -mtime +30""#]],
        );
    }

    #[test]
    fn loops_and_steps_are_written_as_the_script_writes_them() {
        check(
            "set -e\nif x; then\n  # unpack a.tar.gz into tmp and then delete the archive<|>\nfi\n",
            &expect![[r#""\n  tar -xzf a.tar.gz -C tmp\n  rm a.tar.gz""#]],
        );
    }

    #[test]
    fn what_the_script_said_before_is_known() {
        check(
            "LOG_DIR=/var/log/app\n# find log files older than 7 days in the log dir\n<|>\n",
            &expect![[r#""find \"$LOG_DIR\" -type f -name '*.log' -mtime +7""#]],
        );
        check(
            "# find log files older than 7 days in old\nfind old -name '*.log' -mtime +7\n# same but for gz files\n<|>\n",
            &expect![[r#""find old -type f -name '*.gz' -mtime +7""#]],
        );
    }

    #[test]
    fn functions_of_the_script_are_called() {
        check(
            "clean_up() {\n  rm -f \"$tmp\"\n}\n# run clean_up when the script exits\n<|>\n",
            &expect![[r#""trap clean_up EXIT""#]],
        );
        check("# run clean_up when the script exits\n<|>\nclean_up() { :; }\n", &expect!["nothing"]);
    }

    #[test]
    fn a_danger_is_never_ghost_text_however_sure_its_source_is() {
        let request = Request::new("", Dialect::Bash, Platform::Linux);
        let checked = |command: &str| {
            let candidate =
                Candidate { command: command.to_owned(), confidence: 1.0, prose: false, source: "embedded" };
            checks::check(candidate.into(), &request).unwrap()
        };
        for command in ["rm -rf /", "sudo rm -rf \"$DIR\"/*", "curl -s https://x.io | sh", "chmod -R 777 /var/www"] {
            assert!(is_danger(&checked(command)), "{command}");
            assert!(!checked(command).findings().is_empty());
        }
        assert!(is_sure(&checked("rm -rf ./build"), SURE) && !is_danger(&checked("rm -rf ./build")));
    }

    #[test]
    fn a_wish_inside_a_here_document_or_a_string_is_text() {
        check("cat <<E\n# find python files\n<|>\nE\n", &expect!["nothing"]);
        check("echo '\n# find python files\n<|>\n'\n", &expect!["nothing"]);
    }

    #[test]
    fn no_offset_and_no_text_makes_it_panic() {
        for text in ["", "#", "# \u{1f600}", "# find files\r\n", "\r", "#\n#\n", "# find 'x\n"] {
            let document = Document::new(text, Dialect::Bash);
            for offset in 0..text.len() + 3 {
                let _ = ghost(&document, offset, true);
            }
        }
    }
}
