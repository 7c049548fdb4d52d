//! What is said about the form: delimiters, the header, decimals, what stands where, where it is saved.

use super::Reader;
use crate::literals::Form;
use crate::table::query::{Act, Delimiter, Header};
use crate::table::words::{Item, singular};

impl Reader<'_> {
    /// A turn of phrase about the form of the file or of what is printed.
    pub(super) fn form(&mut self, at: usize) -> Option<usize> {
        self.header(at)
            .or_else(|| self.save(at))
            .or_else(|| self.decimals(at))
            .or_else(|| self.delimiter(at))
            .or_else(|| self.pair(at))
            .or_else(|| self.bare(at))
    }

    fn header(&mut self, at: usize) -> Option<usize> {
        let (header, end) = if let Some(end) = self.eat(at, "?it|file|which have|there|be no header ?row|line") {
            if self.items[at].is("no") { (Header::Dropped, end) } else { (Header::None, end) }
        } else if let Some(end) = self.eat(at, "=headerless") {
            (Header::None, end)
        } else if let Some(end) = self.eat(at, "?but ?and keep|leave|with header ?row|line ?be ?on|at|in|as first|top|=top ?line|row|place") {
            (Header::Kept, end)
        } else if let Some(end) = ["without|no|drop|after|not|minus|behind ?=one ?first header|title ?row|line|rows|lines|title", "not ?to count|include|show|print|contain|keep ?=one ?first header|title ?row|line|rows|lines|title", "leave out ?=one ?first header|title ?row|line|rows|lines|title", "after ?=one ?first header|title ?row|line|rows|lines|title", "all|everything but ?=one ?first header|title ?row|line|rows|lines|title"]
            .iter()
            .find_map(|it| self.eat(at, it))
        {
            (Header::Dropped, self.try_eat(end, "?that be|go out|away|drop|not ?count"))
        } else if let Some(end) = ["drop first line|row", "leave out first line|row", "not count first line|row", "not included|include|counted|count first line|row"].iter().find_map(|it| self.eat(at, it)) {
            (Header::Dropped, end)
        } else if let Some(end) = self.eat(at, "keep|leave|include|show|print ?header|title ?row|line in|on|at first|top|=top ?line|row|place") {
            (Header::Kept, end)
        } else if let Some(end) = self.eat(at, "keep|include|preserve|leave|and|plus|with header ?row|line ?first|included|include|keep|top")
            .filter(|_| self.eat(at, "with header").is_none_or(|_| self.items.get(at + 1).is_none_or(|it| it.text != "a")))
        {
            let with = self.items[at].is("with and");
            let the = self.items.get(at + 1).is_some_and(|it| it.text == "the");
            let kept = !with || the || self.items[end - 1].is("include keep first top");
            let end = self.try_eat(end, "on|at|in first|top|=top ?line|row");
            (if kept { Header::Kept } else { Header::Has }, end)
        } else if let Some(end) = self.eat(at, "first line|row be|contain|have|with|hold ?header|column|title|name ?name|row|line ?and")
            .filter(|end| *end > at + 3)
        {
            let end = self.try_eat(end, "?and not|drop ?to ?be ?count|include");
            let dropped = self.items[at..end].iter().any(|it| it.is("not drop"));
            (if dropped { Header::Dropped } else { Header::Has }, end)
        } else if let Some(end) = self.eat(at, "with|have|contain|there|be ?be ?and header ?row|line") {
            (Header::Has, end)
        } else if let Some(end) = self.eat(at, "?=one ?first header|title ?row|line|rows|lines|title ?be|should|line|row ?be not|drop|no ?be|to ?count|include|show|print|counted|shown|printed") {
            (Header::Dropped, end)
        } else if let Some(end) = self.eat(at, "header ?row|line ?be|should|must|should|stays|to ?be keep|include|first|top|on|at|in|stay ?first|top|place ?line|row") {
            (Header::Kept, end)
        } else {
            return None;
        };
        if !self.items[at..end].iter().any(|it| it.is("header title first") || it.text == "headerless") {
            return None;
        }
        if header == Header::Has && matches!(self.query.header, Header::Dropped | Header::Kept) {
            return Some(end);
        }
        self.query.header = header;
        Some(end)
    }

    fn save(&mut self, at: usize) -> Option<usize> {
        // "delete column 3 and save it", "in place"
        let changes = matches!(self.query.act, Some(Act::Without(_) | Act::Swap(_) | Act::Convert(..)));
        if changes
            && let Some(end) = self
                .eat(at, "?and save ones|file|result|=changes ?back|=again")
                .or_else(|| self.eat(at, "?and ?change|edit|do|directly ?ones in =place"))
                .or_else(|| self.eat(at, "?and =overwrite ones|file|=original ?file"))
            && self.items.get(self.skip(end)).is_none_or(Item::is_mark)
        {
            self.query.in_place = true;
            return Some(end);
        }
        let start = self
            .eat(at, "?and save|put ?result|it|ones|output|list|all|everything ?ones")
            .or_else(|| self.eat(at, "?and ?result|output|ones ?go|ones into"))
            .or_else(|| self.eat(at, "result|output|ones go|should|in"))
            .or_else(|| self.items[at].is("into").then_some(at))?;
        let start = self
            .try_eat(start, "?to|into|in|as|under|with|=new ?ones|=single|new ?new ?file|files-of ?name|named ?file");
        let here = self.skip(start);
        let (typed, _) = self.items.get(here)?.file.clone()?;
        if self.query.target.is_some() {
            return None;
        }
        self.query.target = Some(typed);
        Some(here + 1)
    }

    fn decimals(&mut self, at: usize) -> Option<usize> {
        let start = self.try_eat(at, "?round|=rounded ?with|to|and|show|in ?to|with|on|at ?exactly|just");
        let here = self.skip(start);
        let number = self.items.get(here)?.number.filter(|it| *it >= 0.0 && *it < 10.0 && it.fract() == 0.0)?;
        let end = self
            .eat(here + 1, "decimals ?places|number|value")
            .or_else(|| self.eat(here + 1, "places after comma|point|decimals|=dot ?point"))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below ten")]
        {
            self.query.decimals = Some(number as u32);
        }
        Some(end)
    }

    /// A delimiter by its name or its sign.
    pub(super) fn sign(&self, at: usize) -> Option<(Delimiter, usize)> {
        let at = self.skip(at);
        let item = self.items.get(at)?;
        let told = self.back(at).is_some_and(|it| it.is("by with be use at from to into") || it.form == Form::Stop);
        if item.used || item.is_mark() && !told {
            return None;
        }
        let found = match item.means {
            "comma" => ',',
            "tab" => '\t',
            "semicolon" => ';',
            "colon" => ':',
            "pipe" => '|',
            // "with empty email" is about what is there, "with blanks" about what stands between.
            "empty" if !item.text.eq_ignore_ascii_case("blank") || self.column(at + 1).is_some() => return None,
            "space" | "empty" => return Some((Delimiter::Blank, at + 1)),
            _ => {
                let mut letters = item.text.chars();
                match (letters.next(), letters.next(), letters.next()) {
                    (Some(it), None, _)
                        if item.form == Form::Quoted && !it.is_alphanumeric() || "|;:,#/~=".contains(it) =>
                    {
                        it
                    }
                    (Some('\\'), Some('t'), None) => '\t',
                    _ => return None,
                }
            }
        };
        (!found.is_ascii_digit()).then_some(())?;
        let found = if found == ' ' { Delimiter::Blank } else { Delimiter::Char(found) };
        let end = at + 1;
        Some((found, self.eat(end, "=sign|character|=signs").unwrap_or(end)))
    }

    fn delimiter(&mut self, at: usize) -> Option<usize> {
        // "comma-separated", "comma separated", "separated by commas", "with ; as the delimiter", "(';')"
        let joined = match self.items[at].means {
            "comma-separated" => Some(Delimiter::Char(',')),
            "semicolon-separated" => Some(Delimiter::Char(';')),
            "colon-separated" => Some(Delimiter::Char(':')),
            "pipe-separated" => Some(Delimiter::Char('|')),
            "space-separated" => Some(Delimiter::Blank),
            "tab" if self.items[at].text.len() > 6 && self.items[at].text.contains('-') => Some(Delimiter::Char('\t')),
            _ => None,
        };
        let (found, end, output) = if let Some(found) = joined {
            (found, self.try_eat(at + 1, "file|value|column|list"), false)
        } else if let Some((found, end)) = self.sign(at)
            && let Some(end) = self.eat(end, "separated ?file|value|column|list|output").or_else(|| self.eat(end, "as|be ?=field|column separated"))
        {
            let before = self.back(at).is_some_and(|it| it.is("column file be") || it.file.is_some());
            (found, end, !before && self.items[end - 1].is("separated") && self.items[at].is("comma tab semicolon colon pipe space"))
        } else if let Some(start) = self.eat(at, "?column|file|value|line|row|ones|fields ?ones ?be ?column separated|joined|join|=divided ?by|with|at|be|from|of ?by|at")
            && let Some((found, end)) = self.sign(start)
        {
            let input = self.items[at..start].iter().any(|it| it.is("column file line row")) || self.items[at].text.starts_with("delimit") || self.items[at].text == "split" || self.items[at].text == "separator";
            (found, end, !input)
        } else if let Some(start) = self.eat(at, "with|and ?single")
            && let Some((found, end)) = self.sign(start)
            && let Some(end) = self.eat(end, "between ?ones|column|them|value|two|both").or_else(|| self.eat(end, "in between"))
        {
            (found, end, true)
        } else if let Some(start) = self.eat(at, "with|use|contain|be|uses|by|at")
            && let Some((found, end)) = self.sign(start)
        {
            (found, self.try_eat(end, "?as separated"), false)
        } else if self.back(at).is_none_or(|it| it.is_mark() || it.file.is_some() || it.form == Form::Open)
            && let Some((found, end)) = self.sign(at)
            && self.items.get(end).is_none_or(Item::is_mark)
        {
            (found, end, false)
        } else {
            return None;
        };
        // "in commas": a file whose kind is known already has its delimiter, so this one is for what is printed.
        let known = matches!(self.query.ending(), "csv" | "tsv")
            || matches!(
                self.items
                    .iter()
                    .find_map(|it| it.file.as_ref())
                    .map(|it| it.0.rsplit('.').next().unwrap_or_default().to_owned())
                    .as_deref(),
                Some("tsv")
            )
            || matches!(self.kind, Some(crate::table::logs::Kind::Passwd | crate::table::logs::Kind::Access));
        let sign = match found {
            Delimiter::Blank => ' ',
            Delimiter::Char(it) => it,
        };
        let extension = match self
            .items
            .iter()
            .find_map(|it| it.file.as_ref())
            .map(|it| it.0.rsplit('.').next().unwrap_or_default().to_owned())
            .as_deref()
        {
            Some("csv") => Some(','),
            Some("tsv") => Some('\t'),
            _ => None,
        };
        let odd = extension == Some(',') && matches!(sign, ';' | '|') && self.query.delimiter.is_none();
        if output
            && !odd
            && (known || self.query.delimiter.is_some() || extension.is_some() || self.names.delimiter.is_some())
        {
            // What is printed keeps the sign of the file.
            if extension == Some(sign) && self.query.delimiter.is_none_or(|it| it == found) {
                self.query.delimiter = Some(found);
                return Some(end);
            }
            if self.query.out.is_some() {
                return None;
            }
            self.query.out = Some(sign);
        } else {
            if output && !odd && self.query.delimiter.is_none() {
                if self.query.said_sign.is_some() {
                    return None;
                }
                self.query.said_sign = Some((sign, found));
                return Some(end);
            }
            if self.query.delimiter.is_some_and(|it| it != found) {
                return None;
            }
            self.query.delimiter = Some(found);
        }
        Some(end)
    }

    /// "count and region", "count then city", "'region revenue'": what stands where.
    fn pair(&mut self, at: usize) -> Option<usize> {
        let start = self.try_eat(at, "?and show|as|just|put|with|in ?just|only ?format|form ?:");
        let here = self.skip(start);
        let item = self.items.get(here)?;
        if item.form == Form::Quoted && !item.used && item.cols.is_empty() {
            let quoted = self.quoted_pair(item.text)?;
            self.query.amount_first = Some(quoted.0);
            self.query.between = Some(quoted.1);
            return Some(here + 1);
        }
        let amount = |at: usize| {
            self.eat(at, "count|=number|total|sum|avg|how-often|times")
                .filter(|it| self.eat(*it, "of").is_none() || self.items[*it - 1].is("count number how-often"))
                .or_else(|| self.eat(at, "number|count of ?row|line|request|occurrence|how-often"))
        };
        let joint = "?, and|then|, ?then|followed ?by ?after";
        if let Some(end) = amount(here)
            && let Some(end) = self.eat(end, joint)
            && let Some((cols, end)) = self.columns(end, true).filter(|it| it.0.len() == 1)
            && !self
                .eat(here, "sum|total|avg|number|count of")
                .is_some_and(|_| start == at && self.query.group.is_empty())
        {
            self.pair_of(&cols[0]);
            self.query.amount_first = Some(true);
            self.query.count |= self.query.aggregates.is_empty();
            return Some(end);
        }
        if start > at || self.back(at).is_none_or(|it| it.is_mark() || it.is("show")) {
            let (cols, end) = self.columns(here, true).filter(|it| it.0.len() == 1)?;
            let end = self.eat(end, joint)?;
            let end = amount(end)
                .filter(|_| self.eat(end, "number|count of").is_none())
                .or_else(|| self.eat(end, "how many|often").filter(|it| self.eat(*it, "each|every").is_none()))?;
            if !(self.has_amount() || self.has_group_ahead()) {
                return None;
            }
            self.pair_of(&cols[0]);
            self.query.amount_first = Some(false);
            return Some(end);
        }
        None
    }

    /// Whether a group is named elsewhere in the request.
    fn has_group_ahead(&self) -> bool {
        !self.query.group.is_empty() || self.items.iter().any(|it| it.is("per each")) || self.query.frequent
    }

    /// The column of a pair is what the rows are grouped by, unless another is.
    fn pair_of(&mut self, col: &crate::table::query::Col) {
        if self.query.group.is_empty() && !self.items.iter().any(|it| it.is("per each") && !it.used) {
            self.query.group = vec![col.clone()];
        }
    }

    /// `'region revenue'`, `"name: total"`: whether the amount is first, and what stands between.
    fn quoted_pair(&self, text: &str) -> Option<(bool, String)> {
        let letter = |it: char| it.is_alphanumeric() || it == '_';
        let first_end = text.find(|it| !letter(it))?;
        let (first, rest) = text.split_at(first_end);
        let second_at = rest.find(letter)?;
        let (between, second) = rest.split_at(second_at);
        if second.is_empty() || !second.chars().all(letter) || first.is_empty() || between.len() > 4 {
            return None;
        }
        let is_amount = |it: &str| {
            matches!(
                singular(it).as_str(),
                "count"
                    | "total"
                    | "sum"
                    | "average"
                    | "number"
                    | "avg"
                    | "mean"
                    | "revenue"
                    | "amount"
                    | "max"
                    | "min"
                    | "hit"
            ) || self.names.computed.iter().any(|known| known.0 == singular(it))
        };
        match (is_amount(first), is_amount(second)) {
            (true, false) => Some((true, between.to_owned())),
            (false, true) => Some((false, between.to_owned())),
            _ => None,
        }
    }

    /// "just the number", "names only", "each once": nothing more than what is asked.
    fn bare(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self
            .eat(at, "?and ?just|only|give|tell|show ?just =number|=numbers|value|count|total ?just")
            .filter(|end| self.items[at..*end].iter().any(|it| it.is("just only")))
            .filter(|end| {
                self.items.get(*end).is_none_or(|it| it.is_mark() || it.is("as and"))
                    || self.eat(*end, "please").is_some()
            })
            .filter(|end| self.items.get(*end).is_none_or(|it| !it.is("and")))
        {
            self.query.bare = true;
            return Some(self.try_eat(end, "as ?it be in file|=file ?itself").max(self.eat_file_words(end)));
        }
        if let Some(end) = self
            .eat(at, "?and ?show whole|complete|full line|row")
            .or_else(|| self.eat(at, "ones per|each line|row"))
            .or_else(|| self.eat(at, "each ?ones|row|line|value on =its|own ?own line"))
        {
            return Some(end);
        }
        if let Some(end) = self
            .eat(at, "each ?name|value|ones|column|word|line ?just once")
            .or_else(|| self.eat(at, "just once"))
            .or_else(|| self.eat(at, "no|without repeated ?line|row|value|entry"))
        {
            self.query.distinct = true;
            return Some(end);
        }
        None
    }

    /// "as it is in the file".
    fn eat_file_words(&self, at: usize) -> usize {
        self.eat(at, "as ?ones be in").map_or(at, |it| {
            let it = self.skip(it);
            if self.items.get(it).is_some_and(|it| it.is("file")) { it + 1 } else { at }
        })
    }
}
