//! CARO1019: names disappear from the domain name system.

use super::calls::{self, Call, Order, danger};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Takes names out of the domain name system: nobody finds what they point to.
    ///
    /// Other servers remember the old answer for a while, and the missing one too. `UPSERT` changes a name without a gap.
    ///
    /// To decide: Who still finds something by these names: web, mail, certificates?
    ///
    /// ```sh bad
    /// aws route53 delete-hosted-zone --id Z123
    /// ```
    /// ```sh fixed
    /// aws route53 get-hosted-zone --id Z123
    /// ```
    /// ```sh bad
    /// aws route53 change-resource-record-sets --hosted-zone-id Z1 --change-batch '{"Changes":[{"Action":"DELETE"}]}'
    /// ```
    /// ```sh good
    /// aws route53 change-resource-record-sets --hosted-zone-id Z1 --change-batch '{"Changes":[{"Action":"UPSERT"}]}'
    /// ```
    /// ```sh good
    /// aws route53 list-hosted-zones
    /// ```
    /// ```sh good
    /// gcloud dns record-sets list --zone shop
    /// aws route53 change-resource-record-sets --hosted-zone-id Z1 --change-batch '{"Changes":[{"Action":"DELETE","ResourceRecordSet":{"Name":"_acme-challenge.example.org"}}]}'
    /// ```
    "CARO1019" "delete-dns",
    Danger,
    Check::Command { programs: &["aws", "gcloud", "az", "doctl", "linode-cli", "openstack", "scw", "vultr-cli", "flarectl"], run: check }
}

const ZONE: &str = "every name in it is gone, mail and web with it";

static CALLS: &[Call] = &[
    danger("aws route53 delete-hosted-zone", "deletes the zone", ZONE).named_by(&["id"]),
    danger("aws route53domains delete-domain", "gives up the domain", "somebody else can take it")
        .named_by(&["domain-name"]),
    danger("aws lightsail delete-domain", "deletes the zone", ZONE).named_by(&["domain-name"]),
    danger("gcloud dns managed-zones delete", "deletes the zone", ZONE),
    danger("az network dns zone delete", "deletes the zone", ZONE).named_by(&["n", "name"]).unasked(&["y", "yes"]),
    danger("az network private-dns zone delete", "deletes the zone", ZONE)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("doctl compute domain delete", "deletes the zone", ZONE).unasked(&["f", "force"]),
    danger("linode-cli domains delete", "deletes the zone", ZONE),
    danger("openstack zone delete", "deletes the zone", ZONE),
    danger("scw dns zone delete", "deletes the zone", ZONE),
    danger("vultr-cli dns domain delete", "deletes the zone", ZONE),
    danger("flarectl zone delete", "deletes the zone", ZONE),
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    if order.says("aws route53 change-resource-record-sets").is_none() {
        return calls::report(command, CALLS, sink);
    }
    let Some(word) = order.value("change-batch") else { return };
    let value = sink.value(word);
    let deletes = value.texts().any(|it| {
        let text: String = it.chars().filter(|it| !it.is_whitespace()).collect();
        let named = text.contains("\"Action\":\"DELETE\"") || text.contains("Action=DELETE");
        named && !text.contains("_acme-challenge") && !text.contains("UPSERT") && !text.contains("CREATE")
    });
    if deletes {
        sink.report_beyond(word.span, "deletes names of the zone: nobody finds what they point to".to_owned())
            .level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
az network dns zone delete -g rg -n example.org --yes
#                   ^^^^^^ CARO1019
Z=Z1; aws route53 delete-hosted-zone --id \"$Z\"
#                 ^^^^^^^^^^^^^^^^^^ CARO1019
",
        );
    }
}
