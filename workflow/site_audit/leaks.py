"""Leak detection: values that must not be public (config/visibility.py), and whether any is in a text.

Texts are compared word by word, without case, marks and escapes. Running text is looked for sentence by sentence, a
value as a whole. What everybody may read somewhere is no secret elsewhere, and neither is what says nothing by
itself: numbers, dates, and the words that the pages are made of.
"""

import re
from collections.abc import Iterable, Iterator

from workflow.config.office import Office
from workflow.config.visibility import visible_texts
from workflow.site_audit.public_words import PublicWords, is_number_or_date, program_words, words

SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|[\[\]()*`<>|#~\n\"“”]+|https?://\S+")
"""Where a sentence ends, or something else begins."""
ADDRESS = re.compile(
    r"https?://[^\s\"'<>)?]+|(?:\.\./)+[^\s\"'<>)]*|(?<!\w)/[\w-]+/[^\s\"'<>)]*|(?<![\w/.-])[a-z0-9-]+(?:/[a-z0-9._-]+){2,}"
)
SEPARATOR = " zzz "
"""A word that stands in no secret."""
MIN_SENTENCE_WORDS = 5
"""Words of the shortest sentence looked for."""
DESCRIPTIVE_FIELDS = frozenset(("roles.decree", "roles.role"))
"""What people.yml says beside names: texts like those of records."""
MIN_VALUE_LETTERS = 8
"""Letters of the shortest value looked for, those of its own."""


class PrivateValues:
    """Private values, each as its words parted by spaces, found in time that grows only with the text."""

    def __init__(self) -> None:
        self._origins: dict[str, str] = {}
        self._names: set[str] = set()
        """Values that are never put together of other ones."""
        self._shapes: dict[str, set[tuple[int, int]]] = {}
        """By the longest word of a value: where it stands in it, and how many words the value has."""
        self._shapeless: list[str] = []
        """Values that are not among the shapes yet."""

    def add_name(self, name: str, origin: str) -> None:
        """What somebody is called or known by."""
        window = words(name)
        if len("".join(window)) >= MIN_VALUE_LETTERS:
            self._names.add(" ".join(window))
            self.take({" ".join(window): origin})

    def add(self, text: str, origin: str) -> None:
        """A text that is secret: each of its sentences, or all of it where it is shorter than one."""
        sentences = [window for run in SENTENCE_END.split(text) if len(window := words(run)) >= MIN_SENTENCE_WORDS]
        self.take({" ".join(window): origin for window in sentences or _distinctive(words(text))})

    def values(self) -> dict[str, str]:
        """Everything that is looked for, and which field it is of."""
        return self._origins

    def take(self, values: dict[str, str]) -> None:
        """Values that others have gathered."""
        for value, origin in values.items():
            if self._origins.setdefault(value, origin) is origin:
                self._shapeless.append(value)

    def forget(self, values: Iterable[str]) -> None:
        """Values that everybody may read anyway are no secret."""
        for value in values:
            self._origins.pop(value, None)
        self._shapes, self._shapeless = {}, [*self._origins]

    def _shape(self) -> None:
        for value in self._shapeless:
            window = value.split(" ")
            longest = max(window, key=len)
            self._shapes.setdefault(longest, set()).add((window.index(longest), len(window)))
        self._shapeless = []

    def found_in(self, text: str) -> Iterator[str]:
        """Each secret that stands in a text."""
        said = words(text)
        self._shape()
        if self._shapes.keys().isdisjoint(said):
            return
        for place, word in enumerate(said):
            for offset, length in self._shapes.get(word, ()):
                value = " ".join(said[max(place - offset, 0) : place - offset + length])
                if value in self._origins:
                    yield value

    def leaks_in(self, text: str, values: Iterable[str], public: PublicWords) -> Iterator[str]:
        """Those of the values found in a text of a page that were not put together there of public words.

        Names are looked for in addresses too, anything else only in words.
        """
        in_words = frozenset(self.found_in(ADDRESS.sub(SEPARATOR, text)))
        for value in values:
            is_said = value in in_words and not public.composes(value.split(" "))
            if value in self._names or is_said:
                yield value


def _distinctive(window: list[str]) -> list[list[str]]:
    """A short text, if it says anything that pages do not say by themselves."""
    own = [word for word in window if not is_number_or_date(word) and word not in program_words()]
    return [window] if len("".join(own)) >= MIN_VALUE_LETTERS else []


def values_of_people(office: Office) -> PrivateValues:
    """What the office keeps to itself about its people, all of it until a page names an author."""
    secrets = PrivateValues()
    for key, person in office.people.items():
        for text in visible_texts(person):
            add = secrets.add if text.field in DESCRIPTIVE_FIELDS else secrets.add_name
            add(text.value, f"site_config/people.yml ({key})")
    return secrets
