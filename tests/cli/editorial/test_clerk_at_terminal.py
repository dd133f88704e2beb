"""A clerk with natural mistakes at a real terminal: asked back, nothing typed is lost, the wrong answer alone again."""

import json
import time
from pathlib import Path

import pytest

from tests.support.clone import git, sample_clone
from tests.support.command_line import redaksi
from tests.support.terminal import END, INTERRUPT, at_terminal
from workflow.cli.editorial._saved_answers import ANSWERS_FILE

AT = "--now=2026-11-27T10:05+07:00"
REQUEST = "content/requests/2026/0171.md"
DRAFT = """\
---
title: Donor Darah Akhir Pekan Terbuka untuk Umum
request: 2026-0167
status: draft
category: kesehatan
tags: [donor darah]
summary: Bakti donor darah berlangsung Sabtu, 28 November 2026, pukul 08.00 WIB dan terbuka bagi semua warga.
author: rina
---
Dinas Kesehatan membuka bakti donor darah bagi semua warga, Sabtu (28/11/2026), pukul 08.00 WIB di aula puskesmas.

Calon pendonor berusia 17 sampai 60 tahun.
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_clone(tmp_path_factory.mktemp("clerk") / "clone")


@pytest.fixture
def office(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(clone, "checkout", "--quiet", "--force", "-B", "try", git(clone, "rev-list", "--max-parents=0", "HEAD").strip())
    git(clone, "clean", "--quiet", "--force", "-d")
    (clone / ".git" / ANSWERS_FILE).unlink(missing_ok=True)
    monkeypatch.chdir(clone)
    return clone


def test_a_letter_with_every_mistake(office: Path) -> None:
    stopped = at_terminal(
        office,
        ("new", AT),
        *("rinna", "1"),  # who is at the desk: mistyped, then by its place in the list
        "400.7/ 99 /DINKES",
        *("Kamis 20 November", "2"),  # a Friday; the Thursday is meant
        *("Jumat 15.30", "Jumat 09.00", "1"),  # has not come yet; today or a week ago
        *("dinas kesehtan", "ya"),
        INTERRUPT,
    )
    assert stopped.code == 1
    assert "“rinna” is not known here. Did you mean Rina Contoh?" in stopped.screen
    assert "2. Thursday, 19 November 2026" in stopped.screen
    assert "2. Friday, 20 November 2026, 09:00 WIB" in stopped.screen
    assert "1. Dinas Kesehatan  (dinkes)" in stopped.screen
    assert "kept here for a day" in stopped.screen
    done = at_terminal(
        office,
        ("new", "--as", "Rina Contoh", AT),
        *("ya", "Permintaan publikasi donor darah", "Donor darah Senin. Hubungi 0812-3456-7890."),
        *("gangguan jaringan", "1", "surya", "1"),  # 09.00 is longer ago than the norm of step 1
        "Donor darah digelar Senin.",  # the telephone number was refused; this alone is asked again
        "y",
    )
    assert done.code == 0, done.screen
    assert done.screen.count("What does it ask for?") == 1
    text = (office / REQUEST).read_text()
    for line in ("number: 400.7/ 99 /DINKES", "date: 2026-11-19", "received: 2026-11-27T09:00+07:00", "from: dinkes"):
        assert f"  {line}\n" in text
    assert "0812" not in text
    assert not (office / ".git" / ANSWERS_FILE).exists()


def test_what_is_typed_is_kept_in_gits_folder_without_personal_data(office: Path) -> None:
    asked = ("9/X", "kemarin", "", "dinkes", "Uji", "Hubungi Budi di 0812-3456-7890")
    assert at_terminal(office, ("new", "--as=rina", AT), *asked, INTERRUPT).code == 1
    file = office / ".git" / ANSWERS_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    kept = json.loads(file.read_bytes())
    assert kept["answers"] == {
        "number": "9/X",
        "date": "2026-11-26",
        "received": "2026-11-27 10.05",
        "from": "dinkes",
        "subject": "Uji",
    }
    assert git(office, "status", "--porcelain") == ""
    again = at_terminal(office, ("new", "--as=rina", AT), "tidak", END)
    assert "9/X" in again.screen
    assert not file.exists()
    file.write_text(json.dumps({**kept, "at": kept["at"] - 90_000}))
    assert "9/X" not in at_terminal(office, ("new", "--as=rina", AT), END).screen
    assert not file.exists()


def test_a_number_that_is_registered_is_asked_again_alone(office: Path) -> None:
    letter = ("--date=kemarin", "--from=Dinas Kesehatan", "--subject=Uji", "--received=baru saja", "--yes", AT)
    assert redaksi("new", "--as=rina", "--number=400.7/99/DINKES", *letter).code == 0
    done = at_terminal(office, ("new", "--as=rina", "--number=400.7/ 99 /Dinkes", *letter), "400.7/100/DINKES", "Isi.")
    assert done.code == 0, done.screen
    assert "registered already, as 2026-0171" in done.screen
    assert "registered as 2026-0172" in done.screen


def test_a_step_in_peoples_words(office: Path) -> None:
    late = ("--delay=Gangguan jaringan", "--acknowledged-by=Surya Contoh")
    said = ("--result=setuju", "--to=ke Kabid", "--instruction=Olah.", "--finished=tadi 09.00", *late)
    done = redaksi("step", "170", "--as=Surya Contoh", *said, "--yes", AT)
    assert done.code == 0, done.err
    text = (office / "content/requests/2026/0170.md").read_text()
    assert "decision: publish\n" in text
    assert "to: redaktur\n" in text
    assert "finished: 2026-11-27T09:00+07:00" in text


def test_what_was_understood_of_several_stays(office: Path) -> None:
    """Only the misspelt outlet is asked again; the site that stood beside it goes along."""
    late = ("--delay=Gangguan jaringan", "--acknowledged-by=Surya Contoh", "--dry-run", AT)
    done = at_terminal(office, ("step", "165", "--as=rina", "--outlets=website, korn contoh", *late), "1")
    assert done.code == 0, done.screen
    assert "outlets: [website, koran-contoh]" in done.screen


def test_a_time_that_is_not_understood_is_asked_by_its_question_and_not_kept(office: Path) -> None:
    done = at_terminal(office, ("new", "--as=rina", AT), "9/X", "kemarin", "dinkes", "kemarin sore", INTERRUPT)
    assert done.screen.count("When did it come in?") == 3
    assert "the time of day is missing" in done.screen
    again = at_terminal(office, ("new", "--as=rina", AT), "ya", INTERRUPT)
    assert "When did it come in? The SOP's clock starts then [2026-11-27 10.05]" in again.screen


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("step", "169", "--as=budi", "--pause", ""), "--pause needs a value"),
        (("step", "169", "--as=budi", "--withdraw= "), "--withdraw needs a value"),
        (("step", "169", "--as=budi", "--finished="), "--finished needs a value"),
        (("new", "--as=rina", "--received", ""), "--received needs a value"),
        (("draft", "167", "--as=rina", "--title", ""), "--title needs a value"),
        (("story", "withdraw", "2024-0107", "--as=budi", "--reason", ""), "--reason needs a value"),
        (("step", "169", "--as=budi", "--pause=foto", "--resume"), "Only one of these at a time: --pause, --resume"),
    ],
)
def test_a_slip_in_the_flags_does_nothing_else(office: Path, arguments: tuple[str, ...], words: str) -> None:
    """An empty reason for a hold must not become the step itself."""
    done = redaksi(*arguments, "--yes", AT)
    assert done.code == 2
    assert words in done.err
    assert git(office, "rev-list", "--count", "HEAD").strip() == "1"


def test_a_put_off_letter_says_that_its_clock_goes_on(office: Path) -> None:
    late = ("--delay=Gangguan jaringan", "--acknowledged-by=Surya Contoh")
    done = redaksi("step", "170", "--as=kadis", "--result=tunda", "--instruction=Tunggu.", *late, "--yes", AT)
    assert done.code == 0, done.err
    assert 'redaksi step 2026-0170 --pause "REASON"' in done.out
    assert redaksi("step", "170", "--as=kadis", "--pause=Menunggu tanggal", "--yes", AT).code == 0


@pytest.mark.parametrize("data", ["Donor\u200b darah\xa0digelar Senin.", "\ufeffDonor darah digelar Senin."])
def test_what_nobody_sees_is_cleaned_out_of_a_letters_data(office: Path, tmp_path: Path, data: str) -> None:
    """Text that is pasted from a word processor or a chat is full of it."""
    (tmp_path / "data.txt").write_text(data)
    letter = ("--number=9/X", "--date=kemarin", "--from=dinkes", "--subject=Uji", "--yes", AT)
    done = redaksi("new", "--as=rina", *letter, "--body", str(tmp_path / "data.txt"))
    assert done.code == 0, done.err
    assert (office / REQUEST).read_text().endswith("---\nDonor darah digelar Senin.\n")


def test_a_file_that_is_no_text_is_named(office: Path, tmp_path: Path) -> None:
    (tmp_path / "surat.doc").write_bytes(b"Caf\xe9")
    letter = ("--number=9/X", "--date=kemarin", "--from=dinkes", "--subject=Uji", "--yes", AT)
    done = redaksi("new", "--as=rina", *letter, "--body", str(tmp_path / "surat.doc"))
    assert (done.code, "surat.doc is no plain text in UTF-8" in done.err) == (2, True), done.err
    assert redaksi("new", "--as=rina", *letter, "--body=nihil.txt").err.count("No such file") == 0


def test_a_letter_has_one_draft(office: Path) -> None:
    """A second one would be taken for the first, which has the text."""
    title = "--title=Donor Darah Digelar di Aula Kecamatan"
    assert redaksi("draft", "167", "--as=rina", title, AT).code == 0
    again = redaksi("draft", "167", "--as=rina", title, AT)
    assert again.code == 1
    assert (
        "has its article already; write on in content/news/2026/donor-darah-digelar-di-aula-kecamatan.md" in again.err
    )
    assert len(git(office, "status", "--porcelain", "--untracked-files=all").splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Calon pendonor", "Hubungi 0812-3456-7890. Calon pendonor", "privacy/phone"),
        ("category: kesehatan", "category: kesehtan", "links/category"),
        ("category: kesehatan", "category: [kesehatan", "fields/unreadable"),
        ("Calon pendonor", "Calon\u202e pendonor", "fields/unreadable"),
    ],
)
def test_what_is_wrong_in_a_draft_is_not_committed_with_the_step(office: Path, old: str, new: str, rule: str) -> None:
    """The step commits the draft as it lies there, also where Git's hooks are not installed."""
    text = DRAFT.replace(old, new)
    assert text != DRAFT
    (office / "content/news/2026/donor.md").write_text(text)
    late = ("--delay=gangguan-jaringan", "--acknowledged-by=kadis", "--yes", AT)
    done = redaksi("step", "167", "--as=rina", "--news=2026/donor", *late)
    assert done.code == 1
    assert rule in done.err
    assert git(office, "rev-list", "--count", "HEAD").strip() == "1"
    (office / "content/news/2026/donor.md").write_text(DRAFT)
    done = redaksi("step", "167", "--as=rina", "--news=2026/donor", *late)
    assert (done.code, "committed along: content/news/2026/donor.md" in done.out) == (0, True), done.err


def test_a_steps_answers_survive(office: Path) -> None:
    flags = ("step", "2026/0170", "--as=kadis", AT)
    assert at_terminal(office, flags, "terbitkn", "1", "Kabid", INTERRUPT).code == 1
    done = at_terminal(office, flags, "ya", "Olah menjadi berita.", "gangguan-jaringan", "kadis", "ya")
    assert done.code == 0, done.screen
    assert "to: redaktur\n" in (office / "content/requests/2026/0170.md").read_text()


def test_answers_of_another_version_are_nobodys(office: Path) -> None:
    """What this version does not ask, or does not know for an answer, is left out and asked anew."""
    noted = {
        "command": "step 2 of 2026-0170",
        "at": int(time.time()),
        "answers": {"bogus": "b", "result": "entahlah", "to": "redaktur"},
    }
    (office / ".git" / ANSWERS_FILE).write_text(json.dumps(noted))
    flags = ("step", "0170", "--as=kadis", AT)
    done = at_terminal(office, flags, "ya", "terbitkan", "Olah menjadi berita.", "gangguan-jaringan", "kadis", "ya")
    assert done.code == 0, done.screen


@pytest.mark.parametrize(
    "number", ["169", "0169", "2026/0169", "2026-169", "content/requests/2026/0169.md", "169/2026"]
)
def test_a_number_in_every_spelling(office: Path, number: str) -> None:
    for command in (("step", number, "--as=budi", "--dry-run"), ("clock", number), ("captions", number)):
        done = redaksi(*command, AT)
        assert done.code < 3, done.err
        assert "2026-0169" in done.out + done.err
        assert "is not an agenda number" not in done.err


@pytest.mark.parametrize(
    ("number", "flags", "words"),
    [
        ("0170", ("--finished=Kamis 20 November 2026 09.00",), "--finished: “Kamis 20 November 2026 09.00”"),
        ("0170", ("--result=publish", "--to=Kabidd"), "--to: “Kabidd” is not known here. Did you mean Kabid"),
        ("0161", ("--channel=telpon",), "--channel: “telpon” is not known here. Did you mean telepon"),
        (
            "0165",
            ("--outlets=website,Radio Conto",),
            "--outlets: “Radio Conto” is not known here. Did you mean Radio Siaran",
        ),
        ("0170", ("--delay=jaringn",), "--delay: “jaringn” is not known here."),
        ("0170", ("--as=rinna",), "Did you mean Rina Contoh"),
    ],
)
def test_a_script_is_told_the_flag_and_the_candidates(
    office: Path, number: str, flags: tuple[str, ...], words: str
) -> None:
    done = redaksi("step", f"2026-{number}", "--as=kadis", *flags, AT)
    assert done.code == 1
    assert words in done.err
    assert git(office, "status", "--porcelain") == ""


def test_what_is_not_committed_is_said_before_the_first_question(office: Path) -> None:
    path = office / "content/requests/2026/0170.md"
    path.write_text(path.read_text() + "\nDitambah.\n")
    done = at_terminal(office, ("step", "2026-0170", "--as=kadis", AT))
    assert done.code == 1
    assert "git restore content/requests/2026/0170.md" in done.screen


def test_the_clock_stops_while_an_article_is_being_edited(office: Path) -> None:
    path = office / "content/news/2026/vaksinasi-rabies-delta-pawan.md"
    path.write_text(path.read_text() + "\nBelum disimpan.\n")
    refused = redaksi("step", "166", "--as=sari", "--result=setuju", AT)
    assert "git restore content/news/2026/vaksinasi-rabies-delta-pawan.md" in refused.err
    done = redaksi("step", "166", "--as=rina", "--pause=Menunggu foto.", "--yes", AT)
    assert done.code == 0, done.err


@pytest.mark.parametrize(("name", "way"), [("MERGE_HEAD", "git merge --abort"), ("index.lock", "index.lock")])
def test_what_git_is_in_the_middle_of_is_said_before_the_first_question(office: Path, name: str, way: str) -> None:
    (office / ".git" / name).write_text(git(office, "rev-parse", "HEAD"))
    try:
        done = at_terminal(office, ("new", "--as=rina", AT))
    finally:
        (office / ".git" / name).unlink()
    assert done.code == 1
    assert way in done.screen


def test_a_draft_says_at_once_what_its_title_lacks(office: Path) -> None:
    script = redaksi("draft", "2026-0167", "--as=rina", "--title=Donor", AT)
    assert script.out.index("publishing/title") < script.out.index("publishing/placeholder")
    git(office, "clean", "--quiet", "--force", "-d")
    unasked = at_terminal(office, ("draft", "167", "--as=rina", "--title=Donor", "--yes", AT))
    assert unasked.code == 0, unasked.screen
    git(office, "clean", "--quiet", "--force", "-d")
    better = "Donor Darah Digelar di Aula Kecamatan"
    done = at_terminal(office, ("draft", "167", "--as=rina", "--title=Donor", AT), better)
    assert done.code == 0, done.screen
    assert f"title: {better}\n" in next((office / "content/news/2026").glob("donor-darah-digelar*")).read_text()
