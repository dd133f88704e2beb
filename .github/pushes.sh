#!/usr/bin/env bash
# Print GitHub's own record of who pushed the commits of a change, for `redaksi check --pushes`: the whole record of the
# branch of each pull request in it, and the last month of this repository, where commits may have come by other branches.
# What cannot be read is left out: a commit of which nobody knows who pushed it is worth less, never more.
# usage: pushes.sh OFFICE BASE
# HEAD_REPO, HEAD_REF: the branch of a pull request. Without them: a group in a merge queue, whose branches are looked up.
set -euo pipefail
office="$1" base="$2"
export GIT_CONFIG_COUNT=1
export GIT_CONFIG_KEY_0="http.https://github.com/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0

activity() { # REPOSITORY [FIELD=VALUE]: the pages, without the brackets around them
  local pages
  pages="$(gh api --method GET --paginate --slurp "repos/$1/activity" -f per_page=100 -f "$2" || echo '[]')"
  pages="${pages#[}"
  printf '%s' "${pages%]}"
}

branches() { # the repository and the branch of each pull request
  if [[ -n "${HEAD_REF:-}" ]]; then
    printf '%s\t%s\n' "${HEAD_REPO:-}" "$HEAD_REF"
    return
  fi
  git -C "$office" rev-list --first-parent --parents "$base..HEAD" | while read -r _ _ merged _; do
    if [[ -n "$merged" ]]; then
      gh api "repos/$GITHUB_REPOSITORY/commits/$merged/pulls" \
        --jq '.[] | select(.state == "open") | [.head.repo.full_name // "", .head.ref] | @tsv' || true
    fi
  done
}

all="$(activity "$GITHUB_REPOSITORY" time_period=month)"
while IFS=$'\t' read -r repository ref; do
  if [[ -n "$repository" && -n "$ref" ]]; then
    pages="$(activity "$repository" "ref=refs/heads/$ref")"
    all="$all${all:+${pages:+,}}$pages"
    # commits that a later push threw away, so that it is seen what was in them
    for commit in $(grep -oE '"(before|after)": ?"[0-9a-f]{40}"' <<< "$pages" | grep -oE '[0-9a-f]{40}' | sort -u); do
      git -C "$office" cat-file -e "$commit" 2> /dev/null ||
        git -C "$office" fetch --quiet --no-tags --no-write-fetch-head origin "$commit" 2> /dev/null || true
    done
  fi
done < <(branches)
printf '[%s]\n' "$all"
