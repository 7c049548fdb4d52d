//! Starts a rule: the next free code of its family, its file, and its line in the list of all rules.

use crate::{read, root};
use anyhow::{Result, ensure};
use caro_core::rules::{self, ALL};

/// Writes `core/src/rules/<name>.rs` and adds the module where its code belongs.
pub(crate) fn run(name: &str, family: &str) -> Result<()> {
    let is_name =
        !name.is_empty() && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
    ensure!(is_name, "{name}: a rule's name has lower-case letters, digits and `-`, as in `recursive-delete`");
    ensure!(rules::find(name).is_none(), "{name}: there is such a rule already");
    let is_family = family.len() == 2 && family.bytes().all(|it| it.is_ascii_digit());
    ensure!(is_family, "{family}: a family is two digits; docs/architecture.md lists them");

    let prefix = format!("CARO{family}");
    let last =
        ALL.iter().filter(|it| it.code.starts_with(&prefix)).filter_map(|it| it.code[6..].parse::<u32>().ok()).max();
    let code = format!("{prefix}{:02}", last.unwrap_or(0) + 1);
    let module = name.replace('-', "_");

    let path = root().join(format!("core/src/rules/{module}.rs"));
    std::fs::write(&path, TEMPLATE.replace("CODE", &code).replace("NAME", name))?;

    let list = root().join("core/src/rules.rs");
    let text = read(&list)?;
    let before = ALL.iter().rfind(|it| *it.code < *code).map(|it| format!("    {},\n", it.name.replace('-', "_")));
    let line = format!("    {module},\n");
    let text = match before {
        Some(before) => text.replacen(&before, &format!("{before}{line}"), 1),
        None => text.replacen("rules! {\n", &format!("rules! {{\n{line}"), 1),
    };
    std::fs::write(&list, text)?;
    println!("{code}: write {}, then run `cargo xtask gen`", path.display());
    Ok(())
}

const TEMPLATE: &str = r#"//! CODE: what goes wrong, in one line.

use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// What happens to the user, in one sentence.
    ///
    /// Why, and what to do instead.
    ///
    /// ```sh bad
    /// program --flag
    /// ```
    /// ```sh good
    /// program
    /// ```
    "CODE" "NAME",
    Caution,
    Check::Command { programs: &["program"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if let Some(flag) = command.flag('\0', "flag") {
        sink.report(flag.span, "what would happen, in the user's own words".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_sentence_about_behaviour() {
        check_marks("program --flag\n#       ^^^^^^ CODE\n");
    }
}
"#;
