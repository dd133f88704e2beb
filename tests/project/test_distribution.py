"""What `make dist` makes: the same bytes everywhere, all of the package, its types, and a command that runs."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from tests.support.offices import ROOT
from workflow import __version__

PARTS = ("workflow", "pyproject.toml", "Makefile", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", ".gitignore")
NAMES = [f"redaksi-{__version__}-py3-none-any.whl", f"redaksi-{__version__}.tar.gz"]
AT = "2026-11-28T12:00:00+07:00"
WRONG = "from workflow import __version__\n\nnumber: int = __version__\n"


def run(folder: Path, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without what leads Python elsewhere."""
    known = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MAKE", "MYPY"))}
    words = [*map(str, command)]
    return subprocess.run(words, cwd=folder, env=known | environment, capture_output=True, text=True, check=False)


def made(folder: Path, *, umask: int, zone: str) -> Path:
    """`make dist` in a checkout of its own, as somebody else's computer has it."""
    former = os.umask(umask)
    try:
        folder.mkdir(parents=True)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
            copy(ROOT / part, folder / part)
        for file in folder.glob("workflow/**/*"):
            file.chmod(file.stat().st_mode & ~umask)
        (folder / ".venv").symlink_to(sys.prefix)
        who = {f"GIT_{role}_{key}": "x" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": AT, "GIT_COMMITTER_DATE": AT}
        for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=x"]):
            assert run(folder, "git", *words, **who, **dates).returncode == 0
        done = run(folder, "make", "--old-file=.venv/.installed", "dist", TZ=zone)
        assert done.returncode == 0, done.stdout + done.stderr
    finally:
        os.umask(former)
    return folder / "dist"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("dist") / "checkout", umask=0o022, zone="UTC")


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and the tests' packages behind it."""
    folder = tmp_path_factory.mktemp("installed") / "python"
    venv.create(folder, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install"]
    done = run(dist, *pip, "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", dist / NAMES[0])
    assert done.returncode == 0, done.stderr
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def test_the_same_commit_is_the_same_bytes_on_another_computer(dist: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "elsewhere/other", umask=0o077, zone="Asia/Pontianak")
    assert sorted(file.name for file in dist.iterdir()) == NAMES
    assert [(other / name).read_bytes() == (dist / name).read_bytes() for name in NAMES] == [True, True]


def test_the_wheel_holds_all_of_the_package_and_nothing_else(dist: Path) -> None:
    """It is built from the source archive, so that one is whole too."""
    tracked = run(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "workflow").stdout.splitlines()
    with zipfile.ZipFile(dist / NAMES[0]) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist()}
    package = {name: data for name, data in held.items() if name.startswith("workflow/")}
    assert package == {name: (ROOT / name).read_bytes() for name in tracked if (ROOT / name).exists()}
    assert {name.split("/")[0] for name in held.keys() - package.keys()} == {f"redaksi-{__version__}.dist-info"}


def test_the_archives_say_the_version_and_bring_licence_notice_and_changelog(dist: Path) -> None:
    with zipfile.ZipFile(dist / NAMES[0]) as wheel:
        told = Parser().parsestr(wheel.read(f"redaksi-{__version__}.dist-info/METADATA").decode())
    assert told["Version"] == __version__
    assert told["License-Expression"] == "Apache-2.0"
    assert told.get_all("License-File") == ["LICENSE", "NOTICE"]
    with tarfile.open(dist / NAMES[1]) as source:
        names = {name.removeprefix(f"redaksi-{__version__}/") for name in source.getnames()}
    assert {"LICENSE", "NOTICE", "CHANGELOG.md", "README.md", "PKG-INFO", "pyproject.toml"} <= names


def test_the_command_runs_from_the_wheel_in_indonesian(installed: Path, tmp_path: Path) -> None:
    command = installed / "bin/redaksi"
    assert run(tmp_path, command, "--version").stdout == f"redaksi {__version__}\n"
    said = run(tmp_path, command, "tiada", REDAKSI_LANG="id")
    assert said.returncode == 2
    assert "Tidak ada perintah" in said.stderr, said.stderr
    where = run(tmp_path, installed / "bin/python", "-c", "import workflow; print(workflow.__file__)").stdout
    assert Path(where).is_relative_to(installed)


@pytest.mark.parametrize("typed", [True, False])
def test_a_type_checker_sees_the_types(installed: Path, tmp_path: Path, *, typed: bool) -> None:
    """Without the mark `py.typed` it would see none."""
    (mark,) = installed.glob("lib/python*/site-packages/workflow/py.typed")
    (tmp_path / "wrong.py").write_text(WRONG)
    mypy = [Path(sys.executable).with_name("mypy"), "--config-file=", f"--cache-dir={tmp_path}/cache"]
    mark.unlink() if not typed else None
    try:
        done = run(tmp_path, *mypy, f"--python-executable={installed}/bin/python", "wrong.py")
    finally:
        mark.touch()
    assert done.returncode == 1
    seen = 'expression has type "str", variable has type "int"' in done.stdout
    assert (seen, "missing library stubs or py.typed marker" in done.stdout) == (typed, not typed), done.stdout
