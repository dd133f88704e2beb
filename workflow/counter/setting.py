"""Where an event is met: the repository's branches, the forge, the time."""

from msgspec import Struct

from workflow.counter.traces import Traces
from workflow.forge.github import GitHub
from workflow.history.branches import Branches


class Setting(Struct, frozen=True):
    """Where all of this happens."""

    branches: Branches
    forge: GitHub
    main: str
    """The branch by whose rules everything is judged."""
    server: str
    """The address at which people read the forge, as in https://github.com."""
    now: int
    key: bytes
    """Of the stamp on this program's commits."""

    @property
    def traces(self) -> Traces:
        """What was done before."""
        return Traces(self.branches, self.main, self.key)
