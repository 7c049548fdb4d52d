//! What the shells themselves know: reserved words, builtins, options, signals.

use crate::script::Dialect;

/// Words that mean something to the grammar.
const KEYWORDS: [(&str, &str); 13] = [
    ("case", "chooses by patterns"),
    ("do", "begins the body of a loop"),
    ("done", "ends a loop"),
    ("elif", "asks again where the last condition failed"),
    ("else", "begins what runs where no condition held"),
    ("esac", "ends a `case`"),
    ("fi", "ends an `if`"),
    ("for", "runs once for each word"),
    ("if", "runs commands where a condition holds"),
    ("in", "begins the words of a `for` or the patterns of a `case`"),
    ("then", "begins what runs where the condition holds"),
    ("until", "runs as long as a condition fails"),
    ("while", "runs as long as a condition holds"),
];
const MORE_KEYWORDS: [(&str, &str); 4] = [
    ("function", "defines a function"),
    ("select", "asks the user to choose, again and again"),
    ("time", "tells how long a pipeline takes"),
    ("[[", "asks about files, texts and numbers"),
];

/// Builtins of every shell.
const BUILTINS: [&str; 33] = [
    "alias", "bg", "break", "cd", "command", "continue", "echo", "eval", "exec", "exit", "export", "false", "fg",
    "getopts", "hash", "jobs", "kill", "printf", "pwd", "read", "readonly", "return", "set", "shift", "test", "times",
    "trap", "true", "type", "ulimit", "umask", "unalias", "unset",
];
const BASH_BUILTINS: [&str; 24] = [
    "bind",
    "builtin",
    "caller",
    "compgen",
    "complete",
    "compopt",
    "declare",
    "dirs",
    "disown",
    "enable",
    "fc",
    "help",
    "history",
    "let",
    "local",
    "logout",
    "mapfile",
    "popd",
    "pushd",
    "readarray",
    "shopt",
    "source",
    "suspend",
    "typeset",
];
const KSH_BUILTINS: [&str; 6] = ["builtin", "fc", "let", "print", "typeset", "whence"];
/// `dash` and busybox know it too, although POSIX does not.
const SH_BUILTINS: [&str; 1] = ["local"];

/// The reserved words of a shell.
pub(super) fn keywords(dialect: Dialect) -> impl Iterator<Item = (&'static str, &'static str)> {
    let more = if dialect == Dialect::Sh { &[][..] } else { &MORE_KEYWORDS };
    KEYWORDS.iter().chain(more).copied()
}

/// The builtins of a shell.
pub(super) fn builtins(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    let more = match dialect {
        Dialect::Bash => &BASH_BUILTINS[..],
        Dialect::Ksh => &KSH_BUILTINS,
        Dialect::Sh | Dialect::Unsupported => &SH_BUILTINS,
    };
    BUILTINS.iter().chain(more).copied().chain(["wait"])
}

/// Whether some shell has this builtin, and no program is called so everywhere.
pub(super) fn is_only_builtin(name: &str) -> bool {
    let is_program = matches!(name, "echo" | "false" | "kill" | "printf" | "pwd" | "test" | "true");
    !is_program
        && (name == "wait"
            || BUILTINS.contains(&name)
            || BASH_BUILTINS.contains(&name)
            || KSH_BUILTINS.contains(&name) && name != "print")
}

/// The signals that every system has, with what they say.
pub(super) const SIGNALS: [(&str, &str); 28] = [
    ("ABRT", "aborts, and leaves a core"),
    ("ALRM", "a timer ran out"),
    ("BUS", "bad access to memory"),
    ("CHLD", "a child ended or stopped"),
    ("CONT", "goes on after a stop"),
    ("FPE", "bad arithmetic"),
    ("HUP", "the terminal is gone; daemons read their settings again"),
    ("ILL", "bad instruction"),
    ("INT", "Ctrl-C"),
    ("KILL", "ends at once, and cannot be caught"),
    ("PIPE", "nobody reads the pipe any more"),
    ("PROF", "a timer for profiles ran out"),
    ("QUIT", "Ctrl-\\, and leaves a core"),
    ("SEGV", "bad access to memory"),
    ("STOP", "stops, and cannot be caught"),
    ("SYS", "bad system call"),
    ("TERM", "asks to end"),
    ("TRAP", "a breakpoint"),
    ("TSTP", "Ctrl-Z"),
    ("TTIN", "reads from the terminal in the background"),
    ("TTOU", "writes to the terminal in the background"),
    ("URG", "urgent data on a socket"),
    ("USR1", "means what the program says"),
    ("USR2", "means what the program says"),
    ("VTALRM", "a timer of its own time ran out"),
    ("WINCH", "the window's size changed"),
    ("XCPU", "too much time used"),
    ("XFSZ", "too large a file"),
];

/// What `trap` takes beside signals.
pub(super) fn traps(dialect: Dialect) -> &'static [(&'static str, &'static str)] {
    const TRAPS: [(&str, &str); 4] = [
        ("EXIT", "the shell ends"),
        ("ERR", "a command fails"),
        ("DEBUG", "before each command"),
        ("RETURN", "a function or a sourced file ends"),
    ];
    match dialect {
        Dialect::Bash => &TRAPS,
        Dialect::Ksh => &TRAPS[..3],
        Dialect::Sh | Dialect::Unsupported => &TRAPS[..1],
    }
}

/// What `set -o` takes.
const SET: [(&str, &str); 13] = [
    ("allexport", "exports every variable that is set"),
    ("emacs", "edits lines as emacs does"),
    ("errexit", "ends the script at the first command that fails"),
    ("ignoreeof", "does not end at the end of the input"),
    ("monitor", "runs jobs in groups of their own"),
    ("noclobber", "keeps `>` from overwriting files"),
    ("noexec", "reads commands and runs none"),
    ("noglob", "does not expand file name patterns"),
    ("notify", "tells at once when a job ends"),
    ("nounset", "takes an unset variable for an error"),
    ("verbose", "prints each line as it is read"),
    ("vi", "edits lines as vi does"),
    ("xtrace", "prints each command before it runs"),
];
const BASH_SET: [(&str, &str); 13] = [
    ("braceexpand", "expands braces"),
    ("errtrace", "gives the `ERR` trap to functions"),
    ("functrace", "gives `DEBUG` and `RETURN` traps to functions"),
    ("hashall", "remembers where programs are"),
    ("histexpand", "expands `!` from the history"),
    ("history", "keeps a history"),
    ("interactive-comments", "allows comments at the prompt"),
    ("keyword", "takes `NAME=value` anywhere for the environment"),
    ("onecmd", "ends after one command"),
    ("physical", "resolves links in paths"),
    ("pipefail", "a pipeline fails where one of its commands does"),
    ("posix", "does as POSIX says"),
    ("privileged", "keeps the privileges of the caller"),
];

/// The names that `set -o` takes in a shell.
pub(super) fn set_options(dialect: Dialect) -> impl Iterator<Item = (&'static str, &'static str)> {
    let more = match dialect {
        Dialect::Bash => &BASH_SET[..],
        // `pipefail`
        Dialect::Ksh => &BASH_SET[10..11],
        Dialect::Sh | Dialect::Unsupported => &[],
    };
    SET.iter().chain(more).copied()
}

/// What `shopt` takes.
pub(super) const SHOPT: [(&str, &str); 38] = [
    ("autocd", "a folder's name alone enters it"),
    ("cdable_vars", "`cd` takes a variable's name"),
    ("cdspell", "`cd` mends small mistakes"),
    ("checkhash", "looks whether remembered programs are still there"),
    ("checkjobs", "lists running jobs before an interactive shell ends"),
    ("checkwinsize", "sets `LINES` and `COLUMNS` after each command"),
    ("cmdhist", "keeps a command of several lines as one"),
    ("direxpand", "expands folders while completing"),
    ("dirspell", "mends folders while completing"),
    ("dotglob", "patterns match names that begin with a dot"),
    ("execfail", "goes on where `exec` fails"),
    ("expand_aliases", "expands aliases"),
    ("extdebug", "behaves as debuggers need it"),
    ("extglob", "allows patterns such as `!(x)`"),
    ("extquote", "reads `$'x'` inside `\"${x}\"`"),
    ("failglob", "a pattern that matches nothing is an error"),
    ("force_fignore", "ignores what `FIGNORE` names, whatever is left"),
    ("globasciiranges", "ranges in patterns go by ASCII"),
    ("globstar", "`**` goes down into folders"),
    ("gnu_errfmt", "prints errors as GNU programs do"),
    ("histappend", "appends to the history's file"),
    ("histreedit", "offers a failed expansion of the history again"),
    ("histverify", "shows an expansion of the history before it runs"),
    ("hostcomplete", "completes names of hosts behind `@`"),
    ("huponexit", "hangs up on jobs when an interactive login shell ends"),
    ("inherit_errexit", "substitutions keep `set -e`"),
    ("interactive_comments", "allows comments at the prompt"),
    ("lastpipe", "runs the last command of a pipeline in this shell"),
    ("lithist", "keeps newlines in the history"),
    ("localvar_inherit", "local variables begin with the value around them"),
    ("login_shell", "whether this is a login shell"),
    ("nocaseglob", "patterns for files match in any case"),
    ("nocasematch", "`case` and `[[` match in any case"),
    ("nullglob", "a pattern that matches nothing vanishes"),
    ("progcomp", "completes as programs ask for it"),
    ("shift_verbose", "`shift` tells where there is nothing to shift"),
    ("sourcepath", "`source` looks in `PATH`"),
    ("xpg_echo", "`echo` reads backslashes"),
];
