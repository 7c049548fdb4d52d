//! CARO1018: a user, a role or a service account is deleted, or loses its second factor.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Locks out whoever works with this user, role or service account, or leaves it without its second factor.
    ///
    /// One that is made again under the same name is another one: old rights do not come back to it.
    ///
    /// To decide: Which programs and people still work with it, and what would they use instead?
    ///
    /// ```sh bad
    /// gcloud iam service-accounts delete ci@shop.iam.gserviceaccount.com --quiet
    /// ```
    /// ```sh fixed
    /// gcloud iam service-accounts describe ci@shop.iam.gserviceaccount.com --quiet
    /// ```
    /// ```sh bad
    /// aws iam deactivate-mfa-device --user-name ann --serial-number arn:aws:iam::1:mfa/ann
    /// ```
    /// ```sh good
    /// aws iam list-users
    /// ```
    /// ```sh good
    /// aws iam create-access-key --user-name ci
    /// ```
    /// ```sh good
    /// aws iam delete-access-key --user-name ci --access-key-id AKIAIOSFODNN7EXAMPLE
    /// ```
    "CARO1018" "delete-identity",
    Danger,
    Check::Calls(CALLS)
}

const OUT: &str = "what works with it is locked out, and its rights do not come back";

static CALLS: &[Call] = &[
    caution("aws iam delete-user", "deletes the user", OUT).named_by(&["user-name"]),
    caution("aws iam delete-role", "deletes the role", OUT).named_by(&["role-name"]),
    danger(
        "aws iam delete-account-password-policy",
        "takes away the rules for passwords",
        "weak ones are taken from now on",
    ),
    danger(
        "aws iam deactivate-mfa-device",
        "takes away the second factor of",
        "a password alone is enough from now on",
    )
    .named_by(&["user-name"]),
    danger(
        "aws iam delete-virtual-mfa-device",
        "takes away the second factor",
        "a password alone is enough from now on",
    )
    .named_by(&["serial-number"]),
    danger(
        "aws iam delete-saml-provider",
        "takes away the login by another directory",
        "everybody who came in by it is locked out",
    )
    .named_by(&["saml-provider-arn"]),
    caution("gcloud iam service-accounts delete", "deletes the account", OUT).unasked(&["q", "quiet"]),
    caution("gcloud iam roles delete", "deletes the role", OUT),
    caution("az ad user delete", "deletes the user", OUT).named_by(&["id"]),
    caution("az ad sp delete", "deletes the account", OUT).named_by(&["id"]),
    caution("az ad app delete", "deletes the account", OUT).named_by(&["id"]),
    caution("az ad group delete", "deletes the group", OUT).named_by(&["g", "group"]),
    caution("az identity delete", "deletes the account", OUT).named_by(&["n", "name", "ids"]),
    caution("openstack user delete", "deletes the user", OUT),
    caution("oci iam user delete", "deletes the user", OUT).named_by(&["user-id"]).unasked(&["force"]),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
for u in ann bob; do aws iam delete-user --user-name \"$u\"; done
#                            ^^^^^^^^^^^ CARO1018
aws iam delete-user --user-name ci-42
",
        );
    }
}
