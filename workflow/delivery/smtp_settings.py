"""The mail server that the office sends by, from the environment: host, port, TLS, user, password, sender."""

import ipaddress
import os
import ssl
from enum import StrEnum

from msgspec import Struct

from workflow.delivery import headers
from workflow.i18n.message import Message, Phrase, say

VARIABLE_PREFIX = "REDAKSI_SMTP_"
DEFAULT_PORTS = {"starttls": 587, "tls": 465, "none": 25}
HANDBOOK_SECTION = "Surel: kotak keluar, peladen, kontak"
"""Where PENGATURAN.md explains mail."""
WHERE_EXPLAINED = say(
    "The settings are in PENGATURAN.md, “{section}”; on GitHub they are secrets without {prefix}.",
    section=HANDBOOK_SECTION,
    prefix="REDAKSI_",
)


class Tls(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only to this computer."""


class SmtpSettingsError(Exception):
    """The settings are not complete; `message` says which."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class SmtpSettings(Struct, frozen=True):
    """Where and as whom. It never shows its password."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str
    sender: str
    """The office's own address."""
    authorities: str = ""
    """A file of certificates that are trusted beside the system's; "" for none."""

    def __repr__(self) -> str:
        return f"Account({self.host}:{self.port})"

    def context(self) -> ssl.SSLContext:
        """Certificates are verified, always."""
        context = ssl.create_default_context()
        if self.authorities:
            context.load_verify_locations(self.authorities)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context


def read_smtp_settings(sender: str) -> SmtpSettings:
    """The account of the environment. `sender`: the office's address, unless another is set. Raises AccountError."""
    host = _variable("HOST")
    if not host:
        raise SmtpSettingsError(
            say(
                "Set {name} to the mail server; all settings are in PENGATURAN.md, “{section}”.",
                name=f"{VARIABLE_PREFIX}HOST",
                section=HANDBOOK_SECTION,
            )
        )
    tls, port, sender = _tls(), _port(), _sender(sender)
    if tls is Tls.NONE and not _is_this_computer(host):
        raise SmtpSettingsError(
            say(
                "Without TLS mail is only given to this computer itself; set {name} to starttls (port 587) or tls "
                "(465).",
                name=f"{VARIABLE_PREFIX}TLS",
            )
        )
    return SmtpSettings(
        host, port or DEFAULT_PORTS[tls], tls, _variable("USER"), _variable("PASSWORD"), sender, _variable("CA")
    )


def _tls() -> Tls:
    try:
        return Tls(_variable("TLS") or Tls.STARTTLS)
    except ValueError:
        raise SmtpSettingsError(say("{name} is starttls, tls or none.", name=f"{VARIABLE_PREFIX}TLS")) from None


def _port() -> int | None:
    """None: the usual one."""
    value = _variable("PORT")
    if value and not (value.isascii() and value.isdecimal() and 0 < int(value[:6]) < 1 << 16):
        raise SmtpSettingsError(
            say("{name} is a number from 1 to 65535, mostly 587 or 465.", name=f"{VARIABLE_PREFIX}PORT")
        )
    return int(value) if value else None


def _sender(known: str) -> str:
    try:
        return headers.address(_variable("FROM") or known)
    except headers.HeaderError as error:
        raise SmtpSettingsError(
            say(
                "{name}, or `email` in site_config/office.yml: {reason}",
                name=f"{VARIABLE_PREFIX}FROM",
                reason=Phrase(error.reason.text),
            )
        ) from None


def _variable(name: str) -> str:
    return os.environ.get(VARIABLE_PREFIX + name, "").strip()


def _is_this_computer(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
