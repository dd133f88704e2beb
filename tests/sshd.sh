#!/usr/bin/env bash
# The tests publish to a real SSH server on this computer. Say what is missing; fetch Debian's where that is allowed.
set -euo pipefail
missing=()
command -v ssh >/dev/null || missing+=(openssh-client)
[ -x /usr/sbin/sshd ] || missing+=(openssh-server)
command -v rsync >/dev/null || missing+=(rsync)
command -v busybox >/dev/null || missing+=(busybox)
[ "${#missing[@]}" = 0 ] && exit 0
as_root=()
if [ "$(id -u)" != 0 ] && [ -n "${CI:-}" ] && sudo -n true 2>/dev/null; then as_root=(sudo -n); fi
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || [ "${#as_root[@]}" != 0 ]; }; then
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi
echo "The tests need: ${missing[*]}. Install it, for instance: sudo apt-get install ${missing[*]}" >&2
exit 1
