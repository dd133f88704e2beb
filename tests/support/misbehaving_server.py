"""A server that does something else than serving files at some paths."""

import threading
from collections.abc import Callable

from tests.support.browser import CompressingHandler

Trick = Callable[[CompressingHandler], None]


def tricky(tricks: dict[str, Trick]) -> type[CompressingHandler]:
    """Does what it is told at some paths, and else serves files: texts packed, though nobody asked for that."""

    class Tricky(CompressingHandler):
        def do_GET(self) -> None:  # noqa: N802  the base class names it so
            tricks.get(self.path, CompressingHandler.do_GET)(self)

    return Tricky


def sending(body: bytes, status: int = 200, **headers: str) -> Trick:
    """An answer with a body that ends when the connection does; `_` in a header's name is `-`."""

    def answer(handler: CompressingHandler) -> None:
        handler.close_connection = True
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        _send(handler, body)

    return answer


def leading(target: str) -> Trick:
    """To another address."""
    return sending(b"", 302, Location=target, Content_Length="0")


def in_turn(*tricks: Trick) -> Trick:
    """One after the other; the last one from then on."""
    waiting = list(tricks)

    def answer(handler: CompressingHandler) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)

    return answer


def hanging(handler: CompressingHandler) -> None:
    """Nothing at all, until the other side goes away."""
    handler.close_connection = True
    try:
        handler.rfile.read(1)
    except OSError:
        return


def trickling(handler: CompressingHandler) -> None:
    """A body that never ends, a byte at a time."""
    sending(b" ")(handler)
    while _send(handler, b" "):
        threading.Event().wait(0.02)


def _send(handler: CompressingHandler, body: bytes) -> bool:
    """Whether the other side still listens."""
    try:
        handler.wfile.write(body)
        handler.wfile.flush()
    except OSError:
        return False
    return True
