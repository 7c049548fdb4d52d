//! Turns of phrase that carry one fact as a whole, as a table.

use super::Reader;
use super::turns::{Turns, turns};
use crate::files::wish::{Condition, Counted, Key, Kind, Note, Order, Test, Text, TextForm, Verb};
use crate::literals::Form;
use std::sync::LazyLock;

/// What a phrase says.
#[derive(Clone, Copy)]
enum Says {
    IgnoreCase,
    /// Nothing beyond what is so anyway.
    AsIs,
    Recursive,
    Shallow,
    Empty(bool),
    Hidden(bool),
    BrokenLinks,
    Of(Kind),
    BareNames,
    Names,
    Sizes,
    Details,
    Numbers,
    /// The target is made first.
    Fresh,
    /// What was sorted goes down (`true`) or up.
    Direction(bool),
    /// Folders and files that lie directly in a place, by size.
    EachEntryBySize,
    OnlyMatch,
    WithName,
    Human,
    LinkTarget,
    TotalSize,
    Sorted(Key, bool),
    Counts(Counted),
    Notes(Note),
    Without(Kind),
    Unique,
    Keep(bool),
    Format(&'static str),
    Packs(&'static str),
    Lines(&'static str),
    LinesWithout(&'static str),
    Extracts(&'static str),
    AllowsNot(&'static str),
    Allows(&'static str),
    SetsMode(&'static str),
    NoOwner,
    Around(u32, u32),
}

const COMMENT: &str = r"^[[:space:]]*#";
const BLANK: &str = r"^[[:space:]]*$";
const COMMENT_OR_BLANK: &str = r"^[[:space:]]*(#|$)";
const MAIL: &str = r"[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}";
const ADDRESS: &str = r"([0-9]{1,3}\.){3}[0-9]{1,3}";
const URL: &str = r#"https?://[^[:space:]"'<>)]+"#;

#[rustfmt::skip]
static PHRASES: LazyLock<Turns<Says>> = LazyLock::new(|| {
    use Says::{Fresh, Direction, EachEntryBySize, OnlyMatch, IgnoreCase, AsIs, Recursive, Shallow, Empty, Hidden, BrokenLinks, Of, Without, BareNames, Names, Sizes, Details, Numbers, WithName, Human, LinkTarget, TotalSize, Notes, Sorted, Unique, Counts, LinesWithout, Lines, Extracts, Around, Allows, AllowsNot, NoOwner, SetsMode, Keep, Format, Packs};
    Turns::new([
    // Letter case.
    ("exclude ?upper|lower ?and|or ?upper|lower case", IgnoreCase),
    ("not case-sensitive|sensitive", IgnoreCase),
    ("case insensitive", IgnoreCase), ("insensitive ?case", IgnoreCase), ("case-insensitive", IgnoreCase),
    ("?in =any|=either ?character case", IgnoreCase), ("in =any =spelling of upper and lower case", IgnoreCase),
    ("not matter ?extension|name|filename|text upper or|and lower ?case", IgnoreCase), ("not matter ?of case", IgnoreCase),
    ("not matter case", IgnoreCase),
    ("case not matter", IgnoreCase), ("case =irrelevant", IgnoreCase), ("case not =important", IgnoreCase),
    ("regardless ?of ?upper ?or|and ?lower case", IgnoreCase), ("without =regard to ?character case", IgnoreCase),
    ("without case sensitive", IgnoreCase),
    ("upper or|and lower ?case", IgnoreCase), ("lower or|and upper ?case", IgnoreCase),
    ("=big or|and =small character ?=same ?not ?matter", IgnoreCase),
    ("=small or|and =big character ?=same ?not ?matter", IgnoreCase),
    ("( lower case )", AsIs), ("( upper case )", AsIs), ("?case case-sensitive", AsIs),
    // Depth.
    ("recursive", Recursive), ("anywhere", Recursive), ("and in all ?current subfolder", Recursive), ("in all ?current subfolder", Recursive), ("and all ?current subfolder", Recursive),
    ("also|and in ?all subfolder", Recursive), ("also in subfolder", Recursive), ("in subfolder also", Recursive),
    ("and|with ?all|in subfolder ?also", Recursive), ("include|contain ?all subfolder", Recursive),
    ("and thing under|in ?ones", Recursive), ("and under", Recursive), ("?and =deeper", Recursive),
    ("with thing in ?ones", AsIs), ("and =all ?=its content", Recursive), ("with all content", Recursive), ("and content", Recursive), ("and all ?=its content", Recursive), ("and ?=its whole content", Recursive),
    ("not in|from ?all|=any subfolder", Shallow), ("not =deeper", Shallow), ("( not =deeper )", Shallow),
    ("without ?in ?all|=any subfolder", Shallow), ("exclude subfolder", Shallow), ("exclude ?in subfolder", Shallow),
    ("and not in|from ?all|=any subfolder", Shallow), ("but not in|from ?all|=any subfolder", Shallow),
    ("but not subfolder", Shallow), ("not subfolder", Shallow), ("not =descend ?into ?subfolder", Shallow),
    ("not go into subfolder", Shallow), ("direct", Shallow), ("not recursive", Shallow), ("without recursive", Shallow),
    ("=non-recursive", Shallow), ("=non-recursively", Shallow), ("top level ?only", Shallow), ("=top-level ?only", Shallow),
    ("only ?in current folder", Shallow), ("in current folder only", Shallow), ("only ?at top level", Shallow),
    ("current folder only", Shallow), ("?on first level ?only", Shallow),
    // Emptiness, visibility, kinds.
    ("empty", Empty(true)), ("not empty", Empty(false)), ("non-empty", Empty(false)),
    ("not ?=any content", Empty(true)), ("without ?=any content", Empty(true)), ("with not in ?ones", Empty(true)),
    ("not in ones", Empty(true)), ("=nothing in ?ones", Empty(true)), ("contain =nothing", Empty(true)),
    ("contain not ?=any thing", Empty(true)), ("=0|=zero byte ?size|long", Empty(true)), ("with not content", Empty(true)),
    ("=zero size", Empty(true)), ("size ?of =0|=zero ?byte", Empty(true)), ("with size ?of =0|=zero ?byte", Empty(true)), ("=0 byte ?in ?size", Empty(true)), ("size =0|=zero ?byte", Empty(true)),
    ("hidden ?file|ones", Hidden(true)),
    ("not hidden ?file|ones|folder", Hidden(false)), ("exclude ?in hidden ?file|ones|folder", Hidden(false)),
    ("not count ?=any hidden ?ones|file|folder", Hidden(false)), ("without ?in ?=any hidden ?ones|file", Hidden(false)),
    ("( not hidden ?ones|file|folder )", Hidden(false)), ("but not hidden ?ones|file", Hidden(false)),
    ("hidden ?ones|file|folder also", AsIs), ("also ?contain hidden ?ones|file", AsIs), ("contain hidden ?ones|file", AsIs),
    ("hidden ?folder|file|ones =included", AsIs), ("and hidden ?ones|file also", AsIs), ("even hidden ones|file", AsIs),
    ("broken ?symbolic link", BrokenLinks), ("?symbolic link ?which point|go ?to not ?thing", BrokenLinks),
    ("?symbolic link ?which not ?=longer point|go", BrokenLinks), ("?symbolic link ?which not point|work|=work", BrokenLinks),
    ("?symbolic link ?which go|point not", BrokenLinks), ("?symbolic link =whose =target not go", BrokenLinks),
    ("?symbolic link =whose =target go", BrokenLinks), ("link ?in =whose =target not go", BrokenLinks), ("=whose =target|=targets not ?=longer go", BrokenLinks), ("=whose =target|=targets go", BrokenLinks), ("?symbolic link with go =target|=targets", BrokenLinks),
    ("?symbolic link ?which point to ?=a file ?which not go", BrokenLinks),
    ("?symbolic link ?which point ?to thing ?which not go", BrokenLinks),
    ("?symbolic link point ?to go file|=target|=targets", BrokenLinks),
    ("symbolic link", Of(Kind::Link)), ("regular file", Of(Kind::File)), ("only ?regular file", Of(Kind::File)),
    ("regular file only", Of(Kind::File)), ("file only", Of(Kind::File)), ("( only ?regular file )", Of(Kind::File)),
    ("folder only", Of(Kind::Folder)), ("only folder", Of(Kind::Folder)),
    ("link not", Without(Kind::Link)), ("not ?symbolic link", Without(Kind::Link)), ("without ?symbolic link", Without(Kind::Link)),
    ("not folder", Without(Kind::Folder)), ("not folder ?=itself|=themselves", Without(Kind::Folder)),
    ("and not folder", Without(Kind::Folder)), ("exclude ?symbolic link", Without(Kind::Link)),
    ("file and folder", Of(Kind::Any)), ("folder and file", Of(Kind::Any)), ("file or folder", Of(Kind::Any)),
    // What to show.
    ("only|=bare ?file|folder name", BareNames), ("only filename", BareNames), ("?file|folder name only", BareNames),
    ("filename only", BareNames), ("without ?folder|=leading|=any path", BareNames), ("not path", BareNames),
    ("without folder ?name ?in =front", BareNames), ("without folder", BareNames), ("=bare filename", BareNames),
    ("only show|give ?me ?file name|filename", BareNames), ("show only ?file name|filename", BareNames),
    ("only want ?file name", Names), ("?file name of file", Names), ("name of ?all|each", Names), ("show name", Names),
    ("show filename", Names), ("=just path", Names), ("only path", Names), ("path only", Names),
    ("one name|file|=path each line", Names), ("=one ?name|file|path each line", Names), ("paths =starting with", AsIs),
    ("?and|with size ?in byte ?and ?path|name|filename", Sizes), ("with ?=their size", Sizes), ("and ?=their size", Sizes),
    ("show ?=their size", Sizes), ("with size and path|name|filename", Sizes), ("size and path|name|filename", Sizes),
    ("?show name|path and size", Sizes),
    ("with ?all detail", Details), ("in detail ?format", Details), ("detail format", Details), ("show detail", Details),
    ("=long format", Details), ("=ls =-l", Details), ("with permission and size", Details), ("with ?=their permission", Details), ("and ?=their permission", Details), ("show ?=their permission", Details),
    ("only|=just contain =part|=parts|text ?of ?line|ones", OnlyMatch), ("only contain ?=itself|=themselves", OnlyMatch), ("only|=just contain =part|=parts of ?=the ?=each ?each line", OnlyMatch), ("not whole line", OnlyMatch), ("exclude =errors", Notes(Note::Quiet)), ("exclude ?=any ?permission =error|=errors ?=messages", Notes(Note::Quiet)), ("without =error|=errors ?=messages", Notes(Note::Quiet)), ("=suppress|=suppressing|=hide|=hiding ?=any|=all ?permission ?=denied =error|=errors ?=messages", Notes(Note::Quiet)), ("exclude permission =denied ?=error|=errors ?=messages", Notes(Note::Quiet)), ("not show|=complain ?permission =denied|=error|=errors ?=messages", Notes(Note::Quiet)),
    ("and make ones if =needed|=necessary|not|go", Fresh), ("make ones if =needed|=necessary|=missing", Fresh), ("and make ones ?=needed|=necessary|go|not ?not|go ?go", Fresh), ("which make if|not|first ?go", Fresh), ("make ones first", Fresh),
    ("only|=just ?=the line number ?of", Notes(Note::LineNumbers)), ("line number only", Notes(Note::LineNumbers)), ("on|at|in which line", Numbers), ("line number of", Numbers), ("show file and line ?number", WithName), ("with file and line ?number", WithName),
    ("exclude|without =binary ?file", Notes(Note::NoBinary)), ("not =binary file", Notes(Note::NoBinary)), ("but exclude|not|without =binary ?file|ones", Notes(Note::NoBinary)), ("and exclude|not =binary ?file|ones", Notes(Note::NoBinary)), ("find for ?=a =tab|=tabs character|=characters", Lines(r"\t")), ("grep ?for ?=a =tab|=tabs character|=characters", Lines(r"\t")), ("look for ?=a =tab|=tabs character|=characters", Lines(r"\t")),
    ("show ?file permission in octal ?=notation ?format and name|filename|path of|for", Notes(Note::ShowMode)), ("show ?file permission in octal ?=notation ?format of|for", Notes(Note::ShowMode)), ("show octal permission and name|filename|path of|for", Notes(Note::ShowMode)), ("show name and ?octal permission ?in ?octal ?=notation ?format of|for", Notes(Note::ShowMode)), ("show octal permission of|for", Notes(Note::ShowMode)), ("only text file ?not =binary", Notes(Note::NoBinary)), ("=literally", AsIs), ("as =literal|=fixed|=plain text", AsIs), ("=verbatim", AsIs), ("not as|=a pattern|=regex", AsIs),
    ("=trailing space", Lines(r"[[:blank:]]+$")), ("=trailing space|=tabs or|and =tabs|space", Lines(r"[[:blank:]]+$")), ("?line =consisting|=consist only of =digits", Lines(r"^[0-9]+$")), ("line with|contain only =digits|=numbers|number", Lines(r"^[0-9]+$")), ("contain|with =non-ascii character", Lines(r"[^\x00-\x7F]")), ("=non-ascii character", Lines(r"[^\x00-\x7F]")),
    ("=windows|=dos|=crlf line =endings|end", Lines(r"\r$")), ("=crlf =endings", Lines(r"\r$")), ("=carriage =returns|=return", Lines(r"\r")), ("?contain|with ?=a =tab|=tabs character|=characters", Lines(r"\t")), ("for ?=a =tab|=tabs character|=characters", Lines(r"\t")), ("contain|with =tab|=tabs", Lines(r"\t")), ("=doubled|=repeated word", Lines(r"\b(\w+) \1\b")), ("word =twice ?in ?=a =row", Lines(r"\b(\w+) \1\b")), ("two|=consecutive =consecutive space", Lines("  ")),
    ("only ?all =numbers", Extracts("[0-9]+")), ("all =numbers", Extracts("[0-9]+")), ("=hex =colors|=colours|=codes", Extracts("#[[:xdigit:]]{3,8}")), ("=iso ?=format date|=dates", Extracts("[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("?and|with ?=its ?=their line number", Numbers), ("show line number", Numbers), ("number line", Numbers),
    ("with ?file ?name|filename and line number", WithName), ("file ?name ?, line number and line", WithName),
    ("?show|with filename ?and line number ?and ?line ?also", WithName), ("?show|with file name ?and line number ?also", WithName),
    ("file , line number and line", WithName), ("with filename", WithName), ("with file name", WithName),
    ("human ?=readable ?format|size", Human), ("in ?=a ?=short human ?=readable ?format", Human),
    ("in =readable format", Human),
    ("?together with where|=the ?they|ones point ?to", LinkTarget), ("and where|which ?ones point ?to", LinkTarget),
    ("=along with|=together file|=path|folder|=target|thing ?which ?ones point ?to", LinkTarget), ("with file|=path|folder|=target|thing ?which ?ones point ?to", LinkTarget), ("=along with ?=its|=their =target|=targets", LinkTarget), ("and file|=target|thing ?which ones point ?to", LinkTarget),
    ("with ?=their =target|=targets", LinkTarget), ("and ?=their =target|=targets", LinkTarget),
    ("total ?file size", TotalSize), ("total ?disk space", TotalSize), ("size together", TotalSize), ("size in total", TotalSize),
    ("how much ?disk space", TotalSize), ("how much =room", TotalSize), ("how much ?data", TotalSize),
    ("how =big|=large", TotalSize), ("disk =usage", TotalSize), ("space =usage", TotalSize),
    ("total =usage", TotalSize), ("size of all", TotalSize), ("add up size", TotalSize), ("total", TotalSize),
    ("which|what size", TotalSize), ("show size of", TotalSize), ("size of", TotalSize),
    ("take ?up ?most|all|=the ?=of ?disk space|=room", Sorted(Key::Size, true)), ("take ?up most ?disk space|=room", Sorted(Key::Size, true)), ("take ?up ?=lots ?of ?disk space|=room", AsIs), ("use most ?disk space", Sorted(Key::Size, true)),
    ("free ?disk space", Notes(Note::FreeSpace)), ("space free|=left|=remaining", Notes(Note::FreeSpace)),
    ("how much ?disk space free ?=left", Notes(Note::FreeSpace)),
    ("how much ?disk space =left|=remaining", Notes(Note::FreeSpace)), ("how =full disk", Notes(Note::FreeSpace)),
    ("how much free ?disk space ?=left|=remaining", Notes(Note::FreeSpace)), ("how much free", Notes(Note::FreeSpace)),
    ("in kilobyte", Notes(Note::Kilobytes)), ("in byte", Notes(Note::OnlyNumber)), ("size in byte", Notes(Note::OnlyNumber)),
    ("only number", Notes(Note::OnlyNumber)), ("number only", Notes(Note::OnlyNumber)),
    ("each folder", Notes(Note::EachFolder)), ("each subfolder", Notes(Note::EachFolder)),
    ("folder by size", Notes(Note::EachFolder)),
    ("once", Unique), ("unique", Unique), ("each ?ones =once", Unique), ("without =duplicates", Unique),
    ("not =duplicates", Unique), ("=only =once", Unique),
    // Order.
    ("?in|with|by =descending|=desc|=decreasing ?sort", Direction(true)), ("?in|with|by ascending|=increasing ?sort", Direction(false)), ("sort ?in =descending|=decreasing ?sort", Direction(true)), ("sort ?in ascending|=increasing ?sort", Direction(false)), ("?in =descending|=decreasing ?sort of|by ?file size", Sorted(Key::Size, true)), ("?in ascending|=increasing ?sort of|by ?file size", Sorted(Key::Size, false)), ("?in|sort ?in =descending|=decreasing ?sort of|by ?last modified ?date", Sorted(Key::Time, true)), ("?in|sort ?in ascending|=increasing ?sort of|by ?last modified ?date", Sorted(Key::Time, false)), ("in sort of ?file size", Sorted(Key::Size, true)),
    ("biggest last|at ?end|under", Sorted(Key::Size, false)), ("biggest ones last|at ?end", Sorted(Key::Size, false)), ("smallest last", Sorted(Key::Size, true)), ("newest at ?end|under", Sorted(Key::Time, false)), ("oldest last", Sorted(Key::Time, true)),
    ("=who take ?up most ?disk space|=room", EachEntryBySize), ("which ?thing take ?up most ?disk space|=room", EachEntryBySize), ("=what =is =taking ?up most|all ?=the space", EachEntryBySize), ("each file and folder", EachEntryBySize), ("each folder and file", EachEntryBySize),
    ("?each =followed by =the =next|after line", Around(0, 1)), ("?each =followed by =next line", Around(0, 1)), ("and|with ?=the =next line ?also", Around(0, 1)), ("with ?=the line since|=following ?ones", Around(0, 1)), ("and ?=the line =directly|direct since ?ones", Around(0, 1)), ("with ?=the line before ?ones", Around(1, 0)), ("each =preceded by ?=the =previous|last line", Around(1, 0)),
    ("?only|show ?=their =base name", BareNames), ("?count ?=both upper and lower case =endings|extension|ones|letter|character", IgnoreCase), ("size ?in ?byte before ?path|name|filename", Sizes), ("with size ?in ?byte before ?path|name|filename", Sizes),
    ("biggest first", Sorted(Key::Size, true)), ("sort ?from ?by ?file size", Sorted(Key::Size, true)),
    ("by ?file size", Sorted(Key::Size, true)), ("smallest first", Sorted(Key::Size, false)),
    ("sort ?by size ascending", Sorted(Key::Size, false)), ("from =big|biggest to =small|smallest", Sorted(Key::Size, true)),
    ("biggest to smallest", Sorted(Key::Size, true)), ("smallest to biggest", Sorted(Key::Size, false)),
    ("from smallest to biggest", Sorted(Key::Size, false)), ("biggest ones ?first ?on|at ?top", Sorted(Key::Size, true)),
    ("newest first", Sorted(Key::Time, true)), ("newest ?ones ?at|on top|first", Sorted(Key::Time, true)),
    ("most recent first", Sorted(Key::Time, true)), ("most recent modified first", Sorted(Key::Time, true)),
    ("oldest first", Sorted(Key::Time, false)), ("from oldest to newest", Sorted(Key::Time, false)),
    ("oldest to newest", Sorted(Key::Time, false)), ("from newest to oldest", Sorted(Key::Time, true)),
    ("newest to oldest", Sorted(Key::Time, true)), ("sort by ?last ?modified date", Sorted(Key::Time, true)),
    ("sort ?by modified", Sorted(Key::Time, true)), ("sort by old", Sorted(Key::Time, true)),
    ("by ?last ?modified date", Sorted(Key::Time, true)), ("newest last", Sorted(Key::Time, false)),
    ("sort by name|filename|path", Sorted(Key::Name, false)), ("sort", Sorted(Key::Name, false)),
    ("sort alphabetical", Sorted(Key::Name, false)), ("in alphabetical sort", Sorted(Key::Name, false)),
    ("alphabetical ?sort", Sorted(Key::Name, false)), ("by name", Sorted(Key::Name, false)),
    ("in reverse alphabetical sort", Sorted(Key::Name, true)), ("sort by name reverse", Sorted(Key::Name, true)),
    // Counting.
    ("how many|much ?all ?=non-blank line", Counts(Counted::Lines)), ("count ?of ?all line", Counts(Counted::Lines)),
    ("number of ?all line", Counts(Counted::Lines)), ("line count", Counts(Counted::Lines)), ("total line", Counts(Counted::Lines)),
    ("total number of line", Counts(Counted::Lines)), ("count ?of ?total number of line", Counts(Counted::Lines)),
    ("show number of line", Counts(Counted::Lines)), ("how =long in line", Counts(Counted::Lines)),
    ("how many|much word", Counts(Counted::Words)), ("count ?of ?all word", Counts(Counted::Words)),
    ("number of ?all word", Counts(Counted::Words)), ("word count", Counts(Counted::Words)), ("total word", Counts(Counted::Words)),
    ("how many|much character", Counts(Counted::Characters)), ("count ?all character", Counts(Counted::Characters)),
    ("number of ?all character", Counts(Counted::Characters)), ("character count", Counts(Counted::Characters)),
    ("how many|much byte", Counts(Counted::Bytes)), ("count ?all byte", Counts(Counted::Bytes)),
    ("number of byte", Counts(Counted::Bytes)), ("byte count", Counts(Counted::Bytes)),
    ("how often", Counts(Counted::Occurrences)), ("count how many times", Counts(Counted::Occurrences)), ("count how often", Counts(Counted::Occurrences)), ("how many times", Counts(Counted::Occurrences)),
    ("count ?of ?all|each occurrence", Counts(Counted::Occurrences)), ("number of ?all occurrence", Counts(Counted::Occurrences)),
    ("how many occurrence", Counts(Counted::Occurrences)), ("number of times", Counts(Counted::Occurrences)),
    ("how many", Counts(Counted::Entries)), ("count", Counts(Counted::Entries)), ("number of", Counts(Counted::Entries)),
    ("count of", Counts(Counted::Entries)), ("count how many", Counts(Counted::Entries)), ("how much file", Counts(Counted::Entries)),
    ("show how many ?there", Counts(Counted::Entries)), ("show ?only =number", Counts(Counted::Entries)), ("show only amount", Counts(Counted::Entries)),
    ("count ones ?all", Counts(Counted::Entries)), ("and not show ones", AsIs), ("together", AsIs), ("all together", AsIs),
    ("in total", AsIs), ("altogether", AsIs),
    // Lines of a file.
    ("=neither empty and comment ?line", LinesWithout(COMMENT_OR_BLANK)), ("=neither comment ?line and empty", LinesWithout(COMMENT_OR_BLANK)), ("=neither empty and comment start with =hash ?=sign|character", LinesWithout(COMMENT_OR_BLANK)),
    ("not comment ?line ?and|or ?not|=no ?empty ?line", LinesWithout(COMMENT)), ("without comment ?line", LinesWithout(COMMENT)),
    ("without comment ?line and ?=the ?without empty ?line", LinesWithout(COMMENT_OR_BLANK)),
    ("without empty ?line and ?without comment ?line", LinesWithout(COMMENT_OR_BLANK)),
    ("not comment or|and ?not empty ?line", LinesWithout(COMMENT_OR_BLANK)),
    ("exclude comment ?line", LinesWithout(COMMENT)), ("exclude comment ?line and empty ?line", LinesWithout(COMMENT_OR_BLANK)),
    ("exclude empty line", LinesWithout(BLANK)), ("without empty line", LinesWithout(BLANK)), ("not empty line", LinesWithout(BLANK)),
    ("non-empty line", LinesWithout(BLANK)), ("=non-blank line", LinesWithout(BLANK)), ("not =out comment", LinesWithout(COMMENT)),
    ("line ?which not comment", LinesWithout(COMMENT)), ("line ?which not empty", LinesWithout(BLANK)),
    ("line ?which not comment or|and empty", LinesWithout(COMMENT_OR_BLANK)),
    ("line ?which not empty or|and comment", LinesWithout(COMMENT_OR_BLANK)),
    ("( comment start with =# )", AsIs), ("( start with =# )", AsIs),
    ("comment line", Lines(COMMENT)), ("empty line", Lines(BLANK)), ("line ?which comment", Lines(COMMENT)),
    ("line ?which empty", Lines(BLANK)),
    ("=email =address|=addresses", Extracts(MAIL)), ("=emails|=e-mails", Extracts(MAIL)),
    ("=e-mail =address|=addresses", Extracts(MAIL)), ("=mail =addresses", Extracts(MAIL)),
    ("=ip|=ipv4 =address|=addresses", Extracts(ADDRESS)), ("=ips", Extracts(ADDRESS)), ("=urls", Extracts(URL)),
    ("=web =addresses", Extracts(URL)), ("=http link", Extracts(URL)),
    ("one line before and ?=one ?line after", Around(1, 1)), ("with ?=its context", Around(2, 2)),
    // Permissions.
    ("world write", Allows("o=w")), ("=world-writable|=world-writeable", Allows("o=w")), ("=world-readable", Allows("o=r")),
    ("world read", Allows("o=r")), ("write by everyone|other|world", Allows("o=w")), ("read by everyone|other|world", Allows("o=r")),
    ("everyone write ?to", Allows("o=w")), ("everyone read", Allows("o=r")), ("write for everyone|other", Allows("o=w")),
    ("everyone =may|=can write ?to", Allows("o=w")), ("execute by ?=their owner", Allows("u=x")),
    ("executable by ?=their owner", Allows("u=x")), ("executable", Allows("u=x")), ("executable by everyone", Allows("a=x")),
    ("owner =can|=may execute", Allows("u=x")), ("executable ?for|by owner", Allows("u=x")),
    ("not executable", AllowsNot("u=x")), ("without execute permission ?for ?owner", AllowsNot("u=x")),
    ("not execute permission ?for ?owner", AllowsNot("u=x")), ("=non-executable", AllowsNot("u=x")),
    ("not executable ?by|for owner", AllowsNot("u=x")), ("owner not execute", AllowsNot("u=x")),
    ("=set-user-id ?permission", Allows("u=s")), ("=set-group-id ?permission", Allows("g=s")), ("=setuid ?permission", Allows("u=s")), ("=suid ?permission", Allows("u=s")), ("=setgid ?permission", Allows("g=s")),
    ("=sgid ?permission", Allows("g=s")), ("=sticky ?permission", Allows("o=t")),
    ("without ?=valid|=known owner", NoOwner), ("not ?=valid|=known owner", NoOwner), ("not owned by =any user", NoOwner),
    ("make ones ?all executable", SetsMode("+x")), ("make executable", SetsMode("+x")),
    ("executable for everyone|all", SetsMode("a+x")), ("executable for owner", SetsMode("u+x")), ("executable for me", SetsMode("u+x")),
    ("read for me", SetsMode("u+r")),
    // Archives.
    ("content of", Notes(Note::Contents)), ("what in", Notes(Note::Contents)), ("which in", Notes(Note::Contents)),
    ("which file in", Notes(Note::Contents)),
    ("to terminal|=screen|=stdout|=console", Notes(Note::ToTerminal)), ("show ones to =terminal|=screen|=stdout", Notes(Note::ToTerminal)),
    ("to =terminal", Notes(Note::ToTerminal)), ("to =standard show", Notes(Note::ToTerminal)), ("on =screen", Notes(Note::ToTerminal)),
    ("without unpack ?ones ?on|to ?disk", Notes(Note::ToTerminal)), ("without unpack", Notes(Note::ToTerminal)), ("not unpack ?ones ?on|to ?disk", Notes(Note::ToTerminal)), ("?file name in", Notes(Note::Contents)), ("filename in", Notes(Note::Contents)), ("which created first|if ?=needed", Fresh), ("which =must|=has created first", Fresh),
    ("without =parent folder", Notes(Note::Junk)), ("without folder ?name in ones", Notes(Note::Junk)),
    ("without folder name ?in", Notes(Note::Junk)), ("not =parent =dirs ?in =front", AsIs), ("not folder in ones", Notes(Note::Junk)),
    ("?but compress file keep ?also", Keep(true)), ("but keep", Keep(true)), ("keep", Keep(true)), ("keep =its path", AsIs), ("must keep ?also", Keep(true)),
    ("but =compressed file must keep ?also", Keep(true)), ("compress file keep ?also", Keep(true)),
    ("not delete ?ones ?keep", Keep(true)), ("without delete ?ones ?keep", Keep(true)),
    ("each into|in|to ?=its|=a own folder", Notes(Note::OwnFolder)), ("into|in own folder", Notes(Note::OwnFolder)), ("each into =separate folder", Notes(Note::OwnFolder)),
    ("each into|in|to folder of ?=its own", Notes(Note::OwnFolder)), ("into ?=their|=its own|=separate folder", Notes(Note::OwnFolder)), ("into folder named as|=after pack|ones", Notes(Note::OwnFolder)),
    ("with|and ?=a ?=grand total", Notes(Note::WithTotal)), ("and ?show ?=grand|=overall total ?at ?end", Notes(Note::WithTotal)), ("and total", Notes(Note::WithTotal)), ("=followed by ?=grand|=a ?=grand total", Notes(Note::WithTotal)), ("=preserving|=preserve ?=their|=all|=the permission|=timestamps|=attributes|date|=ownership|=everything", Notes(Note::Preserve)), ("keep ?=their permission|=timestamps|=attributes|date", Notes(Note::Preserve)), ("and =preserve ?=their|=all permission|=timestamps|=attributes|date", Notes(Note::Preserve)), ("=plus ?=a ?=grand total", Notes(Note::WithTotal)), ("with total line", Notes(Note::WithTotal)),
    ("=du", TotalSize), ("in megabyte", Notes(Note::Megabytes)), ("=inodes ?free", Notes(Note::Inodes)), ("=inode =usage", Notes(Note::Inodes)), ("free =inodes", Notes(Note::Inodes)), ("=inodes free|=left|=used", Notes(Note::Inodes)), ("how many =inodes ?free|=left|=used", Notes(Note::Inodes)), ("how many free =inodes ?=left", Notes(Note::Inodes)),
    ("then delete ?pack|file|ones ?file", Notes(Note::ThenDelete)), ("and then delete pack", Notes(Note::ThenDelete)),
    ("and delete pack ?after ?file", Notes(Note::ThenDelete)), ("and|than delete pack ?file", Notes(Note::ThenDelete)),
    ("and than delete pack ?file", Notes(Note::ThenDelete)), ("and delete ?keep pack", Notes(Note::ThenDelete)),
    ("keep =should =be =replaced", Keep(false)), ("replace keep ?file", Keep(false)), ("keep =replaced", Keep(false)),
    ("compress ?file|folder with =gz|=gzip", Format("gz")), ("with =gz|=gzip", Format("gz")), ("with =bzip2|=bz2", Format("bz2")),
    ("with =xz", Format("xz")), ("with =zstd|=zst", Format("zst")), ("=tar.gz ?pack|file", Format("tar.gz")),
    ("as =tar.gz", Format("tar.gz")), ("=zip pack|file", Format("zip")), ("compress =tar|pack", Format("tar.gz")),
    ("into =a|=one zip", Format("zip")), ("make ?new =zip ?pack|file ?of|from", Packs("zip")),
    ("make ?new compress =tar|pack ?file ?of|from", Packs("tar.gz")), ("make ?new =tar.gz|=tgz ?pack|file ?of|from", Packs("tar.gz")),
    ("make ?new =tarball ?of|from", Packs("tar.gz")), ("=tarball of", Packs("tar.gz")), ("=zip of", Packs("zip")), ("=tar.gz of", Packs("tar.gz")),
    ("=zip ?up", Packs("zip")), ("=tar ?up", Packs("tar.gz")), ("compress ?up into =tarball", Packs("tar.gz")), ("make ?new pack ?file ?of|from", Packs("")), ("=sum ?up|of ?file size", TotalSize), ("=add up ?file size", TotalSize),
    // Asking for permissions and links.
    ("which ?=are ?octal permission of", Notes(Note::ShowMode)), ("show ?octal permission and name|filename|path of|for", Notes(Note::ShowMode)), ("?octal permission and name|filename|path of|for", Notes(Note::ShowMode)), ("name and ?octal permission of|for", Notes(Note::ShowMode)), ("?file permission ?in ?octal ?=notation ?format and name|filename|path of|for", Notes(Note::ShowMode)), ("name and permission in octal ?=notation ?format of|for", Notes(Note::ShowMode)), ("permission in octal ?=notation ?format of|for", Notes(Note::ShowMode)), ("show ?octal permission of", Notes(Note::ShowMode)),
    ("permission of", Notes(Note::ShowMode)), ("octal permission of", Notes(Note::ShowMode)), ("in octal", AsIs),
    ("as ?=a number ?=such ?as #", AsIs), ("as number", AsIs), ("in octal ?format|=notation", AsIs),
    ("point ?to", Notes(Note::PointsTo)), ("full path", Notes(Note::Final)), ("whole path", Notes(Note::Final)),
    ("only file and not folder =itself", Notes(Note::NotItself)), ("not folder =itself", Notes(Note::NotItself)),
    ("folder =itself also", AsIs), ("and folder =itself", AsIs), ("contain folder =itself", AsIs),
    ("and|with thing in|under ?ones", AsIs),
    ])
});

impl Reader<'_, '_> {
    /// The longest turn of phrase that begins here.
    pub(crate) fn phrase(&mut self, at: usize) -> Option<usize> {
        let first = &self.tokens[at];
        if first.is_mark() && first.text != "(" {
            return None;
        }
        let (mut end, says) = self.turn(at, &PHRASES).map(|(end, says)| (end, *says))?;
        // "a zip of docs": what follows "of" is a place like any other.
        if matches!(says, Says::Packs(_)) && self.is(end - 1, "of from") {
            end -= 1;
        }
        if !self.accept(says, at, end) {
            return None;
        }
        self.explain(at, end);
        // "how many answers start with x in a.txt": what is counted is lines, whatever they are called.
        if matches!(says, Says::Counts(Counted::Entries))
            && self.token(end).is_some_and(|it| it.form == Form::Word && it.concept.is_empty())
            && self.is(self.past_fillers(end + 1), "start end contain")
            && self.any_file_object()
        {
            self.explain(end, end + 1);
        }
        // "count occurrences of foo"
        if matches!(says, Says::Counts(Counted::Occurrences))
            && self.is(end - 1, "occurrence")
            && let Some(value) = self.seq(end, turns!["of word|text", "of"])
        {
            let value = self.past_fillers(value);
            return self.values(at, value, TextForm::Literal, true);
        }
        Some(end)
    }

    /// Takes the fact of a phrase; `false` where it cannot be meant so here.
    fn accept(&mut self, says: Says, at: usize, end: usize) -> bool {
        if self.negated && !matches!(says, Says::Allows(_) | Says::Empty(_) | Says::Hidden(_)) {
            return false;
        }
        let bits_ahead = self.is(end - 1, "permission")
            && self.token(self.past_fillers(end)).is_some_and(|it| {
                matches!(it.form, Form::Number | Form::Mode)
                    || it.is_any("of to exactly")
                    || it.text.len() == 9 && it.text.starts_with(['r', '-'])
                    || it.is("in") && self.tokens.iter().any(|it| it.is("octal"))
            });
        let archive_ahead = matches!(says, Says::Notes(Note::Contents)) && self.archive_ahead(end);
        let wish = &mut self.wish;
        match says {
            Says::IgnoreCase => wish.ignore_case = true,
            Says::AsIs => {}
            Says::Recursive => wish.recursive = true,
            Says::Shallow => wish.depth = Some(1),
            Says::Empty(empty) => {
                if self.tokens.get(end).is_some_and(|it| it.is("line")) {
                    return false;
                }
                self.negated ^= !empty;
                self.condition(Test::Empty, at);
            }
            Says::Hidden(hidden) => {
                self.negated ^= !hidden;
                self.condition(Test::Hidden, at);
                if let Some(kind) = self.tokens.get(end - 1).map(|it| it.concept).filter(|_| hidden) {
                    match kind {
                        "file" => self.note_kind(Kind::File, end - 1),
                        "folder" => self.note_kind(Kind::Folder, end - 1),
                        _ => {}
                    }
                }
            }
            Says::BrokenLinks => wish.kind = Some(Kind::BrokenLink),
            Says::Of(kind) => {
                wish.kind = Some(kind);
                wish.files_wanted |= wish.texts.is_empty();
            }
            Says::Without(kind) => {
                if kind == Kind::Link
                    && wish.kind == Some(Kind::Any)
                    && self.tokens.iter().any(|it| it.is_any("folder thing"))
                {
                    self.condition(Test::Fixed("! -type l", true), at);
                    return true;
                }
                if kind == Kind::Link && matches!(wish.kind, None | Some(Kind::Any)) {
                    wish.kind = Some(Kind::File);
                }
                if kind == Kind::Folder && wish.kind != Some(Kind::File) {
                    wish.kind = Some(Kind::File);
                }
            }
            Says::BareNames => {
                wish.output.bare_name = true;
                wish.output.names = true;
            }
            Says::Names => wish.output.names = true,
            Says::Sizes => {
                let bound = |it: &crate::literals::Token<'_>| {
                    it.form == Form::Sign
                        || it.is_any("over under bigger smaller more less between at of up exactly from")
                };
                if self.tokens.get(end).is_some_and(bound) {
                    return false;
                }
                wish.output.size = true;
            }
            // "with permissions 777" asks for those that have them.
            Says::Details if bits_ahead => return false,
            Says::Details => wish.output.details = true,
            Says::Fresh => match wish.target.as_mut() {
                Some(target) => target.fresh = true,
                None => return false,
            },
            Says::Direction(descending) => self.direction = Some(descending),
            Says::EachEntryBySize => {
                if self.tokens[at].is("each") {
                    wish.kind = Some(Kind::Any);
                } else {
                    wish.order = Some(Order { key: Key::Size, descending: true });
                    wish.output.total_size = true;
                    wish.notes.push(Note::EachEntry);
                }
            }
            Says::OnlyMatch => wish.output.only_match = true,
            Says::Numbers => wish.output.numbers = true,
            Says::WithName => {
                wish.output.with_name = true;
                wish.output.numbers |= self.tokens[at..end].iter().any(|it| it.is("number"));
            }
            Says::Human => wish.output.human = true,
            Says::LinkTarget => {
                wish.output.link_target = true;
                // "like 'link -> target'" shows the form that is meant.
                let next = self.past_fillers(end);
                let next = if self.token(next).is_some_and(|it| it.form == Form::Comma) {
                    self.past_fillers(next + 1)
                } else {
                    next
                };
                let separated = self.token(next).is_some_and(|it| it.text.eq_ignore_ascii_case("separated"));
                let next = if separated { self.past_fillers(next + 2) } else { next };
                if separated && self.token(next).is_some_and(|it| it.form == Form::Quoted && it.text == " -> ") {
                    self.explain(next - 2, next + 1);
                    return true;
                }
                if self.token(next).is_some_and(|it| it.form == Form::Quoted && it.text.contains("->")) {
                    self.explain(next, next + 1);
                }
            }
            // "the sizes of all csv files" are many, "the size" is one.
            Says::TotalSize
                if (self.tokens[at..end].iter().any(|it| it.text.eq_ignore_ascii_case("sizes"))
                    || self.tokens.get(end).is_some_and(|it| it.is("each"))
                        && self.tokens[end - 1].is("of")
                        && !self.tokens.get(end + 1).is_some_and(|it| it.is_any("folder subfolder")))
                    && !self.tokens.iter().any(|it| it.is("total") || it.text == "sum") =>
            {
                wish.output.size = true;
            }
            Says::TotalSize => wish.output.total_size = true,
            Says::Sorted(key, descending) => {
                if self.tokens[at..end].iter().any(|it| it.is("most")) && wish.limit.is_none() {
                    let one = at > 0
                        && self.tokens[at - 1].is_any("file folder subfolder")
                        && !self.tokens[at - 1].text.ends_with('s');
                    wish.limit = Some(if one { 1 } else { 10 });
                    wish.ten = !one;
                }
                if wish.order.is_none_or(|it| it.key == Key::Name || key != Key::Name) {
                    wish.order = Some(Order { key, descending });
                }
            }
            Says::Counts(what) => {
                if wish.how_many.is_none() || what != Counted::Entries {
                    self.counts(what);
                }
            }
            Says::Notes(note) => {
                if note == Note::Contents && (!archive_ahead || wish.acts()) {
                    return false;
                }
                if note == Note::PointsTo && !wish.asks_where {
                    return false;
                }
                // "mode of server.pem to 400" sets it.
                let sets = |it: &[crate::literals::Token<'_>]| {
                    it[0].text.eq_ignore_ascii_case("to") && it[1].form == Form::Number && it[1].text.len() >= 3
                };
                if note == Note::ShowMode && self.tokens.windows(2).any(sets) {
                    return false;
                }
                if note == Note::ShowMode && !wish.verbs.iter().all(|it| matches!(it, Verb::Show | Verb::Find)) {
                    return false;
                }
                if note == Note::EachFolder
                    && at > 0
                    && self.tokens[at - 1].is_any("in from of")
                    && wish.limit.is_some()
                {
                    self.conflict = true;
                    return false;
                }
                if note == Note::EachFolder {
                    let of_size = |it: &crate::literals::Token<'_>| {
                        it.is_any("size space much bigger biggest") || it.text.eq_ignore_ascii_case("usage")
                    };
                    if !self.tokens.iter().any(of_size) {
                        return false;
                    }
                    wish.kind = Some(Kind::Folder);
                }
                if note == Note::OnlyNumber && self.tokens[at].is_any("in size") {
                    wish.output.size = true;
                }
                wish.notes.push(note);
            }
            Says::Unique => wish.unique = true,
            Says::Keep(keep) => {
                wish.keep = Some(keep);
                // "keep the .bz2 file"
                let next = self.past_fillers(end);
                if self.token(next).is_some_and(|it| it.form == Form::Dotted) {
                    let noun = usize::from(self.is(next + 1, "file"));
                    self.explain(end, next + 1 + noun);
                }
            }
            Says::Format(format) => wish.format = Some(format),
            Says::Packs(format) => {
                wish.verbs.push(Verb::Pack);
                wish.format = (!format.is_empty()).then_some(format).or(wish.format);
            }
            // "all line numbers" are not what is searched for.
            Says::Extracts("[0-9]+")
                if !self.tokens.iter().any(|it| it.form == Form::FileName) || wish.how_many.is_some() =>
            {
                return false;
            }
            Says::Lines(_) | Says::LinesWithout(_) | Says::Extracts(_) if !wish.texts.is_empty() => {
                self.conflict = true;
            }
            Says::Lines(regex) => wish.texts.push(Text { value: regex.to_owned(), form: TextForm::Regex }),
            Says::LinesWithout(regex) => {
                wish.texts.push(Text { value: regex.to_owned(), form: TextForm::Regex });
                wish.without_text = true;
            }
            Says::Extracts(regex) => {
                let form = if self.has_line { TextForm::Regex } else { TextForm::Extract };
                wish.texts.push(Text { value: regex.to_owned(), form });
            }
            Says::Allows(bits) => self.condition(Test::Allows(bits), at),
            Says::AllowsNot(bits) => {
                self.negated = true;
                self.condition(Test::Allows(bits), at);
            }
            Says::SetsMode(mode) => {
                wish.verbs.push(Verb::SetMode);
                wish.modes.push((None, mode.to_owned()));
            }
            Says::NoOwner => wish.conditions.push(Condition { test: Test::NoOwner, negated: false, or: false }),
            Says::Around(before, after) => wish.context = (before, after),
        }
        true
    }

    /// Whether an archive's name comes next.
    fn archive_ahead(&self, at: usize) -> bool {
        self.tokens.iter().skip(at).take(5).any(|it| crate::files::archive::format(it.text).is_some())
    }
}
