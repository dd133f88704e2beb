"""One mail is handed to the server, and what came of it is known for certain, or said not to be."""

import smtplib
from contextlib import suppress
from enum import StrEnum

from msgspec import Struct

from workflow.delivery.smtp_errors import NoStartTlsError, explain_smtp_error
from workflow.delivery.smtp_settings import SmtpSettings, Tls
from workflow.i18n.message import Message

TIMEOUT_SECONDS = 30
"""After which a silent server is given up."""
COMPLETED_HUNDRED, CONTINUE_HUNDRED, TRANSIENT_HUNDRED, PERMANENT_HUNDRED = 2, 3, 4, 5
"""The hundreds of answers (RFC 5321, 4.2.1)."""


class SmtpStatus(StrEnum):
    """What came of a mail."""

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNCLEAR = "unclear"
    """The server had it whole and did not answer: nobody knows."""


class SmtpResult(Struct, frozen=True):
    """How a handing over ended."""

    fate: SmtpStatus
    detail: str
    """The server's code, or the kind of failure; never its words, which repeat addresses."""


class UnreachableError(Exception):
    """There is no talking to the server at all; `message` says why and what to set."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def must_be_reachable(account: SmtpSettings, seconds: float = TIMEOUT_SECONDS) -> None:
    """Connect and log in once, before anything is promised. Raises UnreachableError."""
    try:
        _quit(_connect(account, seconds))
    except (smtplib.SMTPException, OSError) as error:
        raise UnreachableError(explain_smtp_error(account, error)) from None


def hand_over(account: SmtpSettings, recipient: str, mail: bytes, seconds: float = TIMEOUT_SECONDS) -> SmtpResult:
    """Hand one mail to the server. Never raises what a network or a server can do."""
    try:
        server = _connect(account, seconds)
    except (smtplib.SMTPException, OSError) as error:
        return SmtpResult(SmtpStatus.TEMPORARY, type(error).__name__)
    try:
        return _converse(server, account.sender, recipient, mail)
    finally:
        _quit(server)


def _converse(server: smtplib.SMTP, sender: str, recipient: str, mail: bytes) -> SmtpResult:
    whole = False
    try:
        _expect(COMPLETED_HUNDRED, server.mail(sender))
        _expect(COMPLETED_HUNDRED, server.rcpt(recipient))
        _expect(CONTINUE_HUNDRED, server.docmd("DATA"))
        whole = True
        server.send(_dot_stuffed(mail) + b"\r\n.\r\n")
        code = _expect(COMPLETED, server.getreply())
    except smtplib.SMTPResponseException as error:
        refusals = {TRANSIENT: SmtpStatus.TEMPORARY, PERMANENT: SmtpStatus.PERMANENT}
        return SmtpResult(
            refusals.get(error.smtp_code // 100, _status_without_answer(whole=whole)), str(error.smtp_code)
        )
    except (smtplib.SMTPException, OSError) as error:
        return SmtpResult(_status_without_answer(whole=whole), type(error).__name__)
    return SmtpResult(SmtpStatus.SENT, str(code))


def _status_without_answer(*, whole: bool) -> SmtpStatus:
    """What came of a mail of which the server said nothing that can be understood."""
    return SmtpStatus.UNCLEAR if whole else SmtpStatus.TEMPORARY


def _quit(server: smtplib.SMTP) -> None:
    """What a server says to a farewell changes nothing."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _connect(account: SmtpSettings, seconds: float) -> smtplib.SMTP:
    if account.tls is Tls.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(account.host, account.port, timeout=seconds, context=account.context())
    else:
        server = smtplib.SMTP(account.host, account.port, timeout=seconds)
    try:
        _log_in(server, account)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _log_in(server: smtplib.SMTP, account: SmtpSettings) -> None:
    """Make the connection private where that is asked for, and say who is speaking."""
    server.ehlo_or_helo_if_needed()
    if account.tls is Tls.STARTTLS:
        if not server.has_extn("starttls"):
            raise NoStartTlsError
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


def _dot_stuffed(mail: bytes) -> bytes:
    """Lines that begin with a dot get another (RFC 5321, 4.5.2)."""
    lines = mail.replace(b"\r\n", b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines).removesuffix(b"\r\n")
