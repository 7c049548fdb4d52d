//! CARO1021: a part of a running service is deleted.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Takes off what users or other programs call: they get errors until it is made again.
    ///
    /// What waited in a queue is lost, and addresses are new ones afterwards.
    ///
    /// To decide: What still calls it, and does that already have another address?
    ///
    /// ```sh bad
    /// aws lambda delete-function --function-name shop
    /// ```
    /// ```sh fixed
    /// aws lambda get-function --function-name shop
    /// ```
    /// ```sh bad
    /// aws sqs delete-queue --queue-url https://sqs.eu-west-1.amazonaws.com/1/orders
    /// ```
    /// ```sh good
    /// aws lambda update-function-code --function-name shop --zip-file fileb://shop.zip
    /// ```
    /// ```sh good
    /// aws lambda delete-function --function-name pr-42
    /// ```
    /// ```sh good
    /// aws elbv2 describe-load-balancers
    /// gcloud compute forwarding-rules list
    /// ```
    "CARO1021" "delete-service",
    Danger,
    Check::Calls(CALLS)
}

const CALLERS: &str = "what calls it gets errors";
const ADDRESS: &str = "users get errors, and its address is gone";
const NETWORK: &str = "what is behind it cannot be reached";

static CALLS: &[Call] = &[
    caution("aws lambda delete-function", "deletes the function", CALLERS).named_by(&["function-name"]),
    caution("aws elbv2 delete-load-balancer", "deletes the load balancer", ADDRESS).named_by(&["load-balancer-arn"]),
    caution("aws elb delete-load-balancer", "deletes the load balancer", ADDRESS).named_by(&["load-balancer-name"]),
    caution("aws sqs delete-queue", "deletes the queue", "the messages in it are lost").named_by(&["queue-url"]),
    caution("aws sns delete-topic", "deletes the topic", "nobody who listens gets messages").named_by(&["topic-arn"]),
    caution("aws apigateway delete-rest-api", "deletes the interface", ADDRESS).named_by(&["rest-api-id"]),
    caution("aws apigatewayv2 delete-api", "deletes the interface", ADDRESS).named_by(&["api-id"]),
    caution("aws cloudfront delete-distribution", "deletes the distribution", ADDRESS).named_by(&["id"]),
    caution("aws ecs delete-service", "deletes the service", CALLERS).named_by(&["service"]).unless(&["force"]),
    caution("aws eks delete-nodegroup", "deletes the machines of the group", "what runs on them moves or stops")
        .named_by(&["nodegroup-name"]),
    caution("aws acm delete-certificate", "deletes the certificate", CALLERS).named_by(&["certificate-arn"]),
    danger("aws ses delete-identity", "deletes the sender", "no mail goes out from it").named_by(&["identity"]),
    caution("gcloud functions delete", "deletes the function", CALLERS).unasked(&["q", "quiet"]),
    caution("gcloud compute forwarding-rules delete", "deletes the address", ADDRESS).unasked(&["q", "quiet"]),
    caution("gcloud compute addresses delete", "gives up the address", "somebody else can get it")
        .unasked(&["q", "quiet"]),
    caution("gcloud compute networks delete", "deletes the network", NETWORK).unasked(&["q", "quiet"]),
    caution("gcloud pubsub subscriptions delete", "deletes the subscription", "the messages in it are lost"),
    caution("az network lb delete", "deletes the load balancer", ADDRESS).named_by(&["n", "name", "ids"]),
    caution("az network vnet delete", "deletes the network", NETWORK).named_by(&["n", "name", "ids"]),
    caution("az network public-ip delete", "gives up the address", "somebody else can get it")
        .named_by(&["n", "name", "ids"]),
    caution("az servicebus namespace delete", "deletes every queue of", "the messages in them are lost")
        .named_by(&["n", "name"]),
    caution("az eventhubs namespace delete", "deletes every stream of", "the messages in them are lost")
        .named_by(&["n", "name"]),
    caution("doctl compute load-balancer delete", "deletes the load balancer", ADDRESS).unasked(&["f", "force"]),
    caution("hcloud load-balancer delete", "deletes the load balancer", ADDRESS),
    caution("hcloud network delete", "deletes the network", NETWORK),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn asking_first_is_silent() {
        check_marks(
            "gcloud functions delete shop\ngcloud functions delete shop -q\n#                ^^^^^^ CARO1021\n",
        );
    }
}
