"""`python -m pip install --requirement FILE`: what is pinned is compared with what is there; all else is refused."""

import importlib.metadata
import re
import sys
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
FLAGS = {
    "--quiet": 0,
    "--disable-pip-version-check": 0,
    "--no-deps": 0,
    "--require-hashes": 0,
    "--no-compile": 0,
    "--only-binary": 1,
    "--requirement": 1,
}


def main(words: list[str]) -> None:
    """Do what is known here, and refuse all else."""
    if words.pop(0) != "install":
        sys.exit("the stand-in of pip only installs")
    while words:
        flag, _, value = words.pop(0).partition("=")
        if flag not in FLAGS:
            sys.exit(f"the stand-in of pip does not know {flag}")
        value = value or (words.pop(0) if FLAGS[flag] else "")
        if flag == "--requirement":
            _compare(Path(value))


def _compare(file: Path) -> None:
    for name, version in PIN.findall(file.read_text()):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "nothing"
        if found != version:
            sys.exit(f"ERROR: {file}: {name}=={version} is pinned, {found} is installed here")


if __name__ == "__main__":
    main(sys.argv[1:])
