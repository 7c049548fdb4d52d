//! CARO1011: all that a description of infrastructure made is destroyed.

use super::calls::{self, Call, Order, danger};
use super::steps;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Destroys every resource that the description has made: machines, databases, networks.
    ///
    /// With `-auto-approve` and its like nobody sees the list first. `terraform plan -destroy` shows it.
    /// Where the tool asks, it is a caution.
    ///
    /// To decide: What does the plan list, and does any of it hold data?
    ///
    /// ```sh bad
    /// terraform destroy -auto-approve
    /// ```
    /// ```sh fixed
    /// terraform plan -destroy
    /// ```
    /// ```sh bad
    /// tofu -chdir=prod apply -destroy -auto-approve
    /// ```
    /// ```sh fixed
    /// tofu -chdir=prod plan -destroy
    /// ```
    /// ```sh bad
    /// terragrunt run-all destroy --terragrunt-non-interactive
    /// ```
    /// ```sh fixed
    /// terragrunt run-all plan -destroy --terragrunt-non-interactive
    /// ```
    /// ```sh bad
    /// pulumi destroy --yes --stack prod
    /// ```
    /// ```sh fixed
    /// pulumi destroy --preview-only --yes --stack prod
    /// ```
    /// ```sh bad
    /// aws cloudformation delete-stack --stack-name shop
    /// ```
    /// ```sh fixed
    /// aws cloudformation describe-stacks --stack-name shop
    /// ```
    /// ```sh good
    /// terraform plan -destroy
    /// ```
    /// ```sh good
    /// terraform apply -auto-approve tfplan
    /// pulumi up --yes
    /// ```
    /// ```sh good
    /// pulumi destroy --preview-only
    /// aws cloudformation delete-stack --stack-name ci-test-42 --endpoint-url http://localhost:4566
    /// ```
    "CARO1011" "destroy-infrastructure",
    Danger,
    Check::Command {
        programs: &[
            "terraform", "tofu", "terragrunt", "pulumi", "cdk", "cdktf", "serverless", "sls", "sam", "aws", "az", "gcloud",
            "copilot", "amplify", "sst", "chalice", "bosh", "aws-nuke", "cloud-nuke", "azd"],
        run: check
    }
}

const ALL: &str = "every resource it made goes";

static CALLS: &[Call] =
    &[
        danger("pulumi destroy", "destroys the stack", ALL)
            .named_by(&["s", "stack"])
            .unless(&["preview-only"])
            .unasked(&["y", "yes", "f", "skip-preview"]),
        danger("pulumi down", "destroys the stack", ALL)
            .named_by(&["s", "stack"])
            .unless(&["preview-only"])
            .unasked(&["y", "yes", "f", "skip-preview"]),
        danger("cdk destroy", "destroys the stack", ALL).unasked(&["f", "force"]),
        danger("cdktf destroy", "destroys the stack", ALL).unasked(&["auto-approve"]),
        danger("serverless remove", "destroys the service", ALL).named_by(&["s", "stage"]),
        danger("sls remove", "destroys the service", ALL).named_by(&["s", "stage"]),
        danger("sam delete", "destroys the stack", ALL).named_by(&["stack-name"]).unasked(&["no-prompts"]),
        danger("aws cloudformation delete-stack", "destroys the stack", ALL).named_by(&["stack-name"]),
        danger("aws cloudformation delete-stack-set", "destroys the set of stacks", ALL).named_by(&["stack-set-name"]),
        danger("gcloud deployment-manager deployments delete", "destroys the deployment", ALL).unasked(&["q", "quiet"]),
        danger(
            "az deployment group create",
            "deletes from the resource group",
            "`--mode Complete` removes all that the template does not name",
        )
        .named_by(&["g", "resource-group"])
        .with(&["mode=Complete", "mode=complete"]),
        danger("azd down", "destroys the environment", ALL).unasked(&["force"]),
        danger("copilot app delete", "destroys the app", ALL).named_by(&["n", "name"]).unasked(&["yes"]),
        danger("copilot env delete", "destroys the environment", ALL).named_by(&["n", "name"]).unasked(&["yes"]),
        danger("amplify delete", "destroys the app", ALL).unasked(&["force", "y", "yes"]),
        danger("sst remove", "destroys the app", ALL).named_by(&["stage"]),
        danger("chalice delete", "destroys the app", ALL).named_by(&["stage"]),
        danger("bosh delete-deployment", "destroys the deployment", ALL)
            .named_by(&["d", "deployment"])
            .unasked(&["n", "non-interactive"]),
        danger("aws-nuke", "deletes all that the account holds", "nothing is left of it")
            .with(&["no-dry-run"])
            .unasked(&["force"]),
        danger("aws-nuke run", "deletes all that the account holds", "nothing is left of it")
            .with(&["no-dry-run"])
            .unasked(&["force"]),
        danger("aws-nuke nuke", "deletes all that the account holds", "nothing is left of it")
            .with(&["no-dry-run"])
            .unasked(&["force"]),
        danger("cloud-nuke aws", "deletes all that the account holds", "nothing is left of it").unasked(&["force"]),
    ];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if matches!(command.program.as_deref(), Some("terraform" | "tofu" | "terragrunt")) {
        check_terraform(command, sink);
    } else {
        calls::report(command, CALLS, sink);
    }
}

fn check_terraform(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    let word = |name: &str| command.operands().take(4).find(|it| sink.text_of(it).as_deref() == Some(name));
    let flag = |name: &str| flag(command, name, sink);
    if order.is_harmless(sink) || word("plan").is_some() {
        return;
    }
    let destroy = word("destroy").or_else(|| word("destroy-all")).map(|it| it.span);
    let apply = word("apply").is_some();
    let unasked =
        ["auto-approve", "terragrunt-non-interactive", "non-interactive", "force"].iter().any(|it| flag(it).is_some());
    let Some(span) = destroy.or_else(|| flag("destroy").filter(|_| apply).map(|it| it.span)) else {
        if let Some(word) = flag("replace").filter(|_| apply && unasked) {
            let message = "destroys the resource and makes it again: what it holds is lost";
            sink.report_beyond(word.span, message.to_owned()).level(Level::Caution);
            plan(command, sink);
        }
        return;
    };
    let everywhere = word("run-all").is_some() || word("destroy-all").is_some() || flag("all").is_some();
    let targets: Vec<&Word> = command
        .arguments()
        .iter()
        .filter(|it| it.literal_prefix().trim_start_matches('-').starts_with("target"))
        .collect();
    let what = match &*targets {
        _ if everywhere => "every resource of every module below this folder",
        [] => "every resource that the state knows",
        _ => "the targets and what depends on them",
    };
    let unasked = unasked || order.is_answered(sink);
    let asks = if unasked { "nobody sees the list first" } else { "who answers `yes` loses it" };
    let raw = sink.report_beyond(span, format!("destroys {what}: {asks}"));
    if !unasked {
        raw.level(Level::Caution);
    }
    plan(command, sink);
}

/// Shows what would go, and changes nothing.
fn plan(command: &Command, sink: &mut Sink<'_>) {
    let order = command.operands().take(4).find_map(|it| match it.literal()? {
        "destroy" => Some((it.span, "plan -destroy".to_owned())),
        "apply" => Some((it.span, "plan".to_owned())),
        _ => None,
    });
    let Some(order) = order else { return };
    let mut edits = steps::without(command, &["auto-approve", "force"]);
    edits.push(order);
    sink.choice("Show what would be destroyed: `plan`", edits);
}

/// A flag behind one dash or two, as it is written and not as a bundle of letters.
fn flag<'a>(command: &'a Command, name: &str, sink: &Sink<'_>) -> Option<&'a Word> {
    command.arguments().iter().find(|word| {
        let text = if word.literal().is_some() { word.literal().map(str::to_owned) } else { sink.text_of(word) };
        let Some(text) = text else { return false };
        let Some(rest) = text.strip_prefix('-') else { return false };
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        rest.strip_prefix(name).is_some_and(|it| it.is_empty() || it.starts_with('=') && it != "=false")
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn approved_by_flags_pipes_and_variables() {
        check_marks(
            "\
terraform destroy
#         ^^^^^^^ CARO1011
yes yes | terraform destroy
#                   ^^^^^^^ CARO1011
FLAGS=-auto-approve
terraform -chdir=infra destroy $FLAGS -var-file=prod.tfvars
#                      ^^^^^^^ CARO1011
terraform apply -destroy
#               ^^^^^^^^ CARO1011
terragrunt run --all destroy --non-interactive
#                    ^^^^^^^ CARO1011
echo 'terraform destroy -auto-approve'
terraform apply -auto-approve -destroy=false
terraform apply -replace=aws_instance.web
terraform apply -auto-approve -replace=aws_instance.web
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1011
cdk destroy --force
#   ^^^^^^^ CARO1011
sam delete --no-prompts --stack-name shop
#   ^^^^^^ CARO1011
sls remove --stage prod
#   ^^^^^^ CARO1011
aws-nuke run -c nuke.yml --no-dry-run --force
#        ^^^ CARO1011
az deployment group create -g shop --template-file t.json --mode Complete
#                   ^^^^^^ CARO1011
",
        );
    }
}
