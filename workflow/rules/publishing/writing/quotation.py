"""publishing/quotation: a quotation says whose it is."""

import re
from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import WORD, draft_blocks, place_in_file, word_count
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

QUOTED = re.compile(r"“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")
SPEECH_WORDS = 4
"""Words from which on marks hold speech and not a name or a term."""


def check(view: ArticleView) -> Iterator[Hit]:
    """The paragraph of a quotation, without the quotations, has a word such as “kata”."""
    quoting = {word.lower() for word in view.office.writing.quoting}
    for passage in draft_blocks(view) if quoting else ():
        spoken = [found[0] for found in QUOTED.finditer(passage.text) if word_count(found[0]) >= SPEECH_WORDS]
        if passage.speaker:
            continue
        rest = {word.lower() for word in WORD.findall(QUOTED.sub(" ", passage.text))}
        if spoken and rest.isdisjoint(quoting):
            message = say("This quotation does not say whose it is.")
            help_ = say("Name the speaker and the function in the same paragraph: “...,” kata Kepala Dinas, Nama.")
            yield Hit(place_in_file(view, passage, spoken[0].split("\n")[0][:24]), message, help_)


RULE = Rule(
    slug="publishing/quotation",
    subject=Subject.ARTICLE,
    purpose=mark("Whoever is quoted is named with their function, so that readers can weigh the words."),
    source=mark("site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("“Warga tidak perlu datang ke kota.”"),
    good="“Warga tidak perlu datang ke kota,” kata Kepala Dinas, Anggrek Contoh.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
