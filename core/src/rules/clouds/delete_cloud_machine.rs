//! CARO1006: virtual machines or their disks are deleted.

use super::calls::{self, Call, Order, caution, danger};
use crate::flow::Origin;
use crate::rules::{Check, Level, Sink, substitutes};
use crate::script::Command;

rule! {
    /// Deletes virtual machines or disks at a provider; what only they held is gone.
    ///
    /// No trash and no question. A machine that the script asked the provider for is a caution, and so is what asks first.
    ///
    /// To decide: Is everything on its disks also somewhere else, such as in a snapshot?
    ///
    /// ```sh bad
    /// aws ec2 terminate-instances --instance-ids i-0123456789abcdef0
    /// ```
    /// ```sh fixed
    /// aws ec2 terminate-instances --dry-run --instance-ids i-0123456789abcdef0
    /// ```
    /// ```sh bad
    /// gcloud compute disks delete data-1 --zone europe-west1-b --quiet
    /// ```
    /// ```sh bad
    /// doctl compute droplet delete --force web-1
    /// ```
    /// ```sh fixed
    /// doctl compute droplet get web-1
    /// ```
    /// ```sh good
    /// aws ec2 stop-instances --instance-ids i-0123456789abcdef0
    /// ```
    /// ```sh good
    /// aws ec2 terminate-instances --dry-run --instance-ids i-0123456789abcdef0
    /// ```
    /// ```sh good
    /// gcloud compute instances list
    /// hcloud server poweroff web-1
    /// ```
    "CARO1006" "delete-cloud-machine",
    Danger,
    Check::Command {
        programs: &[
            "aws", "gcloud", "az", "doctl", "hcloud", "linode-cli", "vultr-cli", "vultr", "scw", "oci", "openstack", "fly",
            "flyctl", "exo", "ibmcloud", "upctl", "govc", "nova",
        ],
        run: check
    }
}

const MACHINE: &str = "what only its disks hold is gone, and nothing asks";
const DISK: &str = "its data is gone, and nothing asks";

static CALLS: &[Call] = &[
    danger("aws ec2 terminate-instances", "deletes the machine", MACHINE).named_by(&["instance-ids"]),
    danger("aws ec2 delete-volume", "deletes the disk", DISK).named_by(&["volume-id"]),
    danger("aws lightsail delete-instance", "deletes the machine", MACHINE).named_by(&["instance-name"]),
    danger("aws lightsail delete-disk", "deletes the disk", DISK).named_by(&["disk-name"]),
    danger("aws efs delete-file-system", "deletes the file system", DISK).named_by(&["file-system-id"]),
    danger("aws fsx delete-file-system", "deletes the file system", DISK).named_by(&["file-system-id"]),
    danger("aws workspaces terminate-workspaces", "deletes the desktops", DISK)
        .named_by(&["terminate-workspace-requests"]),
    danger("aws autoscaling delete-auto-scaling-group", "terminates every machine of the group", MACHINE)
        .named_by(&["auto-scaling-group-name"])
        .with(&["force-delete"]),
    danger("gcloud compute instances delete", "deletes the machine", MACHINE).unasked(&["q", "quiet"]),
    danger("gcloud compute disks delete", "deletes the disk", DISK).unasked(&["q", "quiet"]),
    danger("gcloud compute instance-groups managed delete", "deletes every machine of", MACHINE)
        .unasked(&["q", "quiet"]),
    danger("gcloud filestore instances delete", "deletes the file system", DISK).unasked(&["q", "quiet"]),
    danger("az vm delete", "deletes the machine", MACHINE).named_by(&["n", "name", "ids"]).unasked(&["y", "yes"]),
    danger("az vmss delete", "deletes every machine of", MACHINE).named_by(&["n", "name", "ids"]),
    danger("az disk delete", "deletes the disk", DISK).named_by(&["n", "name", "ids"]).unasked(&["y", "yes"]),
    danger("doctl compute droplet delete", "deletes the machine", MACHINE).unasked(&["f", "force"]),
    danger("doctl compute volume delete", "deletes the disk", DISK).unasked(&["f", "force"]),
    danger("hcloud server delete", "deletes the machine", MACHINE),
    danger("hcloud volume delete", "deletes the disk", DISK),
    danger("hcloud server rebuild", "overwrites the disk of the machine", DISK),
    danger("linode-cli linodes delete", "deletes the machine", MACHINE),
    danger("linode-cli linodes rebuild", "overwrites the disks of the machine", DISK),
    danger("linode-cli volumes delete", "deletes the disk", DISK),
    danger("vultr-cli instance delete", "deletes the machine", MACHINE),
    danger("vultr-cli bare-metal delete", "deletes the machine", MACHINE),
    danger("vultr-cli block-storage delete", "deletes the disk", DISK),
    danger("vultr instance delete", "deletes the machine", MACHINE),
    danger("scw instance server delete", "deletes the machine", MACHINE),
    danger("scw instance server terminate", "deletes the machine", MACHINE),
    danger("scw instance volume delete", "deletes the disk", DISK),
    danger("oci compute instance terminate", "deletes the machine", MACHINE)
        .named_by(&["instance-id"])
        .unasked(&["force"]),
    danger("oci bv volume delete", "deletes the disk", DISK).named_by(&["volume-id"]).unasked(&["force"]),
    danger("openstack server delete", "deletes the machine", MACHINE),
    danger("openstack volume delete", "deletes the disk", DISK),
    danger("nova delete", "deletes the machine", MACHINE),
    danger("exo compute instance delete", "deletes the machine", MACHINE).unasked(&["f", "force"]),
    danger("ibmcloud is instance-delete", "deletes the machine", MACHINE).unasked(&["f", "force"]),
    danger("upctl server delete", "deletes the machine", MACHINE),
    danger("govc vm.destroy", "deletes the machine", MACHINE),
    danger("govc datastore.rm", "deletes from the data store", DISK),
    danger("fly volumes destroy", "deletes the disk", DISK).unasked(&["y", "yes"]),
    danger("flyctl volumes destroy", "deletes the disk", DISK).unasked(&["y", "yes"]),
    danger("fly volumes delete", "deletes the disk", DISK).unasked(&["y", "yes"]),
    caution("fly machine destroy", "deletes the machine", MACHINE).with(&["f", "force"]),
    caution("flyctl machine destroy", "deletes the machine", MACHINE).with(&["f", "force"]),
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let before = sink.found.len();
    calls::report(command, CALLS, sink);
    // A machine that the script itself asked for, not one that was there before it.
    let order = Order::of(command, sink);
    let own = order.value("instance-ids").or_else(|| order.value("volume-id")).is_some_and(|it| {
        let value = sink.value(it);
        let outside = [Origin::Argument, Origin::Environment, Origin::Typed];
        it.literal().is_none()
            && value.texts().next().is_none_or(str::is_empty)
            && !outside.iter().any(|it| value.is_from(*it))
            // All that a list gives, unless the list is chosen by name or tag.
            && (!substitutes(it, &["aws"]) || sink.text(it.span).contains("--filter"))
    });
    if own && let Some(raw) = sink.found.get_mut(before) {
        raw.level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn all_machines_at_once() {
        check_marks(
            "\
aws ec2 terminate-instances --instance-ids $(aws ec2 describe-instances --query x --output text)
#       ^^^^^^^^^^^^^^^^^^^ CARO1006
aws ec2 terminate-instances --instance-ids $(aws ec2 describe-instances --filters Name=tag:x,Values=y --output text)
#       ^^^^^^^^^^^^^^^^^^^ CARO1006
hcloud server list -o noheader -o columns=name | xargs -n1 hcloud server delete
#                                                                        ^^^^^^ CARO1006
openstack --os-cloud prod server delete web-1
#                                ^^^^^^ CARO1006
for s in a b; do linode-cli linodes delete \"$s\"; done
#                                   ^^^^^^ CARO1006
aws ec2 terminate-instances help
",
        );
    }
}
