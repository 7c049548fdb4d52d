//! What shells and `man` are told of the command line: completions and manual pages, made from its definition.

use super::archive::File;
use super::date::Date;
use anyhow::Result;
use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};

/// The file of each shell, by the name under which the shell looks for it.
pub(crate) const COMPLETIONS: [(Shell, &str); 3] =
    [(Shell::Bash, "caro-lsp.bash"), (Shell::Zsh, "_caro-lsp"), (Shell::Fish, "caro-lsp.fish")];

pub(crate) fn completions() -> Vec<File> {
    COMPLETIONS
        .iter()
        .map(|(shell, name)| {
            let mut script = Vec::new();
            generate(*shell, &mut command(), "caro-lsp", &mut script);
            File::new(*name, script)
        })
        .collect()
}

/// `caro-lsp.1`, and a page for each command that `--help` shows.
pub(crate) fn manual(date: Date) -> Result<Vec<File>> {
    let mut command = command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    pages_of(&command, date, &mut pages)?;
    Ok(pages)
}

fn pages_of(command: &Command, date: Date, pages: &mut Vec<File>) -> Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(name.to_uppercase())
        .date(date.day())
        .source(format!("caro-lsp {}", super::VERSION))
        .manual("Caro")
        .render(&mut page)?;
    pages.push(File::new(format!("{name}.1"), page));
    for below in command.get_subcommands().filter(|it| !it.is_hide_set()) {
        pages_of(below, date, pages)?;
    }
    Ok(())
}

fn command() -> Command {
    caro_lsp::cli::Arguments::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands() -> Vec<String> {
        let all: Vec<String> =
            command().get_subcommands().filter(|it| !it.is_hide_set()).map(|it| it.get_name().to_owned()).collect();
        assert!(all.len() > 8, "{all:?}");
        all
    }

    #[test]
    fn completions_name_every_command() {
        for file in completions() {
            let script = String::from_utf8(file.data).unwrap();
            for name in commands() {
                assert!(script.contains(&name), "{} does not name {name}", file.path);
            }
        }
    }

    #[test]
    fn every_command_has_a_page_that_its_parent_names() {
        let pages = manual(Date::of(1_795_382_661)).unwrap();
        let text = |name: &str| {
            let page = pages.iter().find(|it| it.path == name).unwrap_or_else(|| panic!("there is no {name}"));
            String::from_utf8(page.data.clone()).unwrap().replace('\\', "")
        };
        assert!(text("caro-lsp.1").contains("2026-11-22"));
        for name in commands() {
            assert!(text("caro-lsp.1").contains(&format!("caro-lsp-{name}(1)")), "{name}");
            assert!(text(&format!("caro-lsp-{name}.1")).contains("SYNOPSIS"), "{name}");
        }
        for hidden in ["caro-lsp-host.1", "caro-lsp-dump.1"] {
            assert!(!pages.iter().any(|it| it.path == hidden), "{hidden}");
        }
    }
}
