//! CARO1604: `sed -i` is written for the other make of `sed`.

use crate::Span;
use crate::rules::edits::is_whole_statement;
use crate::rules::{Check, Sink};
use crate::script::{Command, Part, PartKind, Quote, Word};
use crate::target::Platform;

rule! {
    /// Fails, or takes the program for the ending of a copy: `sed -i` is written differently there.
    ///
    /// The `sed` of macOS wants a word behind `-i`, which may be empty; that of GNU wants the ending at `-i` itself.
    /// `-i.bak`, in one word, is right for both, and leaves a copy behind.
    /// This speaks where `platform` is set (`caro.platform`, `.caro.toml`, `check --platform`) and on macOS; not in scripts
    /// that ask which system they run on. The examples here must run on macOS.
    ///
    /// To decide: Must the script run there?
    ///
    /// ```sh bad
    /// sed -i 's/8080/80/' app.conf
    /// ```
    /// ```sh fixed
    /// sed -i.bak 's/8080/80/' app.conf && rm app.conf.bak
    /// ```
    /// ```sh bad
    /// sed -E -i -e "s/a/$b/" "$file"
    /// ```
    /// ```sh good
    /// sed -i.bak 's/8080/80/' app.conf && rm app.conf.bak
    /// ```
    /// ```sh good
    /// sed -i '' 's/8080/80/' app.conf
    /// ```
    /// ```sh good
    /// #!/bin/busybox sh
    /// sed -i 's/8080/80/' app.conf
    /// ```
    "CARO1604" "edit-in-place",
    Note,
    Check::Command { programs: &["sed"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let target = sink.target();
    if target.asks_system || !sink.is_plain() || command.name_span().of(sink.chunk()) != "sed" {
        return;
    }
    // What runs on another machine is not among the script's own commands.
    if sink.as_written(command).is_none() {
        return;
    }
    let Some(flag) = command.flag('i', "in-place").filter(|it| it.value.is_none()) else { return };
    let next = command.words.get(flag.word + 1);
    let has_empty_word = next.is_some_and(|it| it.literal() == Some("") || it.parts.is_empty());
    let is_last_letter = command.words.get(flag.word).is_some_and(|it| it.span.end == flag.span.end);
    match target.platform {
        Platform::MacOs if !has_empty_word && is_last_letter && sink.text(flag.span) != "--in-place" => {
            sink.report(flag.span, "`sed` takes the word behind `-i` for the ending of a copy on macOS".to_owned());
            if let Some(file) = only_file(command)
                && is_whole_statement(sink.statements(), command.span)
            {
                let name = sink.text(file.span).to_owned();
                let edits = vec![
                    (Span::at(flag.span.end), ".bak".to_owned()),
                    (Span::at(command.span.end), format!(" && rm {name}.bak")),
                ];
                sink.choice("Write it for all, with a copy that is deleted: `-i.bak`", edits);
            }
            sink.choice("Write it for macOS only: `-i ''`", vec![(Span::at(flag.span.end), " ''".to_owned())]);
        }
        Platform::Linux if target.is_named && has_empty_word => {
            let Some(word) = next else { return };
            sink.report(word.span, "`sed` takes the empty word behind `-i` for its program on Linux".to_owned());
            let edits = vec![(Span::new(flag.span.end, word.span.end), String::new())];
            sink.choice("Write it for Linux only: `-i`", edits);
        }
        _ => {}
    }
}

/// The one file that is changed, where its name is written out.
fn only_file(command: &Command) -> Option<&Word> {
    let has_script = command.gives("e") || command.gives("f");
    let mut files = command.operands().skip(usize::from(!has_script));
    let file = files.next().filter(|_| files.next().is_none() && command.redirects.is_empty())?;
    let plain = |it: &Part| matches!(it.kind, PartKind::Literal(_)) && it.quote == Quote::Bare;
    (file.parts.iter().all(plain) && file.literal().is_some_and(|it| !it.starts_with('-'))).then_some(file)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{codes_on, offered_on};
    use crate::target::Platform;

    #[test]
    fn each_make_has_its_own_form() {
        let told = |line: &str, platform| codes_on(line, platform).contains(&"CARO1604");
        assert!(told("sed -i s/a/b/ f", Platform::MacOs) && !told("sed -i s/a/b/ f", Platform::Linux));
        assert!(told("sed -i '' s/a/b/ f", Platform::Linux) && !told("sed -i '' s/a/b/ f", Platform::MacOs));
        assert!(!told("ssh server 'sed -i s/a/b/ f'", Platform::MacOs));
        assert!(told("f() { sudo sed -i s/a/b/ f; }\nf", Platform::MacOs));
        assert!(!told("gsed -i s/a/b/ f", Platform::MacOs) && !told("sed -n s/a/b/ f", Platform::MacOs));
        assert_eq!(offered_on("sed -i '' s/a/b/ f", Platform::Linux), ["sed -i s/a/b/ f"]);
        assert_eq!(offered_on("sed -i s/a/b/ *.txt", Platform::MacOs), ["sed -i '' s/a/b/ *.txt"]);
    }
}
