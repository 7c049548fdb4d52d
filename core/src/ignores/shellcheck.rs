//! Which codes of ShellCheck say what a rule of ours says, so that its comments count for both.

use crate::Document;
use crate::rules::{Finding, Level};

/// A rule of ours, and the codes that mean the same.
struct Same {
    code: &'static str,
    shellcheck: &'static [u32],
    /// Where a danger is meant too, and not only what is less; asked with the words at the finding.
    danger: Option<fn(u32, &str) -> bool>,
    /// Whether its codes speak at the place that explains our finding, and not at ours.
    at_cause: bool,
}

const fn same(code: &'static str, shellcheck: &'static [u32]) -> Same {
    Same { code, shellcheck, danger: None, at_cause: false }
}

/// The one table; `docs/ignores.md` says it in words. Each line was compared with what ShellCheck 0.9 says of our examples.
///
/// - SC2115: `rm -r "$x"/*` with an `x` that can be empty. SC2114: `rm -r` of a system folder that is written out.
/// - SC2164: a `cd` that can fail, without `|| exit`.
/// - SC2086: a variable without quotes. SC2068, SC2048: `$@` and `$*` without quotes.
/// - SC2094: a file that is read and written in one pipeline.
/// - SC2045, SC2044: a loop over what `ls` or `find` prints. SC2011, SC2038: `ls` or `find` piped to `xargs`.
/// - SC2162: `read` without `-r`. SC2024: a redirect that `sudo` does not open. SC2155: `export x=$(…)`.
/// - SC2064: a `trap` in double quotes. SC2095: `ssh` in a loop that reads. SC2156: `{}` inside `sh -c`.
const TABLE: [Same; 14] = [
    Same { code: "CARO0101", shellcheck: &[2114, 2115], danger: Some(means_this_delete), at_cause: false },
    Same { code: "CARO0120", shellcheck: &[2164], danger: None, at_cause: true },
    same("CARO0122", &[2086]),
    same("CARO0133", &[2094]),
    same("CARO0419", &[2156]),
    same("CARO1201", &[2044, 2045]),
    same("CARO1202", &[2011, 2038]),
    same("CARO1203", &[2162]),
    same("CARO1205", &[2024]),
    same("CARO1206", &[2155]),
    same("CARO1207", &[2048, 2068, 2086]),
    same("CARO1208", &[2086]),
    same("CARO1209", &[2064]),
    same("CARO1210", &[2095]),
];

/// Whether a code of ShellCheck says of a place what the finding says.
pub(super) fn says_the_same(code: u32, finding: &Finding, document: &Document) -> bool {
    let Some(same) = of(finding).filter(|it| it.shellcheck.contains(&code)) else { return false };
    finding.level < Level::Danger || same.danger.is_some_and(|it| it(code, &document.slice(finding.span)))
}

/// The codes that can say what the finding says.
pub(super) fn codes(finding: &Finding) -> &'static [u32] {
    of(finding).map_or(&[], |it| it.shellcheck)
}

/// The places where ShellCheck could speak for a finding.
pub(super) fn places(finding: &Finding) -> Vec<crate::Span> {
    match of(finding) {
        Some(it) if it.at_cause => finding.related.iter().map(|it| it.0).collect(),
        Some(_) => vec![finding.span],
        None => Vec::new(),
    }
}

fn of(finding: &Finding) -> Option<&'static Same> {
    TABLE.iter().find(|it| it.code == finding.rule.code)
}

/// SC2115 means a path that begins with a variable; SC2114 a folder of the system, as it is written.
fn means_this_delete(code: u32, word: &str) -> bool {
    let path = word.trim_start_matches('"');
    if code == 2114 {
        return path.starts_with('/') && !path.contains('$') && path.len() > 1;
    }
    let Some(rest) = path.strip_prefix('$') else { return false };
    let is_name = |it: char| it.is_alphanumeric() || it == '_';
    let behind = match rest.strip_prefix('{') {
        Some(rest) => rest.trim_start_matches(is_name).strip_prefix('}'),
        None => Some(rest.trim_start_matches(is_name)),
    };
    behind.is_some_and(|it| it.trim_start_matches('"').starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn the_table_names_rules_that_exist_in_the_order_of_their_codes() {
        assert!(TABLE.iter().all(|it| rules::find(it.code).is_some()));
        assert!(TABLE.windows(2).all(|it| it[0].code < it[1].code));
    }

    #[test]
    fn a_danger_is_meant_only_where_the_words_are_the_same() {
        for word in ["\"$x\"/*", "$x/*", "\"${x}/lib\"", "\"$1\"/*"] {
            assert!(means_this_delete(2115, word), "{word}");
        }
        for word in ["/", "*", "\"$x\"", "~/$x", "\"${x:-/}\"/*", "./*"] {
            assert!(!means_this_delete(2115, word), "{word}");
        }
        assert!(means_this_delete(2114, "/usr") && !means_this_delete(2114, "/") && !means_this_delete(2114, "/$x"));
    }
}
