//! CARO1005: what guards stored data or a machine against deletion is switched off.

use super::calls::{self, Call, caution, danger};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Takes away what would bring deleted data back, or what stops a deletion by mistake.
    ///
    /// Versions, locks and deletion protection are there for the day when a script is wrong. Right before a planned
    /// removal this may be meant; write down why.
    ///
    /// To decide: Is the thing itself to be removed right after this, and who has agreed to that?
    ///
    /// ```sh bad
    /// aws s3api put-bucket-versioning --bucket acme-data --versioning-configuration Status=Suspended
    /// ```
    /// ```sh fixed
    /// aws s3api put-bucket-versioning --bucket acme-data --versioning-configuration Status=Enabled
    /// ```
    /// ```sh bad
    /// aws rds modify-db-instance --db-instance-identifier shop --no-deletion-protection
    /// ```
    /// ```sh fixed
    /// aws rds modify-db-instance --db-instance-identifier shop --deletion-protection
    /// ```
    /// ```sh bad
    /// az lock delete --name keep --resource-group shop
    /// ```
    /// ```sh fixed
    /// az lock show --name keep --resource-group shop
    /// ```
    /// ```sh good
    /// aws s3api put-bucket-versioning --bucket acme-data --versioning-configuration Status=Enabled
    /// ```
    /// ```sh good
    /// aws rds modify-db-instance --db-instance-identifier shop --deletion-protection
    /// ```
    /// ```sh good
    /// aws rds modify-db-instance --db-instance-identifier shop-test --no-deletion-protection
    /// ```
    "CARO1005" "drop-delete-protection",
    Danger,
    Check::Command { programs: &["aws", "gsutil", "gcloud", "az", "mc"], run: check }
}

const GUARD: &str = "the next deletion by mistake goes through";
const VERSIONS: &str = "what is overwritten or deleted from now on is gone for good";
const BACKUPS: &str = "what is lost from now on cannot be brought back";

static CALLS: &[Call] = &[
    danger("aws rds modify-db-instance", "keeps no more backups of", BACKUPS)
        .named_by(&["db-instance-identifier"])
        .with(&["backup-retention-period=0"]),
    caution("aws rds modify-db-instance", "switches off the deletion protection of", GUARD)
        .named_by(&["db-instance-identifier"])
        .with(&["no-deletion-protection"]),
    caution("aws rds modify-db-cluster", "switches off the deletion protection of", GUARD)
        .named_by(&["db-cluster-identifier"])
        .with(&["no-deletion-protection"]),
    caution("aws dynamodb update-table", "switches off the deletion protection of", GUARD)
        .named_by(&["table-name"])
        .with(&["no-deletion-protection-enabled"]),
    caution("aws ec2 modify-instance-attribute", "switches off the termination protection of", GUARD)
        .named_by(&["instance-id"])
        .with(&["no-disable-api-termination"]),
    caution("aws cloudformation update-termination-protection", "switches off the termination protection of", GUARD)
        .named_by(&["stack-name"])
        .with(&["no-enable-termination-protection"]),
    caution("gcloud sql instances patch", "switches off the deletion protection of", GUARD)
        .with(&["no-deletion-protection"]),
    danger("gcloud sql instances patch", "keeps no more backups of", BACKUPS).with(&["no-backup"]),
    caution("gcloud compute instances update", "switches off the deletion protection of", GUARD)
        .with(&["no-deletion-protection"]),
    caution("gcloud storage buckets update", "keeps no more versions in", VERSIONS)
        .with(&["no-versioning", "clear-soft-delete"]),
    caution("az lock delete", "takes away the lock", GUARD).named_by(&["n", "name", "ids"]),
    caution("az group lock delete", "takes away the lock", GUARD).named_by(&["n", "name", "ids"]),
    danger("az backup protection disable", "deletes the backups of", BACKUPS)
        .named_by(&["i", "item-name"])
        .with(&["delete-backup-data"]),
    caution("mc version suspend", "keeps no more versions in", VERSIONS),
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = calls::Order::of(command, sink);
    if order.says("aws s3api put-bucket-versioning").is_some() {
        let Some(word) = order.value("versioning-configuration") else { return };
        if sink.possible(word, |it| it.contains("Suspended")).is_some() && !order.is_harmless(sink) {
            sink.report_beyond(word.span, format!("keeps no more versions in the bucket: {VERSIONS}"))
                .level(Level::Caution);
            let at = sink.text(word.span).find("Suspended").map(|it| word.span.start + it);
            let edit = at.map(|it| (Span::new(it, it + "Suspended".len()), "Enabled".to_owned()));
            sink.choice("Keep the versions", edit.into_iter().collect());
        }
    } else if order.says("gsutil versioning set off").is_some() {
        sink.report_beyond(order.span(1), format!("keeps no more versions in the bucket: {VERSIONS}"))
            .level(Level::Caution);
    } else {
        calls::report(command, CALLS, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
gsutil versioning set off gs://acme
#                 ^^^ CARO1005
gsutil versioning set on gs://acme
aws rds modify-db-instance --db-instance-identifier shop --backup-retention-period 0
#       ^^^^^^^^^^^^^^^^^^ CARO1005
aws rds modify-db-instance --db-instance-identifier shop --backup-retention-period 7
aws ec2 modify-instance-attribute --instance-id i-1 --no-disable-api-termination
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1005
",
        );
    }
}
