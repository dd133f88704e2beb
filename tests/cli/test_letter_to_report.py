"""One letter from registration to report by commands alone: Git, mail, papers and the built site are all real."""

import io
import re
from pathlib import Path

import pypdf
import pytest

from tests.support.clone import git, sample_clone
from tests.support.command_line import redaksi
from tests.support.mail_desk import fill
from tests.support.mail_server import Handler, mail_server
from tests.support.sample_site import build_site

STORY = """\
Kantor Pertanahan Kabupaten Ketapang membuka loket keliling di Kecamatan Delta Pawan mulai Senin (23/11/2026) untuk warga
yang ingin mendaftarkan tanahnya tanpa pergi ke kota.

Loket itu dibuka lima hari, pukul 08.00 sampai 12.00, dan melayani 200 warga setiap hari.

“Warga cukup membawa kartu keluarga dan surat tanah,” kata Kepala Kantor Pertanahan, Anggrek Contoh.
"""
LETTER = ("--number=100/WAY", "--date=2026-11-20", "--from=dinkes", "--subject=Permintaan publikasi loket keliling")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = sample_clone(tmp_path / "clone")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    fill(tmp_path / "store")
    senders = tmp_path / "store/senders.yml"
    senders.write_text(senders.read_text() + "2026-0171:\n  email: loket@pengirim.example\n")
    monkeypatch.chdir(root)
    monkeypatch.setenv("REDAKSI_LANG", "en")
    monkeypatch.setenv("REDAKSI_PRIVATE", str(tmp_path / "store"))
    return root


def do(at: str, *arguments: str) -> str:
    """A command at a time of the sample's Friday; it must succeed."""
    done = redaksi(*arguments, f"--now=2026-11-20T{at}+07:00")
    assert done.code == 0, (arguments, done.out, done.err)
    return done.out


def step(at: str, person: str, *flags: str) -> str:
    return do(at, "step", "2026-0171", f"--as={person}", *flags)


def with_mail(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    for name, value in {"HOST": "127.0.0.1", "PORT": str(port), "TLS": "none"}.items():
        monkeypatch.setenv(f"REDAKSI_SMTP_{name}", value)


def told(handler: Handler, word: str) -> list[str]:
    return [str(mail["To"]) for mail in handler.mails if word in str(mail["Subject"])]


def test_a_letter_goes_its_whole_way(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: PLR0915  # it is a whole way
    with mail_server() as (handler, port):
        with_mail(monkeypatch, port)
        do("10:00", "deliver", "--first")
        assert "registered as 2026-0171" in do("10:00", "new", "--as=rina", *LETTER, "--yes")
        sheet = tmp_path / "sheet.pdf"
        do("10:01", "paper", "sheet", "2026-0171", f"--output={sheet}")
        assert "100/WAY" in pypdf.PdfReader(io.BytesIO(sheet.read_bytes())).pages[0].extract_text()
        assert "2026-0171" in do("10:02", "mine", "--as=kadis")
        step("10:05", "kadis", "--result=publish", "--to=redaktur", "--instruction=Olah menjadi berita.")
        step("10:10", "budi")
        begun = do("10:15", "draft", "2026-0171", "--as=rina", "--category=pelayanan-publik")
        assert "warning[publishing/placeholder]" in begun
        assert "more warnings: redaksi check content/news/" in begun
        [path] = re.findall(r"written: (\S+)", begun)
        draft = office / path
        outline = redaksi("step", "2026-0171", "--as=rina", "--now=2026-11-20T10:16+07:00")
        assert outline.code == 1
        assert "publishing/unwritten" in outline.err
        assert "publishing/placeholder" in redaksi("check", path, "--now=2026-11-20T10:16+07:00").out
        header = draft.read_text().split("---\n")[1]
        header = re.sub(r"summary: .*", "summary: Loket keliling dibuka lima hari di Delta Pawan mulai Senin.", header)
        header = re.sub(r"title: .*", "title: Loket Keliling Pertanahan Dibuka di Delta Pawan", header)
        draft.write_text(f"---\n{header}---\n{STORY}")
        step("11:00", "rina")
        step("11:05", "sari", "--result=returned", "--note=Jam layanan belum jelas.")
        draft.write_text(draft.read_text().replace("pukul 08.00 sampai 12.00,", "pukul 08.00 sampai 12.00 WIB,"))
        step("13:10", "rina")
        refused = redaksi("step", "2026-0171", "--as=rina", "--result=approved", "--now=2026-11-20T13:12+07:00")
        assert refused.code == 1
        assert "people/four-eyes" in refused.err
        step("13:15", "sari", "--result=approved")
        step("13:25", "rina", "--outlets=website,koran-contoh")
        do("13:26", "deliver")
        assert told(handler, "Loket Keliling") == ["Redaksi koran-contoh <redaksi@koran-contoh.example>"]
        step("13:30", "rina", "--channel=email")
        do("13:31", "deliver")
        do("13:32", "deliver")
        assert told(handler, "Telah terbit: Loket Keliling") == ["loket@pengirim.example"]
        assert len(handler.mails) == 2
        do("13:33", "outbox")
        step("13:45", "rina", "--report=LAP/2026/0171")
        report = tmp_path / "report.pdf"
        do("13:50", "paper", "request", "2026-0171", f"--output={report}")
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(report.read_bytes())).pages)
        assert "LAP/2026/0171" in text
        assert "Selesai dalam batas waktu SOP." in text
    assert git(office, "status", "--porcelain") == ""
    check = redaksi("check", "--now=2026-11-20T14:00+07:00")
    assert check.code == 0
    assert "2026/0171" not in check.out
    authors = git(office, "log", "--format=%an", "--", "content/requests/2026/0171.md").split("\n")
    assert authors[-2] == "Rina Contoh"
    assert "Surya Contoh" in authors
    built = build_site(office, "2026-11-20T14:00+07:00")
    page = (built.site / "berita/2026" / draft.stem / "index.html").read_text()
    assert "Loket Keliling Pertanahan Dibuka di Delta Pawan" in page
    register = (built.site / "register/2026/0171/index.html").read_text()
    assert "Selesai" in register
    assert "Rina Contoh" not in register
    assert "pengirim.example" not in page + register
