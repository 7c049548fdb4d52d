//! `--context FILE:LINE`: what a script says before a line, for a wish that is made there.

use super::super::{complain, input};
use crate::policy_file::{self, Trust};
use caro_core::generate::Request;
use caro_core::generate::ghost::Cursor;
use caro_core::script::Dialect;
use caro_core::target::{Platform, Target};
use caro_core::{Document, dialect_of};
use std::path::Path;

/// Stands for the wish where the call makes one, so that the script is read as if that stood in it.
const PLACEHOLDER: &str = "list all files by size";

/// What a script says before a wish.
pub(super) struct Context {
    dialect: Dialect,
    platform: Platform,
    variables: Vec<String>,
    functions: Vec<String>,
    above: Option<String>,
    /// The comment's words, where they are the wish.
    wish: Option<String>,
}

impl Context {
    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn platform(&self) -> Platform {
        self.platform
    }

    pub(super) fn wish(&self) -> Option<&str> {
        self.wish.as_deref()
    }

    /// A wish that is made at this place.
    pub(super) fn request<'a>(&'a self, text: &'a str, dialect: Dialect, platform: Platform) -> Request<'a> {
        Request {
            variables: self.variables.iter().map(String::as_str).collect(),
            functions: self.functions.iter().map(String::as_str).collect(),
            above: self.above.clone(),
            ..Request::new(text, dialect, platform)
        }
    }
}

/// Reads `FILE:LINE`. An error is one line: what, where and what to do.
pub(super) fn read(place: &str, shell: Option<Dialect>, wants_wish: bool) -> Result<Context, String> {
    let parted = place.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse::<usize>().ok()?)));
    let Some((path, line)) = parted.filter(|it| !it.0.is_empty() && it.1 > 0) else {
        return Err(format!("--context {place}: write FILE:LINE, with lines counted from 1"));
    };
    let path = Path::new(path);
    let shown = path.display();
    let script = input::read(path).map_err(|reason| format!("{shown}: {reason}"))?;
    let lines: Vec<&str> = script.text.split_inclusive('\n').collect();
    if line > lines.len() + 1 {
        return Err(format!("--context {place}: {shown} has only {} lines", lines.len()));
    }
    let name = path.file_name().map(|it| it.to_string_lossy());
    let dialect = shell.or_else(|| dialect_of(None, name.as_deref(), script.first_line())).unwrap_or_default();
    if dialect == Dialect::Unsupported {
        return Err(format!("--context {place}: its shell is not read; leave it out, or name a shell with --shell"));
    }
    let (text, offset) = if wants_wish { with_room(&lines, line) } else { with_placeholder(&lines, line) }
        .ok_or_else(|| no_wish(place))?;
    let document = Document::new(&text, dialect);
    let platform = Platform::default();
    let cursor = Cursor { document: &document, offset, platform, manual: true, enough: 0.0, names: &[] };
    let Some(wish) = cursor.wish() else {
        let within = format!("--context {place}: that line is within a string or a here-document; name another line");
        return Err(if wants_wish { no_wish(place) } else { within });
    };
    let (policy, warnings) = policy_file::for_path((!input::is_stdin(path)).then_some(path), Trust::AsConfigured);
    policy_file::tell_once(warnings, |it| complain(&it.to_string()));
    let platform = Target::of(&document, &policy).platform;
    // What stands below is not set yet.
    let before = Document::new(&text[..offset], dialect);
    let cut = Cursor { document: &before, ..cursor };
    let cut = cut.wish();
    let Request { variables, functions, above, .. } = cut.as_ref().unwrap_or(&wish).request();
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let (variables, functions) = (owned(variables), owned(functions));
    let wish = wants_wish.then(|| wish.text().to_owned());
    Ok(Context { dialect, platform, variables, functions, above, wish })
}

fn no_wish(place: &str) -> String {
    format!("--context {place}: no comment there asks for a command; name the line of one that does, or give a request")
}

/// The script with a wish of its own before a line, and where that ends.
fn with_placeholder(lines: &[&str], line: usize) -> Option<(String, usize)> {
    let before = lines.get(..line - 1)?.concat();
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let head = format!("{before}{gap}\n# {PLACEHOLDER}");
    let offset = head.len();
    Some((format!("{head}\n\n{}", lines.get(line - 1..)?.concat()), offset))
}

/// The script with room for a command below the comment at or above a line, and where that comment ends.
fn with_room(lines: &[&str], line: usize) -> Option<(String, usize)> {
    let is_comment = |it: &str| it.trim_start().starts_with('#');
    let at = lines.get(line - 1).is_some_and(|it| is_comment(it));
    let row = if at {
        line - 1
    } else {
        (0..line - 1).rev().find(|row| !lines[*row].trim().is_empty()).filter(|row| is_comment(lines[*row]))?
    };
    let mut head = lines.get(..=row)?.concat();
    head.truncate(head.trim_end_matches(['\n', '\r']).len());
    let offset = head.len();
    Some((format!("{head}\n\n{}", lines.get(row + 1..)?.concat()), offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_at_or_above_a_line_is_found() {
        let text = "a=1\r\n# count lines\r\n\r\nwc -l\r\nls\r\n";
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for line in [2, 3, 4] {
            let (text, offset) = with_room(&lines, line).expect("there is one");
            assert_eq!(&text[..offset], "a=1\r\n# count lines", "{line}");
            assert!(text[offset..].starts_with("\n\n"), "{text:?}");
        }
        for line in [1, 5, 6] {
            assert_eq!(with_room(&lines, line), None, "{line}");
        }
    }

    #[test]
    fn a_wish_of_the_call_stands_before_its_line() {
        let lines = ["a=1\n", "b=2"];
        let shown = |line| with_placeholder(&lines, line).expect("the line is there").0;
        assert_eq!(shown(1), format!("\n# {PLACEHOLDER}\n\na=1\nb=2"));
        assert_eq!(shown(2), format!("a=1\n\n# {PLACEHOLDER}\n\nb=2"));
        assert_eq!(shown(3), format!("a=1\nb=2\n\n# {PLACEHOLDER}\n\n"));
    }
}
