//! Server-sent events: from pieces of bytes, cut anywhere, to the data of each event, with bounds.

/// The longest line, and the most data of one event. Real ones hold one token.
const MOST_BYTES: usize = 256 << 10;

/// What was read of a stream so far.
#[derive(Default)]
pub(crate) struct Events {
    line: Vec<u8>,
    data: Vec<u8>,
    has_data: bool,
    after_return: bool,
    begun: bool,
}

/// A line or an event is too long to be one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl Events {
    /// Reads on, and gives back the data of each event that is whole now.
    pub(crate) fn feed(&mut self, piece: &[u8]) -> Result<Vec<Vec<u8>>, TooLong> {
        let mut whole = Vec::new();
        for part in piece.split_inclusive(|it| matches!(it, b'\n' | b'\r')) {
            let (line, end) = match part.split_last() {
                Some((end @ (b'\n' | b'\r'), line)) => (line, Some(*end)),
                _ => (part, None),
            };
            // The second half of a line break that counts once.
            if std::mem::take(&mut self.after_return) && end == Some(b'\n') && line.is_empty() {
                continue;
            }
            if self.line.len() + line.len() > MOST_BYTES {
                return Err(TooLong);
            }
            self.line.extend_from_slice(line);
            if let Some(end) = end {
                self.after_return = end == b'\r';
                whole.extend(self.end_line()?);
            }
        }
        Ok(whole)
    }

    /// The data of an event that the stream ended in: some servers leave the last empty line out.
    pub(crate) fn rest(&mut self) -> Result<Option<Vec<u8>>, TooLong> {
        if !self.line.is_empty()
            && let Some(data) = self.end_line()?
        {
            return Ok(Some(data));
        }
        Ok(self.end_event())
    }

    fn end_line(&mut self) -> Result<Option<Vec<u8>>, TooLong> {
        let line = std::mem::take(&mut self.line);
        let line = if std::mem::replace(&mut self.begun, true) {
            line.as_slice()
        } else {
            line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line)
        };
        if line.is_empty() {
            return Ok(self.end_event());
        }
        // Comments, names and numbers of events say nothing to us.
        if let Some(data) =
            line.strip_prefix(b"data").and_then(|it| it.strip_prefix(b":").or(it.is_empty().then_some(it)))
        {
            let data = data.strip_prefix(b" ").unwrap_or(data);
            if self.data.len() + data.len() >= MOST_BYTES {
                return Err(TooLong);
            }
            if self.has_data {
                self.data.push(b'\n');
            }
            self.data.extend_from_slice(data);
            self.has_data = true;
        }
        Ok(None)
    }

    fn end_event(&mut self) -> Option<Vec<u8>> {
        std::mem::take(&mut self.has_data).then(|| std::mem::take(&mut self.data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], step: usize) -> Vec<String> {
        let mut events = Events::default();
        let mut found = Vec::new();
        for piece in text.chunks(step) {
            found.extend(events.feed(piece).unwrap());
        }
        found.extend(events.rest().unwrap());
        found.iter().map(|it| String::from_utf8_lossy(it).into_owned()).collect()
    }

    #[test]
    fn a_stream_reads_the_same_however_it_is_cut() {
        let text = "\u{feff}data: one\r\n\r\n: a comment\n\nevent: x\rid: 7\rdata:two\rdata\rdata:  three\r\rdata: \u{1f600}\n\n\ndata: last";
        let expected = ["one", "two\n\n three", "\u{1f600}", "last"];
        for step in 1..=text.len() {
            assert_eq!(read(text.as_bytes(), step), expected, "in pieces of {step}");
        }
        assert_eq!(read(b"", 1), [""; 0]);
        assert_eq!(read(b"dataset: x\n\n", 3), [""; 0]);
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_fills_the_memory() {
        let mut events = Events::default();
        let piece = vec![b'x'; 1 << 16];
        assert!((0..8).any(|_| events.feed(&piece).is_err()));
        let mut events = Events::default();
        assert!((0..(1 << 16)).any(|_| events.feed(b"data: xxxxxxxx\n").is_err()));
    }
}
