"""From the form to the published page without a terminal: browser, event files, real Git and the built site."""

from pathlib import Path

import pytest

from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.editor_driver import writing
from tests.support.sample_site import build_site

BRANCH = "redaksi/2026-0171"
KEY = "2026/loket-keliling-pertanahan-dibuka-di-delta-pawan"
BODY = (
    "Kantor Pertanahan Kabupaten Ketapang membuka loket keliling di Kecamatan Delta Pawan mulai Senin (23/11/2026) untuk "
    "warga yang ingin mendaftarkan tanahnya tanpa pergi ke kota. Loket dibuka pukul 08.00 sampai 12.00 WIB."
)
NOW = "2026-11-20T10:30+07:00"


def say(counter: Counter, who: str, text: str, at: str, pull: int) -> None:
    """A comment that must be done."""
    done = counter.comment(who, text, at, pull)
    assert ":white_check_mark:" in done.out, (text, done.out, done.err)


def test_a_letter_goes_its_whole_way_in_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_counter(tmp_path, monkeypatch, sample=True) as counter:
        body = filled(number="100/LOKET", subject="Permintaan publikasi loket keliling", body="Loket dibuka lima hari.")
        issue, _ = counter.letter("rina", body, "08:00")
        pull = max(counter.forge.pulls)
        say(counter, "kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "08:05", pull)
        say(counter, "budi", "/terima", "08:10", pull)
        say(counter, "rina", "/naskah Loket Keliling Pertanahan Dibuka di Delta Pawan", "08:15", pull)
        clone = tmp_path / "komputer-kantor"
        git(tmp_path, "clone", "--quiet", f"--branch={BRANCH}", str(counter.bare), str(clone))
        git(clone, "config", "user.name", "Komputer Kantor")
        git(clone, "config", "user.email", "komputer@kantor.example")
        with writing(tmp_path, "rina", clone) as writer:
            writer.go(f"collections/berita/entries/{KEY}")
            writer.fill("summary", "Loket keliling pertanahan dibuka lima hari di Delta Pawan mulai Senin.")
            writer.rewrite(BODY)
            assert "Naskah disimpan" in writer.save()
            assert "Naskah digabungkan" in writer.publish()
        counter.forge.note_pushes("2026-11-20T01:30:00Z")
        assert counter.read(f"content/news/{KEY}.md", BRANCH).endswith(f"---\n{BODY}\n")
        say(counter, "rina", "/konsep", "09:00", pull)
        say(counter, "sari", "/koreksi kembalikan: Sebutkan syaratnya.", "09:10", pull)
        with writing(tmp_path / "lagi", "rina", clone) as writer:
            git(clone, "pull", "--quiet")
            writer.go(f"collections/berita/entries/{KEY}")
            writer.rewrite(f"{BODY} Syaratnya kartu keluarga dan surat tanah.")
            assert "Naskah disimpan" in writer.save()
            assert "Naskah digabungkan" in writer.publish()
        counter.forge.note_pushes("2026-11-20T02:15:00Z")
        say(counter, "rina", "/konsep", "09:20", pull)
        assert ":white_check_mark:" in counter.review("sari", "approved", "09:30", pull).out
        say(counter, "rina", "/terbit website, radio-contoh", "09:40", pull)
        say(counter, "rina", "/beritahu lewat surel", "09:45", pull)
        say(counter, "rina", "/lapor nomor LAP/2026/0171", "09:50", pull)
        assert counter.forge.issues[issue]["state"] == "closed"
        counter.forge.merge(pull)
    office = tmp_path / "situs"
    git(tmp_path, "clone", "--quiet", str(counter.bare), str(office))
    checked = redaksi("check", f"--root={office}", f"--now={NOW}")
    assert "0171" not in checked.out
    assert checked.code == 0
    built = build_site(office, NOW)
    page = built.page(f"berita/{KEY}")
    assert "Loket Keliling Pertanahan Dibuka di Delta Pawan" in page
    assert "Syaratnya kartu keluarga" in page
    assert "Selesai" in built.page("register/2026/0171")
    authors = {line.partition(" ")[0] for line in git(office, "log", "--format=%an", "--", "content").splitlines()}
    assert {"Rina", "Surya", "Budi", "Sari"} <= authors
