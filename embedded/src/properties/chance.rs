//! Chance that is the same each time: what it finds once it finds again.

/// Numbers that look like chance, by splitmix.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end.max(1) as u64).unwrap_or(0)
    }

    /// One of a list.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A name that no vocabulary knows.
    pub(super) fn name(&mut self) -> String {
        let letters = b"bdfghjklmnpqrtvwxz";
        let vowels = b"aeiou";
        let mut name = String::from("zq");
        for at in 0..3 + self.below(3) {
            let from: &[u8] = if at % 2 == 0 { vowels } else { letters };
            name.push(char::from(*self.one(from)));
        }
        match self.below(4) {
            0 => name + "_2x",
            1 => name + "-old",
            _ => name,
        }
    }
}
