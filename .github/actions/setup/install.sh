#!/usr/bin/env bash
# Install a pinned set and the program itself into the Python that is on PATH. No package is built and none may run code
# while it is installed; the current folder, which may be a stranger's, is not looked at (-I).
# usage: install.sh check|site|all PROGRAM
set -euo pipefail
case "$1" in
  check | site) pinned="$2/requirements-$1.txt" ;;
  all) pinned="$2/requirements.txt" ;;
  *) echo "::error::setup: '$1' is no set of packages: check, site, all" && exit 2 ;;
esac
pip=(python -I -m pip install --quiet --disable-pip-version-check --no-deps)
"${pip[@]}" --require-hashes --only-binary :all: --requirement "$pinned"
"${pip[@]}" --no-build-isolation --config-settings editable_mode=compat --editable "$2"
