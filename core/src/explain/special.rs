//! What the shell's own parameters and variables hold, for hover and completion.

use crate::script::Dialect;

/// The shells that set or read a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    /// Every POSIX shell.
    All,
    /// bash and ksh.
    BashKsh,
    /// bash alone.
    Bash,
    /// ksh alone.
    Ksh,
}

/// What a special parameter or a variable of the shell is in this dialect; `None` for a variable of the script's own.
pub(crate) fn variable(name: &str, dialect: Dialect) -> Option<&'static str> {
    let mut known = VARIABLES.iter().filter(|it| it.0 == name && is_in(it.1, dialect));
    Some(known.next()?.2)
}

/// The names of all variables that the shell or its surroundings give a meaning, parameters such as `$?` left out.
pub(crate) fn variables(dialect: Dialect) -> impl Iterator<Item = (&'static str, &'static str)> {
    of_shell(dialect).filter(|it| is_named(it.0))
}

/// The parameters such as `$?`.
pub(crate) fn parameters(dialect: Dialect) -> impl Iterator<Item = (&'static str, &'static str)> {
    of_shell(dialect).filter(|it| !is_named(it.0))
}

fn of_shell(dialect: Dialect) -> impl Iterator<Item = (&'static str, &'static str)> {
    VARIABLES.iter().filter(move |it| is_in(it.1, dialect)).map(|it| (it.0, it.2))
}

fn is_named(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_alphabetic())
}

fn is_in(shells: In, dialect: Dialect) -> bool {
    match shells {
        In::All => dialect != Dialect::Unsupported,
        In::BashKsh => matches!(dialect, Dialect::Bash | Dialect::Ksh),
        In::Bash => dialect == Dialect::Bash,
        In::Ksh => dialect == Dialect::Ksh,
    }
}

/// Each with where it exists and what it holds, as the end of a sentence.
const VARIABLES: &[(&str, In, &str)] = &[
    // Parameters.
    ("0", In::All, "the name under which the script or shell was started"),
    ("@", In::All, "all arguments of the script or function"),
    ("*", In::All, "all arguments of the script or function"),
    ("#", In::All, "how many arguments the script or function was given"),
    ("?", In::All, "the exit status of the last command: 0 where it succeeded"),
    ("$", In::All, "the process id of the shell; in `( … )` still that of the shell around it"),
    ("!", In::All, "the process id of the last command that was sent to the background"),
    ("-", In::All, "the options of the shell that are on, a letter for each"),
    ("_", In::BashKsh, "the last argument of the command before; at the start, where the shell itself lies"),
    // Variables that every shell knows.
    ("CDPATH", In::All, "the folders in which `cd` looks for the one it is told"),
    ("EDITOR", In::All, "the editor that programs start"),
    ("ENV", In::All, "the file that an interactive POSIX shell reads first"),
    ("HOME", In::All, "the home folder of the user; what `~` and `cd` alone mean"),
    ("HTTPS_PROXY", In::All, "the proxy that programs use for `https` addresses"),
    ("HTTP_PROXY", In::All, "the proxy that programs use for `http` addresses"),
    (
        "IFS",
        In::All,
        "the characters that split unquoted expansions and the input of `read`: blank, tab and newline unless it was set",
    ),
    ("LANG", In::All, "the language and encoding, where no `LC_` variable says otherwise"),
    ("LC_ALL", In::All, "the language and encoding, over all other `LC_` variables and `LANG`"),
    ("LC_COLLATE", In::All, "the language whose order sorting and ranges such as `[a-z]` follow"),
    ("LC_CTYPE", In::All, "the encoding: what is a character, a letter, a digit"),
    ("LC_MESSAGES", In::All, "the language of messages"),
    ("LC_NUMERIC", In::All, "the language by which numbers are written"),
    ("LC_TIME", In::All, "the language by which dates are written"),
    ("LD_LIBRARY_PATH", In::All, "the folders in which programs look for shared libraries first"),
    ("LINENO", In::All, "the number of this line in the script or function"),
    ("LOGNAME", In::All, "the name of the user who logged in"),
    ("MAIL", In::All, "the mailbox that an interactive shell watches"),
    ("MANPATH", In::All, "the folders in which `man` looks for pages"),
    ("NO_COLOR", In::All, "asks programs for output without colours where it is set"),
    ("OLDPWD", In::All, "the folder that the last `cd` left"),
    ("OPTARG", In::All, "the value of the flag that `getopts` found last"),
    ("OPTIND", In::All, "the number of the argument that `getopts` reads next; 1 at the start"),
    ("PAGER", In::All, "the program that shows long texts"),
    ("PATH", In::All, "the folders in which commands are looked for, with `:` between them"),
    ("PPID", In::All, "the process id of the one that started this shell"),
    ("PS1", In::All, "the prompt of an interactive shell"),
    ("PS2", In::All, "the prompt where a command goes on in the next line"),
    ("PS3", In::BashKsh, "the prompt of `select`"),
    ("PS4", In::All, "what `set -x` prints before each command"),
    ("PWD", In::All, "the current folder, as `cd` set it"),
    ("SHELL", In::All, "the shell the user logs in with, whatever shell runs the script"),
    ("TERM", In::All, "the kind of terminal"),
    ("TMPDIR", In::All, "the folder for temporary files, `/tmp` for most programs where it is not set"),
    ("TZ", In::All, "the time zone"),
    ("USER", In::All, "the name of the user, as the login set it; `sudo` and containers may leave it unset"),
    ("VISUAL", In::All, "the full-screen editor that programs start, before `EDITOR`"),
    ("XDG_CACHE_HOME", In::All, "the user's folder for caches, `~/.cache` where it is not set"),
    ("XDG_CONFIG_HOME", In::All, "the user's folder for settings, `~/.config` where it is not set"),
    ("XDG_DATA_HOME", In::All, "the user's folder for data, `~/.local/share` where it is not set"),
    ("XDG_RUNTIME_DIR", In::All, "the user's folder for sockets and the like, which is gone after the session"),
    ("XDG_STATE_HOME", In::All, "the user's folder for state and logs, `~/.local/state` where it is not set"),
    ("http_proxy", In::All, "the proxy that programs use for `http` addresses"),
    ("https_proxy", In::All, "the proxy that programs use for `https` addresses"),
    ("no_proxy", In::All, "the hosts that programs reach without a proxy"),
    // bash and ksh.
    ("COLUMNS", In::BashKsh, "the width of the terminal in characters"),
    ("HISTFILE", In::BashKsh, "the file that keeps the history of commands"),
    ("HISTSIZE", In::BashKsh, "how many commands the history keeps"),
    ("LINES", In::BashKsh, "the height of the terminal in lines"),
    ("RANDOM", In::BashKsh, "a random number from 0 to 32767, another one each time; not fit for secrets"),
    ("REPLY", In::BashKsh, "the line that `read` got without a name, or what was typed in `select`"),
    ("SECONDS", In::BashKsh, "the seconds since the shell started, or since it was set"),
    ("TMOUT", In::BashKsh, "the seconds after which `read` and an interactive shell give up"),
    // bash.
    ("BASH", In::Bash, "the path of the bash that runs this"),
    ("BASHOPTS", In::Bash, "the options of `shopt` that are on"),
    ("BASHPID", In::Bash, "the process id of this very shell, also in `( … )`"),
    ("BASH_ALIASES", In::Bash, "the aliases, by name"),
    ("BASH_ARGC", In::Bash, "how many arguments each running function was given"),
    ("BASH_ARGV", In::Bash, "the arguments of all running functions, the last one first"),
    ("BASH_ARGV0", In::Bash, "the same as `$0`, and sets it"),
    ("BASH_CMDS", In::Bash, "where commands were found, by name"),
    ("BASH_COMMAND", In::Bash, "the command that is running, or that a trap interrupted"),
    ("BASH_COMPAT", In::Bash, "the version of bash that this one behaves like"),
    ("BASH_ENV", In::Bash, "the file that bash reads before a script"),
    ("BASH_EXECUTION_STRING", In::Bash, "the text given to `bash -c`"),
    ("BASH_LINENO", In::Bash, "the lines from which the running functions were called"),
    ("BASH_LOADABLES_PATH", In::Bash, "the folders in which `enable -f` looks"),
    ("BASH_REMATCH", In::Bash, "what the last `=~` found: the whole match, then each group in parentheses"),
    ("BASH_SOURCE", In::Bash, "the files of the running functions; the first is the file that this line stands in"),
    ("BASH_SUBSHELL", In::Bash, "how many subshells deep this runs"),
    ("BASH_VERSINFO", In::Bash, "the parts of bash's version; the first is its main number"),
    ("BASH_VERSION", In::Bash, "the version of bash"),
    ("BASH_XTRACEFD", In::Bash, "the descriptor that `set -x` writes to"),
    ("COMPREPLY", In::Bash, "the completions that a completion function offers"),
    ("COMP_CWORD", In::Bash, "the number of the word that is being completed"),
    ("COMP_LINE", In::Bash, "the line that is being completed"),
    ("COMP_POINT", In::Bash, "where the cursor stands in the line that is being completed"),
    ("COMP_WORDS", In::Bash, "the words of the line that is being completed"),
    ("COPROC", In::Bash, "the descriptors of the coprocess: its output first, then its input"),
    ("DIRSTACK", In::Bash, "the folders of `pushd` and `popd`, the current one first"),
    ("EPOCHREALTIME", In::Bash, "the seconds since 1970, with microseconds"),
    ("EPOCHSECONDS", In::Bash, "the seconds since 1970"),
    ("EUID", In::Bash, "the number of the user whose rights the shell has: 0 is root"),
    ("FIGNORE", In::Bash, "the ends of names that completion leaves out"),
    ("FUNCNAME", In::Bash, "the names of the running functions, this one first"),
    ("FUNCNEST", In::Bash, "how deep functions may call each other"),
    ("GLOBIGNORE", In::Bash, "patterns of names that no file pattern gives"),
    ("GROUPS", In::Bash, "the numbers of the user's groups"),
    ("HISTCMD", In::Bash, "the number of this command in the history"),
    ("HISTCONTROL", In::Bash, "which commands the history leaves out"),
    ("HISTFILESIZE", In::Bash, "how many lines the history's file keeps"),
    ("HISTIGNORE", In::Bash, "patterns of commands that the history leaves out"),
    ("HISTTIMEFORMAT", In::Bash, "how the history writes times"),
    ("HOSTFILE", In::Bash, "the file from which completion takes host names"),
    ("HOSTNAME", In::Bash, "the name of this machine"),
    ("HOSTTYPE", In::Bash, "the kind of machine, such as `x86_64`"),
    ("IGNOREEOF", In::Bash, "how many times Ctrl-D is ignored by an interactive shell"),
    ("INPUTRC", In::Bash, "the file with the settings of line editing"),
    ("MACHTYPE", In::Bash, "processor, company and system in one word"),
    ("MAPFILE", In::Bash, "the lines that `mapfile` read without a name"),
    ("OPTERR", In::Bash, "whether `getopts` prints errors: 0 for not"),
    ("OSTYPE", In::Bash, "the operating system, such as `linux-gnu`"),
    ("PIPESTATUS", In::Bash, "the exit statuses of all commands of the last pipeline; the next command replaces them"),
    ("POSIXLY_CORRECT", In::Bash, "turns on POSIX mode where it is set"),
    ("PROMPT_COMMAND", In::Bash, "commands that run before each prompt"),
    ("PROMPT_DIRTRIM", In::Bash, "how many folders of the current one the prompt shows"),
    ("PS0", In::Bash, "what an interactive shell prints before each command runs"),
    ("READLINE_LINE", In::Bash, "the line being edited, in a command bound by `bind -x`"),
    ("READLINE_POINT", In::Bash, "where the cursor stands in `READLINE_LINE`"),
    ("SHELLOPTS", In::Bash, "the options of `set -o` that are on"),
    ("SHLVL", In::BashKsh, "how many shells deep this one runs"),
    ("SRANDOM", In::Bash, "a 32-bit random number that cannot be foretold, another one each time"),
    ("TIMEFORMAT", In::Bash, "how `time` prints what it measured"),
    ("UID", In::Bash, "the number of the user who runs the shell: 0 is root"),
    // ksh.
    ("FPATH", In::Ksh, "the folders in which functions are looked for"),
    ("KSH_VERSION", In::Ksh, "the version of ksh"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_known_where_its_shell_sets_it() {
        assert!(variable("PIPESTATUS", Dialect::Bash).is_some());
        assert!(variable("PIPESTATUS", Dialect::Sh).is_none());
        assert!(variable("RANDOM", Dialect::Ksh).is_some());
        assert!(variable("x", Dialect::Bash).is_none());
        assert!(variable("HOME", Dialect::Unsupported).is_none());
    }

    #[test]
    fn each_name_stands_there_once_for_each_shell() {
        for (at, one) in VARIABLES.iter().enumerate() {
            assert!(VARIABLES[at + 1..].iter().all(|it| it.0 != one.0), "{}", one.0);
            assert!(!one.2.ends_with('.'), "{}", one.2);
        }
        assert!(variables(Dialect::Bash).all(|it| it.0.len() > 1));
    }
}
