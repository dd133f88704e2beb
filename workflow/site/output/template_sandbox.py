"""What a template may do: print the values it is given, and nothing else.

Templates lie in the office's repository, so they are code that anybody may propose. Here each sees only what a table
opens to it, kind by kind, and what the table does not name is refused: no files, no settings, no way into Python.
Every template passes here, those of the office and those of MkDocs' theme, when a change is tried and when a site is
published; so both make the same pages.
"""

import datetime as dt
from enum import Enum
from functools import lru_cache
from types import BuiltinMethodType, FunctionType, MethodType, ModuleType
from typing import Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme
from msgspec import Struct

from workflow.i18n.catalog import tr

NAV_ITEM = frozenset(("active", "ancestors", "children", "is_link", "is_page", "is_section", "parent", "title", "url"))
"""What every entry of the navigation has."""
VISIBLE_ATTRIBUTES: dict[type[Any], frozenset[str] | None] = {
    Struct: None,
    str: frozenset(dir(Markup)) - {"format", "format_map", "maketrans", "translate"},
    Enum: frozenset(("name", "value")),
    int: frozenset(),
    float: frozenset(),
    tuple: frozenset(("count", "index")),
    list: frozenset(("count", "index")),
    dict: frozenset(("get", "items", "keys", "values")),
    dt.date: frozenset(("year", "month", "day", "isoformat", "weekday")),
    Undefined: None,
    TemplateModule: None,
    LoopContext: None,
    Macro: None,
    BlockReference: None,
    Cycler: None,
    Joiner: None,
    Namespace: None,
    MkDocsConfig: frozenset(
        (
            *("copyright", "extra", "extra_css", "extra_javascript", "plugins", "site_author", "site_description"),
            *("repo_name", "repo_url", "site_name", "site_url", "theme"),
        )
    ),
    Theme: frozenset(("name",)),
    Navigation: frozenset(("homepage", "items", "pages")),
    Section: NAV_ITEM,
    Link: NAV_ITEM,
    Page: NAV_ITEM
    | {"abs_url", "canonical_url", "content", "edit_url", "is_homepage", "is_top_level", "meta", "next_page"}
    | {"previous_page", "toc", "update_date"},
    TableOfContents: frozenset(("items",)),
    AnchorLink: frozenset(("children", "id", "level", "title", "url")),
}
"""Which attributes a template sees, by the kind of a value; None for all that are public."""


class TemplateSandbox(SandboxedEnvironment):
    """An environment in which a template sees what is open to it. What is not stops the build."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether the table opens an attribute."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, ModuleType):  # only ours: its names and its own functions
            return isinstance(value, str) or (isinstance(value, FunctionType) and value.__module__ == obj.__name__)
        names = _visible_attributes(type(obj))  # type: ignore[arg-type]  # mypy takes a class for unhashable
        return names is None or attr in names

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it was handed over to be called: by us, by the template itself, or as a part of a plain value."""
        if isinstance(obj, (Undefined, Macro, BlockReference, LoopContext, Cycler, Joiner)):
            return True
        if isinstance(obj, BuiltinMethodType):
            return not isinstance(obj.__self__, ModuleType)
        if isinstance(obj, MethodType) and isinstance(obj.__self__, (str, LoopContext, Cycler, Joiner)):
            return True
        if any(obj is one for one in self.globals.values()):
            return True
        return isinstance(obj, FunctionType) and any(
            isinstance(one, ModuleType) and obj.__module__ == one.__name__ for one in self.globals.values()
        )

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Say what was refused. Raises SecurityError: a page with a gap where it stood would be a surprise."""
        raise SecurityError(tr("A template may not use `{name}` of {kind}.", name=attribute, kind=type(obj).__name__))


@lru_cache(1024)
def _visible_attributes(kind: type[Any]) -> frozenset[str] | None:
    """What is open of a kind and of all that it is a kind of; nothing of one that the table does not know."""
    names = [VISIBLE_ATTRIBUTES[one] for one in kind.__mro__ if one in VISIBLE_ATTRIBUTES]
    return None if None in names else frozenset().union(*(one for one in names if one))
