"""What is done to a story of the former site: as to any other, and named by its file, since it has no letter."""

from pathlib import Path

import pytest

from tests.rules.authority.world import ARCHIVED, bring_archive
from tests.support.repository import NOW, Office
from workflow.config.load import load_office
from workflow.i18n.catalog import translate
from workflow.records.article import ActKind
from workflow.records.file_source import Folder
from workflow.services.article_actions import ActInput, article_at_hand
from workflow.services.article_acts import prepare_act
from workflow.services.errors import RefusedError


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    made = Office(tmp_path / "office")
    bring_archive(made)
    return made


def acted(desk: Office, person: str, kind: ActKind) -> tuple[str, str]:
    """The title and the text of a change that somebody makes."""
    office, _ = load_office(desk.root)
    assert office
    story = article_at_hand(Folder(desk.root), office, ARCHIVED, NOW)
    change = prepare_act(story, person, ActInput(kind=kind, note="Nama desa keliru.")).change
    return translate(change.title), change.texts[ARCHIVED]


def test_an_editor_withdraws_it(desk: Office) -> None:
    title, text = acted(desk, "sari", ActKind.WITHDRAWAL)
    assert title.startswith("news/2019/pekan-imunisasi: ")
    (desk.root / ARCHIVED).write_text(text)
    desk.git("switch", "--quiet", "--force-create", "main", "change")
    desk.git("switch", "--quiet", "change")
    desk.commit("sari")
    assert desk.check() == []
    header = [line.partition(":")[0] for line in text.split("---\n")[1].splitlines() if line[:1].isalpha()]
    assert header[-3:] == ["acts", "origin", "source"]


def test_staff_does_not(desk: Office) -> None:
    with pytest.raises(RefusedError):
        acted(desk, "rina", ActKind.WITHDRAWAL)
