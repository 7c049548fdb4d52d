//! Sizes in bytes as people write and read them: `986 MB`, `20GB`, in steps of 1,000 as disks and the hub count.

const UNITS: [(&str, u64); 4] = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];

/// The size in words, with three digits.
pub fn shown(bytes: u64) -> String {
    let Some((unit, step)) = UNITS.iter().find(|it| bytes >= it.1) else { return format!("{bytes} bytes") };
    let value = bytes as f64 / *step as f64;
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

/// Reads `20GB`, `1.5 gb`, `500M` or a number of bytes.
pub fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    let split = text.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let step: f64 = match unit.trim().to_ascii_lowercase().trim_end_matches('b') {
        "" => 1.0,
        "k" => 1e3,
        "m" => 1e6,
        "g" => 1e9,
        "t" => 1e12,
        _ => return None,
    };
    let bytes = number.parse::<f64>().ok()? * step;
    (bytes.is_finite() && bytes < 1e18).then_some(bytes.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_shown() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (2_250_000, "2.25 MB"),
            (986_000_000, "986 MB"),
            (4_680_000_000, "4.68 GB"),
            (64_000_000_000, "64.0 GB"),
        ] {
            assert_eq!(shown(bytes), text);
        }
        for (text, bytes) in [
            ("20GB", 20_000_000_000),
            (" 1.5 gb ", 1_500_000_000),
            ("500M", 500_000_000),
            ("3tb", 3_000_000_000_000),
            ("12", 12),
            ("7b", 7),
        ] {
            assert_eq!(parse(text), Some(bytes), "{text}");
        }
        for text in ["", "GB", "1.2.3", "-4", "1e9", "20 apples", "99999999999999TB", "NaN"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
