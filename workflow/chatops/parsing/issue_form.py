"""The answers in an issue that GitHub made from a form: a heading for each question, the answer below it.

GitHub writes `### label`, an empty line, the answer, an empty line; and `_No response_` for what was left open.
Nothing stops a sender from writing headings into an answer, or an issue without the form. So only what GitHub shows
as a heading divides the text, outside what is folded away: whoever enters a letter has read it as it is shown.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from markdown_it import MarkdownIt

NO_RESPONSE = "_No response_"
HEADING_MARK = "###"
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_DETAILS_TAG = re.compile(r"<(/?)details\b", re.IGNORECASE)
_BLOCKS = MarkdownIt("commonmark")
_BLOCKS.core.ruler.disable(["inline", "text_join"])  # what is within a line divides nothing


def read_answers(body: str, labels: Collection[str]) -> dict[str, str]:
    """The answer to each label, "" where there is none.

    Only headings that are a label divide the text, each once and in the order of `labels`. So a label written into a
    later answer replaces no earlier one. One written into an answer before its own place is taken for the real one,
    and the labels between are empty: a sender only spoils what is the sender's own. An answer is as it was written, in
    NFC, as records hold it.
    """
    waiting = list(labels)
    parts: dict[str, list[str]] = {label: [] for label in waiting}
    current, headings = "", dict(_headings(body))
    for number, line in enumerate(_LINE_ENDS.split(body)):
        label = headings.get(number, "")
        if label in waiting:
            del waiting[: waiting.index(label) + 1]
            current = label
        elif current:
            parts[current].append(line)
    answers = {label: unicodedata.normalize("NFC", "\n".join(lines).strip()) for label, lines in parts.items()}
    return {label: "" if answer == NO_RESPONSE else answer for label, answer in answers.items()}


def _headings(body: str) -> Iterator[tuple[int, str]]:
    """The lines of headings like GitHub's that stand within nothing else, and what they say."""
    tokens = _BLOCKS.parse(body)
    folds = 0
    for number, token in enumerate(tokens):
        if token.type in {"html_block", "inline"}:
            for fold in _DETAILS_TAG.finditer(token.content):
                folds = max(folds + (-1 if fold[1] else 1), 0)
        is_heading = token.type == "heading_open" and token.level == 0 and token.markup == HEADING_MARK
        if is_heading and token.map and not folds:
            yield token.map[0], tokens[number + 1].content
