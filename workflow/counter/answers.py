"""The answers in an issue that GitHub made from a form: a heading for each question, the answer below it.

GitHub writes `### label`, an empty line, the answer, an empty line; and `_No response_` for what was left open.
Nothing stops a sender from writing headings into an answer, or an issue without the form.
"""

from collections.abc import Collection

NOTHING = "_No response_"
HEADING = "### "


def read_answers(body: str, labels: Collection[str]) -> dict[str, str]:
    """The answer to each label, "" where there is none.

    Only headings that are a label divide the text, each once and in the order of `labels`. So a label written into a
    later answer replaces no earlier one. One written into an answer before its own place is taken for the real one,
    and the labels between are empty: a sender only spoils what is the sender's own.
    """
    waiting = list(labels)
    parts: dict[str, list[str]] = {label: [] for label in waiting}
    current = ""
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        label = line.removeprefix(HEADING).strip() if line.startswith(HEADING) else ""
        if label in waiting:
            del waiting[: waiting.index(label) + 1]
            current = label
        elif current:
            parts[current].append(line)
    answers = {label: "\n".join(lines).strip() for label, lines in parts.items()}
    return {label: "" if answer == NOTHING else answer for label, answer in answers.items()}
