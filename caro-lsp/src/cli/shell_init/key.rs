//! The key that a shell's widget is bound to, as people write it and as each shell does.

/// Ctrl or Alt with a letter: what every terminal sends, and in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    is_alt: bool,
    letter: char,
}

/// With Ctrl, what terminals and shells need for themselves: end, interrupt, Tab, Enter, backspace, flow, stop, quoting, erasing.
const TAKEN: &str = "cdhijmqsuvwz";

impl Key {
    /// `ctrl-g`, `alt-g`, and how bash (`C-g`, `M-g`) and zsh (`^G`) people write them.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let lower = text.to_ascii_lowercase();
        let parts = ["ctrl-", "ctrl+", "c-", "^", "alt-", "alt+", "m-"]
            .iter()
            .find_map(|it| Some((*it, lower.strip_prefix(it)?)));
        let (modifier, rest) = parts.ok_or("write ctrl-LETTER or alt-LETTER, such as ctrl-g")?;
        let mut letters = rest.chars();
        let (Some(letter @ 'a'..='z'), None) = (letters.next(), letters.next()) else {
            return Err("write ctrl-LETTER or alt-LETTER, such as ctrl-g".to_owned());
        };
        let is_alt = matches!(modifier, "alt-" | "alt+" | "m-");
        if !is_alt && TAKEN.contains(letter) {
            return Err(format!(
                "terminals and shells need ctrl-{letter} themselves; take another letter, or alt-{letter}"
            ));
        }
        Ok(Self { is_alt, letter })
    }

    pub(super) fn of_bash(self) -> String {
        format!("{}{}", if self.is_alt { "\\e" } else { "\\C-" }, self.letter)
    }

    pub(super) fn of_zsh(self) -> String {
        if self.is_alt { format!("^[{}", self.letter) } else { format!("^{}", self.letter.to_ascii_uppercase()) }
    }

    pub(super) fn of_fish(self) -> String {
        format!("{}{}", if self.is_alt { "\\e" } else { "\\c" }, self.letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_people_write_it() {
        for (text, bash, zsh, fish) in
            [("ctrl-g", r"\C-g", "^G", r"\cg"), ("^O", r"\C-o", "^O", r"\co"), ("Alt+X", r"\ex", "^[x", r"\ex")]
        {
            let key = Key::read(text).expect(text);
            assert_eq!([key.of_bash(), key.of_zsh(), key.of_fish()], [bash, zsh, fish]);
        }
        for text in ["", "g", "ctrl-", "ctrl-gg", "ctrl-c", "^M", "alt-é", "ctrl-'; ls"] {
            assert!(Key::read(text).is_err(), "{text}");
        }
    }
}
