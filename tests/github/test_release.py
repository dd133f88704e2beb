"""A tag releases the program, or is refused before anything is built."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.github import events
from tests.github.gh import RELEASES
from tests.github.office import Lab
from tests.github.things import ZERO, Run
from tests.support.offices import ROOT
from workflow import __version__

FILE = ".github/workflows/release.yml"
TAG = f"v{__version__}"
CHANGELOG = f"# Changelog\n\n## Unreleased\n\n## {__version__} - 2026-11-20\n\n### Added\n\n- `Everything` & more.\n"
NOTES = "### Added\n\n- `Everything` & more.\n"
BUILT = {"redaksi.tar.gz": b"source\n", "redaksi.whl": b"wheel\n"}
DIGESTS = {name: hashlib.sha256(data).hexdigest() for name, data in BUILT.items()}
DIST = "dist:\n\tmkdir dist\n" + "".join(
    f"\techo {data.decode().strip()} > dist/{name}\n" for name, data in BUILT.items()
)


def released(lab: Lab, tag: str, *, changelog: str = CHANGELOG, tested: str = "true", less: str = "") -> Run:
    """Somebody pushes a tag; `make test` and `make dist` are lines here (tests/project/ makes the real ones).

    `less`: a permission that the workflow does not grant.
    """
    names = ("docs/__init__.py", "docs/changelog.py")
    files: dict[str, str | bytes | None] = {name: (ROOT / name).read_text() for name in names}
    files |= {"CHANGELOG.md": changelog, "Makefile": f"test:\n\t{tested}\n{DIST}"}
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
    assert run.jobs == {"test": "success", "build": "success", "release": "success"}, run.output
    made = json.loads(release(lab).read_text())
    assert made == {"title": f"Redaksi {__version__}", "notes": NOTES, "assets": DIGESTS}
    proof = lab.hub.folder / "attestations" / f"{run.id}.json"
    assert (json.loads(proof.read_text()) if proof.exists() else None) == (None if private else DIGESTS)


def test_a_tag_that_is_not_the_program_s_version_is_refused_before_anything_is_built(lab: Lab) -> None:
    run = released(lab, "v9.9.9")
    assert run.jobs == {"test": "failure", "build": "skipped", "release": "skipped"}
    assert f"the tag is v9.9.9, but the version in workflow/__init__.py is {__version__}" in run.output
    assert not release(lab, "v9.9.9").exists()


@pytest.mark.parametrize(
    ("changelog", "tested", "said"),
    [("# Changelog\n", "true", f"has 0 sections of {__version__}"), (CHANGELOG, "false", "make")],
    ids=["untold", "red"],
)
def test_nothing_is_released_that_is_not_told_of_or_whose_tests_are_red(
    lab: Lab, changelog: str, tested: str, said: str
) -> None:
    release(lab).unlink(missing_ok=True)
    run = released(lab, TAG, changelog=changelog, tested=tested)
    assert run.jobs == {"test": "failure", "build": "skipped", "release": "skipped"}
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
