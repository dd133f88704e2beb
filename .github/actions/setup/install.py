"""Install a pinned set of packages, and the program of a checkout, into the Python that runs this.

No package is built and none may run code while it is installed. The program is laid where it is, as `pip install
--editable` would; that takes three seconds of every job, and this none. Call it with `python -I`, so that nothing of
the current folder, which may be a stranger's, is imported.
usage: python -I install.py check|site|mail|papers PROGRAM
"""

import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

SETS = "workflow/scaffold/files/.github/requirements"
"""Those of an office (`redaksi init`), which are the program's own as well: NAME.txt."""
PIP = (sys.executable, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
SAFE = ("--require-hashes", "--only-binary", ":all:")
FAST = ("--no-deps", "--no-compile")
"""A pinned set is whole, and most modules of a package are never imported."""
CHECKOUT = "0+checkout"
"""What the program calls its version: a checkout without its tags knows no other."""
SCRIPT = "#!{python} -I\nfrom {module} import {function}\n{function}()\n"


def main(wanted: str, program: Path) -> None:
    """Raises CalledProcessError."""
    known = sorted(file.stem for file in (program / SETS).glob("*.txt"))
    if wanted not in known:
        sys.exit(f"::error::setup: no set of packages is called {wanted!r}; there are {', '.join(known)}")
    subprocess.run([*PIP, *SAFE, *FAST, "--requirement", program / SETS / f"{wanted}.txt"], check=True)
    lay(program.resolve())


def lay(program: Path) -> None:
    """Make the program's modules, its commands and what it announces to other programs known to this Python."""
    project = tomllib.loads((program / "pyproject.toml").read_text("utf-8"))["project"]
    name = project["name"]
    packages, commands = Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("scripts"))
    (packages / f"{name}.pth").write_text(f"{program}\n", "utf-8")
    known = packages / f"{name}-0.dist-info"
    known.mkdir(exist_ok=True)
    (known / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {CHECKOUT}\n", "utf-8")
    points = [
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (known / "entry_points.txt").write_text("\n".join(points), "utf-8")
    for command, target in project["scripts"].items():
        module, _, function = target.partition(":")
        file = commands / command
        file.write_text(SCRIPT.format(python=sys.executable, module=module, function=function), "utf-8")
        file.chmod(0o755)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
