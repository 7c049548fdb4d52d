//! The one way from a script to what is told of it: the files that it sources, its policy, the verdict, its certain fixes.

use crate::cli::complain;
use crate::config::Platform;
use crate::library::Files;
use crate::policy_file::{self, Trust};
use caro_core::Document;
use caro_core::actions::fix_all;
use caro_core::flow::Library;
use caro_core::policy::Policy;
use caro_core::rules::{Finding, Report, check_under};
use caro_core::verdict::verdict;
use std::path::Path;
use std::sync::Arc;

/// What judges the script of one path.
pub(crate) struct Judge {
    files: Option<Files>,
    policy: Arc<Policy>,
}

impl Judge {
    /// For the script at `path`; without one, for a text that runs in this folder. What is wrong with the policy is told
    /// once. A platform that is named counts more than the policy's.
    pub(crate) fn of(path: Option<&Path>, trust: Trust, platform: Platform) -> Self {
        let (mut policy, warnings) = policy_file::for_path(Some(path.unwrap_or(Path::new("."))), trust);
        if platform.named().is_some() {
            Arc::make_mut(&mut policy).platform = platform.named();
        }
        policy_file::tell_once(warnings, |it| complain(&it.to_string()));
        Self { files: path.and_then(Files::beside), policy }
    }

    /// The files that the script may source.
    pub(crate) fn library(&self) -> Option<&dyn Library> {
        self.files.as_ref().map(|it| it as &dyn Library)
    }

    /// What is told of the script.
    pub(crate) fn findings(&self, document: &Document) -> Vec<Finding> {
        self.judged(document).1
    }

    /// What is known of the script, and what is told of it.
    pub(crate) fn judged(&self, document: &Document) -> (Report, Vec<Finding>) {
        let report = check_under(document, None, self.library(), &self.policy);
        let findings = verdict(document, &report, &self.policy).into_owned();
        (report, findings)
    }

    /// The script with all certain fixes of those findings that `wanted` lets through.
    pub(crate) fn fixed(
        &self,
        document: &Document,
        wanted: &dyn Fn(&Document, Vec<Finding>) -> Vec<Finding>,
    ) -> Document {
        fix_all(document, &mut |it| wanted(it, self.findings(it)))
    }
}
