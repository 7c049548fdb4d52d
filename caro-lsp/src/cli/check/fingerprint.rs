//! Names for findings that stay when lines move: the rule, the text of the line, and which of the same ones it is.

use super::super::place::Lines;
use caro_core::rules::Finding;
use std::collections::HashMap;

/// What a finding is known by from one run to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint {
    pub(super) rule: &'static str,
    /// Of the line that it starts in, without the blanks at its ends.
    pub(super) line: u64,
    /// How many of the same rule and text come before it.
    pub(super) occurrence: usize,
}

/// The fingerprints of all findings of a script, in their order.
pub(super) fn fingerprints(lines: &Lines<'_>, findings: &[Finding]) -> Vec<Fingerprint> {
    let mut seen: HashMap<(&str, u64), usize> = HashMap::new();
    let mut last = None;
    let of = |it: &Finding| {
        let number = lines.place(it.span).line;
        // Thousands may stand in one long line.
        let line = match last {
            Some((last, line)) if last == number => line,
            _ => hash([lines.line(number).trim()]),
        };
        last = Some((number, line));
        let count = seen.entry((it.rule.code, line)).or_default();
        *count += 1;
        Fingerprint { rule: it.rule.code, line, occurrence: *count - 1 }
    };
    findings.iter().map(of).collect()
}

/// A number for texts that is the same on every machine and in every version (FNV-1a). It tells texts apart; it is no seal.
pub(super) fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn the_hash_never_changes_since_baselines_hold_it() {
        assert_eq!(hash(["chmod 777 x"]), 0xcbb4_4336_1397_ce63);
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
