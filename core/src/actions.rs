//! Offers: what an editor can propose to change or explain at a selection, and all certain fixes at once.

use crate::explain::{View, places};
use crate::refactor::{self, Draft, Refactoring, Scene};
use crate::rules::{Finding, Fix, Level};
use crate::{Document, Span, ignores};
use std::collections::{BTreeSet, HashMap};

/// How often a script is looked at again after fixes: one may make room for another.
const MOST_ROUNDS: usize = 8;

/// How many fixes of one script are tried one by one, where all together do harm.
const MOST_TRIED: usize = 64;

/// How many lines are named where a change would make a script do something else.
const MOST_LINES: usize = 8;

/// What an offer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Removes one finding.
    Fix,
    /// Writes a comment that ignores one finding.
    Ignore,
    /// Explains one finding.
    Explain,
    /// Explains the command at the cursor, or what is selected.
    ExplainSelection,
    /// Explains the whole script.
    ExplainScript,
    /// Writes above each command what it does.
    Comments,
    /// Applies every certain fix of the script: see [`fix_all`].
    FixAll,
    /// A refactoring, by its name.
    Refactor(&'static str),
}

/// A change, or an explanation, on offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it does.
    pub kind: Kind,
    /// What menus show: an order.
    pub title: String,
    /// The finding it is about.
    pub finding: Option<Finding>,
    /// What to replace by what; none where the edits are made on demand.
    pub edits: Vec<(Span, String)>,
    /// Where the script would do something else than before, and what.
    pub warnings: Vec<(Span, String)>,
    /// Whether it may be applied without a look.
    pub certain: bool,
}

/// What is on offer at a selection; `wants` says which kinds are asked for. Each change leaves a script that can be read.
pub fn offers(scene: &Scene<'_>, wants: &dyn Fn(Kind) -> bool) -> Vec<Offer> {
    let mut offers = Vec::new();
    let touched: Vec<&Finding> = scene.findings.iter().filter(|it| it.span.overlaps(scene.selection)).collect();
    if wants(Kind::Fix) {
        offers.extend(touched.iter().flat_map(|it| fixes(scene.document, it)));
    }
    if wants(Kind::Ignore) {
        offers.extend(touched.iter().filter_map(|it| ignore(scene.document, it)));
    }
    if wants(Kind::Explain) {
        offers.extend(touched.iter().map(|it| explain(it)));
    }
    if wants(Kind::FixAll) && scene.findings.iter().any(|it| it.certain_fix().is_some()) {
        let title = "Apply every certain fix of Caro".to_owned();
        offers.push(Offer { kind: Kind::FixAll, title, certain: true, ..Offer::about(None) });
    }
    for refactoring in refactor::all().iter().filter(|it| wants(Kind::Refactor(it.name))) {
        offers.extend(refactored(scene, refactoring));
    }
    offers.extend(explanations(scene, wants));
    offers
}

impl Offer {
    fn about(finding: Option<&Finding>) -> Self {
        let finding = finding.cloned();
        Self { kind: Kind::Fix, title: String::new(), finding, edits: Vec::new(), warnings: Vec::new(), certain: false }
    }
}

fn fixes(document: &Document, finding: &Finding) -> Vec<Offer> {
    let readable = finding.fixes.iter().filter(|it| is_readable(document, &it.edits));
    let offer = |fix: &Fix| Offer {
        title: fix.title.clone(),
        edits: fix.edits.clone(),
        certain: fix.certain,
        ..Offer::about(Some(finding))
    };
    readable.map(offer).collect()
}

fn ignore(document: &Document, finding: &Finding) -> Option<Offer> {
    let Fix { title, edits, .. } = ignores::edit(document, finding)?;
    Some(Offer { kind: Kind::Ignore, title, edits, ..Offer::about(Some(finding)) })
}

fn explain(finding: &Finding) -> Offer {
    let title = match finding.rule.decision() {
        Some(question) if finding.fixes.is_empty() => format!("Decide: {question}"),
        _ if finding.level == Level::Danger => format!("Explain this danger ({})", finding.rule.code),
        _ => format!("Explain this finding ({})", finding.rule.code),
    };
    Offer { kind: Kind::Explain, title, ..Offer::about(Some(finding)) }
}

/// What explains the script itself, behind all that changes it.
fn explanations(scene: &Scene<'_>, wants: &dyn Fn(Kind) -> bool) -> Vec<Offer> {
    let offer = |kind: Kind, title: &str| Offer { kind, title: title.to_owned(), ..Offer::about(None) };
    let mut offers = Vec::new();
    if wants(Kind::ExplainSelection) {
        let meant = places::statements(scene.document, scene.selection).len();
        let title = if meant == 1 { "Explain this command" } else { "Explain selection" };
        offers.extend((meant > 0).then(|| offer(Kind::ExplainSelection, title)));
    }
    if wants(Kind::ExplainScript) && scene.document.chunks().iter().any(|it| !it.body.statements.is_empty()) {
        offers.push(offer(Kind::ExplainScript, "Explain script"));
    }
    if wants(Kind::Comments) {
        let view = View { findings: scene.findings, ..View::of(scene.document) };
        let edits = places::comments(&view, scene.selection);
        let title = "Insert explanation as comments";
        offers.extend((!edits.is_empty()).then(|| Offer { edits, ..offer(Kind::Comments, title) }));
    }
    offers
}

/// A refactoring of what is selected, and of the whole file where that changes more.
fn refactored(scene: &Scene<'_>, refactoring: &'static Refactoring) -> Vec<Offer> {
    let file = Scene { selection: Span::new(0, scene.document.text().len_bytes()), ..*scene };
    let here = refactoring.draft(scene);
    let whole = if scene.selection == file.selection { None } else { refactoring.draft(&file) };
    let whole = whole.filter(|it| here.as_ref().is_none_or(|here| here.edits != it.edits));
    let offer = |draft: Draft, place: &str| Offer {
        kind: Kind::Refactor(refactoring.name),
        title: format!("{}{place}{}", refactoring.title, lines(scene.document, &draft.warnings)),
        certain: draft.warnings.is_empty(),
        edits: draft.edits,
        warnings: draft.warnings,
        ..Offer::about(None)
    };
    let here = here.map(|it| offer(it, ""));
    here.into_iter().chain(whole.map(|it| offer(it, " in the whole file"))).collect()
}

/// Names the lines to look at, such as ` (look at lines 3 and 9)`.
fn lines(document: &Document, warnings: &[(Span, String)]) -> String {
    let lines: BTreeSet<usize> = warnings.iter().map(|it| document.line_number(it.0.start)).collect();
    let mut words: Vec<String> = lines.iter().take(MOST_LINES).map(usize::to_string).collect();
    let Some(last) = words.pop() else { return String::new() };
    match (words.is_empty(), lines.len() > MOST_LINES) {
        (_, true) => format!(" (look at lines {}, {last} and {} more)", words.join(", "), lines.len() - MOST_LINES),
        (true, _) => format!(" (look at line {last})"),
        (false, _) => format!(" (look at lines {} and {last})", words.join(", ")),
    }
}

/// The document with all certain fixes, and nothing that they would spoil; `check` judges what comes out.
pub fn fix_all(document: &Document, check: &mut dyn FnMut(&Document) -> Vec<Finding>) -> Document {
    let mut document = document.clone();
    for _ in 0..MOST_ROUNDS {
        let findings = check(&document);
        let fixes: Vec<&Fix> = apart(findings.iter().filter_map(Finding::certain_fix));
        let Some(better) = with(&document, &findings, &fixes, check) else { break };
        document = better;
    }
    document
}

/// Replaces stretches of a document that do not overlap.
pub fn edited(document: &Document, edits: &[(Span, String)]) -> Document {
    let mut document = document.clone();
    let mut edits: Vec<_> = edits.iter().collect();
    // From the end, so that earlier places stay; of two insertions at one place the first stays first.
    edits.sort_by_key(|it| it.0);
    for (span, text) in edits.into_iter().rev() {
        document.edit(*span, text);
    }
    document
}

/// As many of the fixes as do not touch each other.
fn apart<'a>(fixes: impl Iterator<Item = &'a Fix>) -> Vec<&'a Fix> {
    let mut chosen: Vec<&Fix> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for fix in fixes {
        if fix.edits.iter().all(|edit| taken.iter().all(|it| !it.overlaps(edit.0))) {
            taken.extend(fix.edits.iter().map(|it| it.0));
            chosen.push(fix);
        }
    }
    chosen
}

/// The document with these fixes; where they do harm together, with those that do none.
fn with(
    document: &Document,
    findings: &[Finding],
    fixes: &[&Fix],
    check: &mut dyn FnMut(&Document) -> Vec<Finding>,
) -> Option<Document> {
    if fixes.is_empty() {
        return None;
    }
    let edits: Vec<_> = fixes.iter().flat_map(|it| it.edits.iter().cloned()).collect();
    let better = edited(document, &edits);
    if errors(&better) <= errors(document) && is_better(findings, &check(&better)) {
        return Some(better);
    }
    if fixes.len() == 1 {
        return None;
    }
    let mut sound = fixes.iter().take(MOST_TRIED).copied();
    sound.find_map(|it| with(document, findings, &[it], check))
}

/// Whether there are fewer findings, and none of a rule that did not speak before.
fn is_better(before: &[Finding], after: &[Finding]) -> bool {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for finding in before {
        *left.entry(finding.rule.code).or_default() += 1;
    }
    let known = |it: &Finding| left.get_mut(it.rule.code).and_then(|it| it.checked_sub(1).map(|less| *it = less));
    after.len() < before.len() && after.iter().map(known).all(|it| it.is_some())
}

/// Whether edits leave a script that can be read as well as before.
pub(crate) fn is_readable(document: &Document, edits: &[(Span, String)]) -> bool {
    errors(&edited(document, edits)) <= errors(document)
}

fn errors(document: &Document) -> usize {
    document.chunks().iter().map(|it| it.body.errors.len()).sum()
}
