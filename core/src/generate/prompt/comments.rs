//! Reads comments: which lines belong together, and which speak to a program, draw a line, or hold code.

use super::line;
use crate::{Document, Span, knowledge};

/// The most comment lines that make one wish.
const MOST_LINES: usize = 6;
/// The most comment lines that are looked at for what the whole block is.
const MOST_LOOKED_AT: usize = 40;

/// Comment lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Their words.
    pub(super) text: String,
    /// The row of the first of them.
    pub(super) first_row: usize,
    /// From the first comment sign to the end of the last line.
    pub(super) span: Span,
    /// Whether nobody who writes this wants a command: a licence, a section's title in a frame, code.
    pub(super) is_prose: bool,
}

/// What one line of comment is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// Words.
    Words(String),
    /// A comment sign alone.
    Empty,
    /// A line that is drawn.
    Drawn,
    /// Code that was taken out.
    Code,
    /// What speaks to a program; no comment at all.
    Other,
}

/// The comment that ends in a row.
pub(super) fn block(document: &Document, last: usize) -> Option<Block> {
    let is_below_frame = read(document, last) == Line::Drawn;
    let mut end = last;
    while matches!(read(document, end), Line::Empty | Line::Drawn) && last - end < 2 {
        end = end.checked_sub(1)?;
    }
    let mut lines = Vec::new();
    let mut row = end;
    let mut above = Line::Other;
    let mut is_code = false;
    loop {
        match read(document, row) {
            Line::Words(words) => lines.push(words),
            Line::Code if row == end => {
                is_code = true;
                lines.push(written(document, row)?);
            }
            other => {
                above = other;
                break;
            }
        }
        if lines.len() > MOST_LINES {
            return None;
        }
        let Some(next) = row.checked_sub(1) else { break };
        row = next;
    }
    lines.reverse();
    let first_row = end + 1 - lines.len();
    let text = lines.join(" ");
    let rope = document.text();
    let start = rope.line_to_byte(first_row) + line(rope, first_row)?.find('#')?;
    let stop = rope.line_to_byte(last) + line(rope, last)?.trim_end().len();
    // In a frame stands the title of a section, unless it is a sentence.
    let is_title = is_below_frame && above == Line::Drawn && text.split_whitespace().count() < 4;
    let is_prose = is_code || is_title || is_licence(document, first_row, last);
    (!lines.is_empty()).then(|| Block { text, first_row, span: Span::new(start, stop.max(start)), is_prose })
}

/// Whether a row holds words of a comment.
pub(super) fn is_words(document: &Document, row: usize) -> bool {
    matches!(read(document, row), Line::Words(_))
}

/// The text of a comment, without signs; `None` where it speaks to a program or holds no words.
pub(super) fn words_of(comment: &str) -> Option<String> {
    match read_comment(comment.strip_prefix('#')?) {
        Line::Words(words) => Some(words),
        _ => None,
    }
}

/// What stands behind a row's comment sign.
fn written(document: &Document, row: usize) -> Option<String> {
    let text = line(document.text(), row)?;
    Some(text.trim_start().trim_start_matches('#').trim().to_owned())
}

fn read(document: &Document, row: usize) -> Line {
    let rope = document.text();
    let Some(text) = line(rope, row) else { return Line::Other };
    let start = text.len() - text.trim_start().len();
    match text[start..].strip_prefix('#') {
        Some(comment) if is_comment(document, rope.line_to_byte(row) + start) => read_comment(comment),
        _ => Line::Other,
    }
}

fn read_comment(comment: &str) -> Line {
    if comment.starts_with('!') {
        return Line::Other;
    }
    let words = comment.trim_start_matches('#').trim();
    if words.is_empty() && comment.trim().len() < 2 {
        Line::Empty
    } else if is_directive(comment, words) {
        Line::Other
    } else if is_drawn(comment, words) {
        Line::Drawn
    } else if is_code(words) {
        Line::Code
    } else {
        Line::Words(words.to_owned())
    }
}

/// Whether the shell reads a comment at an offset, rather than a here-document or a string that looks like one.
pub(super) fn is_comment(document: &Document, offset: usize) -> bool {
    if document.chunks().is_empty() {
        return true;
    }
    let Some(chunk) = document.chunk_at(offset) else { return false };
    let comments = &chunk.body.comments;
    comments.binary_search_by_key(&offset, |it| it.span.start + chunk.start).is_ok()
}

/// Whether a comment speaks to a program rather than to a person.
fn is_directive(comment: &str, words: &str) -> bool {
    const STARTS: &[&str] = &[
        "shellcheck ",
        "caro:",
        "vim:",
        "vi:",
        "ex:",
        "-*-",
        "coding:",
        "shfmt:",
        "shfmt ",
        "region",
        "endregion",
        "spdx-",
        "todo",
        "fixme",
        "xxx",
        "hack",
        "http://",
        "https://",
        "@",
        "$",
        "eslint",
        "%",
        "noqa",
        "nosec",
        "nolint",
        "cspell",
        "codespell",
        "pylint",
        "prettier",
        "type:",
        "lint:",
        "bashate",
        "chkconfig:",
        "provides:",
        "required-start:",
        "required-stop:",
        "default-start:",
        "default-stop:",
        "short-description:",
        "local variables:",
        "end:",
        "mode:",
        "tab-width:",
        "kate:",
        "bats ",
        "sourcery",
        "editorconfig",
        "begin init info",
        "end init info",
        "yamllint",
        "hadolint",
        "markdownlint",
        "language=",
        "pragma ",
        "dockerfile",
        "syntax=",
    ];
    // Orders to a batch system stand right behind the sign: `#SBATCH --time=1`.
    const JOBS: &[&str] = &["SBATCH ", "PBS ", "BSUB ", "COBALT ", "FLUX:", "OAR ", "PJM "];
    let is_one_of =
        |list: &[&str]| list.iter().any(|it| words.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)));
    is_one_of(STARTS)
        || JOBS.iter().any(|it| comment.starts_with(it))
        || words.contains("-*-")
        || words.contains(" vim:")
}

/// Whether a comment is drawn rather than written.
fn is_drawn(comment: &str, words: &str) -> bool {
    let drawn = |it: char| "-=*#~_+/<>|─═━".contains(it);
    !words.contains(char::is_alphabetic)
        || comment.starts_with("##") && comment.ends_with('#')
        || words.chars().take(3).filter(|it| drawn(*it)).count() == 3
        || words.chars().rev().take(3).filter(|it| drawn(*it)).count() == 3
}

/// Whether a block of comment lines, or the one that it is the end of, tells who owns the script.
fn is_licence(document: &Document, first_row: usize, last: usize) -> bool {
    const SIGNS: &[&str] = &[
        "copyright",
        "licence",
        "license",
        "spdx-",
        "warranty",
        "all rights reserved",
        "(c) 1",
        "(c) 2",
        "redistribut",
        "author:",
        "authors:",
        "written by",
        "maintainer:",
        "@author",
    ];
    let rope = document.text();
    let from = first_row.saturating_sub(MOST_LOOKED_AT);
    let above = (from..first_row).rev().map_while(|row| line(rope, row).filter(|it| it.trim_start().starts_with('#')));
    let own = (first_row..=last).filter_map(|row| line(rope, row));
    above.chain(own).any(|it| {
        let lower = it.to_lowercase();
        SIGNS.iter().any(|sign| lower.contains(sign)) && !lower.contains("license file")
    })
}

/// Words that stand in sentences and not in commands.
const SENTENCE: &str = "a an the all of in into from to on onto with without for by under over than and or not every each that this \
    these those it them its files folders directories lines older newer larger smaller bigger named called only if when unless \
    whether is are as at my our your error errors since because so will should must does has be";

/// Programs whose names begin no order in words.
const NEVER_ORDERS: &str = ". [ [[ cd echo local printf source sudo declare readonly typeset pushd popd ls rm cp mv mkdir chmod \
    chown sed awk curl wget pip npm apt apt-get git docker grep cat ln";

/// Whether a comment is code that was taken out: `rm -rf "$x"`, `fi`, `NAME=value`.
fn is_code(words: &str) -> bool {
    let mut tokens = words.split_whitespace();
    let Some(first) = tokens.next() else { return false };
    let rest: Vec<&str> = tokens.collect();
    let is_name = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
            && it.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
    };
    if matches!(words, "fi" | "done" | "esac" | "else" | "}" | "{" | ";;" | "then" | "do" | "fi;" | "done;")
        || first
            .split_once('=')
            .is_some_and(|(name, value)| is_name(name.trim_end_matches('+')) && (!value.is_empty() || rest.is_empty()))
        || first.ends_with("()") && (rest.is_empty() || rest == ["{"])
        || words.ends_with(";;")
        || words.ends_with(" \\")
        || words.ends_with("; then")
        || words.ends_with("; do")
        || words.ends_with(" {")
        || first == "case" && rest.last() == Some(&"in")
        || matches!(first, "if" | "while" | "elif" | "until")
            && rest.first().is_some_and(|it| it.starts_with('[') || *it == "!")
    {
        return true;
    }
    let is_sentence = || {
        rest.iter().any(|it| {
            let lower = it.trim_matches(|it: char| ",.;:!?()".contains(it)).to_lowercase();
            lower.contains("n't") || SENTENCE.split_ascii_whitespace().any(|it| it == lower)
        })
    };
    let never_orders = NEVER_ORDERS.split_ascii_whitespace().any(|it| it == first);
    let is_path = first.starts_with("./") || first.starts_with('/');
    if !never_orders && !is_path && !first.starts_with('$') && knowledge::program(first).is_none() {
        return false;
    }
    let is_flag = |it: &&str| {
        it.len() > 1 && it.starts_with('-') && it[1..].starts_with(|it: char| it == '-' || it.is_ascii_alphanumeric())
    };
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if rest.first().is_some_and(is_flag) && !is_sentence() || rest.len() == 1 && is_number(rest[0]) {
        return true;
    }
    let is_sign = |it: &&str| {
        is_flag(it)
            || it.contains('$')
            || matches!(*it, "|" | "&&" | "||" | ">" | ">>" | "2>&1" | "&")
            || it.ends_with(';')
            || it.starts_with(['"', '\''])
            || it.contains("://")
            || it.contains('=')
    };
    let has_signs = rest.iter().any(is_sign) || never_orders && !rest.is_empty() || is_path && !rest.is_empty();
    has_signs && !is_sentence()
}
