#!/usr/bin/env bash
# Let Git push with this job's token, and act on the event that began the job.
# PUSH_TOKEN: a token whose pushes let other workflows run, so that the check judges the new commit (PENGATURAN.md).
set -euo pipefail
export GIT_CONFIG_COUNT=1
export GIT_CONFIG_KEY_0="http.https://github.com/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$PUSH_TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0
.venv/bin/redaksi act --event "$GITHUB_EVENT_PATH" --base "$BASE"
