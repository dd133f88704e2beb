"""From the wheel alone: a folder with an office's own facts checks, prints, mails and publishes.

The Python has the wheel and, behind it, the packages that the extras name. This repository is not on its path, and
whatever is read of it all the same is noted by a hook of the interpreter itself (PEP 578).
"""

import os
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support.built_package import LOOKED_AT, installed, run
from tests.support.clone import git
from tests.support.mail_server import mail_server
from tests.support.offices import BASE, ROOT
from workflow.records.file_source import DEFAULTS_FOLDER

FACTS = ("office.yml", "people.yml", "agencies.yml", "partners.yml", "calendar.yml", "sop")
"""What nobody but the office knows."""
MKDOCS_YML = """\
site_name: Redaksi
docs_dir: site_config
theme: {name: material, language: id, font: false, icon: {logo: material/newspaper}}
nav: [{Beranda: index.md}, {Register: register/index.md}]
plugins: [redaksi]
"""
pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder; nothing of the repository but the small office's facts and records."""
    root = tmp_path_factory.mktemp("wheel") / "kantor"
    shutil.copytree(BASE / "content", root / "content")
    (root / "site_config").mkdir()
    for name in FACTS:
        copy = shutil.copytree if (BASE / "site_config" / name).is_dir() else shutil.copyfile
        copy(BASE / "site_config" / name, root / "site_config" / name)
    (root / "mkdocs.yml").write_text(MKDOCS_YML)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Meja")
    git(root, "config", "user.email", "meja@kantor.example")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=mulai")
    return root


def redaksi(office: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """The installed command in the office's folder."""
    home = office.parent / "home"
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "REDAKSI_LANG": "en"}
    done = run(office, installed() / "bin/redaksi", *arguments, **own, **environment)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_it_checks(office: Path) -> None:
    done = redaksi(office, "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_prints(office: Path) -> None:
    for kind in ("sheet", "request", "release"):
        file = office.parent / f"{kind}.pdf"
        done = redaksi(office, "paper", kind, "2026-0001", f"--output={file}")
        assert done.returncode == 0, done.stdout + done.stderr
        assert file.read_bytes().startswith(b"%PDF")


def test_it_mails(office: Path) -> None:
    store = office.parent / "store"
    store.mkdir(mode=0o700)
    contacts = {"partners": ("koran-contoh", "redaksi@koran-contoh"), "senders": ("2026-0001", "kirim@pengirim")}
    for name, (key, address) in contacts.items():
        file = store / f"{name}.yml"
        file.touch(mode=0o600)
        file.write_text(f"{key}:\n  email: {address}.example\n")
    with mail_server() as (handler, port):
        server = {"REDAKSI_SMTP_HOST": "127.0.0.1", "REDAKSI_SMTP_PORT": str(port), "REDAKSI_SMTP_TLS": "none"}
        first = redaksi(office, "deliver", "--first", "--now=2026-01-05T08:00+07:00", REDAKSI_PRIVATE=str(store))
        assert first.returncode == 0, first.stdout + first.stderr
        done = redaksi(office, "deliver", "--now=2026-11-02T14:00+07:00", REDAKSI_PRIVATE=str(store), **server)
        assert "2 sent, 0 not" in done.stdout, done.stdout + done.stderr
        assert set(handler.recipients) == {"kirim@pengirim.example", "redaksi@koran-contoh.example"}
        names = [part.get_filename() for mail in handler.mails for part in mail.walk() if part.get_filename()]
        assert names == ["siaran-pers-2026-0001.pdf"]


def test_it_publishes(office: Path) -> None:
    target = office.parent / "www"
    done = redaksi(office, "publish", f"--to={target}")
    assert done.returncode == 0, done.stdout + done.stderr
    site = target / "current"
    page = (site / "berita/2026/pekan-imunisasi/index.html").read_text()
    assert "Pekan" in page
    styles = [file.name for file in site.glob("assets/stylesheets/*.css")]
    assert "redaksi.css" in styles
    assert (site / "register/2026/0001/index.html").exists()
    assert any(site.glob("pagefind/*"))


@pytest.mark.parametrize(
    "words",
    [
        "schema --write",
        "form --write",
        "codeowners",
        "explain authority",
        "captions 2026-0001",
        "digest --dry-run",
        "fmt",
    ],
)
def test_its_other_commands_bring_along_what_they_need(office: Path, words: str) -> None:
    done = redaksi(office, *words.split())
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_of_the_repository_was_read(office: Path) -> None:
    """The last of these tests; and the hook would have seen it."""
    log = installed() / LOOKED_AT
    assert not log.exists(), log.read_text()
    python = installed() / "bin/python"
    path = run(office, python, "-c", "import sys, workflow; print(workflow.__file__, *sys.path, sep='\\n')").stdout
    assert Path(path.split("\n")[0]).is_relative_to(installed())
    assert str(ROOT) not in path.split("\n")
    assert not log.exists()
    run(office, python, "-c", f"open({str(DEFAULTS_FOLDER)!r} + '/../__init__.py')")
    assert log.read_text() == f"{os.path.normpath(DEFAULTS_FOLDER / '../__init__.py')}\n"
    log.unlink()
