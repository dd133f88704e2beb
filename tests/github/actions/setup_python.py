"""actions/setup-python: the tests' own Python, with what is installed for them; pip's stand-in asks no network."""

import platform
import shutil

from tests.github.actions.kit import INPUTS, LAB, fail, inside, output, path

PYTHON = LAB / "python" / "bin"


def main() -> None:
    """The Python that is here, if it is the one that is asked for."""
    version = platform.python_version()
    if not f"{version}.".startswith(f"{INPUTS['python-version']}."):
        fail(f"The version '{INPUTS['python-version']}' was not found; here is {version}")
    if INPUTS["cache"] and not any(inside(line) for line in INPUTS["cache-dependency-path"].splitlines()):
        fail(
            f"No file matched to [{INPUTS['cache-dependency-path']}], make sure you have checked out the target repository"
        )
    for file in [PYTHON / "redaksi", *(PYTHON.parent / "lib").glob("python*/site-packages/redaksi*")]:
        shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)  # as on another machine
    path(PYTHON)
    output(python_version=version, python_path=PYTHON / "python", cache_hit="false")


main()
