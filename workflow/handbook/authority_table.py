"""The authority table as Markdown, for the handbook and `redaksi explain authority`."""

from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.catalog import format_choice, tr
from workflow.records.article import Article, ImportedArticle
from workflow.records.request import Request
from workflow.rules.authority.code_owners import EVERYTHING, code_owners
from workflow.rules.authority.party import Party, roles_in
from workflow.rules.authority.state import STATE_NAMES
from workflow.rules.authority.table import OCCASION_NAMES, ROWS, Row


def authority_table(office: Office) -> str:
    """Whose every field and every path is, by the office's SOP and policy. What is not named belongs to nobody."""
    letters, stories, others = tr("Letters"), tr("Stories"), tr("All other files")
    imported = tr("Stories of the former site")
    parts = [f"**{letters}** (`content/requests/`)", "", *_rows(Request, office), ""]
    parts += [f"**{stories}** (`content/news/`)", "", *_rows(Article, office), ""]
    parts += [f"**{imported}** (`content/news/`, `origin: import`)", "", *_rows(ImportedArticle, office), ""]
    parts += [f"**{others}**", "", *_paths(office)]
    return "\n".join(parts) + "\n"


def _rows(kind: type, office: Office) -> Iterator[str]:
    yield from _line(tr("field"), tr("state before"), tr("who"), tr("together with"))
    yield "| --- | --- | --- | --- |"
    for row in ROWS:
        if row.kind is kind:
            yield from _line(_fields(row), _states(row), _who(row, office), _along(row))


def _line(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


def _fields(row: Row) -> str:
    return ", ".join(f"`{name}`" for name in row.fields)


def _states(row: Row) -> str:
    return ", ".join(tr(STATE_NAMES[state]) for state in row.states)


def _who(row: Row, office: Office) -> str:
    if row.cell.who is Party.NOBODY:
        return tr("nobody")
    return ", ".join(roles_in(row.cell.who, office.editions[-1]))


def _along(row: Row) -> str:
    return format_choice(tuple(tr(OCCASION_NAMES[one]) for one in row.cell.along)) or "-"


def _paths(office: Office) -> Iterator[str]:
    yield from _line(tr("file or folder"), tr("made or approved by"))
    yield "| --- | --- |"
    for owner in code_owners(office):
        if owner.path == EVERYTHING:
            yield from _line(tr("everything that is not named below"), ", ".join(owner.roles))
        else:
            yield from _line(f"`{owner.path}`", ", ".join(owner.roles))
