//! From a wish in plain words to commands: sources propose, checks decide, and only a `Suggestion` leaves.

use crate::Document;
use crate::explain::Explained;
use crate::rules::{Finding, Level};
use crate::script::Dialect;
use crate::target::Platform;

pub mod answer;
pub mod ask;
mod checks;
mod embedded;
mod layout;
mod merge;
mod prompt;

/// A wish, and what the answer must fit.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The user's words, without the comment sign.
    pub text: &'a str,
    /// The shell that will run it.
    pub dialect: Dialect,
    /// The tools it will find.
    pub platform: Platform,
    /// The variables that the script has set before.
    pub variables: Vec<&'a str>,
    /// The functions that the script has defined before.
    pub functions: Vec<&'a str>,
    /// The wish that was made above this one.
    pub above: Option<String>,
    /// The names of files that the words may mean, where the user lets them be read; folders as `name/`, files as `./name`.
    pub names: &'a [String],
}

impl<'a> Request<'a> {
    /// A wish that stands alone.
    pub fn new(text: &'a str, dialect: Dialect, platform: Platform) -> Self {
        Self { text, dialect, platform, variables: Vec::new(), functions: Vec::new(), above: None, names: &[] }
    }
}

/// What a source proposes, before any check.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The shell text, one command line without a newline at its end.
    pub command: String,
    /// How sure the source is, 0 to 1.
    pub confidence: f32,
    /// Whether the wish reads as prose does: then it is shown only where it was asked for.
    pub prose: bool,
    /// Who proposed it: `embedded`, `model` (on this machine) or `server`.
    pub source: &'static str,
}

/// A checked command. Only [`generate`], [`generate_with`] and [`ghost_text`] can build one.
#[derive(Clone, Debug)]
pub struct Suggestion {
    command: String,
    confidence: f32,
    prose: bool,
    sources: Vec<&'static str>,
    findings: Vec<Finding>,
    explanation: Vec<Explained>,
}

impl Suggestion {
    /// The shell text.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// How sure Caro is, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// Who proposed it; the surest, where several did.
    pub fn source(&self) -> &'static str {
        self.sources.first().copied().unwrap_or_default()
    }

    /// All who proposed it, the surest first.
    pub fn sources(&self) -> &[&'static str] {
        &self.sources
    }

    /// What a reviewer would stop at; spans count from the command's start.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What it does, in one sentence; empty where that is not known. Among several it says how they differ.
    pub fn summary(&self) -> &str {
        self.explanation.first().map_or("", |it| &it.meaning)
    }

    /// Its parts with their meaning.
    pub fn explanation(&self) -> &[Explained] {
        &self.explanation
    }
}

/// How sure a source must be before anything is shown.
const ENOUGH: f32 = 0.55;
/// How sure it must be before something is shown that nobody asked for.
const SURE: f32 = 0.75;

/// The suggestions for a wish, best first, none where Caro is not sure. Dangerous ones are among them: the user asked,
/// and is shown their findings. With more than one asked for, a request that leaves something open is read both ways.
pub fn generate(request: &Request<'_>, most: usize) -> Vec<Suggestion> {
    generate_with(request, most, Vec::new())
}

/// The same, with what other sources propose: a model's answers, the likeliest first. All pass the same checks, and compete
/// with what is composed here; what two sources propose independently is surer than either.
pub fn generate_with(request: &Request<'_>, most: usize, others: Vec<Candidate>) -> Vec<Suggestion> {
    let mut candidates = embedded::propose(request, most > 1);
    candidates.extend(others);
    let mut found = checked(candidates, request);
    found.truncate(most);
    found
}

/// The candidates that pass the checks, best first, each once.
fn checked(candidates: Vec<Candidate>, request: &Request<'_>) -> Vec<Suggestion> {
    let merged = merge::merged(candidates, request.dialect);
    let mut found: Vec<Suggestion> = merged
        .into_iter()
        .filter(|it| it.candidate.confidence >= ENOUGH)
        .filter_map(|it| checks::check(it, request))
        .collect();
    found.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
    found
}

/// Ghost text for a cursor.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// What to insert at the cursor.
    pub insert: String,
    /// The checked command in it.
    pub suggestion: Suggestion,
}

/// The ghost text at a byte offset; never a dangerous one. `manual` is true where the user asked for it by key; `names`
/// are those of files that the words may mean.
pub fn ghost_text(
    document: &Document,
    offset: usize,
    platform: Platform,
    manual: bool,
    names: &[String],
) -> Option<Ghost> {
    let prompt = prompt::prompt(document, offset)?;
    let request = Request {
        text: &prompt.text,
        dialect: document.dialect(),
        platform,
        variables: prompt::variables(document, offset),
        functions: prompt::functions(document, offset),
        above: prompt.above(document),
        names,
    };
    let enough = if manual { ENOUGH } else { SURE };
    checked(embedded::propose(&request, false), &request).into_iter().find_map(|suggestion| {
        if !may_be_ghost(&suggestion, enough) {
            return None;
        }
        let (indent, newline, errexit) = prompt::style(document, offset);
        let style = layout::Style { indent: &indent, newline, errexit };
        let laid_out = layout::laid_out(&suggestion.command, document.dialect(), prompt.indent(), style);
        let insert = prompt.insert(&laid_out)?;
        Some(Ghost { insert, suggestion })
    })
}

/// Whether a command may appear unasked: sure enough, and no danger.
fn may_be_ghost(suggestion: &Suggestion, enough: f32) -> bool {
    !suggestion.prose
        && suggestion.confidence >= enough
        && suggestion.findings.iter().all(|it| it.level < Level::Danger)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        let offset = text.find("<|>").unwrap();
        let document = Document::new(&text.replacen("<|>", "", 1), Dialect::Bash);
        let shown = ghost_text(&document, offset, Platform::Linux, false, &[])
            .map_or("nothing".to_owned(), |it| format!("{:?}", it.insert));
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
            assert!(!may_be_ghost(&checked(command), SURE), "{command}");
            assert!(!checked(command).findings().is_empty());
        }
        assert!(may_be_ghost(&checked("rm -rf ./build"), SURE));
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
                let _ = ghost_text(&document, offset, Platform::Busybox, true, &[]);
            }
        }
    }
}
