"""What is done to a published story: kind x state x person, told by the desk and, independently, by the check."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.rules.authority.world import DRAFT, approve, embargo, withdraw
from tests.support.command_line import redaksi
from tests.support.repository import STORY, Office
from workflow.config.commands import Argument
from workflow.config.load import load_office
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.records.article import ActKind
from workflow.records.file_source import Folder, Overlay
from workflow.records.read import read_article
from workflow.rules.authority.state import State
from workflow.services.article_actions import (
    ACT_REFUSALS,
    POSSIBLE_STATES,
    ActInput,
    ArticleAtHand,
    article_at_hand,
    read_publication_time,
)
from workflow.services.article_acts import PreparedAct, prepare_act
from workflow.services.errors import RefusedError
from workflow.text.field_types import parse_instant

PERSONS = ("rina", "budi", "sari", "kadis")
"""The author (petugas), redaktur, editor, head."""
TO = int(parse_instant("2026-11-28T09:00+07:00"))
AT = int(parse_instant("2026-11-20T10:20+07:00"))
DATED = {ActKind.EMBARGO: "publish_at", ActKind.EXPIRY: "valid_until"}
STANDS: dict[State, tuple[str, Any]] = {
    State.DRAFT: (DRAFT, None),
    State.APPROVED: (DRAFT, approve),
    State.EMBARGOED: (DRAFT, embargo),
    State.PUBLISHED: (STORY, None),
    State.WITHDRAWN: (STORY, withdraw),
}
"""How the base office's stories come into each state. Sari withdrew the last one."""


@pytest.fixture(scope="module", params=STANDS, ids=str)
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, State, str]:
    """An office with a story in a state, and an empty branch."""
    path, prepare = STANDS[request.param]
    office = Office(tmp_path_factory.mktemp("acts") / "office")
    office.git("switch", "--quiet", "main")
    if prepare:
        prepare(office)
    office.git("branch", "--quiet", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    return office, request.param, path


@pytest.fixture
def clean(standing: tuple[Office, State, str]) -> Iterator[None]:
    yield
    standing[0].git("reset", "--quiet", "--hard", "main")


def correct(office: Office, path: str) -> None:
    """Rina changes the text, as a proposal, in a commit of her own."""
    text = (office.root / path).read_text()
    (office.root / path).write_text(text.rstrip() + " Acara dimulai pukul 08.00 WIB.\n")
    office.commit("rina")


def wished(kind: ActKind) -> ActInput:
    return ActInput(
        kind=kind,
        note="Panitia memberi tahu: jamnya berubah.",
        moved_to=TO,
        respondent="RSUD Contoh",
        capacity="direktur",
        received=AT - 3600,
    )


def done(office: Office, path: str, kind: ActKind, person: str) -> PreparedAct:
    """What the desk makes of it, with main as what readers have. Raises RefusedError."""
    configured, _ = load_office(office.root)
    assert configured
    with Repository(office.root) as repository:
        base = CommitFiles(repository, repository.resolve("main"))
        story = article_at_hand(Folder(office.root), configured, path, AT, base)
        assert story.wants(wished(kind)) == ()
        return prepare_act(story, person, wished(kind))


def by_hand(office: Office, path: str, kind: ActKind, person: str) -> None:
    """The same written by somebody who knows PANDUAN by heart, and nothing of this program."""
    file = office.root / path
    text, more = file.read_text(), ""
    if status := {"withdrawal": "withdrawn", "republication": "published"}.get(kind.value):
        text = re.sub(r"^status: .*$", f"status: {status}", text, flags=re.MULTILINE)
    if field := DATED.get(kind):
        old = re.search(rf"^{field}: (.*)$", text, re.MULTILINE)
        if old is None:
            text = text.replace("category:", f"{field}: 2026-11-28T09:00+07:00\ncategory:", 1)
            more = "    moved_to: 2026-11-28T09:00+07:00\n"
        else:
            text = text.replace(old[0], f"{field}: 2026-11-28T09:00+07:00")
            more = f"    moved_from: {old[1]}\n    moved_to: 2026-11-28T09:00+07:00\n"
    if kind is ActKind.REPLY:
        more = "    respondent: RSUD Contoh\n    capacity: direktur\n    received: 2026-11-20T09:20+07:00\n"
    file.write_text(text)
    if "status: draft" not in text or kind not in DATED:
        article = read_article(Folder(office.root), path)
        assert article
        entry = f"  - act: {kind.value}\n    by: {person}\n    at: 2026-11-20T10:20+07:00\n    note: x\n{more}"
        entry += f"    content: {article.seals.full}\n"
        head, body = text.removeprefix("---\n").split("---\n", 1)
        begun = "" if "acts:" in head else "acts:\n"
        file.write_text(f"---\n{head}{begun}{entry}---\n{body}")
    office.commit(person)


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("kind", ActKind)
def test_desk_and_check_agree(standing: tuple[Office, State, str], kind: ActKind) -> None:
    office, state, path = standing
    people = PERSONS if state in POSSIBLE_STATES[kind] else ("sari",)
    allowed = []
    for person in people:
        office.git("reset", "--quiet", "--hard", "main")
        if kind is ActKind.CORRECTION:
            correct(office, path)
        start = office.git("rev-parse", "HEAD")
        try:
            made = done(office, path, kind, person)
        except RefusedError as error:
            assert error.findings or error.message == ACT_REFUSALS[kind, state]  # noqa: PT017
            by_hand(office, path, kind, person)
            assert office.rules(), (kind, state, person)
            continue
        allowed.append(person)
        (office.root / path).write_text(made.change.texts[path])
        office.commit(person)
        assert office.rules() == set(), (kind, state, person)
        office.git("reset", "--quiet", "--hard", start)
        by_hand(office, path, kind, person)
        assert office.rules() == set(), (kind, state, person)
    assert allowed == EXPECTED.get((kind, state), [])


EXPECTED = {
    (ActKind.CORRECTION, State.EMBARGOED): ["budi", "sari", "kadis"],
    (ActKind.CORRECTION, State.PUBLISHED): ["budi", "sari", "kadis"],
    (ActKind.WITHDRAWAL, State.EMBARGOED): ["budi", "sari", "kadis"],
    (ActKind.WITHDRAWAL, State.PUBLISHED): ["budi", "sari", "kadis"],
    (ActKind.REPUBLICATION, State.WITHDRAWN): ["budi", "kadis"],
    (ActKind.EMBARGO, State.DRAFT): ["rina", "budi", "sari", "kadis"],
    (ActKind.EMBARGO, State.EMBARGOED): ["budi", "sari", "kadis"],
    (ActKind.UPDATE, State.PUBLISHED): ["budi", "sari", "kadis"],
    (ActKind.REPLY, State.PUBLISHED): ["budi", "sari", "kadis"],
    (ActKind.EXPIRY, State.DRAFT): ["rina", "budi", "sari", "kadis"],
    (ActKind.EXPIRY, State.EMBARGOED): ["budi", "sari", "kadis"],
    (ActKind.EXPIRY, State.PUBLISHED): ["budi", "sari", "kadis"],
}
"""Who may, by PANDUAN; in every other state nobody may."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def story(office: Office, path: str = STORY) -> ArticleAtHand:
    configured, _ = load_office(office.root)
    assert configured
    return article_at_hand(Folder(office.root), configured, path, AT)


def test_what_is_missing_is_asked_for(office: Office) -> None:
    assert story(office).wants(ActInput(kind=ActKind.WITHDRAWAL)) == (Argument.REASON,)
    assert story(office, DRAFT).wants(ActInput(kind=ActKind.EMBARGO)) == (Argument.UNTIL,)
    with pytest.raises(RefusedError, match="Nothing of the story is changed"):
        story(office).wants(ActInput(kind=ActKind.CORRECTION, note="Semula Senin."))


@pytest.mark.parametrize("words", ["19 November 2026 09.00", "30 November", "Rabu 30 November 09.00", "kapan-kapan"])
def test_a_time_that_is_none_is_asked_back(office: Office, words: str) -> None:
    with pytest.raises(RefusedError):
        read_publication_time(words, story(office).office, AT)


@pytest.mark.parametrize(
    "note", ["a: b", '"Batal"', "# x", "- x", "{a}", "[x", "&a *b", "Rp 5.000 | 'ya'", "--- batal", "1½ jam"]
)
def test_any_reason_survives(office: Office, note: str) -> None:
    made = prepare_act(story(office), "sari", ActInput(kind=ActKind.WITHDRAWAL, note=note))
    after = read_article(Overlay(Folder(office.root), {STORY: made.change.texts[STORY].encode()}), STORY)
    assert after
    assert after.record.acts[-1].note == note


def test_a_fault_that_readers_have_already_holds_no_withdrawal_back(office: Office) -> None:
    """A story with a person's number on it is the one that must go at once."""
    office.edit(STORY, "summary: ", "summary: Hubungi 0812-3456-7890. ")
    made = prepare_act(story(office), "sari", ActInput(kind=ActKind.WITHDRAWAL, note="Memuat nomor pribadi."))
    assert "status: withdrawn" in made.change.texts[STORY]


def test_a_correction_takes_its_edits_along_at_the_terminal(office: Office) -> None:
    """The text, its picture and the entry are one commit; a second person is asked for."""
    office.git("config", "user.email", "contoh-sari@users.noreply.github.com")
    office.git("config", "user.name", "Sari Contoh")
    command = ("story", "correct", "2026-0001", f"--root={office.root}", "--now=2026-11-20T10:20+07:00", "--yes")
    assert "Nothing of the story is changed" in redaksi(*command, "--reason=Semula Senin.").err
    office.edit(STORY, "pada hari Senin", "pada hari Selasa")
    picture = office.root / "content/news/2026/pekan-imunisasi.jpg"
    Image.new("RGB", (900, 600), (20, 90, 160)).save(picture)
    assert redaksi(*command).code == 2
    done = redaksi(*command, "--reason=Semula Senin: yang benar Selasa.")
    assert done.code == 0, done.err
    assert "+Pekan imunisasi dimulai pada hari Selasa." in done.out
    assert "somebody else must approve it before it is merged" in done.out
    assert office.git("status", "--porcelain") == ""
    changed = office.git("show", "--format=", "--name-only", "HEAD").split()
    assert changed == [picture.relative_to(office.root).as_posix(), STORY]
    found = {one.rule for one in office.check(head="HEAD")}
    assert found - {"history/dates"} == {"history/acts"}  # the commit bears the time of this computer


def test_a_story_is_found_by_letter_path_and_key(office: Office) -> None:
    for name in ("2026-0001", "2026/0001", "1", STORY, "2026/pekan-imunisasi"):
        command = ("story", "withdraw", name, f"--root={office.root}", "--as=sari", "--reason=Batal.", "--dry-run")
        assert "+status: withdrawn" in redaksi(*command, "--now=2026-11-20T10:20+07:00").out
    assert redaksi("story", "withdraw", "2026-0099", f"--root={office.root}", "--as=sari").code == 1
