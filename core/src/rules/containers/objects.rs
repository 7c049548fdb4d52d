//! Which objects of a cluster a command of `kubectl` is about, and in which namespace.

use super::engines::{own_texts, values};
use crate::Span;
use crate::rules::names::{is_production, is_throwaway};
use crate::rules::sink::Sink;
use crate::script::Command;

/// What a command names: kinds and names, in lower case and in one spelling.
pub(super) struct Objects {
    pub(super) span: Span,
    pub(super) kinds: Vec<&'static str>,
    pub(super) names: Vec<(Span, String)>,
}

/// The objects that the operands name: `pod a b`, `pod/a svc/b`, `pvc,pv --all`.
pub(super) fn objects(command: &Command, sink: &Sink<'_>) -> Option<Objects> {
    let words = own_texts(command, sink);
    let (span, first) = words.first()?.clone();
    let by_slash = words.iter().all(|it| it.1.contains('/'));
    let (kinds, names): (Vec<String>, Vec<(Span, String)>) = if by_slash {
        let split = words
            .iter()
            .filter_map(|(span, it)| it.split_once('/').map(|it| (it.0.to_owned(), (*span, it.1.to_owned()))));
        split.unzip()
    } else {
        (first.split(',').map(str::to_owned).collect(), words[1..].to_vec())
    };
    let known: Vec<&'static str> = kinds.iter().filter_map(|it| kind(it)).collect();
    Some(Objects { span, kinds: known, names })
}

/// A kind in one spelling; `None` for those that lose nothing of their own.
fn kind(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let name = name.split('.').next().unwrap_or_default();
    Some(match name {
        "namespace" | "namespaces" | "ns" | "project" | "projects" => "namespace",
        "pvc" | "persistentvolumeclaim" | "persistentvolumeclaims" => "volume claim",
        "pv" | "persistentvolume" | "persistentvolumes" => "volume",
        "statefulset" | "statefulsets" | "sts" => "stateful set",
        "secret" | "secrets" => "secret",
        "crd" | "crds" | "customresourcedefinition" | "customresourcedefinitions" => "resource definition",
        "node" | "nodes" | "no" => "node",
        "all" => "workload",
        "deployment" | "deployments" | "deploy" => "deployment",
        "pod" | "pods" | "po" => "pod",
        "service" | "services" | "svc" => "service",
        "configmap" | "configmaps" | "cm" => "config map",
        "ingress" | "ingresses" | "ing" => "ingress",
        "daemonset" | "daemonsets" | "ds" => "daemon set",
        "job" | "jobs" => "job",
        "cronjob" | "cronjobs" | "cj" => "cron job",
        _ => return None,
    })
}

/// The names that say where a command acts: its namespace and its context.
pub(super) fn places(command: &Command, sink: &Sink<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (short, long) in
        [('n', "namespace"), ('\0', "context"), ('\0', "kube-context"), ('\0', "cluster"), ('\0', "kubeconfig")]
    {
        found.extend(values(command, short, long, sink).into_iter().map(|it| it.1));
    }
    found
}

/// Whether a command acts on what is made for tests only.
pub(super) fn is_for_tests(command: &Command, sink: &Sink<'_>) -> bool {
    let places = places(command, sink);
    places.iter().any(|it| is_throwaway(it) || it.starts_with("kind-")) && !places.iter().any(|it| is_production(it))
}
