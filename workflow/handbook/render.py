"""The handbook and the maintainers' guide of one office, as Markdown that reads well on GitHub and on the site.

The templates are the program's; an office's own PANDUAN.md or PENGATURAN.md is a plain text that lies over them.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.config.office import Office
from workflow.extras import Extra, need
from workflow.handbook.example import make_example
from workflow.handbook.example_words import example_words
from workflow.handbook.facts import office_facts
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.infra import disk_cache

if TYPE_CHECKING:
    from jinja2 import Environment

    from workflow.infra.bytecode_cache import BytecodeCache

HANDBOOK_FILE, SETTINGS_FILE = "PANDUAN.md", "PENGATURAN.md"
TEMPLATES = Path(__file__).parent / "templates"
"""One for each file, of the same name."""


def render_handbook(office: Office) -> str:
    """PANDUAN.md: how clerks work, by the office's own SOP, hours and words."""
    return _render(HANDBOOK_FILE, office)


def render_settings(office: Office) -> str:
    """PENGATURAN.md: what maintainers set up once."""
    return _render(SETTINGS_FILE, office)


def generated_handbooks(office: Office) -> dict[str, str]:
    """What the files are where an office has not written its own, by their path from the root."""
    return {HANDBOOK_FILE: render_handbook(office), SETTINGS_FILE: render_settings(office)}


def _render(name: str, office: Office) -> str:
    with in_language(DEFAULT_LANGUAGE):
        facts = office_facts(office)
        return _fill(name, facts | example_words(office, make_example(office), _fill))


def _fill(name: str, values: dict[str, Any]) -> str:
    environment, compiled = _environment()
    template = environment.get_template(name)
    compiled.save()
    return template.render(values)


@cache
def _environment() -> "tuple[Environment, BytecodeCache]":
    """What fills in the templates, and where they are kept as they were compiled, which takes longer than the rest."""
    need(Extra.SITE)
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from workflow.infra.bytecode_cache import BytecodeCache

    compiled = BytecodeCache(disk_cache.cache_folder() / "handbook.templates")
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Markdown, not HTML; the site and GitHub keep what is dangerous out of it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled,
    )
    environment.filters |= {"text": escape_text, "code": escape_code, "anchor": anchor}
    return environment, compiled


def escape_text(value: str) -> str:
    """A value out of the configuration within Markdown's running text or a table: none of it is Markdown."""
    return _MARKDOWN.sub(r"\\\1", value)


def escape_code(value: str) -> str:
    """A value between backticks in a table."""
    return value.replace("`", "'").replace("|", r"\|")


def anchor(title: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
