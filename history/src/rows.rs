//! From a record to a row of the database, and back.

use std::fmt::Write as _;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, Statement};

use crate::sealed::{self, Sealer};
use crate::{Outcome, Record, Uid, Via};

/// All that is kept of a record, in the order in which [`read`] reads.
pub(crate) const COLUMNS: &str = "uid, created_at, prompt, generated_command, alternatives, outcome, corrected_command, \
    executed, success, source, model, family, risk, confidence, latency_ms, shell, platform, workspace, via, redacted";

/// The most bytes of a text. What is longer is not kept: half a command is another command.
const LONG: usize = 16 << 10;
/// The most alternatives.
const MANY: usize = 16;

/// A new number for a record.
pub fn uid() -> Uid {
    sealed::random::<16>().iter().fold(String::new(), |mut acc, it| {
        let _ = write!(acc, "{it:02x}");
        acc
    })
}

/// Makes a record one that can be kept; says what is wrong with one that cannot.
pub(crate) fn fit(record: &mut Record, now: i64) -> Result<(), &'static str> {
    if record.uid.is_empty() {
        record.uid = uid();
    }
    if record.uid.len() > 64 || !record.uid.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') {
        return Err("`uid` should be at most 64 letters, digits and `-`");
    }
    // Times of a clock that is wrong are put right later; this one is none.
    if record.created_at <= 0 {
        record.created_at = now;
    }
    record.confidence = if record.confidence.is_finite() { record.confidence.clamp(0.0, 1.0) } else { 0.0 };
    record.alternatives.truncate(MANY);
    record.alternatives.retain(|it| is_kept(it));
    let words = [&record.prompt, &record.generated_command];
    if !words.into_iter().chain(&record.corrected_command).all(|it| is_kept(it)) {
        return Err("a text is longer than 16 KB, or holds control characters");
    }
    let names = [&record.source, &record.family, &record.risk, &record.shell, &record.platform];
    if !names.into_iter().chain(&record.model).chain(&record.workspace).all(|it| it.len() <= 256 && is_kept(it)) {
        return Err("a name is longer than 256 bytes, or holds control characters");
    }
    if !["", "none", "note", "caution", "danger"].contains(&record.risk.as_str()) {
        return Err("`risk` should be `none`, `note`, `caution` or `danger`");
    }
    Ok(())
}

/// A terminal would take other control characters for orders.
fn is_kept(text: &str) -> bool {
    text.len() <= LONG && !text.chars().any(|it| it.is_control() && !['\n', '\t', '\r'].contains(&it))
}

/// Adds a record. Where there is one with this number, it takes outcome and correction from this; that it was shown is no
/// news. One without words is only such news.
pub(crate) struct Upsert<'c> {
    add: Statement<'c>,
    update: Statement<'c>,
    sealer: Option<&'c Sealer>,
}

const UPDATE: &str = "
    outcome = CASE WHEN ?6 = 'shown' THEN outcome ELSE ?6 END,
    corrected_command = CASE WHEN ?6 = 'shown' THEN corrected_command ELSE ?7 END,
    executed = coalesce(?8, executed), success = coalesce(?9, success), redacted = max(redacted, ?20)";

impl<'c> Upsert<'c> {
    pub(crate) fn new(connection: &'c Connection, sealer: Option<&'c Sealer>) -> rusqlite::Result<Self> {
        let places: Vec<String> = (1..=20).map(|it| format!("?{it}")).collect();
        let places = places.join(", ");
        let add = format!("INSERT INTO history ({COLUMNS}) VALUES ({places}) ON CONFLICT (uid) DO UPDATE SET {UPDATE}");
        let update = format!("UPDATE history SET {UPDATE} WHERE uid = ?1");
        Ok(Self { add: connection.prepare(&add)?, update: connection.prepare(&update)?, sealer })
    }

    /// Whether a row was added or changed.
    pub(crate) fn put(&mut self, record: &Record) -> rusqlite::Result<bool> {
        let values = values(record, self.sealer);
        if record.prompt.is_empty() && record.generated_command.is_empty() {
            let used = |number: usize| [1, 6, 7, 8, 9, 20].contains(&number);
            for (number, value) in (1..).zip(&values).filter(|it| used(it.0)) {
                self.update.raw_bind_parameter(number, value)?;
            }
            return Ok(self.update.raw_execute()? > 0);
        }
        Ok(self.add.execute(rusqlite::params_from_iter(values))? > 0)
    }
}

/// A record's values, in the order of [`COLUMNS`].
pub(crate) fn values(record: &Record, sealer: Option<&Sealer>) -> [Value; 20] {
    let words = |column: &str, text: &str| match sealer {
        Some(sealer) => Value::Blob(sealer.seal(&record.uid, column, text)),
        None => Value::Text(text.to_owned()),
    };
    let text = |it: &str| Value::Text(it.to_owned());
    let maybe = |it: &Option<String>| it.as_deref().map_or(Value::Null, text);
    let flag = |it: Option<bool>| it.map_or(Value::Null, |it| Value::Integer(it.into()));
    let alternatives = serde_json::to_string(&record.alternatives).unwrap_or_default();
    [
        text(&record.uid),
        Value::Integer(record.created_at),
        words("prompt", &record.prompt),
        words("generated_command", &record.generated_command),
        words("alternatives", &alternatives),
        text(record.outcome.word()),
        record.corrected_command.as_deref().map_or(Value::Null, |it| words("corrected_command", it)),
        flag(record.executed),
        flag(record.success),
        text(&record.source),
        maybe(&record.model),
        text(&record.family),
        text(&record.risk),
        Value::Real(record.confidence.into()),
        Value::Integer(record.latency_ms.into()),
        text(&record.shell),
        text(&record.platform),
        maybe(&record.workspace),
        text(record.via.word()),
        Value::Integer(record.redacted.into()),
    ]
}

/// A row of [`COLUMNS`] as a record; none where it cannot be unsealed. What else cannot be understood becomes what a new
/// record has: a byte that a disk turned over should cost no more than its word.
pub(crate) fn read(row: &Row<'_>, sealer: Option<&Sealer>) -> rusqlite::Result<Option<Record>> {
    let mut values = Vec::with_capacity(20);
    for number in 0..20 {
        values.push(row.get_ref(number)?);
    }
    Ok(from_values(&values, sealer))
}

/// The alternatives alone.
pub(crate) fn alternatives(value: ValueRef<'_>, uid: &str, sealer: Option<&Sealer>) -> Vec<String> {
    let text = match (value, sealer) {
        (ValueRef::Blob(sealed), Some(sealer)) => sealer.unseal(uid, "alternatives", sealed),
        (ValueRef::Text(text), None) => Some(String::from_utf8_lossy(text).into_owned()),
        _ => None,
    };
    text.and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default()
}

/// The same from values that were read elsewhere.
pub(crate) fn from_values(values: &[ValueRef<'_>], sealer: Option<&Sealer>) -> Option<Record> {
    let text = |number: usize| match values.get(number) {
        Some(ValueRef::Text(bytes)) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    };
    let name = |number: usize| text(number).unwrap_or_default();
    let whole = |number: usize| values.get(number).and_then(|it| it.as_i64().ok());
    let uid = text(0)?;
    // For each: not there, or there and readable; the others end it.
    let words = |number: usize, column: &str| match (values.get(number)?, sealer) {
        (ValueRef::Null, _) => Some(None),
        (ValueRef::Blob(sealed), Some(sealer)) => Some(Some(sealer.unseal(&uid, column, sealed)?)),
        (_, None) => Some(Some(text(number)?)),
        _ => None,
    };
    Some(Record {
        created_at: whole(1)?,
        prompt: words(2, "prompt")??,
        generated_command: words(3, "generated_command")??,
        alternatives: values.get(4).map(|it| alternatives(*it, &uid, sealer)).unwrap_or_default(),
        outcome: Outcome::of_word(&name(5)).unwrap_or_default(),
        corrected_command: words(6, "corrected_command")?,
        executed: whole(7).map(|it| it != 0),
        success: whole(8).map(|it| it != 0),
        source: name(9),
        model: text(10),
        family: name(11),
        risk: name(12),
        confidence: values.get(13).and_then(|it| it.as_f64().ok()).unwrap_or_default() as f32,
        latency_ms: whole(14).and_then(|it| it.try_into().ok()).unwrap_or_default(),
        shell: name(15),
        platform: name(16),
        workspace: text(17),
        via: Via::of_word(&name(18)).unwrap_or_default(),
        redacted: whole(19) != Some(0),
        uid,
    })
}
