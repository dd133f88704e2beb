"""Names of Git objects (SHA-1) as Git, webhooks and records of pushes write them: forty hexadecimal digits."""

from typing import Annotated

from msgspec import Meta

NULL_ID = "0" * 40
"""What Git writes in the place of an object, or of a ref's commit, that is not there."""
CommitId = Annotated[str, Meta(pattern=r"^[0-9a-f]{40}$(?!\n)")]
"""A commit's whole name."""
