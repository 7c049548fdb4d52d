//! A Debian package of the server, written as `dpkg-deb` would: the same bytes on every machine.

use super::archive::{File, gz, tar_gz};
use super::date::Date;
use super::elf;
use super::kit::{Kit, text};
use anyhow::{Context, Result};
use std::fmt::Write;

/// The package's name in Debian.
pub(crate) const NAME: &str = "caro-lsp";

/// The package's file name.
pub(crate) fn file_name(architecture: &str) -> String {
    format!("{NAME}_{}_{architecture}.deb", version())
}

/// `1.0.0-rc.1` comes before `1.0.0`, which Debian says with a tilde; `-1` is the first packing of it.
fn version() -> String {
    format!("{}-1", super::VERSION.replace('-', "~"))
}

/// The package, for a Debian architecture.
pub(crate) fn package(kit: &Kit, architecture: &str) -> Result<Vec<u8>> {
    let files = files(kit)?;
    let size: usize = files.iter().map(|it| it.data.len().div_ceil(1024)).sum();
    let depends = elf::depends(&kit.server)?;
    let control = format!(
        "Package: {NAME}\n\
         Version: {}\n\
         Architecture: {architecture}\n\
         Maintainer: The Caro developers <{}/issues>\n\
         Installed-Size: {size}\n\
         Depends: {depends}\n\
         Suggests: shellcheck\n\
         Section: devel\n\
         Priority: optional\n\
         Homepage: {}\n\
         Description: language server for shell scripts\n \
         Marks commands that would destroy more than their line says, turns comments\n \
         into commands, and explains what a script does. It runs on this machine alone\n \
         and never runs what it reads or writes.\n",
        version(),
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_REPOSITORY"),
    );
    let control = tar_gz(&[File::new("control", control)], "./", kit.time)?;
    let data = tar_gz(&files, "./", kit.time)?;
    let mut package = b"!<arch>\n".to_vec();
    for (name, data) in [("debian-binary", &b"2.0\n"[..]), ("control.tar.gz", &control), ("data.tar.gz", &data)] {
        // ar: name, time, owner, group, mode, size, end of header; members begin at even places.
        package
            .extend(format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", kit.time, 0, 0, "100644", data.len()).bytes());
        package.extend(data);
        if data.len() % 2 == 1 {
            package.push(b'\n');
        }
    }
    Ok(package)
}

/// What the package puts where.
fn files(kit: &Kit) -> Result<Vec<File>> {
    let doc = format!("usr/share/doc/{NAME}");
    let mut files = vec![
        File::program("usr/bin/caro-lsp", kit.server.clone()),
        File::new(format!("{doc}/README.md"), text("README.md")?),
        File::new(format!("{doc}/changelog.gz"), gz(&text("CHANGELOG.md")?)?),
        File::new(format!("{doc}/changelog.Debian.gz"), gz(changelog(kit.date()).as_bytes())?),
        File::new(format!("{doc}/copyright"), copyright()?),
        File::new(format!("{doc}/THIRD-PARTY.txt.gz"), gz(&kit.third_party.data)?),
    ];
    for completion in &kit.completions {
        let place = match &*completion.path {
            "caro-lsp.bash" => "usr/share/bash-completion/completions/caro-lsp",
            "_caro-lsp" => "usr/share/zsh/vendor-completions/_caro-lsp",
            "caro-lsp.fish" => "usr/share/fish/vendor_completions.d/caro-lsp.fish",
            other => anyhow::bail!("{other} has no place in Debian"),
        };
        files.push(File::new(place, completion.data.clone()));
    }
    for page in &kit.manual {
        files.push(File::new(format!("usr/share/man/man1/{}.gz", page.path), gz(&page.data)?));
    }
    Ok(files)
}

fn changelog(date: Date) -> String {
    format!(
        "{NAME} ({}) unstable; urgency=medium\n\n  * Version {}; see changelog.gz.\n\n -- The Caro developers <{}/issues>  {}\n",
        version(),
        super::VERSION,
        env!("CARGO_PKG_REPOSITORY"),
        date.mail()
    )
}

/// In Debian's machine-readable form.
fn copyright() -> Result<String> {
    let mit = String::from_utf8(text("LICENSE-MIT")?)?;
    let holder =
        mit.lines().find_map(|it| it.strip_prefix("Copyright (c) ")).context("the licence names its holder")?;
    let mut page = format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
         Upstream-Name: Caro\n\
         Source: {}\n\
         Comment: The program holds works of others; /usr/share/doc/{NAME}/THIRD-PARTY.txt.gz\n \
         names each with its licence.\n\n\
         Files: *\nCopyright: {holder}\nLicense: Apache-2.0 or Expat\n\n\
         License: Apache-2.0\n The text is in /usr/share/common-licenses/Apache-2.0.\n\n\
         License: Expat\n",
        env!("CARGO_PKG_REPOSITORY")
    );
    for line in mit.lines().skip_while(|it| !it.starts_with("Permission")) {
        let _ = writeln!(page, " {}", if line.is_empty() { "." } else { line });
    }
    Ok(page)
}
