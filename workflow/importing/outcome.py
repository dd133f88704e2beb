"""What came of an import."""

from msgspec import Struct

from workflow.importing.changes import Change, Refusal
from workflow.importing.former_story import Survey
from workflow.importing.moved_addresses import MovedAddresses


class AddedStory(Struct, frozen=True):
    """A story that came in."""

    key: str
    title: str
    changes: tuple[Change, ...]


class ImportOutcome(Struct, frozen=True, kw_only=True):
    """Everything that is to be told of an import."""

    added: tuple[AddedStory, ...]
    refused: tuple[Refusal, ...]
    already: int
    """Stories that an earlier run brought; they were left as they are."""
    survey: Survey
    moved: MovedAddresses
    categories: tuple[tuple[str, str, int], ...]
    """Each category of the former site, the office's key for it ("" for none), and its number of stories."""
    default_category: str
    without_pictures: bool
    """No folder of uploads was given."""
