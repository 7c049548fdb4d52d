//! What the words of a summary claim: the families of words for one thing that a command may do.

/// One thing that a summary may claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    Deletes,
    Overwrites,
    Writes,
    Appends,
    Changes,
    Sends,
    Fetches,
    Network,
    Installs,
    Root,
    Stops,
    Starts,
    Runs,
    Moves,
    Copies,
    Makes,
    Packs,
    Unpacks,
    Encrypts,
    Decrypts,
    Counts,
    Sorts,
    Searches,
    Compares,
    Merges,
    Splits,
    Mounts,
    Unmounts,
    Enables,
    Disables,
    Locks,
    Unlocks,
    Waits,
    Watches,
    Schedules,
    Cleans,
    Permits,
    Owns,
    Forces,
    Rehearses,
    Restores,
    Safe,
    First,
    Last,
    Below,
    Everything,
    Hidden,
    Empty,
    Older,
    Newer,
    Larger,
    Smaller,
    Reverse,
    Unique,
    Case,
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
    Bytes,
    Here,
    Home,
    Parent,
    Temporary,
    Secret,
    Link,
    Process,
    Service,
    Container,
    Pod,
    Image,
    Volume,
    Cluster,
    Database,
    Key,
    Message,
    Package,
    Branch,
    User,
    Disk,
    Size,
    Time,
    Name,
    Error,
    Background,
}

use Sense::{
    Appends, Background, Below, Branch, Bytes, Case, Changes, Cleans, Cluster, Compares, Container, Copies, Counts,
    Database, Days, Decrypts, Deletes, Disables, Disk, Empty, Enables, Encrypts, Error, Everything, Fetches, First,
    Forces, Here, Hidden, Home, Hours, Image, Installs, Key, Larger, Last, Link, Locks, Makes, Merges, Message,
    Minutes, Months, Mounts, Moves, Name, Network, Newer, Older, Overwrites, Owns, Package, Packs, Parent, Permits,
    Pod, Process, Rehearses, Restores, Reverse, Root, Runs, Safe, Schedules, Searches, Seconds, Secret, Sends, Service,
    Size, Smaller, Sorts, Splits, Starts, Stops, Temporary, Time, Unique, Unlocks, Unmounts, Unpacks, User, Volume,
    Waits, Watches, Weeks, Writes, Years,
};

/// What tells that something is written.
pub(super) const WRITING: &[Sense] = &[
    Writes, Overwrites, Appends, Changes, Moves, Copies, Makes, Packs, Unpacks, Encrypts, Decrypts, Fetches, Installs,
    Merges, Splits, Deletes, Owns, Permits,
];

/// What a summary must say where our sentences do.
pub(super) const MUST: &[Sense] = &[Deletes, Overwrites, Sends, Installs, Stops, Rehearses, Counts];

/// What goes from one thing to another, and is named in that order.
pub(super) const DIRECTED: &[Sense] = &[Copies, Moves, Sends, Fetches, Overwrites];

/// Beginnings of words, with what such a word claims. A word with `=` is meant as it stands.
const SENSES: &[(Sense, &str)] = &[
    (
        Deletes,
        "delet remov eras wipe wiping purg destroy clear discard unlink shred drop dump prun lose loses lost gone rid uninstall trash",
    ),
    (Overwrites, "overwrit replac =over truncat"),
    (Writes, "writ save saving saves saved stor output =into export record redirect"),
    (Appends, "append =adds =add =adding =end"),
    (Changes, "chang edit modif alter =sets =set adjust convert transform substitut updat updates renam swap"),
    (Sends, "send sent upload transmit post push publish submit shar deliver forward"),
    (Fetches, "download fetch pull retriev receiv"),
    (
        Network,
        "network server remote internet web website ssh online host url address connect =site http request repository",
    ),
    (Installs, "install upgrad"),
    (Root, "root sudo superuser administ admin privileg elevat"),
    (Stops, "stop kill end =ends terminat quit halt shut abort close closes interrupt"),
    (Starts, "start launch boot restart reboot"),
    (Runs, "run execut invok =calls =calling"),
    (Moves, "mov renam"),
    (Copies, "cop duplicat mirror sync backup back-up =backs clone clon"),
    (Makes, "make making makes made creat generat build built produc"),
    (Packs, "pack compress archiv bundl"),
    (Unpacks, "unpack extract decompress unzip uncompress inflat"),
    (Encrypts, "encrypt sign"),
    (Decrypts, "decrypt decod"),
    (Counts, "count total sum =often =many tally tallies number numbers"),
    (Sorts, "sort order rank arrang"),
    (Searches, "search find match look filter contain grep keep"),
    (Compares, "compar differ diff"),
    (Merges, "merg join concat combin"),
    (Splits, "split cut divid"),
    (Mounts, "mount"),
    (Unmounts, "unmount umount detach eject"),
    (Enables, "enabl activat"),
    (Disables, "disabl deactivat"),
    (Locks, "=lock =locks =locked =locking"),
    (Unlocks, "unlock"),
    (Waits, "wait sleep paus delay"),
    (Watches, "watch follow monitor continu =goes"),
    (Schedules, "schedul cron"),
    (Cleans, "clean tidy tidies"),
    (Permits, "permission mode access readable =writable =executable"),
    (Owns, "owner"),
    (Forces, "forc ask prompt confirm"),
    (Rehearses, "would preview simulat rehears dry pretend"),
    (Restores, "restor recover undo undoes revert rollback"),
    (Safe, "safe harmless secure securely safely"),
    (First, "first begin top head earliest"),
    (Last, "last bottom tail latest final"),
    (Below, "recurs below subfolder subdirector nested descend underneath everything"),
    (Everything, "all every everything entire whole each any"),
    (Hidden, "hidden dot dotfile"),
    (Empty, "empty empties"),
    (Older, "older more than ago before old"),
    (Newer, "newer younger recent within after"),
    (Larger, "larg big greater exceed more"),
    (Smaller, "small less fewer under"),
    (Reverse, "revers descend backward"),
    (Unique, "unique once duplicate duplicates equal distinct repeated"),
    (Case, "case upper lower uppercase lowercase capital"),
    (Seconds, "=second =seconds"),
    (Minutes, "minute"),
    (Hours, "hour"),
    (Days, "=day =days daily"),
    (Weeks, "week"),
    (Months, "month"),
    (Years, "year"),
    (Bytes, "byte kilobyte megabyte gigabyte mib gib kib mb gb kb"),
    (Here, "current"),
    (Home, "home"),
    (Parent, "parent"),
    (Temporary, "tempor"),
    (Secret, "secret password credential token"),
    (Link, "link symlink shortcut"),
    (Process, "process program"),
    (Service, "service daemon unit"),
    (Container, "container"),
    (Pod, "pod"),
    (Image, "image picture"),
    (Volume, "volume"),
    (Cluster, "cluster deployment namespace"),
    (Database, "database table record row"),
    (Key, "key certificate"),
    (Message, "mail message"),
    (Package, "package dependenc library libraries"),
    (Branch, "branch commit tag"),
    (User, "user account group"),
    (Disk, "disk device partition drive"),
    (Size, "size space"),
    (Time, "time date"),
    (Name, "rename"),
    (Error, "error fail"),
    (Background, "background"),
];

impl Sense {
    /// Whether only what we say of a call bears it out: what we say of a flag is about all its uses.
    pub(super) fn is_telling(self) -> bool {
        self <= Owns || matches!(self, First | Last | Older | Newer | Larger | Smaller | Reverse | Unique | Empty)
    }

    /// Whether it is something that is done, rather than to what or how.
    pub(super) fn is_deed(self) -> bool {
        self <= Schedules && !matches!(self, Network | Root | Writes | Appends)
    }
}

/// What a word in lower case claims.
pub(super) fn senses_of(word: &str) -> impl Iterator<Item = Sense> + '_ {
    let is_it = move |it: &str| match it.strip_prefix('=') {
        Some(exact) => exact == word,
        // A short word is the whole word, with an ending.
        None if it.len() < 4 => word.strip_prefix(it).is_some_and(|end| {
            // "Running", "cutting".
            let end = end.strip_prefix(it.chars().next_back().unwrap_or(' ')).filter(|it| it.len() > 1).unwrap_or(end);
            ["", "s", "es", "ing", "ed", "y", "ies", "ied", "ying", "er"].contains(&end)
        }),
        None => word.starts_with(it),
    };
    SENSES.iter().filter(move |(_, words)| words.split(' ').any(is_it)).map(|it| it.0)
}

/// Words that turn around what follows.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "without"
            | "nothing"
            | "none"
            | "neither"
            | "nor"
            | "cannot"
            | "nobody"
            | "instead"
            | "rather"
            | "only"
            | "just"
            | "merely"
            | "simply"
            | "avoids"
            | "prevents"
            | "prevent"
            | "avoid"
    )
}

/// Words that say what is left out.
pub(super) fn is_exclusion(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "except"
            | "unless"
            | "excluding"
            | "exclude"
            | "excludes"
            | "skips"
            | "skipping"
            | "other"
            | "ignoring"
            | "ignores"
    )
}

/// Words of somebody who gives advice.
pub(super) fn is_order(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "your"
            | "we"
            | "i"
            | "please"
            | "should"
            | "must"
            | "try"
            | "use"
            | "run"
            | "type"
            | "execute"
            | "consider"
            | "ensure"
            | "recommend"
            | "recommended"
            | "note"
            | "careful"
            | "carefully"
            | "warning"
            | "better"
            | "instead"
            | "need"
            | "sure"
            | "safe"
            | "safely"
            | "harmless"
            | "ok"
            | "okay"
            | "sorry"
    )
}

/// Programs whose names are words of plain English.
pub(super) fn is_english(word: &str) -> bool {
    const WORDS: &str = "at break bind bundle caller clear column command complete continue convert cut date declare dig dir echo \
        enable entr eval exec exit expand expect export factor false file find flock fold free git go groups halt hash head help \
        history host install jobs join kill last less let link local locate look make more mount nice open paste patch pass ping pop print \
        push read reboot rename return route screen script sequence service set shift sort source split stat stress strings strip \
        sum suspend sync tail test time times top touch tree true type unlink users view wait watch which who yes packer parallel \
        builtin snap watch magick free w";
    word != "git" && WORDS.split_whitespace().any(|it| it == word)
}

/// Names in capitals that are no claim of their own.
pub(super) fn is_unit(word: &str) -> bool {
    matches!(word, "ID" | "IDs" | "URL" | "PID" | "PIDs" | "IP" | "CPU")
}

/// Words that tell nothing by themselves.
pub(super) fn is_filler(word: &str) -> bool {
    const WORDS: &str = "a an the this that these those it its itself their them they is are be been being was were has have had do does did to of in on at by \
        for from with as and or but then which who whose what when where while if so such than into onto through using use used via per \
        command file files folder folders directory directories line lines text content contents name names named called path paths data \
        list lists listing print prints printing show shows showing display displays output outputs standard input terminal screen result results \
        given specified following one two way also there here out up down off can will may s t same other another";
    WORDS.split_whitespace().any(|it| it == word)
}

/// The value of a number in words.
pub(super) fn number(word: &str) -> Option<u32> {
    const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
    let at = NUMBERS.split(' ').position(|it| it == word);
    let tens = || match word {
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        "sixty" => Some(60),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        "dozen" => Some(12),
        _ => None,
    };
    at.and_then(|it| u32::try_from(it + 2).ok()).or_else(tens)
}
