"""Extract the texts of the code into the gettext catalogue and compile it: `make catalogue`.

The Indonesian catalogue keeps its translations; new texts are added empty, unused ones are dropped. click's own
sentences are extracted too, so that the whole command line speaks one language.
"""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from workflow.i18n.catalog import LOCALE_FOLDER
from workflow.i18n.language import DEFAULT_LANGUAGE

PACKAGE = Path(__file__).parent.parent
TEMPLATES = PACKAGE / "defaults" / "site_config" / "theme"
PO_HEADER = "# The Indonesian texts of Redaksi. Written by `make catalogue`; only the translations are edited by hand."
KEYWORDS = {"say": None, "mark": None, "tr": None}
CLICK_KEYWORDS = {"_": None, "ngettext": (1, 2)}
UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def all_messages() -> Catalog:
    """Every text that people can meet, without translations."""
    catalog = Catalog(locale=DEFAULT_LANGUAGE, project="redaksi", version="", header_comment=PO_HEADER, fuzzy=False)
    for message in sorted(extract_messages(), key=str):
        catalog.add(message)
    return catalog


def extract_messages() -> Iterator[str | tuple[str, ...]]:
    """The texts of this package, of the page templates and of click."""
    for folder, keywords in ((PACKAGE, KEYWORDS), (Path(click.__file__).parent, CLICK_KEYWORDS)):
        for *_, message, _, _ in extract_from_dir(folder, [("**.py", "python")], keywords=keywords):
            yield message
    for *_, message, _, _ in extract_from_dir(TEMPLATES, [("**.html", "jinja2")], keywords={"tr": None, "_": None}):
        yield message


def with_translations(template: Catalog, present: Catalog) -> Catalog:
    """The template with the translations that there are."""
    for message in template:
        if message.id and (known := present.get(message.id)):
            message.string = known.string
    return template


def po_file(language: str) -> Path:
    """The readable catalogue of a language; the compiled one is beside it."""
    return LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po"


def read_catalog(language: str) -> Catalog:
    """The catalogue of a language as it is on disk; empty when there is none."""
    path = po_file(language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.is_file() else Catalog(locale=language)


def po_bytes(catalog: Catalog) -> bytes:
    """The readable form, the same bytes for the same texts."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=False, sort_output=True, width=110, no_location=True)
    lines = buffer.getvalue().splitlines(keepends=True)
    volatile = (
        b'"POT-Creation-Date',
        b'"PO-Revision-Date',
        b'"Generated-By',
        b'"Last-Translator',
        b'"Report-Msgid',
        b'"Language-Team',
    )
    return b"".join(line for line in lines if not line.startswith(volatile))


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled form that gettext reads."""
    buffer = io.BytesIO()
    readable = read_po(io.BytesIO(po_bytes(catalog)), locale=DEFAULT_LANGUAGE)
    readable.creation_date = readable.revision_date = UNDATED  # Babel would write the time it is
    write_mo(buffer, readable)
    return buffer.getvalue()


def main() -> None:
    """Write the catalogue anew and name what is not translated."""
    catalog = with_translations(all_messages(), read_catalog(DEFAULT_LANGUAGE))
    path = po_file(DEFAULT_LANGUAGE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po_bytes(catalog))
    path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
    missing = [message.id for message in catalog if message.id and not message.string]
    print(f"{len(catalog)} texts, {len(missing)} not translated")  # noqa: T201
    for text in missing:
        print(f"  {text}")  # noqa: T201


if __name__ == "__main__":
    main()
