#!/bin/sh
# Install the Debian packages that are missing when run as root; name them otherwise.
#
#     check.sh [LIST ...]    lists in this folder; debian.txt if none is named
set -eu
cd "$(dirname "$0")"
list=$(cat "${@:-debian.txt}" | grep -v '^#')
command -v dpkg-query >/dev/null 2>&1 || { echo "Not Debian: see packaging/system/*.txt" >&2; exit 0; }
missing=""
for name in $list; do
    # One line for each architecture that it is there for.
    dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed ||
        missing="$missing $name"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Missing Debian packages. Run:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
