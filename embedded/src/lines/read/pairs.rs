//! Reads what is said of two files and more: compared, joined, and the lines that one of them has.

use super::layout::delimiter_option;
use super::{Manner, Reader, Says};
use crate::lines::{Sets, Source, Step};
use crate::pattern::Match;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Pair {
    Concatenate,
    SideBySide,
    Interleave,
    Compare,
    Unified,
    Identical,
    IgnoreSpace,
    IgnoreBlank,
    Common,
    OnlyIn,
    OnlyFirst,
    OnlySecond,
    Symmetric,
    Union,
}

pub(in crate::lines) const ROWS: &[(&str, Pair)] = &[
    (
        "merge|concatenate|join|combine ?both|two|all|three ?file; one after ?the other; together in|into one ?file; put together; concatenate; merge",
        Pair::Concatenate,
    ),
    (
        "side by side; ?merge|join line by line; next to each other; line by line; in parallel; beside each other; as column; as two column; =paste; column by column; pair ?up|line|by ?line; join|merge corresponding line",
        Pair::SideBySide,
    ),
    ("=paste {file:f} and {file:f} with newline between", Pair::Interleave),
    // Two files.
    (
        "compare; differ; compare {file:f} and|with|to|against {file:f}; differ ?between|of {file:f} and|to|from|with {file:f}; how ?do {file:f} and {file:f} differ; differ {file:f} {file:f}; compare {file:f} {file:f}; show ?all|me differ between; what changed ?between|from {file:f} ?and|to {file:f}; {file:f} compare {file:f}; which|what ?ones differ ?between|in {file:f} and {file:f}",
        Pair::Compare,
    ),
    (
        "?in|as|with|using ?a unified ?diff|differ ?format|style|output; as|in patch ?format; unified ?format; as unified ?diff|differ; patch format",
        Pair::Unified,
    ),
    (
        "same ?content; identical ?content; ?whether|check ones same|identical ?content; equal content; byte by|for byte ?same|identical; equal; {file:f} and {file:f} same|identical|equal ?content; {file:f} and {file:f} ?have same|identical|equal content; {file:f} same|identical as|to|with {file:f}",
        Pair::Identical,
    ),
    (
        "ignore|exclude ?all|any|change ?in ?differ ?in space|whitespace ?differ|change; ignore|exclude space; without|not space|whitespace differ",
        Pair::IgnoreSpace,
    ),
    ("ignore|exclude empty|=blank line ?differ", Pair::IgnoreBlank),
    (
        "?line|entry|ones ?ones appear|which|contained|found|shared|same|common in|of|by|to|between both|two ?file; common ?line ?of|in|to|between|both; ?line|ones in both ?file ?file; in both; ?line ?ones both ?file have|share|contain; shared by both|; ?line|ones {file:f} and {file:f} =both ?=have; {file:f} and {file:f} =have|share in common; intersection ?of; also in; line ?ones ?also appear|there in {file:f}; both; also appear|there|contained|listed ?in {file:f}; appear|contained in both ?file; {file:f} and {file:f} ?share in frequent|common; line frequent|common to {file:f} and {file:f}; ?line share by {file:f} and {file:f}",
        Pair::Common,
    ),
    (
        "?line|ones ?ones|which ?appear in|only {file:f} but|and not ?there|found|appear|present|also ?in {file:x}; ?but|and|which|ones not ?also|yet|listed|there|contained|found|appear|present|exist in {file:x} ?yet; ?which|ones missing|absent in|from {file:x}; not ?appear ?also in {file:x} ?yet; in {file:f} ?line|ones missing|absent in|from {file:x}; without ?line|ones|those in|of|from {file:x}; except|minus|exclude ?line|ones ?ones in|of|from {file:x}; exclude|minus {file:x}; delete line|entry|ones from {file:f} ?ones|which appear|there|contained|listed|found ?also in {file:x}; delete from {file:f} ?all|each line|entry ?ones ?ones ?also appear|there|contained|listed|found ?also in {file:x}; delete|subtract ?line|entry of|in {file:x} from {file:f}",
        Pair::OnlyIn,
    ),
    (
        "?line|entry|ones ?ones|which ?appear|there only|just in first ?file ?and|not|second; only|just in first ?file; only in {file:f} ?and ?not ?in ?second|other ?file|one; unique to|in {file:f}; unique to first ?file; only in first one",
        Pair::OnlyFirst,
    ),
    (
        "?line|entry|ones ?ones|which ?appear|there only|just in second ?file; only in second ?file|one; unique to second ?file",
        Pair::OnlySecond,
    ),
    (
        "?line ?ones|which ?appear|there in only|exactly|just one of ?two|both ?file; in only|exactly one of ?two|both ?file; in one but not ?both|other|in; ?line|ones ?appear|there in ?file {file:f} or ?in {file:f} but not ?in both",
        Pair::Symmetric,
    ),
    (
        "union ?of ?line ?of ?both|two ?file; all line ?ones|which ?appear|there in either|any ?file|one; merge ?sort ?both|two ?file ?without duplicate; either",
        Pair::Union,
    ),
];

impl Reader<'_, '_> {
    /// Two files and more.
    pub(super) fn with_another(&mut self, says: Pair, at: &Match) -> Option<()> {
        match says {
            Pair::Unified | Pair::IgnoreSpace | Pair::IgnoreBlank => {}
            // "Compare a and b side by side" is a way to compare.
            Pair::SideBySide if self.has(Pair::Compare) => {}
            Pair::SideBySide => {
                let option = match self.separator() {
                    Some(sign) => delimiter_option(&sign)?,
                    None => String::new(),
                };
                self.push(Step::Both(format!("paste{option}")));
            }
            Pair::Interleave => self.push(Step::Both("paste -d '\\n'".to_owned())),
            Pair::Compare if self.has(Pair::Identical) => {}
            Pair::Compare => {
                let ways: [(Says, &str); 5] = [
                    (Pair::Unified.into(), " -u"),
                    (Pair::SideBySide.into(), " -y"),
                    (Pair::IgnoreSpace.into(), " -w"),
                    (Pair::IgnoreBlank.into(), " -B"),
                    (Manner::IgnoreCase.into(), " -i"),
                ];
                let options: String = ways.iter().filter(|it| self.has(it.0)).map(|it| it.1).collect();
                self.push(Step::Both(format!("diff{options}")));
            }
            Pair::Identical => self.push(Step::Both("diff -qs".to_owned())),
            Pair::Common => self.push(Step::Sets(Sets::Common)),
            Pair::OnlyIn => {
                self.frame.other.is_none().then_some(())?;
                self.frame.other = Some(self.source(&at.get("x")?.text));
                self.push(Step::Sets(Sets::First));
            }
            Pair::OnlyFirst => {
                if let Some(file) = at.get("f") {
                    // The file that is named here comes first.
                    self.files.insert(0, file.text.clone());
                }
                self.push(Step::Sets(Sets::First));
            }
            Pair::OnlySecond => self.push(Step::Sets(Sets::Second)),
            Pair::Symmetric => self.push(Step::Sets(Sets::Symmetric)),
            Pair::Union => self.push(Step::Sets(Sets::Union)),
            Pair::Concatenate => self.run("cat"),
        }
        Some(())
    }

    /// "Merge a and b side by side": the way is said apart. Otherwise several files are put together.
    pub(super) fn together(&mut self) -> Option<()> {
        if !self.has(Pair::Concatenate) {
            return Some(());
        }
        let one = self.files.len() + self.frame.sources.len() < 2;
        if self.frame.steps.len() == 1 {
            let many = self.frame.sources.iter().any(|it| !matches!(it, Source::File(_)));
            return (!one || many || self.files.iter().any(|it| it.contains('*'))).then_some(());
        }
        let pastes = |it: &Step| match it {
            Step::Both(_) | Step::Sort(_) | Step::Sets(_) | Step::Dedupe { .. } => true,
            Step::Run(it) => it.starts_with("paste") || it.starts_with("awk 'NR > 1"),
            _ => false,
        };
        (!one || self.frame.steps.iter().any(pastes)).then_some(())?;
        self.frame.steps.retain(|it| *it != Step::Run("cat".to_owned()));
        Some(())
    }
}
