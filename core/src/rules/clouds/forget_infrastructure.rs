//! CARO1012: the state of infrastructure is forgotten, replaced or unlocked.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Forgets resources that still run and cost, or breaks the state that says what exists.
    ///
    /// The next run then makes everything twice, or cannot change it. `terraform state pull` keeps a copy first.
    ///
    /// To decide: What will look after the resources that go on running?
    ///
    /// ```sh bad
    /// terraform state rm module.shop
    /// ```
    /// ```sh fixed
    /// terraform state rm -dry-run module.shop
    /// ```
    /// ```sh bad
    /// terraform workspace delete -force prod
    /// ```
    /// ```sh fixed
    /// terraform workspace delete prod
    /// ```
    /// ```sh bad
    /// pulumi stack rm prod --force --yes
    /// ```
    /// ```sh bad
    /// terraform force-unlock -force 1234
    /// ```
    /// ```sh fixed
    /// terraform force-unlock 1234
    /// ```
    /// ```sh good
    /// terraform state list
    /// ```
    /// ```sh good
    /// terraform state rm -dry-run module.shop
    /// terraform workspace delete old
    /// ```
    /// ```sh good
    /// pulumi stack ls
    /// terraform state pull > backup.json
    /// ```
    "CARO1012" "forget-infrastructure",
    Danger,
    Check::Calls(CALLS)
}

const FORGOTTEN: &str = "it goes on running, and nothing here knows of it any more";

static CALLS: &[Call] = &[
    caution("terraform state rm", "forgets the resource", FORGOTTEN),
    danger(
        "terraform state push",
        "replaces the shared state by the file",
        "what others have changed since is forgotten",
    )
    .with(&["force"]),
    danger("terraform workspace delete", "forgets every resource of the workspace", FORGOTTEN).with(&["force"]),
    caution("terraform force-unlock", "breaks the lock", "two runs at once spoil the state").with(&["force"]),
    caution("terraform taint", "has the next run destroy and make again the resource", "what it holds is lost then"),
    danger("pulumi stack rm", "forgets every resource of the stack", FORGOTTEN).with(&["f", "force"]),
    caution("pulumi state delete", "forgets the resource", FORGOTTEN).with(&["y", "yes", "force", "all"]),
    danger("pulumi stack import", "replaces the shared state", "what others have changed since is forgotten")
        .with(&["force"]),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
tofu state rm 'module.shop[0]'
#          ^^ CARO1012
terragrunt state push -force old.json
#                ^^^^ CARO1012
terraform state mv a b
terraform untaint a
",
        );
    }
}
