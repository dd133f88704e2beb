"""Personal data never enters history: not in a message, not in a file that is gone again, not beside a picture's pixels."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.image_samples import chunk, exif, picture, saved, with_chunk
from tests.support.repository import DRAFT, OPEN, STORY, Office
from workflow.engine.check_change import ChangeCheck
from workflow.git.repository import Repository
from workflow.text.finding import Finding, Severity

PHONE, MAIL, NIK = "0812-3456-7890", "ani.pribadi@surel.example", "6104011201900001"
PHOTO = "content/news/2026/pelatihan-guru.jpg"
Attack = Callable[[Office], None]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def write(office: Office, path: str, data: bytes | str) -> None:
    """Write a file of the work tree."""
    file = office.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())


def show(office: Office, ending: str = "jpg") -> None:
    """Have the draft name its picture."""
    image = (
        f"image:\n  src: pelatihan-guru.{ending}\n  alt: Guru di kelas.\n  caption: Pelatihan.\n  credit: Foto contoh\n"
    )
    office.edit(DRAFT, "author: rina\n", "author: rina\n" + image)


def with_photo(data: bytes) -> Attack:
    """A change that brings the draft's picture."""

    def attack(office: Office) -> None:
        write(office, PHOTO, data)
        show(office)
        office.commit("rina", "Foto pelatihan")

    return attack


def gone_again(path: str, data: bytes | str) -> Attack:
    """A file that one commit brings and the next one takes away or puts back."""

    def attack(office: Office) -> None:
        before = (office.root / path).read_bytes() if (office.root / path).exists() else None
        write(office, path, data)
        office.commit("rina", "Salah unggah")
        if before is None:
            (office.root / path).unlink()
        else:
            write(office, path, before)
        office.commit("rina", "Dibetulkan")

    return attack


def message(text: str) -> Attack:
    """A commit that only says something."""
    return lambda office: office.commit("rina", text)


def said_in_a_file(office: Office, text: str) -> None:
    """A commit whose message is too long for a command line."""
    office.git("commit", "--quiet", "--allow-empty", "--file=-", data=text)


def merged_aside(office: Office) -> None:
    """A secret in a side branch whose merge keeps nothing of it."""
    office.git("switch", "--quiet", "--create", "side", "main")
    office.edit(DRAFT, "Pelatihan", f"Telepon {PHONE}. Pelatihan")
    office.commit("rina", "Catatan")
    office.git("switch", "--quiet", "change")
    office.commit("rina", "lain")
    office.git("merge", "--quiet", "--strategy=ours", "--no-edit", "side")


def in_the_merge_itself(office: Office) -> None:
    """A merge that itself brings what no side had, and a commit that takes it out."""
    office.git("switch", "--quiet", "--create", "side", "main")
    office.commit("rina", "kosong")
    office.git("switch", "--quiet", "change")
    office.commit("rina", "lain")
    office.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    write(office, "content/news/2026/catatan.txt", f"Ani {MAIL}\n")
    office.commit("rina", "gabung")
    (office.root / "content/news/2026/catatan.txt").unlink()
    office.commit("rina", "buang")


JPEG = saved(picture(1200, 675))
PNG = saved(picture(1200, 675), "PNG")
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><Iptc4xmpCore:CiTelWork>{PHONE}</Iptc4xmpCore:CiTelWork></x:xmpmeta>'


def comment(text: bytes) -> bytes:
    """A JPEG with a comment."""
    return JPEG[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + JPEG[2:]


def noted(tag: int, value: str | bytes) -> bytes:
    """A JPEG whose camera noted something."""
    notes = exif()
    notes[tag] = value
    return saved(picture(1200, 675), exif=notes)


ATTACKS: dict[str, Attack] = {
    "a number in a letter that is deleted again": gone_again(OPEN, f"catatan {PHONE}\n"),
    "a letter's scan": gone_again("content/requests/2026/surat.pdf", b"%PDF-1.7\n\xff\xfe" + PHONE.encode()),
    "an address in a stray text": gone_again("content/news/2026/catatan.txt", f"Ani: {MAIL}\n"),
    "a NIK in a stray text": gone_again("content/daftar.csv", f"Ani,{NIK}\n"),
    "a NIK in the configuration": gone_again(
        "site_config/categories.yml", f"# {NIK}\nkesehatan: {{name: Kesehatan}}\n"
    ),
    "a number in a page": gone_again("site_config/pages/tentang/index.md", f"WA {PHONE}\n"),
    "a PDF called a picture": gone_again(PHOTO, b"%PDF-1.7\nRahasia"),
    "a web page called a picture": gone_again(PHOTO, b"<html>Rahasia</html>"),
    "text in UTF-16": gone_again("content/news/2026/catatan.txt", f"WA {PHONE}".encode("utf-16")),
    "a NIK in a file's name": gone_again(f"content/news/2026/ktp-{NIK}.txt", "x\n"),
    "a number in the name of code": gone_again(f"tools/{PHONE}.txt", "x\n"),
    "an address in disguise": gone_again("content/news/2026/catatan.txt", "ani&#64;surel.example\n"),
    "a number in a message": message(f"Hubungi {PHONE}"),
    "an address in a message": message(f"Surat dari {MAIL}"),
    "a NIK in a message": message(f"Berkas {NIK}"),
    "somebody's address in a trailer": message("Naskah\n\nCo-authored-by: Ani <ani@surel.example>"),
    "a sign-off with a private address": message("Naskah\n\nSigned-off-by: Ani <ani@surel.example>"),
    "a message too long to be read": lambda office: said_in_a_file(office, "a" * 3_000_000),
    "a side branch": merged_aside,
    "the merge itself": in_the_merge_itself,
    "where the picture was taken": with_photo(saved(picture(1200, 675), exif=exif(located=True))),
    "a JPEG's comment": with_photo(comment(f"Foto: Ani, {PHONE}".encode())),
    "a camera's owner": with_photo(noted(0xA430, f"Ani {MAIL}")),
    "a note as Windows writes it": with_photo(noted(0x9C9C, f"Telepon {PHONE}".encode("utf-16-le"))),
    "the photographer's contact in XMP": with_photo(saved(picture(1200, 675), xmp=XMP.encode())),
    "a PNG's text": gone_again(PHOTO.replace("jpg", "png"), with_chunk(PNG, b"tEXt", b"Author\0" + MAIL.encode())),
    "a film behind the end": with_photo(JPEG + b"\0\0\0\x18ftypmp42" + b"\x01\x02" * 5000),
    "an archive behind the end": with_photo(JPEG + b"PK\x03\x04" + b"rahasia" * 40),
    "text behind the end": with_photo(JPEG + b"Nama: Ani"),
    "a second picture with a place": with_photo(JPEG + saved(picture(), exif=exif(located=True))),
    "a picture of the wrong kind": gone_again(PHOTO, PNG),
    "a picture that broke off": gone_again(PHOTO, JPEG[: len(JPEG) // 2]),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_a_commit_brought_is_refused(office: Office, attack: Attack) -> None:
    """With the commit named, and without repeating what it is."""
    attack(office)
    found = [one for one in office.check() if one.rule == "history/personal"]
    assert found
    commits = office.git("log", "--format=%H", "main..change").split()
    assert all(any(commit[:10] in str(one.message.values) for commit in commits) for one in found)
    told = "".join(f"{one.path}{one.message}{one.help}" for one in found)
    assert not any(secret in told for secret in (PHONE, MAIL, NIK, "ani&#64;", "ani@surel"))


HONEST: dict[str, Attack] = {
    "an institution's address in a message": message("Surat dari dinkes@contoh.example"),
    "GitHub's own trailer": message("Naskah\n\nCo-authored-by: Budi <1234+budi@users.noreply.github.com>"),
    "a robot's trailer": message("Naik\n\nSigned-off-by: bot <49699333+dependabot[bot]@users.noreply.github.com>"),
    "a merge message of git pull": message("Merge branch 'main' of git@github.com:kantor/redaksi"),
    "an address of people.yml": message("Naskah\n\nSigned-off-by: Sari <contoh-sari@users.noreply.github.com>"),
    "dates, agenda numbers and landlines": message("Surat 2026-0812 tanggal 2026-08-12, telepon (0534) 32123"),
    "a digest": message(f"Menyetujui sha256:{'08123456789' * 5}abcdef012"),
    "a plain photo": with_photo(JPEG),
    "a photo turned by its camera": with_photo(saved(picture(1200, 675), exif=exif(6))),
    "a photo with its author's name": with_photo(noted(0x013B, "Humas Kabupaten Contoh")),
    "a photo with the office's address": with_photo(comment(b"Foto: kantor@contoh.example")),
    "a photo with its map of brightness": with_photo(JPEG + saved(picture(300, 168))),
    "a photo with a telephone's note": with_photo(JPEG + b"\0\0Image_UTC_Data1700000000123SEFHe\0\0\0SEFT"),
    "a padded photo": with_photo(JPEG + b"\0" * 4096),
    "a progressive photo": with_photo(saved(picture(1200, 675), progressive=True)),
    "code with examples": gone_again("tests/contoh.py", f"NOMOR = '{PHONE}'\n"),
}


@pytest.mark.parametrize("change", HONEST.values(), ids=HONEST)
def test_an_honest_change_discloses_nothing(office: Office, change: Attack) -> None:
    change(office)
    assert [one for one in office.check() if one.rule in ("history/personal", "history/picture")] == []


def test_a_draft_that_was_wrong_and_is_mended_says_where_it_was(office: Office) -> None:
    """Only the commit that brought it is named, however many hold it afterwards."""
    office.edit(DRAFT, "Pelatihan", f"Hubungi {PHONE}. Pelatihan")
    office.commit("rina", "satu")
    commit = office.git("rev-parse", "HEAD")
    write(office, "content/news/2026/.gitkeep", "")
    office.commit("rina", "dua")
    office.edit(DRAFT, f"Hubungi {PHONE}. Pelatihan", "Pelatihan")
    office.commit("rina", "tiga")
    found = [one for one in office.check() if one.rule == "history/personal"]
    assert [(one.path, one.message.values["commit"]) for one in found] == [(DRAFT, commit[:10])]


def test_what_stood_in_the_base_is_not_the_change_s(tmp_path: Path) -> None:
    """Nor is what comes in with main."""
    office = Office(tmp_path / "office")
    office.git("switch", "--quiet", "main")
    office.edit(DRAFT, "Pelatihan", f"Hubungi {PHONE}. Pelatihan")
    office.commit("rina", "lama")
    office.git("switch", "--quiet", "change")
    office.git("merge", "--quiet", "--ff-only", "main")
    office.edit(DRAFT, "Pelatihan", "Baru: Pelatihan")
    office.commit("rina", "baru")
    assert "history/personal" not in office.rules()


def warnings(office: Office) -> list[Finding]:
    """The warnings of the change."""
    with Repository(office.root) as repository:
        judged = ChangeCheck.between(repository, "main", "change")
        report = judged.run(judged.load(), office.now).report
    return [one for one in report.findings if one.severity is Severity.WARNING and one.rule == "history/personal"]


def test_an_author_s_own_address_only_warns(office: Office) -> None:
    """Once, and without the address."""
    office.commit("mallory", "satu")
    office.commit("mallory", "dua")
    [warning] = warnings(office)
    assert "mallory" not in f"{warning.message}{warning.help}"
    assert "history/personal" not in office.rules()


def test_a_noreply_address_does_not_warn(office: Office) -> None:
    office.commit("budi", "satu")
    assert warnings(office) == []


def test_each_object_is_read_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file in many commits costs one reading, and files that are not touched cost none."""
    for number in range(12):
        write(office, f"content/news/2026/catatan-{number}.txt", f"Ani {MAIL}\n")
        office.commit("rina", f"tambah {number}")
    read: list[str] = []
    whole = Repository.read
    monkeypatch.setattr(Repository, "read", lambda self, name: read.append(name) or whole(self, name))  # type: ignore[func-returns-value]
    assert len([one for one in office.check() if one.rule == "history/personal"]) == 12
    blob = office.git("rev-parse", "change:content/news/2026/catatan-0.txt")
    assert read.count(blob) == 1


def test_a_picture_comes_with_its_article(office: Office) -> None:
    """An orphan is refused; the change as a whole names it, whatever commit does so."""
    write(office, PHOTO, JPEG)
    office.commit("rina", "foto")
    assert office.rules() == {"history/picture"}
    show(office)
    office.commit("rina", "naskah")
    assert "history/picture" not in office.rules()


def test_a_picture_that_nothing_can_show_is_refused(office: Office) -> None:
    """Its file goes on to its end, as the header's rule asks; what is in between is rubbish."""
    whole = saved(picture(1200, 675), "PNG")
    start = whole.index(b"IDAT") - 4
    write(office, PHOTO.replace(".jpg", ".png"), whole[:start] + chunk(b"IDAT", b"rubbish") + chunk(b"IEND", b""))
    show(office, "png")
    office.commit("rina", "foto")
    [found] = [one for one in office.check() if one.rule == "history/picture"]
    assert "cannot be read to its end" in found.message.text


def test_a_new_picture_of_an_old_article_needs_no_edit_of_it(office: Office) -> None:
    write(office, STORY.replace(".md", ".jpg"), JPEG)
    office.commit("rina", "foto lebih tajam")
    assert "history/picture" not in office.rules()
