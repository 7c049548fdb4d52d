//! Sizes with a unit in words, as GNU's tools read them: `bs=4M`, `split -b 10MB`.

/// A size in bytes: a number with a unit, or several joined by `x`, as `dd` takes them.
pub(super) fn bytes(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 32 {
        return None;
    }
    text.split('x').try_fold(1_u64, |all, it| all.checked_mul(one(it)?))
}

fn one(text: &str) -> Option<u64> {
    let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let powers = "KMGTPE";
    let factor = match unit {
        "" | "c" => 1,
        "w" => 2,
        "b" => 512,
        "kB" => 1000,
        "k" => 1024,
        // GNU's `dd` refuses it, others take it for the same.
        "m" => 1 << 20,
        _ => {
            let mut letters = unit.chars();
            let power = powers.find(letters.next()?)? as u32 + 1;
            match letters.as_str() {
                "" | "iB" => 1024_u64.checked_pow(power)?,
                "B" => 1000_u64.checked_pow(power)?,
                _ => return None,
            }
        }
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// A size as it is read at a glance: "4 MiB (4194304 bytes)".
pub(super) fn said(text: &str) -> Option<String> {
    bytes(text).map(in_words)
}

pub(super) fn in_words(bytes: u64) -> String {
    const UNITS: [(&str, u64); 9] = [
        ("EiB", 1 << 60),
        ("PiB", 1 << 50),
        ("TiB", 1 << 40),
        ("GiB", 1 << 30),
        ("MiB", 1 << 20),
        ("TB", 1_000_000_000_000),
        ("GB", 1_000_000_000),
        ("MB", 1_000_000),
        ("KiB", 1 << 10),
    ];
    let unit = UNITS.iter().find(|it| bytes >= it.1 && bytes.is_multiple_of(it.1));
    match unit {
        Some((name, unit)) => format!("{} {name} ({bytes} bytes)", bytes / unit),
        None if bytes == 1 => "1 byte".to_owned(),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_say_their_bytes() {
        for (text, expected) in [
            ("4M", Some("4 MiB (4194304 bytes)")),
            ("1k", Some("1 KiB (1024 bytes)")),
            ("512", Some("512 bytes")),
            ("1MB", Some("1 MB (1000000 bytes)")),
            ("10kB", Some("10000 bytes")),
            ("2x512", Some("1 KiB (1024 bytes)")),
            ("1b", Some("512 bytes")),
            ("1GiB", Some("1 GiB (1073741824 bytes)")),
            ("1", Some("1 byte")),
            ("0", Some("0 bytes")),
            ("", None),
            ("M", None),
            ("1Q", None),
            ("1é", None),
            ("99999999999E", None),
            ("1xx2", None),
            ("-1", None),
        ] {
            assert_eq!(said(text).as_deref(), expected, "{text}");
        }
        assert_eq!(said(&"9".repeat(100_000)), None);
    }
}
