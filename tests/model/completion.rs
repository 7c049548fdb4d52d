//! What is offered at real places: what people wrote there must be among it, and in comments nothing.

use caro_core::complete::{Kind, Scene, complete};
use caro_core::rules::{self, Report};
use caro_core::script::{Command, Flag, Node, walk_outer};
use caro_core::target::Platform;
use caro_core::{Document, Span};
use caro_tests::scripts::{self, Script};

/// How many places of one script are tried, and of how many scripts each one is read.
const MOST: usize = 40;
const EACH: usize = 25;

/// What stands somewhere, and where somebody could have asked for it.
struct Place {
    offset: usize,
    wanted: String,
}

#[derive(Default)]
struct Count {
    asked: usize,
    missed: Vec<String>,
}

impl Count {
    fn check(&mut self, script: &Script, document: &Document, report: &Report, places: &[Place], kind: Kind) {
        let scene = Scene { document, platform: Platform::Linux, programs: &[], report: &|| report, library: None };
        for place in places.iter().take(MOST) {
            self.asked += 1;
            let found = complete(&scene, place.offset);
            if !found.items.iter().any(|it| it.kind == kind && it.label == place.wanted) {
                let line = document.text().byte_to_line(place.offset) + 1;
                self.missed.push(format!("{}:{line}: {}", script.path.display(), place.wanted));
            }
        }
    }

    /// Fails where more than one of a hundred places is missed.
    fn judge(&self, least: usize) {
        let (asked, missed) = (self.asked, self.missed.len());
        assert!(asked >= least && missed * 100 <= asked, "{missed} of {asked} missed:\n{}", self.missed.join("\n"));
    }
}

/// The flag as it would be offered behind its dashes.
fn flag(command: &Command, flag: &Flag) -> Option<(usize, String)> {
    let facts = flag.facts.filter(|it| it.variants.gnu)?;
    let word = command.words.get(flag.word).filter(|it| !it.is_quoted())?;
    let text = word.literal()?;
    let dashes = if text.starts_with("--") { 2 } else { usize::from(text.starts_with('-')) };
    let name = match (dashes, facts.short, facts.long) {
        (2, _, Some(long)) => format!("--{long}"),
        (1, Some(short), _) => format!("-{short}"),
        (1, None, Some(long)) => format!("-{long}"),
        _ => return None,
    };
    let is_plain = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
    is_plain.then_some((word.span.start + dashes, name))
}

#[test]
fn what_people_wrote_is_among_what_is_offered() {
    let (mut flags, mut variables, mut comments) = (Count::default(), Count::default(), 0);
    for script in scripts::all().iter().filter(|it| it.text.len() < 60_000).step_by(EACH) {
        let document = Document::new(&script.text, script.dialect);
        let report = rules::check(&document, None);
        let scene =
            Scene { document: &document, platform: Platform::Linux, programs: &[], report: &|| &report, library: None };
        let (mut places, mut names) = (Vec::new(), Vec::new());
        for chunk in document.chunks() {
            for comment in chunk.body.comments.iter().take(2) {
                comments += 1;
                let inside = chunk.start + comment.span.start + 1;
                assert_eq!(complete(&scene, inside).items, [], "{} {inside}", script.path.display());
            }
            walk_outer(&chunk.body.statements, &mut |node| {
                let Node::Command(command) = node else { return };
                let found = command.flags().filter_map(|it| flag(command, it));
                places.extend(found.map(|(at, wanted)| Place { offset: chunk.start + at, wanted }));
            });
            for assigned in &chunk.body.names.assigned {
                let sign = format!("\"${assigned}\"");
                if let Some(at) = chunk.body.text.find(&sign) {
                    let offset = chunk.start + at + 2;
                    // In here-documents and quotes it may be no variable.
                    if document.slice(Span::new(chunk.start, offset)).matches('\'').count() == 0 {
                        names.push(Place { offset, wanted: assigned.to_string() });
                    }
                }
            }
        }
        flags.check(script, &document, &report, &places, Kind::Flag);
        variables.check(script, &document, &report, &names, Kind::Variable);
    }
    flags.judge(10);
    variables.judge(1);
    assert!(comments > 10);
}
