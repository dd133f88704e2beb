"""What `make dist` makes: the tag's version, the same bytes everywhere, all of the package, its licences and its types."""

import os
import re
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from packaging.licenses import canonicalize_license_expression

from tests.support.built_package import SOURCE, VERSION, WHEEL, checkout, commit, dist, installed, make_dist, run
from tests.support.offices import ROOT

WRONG = "from workflow import __version__\n\nnumber: int = __version__\n"
LICENCES = re.compile(r"(?:LICEN[CS]E|NOTICE|OFL|GPL)", re.IGNORECASE)


def names_of(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def metadata() -> Message:
    return Parser().parsestr(names_of(dist() / WHEEL)[f"redaksi-{VERSION}.dist-info/METADATA"].decode())


def tracked() -> set[str]:
    """What of the package is in Git, or would be with the next commit."""
    words = ("ls-files", "--cached", "--others", "--exclude-standard", "workflow")
    return {name for name in run(ROOT, "git", *words).stdout.splitlines() if (ROOT / name).exists()}


def test_the_same_commit_is_the_same_bytes_on_another_computer(tmp_path: Path) -> None:
    former = os.umask(0o077)
    try:
        folder = checkout(tmp_path / "elsewhere/other")
        make_dist(folder, "Asia/Pontianak")
    finally:
        os.umask(former)
    assert sorted(file.name for file in dist().iterdir()) == [WHEEL, SOURCE]
    assert [(folder / "dist" / name).read_bytes() == (dist() / name).read_bytes() for name in (WHEEL, SOURCE)] == [
        True,
        True,
    ]


def test_the_source_archive_alone_makes_the_same_wheel(tmp_path: Path) -> None:
    """Without Git it knows its version, and nothing of the repository is missing in it."""
    with tarfile.open(dist() / SOURCE) as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / f"redaksi-{VERSION}"
    clock = str(int(next(file.stat().st_mtime for file in folder.glob("PKG-INFO"))))
    done = run(folder, sys.executable, "-m", "hatchling", "build", "-t", "wheel", SOURCE_DATE_EPOCH=clock)
    assert done.returncode == 0, done.stderr
    assert (folder / "dist" / WHEEL).read_bytes() == (dist() / WHEEL).read_bytes()


def test_a_commit_behind_a_tag_is_a_development_version_of_the_next_that_names_it(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "one", "v1.2.3")
    commit(folder)
    command = (sys.executable, "-m", "hatchling", "version")
    name = run(folder, "git", "rev-parse", "HEAD").stdout
    made = re.fullmatch(r"1\.2\.4\.dev1\+g([0-9a-f]{7,})\n", run(folder, *command).stdout)
    assert made
    assert name.startswith(made[1])
    for other in ("coba", "v2", "v9.9.9-coba"):  # what no release is called is no version
        run(folder, "git", "tag", other)
    assert run(folder, *command).stdout == made[0]


def test_without_a_tag_or_git_it_comes_after_the_first_version_which_had_no_tag(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "one", "mulai")
    command = (sys.executable, "-m", "hatchling", "version")
    assert re.fullmatch(r"0\.1\.1\.dev1\+g[0-9a-f]+\n", run(folder, *command).stdout)
    (folder / ".git").rename(tmp_path / "git")
    assert run(folder, *command).stdout == "0.1.1.dev0\n"


def test_the_wheel_holds_all_of_the_package_and_nothing_else() -> None:
    """It is built from the source archive, so that one is whole too."""
    held = names_of(dist() / WHEEL)
    package = {name: data for name, data in held.items() if name.startswith("workflow/")}
    assert package == {name: (ROOT / name).read_bytes() for name in tracked()}
    assert {name.split("/")[0] for name in held.keys() - package.keys()} == {f"redaksi-{VERSION}.dist-info"}


def test_every_licence_of_what_is_inside_is_told_and_brought_along() -> None:
    told = metadata()
    inside = {name for name in tracked() if LICENCES.search(Path(name).name) and not name.endswith(".py")}
    assert len(inside) == 4
    assert set(told.get_all("License-File", [])) == inside | {"LICENSE", "NOTICE"}
    texts = names_of(dist() / WHEEL)
    assert all(f"redaksi-{VERSION}.dist-info/licenses/{name}" in texts for name in inside)
    expression = str(told["License-Expression"])
    assert canonicalize_license_expression(expression) == expression
    assert {"Apache-2.0", "MIT", "OFL-1.1", "GPL-3.0-or-later"} <= set(expression.split(" AND "))
    notice = (ROOT / "NOTICE").read_text()
    assert all(
        word in notice
        for word in ("Decap CMS", "Inter", "id_ID.*", *(Path(name).name for name in inside if "GPL" not in name))
    )


def test_the_archives_say_the_tag_s_version_and_bring_the_changelog() -> None:
    assert metadata()["Version"] == VERSION
    with tarfile.open(dist() / SOURCE) as source:
        names = {name.removeprefix(f"redaksi-{VERSION}/") for name in source.getnames()}
    assert {"LICENSE", "NOTICE", "CHANGELOG.md", "docs/pypi.md", "PKG-INFO", "pyproject.toml"} <= names


def test_the_description_shows_the_same_on_an_index_as_here() -> None:
    """There is no repository around it there: nothing in it leads to a file."""
    told = metadata()
    assert told["Description-Content-Type"] == "text/markdown"
    text = str(told.get_payload())
    assert text == (ROOT / "docs/pypi.md").read_text()
    parts = [child for token in MarkdownIt().parse(text) for child in token.children or []]
    places = [
        str(part.attrs.get("href") or part.attrs.get("src")) for part in parts if part.type in ("link_open", "image")
    ]
    assert [place for place in places if not place.startswith("https://")] == []
    extras = {extra for group in re.findall(r"redaksi\[([a-z,]+)\]", text) for extra in group.split(",")}
    assert extras == {*told.get_all("Provides-Extra", [])} - {"test"}


def test_the_command_runs_from_the_wheel_in_indonesian(tmp_path: Path) -> None:
    command = installed() / "bin/redaksi"
    assert run(tmp_path, command, "--version").stdout == f"redaksi {VERSION}\n"
    said = run(tmp_path, command, "tiada", REDAKSI_LANG="id")
    assert said.returncode == 2
    assert "Tidak ada perintah" in said.stderr, said.stderr
    where = run(tmp_path, installed() / "bin/python", "-c", "import workflow; print(workflow.__file__)").stdout
    assert Path(where).is_relative_to(installed())


@pytest.mark.parametrize("typed", [True, False])
def test_a_type_checker_sees_the_types(tmp_path: Path, *, typed: bool) -> None:
    """Without the mark `py.typed` it would see none."""
    (mark,) = installed().glob("lib/python*/site-packages/workflow/py.typed")
    (tmp_path / "wrong.py").write_text(WRONG)
    mypy = [Path(sys.executable).with_name("mypy"), "--config-file=", f"--cache-dir={tmp_path}/cache"]
    mark.unlink() if not typed else None
    try:
        done = run(tmp_path, *mypy, f"--python-executable={installed()}/bin/python", "wrong.py")
    finally:
        mark.touch()
    assert done.returncode == 1
    seen = 'expression has type "str", variable has type "int"' in done.stdout
    assert (seen, "missing library stubs or py.typed marker" in done.stdout) == (typed, not typed), done.stdout
