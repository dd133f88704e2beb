"""publishing/figure: a number says what it counts."""

import re
from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.publishing.prose import place, prose
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import ArticleView
from workflow.text.finding import Severity

FIGURE = re.compile(r"(?P<before>\S*)\s+(?P<figure>\d[\d.,]*)(?P<end>[.;:)]?\s*$|[,;:)](?=\s)|\.(?=\s))")
YEAR = re.compile(r"(?:19|20)\d\d")


def check(view: ArticleView) -> Iterator[Hit]:
    """A number before a comma or full stop has a unit, unless the word before says that it counts nothing."""
    uncounted = {word.lower() for word in view.office.writing.uncounted}
    for passage in prose(view) if uncounted else ():
        for found in FIGURE.finditer(passage.text):
            figure, before = found["figure"].rstrip(".,"), found["before"].lower().strip('(“"')
            if before not in uncounted and not YEAR.fullmatch(figure):
                message = say("The number {figure} does not say what it counts.", figure=figure)
                yield Hit(
                    place(view, passage, f"{found['before']} {figure}"),
                    message,
                    say("Write the unit behind it: 310 petugas, 5,2 ton."),
                )


RULE = Rule(
    slug="publishing/figure",
    subject=Subject.ARTICLE,
    purpose=mark("A number without a unit says nothing."),
    source=mark("Pedoman penulisan siaran pers pemerintah; site_config/writing.yml"),
    bad=mark("Jumlah peserta mencapai 310."),
    good="Kegiatan itu diikuti 310 peserta.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
