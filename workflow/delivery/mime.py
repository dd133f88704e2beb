"""A message as bytes (RFC 5322): text and HTML, attachments, and a Message-ID that never changes."""

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from workflow.delivery import headers
from workflow.delivery.contacts import Contact
from workflow.delivery.message import Message, Planned


def compose(planned: Planned, message: Message, contact: Contact, office: str, sender: str, at: int) -> bytes:
    """The whole mail. Raises HeaderError when one of its headers would not be plain."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _mailbox(office, sender)
    mail["To"] = _mailbox(contact.name or "", contact.email or "")
    mail["Subject"] = headers.line(message.subject)
    mail["Date"] = format_datetime(dt.datetime.fromtimestamp(at, dt.UTC))
    mail["Message-ID"] = f"<{planned.identity}@{sender.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    for name, data in message.attachments:
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=headers.line(name))
    return mail.as_bytes()


def _mailbox(name: str, email: str) -> Address:
    plain = headers.name(name) if name else ""
    return Address(plain, addr_spec=headers.address(email))
