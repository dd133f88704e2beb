"""`redaksi deliver`, `outbox`, `watch`, `digest` with a real server and a real remote."""

import json
import re
from email.message import Message
from pathlib import Path

import pytest

from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.mail_desk import LONG, NOW, Desk
from tests.support.mail_server import Fault, certificate, mail_server
from workflow.delivery import outbox, smtp
from workflow.i18n.dates import local_time
from workflow.text.field_types import parse_instant

AT = f"--now={NOW}"
OUT = "Telah terbit: Jembatan Gantung Sungai Laur Pangkas Jalan Memutar 14 Kilometer"
LATER = "--now=2026-11-20T10:36+07:00"
"""When an intent of NOW is no longer one that somebody may be at work on."""


def events(root: Path) -> list[str]:
    """Every event of the outbox, as the remote has them."""
    names = git(root.parent / "remote.git", "ls-tree", "-r", "--name-only", "refs/redaksi/outbox").split()
    return [f"{name.split('/')[0]}:{name.split('/')[1].split('.')[1]}" for name in names]


def part(mail: Message, kind: str) -> str:
    [found] = [one for one in mail.walk() if one.get_content_type() == kind]
    return bytes(found.get_payload(decode=True)).decode()


def test_everybody_hears_once(desk: Desk) -> None:
    first = redaksi("deliver", AT)
    assert first.code == 0, first.err
    count = len(desk.handler.mails)
    assert count > 12
    assert len({mail["Message-ID"] for mail in desk.handler.mails}) == count
    again = redaksi("deliver", AT)
    assert again.code == 0
    assert len(desk.handler.mails) == count
    assert sorted(events(desk.root)) == sorted(set(events(desk.root)))
    assert sum(one.endswith(":sent") for one in events(desk.root)) == count
    assert "koran-contoh.example" not in git(desk.root, "log", "-p", "refs/redaksi/outbox")
    assert "@" not in first.out


def test_a_release_has_its_paper_and_a_sender_the_link(desk: Desk) -> None:
    redaksi("deliver", AT)
    release = next(one for one in desk.handler.mails if "Jembatan" in str(one["Subject"]))
    assert release["Subject"].startswith("Siaran pers: Jembatan")
    assert [one.get_filename() for one in release.walk() if one.get_filename()] == ["siaran-pers-2026-0121.pdf"]
    [told] = [one for one in desk.handler.mails if one["Subject"] == OUT]
    assert told["To"] == "kirim-2026-0121@pengirim.example"
    assert "https://contoh.example/berita/2026/" in part(told, "text/plain")
    assert 'href="https://contoh.example/berita/2026/' in part(told, "text/html")
    [declined] = [one for one in desk.handler.mails if str(one["Subject"]).startswith("Tidak dapat dimuat: ")]
    assert "Alasannya dapat ditanyakan" in part(declined, "text/plain")


@pytest.mark.parametrize(
    ("place", "how", "state"),
    [
        ("mail", "451 nanti", "temporary"),
        ("rcpt", "450 penuh", "temporary"),
        ("data", "452 penuh", "temporary"),
        ("mail", "550 tolak", "permanent"),
        ("rcpt", "550 tidak ada", "permanent"),
        ("data", "554 tolak", "permanent"),
        ("mail", "354 apa", "temporary"),
        ("rcpt", "apa", "temporary"),
        ("data", "taken: 354 apa", ""),
        ("data", "taken: apa", ""),
        ("rcpt", "drop", "temporary"),
        ("data", "taken: drop", ""),
    ],
)
def test_a_fault_has_its_state_and_costs_nobody_else(desk: Desk, place: str, how: str, state: str) -> None:
    desk.handler.faults = [Fault(place, how)]
    done = redaksi("deliver", AT)
    found = events(desk.root)
    lasting = [one.split(":")[1] for one in found]
    if state:
        assert lasting.count(state) == 1
    sent = lasting.count("sent")
    assert sent == lasting.count("intent") - 1
    assert done.code == (0 if state == "temporary" else 1)
    if not state:  # the server had it: nobody sends it again
        assert len(desk.handler.mails) == sent + 1
        assert "UNCLEAR" in redaksi("outbox", LATER).out
    later = redaksi("deliver", "--now=2026-11-20T11:05+07:00")
    assert later.code == 0
    expected = sent + (1 if state != "permanent" else 0)
    assert len(desk.handler.mails) == expected
    assert len({mail["Message-ID"] for mail in desk.handler.mails}) == expected


def test_an_unclear_one_waits_for_a_person(desk: Desk) -> None:
    desk.handler.faults = [Fault("data", "taken: drop")]
    redaksi("deliver", AT)
    [key] = re.findall(r"^(\S+)\n.*on its way", redaksi("outbox", AT).out, re.MULTILINE)
    for word in ("sent", "retry"):  # another computer could be handing it over at this moment
        early = redaksi("outbox", word, key, AT)
        assert early.code == 2
        assert "half an hour" in early.err
    assert re.findall(r"^(\S+)\n.*UNCLEAR", redaksi("outbox", LATER).out, re.MULTILINE) == [key]
    count = len(desk.handler.mails)
    assert redaksi("outbox", "sent", key, LATER).code == 0
    redaksi("deliver", LATER)
    assert len(desk.handler.mails) == count
    assert redaksi("outbox", "bounced", key, LATER).code == 0
    assert "CAME BACK" in redaksi("outbox", LATER).out
    assert redaksi("outbox", "retry", key, LATER).code == 0
    redaksi("deliver", LATER)
    assert len(desk.handler.mails) == count + 1
    assert redaksi("outbox", "retry", key, LATER).code == 2
    assert redaksi("outbox", "retry", "../../x", AT).code == 2


def test_a_slow_server_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.handler.faults = [Fault("rcpt", "slow")]
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.5)
    monkeypatch.setattr(smtp.hand_over, "__defaults__", (0.5,))
    redaksi("deliver", AT)
    assert sum(one.endswith(":temporary") for one in events(desk.root)) == 1


def test_a_partner_without_an_address_is_told_of_and_served_later(desk: Desk) -> None:
    partners = desk.store / "partners.yml"
    whole = partners.read_text()
    partners.write_text(whole.replace("koran-contoh:\n", "koran-lain:\n"))
    done = redaksi("deliver", AT)
    assert "no address" in done.out
    before = len(desk.handler.mails)
    assert "no address" in redaksi("outbox", AT).out
    assert redaksi("deliver", AT).out.startswith("0 sent")
    partners.write_text(whole)
    redaksi("deliver", AT)
    assert len(desk.handler.mails) > before


def test_the_first_run_of_an_office_with_history_sends_nothing(desk: Desk) -> None:
    done = redaksi("deliver", "--first", AT)
    assert done.code == 0, done.err
    redaksi("deliver", AT)
    assert desk.handler.mails == []
    assert "not sent by program" in redaksi("outbox", "--all", AT).out


@pytest.mark.parametrize("command", ["deliver", "digest"])
def test_an_outbox_that_vanished_is_not_a_new_one(desk: Desk, tmp_path: Path, command: str) -> None:
    """A fresh clone, as a runner has it, would send everything again."""
    ref = outbox.OUTBOX_REF
    git(tmp_path / "remote.git", "update-ref", "-d", ref)
    git(desk.root, "update-ref", f"{ref}-elsewhere", ref)
    git(desk.root, "update-ref", "-d", ref)
    done = redaksi(command, AT)
    assert done.code == 2
    assert "There is no outbox" in done.err
    assert desk.handler.mails == []
    git(desk.root, "update-ref", ref, f"{ref}-elsewhere")  # the clone that has it
    assert redaksi("outbox", AT).code == 0
    assert git(tmp_path / "remote.git", "for-each-ref", ref) != ""
    assert redaksi("digest", AT).code == 0


def test_an_outbox_that_was_set_back_is_noticed(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it no longer knows is not sent before a person has said whether it went out."""
    monkeypatch.setattr(outbox, "FORGOTTEN_AFTER_SECONDS", 7 * 24 * 3600)
    for repository in (desk.root, tmp_path / "remote.git"):
        git(repository, "update-ref", f"{outbox.OUTBOX_REF}-early", outbox.OUTBOX_REF)
    assert redaksi("deliver", "--first", AT).code == 0
    for repository in (desk.root, tmp_path / "remote.git"):
        git(repository, "update-ref", outbox.OUTBOX_REF, f"{outbox.OUTBOX_REF}-early")
    done = redaksi("deliver", AT)
    assert done.code == 2
    assert "was it set back" in done.err
    assert desk.handler.mails == []
    assert redaksi("deliver", "--late", AT).code == 0
    assert desk.handler.mails == []
    assert redaksi("deliver", AT).code == 0
    assert len(desk.handler.mails) > 12


def test_those_who_got_the_old_text_hear_of_the_correction(desk: Desk) -> None:
    redaksi("deliver", "--now=2026-10-01T15:30+07:00")
    told = {str(mail["To"]) for mail in desk.handler.mails if "KTP" in str(mail["Subject"])}
    assert told
    before = len(desk.handler.mails)
    done = redaksi("deliver", "--now=2026-10-02T10:00+07:00")
    assert done.code == 0, (done, told)
    ralat = [mail for mail in desk.handler.mails[before:] if str(mail["Subject"]).startswith("Ralat:")]
    assert {str(mail["To"]) for mail in ralat} == told
    redaksi("deliver", "--now=2026-10-02T10:00+07:00")
    assert len(desk.handler.mails) == before + len(ralat) + len(desk.handler.mails[before:]) - len(ralat)


def test_reminders_come_once_a_threshold_and_in_office_hours(desk: Desk) -> None:
    redaksi("watch", AT)
    first = len(desk.handler.mails)
    assert first > 5
    redaksi("watch", AT)
    assert len(desk.handler.mails) == first
    redaksi("watch", "--now=2026-11-20T12:15+07:00")  # the Friday break
    redaksi("watch", "--now=2026-11-21T10:00+07:00")  # Saturday
    assert len(desk.handler.mails) == first
    redaksi("watch", "--now=2026-11-20T14:00+07:00")
    assert len(desk.handler.mails) > first


def test_the_head_gets_one_digest_a_morning(desk: Desk) -> None:
    for at in ("06:00", "07:31", "09:00", "15:00"):
        redaksi("digest", f"--now=2026-11-20T{at}+07:00")
    redaksi("digest", "--now=2026-11-21T09:00+07:00")
    [mail] = desk.handler.mails
    assert mail["To"] == "kadis@kantor.example"
    assert "2026-0170" in part(mail, "text/plain")


def test_two_clones_never_send_the_same_twice(desk: Desk, tmp_path: Path) -> None:
    import concurrent.futures
    import subprocess
    import sys

    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(desk.root), "other")
    git(other, "remote", "set-url", "origin", str(tmp_path / "remote.git"))

    def run(root: Path) -> subprocess.CompletedProcess[str]:
        code = (
            f"from workflow.delivery import outbox\nfrom workflow.cli.main import main\noutbox.OVERDUE = {LONG}\nmain()"
        )
        command = [sys.executable, "-c", code, "deliver", AT]
        root_of_code = str(Path(smtp.__file__).parents[2])
        environment = {**desk.environment, "PYTHONPATH": root_of_code}
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, (desk.root, other)))
    identities = [mail["Message-ID"] for mail in desk.handler.mails]
    assert len(identities) == len(set(identities)), [one.stderr for one in results]
    for _ in range(2):
        run(other)
    identities = [mail["Message-ID"] for mail in desk.handler.mails]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("trusted", [True, False])
def test_mail_goes_out_by_tls_and_the_certificate_is_looked_at(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    path = certificate(tmp_path)
    with mail_server(path) as (handler, port):
        monkeypatch.setenv("REDAKSI_SMTP_PORT", str(port))
        monkeypatch.setenv("REDAKSI_SMTP_TLS", "starttls")
        if trusted:
            monkeypatch.setenv("REDAKSI_SMTP_CA", str(path))
        done = redaksi("digest", AT)
        assert done.code == (0 if trusted else 2), done.err
        assert len(handler.mails) == (1 if trusted else 0)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("REDAKSI_SMTP_HOST", "", "REDAKSI_SMTP_HOST"),
        ("REDAKSI_SMTP_HOST", "mail.example", "Without TLS"),
        ("REDAKSI_SMTP_TLS", "ssl", "REDAKSI_SMTP_TLS is"),
        ("REDAKSI_SMTP_PORT", "x", "REDAKSI_SMTP_PORT is"),
        ("REDAKSI_SMTP_PORT", "70000", "REDAKSI_SMTP_PORT is"),
        ("REDAKSI_SMTP_PORT", "1", "cannot be reached"),
        ("REDAKSI_SMTP_FROM", "a@b.example, c@d.example", "REDAKSI_SMTP_FROM"),
        ("REDAKSI_PRIVATE", "", "REDAKSI_PRIVATE"),
        ("REDAKSI_PRIVATE", "/nonexistent", "There is no folder"),
    ],
)
def test_settings_that_do_not_do_are_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    done = redaksi("digest", AT)
    assert done.code == 2
    assert words in done.err
    assert desk.handler.mails == []


def test_a_dry_run_sends_nothing(desk: Desk) -> None:
    done = redaksi("deliver", "--dry-run", AT)
    assert done.code == 0, done.err
    assert "messages are due" in done.out
    assert desk.handler.mails == []


def test_a_dry_run_shows_what_its_reader_would_read(desk: Desk) -> None:
    """The whole text, subject first; what is sent then is the same."""
    shown = redaksi("digest", "--dry-run", AT).out
    assert redaksi("digest", AT).code == 0
    [mail] = desk.handler.mails
    lines = [str(mail["Subject"]), *part(mail, "text/plain").splitlines()]
    assert [line.strip() for line in shown.splitlines()[1:-1] if line.strip()] == [
        line.strip() for line in lines if line.strip()
    ]
    assert "siaran-pers-2026-0121.pdf" in redaksi("deliver", "--dry-run", AT).out


def test_captions_hold_the_link(desk: Desk) -> None:
    done = redaksi("captions", "2026-0121", AT)
    assert done.code == 0, done.err
    assert "https://wa.me/?text=" in done.out
    (desk.store / "senders.yml").write_text("2026-0121:\n  whatsapp: '628123456789'\n")
    assert "https://wa.me/628123456789?text=" in redaksi("captions", "2026-0121", AT).out
    assert redaksi("captions", "2026-0167", AT).code == 2


def test_contacts_names_who_is_missing_but_no_address(desk: Desk) -> None:
    done = redaksi("contacts", AT)
    assert done.code == 1
    assert "no address: member of staff lina" in done.out
    assert "@" not in done.out


def test_a_scan_lies_in_the_store_and_its_fingerprint_in_the_record(desk: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(b"%PDF-1.7 isi-terkunci-81")
    letter = ("--number=9/S", "--date=2026-11-20", "--from=dinkes", "--subject=Uji", "--yes", f"--scan={scan}")
    assert redaksi("new", "--as=rina", *letter, AT).code == 0
    [kept] = (desk.store / "scans").iterdir()
    assert f"scan: sha256:{kept.stem}\n" in (desk.root / "content/requests/2026/0171.md").read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "scan of letter" not in redaksi("contacts", AT).out
    kept.write_bytes(b"%PDF-1.7 lain")
    assert "the scan of letter 2026-0171" in redaksi("contacts", AT).out
    scan.write_bytes(b"#!/bin/sh")
    another = ("--number=10/S", *letter[1:])  # the same letter again would be refused before anybody looks at the scan
    assert redaksi("new", "--as=rina", *another, AT).code == 2
    assert git(desk.root, "log", "--all", "-S", "isi-terkunci-81", "--format=%h") == ""


def published(desk: Desk, tmp_path: Path, now: str, commit: str = "") -> Path:
    """A site's folder that says what is live."""
    mark = tmp_path / "www/current/.well-known/redaksi.json"
    mark.parent.mkdir(parents=True, exist_ok=True)
    known = commit or git(desk.root, "rev-parse", "HEAD").strip()
    mark.write_text(json.dumps({"version": 1, "commit": known, "committed": 1, "now": now}))
    return tmp_path / "www"


def subjects(desk: Desk) -> list[str]:
    return [str(mail["Subject"]) for mail in desk.handler.mails]


def test_nothing_is_said_of_what_is_not_committed(desk: Desk) -> None:
    record = desk.root / "content/requests/2026/0121.md"
    record.write_text(record.read_text() + "Satu kalimat lagi.\n")
    done = redaksi("deliver", AT)
    assert "2026-0121: held back; it is changed here and not committed yet." in done.out
    assert done.code == 0
    assert len(desk.handler.mails) > 10
    assert not [one for one in events(desk.root) if one.startswith("2026-0121.")]
    git(desk.root, "commit", "--quiet", "--all", "--message=lagi")
    before = len(desk.handler.mails)
    assert "held back" not in redaksi("deliver", AT).out
    assert len(desk.handler.mails) > before


def test_nothing_is_said_of_what_is_not_live(desk: Desk, tmp_path: Path) -> None:
    site = published(desk, tmp_path, NOW)
    article = next(path for path in (desk.root / "content/news/2026").glob("*.md") if "2026-0121" in path.read_text())
    article.write_text(article.read_text() + "\n")
    git(desk.root, "commit", "--quiet", "--all", "--message=sesudah situs")
    done = redaksi("deliver", f"--site={site}", AT)
    assert "2026-0121: held back; it is changed here and not live yet." in done.out
    assert not [one for one in events(desk.root) if one.startswith("2026-0121.")]
    published(desk, tmp_path, NOW)
    redaksi("deliver", f"--site={site}", AT)
    assert [one for one in events(desk.root) if one.startswith("2026-0121.")]


def test_a_story_that_opened_after_the_site_was_built_waits_for_the_next(desk: Desk, tmp_path: Path) -> None:
    """The sender is told that it is out when the page is there; partners get the release with its embargo before."""
    article = next(path for path in (desk.root / "content/news/2026").glob("*.md") if "2026-0121" in path.read_text())
    opens = re.search(r"publish_at: (\S+)", article.read_text())
    assert opens
    before = parse_instant(opens[1]) - 60
    site = published(desk, tmp_path, local_time(before, "Asia/Pontianak").isoformat())
    redaksi("deliver", f"--site={site}", AT)
    assert OUT not in subjects(desk)
    published(desk, tmp_path, NOW)
    redaksi("deliver", f"--site={site}", AT)
    assert OUT in subjects(desk)


@pytest.mark.parametrize(("harm", "words"), [("unknown", "does not have the live commit"), ("none", "does not say")])
def test_a_site_of_which_nothing_is_known_stops_all(desk: Desk, tmp_path: Path, harm: str, words: str) -> None:
    site = published(desk, tmp_path, NOW, "0" * 39 + "1")
    if harm == "none":
        (site / "current/.well-known/redaksi.json").write_text("<html>404")
    done = redaksi("deliver", f"--site={site}", AT)
    assert done.code == 2
    assert words in done.err
    assert desk.handler.mails == []
