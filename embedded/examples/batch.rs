//! Answers JSON lines `{"id","prompt"}` as `caro-lsp generate --batch` does, without the checks of the core: quick to
//! build while families grow. With words as arguments it shows what each family proposes for them.

use caro_embedded::{Request, propose};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    if !words.is_empty() {
        for it in propose(&Request { text: &words.join(" "), ..Request::default() }) {
            let assumed =
                if it.assumed.is_empty() { String::new() } else { format!("   assumed {}", it.assumed.join(", ")) };
            writeln!(out, "{:.2} {:<10} {}{assumed}", it.confidence, it.family, it.command)?;
        }
        return Ok(());
    }
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let prompt = line["prompt"].as_str().unwrap_or_default();
        let found = propose(&Request { text: prompt, ..Request::default() });
        let best = found.first().filter(|it| it.confidence >= 0.55);
        let answer = serde_json::json!({
            "id": line["id"], "prompt": prompt, "command": best.map(|it| &it.command),
            "confidence": best.map(|it| it.confidence), "family": best.map(|it| it.family),
        });
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
