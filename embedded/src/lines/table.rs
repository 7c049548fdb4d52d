//! How people say what shall happen to lines: turns of phrase, each with what it says.

#[allow(clippy::enum_glob_use, reason = "a table of them all")]
use super::read::Says::{self, *};
use crate::cover::Table;
use std::sync::LazyLock;

/// The words of this family, where they mean more or less than in others.
const WORDS: &[(&str, &str)] = &[
    ("show", "output echo dump emit gimme extract cat"),
    ("replace", "replaces replacing swap exchange swapping"),
    (
        "change",
        "changing turn turning convert converts converting transform switch alter modify update updating bump translate \
         rewrite fix make making",
    ),
    ("rename", "renaming"),
    ("delete", "drop dropping strip stripping discard rid"),
    ("insert", "add adds adding inserting insrt"),
    ("append", "appending attach"),
    ("prepend", "prepending"),
    ("put", "put puts write writing store save saved saving"),
    ("duplicate", "duplicates duplicated repeated repeating dupes dups doubles doubled repeat repeats double"),
    ("dedupe", "deduplicate dedup uniq uniquify deduplicating"),
    ("header", "headers heading headline"),
    ("section", "sections"),
    ("numeric", "numerically numerical"),
    ("descending", "desc decreasing"),
    ("ascending", "asc increasing"),
    ("reverse", "reversed reversing backwards backward invert inverted flip tac"),
    ("upper", "uppercase upper-case capital all-caps upcase uppercased"),
    ("lower", "lowercase lower-case downcase lowercased"),
    ("join", "joined joining glue"),
    ("frequent", "frequently often frequency"),
    ("appear", "appears appearing occur occurs occurring happen happens come comes exist exists"),
    ("marker", "markers mark marks"),
    ("random", "randomly"),
    ("shuffle", "shuffled shuffling scramble randomize"),
    ("wrap", "wrapped wrapping fold folded rewrap reflow"),
    ("suffix", "postfix"),
    ("squeeze", "squeezed squeezing collapse collapsed collapsing reduce reduced condense"),
    ("consecutive", "multiple adjacent successive several run runs neighbouring neighboring"),
    ("unix", "linux lf unix-style linux-style dos2unix"),
    ("windows", "dos crlf windows-style dos-style unix2dos"),
    ("ending", "endings"),
    ("follow", "following monitor"),
    ("backup", "back-up"),
    ("compare", "comparing versus vs"),
    ("differ", "difference differences diff differs differing"),
    ("after", "behind afterwards"),
    ("before", "above"),
    ("until", "till up-to"),
    ("match", "matches matching"),
    ("enable", "activate"),
    ("original", "originals"),
    ("word", "words"),
    ("trim", "trimming trimmed"),
    ("edit", "editing"),
    ("sort", "alphabetize alphabetise"),
    ("touch", ""),
    ("stdout", "screen terminal"),
    ("high", "highest"),
    ("low", "lowest"),
    ("surround", "enclose wrap-in"),
    ("truncate", "empties clear"),
];

const ROWS: &[(&str, Says)] = &[
    (
        "merge|concatenate|join|combine ?both|two|all|three ?file; one after ?the other; together in|into one ?file; put together; concatenate; merge",
        Concatenate,
    ),
    (
        "change ?file; wrap; split;  put; squeeze; trim; indent; break; cut; format; turn; take; use; read; open; go through; copy; =check; =verify",
        Verb,
    ),
    // Words that say nothing more here.
    (
        "file; result; content ?of ?file; text file; whole; entire; just; script; document; =list; original; one per line; line; all line; each line; text; all text; ?all value|entry|item",
        Noise,
    ),
    ("=teh; file itself; saving|keeping change", Noise),
    ("show", Show),
    ("which; pick; choose; select; grab", Show),
    // Where it is read.
    (
        "?in|of|from ?file {file:f} in|from|under|inside ?folder {file:d} ?folder; ?in|of|from ?file {file:f} in|from|under|inside folder {path:d}; ?in|of|from ?file {file:f} in|from|under|inside {new:d} ?folder",
        SourceIn,
    ),
    (
        "in|of|from|inside|through ?text|content|line ?file|script|log|document|=list ?named {file:f}; on {file:f}; at {file:f}; for ?all ?line ?in|of ?file {file:f}; in ?all ?line of ?file {file:f}; \
         file|script|document ?named {file:f}; file {path:f}; {file:f}",
        Source,
    ),
    ("in|of|from {new:f}", SourceBare),
    (
        "?in|of|from|across|for ?all|each {glob:f} ?file|script ?in|under|from|of ?folder|directory {path:d} ?folder",
        Selection,
    ),
    (
        "?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|sheet|module ?that|ones ?lie|live ?direct in|from|of|inside ?folder {path:d} ?folder; ?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|sheet|module ?that|ones ?lie|live ?direct in|from|of|inside ?folder {path:d} ?folder and|or ?folder {path:d} ?folder",
        Tree,
    ),
    (
        "?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|module in|under|within|across|inside|of ?folder|subfolder|tree ?of {path|name:d} ?folder ?and ?its ?subfolder; ?in|of|from|across|for ?all|each {ext:e} ?file|template|page|script|source|module in|under|within|across|inside|of ?folder|subfolder|tree ?of {path|name:d} ?folder and|or ?folder {path|name:d} ?folder; ?in|of|from|across|for ?all|each file with|of ?extension {ext:e} in|under|within|across|inside folder {name:d}; ?in|of|from|across|for ?all|each {ext:e} ?file in|under|within|across|inside folder {name:d}",
        TreeBelow,
    ),
    (
        "?in|of|from|across|for ?all|each file with ?extension {ext:e} in|under|within|across|inside ?folder {path|name:d} ?folder; ?in|of|from|across|for ?all|each file with ?extension {ext:e} in|under|within|across|inside ?folder {path|name:d} ?folder and|or ?folder {path|name:d} ?folder",
        TreeBelow,
    ),
    ("?in|of|from|across|for ?all|each {ext:e} file|template|page|script|source|module", Tree),
    ("in|of|from|across|for all|each {ext:e}", Tree),
    (
        "?in|of|from|across|for all|each file in|under|within|across|inside|of ?folder {path|name:d} ?folder; ?in|of|from|across|for all|each file in|under|within|across|inside|of ?folder {path|name:d} ?folder and|or ?folder {path|name:d} ?folder",
        TreeBelow,
    ),
    ("?in|from|under current folder; here; in here", Here),
    (
        "recursive; and|in|including ?all ?its subfolder; anywhere in|under it; ?in|under whole|this project; below here; in current folder and below",
        Recursive,
    ),
    (
        "but|except|and not in|for|on {file:x}; but|except not {file:x}; except ?in|for {file:x}; without {file:x}",
        NotIn,
    ),
    // Where it goes.
    (
        "?and put|show|send|redirect ?result|output|ones|line|content ?out to|in|into|as ?new ?file ?named {file:t}; \
         into|as ?new file ?named {file:t}; to new|file {file:t}; into {file:t}; and as {file:t}",
        Target,
    ),
    ("to {file:t}", ToFile),
    ("append ?result|output|ones to ?end|bottom ?of ?file {file:t}; to end of ?file {file:t}", AppendTo),
    (
        "in place; in-place; inplace; in ?same file itself; in ?its file; direct in file; in same file; back to|in|into ?same file; ?and put|overwrite ?file|change|ones ?back in place; put change; permanently; overwrite ?file|ones",
        InPlace,
    ),
    ("edit|modify|change file in place; edit in place; modify ?file in place; edit file", InPlace),
    (
        "not change|modify|touch|edit ?file|original|ones; without change|modify|touch|edit ?file|original|ones; leave|keep \
         file unchanged|untouched|intact; unchanged; only|just ?on|to stdout; on|to stdout|=stdout; only show|display; \
         standard out; to standard output; not save; in output|result",
        NotInPlace,
    ),
    (
        "?and ?but keep|make|with|create|leave ?a backup|copy|original|old ?file|version|copy|content ?of ?file ?as|in|under|with|named|to ?ending|extension|suffix {file|ext|quoted:b} ?backup|extension|suffix|copy|file; \
         ?and backup ?ending|with|as|to|in ?extension|suffix {file|ext:b}; with {ext:b} backup|copy|extension; ?and keep|make|create {ext:b} backup|copy",
        Backup,
    ),
    (
        "?and keep|make|with|create|leave backup ?copy|file ?of ?original ?file; ?and keep ?copy original; keep backup; back up ?file|original first",
        Backup,
    ),
    // How it is compared.
    (
        "ignore|exclude case; ignore|exclude case and punctuation; regardless of case; no matter case; case insensitive; case-insensitive; case not matter|important; \
         case not; upper and|or lower ?case same|equal; big or|and small character equal|same; \
         regardless of upper or lower case; without regard|attention to case; not case sensitive; not case-sensitive; also in different case",
        IgnoreCase,
    ),
    (
        "only|as ?a whole word; whole word ?only; as word; only|just complete word; only where whole word; not part of word",
        WholeWord,
    ),
    (
        "?only|just first occurrence|one ?only ?in|of|on each line; ?only|just once per|each line; once in each line",
        FirstEach,
    ),
    (
        "?only|just first occurrence ?only ?in ?file ?of; only|just first one; first one only; only|just once; first time only",
        FirstOnly,
    ),
    ("everywhere; all|each occurrence ?of; globally; anywhere; all of them; all occurrence", Noise),
    // What is done with the lines that are named.
    ("delete; get rid of; filter out; throw away", Delete),
    (
        "without; but|and without; exclude; skip; all|everything but|except|exclude; except ?for; not show|include|contain|print; leave out; no; not count|counting; omit; excluding; not included; not",
        Without,
    ),
    ("keep only; only keep", KeepOnly),
    (
        "comment out; comment-out; put|insert|add # in front|before of; put|insert # at start|front of; disable",
        CommentOut,
    ),
    (
        "uncomment; un-comment; enable|activate commented ?out; delete|remove comment sign|character|mark|# ?in|at|from ?front|start|before ?of; enable",
        Uncomment,
    ),
    // Which lines.
    ("not empty; not =blank; non-empty line; non-empty", NotEmpty),
    (
        "double spaced; =double-spaced; insert|put|show ?an empty|=blank line after|between each ?line; empty|=blank line after|between each ?line; double space ?line",
        DoubleSpace,
    ),
    ("empty line; empty ones; line ones|?which empty; completely empty line", Empty),
    (
        "blank|empty line ?and|or line|ones ?with|of only|just space|whitespace; =blank line; =blank ones; line with only|just space|whitespace; line only contain space|whitespace; whitespace only line; line only consist of space|whitespace; =blanks",
        Blank,
    ),
    ("comment ?line; commented ?out line; line commented ?out; line start with =#; #-comment", Comments),
    (
        "empty line and|or comment ?line; comment ?line and|or empty line; =blank line and|or comment; comment ?line and|or =blank line; empty and|or comment line; comment and|or empty line",
        CommentsAndEmpty,
    ),
    (
        "header not include|contain|count|show; not count|include|show header ?line; no header ?line; header exclude|skip|ignore; header leave out; header omit; exclude|skip|ignore|without|omit ?first header ?line; without ?first header ?line",
        NoHeader,
    ),
    (
        "?first header ?line; first line ?ones|which header; title|column line; column name|title line; title ?row",
        Header,
    ),
    (
        "?all|each|any line|ones|entry ?ones|which ?also|still contain|mention ?word|text|string|pattern|phrase {words:a}; \
         ?all|each|any line|entry with ?word|text|string|phrase {words:a} ?in|on ?ones; line where|in {words:a} appear; contain ?word|text|string|phrase {words:a}; \
         line match {words:a}; on|in|only line with|contain {words:a}",
        Contains,
    ),
    (
        "?all|each|any line|ones|entry ?ones|which not contain|mention|have ?word|text|string|pattern|phrase {words:a}; \
         line|entry without ?word|text|string {words:a}; not contain|mention|match ?word|text|string {words:a}",
        NotContains,
    ),
    ("?and ?starting|start|begin with|from|at ?the first ?line|one", StartFirst),
    (
        "?and ?starting|start|begin with|from|at ?the second ?line|one; starting|start|begin with|from|at line {number:n}; starting|start|begin with|from|at {nth:n} ?line|one",
        StartAt,
    ),
    ("?all|each line|ones|entry ?ones|which start|begin with {words:a}; start|begin with {words:a}", Starts),
    (
        "?all|each line|ones|entry ?ones|which not start|begin with {words:a}; start not with {words:a}; not start with {words:a}",
        NotStarts,
    ),
    (
        "?all|each line|ones|entry ?ones|which end with {words:a}; ?all|each line|ones|entry ?ones|which end in {quoted:a}; end with {words:a}; ending with {words:a}; ?all|each line|ones|entry ending with {words:a}",
        Ends,
    ),
    ("?all|each line|ones|entry ?ones|which not end with|in|on {words:a}", NotEnds),
    (
        "line equal|exactly {words:a}; line ones exactly {words:a}; line only|exactly consist of {words:a}; line ?exactly equal to {words:a}; line ones ?only say {words:a}",
        Equals,
    ),
    (
        "delete ?all|each|any {new:a} line; delete ?all line {quoted:a}; delete line {quoted:a}; delete ?all {quoted:a} line",
        DeleteHas,
    ),
    ("delete {new:a} entry", DeleteHas),
    (
        "delete ?all|each occurrence of ?word|text|string {words:a}; delete ?all|each word|text|string|phrase|character|prefix|suffix {words:a}; delete ?all|each {quoted:a} ?everywhere",
        DeleteText,
    ),
    // Lines by number.
    ("=head ?of|from; begin of file; first few line", HeadOf),
    ("=tail ?of|from; end ?of file; last few line", TailOf),
    ("{number:n} line|row|entry", NLines),
    ("?only|just line ?number {number:n}; ?only|just {nth:n} line", Line),
    ("line {new:r}", LineRange),
    ("first and last line; first line and last|the last line; last and first line", FirstAndLast),
    ("first line; ?very first line; line 1; top line", Line1),
    ("?very last line; final line", LastLine),
    (
        "line {number:n} to|until|through|- {number:m}; line from {number:n} to|until|through {number:m}; line between {number:n} and {number:m}; from line {number:n} to|until|through ?line {number:m}; line {number:n} – {number:m}; {nth:n} to|until|through {nth:m} line; line {number:n} and {number:m} inclusive; {text:x} {number:n} to|until {number:m}",
        Range,
    ),
    ("line {number:n} and {number:m}; line {number:n} , {number:m}", TwoLines),
    (
        "line {number:n} , {number:m} and {number:o}; line {number:n} , {number:m} , and {number:o}; line {number:n} , {number:m} , {number:o}",
        TwoLines,
    ),
    (
        "?only|just first|top {number:n} line|entry|row; =head -n {number:n}; first|top {number:n}; top {number:n} only",
        First,
    ),
    ("?only|just last|bottom {number:n} line|entry|row; last {number:n}; bottom {number:n}", Last),
    (
        "?starting|start from|at|with line {number:n} ?on|onwards|onward|until|to ?end ?of ?file; from {nth:n} line ?on|onwards ?to|until ?end ?of ?file; line {number:n} to|until|through end|last ?line; line {number:n} and following|after|later; all after line {number:p}; everything after line {number:p}; line after line {number:p}; from line {number:n} onwards; from line {number:n} to end|last ?line",
        FromLine,
    ),
    (
        "?all|everything|line until|to ?and ?including line {number:n}; everything before line {number:q}; all before line {number:q}; until ?and ?including line {number:n}",
        ToLine,
    ),
    ("each {nth:n} line; each {number:n} line; all {number:n} line", Every),
    ("each other line; each second line; alternate line", EverySecond),
    ("odd ?numbered line; odd-numbered line", Odd),
    ("even ?numbered line; even-numbered line", Even),
    (
        "{number:n} random ?line|entry; random {number:n} line; {number:n} line|entry random; pick|choose|draw {number:n} ?line|entry at|in random; {number:n} random|randomly ?chosen|picked|selected line; {number:n} line at random",
        Random,
    ),
    ("random line; one random line; line at random; pick|choose ?one random line", RandomOne),
    ("part|section|block|region|portion ?of", Part),
    (
        "?only|all ?line|text|part|block|section|everything between ?line|marker|word|text|string ?with|contain|ones {words:a} and ?line|marker ?with|contain {words:b}; \
         from ?first line|marker ?ones ?contain|with|match|start {words:a} ?down|up to|until|through ?next ?first line|marker ?ones ?with|contain|match|start {words:b}; from {quoted:a} ?down|up to|until|through {quoted:b}; \
         line between ?two marker|line {words:a} and {words:b}; ?all|everything from ?line contain|with|start {words:a} ?up to|until|through ?line contain|with {words:b}",
        Between,
    ),
    (
        "?and include|inclusive|including ?both ?marker ?line ?itself|themselves; ?both marker included; inclusive; inclusively; marker ?line included",
        Inclusive,
    ),
    (
        "?and exclude|exclusive|excluding|without|not ?include|including ?both marker ?line ?themselves|itself; exclusive; marker not included; not including marker ?line; but|and not marker ?line ?themselves; without marker ?line ?themselves; without those ?two line ?themselves; exclude|excluding them",
        Exclusive,
    ),
    (
        "?direct|right|immediately|only after|below|under line ?number {number:n}; ?right|direct after|below ?the {nth:n} line",
        AfterLine,
    ),
    ("?right|direct before line ?number {number:n}; ?right|direct before ?the {nth:n} line", BeforeLine),
    (
        "?all|everything ?line after ?first|the ?line ?contain|with|start|match|ones {words:a}; line after|since ?line contain|with {words:a}",
        AfterMatch,
    ),
    (
        "?all|everything ?line from ?first ?line contain|with|match {words:a} ?on|onwards ?to|until ?end ?of ?file; from {words:a} to|until end ?of ?file; from ?line ?contain|with {words:a} ?to end; starting|start at|with|from ?first line contain|with {words:a}",
        FromMatch,
    ),
    (
        "?all|everything ?line before ?first|the ?line ?contain|with|match|ones {words:a}; until ?but ?not ?including ?line contain|with {words:a}",
        BeforeMatch,
    ),
    (
        "?all|everything ?line ?up|down until|to ?and ?including ?first ?line contain|with|match {words:a}; until ?first line contain|with {words:a}; until line {quoted:a}; ?all|everything ?line until|to ?and ?include line {quoted:a}",
        UntilMatch,
    ),
    // Whole-line work.
    ("sort ?all ?line|entry|row|name|word|content ?of ?file; in =sorted ?order; =sort", Sort),
    (
        "sort ?line|file ?in|by alphabetical ?order; alphabetical ?sort; in alphabetical order; from =a to =z; by name alphabetical",
        Sort,
    ),
    (
        "?by|in|as numeric ?value|order; sort number|numeric; by number|value ?value; as number; by ?its numeric value; sort ?by number; number sort",
        Numeric,
    ),
    (
        "?and ?in descending ?order; in reverse ?alphabetical|numeric|sort order; from =z to =a; ?in reverse sort; sort ?in ?line reverse ?order; reverse alphabetical ?order",
        Descending,
    ),
    (
        "biggest ?number|value|one first; biggest ?number|value|one ?on|at top; biggest ?number|one to smallest; ?from big to small; ?from high to low; high ?number|value|one first; high ?number to low; high ?one ?on|at top; from biggest to smallest; ?from large to small; with biggest first; high first",
        BigFirst,
    ),
    (
        "smallest ?number|value|one first; smallest ?number|one to biggest; smallest ?one ?on|at top; ?from small to big|large; from low to high; low ?number|value|one first; low ?number to high",
        SmallFirst,
    ),
    ("?in ascending ?order; ?in normal order", Ascending),
    (
        "?sort ?line by|of ?line length ?of ?line; by number of character; by length; by length; by how long ones",
        ByLength,
    ),
    ("longest ?line|one first; longest ?line|one ?on|at top; longest ?line to shortest; long to short", LongFirst),
    ("shortest ?line|one first; shortest ?line to longest; shortest ?one ?on|at top; short to long", ShortFirst),
    (
        "?by|as human ?readable ?size|number; human numeric; by size ?like|such|as {text:x} ?and|or|, {text:x}; by human size",
        Human,
    ),
    (
        "by|as|in version ?number ?order|sort; sort version; natural ?order|sort; by|as semantic version; by octet; numeric|sort ?numeric by octet; by ip ?address; version sort|order; version number sort",
        Version,
    ),
    (
        "in|by|into random order; shuffle ?line|file|order ?of ?line; random ?order; =shuf; mix up line; in random order",
        Shuffle,
    ),
    ("by month ?name", Month),
    (
        "unique ?line|value|entry|one|item|name; line ?only once; each ?line ?only once; ?each one ?only once; no duplicate ?line; without duplicate ?line|entry; not duplicate; each ?distinct line|value once",
        Unique,
    ),
    (
        "dedupe ?line|entry; delete ?all|any duplicate ?line|entry|value|row|name|address ?and|or; duplicate ?line|entry delete; without duplicate line; remove ?any|all line ones appear|duplicate twice",
        Dedupe,
    ),
    (
        "delete|squeeze ?all consecutive duplicate ?line; consecutive duplicate ?line; delete duplicate consecutive line; duplicate line ones follow each other; only consecutive duplicate",
        Adjacent,
    ),
    (
        "?and ?but keep|preserve|leave|maintain ?in ?original|the|same|current ?line order ?of ?line|entry|appear|original ?same|unchanged|intact; order preserved|kept; in original ?line order; in order ?of ?first appearance; in original order; without sort|changing|change ?ones|order|the ?order; keep ?only first one|occurrence ?of ?each; order stay ?same; not sort; order not change|changed; keeping order; do not change order; in same order; first appear first",
        KeepOrder,
    ),
    (
        "?only|all|each ?line|entry|ones ?ones|which appear|duplicate|there ?more than once ?in ?file; ?only|all duplicate line|entry|one; ?line ones duplicate; ?line|entry|ones appear|occur twice ?or ?more; ?line|ones appear at least|minimum twice; ?which line ones duplicate; only duplicate; line appear several|multiple|many times; duplicate",
        OnlyDuplicates,
    ),
    (
        "?only|all|each ?line|entry|ones ?ones|which appear|there exactly|only once; ?line ?ones not duplicate; line without duplicate only; only unique ?ones line not duplicate; appear only|exactly ?one times",
        OnlySingles,
    ),
    (
        "show|and|, count ?and|then|, ?line|word|value|name|entry; count and|then line|word|value|name|entry; count first",
        Counts,
    ),
    ("whole|entire line", WholeLines),
    ("appear|there", Appears),
    (
        "?count how frequent|many ?times each ?different|unique|distinct ?line|value|entry|item|name|address ?appear|there|duplicate|contained; ?count|number ?of ?occurrence of|for each ?different|unique ?line|value|entry|item|name; how frequent ?each line|value|entry|item ?appear; count occurrence ?of ?each ?unique|different ?line|value|entry; frequency of each line|value|entry; count ?of|for each ?unique line|value; count ?of unique|duplicate line|value; ?together with|and ?its count ?of|for ?each ?line; how many times ?each ?line|value|entry appear; line with ?its count; occurrence ?count per|of|each line|value; count duplicate line; =tally ?line|value|entry; with count; with count each; with|and ?its number ?of occurrence; with ?its count; and ?its count",
        Tally,
    ),
    (
        "?count how frequent|many ?times each ?different word ?appear|used|there; word frequency|frequent ?list|table; count occurrence ?of ?each word; frequency of ?each word; \
         count ?number ?of ?each ?different word occurrence; number of occurrence of each word; how frequent each word appear|used; count ?of|per each word; each word with count",
        WordTally,
    ),
    (
        "?only ?the|top {number:n} ?most frequent|used|common word ?in ?file ?with|and ?its ?number|count ?of ?occurrence; top {number:n} word ?with|by|and ?frequent|count",
        TopWords,
    ),
    (
        "?only ?the|top {number:n} ?most frequent|used|common|duplicate line|entry|value|item ?with|and ?its ?count|number ?of ?occurrence; top {number:n} line|entry|value ?with|by|and frequent|count; {number:n} line appear most ?frequent",
        TopLines,
    ),
    ("most frequent|used|common word ?with|and ?its count; word appear|used most ?frequent", TopWord),
    (
        "most frequent|used|common line|entry|value ?with|and ?its count; line appear most ?frequent; line|value|entry appear most ?frequent",
        TopLine,
    ),
    (
        "?sort ?by|with ?the most frequent|used|common|duplicate ?word|line|value|one|entry ?first|top ?first; by ?number ?of ?frequent|count|occurrence ?descending; most first; high|biggest count|number ?first|on ?top; sort ?descending by count; most ?ones ?first; by count ?descending; most used first; sort by frequent; sort by count",
        MostFirst,
    ),
    (
        "least frequent|used|common ?first; rare first; low|smallest count first; sort ascending by count; by count ascending",
        LeastFirst,
    ),
    (
        "?and ?with ties|tie ?count|ones ?in|by ?alphabetical ?order ?alphabetical|word|name; ?word|line|value|ones with same|equal count|number ?in alphabetical order; ties alphabetical; same|equal count ?in alphabetical ?order; ties by word|name|line|alphabet; ties sort alphabetical",
        Ties,
    ),
    ("and punctuation; ignore|exclude|without punctuation; punctuation", Punctuation),
    (
        "?in|put|print reverse ?line order ?of ?line; ?order of line reverse; reverse ?order ?of ?all line|file|order; last line|one first ?to ?first ?last; ?line in reverse ?line ?order; bottom to top; from bottom|end to top|start; upside down; newest ?line|one|entry ?first|at|on ?the ?top; last to first; from ?the last ?line to ?first; =tac; from end to start; reverse; newest ?entry first; in reverse",
        Reverse,
    ),
    (
        "reverse each line; reverse character|text ?of|in|on ?each ?line; each line reverse|backwards; character ?of|in each line ?in reverse ?order; mirror ?each line; =rev; each line from right to left; character backwards; right to left; reverse ?character within|in each line",
        ReverseChars,
    ),
    (
        "number all|each line; number line; with|and|show|insert|including line number|numbers; line number|numbers ?in ?front ?of; each line with ?its number; with ?its line number; put|insert line number ?in front|before|at ?of ?start|begin ?each|line",
        Number,
    ),
    (
        "side by side; ?merge|join line by line; next to each other; line by line; in parallel; beside each other; as column; as two column; =paste; column by column; pair ?up|line|by ?line; join|merge corresponding line",
        SideBySide,
    ),
    (
        "separated|delimited|split|joined|separate by|with|at {sign:s}; with {sign:s} between ?ones|each; with {sign:s} as separator|delimiter; {sign:s} separated|delimited; use|using {sign:s} as ?separator|delimiter; separator|delimiter {sign:s}; by {sign:s}; with {sign:s}; {sign:s} between ?ones|each|line|word; {sign:s} as separator|delimiter; =tab-separated",
        Separator,
    ),
    (
        "comma separated; =comma-separated; comma delimited; with comma; with comma between ?ones; by comma; commas",
        CommaSeparated,
    ),
    (
        "join|merge|combine|put each {number:n} ?consecutive line; join|merge|combine each pair ?of line; join|merge line in|as pair",
        JoinEvery,
    ),
    (
        "join|merge|combine|put|turn|change|concatenate|collapse|squeeze ?all ?line ?of|in|from ?file ?together ?in|into|to|on|as =one|single ?long line|row|string; join ?all line; on|in|into|as|to =one|single ?long line|row|string; line join ?together; =one {sign:s} separated line|row|string; single {sign:s} separated line|row|string; all on =one line; =one-liner",
        Join,
    ),
    ("each|all word; word", EachWord),
    ("on|in|per own|separate|single|new line; each on own|separate line; one each|per line", OwnLine),
    (
        "put|show|split each word on|in own line; one|each word per|on line; each word on own|separate line; put|show|print word one per line; split ?line|ones|text ?in|into word; one word|item|entry each line; split ?ones|line in|into single|separate|individual word; word one per line; each word on line of ?its ?own; one word per line",
        SplitWords,
    ),
    (
        "split|break|cut ?line|ones|text ?file at|on|by ?each {sign:s} ?into ?separate|own|multiple ?line; newline|line break after|at each {sign:s}; each {sign:s} separated value|item|entry on own line; one ?value|item|entry per line; break line after each {sign:s}; split by {sign:s}",
        SplitAt,
    ),
    (
        "wrap|break|fold ?line|text|long|file ?at|to|after ?a ?width|most ?of {number:n} ?column|character ?wide|width ?per ?line; at most|maximum {number:n} character|column per|each ?line|wide; to {number:n} column|character wide; wrap at {number:n}; to ?a width of {number:n} ?column|character; no line longer than {number:n} ?column|character; at {number:n} column|character; to {number:n} column|character; ?with|at width ?of {number:n}; wrap|break ?all|any ?line ?ones longer|more than {number:n} ?character|column",
        Wrap,
    ),
    (
        "?only ?break|wrap|broken ?only at|on space|word ?boundary|boundaries|only; ?at word boundary|boundaries; without|not breaking|splitting|cutting|break|split|cut ?in ?word; only between word; not ?break|split in word|words; not in middle of word",
        AtSpaces,
    ),
    (
        "indent ?each|all ?line|file|content ?by|with {number:n} ?space|character; ?put|insert {number:n} space in|at front|start|before|begin ?of each|all line; shift|move ?each|all ?line ?right by {number:n} space; indent ?file {file:f} by|with {number:n} ?space|character",
        Indent,
    ),
    (
        "indent ?each|all ?line|file ?by|with ?one|a tab; ?put|insert tab in|at front|start|before|begin ?of each|all line; indent ?file {file:f} by|with ?one tab",
        IndentTab,
    ),
    (
        "prefix ?each|all line ?of|in ?file with|by {words:a}; prepend|put|insert|add ?prefix|text|string|word {words:a} ?in|at|to|before|on front|start|begin ?of each|all line; \
         put|insert|add {words:a} before each line; start each line with {words:a}; prepend each|all line with {words:a}; with {words:a} ?in|at|before ?front|start|begin ?of each line; \
         put|insert|add|prepend {words:a} to start|begin|front of each|all ?line",
        Prefix,
    ),
    (
        "suffix ?each|all line ?of|in ?file with|by {words:a}; append|put|insert|add ?suffix|text|string|word {words:a} ?in|at|to|after|on end ?of each|all line; \
         append|put|insert|add {words:a} after each line; end each line with {words:a}; with {words:a} at end of each line; append|insert|add {words:a} to|at end of each|all ?line",
        Suffix,
    ),
    (
        "put|insert ?double quote|quotes around ?each|all ?line; surround|enclose|wrap|put ?each|all ?line in|with|by ?double quote|quotes; ?double quote|quotes around each|all line; quote each|all line",
        QuoteLines,
    ),
    (
        "?surround|put|enclose each line in|with|by single quote|quotes; single quote|quotes around each line; single-quote each line",
        SingleQuoteLines,
    ),
    // Text in the lines.
    (
        "?in|to|into|all ?all upper ?case ?character; big character; all caps; in caps; upper ?case ?of ?all ?character; uppercase ?file; in upper|capital ?case|character|letters; capitalize|capitalise all ?character; upper ?all character|text|word; change|make ?all lower ?case ?character to|into upper ?case ?character; from lower ?case to upper ?case",
        Upper,
    ),
    (
        "?in|to|into|all ?all lower ?case ?character; small character; in small character; in lower ?case; lower ?all character|text|word; change|make ?all upper ?case ?character to|into lower ?case ?character; from upper ?case to lower ?case",
        Lower,
    ),
    (
        "?change|make ?all ?text|character|word|content ?in ?file ?to|in|into upper ?case ?character; to upper ?case; uppercase",
        Upper,
    ),
    (
        "?change|make ?all ?text|character|word|content ?in ?file ?to|in|into lower ?case ?character; to lower ?case; lowercase",
        Lower,
    ),
    (
        "capitalize|capitalise ?first character ?of each word; capitalize|capitalise each word; title case; first character of each word upper ?case; first character of each word ?to upper ?case",
        Title,
    ),
    (
        "capitalize|capitalise ?first character of each line; capitalize|capitalise each line; first character of each line ?to upper ?case",
        CapitalLine,
    ),
    (
        "delete|trim|without ?all|any|the trailing space|whitespace|tab ?and|or|, ?space|whitespace|tab|whitespaces ?from|on|at|in ?end ?of ?each|all|any ?line; \
         delete|trim ?all|any space|whitespace ?and|or|+|, ?tab|space ?characters at|from|on ?the end ?of ?each|all|any ?line; \
         delete|trim ?all|any trailing space|tab ?and|or|, ?space|tab ?from|of|on ?each|all ?line; delete|trim ?space tab ?at line end; trim line end; trailing space|whitespace|tab; \
         delete ?all space and|or|+ tab at line end; space at ?line end ?of ?each ?line; without trailing space; space+tabs at line end; =spaces+tabs at line end; delete =spaces+tabs at line end; rtrim",
        TrimEnd,
    ),
    (
        "delete|trim|without ?all|any|the leading space|whitespace|tab ?and|or|, ?space|whitespace|tab ?from|on|at|in|of ?each|all|any ?line; delete|trim ?all|any space|whitespace|indentation ?and|or ?tab at|from|on start|begin|front ?of ?each|all|any ?line; delete ?all indentation ?from ?each|all ?line; unindent ?all ?line; leading space|whitespace; ltrim",
        TrimStart,
    ),
    (
        "delete|trim|without ?all|any|the leading and|or trailing space|whitespace|tab ?and|or ?tab ?from|of|on ?each|all ?line; trim ?space|whitespace ?around|on|at|from ?both|end|side ?of ?each|all ?line|side|end; delete ?all|any surrounding space|whitespace; delete|trim space at|on start|begin and end ?of ?each ?line; delete ?all trailing and|or leading space|whitespace ?from|of|on ?each ?line; trim ?all|each line; trim space from both end|side; whitespace around each line",
        Trim,
    ),
    (
        "?squeeze|delete|merge|join|replace|show ?each|all ?several ?of ?consecutive|duplicate empty line ?of|in ?file ?squeeze ?down ?into|to|with|by only|=one ?single ?empty ?line|one; squeeze|merge ?consecutive|duplicate empty line; \
         with ?each consecutive ?of ?consecutive empty line squeeze ?to|into only|=one|single ?one; no|without|not more than one empty line; consecutive|duplicate empty line squeeze ?to|into ?one|single ?one; ?each consecutive of ?consecutive empty line squeeze to =one|single ?one; squeeze empty line; \
         only|at most one empty line; squeeze ?duplicate|consecutive =blank line ?into|to ?one|single ?one; consecutive|duplicate =blank line ?as|to|into|with one|single ?one|=blank; \
         consecutive ?of ?consecutive =blank line squeeze ?to|into ?a|= ?single|one ?one; each consecutive of consecutive =blank line squeeze to single one",
        SqueezeBlank,
    ),
    (
        "?squeeze|replace|change|merge ?each|all|any consecutive|duplicate|several ?of ?consecutive space|whitespace ?in ?file ?squeeze ?into|to|with|by =one|single|only ?single ?space ?one|ones; squeeze ?all|consecutive|duplicate ?space|whitespace; delete ?all|any extra|additional|superfluous|double space|whitespace; consecutive|duplicate space to|into|as one|single ?space|one; only one space between word",
        SqueezeSpace,
    ),
    (
        "?change|replace|turn|make|expand ?all|each =tab|=tabs ?character ?in|of ?file ?to|with|by|into|as|made {number:n} =space|=spaces ?each|instead; ?each tab ?ones ?made|become|replaced|expanded to|into|by|with {number:n} space; {number:n} space ?instead of|for|per ?each tab; tab to {number:n} space",
        TabsToSpaces,
    ),
    (
        "?change|expand|replace|turn tab ?character ?to|into|with|by space; tab to space; expand tab; =untabify; detab",
        ExpandTabs,
    ),
    (
        "?change|replace|turn ?each|all|leading {number:n} ?leading space ?to|into|with|by ?a|one|single tab; {number:n} space to|into|by ?a tab",
        SpacesToTab,
    ),
    ("?change|turn ?leading|all space to|into tab; space to tab; unexpand; entab", Unexpand),
    ("?all line ending|end; newline|newlines; line break", LineEnds),
    (
        "?change|fix|replace|make|turn|normalize|normalise ?all|file|ones ?windows ?to|from|with ?windows ?to|into|in|with|have unix ?line|newline ?end|ending|ending|break|format|file|style|one|newline ?ones ?line ?end|ending; ?delete|fix|without|change windows line end|ending|break|feed|return; ?delete|without ?all carriage return|returns ?from|at|character ?end ?of ?each ?line; \
         windows line end|ending ?make|change ?ones|them ?to|into ?unix ?ones|line ?end|ending; windows line end|ending to unix ?line ?end|ending|one; from windows|dos to unix ?line ?end|ending|format; delete ?all ?the =^m ?character|at ?line ?end|ending; to unix line end|break; unix line end|ending; windows line end|ending; fix line end|ending; =cr; carriage return ?character; delete cr ?character; windows newline ?to unix; ?make ?ones|them unix ?ones|one|style; dos2unix; =dos2unix; unix format; line end|ending to unix|=lf; line end|ending unix",
        ToUnix,
    ),
    (
        "?change|make|turn|give ?file|ones|all|unix ?line|end ?end ?from|with ?unix ?to|into|with|in|for windows ?line ?end|ending|break|ending|format|style; =unix2dos; to windows line end|break; ?line end|ending to windows; with windows line end|ending; line end|ending to|as windows; unix ?line ?end|ending to windows ?line ?end|ending; =crlf line end|ending; to =crlf",
        ToDos,
    ),
    ("change ?file {file:f} from ?encoding {words:a} ?encoding to|into ?encoding {words:b}", FromToIn),
    (
        "change|set ?value ?of ?key|option|setting|variable|property {words:k} ?key|option|setting|variable from {words:a} to|into {words:b}; change|set {words:k} {number:a} to|into {number:b}; change {words:k} in ?file {file:f} from {words:a} to|into {words:b}",
        SetFrom,
    ),
    (
        "change ?all|each|any ?occurrence|instance ?of ?word|text|string|name|url|host|domain ?name {words:a} in|inside|of ?file {file:f} to|into|by|with ?word|text {words:b}; \
         change ?all|each|any occurrence|instance ?of ?word|text|string {words:a} to|into|by|with ?word|text {words:b}; \
         change ?word|text|string|name|url|host|domain|phrase {words:a} to|into|by|with ?word|text {words:b}",
        Change,
    ),
    (
        "?change|convert|recode|encode ?encoding ?of ?file from ?encoding {words:a} ?encoding to|into ?encoding {words:b} ?encoding; ?encoding from {words:a} to|into {words:b}; from {words:a} to {words:b}; from {words:a} into {words:b}; change {words:a} to|into {words:b}; change {words:a} with {words:b}",
        FromTo,
    ),
    (
        "to|into|in|as =utf-8|=utf8|=utf-16|=latin1|=latin-1|=iso-8859-1|=ascii|=iso-8859-15|=cp1252|=windows-1252|=UTF-8|=UTF8 ?encoding",
        ToEncoding,
    ),
    // Replacing.
    (
        "change|replace ?all|each {words:a} at|in|on ?line start|begin ?of ?each ?line to|with|by|into {words:b}; replace leading {words:a} with|by {words:b}",
        ReplaceStart,
    ),
    (
        "change|replace ?all|each {words:a} at|in|on ?line end ?of ?each ?line to|with|by|into {words:b}; replace trailing {words:a} with|by {words:b}",
        ReplaceEnd,
    ),
    (
        "replace|change line ?number {number:n} ?of|in ?file ?{file:f} with|by|to {words:b}; replace|change {nth:n} line ?of|in ?file ?{file:f} with|by|to {words:b}",
        ReplaceLine,
    ),
    (
        "replace|change ?whole|entire line ?ones contain|with {words:a} ?in|of ?file ?{file:f} with|by|to {words:b}; replace|change ?whole|entire line start with {words:a} ?in|of ?file ?{file:f} with|by|to {words:b}",
        ReplaceLineWith,
    ),
    (
        "replace ?only|just ?first|all|each|any ?occurrence|instance ?of ?word|text|string|value|character|name|ip|host|domain|url|phrase ?name {words:a} in|inside|of ?file {file:f} with|by|to|through ?word|text|string {words:b}; \
         replace ?only|just ?first|all|each|any ?occurrence|instance ?of ?word|text|string|value|character|name|ip|host|domain|url|phrase ?name {words:a} with|by|to|into|through ?word|text|string|value|character {words:b}; \
         replace ?word|text|string {words:a} for {words:b}; =substitute ?all|each ?occurrence ?of {words:b} for {words:a}; =substitute ?all|each ?occurrence ?of {words:a} with|by|to {words:b}; \
         in|inside ?file {file:f} ?all|each ?occurrence ?of {words:a} with|by|to {words:b} replace; {words:a} by|with {words:b} replace; \
         put {words:b} instead of {words:a}; use {words:b} instead of {words:a}; instead of {words:a} put|use|write {words:b}; with ?all|each {words:a} replace by|with {words:b}; where|but ?each {words:a} replace by|with {words:b}",
        Replace,
    ),
    ("?change|replace ?all|each {words:a} =->|=→|==> {words:b}", Replace),
    ("set|change ?key|option|setting|variable|property|parameter {pair:p}", SetPair),
    (
        "set|change ?value ?of ?key|option|setting|variable|property|parameter|field|entry ?called|named {words:k} ?key|option|setting|variable|property|parameter|field|in|of|inside ?file {file:f} to|=|=as|==|into {words:v}",
        SetKey,
    ),
    (
        "set|change ?value ?of ?key|option|setting|variable|property|parameter|field|entry ?named {words:k} ?key|option|setting|variable|property|parameter|field|entry to|==|as|into ?value {words:v}",
        SetOrChange,
    ),
    (
        "=set ?value ?of ?key|option|setting|variable|property|parameter|field|entry ?named {words:k} ?key|option|setting|variable|property|parameter|field|entry to|==|as|into ?value {words:v}; =set ?key|option|setting|variable|property|parameter {new:k} {new:v}; change ?value ?of key|option|setting|variable|property|parameter ?named {words:k} to|into ?value {words:v}; =give|=assign ?key|option|setting|variable {words:k} ?the value {words:v}; assign value {words:v} to ?key|option|setting|variable {words:k}; change value ?of {words:k} to|into {words:v}",
        SetKey,
    ),
    (
        "?in|under|of ?section {quoted:s} section; in|under|of section ?named {words:s}; in|under|of {words:s} section",
        Section,
    ),
    (
        "part|section|chapter|paragraph|block about|on|for|named|titled|=headed {words:s}; section|chapter {quoted|new|glob:s}; section|chapter {words:s}; {words:s} section|chapter|paragraph; =what {file:f} =says about|on {words:s}",
        SectionOf,
    ),
    (
        "=doubled|=repeated|duplicate word; word duplicate; word ones ?which appear|=come|=stand|=typed twice|duplicate in =a row; word twice in =a row; same word twice in =a row; same word twice; word ones direct|immediately duplicate",
        Doubled,
    ),
    (
        "=number ?all|each non-empty line; =number ?all|each line ones not empty; =number line but|except|without ?not empty ones; =number line without =counting empty ones; non-empty line numbered",
        NumberFull,
    ),
    ("=exact-length {number:n} line", ExactLength),
    ("=paste {file:f} and {file:f} with newline between", Interleave),
    (
        "rename ?variable|function|class|method|identifier|parameter|constant|symbol|option|key|field ?named {words:a} ?everywhere to|into|as|in|with {words:b}",
        Rename,
    ),
    // New lines and where they go.
    (
        "append|insert|put ?all ?content|text|line ?of|from ?file {file:a} ?at|to ?end|bottom ?of ?file {file:t}; append {file:a} to {file:t}; put|insert|append content of {file:a} at|to ?end ?of {file:t}",
        AppendFile,
    ),
    (
        "prepend ?line|text|row|header {words:t} ?to; insert|put header|title|heading ?line|row|comment {words:t}; insert|put header ?line|row ?with|of {words:t}",
        InsertTop,
    ),
    (
        "insert|append ?a|the|another|new|following|one|single|this ?new|following|comment|blank ?line|text|entry|string|row|rule|comment|sentence|word|record|setting|item ?with|contain|say|of|reads|saying|reading ?word|text {words:t}; insert|append|put ?new line|text|entry|row ?ones ?say {words:t}; line {quoted:t}; to append|insert|add {words:t}; put ?another|new|following line|text|entry|string|row|comment|word|record ?with|contain|say ?word|text {words:t}; put {quoted:t}",
        InsertText,
    ),
    ("append ?line|text|row|entry|string {words:t} ?to ?end ?of ?file", AppendText),
    ("insert|put|add|append ?an|a|one empty|=blank line|row; empty line|row", InsertEmpty),
    (
        "?to|at|on|in|as ?very|its end|bottom ?of ?file; as ?new|the ?very last line ?of|in ?file; behind last line; after last line; to end ?of",
        AtEnd,
    ),
    (
        "?right ?to|at|on|in|as ?very|its top|begin|start|front|head|beginning ?of ?file; ?on top ?of ?file; as ?new|the ?very first line ?of|in ?file; before first line; before everything; at|as ?very first line; above first line; at front ?of",
        AtTop,
    ),
    ("as|at|on|in|into|into line ?number {number:n}; as ?the {nth:n} line; at line position {number:n}", AtLine),
    ("only ?in|on|at line {number:n}; on|in line {number:n}; on|in ?the {nth:n} line", OnLine),
    (
        "?direct|right|immediately|only after|below|under ?each|all|any|first|the line|ones ?ones|which ?contain|match|with|say|start|begin ?with ?word|text|string {words:m}; ?direct|right|immediately|only after|below|under ?each|all|any|first|the {words:m} ?line|entry|setting|row",
        AfterText,
    ),
    (
        "?direct|right|immediately|only before ?each|all|any|first|the line|ones ?ones|which ?contain|match|with|say|start|begin ?with ?word|text|string {words:m}; ?direct|right|immediately|only before ?each|all|any|first|the {words:m} ?line|entry|setting|row",
        BeforeText,
    ),
    (
        "comment out|comment ?all|each|the|any ?line ?ones|which ?contain|with|for|of|match|start ?with ?word|text {words:a} ?line|setting|entry|option|directive; comment-out ?line ?contain|with {words:a} ?line; comment ?the {words:a} line out; put|insert =# in front|before ?of {words:a} ?line; disable ?line ?with|contain {words:a} ?line|setting|entry|option; comment out ?all|each {words:a} line|setting|option|directive; comment {words:a} line|setting|option out; comment {words:a} out",
        CommentText,
    ),
    (
        "uncomment|un-comment ?all|each|the|any ?line ?ones|which ?contain|with|for|of|match|start ?with ?word|text {words:a} ?line|setting|entry|option|directive; enable|activate ?commented ?out ?line {words:a} ?line|setting|option|directive; delete comment sign|character|mark|= ?from|before|in ?front ?of {words:a} ?line; uncomment|un-comment ?all|each {words:a} line|setting|option|directive",
        UncommentText,
    ),
    (
        "?and|but keep|preserve|leave ?the ?its ?same indentation|indent ?of ?line ?same|intact|as|is; indentation stay|kept|preserved",
        Noise,
    ),
    (
        "?to empty|truncate|clear ?out ?the ?all ?content|file ?of ?file; make file empty; ?to|make ?ones empty; delete ?all content ?of|in|from|inside ?file; delete everything ?in|from|inside ?file; delete everything ?in|from|inside ?file; truncate ?file ?to ?zero|0 ?bytes|byte|length|size; truncate; to zero ?length|byte|bytes|size; to 0 byte; set ?its size|length to 0|zero; wipe ?content; delete content ?but ?keep",
        Truncate,
    ),
    (
        "?but|and not delete|remove ?file ?itself|ones; ?but|and keep|leave file ?itself ?itself; but keep ?file|ones ?itself; without delete|remove|deleting file|ones; file ?itself stay|remain; leave file in place",
        KeepFile,
    ),
    // Numbers of things.
    (
        "?count how frequent|many ?times ?appear ?the word|text|string|phrase {words:a} ?appear|used|there|mentioned; count ?all|each occurrence ?of ?word|text|string {words:a}; number of occurrence|times ?of ?word|text|string {words:a} ?appear; how frequent ?word|text|string {quoted:a} appear|used; how many times ?appear ?word|text|string {quoted:a} ?appear|used; how many occurrence ?of ?word|text|string {words:a}",
        CountText,
    ),
    ("biggest|high {number:n} number|value|line; {number:n} biggest|high number|value", BiggestN),
    ("smallest|low {number:n} number|value|line; {number:n} smallest|low number|value", SmallestN),
    (
        "count ?the ?number ?of ?all line ?of ?each; ?show|the ?total number of line; line count; how many line; ?show total line; count line ?there; how much line; =wc -l; how long ?file in line; number of line",
        CountLines,
    ),
    (
        "count ?the ?number ?of ?all word ?of|in|for ?each; ?the|total number of word; word count; how many word; how much word; count word",
        CountWords,
    ),
    (
        "count ?the ?number ?of ?all character; ?the|total number of ?all character; character count; how many character; how much character",
        CountChars,
    ),
    ("?count number of byte; how many byte; byte count; count byte; how much byte", CountBytes),
    ("how many|much empty|=blank line; count|number ?of ?all empty|=blank line; number of empty line", CountEmpty),
    (
        "how many|much non-empty line; count ?number ?of ?all non-empty line; number of ?all non-empty line; how many|count line ones not empty|=blank; number of line ones not empty|=blank; number of non-empty line; how many line not empty",
        CountNonEmpty,
    ),
    (
        "how many unique|different|distinct line|value|entry|word; number of unique|different|distinct line|value|entry; count ?number ?of ?unique|different|distinct line|value|entry",
        CountUnique,
    ),
    ("total; in total; altogether; together; all together; total together; combined; in sum", Total),
    (
        "length of longest line; how long longest line; maximum|longest line length; length longest line; longest line length; longest line how long",
        LongestLength,
    ),
    ("longest line ?in|of; line ?ones|which longest; which line longest; longest line which", Longest),
    ("shortest line; which line shortest", Shortest),
    ("?the {number:n} longest line", LongestN),
    ("?the {number:n} shortest line", ShortestN),
    ("length ?and|of ?each|all|line line ?and|length; how long each line; each line length", Lengths),
    (
        "longer|more than {number:n} character ?long|length; longer than {number:n}; line over {number:n} character ?long; line longer than {number:n} ?character; line with more than {number:n} character; with|of more than {number:n} character; over {number:n} character ?long",
        LongerThan,
    ),
    (
        "shorter|less than {number:n} character ?long; line shorter than {number:n} ?character; line with less than {number:n} character; shorter than {number:n}; with|of less than {number:n} character",
        ShorterThan,
    ),
    // Two files.
    (
        "compare; differ; compare {file:f} and|with|to|against {file:f}; differ ?between|of {file:f} and|to|from|with {file:f}; how ?do {file:f} and {file:f} differ; differ {file:f} {file:f}; compare {file:f} {file:f}; show ?all|me differ between; what changed ?between|from {file:f} ?and|to {file:f}; {file:f} compare {file:f}; which|what ?ones differ ?between|in {file:f} and {file:f}",
        Compare,
    ),
    (
        "?in|as|with|using ?a unified ?diff|differ ?format|style|output; as|in patch ?format; unified ?format; as unified ?diff|differ; patch format",
        Unified,
    ),
    (
        "same ?content; identical ?content; ?whether|check ones same|identical ?content; equal content; byte by|for byte ?same|identical; equal; {file:f} and {file:f} same|identical|equal ?content; {file:f} and {file:f} ?have same|identical|equal content; {file:f} same|identical as|to|with {file:f}",
        Identical,
    ),
    (
        "ignore|exclude ?all|any|change ?in ?differ ?in space|whitespace ?differ|change; ignore|exclude space; without|not space|whitespace differ",
        IgnoreSpace,
    ),
    ("ignore|exclude empty|=blank line ?differ", IgnoreBlank),
    (
        "?line|entry|ones ?ones appear|which|contained|found|shared|same|common in|of|by|to|between both|two ?file; common ?line ?of|in|to|between|both; ?line|ones in both ?file ?file; in both; ?line ?ones both ?file have|share|contain; shared by both|; ?line|ones {file:f} and {file:f} =both ?=have; {file:f} and {file:f} =have|share in common; intersection ?of; also in; line ?ones ?also appear|there in {file:f}; both; also appear|there|contained|listed ?in {file:f}; appear|contained in both ?file; {file:f} and {file:f} ?share in frequent|common; line frequent|common to {file:f} and {file:f}; ?line share by {file:f} and {file:f}",
        Common,
    ),
    (
        "?line|ones ?ones|which ?appear in|only {file:f} but|and not ?there|found|appear|present|also ?in {file:x}; ?but|and|which|ones not ?also|yet|listed|there|contained|found|appear|present|exist in {file:x} ?yet; ?which|ones missing|absent in|from {file:x}; not ?appear ?also in {file:x} ?yet; in {file:f} ?line|ones missing|absent in|from {file:x}; without ?line|ones|those in|of|from {file:x}; except|minus|exclude ?line|ones ?ones in|of|from {file:x}; exclude|minus {file:x}; delete line|entry|ones from {file:f} ?ones|which appear|there|contained|listed|found ?also in {file:x}; delete from {file:f} ?all|each line|entry ?ones ?ones ?also appear|there|contained|listed|found ?also in {file:x}; delete|subtract ?line|entry of|in {file:x} from {file:f}",
        OnlyIn,
    ),
    (
        "?line|entry|ones ?ones|which ?appear|there only|just in first ?file ?and|not|second; only|just in first ?file; only in {file:f} ?and ?not ?in ?second|other ?file|one; unique to|in {file:f}; unique to first ?file; only in first one",
        OnlyFirst,
    ),
    (
        "?line|entry|ones ?ones|which ?appear|there only|just in second ?file; only in second ?file|one; unique to second ?file",
        OnlySecond,
    ),
    (
        "?line ?ones|which ?appear|there in only|exactly|just one of ?two|both ?file; in only|exactly one of ?two|both ?file; in one but not ?both|other|in; ?line|ones ?appear|there in ?file {file:f} or ?in {file:f} but not ?in both",
        Symmetric,
    ),
    (
        "union ?of ?line ?of ?both|two ?file; all line ?ones|which ?appear|there in either|any ?file|one; merge ?sort ?both|two ?file ?without duplicate; either",
        Union,
    ),
    // Bytes, pieces and the rest.
    ("first {number:n} byte", HeadBytes),
    ("last {number:n} byte", TailBytes),
    (
        "?only ?the first {number:n} character ?of|in|from ?each line; first {number:n} character of each; each line cut ?off|to|after {number:n} character; truncate|cut|shorten ?each|all line|to|after ?at|to|after {number:n} character|column",
        FirstChars,
    ),
    ("?only ?the last {number:n} character ?of|in|from ?each line", LastChars),
    (
        "delete|skip|without first {number:n} character ?of|in|from ?each|all ?line; without ?the first {number:n} character ?of|from ?each|all line",
        DropFirstChars,
    ),
    ("delete|skip|without first character ?of|in|from ?each|all ?line", DropFirstChar),
    ("delete|without last {number:n} character ?of|in|from ?each|all ?line", DropLastChars),
    ("delete|without last character ?of|in|from ?each|all ?line", DropLastChar),
    ("first {number:n} character", HeadChars),
    (
        "?as|in|show hex ?dump; =hexdump ?of; ?as|in hexadecimal ?form; hex|hexadecimal dump ?of; byte ?of ?file ?in|as hex|hexadecimal; in hex; hex view",
        Hexdump,
    ),
    (
        "split|cut|divide|break ?up ?file ?up ?into|in {number:n} ?equal|equally|big|sized|same ?sized|size|large|big part|piece|file|chunk; into|in {number:n} ?equal|same ?big|sized|large|size part|piece|file|chunk",
        SplitParts,
    ),
    (
        "split|cut|divide|break ?up ?file ?up ?into|in ?several|smaller ?part|piece|file|chunk ?of|with ?at|each ?most|having {number:n} line ?each|per ?file|piece|part; each|every {number:n} line; ?split|cut|divide|break into|in part|piece|file|chunk of {number:n} line ?each; into {number:n} line part|piece|file|chunk; every|after each {number:n} line ?into ?new ?file",
        SplitLines,
    ),
    (
        "split|cut|divide|break ?up ?file ?up ?into|in ?several|smaller ?part|piece|file|chunk ?of|with ?at|most {size:n} ?each|per ?file|piece; ?split into part|piece|file|chunk of {size:n} ?each; into {size:n} part|piece|file|chunk",
        SplitSize,
    ),
    (
        "?and ?ones|part|piece|file named|with ?prefix {words:p} ?, {words:q} and on; named {words:p} , {words:q} and on; ?with|use prefix {words:p}; named {words:p} ?and ?so ?on; named {words:p} , {words:q} , …; prefix {words:p}",
        PartName,
    ),
    (
        "follow; follow ?ones|file ?as|while ?ones grow|grows|live; watch|follow|show new line|entry ?as ?ones ?appear|arrive|come|written ?in; =live; as ?ones|file grow|grows|written; in real time; realtime; continuously; tail|watch|follow ?log ?live; =tail -f; keep watching|showing|printing ?new ?line; keep show ?new line; new line as ones appear|arrive|written|added|come ?in; wait for new line; watch; keep follow|show|watch",
        Follow,
    ),
    (
        "?as|in ?nicely|neatly|pretty ?aligned table; ?as|in|into ?nicely|neatly|pretty aligned column ?table; in|as ?nice|neat|pretty table; align|aligned ?column; as ?nice|neat|pretty|readable column; ?with column align|aligned; ?nicely|neatly aligned; as table; pretty table; table ?form",
        Aligned,
    ),
    ("delete|without ?all|each digit|=numbers ?character; with ?all digit ?character delete", DelDigits),
    ("delete|without ?all|each|any punctuation ?character|mark|sign; with ?all punctuation delete", DelPunct),
    ("delete|without ?all|each|any ?double quote|quotes ?character|mark|sign; double quotes", DelQuotes),
    (
        "delete|without ?all|each|any single quote|quotes ?character|mark; delete|without ?all|each|any apostrophe|apostrophes",
        DelApostrophes,
    ),
    ("delete|without ?all|each|any comma|commas ?character", DelCommas),
    ("delete|without ?all|each|any =spaces ?character; delete|without ?all|each|any space character", DelSpaces),
    (
        "delete|without ?all|each|any space|whitespace ?and|or tab ?character; delete|without all =whitespace ?character",
        DelBlanks,
    ),
    ("delete|without ?all|each|any tab|tabs ?character", DelTabs),
    ("delete|without ?all|each|any ?html|xml tag|tags; html tags", DelTags),
    ("delete|without ?all|each|any =non-ascii ?character; non ascii ?character", DelNonAscii),
    ("delete|without ?all|any newline|newlines ?character; delete ?all line break|breaks", DelNewlines),
];

/// The compiled table.
pub(super) static TABLE: LazyLock<Table<Says>> = LazyLock::new(|| Table::new(WORDS, ROWS.to_vec()));

/// Turns of phrase that nothing but values and words that may be missing make up: they would take any words.
#[cfg(test)]
pub(super) fn unanchored() -> Vec<String> {
    let lexicon = crate::words::Lexicon::new(WORDS);
    let mut found = Vec::new();
    for (patterns, _) in ROWS {
        for text in patterns.split(';') {
            let pattern = crate::pattern::Pattern::new(text, &lexicon);
            let anchor = |it: &crate::pattern::Part| {
                !it.optional
                    && it.any.iter().all(|it| match it {
                        crate::pattern::Want::Slot(kind, _) => matches!(
                            kind,
                            crate::slots::Kind::File | crate::slots::Kind::Glob | crate::slots::Kind::Extension
                        ),
                        _ => true,
                    })
            };
            let wanted = text.split_whitespace().filter(|it| !it.starts_with('?')).count();
            if pattern.parts.iter().filter(|it| !it.optional).count() != wanted {
                found.push(format!("a word of no meaning: {}", text.trim()));
            }
            // A run of any words needs more than "in" or "with" to tell it.
            let open = pattern.parts.iter().flat_map(|it| &it.any).any(|it| {
                use crate::slots::Kind::{Name, Novel, Text, Words};
                matches!(it, crate::pattern::Want::Slot(Words | Name | Text | Novel, _))
            });
            if !pattern.parts.iter().any(|it| anchor(it) && !(open && it.joins)) {
                found.push(text.trim().to_owned());
            }
        }
    }
    found
}
