### bucket-forced: a bucket with all in it
aws s3 rb s3://shop-backups --force
#^ danger

### bucket-emptied: all objects
aws s3 rm s3://shop-backups --recursive
#^ danger

### bucket-emptied-profile: options before the words
aws --profile prod --region eu-west-1 s3 rm "s3://shop-backups/" --recursive --quiet
#^ danger

### instances-all: every machine
aws ec2 terminate-instances --instance-ids $(aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text)
#^ danger

### rds-no-snapshot: a database without a last picture
aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot
#^ danger

### dynamo-table: a table
aws dynamodb delete-table --table-name orders
#^ danger

### stack-delete: all that a stack made
aws cloudformation delete-stack --stack-name shop-prod
#^ danger

### kms-key: the key to everything encrypted
aws kms schedule-key-deletion --key-id alias/shop --pending-window-in-days 7
#^ danger

### trail-off: nobody writes down what happens
aws cloudtrail stop-logging --name main
#^ danger

### iam-admin: everything for one user
aws iam attach-user-policy --user-name ci --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
#^ danger|caution

### sg-open-ssh: the machine's door to the world
aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 0.0.0.0/0
#^ danger|caution

### bucket-public: everybody may read it
aws s3api put-bucket-acl --bucket shop-exports --acl public-read
#^ danger|caution

### volume-delete: a disk
aws ec2 delete-volume --volume-id vol-0123456789abcdef0
#^ danger|caution

### terraform-destroy: everything, unasked
terraform destroy -auto-approve
#^ danger

### terraform-destroy-chdir: the same from elsewhere
terraform -chdir=infra/prod apply -destroy -auto-approve
#^ danger

### tofu-destroy: the same tool's other name
tofu destroy --auto-approve -var-file=prod.tfvars
#^ danger

### terragrunt-destroy: all folders of it
terragrunt run-all destroy --terragrunt-non-interactive
#^ danger

### pulumi-destroy: another tool
pulumi destroy --yes --stack prod
#^ danger

### gcloud-project: a whole project
gcloud projects delete shop-prod --quiet
#^ danger

### gcloud-instance: a machine, unasked
gcloud compute instances delete web-1 --zone europe-west1-b -q
#^ danger|caution

### gcloud-sql: a database
gcloud --quiet sql instances delete shop-db
#^ danger

### gsutil-rm: a bucket
gsutil -m rm -r gs://shop-backups
#^ danger

### gcloud-storage-rm: the new spelling
gcloud storage rm --recursive gs://shop-backups/**
#^ danger

### az-group: a group with all in it
az group delete --name shop-prod --yes --no-wait
#^ danger

### az-storage: a store with all in it
az storage account delete -n shopbackups -g prod -y
#^ danger

### eksctl-cluster: a cluster
eksctl delete cluster --name shop --region eu-west-1
#^ danger

### doctl-droplet: another cloud
doctl compute droplet delete web-1 web-2 --force
#^ danger|caution

### rclone-purge: a remote folder and all in it
rclone purge remote:backups
#^ danger

### prefix-empty: a prefix that may be missing
#!/bin/bash
# Removes the artifacts of a branch.
PREFIX=$CI_BRANCH_SLUG
echo "cleaning artifacts of $PREFIX"
aws s3 rm "s3://shop-artifacts/$PREFIX" --recursive
#^ danger

### prefix-checked: the same with a check
#!/bin/bash
# Removes the artifacts of a branch.
: "${CI_BRANCH_SLUG:?needs a branch}"
echo "cleaning artifacts of $CI_BRANCH_SLUG"
aws s3 rm "s3://shop-artifacts/branches/$CI_BRANCH_SLUG/" --recursive --dryrun

### nightly-teardown: all environments of a list
#!/bin/bash
set -e
for env in dev staging prod; do
    cd "infra/$env"
    terraform init -input=false
    terraform destroy -auto-approve -input=false
#^ danger
    cd -
done

### old-snapshots: snapshots by age, nothing kept
#!/bin/bash
for id in $(aws ec2 describe-snapshots --owner-ids self --query 'Snapshots[].SnapshotId' --output text); do
    aws ec2 delete-snapshot --snapshot-id "$id"
#^ danger|caution
done

### destroy-flag-variable: the words stand above
#!/bin/bash
ACTION=destroy
FLAGS="-auto-approve -no-color"
terraform init -input=false
terraform $ACTION $FLAGS
#^ danger

### sync-from-unset: a mirror of a folder that may be missing
#!/bin/bash
aws s3 sync "$OUT_DIR/" s3://shop-site --delete
#^ danger|caution

### one-object: one object
aws s3 rm s3://shop-exports/tmp/report-2024-05-01.csv

### s3-dryrun: only the list
aws s3 rm s3://shop-backups --recursive --dryrun

### site-sync: the usual deploy of a site
aws s3 sync ./dist s3://www.example.org --delete --cache-control max-age=300

### describe: only asked
#!/bin/sh
aws ec2 describe-instances --output table
aws s3 ls s3://shop-backups --recursive --summarize
gcloud compute instances list
az group list -o table
terraform plan -destroy -out=destroy.plan
terraform show destroy.plan

### terraform-usual: plan, then what was planned
#!/bin/bash
set -euo pipefail
terraform init -input=false
terraform validate
terraform plan -input=false -out=tf.plan
terraform apply -input=false tf.plan

### az-usual: things made
az group create --name review-42 --location westeurope && az storage container create -n logs

### upload-backup: a copy up
#!/bin/bash
set -euo pipefail
file="shop-$(date +%F).dump"
pg_dump -Fc shop > "$file"
aws s3 cp "$file" "s3://shop-backups/daily/$file" --sse AES256
rm -f "$file"

### sg-https: the web's own port
aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 443 --cidr 0.0.0.0/0

### stop-instance: a named machine stopped, not removed
aws ec2 stop-instances --instance-ids i-0abc1234

### words-cloud: the words as data
#!/bin/sh
echo "To remove everything: terraform destroy -auto-approve"
grep -rn 'aws s3 rb' runbooks/
printf '%s\n' 'gcloud projects delete' >> forbidden.txt

### help-cloud: help only
aws s3 rb help; gcloud projects delete --help; terraform destroy -help

### who-am-i: only asked
aws sts get-caller-identity && aws iam list-users && gcloud auth list && az account show

### s3-copy: copies up and down
aws s3 cp s3://shop-backups/daily/latest.dump . && aws s3 cp ./report.pdf s3://shop-exports/reports/

### prefix-fixed: old files below a fixed place
aws s3 rm "s3://shop-exports/tmp/${JOB_ID:?}.csv"

### tf-targets: state looked at, formatted
terraform fmt -check -recursive; terraform state list; terraform output -json > out.json; terraform workspace select staging

### instances-start: machines started and named
#!/bin/bash
set -euo pipefail
id=$(aws ec2 run-instances --image-id ami-0abc --instance-type t3.micro --query 'Instances[0].InstanceId' --output text)
aws ec2 create-tags --resources "$id" --tags Key=Name,Value=ci
aws ec2 wait instance-running --instance-ids "$id"
aws ec2 describe-instances --instance-ids "$id"

### ci-instance-ends: the machine that this script has made
#!/bin/bash
set -euo pipefail
id=$(aws ec2 run-instances --image-id ami-0abc --instance-type t3.micro --query 'Instances[0].InstanceId' --output text)
trap 'aws ec2 terminate-instances --instance-ids "$id"' EXIT
aws ec2 wait instance-status-ok --instance-ids "$id"
./run-tests --on "$id"

### gcloud-usual: a deploy
gcloud run deploy shop --image "europe-docker.pkg.dev/shop/app:$TAG" --region europe-west1 --quiet

### lambda-update: a function brought up to date
#!/bin/bash
set -e
rm -f function.zip
zip -qr function.zip src
aws lambda update-function-code --function-name resize --zip-file fileb://function.zip
aws lambda wait function-updated --function-name resize

### versioning-on: protection added
aws s3api put-bucket-versioning --bucket shop-backups --versioning-configuration Status=Enabled && aws s3api put-public-access-block --bucket shop-backups --public-access-block-configuration BlockPublicAcls=true

### rclone-copy: a copy elsewhere
rclone copy ./photos remote:photos --dry-run && rclone check ./photos remote:photos

### words-tf: words in a menu
#!/bin/bash
case "${1:-plan}" in
    plan) terraform plan ;;
    apply) terraform apply ;;
    destroy) echo "terraform destroy -auto-approve is not offered here" >&2; exit 1 ;;
esac
