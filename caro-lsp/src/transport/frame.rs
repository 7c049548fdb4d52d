//! Cuts a byte stream into message bodies, in bounded memory, and finds the next message behind a broken one.

use std::io::{self, BufRead, Read};

/// The longest body that is read: a script of 20 MB with every byte escaped.
const MOST: u64 = 128 << 20;

/// How much of a header line is kept. Behind a broken message its end is all that matters.
const LINE: usize = 512;

const LENGTH: &[u8] = b"content-length:";

/// The message bodies of a stream.
pub(super) struct Frames<R> {
    input: R,
    /// A broken message was reported, and no good one has come since: what follows is its rest.
    lost: bool,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, lost: false }
    }

    /// The next body, or why there is none; `None` at the stream's end.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Vec<u8>, &'static str>>> {
        loop {
            let mut length = None;
            let mut wrong = None;
            loop {
                let Some(line) = self.line()? else { return Ok(None) };
                if line.is_empty() {
                    break;
                }
                // JSON has no raw line ends inside strings, so this cannot be part of a body. Yet a body without a
                // line end of its own may stand before it.
                let at = line.windows(LENGTH.len()).rposition(|it| it.eq_ignore_ascii_case(LENGTH));
                let value = at.and_then(|at| std::str::from_utf8(&line[at + LENGTH.len()..]).ok());
                match value.map(|it| it.trim().parse::<u64>()) {
                    Some(Ok(it)) if it <= MOST => (length, wrong) = (Some(it), None),
                    Some(Ok(_)) => wrong = Some("the message is too long"),
                    Some(Err(_)) => wrong = Some("Content-Length is no number"),
                    None if length.is_none() && wrong.is_none() => wrong = Some("the header has no Content-Length"),
                    None => {}
                }
            }
            match (length, wrong) {
                (Some(length), None) => {
                    self.lost = false;
                    return self.body(length).map(|it| it.map(Ok));
                }
                (_, Some(reason)) if !self.lost => {
                    self.lost = true;
                    return Ok(Some(Err(reason)));
                }
                _ => {}
            }
        }
    }

    /// The body, which grows as its bytes arrive: a length is a claim.
    fn body(&mut self, length: u64) -> io::Result<Option<Vec<u8>>> {
        let mut body = Vec::new();
        let read = (&mut self.input).take(length).read_to_end(&mut body)?;
        Ok((read as u64 == length).then_some(body))
    }

    /// The end of the next line, without its line end; `None` at the stream's end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            let bytes = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if bytes.is_empty() {
                return Ok(None);
            }
            let end = bytes.iter().position(|it| *it == b'\n');
            let taken = end.map_or(bytes.len(), |it| it + 1);
            line.extend_from_slice(&bytes[..taken]);
            self.input.consume(taken);
            if end.is_some() {
                line.pop();
                line.pop_if(|it| *it == b'\r');
                return Ok(Some(line));
            }
            let excess = line.len().saturating_sub(LINE);
            line.drain(..excess);
        }
    }
}
