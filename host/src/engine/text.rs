//! From bytes of tokens to text that may be shown: whole characters only, and nothing of what stops an answer.

/// The text of one answer, as it grows.
#[derive(Debug)]
pub(super) struct Text {
    bytes: Vec<u8>,
    /// What is safe to show.
    shown: String,
    /// What may be the beginning of a stop text.
    held: String,
    stops: Vec<String>,
    /// One line is all that is wanted.
    one_line: bool,
    stopped: bool,
}

impl Text {
    pub(super) fn new(stops: &[String], one_line: bool) -> Self {
        let stops = stops.iter().filter(|it| !it.is_empty()).cloned().collect();
        Self { bytes: Vec::new(), shown: String::new(), held: String::new(), stops, one_line, stopped: false }
    }

    /// Adds a token's bytes; says no where the answer ends here.
    pub(super) fn push(&mut self, bytes: &[u8]) -> bool {
        self.bytes.extend_from_slice(bytes);
        let whole = whole_characters(&mut self.bytes);
        self.held.push_str(&whole);
        self.settle()
    }

    /// The text, once nothing more comes.
    pub(super) fn finish(mut self) -> String {
        if !self.stopped {
            self.held.push_str(&String::from_utf8_lossy(&std::mem::take(&mut self.bytes)));
            if self.settle() {
                self.shown.push_str(&self.held);
            }
        }
        self.shown
    }

    /// What may be shown so far.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    fn settle(&mut self) -> bool {
        if self.stopped {
            return false;
        }
        let line_end = if self.one_line { self.line_end() } else { None };
        let stop = self.stops.iter().filter_map(|it| self.held.find(it.as_str())).min();
        if let Some(end) = [stop, line_end].into_iter().flatten().min() {
            self.shown.push_str(&self.held[..end]);
            self.held.clear();
            self.stopped = true;
            return false;
        }
        let keep = self.stops.iter().map(|it| overlap(&self.held, it)).max().unwrap_or(0);
        let free = self.held.len() - keep;
        self.shown.push_str(&self.held[..free]);
        self.held.drain(..free);
        true
    }

    /// The first line break that ends something.
    fn line_end(&self) -> Option<usize> {
        let begins = if self.shown.trim().is_empty() { self.held.find(|it: char| !it.is_whitespace())? } else { 0 };
        self.held[begins..].find(['\n', '\r']).map(|it| begins + it)
    }
}

/// How much of a text's end could be the beginning of a stop text.
fn overlap(text: &str, stop: &str) -> usize {
    (1..stop.len().min(text.len() + 1))
        .rev()
        .find(|it| stop.is_char_boundary(*it) && text.ends_with(&stop[..*it]))
        .unwrap_or(0)
}

/// Takes the characters out that are whole; what can never become one is marked.
fn whole_characters(bytes: &mut Vec<u8>) -> String {
    let mut text = String::new();
    loop {
        match std::str::from_utf8(bytes) {
            Ok(rest) => {
                text.push_str(rest);
                bytes.clear();
                return text;
            }
            Err(error) => {
                let good = error.valid_up_to();
                text.push_str(&String::from_utf8_lossy(&bytes[..good]));
                let Some(bad) = error.error_len() else {
                    bytes.drain(..good);
                    return text;
                };
                text.push(char::REPLACEMENT_CHARACTER);
                bytes.drain(..good + bad);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn pieces(bytes: &[&[u8]], stops: &[&str], one_line: bool) -> (Vec<String>, String) {
        let stops: Vec<String> = stops.iter().map(|it| (*it).to_owned()).collect();
        let mut text = Text::new(&stops, one_line);
        let mut shown = Vec::new();
        for piece in bytes {
            let goes_on = text.push(piece);
            shown.push(text.shown().to_owned());
            if !goes_on {
                break;
            }
        }
        (shown, text.finish())
    }

    #[test]
    fn a_character_split_between_tokens_is_shown_once_it_is_whole() {
        let smile = "é🙂".as_bytes();
        let each: Vec<&[u8]> = smile.chunks(1).collect();
        assert_eq!(
            pieces(&each, &[], false),
            (["", "é", "é", "é", "é", "é🙂"].map(str::to_owned).to_vec(), "é🙂".to_owned())
        );
    }

    #[test]
    fn bytes_that_are_no_character_are_marked_and_end_nothing() {
        assert_eq!(pieces(&[b"a\xff", b"\xf0\x9f", b"b\xc3"], &[], false).1, "a\u{fffd}\u{fffd}b\u{fffd}");
    }

    #[test]
    fn nothing_of_a_stop_text_is_ever_shown() {
        let (shown, all) = pieces(&[b"ls -l", b"\n`", b"``", b"x"], &["\n```"], false);
        assert_eq!(shown, ["ls -l", "ls -l", "ls -l"]);
        assert_eq!(all, "ls -l");
        assert_eq!(pieces(&[b"a\n", b"``b"], &["\n```"], false).1, "a\n``b");
        assert_eq!(pieces(&[b"a\n``"], &["\n```", ""], false).1, "a\n``");
        assert_eq!(pieces("1é2".as_bytes().chunks(1).collect::<Vec<_>>().as_slice(), &["é"], false).1, "1");
    }

    #[test]
    fn one_line_ends_at_its_end_and_not_before_it_began() {
        assert_eq!(pieces(&[b"\n \n", b"ls", b" -l\nrm"], &[], true).1, "\n \nls -l");
        assert_eq!(pieces(&[b"ls\r\n"], &[], true).1, "ls");
    }

    #[test]
    fn any_way_to_cut_the_bytes_gives_the_same_text() {
        let all = "écho '🙂' END of it\nrest".as_bytes();
        for size in 1..all.len() {
            let parts: Vec<&[u8]> = all.chunks(size).collect();
            assert_eq!(pieces(&parts, &["END"], false).1, "écho '🙂' ", "pieces of {size}");
        }
    }
}
