//! `caro-lsp shell-init`: prints what binds a key in an interactive shell to `generate`. What is printed puts text into the
//! shell's edit buffer and runs no command but our own program.

use super::{Outcome, complain};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::Path;

mod fish;
mod key;

pub(super) use fish::as_fish_reads;
use key::Key;

/// The longest line that is taken for a wish, in characters.
const LONGEST: &str = "2000";
/// How long a model may keep a prompt waiting, in seconds.
const BUDGET: &str = "4";

/// The words of `shell-init`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell whose start file calls this
    #[arg(value_enum)]
    shell: Reader,
    /// The key: `ctrl-` or `alt-` and a letter
    #[arg(long, value_name = "KEY", default_value = "ctrl-g", value_parser = Key::read)]
    key: Key,
}

/// A shell that people type into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Reader {
    /// bash 4 or newer
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => {
            complain(&format!("our own program is not found ({error}); call it by its path"));
            return Ok(Outcome::Failed);
        }
    };
    let Arguments { shell, key } = arguments;
    out.write_all(&text(*shell, *key, &program))?;
    Ok(Outcome::Clean)
}

/// What is printed. A path may be of any bytes, so it is bytes.
fn text(shell: Reader, key: Key, program: &Path) -> Vec<u8> {
    let (script, key, program) = match shell {
        Reader::Bash => (include_str!("shell_init/widget.bash"), key.of_bash(), quoted(program)),
        Reader::Zsh => (include_str!("shell_init/widget.zsh"), key.of_zsh(), quoted(program)),
        Reader::Fish => (include_str!("shell_init/widget.fish"), key.of_fish(), fish::quoted(&bytes(program))),
    };
    let script = script.replace("@KEY@", &key).replace("@LONGEST@", LONGEST).replace("@BUDGET@", BUDGET);
    let (before, after) = script.split_once("@PROGRAM@").unwrap_or((&script, ""));
    let text = [before.as_bytes(), &program, after.as_bytes()].concat();
    match shell {
        Reader::Bash | Reader::Fish => text,
        // As one quoted word no alias of the user's changes it, and none of their options holds in its function.
        Reader::Zsh => [b"'builtin' 'emulate' '-R' 'zsh' '-o' 'no_aliases' '-c' ", &single(&text)[..], b"\n"].concat(),
    }
}

fn quoted(program: &Path) -> Vec<u8> {
    single(&bytes(program))
}

/// The bytes as one word of bash and zsh, whatever they are.
fn single(bytes: &[u8]) -> Vec<u8> {
    let mut word = vec![b'\''];
    for byte in bytes {
        match byte {
            b'\'' => word.extend(b"'\\''"),
            _ => word.push(*byte),
        }
    }
    word.push(b'\'');
    word
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    // The shells that run there want `/`.
    path.to_string_lossy().replace('\\', "/").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_ours_is_filled_in_and_every_path_is_one_word() {
        let key = Key::read("alt-x").expect("it is a key");
        for shell in [Reader::Bash, Reader::Zsh, Reader::Fish] {
            let text = String::from_utf8(text(shell, key, Path::new("/a b/it's\\$(x)"))).expect("it is text");
            assert!(!text.contains('@'), "{text}");
            let path = match shell {
                Reader::Bash => r"'/a b/it'\''s\$(x)'",
                // Quoted once for the variable, and once with all the rest.
                Reader::Zsh => r"'\''/a b/it'\''\'\'''\''s\$(x)'\''",
                Reader::Fish => r"'/a b/it\'s\\$(x)'",
            };
            assert!(
                text.contains(&format!("__caro_program{}{path}\n", if shell == Reader::Fish { " " } else { "=" })),
                "{text}"
            );
        }
    }
}
