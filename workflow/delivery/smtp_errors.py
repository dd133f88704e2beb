"""Why a mail server cannot be talked to, each reason by itself, with what to set."""

import smtplib
import socket
import ssl

from workflow.delivery.smtp_settings import DEFAULT_PORTS, VARIABLE_PREFIX, SmtpSettings, Tls
from workflow.i18n.message import Message, say

CERTIFICATE_TIME_ERRORS, CERTIFICATE_NAME_ERRORS = {9, 10}, {62, 64}
"""OpenSSL's numbers of what is wrong with a certificate (openssl-verification-options(1), "X509_V_ERR")."""


class NoStartTlsError(smtplib.SMTPException):
    """The server offers no STARTTLS."""


def explain_smtp_error(account: SmtpSettings, error: smtplib.SMTPException | OSError) -> Message:
    """What an error of a connection means."""
    known: dict[str, str | int] = {"host": account.host, "port": account.port}
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(account.host, error.verify_code)
    if isinstance(error, NoStartTlsError):
        return say(
            "The server {host}:{port} offers no TLS (STARTTLS); a password and letters would be read by whoever is "
            "between. Set {tls}=tls and {name}=465 if it has such a port; else ask whoever runs it for one with TLS.",
            tls=f"{VARIABLE_PREFIX}TLS",
            name=f"{VARIABLE_PREFIX}PORT",
            **known,
        )
    if isinstance(error, (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError)):
        return _login(account, error)
    if isinstance(error, socket.gaierror):
        return say(
            "There is no server {host} to be found. Look at {name}, and at the network.",
            host=account.host,
            name=f"{VARIABLE_PREFIX}HOST",
        )
    if isinstance(error, FileNotFoundError) or (isinstance(error, ssl.SSLError) and "NO_CERT" in str(error)):
        return say("{name} leads to no file with a certificate.", name=f"{VARIABLE_PREFIX}CA")
    return _connection(account, error)


def _login(account: SmtpSettings, error: smtplib.SMTPException) -> Message:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return say(
            "The server {host} refuses the user or the password ({code}). Set {user} and {password} anew.",
            host=account.host,
            code=error.smtp_code,
            user=f"{VARIABLE_PREFIX}USER",
            password=f"{VARIABLE_PREFIX}PASSWORD",
        )
    return say(
        "The server {host}:{port} takes no password; leave {user} empty.",
        host=account.host,
        port=account.port,
        user=f"{VARIABLE_PREFIX}USER",
    )


def _certificate(host: str, code: int) -> Message:
    if code in CERTIFICATE_NAME_ERRORS:
        return say(
            "The certificate of the server is not for the name {host}. Set {name} to the name that it is for.",
            host=host,
            name=f"{VARIABLE_PREFIX}HOST",
        )
    if code in CERTIFICATE_TIME_ERRORS:
        return say(
            "The certificate of {host} has expired or is not valid yet. Look whether this computer's clock is right; "
            "if it is, whoever runs the server has to renew the certificate.",
            host=host,
        )
    return say(
        "The certificate of {host} is signed by nobody whom this computer trusts. Set {name} to the file of the "
        "certificate that signs it, which whoever runs the server has, or use a server that everybody trusts.",
        host=host,
        name=f"{VARIABLE_PREFIX}CA",
    )


def _connection(account: SmtpSettings, error: Exception) -> Message:
    known: dict[str, str | int] = {"host": account.host, "port": account.port, "reason": _kind(error)}
    names = {"tls": f"{VARIABLE_PREFIX}TLS", "name": f"{VARIABLE_PREFIX}PORT"}
    if account.tls is Tls.TLS and isinstance(error, ssl.SSLError):
        return say(
            "The server {host}:{port} does not begin with TLS ({reason}): the wrong port. Set {tls}=starttls and "
            "{name}={usual}.",
            usual=DEFAULT_PORTS[Tls.STARTTLS],
            **known,
            **names,
        )
    if account.tls is Tls.STARTTLS and isinstance(error, (TimeoutError, smtplib.SMTPServerDisconnected)):
        return say(
            "The server {host}:{port} answers nothing that mail servers say ({reason}): the wrong port, or one that "
            "begins with TLS. Set {name}={usual}, or {tls}=tls with {name}={other}.",
            usual=DEFAULT_PORTS[Tls.STARTTLS],
            other=DEFAULT_PORTS[Tls.TLS],
            **known,
            **names,
        )
    if isinstance(error, ssl.SSLError):
        return say(
            "The server {host}:{port} cannot agree with this computer on TLS 1.2 or newer ({reason}); whoever runs it "
            "has to bring it up to date.",
            **known,
        )
    return say(
        "The server {host}:{port} cannot be reached ({reason}). Look at {server} and {name}, and at the network.",
        server=f"{VARIABLE_PREFIX}HOST",
        name=f"{VARIABLE_PREFIX}PORT",
        **known,
    )


def _kind(error: Exception) -> str:
    """A code or the kind of failure; never a server's words, which repeat addresses."""
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return str(getattr(error, "reason", "") or type(error).__name__)
