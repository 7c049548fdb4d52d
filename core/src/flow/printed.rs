//! What commands print: computed where that is pure, else where it comes from.

use super::state::State;
use super::values::{Origin, Origins, Shape, Value};
use super::{Folder, Walk, decode, files, spreads, words};
use crate::knowledge::{Effect, Kind};
use crate::script::{
    AndOr, Command, Dialect, PartKind, Redirect, RedirectOperator, Statement, StatementKind, Word, parse_text,
};
use crate::secret_paths;
use std::sync::Arc;

/// Commands that always print something when they are asked in earnest.
const ALWAYS_PRINT: [&str; 14] = [
    "arch", "basename", "date", "dirname", "getconf", "hostname", "id", "mktemp", "nproc", "pwd", "seq", "uname", "wc",
    "whoami",
];

/// How deep functions and compounds are followed for what they print.
const DEEPEST: usize = 8;
/// How many statements are asked what they print, one inside the other.
const MOST_NESTED: usize = 32;

/// What is printed: the value where it can be computed, and where the text comes from in any case.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    pub(super) value: Option<Value>,
    pub(super) origins: Origins,
}

impl Printed {
    fn known(value: Value) -> Self {
        Self { origins: value.origins, value: Some(value) }
    }

    fn unknown(origins: Origins) -> Self {
        Self { value: None, origins }
    }

    /// As a value that is something or nothing.
    pub(super) fn into_value(self) -> Value {
        let mut value = self.value.unwrap_or_else(Value::some);
        value.origins.join(self.origins);
        value
    }
}

impl Walk<'_> {
    /// What a command reads from its standard input; `None` where that is whatever the script was started with.
    pub(crate) fn input_of(&self, command: &Command, state: &State) -> Option<Value> {
        self.fed_by(&command.redirects, self.input.as_ref(), state)
    }

    /// What a command prints.
    pub(crate) fn printed(&self, command: &Command, state: &State) -> Value {
        self.prints(command, self.input.as_ref(), state, 0).into_value()
    }

    /// What a statement prints.
    pub(super) fn printed_by(&self, statement: &Statement, state: &State) -> Value {
        self.statement_prints(statement, self.input.as_ref(), state, 0).into_value()
    }

    /// What arrives at standard input behind these redirects.
    pub(super) fn fed_by(&self, redirects: &[Redirect], input: Option<&Value>, state: &State) -> Option<Value> {
        for redirect in redirects.iter().rev().filter(|it| it.fd.as_deref().is_none_or(|it| it == "0")) {
            match (&redirect.body, redirect.operator) {
                (Some(body), _) => return Some(self.value(&body.text, state)),
                (None, RedirectOperator::HereString) => return Some(self.value(&redirect.target, state)),
                (None, RedirectOperator::Read | RedirectOperator::ReadWrite) => {
                    return Some(self.held(&redirect.target, state));
                }
                _ => {}
            }
        }
        input.cloned()
    }

    /// What a list prints, as `$(…)` sees it.
    pub(super) fn list_prints(
        &self,
        statements: &[Statement],
        input: Option<&Value>,
        state: &State,
        depth: usize,
    ) -> Printed {
        if let [only] = statements {
            return self.statement_prints(only, input, state, depth);
        }
        let mut origins = Origins::default();
        let mut text = Some(Value::exact(""));
        for (at, statement) in statements.iter().enumerate() {
            let printed = self.statement_prints(statement, input, state, depth);
            origins.join(printed.origins);
            text = text.zip(printed.value).map(|(mut all, next)| {
                if at > 0 {
                    all.then(&Value::exact("\n"));
                }
                all.then(&next);
                all
            });
        }
        Printed { value: text, origins }
    }

    pub(super) fn statement_prints(
        &self,
        statement: &Statement,
        input: Option<&Value>,
        state: &State,
        depth: usize,
    ) -> Printed {
        // A function may print what it prints itself.
        if (depth > DEEPEST || self.printing.get() > MOST_NESTED) && !self.give_up() || !self.pay(1) {
            return Printed::default();
        }
        self.printing.set(self.printing.get() + 1);
        let printed = self.statement_prints_inside(statement, input, state, depth + 1);
        self.printing.set(self.printing.get() - 1);
        printed
    }

    fn statement_prints_inside(
        &self,
        statement: &Statement,
        input: Option<&Value>,
        state: &State,
        depth: usize,
    ) -> Printed {
        match &statement.kind {
            StatementKind::Command(command) => {
                // Where the name itself is a variable, its value says what prints.
                if command.program.is_none()
                    && !command.words.is_empty()
                    && let Some(ways) = self.expanded(command, &mut state.clone())
                    && let Some(way) = ways.first().filter(|it| it.program.is_some())
                {
                    return self.prints(way, input, state, depth);
                }
                self.prints(command, input, state, depth)
            }
            StatementKind::Pipeline(pipeline) => {
                let mut input = input.cloned();
                let mut printed = Printed::default();
                for stage in &pipeline.stages {
                    printed = self.statement_prints(stage, input.as_ref(), state, depth);
                    input = Some(printed.clone().into_value());
                }
                printed
            }
            StatementKind::Group(body) | StatementKind::Subshell(body) => self.list_prints(body, input, state, depth),
            StatementKind::AndOr { first, rest } => {
                let mut origins = self.statement_prints(first, input, state, depth).origins;
                for (_, statement) in rest {
                    origins.join(self.statement_prints(statement, input, state, depth).origins);
                }
                // `a || echo b` prints something in any case.
                let always = matches!(&**rest, [.., (AndOr::Or, last)] if words::is(last, &["echo", "pwd", "printf"]));
                Printed { value: always.then(Value::some), origins }
            }
            StatementKind::If { branches, otherwise } => {
                let bodies = branches.iter().map(|it| &it.1).chain(otherwise);
                let mut origins = Origins::default();
                for body in bodies {
                    origins.join(self.list_prints(body, input, state, depth).origins);
                }
                Printed::unknown(origins)
            }
            StatementKind::While { body, .. }
            | StatementKind::For { body, .. }
            | StatementKind::ForArithmetic { body, .. } => {
                Printed::unknown(self.list_prints(body, input, state, depth).origins)
            }
            StatementKind::Case { arms, .. } => {
                let mut origins = Origins::default();
                for arm in arms {
                    origins.join(self.list_prints(&arm.body, input, state, depth).origins);
                }
                Printed::unknown(origins)
            }
            _ => Printed::default(),
        }
    }

    fn prints(&self, command: &Command, input: Option<&Value>, state: &State, depth: usize) -> Printed {
        let to_file = |it: &Redirect| it.operator.writes() && it.fd.as_deref().is_none_or(|it| it == "1");
        if command.redirects.iter().any(to_file) && depth > 0 {
            return Printed::known(Value::exact(""));
        }
        let place = Some(self.place(command.span));
        let Some(program) = command.program.as_deref() else {
            // `$(<file)`
            let read = command.redirects.iter().find(|it| it.operator == RedirectOperator::Read);
            return match read {
                Some(read) if command.words.is_empty() => Printed::unknown(self.held(&read.target, state).origins),
                _ => Printed::unknown(Origins::of(Origin::Output, place)),
            };
        };
        if let (Some(function), true, true) = (state.function(program), command.wrappers.is_empty(), depth < DEEPEST) {
            let mut inner = state.clone();
            let arguments = command.arguments().iter().map(|it| self.value(it, state)).collect();
            inner.arguments = (!command.arguments().iter().any(spreads)).then(|| Arc::new(arguments));
            return self.statement_prints(&function.statement, input, &inner, depth + 2);
        }
        let operand = |at: usize| command.operands().nth(at);
        let text_of = |it: &Word| self.value(it, state);
        match program {
            "echo" => {
                let mut value = Value::exact("");
                let words = command.arguments();
                let flags = words.iter().take_while(|it| it.literal().is_some_and(is_echo_flag)).count();
                for (at, word) in words[flags..].iter().enumerate() {
                    if at > 0 {
                        value.then(&Value::exact(" "));
                    }
                    value.then(&text_of(word));
                }
                if words[..flags].iter().any(|it| it.literal().is_some_and(|it| it.contains('e'))) {
                    value = value.map_texts(|it| Some(decode::unescape(it)));
                }
                Printed::known(value)
            }
            "printf" if !command.has_flag('v', "") => {
                let value = self.formatted(command, state);
                let known = !value.may_be_empty();
                let origins = value.origins;
                if known { Printed::known(value) } else { Printed::unknown(origins) }
            }
            "pwd" if state.folder == Folder::Start => Printed::known(Value::exact(".")),
            "pwd" => match &state.folder {
                Folder::Entered(value, _) => Printed::known(value.clone()),
                _ => Printed::known(Value::some()),
            },
            "mktemp" => Printed::known(Value { shapes: vec![Shape::open("/tmp/")], ..Value::default() }),
            // Where most programs lie; it may be anywhere, or nowhere.
            "command" | "which" | "type" if command.has_flag('v', "") || program != "command" => {
                let Some(name) = operand(0).map(text_of).and_then(|it| it.text().map(str::to_owned)) else {
                    return Printed::unknown(Origins::of(Origin::Output, place));
                };
                let text = self.place(command.span).span.of(&self.text.text);
                let mut value = Value::maybe(format!("$({text})"), "when the command prints nothing", place);
                value.join(&Value::exact(&format!("/usr/bin/{}", name.rsplit('/').next().unwrap_or_default())));
                Printed::known(value.from(Origin::Output, place))
            }
            "dirname" | "readlink" | "realpath" if operand(0).is_some() => {
                let path = operand(0).map(text_of).unwrap_or_default();
                let mut value = Value { origins: path.origins, ..Value::default() };
                for shape in path.shapes {
                    let known = shape.text().map(|it| if program == "dirname" { dirname(it) } else { it }.to_owned());
                    let folder = match known {
                        Some(text) if program == "dirname" || text.starts_with('/') => {
                            Shape { text: text.into(), ..shape }
                        }
                        _ => Shape { text: "".into(), open: true, empty: None },
                    };
                    value.join(&Value { shapes: vec![folder], ..Value::default() });
                }
                if program != "dirname" && !value.shapes.iter().any(|it| it.open) {
                    value.join(&Value::some());
                }
                Printed::known(value)
            }
            "basename" if operand(0).is_some() => {
                let path = operand(0).map(text_of).unwrap_or_default();
                let suffix = operand(1).map(text_of).and_then(|it| it.text().map(str::to_owned)).unwrap_or_default();
                let value = path.map_texts(|it| {
                    let name = it.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                    Some(name.strip_suffix(&*suffix).filter(|it| !it.is_empty()).unwrap_or(name).to_owned())
                });
                Printed::known(Value { shapes: value.shapes.into_iter().map(unprefixed).collect(), ..value })
            }
            "env" | "printenv" | "export" | "declare" | "typeset" | "set"
                if command.operands().next().is_none() && (program != "set" || command.args.is_empty()) =>
            {
                Printed::unknown(Origins::of(Origin::Secret, place))
            }
            "eval" | "sh" | "bash" | "dash" if depth < DEEPEST => {
                let code = self.code_of(command, state).into_iter().next();
                let text = code.as_ref().and_then(|it| it.value.text()).filter(|it| it.len() <= decode::LONGEST);
                match text {
                    Some(text) if self.pay(1 + text.len() / 64) => {
                        let mut origins = Origins::default();
                        for chunk in parse_text(text, Dialect::Bash) {
                            origins.join(self.list_prints(&chunk.body.statements, input, state, depth + 2).origins);
                        }
                        // Places within the text are none of the script.
                        origins.place = place.filter(|_| origins.place.is_some());
                        Printed::unknown(origins)
                    }
                    _ => self.filters(command, input, state),
                }
            }
            _ if shows_secret(command) => Printed::unknown(Origins::of(Origin::Secret, place)),
            _ if fetches(command) => Printed::unknown(self.network(command, state)),
            _ => self.filters(command, input, state),
        }
    }

    /// Where the text comes from that a download gets.
    pub(super) fn network(&self, command: &Command, state: &State) -> Origins {
        let mut origins = Origins::of(Origin::Network, Some(self.place(command.span)));
        let skips = command.program.as_deref() == Some("curl") && command.has_flag('k', "insecure")
            || command.has_flag('\0', "no-check-certificate");
        let plain = |it: &Word| self.value(it, state).shapes.iter().any(|it| crate::address::is_plain(&it.text));
        if skips || command.operands().any(plain) {
            origins.join(Origins::of(Origin::Forgeable, None));
        }
        origins
    }

    /// What `printf` makes of its format and arguments.
    pub(super) fn formatted(&self, command: &Command, state: &State) -> Value {
        let mut words = command.arguments();
        if words.first().and_then(Word::literal) == Some("-v") {
            words = words.get(2..).unwrap_or_default();
        }
        if words.first().and_then(Word::literal) == Some("--") {
            words = &words[1..];
        }
        let values: Vec<Value> = words.iter().map(|it| self.value(it, state)).collect();
        let texts: Option<Vec<String>> = values.iter().map(|it| it.text().map(str::to_owned)).collect();
        let text = texts.and_then(|it| it.split_first().and_then(|(format, rest)| decode::printf(format, rest)));
        let mut value = match text {
            Some(text) => Value::exact(text.trim_end_matches('\n')),
            None if values.iter().any(|it| !it.may_be_empty()) => Value::some(),
            None => Value::default(),
        };
        for it in &values {
            value.origins.join(it.origins);
        }
        value
    }

    /// What a command prints that reads text and prints some of it.
    fn filters(&self, command: &Command, input: Option<&Value>, state: &State) -> Printed {
        let place = Some(self.place(command.span));
        let program = command.program.as_deref().unwrap_or_default();
        let facts = command.facts();
        let named: Vec<&Word> = match facts.last() {
            Some(facts) => {
                let own: Vec<&Word> = command.own_operands().collect();
                let count = own.len();
                let role = |at: usize| facts.operand(at, count, |name| command.gives(name));
                let reads = |at: usize| {
                    role(at).is_some_and(|it| it.value.kind == Kind::Path && it.effects.contains(&Effect::Reads))
                };
                own.into_iter().enumerate().filter(|it| reads(it.0)).map(|it| it.1).collect()
            }
            None => Vec::new(),
        };
        let named: Vec<&Word> = named.into_iter().filter(|it| it.literal() != Some("-")).collect();
        let read = if named.is_empty() {
            self.fed_by(&command.redirects, input, state)
        } else {
            let mut all: Option<Value> = None;
            for file in named {
                let held = self.held(file, state);
                all = Some(match all {
                    Some(mut all) => {
                        all.then(&Value::exact("\n"));
                        all.then(&held);
                        all
                    }
                    None => held,
                });
            }
            all
        };
        let mut origins = Origins::default();
        if files::is_sum(program) {
            return Printed { value: Some(Value::some()), origins: Origins::of(Origin::Checksum, None) };
        }
        if decode::is_decoder(command) {
            origins.join(Origins::of(Origin::Decoded, place));
        }
        let Some(read) = read else {
            origins.join(Origins::of(Origin::Output, place));
            return if ALWAYS_PRINT.contains(&program) {
                Printed::known(Value { origins, ..Value::some() })
            } else {
                Printed::unknown(origins)
            };
        };
        origins.join(read.origins);
        let operands: Option<Vec<String>> =
            command.operands().map(|it| self.value(it, state).text().map(str::to_owned)).collect();
        let known =
            !read.shapes.is_empty() && read.shapes.iter().all(|it| !it.open && it.text.len() <= decode::LONGEST);
        let computed = operands.filter(|_| known).and_then(|operands| {
            let texts: Option<Vec<String>> = read.texts().map(|it| decode::filtered(command, &operands, it)).collect();
            let mut value = Value::default();
            for text in texts? {
                value.join(&Value::exact(&text));
            }
            Some(value)
        });
        match computed {
            Some(mut value) => {
                value.origins.join(origins);
                Printed::known(value)
            }
            None => {
                origins.join(Origins::of(Origin::Output, None));
                if ALWAYS_PRINT.contains(&program) {
                    Printed::known(Value { origins, ..Value::some() })
                } else {
                    Printed::unknown(origins)
                }
            }
        }
    }

    /// What the file holds that a word names.
    pub(super) fn held(&self, word: &Word, state: &State) -> Value {
        let mut value: Option<Value> = None;
        for part in &word.parts {
            if let PartKind::Process(statements) = &part.kind {
                value = Some(self.list_prints(statements, None, state, 1).into_value());
            }
        }
        if let Some(value) = value {
            return value;
        }
        let path = self.value(word, state);
        if path.text().is_none()
            && let Some(value) = self.file_key(word, state).and_then(|it| state.file(&it).cloned())
        {
            return value;
        }
        let mut held = Value::default();
        for text in path.texts() {
            if let Some(value) = state.file(text) {
                held.join(value);
            } else if secret_paths::is_secret(text) {
                held.join(&Value::some().from(Origin::Secret, Some(self.place(word.span))));
            } else {
                held.join(&Value::some());
            }
        }
        for shape in path.shapes.iter().filter(|it| it.open) {
            let secret = secret_paths::is_secret(&shape.text);
            let place = Some(self.place(word.span));
            held.join(&if secret { Value::some().from(Origin::Secret, place) } else { Value::some() });
        }
        if held.shapes.is_empty() { Value::some() } else { held }
    }
}

/// Whether a command prints what another machine sends.
pub(super) fn fetches(command: &Command) -> bool {
    let to_output = |letter: char, long: &str| {
        command
            .flag_value(letter, long)
            .is_some_and(|it| matches!(it.literal(), Some("-" | "/dev/stdout" | "/dev/fd/1")))
    };
    let says = |at: usize, text: &str| command.operands().nth(at).and_then(Word::literal) == Some(text);
    match command.program.as_deref() {
        Some("curl" | "http" | "https" | "xh" | "xhs" | "httpie" | "curlie") => {
            let to_file = command.has_flag('o', "output")
                || command.has_flag('O', "remote-name")
                || command.has_flag('d', "download");
            !to_file
                || to_output('o', "output")
                || command.program.as_deref() == Some("curl")
                    && command.has_flag('d', "data")
                    && !command.has_flag('o', "output")
        }
        Some("wget" | "wget2") => to_output('O', "output-document"),
        Some("fetch" | "ftp" | "lftp") => to_output('o', "output"),
        Some("aria2c" | "axel") => false,
        Some("GET" | "lwp-request" | "lwp-download" | "lynx" | "w3m" | "links" | "elinks") => true,
        Some("nc" | "ncat" | "netcat" | "socat" | "telnet") => true,
        Some("dig" | "drill" | "nslookup" | "host") => true,
        Some("openssl") => says(0, "s_client"),
        Some("aws") => says(0, "s3") && says(1, "cp") && command.operands().last().and_then(Word::literal) == Some("-"),
        Some("gsutil") => says(0, "cat"),
        Some("gcloud") => says(0, "storage") && says(1, "cat"),
        _ => false,
    }
}

/// Whether a command prints what a store of secrets holds.
fn shows_secret(command: &Command) -> bool {
    let words: Vec<&str> = command.operands().take(4).filter_map(Word::literal).collect();
    match (command.program.as_deref(), &*words) {
        (Some("vault"), ["kv", "get", ..] | ["read", ..])
        | (Some("aws"), ["secretsmanager", "get-secret-value", ..])
        | (Some("gcloud"), ["secrets", "versions", "access", ..])
        | (Some("az"), ["keyvault", "secret", "show", ..])
        | (Some("pass"), ["show", ..])
        | (Some("op"), ["read", ..])
        | (Some("ansible-vault"), ["view" | "decrypt", ..]) => true,
        (Some("aws"), ["ssm", "get-parameter" | "get-parameters" | "get-parameters-by-path", ..]) => {
            command.has_flag('\0', "with-decryption")
        }
        _ => false,
    }
}

fn dirname(path: &str) -> &str {
    match path.trim_end_matches('/').rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None if path.starts_with('/') => "/",
        None => ".",
    }
}

/// The last part of a path of which only the start is known is not known.
fn unprefixed(shape: Shape) -> Shape {
    if shape.open { Shape { text: "".into(), ..shape } } else { shape }
}

/// `-n`, `-ne`: what `echo` does not print.
fn is_echo_flag(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|it| !it.is_empty() && it.bytes().all(|it| matches!(it, b'n' | b'e' | b'E')))
}
