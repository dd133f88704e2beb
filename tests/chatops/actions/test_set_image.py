"""`/foto`: a picture dropped into a comment becomes the story's, whole or with what is missing asked back; nothing else."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from tests.support.attachment_server import Answer
from tests.support.chatops_office import BRANCH, STORY, Counter, filled, open_counter, written
from tests.support.command_line import Result, redaksi
from tests.support.image_samples import SECRET, animated, claiming, exif, layered, picture, saved
from tests.support.offices import ROOT

FILE = STORY.replace(".md", ".jpg")
WORDS = (
    "alt: Warga mengisi formulir donor darah di aula.\nketerangan: Donor darah di aula, Senin.\nkredit: Humas Ketapang"
)
PHOTO = (ROOT / "content/news/2026/panen-matan-hilir-selatan.jpg").read_bytes()
"""A real photograph."""
OTHER = (ROOT / "content/news/2026/mangrove-kendawangan.jpg").read_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, int]]:
    """The pull request of a letter whose story is written."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as made:
        patch.setenv("GITHUB_SERVER_URL", made.forge.url)
        made.letter("rina", filled(), "09:00")
        number = max(made.forge.pulls)
        written(made, number)
        yield made, number


@pytest.fixture
def counter(office: tuple[Counter, int]) -> Iterator[Counter]:
    """The same for each test; the token goes to the API alone."""
    with office[0].forge.as_it_is():
        yield office[0]
        assert office[0].forge.attachments.told == []


@pytest.fixture
def pull(office: tuple[Counter, int]) -> int:
    """Its number."""
    return office[1]


def drop(counter: Counter, data: bytes = PHOTO) -> str:
    """What GitHub writes where a picture is dropped."""
    return counter.forge.attachments.attach(data, "IMG 2031 (1)")


def kept(counter: Counter, path: str = FILE, branch: str = BRANCH) -> bytes:
    """A picture as the branch has it; b"" where it has none."""
    found = subprocess.run(["git", "show", f"{branch}:{path}"], cwd=counter.bare, capture_output=True, check=False)
    return found.stdout


def header(counter: Counter) -> str:
    """The story's header."""
    return counter.read(STORY, BRANCH).split("---\n")[1]


def said(done: Result) -> str:
    """What was answered; the run ended well."""
    assert done.code == 0, done.err
    return done.out


def copied(answer: str) -> str:
    """The lines that an answer offers, filled in by somebody who copies them."""
    found = re.search(r"```text\n(.*?)```", answer, re.DOTALL)
    assert found
    return found[1]


SHAPES: dict[str, Callable[[str], str]] = {
    "dropped behind": lambda one: f"/foto\n{WORDS}\n\n{one}",
    "dropped first": lambda one: f"{one}\n\n/foto\n{WORDS}",
    "dropped first, without an empty line": lambda one: f"{one}\n/foto\n{WORDS}",
    "on the command's line": lambda one: f"/foto {one}\n{WORDS}",
    "before the command": lambda one: f"{one} /foto\n{WORDS}",
    "between the words": lambda one: WORDS.join(["/foto\n", ""]).replace("\nketerangan", f"\n{one}\nketerangan"),
    "greeting": lambda one: f"Selamat siang, ini fotonya.\n\n{one}\n\n/foto\n{WORDS}\n\nTerima kasih.",
    "other words": lambda one: (
        f"/gambar\nTeks alternatif : Warga mengisi formulir donor darah di aula.\n"
        f"Keterangan foto: Donor darah di aula, Senin.\nFoto: Humas Ketapang\n\n{one}"
    ),
    "caption on the line": lambda one: (
        f"/foto: Donor darah di aula, Senin.\n{WORDS.replace('keterangan: Donor darah di aula, Senin.', '')}\n{one}"
    ),
    "over two lines": lambda one: f"/foto\n{WORDS.replace(' di aula, Senin', chr(10) + 'di aula, Senin')}\n\n{one}",
    "words first": lambda one: f"{one}\n{WORDS}\n/foto",
    "a list": lambda one: "/foto\n\n- **Alt**: " + WORDS.partition(" ")[2].replace("\nk", "\n- k") + f"\n\n{one}",
    "a number": lambda one: f"/foto 2026-0003\n{WORDS}\n\n{one}",
    "carriage returns": lambda one: f"/foto\n{WORDS}\n\n{one}".replace("\n", "\r\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_dropped_picture_becomes_the_storys(counter: Counter, pull: int, shape: str) -> None:
    """In whatever order, as HTML and as Markdown, and the check of the change has nothing against it."""
    one = drop(counter)
    if shape in ("greeting", "dropped first"):
        one = re.sub(r'<img .*alt="(.*)" src="(.*)" />', r"![\1](\2)", one)
    answer = said(counter.comment("rina", SHAPES[shape](one), "09:32", pull))
    assert ":white_check_mark:" in answer
    assert "without the camera's notes" in answer
    assert header(counter).endswith(
        f"image:\n  src: {FILE.rpartition('/')[2]}\n  alt: Warga mengisi formulir donor darah di aula.\n"
        '  caption: "Donor darah di aula, Senin."\n  credit: Humas Ketapang\n'
    )
    with Image.open(io.BytesIO(kept(counter))) as made, Image.open(io.BytesIO(PHOTO)) as sent:
        assert (made.format, made.size) == ("JPEG", sent.size)
        assert dict(made.getexif()) == {}
    log = counter.forge.git("log", "-1", "--format=%an%n%B", "--stat", BRANCH)
    assert log.startswith("Rina Contoh\n2026-0003: ")
    assert f"#issuecomment-{counter.count}>" in log
    assert "2 files changed" in log


def test_the_check_of_the_change_and_the_merge_have_nothing_against_it(counter: Counter, pull: int) -> None:
    """The whole road: photo, approval, publication, merge; the picture is on main as it was approved."""
    assert ":white_check_mark:" in said(counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", pull))
    for who, text, at in (
        ("sari", "/koreksi setuju", "09:40"),
        ("rina", "/terbit website", "09:50"),
        ("rina", "/beritahu lewat surel", "09:52"),
        ("rina", "/lapor nomor LAP/2026/3", "09:55"),
    ):
        assert ":white_check_mark:" in said(counter.comment(who, text, at, pull)), text
        if who == "sari":
            late = said(counter.comment("rina", f"/ganti-foto\n{WORDS}\n{drop(counter, OTHER)}", "09:41", pull))
            assert "approved as it stands" in late
    made, refs = kept(counter), f"refs/redaksi/heads/{BRANCH}"
    checked = redaksi(
        "check", f"--root={counter.root}", "--base=main", f"--head={refs}", "--now=2026-11-20T10:00+07:00"
    )
    assert (checked.code, "error" in checked.out) == (0, False), checked.out
    counter.forge.merge(pull)
    assert kept(counter, branch="main") == made != b""
    late = said(counter.comment("rina", f"/ganti-foto\n{WORDS}\n{drop(counter, OTHER)}", "10:10", pull))
    assert "only together with a correction" in late
    assert kept(counter, branch="main") == made


def test_what_is_missing_is_asked_back_and_the_picture_is_not_sent_again(counter: Counter, pull: int) -> None:
    before = counter.forge.tips()
    answer = said(
        counter.comment("rina", f"{drop(counter)}\n/foto\nketerangan: Donor darah di aula, Senin.", "09:32", pull)
    )
    assert "need not be sent again" in answer
    assert counter.forge.tips() == before
    lines = copied(answer)
    assert lines == "/foto\nalt: ...\nketerangan: Donor darah di aula, Senin.\nkredit: ...\n"
    counter.comment("sari", "Fotonya bagus.", "09:33", pull)
    filled_in = lines.replace("alt: ...", "alt: Warga mengisi formulir donor darah.").replace(
        "kredit: ...", "kredit: Humas"
    )
    assert ":white_check_mark:" in said(counter.comment("rina", filled_in, "09:34", pull))
    assert "credit: Humas\n" in header(counter)
    assert kept(counter)


def test_only_the_same_persons_unchanged_comment_for_the_letter_is_gone_on_with(counter: Counter, pull: int) -> None:
    lines = f"/foto\n{WORDS}"
    for spoil in ("other", "edited", "app", "silent", "elsewhere", "letter"):
        text = f"Lihat ini.\n\n{drop(counter)}" if spoil == "silent" else f"{drop(counter)}\n/foto"
        text += " 2026-0001" if spoil == "letter" else ""
        counter.comment("budi" if spoil == "other" else "rina", text, "09:32", pull)
        one = counter.forge.written[counter.count]
        one |= {"updated_at": "2026-11-20T02:32:30Z"} if spoil == "edited" else {}
        one |= {"performed_via_github_app": {"id": 1}} if spoil == "app" else {}
        one |= {"number": 77} if spoil == "elsewhere" else {}
        answer = said(counter.comment("rina", lines, "09:33", pull))
        assert "No picture came with this command" in answer, spoil
        assert kept(counter) == b"", spoil
        del counter.forge.written[counter.count - 1]


def test_the_words_of_the_picture_are_changed_by_themselves(counter: Counter, pull: int) -> None:
    counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", pull)
    made = kept(counter)
    assert "kredit: Humas Ketapang" in copied(said(counter.comment("rina", "/foto", "09:33", pull)))
    answer = said(counter.comment("rina", "/foto\nkredit: Rina", "09:34", pull))
    assert ":white_check_mark:" in answer
    assert "credit: Rina\n" in header(counter)
    assert 'caption: "Donor darah di aula, Senin."' in header(counter)
    assert kept(counter) == made


def test_a_picture_is_replaced_only_where_that_is_said(counter: Counter, pull: int) -> None:
    counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", pull)
    first, before = kept(counter), counter.forge.tips()
    answer = said(counter.comment("rina", f"{drop(counter, OTHER)}\n/foto\n{WORDS}", "09:33", pull))
    assert "has a picture already" in answer
    assert counter.forge.tips() == before
    assert ":white_check_mark:" in said(counter.comment("rina", copied(answer), "09:34", pull))
    assert kept(counter) not in (first, b"")
    assert "No picture came" in said(counter.comment("rina", f"/ganti foto\n{WORDS}", "09:35", pull))


def test_no_other_storys_picture_is_overwritten_and_none_is_left_behind(counter: Counter, pull: int) -> None:
    """The name is taken by another's picture; the own one had another name, which goes."""
    work = counter.root.parent / "browser"
    own, foreign = FILE.rpartition("/")[2], STORY.replace("donor-darah-digelar-di-aula", "lain")
    other = counter.read(STORY, BRANCH)
    image = "image:\n  src: {}\n  alt: Warga mengisi formulir donor darah.\n  caption: Di aula.\n  credit: Humas\n---\n"
    subprocess.run(["git", "clone", "-q", f"--branch={BRANCH}", str(counter.bare), str(work)], check=True)
    (work / foreign).write_text(
        other.replace("---\n", "\0", 1).replace("---\n", image.format(own), 1).replace("\0", "---\n")
    )
    (work / STORY).write_text(
        other.replace("---\n", "\0", 1).replace("---\n", image.format("lama.png"), 1).replace("\0", "---\n")
    )
    (work / FILE).write_bytes(OTHER)
    (work / FILE).with_name("lama.png").write_bytes(saved(picture(900, 600), "PNG"))
    subprocess.run(["git", "add", "."], cwd=work, check=True)
    subprocess.run(
        ["git", "-c", "user.name=Rina Contoh", "-c", "user.email=a@b.c", "commit", "-qm", "ubah"], cwd=work, check=True
    )
    subprocess.run(["git", "push", "-q", "origin", BRANCH], cwd=work, check=True)
    shutil.rmtree(work)
    text = f"/ganti-foto\nberita: 2026/donor-darah-digelar-di-aula\n{WORDS}\n{drop(counter)}"
    assert ":white_check_mark:" in said(counter.comment("rina", text, "09:34", pull))
    assert kept(counter) == OTHER
    assert "src: donor-darah-digelar-di-aula-2.jpg\n" in header(counter)
    assert kept(counter, FILE.replace(".jpg", "-2.jpg"))
    assert kept(counter, FILE.replace(own, "lama.png")) == b""


def test_several_pictures_are_said_and_the_first_is_taken(counter: Counter, pull: int) -> None:
    answer = said(counter.comment("rina", f"{drop(counter)}\n{drop(counter, OTHER)}\n/foto\n{WORDS}", "09:32", pull))
    assert "2 pictures were sent" in answer
    with Image.open(io.BytesIO(kept(counter))) as made, Image.open(io.BytesIO(PHOTO)) as sent:
        assert made.size == sent.size


BAD: dict[str, tuple[bytes, str]] = {
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), "HEIC"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "JPEG, PNG or WebP"),
    "GIF": (saved(picture(), "GIF"), "JPEG, PNG or WebP"),
    "PDF called jpg": (b"%PDF-1.7\n" + bytes(99), "JPEG, PNG or WebP"),
    "a page": (b"<!DOCTYPE html><html>Sign in</html>", "JPEG, PNG or WebP"),
    "TIFF": (saved(picture(), "TIFF"), "JPEG, PNG or WebP"),
    "nothing": (b"", "JPEG, PNG or WebP"),
    "broken off": (PHOTO[:40_000], "cannot be read to its end"),
    "noise behind a head": (b"\xff\xd8\xff\xe0" + bytes(9_000), "cannot be read to its end"),
    "a bomb": (claiming(60_000, 60_000), "million pixels"),
    "a strip": (saved(picture(9_000, 90), "PNG"), "million pixels"),
    "layers": (layered(400), "very many layers"),
    "an animation": (animated(150, "PNG"), "very many layers"),
    "too large": (PHOTO + bytes(11 << 20), "10 MB"),
}


def test_what_is_no_picture_is_refused_with_what_to_do(counter: Counter, pull: int) -> None:
    before = counter.forge.tips()
    for name, (data, words) in BAD.items():
        answer = said(counter.comment("rina", f"{drop(counter, data)}\n/foto\n{WORDS}", "09:32", pull))
        assert words in answer, name
        assert copied(answer).endswith(f"{WORDS}\n"), "nothing that was written is lost"
        assert counter.forge.tips() == before, name


def test_a_telephones_photo_is_turned_made_small_and_says_nothing_of_its_place(counter: Counter, pull: int) -> None:
    photo = saved(picture(4000, 3000), exif=exif(6, located=True))
    assert SECRET in photo
    assert ":white_check_mark:" in said(
        counter.comment("rina", f"{drop(counter, photo)}\n/foto\n{WORDS}", "09:32", pull)
    )
    made = kept(counter)
    assert SECRET not in made
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (1600, 2133)
        assert image.getpixel((1590, 10))[0] > 200  # type: ignore[index]  # red, which was above on the left


@pytest.mark.parametrize(
    "place", ["https://contoh.example/a.jpg", "http://169.254.169.254/latest", "{}/kantor/berita/raw/main/a.jpg"]
)
def test_a_picture_elsewhere_is_never_asked_for(counter: Counter, pull: int, place: str) -> None:
    address = place.format(counter.forge.url)
    answer = said(counter.comment("rina", f'<img src="{address}" />\n/foto\n{WORDS}', "09:32", pull))
    assert "somewhere else on the web" in answer
    assert counter.forge.attachments.asked == []
    assert kept(counter) == b""


def test_pictures_that_are_quoted_or_shown_as_code_are_nobodys(counter: Counter, pull: int) -> None:
    one = drop(counter)
    for text in (
        f"> {one}\n\n/foto\n{WORDS}",
        f"```\n{one}\n```\n\n/foto\n{WORDS}",
        f"<!-- {one} -->\n\n/foto\n{WORDS}",
    ):
        assert "No picture came" in said(counter.comment("rina", text, "09:32", pull)), text
    assert counter.forge.attachments.asked == []


def test_a_public_repositorys_picture_comes_by_its_own_address(counter: Counter, pull: int) -> None:
    store = counter.forge.attachments
    store.is_private = store.is_signing = False
    assert ":white_check_mark:" in said(counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", pull))
    assert [one.split("/")[1] for one in store.asked] == ["user-attachments", "github-production-user-asset"]


def test_what_github_does_not_hand_out_is_said(counter: Counter, pull: int, waited: list[float]) -> None:
    store, one = counter.forge.attachments, drop(counter)
    store.is_signing = False
    assert "does not hand this picture out" in said(counter.comment("rina", f"{one}\n/foto\n{WORDS}", "09:32", pull))
    store.odd = {store.asked[-1]: Answer(302, {"Location": f"{counter.forge.url.replace('127.0.0.1', 'localhost')}/x"})}
    assert "leads to another place" in said(counter.comment("rina", f"{one}\n/foto\n{WORDS}", "09:33", pull))
    store.odd = {store.asked[-1]: Answer(503)}
    done = counter.comment("rina", f"{one}\n/foto\n{WORDS}", "09:34", pull)
    assert done.code != 0
    assert "cannot be reached" in done.out
    assert waited == [1, 2]
    store.odd = {}
    store.is_private = False
    assert ":white_check_mark:" in said(counter.send("issue_comment", counter.file.read_bytes(), "09:34")), "run again"


def test_the_same_comment_twice_is_done_once(counter: Counter, pull: int) -> None:
    counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", pull)
    before = counter.forge.tips()
    assert counter.send("issue_comment", counter.file.read_bytes(), "09:33").code == 0
    assert counter.forge.tips() == before


def test_without_a_story_it_is_said_what_to_do(counter: Counter) -> None:
    counter.letter("rina", filled(number="400.7/100/DINKES"), "09:00")
    pull = max(counter.forge.pulls)
    assert "no article for letter 2026\\-0004 yet" in said(
        counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:02", pull)
    )


def test_below_the_letters_issue_it_is_done_on_the_same_branch(counter: Counter, pull: int) -> None:
    answer = said(counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", 1))
    assert ":white_check_mark:" in answer
    assert f"#{pull}" in answer
    assert kept(counter)


def test_every_command_beside_a_picture_is_heard(counter: Counter, pull: int) -> None:
    """GitHub's tag stands on the line above, and nothing of it is entered."""
    answer = said(
        counter.comment("sari", f"{drop(counter)}\n/koreksi kembalikan: Lihat {drop(counter)} ini.", "09:40", pull)
    )
    assert ":white_check_mark:" in answer
    assert "note: Lihat ini.\n" in counter.read("content/requests/2026/0003.md", BRANCH)


def test_of_several_stories_the_one_that_is_meant_is_asked_for(counter: Counter, pull: int) -> None:
    """While the letter names none of them yet."""
    counter.letter("rina", filled(number="400.7/100/DINKES"), "09:00")
    late = max(counter.forge.pulls)
    for who, text in (
        ("kadis", "/disposisi terbitkan ke redaktur: Olah."),
        ("budi", "/terima"),
        ("rina", "/naskah Satu Berita"),
    ):
        answer = said(counter.comment(who, text, "09:05", late))
    assert "Its photo is sent here in a comment, with the line /foto" in answer
    branch, one = "redaksi/2026-0004", "content/news/2026/satu-berita.md"
    counter.commit(branch, one.replace("satu", "dua"), counter.read(one, branch), "09:06")
    asked = said(counter.comment("rina", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", late))
    assert "berita: 2026/dua-berita | 2026/satu-berita" in copied(asked)
    assert ":white_check_mark:" in said(
        done := counter.comment("rina", f"/foto\nberita: 2026/dua-berita\n{WORDS}", "09:33", late)
    )
    assert "publishing/title" in done.out, "what is wrong besides keeps no picture out, and is told"
    assert kept(counter, "content/news/2026/dua-berita.jpg", branch)
    other = said(counter.comment("rina", f"/foto\nberita: {STORY}\n{WORDS}", "09:34", late))
    assert "Name the one that is meant" in other, "never another letter's story"


def test_only_the_newsroom_gives_a_story_its_picture(counter: Counter, pull: int) -> None:
    before = counter.forge.tips()
    assert "nothing was entered" in said(counter.comment("mallory", f"{drop(counter)}\n/foto\n{WORDS}", "09:32", pull))
    assert counter.forge.tips() == before
    assert counter.forge.attachments.asked == []


def test_warnings_are_told(counter: Counter, pull: int) -> None:
    small = saved(picture(400, 300))
    answer = said(counter.comment("rina", f"{drop(counter, small)}\n/foto\n{WORDS}", "09:32", pull))
    assert ":white_check_mark:" in answer
    assert "only 400 pixels wide" in answer
