//! A script being edited: its text and its model, always changed together.

use crate::Span;
use crate::script::{Body, Chunk, Dialect, MOST_COMMANDS, Names, SyntaxError, fuel_for, parse_chunk};
use ropey::Rope;
use std::sync::Arc;

/// How much of a text is read, in bytes. Real scripts stay far below; what follows is data more often than shell
/// (self-extracting archives), and the limit bounds time and memory for hostile input.
const MOST_READ: usize = 4 << 20;

/// How much text an edit reads at first, beyond the edit itself. It grows where that does not decide the change.
const WINDOW: usize = 4 << 10;

/// The id of the stand-in for what is not read.
const UNREAD: u64 = u64::MAX;

/// A script's text with the model of what it says.
#[derive(Clone, Debug)]
pub struct Document {
    text: Rope,
    dialect: Dialect,
    chunks: Arc<Vec<Chunk>>,
}

impl Document {
    /// Reads a whole text.
    pub fn new(text: &str, dialect: Dialect) -> Self {
        let mut document = Self { text: Rope::from_str(text), dialect, chunks: Arc::default() };
        document.read_all();
        document
    }

    /// Replaces `span` by `text`. What lies outside the document, or splits a character, is moved inwards.
    pub fn edit(&mut self, span: Span, text: &str) {
        let start = span.start.min(self.text.len_bytes());
        let end = span.end.clamp(start, self.text.len_bytes());
        let (first, last) = (self.text.byte_to_char(start), self.text.byte_to_char(end));
        let (start, end) = (self.text.char_to_byte(first), self.text.char_to_byte(last));
        let was_cut = self.is_cut();
        self.text.remove(first..last);
        self.text.insert(first, text);
        if self.dialect == Dialect::Unsupported {
            return;
        }
        if was_cut || self.text.len_bytes() > MOST_READ {
            return self.read_all();
        }
        self.read_changed(start, end, start + text.len());
        if self.chunks.iter().map(|it| it.commands).sum::<usize>() > MOST_COMMANDS {
            self.read_all();
        }
    }

    /// The text.
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// The shell it is written for.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Takes the script for another shell's.
    pub fn set_dialect(&mut self, dialect: Dialect) {
        if dialect != self.dialect {
            self.dialect = dialect;
            self.read_all();
        }
    }

    /// What it says, one chunk for each complete command line at top level. Together they are the whole text, but for
    /// the rest of one that is too long to be read: there the last chunk is empty and says so.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// The chunk that holds the byte at `offset`; at the end of the text, the last one.
    pub fn chunk_at(&self, offset: usize) -> Option<&Chunk> {
        let after = self.chunks.partition_point(|it| it.start <= offset);
        self.chunks.get(after.checked_sub(1)?)
    }

    /// Where the first chunk starts that holds a syntax error; the text's end where all can be read.
    pub(crate) fn read_until(&self) -> usize {
        let unreadable = self.chunks.iter().find(|it| !it.body.errors.is_empty());
        unreadable.map_or(self.text.len_bytes(), |it| it.start)
    }

    /// A stretch of the text.
    pub fn slice(&self, span: Span) -> String {
        let end = span.end.min(self.text.len_bytes());
        let start = span.start.min(end);
        self.text.get_byte_slice(start..end).map(String::from).unwrap_or_default()
    }

    /// The number of the line that holds `offset`, counted from 1.
    pub fn line_number(&self, offset: usize) -> usize {
        self.text.byte_to_line(offset.min(self.text.len_bytes())) + 1
    }

    /// Whether the text is so long that its end is not read.
    pub(crate) fn is_cut(&self) -> bool {
        self.chunks.last().is_some_and(|it| it.body.id == UNREAD)
    }

    fn read_all(&mut self) {
        let mut chunks = Vec::new();
        if self.dialect != Dialect::Unsupported {
            let length = self.text.len_bytes();
            let read = if length > MOST_READ { self.line_start(MOST_READ) } else { length };
            let text = self.slice(Span::new(0, read));
            let mut fuel = fuel_for(&text);
            let (mut at, mut commands) = (0, 0);
            while commands <= MOST_COMMANDS
                && let Some(chunk) = parse_chunk(&text, at, self.dialect, &mut fuel, &[])
            {
                at += chunk.body.text.len();
                commands += chunk.commands;
                chunks.push(chunk);
            }
            if at < length {
                chunks.push(unread(at, length));
            }
        }
        self.chunks = Arc::new(chunks);
    }

    /// The start of the line that holds `offset`; `offset` itself where that line has no start nearby.
    fn line_start(&self, offset: usize) -> usize {
        let offset = self.text.char_to_byte(self.text.byte_to_char(offset));
        let before = self.text.byte_slice(..offset);
        let newline = before.bytes_at(before.len_bytes()).reversed().take(1 << 16).position(|it| it == b'\n');
        newline.map_or(offset, |it| offset - it)
    }

    /// Reads again what an edit can have changed: from the first chunk that looked at it to the first chunk behind it
    /// that starts where one started before.
    fn read_changed(&mut self, start: usize, old_end: usize, new_end: usize) {
        let length = self.text.len_bytes();
        let old = &self.chunks;
        let first = old.iter().position(|it| it.start + it.examined > start).unwrap_or(old.len());
        // An empty rest follows the last chunk when that ended with its newline.
        let from =
            old.get(first).map_or_else(|| old.last().map_or(0, |it| it.start + it.body.text.len()), |it| it.start);
        let behind = old.partition_point(|it| it.start < old_end);
        let new_start = |it: &Chunk| it.start - old_end + new_end;

        // Where nothing is open and nothing closes, whatever is typed before it. Few edits need to know.
        let mut known = Vec::new();
        let mut window = new_end - from.min(new_end) + WINDOW;
        let (read, rest) = loop {
            let end = (from + window).min(length);
            let end = self.text.char_to_byte(self.text.byte_to_char(end));
            let text = self.slice(Span::new(from, end));
            let mut fuel = fuel_for(&text);
            let (mut at, mut read, mut next, mut undecided) = (0, Vec::new(), behind, false);
            let rest = loop {
                while old.get(next).is_some_and(|it| new_start(it) < from + at) {
                    next += 1;
                }
                // A chunk that starts where one started before says the same: it cannot see what is before it.
                if from + at >= new_end && next > first && old.get(next).is_some_and(|it| new_start(it) == from + at) {
                    break next;
                }
                let Some(mut chunk) = parse_chunk(&text, at, self.dialect, &mut fuel, &known) else { break old.len() };
                if at + chunk.examined > text.len() && end < length {
                    undecided = true;
                    break next;
                }
                at += chunk.body.text.len();
                chunk.start += from;
                read.push(chunk);
            };
            if !undecided && (rest < old.len() || end == length) {
                break (read, rest);
            }
            // What looks beyond the next lines mostly looks for the end.
            window = length;
            let sound = old.iter().rposition(|it| !it.body.errors.is_empty()).map_or(behind, |it| behind.max(it + 1));
            let place = |it: &Chunk| Some(new_start(it) - from + it.body.statements.first()?.span.start);
            known = old[sound..].iter().filter_map(place).collect();
        };

        let mut chunks = Vec::with_capacity(first + read.len() + old.len() - rest);
        chunks.extend_from_slice(&old[..first]);
        chunks.extend(read);
        chunks.extend(old[rest..].iter().map(|it| Chunk { start: new_start(it), ..it.clone() }));
        self.chunks = Arc::new(chunks);
    }
}

/// A stand-in for the rest of a text that is too long to be read.
fn unread(start: usize, end: usize) -> Chunk {
    let error = SyntaxError { span: Span::at(0), message: "the text is too long: from here on it is not read" };
    let body = Body {
        id: UNREAD,
        text: "".into(),
        statements: Vec::new(),
        comments: Vec::new(),
        errors: vec![error],
        signs: Vec::new(),
        names: Names::default(),
    };
    Chunk { start, examined: end - start + 1, commands: 0, directed: false, body: Arc::new(body) }
}

/// The dialect that a script's first line, its name or the editor's language id tell, in this order of trust;
/// `None` for something that is no shell script.
pub fn dialect_of(language_id: Option<&str>, file_name: Option<&str>, first_line: &str) -> Option<Dialect> {
    from_shebang(first_line).or_else(|| from_name(file_name?)).or_else(|| from_language(language_id?))
}

fn from_shebang(line: &str) -> Option<Dialect> {
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let mut words = line.strip_prefix("#!")?.split_whitespace();
    let mut program = words.next()?.rsplit('/').next()?;
    if program == "env" || program == "busybox" {
        // `env -S bash -e`, `env FOO=1 bash`
        program = words.find(|it| !it.starts_with('-') && !it.contains('='))?.rsplit('/').next()?;
    }
    from_shell(program)
}

fn from_shell(name: &str) -> Option<Dialect> {
    Some(match name {
        "sh" | "dash" | "ash" | "posh" => Dialect::Sh,
        "bash" => Dialect::Bash,
        "ksh" | "ksh93" | "mksh" | "pdksh" | "oksh" => Dialect::Ksh,
        "zsh" | "fish" | "csh" | "tcsh" | "nu" | "elvish" | "xonsh" => Dialect::Unsupported,
        _ => return None,
    })
}

fn from_name(name: &str) -> Option<Dialect> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name {
        ".bashrc" | ".bash_profile" | ".bash_login" | ".bash_logout" | ".bash_aliases" | "bashrc" | "bash.bashrc"
        | "PKGBUILD" | "APKBUILD" => return Some(Dialect::Bash),
        ".profile" | "profile" => return Some(Dialect::Sh),
        ".zshrc" | ".zprofile" | ".zshenv" | ".zlogin" => return Some(Dialect::Unsupported),
        _ => {}
    }
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        // `.sh` says nothing of the shell behind it; most such files are written for bash, which also reads POSIX sh.
        "sh" | "command" | "bats" | "ebuild" | "eclass" => Some(Dialect::Bash),
        other => from_shell(other),
    }
}

fn from_language(id: &str) -> Option<Dialect> {
    match id.to_ascii_lowercase().as_str() {
        // Vim's `sh` is every Bourne-like shell.
        "shellscript" | "shell" | "shell script" | "sh" => Some(Dialect::Bash),
        other => from_shell(other),
    }
}

#[cfg(test)]
mod tests;
