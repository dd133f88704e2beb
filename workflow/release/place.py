"""The releases at what a person names: a folder of this computer, or of a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.release.releases import Releases
from workflow.release.remote import RemoteStore
from workflow.release.server import is_remote, read_server
from workflow.release.session import connected
from workflow.release.store import Store


@contextmanager
def releases_at(target: str) -> Iterator[Releases]:
    """The releases there, for as long as the connection is needed. Raises PlaceError."""
    if not is_remote(target):
        yield Store(Path(target))
        return
    server = read_server(target)
    with connected(server) as session:
        yield RemoteStore(server, session)
