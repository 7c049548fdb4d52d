//! What a release consists of, made for one platform; and at its end the checksums and the package managers' files.

use crate::root;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

mod archive;
mod bundle;
mod date;
mod deb;
mod dependencies;
mod elf;
mod hashes;
mod jetbrains;
mod kit;
mod licences;
mod machine;
mod manifests;
mod native;
mod nvim;
mod platform;
mod sbom;
mod vscode;
mod words;

use kit::Kit;
use platform::Platform;

/// The version of everything.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What became of a part.
pub(crate) enum Made {
    Is(PathBuf),
    /// It cannot be made here, because of this.
    LeftOut(String),
}

/// The parts of a release, in the order in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Archive,
    Sbom,
    Deb,
    Vscode,
    Nvim,
    Jetbrains,
}

impl Part {
    const ALL: [(&str, Self); 6] = [
        ("archive", Self::Archive),
        ("sbom", Self::Sbom),
        ("deb", Self::Deb),
        ("vscode", Self::Vscode),
        ("nvim", Self::Nvim),
        ("jetbrains", Self::Jetbrains),
    ];

    fn make(self, kit: &Kit) -> Result<Made> {
        let platform = kit.platform;
        match self {
            Self::Archive => kit.write(&platform.archive().1, &bundle::archive(kit)?).map(Made::Is),
            Self::Sbom => {
                let list = sbom::text(&kit.dependencies, &kit.native, platform.rust, kit.date())?;
                kit.write(&sbom_name(platform), list.as_bytes()).map(Made::Is)
            }
            Self::Deb => match platform.debian {
                Some(debian) => kit.write(&deb::file_name(debian), &deb::package(kit, debian)?).map(Made::Is),
                None => Ok(Made::LeftOut(format!("Debian has no {}", platform.rust))),
            },
            Self::Vscode => vscode::make(kit),
            Self::Nvim => kit.write(&nvim::file_name(), &nvim::archive(kit)?).map(Made::Is),
            Self::Jetbrains => jetbrains::make(kit),
        }
    }
}

fn sbom_name(platform: &Platform) -> String {
    format!("{}.cdx.json", platform.archive().0)
}

/// What a call asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Order {
    target: Option<String>,
    server: Option<PathBuf>,
    out: Option<PathBuf>,
    only: Vec<Part>,
    /// Nothing is built: what lies there is a whole release, and gets its checksums.
    finish: bool,
    /// Only completions and manual pages, for those who package for themselves.
    words: Option<PathBuf>,
}

impl Order {
    fn of(words: &[&str]) -> Result<Self> {
        let mut order = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} needs a value"));
            match *word {
                "--server" => order.server = Some(PathBuf::from(value()?)),
                "--out" => order.out = Some(PathBuf::from(value()?)),
                "--words" => order.words = Some(PathBuf::from(value()?)),
                "--finish" => order.finish = true,
                "--only" => {
                    for name in value()?.split(',') {
                        let Some((_, part)) = Part::ALL.iter().find(|it| it.0 == name) else {
                            bail!("there is no part {name}, only {}", Part::ALL.map(|it| it.0).join(", "));
                        };
                        order.only.push(*part);
                    }
                }
                target if !target.starts_with('-') && order.target.is_none() => order.target = Some(target.to_owned()),
                other => bail!("dist does not know {other}"),
            }
        }
        Ok(order)
    }
}

/// Makes the parts that `words` ask for, and says in one line each what was made and what could not be.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let order = Order::of(words)?;
    if let Some(folder) = &order.words {
        return write_words(folder);
    }
    let out = order.out.clone().unwrap_or_else(|| root().join("target/dist"));
    std::fs::create_dir_all(&out)?;
    if order.finish {
        let missing: Vec<String> = whole().into_iter().filter(|it| !out.join(it).is_file()).collect();
        ensure!(missing.is_empty(), "no release without {}", missing.join(", "));
    } else {
        make(&order, &out)?;
    }
    for (name, missing) in manifests::write(&out)? {
        match missing {
            None => println!("{}", out.join(name).display()),
            Some(missing) => eprintln!("left out: {name}: {missing} is not in {}", out.display()),
        }
    }
    let list = out.join(hashes::LIST);
    std::fs::write(&list, hashes::list(&out)?)?;
    println!("{}", list.display());
    Ok(())
}

fn make(order: &Order, out: &Path) -> Result<()> {
    let platform = Platform::named(&order.target.clone().map_or_else(this_machine, Ok)?)?;
    let server = order.server.clone().map_or_else(|| build(order.target.as_deref(), platform), Ok)?;
    says_its_version(&server, platform)?;
    let kit = Kit::new(platform, &server, out)?;
    machine::check(&kit.server, platform)?;
    for (name, part) in Part::ALL.into_iter().filter(|it| order.only.is_empty() || order.only.contains(&it.1)) {
        match part.make(&kit)? {
            Made::Is(path) => println!("{}", path.display()),
            Made::LeftOut(why) => eprintln!("left out: {name}: {why}"),
        }
    }
    Ok(())
}

fn write_words(folder: &Path) -> Result<()> {
    let manual = words::manual(date::Date::of(date::of_release()?))?;
    for file in [archive::under("completions", &words::completions()), archive::under("man", &manual)].concat() {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        std::fs::write(&path, &file.data).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// The files of a whole release but those that are made of them.
fn whole() -> Vec<String> {
    let mut names = vec![nvim::file_name(), jetbrains::file_name()];
    for platform in Platform::released() {
        names.extend([platform.archive().1, sbom_name(platform), vscode::file_name(platform.vscode)]);
        names.extend(platform.debian.map(deb::file_name));
    }
    names
}

/// A server of another version, or for another machine, must not get this one's name.
fn says_its_version(server: &Path, platform: &Platform) -> Result<()> {
    if platform.rust != this_machine()? {
        return Ok(());
    }
    let says = said(Command::new(server).arg("--version"))?;
    ensure!(says.trim() == format!("caro-lsp {VERSION}"), "{} says `{}`, not {VERSION}", server.display(), says.trim());
    Ok(())
}

/// The release build of the server.
fn build(target: Option<&str>, platform: &Platform) -> Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--package", "caro-lsp"]).current_dir(root());
    // Build scripts of crates watch it, and all that hangs on them would be built again with each change.
    cargo.env_remove("CARGO_MANIFEST_DIR");
    if let Some(target) = target {
        cargo.args(["--target", target]);
    }
    ran(&mut cargo)?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |it| root().join(it));
    let folder = target.map_or(folder.clone(), |it| folder.join(it));
    Ok(folder.join("release").join(platform.program()))
}

fn this_machine() -> Result<String> {
    Ok(said(Command::new("rustc").args(["--print", "host-tuple"]))?.trim().to_owned())
}

/// Whether a program can be started from here.
fn is_here(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|it| it.status.success())
}

fn ran(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("{} cannot be started", program.display()))?;
    ensure!(status.success(), "{} failed: {status}", program.display());
    Ok(())
}

/// What a command prints.
fn said(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_owned();
    let out = command.output().with_context(|| format!("{} cannot be started", program.display()))?;
    ensure!(out.status.success(), "{} failed: {}", program.display(), String::from_utf8_lossy(&out.stderr).trim());
    Ok(String::from_utf8(out.stdout)?)
}
