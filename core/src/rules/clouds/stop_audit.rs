//! CARO1016: what records or watches an account is switched off.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Ends the record of who did what in an account, or what watches it for attacks.
    ///
    /// It is the first thing that an intruder does. What happens from then on leaves no trace.
    ///
    /// To decide: Who reads this record, and what takes its place?
    ///
    /// ```sh bad
    /// aws cloudtrail stop-logging --name main
    /// ```
    /// ```sh fixed
    /// aws cloudtrail get-trail-status --name main
    /// ```
    /// ```sh bad
    /// aws guardduty delete-detector --detector-id 12abc
    /// ```
    /// ```sh bad
    /// aws logs delete-log-group --log-group-name /prod/audit
    /// ```
    /// ```sh good
    /// aws cloudtrail start-logging --name main
    /// ```
    /// ```sh good
    /// aws guardduty list-detectors
    /// ```
    /// ```sh good
    /// aws logs tail /prod/audit --follow
    /// aws logs delete-log-group --log-group-name /ci/42
    /// ```
    "CARO1016" "stop-audit",
    Danger,
    Check::Calls(CALLS)
}

const TRACE: &str = "what happens from now on leaves no trace";
const WATCH: &str = "nobody is told of attacks any more";
const LOGS: &str = "what they record is gone for good";

static CALLS: &[Call] = &[
    danger("aws cloudtrail stop-logging", "stops the record", TRACE).named_by(&["name"]),
    danger("aws cloudtrail delete-trail", "deletes the record", TRACE).named_by(&["name"]),
    danger("aws cloudtrail delete-event-data-store", "deletes the record", TRACE).named_by(&["event-data-store"]),
    danger("aws cloudtrail put-event-selectors", "records no changes any more in", TRACE)
        .named_by(&["trail-name"])
        .with(&["event-selectors=[]"]),
    danger("aws guardduty delete-detector", "deletes the watch", WATCH).named_by(&["detector-id"]),
    danger("aws guardduty update-detector", "switches off the watch", WATCH)
        .named_by(&["detector-id"])
        .with(&["no-enable"]),
    danger("aws guardduty disassociate-from-master-account", "takes the account out of the watch", WATCH),
    danger("aws guardduty disassociate-from-administrator-account", "takes the account out of the watch", WATCH),
    danger("aws configservice stop-configuration-recorder", "stops the record", TRACE)
        .named_by(&["configuration-recorder-name"]),
    danger("aws configservice delete-configuration-recorder", "deletes the record", TRACE)
        .named_by(&["configuration-recorder-name"]),
    danger("aws configservice delete-delivery-channel", "delivers the record no more", TRACE)
        .named_by(&["delivery-channel-name"]),
    danger("aws securityhub disable-security-hub", "switches off the watch of the account", WATCH),
    danger("aws macie2 disable-macie", "switches off the watch of stored data", WATCH),
    danger("aws inspector2 disable", "switches off the watch for weak spots", WATCH),
    danger("aws accessanalyzer delete-analyzer", "deletes the watch", WATCH).named_by(&["analyzer-name"]),
    danger("aws ec2 delete-flow-logs", "stops the record of network traffic", TRACE).named_by(&["flow-log-ids"]),
    danger("aws wafv2 delete-web-acl", "takes away the shield", WATCH).named_by(&["name"]),
    danger("aws shield delete-subscription", "takes away the shield against floods", WATCH),
    caution("aws cloudwatch delete-alarms", "deletes the alarms", "nobody is told any more").named_by(&["alarm-names"]),
    caution("aws cloudwatch disable-alarm-actions", "silences the alarms", "nobody is told any more")
        .named_by(&["alarm-names"]),
    caution("aws logs delete-log-group", "deletes the logs", LOGS).named_by(&["log-group-name"]),
    danger("gcloud logging sinks delete", "delivers the record no more to", TRACE),
    danger("gcloud logging buckets delete", "deletes the logs", LOGS),
    danger("gcloud logging logs delete", "deletes the logs", LOGS).unasked(&["q", "quiet"]),
    caution("gcloud alpha monitoring policies delete", "deletes the alarm", "nobody is told any more")
        .unasked(&["q", "quiet"]),
    danger("az monitor diagnostic-settings delete", "stops the record", TRACE).named_by(&["n", "name"]),
    danger("az monitor diagnostic-settings subscription delete", "stops the record", TRACE).named_by(&["n", "name"]),
    danger("az monitor log-analytics workspace delete", "deletes the logs", LOGS)
        .named_by(&["n", "workspace-name"])
        .unasked(&["y", "yes"]),
    danger("az monitor log-profiles delete", "stops the record", TRACE).named_by(&["n", "name"]),
    danger("az security pricing create", "switches off the watch", WATCH)
        .named_by(&["n", "name"])
        .with(&["tier=Free", "tier=free"]),
    danger("oci audit config update", "keeps the record no longer for", TRACE),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
aws --region us-east-1 guardduty update-detector --detector-id 1 --no-enable
#                                ^^^^^^^^^^^^^^^ CARO1016
aws guardduty update-detector --detector-id 1 --enable
az security pricing create -n VirtualMachines --tier Free
#                   ^^^^^^ CARO1016
az security pricing create -n VirtualMachines --tier Standard
",
        );
    }
}
