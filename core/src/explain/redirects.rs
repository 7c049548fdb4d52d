//! Explains redirects: where input comes from, and where output goes.

use super::{Explained, Explainer, Kind, Source};
use crate::script::{Redirect, RedirectOperator};

impl Explainer<'_> {
    pub(super) fn redirect(&self, redirect: &Redirect) -> Option<Explained> {
        use RedirectOperator as Op;
        let stream = match redirect.fd.as_deref() {
            Some("0") => "standard input",
            Some("2") => "errors",
            None | Some("1") => "output",
            Some(_) => "a descriptor",
        };
        let target = self.shown(&redirect.target);
        let written = redirect.target.span.of(self.text());
        let meaning = match redirect.operator {
            Op::Read => format!("reads its input from {target}"),
            Op::Write | Op::Clobber => format!("writes {stream} to {target}, over what it holds"),
            Op::Append => format!("appends {stream} to {target}"),
            Op::ReadWrite => format!("opens {target} to read and write"),
            Op::WriteBoth => format!("writes output and errors to {target}, over what it holds"),
            Op::AppendBoth => format!("appends output and errors to {target}"),
            Op::DuplicateWrite | Op::DuplicateRead if written == "-" => format!("closes {stream}"),
            Op::DuplicateWrite if written == "1" => format!("sends {stream} where output goes"),
            Op::DuplicateWrite if written == "2" => format!("sends {stream} where errors go"),
            Op::DuplicateWrite | Op::DuplicateRead => format!("makes {stream} the same as descriptor {target}"),
            Op::HereDocument | Op::HereDocumentTabs => format!("reads its input from the lines up to {target}"),
            Op::HereString => "takes this text as its input".to_owned(),
        };
        let shown = redirect.span.of(self.text());
        if shown.is_empty() || self.whole.is_some() {
            return None;
        }
        let mut explained = Explained::new(redirect.span, Kind::Redirect, shown, meaning, Source::Shell);
        self.word(&redirect.target, &mut explained.parts);
        Some(explained)
    }
}
