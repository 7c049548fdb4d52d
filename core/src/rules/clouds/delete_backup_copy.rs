//! CARO1008: a snapshot, an image or a backup at a provider is deleted.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Deletes a copy that would bring lost data back.
    ///
    /// Old copies have to go some day, so this is a caution; a provider can do it by itself, by a lifecycle that keeps
    /// a number of copies whatever a script does. Deleting a whole vault of backups is a danger.
    ///
    /// To decide: Which copies are left after this, and has one of them been restored once?
    ///
    /// ```sh bad
    /// aws ec2 delete-snapshot --snapshot-id snap-0123456789abcdef0
    /// ```
    /// ```sh fixed
    /// aws ec2 delete-snapshot --dry-run --snapshot-id snap-0123456789abcdef0
    /// ```
    /// ```sh bad
    /// gcloud compute snapshots delete nightly-1 --quiet
    /// ```
    /// ```sh fixed
    /// gcloud compute snapshots describe nightly-1 --quiet
    /// ```
    /// ```sh bad
    /// aws backup delete-backup-vault --backup-vault-name main
    /// ```
    /// ```sh fixed
    /// aws backup describe-backup-vault --backup-vault-name main
    /// ```
    /// ```sh good
    /// aws ec2 create-snapshot --volume-id vol-0123456789abcdef0
    /// ```
    /// ```sh good
    /// aws ec2 describe-snapshots --owner-ids self
    /// ```
    /// ```sh good
    /// gcloud compute snapshots delete nightly-1
    /// aws ec2 delete-snapshot --dry-run --snapshot-id snap-0123456789abcdef0
    /// ```
    "CARO1008" "delete-backup-copy",
    Danger,
    Check::Calls(CALLS)
}

const COPY: &str = "what it would bring back is gone for good";

static CALLS: &[Call] = &[
    caution("aws ec2 delete-snapshot", "deletes the snapshot", COPY).named_by(&["snapshot-id"]),
    caution("aws ec2 deregister-image", "takes away the image", "machines can no longer be started from it")
        .named_by(&["image-id"]),
    caution("aws rds delete-db-snapshot", "deletes the snapshot", COPY).named_by(&["db-snapshot-identifier"]),
    caution("aws rds delete-db-cluster-snapshot", "deletes the snapshot", COPY)
        .named_by(&["db-cluster-snapshot-identifier"]),
    caution("aws rds delete-db-instance-automated-backup", "deletes every automatic backup of the database", COPY),
    caution("aws redshift delete-cluster-snapshot", "deletes the snapshot", COPY).named_by(&["snapshot-identifier"]),
    caution("aws elasticache delete-snapshot", "deletes the snapshot", COPY).named_by(&["snapshot-name"]),
    caution("aws backup delete-recovery-point", "deletes the backup", COPY).named_by(&["recovery-point-arn"]),
    danger("aws backup delete-backup-vault", "deletes the vault of backups", COPY).named_by(&["backup-vault-name"]),
    danger(
        "aws backup delete-backup-plan",
        "ends the backups of the plan",
        "what is lost from now on cannot be brought back",
    )
    .named_by(&["backup-plan-id"]),
    danger("aws glacier delete-archive", "deletes the archive", COPY).named_by(&["archive-id"]),
    danger("aws glacier delete-vault", "deletes the vault of archives", COPY).named_by(&["vault-name"]),
    caution(
        "aws ecr delete-repository",
        "deletes the repository with every image",
        "nothing can be deployed or rolled back from it",
    )
    .named_by(&["repository-name"])
    .with(&["force"]),
    caution("gcloud compute snapshots delete", "deletes the snapshot", COPY).unasked(&["q", "quiet"]),
    caution("gcloud compute images delete", "deletes the image", COPY).unasked(&["q", "quiet"]),
    caution("gcloud compute machine-images delete", "deletes the image", COPY).unasked(&["q", "quiet"]),
    caution("gcloud sql backups delete", "deletes the backup", COPY).unasked(&["q", "quiet"]),
    caution(
        "gcloud artifacts repositories delete",
        "deletes the repository with all that was published",
        "nothing can be deployed from it",
    )
    .unasked(&["q", "quiet"]),
    caution("az snapshot delete", "deletes the snapshot", COPY).named_by(&["n", "name", "ids"]),
    caution("az image delete", "deletes the image", COPY).named_by(&["n", "name", "ids"]),
    danger("az backup vault delete", "deletes the vault of backups", COPY)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    caution(
        "az acr repository delete",
        "deletes the repository with every image",
        "nothing can be deployed or rolled back from it",
    )
    .named_by(&["repository", "t", "image"])
    .unasked(&["y", "yes"]),
    danger("az acr delete", "deletes the registry with every image", "nothing can be deployed or rolled back from it")
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    caution("doctl compute snapshot delete", "deletes the snapshot", COPY).unasked(&["f", "force"]),
    caution("doctl compute image delete", "deletes the image", COPY).unasked(&["f", "force"]),
    caution("hcloud image delete", "deletes the image", COPY),
    caution("openstack volume snapshot delete", "deletes the snapshot", COPY),
    caution("openstack volume backup delete", "deletes the backup", COPY),
    caution("openstack image delete", "deletes the image", COPY),
    caution("scw instance snapshot delete", "deletes the snapshot", COPY),
    caution("scw instance image delete", "deletes the image", COPY),
    caution("vultr-cli snapshot delete", "deletes the snapshot", COPY),
    caution("oci bv backup delete", "deletes the backup", COPY).named_by(&["volume-backup-id"]).unasked(&["force"]),
    caution("linode-cli images delete", "deletes the image", COPY),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
for s in $(aws ec2 describe-snapshots --owner-ids self --query x --output text); do aws ec2 delete-snapshot --snapshot-id \"$s\"; done
#                                                                                           ^^^^^^^^^^^^^^^ CARO1008
openstack image delete ubuntu-20
#               ^^^^^^ CARO1008
aws glacier delete-vault --vault-name archive --account-id -
#           ^^^^^^^^^^^^ CARO1008
",
        );
    }
}
