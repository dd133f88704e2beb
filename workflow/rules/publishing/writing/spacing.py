"""publishing/spacing: marks stand at the word before them, and a space behind them."""

import re
from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._reader_texts import reader_texts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

BEFORE = re.compile(r"\w[\w)”\u2019]{0,20} (?:[,;:!?)”](?![-)(])|\.(?![\w.]))")
"""A space before a mark that closes; smileys and numbers such as ".5" are none."""
AFTER = re.compile(r"[(“\u2018] \w{1,20}")
"""A space behind a mark that opens."""
HYPHEN = re.compile(r"[a-z]{3,20}- (?!(?:dan|atau|hingga|maupun|serta)\b)[a-z]{3,20}")
"""A space within a word of two parts; "pra- dan pascabencana" is right."""
MISSING = re.compile(
    r"[a-z]{2,20}[)”]?[,;](?=[^\W\d_])[^\W\d_]{1,20}"
    r"|[a-z]{3,20}[)”]?[.:!?](?=[A-Z][a-z])\w{1,20}"
    r"|[a-z]{2,20}[”)](?=[a-z])\w{1,20}"
    r"|[,.!?]”[^\W\d_]{1,20}"
    r"|[a-z]{3,20}[“(](?=[A-Za-z]{3})\w{1,20}"
)
"""No space behind a mark that closes, or before one that opens; abbreviations ("S.Pd.I") and addresses are none."""


def check(view: ArticleView) -> Iterator[Hit]:
    """Each such place in the title, the summary, the texts of the picture and the running text."""
    for text in reader_texts(view):
        for found in BEFORE.finditer(text.text):
            message = say("There is a space before the mark in “{words}”.", words=found[0])
            yield Hit(text.where(view, found[0]), message, say("Write “{right}”.", right=found[0].replace(" ", "")))
        for found in AFTER.finditer(text.text):
            message = say("There is a space behind the opening mark in “{words}”.", words=found[0])
            yield Hit(text.where(view, found[0]), message, say("Write “{right}”.", right=found[0].replace(" ", "")))
        for found in HYPHEN.finditer(text.text):
            message = say("There is a space behind the hyphen in “{words}”.", words=found[0])
            yield Hit(text.where(view, found[0]), message, say("Write “{right}”.", right=found[0].replace(" ", "")))
        for found in MISSING.finditer(text.text):
            message = say("A space is missing in “{words}”.", words=found[0])
            yield Hit(text.where(view, found[0]), message, say("Put a space behind a mark that ends something."))


RULE = Rule(
    slug="publishing/spacing",
    subject=Subject.ARTICLE,
    purpose=mark("A mark stands at the word before it, so that no line begins with it; behind it stands a space."),
    source=mark("Peraturan Badan Bahasa 0424/I/BS.00.01/2022 (EYD V): pemakaian tanda baca"),
    bad=mark("Warga datang , lalu pulang.Acara selesai."),
    good="Warga datang, lalu pulang. Acara selesai.",
    reads=("title", "summary", "image", "status"),
    severity=Severity.WARNING,
    check=check,
)
