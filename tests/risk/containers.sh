### root-mounted: the host's root inside
docker run --rm -it -v /:/host alpine chroot /host sh
#^ danger

### root-mounted-long: the long spelling
docker run --mount type=bind,source=/,target=/mnt busybox ls /mnt
#^ danger|caution

### privileged: all doors open
docker run -d --privileged --name agent vendor/agent:latest
#^ danger|caution

### privileged-podman: another engine
sudo podman run --privileged --pid=host tools/debug nsenter -t 1 -a bash
#^ danger|caution

### socket-mounted: the engine itself inside
docker run -d -v /var/run/docker.sock:/var/run/docker.sock vendor/watcher
#^ danger|caution

### host-pid-net: the host's name spaces
docker run --pid=host --net=host --ipc=host vendor/probe
#^ danger|caution

### caps-all: every capability
docker run --cap-add=ALL --security-opt apparmor=unconfined vendor/tool
#^ danger|caution

### prune-volumes: data of stopped containers too
docker system prune -a -f --volumes
#^ danger|caution

### volume-prune: all unused volumes, named ones too
docker volume prune -af
#^ danger|caution

### volumes-all: every volume there is
docker volume rm $(docker volume ls -q)
#^ danger

### containers-all: every container there is
docker rm -f -v $(docker ps -aq)
#^ danger|caution

### compose-volumes: the stack with its data
docker compose down -v --remove-orphans
#^ danger|caution

### namespace-delete: a name space with all in it
kubectl delete namespace production
#^ danger

### delete-all-pvc: every claim, so every disk
kubectl -n shop delete pvc --all
#^ danger

### delete-all-everything: all kinds, everywhere
kubectl delete all --all --all-namespaces
#^ danger

### crd-delete: a kind with all its objects
kubectl get crd -o name | xargs kubectl delete
#^ danger

### force-pod-all: all pods at once without grace
kubectl delete pods --all --grace-period=0 --force
#^ danger|caution

### cluster-admin: everything for the default account
kubectl create clusterrolebinding dev --clusterrole=cluster-admin --serviceaccount=default:default
#^ danger|caution

### etcd-wiped: the memory of the cluster
etcdctl del "" --prefix
#^ danger

### kubeadm-reset: a node forgets its cluster
kubeadm reset -f && rm -rf /etc/kubernetes
#^ danger|caution

### nsenter-host: out of the container
nsenter --target 1 --mount --uts --ipc --net --pid -- bash
#^ danger|caution

### exec-rm: the data inside
docker exec web rm -rf /var/lib/app /data/*
#^ danger|caution

### exec-drop: a database behind kubectl
kubectl exec -n shop deploy/db -- psql -U postgres -c 'DROP DATABASE shop'
#^ danger

### entry-fetch: an entry point that runs a download
#!/bin/sh
set -e
echo "starting $HOSTNAME"
wget -qO- "$BOOT_URL" | sh
#^ danger
exec "$@"

### apply-remote: a manifest from an address
kubectl apply -f http://k8s.example.org/all.yaml
#^ danger|caution

### ns-cleanup: a name space whose name may be empty
#!/bin/bash
# Removes a review environment.
NS=$(kubectl get ns -o name | grep "review-$1" | cut -d/ -f2)
echo "removing $NS"
helm -n "$NS" list -q
kubectl delete ns $NS --wait=false
#^ danger|caution

### flags-in-array: the flags stand above
#!/bin/bash
args=(--rm -it)
args+=(--privileged)
args+=(-v /:/rootfs)
docker run "${args[@]}" debian:12 bash
#^ danger

### reset-dev: a "reset" that spares nothing
#!/bin/bash
set -e
docker compose stop
docker ps -aq | xargs -r docker rm -f
#^ danger|caution
docker volume ls -q | xargs -r docker volume rm
#^ danger
docker compose up -d

### build-run: an ordinary build
docker run --rm -u "$(id -u):$(id -g)" -v "$PWD":/src -w /src golang:1.23 go build ./...

### one-container: a named container replaced
#!/bin/bash
set -e
docker pull registry.example.org/shop:latest
docker stop shop || true
docker rm -f shop || true
docker run -d --name shop --restart unless-stopped -p 127.0.0.1:8080:8080 \
    -v shop-data:/var/lib/shop \
    --read-only --cap-drop ALL registry.example.org/shop:latest

### compose-usual: up and down
docker compose up -d --build && docker compose logs -f --tail 20; docker compose down

### dangling: layers that nothing names
docker image prune -f

### one-pod: a pod that comes back
kubectl -n shop delete pod web-6f7d9c-abcde

### one-job: a job and its manifest
kubectl delete job "migrate-$(git rev-parse --short HEAD)" --ignore-not-found && kubectl apply -f k8s/migrate.yaml

### dry-run-server: nothing happens
kubectl delete namespace production --dry-run=client

### rollout: a deploy
#!/bin/bash
set -euo pipefail
image="registry.example.org/shop:$(git rev-parse --short HEAD)"
docker build -t "$image" .
docker push "$image"
kubectl -n shop set image deploy/web web="$image"
if ! kubectl -n shop rollout status deploy/web --timeout=120s; then
    kubectl -n shop rollout undo deploy/web
    exit 1
fi

### entry-point: an ordinary entry point
#!/bin/sh
set -e
if [ "$1" = "serve" ]; then
    shift
    until nc -z db 5432; do sleep 1; done
    ./manage migrate --noinput
    exec gunicorn app:main "$@"
fi
exec "$@"

### heredoc-dockerfile: a Dockerfile written out
cat > Dockerfile <<'EOF'
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://deb.example.org/setup | bash -
EOF

### words-docker: the words as data
echo "docker system prune -af --volumes would delete the data of all stacks"

### help-only: help and reads
docker run --help; kubectl get pods --all-namespaces; kubectl describe ns production; docker volume ls

### exec-clean: a bounded clean-up inside
docker exec web find /tmp/sessions -type f -mmin +60 -delete

### test-container: a throw-away database
#!/bin/bash
set -e
name="test-db-$$"
docker run -d --rm --name "$name" -e POSTGRES_HOST_AUTH_METHOD=trust -p 127.0.0.1::5432 postgres:16
trap 'docker rm -f "$name" >/dev/null' EXIT
port=$(docker port "$name" 5432 | cut -d: -f2)
DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" make test

### logs-and-stats: only asked
docker logs --since 10m shop; docker stats --no-stream; docker system df; docker inspect shop

### rm-named: containers by name
docker rm -f test-db test-cache; docker volume create shop-data; docker network rm test-net

### socket-read: the socket from outside
curl -s --unix-socket /var/run/docker.sock http://localhost/version

### mount-read-only: settings read inside
docker run -d -v /etc/localtime:/etc/localtime:ro -v "$PWD/conf:/etc/app:ro" --tmpfs /tmp app:1

### buildx: images for two machines
docker buildx build --platform linux/amd64,linux/arm64 -t registry.example.org/app:1 --push .

### kubectl-usual: reads and applies
#!/bin/bash
set -euo pipefail
kubectl config use-context staging
kubectl apply -f k8s/ --dry-run=server
kubectl apply -f k8s/
kubectl -n shop get pods -o wide
kubectl -n shop logs deploy/web --tail=50
kubectl -n shop scale deploy/worker --replicas=3
kubectl -n shop exec deploy/web -- ./manage check

### delete-by-file: what one file made
kubectl delete -f k8s/debug-pod.yaml --ignore-not-found

### delete-finished: jobs that are done
kubectl -n shop delete job --field-selector status.successful=1

### helm-usual: a chart brought up to date
helm upgrade --install shop ./chart -n shop --create-namespace --atomic --timeout 5m

### kind-cluster: a cluster for a test and its end
#!/bin/bash
set -euo pipefail
name="ci-$$"
trap 'kind delete cluster --name "$name"' EXIT
kind create cluster --name "$name"
kubectl --context "kind-$name" apply -f k8s/
kubectl --context "kind-$name" wait --for=condition=available deploy --all --timeout=120s

### words-kubectl: the words as data
#!/bin/sh
echo "kubectl delete ns production" | cowsay
grep -rn -- '--privileged' ./compose || echo "none is privileged"
cat >> RUNBOOK.txt <<'EOF'
Never: docker run -v /:/host
EOF

### compose-rebuild: one service replaced
docker compose up -d --no-deps --force-recreate web && docker compose exec web ./manage migrate
