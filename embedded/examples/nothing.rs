//! Reads and writes what `batch` does and answers nothing: what `batch` is bigger by is what the generator adds to a
//! program. `make bench` compares them.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let prompt = line["prompt"].as_str().unwrap_or_default();
        let answer = serde_json::json!({ "id": line["id"], "prompt": prompt, "command": null });
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
