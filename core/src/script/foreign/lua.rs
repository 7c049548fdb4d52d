//! What the libraries of Lua do to files and the world.

use super::Does;
use super::values::{Call, Outcome, Value, home, words};

pub(super) fn call(call: &Call<'_>) -> Outcome {
    match call.name {
        "os.execute" | "io.popen" => match call.arg(0) {
            Some(it) => Does::Shell(it.text()).into(),
            None => Outcome::default(),
        },
        "os.remove" => words("rm -f", vec![call.text(0)]).into(),
        "os.rename" => words("mv", call.texts_from(0)).into(),
        "io.open" => Outcome { does: call.opens(0, call.literal(1)), gives: None },
        "io.output" => match call.arg(0).map(|it| &it.value) {
            Some(Value::Text(path)) => Does::Write(path.clone()).into(),
            _ => Outcome::default(),
        },
        "load" | "loadstring" => Outcome { does: call.code("lua"), gives: None },
        "os.getenv" if call.literal(0) == Some("HOME") => home(call).into(),
        "require" => match call.literal(0) {
            Some(module) => Value::Named(module.into()).into(),
            None => Outcome::default(),
        },
        name if name.ends_with(".connect") && call.args.len() > 1 => Does::Connect(call.text(0), call.text(1)).into(),
        _ => Outcome::default(),
    }
}
