//! Messages on a byte stream: four bytes of length, then JSON, both ways with a bound.

use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// No message is longer; a length above it means that the other side speaks something else.
pub const LONGEST: usize = 8 * 1024 * 1024;

/// Writes one message, in one call of `write_all`.
pub fn write(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = bytes.len() - 4;
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a message of {length} bytes is too long")));
    }
    bytes[..4].copy_from_slice(&(length as u32).to_le_bytes());
    out.write_all(&bytes)?;
    out.flush()
}

/// Reads one message; nothing where the stream ends between two.
pub fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    if !read_first(from, &mut length)? {
        return Ok(None);
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a message of {length} bytes is announced")));
    }
    // Grows with what arrives, so that a length alone costs no memory.
    let mut bytes = Vec::new();
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    // Serde's message may quote what was sent.
    serde_json::from_slice(&bytes)
        .map(Some)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a message cannot be read"))
}

/// Fills the buffer; says no where the stream ended before its first byte.
fn read_first(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) if filled == 0 => return Ok(false),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, read, write};
    use std::io::ErrorKind;

    fn kind_of(bytes: &[u8]) -> ErrorKind {
        read::<String>(&mut &*bytes).unwrap_err().kind()
    }

    #[test]
    fn messages_come_back_in_order() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"one").unwrap();
        write(&mut bytes, &"zwölf").unwrap();
        let mut from = &*bytes;
        assert_eq!(read(&mut from).unwrap(), Some("one".to_owned()));
        assert_eq!(read(&mut from).unwrap(), Some("zwölf".to_owned()));
        assert_eq!(read::<String>(&mut from).unwrap(), None);
    }

    #[test]
    fn a_stream_that_ends_inside_a_message_is_an_error() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"one").unwrap();
        for cut in 1..bytes.len() {
            assert_eq!(kind_of(&bytes[..cut]), ErrorKind::UnexpectedEof, "cut at {cut}");
        }
    }

    #[test]
    fn a_length_beyond_the_bound_is_refused_before_anything_is_read() {
        assert_eq!(kind_of(&(LONGEST as u32 + 1).to_le_bytes()), ErrorKind::InvalidData);
        assert_eq!(kind_of(b"HTTP/1.1 200 OK"), ErrorKind::InvalidData);
        assert!(write(&mut Vec::new(), &"x".repeat(LONGEST)).is_err());
    }

    #[test]
    fn an_error_never_quotes_what_was_sent() {
        let mut bytes = 8_u32.to_le_bytes().to_vec();
        bytes.extend(b"\"secret\"");
        let error = read::<u32>(&mut &*bytes).unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
