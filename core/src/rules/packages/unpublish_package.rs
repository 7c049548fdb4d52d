//! CARO1113: a published package is taken back.

use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Takes back a package that others build with: their builds break, and the version can never be used again.
    ///
    /// Mark a bad version instead (`npm deprecate`, `cargo yank`), which leaves it to those who have it.
    ///
    /// To decide: Who builds with it, and would a new version help them as well?
    ///
    /// ```sh bad
    /// npm unpublish shop-tool --force
    /// ```
    /// ```sh fixed
    /// npm deprecate shop-tool 'do not use this version' --force
    /// ```
    /// ```sh bad
    /// gem yank shop-tool -v 1.2.3
    /// ```
    /// ```sh good
    /// npm deprecate shop-tool@1.2.3 'use 1.2.4'
    /// ```
    /// ```sh good
    /// npm publish --access public
    /// ```
    /// ```sh good
    /// npm unpublish shop-tool@1.2.3 --dry-run
    /// cargo yank --version 1.2.3
    /// ```
    "CARO1113" "unpublish-package",
    Danger,
    Check::Command { programs: &["npm", "pnpm", "yarn", "gem", "gh", "cloudsmith"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let texts: Vec<_> = command.operands().take(4).map(|it| (it.span, sink.text_of(it).unwrap_or_default())).collect();
    let says = |at: usize, name: &str| texts.get(at).is_some_and(|it| it.1 == name);
    let hit = match command.program.as_deref().unwrap_or_default() {
        "npm" | "pnpm" if says(0, "unpublish") => {
            let all = command.has_flag('f', "force") || command.gives("force");
            Some((0, if all { Level::Danger } else { Level::Caution }))
        }
        "yarn" if says(0, "npm") && says(1, "unpublish") => Some((1, Level::Caution)),
        "gem" if says(0, "yank") => Some((0, Level::Caution)),
        _ => None,
    };
    let Some((at, level)) = hit else { return };
    let name = texts.get(at + 1).filter(|it| !it.1.is_empty()).map(|it| format!(" `{}`", it.1)).unwrap_or_default();
    let span = texts[at].0;
    sink.report_beyond(
        span,
        format!("takes back{name}: builds that need it break, and the version can never be used again"),
    )
    .level(level);
    let npm = matches!(command.program.as_deref(), Some("npm" | "pnpm"));
    let package = command.operands().nth(at + 1).map(|it| it.span);
    if npm && let Some(package) = package {
        let edits =
            vec![(span, "deprecate".to_owned()), (Span::at(package.end), " 'do not use this version'".to_owned())];
        sink.choice("Mark it as bad, and leave it to those who build with it", edits);
        sink.choice("Look first: name what would go", edits::rehearsal(command).map(|it| it.1).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn flags_may_come_first() {
        check_marks(
            "\
npm -f unpublish shop-tool
#      ^^^^^^^^^ CARO1113
npm view shop-tool
",
        );
    }
}
