//! How people say deeds: turns of phrase as a table, each with the one fact that it carries.

use crate::cover::Table;
use std::sync::LazyLock;

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Make,
    Copy,
    Backup,
    Move,
    Rename,
    Delete,
    Touch,
    Write,
    Link { hard: bool },
    Point,
    Swap,
    Empty,
    Sync,
    Merge,
    Number,
    Replace,
    Add,
    Give,
    Change,
    Prefix,
    Suffix,
    Show,
    Each,
    Convert,
    Collect,
    Sort,
}

/// What a thing is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum What {
    File,
    Folder,
    #[default]
    Unknown,
}

/// Where in a name a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    Start,
    End,
    Inside,
}

/// How deep a place is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Depth {
    #[default]
    Unsaid,
    Direct,
    Below,
}

/// What else is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    KeepTimes,
    Newer,
    NoOverwrite,
    Ask,
    Verbose,
    Parents,
    WithContents,
    EmptyOnly,
    AnyCase,
    UpperCase,
    DeleteGone,
    Each,
    ByDate,
    Reversed,
    ByName,
    Today,
    ChangeDate,
    KeepSource,
    WithMagick,
    WithFfmpeg,
    /// The extension alone is meant.
    Extension,
    Front,
    /// What is there may be replaced.
    Force,
    /// With the hour, or with the time of day.
    Hour,
    Clock,
    /// The target folder is to be made.
    Fresh,
}

/// What files are sorted into folders by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Extension,
    Month,
    Year,
}

/// What a loop prints of each file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    Path,
    Lines,
    Words,
    Bytes,
    FirstLine,
    LastLine,
    Entries,
    WithoutFolder,
    WithoutExtension,
}

/// Who may do what with a new thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rights {
    /// The mode that is said.
    Said,
    Executable,
    Private,
    Public,
}

/// One fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// A verb, perhaps with the thing `it` it acts on.
    Verb(Verb),
    /// The thing `it`.
    Thing(What),
    EmptyFolder,
    /// The folder `it` in the one just named.
    Inner,
    /// One more of what was named last.
    More,
    /// Files of the kind `kind`.
    Kind,
    MoreKind,
    TextFiles,
    /// But not files of the kind `kind`.
    Except,
    /// Any files, folders or both.
    All(What),
    /// Files whose names match `it`.
    Glob,
    /// Files whose names begin, end or contain `a`.
    Called(Spot),
    /// From `first` to `last`.
    Range,
    /// `first`, `second` and so on.
    Sample,
    /// A folder for each month of `year`.
    Months,
    /// How many, as `n`.
    Count,
    /// In the folder `p`, or here.
    In(Depth),
    InHome,
    Deep(Depth),
    /// What is in the folder `p`.
    ContentsOf,
    /// Into the folder `t`.
    Into {
        fresh: bool,
    },
    IntoIt,
    IntoHere,
    IntoParent,
    As,
    /// To another extension.
    ToExtension,
    NewExtension,
    ExtensionCase {
        upper: bool,
    },
    Case {
        upper: bool,
    },
    /// The names are meant, not what is in the files.
    Names,
    AddsStart,
    AddsEnd,
    AddsBeforeExtension,
    Adds,
    Removes,
    RemovesStart,
    RemovesEnd,
    RemovesDigits,
    /// The first `n` characters.
    RemovesFirst,
    Replaces,
    With,
    Pads,
    PointsTo,
    Text,
    Dated,
    /// The name `first` becomes `second`.
    Example,
    ReferenceFile,
    Print(Field),
    /// Into a folder for each of these.
    By(Key),
    /// The command `cmd` for each.
    Run,
    /// Several new things with the names `them`.
    Them,
    /// Into each folder in `p`, or each one here.
    IntoEach,
    /// One for each line of the file `p`.
    EachLine,
    /// One for each file, with its name.
    EachName,
    /// Changed after the file `ref` was.
    NewerThan,
    /// Who may do what with it: `mode`, or as the words say.
    Mode(Rights),
    /// The names of files of the kind `kind`.
    KindNames,
    /// From one day, month or letter to another.
    NamedRange,
    /// To delete the link `it`.
    DeleteLink,
    /// In a folder whose name is also a kind of files.
    InWord,
    /// To sort the files of the folder `p`.
    SortIn,
    /// To get the name `t`.
    RenamedAs,
    /// To move, where "in" says where to.
    Put,
    /// To change into the folder that was made.
    Enter,
    Flag(Flag),
    Nothing,
}

const SYNONYMS: &[(&str, &str)] = &[
    ("·", "followed nested batch bulk mass all every each whole entire complete respective etc then located lying"),
    ("make", "make makes making create creates creating created generate new-make mkdir prepare"),
    ("rename", "rename renames renaming renamed"),
    ("move", "move moves moving moved mv relocate transfer shove shift bring"),
    ("copy", "copy copies copying copied cp duplicate duplicating"),
    ("backup", "backup backups back-up"),
    ("replace", "replace replaces replacing replaced substitute exchange"),
    ("change", "change changes changing turn switch set changed"),
    ("convert", "convert converts converting"),
    ("add", "add adds append appends appending prepend put puts attach insert adding"),
    ("give", "give gives"),
    ("prefix", "prefix prefixes prefixed"),
    ("suffix", "suffix suffixes"),
    ("extension", "extension extensions ending endings ext"),
    ("delete", "delete deletes deleting remove removes removing rm erase drop strip cut chop trash purge"),
    ("name", "name names filename filenames basename basenames file-name file-names"),
    ("lower", "lower lowercase lowercased lower-case small"),
    ("upper", "upper uppercase uppercased upper-case capital"),
    ("letter", "letter letters character characters case"),
    ("picture", "picture pictures photo photos image images pic pics"),
    ("date", "date dates timestamp timestamps time times mtime"),
    ("change-noun", "modification"),
    ("keep", "keep keeping keeps preserve preserving retain retaining maintain"),
    ("overwrite", "overwrite overwriting overwritten overwrites clobber clobbering"),
    ("exist", "exist exists existing"),
    ("structure", "structure tree hierarchy layout structures"),
    ("before", "before in-front"),
    ("start", "start beginning front begin begins starts starting leading"),
    ("end", "end ends ended"),
    ("link", "link links symlink symlinks softlink"),
    ("point", "point points pointing refers linking leads"),
    ("number", "number numbers numbered renumber numbering enumerate"),
    ("digit", "digit digits"),
    ("sync", "sync synchronize synchronise syncs mirror"),
    ("merge", "merge merges merging"),
    ("swap", "swap swaps"),
    ("empty", "empty emtpy blank"),
    ("clear", "clear"),
    ("touch", "touch"),
    ("write", "write save"),
    ("echo", "echo"),
    ("text", "text string substring"),
    ("content", "content contents"),
    ("line", "line lines"),
    ("word", "word part piece bit"),
    ("print", "print show list display output echo prints shows"),
    ("collect", "collect gather"),
    ("there", "therein"),
    ("subfolder", "subfolder subfolders subdirectory subdirectories subdir subdirs sub-folders sub-directories"),
    ("folder", "folder folders directory directories dir dirs"),
    ("file", "file files"),
    ("deep", "deeper deep"),
    ("parent", "parent parents"),
];

use Says::{
    Adds, AddsBeforeExtension, AddsEnd, AddsStart, All, As, Called, Case, ContentsOf, Dated, Deep, ExtensionCase, Glob,
    In, InHome, Into, IntoHere, IntoIt, Months, More, MoreKind, Names, NewExtension, Nothing, Pads, PointsTo, Print,
    Range, ReferenceFile, Removes, RemovesDigits, RemovesEnd, RemovesStart, Replaces, Sample, Thing, ToExtension, With,
};

/// The turns of phrase; of two that say as much the first wins.
#[rustfmt::skip]
const ROWS: &[(&str, Says)] = &[
    // What to do.
    ("=mkdir ?=-p {place:it}; make; need =new; ?=to =be =created", Says::Verb(Verb::Make)),
    ("=to|=should =be =copied", Says::Verb(Verb::Copy)),
    ("=to|=should =be =moved|=put", Says::Verb(Verb::Move)),
    ("=to|=should =be =renamed", Says::Verb(Verb::Rename)),
    ("copy {thing:it}; copy {thing:it}; =cp =-r {thing:it}; copy =recursively {thing:it}", Says::Verb(Verb::Copy)),
    ("?make copy of ?file|folder {thing:it}", Says::Verb(Verb::Copy)),
    ("copy; make|=save copy ?of; make =duplicate ?of; =save copy of {thing:it}", Says::Verb(Verb::Copy)),
    ("?make ?safety backup ?copy ?of ?from {thing:it}; =back up {thing:it}; make backup ?copy ?of; =back up; =backup", Says::Verb(Verb::Backup)),
    ("move {thing:it}", Says::Verb(Verb::Move)),
    ("move", Says::Verb(Verb::Move)),
    ("rename {thing:it}; change|set name of ?file|folder {thing:it}", Says::Verb(Verb::Rename)),
    ("rename; change name of", Says::Verb(Verb::Rename)),
    ("delete ?symbolic =symlink|=softlink|=link ?named {thing:it}", Says::DeleteLink),
    ("delete {thing:it}", Says::Verb(Verb::Delete)),
    ("delete; get rid of; throw away", Says::Verb(Verb::Delete)),
    ("touch {thing:it}", Says::Verb(Verb::Touch)),
    ("update|set|change ?access|change-noun|modified ?and|or ?access|change-noun|modified date of|on|for ?file|folder {thing:it}", Says::Verb(Verb::Touch)),
    ("touch; update|set|change ?access|change-noun|modified ?and|or ?access|change-noun date ?of ?on ?for|to", Says::Verb(Verb::Touch)),
    ("write|=echo ?word|line|text {quoted:text}; write; =echo", Says::Verb(Verb::Write)),
    ("make ?new =hardlink; make ?new =hard link; make ?new =hard-link; =hardlink; =hard link", Says::Verb(Verb::Link { hard: true })),
    ("make ?new symlink|link; make ?new symbolic|soft link; =symlink; =link; =softlink; =soft-link; symbolic link", Says::Verb(Verb::Link { hard: false })),
    ("=point {thing:it}; =let|=make {called:it} =point; =let|=make ?symbolic link {called:it} =point; change|=update|replace ?symbolic link {called:it} ?to; change|=update|replace|=switch ?symbolic link {called:it} =so =it; {thing:it} =should point ?to; =point ?symbolic link {thing:it}; =repoint ?link {thing:it}", Says::Verb(Verb::Point)),
    ("swap ?name ?of ?between ?file|folder {thing:it}; swap; =exchange ?name ?of ?file {thing:it}", Says::Verb(Verb::Swap)),
    ("=empty|=clear ?out; delete content of|in|inside|from", Says::Verb(Verb::Empty)),
    ("sync|=rsync ?content ?of ?folder {place:it} ?folder; sync|=rsync", Says::Verb(Verb::Sync)),
    ("merge ?content ?of ?folder {place:it} ?folder; merge", Says::Verb(Verb::Merge)),
    ("=number; =renumber; =enumerate", Says::Verb(Verb::Number)),
    ("replace; =swap", Says::Verb(Verb::Replace)),
    ("=put|=store", Says::Put),
    ("add", Says::Verb(Verb::Add)),
    ("give", Says::Verb(Verb::Give)),
    ("change", Says::Verb(Verb::Change)),
    ("=prefix", Says::Verb(Verb::Prefix)),
    ("=suffix", Says::Verb(Verb::Suffix)),
    ("=print|=show|=list|=display|=output|=echo", Says::Verb(Verb::Show)),
    ("for =each|=every; =loop over; =loop through; =iterate over; for all|=all; go through", Says::Verb(Verb::Each)),
    ("convert; transcode; encode", Says::Verb(Verb::Convert)),
    ("=collect; =gather", Says::Verb(Verb::Collect)),
    ("=sort|=organize|=organise ?folder {thing:p} ?folder", Says::SortIn),
    ("=sort|=organize|=organise|=group|=distribute", Says::Verb(Verb::Sort)),
    ("?to|into|in ?folder|subfolder ?named ?after|by|on|per|for ?=each|=their|=its ?=each ?file extension|type; ?to|into|in one ?folder|subfolder for|per ?=each ?file extension|type; by ?=their ?file extension|type ?to|into ?=their ?=own ?folder|subfolder", Says::By(Key::Extension)),
    ("?to|into|in ?one ?folder|subfolder ?named ?after|by|per|for ?=each ?year ?and month ?of ?=their|=its ?last ?change-noun|change|modified ?date; by month ?of ?=their ?change-noun|change ?date ?to|into ?folder|subfolder; to|into folder|subfolder named|by =yyyy-mm", Says::By(Key::Month)),
    ("?to|into|in ?one ?folder|subfolder ?named ?after|by|per|for ?=each ?=their|=its year ?of ?=their|=its ?last ?change-noun|change|modified ?date; by year ?of ?=their ?change-noun|change ?date ?to|into ?folder|subfolder", Says::By(Key::Year)),
    ("run|execute|=do ?command ?program {quoted:cmd}; run|execute ?command {words:cmd}; run|execute ?command {words:cmd} in ?it", Says::Run),
    ("run|execute ?command ?program {quoted:cmd} ?on|with|for ?it; run|execute ?command {name:cmd} on|with|for it", Says::Run),
    // Kinds of files.
    ("{group:kind} ?{group:noun} ?file|picture|script|document", Says::Kind),
    ("in|from =every|=each|=all {group:kind} ?{group:noun} ?file|picture|script|document", Says::Kind),
    ("?to|in|of|from|for|at|on {group:kind} ?file|picture name", Says::KindNames),
    ("?file name of =every|=each|=all {group:kind} ?{group:noun} ?file|picture|script|document", Says::KindNames),
    ("file|picture|{group:noun} with|having|of|in extension|type {group:kind}; file|picture of {group:kind}; file|picture end|=ending in|with|on {group:kind}; ( ?extension {group:kind} ?file )", Says::Kind),
    (", ?and {group:kind} ?{group:noun} ?file|picture; and|or {group:kind} ?{group:noun} ?file|picture; and|or ?file end|=ending ?in {group:kind}", MoreKind),
    ("text file; plain text file", Says::TextFiles),
    ("?regular file; thing of type file; ( only file , not folder ?name ); only file , not folder ?name; file only; ( not folder ); not folder", All(What::File)),
    ("but|and ?not|exclude|without ?file {group:kind} ?file; not|exclude|without ?ones ?file {group:kind} ?file; leave {group:kind} ?file", Says::Except),
    ("folder|subfolder", All(What::Folder)),
    ("thing", All(What::Unknown)),
    ("{glob:it} ?{group:noun} ?file|picture|folder; file|picture|folder|{group:noun} ?named ?matching|contain ?pattern ?like {glob:it}", Glob),
    ("file|picture|folder|{group:noun} ?which|where|with ?name start|=starting|prefix with|by|in {part:a}; start with {part:a}; name start with {part:a}", Called(Spot::Start)),
    ("file|picture|folder|{group:noun} ?which|where|with ?name end|=ending with|in|on {part:a}; end|=ending in|with {part:a}", Called(Spot::End)),
    ("file|picture|folder|{group:noun} with {part:a} in name; contain {part:a} in name; file|picture|folder ?where|with name contain|with {part:a}; file|picture|folder|{group:noun} with|contain {part:a} in name", Called(Spot::Inside)),
    // Ranges and lists.
    ("?folder|file ?named ?from {numbered:first} to|until|=through|=till|=thru|=bis|=–|=—|-> {numbered:last}; folder|file ?named between {numbered:first} and {numbered:last}; ?folder|file ?named {numbered:first} up to {numbered:last}", Range),
    ("?folder|file ?named ?as|to ?as|like {numbered:first} , {numbered:second} ?, ?{numbered:third} ?, ?and ?=so ?=etc ?on|=forth; named|as|to|like {numbered:first} {numbered:second} ?{numbered:third} ?, ?and ?=so ?=etc ?on|=forth; ?folder|file ?named ?as|to {numbered:first} and {numbered:second} ?and =so on", Sample),
    ("folder for ?=each|=every month ?of|in ?year {number:year}; for =each|=every month ?of|in ?year {number:year}; month ?of|in ?year {number:year}; 12 month of {number:year}; month of {number:year}; one ?folder for|per month of|in {number:year}", Months),
    ("for =each|=every line in|of ?file {file:p}; for =each|=every name ?in|of|from ?file {file:p}; for =each|=every {new} ?=listed in|of|from ?file {file:p}; for name in|from ?file {file:p}", Says::EachLine),
    ("folder for =each|=every|=all {group:kind} ?file ?with ?same name ?as ?file|=it; folder for =each|=every file ?with ?same name ?as ?file|=it; folder named ?after|like|as =each {group:kind} ?file", Says::EachName),
    ("to|into|in =each|=every|=all ?of folder|subfolder of|in|under|inside ?folder {place:p}; to|into|in =each|=every|=all folder|subfolder ?here", Says::IntoEach),
    ("newer than ?file {file:ref}; modified|changed since ?file {file:ref}", Says::NewerThan),
    ("with|and permission|mode ?set ?to {mode:mode}; and|, set|=chmod =its|=it|=the ?permission|mode ?to {mode:mode}; mode {mode:mode}; permission {mode:mode}", Says::Mode(Rights::Said)),
    ("and|, ?also make =it executable; with execute permission", Says::Mode(Rights::Executable)),
    ("=private; only =i =can|=may|=am ?=able ?to read|=access|=see|=open|=enter|=use ?=it; only|=just for =me; =accessible|=readable only by|for =me|owner", Says::Mode(Rights::Private)),
    ("everyone can|may write ?to|in|into ?=it; everyone can|may read and write ?=it; writable by|for everyone; =world-writable", Says::Mode(Rights::Public)),
    ("and|, ?then =cd|go|change|enter|switch ?folder ?into|to|in =it|=there; and|, ?then =cd|enter ?into|to ?=it|=there", Says::Enter),
    ("in =order|=sequence ?:", Nothing),
    ("one for|=per =each|month|week|day; one for =each month; one for =each week; one for =each day", Nothing),
    ("=mkdir ?=-p {names:them}; make ?new ?empty =folders|=directories|=dirs {names:them}", Says::Them),
    ("{number:n} ?new ?empty folder|file {place:it}; {number:n} ?new ?empty folder|file", Says::Count),
    ("{number:n} ?new ?empty =folders|=directories|=dirs|=files named {names:them}", Says::Them),
    ("?folder|file ?named ?from =monday|=tuesday|=wednesday|=thursday|=friday|=saturday|=sunday|=mon|=tue|=wed|=thu|=fri|=sat|=sun|=january|=february|=march|=april|=may|=june|=july|=august|=september|=october|=november|=december|=jan|=feb|=mar|=apr|=jun|=jul|=aug|=sep|=oct|=nov|=dec|=a to|until|=through|=till|=thru =monday|=tuesday|=wednesday|=thursday|=friday|=saturday|=sunday|=mon|=tue|=wed|=thu|=fri|=sat|=sun|=january|=february|=march|=april|=may|=june|=july|=august|=september|=october|=november|=december|=jan|=feb|=mar|=apr|=jun|=jul|=aug|=sep|=oct|=nov|=dec|=b|=c|=d|=e|=f|=g|=h|=i|=j|=k|=l|=m|=n|=o|=p|=q|=r|=s|=t|=u|=v|=w|=x|=y|=z", Says::NamedRange),
    // Named things.
    ("?new empty folder|subfolder ?named {place:it}; empty {place:it} folder", Says::EmptyFolder),
    ("with|contain|having subfolder|folder ?named {place:it}; and ?in|inside ?it subfolder ?named {place:it}", Says::Inner),
    ("?new folder|subfolder named {called:it}; ?new folder|subfolder {place:it}; ?new folder|subfolder with|of|by|under name ?of {place:it}; {place:it} folder|subfolder; ?new folder|subfolder path {place:it}", Thing(What::Folder)),
    ("?new ?empty file named {called:it}; ?new ?empty file {place:it}; ?new ?empty file with|of|by|under name ?of {place:it}; {file:it} file; ?new ?empty text file ?named {place:it}", Thing(What::File)),
    ("{file:it}", Thing(What::Unknown)),
    (", ?and ?folder|file {place:it}; and|& ?folder|file {place:it}", More),
    // Places.
    ("in|inside|from|of|within|on|at ?folder|subfolder {place:p} ?folder|subfolder; inside of ?folder {place:p}; out of ?folder {place:p}; there in ?folder {place:p}", In(Depth::Unsaid)),
    ("here; in|from|of current|here ?folder|project; in =this folder; in =here; from =this folder", In(Depth::Unsaid)),
    ("direct in|from|inside|under|within ?folder {place:p} ?folder; direct in|from current|here ?folder; in =this folder direct; in folder {place:p} itself; in {place:p} itself", In(Depth::Direct)),
    ("under|across ?folder {place:p} ?folder ?tree; anywhere|somewhere in|under|inside ?folder {place:p} ?folder; in whole folder {place:p}; under here|current ?folder; under =this folder; below ?folder {place:p}", In(Depth::Below)),
    ("in|from|inside|within|under ?folder =logs|=docs ?folder", Says::InWord),
    ("in|from home ?folder; in home", InHome),
    ("and|with|including|contain|incl|also ?in ?from subfolder; and in subfolder; and under|below; recursive; and thing under|below ?it; in|from subfolder too; in subfolder; also in subfolder; from|of =all|=any ?of subfolder; out of ?=all subfolder; from subfolder; anywhere under ?it; at any depth; how deep", Deep(Depth::Below)),
    ("not ?in|from|of|go|touch ?any subfolder; not deep; without subfolder; without ones in subfolder; exclude subfolder; exclude ones in subfolder; direct ?there; only direct ?there; not recursive; only top level; ( not ?in|from subfolder ); ( only top level ); but not subfolder; but not in|from|ones subfolder; not ones in subfolder; no subfolder; only here", Deep(Depth::Direct)),
    ("content of ?folder {place:p} ?folder; thing in|inside|from|under|of|at ?folder {place:p} ?folder", ContentsOf),
    // Where to.
    ("{group:x} extension|file ?from to|into|with|by|-> {group:t}; ?extension from {group:x} to|into {group:t}; extension {group:x} to|into|with|by|through|-> ?extension {group:t} ?extension; {group:x} ?file to|into|->|as ?extension {group:t} ?extension", ToExtension),
    ("=become|=becomes|=be ?a ?extension {group:t} ?extension|file; to|into|as|-> ?extension|format {group:t} ?extension|format|file; to|into {group:t} ones", ToExtension),
    ("?new extension ?to|into|is {group:t} ?instead; with|have|get ?new|instead extension {group:t} ?instead; extension should be {group:t}", NewExtension),
    ("extension ?write|written|to|in|into|be|with in|into|with ?only lower ?letter; extension ?to|in|into|write ?in lower ?letter; lower extension; =lowercase extension; lower letter extension; in lower ?letter extension", ExtensionCase { upper: false }),
    ("extension ?write|to|in|into|be ?in upper ?letter; upper extension; upper letter extension", ExtensionCase { upper: true }),
    ("to|into|in ?new file ?named {place:t}; to|into|in|onto folder|subfolder ?named {place:t} ?folder; to|into|in|onto folder named {called:t}; to|into|-> {place:t} ?folder|subfolder", Into { fresh: false }),
    ("to|into|in|under new folder|subfolder ?named {place:t}; to|into|in|under new folder|subfolder named {called:t}; to|into new {place:t} folder; to|into folder {place:t} which exists =yet; to|into new folder|subfolder ?with name ?of {place:t}; folder {place:t} which not exist ?yet", Into { fresh: true }),
    ("to|into|in|inside =it; ?in|into =there; into =there; =therein; to|in|into =that|=this ?new folder; into new folder; into folder", IntoIt),
    ("to|into|in parent ?folder ?of; up =one|=a ?folder|level; =one folder|level up; to|into folder =above", Says::IntoParent),
    ("to|into here; to|into current|here ?folder|project; to|into =this folder; here", IntoHere),
    ("=should =be =called|=named {place:t}", Says::RenamedAs),
    ("as {place:t}; named {called:t}; as|under name {place:t}; with|under ?new name {place:t}; =into ?file {place:t}; and|but ?rename|call =it to|as ?=it {place:t}; new name {place:t}", As),
    ("file extension ?of|for|on; extension ?of|for|on", Says::Flag(Flag::Extension)),
    ("in front of; before; at|to start of; at|to beginning of", Says::Flag(Flag::Front)),
    ("{numbered:first} ?should =become|=becomes|=be {numbered:second}; like ?so {numbered:first} -> {numbered:second}; {numbered:first} -> {numbered:second}; ( {numbered:first} to|-> {numbered:second} ); {numbered:first} to {numbered:second} and|, =so on; =eg {numbered:first} to|-> {numbered:second}", Says::Example),
    ("{numbered:x} keep|=stay ?as ?=it ?here", Nothing),
    // Whole operations on names.
    ("lower letter ?name; to|in|into ?only ?small|lower letter; =lowercase; to|in|into lower ?letter; lower", Case { upper: false }),
    ("to|in|into ?only upper ?letter; =uppercase; upper letter; upper", Case { upper: true }),
    ("?to|in|of|from|for|at|on|inside|by ?file|folder|picture|{group:noun} name; ?in|of|from ?=their name; ?to ?file name; ?in|of name of file|folder|picture", Names),
    ("add prefix {part:a} ?to|for|on|in; prefix {part:a} to|before; add {part:a} in front of|front; add {part:a} before; add {part:a} to|at|in|on start ?of; add {part:a} as prefix ?to|for|of|in; =prepend {part:a} ?to; =put {part:a} in front ?of; prefix with {part:a}; start with {part:a}; add {part:a} =ahead of; add {part:a} prefix ?to", AddsStart),
    ("add {part:a} before ?file extension ?of|for|in|to; add {part:a} between name and extension ?of|for|in|to; add|suffix suffix {part:a} before extension ?of|for|in|to", AddsBeforeExtension),
    ("before ?file extension; in front of extension", AddsBeforeExtension),
    ("add suffix {part:a} ?to|on|for; suffix {part:a} to; add {part:a} as suffix ?to|of|for; add {part:a} to|at end ?of; add {part:a} after|behind ?file name ?of; =append {part:a} ?to ?end ?of; add ?extension|extra|second|additional extension {part:a} ?to; add {part:a} suffix ?to", AddsEnd),
    ("add {part:a} ?to", Adds),
    ("delete leading|start|first|=leading number|digit ?and|or|, ?{part:sep} ?and|or ?{part:sep2} ?from|of|in|at ?start ?of; delete number|digit at|from start ?of; delete start ?of number ?from; =leading number|digit; number|digit at start ?of", RemovesDigits),
    ("delete first letter of|from|in|=off ?=each", Says::RemovesFirst),
    ("delete|=skip first|=leading {number:n} letter ?of|from|in|=off ?=each; delete {number:n} letter from|at start ?of", Says::RemovesFirst),
    ("delete prefix {part:a} ?from|of|in|at|=off; delete {part:a} prefix ?from|of|in; delete leading {part:a} ?from|of|in; delete {part:a} from|at start ?of; delete =leading {part:a} ?from|in|of", RemovesStart),
    ("delete suffix|extension {part:a} ?from|of|in|at; delete {part:a} suffix|extension ?from|of|in; delete trailing {part:a} ?from|of; delete {part:a} from|at end ?of", RemovesEnd),
    ("delete word|text|string|letter|part {part:a} ?from|in|out|of; delete {part:a} from|in|out ?of; take {part:a} out ?of; delete {part:a}", Removes),
    ("replace|change|convert|swap|exchange ?word|text|string|letter|occurrence|part ?of {part:a} ?in|of ?name with|by|to|into|for|through|-> ?single ?word|text|string|letter|an {part:b}; replace {part:a} ?in|of ?file ?name with|by|through {part:b}; {part:b} instead of {part:a}; {part:a} to|into|-> {part:b} in|of ?file name; {part:a} in|of ?file name to|into|with|by|-> {part:b}", Replaces),
    ("replace|change|convert|swap ?word|text|string|letter|part {part:a}", Replaces),
    ("with|using|by|through convert|=imagemagick|=magick; using =imagemagick; ( with imagemagick )", Says::Flag(Flag::WithMagick)),
    ("with|using|by|through =ffmpeg", Says::Flag(Flag::WithFfmpeg)),
    ("with|by|through ?word|text|letter {part:a}", With),
    ("to =two-digit number; =two-digit ?number; two digit ?number; =zero-pad ?number; =pad ?number; to|with|into {number:width} digit; {number:width} digit ?number", Pads),
    ("with|by|to|in ?=sequential|=consecutive|=running|=ascending number; =sequentially|=consecutively", Says::Verb(Verb::Number)),
    // Links and dates.
    ("point to|at {place:t}; to|at|-> ?target {place:t}; to {place:t} instead ?of {place:old}; at {place:t} ?now ?=instead ?of {place:old}; which point to ?folder|file {place:t}; =targeting {place:t}; point ?to folder|file {place:t}; with target {place:t}", PointsTo),
    ("replace exist|old ?link|ones|file; overwrite exist ?link|ones; even if ?=it exist; even if link exist", Says::Flag(Flag::Force)),
    ("=instead of {place:old}; =instead", Nothing),
    ("from ?folder|file {place:p}", In(Depth::Unsaid)),
    ("to|on|as {day:d}", Dated),
    ("to =now; to current|=right date", Nothing),
    ("to|on|as|with|of ?date {date:d} ?{clock:c}; date {date:d} ?{clock:c}; to|with {date:d} at {clock:c}", Dated),
    ("date from|as ?file {file:ref}; to that of ?file {file:ref}; same date as|from|of ?file {file:ref}; =like ?file {file:ref}", ReferenceFile),
    ("with|having|contain ?=only ?one text|content|line|word {words:text}; contain|=saying {words:text}", Says::Text),
    ("?contain|with|having|saying ?only ?one ?line|text|content|word|of {quoted:text}; ?word|line|text {quoted:text}; {quoted:text} as content", Says::Text),
    // What a loop prints.
    ("?only ?file|folder name; ?=its name; base name", Print(Field::Name)),
    ("?=its ?full path", Print(Field::Path)),
    ("?=its|=their number of line; line count; how many line ?=it ?contain|have; count of line; ?=its number of line", Print(Field::Lines)),
    ("number of word; word count; how many word ?=it ?contain|have", Print(Field::Words)),
    ("?=its size ?in ?byte; ?=its byte count; number of byte", Print(Field::Bytes)),
    ("?=its first line; first line of =it", Print(Field::FirstLine)),
    ("?=its last line; last line of =it", Print(Field::LastLine)),
    ("number of file|thing|entry ?in ?it ?contain|have; how many file|thing ?=it ?contain|have; file count; number of file in =it; count file ?in ?it", Print(Field::Entries)),
    ("without ?folder|path|directory ?part ?name ?and|or|, ?path; without folder ?in ?front; not folder|path", Print(Field::WithoutFolder)),
    ("without ?file extension; without {group:kind}; and without {group:kind}; and extension; or extension", Print(Field::WithoutExtension)),
    ("without folder|path and|or ?without ?file extension; without path and extension", Print(Field::WithoutExtension)),
    // Other wishes.
    ("keep ?same|file ?access|change-noun|modified date ?and|, ?permission|mode|owner|date ?and ?owner|permission|date; with same|file ?access|change-noun|modified date ?and|, ?permission|mode|owner|date ?and ?owner|permission|date; with permission and date|owner ?and ?date|owner; keep permission ?, ?and ?date|owner|link ?and ?date|owner|link; keep ?file attribute; with =all ?file =attributes; with date and permission; keep ?file metadata", Says::Flag(Flag::KeepTimes)),
    ("only if|when newer; only newer; only newer|changed file|ones; if newer; only when newer; only if newer; only changed ?file; which newer; newer ?file; only if source newer; when newer", Says::Flag(Flag::Newer)),
    ("without|not overwrite ?thing|file|existing ?exist ?file|ones|thing; without replace exist ?file; not overwrite exist ?file; never overwrite ?thing; ?but|and|, =skip|keep|not =touch thing|what|which|file ?=already there; ?but|and|, =skip thing|what|which|file ?=already exist; skip|keep exist ?file|ones; unless exist; exclude exist ?file|ones; no overwrite", Says::Flag(Flag::NoOverwrite)),
    ("ask ?me before ?overwrite ?file|thing; with confirmation; ask ?me before; ask for|if overwrite; ?but ask ?me first; ?but =asking ?me ?first|before; =interactively; prompt before ?overwrite|delete", Says::Flag(Flag::Ask)),
    ("and|, print what ?happen; =verbose; =verbosely", Says::Flag(Flag::Verbose)),
    ("keep|with ?same folder ?structure|path; keep structure; with folder structure; keep path; with ?full ?relative path; keep subfolder ?structure", Says::Flag(Flag::Parents)),
    ("with|and|including thing|file ?and ?subfolder ?in|inside|under ?it; with|and|including ?of content ?of ?it; including ?of subfolder ?and content; with|and content of =it; recursive; and =its content; and thing in =it; with =its file; including subfolder; including|with hidden file; with thing; even|also if not empty; which not empty; if =it not empty; and subfolder", Says::Flag(Flag::WithContents)),
    ("only if ?it empty; if ?it|=it's empty; when ?it|=it's empty; ?only =if ?=it|=it's empty", Says::Flag(Flag::EmptyOnly)),
    ("?in any|or case; ( any case ); exclude case; case insensitive; regardless of case; ?no matter ?if upper or lower letter; upper or lower letter; ( any letter ); any letter; regardless of letter; no matter letter; insensitive; ( upper or lower letter )", Says::Flag(Flag::AnyCase)),
    ("( extension upper letter ); extension upper letter; extension big letter; ( extension big letter ); ( upper letter ); with ?extension in upper letter; extension is big letter; ( much letter ); ( extension much letter ); ( extension is much letter )", Says::Flag(Flag::UpperCase)),
    ("delete thing|file ?which =gone|missing|=removed|deleted ?in|from ?source; delete thing|file ?which ?not|missing ?=longer exist|go ?in ?source|{thing:src}; delete extra|=extraneous ?file ?in ?target|destination; delete what not in ?source; delete which|what =gone; delete removed file; =so file deleted|removed in|from source ?also =vanish|=disappear|delete|=go from|in|on ?=the target|destination", Says::Flag(Flag::DeleteGone)),
    ("?, ?sort|order by ?modified|change-noun|change|creation date; in order of date; by age; oldest first; from oldest to newest; ?keep ?in ?sort|order by ?modified|change-noun date; in order of change-noun date; chronological ?sort; by date of ?last ?change", Says::Flag(Flag::ByDate)),
    ("newest first; from newest to oldest", Says::Flag(Flag::Reversed)),
    ("?sort|order by name; in order of name; keep sort; in name sort; in alphabetical sort; alphabetical; keep ?=current|=their|here sort; in sort of name; sort by =their name", Says::Flag(Flag::ByName)),
    ("?and hour; with hour", Says::Flag(Flag::Hour)),
    ("today|current date and =time ?in|at|to|as ?end|start ?of ?name; with =timestamp ?in|at|to|as ?end|start ?of ?name", Says::Flag(Flag::Clock)),
    ("?named|for|=after ?after|with|as ?name ?of today|current date ?as ?name; for =today; with date ?in|at|to|as ?end|start ?of ?name; which|where name ?is|=be today|current date", Says::Flag(Flag::Today)),
    ("today date; current date; with today date ?in|at|to|as ?end|start ?of ?name; and|with ?today|current date in ?name; today date in name; today date to name; date of today; add|append today date ?to ?name; with today date in =its name", Says::Flag(Flag::Today)),
    ("?=their|=its ?last ?of ?last modified|change-noun|change|changed date; modified|change-noun|change date ?, as|in ?format|form =yyyy-mm-dd; date of ?=their|=its ?last change-noun|change|modified; day of ?last change; date when|of ?=it|=they ?last modified; as|in ?format =yyyy-mm-dd; ( =yyyy-mm-dd )", Says::Flag(Flag::ChangeDate)),
    ("keep original ?file ?ones; keep source; but keep ones", Says::Flag(Flag::KeepSource)),
    ("and|, make folder|=it ?first if ?=it needed|necessary|missing|required|not ?exist ?there ?yet; make folder|=it first; make folder|=it if ?=it =needed|=necessary|missing|=required|not ?exist|there ?yet; make missing|target folder; make =it first; create target folder ?first", Says::Flag(Flag::Fresh)),
    ("and =so on; =etc; and ones between; if ?=it not exist ?yet; if missing|needed|necessary; where needed|necessary; if necessary; if not there ?yet; including ?missing parent ?folder; including missing ?folder; with|including ?all|=all ?missing|=necessary parent ?folder; and =its|=all|=any ?missing parent ?folder; =too; which go; nested", Nothing),
    ("and put =it in; and put ones; one; but|and keep ?=it folder ?=itself; keep folder ?=itself; folder =itself stay|keep; folder structure|tree", Nothing),
];

/// The table, compiled once.
pub(crate) static TABLE: LazyLock<Table<Says>> =
    LazyLock::new(|| Table::new(SYNONYMS, ROWS.to_vec()).minding_soft_words());
