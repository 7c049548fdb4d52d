//! The words that wishes are made of, each with the concept it stands for; synonyms and spelling live here alone.

use std::sync::LazyLock;

/// A concept, and the words for it.
type Entry = (&'static str, &'static str);

/// What to do.
const VERBS: &[Entry] = &[
    ("find", "find finding finds locate search searching seek fnd fidn"),
    ("look", "look looking hunt"),
    (
        "show",
        "show shows showing list lists listing print prints printing display displays output see view give tell \
              get return fetch report lsit ls enumerate prnt",
    ),
    ("count", "count counts counting tally cuont"),
    ("delete", "delete deletes deleting remove removes removing erase rm purge unlink wipe trash clean delet remvoe"),
    ("copy", "copy copies copying cp duplicate"),
    ("move", "move moves moving mv relocate"),
    ("compress", "compress compresses compressed gzip gzipped bzip2 zstd compressing shrink"),
    ("pack", "pack packs packing archive archives archiving bundle tarball tar zip zipped wrap backup"),
    (
        "unpack",
        "unpack unpacks unpacking extract extracts extracting decompress decompressing uncompress unzip untar \
                gunzip inflate unarchive expand bunzip2 unxz",
    ),
    ("make", "make makes making create creating"),
    ("set", "set sets setting change changing chmod"),
    ("chown", "chown"),
    ("chgrp", "chgrp"),
    (
        "take",
        "take takes taking taken uses use using used occupy occupies eat eats eating hog hogging consume consumes \
              consuming consumed",
    ),
    ("put", "put puts store save saved"),
    ("grep", "grep grepping egrep zgrep"),
    (
        "contain",
        "contain contains containing mention mentions mentioning mentioned include includes including \
                 says say saying holding match matches matching appear appears occur occurs",
    ),
    ("import", "import imports importing"),
    (
        "exclude",
        "except exclude excludes excluding skip skips skipping omit omitting leaving ignoring ignore ignores \
                 ignored disregarding minus exept",
    ),
    ("leave", "leave"),
    (
        "foreign",
        "rename replace swap substitute convert append prepend insert merge split install uninstall download \
                 upload kill restart stop edit add sum average avg transpose reformat sync rsync mirror \
                 mount unmount encrypt decrypt sign commit push pull clone checkout diff compare dedupe deduplicate \
                 squeeze trim strip truncate uncomment join turn redirect watch monitor follow tail touch schedule \
                 prefix rewrite translate lowercase uppercase symlinked linking frequency column columns field fields \
                 header counts sums both",
    ),
    ("grant", "grant allow let"),
    ("revoke", "revoke deny forbid disallow withdraw"),
];

/// Things and their qualities.
const NOUNS: &[Entry] = &[
    ("file", "file files fiels fles flie flies"),
    ("folder", "folder folders directory directories dir dirs direcotry directry directorys directoy"),
    (
        "subfolder",
        "subfolder subfolders subdirectory subdirectories subdir subdirs sub-folders sub-directories \
                   subfoder sub-folder",
    ),
    ("link", "link links symlink symlinks"),
    ("symbolic", "symbolic soft"),
    ("project", "project repo repository codebase tree workspace"),
    ("home", "home"),
    ("disk", "disk disks drive drives filesystem filesystems partition partitions volume volumes mount mounts"),
    ("computer", "computer machine system server"),
    ("name", "name names basename basenames"),
    ("filename", "filename filenames"),
    ("path", "path paths location locations"),
    ("extension", "extension extensions suffix suffixes ext"),
    ("line", "line lines lnes row rows"),
    ("word", "word words"),
    ("character", "character characters char chars letter letters"),
    ("text", "text string strings phrase expression term"),
    ("pattern", "pattern regex regexp"),
    (
        "occurrence",
        "occurrence occurrences occurence occurences instance instances hit hits usage usages call calls \
                    reference references",
    ),
    ("thing", "thing things item items entry entries stuff everything anything"),
    ("content", "content contents"),
    ("size", "size sizes sized"),
    ("space", "space spaces whitespace blanks"),
    ("owner", "owner owners"),
    ("user", "user uid"),
    ("group", "group gid"),
    ("id", "id"),
    ("permission", "permission permissions mode modes perms perm rights access bits bit"),
    ("executable", "executable executables runnable"),
    ("execute", "execute executed run x"),
    ("read", "read readable"),
    ("write", "write writable writeable written writing"),
    ("world", "world"),
    ("everyone", "everyone everybody anyone anybody"),
    ("other", "other others"),
    ("depth", "depth"),
    ("level", "level levels deep"),
    ("comment", "comment comments commented"),
    ("member", "member members"),
    ("kilobyte", "kilobyte kilobytes kb kib"),
    ("megabyte", "megabyte megabytes mb mib meg megs mega megas"),
    ("gigabyte", "gigabyte gigabytes gb gib gig gigs"),
    ("terabyte", "terabyte terabytes tb tib"),
    ("byte", "byte bytes"),
    ("case", "case caps capitals capitalization capitalisation"),
    ("upper", "upper uppercase big-letters"),
    ("lower", "lower lowercase"),
    ("insensitive", "insensitive insensitively caseless"),
    ("sensitive", "sensitive sensitively"),
    ("case-insensitive", "case-insensitive case-insensitively"),
    ("number", "number numbers amount"),
    ("detail", "detail details detailed long info information metadata"),
    ("empty", "empty emtpy blank zero-byte zero-length"),
    ("non-empty", "non-empty nonempty"),
    ("hidden", "hidden dotfiles dotfile hiden"),
    ("broken", "broken dead dangling orphaned stale brocken"),
    ("regular", "regular real normal ordinary plain"),
    ("total", "total combined overall summed totals altogether"),
    ("together", "together"),
    ("human", "human human-readable"),
    ("format", "format form"),
    ("free", "free available"),
    ("new", "new fresh"),
    ("parent", "parent"),
    ("root", "root"),
    ("octal", "octal numeric numerically"),
    ("unique", "unique distinct different"),
    ("context", "context"),
    ("case-sensitive", "case-sensitive"),
];

/// Words that compare, order and bound.
const MEASURES: &[Entry] = &[
    ("over", "over above exceeding exceeds exceed beyond"),
    ("more", "more"),
    ("less", "less fewer"),
    ("than", "than then"),
    ("bigger", "bigger larger greater heavier biger"),
    ("smaller", "smaller lighter tinier"),
    ("least", "least minimum"),
    ("most", "most maximum max"),
    ("between", "between"),
    ("exactly", "exactly precisely"),
    ("biggest", "biggest largest heaviest huge fattest bigest largets"),
    ("smallest", "smallest tiniest lightest"),
    ("newest", "newest latest youngest freshest"),
    ("recent", "recent recently"),
    ("oldest", "oldest earliest"),
    ("older", "older oldr"),
    ("old", "old age"),
    ("newer", "newer younger"),
    ("longest", "longest"),
    ("top", "top"),
    ("first", "first"),
    ("last", "last past previous recent-most lst"),
    ("sort", "sort sorted order ordered orderd sorting arranged rank ranked"),
    ("alphabetical", "alphabetical alphabetically"),
    ("reverse", "reverse reversed descending desc"),
    ("ascending", "ascending asc"),
    (
        "modified",
        "modified changed touched edited updated altered modification modify modifed chaged chnaged edit \
                  modfied",
    ),
    ("change", "changes"),
    ("created", "created added"),
    ("accessed", "accessed opened"),
    ("since", "since after"),
    ("before", "before until"),
    ("within", "within during"),
    ("ago", "ago"),
    ("today", "today todays"),
    ("yesterday", "yesterday"),
    ("date", "date time timestamp"),
    ("minute", "minute minutes min mins"),
    ("hour", "hour hours hrs"),
    ("day", "day days dyas"),
    ("week", "week weeks"),
    ("month", "month months"),
    ("year", "year years"),
    ("monday", "monday"),
    ("tuesday", "tuesday"),
    ("wednesday", "wednesday"),
    ("thursday", "thursday"),
    ("friday", "friday"),
    ("saturday", "saturday"),
    ("sunday", "sunday"),
    ("often", "often"),
    ("times", "times"),
    ("much", "much big large"),
    ("many", "many"),
];

/// Words that join.
const JOINS: &[Entry] = &[
    ("in", "in inside"),
    ("within", "within"),
    ("under", "under below beneath underneath"),
    ("from", "from"),
    ("at", "at"),
    ("on", "on"),
    ("of", "of"),
    ("for", "for"),
    ("across", "across throughout through"),
    ("to", "to"),
    ("into", "into onto"),
    ("as", "as"),
    ("with", "with having wth"),
    ("without", "without witout w/o lacking"),
    (
        "not",
        "not don't doesn't isn't aren't hasn't haven't dont doesnt isnt arent never no nobody none cannot can't wasn't \
             weren't didn't nothing nowhere non n't",
    ),
    ("or", "or either"),
    ("and", "and plus als & nor"),
    ("but", "but"),
    ("only", "only just solely merely simply"),
    ("by", "by"),
    ("named", "named called titled naming"),
    ("owned", "owned belonging belongs belong"),
    ("start", "start starts starting begin begins beginning started"),
    ("end", "end ends ending ended"),
    ("direct", "directly direct immediate immediately"),
    ("recursive", "recursive recursively recursivly recursion recursing"),
    ("anywhere", "anywhere everywhere"),
    ("also", "also too aswell well"),
    ("here", "here"),
    ("current", "current present working curent currrent this"),
    ("whole", "whole entire complete full"),
    ("up", "up"),
    ("out", "out"),
    ("away", "away off"),
    ("how", "how"),
    ("after", "following afterwards"),
    ("matter", "matter matters"),
    ("regardless", "regardless irrespective whatever"),
    ("type", "type types typed kind kinds"),
    ("other-than", "other-than"),
    ("count-out", "counting"),
    ("own", "own"),
    ("keep", "keep keeping keeps stay stays original originals"),
    ("point", "point points pointing lead leads leading"),
    ("go", "go goes going exist exists missing"),
    ("ones", "ones one's those them it they these one"),
    ("where", "where"),
    ("which", "which what whats what's"),
    ("each", "each every per evry"),
    ("all", "all al alle"),
];

/// Words that carry no condition of their own.
const FILLERS: &str = "please pls could can you would i we me us want need like the a an my our your their its his her \
    there is are was were be been being do does did have has had that who whose will shall must should kindly \
    thanks thank hi hey now so some any very really know i'd i'll i'm im we're there's it's that's \
    currently actually if lets let's ok okay question somehow quickly help able trying way command shell bash \
    located lying lie lies sitting sit live lives living stored found along yet come comes came reside \
    resides teh he she him myself anymore ever still already wish love wanna gonna gotta may might if whether exact somewhere id'd mine kind' quick";

/// Numbers in words.
const NUMBERS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
    ("couple", 2.0),
    ("dozen", 12.0),
    ("half", 0.5),
    ("single", 1.0),
];

/// Kinds of files by their extensions: the words, and the extensions.
pub(crate) const GROUPS: &[(&str, &str)] = &[
    ("python py", "py"),
    ("javascript js", "js"),
    ("typescript ts", "ts"),
    ("java", "java"),
    ("rust rs", "rs"),
    ("golang", "go"),
    ("ruby rb", "rb"),
    ("perl pl", "pl"),
    ("php", "php"),
    ("lua", "lua"),
    ("kotlin kt", "kt"),
    ("swift", "swift"),
    ("scala", "scala"),
    ("c++ cpp", "cpp"),
    ("c", "c"),
    ("h header headers", "h"),
    ("html htm webpages", "html"),
    ("css stylesheet stylesheets", "css"),
    ("scss", "scss"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("yaml", "yaml yml"),
    ("yml", "yml"),
    ("toml", "toml"),
    ("xml", "xml"),
    ("ini", "ini"),
    ("conf", "conf"),
    ("cfg", "cfg"),
    ("sql", "sql"),
    ("csv", "csv"),
    ("tsv", "tsv"),
    ("parquet", "parquet"),
    ("txt", "txt"),
    ("log logs logfile logfiles", "log"),
    ("markdown md", "md"),
    ("pdf pdfs", "pdf"),
    ("doc", "doc"),
    ("docx", "docx"),
    ("xls", "xls"),
    ("xlsx", "xlsx"),
    ("ods", "ods"),
    ("odt", "odt"),
    ("jpg jpgs", "jpg"),
    ("jpeg jpegs", "jpg jpeg"),
    ("png pngs", "png"),
    ("gif gifs", "gif"),
    ("svg svgs", "svg"),
    ("webp", "webp"),
    ("heic", "heic"),
    ("tiff tif", "tif tiff"),
    ("nef", "NEF"),
    ("mp3 mp3s", "mp3"),
    ("flac", "flac"),
    ("wav", "wav"),
    ("ogg", "ogg"),
    ("mp4 mp4s", "mp4"),
    ("mkv", "mkv"),
    ("mov", "mov"),
    ("avi", "avi"),
    ("iso isos", "iso"),
    ("dmg", "dmg"),
    ("exe", "exe"),
    ("deb", "deb"),
    ("rpm", "rpm"),
    ("zip", "zip"),
    ("tgz", "tgz"),
    ("gz", "gz"),
    ("bz2", "bz2"),
    ("xz", "xz"),
    ("7z", "7z"),
    ("rar", "rar"),
    ("tmp temporary", "tmp"),
    ("bak", "bak"),
    ("swp", "swp"),
    ("pyc", "pyc"),
    ("ipynb notebook notebooks", "ipynb"),
    ("xmp", "xmp"),
    ("sh", "sh"),
    ("so", "so"),
    ("o", "o"),
    ("db", "db"),
    ("sqlite", "sqlite"),
    ("tf terraform", "tf"),
    ("vue", "vue"),
    ("jsx", "jsx"),
    ("tsx", "tsx"),
    ("tex latex", "tex"),
    ("epub epubs", "epub"),
    ("pem", "pem"),
    ("crt", "crt"),
    ("key", "key"),
    ("env", "env"),
    ("lock", "lock"),
    ("pid", "pid"),
    ("service", "service"),
    ("image images picture pictures photo photos pics pic", "@jpg jpeg png gif webp bmp tif tiff"),
    ("video videos movie movies film films", "@mp4 mkv avi mov webm"),
    ("music audio song songs", "@mp3 flac ogg wav m4a"),
    ("notes", "txt md"),
];

/// A vocabulary word with its concept.
struct Known {
    word: &'static str,
    concept: &'static str,
}

static WORDS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut all = Vec::with_capacity(900);
    for (concept, words) in [VERBS, NOUNS, MEASURES, JOINS].into_iter().flatten() {
        all.extend(words.split_whitespace().map(|word| Known { word, concept }));
    }
    for word in FILLERS.split_whitespace() {
        all.push(Known { word, concept: FILLER });
    }
    for (words, _) in GROUPS {
        for word in words.split_whitespace() {
            all.push(Known { word, concept: GROUP });
        }
    }
    // A word that two tables hold belongs to the first of them.
    all.sort_by(|left, right| left.word.cmp(right.word));
    all.dedup_by(|later, first| later.word == first.word);
    all
});

/// Every word that stands here.
#[cfg(test)]
pub(crate) fn all_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|it| it.word)
}

/// The concept of words without a condition of their own.
pub(crate) const FILLER: &str = "·";
/// The concept of words for kinds of files.
pub(crate) const GROUP: &str = "files-of";

/// Words that need no explanation of their own: they hold others together or say "do it".
pub(crate) const SOFT: &str = "and than also all each which where ones find look show current but up out for to of as here only \
                    with by thing give after own put at on in from into set make how whole count-out";

/// Whether a word needs no explanation.
pub(crate) fn is_soft(word: &str) -> bool {
    let concept = concept(word);
    !concept.is_empty() && SOFT.split_whitespace().any(|it| it == concept)
}

/// The concept of a word as typed, without forgiveness; empty where there is none.
pub(crate) fn concept(word: &str) -> &'static str {
    if word.len() > 24 {
        return "";
    }
    let lower = word.to_lowercase().replace('’', "'");
    exact(&lower)
}

fn exact(lower: &str) -> &'static str {
    if let Ok(at) = WORDS.binary_search_by(|it| it.word.cmp(lower)) {
        return WORDS[at].concept;
    }
    ""
}

/// A word's concept, whether it took a guess to find it, and its value where it is a number.
pub(crate) fn look_up(word: &str) -> (&'static str, bool, Option<f64>) {
    if word.len() > 24 || !word.starts_with(|it: char| it.is_alphanumeric() || it == '&' || it == 'n') {
        return ("", false, None);
    }
    let lower = word.to_lowercase().replace('’', "'");
    let number = NUMBERS.iter().find(|it| it.0 == lower).map(|it| it.1);
    let found = exact(&lower);
    if !found.is_empty() || number.is_some() {
        return (if found.is_empty() { "count-word" } else { found }, false, number);
    }
    if let Some(stem) = lower.strip_suffix("'s")
        && !exact(stem).is_empty()
    {
        return (exact(stem), false, None);
    }
    (guess(word), true, None)
}

/// The concept of the one vocabulary word that is a slip of the finger away.
fn guess(word: &str) -> &'static str {
    if word.len() < 4 || !word.bytes().all(|it| it.is_ascii_lowercase() || it == b'-') {
        return "";
    }
    let typed = word.as_bytes();
    let mut best = "";
    for known in WORDS.iter() {
        let right = known.word.as_bytes();
        // A plural is a word of its own: a folder may be called `projects`.
        if typed.strip_suffix(b"s") == Some(right) {
            continue;
        }
        let close = right.len().abs_diff(typed.len()) <= 1 && right.len() >= 4;
        if close && (right[0] == typed[0] || right[0] == typed[1]) && is_slip(typed, right) {
            if !best.is_empty() && best != known.concept {
                return "";
            }
            best = known.concept;
        }
    }
    best
}

/// Whether one letter was swapped with its neighbour, doubled, dropped, added or, in long words, mistaken.
pub(crate) fn is_slip(typed: &[u8], right: &[u8]) -> bool {
    let start = typed.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (typed, right) = (&typed[start..], &right[start..]);
    let end = typed.iter().rev().zip(right.iter().rev()).take_while(|(left, right)| left == right).count();
    let whole = start + right.len();
    match (&typed[..typed.len() - end], &right[..right.len() - end]) {
        ([a, b], [c, d]) => a == d && b == c,
        ([_], []) | ([], [_]) => whole >= 5,
        ([_], [_]) => whole >= 7,
        _ => false,
    }
}

/// The extensions of a kind of files, and whether their case varies in practice.
pub(crate) fn extensions(word: &str) -> Option<(Vec<&'static str>, bool)> {
    let lower = word.to_lowercase();
    let found = GROUPS.iter().find(|(words, _)| words.split(' ').any(|it| it == lower));
    let found = match found {
        Some(found) => found,
        // A slip of the finger is forgiven as in other words.
        None => GROUPS.iter().find(|(words, _)| {
            words.split(' ').any(|it| it.len() > 4 && lower.len() > 3 && is_slip(lower.as_bytes(), it.as_bytes()))
        })?,
    };
    let list = found.1.strip_prefix('@');
    Some((list.unwrap_or(found.1).split(' ').collect(), list.is_some()))
}

/// Whether it is an extension without its dot, rather than a word for a kind of files.
pub(crate) fn is_short_extension(word: &str) -> bool {
    exact(word) == GROUP && extensions(word).is_some_and(|it| it.0 == [word])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        assert_eq!(look_up("pyhton").0, GROUP);
        assert_eq!(look_up("occurrnce").0, "occurrence");
        assert_eq!(look_up("directorry").0, "folder");
        assert_eq!(look_up("drctoryy").0, "");
    }

    #[test]
    fn short_words_and_names_are_taken_as_they_are() {
        assert_eq!(look_up("src").0, "");
        assert_eq!(look_up("Fies").0, "");
    }
}
