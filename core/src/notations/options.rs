//! The options of `set -o` and `shopt` in words, and what `set +e` takes back.

/// The options of `set -o`: name, letter, what they do.
const SET: &[(&str, Option<char>, &str)] = &[
    ("allexport", Some('a'), "exports every variable that is set"),
    ("braceexpand", Some('B'), "expands braces such as `{a,b}`"),
    ("emacs", None, "edits the command line as Emacs does"),
    ("errexit", Some('e'), "ends the script at the first command that fails, where its result is not asked for"),
    ("errtrace", Some('E'), "gives the `ERR` trap to functions and subshells"),
    ("functrace", Some('T'), "gives the `DEBUG` and `RETURN` traps to functions and subshells"),
    ("hashall", Some('h'), "remembers where programs are"),
    ("histexpand", Some('H'), "expands `!` from the history"),
    ("history", None, "keeps a history of commands"),
    ("ignoreeof", None, "does not end at Ctrl-D"),
    ("keyword", Some('k'), "takes `NAME=value` anywhere in a command for the environment"),
    ("monitor", Some('m'), "runs jobs in groups of their own"),
    ("noclobber", Some('C'), "keeps `>` from overwriting files that exist"),
    ("noexec", Some('n'), "reads commands and runs none"),
    ("noglob", Some('f'), "does not expand file name patterns"),
    ("nolog", None, "is ignored"),
    ("notify", Some('b'), "tells at once when a job ends"),
    ("nounset", Some('u'), "takes an unset variable for an error"),
    ("onecmd", Some('t'), "ends after one command"),
    ("physical", Some('P'), "resolves links when it changes folders"),
    (
        "pipefail",
        None,
        "lets a pipeline fail where any of its commands fails, with the status of the last one that did",
    ),
    ("posix", None, "follows the POSIX standard where bash differs"),
    ("privileged", Some('p'), "takes neither functions nor start files from the environment"),
    ("verbose", Some('v'), "prints each line as it is read"),
    ("vi", None, "edits the command line as vi does"),
    ("xtrace", Some('x'), "prints each command before it runs"),
];

/// The options of `shopt`, with what they do when they are on.
const SHOPT: &[(&str, &str)] = &[
    ("assoc_expand_once", "expands the key of an associative array only once"),
    ("autocd", "goes to a folder that is named as a command, at a prompt"),
    ("cdable_vars", "lets `cd` take a variable's name for the folder it holds"),
    ("cdspell", "lets `cd` repair small mistakes in a folder's name, at a prompt"),
    ("checkhash", "looks again for a program that is no longer where it was"),
    ("checkjobs", "lists jobs that are stopped or still run before a shell at a prompt ends"),
    ("checkwinsize", "keeps `LINES` and `COLUMNS` up to date after each program"),
    ("cmdhist", "keeps a command of several lines together in the history"),
    ("complete_fullquote", "quotes every special sign when it completes file names"),
    ("direxpand", "writes folders out when it completes file names"),
    ("dirspell", "repairs folders' names when it completes"),
    ("dotglob", "lets file name patterns match hidden files too, but not `.` and `..`"),
    ("execfail", "goes on in a script where `exec` cannot run its file"),
    ("expand_aliases", "expands aliases, which scripts do not do by default"),
    ("extdebug", "does what a debugger needs"),
    ("extglob", "knows the patterns `?(…)`, `*(…)`, `+(…)`, `@(…)` and `!(…)`"),
    ("extquote", "reads `$'…'` and `$\"…\"` inside of `${…}` in double quotes"),
    ("failglob", "takes a file name pattern that matches nothing for an error"),
    ("force_fignore", "never completes what `FIGNORE` names"),
    ("globasciiranges", "reads ranges such as `[a-z]` in patterns by the ASCII order"),
    ("globskipdots", "keeps file name patterns from ever matching `.` and `..`"),
    ("globstar", "lets `**` match files and folders at any depth"),
    ("gnu_errfmt", "prints its errors in the form of GNU's programs"),
    ("histappend", "adds to the file of the history at the end, and does not overwrite it"),
    ("histreedit", "lets a failed `!` be edited again"),
    ("histverify", "shows what `!` gave before it is run"),
    ("hostcomplete", "completes names of hosts behind `@`"),
    ("huponexit", "sends `SIGHUP` to all jobs when a login shell at a prompt ends"),
    ("inherit_errexit", "keeps `set -e` in force inside of `$(…)`"),
    ("interactive_comments", "takes `#` for the start of a comment at a prompt too"),
    ("lastpipe", "runs the last command of a pipeline in this shell, where job control is off"),
    ("lithist", "keeps line breaks in the history"),
    ("localvar_inherit", "starts a local variable with the value that the name had outside"),
    ("localvar_unset", "keeps a local variable unset, and does not show the outer one, after `unset`"),
    ("login_shell", "says that this is a login shell; it cannot be set"),
    ("mailwarn", "says when somebody has read the mail"),
    ("no_empty_cmd_completion", "completes nothing on an empty line"),
    ("nocaseglob", "lets file name patterns match in any case"),
    ("nocasematch", "compares in any case in `case`, `[[` and `${x/…}`"),
    ("noexpand_translation", "puts what `$\"…\"` gave into single quotes"),
    ("nullglob", "lets a file name pattern that matches nothing vanish"),
    ("patsub_replacement", "lets `&` in `${x/a/b}` stand for what matched"),
    ("progcomp", "allows completion that programs define"),
    ("progcomp_alias", "completes an alias as the command behind it"),
    ("promptvars", "expands variables in prompts"),
    ("restricted_shell", "says that this shell is restricted; it cannot be set"),
    ("shift_verbose", "prints an error where `shift` has too little to shift"),
    ("sourcepath", "lets `source` look through `PATH`"),
    ("varredir_close", "closes descriptors of the form `{name}>` when the command is done"),
    ("xpg_echo", "lets `echo` read backslashes without `-e`"),
];

/// What `set -o NAME` does, or `set +o NAME` undoes.
pub(super) fn set(name: &str, on: bool) -> Option<String> {
    let (.., meaning) = SET.iter().find(|it| it.0 == name)?;
    Some(switched(meaning, on))
}

/// What the letters of `set +ex` take back.
pub(super) fn letters_off(word: &str) -> Option<String> {
    let letters = word.strip_prefix('+').filter(|it| !it.is_empty() && it.len() <= 16)?;
    let off = |letter: char| {
        let (.., meaning) = SET.iter().find(|it| it.1 == Some(letter))?;
        Some(format!("`{letter}` {meaning}"))
    };
    let meanings: Vec<String> = letters.chars().filter(|it| *it != 'o').map(off).collect::<Option<_>>()?;
    (!meanings.is_empty()).then(|| format!("switches off: {}", meanings.join("; ")))
}

/// What an option of `shopt` does: switched on, switched off, or asked for.
pub(super) fn shopt(name: &str, on: Option<bool>) -> Option<String> {
    let (_, meaning) = SHOPT.iter().find(|it| it.0 == name)?;
    Some(match on {
        Some(on) => switched(meaning, on),
        None => format!("where it is on, bash {meaning}"),
    })
}

fn switched(meaning: &str, on: bool) -> String {
    if on { meaning.to_owned() } else { format!("switches off: {meaning}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_say_what_they_do() {
        assert_eq!(
            set("pipefail", true).as_deref(),
            Some("lets a pipeline fail where any of its commands fails, with the status of the last one that did")
        );
        assert_eq!(set("noglob", false).as_deref(), Some("switches off: does not expand file name patterns"));
        assert_eq!(
            letters_off("+ex").as_deref(),
            Some(
                "switches off: `e` ends the script at the first command that fails, where its result is not asked for; \
                 `x` prints each command before it runs"
            )
        );
        assert_eq!(
            shopt("nullglob", Some(true)).as_deref(),
            Some("lets a file name pattern that matches nothing vanish")
        );
        for text in ["", "+", "+é", "pipefial", "+q", "-e"] {
            assert_eq!(set(text, true), None);
            assert_eq!(letters_off(text), None, "{text}");
            assert_eq!(shopt(text, None), None);
        }
    }

    #[test]
    fn every_letter_of_set_stands_in_its_facts() {
        let facts = crate::knowledge::program("set").expect("it is known");
        for (name, letter, _) in SET {
            assert!(letter.is_none_or(|it| facts.short(it).is_some()), "{name}");
        }
    }
}
