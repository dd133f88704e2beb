"""The releases at what a person names: a folder of this computer, or of a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.release.local_releases import Store
from workflow.release.releases import Releases
from workflow.release.remote_releases import RemoteStore
from workflow.release.ssh_session import connected
from workflow.release.ssh_target import is_remote, read_server


@contextmanager
def releases_at(target: str) -> Iterator[Releases]:
    """The releases there, for as long as the connection is needed. Raises PlaceError."""
    if not is_remote(target):
        yield Store(Path(target))
        return
    server = read_server(target)
    with connected(server) as session:
        yield RemoteStore(server, session)
