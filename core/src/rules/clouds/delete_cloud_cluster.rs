//! CARO1010: a managed cluster is deleted.

use super::calls::{Call, danger};
use crate::rules::Check;

rule! {
    /// Deletes a cluster at a provider with everything that runs in it.
    ///
    /// Disks that belong to its volumes mostly go with it.
    ///
    /// To decide: What runs in it, and are its volumes saved somewhere else?
    ///
    /// ```sh bad
    /// aws eks delete-cluster --name shop
    /// ```
    /// ```sh fixed
    /// aws eks describe-cluster --name shop
    /// ```
    /// ```sh bad
    /// gcloud container clusters delete shop --zone europe-west1-b --quiet
    /// ```
    /// ```sh good
    /// aws eks describe-cluster --name shop
    /// ```
    /// ```sh good
    /// gcloud container clusters get-credentials shop
    /// ```
    /// ```sh good
    /// aws eks list-clusters
    /// gcloud container clusters delete ci-42
    /// ```
    "CARO1010" "delete-cloud-cluster",
    Danger,
    Check::Calls(CALLS)
}

const ALL: &str = "all that runs in it stops, and its disks go with it";

static CALLS: &[Call] = &[
    danger("aws eks delete-cluster", "deletes the cluster", ALL).named_by(&["name"]),
    danger("aws ecs delete-cluster", "deletes the cluster", "all that runs in it stops").named_by(&["cluster"]),
    danger("aws ecs delete-service", "deletes the service", "its tasks stop at once")
        .named_by(&["service"])
        .with(&["force"]),
    danger("aws emr terminate-clusters", "deletes the clusters", ALL).named_by(&["cluster-ids"]),
    danger("gcloud container clusters delete", "deletes the cluster", ALL).unasked(&["q", "quiet"]),
    danger("gcloud dataproc clusters delete", "deletes the cluster", ALL).unasked(&["q", "quiet"]),
    danger("az aks delete", "deletes the cluster", ALL).named_by(&["n", "name"]).unasked(&["y", "yes"]),
    danger("doctl kubernetes cluster delete", "deletes the cluster", ALL).unasked(&["f", "force"]),
    danger("doctl k8s cluster delete", "deletes the cluster", ALL).unasked(&["f", "force"]),
    danger("linode-cli lke cluster-delete", "deletes the cluster", ALL),
    danger("scw k8s cluster delete", "deletes the cluster", ALL),
    danger("vultr-cli kubernetes delete", "deletes the cluster", ALL),
    danger("oci ce cluster delete", "deletes the cluster", ALL).named_by(&["cluster-id"]).unasked(&["force"]),
    danger("ibmcloud ks cluster rm", "deletes the cluster", ALL).named_by(&["c", "cluster"]).unasked(&["f", "force"]),
    danger("exo compute sks delete", "deletes the cluster", ALL).unasked(&["f", "force"]),
    danger("civo kubernetes remove", "deletes the cluster", ALL).unasked(&["y", "yes"]),
    danger("civo kubernetes delete", "deletes the cluster", ALL).unasked(&["y", "yes"]),
    danger("rosa delete cluster", "deletes the cluster", ALL).named_by(&["c", "cluster"]).unasked(&["y", "yes"]),
    danger("confluent kafka cluster delete", "deletes the cluster", "every topic is gone").unasked(&["force"]),
    danger("confluent kafka topic delete", "deletes the topic", "every message is gone").unasked(&["force"]),
    danger("openstack coe cluster delete", "deletes the cluster", ALL),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
C=shop; az aks delete --resource-group rg --name \"$C\" -y
#              ^^^^^^ CARO1010
",
        );
    }
}
