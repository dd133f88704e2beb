"""publishing/spelling: words are spelled as in the dictionary."""

from collections.abc import Iterator

from workflow.i18n.message import WordList, mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import LONGEST_WORD, WORD, TextBlock, draft_blocks, place_in_file
from workflow.rules.publishing.writing._spellchecker import Spellchecker, load_spellchecker
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

MOST_WORDS = 12
"""Words of an article that are told of; finding suggestions takes a moment each."""


def check(view: ArticleView) -> Iterator[Hit]:
    """Every word in small letters is in the dictionary, among the office's words, or made of such by affixes."""
    writing = view.office.writing
    passages = draft_blocks(view) if writing.spelling else []
    spelled = load_spellchecker(view.office.files, writing) if passages else None
    if spelled is None:
        return
    seen: set[str] = set()
    for passage in passages:
        yield from _unknown(view, passage, spelled, seen)


def _unknown(view: ArticleView, passage: TextBlock, spelled: Spellchecker, seen: set[str]) -> Iterator[Hit]:
    for word in WORD.findall(passage.text):
        if (
            word in seen
            or not word.islower()
            or len(word) > LONGEST_WORD
            or len(seen) >= MOST_WORDS
            or spelled.knows(word)
        ):
            continue
        seen.add(word)
        close = spelled.suggest(word)
        help_ = say("Did you mean {names}?", names=WordList(close)) if close else ADD
        yield Hit(place_in_file(view, passage, word), say("The dictionary does not know “{word}”.", word=word), help_)


ADD = say("If the word is right, have it added to `words` in site_config/writing.yml.")

RULE = Rule(
    slug="publishing/spelling",
    subject=Subject.ARTICLE,
    purpose=mark("Public texts are spelled by the rules (Ejaan yang Disempurnakan); names are left alone."),
    source=mark("Peraturan Badan Bahasa 0424/I/BS.00.01/2022 (EYD V); site_config/spelling"),
    bad=mark("Kegiatan itu di publikasikan untuk merubah resiko."),
    good="Kegiatan itu dipublikasikan untuk mengubah risiko.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
