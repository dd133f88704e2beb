"""A published story in the writing page: what it offers is done, what it does not offer is refused, and who else can."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.clone import git, sample_clone
from tests.support.editor_driver import photograph
from tests.support.editor_questions import STORY, ask, save
from workflow.records.article import ActKind
from workflow.services.errors import RefusedError

WITHDRAWN = "content/news/2026/bus-sekolah-uji-coba.md"
DRAFT = "content/news/2026/pelatihan-guru-paud.md"
PICTURE = STORY.replace(".md", ".jpg")
SLUG = STORY.removeprefix("content/news/").removesuffix(".md")
BRANCH = f"cms/berita/{SLUG}"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_clone(tmp_path_factory.mktemp("acts") / "clone")


@pytest.fixture
def root(clone: Path) -> Iterator[Path]:
    start = git(clone, "rev-parse", "main").strip()
    yield clone
    git(clone, "reset", "--quiet", "--hard", start)
    for branch in git(clone, "for-each-ref", "--format=%(refname:short)", "refs/heads/cms").split():
        git(clone, "branch", "--quiet", "-D", branch)


def refused(root: Path, person: str, action: str, **params: Any) -> str:
    before = git(root, "for-each-ref")
    with pytest.raises(RefusedError) as caught:
        ask(root, person, action, **params)
    assert git(root, "for-each-ref") == before
    return caught.value.message.text + " ".join(map(str, caught.value.message.values.values()))


def offered(root: Path, person: str, path: str = STORY) -> list[str]:
    return [one["act"] for one in ask(root, person, "storyActs", path=path)["acts"]]


@pytest.mark.parametrize(
    ("path", "person", "acts"),
    [
        (STORY, "rina", []),
        (STORY, "sari", ["withdrawal", "update", "reply", "expiry"]),
        (STORY, "kadis", ["withdrawal", "update", "reply", "expiry"]),
        (WITHDRAWN, "sari", ["republication"]),
        (WITHDRAWN, "budi", []),
        (WITHDRAWN, "dewi", []),
        (DRAFT, "sari", []),
    ],
)
def test_what_is_offered_is_done_and_nothing_else(root: Path, path: str, person: str, acts: list[str]) -> None:
    """Budi withdrew the one, Rina and Dewi wrote them."""
    assert offered(root, person, path) == acts
    for kind in ActKind:
        given = {"path": path, "act": kind.value, "note": "Panitia memberi tahu.", "until": "Senin 30 November 09.00"}
        if kind.value not in acts:
            assert refused(root, person, "storyAct", **given)
    reply = {"respondent": "RSUD Contoh", "capacity": "direktur", "received": "20 November 2026 09.30"}
    given = {"path": path, "note": "Panitia memberi tahu.", "until": "Senin 30 November 09.00", **reply}
    for act in reversed(acts):  # after a withdrawal nothing else can follow
        assert ask(root, person, "storyAct", act=act, **given)["said"]
        assert f"act: {act}" in git(root, "show", f"main:{path}")
        assert git(root, "status", "--porcelain") == ""
        assert (
            git(root, "log", "-1", "--format=%an", "main").strip().lower().startswith(person.replace("kadis", "surya"))
        )


def test_a_correction_is_written_by_one_entered_by_another_and_merged(root: Path) -> None:
    told = save(root, "rina")["warnings"][0]
    assert "usul" in told or "proposal" in told
    assert git(root, "show", f"main:{STORY}") != git(root, "show", f"{BRANCH}:{STORY}")
    assert offered(root, "rina") == []
    assert "correction" in offered(root, "sari")
    assert "not entered as a correction" in refused(
        root, "sari", "publishUnpublishedEntry", collection="berita", slug=SLUG
    )
    assert "wrote this change" in refused(root, "rina", "storyAct", path=STORY, act="correction", note="Semula 64.")
    assert "reason" in refused(root, "sari", "storyAct", path=STORY, act="correction", note=" ")
    ask(root, "sari", "storyAct", path=STORY, act="correction", note="Semula tertulis 64. Yang benar, 65.")
    ask(root, "budi", "publishUnpublishedEntry", collection="berita", slug=SLUG)
    text = git(root, "show", f"main:{STORY}")
    assert "65 wakil" in text
    assert "by: sari" in text
    assert git(root, "log", "--topo-order", "--format=%an", "-4", "main").split("\n")[:3] == [
        "Budi Contoh",
        "Sari Contoh",
        "Rina Contoh",
    ]
    assert git(root, "status", "--porcelain") == ""
    assert (root / STORY).read_text() == text
    assert git(root, "for-each-ref", "refs/heads/cms") == ""


def test_a_story_is_withdrawn_though_its_correction_waits(root: Path) -> None:
    save(root, "rina")
    assert "withdrawal" in offered(root, "sari")
    ask(root, "sari", "storyAct", path=STORY, act="withdrawal", note="Panitia memberi tahu.")
    text = git(root, "show", f"main:{STORY}")
    assert "act: withdrawal" in text
    assert "64 wakil" in text


def test_nobody_corrects_alone(root: Path) -> None:
    told = save(root, "sari")["warnings"][0]
    assert "Budi" in told
    assert "Sari" not in told
    assert "correction" not in offered(root, "sari")
    assert "Budi Contoh" in refused(root, "sari", "storyAct", path=STORY, act="correction", note="Semula 64.")
    ask(root, "budi", "storyAct", path=STORY, act="correction", note="Semula 64.")
    save(root, "budi", "65 wakil", "66 wakil")
    assert "not entered" in refused(root, "sari", "publishUnpublishedEntry", collection="berita", slug=SLUG)


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (STORY, "64 wakil", "64 wakil (0812-3456-7890)", "Mend what is marked"),
        (STORY, "publish_at: 2026-11-20T09:05", "publish_at: 2026-11-29T09:05", "above the form"),
        (WITHDRAWN, "Empat bus", "Lima bus", "shown again first"),
        (STORY, "corrections: []", "acts: [{act: correction}]", "SOP"),
    ],
)
def test_a_bad_change_of_a_published_story_is_refused(root: Path, path: str, old: str, new: str, said: str) -> None:
    before = git(root, "for-each-ref")
    with pytest.raises(RefusedError) as caught:
        save(root, "rina", old, new, path)
    assert said in caught.value.message.text
    assert git(root, "for-each-ref") == before


def test_another_picture_of_a_published_story_is_a_correction_too(root: Path) -> None:
    sent = {"path": PICTURE, "content": base64.b64encode(photograph()).decode()}
    options = {"collectionName": "berita", "commitMessage": "ubah", "useWorkflow": True, "status": "draft"}
    files = [{"slug": SLUG, "path": STORY, "raw": git(root, "show", f"main:{STORY}")}]
    ask(root, "rina", "persistEntry", dataFiles=files, assets=[sent], options=options)
    assert "not entered" in refused(root, "rina", "publishUnpublishedEntry", collection="berita", slug=SLUG)
    assert "wrote this change" in refused(root, "rina", "storyAct", path=STORY, act="correction", note="Foto diganti.")
    ask(root, "sari", "storyAct", path=STORY, act="correction", note="Foto diganti.")
    start = git(root, "rev-parse", f"main:{PICTURE}")
    ask(root, "budi", "publishUnpublishedEntry", collection="berita", slug=SLUG)
    assert git(root, "rev-parse", f"main:{PICTURE}") != start


def test_a_published_story_is_not_changed_on_another_ones_branch(root: Path) -> None:
    text = git(root, "show", f"main:{STORY}").replace("64 wakil", "66 wakil")
    options = {"collectionName": "berita", "commitMessage": "ubah", "useWorkflow": True, "status": "draft"}
    stray = [{"slug": "2026/lain-sekali", "path": STORY, "raw": text}]
    assert "no place" in refused(root, "rina", "persistEntry", dataFiles=stray, assets=[], options=options)
    more = [{"slug": SLUG, "path": STORY, "raw": text}, {"slug": SLUG, "path": DRAFT, "raw": text}]
    assert "no place" in refused(root, "rina", "persistEntry", dataFiles=more, assets=[], options=options)


def test_a_story_that_was_published_elsewhere_meanwhile_is_not_changed_alone(root: Path) -> None:
    """The clone does not know it as yet when it is asked to merge."""
    text = git(root, "show", f"main:{STORY}")
    draft = text.replace("status: published", "status: draft")
    committed(root, "main", draft)
    git(root, "branch", "--quiet", "jauh")
    git(root, "branch", "--quiet", BRANCH)
    committed(root, BRANCH, draft.replace("64 wakil", "66 wakil"))
    committed(root, "jauh", text)
    git(root, "checkout", "--quiet", "main")
    git(root, "branch", "--quiet", "--set-upstream-to=jauh")
    try:
        with pytest.raises(RefusedError) as caught:
            ask(root, "rina", "publishUnpublishedEntry", collection="berita", slug=SLUG)
        assert "not entered as a correction" in caught.value.message.text
        assert "66 wakil" not in git(root, "show", f"main:{STORY}")
    finally:
        git(root, "branch", "--quiet", "--unset-upstream")
        git(root, "branch", "--quiet", "-D", "jauh")


def committed(root: Path, branch: str, text: str) -> None:
    """The story as it stands on a branch."""
    git(root, "checkout", "--quiet", branch)
    (root / STORY).write_text(text)
    git(root, "commit", "--quiet", "--all", "--no-verify", "--message=ubah")
