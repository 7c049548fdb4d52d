//! Keys and tokens that are known by how they begin.

use std::ops::Range;

use super::reading::Reading;

/// A beginning and what must follow. The least length is short, since half a token is typed, or pasted, too.
pub(super) struct Form {
    begin: &'static str,
    body: fn(u8) -> bool,
    least: usize,
    /// Whether ordinary words begin so too: then a digit is wanted.
    doubtful: bool,
}

const fn form(begin: &'static str, body: fn(u8) -> bool, least: usize) -> Form {
    Form { begin, body, least, doubtful: false }
}

const fn doubtful(begin: &'static str, body: fn(u8) -> bool, least: usize) -> Form {
    Form { begin, body, least, doubtful: true }
}

fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn line(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn dotted(byte: u8) -> bool {
    line(byte) || byte == b'.'
}

fn base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-')
}

fn upper(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

pub(super) const AWS: &[Form] =
    &[form("AKIA", upper, 12), form("ASIA", upper, 12), form("ABIA", upper, 12), form("ABSK", base64, 40)];
pub(super) const GITHUB: &[Form] = &[
    form("ghp_", word, 8),
    form("gho_", word, 8),
    form("ghu_", word, 8),
    form("ghs_", dotted, 8),
    form("ghr_", word, 8),
    form("github_pat_", line, 8),
];
pub(super) const GITLAB: &[Form] = &[
    form("glpat-", dotted, 8),
    form("gldt-", line, 8),
    form("glrt-", dotted, 8),
    form("glcbt-", line, 8),
    form("glptt-", line, 8),
    form("glft-", line, 8),
    form("glsoat-", line, 8),
    form("glimt-", line, 8),
    form("glagent-", line, 8),
    form("gloas-", line, 8),
    form("GR1348941", line, 8),
];
pub(super) const SLACK: &[Form] = &[
    form("xoxb-", line, 8),
    form("xoxp-", line, 8),
    form("xoxa-", line, 8),
    form("xoxr-", line, 8),
    form("xoxs-", line, 8),
    form("xoxo-", line, 8),
    form("xoxc-", line, 8),
    form("xoxd-", base64, 8),
    form("xoxe.", dotted, 8),
    form("xoxe-", line, 8),
    form("xapp-", line, 8),
];
pub(super) const STRIPE: &[Form] = &[
    form("sk_live_", word, 6),
    form("sk_test_", word, 6),
    form("rk_live_", word, 6),
    form("rk_test_", word, 6),
    form("whsec_", base64, 8),
];
pub(super) const AI: &[Form] = &[
    form("sk-proj-", line, 8),
    form("sk-svcacct-", line, 8),
    form("sk-admin-", line, 8),
    form("sk-ant-", line, 8),
    form("sk-or-v1-", line, 8),
    doubtful("sk-", line, 20),
    doubtful("gsk_", word, 16),
    doubtful("r8_", word, 16),
    doubtful("pplx-", word, 16),
    doubtful("xai-", word, 16),
    doubtful("sess-", word, 24),
];
pub(super) const HUGGING_FACE: &[Form] = &[doubtful("hf_", word, 16), doubtful("api_org_", word, 16)];
pub(super) const GOOGLE: &[Form] =
    &[doubtful("AIza", line, 20), form("ya29.", line, 12), form("GOCSPX-", line, 8), doubtful("1//0", line, 20)];
pub(super) const PACKAGES: &[Form] = &[
    doubtful("npm_", word, 16),
    doubtful("pypi-", line, 20),
    form("rubygems_", hex, 16),
    form("dckr_pat_", line, 8),
    form("dckr_oat_", line, 8),
    doubtful("cio", word, 32),
    doubtful("oy2", word, 40),
    doubtful("AKCp", word, 20),
    form("CLOJARS_", hex, 20),
];
pub(super) const SENDGRID: &[Form] =
    &[doubtful("SG.", dotted, 20), doubtful("xkeysib-", line, 16), doubtful("key-", hex, 32), form("mlsn.", word, 16)];
pub(super) const TWILIO: &[Form] = &[doubtful("SK", hex, 32)];
pub(super) const DIGITAL_OCEAN: &[Form] =
    &[form("dop_v1_", word, 8), form("doo_v1_", word, 8), form("dor_v1_", word, 8)];
pub(super) const VAULT: &[Form] = &[
    form("hvs.", line, 8),
    form("hvb.", line, 8),
    form("hvr.", line, 8),
    doubtful("s.", word, 24),
    form("b.AAAA", line, 20),
];
pub(super) const AGE: &[Form] = &[form("AGE-SECRET-KEY-1", upper, 4), form("AGE-PLUGIN-", line, 30)];
pub(super) const SERVICES: &[Form] = &[
    form("shpat_", word, 8),
    form("shpss_", word, 8),
    form("shpca_", word, 8),
    form("shppa_", word, 8),
    form("sq0atp-", line, 8),
    form("sq0csp-", line, 8),
    doubtful("dapi", hex, 24),
    form("glsa_", line, 12),
    doubtful("glc_", base64, 16),
    form("NRAK-", word, 8),
    form("NRJS-", word, 8),
    form("sntrys_", base64, 16),
    form("sntryu_", word, 16),
    form("ATATT3", base64, 12),
    doubtful("ATBB", base64, 24),
    form("HRKU-", line, 16),
    form("pscale_tkn_", dotted, 8),
    form("pscale_pw_", dotted, 8),
    form("pscale_oauth_", dotted, 8),
    form("PMAK-", line, 16),
    doubtful("pul-", word, 30),
    doubtful("tskey-", line, 10),
    form("ops_eyJ", base64, 12),
    doubtful("sbp_", word, 16),
    form("sb_secret_", line, 8),
    doubtful("nfp_", word, 16),
    form("figd_", line, 12),
    form("dt0c01.", dotted, 16),
    doubtful("LTAI", word, 16),
    form("lin_api_", word, 12),
    doubtful("ntn_", word, 16),
    form("dp.pt.", word, 12),
    form("dp.st.", dotted, 12),
    form("FlyV1 fm2_", base64, 12),
    doubtful("fo1_", line, 16),
    doubtful("fm2_", base64, 24),
    form("patSECRET.", dotted, 12),
    doubtful("EAAC", word, 40),
    form("PRIVATE-TOKEN-", line, 12),
];

/// So many letters decide; the rest of the word belongs to it.
const JUDGED: usize = 128;

/// Where a known form stands.
pub(super) fn look(reading: &Reading<'_>, forms: &[Form], spans: &mut Vec<Range<usize>>) {
    let bytes = reading.bytes();
    let mut at = 0;
    while at < bytes.len() {
        let opens = bytes[at].is_ascii_alphanumeric() && !at.checked_sub(1).is_some_and(|it| is_within(bytes, it));
        let span = if opens { forms.iter().find_map(|it| it.span(bytes, at)) } else { None };
        match span {
            Some(span) => {
                at = span.end;
                spans.push(span);
            }
            None => at += 1,
        }
    }
}

/// Whether the byte before says that no token begins here. `\n` of a string and `%20` are no letters.
fn is_within(bytes: &[u8], before: usize) -> bool {
    let escaped = before > 0 && bytes[before - 1] == b'\\' && matches!(bytes[before], b'n' | b't' | b'r');
    (bytes[before].is_ascii_alphanumeric() || bytes[before] == b'_') && !escaped
}

impl Form {
    fn span(&self, bytes: &[u8], at: usize) -> Option<Range<usize>> {
        let rest = bytes[at..].strip_prefix(self.begin.as_bytes())?;
        let judged = rest.iter().take(JUDGED).take_while(|it| (self.body)(**it)).count();
        let body = &rest[..judged];
        let digits = body.iter().filter(|it| it.is_ascii_digit()).count();
        if judged < self.least || self.doubtful && digits == 0 || body.iter().all(|it| *it == body[0]) {
            return None;
        }
        let mut length = rest.iter().take_while(|it| (self.body)(**it)).count();
        // A dot or a dash at the end is the sentence's.
        while length > 0 && matches!(rest[length - 1], b'.' | b'-') {
            length -= 1;
        }
        Some(at..at + self.begin.len() + length)
    }
}

/// `header.payload.signature`, both of the first in base64 of JSON.
pub(super) fn json_web_tokens(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for (start, _) in reading.text.match_indices("eyJ") {
        if spans.last().is_some_and(|it: &Range<usize>| start < it.end)
            || start > 0 && is_within(reading.bytes(), start - 1)
        {
            continue;
        }
        let rest = &reading.bytes()[start..];
        let inside = |it: &&u8| dotted(**it) || **it == b'=';
        let judged = rest.iter().take(8 * JUDGED).take_while(inside).count();
        let token = reading.at(&(start..start + judged)).trim_end_matches(['.', '-', '=']);
        let header = ["eyJhbGci", "eyJ0eXAi", "eyJraWQi", "eyJ4NXQi", "eyJlbmMi", "eyJjdHki"]
            .iter()
            .any(|it| token.starts_with(it));
        let parts: Vec<&str> = token.split('.').collect();
        if parts[0].len() >= 12 && (header || parts.len() > 1 && parts[1].len() >= 8) {
            let tail = rest[judged..].iter().take_while(inside).count();
            spans.push(start..start + if tail > 0 { judged + tail } else { token.len() });
        }
    }
}

/// `123456789:AA…`.
pub(super) fn telegram(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let bytes = reading.bytes();
    for (colon, _) in reading.text.match_indices(':') {
        let digits = bytes[..colon].iter().rev().take(12).take_while(|it| it.is_ascii_digit()).count();
        let body = bytes[colon + 1..].iter().take(64).take_while(|it| line(**it)).count();
        let before = (colon - digits).checked_sub(1).map_or(b' ', |it| bytes[it]);
        let named = before == b't' && reading.lower[..colon - digits].ends_with("bot");
        let rest = &bytes[colon + 1..colon + 1 + body];
        let mixed = rest.iter().any(u8::is_ascii_digit) && rest.iter().any(u8::is_ascii_uppercase);
        if (8..=11).contains(&digits) && body >= 24 && (named || !word(before)) && mixed {
            spans.push(colon - digits..colon + 1 + body);
        }
    }
}

/// `abc8Q~…`: a secret of an application in Entra, formerly Azure AD.
pub(super) fn azure(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    let bytes = reading.bytes();
    for (sign, _) in reading.text.match_indices("Q~") {
        let inside = |it: &&u8| line(**it) || matches!(**it, b'.' | b'~');
        let before = bytes[..sign].iter().rev().take(5).take_while(inside).count();
        let after = bytes[sign + 2..].iter().take(64).take_while(inside).count();
        if before == 4 && after >= 16 {
            spans.push(sign - before..sign + 2 + after);
        }
    }
}
