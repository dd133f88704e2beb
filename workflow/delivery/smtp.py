"""One mail is handed to the server, and what came of it is known for certain, or said not to be."""

import smtplib
from contextlib import suppress
from enum import StrEnum

from msgspec import Struct

from workflow.delivery.smtp_errors import PlainError, trouble
from workflow.delivery.smtp_settings import Account, Tls
from workflow.i18n.message import Message

SECONDS = 30
"""After which a silent server is given up."""
COMPLETED, CONTINUE, TRANSIENT, PERMANENT = 2, 3, 4, 5
"""The hundreds of answers (RFC 5321, 4.2.1)."""


class Fate(StrEnum):
    """What came of a mail."""

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNCLEAR = "unclear"
    """The server had it whole and did not answer: nobody knows."""


class Outcome(Struct, frozen=True):
    """How a handing over ended."""

    fate: Fate
    detail: str
    """The server's code, or the kind of failure; never its words, which repeat addresses."""


class UnreachableError(Exception):
    """There is no talking to the server at all; `message` says why and what to set."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def probe(account: Account, seconds: float = SECONDS) -> None:
    """Connect and log in once, before anything is promised. Raises UnreachableError."""
    try:
        _leave(_connected(account, seconds))
    except (smtplib.SMTPException, OSError) as error:
        raise UnreachableError(trouble(account, error)) from None


def hand_over(account: Account, recipient: str, mail: bytes, seconds: float = SECONDS) -> Outcome:
    """Hand one mail to the server. Never raises what a network or a server can do."""
    try:
        server = _connected(account, seconds)
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(Fate.TEMPORARY, type(error).__name__)
    try:
        return _converse(server, account.sender, recipient, mail)
    finally:
        _leave(server)


def _converse(server: smtplib.SMTP, sender: str, recipient: str, mail: bytes) -> Outcome:
    whole = False
    try:
        _expect(COMPLETED, server.mail(sender))
        _expect(COMPLETED, server.rcpt(recipient))
        _expect(CONTINUE, server.docmd("DATA"))
        whole = True
        server.send(_quoted(mail) + b"\r\n.\r\n")
        code = _expect(COMPLETED, server.getreply())
    except smtplib.SMTPResponseException as error:
        refusals = {TRANSIENT: Fate.TEMPORARY, PERMANENT: Fate.PERMANENT}
        return Outcome(refusals.get(error.smtp_code // 100, _unsaid(whole=whole)), str(error.smtp_code))
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(_unsaid(whole=whole), type(error).__name__)
    return Outcome(Fate.SENT, str(code))


def _unsaid(*, whole: bool) -> Fate:
    """What came of a mail of which the server said nothing that can be understood."""
    return Fate.UNCLEAR if whole else Fate.TEMPORARY


def _leave(server: smtplib.SMTP) -> None:
    """What a server says to a farewell changes nothing."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _connected(account: Account, seconds: float) -> smtplib.SMTP:
    if account.tls is Tls.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(account.host, account.port, timeout=seconds, context=account.context())
    else:
        server = smtplib.SMTP(account.host, account.port, timeout=seconds)
    try:
        _introduced(server, account)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _introduced(server: smtplib.SMTP, account: Account) -> None:
    """Make the connection private where that is asked for, and say who is speaking."""
    server.ehlo_or_helo_if_needed()
    if account.tls is Tls.STARTTLS:
        if not server.has_extn("starttls"):
            raise PlainError
        server.starttls(context=account.context())
    if account.user:
        server.login(account.user, account.password)
    server.ehlo_or_helo_if_needed()


def _expect(kind: int, answer: tuple[int, bytes]) -> int:
    """The code of an answer of that hundred. Raises SMTPResponseException for another."""
    code, words = answer
    if code // 100 != kind:
        raise smtplib.SMTPResponseException(code, words)
    return code


def _quoted(mail: bytes) -> bytes:
    """Lines that begin with a dot get another (RFC 5321, 4.5.2)."""
    lines = mail.replace(b"\r\n", b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines).removesuffix(b"\r\n")
