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

from jinja2 import Template, Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
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
METHODS = (MethodType, BuiltinMethodType)
PASSES = "jinja_pass_arg"
"""How Jinja marks a function that wants to know where it is called."""


class _Template(Template):
    """A template whose globals are its environment's, as all of ours are."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        """Its macros, without looking each time for globals that only the template has that imports them."""
        return super()._get_default_module()


class TemplateSandbox(SandboxedEnvironment):
    """An environment in which a template sees what is open to it. What is not stops the build.

    A site of thousands of pages asks it a million times, so what follows from a value's kind alone is found out once.
    """

    template_class = _Template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value's attribute: at once where the table opens it and it is no method, which might be `str.format`."""
        if _is_open(type(obj), attribute):  # type: ignore[arg-type]  # mypy takes a class for unhashable
            value = getattr(obj, attribute, NotImplemented)
            if value is not NotImplemented and type(value) not in METHODS:
                return value
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a value; macros and what we handed over, which is most of it, without what Jinja asks of any other."""
        kind = type(obj)
        if kind is not Macro and (kind is not MethodType or hasattr(obj, PASSES) or not self.is_safe_callable(obj)):
            return super().call(context, obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(context.eval_ctx, *args, **kwargs) if kind is Macro else obj(*args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether the table opens an attribute."""
        if isinstance(obj, ModuleType):  # only ours: its names and its own functions
            is_own = isinstance(value, FunctionType) and value.__module__ == obj.__name__
            return not attr.startswith("_") and (isinstance(value, str) or is_own)
        return _is_open(type(obj), attr)  # type: ignore[arg-type]

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it was handed over to be called: by us, by the template itself, or as a part of a plain value."""
        if isinstance(obj, (Undefined, Macro, BlockReference, LoopContext, Cycler, Joiner)):
            return True
        if isinstance(obj, BuiltinMethodType):
            return not isinstance(obj.__self__, ModuleType)
        if isinstance(obj, MethodType) and isinstance(obj.__self__, (str, LoopContext, Cycler, Joiner)):
            return True
        for one in self.globals.values():
            if one is obj:
                return True
        return isinstance(obj, FunctionType) and any(
            isinstance(one, ModuleType) and obj.__module__ == one.__name__ for one in self.globals.values()
        )

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Say what was refused. Raises SecurityError: a page with a gap where it stood would be a surprise."""
        raise SecurityError(tr("A template may not use `{name}` of {kind}.", name=attribute, kind=type(obj).__name__))


@lru_cache(4096)
def _is_open(kind: type[Any], attribute: str) -> bool:
    """Whether the table opens an attribute of a kind. Of modules it opens none: what is theirs is told by the value."""
    names = _visible_attributes(kind)  # type: ignore[arg-type]  # mypy takes a class for unhashable
    return not attribute.startswith("_") and (names is None or attribute in names)


@lru_cache(1024)
def _visible_attributes(kind: type[Any]) -> frozenset[str] | None:
    """What is open of a kind and of all that it is a kind of; nothing of one that the table does not know."""
    names = [VISIBLE_ATTRIBUTES[one] for one in kind.__mro__ if one in VISIBLE_ATTRIBUTES]
    return None if None in names else frozenset().union(*(one for one in names if one))
