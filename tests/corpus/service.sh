#! /bin/sh
### BEGIN INIT INFO
# Provides:          queue
# Required-Start:    $remote_fs
# Default-Start:     2 3 4 5
### END INIT INFO

NAME=queue
DAEMON=/usr/sbin/$NAME
PIDFILE=/run/$NAME.pid
DAEMON_OPTS=

test -x $DAEMON || exit 0
[ -r /etc/default/$NAME ] && . /etc/default/$NAME
. /lib/lsb/init-functions

is_running () {
	test -s "$PIDFILE" || return 1
	pid=`cat "$PIDFILE"`
	kill -0 "$pid" 2>/dev/null && [ "`ps -o comm= -p $pid`" = "$NAME" ]
}

do_start()
{
	if is_running; then return 1; fi
	su -s /bin/sh -c "umask 027; exec $DAEMON $DAEMON_OPTS >>/var/log/$NAME.log 2>&1 & echo \$! > $PIDFILE" queue
}

do_stop()
{
	is_running || return 1
	kill "$pid"
	for i in 1 2 3 4 5
	do
		is_running || break
		sleep 1
	done
	is_running && kill -9 "$pid"
	rm -f $PIDFILE
	return 0
}

case "$1" in
  start)
	log_daemon_msg "Starting" "$NAME"
	do_start
	case "$?" in
		0|1) log_end_msg 0 ;;
		2) log_end_msg 1 ;;
	esac
	;;
  stop) do_stop; log_end_msg $? ;;
  restart|force-reload)
	do_stop
	do_start
	;;
  status) is_running && echo "$NAME runs ($pid)" || { echo "$NAME is not running"; exit 3; } ;;
  *)
	echo "Usage: $0 {start|stop|restart|force-reload|status}" >&2
	exit 3
	;;
esac

:
