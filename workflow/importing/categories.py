"""The office's category for a story's former ones."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.message import WordList, say
from workflow.importing.changes import RefusedStoryError
from workflow.importing.former_story import Term
from workflow.importing.names import slug_of


class CategoryMap(Struct, frozen=True):
    """Which category of the former site is which of the office."""

    office: Office
    given: Mapping[str, str]
    """What whoever imports says: a former category's short or full name, and the office's key."""
    default: str

    def key_of(self, term: Term) -> str:
        """The office's category for one of the former site; "" where there is none."""
        known = {slug_of(one.name): key for key, one in self.office.categories.items()}
        for name in (term.slug, term.name):
            if name in self.given:
                return self.given[name]
        for slug in (slug_of(term.slug), slug_of(term.name)):
            if slug in self.office.categories:
                return slug
            if slug in known:
                return known[slug]
        return ""

    def choose(self, terms: Sequence[Term]) -> tuple[str, bool]:
        """The category of a story, and whether it is the default. Raises RefusedStoryError where there is none."""
        found = next(filter(None, map(self.key_of, terms)), "")
        if found or self.default:
            return found or self.default, not found
        names = WordList(tuple(term.name for term in terms) or ("-",))
        raise RefusedStoryError(
            say("None of its categories is the office's: {names}.", names=names),
            say("Import again with --default-category KEY, or with --category OLD=KEY for this one."),
        )
