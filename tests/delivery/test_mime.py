"""Any name and any subject arrives at a real mail server, and every reader gets the same words back."""

import email.utils
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTPUTF8, compat32, default

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.command_line import redaksi
from tests.support.mail_desk import AT, NOW, Desk, events
from tests.support.mail_server import Handler, mail_server
from tests.support.offices import lay_own
from workflow.delivery.contacts import Contact
from workflow.delivery.headers import DIRECTION_CONTROLS
from workflow.delivery.message import MessageKind, PlannedMessage, ReaderKind, Recipient, RenderedMessage
from workflow.delivery.mime import compose
from workflow.delivery.smtp import SmtpStatus, hand_over
from workflow.delivery.smtp_settings import SmtpSettings, Tls
from workflow.text.field_types import parse_instant

AT_ONCE = int(parse_instant(NOW))
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="".join(DIRECTION_CONTROLS)),
    min_size=1,
    max_size=300,
).filter(str.split)
"""Anything that a record's line may hold."""
HOSTILE = (
    "Budi, S.Sos., M.Si.",
    "Dinas Pendidikan, Kepemudaan dan Olahraga",
    'Ny. "Rina" (Plt.) <rina@lain.example>',
    "a\\b\\",
    "x\r\nBcc: semua@lain.example",
    "x\nBcc: semua@lain.example\n\nisi",
    "=?utf-8?B?QmNjOiB4QHkuZXhhbXBsZQ==?=",
    "a ?= b =? c",
    "مكتب الاتصالات والمعلوماتية في مقاطعة كاليمانتان الغربية",
    "Festival 🎉👩‍👩‍👧‍👦🇮🇩 sungai",
    "\U0001fae8 belum ada di Unicode 14",
    "x" * 300,
    "kata " * 60,
    "é" * 300,
    "undisclosed-recipients:;",
    "a@b.example, c@d.example",
    "“Kutipan” — ½ jam, 10³",
    "-- ",
    ".",
    "e\u0301 dan \u00e9",
)


class Server:
    """A mail server that keeps, and how it is reached."""

    def __init__(self, handler: Handler, port: int) -> None:
        self.handler = handler
        self.account = SmtpSettings("127.0.0.1", port, Tls.NONE, "", "", "redaksi@kantor.example")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with mail_server() as (handler, port):
        yield Server(handler, port)


def arrived(server: Server, name: str, subject: str) -> bytes:
    """A mail as the server got it, from an office and to a reader of that name."""
    planned = PlannedMessage(MessageKind.RELEASE, "2026-0121", Recipient(ReaderKind.PARTNER, "x"), "1", AT_ONCE)
    message = RenderedMessage(subject, "isi\n-- \nkaki\n", "<p>isi</p>", (("siaran.pdf", b"%PDF"),))
    mail = compose(planned, message, Contact("a@b.example", name), name, server.account.sender, AT_ONCE)
    assert hand_over(server.account, "a@b.example", mail).status is SmtpStatus.SENT
    return server.handler.raw[-1]


def plain(text: str) -> str:
    return " ".join(text.split())


def of_old(raw: bytes, field: str) -> str:
    """A header as the older of the two parsers in Python reads it, which shares no code with the newer one."""
    return str(message_from_bytes(raw, policy=compat32)[field]).replace("\r\n", "")


def decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, subject=WORDS)
@example(
    name="Dinas Komunikasi, Informatika",
    subject="Siaran pers: Jembatan Gantung Sungai Laur Dibuka bagi Warga Tiga Desa 🎉",
)
def test_any_words_arrive(server: Server, name: str, subject: str) -> None:
    raw = arrived(server, name, subject)
    for policy in (default, SMTPUTF8):
        mail = message_from_bytes(raw, policy=policy)
        assert not mail["From"].defects
        assert mail["Subject"] == plain(subject)
        assert [one.addr_spec for one in mail["From"].addresses] == ["redaksi@kantor.example"]
        assert [one.addr_spec for one in mail["To"].addresses] == ["a@b.example"]
        assert mail["Bcc"] is None
    assert decoded(of_old(raw, "Subject")) == plain(subject)
    for field, address in (("From", "redaksi@kantor.example"), ("To", "a@b.example")):
        found, spec = email.utils.parseaddr(of_old(raw, field))
        assert (decoded(found), spec) == (plain(name), address)


@pytest.mark.parametrize("value", HOSTILE)
def test_what_killed_messages_arrives(server: Server, value: str) -> None:
    test_any_words_arrive.hypothesis.inner_test(server, value, value)  # type: ignore[attr-defined]
    raw = server.handler.raw[-1]
    head, _, body = raw.partition(b"\r\n\r\n")
    assert raw.isascii()
    assert len({line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")}) == 8
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))
    for word in head.split():
        assert len(word) <= 75 or not word.startswith(b"=?")
    assert b"-- =\r\n" in body or b"--=20\r\n" in body, "the space of the signature's separator is kept"


def test_lines_end_at_spaces(server: Server) -> None:
    subject = (
        "Permintaan publikasi Pelatihan Guru “Cerdas Bermedia” dari Dinas Pendidikan Kabupaten telah terbit hari ini"
    )
    raw = arrived(server, "Biro Umum", subject)
    head = raw.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", "\n ")
    [value] = [line for line in head.split("\r\n") if line.startswith("Subject: ")]
    parts = [decoded(one) for one in value.removeprefix("Subject: ").split("\n ")]
    assert len(parts) > 1
    assert "".join(parts) == subject
    assert all(one.endswith(" ") for one in parts[:-1])


def test_one_that_cannot_be_written_keeps_no_other_back(desk: Desk) -> None:
    """A template with a mistake costs its own messages a day, and a person is told."""
    template = lay_own(desk.root, "site_config/messages/release.txt")
    template.write_text("{{ judul }}\n")
    done = redaksi("deliver", AT)
    assert done.code == 1
    assert "has a mistake" in done.out
    assert "judul" in done.out
    assert desk.handler.mails
    assert not [one for one in events(desk.root) if ".release." in one], "nothing is noted of them"
    template.write_text("{{ title }}\n")
    again = redaksi("deliver", AT)
    assert again.code == 0
    assert [one for one in events(desk.root) if ".release." in one]


def test_a_name_that_cannot_be_sent_is_said_by_contacts_before(desk: Desk) -> None:
    partners = desk.store / "partners.yml"
    partners.write_text(partners.read_text().replace("name: Redaksi koran-contoh", 'name: "a\u202eb"'))
    done = redaksi("contacts", AT)
    assert done.code == 1
    assert "partners.yml" in done.out
    assert "\u202e" not in done.out
