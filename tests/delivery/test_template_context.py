"""No word that is the office's own is in a message: every field of the table of publicity against every message."""

import re
import typing
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from tests.support.command_line import redaksi
from tests.support.mail_desk import AT, Desk, part
from tests.support.offices import ROOT
from workflow.cli.messages._mail_run import read_own_article
from workflow.config.load import load_office
from workflow.config.visibility import FIELD_AUDIENCES, audience_of
from workflow.config.visibility import Audience as Seen
from workflow.delivery.message import MessageKind, PlannedMessage, ReaderKind, Recipient, RenderedMessage
from workflow.delivery.planner import RequestWithArticle, plan_messages
from workflow.delivery.template_context import letter_context
from workflow.delivery.templates import MessageTemplates
from workflow.queries.open_requests import load_request
from workflow.records.article import Act, ActKind, ArticleStatus, Correction
from workflow.records.mistake_report import MistakeReport
from workflow.records.paths import request_path
from workflow.records.request import Delay, Disposition, Hold, LetterWithdrawal, Notice, Withdrawal
from workflow.rules.context import Moment, RequestView
from workflow.text.document import Document
from workflow.text.field_types import Instant, parse_instant

NOW = int(parse_instant("2026-11-20T10:05+07:00"))
OWN = {"Letter.number"}
"""What the office shows nobody else, and the sender wrote."""
OF_LETTERS = [kind for kind in MessageKind if kind not in (MessageKind.REMINDER, MessageKind.DIGEST)]
READERS = (Recipient(ReaderKind.SENDER, "2026-0121"), Recipient(ReaderKind.PARTNER, "koran-contoh"))


def marked(record: Any) -> Any:
    """A record in which every text that is the office's says of which field it is."""
    if isinstance(record, tuple):
        return tuple(marked(one) for one in record)
    if not isinstance(record, Struct):
        return record
    kind = type(record)
    hints = typing.get_type_hints(kind)
    texts = {
        name: f"RAHASIA-{kind.__name__}.{name}."
        for name in kind.__struct_fields__
        if audience_of(kind, name) is Seen.OFFICE and _is_text(hints[name])
    }
    return replace(record, **{name: marked(getattr(record, name)) for name in kind.__struct_fields__} | texts)


def _is_text(hint: Any) -> bool:
    return any(
        isinstance(one, type) and issubclass(one, str) and not issubclass(one, StrEnum)
        for one in (hint, *typing.get_args(hint))
    )


@pytest.fixture(scope="module")
def case() -> RequestWithArticle:
    """A letter and a story with everything that either can have."""
    office, _ = load_office(ROOT)
    assert office
    view = load_request(office.files, request_path("2026-0121"), office, NOW)
    assert view
    article = read_own_article(office, view)
    assert article
    at = Instant(NOW)
    entry = replace(view.record.steps[0], notice=Notice("email", "n"), delay=Delay("a", "b", "c"), late="l")  # type: ignore[arg-type]
    request = replace(
        view.record,
        disposition=Disposition(decision="decline", to="redaktur", instruction="i", public_reason="Belum lengkap."),
        steps=(entry, *view.record.steps[1:]),
        holds=(Hold(start=at, reason="r"),),
        withdrawn=LetterWithdrawal(at, "b", 1, "r"),
    )
    acts = tuple(Act(act=one, by="b", at=at, note=f"catatan {one.value}") for one in ActKind)
    reports = (MistakeReport(received=at, by="b", summary="s", answered_by="b"),)
    article = replace(
        article,
        reports=reports,
        acts=acts,
        corrections=(Correction(at, "n"),),
        withdrawn=Withdrawal(at, "b", "r"),
        editor="e",
    )
    document = Document(view.document.path, "RAHASIA-Request.body.", {}, 0, 0)
    return RequestWithArticle(RequestView(marked(request), document, office, Moment(NOW)), marked(article))


def told(case: RequestWithArticle, kind: MessageKind, reader: Recipient) -> RenderedMessage:
    planned = PlannedMessage(kind, "2026-0121", reader, str(NOW), NOW)
    return MessageTemplates(ROOT).words(kind, letter_context(case, planned))


def test_the_case_has_every_text_of_the_office(case: RequestWithArticle) -> None:
    said = repr((case.view.record, case.article))
    for kind, fields in FIELD_AUDIENCES.items():
        if kind.__name__ in ("Person", "Role", "SigningKey", "ImportedArticle"):
            continue  # whoever writes a message has no member of staff at hand, and the former site's stories no letter
        hints = typing.get_type_hints(kind)
        for name, seen in fields.items():
            if seen is Seen.OFFICE and name in hints and _is_text(hints[name]):
                assert f"RAHASIA-{kind.__name__}.{name}." in said, (kind, name)


@pytest.mark.parametrize("reader", READERS, ids=["sender", "partner"])
@pytest.mark.parametrize("kind", OF_LETTERS)
def test_no_message_has_a_text_of_the_office(case: RequestWithArticle, kind: MessageKind, reader: Recipient) -> None:
    message = told(case, kind, reader)
    for text in (message.subject, message.text, message.html):
        assert set(re.findall(r"RAHASIA-([\w.]+)\.", text)) <= OWN


def test_templates_are_given_none_either(case: RequestWithArticle) -> None:
    """The words are the office's to change; what is not there nobody can write into them by mistake."""
    for kind in OF_LETTERS:
        values = letter_context(case, PlannedMessage(kind, "2026-0121", READERS[0], str(NOW), NOW))
        assert {name for name, value in values.items() if "RAHASIA" in repr(value)} <= {"letter_number"}


def test_a_decline_says_what_is_meant_for_the_sender(case: RequestWithArticle) -> None:
    reason = told(case, MessageKind.DECLINED, READERS[0])
    assert "Alasan: Belum lengkap." in reason.text
    assert case.article
    assert case.article.title not in reason.text + reason.html
    record = case.view.record
    assert record.disposition
    old = replace(record, disposition=replace(record.disposition, public_reason=None))
    former = RequestWithArticle(RequestView(old, case.view.document, case.view.office, Moment(NOW)), None)
    message = told(former, MessageKind.DECLINED, READERS[0])
    for text in (message.text, message.html):
        assert "Alasan:" not in text
        assert "Alasannya dapat ditanyakan" in text


def test_from_the_decline_to_the_sender(desk: Desk) -> None:
    """By flags: what is missing is named, and what the sender gets is the reason and not the instruction."""
    step = ("step", "2026-0170", "--as=kadis", "--result=decline", "--instruction=Sudah tiga kali begini.", "--yes")
    lacking = redaksi(*step, AT)
    assert (lacking.code, "--public-reason" in lacking.err) == (2, True)
    assert redaksi(*step, "--public-reason=Belum ada data.", AT).code == 0
    assert (
        redaksi("step", "2026-0170", "--as=rina", "--channel=email", "--yes", "--now=2026-11-20T10:15+07:00").code == 0
    )
    senders = desk.store / "senders.yml"
    senders.write_text("2026-0170:\n  email: survei@pengirim.example\n")
    (desk.store / "partners.yml").write_text("")
    redaksi("deliver", "--now=2026-11-20T10:20+07:00")
    [mail] = desk.handler.mails
    for kind in ("text/plain", "text/html"):
        assert "Alasan: Belum ada data." in part(mail, kind)
        assert "tiga kali" not in part(mail, kind)
    _letter_is_whole(desk.root)


def _letter_is_whole(root: Path) -> None:
    text = (root / "content/requests/2026/0170.md").read_text()
    assert "  instruction: Sudah tiga kali begini.\n  public_reason: Belum ada data.\n" in text


@pytest.mark.parametrize("harm", ["gone", "draft"])
def test_nobody_is_told_of_a_decline_because_a_story_cannot_be_read(case: RequestWithArticle, harm: str) -> None:
    """What a letter's story says is told or nothing is; "cannot be published" is the head's word alone."""
    office = case.view.office
    view = load_request(office.files, request_path("2026-0121"), office, NOW)
    assert view
    article = read_own_article(office, view)
    assert article
    told = {
        one.kind
        for one in plan_messages([RequestWithArticle(view, article)], {})
        if one.recipient.kind is ReaderKind.SENDER
    }
    assert told == {MessageKind.PUBLISHED}
    other = None if harm == "gone" else replace(article, status=ArticleStatus.DRAFT)
    assert [
        one for one in plan_messages([RequestWithArticle(view, other)], {}) if one.recipient.kind is ReaderKind.SENDER
    ] == []
