//! The history in numbers, as small tables with bars.

use crate::cli::visible::visible;
use caro_history::{Stats, Tally};
use std::io::{self, Write};

/// The most characters of a bar.
const WIDEST: u64 = 30;
/// How many days, sources and programs are shown.
const MOST_DAYS: usize = 14;
const MOST_ROWS: usize = 8;

pub(crate) fn stats(stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    if stats.all.requests == 0 {
        return writeln!(out, "nothing was asked yet");
    }
    let all = &stats.all;
    writeln!(
        out,
        "{} requests: {} taken as they were, {} changed, {} refused",
        all.requests, all.accepted, all.edited, all.dismissed
    )?;
    if let Some(latency) = stats.latency {
        writeln!(out, "answers after {} ms (half of them) and {} ms (19 of 20)", latency.median, latency.p95)?;
    }
    if stats.risky.offered > 0 {
        writeln!(
            out,
            "{} offers were a caution or a danger; {} of them were not taken",
            stats.risky.offered, stats.risky.avoided
        )?;
    }
    let last = stats.days.len().saturating_sub(MOST_DAYS);
    table("requests a day", &stats.days[last..], out)?;
    table("by source", &stats.sources, out)?;
    table("by program", &stats.families, out)
}

fn table(title: &str, rows: &[Tally], out: &mut dyn Write) -> io::Result<()> {
    let most = rows.iter().map(|it| it.requests).max().unwrap_or(0).max(1);
    writeln!(out, "\n{title}")?;
    let limit = if title.ends_with("a day") { MOST_DAYS } else { MOST_ROWS };
    for row in rows.iter().take(limit) {
        // At least one, so that there is something to see.
        let bar = "#".repeat(usize::try_from((row.requests * WIDEST).div_ceil(most)).unwrap_or_default());
        let name = if row.name.is_empty() { "(none)" } else { &row.name };
        writeln!(out, "  {:12} {:>5}  {:>3.0} % taken  {bar}", visible(name), row.requests, row.taken() * 100.0)?;
    }
    Ok(())
}
