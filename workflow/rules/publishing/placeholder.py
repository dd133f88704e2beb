"""publishing/placeholder: no line of the outline is left."""

import re
from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.publishing.prose import prose
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import ArticleView
from workflow.text.finding import Severity

LEFT = re.compile(r"\[[^\[\]\n]{4,200}\]")


def check(view: ArticleView) -> Iterator[Hit]:
    """Neither the summary nor the text holds words in square brackets that the outline put there."""
    outline = view.office.writing.outline
    if outline is None:
        return
    known = {outline.summary, outline.data, *outline.paragraphs}
    if view.record.summary in known:
        yield Hit(("summary",), say("This line of the outline is still to be replaced."), HELP)
    for passage in prose(view):
        for found in LEFT.finditer(passage.text):
            if found[0] in known:
                yield Hit(passage.at, say("This line of the outline is still to be replaced."), HELP)


HELP = say("Write what it asks for in its place, or delete it.")

RULE = Rule(
    slug="publishing/placeholder",
    subject=Subject.ARTICLE,
    purpose=mark("A draft begins as an outline; each of its lines is replaced by the news."),
    source=mark("Pedoman penulisan siaran pers pemerintah; site_config/writing.yml"),
    bad=mark("[Kutipan narasumber, dengan nama dan jabatannya]"),
    good="“Warga tidak perlu datang ke kota,” kata Kepala Dinas, Anggrek Contoh.",
    reads=("status", "summary"),
    severity=Severity.WARNING,
    check=check,
)
