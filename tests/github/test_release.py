"""A tag releases the program, or is refused before anything is built."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.github import events
from tests.github.gh import RELEASES
from tests.github.office import Lab, open_lab
from tests.github.rules import lets_in
from tests.github.things import ZERO, Run
from tests.support.offices import ROOT

FILE = ".github/workflows/release.yml"
TAG = "v1.2.3"
CHANGELOG = "# Changelog\n\n## Unreleased\n\n## 1.2.3 - 2026-11-20\n\n### Added\n\n- `Everything` & more.\n"
NOTES = "### Added\n\n- `Everything` & more.\n"
BUILT = {"redaksi-1.2.3.tar.gz": b"source\n", "redaksi-1.2.3-py3-none-any.whl": b"wheel\n"}
DIGESTS = {name: hashlib.sha256(data).hexdigest() for name, data in BUILT.items()}
DONE = dict.fromkeys(("test", "outside", "build", "release"), "success")
NOTHING = {"test": "failure", "outside": "success"} | dict.fromkeys(("build", "release", "publish"), "skipped")
DIST = "dist:\n\tmkdir dist\n" + "".join(
    f"\techo {data.decode().strip()} > dist/{name}\n" for name, data in BUILT.items()
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A release asks for no record and runs nothing of the program: only the workflows lie on the hub."""
    with open_lab(tmp_path_factory.mktemp("lab"), (".github", "pyproject.toml")) as made:
        yield made


def released(
    lab: Lab, tag: str, *, changelog: str = CHANGELOG, tested: str = "true", judged: str = "true", less: str = ""
) -> Run:
    """Somebody pushes a tag; `make test` and `make dist` are lines here (tests/project/ makes the real ones).

    `less`: a permission that the workflow does not grant.
    """
    names = ("docs/__init__.py", "docs/changelog.py")
    files: dict[str, str | bytes | None] = {name: (ROOT / name).read_text() for name in names}
    files |= {"CHANGELOG.md": changelog, "Makefile": f"test:\n\t{tested}\noutside:\n\t{judged}\n{DIST}"}
    workflow = lab.hub.bare.read(FILE)
    files[FILE] = workflow.replace(f"      {less}", "      checks: read") if less else workflow
    assert (files[FILE] != workflow) == bool(less)
    commit = lab.hub.bare.commit(lab.hub.bare.tip("main"), files, "Surya <a@b>", lab.hub.now())
    ref = f"refs/tags/{tag}"
    lab.hub.bare.move(ref, commit)
    lab.hub.waiting.append(events.pushed(lab.hub, ref, ZERO, commit, "contoh-surya"))
    (run,) = lab.settle()
    assert run.file == "release.yml"
    return run


def release(lab: Lab, tag: str = TAG) -> Path:
    """Where the release of a tag would be."""
    return lab.hub.folder / RELEASES / f"{tag}.json"


@pytest.mark.parametrize("private", [False, True])
def test_a_tag_is_tested_built_attested_and_released_with_the_changelog_s_words(lab: Lab, *, private: bool) -> None:
    """GitHub attests in public repositories alone."""
    lab.hub.private = private
    release(lab).unlink(missing_ok=True)
    run = released(lab, TAG)
    assert run.jobs == DONE | {"publish": "skipped"}, run.output
    made = json.loads(release(lab).read_text())
    assert made == {"title": "Redaksi 1.2.3", "notes": NOTES, "assets": DIGESTS}
    proof = lab.hub.folder / "attestations" / f"{run.id}.json"
    assert (json.loads(proof.read_text()) if proof.exists() else None) == (None if private else DIGESTS)


@pytest.fixture
def index(lab: Lab) -> Iterator[Path]:
    """What PyPI has, of a repository that may publish there."""
    lab.runner.variables[""] = {**lab.runner.variables.get("", {}), "PUBLISH_TO_PYPI": "true"}
    yield lab.hub.folder / "pypi.json"
    del lab.runner.variables[""]["PUBLISH_TO_PYPI"]
    (lab.hub.folder / "pypi.json").unlink(missing_ok=True)


def test_the_files_of_the_release_go_to_pypi_attested_from_where_that_is_wanted(lab: Lab, index: Path) -> None:
    """A variable of the repository says so; a fork has none (the test above)."""
    release(lab).unlink(missing_ok=True)
    index.write_text(
        json.dumps({"redaksi-1.2.3.tar.gz": [DIGESTS["redaksi-1.2.3.tar.gz"], True]})
    )  # half of it, before
    run = released(lab, TAG)
    assert run.jobs == DONE | {"publish": "success"}, run.output
    assert json.loads(index.read_text()) == {name: [digest, True] for name, digest in DIGESTS.items()}


def test_what_was_not_released_does_not_go_to_pypi(lab: Lab, index: Path) -> None:
    lab.hub.private = False
    release(lab).unlink(missing_ok=True)
    run = released(lab, TAG, less="attestations: write")
    assert (run.jobs["release"], run.jobs["publish"]) == ("failure", "skipped")
    assert not index.exists()


def test_only_tags_are_let_into_the_environment_that_pypi_trusts() -> None:
    job = yaml.safe_load((ROOT / FILE).read_text())["jobs"]["publish"]
    assert job["environment"] == "pypi"
    assert job["permissions"] == {"id-token": "write"}
    assert (lets_in("pypi", "refs/tags/v1.2.3"), lets_in("pypi", "refs/heads/main")) == (True, False)


@pytest.mark.parametrize("tag", ["v9.9.9", "v1.2.3-beta"])
def test_a_tag_that_is_no_version_or_not_told_of_is_refused_before_anything_is_built(lab: Lab, tag: str) -> None:
    run = released(lab, tag)
    assert run.jobs == NOTHING
    assert f"has 0 sections of {tag[1:]}" in run.output
    assert ("which is not `v` and a version" in run.output) == (tag == "v1.2.3-beta")
    assert not release(lab, tag).exists()


def test_a_build_that_says_another_version_than_the_tag_is_not_released(lab: Lab) -> None:
    """As where a commit has two tags."""
    release(lab, "v1.2.4").unlink(missing_ok=True)
    run = released(lab, "v1.2.4", changelog=CHANGELOG.replace("1.2.3", "1.2.4"))
    assert run.jobs == DONE | {"build": "failure", "release": "skipped", "publish": "skipped"}


@pytest.mark.parametrize(
    ("changelog", "tested", "judged", "said", "jobs"),
    [
        ("# Changelog\n", "true", "true", "has 0 sections of 1.2.3", NOTHING),
        (CHANGELOG, "false", "true", "make", NOTHING),
        (CHANGELOG, "true", "false", "make", NOTHING | {"test": "success", "outside": "failure"}),
    ],
    ids=["untold", "red", "refused by a validator"],
)
def test_nothing_is_released_that_is_not_told_of_or_whose_tests_are_red(
    lab: Lab, changelog: str, tested: str, judged: str, said: str, jobs: dict[str, str]
) -> None:
    release(lab).unlink(missing_ok=True)
    run = released(lab, TAG, changelog=changelog, tested=tested, judged=judged)
    assert run.jobs == jobs
    assert said in run.output
    assert not release(lab).exists()


@pytest.mark.parametrize(
    ("less", "job"),
    [
        ("contents: read", "test"),
        ("contents: write", "release"),
        ("id-token: write", "release"),
        ("attestations: write", "release"),
    ],
)
def test_a_permission_less_is_red_and_releases_nothing(lab: Lab, less: str, job: str) -> None:
    lab.hub.private = False
    release(lab).unlink(missing_ok=True)
    run = released(lab, TAG, less=less)
    assert run.jobs[job] == "failure"
    assert not release(lab).exists()
