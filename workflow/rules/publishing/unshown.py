"""publishing/unshown: what a text brings is what readers get."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity
from workflow.text.unshown import find_unshown
from workflow.text.unshown_kinds import REMEDIES


def check(view: ArticleView) -> Iterator[Hit]:
    """Nothing in the text is dropped by the page maker, or shown as bare signs."""
    lines = view.document.body_lines()
    for part in sorted(find_unshown(view.document.body), key=lambda one: one.line):
        remedy = REMEDIES[part.kind]
        severity = Severity.ERROR if remedy.is_lost else Severity.WARNING
        yield Hit(lines[part.line], Message(remedy.message, {"words": part.words}), remedy.help, severity=severity)


RULE = Rule(
    slug="publishing/unshown",
    subject=Subject.ARTICLE,
    purpose=mark(
        "GitHub and other programs show more than the site does. What would be dropped, or stand before readers as "
        "bare signs, is told here, with what to write instead."
    ),
    decisions=("foreseen-publication",),
    bad="Jadwal:<br>Senin ![](IMG_0001.JPG)",
    good='![Warga mengantre di balai desa](antrean.jpg "Antrean di balai desa, Senin. Foto: Dinas Kesehatan")',
    drifts=True,
    check=check,
)
