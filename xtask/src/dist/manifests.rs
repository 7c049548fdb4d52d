//! The files for package managers and the installer: templates in `packaging/`, filled with the version and the checksums.

use super::hashes::sha256;
use super::platform::Platform;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// The templates, each with the name it gets in a release.
const TEMPLATES: [&str; 5] = ["install.sh", "caro.rb", "PKGBUILD", "caro.json", "Dockerfile"];

/// A template with its holes filled, or the file whose checksum is wanted and that is not there.
#[derive(Debug, PartialEq, Eq)]
enum Filled {
    Text(String),
    Wants(String),
}

/// Writes all that can be filled from the archives in a folder; says for each what it still wants.
pub(crate) fn write(folder: &Path) -> Result<Vec<(&'static str, Option<String>)>> {
    let mut written = Vec::new();
    for name in TEMPLATES {
        let template = crate::read(&crate::root().join("packaging").join(name))?;
        let sum = |file: &str| std::fs::read(folder.join(file)).ok().map(|it| sha256(&it));
        let path = folder.join(name);
        match fill(&template, sum).with_context(|| format!("packaging/{name}"))? {
            Filled::Text(text) => {
                std::fs::write(path, text)?;
                written.push((name, None));
            }
            Filled::Wants(file) => {
                // One from before would name other archives.
                if path.exists() {
                    std::fs::remove_file(path)?;
                }
                written.push((name, Some(file)));
            }
        }
    }
    Ok(written)
}

/// Fills `@version@`, `@repository@`, and, for a Rust target, `@archive:TARGET@`, `@folder:TARGET@`, `@sha256:TARGET@`.
fn fill(template: &str, sum: impl Fn(&str) -> Option<String>) -> Result<Filled> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('@') {
        text.push_str(before);
        let is_of_hole = |it: char| it.is_ascii_alphanumeric() || "_:-".contains(it);
        let hole = after.split_once('@').filter(|(name, _)| !name.is_empty() && name.chars().all(is_of_hole));
        let Some((name, behind)) = hole else {
            text.push('@');
            rest = after;
            continue;
        };
        rest = behind;
        let (kind, target) = name.split_once(':').unwrap_or((name, ""));
        match kind {
            "version" => text.push_str(super::VERSION),
            "repository" => text.push_str(env!("CARGO_PKG_REPOSITORY")),
            "folder" => text.push_str(&Platform::named(target)?.archive().0),
            "archive" => text.push_str(&Platform::named(target)?.archive().1),
            "sha256" => {
                let archive = Platform::named(target)?.archive().1;
                match sum(&archive) {
                    Some(sum) => text.push_str(&sum),
                    None => return Ok(Filled::Wants(archive)),
                }
            }
            other => bail!("nothing fills @{other}@"),
        }
    }
    text.push_str(rest);
    Ok(Filled::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::archive::File;
    use crate::dist::dependencies::Dependency;
    use crate::dist::{VERSION, bundle, hashes, kit::Kit, this_machine, words};
    use std::process::Command;

    #[test]
    fn no_template_has_a_hole_left() {
        for name in TEMPLATES {
            let template = crate::read(&crate::root().join("packaging").join(name)).unwrap();
            let Filled::Text(text) = fill(&template, |file| Some(sha256(file.as_bytes()))).unwrap() else {
                panic!("{name} wants more than there is");
            };
            assert!(text.contains(VERSION) && !text.contains("@version"), "{name}");
            assert!(!text.contains("@sha256") && !text.contains("@archive"), "{name}");
        }
    }

    #[test]
    fn what_is_not_there_is_named_and_what_nobody_fills_is_an_error() {
        let template = "\"$@\" @version@ @sha256:x86_64-unknown-linux-gnu@ a@b";
        let text = format!("\"$@\" {VERSION} 00 a@b");
        assert_eq!(fill(template, |_| Some("00".to_owned())).unwrap(), Filled::Text(text));
        let archive = format!("caro-{VERSION}-x86_64-unknown-linux-gnu.tar.gz");
        assert_eq!(fill(template, |_| None).unwrap(), Filled::Wants(archive));
        assert!(fill("@versoin@", |_| None).is_err());
        assert!(fill("@sha256:x86_64-unknown-plan9@", |_| None).is_err());
    }

    #[test]
    fn package_managers_know_the_archives_of_all_released_platforms() {
        let all: String =
            ["caro.rb", "caro.json"].map(|it| crate::read(&crate::root().join("packaging").join(it)).unwrap()).concat();
        for platform in Platform::released() {
            assert!(all.contains(&format!("@sha256:{}@", platform.rust)), "{}", platform.rust);
        }
    }

    #[test]
    fn the_release_builds_what_the_packages_name() {
        let workflow = crate::read(&crate::root().join(".github/workflows/release.yml")).unwrap();
        for platform in &crate::dist::platform::PLATFORMS {
            let is_built = workflow.contains(&format!("target: {}\n", platform.rust));
            assert_eq!(is_built, platform.is_released, "{}", platform.rust);
        }
    }

    /// A release whose server is a script, which is enough for everything that only carries it.
    #[cfg(unix)]
    #[test]
    fn the_installer_installs_verifies_refuses_and_removes() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        let platform = Platform::named(&this_machine().unwrap()).unwrap();
        let script = format!("#!/bin/sh\necho 'caro-lsp {VERSION}'\n");
        let kit = Kit {
            platform,
            server: script.into_bytes(),
            server_path: out.join("none"),
            completions: words::completions(),
            manual: words::manual(super::super::date::Date::of(0)).unwrap(),
            dependencies: Vec::<Dependency>::new(),
            native: Vec::new(),
            third_party: File::new("THIRD-PARTY.txt", "none"),
            time: 1_000_000_000,
            out: out.to_owned(),
        };
        let archive = bundle::archive(&kit).unwrap();
        assert!(archive == bundle::archive(&kit).unwrap(), "two runs differ");
        kit.write(&platform.archive().1, &archive).unwrap();
        write(out).unwrap();
        std::fs::write(out.join(hashes::LIST), hashes::list(out).unwrap()).unwrap();

        let ran = Command::new("sh").arg(crate::root().join("packaging/tests/install.sh")).arg(out).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
        println!("{said}");
    }
}
