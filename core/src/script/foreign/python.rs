//! What the modules of Python do to files and the world.

use super::Does;
use super::tokens::{Text, split};
use super::values::{
    Argument, Call, Outcome, Value, expanded, formatted, globbed, home, joined_by, mode, path_of, words,
};

pub(super) fn call(call: &Call<'_>) -> Outcome {
    let name = call.name.strip_prefix("builtins.").unwrap_or(call.name);
    let name = name.strip_prefix("__builtins__.").unwrap_or(name);
    match name {
        "__import__" | "importlib.import_module" => match call.literal(0) {
            Some(module) => Value::Named(module.into()).into(),
            None => Outcome::default(),
        },
        "getattr" => match (call.arg(0).map(|it| &it.value), call.literal(1)) {
            (Some(Value::Named(module)), Some(member)) => Value::Named(format!("{module}.{member}").into()).into(),
            _ => Outcome::default(),
        },
        "shutil.rmtree" => words("rm -rf", one(call, "path")).into(),
        "os.remove" | "os.unlink" => words("rm -f", one(call, "path")).into(),
        "os.rmdir" | "os.removedirs" => words("rmdir", one(call, "path")).into(),
        "os.system"
        | "os.popen"
        | "subprocess.getoutput"
        | "subprocess.getstatusoutput"
        | "commands.getoutput"
        | "commands.getstatusoutput"
        | "os.popen2"
        | "os.popen3"
        | "popen2.popen2"
        | "asyncio.create_subprocess_shell" => shell(call),
        "subprocess.run"
        | "subprocess.call"
        | "subprocess.Popen"
        | "subprocess.check_call"
        | "subprocess.check_output"
        | "pty.spawn"
        | "asyncio.create_subprocess_exec" => run(call),
        "os.execv" | "os.execvp" | "os.execve" | "os.execvpe" => {
            let mut all = vec![call.text(0)];
            all.extend(call.arg(1).map(Argument::texts).unwrap_or_default().into_iter().skip(1));
            Does::Words(all).into()
        }
        "os.execl" | "os.execlp" => {
            let mut all = call.texts_from(0);
            if all.len() > 1 {
                all.remove(1);
            }
            Does::Words(all).into()
        }
        "os.spawnl" | "os.spawnlp" | "os.spawnv" | "os.spawnvp" => {
            let mut all = call.texts_from(1);
            if all.len() > 1 {
                all.remove(1);
            }
            Does::Words(all).into()
        }
        "os.chmod" | "os.lchmod" => match mode(call.arg(1), true) {
            Some(mode) => words("chmod", vec![mode, call.text(0)]).into(),
            None => Outcome::default(),
        },
        "os.chown" | "os.lchown" | "shutil.chown" => words("chown", vec![call.text(1), call.text(0)]).into(),
        "os.kill" | "os.killpg" => match (call.literal(0), call.literal(1)) {
            (Some(process), Some(signal)) => {
                let line = format!("kill -{signal} -- {process}");
                words(&line, Vec::new()).into()
            }
            _ => Outcome::default(),
        },
        "open" | "io.open" | "codecs.open" | "os.fdopen" => {
            let mode = call.named("mode").and_then(Value::literal).or(call.literal(1));
            Outcome { does: call.opens(0, mode), gives: None }
        }
        "os.open" => match call.arg(1).map(|it| &it.value) {
            Some(Value::Named(flags)) if flags.ends_with("O_WRONLY") || flags.ends_with("O_RDWR") => {
                Does::Append(call.text(0)).into()
            }
            _ => Outcome::default(),
        },
        "os.truncate" => Does::Write(call.text(0)).into(),
        "shutil.move" | "os.rename" | "os.replace" | "os.renames" => words("mv", call.texts_from(0)).into(),
        "shutil.copy" | "shutil.copyfile" | "shutil.copy2" => words("cp", call.texts_from(0)).into(),
        "shutil.copytree" => words("cp -r", call.texts_from(0)).into(),
        "os.chdir" => Does::Move.into(),
        "exec" | "eval" => Outcome { does: call.code("python3"), gives: None },
        "compile" | "str" | "bytes" | "bytearray" | "io.BytesIO" | "io.StringIO" | "os.fspath" | "Path"
        | "pathlib.Path" | "pathlib.PosixPath" | "PosixPath" | "PurePath" | "tuple" | "list" | "iter" | "sorted"
        | "os.path.abspath" | "os.path.realpath" | "os.path.normpath" | "zlib.decompress" => {
            let paths = name.ends_with("Path") && call.args.len() > 1;
            match call.arg(0) {
                _ if paths => path_of(call.texts_from(0), true).into(),
                Some(arg) => arg.value.clone().into(),
                None => Outcome::default(),
            }
        }
        "os.path.join" => path_of(call.texts_from(0), true).into(),
        "os.path.expanduser" => expanded(call.arg(0)).into(),
        "Path.home" | "pathlib.Path.home" => home(call).into(),
        "os.getenv" | "os.environ.get" if call.literal(0) == Some("HOME") => home(call).into(),
        "shlex.split" => match call.arg(0).map(|it| &it.value) {
            Some(Value::Text(text)) => Value::List(split(text).into_iter().map(Value::Text).collect()).into(),
            _ => Outcome::default(),
        },
        "glob.glob" | "glob.iglob" => call.arg(0).map_or(Value::Unknown, |it| globbed(&it.value)).into(),
        "urllib.request.urlopen"
        | "urllib.urlopen"
        | "urllib2.urlopen"
        | "requests.get"
        | "httpx.get"
        | "urlopen"
        | "requests.post" => Value::Download(call.text(0)).into(),
        "urllib.request.Request" | "urllib2.Request" => {
            call.arg(0).map_or(Value::Unknown, |it| it.value.clone()).into()
        }
        "base64.b64decode"
        | "base64.b32decode"
        | "base64.b16decode"
        | "base64.decodebytes"
        | "base64.urlsafe_b64decode"
        | "base64.b85decode"
        | "base64.a85decode"
        | "codecs.decode"
        | "bytes.fromhex"
        | "bytearray.fromhex"
        | "binascii.unhexlify"
        | "binascii.a2b_base64"
        | "marshal.loads" => decoded(call),
        "socket.create_connection" => match call.arg(0).map(Argument::texts).as_deref() {
            Some([host, port]) => Does::Connect(host.clone(), port.clone()).into(),
            _ => Outcome::default(),
        },
        _ => method(call, name),
    }
}

/// What methods do, whatever they are called on.
fn method(call: &Call<'_>, name: &str) -> Outcome {
    let last = name.rsplit('.').next().unwrap_or(name);
    if matches!(last, "connect" | "connect_ex")
        && name != last
        && let Some([host, port]) = call.arg(0).map(Argument::texts).as_deref()
    {
        return Does::Connect(host.clone(), port.clone()).into();
    }
    let Some(on) = call.on.filter(|_| name.starts_with('.')) else { return Outcome::default() };
    let Value::Text(text) = &on.value else {
        return match &on.value {
            // `.read()`, `.text`, `.decode()` of what was downloaded or decoded.
            it @ (Value::Download(_) | Value::Decoded) => it.clone().into(),
            _ => Outcome::default(),
        };
    };
    match last {
        "unlink" => words("rm -f", vec![text.clone()]).into(),
        "rmdir" => words("rmdir", vec![text.clone()]).into(),
        "rmtree" | "rmtree_p" => words("rm -rf", vec![text.clone()]).into(),
        "write_text" | "write_bytes" => Does::Write(text.clone()).into(),
        "chmod" => match mode(call.arg(0), true) {
            Some(mode) => words("chmod", vec![mode, text.clone()]).into(),
            None => Outcome::default(),
        },
        "open" => Outcome { does: call.opens(0, call.literal(0)).map(|it| with_path(it, text)), gives: None },
        "glob" | "rglob" => {
            let mut parts = vec![text.clone()];
            parts.extend(call.arg(0).map(Argument::text));
            globbed(&path_of(parts, true)).into()
        }
        "encode" | "decode" | "strip" | "rstrip" | "resolve" | "absolute" | "as_posix" => on.value.clone().into(),
        "expanduser" => expanded(Some(on)).into(),
        "joinpath" => {
            let mut parts = vec![text.clone()];
            parts.extend(call.texts_from(0));
            path_of(parts, true).into()
        }
        "format" => formatted(&on.value, "{}", call.texts_from(0)).into(),
        "join" => joined_by(text, call.texts_from(0)).into(),
        "split" if call.args.is_empty() => Value::List(split(text).into_iter().map(Value::Text).collect()).into(),
        _ => Outcome::default(),
    }
}

pub(super) fn with_path(does: Does, path: &Text) -> Does {
    match does {
        Does::Write(_) => Does::Write(path.clone()),
        _ => Does::Append(path.clone()),
    }
}

fn one(call: &Call<'_>, name: &str) -> Vec<Text> {
    let named = call.args.iter().find(|it| it.name.as_deref() == Some(name));
    call.arg(0).or(named).map(Argument::texts).unwrap_or_default()
}

fn shell(call: &Call<'_>) -> Outcome {
    let does = call.arg(0).map(|it| match &it.value {
        Value::Download(from) => Does::Fetched(from.clone(), "sh"),
        Value::Decoded => Does::Decoded("sh"),
        _ => Does::Shell(it.text()),
    });
    Outcome { does, gives: None }
}

fn run(call: &Call<'_>) -> Outcome {
    let named = call.args.iter().find(|it| it.name.as_deref() == Some("args"));
    let Some(first) = call.arg(0).or(named) else { return Outcome::default() };
    let through_shell = call.is_on("shell");
    let does = match &first.value {
        Value::List(_) if through_shell => first.texts().into_iter().next().map(Does::Shell),
        Value::List(_) => Some(Does::Words(first.texts())),
        Value::Download(_) | Value::Decoded if through_shell => return shell(call),
        _ if through_shell => Some(Does::Shell(first.text())),
        Value::Text(_) => Some(Does::Words(
            call.texts_from(0).into_iter().take(if call.name.ends_with("_exec") { 64 } else { 1 }).collect(),
        )),
        _ => None,
    };
    Outcome { does, gives: None }
}

fn decoded(call: &Call<'_>) -> Outcome {
    match call.arg(0).map(|it| &it.value) {
        Some(it @ Value::Download(_)) => it.clone().into(),
        _ => Value::Decoded.into(),
    }
}
