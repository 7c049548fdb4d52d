//! Any bytes from an editor: the server answers in whole messages, never panics, and ends when the editor is gone.
//!
//! Where the first byte is odd, the rest is taken as bodies, one a line, and framed as they should be: what lies behind the
//! framing is reached, too.

use std::io::{BufReader, Cursor, Write};
use std::sync::{Arc, Mutex};

/// What the server wrote.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nothing panics while it is held").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(super) fn run(bytes: &[u8]) {
    let [first, rest @ ..] = bytes else { return };
    let mut input = Vec::new();
    if first % 2 == 0 {
        input.extend_from_slice(rest);
    } else {
        for body in rest.split(|it| *it == b'\n') {
            input.extend(format!("Content-Length: {}\r\n\r\n", body.len()).bytes());
            input.extend_from_slice(body);
        }
    }
    let output = Kept::default();
    caro_lsp::serve_on(Cursor::new(input), output.clone());
    let said = std::mem::take(&mut *output.0.lock().expect("nothing panics while it is held"));
    let mut reader = BufReader::new(&said[..]);
    let mut messages = 0;
    while let Some(message) = crate::read_message(&mut reader) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        // A panic that the server survives is one all the same.
        assert_ne!(message["error"]["code"], -32603, "{message}");
        messages += 1;
    }
    let wanted = said.windows(15).filter(|it| it == b"Content-Length:").count();
    assert!(messages <= wanted && (said.is_empty() || messages > 0), "{}", String::from_utf8_lossy(&said));
}
