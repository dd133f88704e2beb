"""Whose letter a command is about: a number counts directly behind the command's word, and nowhere else."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.offices import sample_office
from workflow.chatops.parsing.command import Said, own_words, read_command
from workflow.config.commands import Doing

COMMANDS = sample_office().commands
OTHER, OWN = "redaksi/2026-0003", "redaksi/2026-0004"
NUMBERS = st.sampled_from(["2026-0003", "2026/0003", "0003", "3", "0003/2026", "2025-2029", "#3", "PR 3", "surat 2026-0003", "content/requests/2026/0003.md", "redaksi/2026-0003", "No. 2026-0003"])  # fmt: skip
WORDS = st.lists(st.sampled_from(["sudah", "digabung", "dengan", "surat", "dan", "lihat", ":", "-", "\n", "(", ")", ","]), min_size=1, max_size=8)  # fmt: skip


@st.composite
def running(draw: st.DrawFn) -> str:
    """Running text with numbers anywhere, and a word or a colon before the first."""
    parts = draw(st.lists(st.one_of(WORDS.map(" ".join), NUMBERS), max_size=6))
    return " ".join([draw(st.sampled_from(["sudah", ":", "dengan surat", "\n", ": (", "karena"])), *parts])


@given(running(), st.sampled_from([*COMMANDS.commands]))
def test_running_text_never_changes_whose_letter_it_is(text: str, word: str) -> None:
    for before in (f"/{word} ", f"/{word}", f"- **/{word}** ", f"2026-0003\n/{word} "):
        found = read_command(f"{before}{text if before.endswith(' ') else ' ' + text}", COMMANDS)
        assert not isinstance(found, Said) or found.number == ""


@given(running())
def test_no_number_is_lost_from_what_is_said(text: str) -> None:
    numbers = re.findall(r"\d+", text)
    assert re.findall(r"\d+", own_words(f"Karena {text}".replace("\n", " "), COMMANDS)) == numbers


@pytest.mark.parametrize("typed", ["2026-0003", "2026/0003"])
@pytest.mark.parametrize("word", COMMANDS.commands)
@pytest.mark.parametrize("end", ["", ": kata", "\nalasan: kata"])
def test_a_number_directly_behind_the_word_counts(typed: str, word: str, end: str) -> None:
    found = read_command(f"/{word} {typed}{end}", COMMANDS)
    assert isinstance(found, Said)
    assert (found.number, found.is_plain) == (typed, True)


@pytest.mark.parametrize("word", COMMANDS.commands)
def test_what_may_be_something_else_is_plain_of_none_that_changes_anything(word: str) -> None:
    for rest in ("3", "0003: kata", "14", "2025-2029 kata", "2025/2026 kata"):
        found = read_command(f"/{word} {rest}", COMMANDS)
        assert isinstance(found, Said)
        is_title = found.command.does is Doing.DRAFT
        assert not (found.number and found.is_plain and is_title)
        if " " not in rest.partition(":")[0]:
            assert not (found.number and found.is_plain) or found.command.does is Doing.STATUS


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, int, int]]:
    """Two letters, 0003 and 0004; the issue and the pull request of 0004."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as counter:
        counter.letter("rina", filled(), "09:00")
        issue, _ = counter.letter(
            "rina", filled(number="400.7/100/DINKES", subject="Surat 2026-0003 digabung"), "09:02"
        )
        yield counter, issue, max(counter.forge.pulls)


def moved(office: tuple[Counter, int, int], text: str, *, on_pull: bool, who: str = "kadis") -> tuple[set[str], str]:
    """The branches that a comment below letter 0004 moves, and what is answered."""
    counter, issue, pull = office
    with counter.forge.as_it_is():
        before = counter.forge.tips()
        said = counter.comment(who, text, "09:10", pull if on_pull else issue).out
        after = counter.forge.tips()
    return {name for name in after if after[name] != before.get(name)}, said


@pytest.mark.parametrize("on_pull", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "/tarik: sudah digabung dengan surat 2026-0003",
        "/tarik digabung dengan 2026-0003",
        "/tarik:\n2026-0003",
        "/tarik\nalasan: 2026-0003 sudah memuatnya",
        "/tarik: 2026-0003",
        "Surat 2026-0003 sudah memuatnya.\n/tarik: dobel",
        "/disposisi tolak: lihat 2026-0003\njawaban: sudah dimuat bersama 2026-0003",
        "/tunda: menunggu 2026-0003",
        "/disposisi tunda 3 foto",
    ],
)
def test_below_a_letter_running_text_is_about_that_letter(
    office: tuple[Counter, int, int], text: str, on_pull: bool
) -> None:
    branches, said = moved(office, text, on_pull=on_pull)
    assert branches == {OWN}, said


@pytest.mark.parametrize(
    ("text", "branches", "answer"),
    [
        ("/tarik 2026-0003: dobel", {OTHER}, ""),
        ("/tarik 2026/0003: dobel", {OTHER}, ""),
        ("/tarik 0003: dobel", set(), "may be letter"),
        ("/tarik 3: dobel", set(), "may be letter"),
        ("/tarik 4: dobel", {OWN}, ""),
        ("/jeda 3: foto", set(), "may be letter"),
        ("/tarik 2026-0009: dobel", set(), "no request"),
        ("/status 3", set(), "2026\\-0003"),
        ("/status 0003", set(), "2026\\-0003"),
        ("/status surat 3", set(), ""),
    ],
)
def test_a_number_behind_the_word_below_an_issue(
    office: tuple[Counter, int, int], text: str, branches: set[str], answer: str
) -> None:
    found, said = moved(office, text, on_pull=False)
    assert found == branches, said
    assert answer in said


def test_another_letter_is_not_done_below_a_pull_request(office: tuple[Counter, int, int]) -> None:
    for text in ("/tarik 2026-0003: dobel", "/tarik 2026-0009: dobel"):
        found, said = moved(office, text, on_pull=True)
        assert found == set()
        assert "is not worked on here, but 2026\\-0004" in said
    assert moved(office, "/tarik 2026-0004: dobel", on_pull=True)[0] == {OWN}


def test_titles_branches_and_texts_of_github_name_no_letter(office: tuple[Counter, int, int]) -> None:
    counter, issue, pull = office
    with counter.forge.as_it_is():
        counter.forge.pulls[pull] |= {"title": "2026-0003: lain", "body": "Surat 2026-0003\nRedaksi-Event: 2026-0003"}
        counter.forge.issues[issue]["title"] = "2026-0003"
        counter.commit(OWN, "content/news/2026/lihat-2026-0003.txt", "2026-0003\n", "09:05")
        counter.forge.git("branch", "redaksi/2026-0003-catatan", OWN)
        for number in (pull, issue):
            with counter.forge.as_it_is():
                before = counter.forge.tips()
                said = counter.comment("kadis", "/tunda: menunggu foto", "09:10", number).out
                after = counter.forge.tips()
                assert {name for name in after if after[name] != before[name]} == {OWN}, said


@pytest.fixture(scope="module")
def accepted(office: tuple[Counter, int, int]) -> Iterator[tuple[Counter, int, int]]:
    """The same, with letter 0004 about to be written."""
    counter, _, pull = office
    with counter.forge.as_it_is():
        counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", "09:05", pull)
        counter.comment("budi", "/terima", "09:06", pull)
        yield office


@pytest.mark.parametrize(
    ("text", "title", "on_pull"),
    [
        ("/naskah Rencana Kerja 2025-2029 Disusun", "Rencana Kerja 2025-2029 Disusun", True),
        ("/naskah 2025-2029 Menjadi Masa Kerja Baru", "2025-2029 Menjadi Masa Kerja Baru", False),
        ("/naskah 2025/2026 Tahun Ajaran Baru Dimulai", "2025/2026 Tahun Ajaran Baru Dimulai", True),
        ("/naskah: 2026-0003 Menjadi Nomor Surat", "2026-0003 Menjadi Nomor Surat", False),
        ("/naskah 2026-0004: Donor Darah Digelar", "Donor Darah Digelar", True),
        ("/naskah 20 Kecamatan Ikut Pekan Imunisasi", "20 Kecamatan Ikut Pekan Imunisasi", False),
        ("/naskah 2026-0003 Menjadi Nomor Surat", "", False),
    ],
)
def test_a_title_may_begin_with_years(accepted: tuple[Counter, int, int], text: str, title: str, on_pull: bool) -> None:
    counter, issue, pull = accepted
    with counter.forge.as_it_is():
        said = counter.comment("rina", text, "09:10", pull if on_pull else issue).out
        stories = counter.forge.git("ls-tree", "-r", "--name-only", OWN).split()
        texts = [counter.read(name, OWN) for name in stories if "/news/" in name and name.endswith(".md")]
    written = [text for text in texts if "request: 2026-0004" in text]
    if not title:
        assert "may be letter" in said
        assert not written
    else:
        assert f"title: {title}\n" in written[0].replace('"', "").replace("'", "")
