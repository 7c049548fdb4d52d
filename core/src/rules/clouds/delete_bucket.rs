//! CARO1002: a bucket, a container or a storage account is deleted.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Deletes a bucket or a storage account with every object in it.
    ///
    /// Nothing asks and no copy stays; anybody may then take the name. An empty bucket is a caution for its name alone.
    ///
    /// To decide: Is there anything in it that exists nowhere else, and does anything still link to its name?
    ///
    /// ```sh bad
    /// aws s3 rb s3://acme-data --force
    /// ```
    /// ```sh fixed
    /// aws s3 ls s3://acme-data
    /// ```
    /// ```sh bad
    /// az storage account delete --name acmedata --yes
    /// ```
    /// ```sh fixed
    /// az storage account show --name acmedata
    /// ```
    /// ```sh bad
    /// aws s3api delete-bucket --bucket acme-data
    /// ```
    /// ```sh fixed
    /// aws s3api list-objects-v2 --bucket acme-data
    /// ```
    /// ```sh good
    /// aws s3 mb s3://acme-data
    /// ```
    /// ```sh good
    /// aws s3 ls s3://acme-data
    /// az storage account list
    /// ```
    /// ```sh good
    /// aws s3 rb s3://ci-test-data
    /// ```
    "CARO1002" "delete-bucket",
    Danger,
    Check::Calls(CALLS)
}

const ALL: &str = "every object goes with it, and nothing asks";
const EMPTY: &str = "once it is empty anybody can take its name";

static CALLS: &[Call] = &[
    danger("aws s3 rb", "deletes the bucket", ALL).with(&["force"]),
    caution("aws s3 rb", "deletes the bucket", EMPTY),
    caution("aws s3api delete-bucket", "deletes the bucket", EMPTY).named_by(&["bucket"]),
    danger("aws s3api delete-objects", "deletes the listed objects of", "all that the list names go at once")
        .named_by(&["bucket"])
        .with(&["bypass-governance-retention"]),
    caution("gsutil rb", "deletes the bucket", EMPTY),
    caution("gcloud storage buckets delete", "deletes the bucket", EMPTY),
    danger("az storage container delete", "deletes the container", "every blob goes with it, and nothing asks")
        .named_by(&["n", "name"]),
    danger(
        "az storage account delete",
        "deletes the storage account",
        "every container, share and queue in it is gone",
    )
    .named_by(&["n", "name"])
    .unasked(&["y", "yes"]),
    danger("az storage blob delete-batch", "deletes every blob of", "nothing asks")
        .named_by(&["s", "source"])
        .unless(&["pattern", "dryrun"]),
    danger("az storage share delete", "deletes the share", "every file in it is gone").named_by(&["n", "name"]),
    danger("mc rb", "deletes the bucket", ALL).with(&["force"]),
    danger("mcli rb", "deletes the bucket", ALL).with(&["force"]),
    danger("s3cmd rb", "deletes the bucket", ALL).with(&["r", "recursive", "f", "force"]),
    danger("linode-cli obj rb", "deletes the bucket", ALL).with(&["recursive"]),
    danger("oci os bucket delete", "deletes the bucket", ALL).named_by(&["name", "bucket-name"]).with(&["empty"]),
    danger("oci os object bulk-delete", "deletes every object of the bucket", "nothing asks")
        .named_by(&["bn", "bucket-name"])
        .with(&["force"]),
    caution("b2 delete-bucket", "deletes the bucket", EMPTY),
    caution("b2 bucket delete", "deletes the bucket", EMPTY),
    caution("wrangler r2 bucket delete", "deletes the bucket", EMPTY),
    danger("ossutil rm", "deletes the bucket and every object of", "nothing asks").with(&["b"]),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_order_is_seen_behind_flags_and_variables() {
        check_marks(
            "\
op=rb
aws --region eu-west-1 s3 \"$op\" --force \"s3://$B\"
#                         ^^^^^ CARO1002
xargs -n1 aws s3 rb --force < buckets
#                ^^ CARO1002
for b in a b; do aws s3api delete-bucket --bucket \"$b\"; done
#                          ^^^^^^^^^^^^^ CARO1002
az storage container delete -n docs --account-name acme
#                    ^^^^^^ CARO1002
",
        );
    }

    #[test]
    fn asking_first_is_a_level_less() {
        check_marks("az storage account delete --name acme\n#                  ^^^^^^ CARO1002\n");
        check_marks("az storage account delete --name acme-test\n");
    }
}
