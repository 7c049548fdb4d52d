//! What people say in words of their own, told again in words that the reader knows: "throw away" is "delete".

use crate::files::archive;
use crate::literals::{Form, Token};
use crate::vocabulary;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What is said, and what it says. `a|b` are alternatives, `?a` may be missing; the first word is always there.
#[rustfmt::skip]
const SAYINGS: &[(&str, &str)] = &[
    // Doing away with something.
    ("throw|chuck|toss away|out", "delete"), ("throw|chuck|toss ?all it|them|those|these away|out", "delete them"), ("get rid of", "delete"), ("getting rid of", "delete"),
    ("do away with", "delete"), ("wipe|weed|clear|clean|sort out", "delete"), ("wipe|weed|clear|clean it|them out|away", "delete them"), ("clear|clean away|up", "delete"),
    ("ditch|scrap|discard|nuke|zap|eliminate|toss|obliterate", "delete"), ("dispose of", "delete"), ("kill off", "delete"),
    ("should|shall|must|can|may all|now be deleted|removed|erased|purged", "please delete"), ("should|shall|must be deleted|removed|erased|purged", "please delete"),
    ("has|have|need|needs to be deleted|removed|erased|purged", "please delete"), ("should|shall|must|can go away", "please delete"), ("has|have to go", "please delete"),
    // Looking for something.
    ("read-only|readonly for|by the|its|their owner and|but nothing|not|no ?access ?at ?all for|to|by ?all|the|any others|other|else|everyone|everybody|anyone|anybody|rest|group ?else|users|people ?and ?others", "set permissions to 400"), ("readable|writable|writeable and readable|writable|writeable for|by the|its|their owner and|but nothing|not|no ?access ?at ?all for|to|by ?all|the|any others|other|else|everyone|everybody|anyone|anybody|rest|group ?else|users|people ?and ?others", "set permissions to 600"),
    ("with their checksums|checksum|hashes", "with the same checksum"), ("print|show|list|display ?me ?the groups ?of ?names|name|files|duplicates|paths", ""), ("checksum|checksums and name|names|path|paths of every|each|all|the duplicate|duplicates|pair|group", ""), ("grouped ?together ?by ?content", ""), ("in|under our|my|the ?own code|codebase|sources", "here"), ("without ?the folder|path|directory|folders|directories in front", "without path"),
    ("only|just in|on|at the top|topmost|uppermost|outermost ?most folder|level|directory", "not recursively"), ("with ?their|its|the line counts|count", "line count of each file"),
    ("lines of code ?is|are", "lines"), ("loc", "lines"), ("root|system partition|disk|drive|filesystem|volume", "whole disk"), ("root file system", "whole disk"), ("and ?then delete|remove|erase|drop the|all older|other|others|rest|remaining ?ones|files|backups", ""), ("by|through|via|using|comparing their|its|the checksum|checksums|hash|hashes|md5|sha256", "with the same checksum"), ("home directory|folder of each|every user", "home folder each"), ("how many megabytes|mb|megs do|does|is|are", "how much space in megabytes do"), ("how many kilobytes|kb do|does|is|are", "how much space in kilobytes do"),
    ("the function|variable|method|class|constant|macro|symbol|identifier|setting|option|parameter", "the text"), ("a|any function|variable|method|class|constant|macro|symbol|identifier named|called", "the text"), ("for|of function|variable|method|class|constant|macro|symbol|identifier", "@ text"),
    ("setuid|suid|setgid|sgid binaries|programs|executables|binary|program", "@ files"),
    ("how do|can|could|would|should|might i|we|you|one", ""), ("how to", ""), ("what|which is|was the|a command|way|best|easiest ?way to|for", ""), ("is there a|any|some way|command to|for", ""), ("i|we need|want|look|looking ?for a command|way that|which|to", ""), ("i'm looking for a command|way that|which|to", ""), ("command|commands to|for", ""), ("are|is there any|some|still", "which"), ("do|does i|we have any|some", "which"), ("get me|us", "show me"), ("i|we need|want|wanna|would|we'd|i'd|d ?like ?to know|see|find|get", "show"), ("make|get|give|compile|create|print ?me a|the list|listing|overview|inventory of", "list"), ("produce|output|generate a|the list|listing of", "list"),
    ("either case", "any case"), ("either", ""), ("at ?the ?very bottom", "last"), ("links|symlinks|link|symlink that|which are|is dead|broken|dangling|stale", "broken links"), ("links|symlinks that|which don't|dont|do ?not|no ?longer work|resolve|lead|point ?anywhere|anymore", "broken links"),
    ("contain|contains|containing|include|includes|including|have|has the|a|an ?exact line|header|string|text|phrase|call|import|statement", "contain"), ("do|does ?not contain|include|have the|a|an ?exact line|header|string|text|phrase", "not contain"),
    ("wherever they|it occur|occurs|are|is|appear|appears", "recursively"),
    ("after printing|listing|showing their|the|its names|name|paths|path", "and print them"),
    ("hunt|track down", "find"), ("hunt for", "find"), ("dig|fish|ferret|root out|up", "find"), ("seek|search|look out", "find"), ("come up with", "find"),
    ("i|we am|are looking|searching for", "find"), ("i'm|we're looking|searching for", "find"), ("i'm|we're after", "find"), ("i|we search ?for", "find"), ("i|we seek", "find"),
    ("have a look for", "find"), ("spot", "find"), ("detect|discover", "find"), ("point me to|at", "find"), ("where can i find", "find"), ("get hold of", "find"),
    ("bring|pull up", "show"), ("print|list|write|spit out", "show"), ("let me see|have", "show"), ("let us see", "show"), ("present me", "show"), ("name all", "show all"), ("name every", "show every"), ("name the files", "show the files"), ("name me", "show"),
    ("i|we want|need|like|wish ?to know|see ?which|what", "show which"), ("i'd like|love to know|see ?which|what", "show which"), ("would like to know|see ?which|what", "show which"),
    ("what about", "show"), ("could i|we have|see|get", "show"), ("can i|we have|see|get", "show"), ("may i|we have|see|get", "show"), ("give an overview of", "show"),
    ("lying|laying|sitting|floating|hanging|flying|scattered|strewn|kicking around|about", ""), ("lie|lay|sit|float around|about", ""), ("laying|scattered|tucked|buried|sits|residing|resting|kept|saved|present|situated|placed in|under|below|inside", "in"), ("lay|lays in|under|below", "in"), ("left behind|over", ""), ("leftover|leftovers", ""), ("that|which are|is left", ""),
    // Sizes.
    ("fatter|weightier|chunkier", "bigger"), ("bulkiest|chunkiest|hugest|weightiest|greatest", "biggest"), ("littlest|thinnest|teeniest|tiniest", "smallest"),
    ("north of", "over"), ("upward|upwards of", "over"), ("in excess of", "over"), ("beyond", "over"), ("passing|topping|surpassing|surpass|exceeds", "over"), ("larger|bigger|older|newer|smaller|more|less|younger as", "@ than"),
    ("not|no exceeding|exceed", "at most"), ("a minimum of", "at least"), ("a maximum of", "at most"), ("with a minimum size of", "with size at least"), ("with a maximum size of", "with size at most"),
    ("on|at ?the top|front", "first"), ("heavier|weightier", "bigger"), ("everyone|everybody|anyone should|must|shall be able to read", "make readable for everyone"), ("is there still|any|enough space|room on", "how much space is free on"), ("is there still|any|enough space|room left on", "how much space is free on"),
    ("weigh|weighs|weighing in at", ""), ("weigh|weighs|weighing over|above|beyond", "over"), ("weigh|weighs|weighing more than", "over"), ("weigh|weighs|weighing less than", "under"), ("weigh|weighs|weighing under|below", "under"), ("weigh|weighs|weighing at least", "at least"), ("weigh|weighs|weighing at most", "at most"), ("weigh|weighs|weighing between", "between"),
    ("how heavy|fat|bulky|weighty", "how big"), ("how much does|do", "how much space does"), ("how much space|room|storage|disk is|are", "how much space does"), ("how much is|are", "how much space does"), ("weigh|weighs|waste|wastes|wasting|swallow|swallows|devour|devours|gobble|gobbles|hogs|claim|claims|guzzle|guzzles|burn|burns", "take"), ("gobble|gobbles|hog|hogs|use|uses|swallow|swallows|eat|eats up", "take up"), ("is|are|being eaten|used|taken|occupied|swallowed up by", "take"), ("is|are|being eaten|used|taken|occupied|swallowed by", "take"), ("how much space|room|storage is|are used|taken|occupied ?up by", "how much space does"),
    ("storage", "space"), ("room", "space"), ("in|of total size", "total size"), ("in one sum|figure|number", "in total"), ("all in all", "in total"), ("all told", "in total"), ("put together", "together"), ("taken together", "together"), ("lumped together", "together"), ("grand total", "total"),
    ("size|sized descending|desc", "size descending"), ("the fattest|biggest|largest|heaviest comes|come|at|on first|top", "biggest first"), ("big|large|fat|heavy ones|one|files first", "biggest first"), ("small|little ones|one|files first", "smallest first"),
    // Times.
    ("a fortnight", "14 days"), ("fortnight", "14 days"), ("two weeks' time", "14 days"), ("half a year", "182 days"), ("six months", "180 days"), ("a quarter of a year", "90 days"),
    ("been read|used|looked ?at", "been accessed"), ("was|were read|looked ?at", "was accessed"), ("nobody|noone ?has|have read|opened|used|looked ?at", "not accessed"), ("no one ?has|have read|opened|used|looked ?at", "not accessed"), ("no one ?has|have touched|changed|edited|modified", "not modified"), ("not read|opened|used", "not accessed"), ("unread", "not accessed"), ("last use|access|read", "last accessed"), ("last write|edit|change|save", "last modified"),
    ("been|was|were written ?to", "been modified"), ("been|was|were saved|worked|fiddled|tampered|messed ?on|with", "been modified"), ("i|we ?have saved|worked ?on", "modified"), ("worked on", "modified"), ("i've|we've changed|modified|edited|touched|worked|saved ?on", "modified"), ("came|come in", "modified"), ("aged", "older than"), ("untouched|unmodified|unchanged since|for", "not modified for"), ("idle since|for", "not modified for"), ("in the course of", "in"), ("in the space of", "in"),
    ("a day ago", "1 day ago"), ("a week ago", "7 days ago"), ("a month ago", "30 days ago"), ("a year ago", "365 days ago"), ("past|last 24 hours", "last 24 hours"), ("most freshly|lately", "most recently"), ("lately changed|modified", "recently changed"),
    // Places.
    ("inside of", "in"), ("out of", "from"), ("down|over|deep|somewhere|anywhere in|under|below", "in"), ("right|just here", "here"), ("in the cwd|pwd", "here"), ("cwd|pwd", "here"), ("around here", "here"), ("where i am", "here"), ("where i'm", "here"), ("beneath here", "here"), ("the folder i'm|im in", "the current folder"), ("the place i'm in", "here"), ("here and below|beneath|deeper", "here"), ("below|under|beneath here", "here"), ("from here down|downward|downwards", "here recursively"), ("sub directories|folders|dirs", "subfolders"), ("sub directory|folder|dir", "subfolder"), ("nested folders|directories|dirs|ones", "subfolders"),
    ("at|on|in any|whatever|every|all level|levels|depth|depths", "recursively"), ("no matter how deep", "recursively"), ("however deep", "recursively"), ("all the way down", "recursively"), ("and further down", "recursively"), ("and downward|downwards", "recursively"), ("incl|inc|incl. subfolders|subdirectories|subdirs", "including subfolders"), ("with all its|the|their subfolders|subdirectories|subdirs", "including subfolders"), ("plus subfolders|subdirectories|subdirs", "including subfolders"),
    ("without recursing|descending|recurring", "not recursively"), ("don't|dont recurse|descend", "not recursively"), ("do not recurse|descend", "not recursively"), ("no recursing|descending", "not recursively"), ("without going|looking|digging deeper|down|further", "not recursively"), ("not going|looking deeper|further|down", "not recursively"), ("don't|dont|not go|look|dig deeper|further|down", "not recursively"), ("this|that level only", "not recursively"), ("only this|one|that level", "not recursively"), ("one|first level only", "not recursively"), ("in itself", ""), ("non recursive|recursively", "not recursively"), ("without the|any|its subfolders|subdirectories|subdirs", "not recursively"), ("excluding deeper|nested ones", "not recursively"), ("not counting deeper|nested ones", "not recursively"),
    // Leaving out.
    ("apart|aside from", "except"), ("other than", "except"), ("save for", "except"), ("with the exception of", "except"), ("with exception of", "except"), ("excepting|barring|sans", "except"), ("leaving aside|out", "leaving out"), ("leave aside", "leave out"), ("not counting|including|considering|looking at|in|into", "except in"), ("not counting|including|considering", "except"), ("without counting|including|considering|touching", "except"), ("without looking|going|searching in|into|inside", "except in"), ("stay|staying|keep|keeping out of", "except in"), ("don't|dont look|search|go in|into|inside", "except in"), ("do not look|search|go in|into|inside", "except in"), ("don't|dont count|include|consider|touch", "except"), ("do not count|include|consider|touch", "except"), ("disregard|disregarding|passing over", "except"), ("everything|anything|all but", "everything except"), ("but never in", "except in"), ("but nothing in|from|under", "except in"), ("but none in|from|under", "except in"), ("but nothing|none of", "except"), ("and nothing in|from|under", "except in"), ("nothing else", ""), ("nothing more", ""), ("and that's it", ""), ("but spare|sparing", "except"),
    // Texts.
    ("refer|refers|referring|refering to", "contain"), ("talk|talks|talking|speak|speaks|speaking about|of", "contain"), ("carry|carries|carrying|feature|features|featuring|holds|hold", "contain"), ("shows|show|turns|turn|crops|crop|pops|pop up", "appears"), ("in which|what of the files|file stands|stand|occurs|occur|appears|appear", "which files contain"), ("in which|what files|file stands|stand|occurs|occur|appears|appear", "which files contain"), ("in which|what files|file is|are there", "which files contain"), ("where|which stands|stand", "which contain"), ("with|bearing the inscription|content", "containing"), ("bearing", "containing"), ("there is|are a|the word", "contain the word"),
    ("no matter whether|if|how ?it|it's ?is ?in ?written|spelled|spelt|big|upper|uppercase|lower|lowercase ?or|and|case ?in ?lower|uppercase|lowercase|upper|small ?case|letters|or ?not", "ignoring case"), ("in whatever|any case|spelling|capitalisation|capitalization", "ignoring case"), ("in upper or lower case", "ignoring case"), ("whether|be ?it ?is ?in upper|big|small|lower|capitals|capitalised|capitalized|uppercase|lowercase or ?in ?lower|not|small|big|upper|lowercase|uppercase ?case|letters", "ignoring case"), ("big|small or|and small|big letters", "ignoring case"), ("capitals|caps or not", "ignoring case"), ("upper and lower case alike", "ignoring case"), ("ignoring upper|lower|capital ?and|or|/ ?lower|small|upper ?case|letters", "ignoring case"), ("don't|dont care about case", "ignoring case"), ("case be damned", "ignoring case"), ("case is unimportant|irrelevant", "ignoring case"),
    // Who may do what, and whose it is.
    ("everyone|everybody|anyone|anybody except|but|besides the|its|their owner", "the group and others"), ("everyone|everybody|anyone|anybody except|but me|myself", "the group and others"), ("all|everyone|everybody apart from the|its|their owner", "the group and others"), ("everyone|everybody|anyone|anybody else", "the group and others"), ("all other people|users|ones", "others"), ("all others", "others"), ("the rest of the world", "others"), ("other people", "others"), ("for|from|by|of the rest", "for others"), ("strangers|outsiders", "others"), ("just anybody|anyone", "anybody"), ("and show|tell|print|list ?me how much ?disk space each ?one|folder|directory|of ?them needs|need|takes|take|uses|use|occupies|occupy ?up", "with their size"), ("and how much ?disk space each ?one|folder|directory|of ?them needs|need|takes|take|uses|use|occupies|occupy ?up", "with their size"), ("and how big|large each ?one|of ?them is", "with their size"), ("and how big|large they are", "with their size"), ("privileges|privilege", "permissions"),
    ("should|shall|must|ought ?now belong to", "set the owner to"), ("should|shall|must be owned by", "set the owner to"), ("has|have|needs|need to belong to", "set the owner to"), ("has|have|needs|need to be owned by", "set the owner to"), ("hand|give ownership of", "set the owner of"), ("assign ownership of", "set the owner of"), ("transfer the ?ownership of", "set the owner of"), ("in the hands|possession|name of", "owned by"), ("that|which are|is the property of", "owned by"), ("property of", "owned by"), ("created|made|written by user", "owned by user"),
    ("any program|person|user can|may", "everyone can"), ("world writable|writeable", "world-writable"), ("world readable", "world-readable"),
    ("should|shall|must|may only be readable and writable|writeable by|for|to the|its|their owner", "set permissions to 600"), ("should|shall|must|may be readable and writable|writeable only by|for|to the|its|their owner", "set permissions to 600"), ("should|shall|must|may be readable and writable|writeable by|for|to the|its|their owner only|alone", "set permissions to 600"), ("should|shall|must|may only be read and written by the|its|their owner", "set permissions to 600"),
    ("should|shall|must all|both|also|only be readable|writable|writeable|executable|read-only|readonly|accessible|world-readable|group-writable|group-readable", "make @$"), ("should|shall|must be readable|writable|writeable|executable|read-only|readonly|accessible|world-readable|group-writable|group-readable", "make @$"), ("has|have|need|needs|ought to be readable|writable|writeable|executable|read-only|readonly|accessible|world-readable|group-writable|group-readable", "make @$"), ("needs|need the execute|executable bit|permission|right ?set", "make executable"),
    // Archives.
    ("back up", "pack"), ("backing up", "pack"), ("and put|lay|place|drop|store|stick it|them|everything|that|those in|into|under|to|at|inside", "into"), ("and put|lay|place|drop|store|stick it|them right|just here", "here"), ("which|that doesn't|dont|don't exist yet", "and make it if needed"), ("which|that does|do not exist yet", "and make it if needed"), ("which|that doesn't|does ?not exist", "and make it if needed"), ("and create the|that directory|folder ?if ?it|that ?does|doesn't|is ?not|missing ?exist ?yet", "and make it if needed"), ("creating the|that|this directory|folder|it if needed|necessary|missing", "and make it if needed"), ("create|creating it|this|the ?folder|directory first", "and make it if needed"), ("but|and leave|keep it|them packed|compressed|zipped", "without unpacking"), ("leaving it|them packed|compressed|zipped", "without unpacking"), ("peek|look|peep into|inside", "show the contents of"), ("blow up", "unpack"), ("unpack|extract|unzip ?it|them|everything right here", "unpack here"),
    // The disk.
    ("on the disk|partition|drive|filesystem|volume which|that holds|contains|carries|hosts", "on"), ("of the disk|partition|drive|filesystem|volume which|that holds|contains|carries|hosts", "on"), ("on the disk|partition|drive|filesystem|volume holding|containing|under|of", "on"), ("how much is left on", "how much space is left on"), ("how much is free on", "how much space is free on"),
    // Of what is left of a whole.
    ("the total only", "in total"), ("only the total", "in total"), ("just the total", "in total"), ("and show|print the total only", "in total"), ("and show|print only|just the total", "in total"),
    ("executables among the regular files", "executable regular files"), ("by the disk|storage space they occupy|use|take|need", "by size"), ("by the space they occupy|use|take|need", "by size"), ("by how much ?disk space they occupy|use|take|need", "by size"),
    ("point|points|pointing|lead|leads|leading to something|somewhere|anything|things in|under|below|inside", "point into"),
    ("without creating the folders|directories stored in the archive|zip", "without folder names"), ("without creating ?any|its|the|their folders|directories|subfolders|subdirectories", "without folder names"), ("flat|flattened into", "without folder names into"), ("without its|their|the folder|folders|path|paths", "without folder names"),
    ("in|during|from the year", "@"), ("leaving ?the ?regular files as they are|were", ""), ("leave|leaving ?the ?empty files alone|untouched", ""),
    ("belong|belonging|belongs to a user|owner who|that no longer exists", "without owner"), ("with|having no ?valid owner", "without owner"),
    ("subfolders|subdirectories|subdirs included", "recursively"), ("for the name|names", "for the text"), ("context before and after|behind ?each|every|the ?it|them|match|hit|occurrence", "context"),
    ("whose permissions|permission|mode are|is exactly", "with permissions"), ("into its|their own folder|directory|folders|directories named|called after|like the|its|each|their zip|archive ?file", "into its own folder"),
    ("most frequent|common|numerous first", "biggest first"),
    ("don't|dont|not|never recurse|descend|go|look into|in", "except in"), ("do not recurse|descend|go|look into|in", "except in"), ("without descending|going|recursing into|in", "except in"), ("not descending|recursing into|in", "except in"),
    ("exactly zero|0 bytes|byte ?in ?size|long|large", "empty"), ("zero|0 bytes|byte in size", "empty"), ("leaving|leave out|aside ?the ?all symbolic|soft links", "not symbolic links"), ("leaving|leave out|aside ?the ?all symlinks", "not symbolic links"),
    ("that|which were|was|got ?most changed|modified|edited|touched|updated last|lately|latest $", "newest first"), ("changed|modified|edited|touched|updated last $", "newest first"),
    ("should|shall|must ?all be compressed|gzipped", "compress"), ("has|have|need|needs to be compressed|gzipped", "compress"), ("should|shall|must ?all be moved|put to|into", "move to"), ("has|have|need|needs to be moved to|into", "move to"), ("should|shall|must ?all be copied to|into", "copy to"), ("has|have|need|needs to be copied to|into", "copy to"), ("should|shall|must ?all be packed|archived|zipped into|in|to|as", "pack into"),
    ("-> executable", "make executable"), ("-> readable|writable|writeable|read-only", "make @$"),
    ("what's|whats|who's hogging|eating|taking|using|wasting|filling|occupying ?up ?all|most|so ?of|much ?the|my ?disk space|room|storage", "what takes up the most space"), ("what|who is hogging|eating|taking|using|wasting|filling|occupying ?up ?all|most|so ?of|much ?the|my ?disk space|room|storage", "what takes up the most space"),
    // Kinds.
    ("dot files|file", "hidden files"), ("dot-files", "hidden files"), ("dot folders|directories|dirs", "hidden folders"), ("sources|source files|code", "files"), ("soft-links|softlinks|sym-links", "symlinks"), ("soft|sym links", "symlinks"), ("leading|pointing|going into the void|nowhere|nothing", "pointing nowhere"), ("to nowhere|nothing", "nowhere"), ("into the void", "nowhere"),
];

/// A saying, cut into parts.
struct Saying {
    parts: Vec<(bool, Vec<&'static str>)>,
    means: &'static str,
}

/// The sayings by their first words.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<Saying>>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Vec<Saying>> = HashMap::new();
    for (said, means) in SAYINGS {
        let (firsts, rest) = said.split_once(' ').unwrap_or((said, ""));
        for first in firsts.split('|') {
            let parts = rest.split_whitespace().map(|it| {
                let (optional, words) = it.strip_prefix('?').map_or((false, it), |it| (true, it));
                (optional, words.split('|').collect())
            });
            all.entry(first).or_default().push(Saying { parts: parts.collect(), means });
        }
    }
    all
});

/// The same request in words that the reader knows.
pub(crate) fn plain<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let lower = |it: &Token<'_>| match it.form {
        Form::Word => it.text.to_lowercase().replace('’', "'"),
        Form::Number | Form::Sign => it.text.to_owned(),
        _ if it.is_mark() => ".".to_owned(),
        _ => String::new(),
    };
    let words: Vec<String> = tokens.iter().map(lower).collect();
    let mut told: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    if let Some(again) = turned(tokens, &words) {
        return plain(&again);
    }
    if let Some(verb) = first_of_two(tokens, &words) {
        told.extend(tokens[..verb.0].iter().cloned());
        told.extend(verb.1.split(' ').map(|it| -> Token<'a> { word(it) }));
        at = verb.0 + 1;
    }
    let thrown = at > 0 && told.last().is_some_and(|it| it.is("delete"));
    while at < tokens.len() {
        // "throw them away" is told by its first word.
        if thrown && words[at] == "away" {
            at += 1;
            continue;
        }
        // "delete the old ones but keep the sql dumps": those are left out.
        if matches!(words[at].as_str(), "keep" | "keeping" | "preserve" | "retain" | "spare")
            && told.iter().any(|it| it.is("delete"))
            && !tokens[at + 1..].iter().filter(|it| !it.is(vocabulary::FILLER)).take(3).any(|it| {
                it.number.is_some()
                    || it.is_any("newest oldest last first biggest smallest keep ones only most pack all each recent")
            })
        {
            if told.last().is_some_and(|it| it.is("but")) {
                told.pop();
            }
            told.push(word("except"));
            at += 1;
            continue;
        }
        // Who asks how to delete has not ordered it.
        let asks = words[at] == "how" && tokens.iter().any(|it| it.is("delete"));
        let sayings = BY_FIRST.get(words[at].as_str()).filter(|_| !asks).map_or(&[][..], Vec::as_slice);
        let found = sayings.iter().filter_map(|it| end_of(it, &words, at + 1).map(|end| (end, it.means)));
        if let Some((end, means)) = found.max_by_key(|it| it.0) {
            // "@" is the first word as it was, "@$" the last.
            told.extend(means.split_whitespace().map(|it| match it {
                "@" => tokens[at].clone(),
                "@$" => tokens[end - 1].clone(),
                _ => word(it),
            }));
            at = end;
        } else if let Some(owner) = possessor(tokens, at) {
            told.push(tokens[at + 1].clone());
            told.extend(["owned", "by"].map(word));
            told.push(owner);
            at += 2;
        } else {
            told.push(tokens[at].clone());
            at += 1;
        }
    }
    told
}

/// The parts of a request in another order: "src: python files", "give bob ownership of data".
fn turned<'a>(tokens: &[Token<'a>], words: &[String]) -> Option<Vec<Token<'a>>> {
    let said = |text: &'static str| -> Token<'a> { word(text) };
    // The place stands before a colon.
    if let [place, colon, rest @ ..] = tokens
        && colon.text == ":"
        && rest.len() > 1
        && !rest.iter().any(|it| it.text == ":" || it.is("in"))
        && (place.form == Form::Path || place.form == Form::Word && place.concept.is_empty())
    {
        let end = rest.iter().rposition(|it| !it.is_mark())? + 1;
        let mut told = rest[..end].to_vec();
        told.push(said("in"));
        told.push(place.clone());
        return Some(told);
    }
    // "anna should own report.txt"
    if let Some(own) = (2..words.len()).find(|it| words[*it] == "own")
        && matches!(words[own - 1].as_str(), "should" | "shall" | "must")
    {
        let group = tokens[..own - 1].iter().any(|it| it.is("group"));
        let mut names = tokens[..own - 1].iter().filter(|it| !it.is(vocabulary::FILLER) && !it.is_any("group user"));
        let name = names.next().filter(|it| it.form == Form::Word && !it.means())?;
        let end = tokens.iter().rposition(|it| !it.is_mark())? + 1;
        if names.next().is_some() || end <= own + 1 {
            return None;
        }
        let mut told: Vec<Token<'a>> =
            ["set", "the", if group { "group" } else { "owner" }, "of"].into_iter().map(said).collect();
        told.extend(tokens[own + 1..end].iter().cloned());
        told.push(said("to"));
        told.push(Token { concept: "", guessed: false, ..name.clone() });
        return Some(told);
    }
    let first = tokens.iter().position(|it| !it.is(vocabulary::FILLER))?;
    let gives = matches!(words[first].as_str(), "give" | "grant" | "make" | "hand");
    let owner =
        (first + 2..words.len().min(first + 5)).find(|it| matches!(words[*it].as_str(), "owner" | "ownership"))?;
    let name = tokens.get(first + 1..owner)?.iter().filter(|it| !it.is(vocabulary::FILLER) && !it.is("user"));
    let mut name = name.collect::<Vec<_>>().into_iter();
    let (Some(name), None) = (name.next(), name.next()) else { return None };
    let of = matches!(words.get(owner + 1).map(String::as_str), Some("of" | "over" | "on"));
    if !gives || !of || name.form != Form::Word || name.means() {
        return None;
    }
    let end = tokens.iter().rposition(|it| !it.is_mark())? + 1;
    let mut told: Vec<Token<'a>> = ["set", "the", "owner", "of"].into_iter().map(said).collect();
    told.extend(tokens.get(owner + 2..end)?.iter().cloned());
    told.push(said("to"));
    told.push(Token { concept: "", guessed: false, ..name.clone() });
    Some(told)
}

/// A first word that what comes later explains: its place, and what it says.
fn first_of_two(tokens: &[Token<'_>], words: &[String]) -> Option<(usize, &'static str)> {
    let first = tokens.iter().position(|it| !it.is(vocabulary::FILLER))?;
    let later = |wanted: &[&str]| words[first + 1..].iter().any(|it| wanted.contains(&it.as_str()));
    let archive = |it: &Token<'_>| archive::format(it.text).is_some();
    let from_archive = (first + 1..tokens.len()).any(|it| {
        archive(&tokens[it]) && words[first + 1..it].iter().rev().take(4).any(|it| matches!(it.as_str(), "from" | "of"))
    });
    let into_archive = (first + 1..tokens.len())
        .any(|it| archive(&tokens[it]) && words[first + 1..it].iter().rev().take(4).any(|it| it == "into"));
    match words[first].as_str() {
        "what" if later(&["weigh"]) => Some((first, "how much space")),
        "take" | "pull" | "pick" | "fetch" | "grab" | "restore" | "retrieve" | "bring" | "recover" | "get" | "only"
        | "just"
            if from_archive && !into_archive =>
        {
            Some((first, "extract"))
        }
        "stuff" | "squeeze" | "squash" | "roll" | "stick" | "shove" | "wrap" | "collect" | "gather" | "throw"
        | "put"
            if into_archive && !from_archive =>
        {
            Some((first, "pack"))
        }
        "throw" | "chuck" | "toss" if later(&["away"]) && words.get(first + 1).is_some_and(|it| it != "away") => {
            Some((first, "delete"))
        }
        _ => None,
    }
}

/// "carol's files": whose they are.
fn possessor<'a>(tokens: &[Token<'a>], at: usize) -> Option<Token<'a>> {
    let token = &tokens[at];
    let name = token.text.strip_suffix("'s").or_else(|| token.text.strip_suffix("’s"))?;
    let plain = token.form == Form::Word && !token.means() && name.bytes().all(|it| it.is_ascii_lowercase());
    let things = tokens.get(at + 1)?.is_any("file folder thing");
    (plain && things && name.len() > 1).then(|| Token { text: name, concept: "", guessed: false, ..token.clone() })
}

/// Where a saying ends that began before a token.
fn end_of(saying: &Saying, words: &[String], start: usize) -> Option<usize> {
    let mut at = start;
    for (optional, part) in &saying.parts {
        if part.as_slice() == ["$"] {
            if words.get(at).is_some_and(|it| it != ".") {
                return None;
            }
        } else if words.get(at).is_some_and(|it| part.contains(&it.as_str())) {
            at += 1;
        } else if !optional {
            return None;
        }
    }
    Some(at)
}

fn word(text: &'static str) -> Token<'static> {
    let (concept, guessed, number) = vocabulary::look_up(text);
    let form = if text.bytes().all(|it| it.is_ascii_digit()) { Form::Number } else { Form::Word };
    let number = number.or_else(|| text.parse().ok());
    Token { text, span: 0..0, concept, guessed, form, number }
}
