//! The words that requests about rows and fields are made of, and the items that a request becomes.

use super::query::Col;
use crate::literals::{Form, Token};
use crate::vocabulary::{self, FILLER, GROUP};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A meaning, and the words for it; wins over the common vocabulary.
const SYNONYMS: &[(&str, &str)] = &[
    ("count", "count counts counting tally counted cuont coutn"),
    ("column", "column columns spalte spalten col cols colum colums collumn field fields"),
    ("header", "header headers heading headings headline headerline"),
    ("title", "title titles"),
    ("sum", "sum sums summed summe summieren summiere summiert"),
    ("add", "add adding added"),
    ("avg", "average averages avg mean averaged avarage durchschnitt mittelwert durchschnittlich"),
    ("median", "median"),
    ("product", "product"),
    ("mul", "multiplied multiply * ×"),
    ("minus", "minus"),
    ("plus", "plus +"),
    ("divided", "divided"),
    ("max", "maximum max highest höchste höchsten größte größten"),
    ("min", "minimum min lowest kleinste kleinsten niedrigste"),
    ("largest", "biggest largest greatest big"),
    ("smallest", "smallest small"),
    ("best", "best"),
    ("slowest", "slowest slow"),
    ("fastest", "fastest"),
    ("cheap", "cheapest cheap"),
    ("expensive", "expensive dearest"),
    ("frequent", "frequent common popular frequently commonly"),
    ("busiest", "busiest active"),
    ("separated", "separated seperated delimited delimeted divided-by separator delimiter delimitor split"),
    ("comma", "comma commas"),
    ("tab", "tab tabs tabulator tabulators tab-separated tab-delimited"),
    ("comma-separated", "comma-separated comma-delimited"),
    ("semicolon-separated", "semicolon-separated semicolon-delimited"),
    ("colon-separated", "colon-separated colon-delimited"),
    ("pipe-separated", "pipe-separated pipe-delimited"),
    ("space-separated", "space-separated whitespace-separated"),
    ("semicolon", "semicolon semicolons"),
    ("colon", "colon colons"),
    ("pipe", "pipe pipes"),
    ("space", "space spaces whitespace blanks"),
    ("decimals", "decimal decimals"),
    ("places", "places digits digit"),
    ("descending", "descending desc decreasing"),
    ("reverse", "reverse reversed"),
    ("ascending", "ascending asc increasing"),
    ("numeric", "numeric numerically numerical"),
    ("alphabetical", "alphabetical alphabetically alphabet a-z"),
    ("tie", "tie ties"),
    ("grouped", "grouped group-by broken"),
    ("per", "per"),
    ("each", "each every"),
    ("negative", "negative"),
    ("positive", "positive"),
    ("zero", "zero"),
    ("convert", "convert converted converting turn transform make translate reformat"),
    ("align", "align aligned nicely pretty neat neatly"),
    ("table", "table tables tabular"),
    ("extract", "extract select"),
    ("transpose", "transpose transposed transposing"),
    ("join", "join joined joining"),
    ("merge", "merge merged merging concatenate combine concatenated combined"),
    ("both", "both"),
    ("missing", "missing"),
    ("yet", "yet"),
    ("once", "once"),
    (
        "repeated",
        "repeated repeats repetitions repetition repeating duplicate duplicates duplicated dupes double doubles doubled",
    ),
    ("equal", "equal equals equalling = =="),
    ("save", "save saved saving write written store stored redirect"),
    (
        "drop",
        "drop dropped dropping skip skipped skipping ignore ignored ignoring exclude excluded excluding omit \
              omitted discard discarding ditch ditched lose losing remove removed removing leave-out without-the except",
    ),
    ("leave", "leave leaving leaves left"),
    ("keep", "keep keeping kept retain retaining stays stay"),
    ("include", "included include includes including incl"),
    ("result", "result results output"),
    ("value", "value values"),
    ("number", "number numbers"),
    ("how-often", "occurrences occurrence frequency frequencies"),
    ("row", "row rows record records"),
    ("line", "line lines lnes zeile zeilen"),
    ("request", "request requests hit hits access accesses"),
    ("minute", "minute minutes"),
    ("hour", "hour hours hourly"),
    ("day", "day days daily"),
    ("month", "month months monthly"),
    ("share", "share percentage percent ratio"),
    ("then", "then"),
    ("than", "than"),
    ("over", "over above exceeding exceeds exceed beyond"),
    ("under", "under below beneath"),
    ("bigger", "bigger larger greater higher"),
    ("smaller", "smaller lower"),
    ("longer", "longer slower"),
    ("later", "later"),
    ("earlier", "earlier"),
    ("until", "until till"),
    ("since", "since"),
    ("after", "after"),
    ("before", "before"),
    ("whose", "whose"),
    ("where", "where"),
    ("when", "when"),
    ("that", "that who"),
    ("with", "with having wth"),
    ("have", "have has had"),
    ("be", "is are was were be being"),
    ("appear", "appear appears occur occurs appearing come comes"),
    ("contain", "contain contains containing mention mentions mentioning includes"),
    ("exist", "exist exists"),
    ("set", "set"),
    ("filled", "filled present given known"),
    ("empty", "empty emtpy blank missing unset"),
    ("times", "times time's x"),
    ("order", "order orders"),
    ("sort", "sort sorted ordered orderd sorting arranged rank ranked arrange"),
    ("not", "not don't doesn't isn't aren't hasn't haven't dont doesnt isnt arent never wasn't weren't cannot can't"),
    ("no", "no w/o"),
    ("to", "to through"),
    ("do", "did do does"),
    ("top", "top"),
    ("lead", "leading"),
    ("go", "go"),
    ("just", "just only solely simply alone"),
    ("every", "all"),
    ("of", "of"),
    ("beside", "beside besides side"),
    ("second", "second"),
    ("seconds", "seconds secs sec ms milliseconds"),
    ("other", "other"),
    ("whole", "whole entire complete full"),
    ("between", "between"),
    ("ip", "ip ips"),
    ("same", "same"),
    ("need", "take took taken takes"),
    ("begin", "begin begins beginning start starts starting"),
    ("endwith", "end ends ending"),
    ("of", "von aus"),
    ("show", "zeige zeig gib"),
    (FILLER, "bitte mir die der das den dem"),
    ("sort", "sortiere sortiert sortieren"),
    ("by", "nach"),
    ("and", "und"),
    ("with", "mit"),
    ("where", "wo"),
    ("be", "ist"),
    ("newest", "newest latest"),
    ("oldest", "oldest earliest"),
];

/// Each word with its meaning; of a word that two lists hold the first counts.
static MEANINGS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut all = HashMap::with_capacity(800);
    for (meaning, words) in SYNONYMS {
        for word in words.split_whitespace() {
            all.entry(word).or_insert(*meaning);
        }
    }
    all
});

/// A request's part: one token, or a reference to columns that took several.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) text: &'a str,
    pub(super) form: Form,
    /// What the word means; empty where that is not known.
    pub(super) means: &'static str,
    pub(super) number: Option<f64>,
    /// The columns that it refers to.
    pub(super) cols: Vec<Col>,
    /// The file that it names: as typed, and as a shell word.
    pub(super) file: Option<(String, String)>,
    /// Whether it is an ordinal that stands for a column without the word.
    pub(super) bare: bool,
    /// Whether something explains it already.
    pub(super) used: bool,
}

impl<'a> Item<'a> {
    pub(super) fn new(token: &Token<'a>) -> Self {
        Self {
            text: token.text,
            form: token.form,
            means: if token.text == "bash" { "" } else { means(token) },
            number: token.number,
            cols: Vec::new(),
            file: None,
            bare: false,
            used: false,
        }
    }

    /// The items of a token: several where a comparison is written without spaces, as in `age>30`.
    pub(super) fn cut(token: &Token<'a>) -> Vec<Self> {
        let whole = Self::new(token);
        if !matches!(token.form, Form::Sign | Form::Word) {
            return vec![whole];
        }
        let text = token.text;
        let Some(start) = text.find(['=', '<', '>', '!', '≥', '≤']).filter(|it| *it > 0) else {
            return vec![whole];
        };
        let end = text.rfind(['=', '<', '>', '≥', '≤']).filter(|it| *it >= start).unwrap_or(start);
        let end = end + text[end..].chars().next().map_or(1, char::len_utf8);
        let (Some(left), Some(sign), Some(right)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
            return vec![whole];
        };
        let plain = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-$/".contains(&it));
        if right.is_empty() || sign.len() > 3 || !plain(left) || !plain(right.trim_matches(['"', '\''])) {
            return vec![whole];
        }
        let part = |text: &'a str, form: Form| {
            let number = crate::literals::number(text);
            Self { text, form: if number.is_some() { Form::Number } else { form }, number, means: "", ..whole.clone() }
        };
        let quoted = right.starts_with(['"', '\'']) && right.len() > 2;
        let form = if quoted { Form::Quoted } else { Form::Word };
        vec![part(left, Form::Word), part(sign, Form::Sign), part(right.trim_matches(['"', '\'']), form)]
    }

    pub(super) fn is(&self, meanings: &str) -> bool {
        !self.means.is_empty() && self.cols.is_empty() && meanings.split(' ').any(|it| it == self.means)
    }

    /// The sign that the word names: "a comma".
    pub(super) fn sign(&self) -> Option<&'static str> {
        if !self.is_any_word() {
            return None;
        }
        Some(match self.means {
            "comma" => ",",
            "semicolon" => ";",
            "colon" => ":",
            "pipe" => "|",
            "space" => " ",
            _ => return None,
        })
    }

    /// Whether it names a kind of characters, which is no text to look for.
    pub(super) fn names_kind(&self) -> bool {
        const KINDS: &str = "digit digits number numbers letter letters uppercase lowercase capital capitals vowel vowels \
            word words character characters char chars url urls link links email emails address addresses ip ips date \
            dates time times punctuation tab tabs quote quotes bracket brackets newline whitespace";
        self.is_any_word() && KINDS.split_whitespace().any(|it| it.eq_ignore_ascii_case(self.text))
    }

    pub(super) fn is_filler(&self) -> bool {
        self.means == FILLER && self.cols.is_empty()
    }

    /// Whether it is a plain word that no column stands for.
    pub(super) fn is_any_word(&self) -> bool {
        self.form == Form::Word && self.cols.is_empty() && self.file.is_none()
    }

    pub(super) fn is_mark(&self) -> bool {
        (matches!(self.form, Form::Comma | Form::Open | Form::Close | Form::Stop)
            || self.form == Form::Sign && matches!(self.text, "->" | "=>" | "→"))
            && self.cols.is_empty()
    }

    /// Whether a name can be meant: a word that holds nothing together.
    pub(super) fn may_name(&self) -> bool {
        self.form == Form::Word
            && self.cols.is_empty()
            && self.file.is_none()
            && self.number.is_none()
            && self.text.chars().all(|it| it.is_alphanumeric() || it == '_' || it == '-')
            && (self.means.is_empty() || NAMES.split_whitespace().any(|it| it == self.means))
    }

    /// Its place as an ordinal: `2nd`, `third`; 0 for the last, -1 for the one before it.
    pub(super) fn ordinal(&self) -> Option<i32> {
        if !matches!(self.form, Form::Word | Form::Number) || !self.cols.is_empty() {
            return None;
        }
        let lower = self.text.to_ascii_lowercase();
        if let Some(digits) = ["st", "nd", "rd", "th"].iter().find_map(|it| lower.strip_suffix(it))
            && !digits.is_empty()
            && digits.bytes().all(|it| it.is_ascii_digit())
        {
            return digits.parse().ok().filter(|it| (1..1000).contains(it));
        }
        Some(match lower.as_str() {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" => 4,
            "fifth" => 5,
            "sixth" => 6,
            "seventh" => 7,
            "eighth" => 8,
            "ninth" => 9,
            "tenth" => 10,
            "last" | "final" | "rightmost" => 0,
            "penultimate" => -1,
            "leftmost" => 1,
            _ => return None,
        })
    }
}

/// Meanings that are as often the name of a column.
const NAMES: &str = "byte seconds name date size user id path type level owner group year month hour day total old count title \
    number value product text comment host address status filename word free code country state created modified \
    time order orders files-of extension format link file minute server computer mode permission use read write \
    week foreign key price request project product home service start end ip add active version kind access \
    change context score line go rank";

fn means(token: &Token<'_>) -> &'static str {
    if !matches!(token.form, Form::Word | Form::Sign) {
        return "";
    }
    let lower = token.text.to_lowercase().replace('’', "'");
    if let Some(meaning) = MEANINGS.get(lower.as_str()) {
        return meaning;
    }
    match token.concept {
        "" | "foreign" => {}
        GROUP if token.guessed => {}
        concept if !token.guessed => return concept,
        concept => {
            // A slip that the common vocabulary forgives.
            if slip(&lower).is_empty() {
                return concept;
            }
        }
    }
    slip(&lower)
}

/// The one meaning whose word is a slip of the finger away.
fn slip(word: &str) -> &'static str {
    if word.len() < 5 || !word.bytes().all(|it| it.is_ascii_lowercase()) {
        return "";
    }
    let mut found = "";
    let typed = word.as_bytes();
    for (known, meaning) in MEANINGS.iter().filter(|it| it.0.len() > 4 && it.0.len().abs_diff(word.len()) < 2) {
        let right = known.as_bytes();
        if (right[0] == typed[0] || right[0] == typed[1]) && vocabulary::is_slip(typed, right) {
            if !found.is_empty() && found != *meaning {
                return "";
            }
            found = meaning;
        }
    }
    found
}

/// A word as names are compared: lower case, singular.
pub(super) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    if let Some(base) = lower.strip_suffix("ies").filter(|it| it.len() > 1) {
        return format!("{base}y");
    }
    if let Some(base) = ["sses", "xes", "ches", "shes", "uses"]
        .iter()
        .find_map(|it| lower.strip_suffix("es").filter(|_| lower.ends_with(it)))
    {
        return base.to_owned();
    }
    match lower.strip_suffix('s') {
        Some(base) if base.len() > 1 && !base.ends_with('s') && !base.ends_with('u') && !base.ends_with('i') => {
            base.to_owned()
        }
        _ => lower.to_owned(),
    }
}
