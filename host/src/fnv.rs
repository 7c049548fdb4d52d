//! FNV-1a, because file names need a digest that stays the same between builds; nothing here guards against malice.

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The digest of a sequence of byte strings; where one ends and the next begins counts.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u128 {
    let mut state = OFFSET;
    for part in parts {
        for byte in part.iter().chain(&(part.len() as u64).to_le_bytes()) {
            state = (state ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_border_between_parts_counts() {
        assert_ne!(digest([&b"ab"[..], b"c"]), digest([&b"a"[..], b"bc"]));
        assert_ne!(digest([&b""[..]]), digest(std::iter::empty()));
    }

    #[test]
    fn a_digest_never_changes() {
        assert_eq!(format!("{:032x}", digest([&b"caro"[..]])), "2011bb8fdba8b42b24c6ccadaefbbee6");
    }
}
