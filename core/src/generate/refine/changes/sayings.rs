//! How people say what shall change about a command; `|` stands between sayings.

/// What is said behind and changes nothing.
pub(super) const ENDS: &str = "please|first|thanks|now|instead|too";

/// Words that lead in and say nothing.
pub(super) const LEADS: &str = "please|pls|ok|okay|and|but|now|then|can you|could you|run it|run this|run that|run them|do it|do this|\
    do that|make it|make this|let it run|let it|start it|execute it|just|also|it should be|it should run|\
    it should|i want it|i need it|try it|be|run|print it|show it|output it|with output|print|output|give it|\
    show them|print them";

/// As the superuser.
pub(super) const ROOT: &str = "as root|as the root user|as superuser|as the superuser|as administrator|as admin|as an administrator|\
    with sudo|using sudo|sudo|sudo it|use sudo|with root rights|with root privileges|with root permissions|\
    as root user|with admin rights|with elevated rights|with elevated privileges|i need root for that|\
    it needs root|needs root|i need root|elevated";

/// In the background.
pub(super) const BACKGROUND: &str = "in the background|in background|as a background job|background it|as background job|\
    put it in the background|send it to the background|backgrounded|detached|without waiting for it|\
    without waiting";

/// In the background, also behind the session.
pub(super) const SURVIVES: &str = "in the background even after i log out|in the background after i log out|even after i log out|\
    even when i log out|even if i log out|and keep it running after i log out|\
    keep it running after i log out|keep running after logout|keep it running after logout|with nohup|\
    use nohup|so that it survives logout";

/// Only what it would do.
pub(super) const REHEARSE: &str = "dry run|dry-run|a dry run|as a dry run|as dry run|do a dry run|dry run only|only a dry run|simulate|\
    simulate it|simulated|only simulate|pretend|only pretend|preview|preview it|only preview|\
    show what it would do|only show what it would do|only show what would happen|show what would happen|\
    show me what it would do|show me what would happen|without doing it|don't do it|don't actually do it|\
    don't really do it|what would it do|what would happen|only show what would be deleted|\
    show what would be deleted|show me what would be deleted|without changing anything|with dry run|\
    with --dry-run|in dry-run mode|in dry run mode|rehearse it|test run|as a test";

/// Into folders.
pub(super) const RECURSE: &str = "recursively|recursive|with subfolders|including subfolders|in subfolders|in all subfolders|\
    and subfolders|with sub-folders|including sub-folders|including subdirectories|in subdirectories|\
    and all subfolders|in subfolders as well|subfolders as well|and everything below|and everything in it|\
    with everything in it|including everything below|and all below";

/// Words for flags, and the long names that programs call the flag.
pub(super) const FLAGS: &[(&str, &[&str])] = &[
    (
        "verbosely|verbose|with verbose output|verbose output|more verbose|more verbosely|say what it does|\
        tell me what it does|with -v|in verbose mode|show what it does|show each file|show every file",
        &["verbose"],
    ),
    (
        "quietly|quiet|silently|silent|without output|with no output|less verbose|in quiet mode|shut up",
        &["quiet", "silent"],
    ),
    (
        "interactively|interactive|ask|ask first|ask me first|ask me|ask before|ask before each|\
        ask me before each|ask me before each one|ask before each one|ask before every file|\
        ask before each file|ask me before each file|with confirmation|confirm each|confirm each one|\
        confirm first|ask before deleting|ask before overwriting|asking first|asking me first|prompt|\
        prompt me|prompt before each",
        &["interactive"],
    ),
    ("forced|force|force it|by force|with force|forcefully|forcibly", &["force"]),
    (
        "without overwriting|without overwriting anything|don't overwrite|don't overwrite anything|\
        never overwrite|do not overwrite|don't overwrite existing files|without overwriting existing files|\
        keep existing files|skip existing files",
        &["no-clobber"],
    ),
    (
        "preserve permissions|preserving permissions|preserve the permissions|preserve timestamps|\
        preserving timestamps|keep timestamps|keep the timestamps|keep the dates|keep dates|\
        keep permissions|keep the permissions|with the same permissions|preserve attributes|\
        preserving attributes|with permissions",
        &["preserve"],
    ),
    (
        "ignoring case|ignore case|ignoring the case|case insensitive|case-insensitive|case insensitively|\
        case-insensitively|regardless of case|any case|in any case|upper or lower case",
        &["ignore-case"],
    ),
    (
        "human readable|human-readable|in human readable form|in human-readable form|human readable sizes|\
        with human readable sizes|with human-readable sizes|human-readable sizes|readable sizes|\
        with readable sizes",
        &["human-readable"],
    ),
    (
        "with line numbers|line numbers|with numbers|numbered|with numbered lines|and line numbers|\
        show line numbers|with the line numbers",
        &["line-number", "number"],
    ),
    (
        "in reverse|in reverse order|reversed|reverse|reverse order|the other way round|the other way around|\
        backwards|reverse the order|reverse it",
        &["reverse"],
    ),
    (
        "keep the original|keep the originals|keep originals|keep the file|keep the files|\
        without deleting the original|without deleting the originals",
        &["keep"],
    ),
    ("only if newer|only newer ones|only newer files|only what is newer|only update|only if it is newer", &["update"]),
    (
        "with parents|with its parents|with parent folders|with parent directories|create parent folders|\
        create the parent folders|create parents|and parents|and its parents|including parents|\
        including parent folders|with all parents",
        &["parents"],
    ),
    (
        "follow it|follow|follow them|keep following|keep following it|live|continuously|keep watching|\
        as it grows|follow along",
        &["follow"],
    ),
    ("follow redirects|following redirects|follow redirections", &["location"]),
    ("with timestamps|timestamps|show timestamps|with time stamps", &["timestamps"]),
    ("whole words|only whole words|whole words only|match whole words|as a whole word", &["word-regexp"]),
    (
        "only the file names|only file names|file names only|filenames only|only filenames|\
        only names of files|only the names of the files|only the filenames|only the files",
        &["files-with-matches"],
    ),
    ("only the headers|headers only|only headers", &["head"]),
    (
        "unique|only unique|without duplicates|no duplicates|only unique ones|unique ones|each once|\
        only once each|uniquely",
        &["unique"],
    ),
    ("numerically|numeric|as numbers|by number", &["numeric-sort"]),
    (
        "by length|by the length|by their length|length|by apparent size|apparent size|apparent sizes|by content length",
        &["apparent-size"],
    ),
];
