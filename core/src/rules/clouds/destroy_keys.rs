//! CARO1017: keys or stored secrets are destroyed at a service.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Destroys a key or a secret: what was encrypted with it can never be read again.
    ///
    /// Disable a key first and see what breaks. Deletion with a time to change one's mind is a caution.
    ///
    /// To decide: Is anything left that was encrypted with it, and does it still work while the key is disabled?
    ///
    /// ```sh bad
    /// aws kms schedule-key-deletion --key-id 1234abcd --pending-window-in-days 7
    /// ```
    /// ```sh fixed
    /// aws kms describe-key --key-id 1234abcd
    /// ```
    /// ```sh bad
    /// aws secretsmanager delete-secret --secret-id prod/db --force-delete-without-recovery
    /// ```
    /// ```sh fixed
    /// aws secretsmanager delete-secret --secret-id prod/db --recovery-window-in-days 30
    /// ```
    /// ```sh bad
    /// az keyvault purge --name shop
    /// ```
    /// ```sh fixed
    /// az keyvault show-deleted --name shop
    /// ```
    /// ```sh bad
    /// vault kv destroy -versions=1 secret/shop
    /// ```
    /// ```sh good
    /// aws secretsmanager delete-secret --secret-id prod/db --recovery-window-in-days 30
    /// ```
    /// ```sh good
    /// aws kms cancel-key-deletion --key-id 1234abcd
    /// ```
    /// ```sh good
    /// vault kv get secret/shop
    /// az keyvault secret show --vault-name shop --name db
    /// ```
    "CARO1017" "destroy-keys",
    Danger,
    Check::Calls(CALLS)
}

const UNREADABLE: &str = "what was encrypted with it can never be read again";
const SECRET: &str = "it cannot be brought back, and what needs it stops";

static CALLS: &[Call] = &[
    danger("aws kms schedule-key-deletion", "schedules the end of the key", UNREADABLE).named_by(&["key-id"]),
    danger("aws kms delete-imported-key-material", "deletes the key", UNREADABLE).named_by(&["key-id"]),
    caution("aws kms disable-key", "disables the key", "what needs it stops").named_by(&["key-id"]),
    danger("aws cloudhsmv2 delete-cluster", "deletes every key of", UNREADABLE).named_by(&["cluster-id"]),
    danger("aws secretsmanager delete-secret", "deletes the secret", SECRET)
        .named_by(&["secret-id"])
        .with(&["force-delete-without-recovery"]),
    caution("aws ssm delete-parameters", "deletes the parameters", SECRET).named_by(&["names"]),
    caution("aws ec2 delete-key-pair", "deletes the key", "machines can no longer be started with it")
        .named_by(&["key-name"])
        .with(&["force"]),
    danger("gcloud kms keys versions destroy", "destroys the key version", UNREADABLE),
    caution("gcloud secrets delete", "deletes the secret", SECRET).unasked(&["q", "quiet"]),
    danger("gcloud secrets versions destroy", "destroys the secret", SECRET).unasked(&["q", "quiet"]),
    danger("az keyvault purge", "deletes for good all keys and secrets of", UNREADABLE).named_by(&["n", "name"]),
    danger("az keyvault secret purge", "deletes for good the secret", SECRET).named_by(&["n", "name", "id"]),
    danger("az keyvault key purge", "deletes for good the key", UNREADABLE).named_by(&["n", "name", "id"]),
    danger("az keyvault certificate purge", "deletes for good the certificate", SECRET).named_by(&["n", "name", "id"]),
    caution("az keyvault delete", "deletes the vault", "what needs its keys and secrets stops")
        .named_by(&["n", "name"]),
    danger("vault kv destroy", "destroys the secret", SECRET),
    caution("vault delete", "deletes the secret", "an older store keeps no version of it"),
    caution("vault operator rekey", "makes new keys for", "the old ones no longer open it").with(&["cancel"]),
    danger("vault audit disable", "stops the record", "what happens from now on leaves no trace"),
    caution("vault operator seal", "locks every secret", "what needs them stops until people unlock it"),
    danger("bao kv destroy", "destroys the secret", SECRET),
    danger("bao audit disable", "stops the record", "what happens from now on leaves no trace"),
    danger("op vault delete", "deletes every secret of", SECRET),
    danger("doppler projects delete", "deletes every secret of", SECRET).unasked(&["y", "yes"]),
    danger("oci kms management key schedule-deletion", "schedules the end of the key", UNREADABLE)
        .named_by(&["key-id"]),
    danger("oci kms management vault schedule-deletion", "schedules the end of every key of", UNREADABLE)
        .named_by(&["vault-id"]),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
gcloud kms keys versions destroy 1 --key k --keyring r --location global
#                        ^^^^^^^ CARO1017
VAULT_ADDR=https://v.example.org vault kv destroy -versions=1,2 secret/shop
#                                         ^^^^^^^ CARO1017
gcloud secrets delete db
vault lease revoke aws/creds/1
",
        );
    }
}
