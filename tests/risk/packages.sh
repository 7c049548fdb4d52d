### libc-purged: what all programs need
sudo apt-get purge -y libc6
#^ danger

### python-removed: what the system is written in
apt-get -y --allow-remove-essential remove python3-minimal dpkg
#^ danger

### dpkg-force: a removal against all advice
dpkg --purge --force-all coreutils
#^ danger

### rpm-nodeps: the same with rpm
rpm -e --nodeps glibc
#^ danger

### dnf-systemd: the first process
dnf remove -y systemd
#^ danger

### pacman-rdd: dependencies ignored
pacman -Rdd --noconfirm glibc
#^ danger

### apk-del: the base of a small system
apk del --purge musl busybox
#^ danger

### apt-unauthenticated: who made it is not asked
apt-get install -y --allow-unauthenticated vendor-agent
#^ danger|caution

### apt-force-yes: the old spelling
apt-get --force-yes -y install vendor-agent
#^ danger|caution

### yum-nogpg: the same with yum
yum install -y --nogpgcheck vendor-agent
#^ danger|caution

### rpm-url: a package from an address, unsigned
rpm -i --nosignature http://pkgs.example.org/agent.rpm
#^ danger|caution

### apk-untrusted: a file that nobody signed
apk add --allow-untrusted ./agent.apk
#^ danger|caution

### trusted-source: a source that is trusted without a key
echo 'deb [trusted=yes] http://pkgs.example.org/deb ./' > /etc/apt/sources.list.d/vendor.list
#^ danger|caution

### apt-key-pipe: a key for all sources
curl -fsSL https://pkgs.example.org/key.asc | sudo apt-key add -
#^ danger|caution

### pip-break: the system's own packages overwritten
sudo pip install --break-system-packages requests
#^ danger|caution

### pip-http-index: packages by plain http
pip install --index-url http://pypi.example.org/simple --trusted-host pypi.example.org shop
#^ danger|caution

### npm-url: a global program from an address
sudo npm install -g https://files.example.org/tool-1.0.0.tgz
#^ danger|caution

### npm-ssl-off: who answers is not checked
npm config set strict-ssl false
#^ danger|caution

### gem-http: the same with gem
gem install tool --source http://gems.example.org
#^ danger|caution

### overwrite-all: files of other packages overwritten
pacman -Syu --noconfirm --overwrite '*'
#^ danger|caution

### pipe-installer: a package manager's own installer
curl -fsSL https://sh.example.org/nvm/install.sh | bash
#^ danger

### snap-dangerous: unsigned and unconfined
snap install ./agent.snap --dangerous --classic
#^ danger|caution

### setup-node: a source set up by a download
#!/bin/bash
set -e
apt-get update
apt-get install -y curl ca-certificates
curl -fsSL https://deb.example.org/setup_20.x | bash -
#^ danger
apt-get install -y nodejs

### purge-by-pattern: all that looks alike
#!/bin/sh
# "clean" the machine
apt-get purge -y 'lib*' 'python3*'
#^ danger
apt-get clean

### package-in-variable: the name stands above
#!/bin/bash
old="systemd"
flags="-y --allow-remove-essential"
apt-get update
apt-get remove $flags "$old"
#^ danger

### vendor-deb: a package fetched and installed unchecked
#!/bin/bash
set -e
cd "$(mktemp -d)"
wget -q http://pkgs.example.org/agent_1.0_amd64.deb
sudo dpkg -i agent_1.0_amd64.deb
#^ danger|caution

### maintainer-postrm: a package that takes the home with it
#!/bin/sh
# postrm
set -e
if [ "$1" = purge ]; then
    rm -rf /home/*/.config/frob /var/lib/frob
#^ danger|caution
    rm -rf /home/*
#^ danger
fi

### apt-usual: what images do
#!/bin/sh
set -eux
apt-get update
apt-get install -y --no-install-recommends ca-certificates git jq
rm -rf /var/lib/apt/lists/*

### apt-removals: a named program and what it leaves
sudo apt-get purge -y apache2 && sudo apt-get autoremove -y

### pip-venv: packages in a place of their own
#!/bin/bash
set -e
python3 -m venv .venv
. .venv/bin/activate
pip install --upgrade pip
pip install -r requirements.txt
pip uninstall -y oldlib

### npm-usual: packages of a project
npm ci && npm run build && npm prune --omit=dev

### apk-build-deps: tools only for the build
#!/bin/sh
set -e
apk add --no-cache --virtual .build-deps gcc musl-dev make
make && make install
apk del .build-deps

### key-in-keyring: a key for one source, over https
#!/bin/bash
set -euo pipefail
install -d -m 0755 /etc/apt/keyrings
curl -fsSL https://pkgs.example.org/key.asc -o /etc/apt/keyrings/vendor.asc
echo "deb [signed-by=/etc/apt/keyrings/vendor.asc] https://pkgs.example.org/deb stable main" > /etc/apt/sources.list.d/vendor.list
apt-get update
apt-get install -y vendor-agent

### simulate: only what would happen
apt-get -s purge libc6; apt-get install --dry-run nginx

### local-deb: a package just built
dpkg-buildpackage -us -uc -b && sudo dpkg -i ../frob_1.0_amd64.deb

### postinst-usual: what maintainer scripts do
#!/bin/sh
# postinst
set -e
case "$1" in
    configure)
        mkdir -p /var/lib/frob
        chown frob:frob /var/lib/frob
        if [ -d /run/systemd/system ]; then
            systemctl daemon-reload
            deb-systemd-invoke restart frob.service || true
        fi
        ;;
    abort-upgrade|abort-remove|abort-deconfigure) ;;
    *) echo "postinst called with unknown argument '$1'" >&2; exit 1 ;;
esac

### cargo-go: tools of languages
cargo install --locked ripgrep; go install golang.org/x/tools/cmd/goimports@latest

### words-packages: the words as data
echo "E: apt-get remove libc6 would break your system" >&2; apt-cache show systemd | grep -i essential

### brew: a file of packages
brew update && brew bundle --file=Brewfile && brew cleanup

### hold: a package kept back
sudo apt-mark hold linux-image-amd64 && apt list --upgradable

### upgrade: the usual care
sudo apt-get update && sudo apt-get -y dist-upgrade && sudo apt-get autoclean

### dnf-usual: the same elsewhere
sudo dnf -y install epel-release && sudo dnf -y remove httpd && sudo dnf clean all

### pacman-usual: and elsewhere
sudo pacman -Syu --noconfirm && sudo pacman -Rns --noconfirm firefox

### rpm-query: only asked
rpm -qa | sort; rpm -ql glibc; dpkg -S /bin/ls; dpkg -l | grep '^rc' | awk '{print $2}'

### purge-rest: what removed packages left
dpkg -l | awk '/^rc/ { print $2 }' | xargs -r sudo dpkg --purge

### kernel-old: one old kernel by its number
sudo apt-get purge -y linux-image-5.10.0-8-amd64

### pip-user: for oneself only
pip install --user pipx && pipx install black

### npm-global: a known tool from the registry
npm install -g pnpm@9 && pnpm install --frozen-lockfile

### gem-bundle: packages of a project
bundle config set --local deployment true && bundle install --jobs 4

### spec-build: a package built in its own folders
#!/bin/bash
set -e
top=$PWD/rpmbuild
rm -rf ./rpmbuild
mkdir -p "$top"/{SOURCES,SPECS}
cp frob.tar.gz "$top/SOURCES/"
rpmbuild -bb --define "_topdir $top" frob.spec
rpm -K "$top"/RPMS/*/*.rpm

### prerm-usual: a script of a package
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -x /usr/bin/deb-systemd-invoke ]; then
    deb-systemd-invoke stop frob.service || true
fi
if [ "$1" = remove ]; then
    update-alternatives --remove editor /usr/bin/frob
fi
rm -f /usr/share/frob/cache.db

### cache-clean: caches of tools
npm cache clean --force; pip cache purge; go clean -modcache; yarn cache clean
