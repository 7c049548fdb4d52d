//! CARO1009: a whole project, resource group, account or app is deleted.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Deletes a whole project, resource group or app: machines, data, addresses and all.
    ///
    /// One name stands for everything in it, also for what others have put there since.
    ///
    /// To decide: What else is in it, and whom does that belong to?
    ///
    /// ```sh bad
    /// az group delete --name shop --yes --no-wait
    /// ```
    /// ```sh fixed
    /// az group show --name shop
    /// ```
    /// ```sh bad
    /// gcloud projects delete shop-prod --quiet
    /// ```
    /// ```sh fixed
    /// gcloud projects describe shop-prod --quiet
    /// ```
    /// ```sh bad
    /// heroku apps:destroy --app shop --confirm shop
    /// ```
    /// ```sh fixed
    /// heroku apps:info --app shop
    /// ```
    /// ```sh good
    /// az group create --name shop --location westeurope
    /// ```
    /// ```sh good
    /// az group delete --name ci-42
    /// gcloud projects list
    /// ```
    /// ```sh good
    /// heroku ps:restart --app shop
    /// fly deploy
    /// ```
    "CARO1009" "delete-project",
    Danger,
    Check::Calls(CALLS)
}

const ALL: &str = "everything in it goes, also what others put there";
const APP: &str = "the site goes off, and its settings and data are gone";

static CALLS: &[Call] = &[
    danger("az group delete", "deletes the resource group", ALL)
        .named_by(&["n", "name", "g", "resource-group"])
        .unasked(&["y", "yes"]),
    danger("az resource delete", "deletes the resource", "nothing asks").named_by(&["ids", "n", "name"]),
    caution("az webapp delete", "deletes the web app", APP).named_by(&["n", "name", "ids"]),
    caution("az functionapp delete", "deletes the app", APP).named_by(&["n", "name", "ids"]),
    danger("az account subscription cancel", "cancels the subscription", ALL).named_by(&["subscription-id", "id"]),
    danger("gcloud projects delete", "deletes the project", ALL).unasked(&["q", "quiet"]),
    danger("gcloud resource-manager folders delete", "deletes the folder", ALL),
    caution("gcloud app services delete", "deletes the service", APP).unasked(&["q", "quiet"]),
    caution("gcloud run services delete", "deletes the service", "nobody can reach it any more")
        .unasked(&["q", "quiet"]),
    danger("aws organizations close-account", "closes the account", ALL).named_by(&["account-id"]),
    caution(
        "aws organizations remove-account-from-organization",
        "takes out of the organization the account",
        "its rules and its bill no longer hold",
    )
    .named_by(&["account-id"]),
    danger(
        "aws organizations delete-organization",
        "dissolves the organization",
        "its rules no longer hold for any account",
    ),
    danger(
        "aws organizations leave-organization",
        "takes the account out of its organization",
        "its rules no longer hold",
    ),
    danger("aws elasticbeanstalk terminate-environment", "deletes the environment", ALL)
        .named_by(&["environment-name", "environment-id"]),
    danger("aws elasticbeanstalk delete-application", "deletes the application", ALL).named_by(&["application-name"]),
    danger("aws amplify delete-app", "deletes the app", APP).named_by(&["app-id"]),
    danger("aws cognito-idp delete-user-pool", "deletes every account of the user pool", "no user can log in any more")
        .named_by(&["user-pool-id"]),
    danger("heroku apps:destroy", "deletes the app", APP)
        .named_by(&["app", "a", "confirm", "c"])
        .unasked(&["c", "confirm"]),
    danger("heroku destroy", "deletes the app", APP).named_by(&["app", "a", "confirm", "c"]).unasked(&["c", "confirm"]),
    danger("fly apps destroy", "deletes the app", APP).unasked(&["y", "yes"]),
    danger("fly destroy", "deletes the app", APP).unasked(&["y", "yes"]),
    danger("flyctl apps destroy", "deletes the app", APP).unasked(&["y", "yes"]),
    danger("flyctl destroy", "deletes the app", APP).unasked(&["y", "yes"]),
    danger("vercel project rm", "deletes the project", APP),
    danger("vercel project remove", "deletes the project", APP),
    caution("vercel remove", "takes down every deployment of", "nobody can reach it any more")
        .with(&["y", "yes"])
        .unless(&["s", "safe"]),
    caution("vercel rm", "takes down every deployment of", "nobody can reach it any more")
        .with(&["y", "yes"])
        .unless(&["s", "safe"]),
    danger("netlify sites:delete", "deletes the site", APP).unasked(&["f", "force"]),
    danger("ntl sites:delete", "deletes the site", APP).unasked(&["f", "force"]),
    danger("doctl apps delete", "deletes the app", APP).unasked(&["f", "force"]),
    caution("doctl projects delete", "deletes the project", "what is in it must be found again")
        .unasked(&["f", "force"]),
    danger("railway delete", "deletes the project", ALL).unasked(&["y", "yes"]),
    danger("railway down", "takes down the latest deployment of", "nobody can reach it any more").with(&["y", "yes"]),
    caution("wrangler delete", "deletes the worker", "nobody can reach it any more").with(&["force"]),
    caution("firebase hosting:disable", "takes the site down", "nobody can reach it any more").unasked(&["f", "force"]),
    danger("openstack project delete", "deletes the project", "what belongs to it is left without an owner"),
    danger("openstack project purge", "deletes every machine, disk and image of", ALL),
    danger("openstack stack delete", "deletes the stack", ALL).unasked(&["y", "yes"]),
    danger("cf delete-org", "deletes the organization", ALL).unasked(&["f"]),
    danger("cf delete-space", "deletes the space", ALL).unasked(&["f"]),
    danger("cf delete-service", "deletes the service", "its data is gone").unasked(&["f"]),
    danger("cf delete", "deletes the app", APP).unasked(&["f"]),
    danger("dokku apps:destroy", "deletes the app", APP).unasked(&["force"]),
    danger("clever delete", "deletes the app", APP).unasked(&["y", "yes"]),
    danger("eb terminate", "deletes the environment", ALL).unasked(&["force"]),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn unasked_in_every_way() {
        check_marks(
            "\
az group delete -n shop -y
#        ^^^^^^ CARO1009
for g in $(az group list --query '[].name' -o tsv); do az group delete --yes --name \"$g\"; done
#                                                               ^^^^^^ CARO1009
export CLOUDSDK_CORE_DISABLE_PROMPTS=1
gcloud projects delete shop
#               ^^^^^^ CARO1009
fly apps destroy shop -y
#        ^^^^^^^ CARO1009
az group delete --name shop
#        ^^^^^^ CARO1009
",
        );
    }
}
