//! CARO0142: code for another interpreter deletes the system, a home or everything here.

use super::precious;
use crate::Span;
use crate::flow::Value;
use crate::rules::{Check, Sink, paths};
use crate::script::Command;

rule! {
    /// Deletes the system, a home or everything here, by way of Python, Perl, Ruby, Node, PHP or awk.
    ///
    /// A delete is the same in every language. Name the one folder that must go.
    ///
    /// ```sh bad
    /// python3 -c 'import shutil; shutil.rmtree("/etc")'
    /// ```
    /// ```sh bad
    /// perl -MFile::Path -e 'remove_tree("/home/ann")'
    /// ```
    /// ```sh bad
    /// awk 'BEGIN { system("rm -rf /") }'
    /// ```
    /// ```sh bad
    /// python3 <<E
    /// import os
    /// os.system("rm -rf ~/")
    /// E
    /// ```
    /// ```sh good
    /// python3 -c 'import shutil; shutil.rmtree("build")'
    /// ```
    /// ```sh good
    /// perl -e 'unlink glob("/tmp/x-*")'
    /// ```
    /// ```sh good
    /// python3 -c 'print("rm -rf / is a bad idea")'
    /// ```
    "CARO0142" "interpreter-delete",
    Danger,
    Check::Command {
        programs: &[
            "python", "python2", "python3", "perl", "ruby", "node", "nodejs", "php", "awk", "gawk", "mawk", "nawk", "lua", "deno", "bun",
            "pypy3", "tclsh",
        ],
        run: check,
    }
}

/// Calls that delete what they are given, and whether folders go with all in them.
const CALLS: [&str; 20] = [
    "rmtree", "remove_tree", "rm_rf", "rm_r", "rmSync", "rmdirSync", "rimraf", "remove_entry_secure", "remove_dir_all",
    "unlink", "unlinkSync", "fs.rm", "os.remove", "removeSync", "emptyDirSync", "emptyDir", "deltree", "delete_tree", "remove_entry",
    "rmdir_recursive",
];
/// Calls that give their text to a shell.
const SHELLS: [&str; 13] = [
    "system", "exec", "popen", "Popen", "execSync", "spawnSync", "run", "call", "check_call", "check_output", "shell_exec", "passthru",
    "getoutput",
];
fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut code: Vec<(Span, Value)> = Vec::new();
    for flag in command.flags() {
        let runs = matches!(flag.short, Some('c' | 'e' | 'E' | 'r' | 'p')) || matches!(flag.long.as_deref(), Some("eval" | "print"));
        if let Some(word) = flag.value.as_ref().filter(|_| runs) {
            code.push((word.span, sink.value(word)));
        }
    }
    let awk = command.program.as_deref().is_some_and(|it| it.ends_with("awk"));
    match command.operands().next() {
        Some(word) if awk || command.flags().any(|it| matches!(it.short, Some('c' | 'e' | 'r')) && it.value.is_none()) => {
            code.push((word.span, sink.value(word)));
        }
        None if code.is_empty() => code.extend(sink.input(command).map(|it| (command.name_span(), it))),
        _ => {}
    }
    for (span, value) in code {
        if let Some(loss) = value.texts().find_map(deleted) {
            sink.report(span, format!("deletes {loss}"));
        }
    }
}

/// What a program's text deletes, where that is more than it names.
fn deleted(text: &str) -> Option<String> {
    let text: String = text.chars().take(20_000).collect();
    let calls = CALLS.iter().flat_map(|name| behind(&text, name));
    let named = calls.filter_map(|rest| {
        let path = first_text(rest)?;
        said(&path)
    });
    let shells = SHELLS.iter().flat_map(|name| behind(&text, name));
    let run = shells.filter_map(|rest| {
        let command = texts(rest);
        let mut words = command.split_whitespace().skip_while(|it| *it == "sudo");
        let deletes = matches!(words.next(), Some("rm" | "/bin/rm" | "/usr/bin/rm"));
        let (flags, paths): (Vec<&str>, Vec<&str>) = words.partition(|it| it.starts_with('-'));
        let recursive = deletes && flags.iter().any(|it| it.contains(['r', 'R']));
        paths.into_iter().filter(|_| recursive).find_map(said)
    });
    let back_ticks = text.split('`').skip(1).step_by(2).filter_map(|it| {
        let rest = it.trim().strip_prefix("rm -rf ").or(it.trim().strip_prefix("rm -fr "))?;
        said(rest.split_whitespace().next()?)
    });
    named.chain(run).chain(back_ticks).next()
}

fn said(path: &str) -> Option<String> {
    let path = path.replace("$HOME", "~").replace("${HOME}", "~");
    paths::loss(&path).or_else(|| precious::own(&path).or(precious::kept(&path)).map(|it| format!("`{path}`: {}", it.1)))
}

/// What stands behind each call of `name`.
fn behind<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let before = |at: usize| text[..at].chars().next_back();
    text.match_indices(name)
        .filter(|(at, _)| !before(*at).is_some_and(|it| it.is_alphanumeric() || it == '_'))
        .map(|(at, _)| &text[at + name.len()..])
        .filter(|it| it.starts_with(['(', ' ', '\t']))
        .take(32)
        .collect()
}

/// The text that a call's arguments begin with: `("/etc"`, ` glob("/*")`, ` </etc/*>`.
fn first_text(rest: &str) -> Option<String> {
    let start = rest.find(['"', '\'', '<'])?;
    // Only calls such as `glob` and `expanduser` may stand between.
    let between = &rest[..start];
    if between.len() > 40 || between.contains([';', '\n', ')', '=', '{']) {
        return None;
    }
    let quote = rest[start..].chars().next()?;
    let close = if quote == '<' { '>' } else { quote };
    let inner = &rest[start + 1..];
    inner.find(close).map(|end| inner[..end].to_owned()).filter(|it| it.len() < 200)
}

/// All texts of a call's arguments, put together: `("rm -rf /")`, `(["rm", "-rf", "/"])`.
fn texts(rest: &str) -> String {
    let end = rest.find([')', ';', '\n']).unwrap_or(rest.len()).min(rest.len());
    let call = &rest[..end];
    let mut found = Vec::new();
    let mut inner = call;
    while let Some(start) = inner.find(['"', '\''])
        && found.len() < 16
    {
        let quote = inner[start..].chars().next().unwrap_or('"');
        let text = &inner[start + 1..];
        let Some(end) = text.find(quote) else { break };
        found.push(&text[..end]);
        inner = &text[end + 1..];
    }
    found.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_language_counts() {
        for (line, start) in [
            ("ruby -rfileutils -e 'FileUtils.rm_rf(\"/usr\")'", 20),
            ("node -e 'require(\"fs\").rmSync(\"/\", {recursive: true})'", 8),
            ("php -r 'shell_exec(\"rm -rf /var\");'", 7),
            ("python3 -c 'import subprocess; subprocess.run([\"rm\", \"-rf\", \"/\"])'", 11),
            ("python3 -c 'import shutil, os; shutil.rmtree(os.path.expanduser(\"~\"))'", 11),
            ("perl -e 'unlink glob \"/etc/*\"'", 8),
            ("perl -e 'system \"rm -rf ~\"'", 8),
        ] {
            check_marks(&format!("{line}\n#mark 0 {start} {} CARO0142\n", line.len()));
        }
    }

    #[test]
    fn named_things_are_ordinary() {
        check_marks("python3 -c 'import os; os.remove(\"/etc/app.conf\"); os.system(\"ls /\")'\nperl -pe 's/rm -rf \\//x/' notes\nnode -e 'fs.rmSync(\"dist\", {recursive: true})'\n");
    }
}
