//! The examples of a tldr page, and which of them is nearest to what somebody wrote.

/// Whose words they are, and under which licence they may be shown.
pub const ATTRIBUTION: &str = "tldr-pages, CC BY 4.0";

/// More of a page is not read.
const EXAMPLES: usize = 50;
/// A longer line is no example.
const LONGEST: usize = 500;

/// An example of a tldr page, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The command on one line; what the reader fills in is in plain words: `path/to/file`.
    pub text: String,
    /// What it does, as the page says it.
    pub says: String,
    /// Whose words these are.
    pub attribution: &'static str,
}

/// The examples of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// What each does, and its command as the page has it.
    list: Vec<(String, String)>,
}

impl Examples {
    /// Reads a page: a line `- what it does:`, and below it the command in back-ticks.
    pub fn read(page: &str) -> Self {
        let mut list = Vec::new();
        let mut says = None;
        for line in page.lines().map(str::trim).filter(|it| it.len() <= LONGEST) {
            if let Some(text) = line.strip_prefix("- ") {
                says = Some(text.trim().trim_end_matches(':').to_owned());
            } else if let Some(command) = line.strip_prefix('`').and_then(|it| it.strip_suffix('`'))
                && !command.chars().any(char::is_control)
                && !command.trim().is_empty()
                && let Some(says) = says.take()
            {
                list.push((says, command.trim().to_owned()));
            }
            if list.len() == EXAMPLES {
                break;
            }
        }
        list.shrink_to_fit();
        Self { list }
    }

    /// The example that has most of these flags, then the one with fewest others, then the first.
    /// Flags are as they are typed: `-x`, `--long`, `--long=value`. None where there are flags and no example has any.
    pub fn best(&self, flags: &[&str]) -> Option<Example> {
        let wanted: Vec<&str> = flags.iter().map(|it| it.split_once('=').map_or(*it, |it| it.0)).collect();
        let rated = self.list.iter().enumerate().map(|(at, (says, command))| {
            let rendered = Rendered::new(command, &wanted);
            let shared = wanted.iter().filter(|it| rendered.has(it)).count();
            let others =
                rendered.groups.iter().filter(|group| !wanted.iter().any(|it| group.iter().any(|has| has == it)));
            (shared, std::cmp::Reverse((others.count(), at)), says, rendered.text)
        });
        let (shared, _, says, text) = rated.max_by_key(|it| (it.0, it.1))?;
        if shared == 0 && !wanted.is_empty() {
            return None;
        }
        Some(Example { text, says: says.clone(), attribution: ATTRIBUTION })
    }

    /// How many bytes they take in memory.
    pub fn size(&self) -> usize {
        let each = |it: &(String, String)| size_of_val(it) + it.0.capacity() + it.1.capacity();
        size_of::<Self>() + self.list.iter().map(each).sum::<usize>()
    }
}

/// A command of a page in plain words.
struct Rendered {
    text: String,
    /// The flags in it; those of one group are the same flag.
    groups: Vec<Vec<String>>,
}

impl Rendered {
    /// Fills in what the page leaves open. Of `{{[-x|--extract]}}` it takes the form that is wanted, else the long one.
    fn new(command: &str, wanted: &[&str]) -> Self {
        // What a page escapes is no placeholder.
        let command = command.replace("\\{\\{", "\u{1}").replace("\\}\\}", "\u{2}");
        let mut text = String::new();
        let mut groups = Vec::new();
        let mut rest = command.as_str();
        while let Some(start) = rest.find("{{") {
            let Some(length) = rest[start + 2..].find("}}") else { break };
            // `{{{a}}}` ends with the last of the three.
            let length = length + rest[start + 2 + length + 2..].bytes().take_while(|it| *it == b'}').count();
            let inner = &rest[start + 2..start + 2 + length];
            text.push_str(&rest[..start]);
            match inner.strip_prefix('[').and_then(|it| it.strip_suffix(']')).and_then(|it| it.split_once('|')) {
                Some((short, long)) if short.starts_with('-') || long.starts_with('-') => {
                    let (a, b) = (flags_of(short), flags_of(long));
                    let asked = a.iter().any(|it| wanted.contains(&it.as_str()));
                    text.push_str(if asked { short } else { long });
                    groups.extend(
                        (0..a.len().max(b.len()))
                            .map(|at| a.get(at).into_iter().chain(b.get(at)).cloned().collect::<Vec<String>>()),
                    );
                }
                _ => text.push_str(inner),
            }
            rest = &rest[start + 2 + length + 2..];
        }
        text.push_str(rest);
        // Flags that stand in the open; those of a group are there already.
        let known: Vec<String> = groups.concat();
        groups.extend(flags_of(&text).into_iter().filter(|it| !known.contains(it)).map(|it| vec![it]));
        Self { text: text.replace('\u{1}', "{{").replace('\u{2}', "}}"), groups }
    }

    fn has(&self, flag: &str) -> bool {
        self.groups.iter().flatten().any(|it| it == flag)
    }
}

/// The flags of a command line; a bundle such as `-xzf` is its letters too.
fn flags_of(text: &str) -> Vec<String> {
    let mut flags = Vec::new();
    for word in text.split_whitespace().filter(|it| it.starts_with('-') && it.len() > 1) {
        let name = word.split_once('=').map_or(word, |it| it.0);
        match name.strip_prefix('-').filter(|it| !it.starts_with('-') && it.len() > 1) {
            Some(letters) if letters.chars().all(char::is_alphabetic) && letters.chars().count() <= 4 => {
                flags.extend(letters.chars().map(|it| format!("-{it}")));
                // `-name` of `find` may be one flag.
                flags.push(name.to_owned());
            }
            _ => flags.push(name.to_owned()),
        }
    }
    flags
}
