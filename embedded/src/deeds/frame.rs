//! One deed as data: who is acted on, where, and how; and what of it a renderer must not ignore.

use super::phrases::{Depth, Field, Flag, Key, Rights, Spot, Verb, What};
use super::series::Series;

/// A thing with a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) path: String,
    pub(crate) what: What,
    /// Whether it is said to be an empty folder.
    pub(crate) empty: bool,
}

/// Where things go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) path: String,
    pub(crate) fresh: bool,
    /// Whether it is surely a folder.
    pub(crate) folder: bool,
}

/// What happens to a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Op {
    Start(String),
    End(String),
    BeforeExtension(String),
    /// Added somewhere: before or behind.
    Add(String),
    Remove(String),
    RemoveStart(String),
    RemoveEnd(String),
    RemoveDigits(Vec<String>),
    RemoveFirst(u32),
    Replace(String, Option<String>),
    Case(bool),
    ExtensionCase(bool),
    Extension(Option<String>, String),
    Pad(Option<u32>),
}

/// One deed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clause {
    pub(crate) verb: Option<Verb>,
    pub(crate) things: Vec<Named>,
    pub(crate) series: Vec<Series>,
    pub(crate) sample: Vec<String>,
    pub(crate) year: Option<u32>,
    pub(crate) count: Option<u32>,
    /// Extensions.
    pub(crate) kinds: Vec<String>,
    pub(crate) varied: bool,
    pub(crate) globs: Vec<String>,
    pub(crate) any: Option<What>,
    pub(crate) called: Vec<(Spot, String)>,
    pub(crate) places: Vec<String>,
    pub(crate) depths: Vec<Depth>,
    pub(crate) contents: Option<String>,
    pub(crate) target: Option<Target>,
    pub(crate) into_it: bool,
    pub(crate) new_name: Option<String>,
    /// More names for copies of it.
    pub(crate) copies: Vec<String>,
    /// Each folder in this one gets it; empty for the current one.
    pub(crate) into_each: Option<String>,
    /// A file with a name in each line.
    pub(crate) each_line: Option<String>,
    /// Whether one is made for each file of a set, with its name.
    pub(crate) each_name: bool,
    /// Only what was changed after this file.
    pub(crate) newer_than: Option<String>,
    /// Who may do what with it.
    pub(crate) mode: Option<(Rights, String)>,
    /// Whether to go into the folder that was made.
    pub(crate) enter: bool,
    /// Whether the folders that files are sorted into are spoken of.
    pub(crate) by_folder: bool,
    /// Whether "in" says where things go.
    pub(crate) put: bool,
    /// Whether a name is said of many things.
    pub(crate) several: bool,
    pub(crate) ops: Vec<Op>,
    pub(crate) names: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) points: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) with: Option<String>,
    pub(crate) by: Option<Key>,
    pub(crate) run: Option<String>,
    /// Whether it stands without quotes.
    pub(crate) run_typed: bool,
    /// Whether a kind of files was typed in capitals.
    pub(crate) capitals: bool,
    /// Whether things were listed with "and".
    pub(crate) listed: bool,
    /// Whether a prefix or suffix is spoken of as such.
    pub(crate) affix: bool,
    /// Whether the place is one that things come from.
    pub(crate) from: bool,
    /// Whether the extension is spoken of as such.
    pub(crate) extension_said: bool,
    /// One name, and what it becomes.
    pub(crate) example: Vec<String>,
    pub(crate) flags: Vec<Flag>,
}

/// What a clause says, so that who renders it can see whether something would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Things,
    Series,
    Sample,
    Year,
    Count,
    Kinds,
    Globs,
    Any,
    Called,
    Places,
    Depths,
    Contents,
    Target,
    IntoIt,
    NewName,
    Copies,
    IntoEach,
    EachLine,
    EachName,
    NewerThan,
    Mode,
    Enter,
    Ops,
    Names,
    Fields,
    Points,
    Text,
    Date,
    Reference,
    With,
    Example,
    By,
    Run,
}

impl Clause {
    /// Whether it says nothing beyond these parts.
    pub(crate) fn says_only(&self, parts: &[Part]) -> bool {
        let said = [
            (Part::Things, !self.things.is_empty()),
            (Part::Series, !self.series.is_empty()),
            (Part::Sample, !self.sample.is_empty()),
            (Part::Year, self.year.is_some()),
            (Part::Count, self.count.is_some_and(|it| it != 1)),
            (Part::Kinds, !self.kinds.is_empty()),
            (Part::Globs, !self.globs.is_empty()),
            (Part::Any, self.any.is_some()),
            (Part::Called, !self.called.is_empty()),
            (Part::Places, self.places.iter().any(|it| it != ".")),
            (Part::Depths, self.depth() != Depth::Unsaid),
            (Part::Contents, self.contents.is_some()),
            (Part::Target, self.target.is_some()),
            (Part::IntoIt, self.into_it),
            (Part::NewName, self.new_name.is_some()),
            (Part::Copies, !self.copies.is_empty()),
            (Part::IntoEach, self.into_each.is_some()),
            (Part::EachLine, self.each_line.is_some()),
            (Part::EachName, self.each_name),
            (Part::NewerThan, self.newer_than.is_some()),
            (Part::Mode, self.mode.is_some()),
            (Part::Enter, self.enter),
            (Part::Ops, !self.ops.is_empty()),
            (Part::Names, self.names),
            (Part::Fields, !self.fields.is_empty()),
            (Part::Points, self.points.is_some()),
            (Part::Text, self.text.is_some()),
            (Part::Date, self.date.is_some()),
            (Part::Reference, self.reference.is_some()),
            (Part::With, self.with.is_some()),
            (Part::By, self.by.is_some()),
            (Part::Run, self.run.is_some()),
            (Part::Example, !self.example.is_empty()),
        ];
        said.iter().all(|(part, said)| !said || parts.contains(part))
    }

    pub(crate) fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The only flags that may be set.
    pub(crate) fn only(&self, flags: &[Flag]) -> bool {
        self.flags.iter().all(|it| flags.contains(it))
    }

    pub(crate) fn depth(&self) -> Depth {
        self.depths.iter().copied().find(|it| *it != Depth::Unsaid).unwrap_or_default()
    }

    pub(crate) fn depth_conflict(&self) -> bool {
        self.depths.contains(&Depth::Below) && self.depths.contains(&Depth::Direct)
    }

    /// Whether it speaks of files by what they are rather than by their names.
    pub(crate) fn has_set(&self) -> bool {
        !self.kinds.is_empty() || !self.globs.is_empty() || self.any.is_some() || !self.called.is_empty()
    }

    /// Whether it changes the names of many files.
    pub(crate) fn renames_many(&self) -> bool {
        let verb = self.verb == Some(Verb::Number)
            || self.verb == Some(Verb::Rename) && !self.sample.is_empty()
            || !self.example.is_empty();
        let front = self.has(Flag::Today) && self.has(Flag::Front);
        let by_date = (self.has(Flag::ChangeDate) || front)
            && matches!(self.verb, Some(Verb::Prefix | Verb::Add | Verb::Rename | Verb::Replace));
        verb || by_date || !self.ops.is_empty()
    }

    /// "a1.csv to a3.csv … into b": what looked like a target is the end of a range.
    pub(crate) fn unrange(&mut self) {
        if let (Some(target), [.., first]) = (&self.target, self.things.as_slice())
            && let Some(series) = Series::new(&first.path, &target.path)
        {
            self.series.push(series);
            self.target = None;
            self.things.pop();
        }
    }

    /// A folder's name that a joining word did not make one: "thesis/chapters: .txt to .md".
    pub(crate) fn settle(&mut self) {
        // "remove old_ from the file names": what is removed is a part of each name.
        if self.verb == Some(Verb::Delete)
            && self.names
            && self.ops.is_empty()
            && let [one] = self.things.as_slice()
            && one.what == What::Unknown
        {
            self.ops.push(Op::Remove(one.path.clone()));
            self.things.clear();
        }
        if self.verb != Some(Verb::Make) && self.count.is_some_and(|it| usize::try_from(it) == Ok(self.things.len())) {
            self.count = None;
        }
        // "move x.csv in the folder data", as some say it: what has no target means it.
        let moves = matches!(self.verb, Some(Verb::Copy | Verb::Move))
            || self.verb == Some(Verb::Rename) && self.places.iter().all(|it| crate::literals::names_file(it));
        if moves
            && self.target.is_none()
            && self.new_name.is_none()
            && self.by.is_none()
            && self.ops.is_empty()
            && !self.from
            && self.depth() == Depth::Unsaid
            && !self.things.is_empty()
            && let [place] = self.places.as_slice()
            && place != "."
        {
            self.target =
                Some(Target { path: place.clone(), fresh: false, folder: !crate::literals::names_file(place) });
            self.places.clear();
        }
        // "put all pdfs in docs"
        if self.put
            && self.target.is_none()
            && self.by.is_none()
            && self.has_set()
            && !self.from
            && !self.has(Flag::Front)
            && let [place] = self.places.as_slice()
            && place != "."
        {
            self.target = Some(Target { path: place.clone(), fresh: false, folder: true });
            self.places.clear();
        }
        // "only newer files from src to dst"
        if self.verb == Some(Verb::Copy)
            && self.has(Flag::Newer)
            && self.target.is_some()
            && self.from
            && self.things.is_empty()
            && !self.has_set()
            && self.places.len() == 1
        {
            self.contents = self.places.pop();
        }
        // "put the date in front of each name"
        if self.verb == Some(Verb::Move)
            && self.has(Flag::Front)
            && self.target.is_none()
            && (self.has(Flag::Today) || self.has(Flag::ChangeDate))
        {
            self.verb = Some(Verb::Add);
        }
        // "change the extension of all jpeg files to jpg"
        if self.by == Some(Key::Extension) && self.ops.iter().any(|it| matches!(it, Op::Extension(..))) {
            self.by = None;
            self.extension_said = true;
        }
        // "a backup of www in /backup": a folder that is for them.
        let kept = |it: &str| it.contains("backup") || it.starts_with("/mnt/") || it.starts_with("/media/");
        if self.verb == Some(Verb::Backup)
            && self.target.is_none()
            && self.new_name.is_none()
            && !self.from
            && self.depth() == Depth::Unsaid
            && self.places.iter().all(|it| kept(it))
            && let [place] = self.places.as_slice()
        {
            self.target = Some(Target { path: place.clone(), fresh: false, folder: true });
            self.places.clear();
        }
        // "change all capitals to lower case": what comes last is what they become.
        if self.ops.len() == 2
            && let [.., Op::Case(last)] = self.ops[..]
            && matches!(self.ops[0], Op::Case(_))
        {
            self.ops = vec![Op::Case(last)];
        }
        // "copy /etc/hosts here"
        let lands =
            matches!(self.verb, Some(Verb::Copy | Verb::Move)) && self.target.is_none() && self.new_name.is_none();
        if lands
            && self.places == ["."]
            && !self.things.is_empty()
            && self.things.iter().all(|it| it.path.contains('/'))
        {
            self.places.clear();
            self.target = Some(Target { path: ".".to_owned(), fresh: false, folder: true });
        }
        // "the log files app.log and error.log"
        let kinds = &self.kinds;
        let of_kind = |it: &Named| kinds.iter().any(|kind| it.path.ends_with(&format!(".{kind}")));
        if !self.things.is_empty() && self.ops.is_empty() && !self.kinds.is_empty() && self.things.iter().all(of_kind) {
            self.kinds.clear();
            self.varied = false;
        }
        if let [Op::Pad(one), Op::Pad(other)] = self.ops[..] {
            self.ops = vec![Op::Pad(one.or(other))];
        }
        if self.verb == Some(Verb::Make) {
            self.unrange();
        }
        if self.has(Flag::Fresh)
            && let Some(target) = &mut self.target
        {
            target.fresh = true;
            target.folder = true;
            self.flags.retain(|it| *it != Flag::Fresh);
        }
        // "back up all .cfg files with .bak"
        if self.verb == Some(Verb::Backup)
            && self.kinds.is_empty()
            && let [Op::Extension(Some(from), to)] = self.ops.as_slice()
        {
            self.kinds = vec![from.clone()];
            self.ops = vec![Op::End(format!(".{to}"))];
        }
        // "give every mp3 the prefix x_"
        if matches!(self.verb, Some(Verb::Prefix | Verb::Suffix))
            && self.with.is_none()
            && self.has_set()
            && let [one] = self.things.as_slice()
            && one.what == What::Unknown
        {
            self.with = Some(one.path.clone());
            self.things.clear();
        }
        // "prefix all files with x_"
        let added = match self.verb {
            Some(Verb::Prefix) => self.with.take().map(Op::Start),
            Some(Verb::Suffix) => self.with.take().map(Op::End),
            _ => None,
        };
        self.affix |= added.is_some();
        self.ops.extend(added);
        if let [Op::Case(upper)] = self.ops[..]
            && self.has(Flag::Extension)
        {
            self.ops = vec![Op::ExtensionCase(upper)];
        }
        if self.ops.iter().any(|it| matches!(it, Op::Extension(..) | Op::ExtensionCase(_))) {
            self.extension_said |= self.has(Flag::Extension);
            self.flags.retain(|it| *it != Flag::Extension);
        }
        let kind = self.ops.iter().any(|it| matches!(it, Op::Extension(Some(_), _)));
        if self.renames_many() && (self.has_set() || kind) {
            for it in std::mem::take(&mut self.things) {
                self.places.push(it.path);
            }
        }
    }
}

impl Clause {
    /// Takes over what was said before the verb: a place, a kind of files.
    pub(crate) fn lead(&mut self, lead: Clause) -> Option<()> {
        // What stands before "create" is what the sentence is about: "x, and create y" is no wish.
        if self.verb == Some(Verb::Make) && !lead.things.is_empty() {
            return None;
        }
        if lead.mode.is_some() || lead.enter || lead.run.is_some() || lead.by.is_some() || !lead.copies.is_empty() {
            return None;
        }
        let clash = lead.target.is_some() && self.target.is_some() || lead.has_set() && self.has_set();
        if clash {
            return None;
        }
        self.things.splice(0..0, lead.things);
        self.series.splice(0..0, lead.series);
        self.places.splice(0..0, lead.places);
        self.depths.extend(lead.depths);
        self.kinds.extend(lead.kinds);
        self.globs.extend(lead.globs);
        self.called.extend(lead.called);
        self.ops.extend(lead.ops);
        self.flags.extend(lead.flags);
        self.fields.extend(lead.fields);
        self.from |= lead.from;
        self.capitals |= lead.capitals;
        self.varied |= lead.varied;
        self.names |= lead.names;
        self.any = self.any.or(lead.any);
        self.count = self.count.or(lead.count);
        self.target = self.target.take().or(lead.target);
        self.each_line = self.each_line.take().or(lead.each_line);
        self.into_each = self.into_each.take().or(lead.into_each);
        self.newer_than = self.newer_than.take().or(lead.newer_than);
        self.each_name |= lead.each_name;
        self.several |= lead.several;
        self.contents = self.contents.take().or(lead.contents);
        Some(())
    }
}
