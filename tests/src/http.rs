//! What every server of our tests needs: a request of HTTP/1.1, read whole.

use std::io::{self, BufRead};

/// A request as it came.
#[derive(Debug, Default)]
pub struct Request {
    /// The first line and the headers, each with its line break.
    pub head: String,
    /// What stands behind them, as long as they say.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads one; an error where the client hangs up before its end.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Self> {
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let start = head.len();
            // A line break alone ends the head.
            if reader.read_line(&mut head)? <= 2 {
                break;
            }
            let line = head.get(start..).unwrap_or_default().to_ascii_lowercase();
            length = line.strip_prefix("content-length:").and_then(|it| it.trim().parse().ok()).unwrap_or(length);
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        Ok(Self { head, body })
    }

    /// Whether it asks for something that is there, such as the list of models.
    pub fn is_get(&self) -> bool {
        self.head.starts_with("GET ")
    }
}
