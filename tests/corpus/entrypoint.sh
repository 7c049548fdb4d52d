#!/bin/bash
# What the container runs first: settings from the environment, then the real program.
set -eo pipefail

# NAME or NAME_FILE, but not both.
file_env() {
	local var="$1" fileVar="${1}_FILE" def="${2:-}" val
	if [ "${!var:-}" ] && [ "${!fileVar:-}" ]; then
		printf >&2 'error: both %s and %s are set\n' "$var" "$fileVar"
		exit 1
	fi
	val="$def"
	if [ "${!var:-}" ]; then val="${!var}"; elif [ "${!fileVar:-}" ]; then val="$(< "${!fileVar}")"; fi
	export "$var"="$val"
	unset "$fileVar"
}

file_env APP_PASSWORD
file_env APP_USER app

if [[ "${1:0:1}" == '-' ]]; then
	set -- server "$@"
fi

render() {
	local line
	while IFS= read -r line || [[ -n $line ]]; do
		while [[ $line =~ (\{\{([A-Z_]+)\}\}) ]]; do
			line=${line//"${BASH_REMATCH[1]}"/"${!BASH_REMATCH[2]}"}
		done
		printf '%s\n' "$line"
	done
}

cat > /etc/app/app.conf <<EOF
[server]
listen = ${APP_LISTEN:=0.0.0.0:8080}
workers = $(( $(nproc) * 2 + 1 ))
user = ${APP_USER@Q}
$(for peer in ${APP_PEERS//,/ }; do
	echo "peer = $peer"
done)
EOF

for f in /docker-entrypoint.d/*; do
	case "$f" in
		*.sh)
			if [ -x "$f" ]; then "$f"; else . "$f"; fi
			;;
		*.sql) psql --username "$APP_USER" -v ON_ERROR_STOP=1 -f "$f" ;;
		*.sql.gz) gunzip -c "$f" | psql --username "$APP_USER" ;;
		*.tmpl) render <"$f" >"/etc/app/$(basename "$f" .tmpl)" ;;
		*) echo "$0: ignoring $f" ;;
	esac
done

if [ "$(id -u)" = 0 ] && [ "$1" = server ]; then
	find /var/lib/app \! -user app -exec chown app '{}' +
	exec gosu app "${BASH_SOURCE[0]}" "$@"
fi

exec "$@"
