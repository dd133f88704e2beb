"""Quarantine of a push: where Git keeps its objects until the pre-receive hook has accepted them."""

import os
from typing import Self

from msgspec import Struct


class Quarantine(Struct, frozen=True):
    """Where Git keeps the objects of a push until the hook has judged them."""

    variables: dict[str, str]

    @classmethod
    def of_push(cls) -> Self:
        """As Git passes it to a hook; empty outside of one."""
        names = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
        return cls({name: os.environ[name] for name in names if name in os.environ})
