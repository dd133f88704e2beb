#!/usr/bin/env bash
# Push a folder's pictures as one commit without parents to a ref of their own, and print Markdown that shows them.
# The former pictures of the ref are forgotten. What is no plain PNG file is left out.
# usage: pictures.sh FOLDER REF
set -euo pipefail
folder="$1" ref="$2"
export GIT_CONFIG_COUNT=2
export GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 --wrap=0)"
export GIT_CONFIG_VALUE_0
export GIT_CONFIG_KEY_1="http.$GITHUB_SERVER_URL/.followRedirects" GIT_CONFIG_VALUE_1=false # the token goes nowhere else
list="$(mktemp)"
names=()
for file in "$folder"/*.png; do
  name="$(basename "$file")"
  if [[ -f "$file" && ! -L "$file" && "$name" =~ ^[a-z0-9.-]+\.png$ && "$(head -c 4 "$file")" == $'\x89PNG' ]]; then
    printf '100644 blob %s\t%s\n' "$(git hash-object -w -- "$file")" "$name" >> "$list"
    names+=("$name")
  fi
done
if [[ ${#names[@]} -eq 0 ]]; then exit 0; fi
tree="$(git mktree < "$list")"
who=(-c user.name=Redaksi -c user.email=redaksi@users.noreply.invalid)
commit="$(git "${who[@]}" commit-tree "$tree" -m 'Gambar pratinjau')"
git push --quiet --force origin "$commit:$ref"
echo '## Gambar pratinjau'
for name in "${names[@]}"; do
  width=640
  if [[ "$name" == *.phone.png ]]; then width=300; fi
  printf '<img src="%s/%s/raw/%s/%s" alt="%s" width="%s">\n' \
    "$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$commit" "$name" "$name" "$width"
done
