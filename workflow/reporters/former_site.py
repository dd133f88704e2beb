"""The report of an import: one Markdown text in which each refused and each changed story stands with what to do."""

import html
from collections import defaultdict
from collections.abc import Iterator

from workflow.i18n.catalog import tr, translate
from workflow.importing.changes import CHANGES, ChangeKind
from workflow.importing.former_story import OMITTED_NAMES
from workflow.importing.outcome import AddedStory, ImportOutcome
from workflow.reporters.escape import printable

_CELL = str.maketrans({"|": "\\|", "<": "&lt;", "[": "\\["})
FIRST_NAMED = 5
"""Stories that are named where a number says the rest."""
MOST_NAMED = 50
"""Stories in one line of a kind of change."""
MOST_LINES = 60
"""Lines of a kind of change, one for each thing that was found."""
MOST_TOLD = 2_000
"""Stories that are named below one heading; more are counted."""


def import_report(outcome: ImportOutcome) -> str:
    """The report, for a file that people read."""
    title = tr("Import of the former site")
    parts = [f"# {title}", "", *summary_lines(outcome), ""]
    for part in (_categories, _refused, _changed, _moved, _unreadable, _next):
        parts += part(outcome)
    return "\n".join(parts).rstrip("\n") + "\n"


def summary_lines(outcome: ImportOutcome) -> Iterator[str]:
    """What came of it, in a few lines."""
    survey = outcome.survey
    yield tr("- Stories taken: {count}", count=len(outcome.added))
    yield tr("- Stories that were here already, left as they are: {count}", count=outcome.already)
    yield tr("- Stories refused: {count}", count=len(outcome.refused))
    yield tr("- Old addresses that lead on: {count}", count=outcome.moved.added)
    if outcome.moved.unmoved:
        yield tr("- Old addresses that lead nowhere: {count}", count=len(outcome.moved.unmoved))
    omitted = ", ".join(f"{translate(OMITTED_NAMES[kind])} {number}" for kind, number in survey.omitted.items())
    if omitted:
        name = tr("Not imported on purpose")
        yield f"- {name}: {omitted}"
    if survey.unreadable:
        yield tr("- Files that cannot be read: {count}", count=len(survey.unreadable))
    if survey.breaks_at:
        yield tr(
            "- THE EXPORT BREAKS OFF at line {line}: what stands behind it is missing. Export again, in parts by year "
            "if it is large, and import that too; nothing comes in twice.",
            line=survey.breaks_at,
        )
    if outcome.without_pictures:
        yield tr("- No picture was taken: no folder was given with --uploads.")


def _heading(words: str) -> tuple[str, str]:
    return f"## {words}", ""


def _head(*cells: str) -> tuple[str, str]:
    return f"| {' | '.join(cells)} |", f"|{' --- |' * len(cells)}"


def _plain(text: str) -> str:
    """A name of the former site as code: it reads as it is in plain text too, and makes no link, mention or column."""
    name = printable(html.unescape(text)).replace("`", "'").replace("|", "\\|").strip()
    return f"`{name}`" if name else "-"


def _said(text: str) -> str:
    """A sentence of ours in a table; what it quotes makes no link, picture or column."""
    return printable(text).translate(_CELL)


def _refused(outcome: ImportOutcome) -> Iterator[str]:
    if outcome.refused:
        yield from _heading(tr("Refused stories"))
        yield from _head(tr("Story"), tr("Why"), tr("What to do"))
        for one in outcome.refused:
            name = f"{_plain(one.title)} ({_plain(one.source)})"
            yield f"| {name} | {_said(translate(one.reason))} | {_said(translate(one.todo))} |"
        yield ""


def _changed(outcome: ImportOutcome) -> Iterator[str]:
    found: dict[ChangeKind, list[tuple[AddedStory, str]]] = defaultdict(list)
    for story in outcome.added:
        for change in story.changes:
            found[change.kind].append((story, change.detail))
    if found:
        yield from _heading(tr("Changed stories"))
    for kind, text in CHANGES.items():
        if stories := found.get(kind):
            yield from (f"### {translate(text.what)} ({len(stories)})", "", translate(text.todo), "")
            yield from _compact(stories, has_list=kind is not ChangeKind.CATEGORY)
            yield ""


def _compact(stories: list[tuple[AddedStory, str]], *, has_list: bool) -> Iterator[str]:
    """The stories of a change, those with the same detail in one line."""
    found: dict[str, list[str]] = defaultdict(list)
    for story, detail in stories:
        found["" if detail.isdecimal() else detail].append(f"`{story.key}`")
    for detail, keys in sorted(found.items(), key=lambda one: -len(one[1]))[:MOST_LINES]:
        named = keys[: MOST_NAMED if has_list else FIRST_NAMED]
        more = [tr("and {count} more", count=len(keys) - len(named))] if len(keys) > len(named) else []
        name = f"{_plain(detail)} ({len(keys)}): " if detail else ""
        yield f"- {name}{', '.join([*named, *more])}"
    if len(found) > MOST_LINES:
        yield tr("- and {count} more", count=len(found) - MOST_LINES)


def _categories(outcome: ImportOutcome) -> Iterator[str]:
    if outcome.categories:
        yield from _heading(tr("Categories"))
        yield from _head(tr("Former site"), tr("This site"), tr("Stories"))
        for name, key, number in outcome.categories:
            default = tr("{key} (default)", key=outcome.default_category) if outcome.default_category else tr("none")
            yield f"| {_plain(name)} | {key or default} | {number} |"
        yield ""


def _moved(outcome: ImportOutcome) -> Iterator[str]:
    if outcome.moved.unmoved:
        yield from _heading(tr("Old addresses that lead nowhere"))
        yield from _head(tr("Old address"), tr("Page"), tr("Why"))
        for one in outcome.moved.unmoved[:MOST_TOLD]:
            yield f"| {_plain(one.old)} | {one.new} | {_said(translate(one.reason))} |"
        yield ""
    if without := [place.source for place in outcome.survey.places if not place.address]:
        first = ", ".join(map(_plain, without[:FIRST_NAMED]))
        yield tr(
            "Stories of which nothing says where they stood, so that no old address leads on: {count} "
            "(first: {names}). Enter theirs in site_config/moved.yml by hand.",
            count=len(without),
            names=first,
        )
        yield ""
    places = [place for place in outcome.survey.places if place.address]
    if any("?p=" in place.source for place in places):
        yield tr(
            "Short addresses such as {example} are not among them: files cannot answer a question mark. Whoever runs a "
            "server of their own can lead them on by `source` in each story.",
            example="`/?p=123`",
        )
        yield ""


def _unreadable(outcome: ImportOutcome) -> Iterator[str]:
    if outcome.survey.unreadable:
        yield from _heading(tr("Files that cannot be read"))
        for path, why in outcome.survey.unreadable[:MOST_TOLD]:
            yield f"- {_plain(path)}: {_said(translate(why))}"
        yield ""


def _next(outcome: ImportOutcome) -> Iterator[str]:
    if outcome.added:
        yield from _heading(tr("What to do next"))
        yield tr("1. `redaksi check`: everything that came in must be in order.")
        yield tr("2. Look at some stories: `mkdocs serve`.")
        yield tr(
            "3. The head commits the stories: `git add content`, `git commit`, `git push`, or approves the pull "
            "request that brings them. Until then nothing of it is on the site."
        )
        yield tr(
            "4. When that is merged, the head commits the old addresses by themselves: `git add site_config/moved.yml`."
            " Settings and stories never change together."
        )
