"""What came of an import."""

from msgspec import Struct
from msgspec.structs import replace

from workflow.importing.changes import Change, Refusal
from workflow.importing.former_story import Survey
from workflow.importing.moved_addresses import MovedAddresses
from workflow.importing.personal_data import Removal
from workflow.rules.privacy._personal_data import PublicContacts


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


def fit_to_tell(outcome: ImportOutcome, contacts: PublicContacts) -> ImportOutcome:
    """An outcome in which names, titles and addresses of the former site hold nothing personal."""
    clean = Removal(contacts).clean

    def changes(those: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(replace(one, detail=clean(one.detail)) if one.detail else one for one in those)

    unmoved = tuple(replace(one, old=clean(one.old)) for one in outcome.moved.unmoved)
    return replace(
        outcome,
        added=tuple(replace(one, title=clean(one.title), changes=changes(one.changes)) for one in outcome.added),
        refused=tuple(replace(one, title=clean(one.title), source=clean(one.source)) for one in outcome.refused),
        survey=replace(outcome.survey, unreadable=tuple((clean(name), why) for name, why in outcome.survey.unreadable)),
        moved=replace(outcome.moved, unmoved=unmoved),
        categories=tuple((clean(name), key, number) for name, key, number in outcome.categories),
    )
