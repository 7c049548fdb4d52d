//! What the server knows: the open documents and what the client can do. One writer, many readers.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use caro_core::explain::View;
use caro_core::pages::Pages;
use caro_core::policy::Policy;
use caro_core::rules::{Finding, Report, check_under};
use caro_core::script::Dialect;
use caro_core::verdict::verdict;
use caro_core::{Document, Span, actions, dialect_of};
use tokio::sync::Notify;
use tower_lsp_server::ls_types::{MarkupKind, Uri};

use crate::assistant::Assistant;
use crate::config::{Config, Platform};
use crate::ghost::Ghosts;
use crate::handlers::generate::Earlier;
use crate::handlers::models::Downloads;
use crate::handlers::publish_diagnostics::Grounds;
use crate::library::Files;
use crate::path_programs::PathPrograms;
use crate::policy_file::{self, Trust};
use crate::proto::{Encoding, Lines, Mapper};
use crate::remembered::Remembered;
use crate::shellcheck::{Linter, Remark, Remarks, Running};
use crate::withheld::Withheld;

/// How many folders of a workspace are looked at before there is a script of theirs.
const MOST_ROOTS_READ: usize = 8;

/// The session, shared by all handlers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    session: Arc<Mutex<Session>>,
    /// ShellCheck, for one at a time.
    pub(crate) linter: Arc<tokio::sync::Mutex<Linter>>,
    /// What ShellCheck runs as.
    pub(crate) running: Running,
    /// Who is asked beside our own generator.
    pub(crate) assistant: Arc<Assistant>,
    /// What is known of ghost text.
    pub(crate) ghosts: Arc<Ghosts>,
    /// The downloads of models that run.
    pub(crate) downloads: Arc<Downloads>,
    /// What was answered to `caro/generate`, for refinements.
    pub(crate) generated: Arc<Mutex<Earlier>>,
    /// What was offered, and what became of it.
    pub(crate) remembered: Arc<Remembered>,
    client_died: Arc<Notify>,
}

impl Shared {
    /// Locks the session: for a moment, and never across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Session> {
        // A panic under the lock leaves whole values behind: each field is replaced at once.
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One frozen state for a reader.
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.lock().now.clone()
    }

    /// Has the history follow the settings, as far as there is to be one in this process.
    pub(crate) fn remember(&self) {
        let snapshot = self.snapshot();
        self.remembered.follow(&snapshot.config);
        // What is known of the user is there when the first script is opened.
        let remembered = Arc::clone(&self.remembered);
        tokio::task::spawn_blocking(move || {
            for root in snapshot.client.roots.iter().take(MOST_ROOTS_READ) {
                remembered.read(&snapshot.client.roots, Some(&root.join("-")), snapshot.trust());
            }
        });
    }

    /// Says that the client's process is gone.
    pub(crate) fn end(&self) {
        self.client_died.notify_one();
    }

    /// Waits until the client's process is gone.
    pub(crate) fn client_died(&self) -> impl Future<Output = ()> + use<> {
        let died = self.client_died.clone();
        async move { died.notified().await }
    }
}

/// All that can change.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// What readers see.
    pub(crate) now: Snapshot,
    /// Whether `shutdown` was asked for.
    pub(crate) shut_down: bool,
    /// The documents whose findings are being computed for publication, one task for each.
    pub(crate) publishing: HashSet<Uri>,
    /// What was published last of open documents rests on this.
    pub(crate) published: HashMap<Uri, Grounds>,
    /// The documents that ShellCheck looks at, one task for each.
    pub(crate) linting: HashSet<Uri>,
    /// Whether completion is registered, and whether somebody is changing that.
    pub(crate) completion_registered: bool,
    pub(crate) completion_registering: bool,
    /// How often settings were asked for: only the last answer counts.
    pub(crate) settings_asked: u64,
    /// Warnings about the first settings: before `initialized` nothing may be told.
    pub(crate) untold: Vec<String>,
    /// Warnings about policy files that nobody was told of yet.
    pub(crate) untold_policies: Vec<policy_file::Warning>,
    told_policies: HashSet<policy_file::Warning>,
    /// How often policies were asked for: only the last answer counts.
    policies_asked: u64,
    warned: HashSet<String>,
    generation: u64,
}

/// One frozen state: cheap to clone, never changed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapshot {
    documents: Arc<HashMap<Uri, Arc<Open>>>,
    /// What the client can do.
    pub(crate) client: Arc<ClientFacts>,
    /// The settings.
    pub(crate) config: Arc<Config>,
    /// The programs of this machine.
    pub(crate) programs: PathPrograms,
}

/// What the client said of itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientFacts {
    /// How it counts characters.
    pub(crate) encoding: Encoding,
    /// The folders that it has open.
    pub(crate) roots: Vec<PathBuf>,
    /// It asks for diagnostics, so they are not pushed.
    pub(crate) pulls_diagnostics: bool,
    /// It asks again when told to.
    pub(crate) refreshes_diagnostics: bool,
    /// It shows the places that explain a finding.
    pub(crate) shows_related: bool,
    /// It renders Markdown in a hover.
    pub(crate) shows_markdown: bool,
    /// The markup it renders in the help on a signature.
    pub(crate) signature_markup: Option<MarkupKind>,
    /// Each signature may say which of its parts is being typed.
    pub(crate) takes_active_parameters: bool,
    /// It takes places in a signature, not only texts.
    pub(crate) takes_label_offsets: bool,
    /// It takes code actions, not only commands.
    pub(crate) takes_actions: bool,
    /// It tells actions that are certain from others.
    pub(crate) prefers_actions: bool,
    /// It asks for an action's edit when that is needed.
    pub(crate) resolves_actions: bool,
    /// It checks versions of documents before it changes them.
    pub(crate) versions_edits: bool,
    /// It shows what an edit means, and asks before it makes one that says so.
    pub(crate) annotates_edits: bool,
    /// It shows the Markdown that a command answers.
    pub(crate) shows_pages: bool,
    /// Nothing else in the editor shows the findings of ShellCheck.
    pub(crate) lacks_shellcheck: bool,
    /// Nothing else in the editor completes shell scripts.
    pub(crate) lacks_completion: bool,
    /// What it does with a list of completions.
    pub(crate) completion: CompletionFacts,
    /// It hears `caro/status`.
    pub(crate) hears_status: bool,
    /// It has a list of its own to choose a model from.
    pub(crate) picks_models: bool,
    /// It puts questions to the user.
    pub(crate) asks_user: bool,
    /// It makes edits that it is sent.
    pub(crate) applies_edits: bool,
    /// It shows the progress of work that it did not ask for.
    pub(crate) shows_work: bool,
    /// It answers `workspace/configuration`.
    pub(crate) answers_configuration: bool,
    /// It takes a registration for changes of settings.
    pub(crate) registers_configuration: bool,
    /// It takes a registration for changes of files.
    pub(crate) watches_files: bool,
}

/// What the client does with a list of completions.
#[allow(clippy::struct_excessive_bools, reason = "each is a capability of its own")]
#[derive(Clone, Debug, Default)]
pub(crate) struct CompletionFacts {
    /// It takes a registration for it.
    pub(crate) registers: bool,
    /// It has the user fill in what is not known yet.
    pub(crate) takes_snippets: bool,
    /// It lets the user choose whether the rest of a word stays.
    pub(crate) replaces_words: bool,
    /// It shows a few words beside each name.
    pub(crate) shows_details: bool,
    /// It can choose one of the list at first.
    pub(crate) preselects: bool,
    /// The markup it renders in the documentation.
    pub(crate) markup: Option<MarkupKind>,
    /// It asks for the documentation of what the user looks at.
    pub(crate) resolves_documentation: bool,
}

/// An open document, one version of it.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    /// The text and its model.
    pub(crate) document: Arc<Document>,
    /// The client's number for it.
    pub(crate) version: i32,
    /// Our number for it: unlike the client's it never repeats.
    pub(crate) generation: u64,
    language: String,
    lines: Arc<Lines>,
    /// The files that it may source.
    files: Option<Arc<Files>>,
    report: Arc<OnceLock<Report>>,
    /// What is told, where that is not what the report says.
    findings: OnceLock<Option<Vec<Finding>>>,
    /// The policy it is judged by.
    policy: Arc<Policy>,
    /// What ShellCheck says of it.
    remarks: Arc<Mutex<Remarks>>,
    /// What was too dangerous to be shown as ghost text.
    withheld: Arc<Mutex<Withheld>>,
    /// The findings of an earlier version, until those of this one are there.
    previous: Arc<Mutex<Option<Arc<OnceLock<Report>>>>>,
}

impl Open {
    /// The findings, computed by the first reader that asks; others wait for it, so call this on the blocking pool.
    pub(crate) fn report(&self) -> &Report {
        self.report.get_or_init(|| {
            let previous = self.lock_previous().clone();
            let files = self.files.as_deref().map(|it| it as &dyn caro_core::flow::Library);
            check_under(&self.document, previous.as_ref().and_then(|it| it.get()), files, &self.policy)
        })
    }

    /// Finds the files that it may source.
    pub(crate) fn library(&self) -> Option<&dyn caro_core::flow::Library> {
        self.files.as_deref().map(|it| it as &dyn caro_core::flow::Library)
    }

    /// What is told of it.
    pub(crate) fn findings(&self) -> &[Finding] {
        let judged = || match verdict(&self.document, self.report(), &self.policy) {
            Cow::Borrowed(_) => None,
            Cow::Owned(findings) => Some(findings),
        };
        self.findings.get_or_init(judged).as_deref().unwrap_or_else(|| self.report().findings())
    }

    /// What is told of a command that stands beside it.
    pub(crate) fn findings_in(&self, command: &Document) -> Vec<Finding> {
        let report = check_under(command, None, self.library(), &self.policy);
        verdict(command, &report, &self.policy).into_owned()
    }

    /// What an explanation may look at.
    pub(crate) fn view<'a>(&'a self, pages: &'a dyn Pages) -> View<'a> {
        let (report, findings) = (Some(self.report()), self.findings());
        View { document: &self.document, report, findings, pages, library: self.library() }
    }

    /// The text with every certain fix.
    pub(crate) fn fixed(&self) -> Document {
        let files = self.files.as_deref().map(|it| it as &dyn caro_core::flow::Library);
        actions::fix_all(&self.document, &mut |it| {
            verdict(it, &check_under(it, None, files, &self.policy), &self.policy).into_owned()
        })
    }

    /// What ShellCheck says of it.
    pub(crate) fn remarks(&self) -> MutexGuard<'_, Remarks> {
        self.remarks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was too dangerous to be shown as ghost text.
    pub(crate) fn withheld(&self) -> MutexGuard<'_, Withheld> {
        self.withheld.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what ShellCheck says of this version.
    pub(crate) fn set_remarks(&self, list: Vec<Remark>) {
        let mut remarks = self.remarks();
        *remarks = Remarks { list, stamp: remarks.stamp + 1, is_fresh: true };
    }

    /// The newest findings there are, for the next version to begin with.
    fn latest_report(&self) -> Option<Arc<OnceLock<Report>>> {
        if self.report.get().is_some() { Some(self.report.clone()) } else { self.lock_previous().clone() }
    }

    fn lock_previous(&self) -> MutexGuard<'_, Option<Arc<OnceLock<Report>>>> {
        self.previous.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether Caro reads this shell.
    pub(crate) fn is_read(&self) -> bool {
        self.document.dialect() != Dialect::Unsupported
    }
}

impl Snapshot {
    /// An open document.
    pub(crate) fn document(&self, uri: &Uri) -> Option<&Arc<Open>> {
        self.documents.get(uri)
    }

    /// Who vouches for the workspace.
    pub(crate) fn trust(&self) -> Trust {
        if self.config.workspace_trusted { Trust::Workspace } else { Trust::AsConfigured }
    }

    /// How many documents are open.
    pub(crate) fn count(&self) -> usize {
        self.documents.len()
    }

    /// Frees earlier findings that no version needs any more. For a long script that takes as long as an edit.
    pub(crate) fn free_old_reports(&self) {
        for open in self.documents.values().filter(|it| it.report.get().is_some()) {
            let old = open.lock_previous().take();
            drop(old);
        }
    }

    /// Translates positions in a document.
    pub(crate) fn mapper<'a>(&self, open: &'a Open) -> Mapper<'a> {
        Mapper::new(open.document.text(), &open.lines, self.client.encoding)
    }
}

/// What is said of a document beside our findings; it moves with the text.
#[derive(Default)]
struct Beside {
    remarks: Remarks,
    withheld: Withheld,
}

/// A change as it arrives: the range in the client's positions, none for the whole text.
pub(crate) type Change = (Option<tower_lsp_server::ls_types::Range>, String);

impl Session {
    /// Opens a document; one that is open already starts anew.
    pub(crate) fn open(&mut self, uri: Uri, language: String, version: i32, text: &str) {
        let document = read(text, dialect(Some(&language), &uri, first_line(text)));
        let lines = Lines::of(text);
        self.put(uri, language, version, document, lines, None);
    }

    /// Changes a document; false when it is not open. The client's order counts, not its version numbers.
    pub(crate) fn change(&mut self, uri: &Uri, version: i32, changes: Vec<Change>) -> bool {
        let Some(open) = self.now.documents.get(uri).cloned() else { return false };
        let encoding = self.now.client.encoding;
        let mut document = (*open.document).clone();
        let mut lines = (*open.lines).clone();
        let mut beside = Beside { remarks: open.remarks().clone(), withheld: open.withheld().clone() };
        for (range, text) in changes {
            if let Some(range) = range {
                let span = Mapper::new(document.text(), &lines, encoding).span(range);
                document = edit(document, span, &text);
                beside.remarks = beside.remarks.moved(span, text.len());
                beside.withheld = beside.withheld.moved(span, text.len());
                lines.changed(document.text(), span.start, text.len());
            } else {
                document = read(&text, document.dialect());
                beside.remarks = Remarks { stamp: beside.remarks.stamp, ..Remarks::default() };
                beside.withheld = beside.withheld.moved(Span::new(0, usize::MAX), text.len());
                lines = Lines::of(&text);
            }
        }
        let first: String = document.text().chars().take(256).take_while(|it| *it != '\n').collect();
        document.set_dialect(dialect(Some(&open.language), uri, &first));
        self.put(uri.clone(), open.language.clone(), version, document, lines, Some((&open, beside)));
        true
    }

    /// Closes a document; false when it was not open.
    pub(crate) fn close(&mut self, uri: &Uri) -> bool {
        Arc::make_mut(&mut self.now.documents).remove(uri).is_some()
    }

    /// The documents that are open.
    pub(crate) fn uris(&self) -> Vec<Uri> {
        self.now.documents.keys().cloned().collect()
    }

    /// Whether this is the first warning of its kind.
    pub(crate) fn is_new_warning(&mut self, warning: &str) -> bool {
        self.warned.insert(warning.to_owned())
    }

    fn put(
        &mut self,
        uri: Uri,
        language: String,
        version: i32,
        document: Document,
        lines: Lines,
        earlier: Option<(&Open, Beside)>,
    ) {
        let (earlier, beside) = earlier.map_or((None, Beside::default()), |it| (Some(it.0), it.1));
        let files = match earlier {
            Some(earlier) => earlier.files.clone(),
            None => path(&uri).and_then(|it| Files::beside(&it)).map(Arc::new),
        };
        let policy = match earlier {
            Some(earlier) => earlier.policy.clone(),
            None => self.policy(&uri),
        };
        self.generation += 1;
        let open = Open {
            document: Arc::new(document),
            version,
            generation: self.generation,
            language,
            lines: Arc::new(lines),
            files,
            report: Arc::default(),
            findings: OnceLock::new(),
            policy,
            remarks: Arc::new(Mutex::new(beside.remarks)),
            withheld: Arc::new(Mutex::new(beside.withheld)),
            previous: Arc::new(Mutex::new(earlier.and_then(Open::latest_report))),
        };
        Arc::make_mut(&mut self.now.documents).insert(uri, Arc::new(open));
    }

    fn trust(&self) -> Trust {
        self.now.trust()
    }

    /// The policy of a document, from its files as they are now.
    fn policy(&mut self, uri: &Uri) -> Arc<Policy> {
        let (policy, warnings) = policy_for(uri, self.trust(), self.now.config.platform);
        for warning in warnings {
            if self.told_policies.insert(warning.clone()) {
                self.untold_policies.push(warning);
            }
        }
        policy
    }

    /// Asks for the policies of all open documents again: they are read without the lock, and the latest answer counts.
    pub(crate) fn ask_policies(&mut self) -> PoliciesAsked {
        self.policies_asked += 1;
        let platform = self.now.config.platform;
        PoliciesAsked { number: self.policies_asked, uris: self.uris(), trust: self.trust(), platform }
    }

    /// Takes what was read; gives the documents that are judged by others now.
    pub(crate) fn set_policies(&mut self, read: PoliciesRead) -> Vec<Uri> {
        if read.number != self.policies_asked {
            return Vec::new();
        }
        // What is mended and breaks again is told again.
        let told = std::mem::take(&mut self.told_policies);
        let mut changed = Vec::new();
        for (uri, policy, warnings) in read.policies {
            for warning in warnings {
                if self.told_policies.insert(warning.clone()) && !told.contains(&warning) {
                    self.untold_policies.push(warning);
                }
            }
            let documents = Arc::make_mut(&mut self.now.documents);
            let Some(open) = documents.get_mut(&uri).filter(|it| it.policy != policy) else { continue };
            self.generation += 1;
            let judged = Open {
                policy,
                generation: self.generation,
                report: Arc::default(),
                findings: OnceLock::new(),
                ..(**open).clone()
            };
            *open = Arc::new(judged);
            changed.push(uri);
        }
        changed
    }
}

/// Which policies are to be read, and for which time that was asked.
#[derive(Debug)]
pub(crate) struct PoliciesAsked {
    number: u64,
    uris: Vec<Uri>,
    trust: Trust,
    platform: Platform,
}

/// The policies as their files are now.
#[derive(Debug)]
pub(crate) struct PoliciesRead {
    number: u64,
    policies: Vec<(Uri, Arc<Policy>, Vec<policy_file::Warning>)>,
}

impl PoliciesAsked {
    /// Reads the files: on the blocking pool, without the session.
    pub(crate) fn read(self) -> PoliciesRead {
        let read = |uri: Uri| {
            let (policy, warnings) = policy_for(&uri, self.trust, self.platform);
            (uri, policy, warnings)
        };
        PoliciesRead { number: self.number, policies: self.uris.into_iter().map(read).collect() }
    }
}

/// The policy of a document; the setting says what its script must run on where no policy file does.
fn policy_for(uri: &Uri, trust: Trust, platform: Platform) -> (Arc<Policy>, Vec<policy_file::Warning>) {
    let (mut policy, warnings) = policy_file::for_path(path(uri).as_deref(), trust);
    if policy.platform.is_none() && platform.named().is_some() {
        Arc::make_mut(&mut policy).platform = platform.named();
    }
    (policy, warnings)
}

/// The file of a `file:` URI.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    uri.to_file_path().map(Cow::into_owned)
}

/// What is no shell script gets the dialect that Caro is silent about.
fn dialect(language: Option<&str>, uri: &Uri, first_line: &str) -> Dialect {
    dialect_of(language, Some(uri.path().as_str()), first_line).unwrap_or(Dialect::Unsupported)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Reads a text; one that core panics on stays open, without a model.
fn read(text: &str, dialect: Dialect) -> Document {
    catch_unwind(|| Document::new(text, dialect)).unwrap_or_else(|_| Document::new(text, Dialect::Unsupported))
}

/// Edits a document; after a panic of core the text is right all the same.
fn edit(document: Document, span: Span, text: &str) -> Document {
    let mut edited = document.clone();
    let done = catch_unwind(AssertUnwindSafe(|| {
        edited.edit(span, text);
        edited
    }));
    done.unwrap_or_else(|_| {
        let mut all = document.text().to_string();
        all.replace_range(span.start..span.end, text);
        read(&all, document.dialect())
    })
}
