"""What the package can be installed without: judging, commenting and acting need nothing that makes sites or mail.

The extras stand in pyproject.toml. Whatever imports a package of an extra asks for it first, by `need`; the walk of
tests/test_extras.py refuses every other import.
"""

from enum import StrEnum
from importlib.util import find_spec


class Extra(StrEnum):
    """A set of packages beside those that are always there."""

    SITE = "site"
    MAIL = "mail"
    PAPERS = "papers"
    CALENDAR = "calendar"
    IMPORT = "import"

    @property
    def command(self) -> str:
        """What a person types to get it."""
        return f"pip install 'redaksi[{self}]'"


MODULES = {
    Extra.SITE: ("cbor2", "jinja2", "markupsafe", "material", "mkdocs", "pagefind", "pyphen", "tinycss2"),
    Extra.MAIL: ("css_inline", "jinja2"),
    Extra.PAPERS: ("segno", "typst", "xlsxwriter"),
    Extra.CALENDAR: ("holidays",),
    Extra.IMPORT: ("bs4", "lxml", "markdownify"),
}
"""What is imported of each."""


class MissingExtraError(Exception):
    """An extra is not installed here."""

    def __init__(self, extra: Extra) -> None:
        super().__init__(extra)
        self.extra = extra


def need(extra: Extra) -> None:
    """Go on only where an extra is installed. Raises MissingExtraError."""
    if not all(map(find_spec, MODULES[extra])):
        raise MissingExtraError(extra)
