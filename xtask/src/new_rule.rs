//! Starts a rule: the next free code of its family, its file, and its line in the list of all rules.

use crate::{read, root};
use anyhow::{Context, Result, bail, ensure};
use caro_core::rules::{self, FAMILIES};

/// Writes `core/src/rules/<family>/<name>.rs` and adds the module to its family.
pub(crate) fn run(name: &str, family: &str) -> Result<()> {
    let is_name =
        !name.is_empty() && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
    ensure!(is_name, "{name}: a rule's name has lower-case letters, digits and `-`, as in `recursive-delete`");
    ensure!(rules::find(name).is_none(), "{name}: there is such a rule already");
    let Some(family) = FAMILIES.iter().find(|it| it.digits == family || it.module == family) else {
        bail!("{family}: a family is two digits or a folder's name; docs/architecture.md lists them");
    };

    let last = family.rules.iter().filter_map(|it| it.code[6..].parse::<u32>().ok()).max();
    let code = format!("CARO{}{:02}", family.digits, last.unwrap_or(0) + 1);
    let module = name.replace('-', "_");

    let path = root().join(format!("core/src/rules/{}/{module}.rs", family.module));
    std::fs::create_dir_all(path.parent().expect("it lies in its family's folder"))?;
    std::fs::write(&path, TEMPLATE.replace("CODE", &code).replace("NAME", name))?;

    let list = root().join(format!("core/src/rules/{}.rs", family.module));
    let text = read(&list)?;
    let (before, _) = text.rsplit_once('}').context("a family ends with its list")?;
    std::fs::write(&list, format!("{before}    {module},\n}}\n"))?;
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
    /// To decide: What must the user know before this may run?
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
