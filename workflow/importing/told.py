"""What is told of an import is free of personal data, as the stories are: reports are sent on, or committed."""

from msgspec.structs import replace

from workflow.importing.changes import Change
from workflow.importing.outcome import ImportOutcome
from workflow.importing.personal_data import Removal
from workflow.rules.privacy._personal_data import PublicContacts


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
