//! From the text of a policy file to what it asks for. What is unknown or of the wrong type gets a warning, and the rest
//! holds.

use crate::config::Platform;

use super::format::{Allow, File, Level, LevelsFor, Preset, Remember, Rule};
use caro_core::nearest::nearest;
use caro_core::policy::{Allowed, Layer, Levels, OwnRule, breadth};
use caro_core::rules;
use caro_core::script::OwnWrapper;
use caro_core::target;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// How many entries a list may have; what follows is not read.
const MOST: usize = 1000;
/// How many patterns and flags a file may have in all, each counted for what its braces stand for, and their bytes. All
/// are tried at each command.
const MOST_PATTERNS: usize = 2000;
const MOST_PATTERN_BYTES: usize = 64 << 10;
/// Behind so many warnings no name is looked for that was perhaps meant: that takes its time.
const MOST_GUESSES: usize = 20;

/// What a file asks for, before it is known for whom.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Preset, general levels, and what holds for all files.
    pub(super) layer: Layer,
    /// Levels for the files that one of the patterns matches.
    pub(super) levels_for: Vec<(Vec<String>, Levels)>,
    pub(super) wrappers: Vec<OwnWrapper>,
    pub(super) platform: Option<target::Platform>,
    pub(super) history: Option<Remember>,
    pub(super) history_key_command: Vec<String>,
    pub(super) trusted: Vec<String>,
    /// Each setting as it is shown, in the order of the file.
    pub(super) settings: Vec<Setting>,
    pub(super) warnings: Vec<Complaint>,
}

/// One setting, for who asks where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) line: usize,
}

/// What is wrong, and where: line and column, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) place: Option<(usize, usize)>,
    pub(super) text: String,
}

/// Reads a file; an error where it is no TOML.
pub(super) fn read(text: &str) -> Result<Contents, Complaint> {
    let table = DeTable::parse(text).map_err(|error| {
        let place = error.span().map(|it| place(text, it.start));
        Complaint { place, text: format!("is no TOML: {}", one_line(error.message())) }
    })?;
    let mut reader = Reader { text, contents: Contents::default(), patterns: (0, 0), is_full: false };
    let mut entries: Vec<_> = table.into_inner().into_iter().collect();
    entries.sort_by_key(|it| it.0.span().start);
    for (key, value) in entries {
        reader.setting(key.get_ref(), key.span(), value);
    }
    let mut contents = reader.contents;
    contents.settings.sort_by_key(|it| it.line);
    contents.warnings.sort_by_key(|it| it.place);
    Ok(contents)
}

struct Reader<'a> {
    text: &'a str,
    contents: Contents,
    /// How many patterns there were, and their bytes.
    patterns: (usize, usize),
    is_full: bool,
}

impl Reader<'_> {
    fn setting(&mut self, name: &str, span: Range<usize>, value: Spanned<DeValue<'_>>) {
        match name {
            "preset" => {
                if let Some(preset) = self.take::<Preset>(name, value) {
                    self.contents.layer.preset = Some(preset.preset());
                    self.say(name, preset.name(), &span);
                }
            }
            "platform" => {
                if let Some(platform) = self.take::<Platform>(name, value) {
                    self.contents.platform = platform.named();
                    self.say(name, platform.named().map_or("auto", target::Platform::key), &span);
                }
            }
            "levels" => {
                let levels = self.levels(name, value);
                self.contents.layer.levels.push(levels);
            }
            "levels_for" => self.tables::<LevelsFor>(name, value, |reader, entry, span| {
                if !reader.has_room(&[&entry.paths], span) {
                    return;
                }
                if entry.levels.len() > MOST {
                    reader.too_many("levels", span);
                }
                let levels: Levels = entry
                    .levels
                    .iter()
                    .take(MOST)
                    .filter_map(|(key, level)| {
                        let known = reader.rule_key(key, span);
                        let label = format!("levels_for {}: {key}", entry.paths.join(" "));
                        reader.say(&label, level.name(), span);
                        Some((known?, level.level()))
                    })
                    .collect();
                reader.contents.levels_for.push((entry.paths, levels));
            }),
            "allow" => self.tables::<Allow>(name, value, Self::allow),
            "rule" => self.tables::<Rule>(name, value, Self::rule),
            "protected_paths" => {
                let mut paths = self.texts(name, value);
                // The same whether or not they are written with a dot.
                for path in &mut paths {
                    *path = path.strip_prefix("./").unwrap_or(path).to_owned();
                }
                paths.retain(|it| self.has_room(&[std::slice::from_ref(it)], &span));
                self.contents.layer.protected_paths.extend(paths);
            }
            "protected_branches" => {
                let mut branches = self.texts(name, value);
                branches.retain(|it| self.has_room(&[std::slice::from_ref(it)], &span));
                self.contents.layer.protected_branches.extend(branches);
            }
            "history" => {
                if let Some(history) = self.take::<Remember>(name, value) {
                    self.contents.history = Some(history);
                    self.say(name, history.name(), &span);
                }
            }
            "history_key_command" => {
                self.contents.history_key_command = self.texts(name, value);
            }
            "trusted" => {
                let folders = self.texts(name, value);
                self.contents.trusted.extend(folders);
            }
            "wrappers" => {
                for text in self.texts(name, value) {
                    match OwnWrapper::read(&text) {
                        Some(wrapper) => self.contents.wrappers.push(wrapper),
                        None => self.warn(
                            &span,
                            format!("`{text}` names no program: a wrapper is described as in `mysudo -u USER`"),
                        ),
                    }
                }
            }
            _ => {
                let known = fields::<File>();
                self.unknown(name, &known, &span);
            }
        }
    }

    fn allow(&mut self, entry: Allow, span: &Range<usize>) {
        let program = words(&entry.program);
        if program.is_empty() {
            return self.warn(span, "`program` names none: the entry is not used".to_owned());
        }
        // Not one condition of it can go without the others.
        if !self.has_room(&[&program, &entry.operands, &entry.flags, &entry.rules], span) {
            return;
        }
        let mut rules = Vec::new();
        for key in &entry.rules {
            match self.rule_key(key, span) {
                Some(key) => rules.push(key),
                // Without it the entry would say more than it should.
                None => return,
            }
        }
        let Allow { operands, flags, because, .. } = entry;
        let because = clean(&because);
        let value = [("operands", &operands), ("flags", &flags), ("rules", &rules)];
        let value: Vec<String> =
            value.iter().filter(|it| !it.1.is_empty()).map(|it| format!("{} {}", it.0, it.1.join(" "))).collect();
        self.say(&format!("allow {}", entry.program), &value.join(", "), span);
        self.contents.layer.allowed.push(Allowed { program, operands, flags, rules, because });
    }

    fn rule(&mut self, entry: Rule, span: &Range<usize>) {
        let program = words(&entry.program);
        let letters = entry.code.trim_end_matches(|it: char| it.is_ascii_digit());
        let is_code = (2..=12).contains(&letters.len())
            && letters.bytes().all(|it| it.is_ascii_uppercase())
            && (1..=6).contains(&(entry.code.len() - letters.len()));
        let is_known = self.contents.layer.rules.iter().any(|it| it.code == entry.code);
        let complaint = match entry.level.level() {
            _ if !is_code => Some("`code` is capital letters and a number, such as `ACME001`"),
            _ if letters == "CARO" => Some("`CARO` is taken: choose other letters for `code`"),
            _ if is_known => Some("this `code` has a rule already"),
            _ if program.is_empty() => Some("`program` names none"),
            _ if entry.fix.as_deref().is_some_and(|it| it.contains(char::is_control)) => Some("`fix` is one line"),
            _ if entry.message.trim().is_empty() => Some("`message` says nothing"),
            None => Some("`level` is note, caution or danger"),
            Some(_) => None,
        };
        let (None, Some(level)) = (complaint, entry.level.level()) else {
            return self.warn(span, format!("{}: the rule is not used", complaint.unwrap_or_default()));
        };
        if !self.has_room(&[&program, &entry.operands, &entry.all_flags, &entry.any_flags, &entry.no_flags], span) {
            return;
        }
        self.say(&format!("rule {}", entry.code), &format!("{} {}", level.name(), entry.program), span);
        let name = if entry.name.is_empty() { entry.code.to_lowercase() } else { clean(&entry.name) };
        self.contents.layer.rules.push(OwnRule {
            code: entry.code,
            name,
            level,
            program,
            all_flags: entry.all_flags,
            any_flags: entry.any_flags,
            no_flags: entry.no_flags,
            operands: entry.operands,
            message: clean(entry.message.trim()),
            because: clean(&entry.because),
            fix: entry.fix,
            bad: entry.bad,
            good: entry.good,
        });
    }

    fn levels(&mut self, name: &str, value: Spanned<DeValue<'_>>) -> Levels {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.warn(&span, format!("`{name}` is a table of rules and levels, such as `CARO0101 = \"note\"`"));
            return Levels::new();
        };
        let mut levels = Levels::new();
        if table.len() > MOST {
            self.too_many(name, &span);
        }
        for (key, value) in table.into_iter().take(MOST) {
            let span = key.span();
            let Some(known) = self.rule_key(key.get_ref(), &span) else { continue };
            let name = format!("{name}.{}", key.get_ref());
            if let Some(level) = self.take::<Level>(&name, value) {
                self.say(&name, level.name(), &span);
                levels.insert(known, level.level());
            }
        }
        levels
    }

    /// The code or family that a key of `levels` means.
    fn rule_key(&mut self, key: &str, span: &Range<usize>) -> Option<String> {
        if let Some(rule) = rules::find(key) {
            return Some(rule.code.to_owned());
        }
        let lower = key.to_lowercase().replace(['-', ' '], "_");
        let family = rules::FAMILIES.iter().find(|it| it.digits == key || it.module == lower || it.name == key);
        if let Some(family) = family {
            return Some(family.digits.to_owned());
        }
        let letters = key.trim_end_matches(|it: char| it.is_ascii_digit());
        let is_own = letters.len() > 1 && letters.bytes().all(|it| it.is_ascii_uppercase()) && letters != "CARO";
        if key == "*" || is_own {
            return Some(key.to_owned());
        }
        let names = rules::all().flat_map(|it| [it.code, it.name]);
        let names: Vec<&str> = names.chain(rules::FAMILIES.iter().flat_map(|it| [it.name, it.module])).collect();
        let near = self.guess(key, &names).map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        self.warn(span, format!("there is no rule or family `{}`{near}", short(key)));
        None
    }

    /// Reads each table of a list. One with something wrong in it is not used at all: with a condition less it would
    /// say more than it should.
    fn tables<T: DeserializeOwned + JsonSchema>(
        &mut self,
        name: &str,
        value: Spanned<DeValue<'_>>,
        mut each: impl FnMut(&mut Self, T, &Range<usize>),
    ) {
        let span = value.span();
        let DeValue::Array(entries) = value.into_inner() else {
            return self.warn(&span, format!("`{name}` is a list of tables: begin each with `[[{name}]]`"));
        };
        if entries.len() > MOST {
            self.too_many(name, &span);
        }
        let known = fields::<T>();
        for entry in entries.into_iter().take(MOST) {
            let span = entry.span();
            if let DeValue::Table(table) = entry.get_ref() {
                let mut unknown =
                    table.keys().filter(|it| !known.iter().any(|known| known.as_str() == it.get_ref().as_ref()));
                if let Some(key) = unknown.next() {
                    self.unknown(key.get_ref(), &known, &key.span());
                    self.warn(&span, format!("this entry of `{name}` is not used until that is mended"));
                    continue;
                }
            }
            if let Some(entry) = self.take::<T>(name, entry) {
                each(self, entry, &span);
            }
        }
    }

    /// Reads a list of texts; what is no text is left out.
    fn texts(&mut self, name: &str, value: Spanned<DeValue<'_>>) -> Vec<String> {
        let span = value.span();
        let DeValue::Array(entries) = value.into_inner() else {
            self.warn(&span, format!("`{name}` is a list of texts: `{name} = [\"…\"]`"));
            return Vec::new();
        };
        if entries.len() > MOST {
            self.too_many(name, &span);
        }
        let mut texts = Vec::new();
        for entry in entries.into_iter().take(MOST) {
            let span = entry.span();
            if let Some(text) = self.take::<String>(name, entry) {
                self.say(name, &text, &span);
                texts.push(clean(&text));
            }
        }
        texts
    }

    fn take<T: DeserializeOwned>(&mut self, name: &str, value: Spanned<DeValue<'_>>) -> Option<T> {
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(value),
            Err(error) => {
                let span = error.span().unwrap_or(span);
                self.warn(
                    &span,
                    format!("`{}` cannot be this: {}; it is left out", short(name), one_line(error.message())),
                );
                None
            }
        }
    }

    fn unknown(&mut self, name: &str, known: &[String], span: &Range<usize>) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let near = self
            .guess(name, &known)
            .map_or_else(|| format!("there are {}", known.join(", ")), |it| format!("did you mean `{it}`?"));
        self.warn(span, format!("there is no setting `{}`; {near}", short(name)));
    }

    /// The name that was probably meant.
    fn guess<'a>(&self, name: &str, known: &[&'a str]) -> Option<&'a str> {
        if self.contents.warnings.len() < MOST_GUESSES { nearest(name, known.iter().copied()) } else { None }
    }

    /// Whether patterns and flags fit into what one file may have of them; the first ones that do not are told of.
    fn has_room(&mut self, lists: &[&[String]], span: &Range<usize>) -> bool {
        let (mut count, mut bytes) = self.patterns;
        for text in lists.iter().copied().flatten() {
            (count, bytes) = (count + 1, bytes + text.len());
            if count > MOST_PATTERNS || bytes > MOST_PATTERN_BYTES {
                break;
            }
            count += breadth(text) - 1;
        }
        let fits = count <= MOST_PATTERNS && bytes <= MOST_PATTERN_BYTES;
        if fits {
            self.patterns = (count, bytes);
        } else if !self.is_full {
            self.is_full = true;
            let most = format!("{MOST_PATTERNS} patterns and flags, or {} KiB of them", MOST_PATTERN_BYTES >> 10);
            self.warn(span, format!("the file has more than {most}: this one and others are not used"));
        }
        fits
    }

    fn too_many(&mut self, name: &str, span: &Range<usize>) {
        self.warn(span, format!("`{}` has more than {MOST} entries: the others are not read", short(name)));
    }

    fn say(&mut self, name: &str, value: &str, span: &Range<usize>) {
        let line = place(self.text, span.start).0;
        self.contents.settings.push(Setting { name: clean(name), value: clean(value), line });
    }

    fn warn(&mut self, span: &Range<usize>, text: String) {
        if self.contents.warnings.len() < MOST {
            self.contents.warnings.push(Complaint { place: Some(place(self.text, span.start)), text });
        }
    }
}

/// The names that a table may have.
fn fields<T: JsonSchema>() -> Vec<String> {
    let schema = schemars::schema_for!(T);
    schema.get("properties").and_then(|it| it.as_object()).map(|it| it.keys().cloned().collect()).unwrap_or_default()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Line and column of a byte, counted from 1; columns count characters.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn one_line(text: &str) -> String {
    short(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn short(text: &str) -> String {
    clean(text).chars().take(120).collect()
}

/// Text that changes nothing of the terminal it is shown on.
fn clean(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { '\u{fffd}' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(text: &str) -> Vec<String> {
        let contents = read(text).expect("TOML");
        contents
            .warnings
            .iter()
            .map(|it| {
                let (line, column) = it.place.unwrap_or_default();
                format!("{line}:{column} {}", it.text)
            })
            .collect()
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = r#"
preset = "strict"
protected_paths = ["/srv/db", "./data"]
protected_branches = ["live/*"]
wrappers = ["with-env FILE"]
[levels]
CARO0101 = "caution"
recursive-delete-x = "note"
git = "off"
04 = "note"
"*" = "note"
[[levels_for]]
paths = ["tests/**"]
levels = { caro0101 = "off" }
[[allow]]
program = "rm"
operands = ["/srv/cache/**"]
because = "it is made again"
[[rule]]
code = "ACME001"
program = "kubectl apply"
message = "no"
fix = "x {arguments}"
"#;
        let contents = read(text).expect("TOML");
        let levels: Vec<_> = contents.layer.levels[0].keys().map(String::as_str).collect();
        assert_eq!(levels, ["*", "04", "07", "CARO0101"]);
        assert_eq!(contents.levels_for[0].1.get("CARO0101"), Some(&None));
        assert_eq!(contents.layer.protected_paths, ["/srv/db", "data"]);
        assert_eq!((contents.layer.rules.len(), contents.layer.allowed.len(), contents.wrappers.len()), (1, 1, 1));
        assert_eq!(
            contents.settings.iter().map(|it| it.line).collect::<Vec<_>>(),
            [2, 3, 3, 4, 5, 7, 9, 10, 11, 12, 15, 19]
        );
        assert_eq!(warnings(text).len(), 1);
    }

    #[test]
    fn a_platform_is_read_by_its_name() {
        assert_eq!(read("platform = \"macos\"").expect("TOML").platform, Some(target::Platform::MacOs));
        assert_eq!(read("platform = \"auto\"").expect("TOML").platform, None);
        assert_eq!(warnings("platform = \"amiga\"").len(), 1);
    }

    #[test]
    fn the_documented_file_is_read_without_a_warning() {
        let page = include_str!("../../../docs/policy.md");
        let example = page.split("```toml\n").nth(1).and_then(|it| it.split("```").next()).expect("an example");
        assert_eq!(warnings(example), [""; 0]);
        let contents = read(example).expect("TOML");
        for own in &contents.layer.rules {
            assert_eq!(caro_core::policy::failing_examples(own), [""; 0]);
        }
    }

    #[test]
    fn what_is_wrong_is_said_and_the_rest_holds() {
        let text = "prest = \"strict\"\nlevels = { CARO0102 = \"loud\", caro010 = \"off\", CARO0101 = \"off\" }\n\
                    protected_paths = [\"/a\", 3]\nwrappers = \"x\"\n[[allow]]\nprogram = \"rm\"\noperand = [\"/a\"]\n\
                    [[rule]]\ncode = \"CARO01\"\nprogram = \"x\"\nmessage = \"y\"\n[[rule]]\ncode = \"A\"\n";
        let told = warnings(text);
        assert_eq!(told.len(), 9, "{told:#?}");
        assert!(told[0].starts_with("1:1 there is no setting `prest`; did you mean `preset`?"), "{told:?}");
        assert!(told.iter().any(|it| it.starts_with("7:1 there is no setting `operand`; did you mean `operands`?")));
        let contents = read(text).expect("TOML");
        assert_eq!(contents.layer.levels[0].len(), 1);
        assert_eq!(contents.layer.protected_paths, ["/a"]);
        assert!(contents.layer.allowed.is_empty() && contents.layer.rules.is_empty());
    }

    #[test]
    fn no_text_reaches_a_terminal_with_its_control_signs() {
        let rule = "[[rule]]\ncode = \"ACME1\"\nprogram = \"x\"\nmessage = \"a\\u001b[2Jb\"\n";
        let contents = read(rule).expect("TOML");
        assert_eq!(contents.layer.rules[0].message, "a\u{fffd}[2Jb");
        let told = warnings(&format!("{rule}fix = \"a\\nb\"\n"));
        assert!(told.len() == 1 && told[0].contains("one line"), "{told:?}");
    }

    #[test]
    fn broken_and_hostile_files_are_refused_or_read_with_bounds() {
        let error = read("preset = \"strict\"\n[levels\n").expect_err("broken");
        assert_eq!(error.place.map(|it| it.0), Some(2), "{error:?}");
        for text in
            ["[".repeat(50_000), format!("a = {}", "[".repeat(50_000)), format!("levels = {}", "{a=".repeat(9000))]
        {
            assert!(read(&text).is_err());
        }
        let many = format!("protected_paths = [{}]", "\"a\",".repeat(20_000));
        assert_eq!(read(&many).expect("TOML").layer.protected_paths.len(), MOST);
        assert_eq!(warnings(&many), ["1:19 `protected_paths` has more than 1000 entries: the others are not read"]);
        let levels: Vec<String> = (0..2000).map(|it| format!("ACME{it} = \"off\"\n")).collect();
        let levels = format!("[levels]\n{}", levels.concat());
        assert!(warnings(&levels).iter().any(|it| it.contains("more than 1000")));
        assert_eq!(read(&levels).expect("TOML").layer.levels[0].len(), MOST);
        // What is tried at each command is bounded for the whole file, with what braces stand for.
        let entry = "[[allow]]\nprogram = \"rm\"\noperands = [\"{a,b}{a,b}{a,b}{a,b}**/*a*a*a*a*b/**\"]\n".repeat(900);
        let contents = read(&entry).expect("TOML");
        assert!(contents.warnings.len() == 1 && contents.layer.allowed.len() < 150, "{}", contents.layer.allowed.len());
        let long = format!("[[allow]]\nprogram = \"rm\"\noperands = [{}]\n", "\"aaaaaaa\",".repeat(20_000));
        assert!(read(&long).is_ok_and(|it| it.warnings.len() == 1 && it.layer.allowed.is_empty()));
        assert!(read("\u{feff}preset = 1").is_ok_and(|it| it.warnings.len() == 1));
    }
}
