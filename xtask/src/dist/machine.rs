//! For which kind of machine a program was built, by its first bytes: a package with the wrong one starts nowhere.

use super::platform::Platform;
use anyhow::{Result, ensure};

/// Fails where a program is not one for a platform.
pub(crate) fn check(program: &[u8], platform: &Platform) -> Result<()> {
    let Some((system, processor)) = of(program) else {
        anyhow::bail!("the server is no program for Linux, macOS or Windows");
    };
    let fits = platform.rust.contains(system) && platform.rust.starts_with(processor);
    ensure!(fits, "the server is for {system} on {processor}, not for {}", platform.rust);
    Ok(())
}

/// The system and the processor, in the words of Rust's targets.
fn of(program: &[u8]) -> Option<(&'static str, &'static str)> {
    let number = |at: usize, length: usize| {
        let bytes = program.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0, |acc, it| acc << 8 | usize::from(*it)))
    };
    let (system, processor) = if program.starts_with(b"\x7fELF") {
        ("linux", number(18, 2)?)
    } else if program.starts_with(b"MZ") {
        let header = number(60, 4)?;
        if program.get(header..header.checked_add(4)?)? != b"PE\0\0" {
            return None;
        }
        ("windows", number(header + 4, 2)?)
    } else if number(0, 4)? == 0xfeed_facf {
        ("apple", number(4, 4)?)
    } else {
        return None;
    };
    let processor = match (system, processor) {
        ("linux", 62) | ("windows", 0x8664) | ("apple", 0x0100_0007) => "x86_64",
        ("linux", 183) | ("windows", 0xaa64) | ("apple", 0x0100_000c) => "aarch64",
        ("linux", 40) => "armv7",
        _ => return None,
    };
    Some((system, processor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::{platform::PLATFORMS, this_machine};

    #[test]
    fn a_program_fits_its_own_kind_of_machine_alone() {
        let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let this = this_machine().unwrap();
        check(&program, Platform::named(&this).unwrap()).unwrap();
        let others = PLATFORMS.iter().filter(|it| it.rust.split('-').next() != this.split('-').next());
        for other in others {
            assert!(check(&program, other).is_err(), "{}", other.rust);
        }
        for nothing in [&b""[..], b"\x7fELF", b"MZ", b"#!/bin/sh\n", &[0xff; 64]] {
            assert_eq!(of(nothing), None);
        }
        let mut windows = vec![0; 80];
        windows[..2].copy_from_slice(b"MZ");
        windows[60] = 70;
        windows[70..76].copy_from_slice(b"PE\0\0\x64\x86");
        assert_eq!(of(&windows), Some(("windows", "x86_64")));
        windows[60..64].copy_from_slice(&[0xff; 4]);
        assert_eq!(of(&windows), None);
        assert_eq!(of(b"\xcf\xfa\xed\xfe\x0c\x00\x00\x01"), Some(("apple", "aarch64")));
    }
}
