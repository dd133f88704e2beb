"""The package's template trees: files that lie at an office's paths, those that end in .jinja filled in."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from workflow.extras import Extra, need
from workflow.reporters.escape import escape_markdown
from workflow.text.yaml_edit import yaml_scalar

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
GENERATED = FOLDER / "files"
"""What `redaksi init` writes and `redaksi update` renews."""
FACTS = FOLDER / "facts"
"""What `redaksi init` writes once and the office then edits."""
SUFFIX = ".jinja"


def yaml_text(value: str) -> str:
    """A text as every YAML reader takes it: `no` and `12` stay words."""
    plain = yaml_scalar(value)
    try:
        return plain if yaml.safe_load(plain) == value else json.dumps(value, ensure_ascii=False)
    except yaml.YAMLError:
        return json.dumps(value, ensure_ascii=False)


@cache
def _environment() -> "Environment":
    """Marks that neither GitHub's expressions nor shells use."""
    need(Extra.SITE)
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=False,  # noqa: S701  YAML, JSON, Markdown: each has a filter of its own
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
    )
    made.filters |= {"yaml": yaml_text, "markdown": escape_markdown}
    return made


def render(template: Path, values: Mapping[str, Any]) -> bytes:
    """One file, filled in where it is a template."""
    if template.suffix != SUFFIX:
        return template.read_bytes()
    return _environment().from_string(template.read_text("utf-8")).render(values).encode()


def render_tree(folder: Path, values: Mapping[str, Any]) -> dict[str, bytes]:
    """All files of a tree, by their paths in an office."""
    return {
        file.relative_to(folder).as_posix().removesuffix(SUFFIX): render(file, values)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
