"""publishing/figure: a number says what it counts."""

import re
from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import LONGEST_WORD, draft_blocks, place_in_file
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

FIGURE = re.compile(r"(?<=\s)\d[\d.,]*(?:[.;:)]?\s*$|[,;:)](?=\s)|\.(?=\s))")
"""A number and what ends it. The word before is looked up afterwards: searched for, it costs quadratic time."""
NAMING_NUMBER = re.compile(r"(?:19|20)\d\d|\d{8,}|\d+(?:\.\d+){2,}")
"""A year, the number of a person or account, a code in parts: they name and do not count."""
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def check(view: ArticleView) -> Iterator[Hit]:
    """A number before a comma or full stop has a unit, unless the word before says that it counts nothing."""
    uncounted = {word.lower() for word in view.office.writing.uncounted}
    for passage in draft_blocks(view) if uncounted else ():
        for found in FIGURE.finditer(passage.text):
            figure, before = found[0].rstrip(" \n.,;:)"), _word_before(passage.text, found.start())
            if before.lower().strip('(“"').removeprefix("ber-") not in uncounted and not _names(figure):
                message = say("The number {figure} does not say what it counts.", figure=figure)
                yield Hit(
                    place_in_file(view, passage, f"{before} {figure}"),
                    message,
                    say("Write the unit behind it: 310 petugas, 5,2 ton."),
                )


def _names(figure: str) -> bool:
    return bool(NAMING_NUMBER.fullmatch(figure)) and not THOUSANDS.fullmatch(figure)


def _word_before(text: str, at: int) -> str:
    """The last word before an offset, as far as it is looked at."""
    return ["", *text[max(at - LONGEST_WORD, 0) : at].split()][-1]


RULE = Rule(
    slug="publishing/figure",
    subject=Subject.ARTICLE,
    purpose=mark("A number without a unit says nothing."),
    source=mark("site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("Jumlah peserta mencapai 310."),
    good="Kegiatan itu diikuti 310 peserta.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
