"""`python -m pip install`: pinned sets are compared with what is there; an editable program is put on the path."""

import importlib.metadata
import os
import re
import sys
import zlib
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)
HERE = Path(__file__).parent.parent
COMMAND = "#!{python} -I\nimport sys\nfrom workflow.cli.main import main\nsys.exit(main())\n"
FLAGS = {
    "--quiet": 0,
    "--disable-pip-version-check": 0,
    "--no-deps": 0,
    "--require-hashes": 0,
    "--no-build-isolation": 0,
    "--no-compile": 0,
    "--only-binary": 1,
    "--config-settings": 1,
    "--requirement": 1,
    "--editable": 1,
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
        elif flag == "--editable":
            _install(Path(value).resolve())


def _compare(file: Path) -> None:
    for name, version, _ in PIN.findall(file.read_text()):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "nothing"
        if found != version:
            sys.exit(f"ERROR: {file}: {name}=={version} is pinned, {found} is installed here")


def _install(program: Path) -> None:
    """Put it on the path under one name, with times that its bytes decide: so what one job compiled serves the next."""
    if not (program / "pyproject.toml").is_file():
        sys.exit(f"ERROR: {program} does not appear to be a Python project")
    for file in program.glob("workflow/**/*.py"):
        stamp = zlib.crc32(file.read_bytes())
        os.utime(file, (stamp, stamp))
    name = Path(sys.prefix).with_name("program")
    name.unlink(missing_ok=True)
    name.symlink_to(program)
    (HERE / "program.pth").write_text(f"{name}\n")
    script = Path(sys.executable).with_name("redaksi")
    script.write_text(COMMAND.format(python=sys.executable))
    script.chmod(0o755)


if __name__ == "__main__":
    main(sys.argv[1:])
