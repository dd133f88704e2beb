"""The release target that a person names: a local folder, or one on a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.deploy.local_releases import LocalReleases
from workflow.deploy.releases import Releases
from workflow.deploy.remote_releases import RemoteReleases
from workflow.deploy.ssh_session import open_session
from workflow.deploy.ssh_target import is_remote, parse_target


@contextmanager
def releases_at(target: str) -> Iterator[Releases]:
    """The releases there, for as long as the connection is needed. Raises ReleaseTargetError."""
    if not is_remote(target):
        yield LocalReleases(Path(target))
        return
    server = parse_target(target)
    with open_session(server) as session:
        yield RemoteReleases(server, session)
