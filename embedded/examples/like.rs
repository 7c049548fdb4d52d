//! Shows the examples that are nearest to a wish, and what finding them costs beside an answer.

use caro_embedded::{Request, examples, propose};
use std::io::{BufRead, Write};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let (mut asking, mut finding) = (0.0, 0.0);
    for line in std::io::stdin().lock().lines() {
        let text = line?;
        let request = Request { text: &text, ..Request::default() };
        let start = Instant::now();
        let answers = propose(&request);
        asking += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let found = examples(&request, 4);
        finding += start.elapsed().as_secs_f64();
        writeln!(out, "{text}\n    = {}", answers.first().map_or("nothing", |it| &it.command))?;
        for (wish, command) in found {
            writeln!(out, "    {wish}  ->  {command}")?;
        }
    }
    writeln!(out, "as long as {:.1} answers", finding / asking)
}
