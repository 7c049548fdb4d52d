#!/bin/bash
if x; then
	echo "é" $1 `ls $2`
fi
cd /tmp/"$3"
[ $a == b ] && read line
