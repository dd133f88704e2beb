"""The mail server that the office sends by, from the environment: host, port, TLS, user, password, sender."""

import ipaddress
import os
import ssl
from enum import StrEnum

from msgspec import Struct

from workflow.delivery import headers
from workflow.language.message import Message, say

PREFIX = "REDAKSI_SMTP_"
PORTS = {"starttls": 587, "tls": 465, "none": 25}
SECTION = "Surel: kotak keluar, peladen, kontak"
"""Where PENGATURAN.md explains mail."""
EXPLAINED = say(
    "The settings are in PENGATURAN.md, “{section}”; on GitHub they are secrets without {prefix}.",
    section=SECTION,
    prefix="REDAKSI_",
)


class Tls(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only to this computer."""


class AccountError(Exception):
    """The settings are not complete; `message` says which."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Account(Struct, frozen=True):
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


def account(sender: str) -> Account:
    """The account of the environment. `sender`: the office's address, unless another is set. Raises AccountError."""
    host = _variable("HOST")
    if not host:
        raise AccountError(
            say(
                "Set {name} to the mail server; all settings are in PENGATURAN.md, “{section}”.",
                name=f"{PREFIX}HOST",
                section=SECTION,
            )
        )
    try:
        tls = Tls(_variable("TLS") or Tls.STARTTLS)
        port = int(_variable("PORT") or PORTS[tls])
        sender = headers.address(_variable("FROM") or sender)
    except (ValueError, headers.HeaderError):
        raise AccountError(
            say("One of {names} has a value that it may not have.", names=f"{PREFIX}TLS, PORT, FROM")
        ) from None
    if tls is Tls.NONE and not _is_here(host):
        raise AccountError(
            say("Without TLS mail is only given to this computer itself; set {name}.", name=f"{PREFIX}TLS")
        )
    return Account(host, port, tls, _variable("USER"), _variable("PASSWORD"), sender, _variable("CA"))


def _variable(name: str) -> str:
    return os.environ.get(PREFIX + name, "").strip()


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
