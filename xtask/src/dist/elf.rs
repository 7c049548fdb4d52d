//! Which of Debian's libraries a program needs, and from which version on.

use anyhow::{Context, Result, bail};

/// The libraries that the dynamic loader is told, with Debian's packages; the first three have versions of symbols.
const LIBRARIES: [(&str, &str); 7] = [
    ("libc.so.6", "libc6"),
    ("libstdc++.so.6", "libstdc++6"),
    ("libgcc_s.so.1", "libgcc-s1"),
    ("libm.so.6", "libc6"),
    ("libpthread.so.0", "libc6"),
    ("libdl.so.2", "libc6"),
    ("libgomp.so.1", "libgomp1"),
];

/// The version of GCC that came with a version of C++'s symbols, as Debian's `libstdc++6.symbols` has them.
const CXX: [(&str, &str); 9] = [
    ("3.4.25", "8"),
    ("3.4.26", "9"),
    ("3.4.27", "9.1"),
    ("3.4.28", "10.2"),
    ("3.4.29", "11"),
    ("3.4.30", "12"),
    ("3.4.31", "13.1"),
    ("3.4.32", "13.2"),
    ("3.4.33", "14"),
];

/// The value of `Depends` for a program.
pub(crate) fn depends(program: &[u8]) -> Result<String> {
    let names = names(program)?;
    let mut depends: Vec<String> = Vec::new();
    for (library, package) in LIBRARIES {
        if !names.contains(&library) || depends.iter().any(|it| it.split(' ').next() == Some(package)) {
            continue;
        }
        let least = match package {
            "libc6" => newest(&names, "GLIBC_"),
            "libgcc-s1" => newest(&names, "GCC_").map(|it| it.trim_end_matches(".0").to_owned()),
            "libstdc++6" => newest(&names, "GLIBCXX_").map(|it| gcc(&it)).transpose()?,
            _ => None,
        };
        depends.push(least.map_or_else(|| package.to_owned(), |it| format!("{package} (>= {it})")));
    }
    let unknown: Vec<&&str> = names
        .iter()
        .filter(|it| it.starts_with("lib") && it.contains(".so.") && !LIBRARIES.iter().any(|(known, _)| known == *it))
        .collect();
    if !unknown.is_empty() {
        bail!("xtask/src/dist/elf.rs knows no package for {unknown:?}");
    }
    Ok(depends.join(", "))
}

fn gcc(symbols: &str) -> Result<String> {
    let oldest = CXX[0];
    if parts(symbols) <= parts(oldest.0) {
        return Ok(oldest.1.to_owned());
    }
    let found = CXX.iter().find(|(known, _)| *known == symbols);
    Ok(found
        .with_context(|| format!("xtask/src/dist/elf.rs does not know who brought GLIBCXX_{symbols}"))?
        .1
        .to_owned())
}

/// The newest version with such a prefix.
fn newest(names: &[&str], prefix: &str) -> Option<String> {
    let versions = names.iter().filter_map(|it| it.strip_prefix(prefix));
    let versions = versions.filter(|it| it.split('.').all(|it| it.parse::<u32>().is_ok()));
    versions.max_by_key(|it| parts(it)).map(str::to_owned)
}

fn parts(version: &str) -> Vec<u32> {
    version.split('.').filter_map(|it| it.parse().ok()).collect()
}

/// The names for the dynamic loader: the section `.dynstr` of a 64-bit, little-endian ELF file, or a 32-bit one.
fn names(program: &[u8]) -> Result<Vec<&str>> {
    let damaged = "the program is no ELF file for Linux";
    if program.get(..4) != Some(b"\x7fELF") || program.get(5) != Some(&1) {
        bail!("{damaged}");
    }
    let is_64 = program.get(4) == Some(&2);
    let number = |at: usize, length: usize| -> Result<usize> {
        let bytes = program.get(at..at + length).context(damaged)?;
        Ok(bytes.iter().rev().fold(0, |acc, it| acc << 8 | usize::from(*it)))
    };
    // Where the table of sections is, how long a line of it, how many lines, and in which of them the names are.
    let (table, line) = if is_64 { (number(40, 8)?, number(58, 2)?) } else { (number(32, 4)?, number(46, 2)?) };
    let (count, names) = if is_64 { (number(60, 2)?, number(62, 2)?) } else { (number(48, 2)?, number(50, 2)?) };
    let section = |index: usize| -> Result<(usize, &[u8])> {
        let at = table + index * line;
        let place = if is_64 { number(at + 24, 8)? } else { number(at + 16, 4)? };
        let size = if is_64 { number(at + 32, 8)? } else { number(at + 20, 4)? };
        Ok((number(at, 4)?, program.get(place..place + size).unwrap_or_default()))
    };
    let titles = section(names)?.1;
    for index in 0..count {
        let (title, content) = section(index)?;
        if titles.get(title..).is_some_and(|it| it.starts_with(b".dynstr\0")) {
            return Ok(content.split(|it| *it == 0).filter_map(|it| std::str::from_utf8(it).ok()).collect());
        }
    }
    bail!("the program is linked statically: it needs no library, and no package was planned for that");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        let names = ["GLIBC_2.9", "GLIBC_2.34", "GLIBC_PRIVATE", "GLIBCXX_3.4.9", "GLIBCXX_3.4.29", "libc.so.6"];
        assert_eq!(newest(&names, "GLIBC_").as_deref(), Some("2.34"));
        assert_eq!(gcc(&newest(&names, "GLIBCXX_").unwrap()).unwrap(), "11");
        assert_eq!(gcc("3.4.9").unwrap(), "8");
        assert!(gcc("3.4.99").is_err());
    }

    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[test]
    fn this_very_program_needs_a_c_library() {
        let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let depends = depends(&program).unwrap();
        assert!(depends.starts_with("libc6 (>= 2."), "{depends}");
        assert!(super::depends(b"#!/bin/sh\n").is_err());
    }
}
