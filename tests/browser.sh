#!/usr/bin/env bash
# The tests look at pages in a real browser. Say so when there is none; fetch Debian's where that is allowed.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  exit 0
fi
echo "The tests need Chromium. Install it, for instance: sudo apt-get install chromium" >&2
exit 1
