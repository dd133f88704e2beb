"""A message as bytes (RFC 5322): text and HTML, attachments, and a Message-ID that never changes.

Everything is ASCII on its way: headers by `headers.py`, the rest as quoted-printable or Base64, so that a server needs
neither SMTPUTF8 nor 8BITMIME, and the space behind a signature's two dashes arrives (RFC 3676, 4.3).
"""

import datetime as dt
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from workflow.delivery import headers
from workflow.delivery.contacts import Contact
from workflow.delivery.message import PlannedMessage, RenderedMessage

QUOTED_PRINTABLE = "quoted-printable"


def compose(
    planned: PlannedMessage, message: RenderedMessage, contact: Contact, office: str, sender: str, at: int
) -> bytes:
    """The whole mail. Raises HeaderError when a name, an address or the subject cannot stand in a header."""
    fields = {
        "From": headers.mailbox("From", office, sender),
        "To": headers.mailbox("To", contact.name or "", contact.email or ""),
        "Subject": headers.subject(message.subject),
        "Date": format_datetime(dt.datetime.fromtimestamp(at, dt.UTC)),
        "Message-ID": f"<{planned.identity}@{sender.partition('@')[2]}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday answers
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return head.encode("ascii") + _content(message).as_bytes()


def _content(message: RenderedMessage) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail.set_content(message.text, cte=QUOTED_PRINTABLE)
    mail.add_alternative(message.html, subtype="html", cte=QUOTED_PRINTABLE)
    for name, data in message.attachments:
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=headers.line(name))
    return mail
