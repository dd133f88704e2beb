"""What must not be public: the texts that publicity.py leaves to the office, and whether any stands in a text.

Texts are compared word by word, without case, marks and escapes. Running text is looked for sentence by sentence, a
value as a whole. What everybody may read somewhere is no secret elsewhere, and neither is what says nothing of its
own: numbers, dates, and the words that the pages are made of.
"""

import html
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from workflow.inspection.vocabulary import is_number_or_date, program_words
from workflow.records.article import Article
from workflow.records.office import Office
from workflow.records.publicity import Audience, Text, audiences, texts
from workflow.records.request import Request

WORD = re.compile(r"[^\W_]+")
END = re.compile(r"[.!?:;]+(?=\s|$)|[\[\]()*`<>|#~\n\"“”]+|https?://\S+")
"""Where a sentence ends, or something else begins."""
FEWEST = 5
"""Words of the shortest sentence looked for."""
SHORTEST = 8
"""Letters of the shortest value looked for, those of its own."""

Window = tuple[str, ...]


class Told(Struct, frozen=True):
    """What one record says, and to whom."""

    public: tuple[str, ...]
    private: tuple[tuple[str, str], ...]
    """A text, and which field it is of."""


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return WORD.findall(html.unescape(text).lower())


class Secrets:
    """Private texts, found in time that grows only with the text."""

    def __init__(self) -> None:
        self._origins: dict[Window, str] = {}
        self._shapes: dict[str, set[tuple[int, int]]] = {}
        self._names: set[Window] = set()
        """Values that are never put together of other ones."""
        self._public: set[Window] = set()
        """Short public values, of which pages are put together."""

    def add_name(self, name: str, origin: str) -> None:
        """What somebody is called or known by."""
        window = tuple(words(name))
        if len("".join(window)) >= SHORTEST:
            self._names.add(window)
            self._keep(window, origin)

    def add(self, text: str, origin: str) -> None:
        """A text that is secret: each of its sentences, or all of it where it is shorter than one."""
        sentences = [window for run in END.split(text) if len(window := tuple(words(run))) >= FEWEST]
        for window in sentences or [tuple(words(text))]:
            if self._is_telling(window):
                self._keep(window, origin)

    def _keep(self, window: Window, origin: str) -> None:
        self._shape(window)
        self._origins.setdefault(window, origin)

    def _is_telling(self, window: Window) -> bool:
        """Whether a text says anything that the pages do not say by themselves."""
        own = [word for word in window if not is_number_or_date(word) and word not in program_words()]
        return len("".join(own)) >= SHORTEST

    def _shape(self, window: Window) -> None:
        longest = max(window, key=len)
        self._shapes.setdefault(longest, set()).add((window.index(longest), len(window)))

    def forget(self, public: Iterable[str]) -> None:
        """Whatever stands in texts that everybody may read anyway is no secret."""
        for text in public:
            for window, _ in [*self._in(text)]:
                self._origins.pop(window, None)
            value = tuple(words(text)) if len(text) <= LONGEST_VALUE else ()
            if value:
                self._public.add(value)
        self._shapes = {}
        for window in self._origins:
            self._shape(window)

    def found_in(self, text: str) -> Iterator[tuple[Window, str]]:
        """Each secret that stands in a text, and which field it is of."""
        return ((window, origin) for window, origin in self._in(text) if not self._is_composed(window))

    def _in(self, text: str) -> Iterator[tuple[Window, str]]:
        said = words(text)
        if self._shapes.keys().isdisjoint(said):
            return
        for place, word in enumerate(said):
            for offset, length in self._shapes.get(word, ()):
                window = tuple(said[max(place - offset, 0) : place - offset + length])
                if window in self._origins:
                    yield window, self._origins[window]

    def _is_composed(self, window: Window) -> bool:
        """Whether a text can be put together of public values and the words that templates write around them."""
        if window in self._names:
            return False
        place = 0
        while place < len(window):
            ends = (end for end in range(len(window), place, -1) if window[place:end] in self._public)
            end = next(ends, 0)
            if not end and not (is_number_or_date(window[place]) or window[place] in program_words()):
                return False
            place = end or place + 1
        return True


LONGEST_VALUE = 300
"""Characters of the longest value that stands in a line with other words; the types of records allow no more."""


def told(path: str, record: Request | Article, body: str, now: int) -> Told:
    """What a record says to everybody at an instant, and what it keeps to the office.

    Of a confidential letter nothing is public; a story nobody may read yet, or any more, keeps what it holds.
    """
    shown = audiences(record, now)
    found = [*texts(record, body)]
    private = tuple((one.value, f"{path} ({one.field})") for one in found if _is_kept(one, shown))
    return Told(tuple(one.value for one in found if one.audience in shown), private)


def _is_kept(text: Text, shown: frozenset[Audience]) -> bool:
    """Whether a text is to be looked for; keys and states of records that are not listed say nothing by themselves."""
    return text.audience is Audience.OFFICE or (text.audience not in shown and text.field not in STATES)


STATES = frozenset(("request", "status", "category", "author", "news", "sop", "letter.sender", "letter.nature"))


def of_people(office: Office) -> Iterator[tuple[str, str]]:
    """What site_config/people.yml says of people, all of which is private until a page names an author."""
    for key, person in office.people.items():
        for text in texts(person):
            yield text.value, f"site_config/people.yml ({key})"
