"""publishing/preposition: di, ke and pada stand apart before a place; the prefixes di-, ke- and se- do not.

The dictionary is the judge: `diruang` is no word, while `dibawa`, `kepada` and `keluar` are; `di laksanakan` is one,
since it lists `dilaksanakan`. Which words name places and times, it does not say; the office's list does.
"""

import re
from collections.abc import Collection, Iterator, Set

from workflow.i18n.message import Message, mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._reader_texts import ReaderText, reader_texts
from workflow.rules.publishing.writing._running_text import LONGEST_WORD
from workflow.rules.publishing.writing._spellchecker import Spellchecker, load_spellchecker
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

PREPOSITIONS = ("di", "ke", "pada")
SHORTEST_VERB = 3
"""Letters of a verb that is told from a name or a syllable."""
JOINED = re.compile(
    rf"(?<![\w@./-])(?:[Dd]i|[Kk]e|[Pp]ada)(?:[a-z]{{3,{LONGEST_WORD}}}|[A-Z][a-z]+)(?![\w@])", re.ASCII
)
APART = re.compile(rf"(?<![\w-])([Dd]i|[Kk]e) ([a-z]{{2,{LONGEST_WORD}}})(?![\w-])", re.ASCII)
ACROSS = re.compile(r"(?<![\w-])(?:[Ss]e(?:- | -| )[A-Z][a-z]+|[Kk]e(?: -|- | - )\d+)", re.ASCII)
"""se- and ke- with a space where only a hyphen belongs: "se- Kalimantan", "se Kabupaten", "ke -8"."""


def check(view: ArticleView) -> Iterator[Hit]:
    """Each such word in the title, the summary, the texts of the picture and the running text."""
    writing = view.office.writing
    spelled = load_spellchecker(view.office.files, writing) if writing.places and writing.spelling else None
    if spelled is None:
        return
    for text in reader_texts(view):
        for words, right, message in _faults(text, spelled, frozenset(writing.places), writing.times):
            yield Hit(text.where(view, words), message, say("Write “{right}”.", right=right))


def _faults(
    text: ReaderText, spelled: Spellchecker, places: Set[str], times: Collection[str]
) -> Iterator[tuple[str, str, Message]]:
    """The words as they stand, how they are right, and what is wrong."""
    for found in JOINED.finditer(text.text):
        if right := _apart(found[0], spelled, places):
            yield found[0], right, say("In “{words}” a preposition is joined to its word.", words=found[0])
    for found in APART.finditer(text.text):
        words, before, word = found[0], found[1], found[2]
        if before.lower() == "di" and word in times:
            yield words, f"pada {word}", say("“{words}”: of a time one writes “pada”.", words=words)
        elif word not in places and _is_prefixed(before.lower(), word, spelled):
            yield words, before + word, say("In “{words}” a prefix stands apart from its word.", words=words)
    for found in ACROSS.finditer(text.text):
        right = re.sub(r"[ -]+", "-", found[0])
        yield found[0], right, say("In “{words}” a hyphen belongs, without a space.", words=found[0])


def _apart(word: str, spelled: Spellchecker, places: Set[str]) -> str:
    """The preposition and its word, where a word is no word but these two; "" where it is one."""
    for preposition in PREPOSITIONS:
        rest = word[len(preposition) :]
        if not word.lower().startswith(preposition) or not rest:
            continue
        if rest[0].isupper():
            return f"{word[: len(preposition)]} {rest}"
        if places & {rest, rest.removesuffix("nya")} and not spelled.lists(word.lower()):
            return f"{word[: len(preposition)]} {rest}"
    return ""


def _is_prefixed(before: str, word: str, spelled: Spellchecker) -> bool:
    """Whether a word that stands apart is a verb's or noun's remainder: `di tulis`, `ke akraban`."""
    if len(word) < SHORTEST_VERB:
        return False
    if before == "ke":
        return word.endswith("an") and spelled.lists(before + word) and not spelled.lists(word)
    return spelled.lists(before + word) or (
        not spelled.lists(word)
        and any(word.endswith(end) and spelled.lists(word.removesuffix(end)) for end in VERB_ENDINGS)
    )


VERB_ENDINGS = ("kan", "i")
"""Endings that make a verb of a word."""

RULE = Rule(
    slug="publishing/preposition",
    subject=Subject.ARTICLE,
    purpose=mark("Di, ke and pada are written apart before a place or time, and joined to a verb."),
    source=mark("Peraturan Badan Bahasa 0424/I/BS.00.01/2022 (EYD V): kata depan, bentuk berimbuhan"),
    bad=mark("Acara di gelar diruang rapat."),
    good="Acara digelar di ruang rapat.",
    reads=("title", "summary", "image", "status"),
    severity=Severity.WARNING,
    check=check,
)
