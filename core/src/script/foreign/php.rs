//! What the functions of PHP do to files and the world.

use super::Does;
use super::values::{Argument, Call, Outcome, Value, formatted, globbed, home, joined_by, mode, words};

pub(super) fn call(call: &Call<'_>) -> Outcome {
    let lower = call.name.to_lowercase();
    // `$db->exec(…)` is no `exec`.
    let name = &*lower;
    match name {
        "system" | "exec" | "shell_exec" | "passthru" | "popen" => match call.arg(0).map(|it| &it.value) {
            Some(Value::Download(from)) => Does::Fetched(from.clone(), "sh").into(),
            Some(Value::Decoded) => Does::Decoded("sh").into(),
            Some(_) => Does::Shell(call.text(0)).into(),
            None => Outcome::default(),
        },
        "proc_open" => match call.arg(0).map(|it| &it.value) {
            Some(Value::List(_)) => Does::Words(call.args[0].texts()).into(),
            Some(_) => Does::Shell(call.text(0)).into(),
            None => Outcome::default(),
        },
        "pcntl_exec" => Does::Words(call.texts_from(0)).into(),
        "unlink" => words("rm -f", call.texts_from(0)).into(),
        "rmdir" => words("rmdir", vec![call.text(0)]).into(),
        "file_put_contents" => {
            let adds = call.args.iter().any(|it| matches!(&it.value, Value::Named(name) if &**name == "FILE_APPEND"));
            if adds { Does::Append(call.text(0)).into() } else { Does::Write(call.text(0)).into() }
        }
        "fopen" => Outcome { does: call.opens(0, call.literal(1)), gives: None },
        "chmod" => match mode(call.arg(1), true) {
            Some(mode) => words("chmod", vec![mode, call.text(0)]).into(),
            None => Outcome::default(),
        },
        "chown" | "chgrp" => words(name, vec![call.text(1), call.text(0)]).into(),
        "rename" => words("mv", call.texts_from(0)).into(),
        "copy" if call.literal(0).is_some_and(|it| it.contains("://")) => {
            words("curl -o", vec![call.text(1), call.text(0)]).into()
        }
        "copy" => words("cp", call.texts_from(0)).into(),
        "posix_kill" => match (call.literal(0), call.literal(1)) {
            (Some(process), Some(signal)) => words(&format!("kill -{signal} -- {process}"), Vec::new()).into(),
            _ => Outcome::default(),
        },
        "chdir" => Does::Move.into(),
        "eval" | "assert" => Outcome { does: call.code("php"), gives: None },
        "include" | "require" | "include_once" | "require_once"
            if call.literal(0).is_some_and(|it| it.starts_with("http")) =>
        {
            Does::Fetched(call.text(0), "php").into()
        }
        "file_get_contents" | "curl_init"
            if call.literal(0).is_some_and(|it| it.starts_with("http") || it.starts_with("ftp:")) =>
        {
            Value::Download(call.text(0)).into()
        }
        "curl_exec" | "trim" | "strval" => call.arg(0).map_or(Value::Unknown, |it| it.value.clone()).into(),
        "base64_decode" | "gzinflate" | "gzuncompress" | "str_rot13" | "hex2bin" | "convert_uudecode" => {
            match call.arg(0).map(|it| &it.value) {
                Some(it @ Value::Download(_)) => it.clone().into(),
                _ => Value::Decoded.into(),
            }
        }
        "glob" => call.arg(0).map_or(Value::Unknown, |it| globbed(&it.value)).into(),
        "array_map" => match (call.literal(0), call.arg(1)) {
            (Some("unlink"), Some(list)) => words("rm -f", list.texts()).into(),
            (Some("system" | "exec" | "shell_exec" | "passthru"), Some(list)) => {
                Outcome { does: list.texts().into_iter().next().map(Does::Shell), gives: None }
            }
            _ => Outcome::default(),
        },
        "implode" | "join" => joined_by(&call.text(0), call.texts_from(1)).into(),
        "sprintf" => call.arg(0).map_or(Value::Unknown, |it| formatted(&it.value, "%s", call.texts_from(1))).into(),
        "array" => Value::List(call.args.iter().map(|it: &Argument| it.value.clone()).collect()).into(),
        "getenv" if call.literal(0) == Some("HOME") => home(call).into(),
        "fsockopen" | "pfsockopen" => Does::Connect(call.text(0), call.text(1)).into(),
        _ => Outcome::default(),
    }
}
