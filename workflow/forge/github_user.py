"""An account as GitHub's payloads and answers have it."""

from msgspec import Struct


class Account(Struct, frozen=True):
    """Any account: a person's, a program's, an organization's, a mannequin. What GitHub leaves out is empty."""

    login: str = ""
    type: str = "User"
    id: int | None = None
    """Its number, which no other account gets when the login changes hands."""

    @property
    def is_person(self) -> bool:
        """Whether it is neither a program's nor an organization's."""
        return self.type == "User"
