//! GitHub annotations: a workflow command for each finding, as runners read them from standard output.

use super::super::visible::visible;
use super::Checked;
use caro_core::rules::Level;
use std::fmt::Write;

pub(super) fn script(checked: &Checked<'_>) -> String {
    let mut shown = String::new();
    for finding in checked.findings {
        let place = checked.lines.place(finding.span);
        let level = match finding.level {
            Level::Danger => "error",
            Level::Caution => "warning",
            Level::Note => "notice",
        };
        // Columns are only read where both are in one line.
        let columns = if place.line == place.end_line {
            format!(",col={},endColumn={}", place.column, place.end_column)
        } else {
            String::new()
        };
        let _ = writeln!(
            shown,
            "::{level} file={},line={},endLine={}{columns},title={}::{}",
            property(&visible(&checked.path)),
            place.line,
            place.end_line,
            property(&format!("{} {}", finding.rule.code, finding.rule.name)),
            data(&visible(&finding.message)),
        );
    }
    shown
}

/// Text behind the last `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text in the list of properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_property_or_a_command() {
        assert_eq!(property("a,b:c%\r\nd::error"), "a%2Cb%3Ac%25%0D%0Ad%3A%3Aerror");
        assert_eq!(data("100%\n::error::x, y"), "100%25%0A::error::x, y");
    }
}
