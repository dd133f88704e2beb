"""The surroundings in which an event is handled: the repository's branches, the forge, the time, the key."""

from msgspec import Struct

from workflow.chatops.event.trailers import TrailerIndex
from workflow.forge.rest_api import GitHub
from workflow.git.remote_branches import RemoteBranches
from workflow.i18n.message import Message


class EventContext(Struct, frozen=True, kw_only=True):
    """What every part of the handling needs and none changes."""

    branches: RemoteBranches
    forge: GitHub
    """By the job's own token, which answers."""
    pushing: GitHub
    """By the token that pushes, which opens pull requests."""
    main: str
    """The branch by whose rules everything is judged."""
    server: str
    """The address at which people read the forge, as in https://github.com."""
    now: int
    key: bytes
    """Of the stamp on this program's commits."""
    push_obstacle: Message | None = None
    """Why nothing can be pushed, where that is known beforehand."""

    @property
    def trailers(self) -> TrailerIndex:
        """What this program did before, by the trailers of its commits."""
        return TrailerIndex(self.branches, self.main, self.key)
