//! One finding explained: the rule's page with the values of this place filled in.

use crate::rules::{Finding, Fix};
use crate::{Document, Span, actions, documentation};
use std::fmt::Write;

/// How much of a line is shown, in characters.
const WIDEST: usize = 160;

/// The page of a finding, in Markdown.
pub fn page(document: &Document, finding: &Finding) -> String {
    let rule = finding.rule;
    let mut page = format!("# {} {}\n\n", rule.code, rule.name);
    let place = document.line_number(finding.span.start);
    let _ = write!(page, "**Here, in line {place}** ({}): {}.\n\n", finding.level.name(), finding.message);
    page.push_str(&block(document, finding.span));
    page.push('\n');
    for (span, text) in &finding.related {
        let _ = write!(page, "Line {}: {text}.\n\n{}\n", document.line_number(span.start), block(document, *span));
    }
    for fix in &finding.fixes {
        page.push_str(&proposal(document, fix));
        page.push('\n');
    }
    let decision = rule.decision().map(|it| format!("**To decide:** {it}\n\n")).unwrap_or_default();
    page.push_str(&decision);
    page.push_str("## The rule\n\n");
    let words: Vec<_> = documentation::words(rule.doc).filter(|it| !it.starts_with("To decide: ")).collect();
    page.push_str(words.join("\n").trim_end());
    page.push('\n');
    page
}

fn proposal(document: &Document, fix: &Fix) -> String {
    let kind = if fix.certain { "Fix" } else { "If you want that" };
    let Some(first) = fix.edits.iter().map(|it| it.0).reduce(Span::cover) else { return String::new() };
    let grown: usize = fix.edits.iter().map(|it| it.1.len()).sum();
    let gone: usize = fix.edits.iter().map(|it| it.0.len()).sum();
    let edited = actions::edited(document, &fix.edits);
    let after = Span::new(first.start, (first.end + grown).saturating_sub(gone).max(first.start));
    format!("{kind}: {}\n\n{}", fix.title, block(&edited, after))
}

/// The lines of a span as a code block.
pub(crate) fn block(document: &Document, span: Span) -> String {
    let text = document.text();
    let first = text.byte_to_line(span.start.min(text.len_bytes()));
    let last = text.byte_to_line(span.end.min(text.len_bytes())).max(first);
    let lines = text.lines_at(first).take((last - first + 1).min(12));
    let lines: Vec<String> =
        lines.map(|it| it.chars().take(WIDEST).collect::<String>().trim_end().to_owned()).collect();
    // A line of the script must not close the block.
    let longest = lines.iter().flat_map(|it| it.split(|it| it != '`').map(str::len)).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}sh\n{}\n{fence}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use crate::script::Dialect;
    use expect_test::{Expect, expect};

    fn check(script: &str, expected: Expect) {
        let document = Document::new(script, Dialect::Bash);
        let report = rules::check(&document, None);
        expected.assert_eq(&page(&document, &report.findings()[0]));
    }

    #[test]
    fn the_values_of_this_place_stand_before_the_rule() {
        check(
            "DIR=\necho\nrm -rf \"$DIR\"/*\n",
            expect![[r##"
                # CARO0101 recursive-delete

                **Here, in line 3** (danger): deletes the whole system when `$DIR` is empty.

                ```sh
                rm -rf "$DIR"/*
                ```

                Line 1: `$DIR` gets its value here.

                ```sh
                DIR=
                ```

                Fix: Stop when the variable is empty

                ```sh
                rm -rf "${DIR:?}"/*
                ```

                If you want that: Have `rm` ask first: where nobody answers, it deletes nothing

                ```sh
                rm -rI "$DIR"/*
                ```

                **To decide:** Is this really all that must go, and is there a copy of it elsewhere?

                ## The rule

                Deletes the system, a home or everything here, as written or when a variable is empty.

                A path is judged by every value that its variables can have at this line. `"$DIR"/*` is `/*` when `DIR` is empty,
                and nothing asks again. `${DIR:?}` ends the script there instead.
            "##]],
        );
    }

    #[test]
    fn a_line_of_back_ticks_stays_in_its_block() {
        check(
            "eval \"$(curl -s http://x.example/a)\" # ````\n",
            expect![[r##"
                # CARO0402 insecure-download-to-shell

                **Here, in line 1** (danger): `eval` runs whatever arrives, and plain `http://` lets anyone on the way change it.

                `````sh
                eval "$(curl -s http://x.example/a)" # ````
                `````

                If you want that: Download to a file, and run it only when its checksum is the one you name

                `````sh
                downloaded=$(mktemp) &&
                    curl -s http://x.example/a -o "$downloaded" &&
                    echo "${SHA256:?the checksum of the file that you have read}  $downloaded" | sha256sum -c - &&
                    . "$downloaded" ||
                    exit # ````
                `````

                **To decide:** Why can this server not be checked, and have you read what it sends?

                ## The rule

                Runs what anyone between here and the server may have put in its place.

                Without a checked certificate nobody knows who answered. A shared network, a proxy or a name server is enough to
                send other commands.
            "##]],
        );
    }
}
