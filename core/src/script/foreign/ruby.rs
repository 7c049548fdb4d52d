//! What the classes of Ruby do to files and the world.

use super::Does;
use super::tokens::{Piece, Says, Text, split};
use super::values::{
    Argument, Call, Outcome, Value, expanded, formatted, globbed, home, joined_by, mode, path_of, words,
};

pub(super) fn call(call: &Call<'_>) -> Outcome {
    let name = call.name.strip_prefix("Kernel.").or(call.name.strip_prefix("Process.")).unwrap_or(call.name);
    let files = |line: &str| {
        let paths = paths(call, 0);
        if paths.is_empty() { Outcome::default() } else { words(line, paths).into() }
    };
    match name {
        "system" | "exec" | "spawn" | "IO.popen" | "Open3.capture2" | "Open3.capture2e" | "Open3.capture3"
        | "Open3.popen2" | "Open3.popen3" | "Open3.popen2e" | "PTY.spawn" => {
            Outcome { does: call.shell_or_words(), gives: None }
        }
        "FileUtils.rm_rf"
        | "FileUtils.rm_r"
        | "FileUtils.remove_dir"
        | "FileUtils.remove_entry"
        | "FileUtils.remove_entry_secure"
        | "FileUtils.rmtree"
        | "FileUtils.safe_unlink"
        | "rm_rf"
        | "rm_r"
        | "FileUtils.remove_entry_secure!" => files("rm -rf"),
        "FileUtils.rm" | "FileUtils.rm_f" | "FileUtils.remove" | "File.delete" | "File.unlink" | "rm_f" => {
            files("rm -f")
        }
        "FileUtils.rmdir" | "Dir.rmdir" | "Dir.delete" | "Dir.unlink" => files("rmdir"),
        "FileUtils.chmod" | "FileUtils.chmod_R" | "File.chmod" | "chmod_R" => match mode(call.arg(0), true) {
            Some(mode) => {
                let mut all = vec![mode];
                all.extend(paths(call, 1));
                words(if name.ends_with('R') { "chmod -R" } else { "chmod" }, all).into()
            }
            None => Outcome::default(),
        },
        "FileUtils.chown" | "FileUtils.chown_R" => {
            let mut all = vec![call.text(0)];
            all.extend(paths(call, 2));
            words(if name.ends_with('R') { "chown -R" } else { "chown" }, all).into()
        }
        "FileUtils.mv" | "FileUtils.move" | "File.rename" => files("mv"),
        "FileUtils.cp" | "FileUtils.copy" => files("cp"),
        "FileUtils.cd" | "FileUtils.chdir" | "Dir.chdir" => Does::Move.into(),
        "File.write" | "IO.write" | "File.binwrite" | "IO.binwrite" | "File.truncate" => {
            Does::Write(call.text(0)).into()
        }
        "File.open" | "File.new" | "open" | "URI.open" | "OpenURI.open_uri" => open(call),
        "kill" => match (call.literal(0), call.literal(1)) {
            (Some(signal), Some(process)) => words(&format!("kill -{signal} -- {process}"), Vec::new()).into(),
            _ => Outcome::default(),
        },
        "eval" | "instance_eval" | "class_eval" | "binding.eval" => Outcome { does: call.code("ruby"), gives: None },
        "Net.HTTP.get" | "URI" | "URI.parse" | "URI.join" | "HTTParty.get" | "RestClient.get"
            if !call.args.is_empty() =>
        {
            let arg = &call.args[0];
            if name.starts_with("URI") { arg.value.clone().into() } else { Value::Download(arg.text()).into() }
        }
        "Base64.decode64" | "Base64.strict_decode64" | "Base64.urlsafe_decode64" | "Zlib.Inflate.inflate" => {
            match call.arg(0).map(|it| &it.value) {
                Some(it @ Value::Download(_)) => it.clone().into(),
                _ => Value::Decoded.into(),
            }
        }
        "format" | "sprintf" => {
            call.arg(0).map_or(Value::Unknown, |it| formatted(&it.value, "%s", call.texts_from(1))).into()
        }
        "File.join" => path_of(call.texts_from(0), false).into(),
        "File.expand_path" if call.args.len() == 1 => expanded(call.arg(0)).into(),
        "Dir.home" => home(call).into(),
        "ENV.fetch" if call.literal(0) == Some("HOME") => home(call).into(),
        "Dir.glob" => call.arg(0).map_or(Value::Unknown, |it| globbed(&it.value)).into(),
        "Pathname" | "Pathname.new" | "String" | "Array" | "Shellwords.split" => {
            call.arg(0).map_or(Value::Unknown, |it| it.value.clone()).into()
        }
        "TCPSocket.new" | "TCPSocket.open" => Does::Connect(call.text(0), call.text(1)).into(),
        _ => method(call),
    }
}

fn method(call: &Call<'_>) -> Outcome {
    let Some(on) = call.on else { return Outcome::default() };
    let last = call.name.trim_start_matches('.');
    let Value::Text(text) = &on.value else {
        return match &on.value {
            it @ (Value::Download(_) | Value::Decoded) => it.clone().into(),
            Value::List(_) if last == "join" => joined_by(&call.text(0), on.texts()).into(),
            _ => Outcome::default(),
        };
    };
    match last {
        "rmtree" => words("rm -rf", vec![text.clone()]).into(),
        "delete" | "unlink" if call.args.is_empty() && is_path(text) => words("rm -f", vec![text.clone()]).into(),
        "write" if is_path(text) => Does::Write(text.clone()).into(),
        "unpack" | "unpack1" => Value::Decoded.into(),
        "split" if call.args.is_empty() => Value::List(split(text).into_iter().map(Value::Text).collect()).into(),
        "to_s" | "strip" | "chomp" | "freeze" | "to_str" => on.value.clone().into(),
        "open" if text_starts(text, "http") => Value::Download(text.clone()).into(),
        _ => Outcome::default(),
    }
}

fn is_path(text: &Text) -> bool {
    text_starts(text, "/") || matches!(text.first(), Some(Piece { says: Says::Home, .. }))
}

fn text_starts(text: &Text, sign: &str) -> bool {
    matches!(text.first(), Some(Piece { says: Says::Known(text), .. }) if text.starts_with(sign))
}

/// The paths among the arguments: no options.
fn paths(call: &Call<'_>, from: usize) -> Vec<Text> {
    let args = call.args.iter().filter(|it| it.name.is_none() && !matches!(it.value, Value::Options(_)));
    args.skip(from).flat_map(Argument::texts).collect()
}

fn open(call: &Call<'_>) -> Outcome {
    let text = call.text(0);
    if text_starts(&text, "http") {
        return Value::Download(text).into();
    }
    // `open("|cmd")`
    if call.name == "open" && text_starts(&text, "|") {
        let mut text = text;
        if let Some(Piece { start, says: Says::Known(known), .. }) = text.first_mut() {
            known.remove(0);
            *start += 1;
        }
        return Does::Shell(text).into();
    }
    Outcome { does: call.opens(0, call.literal(1)), gives: None }
}
