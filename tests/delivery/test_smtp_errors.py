"""Why a mail server cannot be talked to: each reason has its own sentence, with what to set."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.command_line import redaksi
from tests.support.mail_desk import AT, Desk
from tests.support.mail_server import certificate, mail_server
from tests.support.offices import ROOT, lay_own
from workflow.delivery import contacts
from workflow.delivery import smtp_settings as accounts
from workflow.delivery.smtp import UnreachableError, must_be_reachable
from workflow.delivery.smtp_settings import SmtpSettings, Tls
from workflow.i18n.catalog import translate
from workflow.i18n.language import in_language

SOON = 0.4
"""Seconds after which a server that says nothing is given up here."""
WRONG: dict[str, tuple[str, str]] = {
    "no TLS": ("offers no TLS", "REDAKSI_SMTP_TLS=tls"),
    "TLS at once": ("answers nothing that mail servers say", "REDAKSI_SMTP_TLS=tls"),
    "no TLS at once": ("does not begin with TLS", "REDAKSI_SMTP_TLS=starttls"),
    "another name": ("is not for the name", "REDAKSI_SMTP_HOST"),
    "expired": ("has expired or is not valid yet", "clock"),
    "self-signed": ("signed by nobody", "REDAKSI_SMTP_CA"),
    "password": ("refuses the user or the password (535)", "REDAKSI_SMTP_PASSWORD"),
    "no password": ("takes no password", "REDAKSI_SMTP_USER"),
    "nobody there": ("cannot be reached", "REDAKSI_SMTP_PORT"),
    "no such host": ("There is no server peladen.invalid", "REDAKSI_SMTP_HOST"),
    "no such file": ("leads to no file", "REDAKSI_SMTP_CA"),
}
"""What is wrong, what is said of it, and what is to be set or looked at."""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("certificates")
    return {
        "good": certificate(folder / "good"),
        "another name": certificate(folder / "name", "DNS:lain.example"),
        "expired": certificate(folder / "old", end="20200102000000Z"),
    }


@pytest.fixture
def wrong(request: pytest.FixtureRequest, certificates: dict[str, Path]) -> Iterator[SmtpSettings]:
    """An account with which one thing is wrong."""
    kind = request.param
    path = certificates.get(kind, certificates["good"])
    trusted = "" if kind == "self-signed" else "/nowhere.pem" if kind == "no such file" else str(path)
    plain = kind in ("no TLS", "no TLS at once", "no password")
    tls = Tls.NONE if kind == "no password" else Tls.TLS if kind == "no TLS at once" else Tls.STARTTLS
    user = "redaksi" if "password" in kind else ""
    with mail_server(None if plain else path, at_once=kind == "TLS at once") as (_, port):
        host = "peladen.invalid" if kind == "no such host" else "127.0.0.1"
        yield SmtpSettings(
            host, _closed() if kind == "nobody there" else port, tls, user, "kata-sandi-7", "a@b.example", trusted
        )


def _closed() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(("wrong", "said"), WRONG.items(), indirect=["wrong"], ids=[*WRONG])
def test_each_reason_is_said_with_what_to_set(wrong: SmtpSettings, said: tuple[str, str]) -> None:
    with pytest.raises(UnreachableError) as refused:
        must_be_reachable(wrong, SOON)
    with in_language("en"):
        sentence = translate(refused.value.message)
    assert all(one in sentence for one in said), sentence
    assert [one for one, _ in WRONG.values() if one in sentence] == [said[0]], "it is no other reason's sentence"
    with in_language("id"):
        local = translate(refused.value.message)
    assert local != sentence
    assert said[1] in local or said[1] == "clock"
    assert "kata-sandi-7" not in sentence + local


def test_a_good_server_is_no_trouble(certificates: dict[str, Path]) -> None:
    for at_once, tls in ((False, Tls.STARTTLS), (True, Tls.TLS)):
        with mail_server(certificates["good"], at_once=at_once) as (_, port):
            trusted = SmtpSettings("127.0.0.1", port, tls, "", "", "a@b.example", str(certificates["good"]))
            must_be_reachable(
                trusted, 5
            )  # raises nothing; the very same server, where nobody vouches for it, is refused
            with pytest.raises(UnreachableError):
                must_be_reachable(replace(trusted, authorities=""), 5)


def test_the_command_says_it_in_indonesian(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDAKSI_SMTP_TLS", "starttls")
    monkeypatch.setenv("REDAKSI_LANG", "id")
    for command in ("digest", "doctor"):
        done = redaksi(command, AT) if command == "digest" else redaksi(command)
        assert "tidak menawarkan TLS" in done.out + done.err
        assert f"“{accounts.HANDBOOK_SECTION}”" in done.out + done.err
    assert desk.handler.mails == []


def test_doctor_looks_at_what_is_set_and_at_nothing_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> dict[str, str]:
        lines = [re.split(r"  +", line, maxsplit=1) for line in redaksi("doctor").out.splitlines()]
        return {rest.partition(":")[0]: verdict for verdict, rest in (line for line in lines if len(line) == 2)}

    mail = ("private store of contacts", "the office as a sender of mail", "mail server")
    assert [said()[one] for one in mail] == ["ok", "ok", "ok"]
    (desk.store / "people.yml").write_text("kadis:\n  email: kadis\n")
    monkeypatch.setenv("REDAKSI_SMTP_PORT", str(_closed()))
    assert [said()[one] for one in mail] == ["MEND", "ok", "MEND"]
    template = lay_own(desk.root, "site_config/messages/reminder.txt")
    template.write_text("{% if late %}\n")
    assert said()["templates of messages"] == "MEND"
    assert "reminder.txt" in redaksi("doctor").out
    for name in ("REDAKSI_PRIVATE", "REDAKSI_SMTP_HOST"):
        monkeypatch.delenv(name)
    assert [said()[one] for one in mail] == ["ok", "ok", "ok"]
    assert "not looked at" in redaksi("doctor").out


def test_what_is_pointed_to_is_there() -> None:
    """A message that names a section of a document names one that it has."""
    assert f"\n## {accounts.HANDBOOK_SECTION}\n" in (ROOT / "PENGATURAN.md").read_text()
    assert f"\n### {contacts.HANDBOOK_SECTION}\n" in (ROOT / "PANDUAN.md").read_text()


def test_a_store_that_is_nowhere_is_said_in_indonesian(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDAKSI_LANG", "id")
    monkeypatch.setenv("REDAKSI_PRIVATE", str(desk.store / "lain"))
    done = redaksi("contacts", AT)
    assert "Tidak ada folder" in done.err
    assert f"“{contacts.HANDBOOK_SECTION}”" in done.err
    assert "No such file" not in done.err
    monkeypatch.delenv("REDAKSI_PRIVATE")
    done = redaksi("contacts", AT)
    assert f"“{contacts.HANDBOOK_SECTION}”" in done.err
    assert f"“{accounts.HANDBOOK_SECTION}”" in done.err


def test_who_is_missing_is_said_with_the_next_thing_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDAKSI_LANG", "id")
    done = redaksi("contacts", AT)
    assert "tidak ada alamat: pegawai lina" in done.out
    assert "people.yml" in done.out.splitlines()[-2]
    assert f"“{contacts.HANDBOOK_SECTION}”" in done.out
