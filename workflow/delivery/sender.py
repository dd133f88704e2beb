"""Everything that is due goes out, each message once: intent, handing over, outcome."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from workflow.delivery.contacts import ContactStore
from workflow.delivery.headers import HeaderError
from workflow.delivery.message import PlannedMessage, RenderedMessage
from workflow.delivery.mime import compose
from workflow.delivery.outbox import DeliveryEvent, DeliveryState, Outbox
from workflow.delivery.smtp import SmtpResult, SmtpStatus, hand_over
from workflow.delivery.smtp_settings import SmtpSettings
from workflow.delivery.templates import TemplateError
from workflow.extras import MissingExtraError
from workflow.i18n.catalog import translate

_EVENTS = {
    SmtpStatus.SENT: DeliveryEvent.SENT,
    SmtpStatus.TEMPORARY: DeliveryEvent.TEMPORARY,
    SmtpStatus.PERMANENT: DeliveryEvent.PERMANENT,
}
RenderMessage = Callable[[PlannedMessage], RenderedMessage]
"""Raises MissingExtraError where a message has a paper that cannot be made here, WordingError where it has no words."""


class SendAction(StrEnum):
    """What was done with a message in this run."""

    SENT = "sent"
    AGAIN = "again"
    FAILED = "failed"
    UNCLEAR = "unclear"
    UNADDRESSED = "unaddressed"
    ELSEWHERE = "elsewhere"
    """Somebody else is sending it."""
    PAPERLESS = "paperless"
    """It has a paper, which cannot be made here; nothing was noted, so that another computer sends it."""
    WORDLESS = "wordless"
    """Its template or its paper has a mistake; nothing was noted, so that it goes out once that is mended."""


class SendResult(Struct, frozen=True):
    """What was done with one message, and why that is not what was meant; "" where there is nothing to say."""

    planned: PlannedMessage
    done: SendAction
    why: str = ""


class Sender(Struct, frozen=True):
    """What messages are sent with."""

    outbox: Outbox
    store: ContactStore
    account: SmtpSettings
    office: str
    """The office's name, as the sender's."""
    words: RenderMessage

    def send(self, planned: Iterable[PlannedMessage], now: int) -> Iterator[SendResult]:
        """Send what is due; one that cannot be sent keeps no other back.

        Raises WriteError when the outbox cannot be shared; nothing more is sent then.
        """
        for one in planned:
            if one.since <= now and self.outbox.story(one.key).may_go(now):
                done = self._one(one, now)
                if done is not None:
                    yield done

    def _one(self, planned: PlannedMessage, now: int) -> SendResult | None:
        contact = self.store.find(planned.audience)
        known = self.outbox.story(planned.key).state
        if contact is None or contact.email is None:
            if known is DeliveryState.UNADDRESSED:
                return None
            self.outbox.note(planned.key, DeliveryEvent.UNADDRESSED, now)
            return SendResult(planned, SendAction.UNADDRESSED)
        message = self._written(planned)
        if isinstance(message, SendResult):
            return message
        try:
            mail = compose(planned, message, contact, self.office, self.account.sender, max(now, planned.since))
        except HeaderError as error:
            self.outbox.note(planned.key, DeliveryEvent.PERMANENT, now, error.reason.text)
            return SendResult(planned, SendAction.FAILED, translate(error.reason))
        fingerprint = hashlib.sha256(message.text.encode()).hexdigest()
        if not self.outbox.note(planned.key, DeliveryEvent.INTENT, now, f"sha256:{fingerprint}"):
            return SendResult(planned, SendAction.ELSEWHERE)
        return self._settled(planned, hand_over(self.account, contact.email, mail), now)

    def _written(self, planned: PlannedMessage) -> RenderedMessage | SendResult:
        """The words; where there are none, nothing is noted, and the next run tries again."""
        try:
            return self.words(planned)
        except MissingExtraError:
            return SendResult(planned, SendAction.PAPERLESS)
        except TemplateError as error:
            return SendResult(planned, SendAction.WORDLESS, str(error))

    def _settled(self, planned: PlannedMessage, outcome: SmtpResult, now: int) -> SendResult:
        """Note an outcome; one that nobody knows stays an intent."""
        if outcome.fate is SmtpStatus.UNCLEAR:
            return SendResult(planned, SendAction.UNCLEAR, outcome.detail)
        self.outbox.note(planned.key, _EVENTS[outcome.fate], now, outcome.detail)
        state = self.outbox.story(planned.key).state
        done = {DeliveryState.SENT: SendAction.SENT, DeliveryState.AGAIN: SendAction.AGAIN}.get(
            state, SendAction.FAILED
        )
        return SendResult(planned, done, "" if done is SendAction.SENT else outcome.detail)


def skip_due(outbox: Outbox, planned: Iterable[PlannedMessage], now: int) -> int:
    """Begin, and note that what was due before is not sent by program; how many there were. Raises WriteError."""
    outbox.begin(now)
    before = [one for one in planned if one.since <= now and outbox.story(one.key).state is DeliveryState.WAITING]
    for one in before:
        outbox.note(one.key, DeliveryEvent.SKIPPED, now)
    return len(before)


def reopen_forgotten(outbox: Outbox, planned: Iterable[PlannedMessage], now: int) -> int:
    """Note that what was forgotten is to be sent by the next run; how many there were. Raises WriteError."""
    forgotten = [one for one in planned if outbox.is_forgotten(one.key, one.since, now)]
    for one in forgotten:
        outbox.note(one.key, DeliveryEvent.REOPENED, now)
    return len(forgotten)
