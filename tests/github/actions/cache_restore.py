"""actions/cache/restore: the newest archive of the key, or of a key that begins as one of the others."""

import subprocess

from tests.github.actions.kit import INPUTS, LAB, WORKSPACE, fail, output

FOLDER = LAB / "caches"


def found() -> str:
    """The key of the cache that fits; "" for none."""
    kept = sorted(FOLDER.glob("*.tar"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    keys = [file.stem for file in kept]
    for asked in [INPUTS["key"], *INPUTS["restore-keys"].split()]:
        for key in keys:
            if key == asked or (key.startswith(asked) and asked != INPUTS["key"]):
                return key
    return ""


def main() -> None:
    """Lay out what was kept."""
    key = found()
    if key and INPUTS["lookup-only"] != "true":
        subprocess.run(["tar", "--extract", "--file", FOLDER / f"{key}.tar", "--directory", WORKSPACE], check=True)
    if not key and INPUTS["fail-on-cache-miss"] == "true":
        fail(f"Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: {INPUTS['key']}")
    hit = "true" if key == INPUTS["key"] else "false" if key else ""
    output(cache_hit=hit, cache_primary_key=INPUTS["key"], cache_matched_key=key)


main()
