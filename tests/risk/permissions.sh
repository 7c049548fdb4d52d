### root-777: everything for everyone
sudo chmod -R 777 /
#^ danger

### web-777: a served tree for everyone
chmod -R 0777 /var/www/html
#^ danger

### symbolic-777: the same in letters
chmod -R a+rwx /srv/app
#^ danger

### here-777: everything here
chmod -R 777 .
#^ danger

### one-file-777: one own file
chmod 777 ./upload.sh
#^ caution

### setuid-bash: a shell that is root for all
cp /bin/bash /tmp/.sh && chmod u+s /tmp/.sh
#^ danger

### setuid-octal: the bit in numbers
sudo chmod 4755 /usr/bin/find
#^ danger

### setcap-python: an interpreter that may be anyone
setcap cap_setuid+ep /usr/bin/python3
#^ danger

### chown-usr: the system given away
chown -R "$USER" /usr /etc
#^ danger

### chown-root-glob: everything given to the user
sudo chown -R deploy:deploy /*
#^ danger

### sudoers-nopasswd-all: root for everyone without a word
echo 'ALL ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers
#^ danger

### passwd-root-line: a second root
echo 'sys2::0:0::/root:/bin/bash' >> /etc/passwd
#^ danger

### passwd-empty: no password any more
passwd -d root
#^ danger

### useradd-uid-zero: a user who is root
useradd -o -u 0 -g 0 -M -s /bin/bash helper
#^ danger

### umask-open: what follows is for everyone
umask 000
#^ danger|caution

### acl-everyone: an ACL for all, below all
setfacl -R -m o::rwx /srv/data
#^ danger

### shadow-readable: the hashes for everyone
chmod 644 /etc/shadow
#^ danger

### authorized-by-script: a key into root's file
#!/bin/sh
# Post-install.
mkdir -p /root/.ssh
echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHq ops@old-laptop" >> /root/.ssh/authorized_keys
#^ danger|caution
chmod 600 /root/.ssh/authorized_keys

### fix-perms-unset: whose tree is it when APP is empty
#!/bin/bash
# Fixes the permissions after a deploy.
APP_ROOT=$(grep '^root=' deploy.conf 2>/dev/null | cut -d= -f2)
echo "fixing $APP_ROOT"
chown -R www-data:www-data "$APP_ROOT/"
#^ danger
find public -type d -exec chmod 755 {} +

### fix-perms-checked: the same, asked first
#!/bin/bash
# Fixes the permissions after a deploy.
APP_ROOT=$(grep '^root=' deploy.conf 2>/dev/null | cut -d= -f2)
if [ -z "$APP_ROOT" ] || [ ! -f "$APP_ROOT/index.php" ]; then
    echo "no application at '$APP_ROOT'" >&2
    exit 1
fi
echo "fixing $APP_ROOT"
chown -R www-data:www-data "$APP_ROOT/"

### container-777: a habit in container entry points
#!/bin/sh
set -e
mkdir -p /data/uploads
chmod -R 777 /data
#^ danger
exec su-exec app "$@"

### container-right: the same with an owner
#!/bin/sh
set -e
mkdir -p /data/uploads
chown -R app:app /data/uploads
chmod 750 /data/uploads
exec su-exec app "$@"

### find-777: each file through find
find /srv/share -exec chmod 777 {} \;
#^ danger

### chmod-recursive-root-var: mode and place in variables
#!/bin/bash
MODE=777
TARGET=/
chmod -R $MODE $TARGET
#^ danger

### chmod-etc-644: recursive in a system folder
chmod -R 644 /etc
#^ danger

### pam-switched: sudo asks nothing any more
sed -i 's/^auth.*/auth sufficient pam_permit.so/' /etc/pam.d/sudo
#^ danger

### chpasswd-literal: a password that everybody can read
echo 'root:root' | chpasswd
#^ danger|caution

### wheel-nopasswd-file: a file of its own, still everything
#!/bin/bash
echo "%sudo ALL=(ALL:ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/90-all
#^ danger|caution
sudo chmod 440 /etc/sudoers.d/90-all

### ssh-root-password: login for root by password
sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config
#^ danger|caution

### executable: what everyone does
chmod +x ./gradlew scripts/*.sh

### usual-modes: ordinary modes on named things
#!/bin/sh
chmod 644 README.md
chmod 600 ~/.ssh/config
chmod 700 ~/.ssh
chmod 755 ./bin/tool
chmod u+rwX,go-w notes.txt
chmod -R go-rwx ~/.gnupg

### own-tree: ownership of one's own folder
sudo chown -R "$USER:$USER" "$HOME/.npm"

### service-user: a user for a service, without login
#!/bin/sh
# postinst of a package
set -e
if ! getent passwd frobd >/dev/null; then
    adduser --system --group --no-create-home --home /var/lib/frobd --shell /usr/sbin/nologin frobd
fi
install -d -o frobd -g frobd -m 750 /var/lib/frobd
install -m 640 -o root -g frobd frobd.conf /etc/frobd/frobd.conf
chown -R frobd:frobd /var/lib/frobd

### umask-tight: the other way round
(umask 077; printf '%s\n' "$line" > "$HOME/.pgpass")

### sticky-shared: a shared folder as /tmp is
install -d -m 1777 "$chroot/tmp"

### acl-one-user: one user more may read
setfacl -m u:backup:rx /srv/data

### sudoers-narrow: one command, checked before it counts
#!/bin/bash
set -euo pipefail
tmp=$(mktemp)
echo 'deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart shop' > "$tmp"
visudo -cf "$tmp"
sudo install -m 440 -o root "$tmp" /etc/sudoers.d/shop
rm -f "$tmp"

### audit-777: looking for what is open
find / -xdev -type f -perm -4000 -ls; find /srv -perm 777 -print

### words-777: the words in a message
git commit -m "stop doing chmod -R 777 / in the installer"

### modes-numbers: usual numbers, recursive and not
#!/bin/bash
set -e
chmod -R 755 ./bin
chmod -R u=rwX,g=rX,o= ./private
chmod 0640 config.ini
chmod 1755 ./shared
find . -name '*.sh' -exec chmod +x {} +

### own-home: one's own things
chmod 700 "$HOME" && chmod -R go= ~/.ssh && chown "$(id -un)" ~/notes.txt

### chown-named: a named file for a named service
chown root:www-data /etc/nginx/htpasswd && chmod 640 /etc/nginx/htpasswd

### chown-container: the volume of an image
#!/bin/sh
set -e
if [ "$(stat -c %u /var/lib/app)" != 1000 ]; then
    chown -R 1000:1000 /var/lib/app
fi
exec su-exec 1000:1000 "$@"

### chmod-reference: modes as another file has them
chmod --reference=old.conf new.conf && chown --reference=old.conf new.conf

### setuid-off: the bit taken away
chmod u-s,g-s ./helper; find ./stage -perm /6000 -exec chmod a-s {} +

### group-add: a user in a group
sudo usermod -aG docker "$USER" && newgrp docker

### lock-user: a user locked
sudo passwd -l olduser && sudo usermod -s /usr/sbin/nologin olduser

### password-asked: a password that a person types
sudo passwd alice

### words-permissions: the words as data
#!/bin/sh
echo "chmod -R 777 / is never the answer"
grep -rn 'NOPASSWD' /etc/sudoers.d || echo none
stat -c '%a %n' /etc/shadow /etc/passwd
getent passwd root
visudo -c

### umask-usual: the usual masks
umask 022; umask 027; umask

### fakeroot-stage: modes in a stage of a package
#!/bin/bash
set -e
stage=./pkg
install -D -m 755 helper "$stage/usr/lib/frob/helper"
install -D -m 644 frob.1 "$stage/usr/share/man/man1/frob.1"
fakeroot sh -c "chown -R root:root $stage && dpkg-deb --build $stage"
