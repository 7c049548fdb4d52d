//! CARO1015: an account gets every right, or everybody gets one.

use super::calls::Order;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Gives an account every right, so that whoever gets its key owns everything.
    ///
    /// Give the few rights that the work needs. To give everybody (`allUsers`) a right over a project is a danger;
    /// to let everybody call one service is what web services are for, and silent.
    ///
    /// To decide: Which rights does the work need, on what?
    ///
    /// ```sh bad
    /// aws iam attach-user-policy --user-name ci --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
    /// ```
    /// ```sh fixed
    /// aws iam attach-user-policy --user-name ci --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess
    /// ```
    /// ```sh bad
    /// gcloud projects add-iam-policy-binding shop --member user:ann@example.org --role roles/owner
    /// ```
    /// ```sh fixed
    /// gcloud projects add-iam-policy-binding shop --member user:ann@example.org --role roles/viewer
    /// ```
    /// ```sh bad
    /// gcloud projects add-iam-policy-binding shop --member=allUsers --role=roles/viewer
    /// ```
    /// ```sh bad
    /// az role assignment create --assignee ci --role Owner --scope /subscriptions/1
    /// ```
    /// ```sh fixed
    /// az role assignment create --assignee ci --role Reader --scope /subscriptions/1
    /// ```
    /// ```sh good
    /// aws iam attach-user-policy --user-name ci --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
    /// ```
    /// ```sh good
    /// gcloud run services add-iam-policy-binding web --member=allUsers --role=roles/run.invoker
    /// ```
    /// ```sh good
    /// az role assignment create --assignee ci --role Reader --scope /subscriptions/1
    /// aws iam detach-user-policy --user-name ci --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
    /// ```
    "CARO1015" "grant-everything",
    Danger,
    Check::Command { programs: &["aws", "gcloud", "az", "oci"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    if order.is_harmless(sink) {
        return;
    }
    if let Some((span, message, level)) = granted(&order, sink) {
        sink.report_beyond(span, message).level(level);
        let written = sink.text(span);
        let less = LESS.iter().find_map(|(all, less)| {
            let at = span.start + written.find(all)?;
            Some((less, (Span::new(at, at + all.len()), (*less).to_owned())))
        });
        if let Some((name, edit)) = less {
            sink.choice(&format!("Let it only look: `{name}`"), vec![edit]);
        }
    }
}

/// Rights to all, and those that only look.
const LESS: [(&str, &str); 8] = [
    ("roles/owner", "roles/viewer"),
    ("roles/editor", "roles/viewer"),
    ("policy/AdministratorAccess", "policy/ReadOnlyAccess"),
    ("policy/PowerUserAccess", "policy/ReadOnlyAccess"),
    ("policy/IAMFullAccess", "policy/IAMReadOnlyAccess"),
    ("User Access Administrator", "Reader"),
    ("Owner", "Reader"),
    ("owner", "Reader"),
];

fn granted(order: &Order<'_>, sink: &Sink<'_>) -> Option<(Span, String, Level)> {
    let says = |orders: &[&str]| orders.iter().any(|it| order.says(it).is_some());
    let value = |name: &str, is: &dyn Fn(&str) -> bool| {
        let word = order.value(name)?;
        Some((word.span, sink.possible(word, is)?))
    };
    let owns = "whoever gets its key owns everything";
    match order.command.program.as_deref()? {
        "aws" => {
            if says(&["aws iam attach-user-policy", "aws iam attach-role-policy", "aws iam attach-group-policy"]) {
                let is_all = |it: &str| {
                    matches!(it.rsplit('/').next(), Some("AdministratorAccess" | "IAMFullAccess" | "PowerUserAccess"))
                };
                let (span, text) = value("policy-arn", &is_all)?;
                let name = text.rsplit('/').next().unwrap_or_default();
                return Some((span, format!("gives every right (`{name}`): {owns}"), Level::Caution));
            }
            if says(&[
                "aws iam put-user-policy",
                "aws iam put-role-policy",
                "aws iam put-group-policy",
                "aws iam create-policy",
            ]) {
                let (span, _) = value("policy-document", &is_every_right)?;
                return Some((span, format!("gives every right over every resource: {owns}"), Level::Caution));
            }
            if says(&["aws iam add-user-to-group"]) {
                let (span, group) = value("group-name", &|it| it.to_ascii_lowercase().contains("admin"))?;
                return Some((span, format!("puts the user into `{group}`: {owns}"), Level::Caution));
            }
            if says(&["aws lambda add-permission", "aws sqs add-permission", "aws sns add-permission"])
                && !order.gives("source-arn")
            {
                let (span, _) = value("principal", &|it| it == "*")?;
                return Some((span, "everybody with any account gets this right".to_owned(), Level::Caution));
            }
            if says(&["aws iam update-assume-role-policy", "aws iam create-role"]) {
                let is_open = |it: &str| {
                    let it: String = it.chars().filter(|it| !it.is_whitespace()).collect();
                    (it.contains("\"AWS\":\"*\"") || it.contains("\"Principal\":\"*\""))
                        && !it.contains("\"Condition\"")
                };
                let (span, _) =
                    value("policy-document", &is_open).or_else(|| value("assume-role-policy-document", &is_open))?;
                return Some((span, "everybody with any account can take this role".to_owned(), Level::Danger));
            }
            None
        }
        "gcloud" => {
            let bound = order.command.operands().take(6).any(|it| it.literal() == Some("add-iam-policy-binding"));
            // Buckets have a rule of their own, and one service may be for everybody.
            let own = ["storage", "run", "functions"].iter().any(|it| order.says(&format!("gcloud {it}")) == Some(0));
            if !bound || own {
                return None;
            }
            if let Some((span, _)) = value("member", &|it| matches!(it, "allUsers" | "allAuthenticatedUsers")) {
                return Some((span, "gives everybody on the internet this right".to_owned(), Level::Danger));
            }
            let is_all = |it: &str| {
                matches!(
                    it,
                    "roles/owner"
                        | "roles/editor"
                        | "roles/resourcemanager.organizationAdmin"
                        | "roles/iam.securityAdmin"
                )
            };
            let (span, role) = value("role", &is_all)?;
            Some((span, format!("gives nearly every right (`{role}`): {owns}"), Level::Caution))
        }
        "az" => {
            if says(&["az role assignment create"]) {
                let is_all = |it: &str| matches!(it, "Owner" | "User Access Administrator" | "owner");
                let (span, role) = value("role", &is_all)?;
                return Some((span, format!("gives every right (`{role}`): {owns}"), Level::Caution));
            }
            says(&["az ad sp create-for-rbac"]).then_some(())?;
            let (span, role) = value("role", &|it| it.eq_ignore_ascii_case("owner"))?;
            Some((span, format!("gives every right (`{role}`): {owns}"), Level::Caution))
        }
        _ => {
            says(&["oci iam policy create"]).then_some(())?;
            let (span, _) =
                value("statements", &|it| it.to_ascii_lowercase().contains("manage all-resources in tenancy"))?;
            Some((span, format!("gives every right: {owns}"), Level::Caution))
        }
    }
}

/// Whether a policy allows everything on everything.
fn is_every_right(text: &str) -> bool {
    let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let has = |name: &str| text.contains(&format!("\"{name}\":\"*\"")) || text.contains(&format!("\"{name}\":[\"*\"]"));
    (has("Action") || text.contains("\"Action\":\"*:*\"")) && has("Resource") && text.contains("\"Allow\"")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
P='{\"Statement\":[{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}'
aws iam put-user-policy --user-name ci --policy-name all --policy-document \"$P\"
#                                                                          ^^^^ CARO1015
gcloud storage buckets add-iam-policy-binding gs://b --member=user:a --role=roles/owner
aws iam create-access-key --user-name ci
",
        );
    }
}
