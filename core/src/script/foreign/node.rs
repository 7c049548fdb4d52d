//! What the modules of Node.js do to files and the world.

use super::Does;
use super::tokens::split;
use super::values::{Argument, Call, Outcome, Value, home, joined_by, mode, path_of, words};

/// A module's name without what does not change which one it is.
pub(super) fn module(name: &str) -> &str {
    let name = name.strip_prefix("node:").unwrap_or(name);
    match name {
        "fs/promises" | "fs-extra" | "graceful-fs" => "fs",
        other => other,
    }
}

pub(super) fn call(call: &Call<'_>) -> Outcome {
    let full = call.name.strip_prefix("global.").or(call.name.strip_prefix("globalThis.")).unwrap_or(call.name);
    if full == "require" || full.ends_with(".require") || full == "import" || full == "process.binding" {
        return match call.literal(0) {
            Some(name) => Value::Named(module(name).into()).into(),
            None => Outcome::default(),
        };
    }
    let name = full.replacen("fs.promises.", "fs.", 1);
    let name = &*name;
    let (owner, last) = name.rsplit_once('.').unwrap_or(("", name));
    let one = |line: &str| Outcome::from(words(line, call.arg(0).map(Argument::texts).unwrap_or_default()));
    let recursive = call.is_on("recursive");
    if matches!(owner, "fs" | "fse") || owner.rsplit('.').next() == Some("fs") {
        let base = last.strip_suffix("Sync").unwrap_or(last);
        return match base {
            "rm" | "rmdir" if recursive => one("rm -rf"),
            "remove" | "emptyDir" => one("rm -rf"),
            "rm" | "unlink" => one("rm -f"),
            "rmdir" => one("rmdir"),
            "writeFile" | "createWriteStream" | "truncate" | "outputFile" => Does::Write(call.text(0)).into(),
            "appendFile" => Does::Append(call.text(0)).into(),
            "open" => Outcome { does: call.opens(0, call.literal(1)), gives: None },
            "chmod" | "lchmod" => match mode(call.arg(1), true) {
                Some(mode) => words("chmod", vec![mode, call.text(0)]).into(),
                None => Outcome::default(),
            },
            "rename" => words("mv", vec![call.text(0), call.text(1)]).into(),
            "copyFile" => words("cp", vec![call.text(0), call.text(1)]).into(),
            _ => Outcome::default(),
        };
    }
    match name {
        "child_process.exec" | "child_process.execSync" | "execSync" | "Bun.$" | "util.promisify.exec" => shell(call),
        "child_process.spawn" | "child_process.spawnSync" | "child_process.execFile" | "child_process.execFileSync" => {
            if call.is_on("shell") && !matches!(call.arg(1).map(|it| &it.value), Some(Value::List(_))) {
                return shell(call);
            }
            let mut all = vec![call.text(0)];
            if let Some(list @ Argument { value: Value::List(_), .. }) = call.arg(1) {
                all.extend(list.texts());
            }
            Does::Words(all).into()
        }
        "rimraf" | "rimraf.sync" | "rimraf.rimraf" | "rimraf.rimrafSync" | "del.sync" | "del" => one("rm -rf"),
        "process.chdir" => Does::Move.into(),
        "process.kill" => match (call.literal(0), call.literal(1)) {
            (Some(process), Some(signal)) => {
                words(&format!("kill -{} -- {process}", signal.trim_start_matches("SIG")), Vec::new()).into()
            }
            _ => Outcome::default(),
        },
        "eval" | "Function" | "vm.runInThisContext" | "vm.runInNewContext" => {
            Outcome { does: call.code("node"), gives: None }
        }
        "fetch" | "axios.get" | "https.get" | "http.get" => Value::Download(call.text(0)).into(),
        "atob" => Value::Decoded.into(),
        "Buffer.from" if call.args.len() > 1 => Value::Decoded.into(),
        "path.join" | "path.resolve" => path_of(call.texts_from(0), name.ends_with("resolve")).into(),
        "os.homedir" => home(call).into(),
        "String" => call.arg(0).map_or(Value::Unknown, |it| it.value.clone()).into(),
        _ => method(call, owner, last),
    }
}

fn method(call: &Call<'_>, owner: &str, last: &str) -> Outcome {
    // `net.connect(port, host)`, also of `new net.Socket()`.
    let is_port = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if matches!(last, "connect" | "createConnection")
        && (call.on.is_some() || !owner.is_empty())
        && call.literal(0).is_some_and(is_port)
        && call.args.len() > 1
    {
        return Does::Connect(call.text(1), call.text(0)).into();
    }
    match call.on.map(|it| &it.value) {
        // `fetch(u).then(eval)`
        Some(it @ (Value::Download(_) | Value::Decoded)) => {
            let runs = call
                .args
                .iter()
                .any(|it| matches!(&it.value, Value::Named(name) if matches!(&**name, "eval" | "Function")));
            let does = match it {
                Value::Download(from) if runs => Some(Does::Fetched(from.clone(), "node")),
                _ => None,
            };
            Outcome { does, gives: Some(it.clone()) }
        }
        Some(Value::List(_)) if last == "join" => {
            joined_by(&call.text(0), call.on.map(Argument::texts).unwrap_or_default()).into()
        }
        Some(it @ Value::Text(text)) => match last {
            "split" => Value::List(split(text).into_iter().map(Value::Text).collect()).into(),
            "toString" | "trim" => it.clone().into(),
            _ => Outcome::default(),
        },
        _ => Outcome::default(),
    }
}

fn shell(call: &Call<'_>) -> Outcome {
    let does = call.arg(0).map(|it| match &it.value {
        Value::Download(from) => Does::Fetched(from.clone(), "sh"),
        Value::Decoded => Does::Decoded("sh"),
        _ => Does::Shell(it.text()),
    });
    Outcome { does, gives: None }
}
