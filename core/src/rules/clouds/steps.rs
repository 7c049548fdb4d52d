//! What to do first, or in the place of an order to a service that takes something away.

use super::calls::Order;
use crate::Span;
use crate::rules::edits::{self, Edits};
use crate::rules::sink::Sink;
use crate::script::{Command, Flag, Word};

/// A flag that makes an order bad, what to write for it, and what is decided by that.
const INSTEAD: [(&str, &str, &str); 13] = [
    ("force-delete-without-recovery", "--recovery-window-in-days 30", "Keep it for 30 more days"),
    ("no-deletion-protection", "--deletion-protection", "Keep the protection"),
    ("no-deletion-protection-enabled", "--deletion-protection-enabled", "Keep the protection"),
    ("no-disable-api-termination", "--disable-api-termination", "Keep the protection"),
    ("no-enable-termination-protection", "--enable-termination-protection", "Keep the protection"),
    ("no-versioning", "--versioning", "Keep the versions"),
    ("no-backup", "--backup", "Keep making backups"),
    ("no-enable", "--enable", "Keep the watch"),
    ("delete-backup-data", "", "Keep the backups that are there"),
    ("bypass-governance-retention", "", "Refuse what must be kept longer"),
    ("no-dry-run", "", "Only show what it would do"),
    ("backup-retention-period=0", "7", "Keep backups for 7 days"),
    ("tier=Free", "Standard", "Keep the watch"),
];

/// Orders that `-force` and its like make bad.
const FORCED: [(&str, &str); 7] = [
    ("terraform workspace delete", "Refuse where it still knows resources"),
    ("pulumi stack rm", "Refuse where it still knows resources"),
    ("terraform force-unlock", "Ask first"),
    ("pulumi state delete", "Ask first"),
    ("terraform state push", "Refuse where others have changed it"),
    ("pulumi stack import", "Refuse where others have changed it"),
    ("aws ecr delete-repository", "Refuse where images are left"),
];

/// Flags by which a copy is kept, by the order.
const LAST_COPY: [(&str, &str, &str); 6] = [
    ("aws rds delete-db-instance", "--final-db-snapshot-identifier", "db-instance-identifier"),
    ("aws rds delete-db-cluster", "--final-db-snapshot-identifier", "db-cluster-identifier"),
    ("aws docdb delete-db-cluster", "--final-db-snapshot-identifier", "db-cluster-identifier"),
    ("aws neptune delete-db-cluster", "--final-db-snapshot-identifier", "db-cluster-identifier"),
    ("aws redshift delete-cluster", "--final-cluster-snapshot-identifier", "cluster-identifier"),
    (
        "aws lightsail delete-relational-database",
        "--final-relational-database-snapshot-name",
        "relational-database-name",
    ),
];

/// Orders by which `aws` shows what another one would take away; both take the same flags.
const SHOWS: [(&str, &str); 38] = [
    ("rds delete-db-instance", "describe-db-instances"),
    ("rds delete-db-cluster", "describe-db-clusters"),
    ("rds delete-db-snapshot", "describe-db-snapshots"),
    ("rds delete-db-cluster-snapshot", "describe-db-cluster-snapshots"),
    ("redshift delete-cluster", "describe-clusters"),
    ("redshift delete-cluster-snapshot", "describe-cluster-snapshots"),
    ("elasticache delete-snapshot", "describe-snapshots"),
    ("elasticache delete-replication-group", "describe-replication-groups"),
    ("elasticache delete-cache-cluster", "describe-cache-clusters"),
    ("dynamodb delete-table", "describe-table"),
    ("dynamodb delete-backup", "describe-backup"),
    ("backup delete-backup-vault", "describe-backup-vault"),
    ("backup delete-backup-plan", "get-backup-plan"),
    ("ecr delete-repository", "describe-images"),
    ("eks delete-cluster", "describe-cluster"),
    ("opensearch delete-domain", "describe-domain"),
    ("kinesis delete-stream", "describe-stream"),
    ("kafka delete-cluster", "describe-cluster"),
    ("efs delete-file-system", "describe-file-systems"),
    ("lightsail delete-instance", "get-instance"),
    ("lightsail delete-disk", "get-disk"),
    ("lambda delete-function", "get-function"),
    ("sqs delete-queue", "get-queue-attributes"),
    ("sns delete-topic", "get-topic-attributes"),
    ("apigateway delete-rest-api", "get-rest-api"),
    ("acm delete-certificate", "describe-certificate"),
    ("cloudformation delete-stack", "describe-stacks"),
    ("cloudformation delete-stack-set", "describe-stack-set"),
    ("s3api delete-bucket", "list-objects-v2"),
    ("s3 rb", "ls"),
    ("route53 delete-hosted-zone", "get-hosted-zone"),
    ("iam delete-user", "get-user"),
    ("iam delete-role", "get-role"),
    ("secretsmanager delete-secret", "describe-secret"),
    ("kms schedule-key-deletion", "describe-key"),
    ("cloudtrail delete-trail", "get-trail"),
    ("cloudtrail stop-logging", "get-trail-status"),
    ("guardduty delete-detector", "get-detector"),
];

/// Offers what a careful colleague would write for an order whose last word stands at `at`: `with` are the flags that
/// make it bad, `unasked` those that take its question away.
pub(super) fn offer(order: &Order<'_>, words: &str, at: usize, flags: [&[&str]; 2], sink: &mut Sink<'_>) {
    let command = order.command;
    let [with, unasked] = flags;
    sink.rehearse(command);
    for (name, new, title) in INSTEAD.iter().filter(|it| with.contains(&it.0)) {
        let edits = match name.split_once('=') {
            Some((name, _)) => order.value(name).map(|it| vec![(it.span, (*new).to_owned())]),
            None if new.is_empty() => Some(without(command, &[name])),
            None => flag(command, name).map(|it| edits::instead(command, it, new)),
        };
        sink.choice(title, edits.unwrap_or_default());
    }
    if let Some((_, title)) = FORCED.iter().find(|it| it.0 == words) {
        sink.choice(title, without(command, with));
    }
    let last = LAST_COPY.iter().find(|it| it.0 == words && with.iter().any(|it| it.starts_with("skip-final")));
    if let Some((_, new, named_by)) = last
        && let Some(skip) = with.iter().find_map(|it| flag(command, it))
        && let Some(name) = order.value(named_by).and_then(Word::literal)
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
    {
        let edits = edits::instead(command, skip, &format!("{new} {name}-final"));
        sink.choice("Keep a final snapshot", edits);
    }
    // What the facts do not know.
    let shows_only = match words {
        "terraform state rm" => "-dry-run",
        "az storage blob delete-batch" => "--dryrun",
        "cloud-nuke aws" => "--dry-run",
        "pulumi down" => "--preview-only",
        _ => "",
    };
    if !shows_only.is_empty() && edits::rehearsal(command).is_none() {
        let edits = vec![(Span::at(order.span(at).end), format!(" {shows_only}"))];
        sink.choice(&format!("Only show what it would do: `{shows_only}`"), edits);
    }
    let Some(new) = shows(words) else { return };
    let verb = words.rsplit(' ').next().unwrap_or_default();
    if sink.text(order.span(at)) == verb {
        // What it says of a question or a wait means nothing to the order that only shows.
        let mut edits = vec![(order.span(at), new.to_owned())];
        if !words.starts_with("gcloud ") {
            edits.extend(without(command, with));
            edits.extend(without(command, unasked));
            edits.extend(without(command, &["no-wait", "pending-window-in-days", "skip-final-snapshot"]));
            edits.sort_by_key(|it| it.0);
            edits.dedup();
        }
        sink.choice(&format!("Look first: `{new}`"), edits);
    }
}

/// The last word of an order that shows what this one would take away.
fn shows(words: &str) -> Option<&'static str> {
    let (program, rest) = words.split_once(' ')?;
    let verb = rest.rsplit(' ').next().unwrap_or_default();
    if program == "aws" {
        return SHOWS.iter().find(|it| it.0 == rest).map(|it| it.1);
    }
    Some(match (program, verb) {
        _ if rest.starts_with("logging logs") => return None,
        ("az", "create") if rest == "deployment group create" => "what-if",
        ("gcloud" | "hcloud" | "atlas" | "confluent", "delete" | "destroy") => "describe",
        ("az" | "openstack" | "exo" | "pscale" | "copilot" | "upctl" | "nova", "delete") => "show",
        ("az", "purge") => "show-deleted",
        ("doctl" | "scw" | "oci" | "vultr-cli" | "vultr" | "doppler" | "op", "delete" | "terminate") => "get",
        ("oci", "schedule-deletion") | ("avn", "terminate") => "get",
        ("linode-cli", "delete") => "view",
        ("linode-cli", "cluster-delete") => "cluster-view",
        ("heroku", "apps:destroy") => "apps:info",
        ("heroku", "addons:destroy") => "addons:info",
        ("fly" | "flyctl", "destroy") if rest == "volumes destroy" => "show",
        ("civo", "remove" | "delete") | ("turso", "destroy") | ("bq", "rm") => "show",
        ("cf", "delete") => "app",
        ("cf", "delete-service") => "service",
        ("cf", "delete-org") => "org",
        ("cf", "delete-space") => "space",
        ("gsutil" | "mc" | "mcli" | "s3cmd", "rb") => "ls",
        ("cbt", "deletetable") => "count",
        ("cdk" | "cdktf", "destroy") => "diff",
        ("serverless" | "sls", "remove") => "info",
        ("wrangler", "delete") if rest == "d1 delete" => "info",
        ("azd", "down") => "show",
        ("govc", "vm.destroy") => "vm.info",
        ("dokku", "apps:destroy") => "apps:report",
        ("eb", "terminate") => "status",
        ("bosh", "delete-deployment") => "deployment",
        ("vault" | "bao", "delete") => "read",
        ("terraform", "taint") => "state show",
        ("mc", "suspend") => "enable",
        _ => return None,
    })
}

/// A flag by its letter or its long name.
fn flag<'a>(command: &'a Command, name: &str) -> Option<&'a Flag> {
    let mut letters = name.chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    command.flags().find(|it| letter.is_some() && it.short == letter || it.long.as_deref() == Some(name))
}

/// The command without these flags, also those that are written behind one dash or that the facts do not know.
pub(super) fn without(command: &Command, names: &[&str]) -> Edits {
    let is_terraform = matches!(command.program.as_deref(), Some("terraform" | "tofu" | "terragrunt"));
    let mut edits = Edits::new();
    for name in names {
        if is_terraform {
            let says = |it: &(usize, &Word)| {
                let text = it.1.literal().unwrap_or_default();
                let text = text.split('=').next().unwrap_or_default();
                text.strip_prefix('-').is_some_and(|it| it.strip_prefix('-').unwrap_or(it) == *name)
            };
            let words = command.words.iter().enumerate().filter(says);
            edits.extend(words.flat_map(|it| edits::without_word(command, it.0)));
        } else if let Some(flag) = flag(command, name) {
            edits.extend(edits::without(command, flag));
            // The facts do not know that a value stands behind it.
            if *name == "confirm" && flag.value.is_none() {
                edits.extend(edits::without_word(command, flag.word + 1));
            }
        }
    }
    // One flag may be asked for by its letter and by its name.
    edits.sort_by_key(|it| it.0);
    edits.dedup();
    edits
}
