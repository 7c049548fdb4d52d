//! Any bytes as a manual page: read within bounds, with entries that lie in it, and asked about without a panic.

use caro_core::manual::Page;

/// What our reader keeps of a page is no more than this; a page is read up to 4 MiB, and grows by macros as much.
const MOST: usize = 32 << 20;

pub(super) fn run(bytes: &[u8]) {
    let page = Page::read_bytes(bytes);
    let lines = bytes.split(|it| *it == b'\n').count();
    let kept = page.entries.iter().map(|it| it.tag.len() + it.text.len()).sum::<usize>()
        + page.mentions.iter().map(|it| it.text.len()).sum::<usize>();
    assert!(kept <= MOST, "{kept} bytes are kept of {}", bytes.len());
    for (at, entry) in page.entries.iter().enumerate() {
        assert!(entry.line >= 1 && entry.line <= lines, "line {} of {lines}", entry.line);
        for spelling in &entry.spellings {
            assert!(!spelling.text.is_empty());
            assert!(spelling.value.as_ref().is_none_or(|it| !it.is_empty()), "{spelling:?}");
            // Each looks at the whole page.
            if at < 50 {
                let _ = (page.takes(&spelling.text), page.mentions(&spelling.text));
            }
        }
    }
    for (at, part) in page.parts.iter().enumerate() {
        assert!(part.start <= part.end, "{part:?}");
        if let Some(name) = part.title.split_whitespace().next().filter(|_| at < 50) {
            let _ = page.part(name).map(|it| it.options().count());
        }
    }
    assert_eq!(page, Page::read_bytes(bytes));
}
