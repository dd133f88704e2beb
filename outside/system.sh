#!/usr/bin/env bash
# What the validators run on: Chromium, Java and Node; with the word `fonts` also those that pages are photographed with.
# Says so where they are missing; fetches Debian's where that is allowed.
set -euo pipefail
cd "$(dirname "$0")/.."
tests/browser.sh
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v npm >/dev/null || missing+=(nodejs npm)
[ "${1:-}" != fonts ] || [ -n "$(fc-list 'Liberation Sans' 2>/dev/null)" ] || missing+=(fontconfig fonts-liberation)
[ ${#missing[@]} = 0 ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi
echo "The validators need: ${missing[*]}. Install them, for instance: sudo apt-get install ${missing[*]}" >&2
exit 1
