"""A real mail server on this computer, with a certificate of its own, that can be told to fail."""

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Fault:
    """What goes wrong, at which place of the conversation, and how often. `taken: ...`: after the mail was kept."""

    def __init__(self, place: str, how: str, times: int = 1) -> None:
        self.place, self.how, self.times = place, how, times


class Handler:
    """Keeps what it accepts."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.faults: list[Fault] = []
        self.lock = threading.Lock()

    def _fault(self, place: str) -> str:
        for fault in self.faults:
            if fault.place == place and fault.times:
                fault.times -= 1
                return fault.how
        return ""

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if how := self._fault("mail"):
            return await self._fail(server, how)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if how := self._fault("rcpt"):
            return await self._fail(server, how)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        how = self._fault("data")
        if how and not how.startswith("taken"):
            return await self._fail(server, how)
        with self.lock:
            self.raw.append(envelope.content)
            self.mails.append(message_from_bytes(envelope.content, policy=default))
            self.recipients += envelope.rcpt_tos
        if how:
            return await self._fail(server, how.removeprefix("taken: "))
        return "250 OK"

    async def _fail(self, server: Any, how: str) -> str:
        if how.startswith("drop"):
            server.transport.abort()
            return "421 gone"
        if how == "slow":
            await asyncio.sleep(1.5)
            return "451 slow"
        return how


class Protected(Controller):
    """Offers STARTTLS and insists on it, or begins with TLS (`at_once`); without a context it knows no TLS."""

    def __init__(self, handler: Handler, context: ssl.SSLContext | None, *, at_once: bool = False) -> None:
        super().__init__(handler, hostname="127.0.0.1", port=0, ssl_context=context if at_once else None)
        self.context = None if at_once else context

    def factory(self) -> SMTP:
        return SMTP(self.handler, tls_context=self.context, require_starttls=self.context is not None)

    def _trigger_server(self) -> None:
        """Aiosmtpd greets itself by the port it was told; this one is chosen by the system."""
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


AUTHORITY = """
[ca]
default_ca = here
[here]
new_certs_dir = .
database = index.txt
serial = serial
default_md = sha256
policy = any
[any]
commonName = supplied
[ext]
subjectAltName = {name}
"""


def certificate(folder: Path, name: str = "IP:127.0.0.1", end: str = "") -> Path:
    """A certificate for a name, signed by itself, and its key beside it. `end`: when it ceases to hold."""
    folder.mkdir(exist_ok=True)
    for file, text in {"ca.cnf": AUTHORITY.format(name=name), "index.txt": "", "serial": "01"}.items():
        (folder / file).write_text(text)
    ask = "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out ask.pem -subj /CN=redaksi"
    sign = "ca -batch -config ca.cnf -extensions ext -selfsign -keyfile key.pem -in ask.pem -out cert.pem -notext"
    sign += f" -startdate 20200101000000Z -enddate {end}" if end else " -days 2"
    for command in (ask, sign):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    return folder / "cert.pem"


@contextmanager
def mail_server(certified: Path | None = None, *, at_once: bool = False) -> Iterator[tuple[Handler, int]]:
    """The server's memory and port while it runs."""
    context = None
    if certified:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certified, certified.with_name("key.pem"))
    handler = Handler()
    controller = Protected(handler, context, at_once=at_once)
    controller.start()
    try:
        yield handler, controller.port
    finally:
        controller.stop()
