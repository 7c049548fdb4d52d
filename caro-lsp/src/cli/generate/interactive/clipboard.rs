//! The terminal's clipboard, by the sequence OSC 52: no program is started, and nothing is read back.

use std::fmt::Write;

/// Longer ones are cut or refused by terminals.
const LONGEST: usize = 50_000;

/// What to write to the terminal, where the text is not too long.
pub(super) fn sequence(text: &str) -> Option<String> {
    (text.len() <= LONGEST).then(|| format!("\x1b]52;c;{}\x07", base64(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            // Writing to a text cannot fail.
            let _ = text.write_char(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_holds_the_text() {
        // From RFC 4648, section 10.
        for (text, wanted) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(sequence(text), Some(format!("\x1b]52;c;{wanted}\x07")), "{text}");
        }
        assert_eq!(base64("é\u{1b}?>".as_bytes()), "w6kbPz4=");
        assert_eq!(sequence(&"x".repeat(LONGEST + 1)), None);
    }
}
