//! Reads what is said of parts of a file, files that are split into several, and files that grow.

use super::{Reader, number};
use crate::Platform;
use crate::lines::{Lines, Step};
use crate::pattern::Match;
use crate::shell;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Piece {
    HeadBytes,
    TailBytes,
    HeadChars,
    SplitParts,
    SplitLines,
    SplitSize,
    PartName,
    Follow,
}

pub(in crate::lines) const ROWS: &[(&str, Piece)] = &[
    // Bytes, pieces and the rest.
    ("first {number:n} byte", Piece::HeadBytes),
    ("last {number:n} byte|character", Piece::TailBytes),
    ("first {number:n} character", Piece::HeadChars),
    (
        "split|cut|divide|break ?up ?file ?up ?into|in {number:n} ?equal|equally|big|sized|same ?sized|size|large|big part|piece|file|chunk; into|in {number:n} ?equal|same ?big|sized|large|size part|piece|file|chunk",
        Piece::SplitParts,
    ),
    (
        "split|cut|divide|break ?up ?file ?up ?into|in ?several|smaller ?part|piece|file|chunk ?of|with ?at|each ?most|having {number:n} line ?each|per ?file|piece|part; each|every {number:n} line; ?split|cut|divide|break into|in part|piece|file|chunk of {number:n} line ?each; into {number:n} line part|piece|file|chunk; every|after each {number:n} line ?into ?new ?file",
        Piece::SplitLines,
    ),
    (
        "split|cut|divide|break ?up ?file ?up ?into|in ?several|smaller ?part|piece|file|chunk ?of|with ?at|most {size:n} ?each|per ?file|piece; ?split into part|piece|file|chunk of {size:n} ?each; into {size:n} part|piece|file|chunk",
        Piece::SplitSize,
    ),
    (
        "?and ?ones|part|piece|file named|with ?prefix {words:p} ?, {words:q} and on; named {words:p} , {words:q} and on; ?with|use prefix {words:p}; named {words:p} ?and ?so ?on; named {words:p} , {words:q} , …; prefix {words:p}",
        Piece::PartName,
    ),
    (
        "follow; follow ?ones|file ?as|while ?ones grow|grows|live; watch|follow|show new line|entry ?as ?ones ?appear|arrive|come|written ?in; =live; as ?ones|file grow|grows|written; in real time; realtime; continuously; tail|watch|follow ?log ?live; =tail -f; keep watching|showing|printing ?new ?line; keep show ?new line; new line as ones appear|arrive|written|added|come ?in; wait for new line; watch; keep follow|show|watch",
        Piece::Follow,
    ),
];

impl Reader<'_, '_> {
    /// Parts of a file, files that are split into several, and files that grow.
    pub(super) fn cut_pieces(&mut self, says: Piece, at: &Match) -> Option<()> {
        match says {
            Piece::PartName => {}
            Piece::HeadBytes | Piece::HeadChars => self.run(format!("head -c {}", number(at, "n")?)),
            Piece::TailBytes => self.run(format!("tail -c {}", number(at, "n")?)),
            Piece::SplitParts => {
                (self.frame.platform == Platform::Linux).then_some(())?;
                self.split(format!("-n l/{}", number(at, "n")?));
            }
            Piece::SplitLines => self.split(format!("-l {}", number(at, "n")?)),
            Piece::SplitSize => {
                let bytes = at.get("n")?.amount;
                (bytes >= 1.0).then_some(())?;
                let megabytes = bytes / 1_048_576.0;
                let size = if megabytes.fract() == 0.0 { format!("{megabytes}M") } else { format!("{bytes}") };
                self.split(format!(
                    "-b {}",
                    if self.frame.platform == Platform::MacOs { size.to_lowercase() } else { size }
                ));
            }
            Piece::Follow => self.run("tail -f"),
        }
        Some(())
    }

    /// Splits the file, with the parts called as was said.
    fn split(&mut self, option: String) {
        let name = self.found_at(Piece::PartName).and_then(|it| it.get("p")).map_or(String::new(), |it| {
            let name = it.text.strip_suffix("aa").unwrap_or(&it.text);
            format!(" {}", shell::path(name))
        });
        self.push(Step::Pieces(format!("split {option}"), name));
    }

    /// "Split it every 500 lines" is no choice of lines.
    pub(super) fn split_by_lines(&mut self) -> Option<()> {
        if let [Step::Keep(Lines::Every(n, start))] = self.frame.steps[..]
            && self.splits()
        {
            (n == start).then_some(())?;
            self.frame.steps.clear();
            self.split(format!("-l {n}"));
        }
        Some(())
    }

    /// Whether it is said that something is split.
    pub(super) fn splits(&self) -> bool {
        self.asked.tokens.iter().any(|it| it.text.eq_ignore_ascii_case("split"))
    }
}
