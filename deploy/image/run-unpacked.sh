#!/bin/sh
# Runs a command in the unpacked layout as a container engine would, on a Linux that has none:
#
#   run-unpacked.sh LAYOUT SECRETS COMMAND...
#
# The command sees LAYOUT (which layout.sh makes) as /opt/account-risk and SECRETS as /run/secrets/account-risk. Besides, it sees
# the host's libraries and no program, not even a shell. Everything but /tmp is read-only. The command replaces this process and
# runs as user 10001 without any capability. Root is not needed if the kernel lets users create namespaces.
set -eu
if [ "${1:-}" != --inside ]; then
    map=; [ "$(id -u)" = 0 ] || map="--user --map-root-user"
    # shellcheck disable=SC2086
    exec unshare $map --mount --propagation private sh "$0" --inside "$(id -u)" "$@"
fi
caller=$2 layout=$(cd "$3" && pwd) secrets=$(cd "$4" && pwd)
shift 4

# This mount ends with the mount namespace, so any existing folder can be mounted over.
root=/mnt
mount -t tmpfs -o mode=0755 account-risk-root "$root"
cd "$root"
mkdir -p opt/account-risk run/secrets/account-risk etc dev proc tmp
read_only() {
    mkdir -p "./$2"
    mount --rbind "$1" "./$2"
    mount -o remount,bind,ro "./$2"
}
read_only "$layout" opt/account-risk
read_only "$secrets" run/secrets/account-risk
for libraries in usr/lib lib lib64; do
    [ ! -d "/$libraries" ] || read_only "/$libraries" "$libraries"
done
for file in hosts resolv.conf nsswitch.conf; do
    [ ! -f "/etc/$file" ] || cp "/etc/$file" etc/
done
for device in null random urandom zero; do
    : > "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
mount --rbind /proc proc
mount -t tmpfs -o mode=1777,size=256m account-risk-tmp tmp
mount -o remount,bind,ro "$root"

inside="--root=$root --wd=/opt/account-risk/app"
# shellcheck disable=SC2086
if [ "$caller" = 0 ]; then
    exec setpriv --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all,+sys_chroot,+setuid,+setgid \
        unshare $inside --setgid 10001 --setuid 10001 "$@"
else
    exec setpriv --no-new-privs unshare --user --map-user=10001 --map-group=10001 $inside "$@"
fi
